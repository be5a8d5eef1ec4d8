"""The photo wall: every picture that counts with unit, activity and caption; a choice of them goes out as one file."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, ClassVar

from aiohttp import web

from bot.board import wording
from bot.board.desk import CampaignPage, Desk, desk_of
from bot.board.live import missing
from bot.board.paging import address, paged
from storage.exports import withheld
from storage.exports.album import Picture, write_album
from storage.tables import Piece
from storage.unit_of_work import Work

MOST = 60
MOST_CHOSEN = 300
PIECE_BYTES = 1 << 18


@dataclass(frozen=True)
class Photos(CampaignPage):
    """Everything below `/board/{campaign}/photos`. `blob` gives where a file's bytes lie."""

    blob: Callable[[str], Path]

    base: ClassVar[str] = "/board/{campaign}/photos"
    name: ClassVar[str] = "photos"
    parts: ClassVar[tuple[str, ...]] = ("wall",)

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes, to be added to the server's application."""
        return [*super().routes(), web.get(r"/board/{campaign:\d{1,9}}/photos/chosen", self.chosen, allow_head=False)]

    def _filled(self, work: Work, desk: Desk, request: web.Request) -> dict[str, Any]:
        own = {one.number: one.name for one in desk.standings}
        unit, activity = request.query.get("unit", ""), request.query.get("activity", "")
        every = [one for one in work.pieces.pictures(desk.campaign.key) if one[1] in own]
        found = [
            number
            for number, whose, shows in every
            if (not unit or own[whose] == unit) and (not activity or shows == activity)
        ]
        shown, wanted = paged(found, request.query, MOST), {"unit": unit, "activity": activity}
        return {
            "units": own,
            "with_pictures": list(dict.fromkeys(own[whose] for _, whose, _ in every)),
            "activities": sorted({shows for _, _, shows in every if shows}),
            "wanted": wanted,
            "address": partial(address, wanted),
            "pictures": work.pieces.numbered(shown.rows),
            "paged": shown,
        }

    async def chosen(self, request: web.Request) -> web.StreamResponse:
        """Send the pictures that were ticked, with their captions beside them."""
        who = await self.entrance.who(request, self.lets_in)
        numbers = {int(one) for one in request.query.getall("piece", []) if one.isascii() and one.isdigit()}
        if not numbers or len(numbers) > MOST_CHOSEN:
            raise web.HTTPBadRequest(text=wording.choose_some(MOST_CHOSEN))

        def look(work: Work) -> list[Picture]:
            desk = desk_of(work, int(request.match_info["campaign"]), who)
            if desk is None:
                raise missing()
            own = {one.number: one.name for one in desk.standings}
            theirs = {one for one, whose, _ in work.pieces.pictures(desk.campaign.key) if whose in own}
            ticked = work.pieces.numbered(numbers & theirs)
            left = [one for one in ticked if not withheld.stays(one)]
            if ticked and not left:
                raise web.HTTPBadRequest(text=wording.STAYS)
            return [self._picture(one, own[one.unit_id or 0]) for one in left]

        pictures = await self.conversation.database.read(look)
        if not pictures:
            raise missing()
        return await _send(request, pictures)

    def _picture(self, piece: Piece, unit: str) -> Picture:
        """A picture on its way out."""
        said = "；".join(filter(None, (piece.activity, withheld.words_of(piece.caption))))
        return Picture(unit, withheld.name_of(piece), self.blob(piece.sha256 or ""), piece.media_type, said)


async def _send(request: web.Request, pictures: Sequence[Picture]) -> web.StreamResponse:
    """Write the album to a file beside the loop, and send it."""

    def write() -> IO[bytes]:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has been sent
        write_album(pictures, file)
        file.seek(0)
        return file

    with await asyncio.to_thread(write) as file:
        response = web.StreamResponse(
            headers={"Content-Type": "application/zip", "Content-Disposition": wording.ALBUM_DISPOSITION}
        )
        await response.prepare(request)
        while piece := await asyncio.to_thread(file.read, PIECE_BYTES):
            await response.write(piece)
        return response
