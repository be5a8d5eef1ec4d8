"""The board: what its pages cost with two thousand units that have handed in."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from aiohttp.test_utils import make_mocked_request

from bot.board.activities import Activities
from bot.board.answers import Answers
from bot.board.campaigns import Campaigns
from bot.board.entrance import Entrance
from bot.board.ideas import Ideas
from bot.board.live import PartedPage, templates
from bot.board.overview import Overview
from bot.board.people import People
from bot.board.photos import Photos
from bot.board.plan import Plan
from bot.board.review import Review
from bot.board.tally import Tally
from bot.board.unit import UnitPage
from bot.web import render
from bot.web.conversation import Conversation
from bot.web.streams import Streams
from handlers.enrolment.logins import Visitor
from scheduler.settings import PushSettings
from scheduler.workdays import WorkCalendar
from storage.chat import Room
from storage.database import Database
from storage.reach import WEB
from storage.schema import create_all
from storage.unit_of_work import Work
from tests.bench.figures import Figure
from tests.board.crowd import enrol_crowd, hand_in, offices_of_the_notice

NOW = datetime(2024, 10, 10, 2, tzinfo=UTC)
UNITS, HAND_INS, MOST_MILLISECONDS = 2_000, 5, 300


def figures() -> Iterator[Figure]:
    """CPU of each page, from the tables to its HTML; the offices see all units."""
    database = Database(None, lambda: NOW, durable=False)
    try:
        create_all(database.engine)
        who = _filled(database)
        for page in pages(database):
            yield Figure(
                f"看板 {page.name}（{UNITS}家单位）", _milliseconds(database, page, who), "ms", MOST_MILLISECONDS
            )
    finally:
        database.close()


def pages(database: Database) -> list[PartedPage]:
    """Every page of a campaign, and those that are about all of them."""

    async def admit(_: object) -> None:
        """Nothing is said."""

    conversation = Conversation(database, lambda: NOW, admit, Streams(), cast("Any", None), templates())
    about = conversation, Entrance(database, templates(), is_secure=False)
    settings = PushSettings(calendar=WorkCalendar())
    return [
        Overview(*about),
        UnitPage(*about),
        Review(*about),
        Photos(*about, Path),
        Activities(*about),
        Ideas(*about),
        Tally(*about),
        Plan(*about, settings),
        People(*about),
        Campaigns(*about),
        Answers(*about),
    ]


def _milliseconds(database: Database, page: PartedPage, who: Visitor) -> float:
    """How long one page takes, the middle of seven."""
    numbers = {"campaign": "1", "unit": "1"}
    where = {name: numbers[name] for name in numbers if f"{{{name}}}" in page.base}
    request = make_mocked_request("GET", page.base.format(**where), match_info=where)

    def shown(work: Work) -> str:
        values = page._values(work, who, request)
        rendered = page._rendered(values)
        drawn = {name: render.trusted(rendered[name]) for name in page.parts}
        more = {"cursor": "", "drawn": drawn, "version": rendered["version"]}
        return render.page(page.conversation.environment, f"{page.name}.html", **values, **more)

    costs = []
    for _ in range(7):
        began = time.process_time()
        database.look(shown)
        costs.append(time.process_time() - began)
    return statistics.median(costs) * 1000


def _filled(database: Database) -> Visitor:
    """Fill a roster whose units have all handed in; return somebody who coordinates every office."""
    with database.transaction() as work:
        hand_in(work, enrol_crowd(work, UNITS), HAND_INS)
        return coordinator(work, offices_of_the_notice())


def coordinator(work: Work, offices: tuple[str, ...]) -> Visitor:
    """Return somebody who coordinates these offices."""
    member = work.members.add(platform=WEB, account=WEB, user="统筹人", name="统筹人", seen_at=NOW)
    chat = work.chats.add(platform=WEB, account=WEB, external="member", room=Room.PRIVATE.value, seen_at=NOW)
    return Visitor(work.members.get(member), offices, work.chats.get(chat))
