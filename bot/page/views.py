"""The unit page's views: the page itself, and its conversation under the same link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from aiohttp import web

from bot.page.links import Holder, holder
from bot.page.status import Status, office_status, statuses
from bot.web import render, wording
from bot.web.conversation import Conversation, Speaker
from bot.web.files import send_file
from bot.web.guard import Rate, read_body
from handlers.enrolment import enter_by_code
from storage.unit_of_work import Work

if TYPE_CHECKING:
    from jinja2 import Environment

_MOST_FORM = 2_000
HERE = Path(__file__).parent
STATIC = HERE / "static"


def templates() -> Environment:
    """Return the unit page's templates."""
    return render.environment(HERE / "templates")


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Everything below `/u/<link>`. `keeper` says who is responsible; `blob` gives where a file's bytes lie."""

    conversation: Conversation
    blob: Callable[[str], Path]
    keeper: str = ""
    strangers: Rate = field(default_factory=lambda: Rate(burst=20, per_second=0.5))

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes, to be added to the server's application."""
        upload = "/u/{link}/uploads/{upload}"
        return [
            web.get("/u/{link}", self.page, allow_head=False),
            web.get("/u/{link}/events", self.events, allow_head=False),
            web.get("/u/{link}/news", self.news, allow_head=False),
            web.post("/u/{link}/messages", self.messages),
            web.head(upload, self.upload),
            web.put(upload, self.upload),
            web.delete(upload, self.upload),
            web.get("/u/{link}/files/{sha256}", self.file, allow_head=False),
            web.static("/static/page", STATIC),
            web.post("/join", self.join),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """Show the page."""
        one, speaker = await self._who(request)

        def look(work: Work) -> dict[str, Any]:
            return {**self.conversation.opened(work, speaker), "statuses": self._statuses(work, one)}

        shown = await self.conversation.database.read(look)
        html = render.page(
            self.conversation.environment,
            "unit.html",
            limits=self.conversation.uploads.limits,
            keeper=self.keeper,
            office=one.office,
            **shown,
        )
        return web.Response(text=html, content_type="text/html")

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Keep the page up to date."""
        _, speaker = await self._who(request)
        link = request.match_info["link"]
        return await self.conversation.events(request, speaker, lambda work: self._beside(work, holder(work, link)))

    async def news(self, request: web.Request) -> web.Response:
        """Answer a page without a stream."""
        one, speaker = await self._who(request)
        return await self.conversation.news(request, speaker, lambda work: self._beside(work, one))

    async def entrance(self, _request: web.Request) -> web.Response:
        """Ask for an invite code."""
        return self._entrance()

    async def join(self, request: web.Request) -> web.Response:
        """Let in who has a code; a wrong one may be tried again, many wrong ones get a rest."""
        if not self.strangers.allows(request.remote or ""):
            raise web.HTTPTooManyRequests(text=wording.TOO_FAST)
        fields = parse_qs((await read_body(request, _MOST_FORM)).decode("utf-8", "replace"))
        code, name = (fields.get(field, [""])[0].strip() for field in ("code", "name"))
        if not name:
            return self._entrance(wording.NAME_FIRST, name, code)
        enter = partial(enter_by_code, code=code[:100], name=name[:30])
        token = await self.conversation.database.write(enter)
        if token is None:
            return self._entrance(wording.CODE_UNKNOWN, name, code)
        raise web.HTTPSeeOther(f"/u/{token}")

    def _entrance(self, note: str = "", name: str = "", code: str = "") -> web.Response:
        """The form; its address is no secret, and older browsers say where a form comes from only if they may."""
        values = {"note": note, "name": name[:30], "code": code[:60], "keeper": self.keeper}
        html = render.page(self.conversation.environment, "entrance.html", **values)
        response = web.Response(text=html, content_type="text/html", status=400 if note else 200)
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    async def messages(self, request: web.Request) -> web.Response:
        """Take a message in."""
        _, speaker = await self._who(request)
        stored = await self.conversation.say(request, speaker)
        return web.json_response({"stored": stored, "note": ""}, status=202)

    async def upload(self, request: web.Request) -> web.Response:
        """Take a file in, piece by piece."""
        _, speaker = await self._who(request)
        return await self.conversation.upload(request, speaker)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Give a file of this conversation back."""
        _, speaker = await self._who(request)
        return await send_file(self.conversation.database, speaker.chat, request.match_info["sha256"], self.blob)

    async def _who(self, request: web.Request) -> tuple[Holder, Speaker]:
        """Who holds the link; a wrong one gets a kind page, many wrong ones a rest."""
        link = request.match_info["link"]
        found = await self.conversation.database.read(lambda work: holder(work, link))
        if found is None:
            if not self.strangers.allows(request.remote or ""):
                raise web.HTTPTooManyRequests(text=wording.TOO_FAST)
            html = render.page(self.conversation.environment, "lost.html", keeper=self.keeper)
            raise web.HTTPNotFound(text=html, content_type="text/html")
        name = found.member.name or found.office or found.units[0].name
        return found, Speaker(found.chat, found.member.user, name, f"/u/{link}")

    def _statuses(self, work: Work, one: Holder) -> list[Status]:
        today = self.conversation.today()
        found = statuses(work, one.units, today)
        return [office_status(work, one.office, today), *found] if one.office else found

    def _beside(self, work: Work, one: Holder | None) -> dict[str, Any]:
        """What stands beside the conversation, as long as the link holds."""
        if one is None:
            return {"lost": True}
        shown = self._statuses(work, one)
        about = {"statuses": shown, "keeper": self.keeper}
        environment = self.conversation.environment
        return {
            "campaign": shown[0].campaign,
            "status": render.page(environment, "status.html", **about),
            "line": render.page(environment, "status_line.html", **about),
        }
