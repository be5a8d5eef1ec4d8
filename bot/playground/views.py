"""The playground's views: chats and the people who speak in them, and a clock that one turns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.app import App
from bot.playground import wording
from bot.playground.people import SHARED, People, Person, Place
from bot.playground.turning import Turning
from bot.web import render
from bot.web.conversation import Conversation, Speaker
from bot.web.files import send_file
from bot.web.guard import read_body
from handlers.enrolment import make_page_link
from scheduler.clock import BEIJING, at
from storage.chat import Room
from storage.unit_of_work import Work

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
_STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
_FARTHEST = timedelta(days=400)


def templates() -> Environment:
    """Return the playground's templates."""
    return render.environment(HERE / "templates")


@dataclass(slots=True)
class Playground:
    """Everything below `/c/<chat>/<person>`, and the clock."""

    app: App
    people: People
    conversation: Conversation
    turning: Turning
    _looked: dict[int, int] = field(default_factory=dict)

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes, to be added to the server's application."""
        base = r"/c/{chat:\d+}/{person:\d+}"
        upload = base + "/uploads/{upload}"
        return [
            web.get("/", self.first, allow_head=False),
            web.get(base, self.page, allow_head=False),
            web.get(base + "/events", self.events, allow_head=False),
            web.get(base + "/news", self.news, allow_head=False),
            web.post(base + "/messages", self.messages),
            web.post(base + "/page", self.unit_page),
            web.head(upload, self.upload),
            web.put(upload, self.upload),
            web.delete(upload, self.upload),
            web.get(base + "/files/{sha256}", self.file, allow_head=False),
            web.post("/clock", self.turn),
            web.static("/static/playground", HERE / "static"),
        ]

    # ---- pages ----------------------------------------------------------------------------------------------------

    async def first(self, _request: web.Request) -> web.Response:
        """Begin in the group that all read, as the first liaison."""
        place = self.people.place(SHARED) or self.people.places[0]
        raise web.HTTPFound(self._base(place, self._speakers(place)[0]))

    async def page(self, request: web.Request) -> web.Response:
        """Show a chat as one of its people sees it."""
        place, person, speaker = await self._who(request)

        def look(work: Work) -> dict[str, Any]:
            return {**self.conversation.opened(work, speaker), "chats": self._chats(work, place)}

        shown = await self.conversation.database.read(look)
        html = render.page(
            self.conversation.environment,
            "playground.html",
            **shown,
            place=self._placed(place),
            person=person,
            base=speaker.base,
            limits=self.conversation.uploads.limits,
            now=self._now(),
            until=self._until(),
        )
        return web.Response(text=html, content_type="text/html")

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Keep the page up to date."""
        place, _, speaker = await self._who(request)
        return await self.conversation.events(request, speaker, lambda work: self._beside(work, place), is_eager=True)

    async def news(self, request: web.Request) -> web.Response:
        """Answer a page without a stream."""
        place, _, speaker = await self._who(request)
        return await self.conversation.news(request, speaker, lambda work: self._beside(work, place))

    async def messages(self, request: web.Request) -> web.Response:
        """Take a message in; in a group, what is not addressed to the bot is not kept."""
        _, _, speaker = await self._who(request)
        stored = await self.conversation.say(request, speaker)
        return web.json_response({"stored": stored, "note": "" if stored else wording.NOT_ADDRESSED}, status=202)

    async def upload(self, request: web.Request) -> web.Response:
        """Take a file in, piece by piece."""
        _, _, speaker = await self._who(request)
        return await self.conversation.upload(request, speaker)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Give a file of this chat back."""
        _, _, speaker = await self._who(request)
        sha256 = request.match_info["sha256"]
        return await send_file(self.conversation.database, speaker.chat, sha256, self.app.blobs.path)

    async def unit_page(self, request: web.Request) -> web.Response:
        """Open the unit page of the person's unit, behind a new personal link."""
        _, person, _ = await self._who(request)
        unit_id = person.unit_id
        if unit_id is None:
            raise web.HTTPNotFound(text=wording.NOWHERE)
        token = await self.conversation.database.write(lambda work: make_page_link(work, unit_id, person.name))
        raise web.HTTPSeeOther(f"/u/{token}")

    # ---- the clock ------------------------------------------------------------------------------------------------

    async def turn(self, request: web.Request) -> web.Response:
        """Turn the clock to the next event, by a step, or to a date; everything that falls due is said."""
        how, until = await _asked_turn(request)
        last = await self.conversation.database.read(_last_delivery)
        note = await self._turn(how, until)
        if not note:
            places = await self.conversation.database.read(lambda work: self._spoken_in(work, last))
            note = wording.turned(self.turning.now.astimezone(BEIJING), [place.title for place in places])
        return web.json_response({"note": note})

    async def _turn(self, how: str, until: str) -> str:
        """Turn it; return why it was not, else nothing."""
        if how == "next":
            return "" if await self.turning.to_next() else wording.NOTHING_MORE
        if how in _STEPS:
            await self.turning.on(_STEPS[how])
            return ""
        try:
            instant = datetime.fromisoformat(until).replace(tzinfo=BEIJING)
        except ValueError:
            return wording.NO_DATE
        if instant <= self.turning.now:
            return wording.NOT_BACK
        if instant - self.turning.now > _FARTHEST:
            return wording.TOO_FAR
        await self.turning.to(instant)
        return ""

    def _spoken_in(self, work: Work, since: int) -> list[Place]:
        """The chats in which something was said after a delivery."""
        spoken = {row.chat_id for row in work.deliveries.find(work.deliveries.c.id > since)}
        return [place for place in self.people.places if place.chat_id in spoken]

    # ---- who and where --------------------------------------------------------------------------------------------

    async def _who(self, request: web.Request) -> tuple[Place, Person, Speaker]:
        """The chat, the person and the speaker of an address."""
        chat_id, member_id = int(request.match_info["chat"]), int(request.match_info["person"])
        place = next((place for place in self.people.places if place.chat_id == chat_id), None)
        person = next((p for p in self._speakers(place) if p.member_id == member_id), None) if place else None
        if place is None or person is None:
            raise web.HTTPNotFound(text=wording.NOWHERE)
        chat = await self.conversation.database.read(lambda work: work.chats.get(chat_id))
        return place, person, Speaker(chat, person.user, person.name, self._base(place, person))

    def _speakers(self, place: Place) -> list[Person]:
        """Who speaks in a chat."""
        return [person for person in self.people.persons if person.user in place.users]

    def _base(self, place: Place, person: Person) -> str:
        return f"/c/{place.chat_id}/{person.member_id}"

    def _placed(self, place: Place) -> dict[str, Any]:
        """A chat as its page's head shows it."""
        people = [
            {
                "base": self._base(place, one),
                "member_id": one.member_id,
                "name": one.name,
                "unit": one.unit,
                "office": one.office,
            }
            for one in self._speakers(place)
        ]
        return {
            "chat_id": place.chat_id,
            "title": place.title,
            "is_group": place.room.is_group,
            "readers": wording.readers(place, self._speakers(place)),
            "placeholder": wording.PLACEHOLDERS[place.room],
            "people": people,
        }

    # ---- what stands beside the conversation ----------------------------------------------------------------------

    def _beside(self, work: Work, place: Place) -> dict[str, Any]:
        values = {"chats": self._chats(work, place), "place": self._placed(place)}
        html = render.page(self.conversation.environment, "chats.html", **values)
        return {"chats": html, "now": self._now(), "until": self._until()}

    def _chats(self, work: Work, looked_at: Place) -> list[dict[str, Any]]:
        """Every chat by kind, with how many deliveries nobody has looked at."""
        d = work.deliveries.c
        last = work.deliveries.first(d.chat_id == looked_at.chat_id, order=d.id.desc())
        self._looked[looked_at.chat_id] = last.key if last else 0
        return list(self._groups(lambda place: self._unread(work, place)))

    def _groups(self, unread: Callable[[Place], int]) -> Iterator[dict[str, Any]]:
        for title, rooms in wording.GROUPS:
            places = [place for place in self.people.places if place.room in rooms]
            if places:
                yield {"title": title, "chats": [self._listed(place, unread(place)) for place in places]}

    def _listed(self, place: Place, unread: int) -> dict[str, Any]:
        person = self._speakers(place)[0]
        about = (person.unit or person.office or "") if place.room is Room.PRIVATE else ""
        href = self._base(place, person)
        return {"chat_id": place.chat_id, "href": href, "title": place.title, "about": about, "unread": unread}

    def _unread(self, work: Work, place: Place) -> int:
        d = work.deliveries.c
        since = self._looked.get(place.chat_id, 0)
        return work.deliveries.count(d.chat_id == place.chat_id, d.state == "sent", d.id > since)

    def _now(self) -> str:
        return wording.clock(self.app.clock.now().astimezone(BEIJING))

    def _until(self) -> str:
        """The next morning, as the field for a date takes it."""
        tomorrow = self.app.clock.now().astimezone(BEIJING).date() + timedelta(days=1)
        return at(tomorrow, "09:00").strftime("%Y-%m-%dT%H:%M")


def _last_delivery(work: Work) -> int:
    """The number of the newest delivery."""
    row = work.deliveries.first(order=work.deliveries.c.id.desc())
    return row.key if row else 0


async def _asked_turn(request: web.Request) -> tuple[str, str]:
    """How the clock is to be turned."""
    try:
        value = json.loads(await read_body(request, 1000))
        how, until = str(value["turn"]), str(value.get("until") or "")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise web.HTTPBadRequest(text=wording.NO_DATE) from None
    if how not in {*_STEPS, "next", "to"}:
        raise web.HTTPBadRequest(text=wording.NO_DATE)
    return how, until
