"""The page of answers: what was asked and answered, for every office of the one who looks; worded anew or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from aiohttp import web

from bot.board.live import PartedPage
from handlers.enrolment.logins import Visitor
from handlers.teaching import taught
from storage.editions import notice_of
from storage.unit_of_work import Work


@dataclass(frozen=True)
class Answers(PartedPage):
    """Everything below `/answers`."""

    base: ClassVar[str] = "/answers"
    name: ClassVar[str] = "answers"
    parts: ClassVar[tuple[str, ...]] = ("open", "taught")

    def _shown(self, work: Work, who: Visitor, request: web.Request) -> dict[str, Any]:  # noqa: ARG002 - one for all
        """The questions of a coordinator's offices, campaign by campaign, the newest first."""
        campaigns = list(reversed(work.campaigns.running()))
        return {
            "open": [
                row for one in campaigns for office in who.offices for row in work.questions.open_of(one.key, office)
            ],
            "taught": [
                (notice_of(work, one).title or "", rows)
                for one in campaigns
                if (rows := taught(work, one.key, who.offices))
            ],
        }
