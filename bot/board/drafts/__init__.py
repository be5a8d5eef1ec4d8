"""The page of a draft: its views, and how it is kept up to date while several people work on it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.board import wording
from bot.board.drafts import showing
from bot.board.live import LivePage
from bot.web import render
from handlers.enrolment.logins import visitor
from handlers.publishing import drafts
from handlers.publishing.drafts import Draft
from handlers.publishing.fields import KINDS, PARTS
from handlers.publishing.preview import reach
from handlers.wording import rehearsal as rehearsal_wording
from storage.unit_of_work import Work

Rehearse = Callable[[int], Awaitable[dict[str, Any]]]
"""Rehearses the campaign of a draft from now on; gives `scheduler.rehearsal.Rehearsal` as values."""


@dataclass(frozen=True)
class Drafts(LivePage):
    """Everything below `/drafts`. `blob` gives where a file's bytes lie."""

    blob: Callable[[str], Path]
    rehearse: Rehearse

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes, to be added to the server's application."""
        base = r"/drafts/{draft:\d{1,9}}"
        return [
            *self.live_routes(base),
            web.get(base + "/rehearsal", self.rehearsal, allow_head=False),
            web.get(base + "/pages/{sha256}", self.picture, allow_head=False),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """Show the page."""
        who, speaker = await self._who(request)
        draft = await self._draft(request)
        shown = await self.conversation.database.read(
            lambda work: {**self._about(work, draft), "cursor": self.conversation.opened(work, speaker)["cursor"]}
        )
        html = render.page(
            self.conversation.environment, "draft.html", name=who.member.name, base=speaker.base, **shown
        )
        return web.Response(text=html, content_type="text/html")

    async def messages(self, request: web.Request) -> web.Response:
        """Take an operation in, if its draft is there."""
        await self._who(request)
        await self._draft(request)
        return await LivePage.messages(self, request)

    async def rehearsal(self, request: web.Request) -> web.Response:
        """Show everything that will be said, day by day."""
        await self._who(request)
        draft = await self._draft(request)
        result = await self.rehearse(draft.number)
        if "told" not in result:
            raise web.HTTPServiceUnavailable(text=wording.NOT_REHEARSED)
        html = render.page(
            self.conversation.environment,
            "rehearsal.html",
            budget=rehearsal_wording.budget(result["budget"]),
            days=rehearsal_wording.by_day(result["told"]),
        )
        return web.Response(text=html, content_type="text/html")

    async def picture(self, request: web.Request) -> web.StreamResponse:
        """Give the picture of a page that was recognised."""
        await self._who(request)
        draft, sha256 = await self._draft(request), request.match_info["sha256"]
        path = self.blob(sha256) if sha256 in {page.sha256 for page in draft.pages} else None
        if path is None or not path.is_file():
            raise web.HTTPNotFound(text=wording.NO_PICTURE)
        headers = {"Content-Type": "image/jpeg", "Cache-Control": "private, max-age=86400"}
        return web.FileResponse(path, headers=headers)

    def _address(self, request: web.Request) -> str:
        """The address of the draft."""
        return f"/drafts/{int(request.match_info['draft'])}"

    async def _draft(self, request: web.Request) -> Draft:
        """The draft of an address."""
        number = int(request.match_info["draft"])
        draft = await self.conversation.database.read(lambda work: drafts.found(work, number))
        if draft is None:
            raise web.HTTPNotFound(text=wording.LOST)
        return draft

    def _beside(self, request: web.Request) -> Callable[[Work], dict[str, Any]]:
        """What is looked at whenever something may have changed: whether one may still look, and the parts."""
        number, session = int(request.match_info["draft"]), self.entrance.session(request)

        def look(work: Work) -> dict[str, Any]:
            draft = drafts.found(work, number)
            if draft is None or visitor(work, session) is None:
                return {"lost": True}
            about = self._about(work, draft)
            names = ("head", "paper", "doubts", "cards", "told")
            environment = self.conversation.environment
            parts = {name: render.page(environment, f"draft_{name}.html", **about) for name in names}
            return {"version": draft.version, "ended": draft.state != "open", **parts}

        return look

    def _about(self, work: Work, draft: Draft) -> dict[str, Any]:
        """Everything that the templates of a draft ask for."""
        today = self.conversation.today()
        last = draft.edits[-1] if draft.edits else None
        return {
            "draft": draft,
            "title": showing.heading(draft.notice.levels),
            "ended": wording.ENDED.get(draft.state, ""),
            "last": last,
            "lines": showing.lines(draft),
            "parts": showing.cards(draft),
            "questions": showing.questions(draft, today),
            "hearings": list(showing.hearings(work, draft.notice)),
            "reach": reach(work, draft.notice),
            "kinds": KINDS,
            "addable": [part for part in PARTS.values() if part.may_add],
            "pictures": f"/drafts/{draft.number}/pages",
        }
