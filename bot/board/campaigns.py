"""Every notice: those that run, those that are over, those that wait to be published; and how much noise each made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from aiohttp import web

from bot.board import wording
from bot.board.desk import Desk, desk_of
from bot.board.live import PartedPage
from handlers.enrolment.logins import Visitor
from handlers.publishing.drafts import KEPT_FOR
from storage.chat import Room
from storage.repositories.traffic import Noise
from storage.standing import Totals, totals
from storage.unit_of_work import Work

MOST = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One campaign with its totals and its noise."""

    desk: Desk
    totals: Totals
    noise: Noise


@dataclass(frozen=True)
class Campaigns(PartedPage):
    """Everything below `/board/campaigns`."""

    base: ClassVar[str] = "/board/campaigns"
    name: ClassVar[str] = "campaigns"
    parts: ClassVar[tuple[str, ...]] = ("drafts", "all")

    def _shown(self, work: Work, who: Visitor, request: web.Request) -> dict[str, Any]:  # noqa: ARG002 - one for all
        found = [desk_of(work, row.key, who) for row in work.campaigns.latest(MOST)]
        return {
            "rows": [
                Row(desk, totals(desk.standings), work.deliveries.noise(desk.campaign.key)) for desk in found if desk
            ],
            "noises": wording.NOISES,
            "groups": {chat.key: chat.title for chat in work.chats.find(work.chats.c.room != Room.PRIVATE.value)},
            "drafts": work.drafts.open_since(work.now - KEPT_FOR),
        }
