"""The digest, the board's overview and the reminders of a day, where ten thousand units report to one office."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from aiohttp.test_utils import make_mocked_request
from sqlalchemy import insert

from bot.interpreter import spare_what_lives
from scheduler import pushes
from scheduler.digests import Digest
from scheduler.settings import PushSettings
from scheduler.workdays import WorkCalendar
from storage.chat import Role, Room
from storage.database import Database
from storage.editions import notice_of
from storage.schema import create_all
from storage.standing import roll
from storage.unit_of_work import Work
from tests.bench import board
from tests.bench.figures import Figure
from tests.board.crowd import enrol_crowd, hand_in

NOW = datetime(2024, 10, 18, 1, 30, tzinfo=UTC)
"""Half past nine on the day of the first reminder."""

OFFICE, TYPE = "市科协学会服务中心", "市级学会"
UNITS, HAND_INS, MOST_MILLISECONDS, MOST_OF_A_TICK = 10_000, 20, 100, 500
SETTINGS = PushSettings(calendar=WorkCalendar())


def figures() -> Iterator[Figure]:
    """CPU of a digest from the tables to its words, of the overview's queries, and of the longest tick of a day."""
    with tempfile.TemporaryDirectory() as name:
        database = Database(Path(name) / "baosong.db", lambda: NOW, durable=False)
        try:
            create_all(database.engine)
            with database.transaction() as work:
                campaign = enrol_crowd(work, UNITS)
                work.campaigns.set(campaign.key, published_at=datetime(2024, 9, 4, 1, tzinfo=UTC))
                work.units.change(unit_type=TYPE)
                hand_in(work, campaign, HAND_INS)
                who = board.coordinator(work, (OFFICE,))
                _people(work)
                _gaps(work)
            spare_what_lives()
            overview = board.pages(database)[0]
            where = {"campaign": "1"}
            request = make_mocked_request("GET", "/board/1", match_info=where)
            told = f"（{UNITS}家单位×{HAND_INS}次）"
            yield Figure(f"日报{told}", _middle(database, _digest), "ms", MOST_MILLISECONDS)
            look = lambda work: overview._values(work, who, request)  # noqa: E731 - one line says it
            yield Figure(f"看板总览的查询{told}", _middle(database, look), "ms", MOST_MILLISECONDS)
            yield Figure("最长的一次提醒事务", max(_ticks(database)), "ms", MOST_OF_A_TICK)
        finally:
            database.close()


def _digest(work: Work) -> str:
    """An office's digest, as the tick makes it."""
    (campaign,) = work.campaigns.running()
    notice = notice_of(work, campaign)
    own = [one for one in roll(work, campaign, notice) if one.office == OFFICE]
    return Digest(work, campaign, notice, OFFICE, own, SETTINGS).whole().text


def _middle(database: Database, look: Callable[[Work], object]) -> float:
    """How long it takes, the middle of seven."""
    costs = []
    for _ in range(7):
        began = time.process_time()
        database.look(look)
        costs.append(time.process_time() - began)
    return statistics.median(costs) * 1000


def _ticks(database: Database) -> Iterator[float]:
    """How long the writer is held by each tick, until the day's reminders are said."""
    made = 1
    while made:
        with database.transaction() as work:
            began = time.process_time()
            made = pushes.tick(work, SETTINGS)
            yield (time.process_time() - began) * 1000


def _people(work: Work) -> None:
    """Somebody speaks for each unit in private, and the office has a room."""
    seen = {"platform": "feishu", "account": "main"}
    people = [{**seen, "user": f"u{unit}", "union_id": "", "name": "", "seen_at": NOW} for unit in range(1, UNITS + 1)]
    first = work.members.count() + 1
    work.connection.execute(insert(work.members.table), people)
    bound = {"role": Role.LIAISON.value, "bound_by": "", "bound_at": NOW}
    bindings = [{**bound, "member_id": first + unit - 1, "unit_id": unit} for unit in range(1, UNITS + 1)]
    work.connection.execute(insert(work.bindings.table), bindings)
    chat = {**seen, "room": Room.PRIVATE.value, "title": "", "intake": "all", "seen_at": NOW}
    chats = [{**chat, "external": f"p{unit}", "member_id": first + unit - 1} for unit in range(1, UNITS + 1)]
    work.connection.execute(insert(work.chats.table), chats)
    work.chats.add(**seen, room=Room.COORDINATORS.value, office=OFFICE, external="room", seen_at=NOW)


def _gaps(work: Work) -> None:
    """Every fifth unit has withdrawn its papers, every tenth all."""
    p = work.pieces.c
    work.pieces.change(p.unit_id % 5 == 0, p.material == "活动总结", withdrawn_at=NOW)
    work.pieces.change(p.unit_id % 10 == 0, withdrawn_at=NOW)
