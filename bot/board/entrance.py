"""Who is on a page: a link that opens once becomes a session in a cookie, looked up at every request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from bot.board import wording
from bot.web import render
from bot.web import wording as web_wording
from bot.web.guard import Rate
from handlers.enrolment.logins import SESSION_LASTS, Visitor, enter, invited, visitor
from storage.database import Database

if TYPE_CHECKING:
    from jinja2 import Environment

_COOKIE = "baosong"


@dataclass(frozen=True, slots=True)
class Entrance:
    """The door of the coordinators' pages. `is_secure` where they are reached over https alone."""

    database: Database
    environment: Environment
    is_secure: bool
    strangers: Rate = field(default_factory=lambda: Rate(burst=20, per_second=0.5))

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes, to be added to the server's application."""
        return [web.get("/in/{link}", self.ask, allow_head=False), web.post("/in/{link}", self.enter)]

    async def ask(self, request: web.Request) -> web.Response:
        """Say whom the link lets in; it is used up by a press of the button, not by a chat that looks at links."""
        link = request.match_info["link"]
        member = await self.database.read(lambda work: invited(work, link))
        if member is None:
            raise self._closed(request)
        html = render.page(self.environment, "entering.html", name=member.name)
        return web.Response(text=html, content_type="text/html", headers={"Referrer-Policy": "same-origin"})

    async def enter(self, request: web.Request) -> web.Response:
        """Let in whom the link was made for."""
        link = request.match_info["link"]
        found = await self.database.write(lambda work: enter(work, link))
        if found is None:
            raise self._closed(request)
        session, target = found
        response = web.Response(status=303, headers={"Location": target})
        lasts = int(SESSION_LASTS.total_seconds())
        response.set_cookie(
            _COOKIE, session, max_age=lasts, httponly=True, secure=self.is_secure, samesite="Strict", path="/"
        )
        return response

    def session(self, request: web.Request) -> str:
        """Return the token of a request's session, empty where it has none."""
        return request.cookies.get(_COOKIE, "")

    async def who(self, request: web.Request, let_in: Callable[[Visitor], bool]) -> Visitor:
        """Return who looks, if the page opens to them; 404 with a kind page for everybody else."""
        session = self.session(request)
        found = await self.database.read(lambda work: visitor(work, session))
        if found is None or not let_in(found):
            raise self._closed(request)
        return found

    def _closed(self, request: web.Request) -> web.HTTPException:
        """A page that says how to get in; many wrong tries get a rest."""
        if not self.strangers.allows(request.remote or ""):
            return web.HTTPTooManyRequests(text=web_wording.TOO_FAST)
        html = render.page(self.environment, "fault.html", words=wording.CLOSED)
        return web.HTTPNotFound(text=html, content_type="text/html")
