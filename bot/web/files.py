"""Files going out: only to those in whose chat they were handed in or sent, never shown as a page of ours."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from bot.web import wording
from storage.database import Database
from storage.tables import Chat
from storage.unit_of_work import Work

_SHA256 = re.compile(r"[0-9a-f]{64}")
CLOSED_HEADERS = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private, max-age=86400"}
"""On every file that somebody handed in: whatever it is, nothing in it runs."""


async def send_file(database: Database, chat: Chat, sha256: str, blob: Callable[[str], Path]) -> web.StreamResponse:
    """Send a file that belongs to a chat; 404 for every other, whether it exists or not."""
    name = await database.read(lambda work: name_in(work, chat, sha256)) if _SHA256.fullmatch(sha256) else None
    path = blob(sha256) if name else None
    if name is None or path is None or not path.is_file():
        raise web.HTTPNotFound(text=wording.NO_FILE)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return web.FileResponse(path, headers={**CLOSED_HEADERS, "Content-Type": kind, "Content-Disposition": disposition})


def name_in(work: Work, chat: Chat, sha256: str) -> str | None:
    """Return the name under which a file came into a chat or was sent to it; None where it never was there."""
    for file in work.files.find(work.files.c.sha256 == sha256, work.files.c.state == "stored"):
        row = work.inbox.get(file.inbox_id)
        if (row.platform, row.account, row.external_chat) == (chat.platform, chat.account, chat.external):
            return file.name
    sent = (file for row in work.deliveries.with_file(chat.key, sha256) for file in row.reply.get("files", ()))
    return next((str(file["name"]) for file in sent if file["sha256"] == sha256), None)
