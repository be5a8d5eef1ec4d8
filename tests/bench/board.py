"""The board: what its pages cost with two thousand units that have handed in."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from aiohttp.test_utils import make_mocked_request
from sqlalchemy import insert

from bot.board.activities import Activities
from bot.board.campaigns import Campaigns
from bot.board.entrance import Entrance
from bot.board.ideas import Ideas
from bot.board.live import PartedPage, templates
from bot.board.overview import Overview
from bot.board.people import People
from bot.board.photos import Photos
from bot.board.plan import Plan
from bot.board.review import Review
from bot.board.unit import UnitPage
from bot.playground.example import notice_lines
from bot.web import render
from bot.web.conversation import Conversation
from bot.web.streams import Streams
from handlers.enrolment.logins import Visitor
from scheduler.settings import PushSettings
from scheduler.workdays import WorkCalendar
from storage import editions
from storage.chat import Room
from storage.database import Database
from storage.notice.parser import read
from storage.notice.routing import binding_level, duty, offices, unit_types
from storage.reach import WEB
from storage.roster import Entry, import_roster
from storage.schema import create_all
from storage.unit_of_work import Work
from tests.bench.figures import Figure

NOW = datetime(2024, 10, 10, 2, tzinfo=UTC)
UNITS, HAND_INS, MOST_MILLISECONDS = 2_000, 5, 300


def figures() -> Iterator[Figure]:
    """CPU of each page, from the tables to its HTML; the offices see all units."""
    database = Database(None, lambda: NOW, durable=False)
    try:
        create_all(database.engine)
        who = _filled(database)
        for page in _pages(database):
            yield Figure(
                f"看板 {page.name}（{UNITS}家单位）", _milliseconds(database, page, who), "ms", MOST_MILLISECONDS
            )
    finally:
        database.close()


def _pages(database: Database) -> list[PartedPage]:
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
        Plan(*about, settings),
        People(*about),
        Campaigns(*about),
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
    notice = read(notice_lines())
    level = binding_level(notice, None)
    types = unit_types(notice, level)
    with database.transaction() as work:
        entries = [
            Entry(f"第{place}号单位", types[place % len(types)], liaison=f"联络员{place}") for place in range(UNITS)
        ]
        import_roster(work, entries)
        campaign = editions.publish(work, notice, by="")
        owed = {name: [material.name for material in duty(notice, name).owed] for name in types}
        rows, pieces = [], []
        for unit in work.units.all():
            for turn in range(HAND_INS):
                number, at = len(rows) + 1, NOW - timedelta(days=1 + len(rows) % 30)
                times = dict.fromkeys(("opened_at", "changed_at", "receipted_at", "settled_at"), at)
                about = {"campaign_id": campaign.key, "unit_id": unit.key}
                rows.append({**about, **times, "id": number, "state": "receipted", "receipt_no": f"0920-{number:03}"})
                material = owed[unit.unit_type][turn % len(owed[unit.unit_type])]
                file = {"kind": "file", "name": f"材料{number}.jpg", "sha256": f"{number:064}", "size": 90_000}
                file |= {"media_type": "image/jpeg" if turn % 2 else "application/pdf", "material": material}
                pieces.append({**about, **file, "submission_id": number, "received_at": at})
        defaults = {
            "announced": [],
            "channel": "chat",
            "rounds": 1,
            "verdict": "",
            "verdict_reason": "",
            "verdict_by": "",
        }
        work.connection.execute(insert(work.submissions.table), [{**defaults, **row} for row in rows])
        blank = {"text": "", "count": 1, "activity": "", "caption": ""}
        work.connection.execute(insert(work.pieces.table), [{**blank, **piece} for piece in pieces])
        member = work.members.add(platform=WEB, account=WEB, user="统筹人", name="统筹人", seen_at=NOW)
        chat = work.chats.add(platform=WEB, account=WEB, external="member", room=Room.PRIVATE.value, seen_at=NOW)
        return Visitor(work.members.get(member), offices(notice, level), work.chats.get(chat))
