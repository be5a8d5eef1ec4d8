"""What every page of the coordinators' has in common: who looks, and how it is kept up to date and spoken to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.board.entrance import Entrance
from bot.web.conversation import Conversation, Speaker
from handlers.enrolment.logins import Visitor
from storage.unit_of_work import Work


@dataclass(frozen=True)
class LivePage(ABC):
    """A page that many may look at while it changes; what is said on it is taken in as a message."""

    conversation: Conversation
    entrance: Entrance

    def live_routes(self, base: str) -> list[web.AbstractRouteDef]:
        """Return the routes of the page below an address, what belongs to it alone aside."""
        return [
            web.get(base, self.page, allow_head=False),
            web.get(base + "/events", self.events, allow_head=False),
            web.get(base + "/news", self.news, allow_head=False),
            web.post(base + "/messages", self.messages),
        ]

    @abstractmethod
    async def page(self, request: web.Request) -> web.Response:
        """Show the page."""
        ...

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
        return who, Speaker(who.chat, str(who.member.key), who.member.name, self._address(request))

    @abstractmethod
    def _address(self, request: web.Request) -> str:
        """The address of the page."""
        ...

    @abstractmethod
    def _beside(self, request: web.Request) -> Callable[[Work], dict[str, Any]]:
        """What is looked at whenever something may have changed: whether one may still look, and the parts."""
        ...
