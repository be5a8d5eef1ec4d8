"""What every page of the coordinators' has in common: who looks, and how it is kept up to date and spoken to."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from aiohttp import web

from bot.board import wording
from bot.board.entrance import Entrance
from bot.web import render
from bot.web.conversation import Conversation, Speaker
from handlers.enrolment.logins import Visitor, visitor
from storage.unit_of_work import Work

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
STATIC = HERE / "static"


def templates() -> Environment:
    """Return the coordinators' pages' templates."""
    return render.environment(HERE / "templates")


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
        who = await self.entrance.who(request, self.lets_in)
        return who, Speaker(
            who.chat, str(who.member.key), who.member.name, self._address(request), self._subject(request)
        )

    def lets_in(self, who: Visitor) -> bool:
        """Whether the page opens to somebody; if not said otherwise, to coordinators."""
        return bool(who.offices)

    def _subject(self, request: web.Request) -> str | None:  # noqa: ARG002 - most pages are about nothing in particular
        """What every message on the page is about (`bot.web.conversation.Speaker`)."""
        return None

    @abstractmethod
    def _address(self, request: web.Request) -> str:
        """The address of the page."""
        ...

    @abstractmethod
    def _beside(self, request: web.Request) -> Callable[[Work], dict[str, Any]]:
        """What is looked at whenever something may have changed: whether one may still look, and the parts."""
        ...


@dataclass(frozen=True)
class PartedPage(LivePage):
    """A page made of parts that are rendered from the same values, and put anew in their places when they change.

    `base` is its address with the names of what varies in braces, all of them numbers; `name` that of its template, and
    with the names of `parts` behind it of theirs.
    """

    base: ClassVar[str]
    name: ClassVar[str]
    parts: ClassVar[tuple[str, ...]]

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes, to be added to the server's application."""
        return self.live_routes(self.base.replace("}", r":\d{1,9}}"))

    async def page(self, request: web.Request) -> web.Response:
        """Show the page."""
        who, speaker = await self._who(request)

        def look(work: Work) -> dict[str, Any]:
            return {**self._values(work, who, request), "cursor": self.conversation.opened(work, speaker)["cursor"]}

        shown = await self.conversation.database.read(look)
        rendered = self._rendered(shown)
        drawn = {name: render.trusted(rendered[name]) for name in self.parts}
        html = render.page(
            self.conversation.environment, f"{self.name}.html", **shown, drawn=drawn, version=rendered["version"]
        )
        return web.Response(text=html, content_type="text/html")

    def _values(self, work: Work, who: Visitor, request: web.Request) -> dict[str, Any]:
        """What the page shows, and what every page says of itself."""
        of_itself = {"page": self.name, "base": self._address(request), "query": request.query_string}
        return {**of_itself, "who": who.member.name, **self._shown(work, who, request)}

    @abstractmethod
    def _shown(self, work: Work, who: Visitor, request: web.Request) -> dict[str, Any]:
        """Everything that the templates ask for. Raises 404 where there is no such thing to see."""
        ...

    def _address(self, request: web.Request) -> str:
        return self.base.format(**{name: int(value) for name, value in request.match_info.items()})

    def _beside(self, request: web.Request) -> Callable[[Work], dict[str, Any]]:
        session = self.entrance.session(request)

        def look(work: Work) -> dict[str, Any]:
            who = visitor(work, session)
            if who is None or not self.lets_in(who):
                return {"lost": True}
            try:
                return self._rendered(self._values(work, who, request))
            except web.HTTPNotFound:
                return {"lost": True}

        return look

    def _rendered(self, shown: dict[str, Any]) -> dict[str, Any]:
        """The parts, and a sign of how they stand."""
        environment = self.conversation.environment
        parts = {one: render.page(environment, f"{self.name}_{one}.html", **shown) for one in self.parts}
        return {**parts, "version": hashlib.sha256("".join(parts.values()).encode()).hexdigest()[:12]}


def missing() -> web.HTTPNotFound:
    """What is not there, or not theirs to see."""
    return web.HTTPNotFound(text=wording.NOTHING_HERE)
