"""Suggestions and good practices: what units wrote beyond what is owed, pooled by kind, what is alike side by side.

Each keeps its words and its source; what is alike is found by the pairs of signs that two of them share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, ClassVar

from aiohttp import web

from bot.board.desk import CampaignPage, Desk
from storage.notice.model import MaterialKind
from storage.notice.routing import fold
from storage.tables import Piece
from storage.unit_of_work import Work

_OPENING = re.compile(
    r"^(?:[一二三四五六七八九十\d]+[、.．])?(?:意见|建议|经验|做法|典型)*[：:]?(?:建议|希望|请|恳请)?"
)
_ALIKE = 0.5
"""The part of the shorter one's pairs of signs that two have in common, from which they are shown side by side."""

_FEWEST_PAIRS = 4
_MOST_COMPARED = 400


@dataclass(frozen=True, slots=True)
class Idea:
    """One of them: what was handed in, by which unit, under which number."""

    piece: Piece
    unit: str
    number: str

    @property
    def pairs(self) -> frozenset[str]:
        """The pairs of neighbouring signs in its words, what every suggestion begins with left out."""
        words = fold(_OPENING.sub("", self.piece.text or PurePath(self.piece.name).stem))[:600]
        return frozenset(words[at : at + 2] for at in range(len(words) - 1))


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
        return {"pooled": {name: grouped(ideas) for name, ideas in pooled.items()}}


def grouped(ideas: Sequence[Idea]) -> list[list[Idea]]:
    """Return ideas with those that are alike together, the largest groups first, else in their order."""
    groups: list[list[Idea]] = []
    known: list[tuple[frozenset[str], list[Idea]]] = []
    for idea in ideas:
        pairs = idea.pairs
        group = next((one for other, one in known if _is_alike(pairs, other)), None)
        if group is None:
            groups.append(group := [])
        group.append(idea)
        if len(known) < _MOST_COMPARED:
            known.append((pairs, group))
    return sorted(groups, key=len, reverse=True)


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    fewest = min(len(one), len(other))
    return fewest >= _FEWEST_PAIRS and len(one & other) >= _ALIKE * fewest
