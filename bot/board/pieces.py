"""What a hand-in holds, as pages show it: each piece with its state, and its bytes for those who may see them."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from bot.board import wording
from bot.board.entrance import Entrance
from bot.board.live import missing
from bot.web.files import CLOSED_HEADERS
from handlers.enrolment.logins import Visitor
from storage.database import Database
from storage.editions import notice_of
from storage.standing import standing_of
from storage.tables import Piece, Submission
from storage.unit_of_work import Work

_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
"""What is shown in its place: a browser runs nothing in it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece. `state` is empty where it counts, else why it does not; `is_picture` where a browser can draw it."""

    piece: Piece
    kind: str
    state: str
    is_picture: bool

    @property
    def counts(self) -> bool:
        """It is one of those that are counted."""
        return not self.state


def pieces_in(work: Work, submission: Submission) -> Iterator[Shown]:
    """Give the pieces of a hand-in, those that do not count any more included."""
    for piece in work.pieces.of_submission(submission.key):
        yield Shown(piece, wording.kind_of(piece), state_of(piece, submission), piece.media_type in _PICTURES)


def state_of(piece: Piece, submission: Submission) -> str:
    """Word why a piece does not count; nothing where it does."""
    why = (
        (piece.withdrawn_at or submission.withdrawn_at, "withdrawn"),
        (piece.returned_at, "returned"),
        (piece.replaced_by, "replaced"),
        (piece.duplicate_of, "duplicate"),
    )
    return next((wording.PIECE_STATES[name] for is_so, name in why if is_so), "")


@dataclass(frozen=True, slots=True)
class Files:
    """The bytes of pieces, below `/board/files`. `blob` gives where they lie."""

    database: Database
    entrance: Entrance
    blob: Callable[[str], Path]

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes, to be added to the server's application."""
        return [web.get(r"/board/files/{piece:\d{1,12}}", self.send, allow_head=False)]

    async def send(self, request: web.Request) -> web.StreamResponse:
        """Send a piece to whoever may see its unit; a picture to be looked at, anything else to be kept."""
        who = await self.entrance.who(request, lambda one: bool(one.offices or one.heads))
        number = int(request.match_info["piece"])
        is_small = "small" in request.query
        piece, small = await self.database.read(lambda work: _found(work, who, number, is_small=is_small))
        if piece and small:
            shown = {"Content-Type": "image/jpeg", "Content-Disposition": "inline"}
            return web.FileResponse(self.blob(small), headers={**CLOSED_HEADERS, **shown})
        path = self.blob(piece.sha256) if piece and piece.sha256 else None
        if piece is None or path is None or not path.is_file():
            raise missing()
        is_picture = piece.media_type in _PICTURES and "save" not in request.query
        kind = piece.media_type if is_picture else mimetypes.guess_type(piece.name)[0] or "application/octet-stream"
        how = "inline" if is_picture else "attachment"
        disposition = f"{how}; filename*=UTF-8''{quote(piece.name, safe='')}"
        return web.FileResponse(
            path, headers={**CLOSED_HEADERS, "Content-Type": kind, "Content-Disposition": disposition}
        )


def _found(work: Work, who: Visitor, number: int, *, is_small: bool) -> tuple[Piece | None, str | None]:
    """A piece that somebody may see, and the blob of its small picture, where that is wanted and there is one."""
    piece = visible(work, who, number)
    look = work.pictures.first_having(sha256=piece.sha256) if is_small and piece and piece.sha256 else None
    return piece, look.thumbnail if look else None


def visible(work: Work, who: Visitor, number: int) -> Piece | None:
    """Return a piece if it is of a unit that somebody coordinates or heads; one of nobody known, to coordinators."""
    piece = next(iter(work.pieces.having(id=number)), None)
    if piece is None or piece.unit_id is None:
        return piece if who.offices else None
    campaign = work.campaigns.get(piece.campaign_id)
    one = standing_of(work, campaign, notice_of(work, campaign), piece.unit_id)
    is_theirs = one is not None and (one.office in who.offices or piece.unit_id in who.heads)
    return piece if is_theirs else None
