"""The page of answers: what was asked and answered, for every office of the one who looks; worded anew or withdrawn."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.board.live import LivePage
from bot.web import render
from handlers.enrolment.logins import Visitor, visitor
from handlers.teaching import taught
from storage.editions import notice_of
from storage.unit_of_work import Work

_BASE = "/answers"
_PARTS = ("open", "taught")


@dataclass(frozen=True)
class Answers(LivePage):
    """Everything below `/answers`."""

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes, to be added to the server's application."""
        return self.live_routes(_BASE)

    async def page(self, request: web.Request) -> web.Response:
        """Show the page."""
        who, speaker = await self._who(request)
        shown = await self.conversation.database.read(
            lambda work: {**self._about(work, who), "cursor": self.conversation.opened(work, speaker)["cursor"]}
        )
        parts = self._parts(shown)
        html = render.page(
            self.conversation.environment, "answers.html", name=who.member.name, **shown, version=parts["version"]
        )
        return web.Response(text=html, content_type="text/html")

    def _address(self, request: web.Request) -> str:  # noqa: ARG002 - there is one for all
        """The address of the page."""
        return _BASE

    def _beside(self, request: web.Request) -> Callable[[Work], dict[str, Any]]:
        """What is looked at whenever something may have changed: whether one may still look, and the lists."""
        session = self.entrance.session(request)

        def look(work: Work) -> dict[str, Any]:
            who = visitor(work, session)
            return {"lost": True} if who is None else self._parts(self._about(work, who))

        return look

    def _parts(self, about: dict[str, Any]) -> dict[str, Any]:
        """The lists, rendered, and a sign of how they stand."""
        environment = self.conversation.environment
        parts = {name: render.page(environment, f"answers_{name}.html", **about) for name in _PARTS}
        return {**parts, "version": hashlib.sha256("".join(parts.values()).encode()).hexdigest()[:12]}

    def _about(self, work: Work, who: Visitor) -> dict[str, Any]:
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
