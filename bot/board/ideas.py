"""Suggestions and good practices: what units wrote beyond what is owed, pooled by kind, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from aiohttp import web

from bot.board.desk import CampaignPage, Desk
from storage.notice.model import MaterialKind
from storage.tables import Piece
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Idea:
    """One of them: what was handed in, by which unit, under which number."""

    piece: Piece
    unit: str
    number: str


@dataclass(frozen=True)
class Ideas(CampaignPage):
    """Everything below `/board/{campaign}/ideas`."""

    base: ClassVar[str] = "/board/{campaign}/ideas"
    name: ClassVar[str] = "ideas"
    parts: ClassVar[tuple[str, ...]] = ("pooled",)

    def _filled(self, work: Work, desk: Desk, request: web.Request) -> dict[str, Any]:  # noqa: ARG002 - one for all
        own = {one.number: one.name for one in desk.standings}
        contents = [material.name for material in desk.notice.materials if material.kind is MaterialKind.CONTENT]
        pooled: dict[str, list[Idea]] = {name: [] for name in dict.fromkeys(contents)}
        for piece in work.pieces.of_materials(desk.campaign.key, pooled):
            if piece.unit_id in own and piece.material:
                number = work.submissions.get(piece.submission_id).receipt_no or ""
                pooled[piece.material].append(Idea(piece, own[piece.unit_id], number))
        return {"pooled": pooled}
