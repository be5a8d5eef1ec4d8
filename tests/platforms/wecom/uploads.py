"""Media that were uploaded: in chunks over the long connection (D:101463), or whole by REST (D:90253, D:99110)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import BodyPartReader, web

from tests.platforms.double import File, Refusal
from tests.platforms.shapes import DAY, KB
from tests.platforms.wecom.judging import Rate, judge_media
from tests.platforms.wecom.limits import SIZE_CODES, SIZES

if TYPE_CHECKING:
    from tests.platforms.wecom.server import WeCom

CHUNK, CHUNKS = 512 * KB, 100
SESSION_LASTS = 1800
MEDIA_LASTS = 3 * DAY


@dataclass(slots=True)
class Session:
    """An upload in parts."""

    about: dict[str, Any]
    began_at: float
    chunks: dict[int, bytes] = field(default_factory=dict)


class Uploads:
    """The media of one account. A media_id holds for three days."""

    def __init__(self, wecom: WeCom) -> None:
        self.wecom = wecom
        self.rate = Rate(wecom.now, (30, 60), (1000, 3600))
        self.kept: dict[str, tuple[str, File, float]] = {}
        self._sessions: dict[str, Session] = {}

    def keep(self, kind: str, file: File) -> dict[str, Any]:
        """Keep a whole file. Raises Refusal."""
        judge_media(kind, file.name, file.data)
        media_id = secrets.token_urlsafe(30)
        self.kept[media_id] = (kind, file, self.wecom.now() + MEDIA_LASTS)
        return {"type": kind, "media_id": media_id, "created_at": str(int(self.wecom.now()))}

    def find(self, kind: str, media_id: str) -> File:
        """The file of a media_id, of any kind where none is named. Raises Refusal 40007."""
        kept_as, file, until = self.kept.get(media_id, ("", File("", b""), 0))
        if kept_as != (kind or kept_as) or self.wecom.now() >= until:
            raise Refusal(40007, f"invalid media_id for {kind}")
        return file

    def expire(self) -> None:
        """Let every media_id expire."""
        self.kept = {media_id: (kind, file, 0) for media_id, (kind, file, _) in self.kept.items()}

    def obey(self, command: str, body: Any) -> dict[str, Any] | None:
        """One step of an upload in chunks. Raises Refusal."""
        if not isinstance(body, dict):
            raise Refusal(40058, "no body")
        if command.endswith("_init"):
            return self._init(body)
        session = self._sessions.get(body.get("upload_id", ""))
        if session is None or self.wecom.now() > session.began_at + SESSION_LASTS:
            raise Refusal(40058, "no such upload_id, or it has expired")
        if command.endswith("_chunk"):
            return self._chunk(session, body)
        if command.endswith("_finish"):
            return self._finish(session, body)
        raise Refusal(40058, f"no cmd {command!r}")

    def _init(self, body: dict[str, Any]) -> dict[str, Any]:
        self.rate.take("uploads")
        if unknown := body.keys() - {"type", "filename", "total_size", "total_chunks", "md5"}:
            raise Refusal(40058, f"an upload has no field {sorted(unknown)}")
        kind, size, chunks = body.get("type"), body.get("total_size"), body.get("total_chunks")
        if kind not in SIZES:
            raise Refusal(40004, f"no type {kind!r}")
        if not isinstance(size, int) or not SIZES[kind][0] < size <= SIZES[kind][1]:
            raise Refusal(SIZE_CODES[kind], f"total_size is {size!r}")
        if not isinstance(chunks, int) or not 1 <= chunks <= CHUNKS or chunks * CHUNK < size:
            raise Refusal(40058, f"total_chunks is {chunks!r}")
        if not str(body.get("filename") or "").strip():
            raise Refusal(40058, "no filename")
        upload_id = secrets.token_hex(16)
        self._sessions[upload_id] = Session(body, self.wecom.now())
        return {"upload_id": upload_id}

    def _chunk(self, session: Session, body: dict[str, Any]) -> None:
        index = body.get("chunk_index")
        if not isinstance(index, int) or not 0 <= index <= session.about["total_chunks"]:
            raise Refusal(40058, f"chunk_index is {index!r}")
        try:
            data = base64.b64decode(body.get("base64_data") or "", validate=True)
        except (binascii.Error, TypeError):
            raise Refusal(40058, "base64_data is none") from None
        if not 0 < len(data) <= CHUNK:
            raise Refusal(40058, f"a chunk of {len(data)} bytes")
        session.chunks[index] = data

    def _finish(self, session: Session, body: dict[str, Any]) -> dict[str, Any]:
        about, count = session.about, session.about["total_chunks"]
        if set(session.chunks) not in (set(range(count)), set(range(1, count + 1))):
            raise Refusal(40058, f"of {count} chunks came {sorted(session.chunks)}")
        data = b"".join(session.chunks[index] for index in sorted(session.chunks))
        if len(data) != about["total_size"]:
            raise Refusal(40058, f"{len(data)} bytes came, not {about['total_size']}")
        if about.get("md5") and hashlib.md5(data, usedforsecurity=False).hexdigest() != about["md5"]:
            raise Refusal(40058, "md5 of other bytes")
        del self._sessions[body["upload_id"]]
        return self.keep(about["type"], File(about["filename"], data))


async def uploaded(request: web.Request) -> File:
    """The one file of a multipart body: its field is `media`, it has a name. Raises Refusal."""
    if not request.content_type.startswith("multipart/"):
        raise Refusal(41005, "missing media data")
    part = await (await request.multipart()).next()
    if not isinstance(part, BodyPartReader) or part.name != "media" or not part.filename:
        raise Refusal(41005, "missing media data: no field media with a filename")
    return File(part.filename, bytes(await part.read()))
