"""Mail as one more platform: to units that have nothing but a mailbox, and files out. Nothing comes in by it."""

from __future__ import annotations

import asyncio
import hashlib
import mimetypes
from collections.abc import AsyncIterator, Callable
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from pathlib import Path
from typing import TYPE_CHECKING

from bot.chart import picture_of
from bot.config.tables import MailSettings
from bot.platform import Host, Outgoing, Platform
from storage.chat import Attachment, ChatAddress
from storage.errors import PlatformError, Remedy
from storage.reach import MAIL

if TYPE_CHECKING:
    import aiosmtplib

SECONDS = 30.0
"""How long the server may take over one step."""

SUBJECT = "报送提示"


class Mail(Platform):
    """Sends over one SMTP server, a connection a mail: reminders are few and far between. `blob` finds a file.

    The Message-ID is made of the delivery's key. A mail of which nobody knows whether it left is not sent again.
    """

    name = MAIL

    def __init__(self, settings: MailSettings, blob: Callable[[str], Path] = Path) -> None:
        self._settings = settings
        self._blob = blob

    def is_keyed(self, outgoing: Outgoing) -> bool:  # noqa: ARG002
        """A mail sent twice is read twice."""
        return False

    async def start(self, host: Host) -> None:
        """Nothing comes in by mail."""

    async def stop(self) -> None:
        """No connection is held between two mails."""

    def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[bytes]:
        """Nothing comes in, so there is nothing to fetch."""
        raise PlatformError(f"nothing to fetch by mail: {attachment.kind} in {address.account}", Remedy.GIVE_UP)

    async def send(self, outgoing: Outgoing) -> str:
        """Send one mail and return its Message-ID. Raises PlatformError."""
        import aiosmtplib

        message = compose(outgoing, self._settings.sender)
        for file in outgoing.reply.files:
            attach(message, file.name, await asyncio.to_thread(self._read, file.sha256))
        is_handed_over = False
        try:
            async with self._server() as server:
                is_handed_over = True
                await server.send_message(message)
        except (aiosmtplib.SMTPException, OSError) as error:
            raise _named(error, is_handed_over=is_handed_over) from error
        return str(message["Message-ID"])

    def _read(self, sha256: str) -> bytes:
        """The bytes of a file. Raises PlatformError where it is not there any more."""
        try:
            return self._blob(sha256).read_bytes()
        except OSError as error:
            raise PlatformError("a file to be mailed is gone", Remedy.GIVE_UP) from error

    async def try_out(self) -> None:
        """Connect and log in, and send nothing. Raises PlatformError."""
        import aiosmtplib

        try:
            async with self._server() as server:
                await server.noop()
        except (aiosmtplib.SMTPException, OSError) as error:
            raise _named(error, is_handed_over=False) from error

    def _server(self) -> aiosmtplib.SMTP:
        """A connection that logs in when it is opened, where there is an account."""
        import aiosmtplib

        settings = self._settings
        return aiosmtplib.SMTP(
            hostname=settings.server,
            port=settings.port,
            username=settings.user or None,
            password=settings.password.get_secret_value() or None,
            use_tls=settings.security == "tls",
            start_tls=settings.security == "starttls",
            timeout=SECONDS,
        )


def compose(outgoing: Outgoing, sender: str) -> EmailMessage:
    """Make the mail of a delivery: its title is the subject, its lines the text."""
    reply = outgoing.reply
    message = EmailMessage()
    message["Subject"] = " ".join((reply.title or SUBJECT).split())
    message["From"] = sender
    message["To"] = outgoing.address.chat
    message["Date"] = formatdate()
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    message["Message-ID"] = f"<{hashlib.sha256(outgoing.key.encode()).hexdigest()[:32]}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n".join(reply.lines) + "\n")
    if drawn := picture_of(outgoing):
        message.add_attachment(drawn, maintype="image", subtype="png", filename="chart.png")
    return message


def attach(message: EmailMessage, name: str, data: bytes) -> None:
    """Add a file under its name."""
    kind, _, subtype = (mimetypes.guess_type(name)[0] or "application/octet-stream").partition("/")
    message.add_attachment(data, maintype=kind, subtype=subtype, filename=name)


def _named(error: Exception, *, is_handed_over: bool) -> PlatformError:
    """What helps against a failure, and whether the mail may have left all the same."""
    import aiosmtplib

    text = type(error).__name__
    if isinstance(error, aiosmtplib.SMTPAuthenticationError | aiosmtplib.SMTPNotSupported):
        return PlatformError(text, Remedy.CONFIGURATION)
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        codes = [refused.code for refused in error.recipients]
        return PlatformError(text, Remedy.GIVE_UP if min(codes, default=500) >= 500 else Remedy.RETRY)
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return PlatformError(text, Remedy.GIVE_UP if error.code >= 500 else Remedy.RETRY)
    return PlatformError(text, Remedy.RETRY, unknown=is_handed_over)
