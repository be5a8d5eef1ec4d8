"""What an app, a webhook and a response_url can do at WeCom's REST interface, each call of theirs one method."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

import aiohttp

from bot.calls import Call
from bot.platform import Heading
from bot.wecom.client.calls import Calls, allowed
from bot.wecom.client.pauses import pauses
from bot.wecom.client.tokens import access_token
from bot.wecom.errors import Code, refusal
from bot.wecom.media import PIECE_BYTES, heading
from scheduler.clock import Clock
from storage.errors import PlatformError, Remedy

MediaType = Literal["image", "voice", "video", "file"]
MOST_BYTES: dict[str, int] = {"image": 10 << 20, "voice": 2 << 20, "video": 10 << 20, "file": 20 << 20}
LEAST_BYTES = 6
"""What WeCom takes as a file (path 90253): more than five bytes."""

DUPLICATE_SECONDS = 60
"""Within this time WeCom drops the same words to the same people, so that what is sent again is shown once."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to be sent: what WeCom takes it for, the name that people see, its bytes."""

    kind: MediaType
    name: str
    data: bytes

    def check(self) -> None:
        """Raise PlatformError where WeCom takes no file of this size."""
        if not LEAST_BYTES <= len(self.data) <= MOST_BYTES[self.kind]:
            raise PlatformError(f"a {self.kind} of {len(self.data)} bytes cannot be uploaded", Remedy.GIVE_UP)

    def form(self) -> aiohttp.FormData:
        """Return it as multipart, made anew for each try; the name travels as it is, in UTF-8."""
        name = re.sub(r"[\x00-\x1f\x7f]", "", self.name).replace('"', "”").replace("\\", "＼")[-200:]
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("media", BytesIO(self.data), filename=name, content_type=media_type)
        return form


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of an app's message: WeCom's id, the code that updates its card once, and who was not reached."""

    message_id: str
    response_code: str
    not_reached: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppIdentity:
    """Which app of which corporation."""

    corp_id: str
    agent_id: int
    secret: str

    def __repr__(self) -> str:
        return f"AppIdentity({self.corp_id}, {self.agent_id})"


class AppClient:
    """The calls of one self-built app. Every method raises PlatformError."""

    def __init__(self, calls: Calls, identity: AppIdentity, clock: Clock) -> None:
        self._calls = calls
        self._agent_id = identity.agent_id
        self._token = access_token(calls, identity.corp_id, identity.secret, clock)
        self._pauses = pauses(clock)

    async def send(
        self, users: Sequence[str], body: Mapping[str, Any], *, duplicate_seconds: int = DUPLICATE_SECONDS
    ) -> Sent:
        """Send one message (`{"msgtype": …}`) to members, at most a thousand; path 90236.

        Where none of them is reached it raises with `gone`.
        """
        message = {
            "touser": "|".join(users),
            "agentid": self._agent_id,
            "enable_duplicate_check": int(duplicate_seconds > 0),
            "duplicate_check_interval": duplicate_seconds or 1800,
            **body,
        }
        answer = await self._ask(Call("message/send", "/cgi-bin/message/send", body=message, may_act=True))
        # Ids come back in lower case, however they were written.
        refused = f"{answer.get('invaliduser') or ''}|{answer.get('unlicenseduser') or ''}".lower().split("|")
        not_reached = tuple(user for user in users if user.lower() in refused)
        if len(not_reached) == len(users):
            raise refusal("message/send", Code.NOBODY_REACHED)
        return Sent(str(answer.get("msgid", "")), str(answer.get("response_code", "")), not_reached)

    async def update_card(self, users: Sequence[str], response_code: str, update: Mapping[str, Any]) -> None:
        """Change a card that was sent or pressed, once within 72 h (path 94888): a `template_card` or a `button`."""
        body = {"userids": list(users), "agentid": self._agent_id, "response_code": response_code, **update}
        await self._ask(Call("message/update_template_card", "/cgi-bin/message/update_template_card", body=body))

    async def upload(self, file: Upload) -> str:
        """Upload a file and return its media_id, valid for three days for all apps of the corporation."""
        file.check()
        call = Call("media/upload", "/cgi-bin/media/upload", {"type": file.kind}, form=file.form)
        return _media_id(await self._ask(call))

    async def fetch(self, media_id: str) -> AsyncIterator[Heading | bytes]:
        """Give the heading and bytes of a file that a member sent, as they come (path 90254)."""
        call = Call("media/get", "/cgi-bin/media/get", {"media_id": media_id})
        async with self._token.opened(lambda token: self._calls.file(allowed(call, token))) as response:
            yield heading(response.headers)
            async for piece in response.content.iter_chunked(PIECE_BYTES):
                yield piece

    async def name_of(self, user: str) -> str:
        """Return a member's name as the contacts have it; empty where the app may not see it and gets the id."""
        answer = await self._ask(Call("user/get", "/cgi-bin/user/get", {"userid": user}))
        name = str(answer.get("name", ""))
        return "" if name.lower() == user.lower() else name

    async def try_out(self) -> str:
        """Look at the app itself and return its name: fails where secret, agent or the calling address is not right."""
        answer = await self._ask(Call("agent/get", "/cgi-bin/agent/get", {"agentid": str(self._agent_id)}))
        return str(answer.get("name", ""))

    async def _ask(self, call: Call) -> dict[str, Any]:
        """Make a call with the token."""
        with self._pauses.of(call.operation):
            return await self._token.use(lambda token: self._calls.ask(allowed(call, token)))


class WebhookClient:
    """The calls of one group webhook (path 99110). Its key is all it takes to write there."""

    def __init__(self, calls: Calls, key: str, clock: Clock) -> None:
        self._calls = calls
        self._key = key
        self._pauses = pauses(clock)

    async def send(self, body: Mapping[str, Any]) -> None:
        """Send one message (`{"msgtype": …}`) to the group. Raises PlatformError."""
        await self._ask(Call("webhook/send", "/cgi-bin/webhook/send", {"key": self._key}, body, may_act=True))

    async def upload(self, file: Upload) -> str:
        """Upload a file or a voice and return its media_id, for this webhook alone. Raises PlatformError."""
        file.check()
        query = {"key": self._key, "type": file.kind}
        path = "/cgi-bin/webhook/upload_media"
        return _media_id(await self._ask(Call("webhook/upload_media", path, query, form=file.form)))

    async def _ask(self, call: Call) -> dict[str, Any]:
        with self._pauses.of(call.operation):
            return await self._calls.ask(call)


async def respond(calls: Calls, response_url: str, body: Mapping[str, Any]) -> None:
    """Answer by a message's response_url, once, within an hour: markdown or, in private, a card (path 101138)."""
    await calls.post_to(response_url, Call("response_url", "", body=body, may_act=True))


def _media_id(answer: Mapping[str, Any]) -> str:
    media_id = answer.get("media_id")
    if not isinstance(media_id, str) or not media_id:
        raise PlatformError("an upload without a media_id", Remedy.RETRY)
    return media_id
