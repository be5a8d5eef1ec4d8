"""Pages as a platform: messages come through their views, files lie in the uploads, what is said is shown."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from bot.platform import Host, Outgoing, Platform
from bot.web.uploads import Uploads
from storage.chat import Attachment, ChatAddress
from storage.errors import PlatformError, Remedy

PIECE_BYTES = 1 << 18


class PagePlatform(Platform):
    """What is sent stands in its row already: sending is telling the open pages to look again."""

    def __init__(self, name: str, uploads: Uploads, nudge: Callable[[ChatAddress], None]) -> None:
        self.name = name
        self._uploads = uploads
        self._nudge = nudge

    def is_keyed(self, outgoing: Outgoing) -> bool:  # noqa: ARG002
        """A page shows each delivery once, however often it is told to look."""
        return True

    async def start(self, host: Host) -> None:
        """Nothing comes by itself: views hand over what is said."""

    async def stop(self) -> None:
        """Nothing is held."""

    async def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[bytes]:
        """Give the bytes of a file that a page has uploaded."""
        path = self._uploads.find(attachment.locator)
        if path is None:
            raise PlatformError(f"an upload of {address.platform} is gone", Remedy.GIVE_UP)
        with await asyncio.to_thread(Path.open, path, "rb") as file:
            while piece := await asyncio.to_thread(file.read, PIECE_BYTES):
                yield piece

    async def send(self, outgoing: Outgoing) -> str:
        """Let the pages that look at this chat look again; they show what is being sent, too."""
        self._nudge(outgoing.address)
        return outgoing.key
