"""The page of answers: what was asked and answered, for every office of the one who looks; worded anew or withdrawn."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.board.entrance import Entrance
from bot.web import render
from bot.web.conversation import Conversation, Speaker
from handlers.enrolment.logins import Visitor, visitor
from handlers.teaching import taught
from storage.editions import notice_of
from storage.unit_of_work import Work

_BASE = "/answers"
_PARTS = ("open", "taught")


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything below `/answers`."""

    conversation: Conversation
    entrance: Entrance

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes, to be added to the server's application."""
        return [
            web.get(_BASE, self.page, allow_head=False),
            web.get(_BASE + "/events", self.events, allow_head=False),
            web.get(_BASE + "/news", self.news, allow_head=False),
            web.post(_BASE + "/messages", self.messages),
        ]

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

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Keep the page up to date."""
        _, speaker = await self._who(request)
        return await self.conversation.events(request, speaker, self._beside(request), is_eager=True)

    async def news(self, request: web.Request) -> web.Response:
        """Answer a page without a stream."""
        _, speaker = await self._who(request)
        return await self.conversation.news(request, speaker, self._beside(request))

    async def messages(self, request: web.Request) -> web.Response:
        """Take in what is said."""
        _, speaker = await self._who(request)
        stored = await self.conversation.say(request, speaker)
        return web.json_response({"stored": stored, "note": ""}, status=202)

    async def _who(self, request: web.Request) -> tuple[Visitor, Speaker]:
        """Who looks, and as whom what they say there is taken in."""
        who = await self.entrance.who(request)
        return who, Speaker(who.chat, str(who.member.key), who.member.name, _BASE)

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
