"""Understanding: what a question costs, what starting costs, how little other campaigns and many sentences matter."""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from bot.evaluation.scoring import EXAMPLES
from bot.playground.example import notice_lines
from handlers.context import load
from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from handlers.questions.lookup.passages import pairs
from handlers.questions.lookup.ranking import Ranking
from handlers.questions.lookup.search import terms_of
from handlers.routes import converse
from scheduler.settings import PushSettings
from scheduler.workdays import WorkCalendar
from storage import editions
from storage.chat import ChatAddress, Message, Role, Room
from storage.chat_json import message_written
from storage.database import Database
from storage.notice.model import Notice
from storage.notice.parser import read
from storage.notice.routing import fold
from storage.schema import create_all
from storage.unit_of_work import Work
from tests.bench.figures import Figure, percentile

NOW = datetime(2024, 9, 10, 2, tzinfo=UTC)
UNITS, ELSEWHERE, SENTENCES = 2_000, 1_000, 100_000
QUESTIONS = tuple(
    line.split('"text": "')[1].split('"')[0]
    for path in sorted(EXAMPLES.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
)
_COSTS = """
import json
from bot import interpreter
interpreter.look_seldom()
from storage.patterns import compile_waiting
from tests.bench.understanding import first_said, questioned
first_said()
cold = list(questioned(0, 1))
compile_waiting()
interpreter.settle_down()
print(json.dumps([cold, list(questioned(1, 5))]))
"""
_STARTS = """
import time
from bot import interpreter
interpreter.look_seldom()  # as every process of ours begins
import storage.notice.parser, scheduler.phrases, scheduler.clock
from bot.playground.example import notice_lines
from datetime import datetime, timezone
notice = storage.notice.parser.read(notice_lines())
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4.096

held, began = resident(), time.process_time()
from handlers.questions.answers import answer
from handlers.questions.asker import Asker
answer("几号交", notice, Asker(now=datetime.now(timezone.utc)))
began = time.process_time() - began
from storage.patterns import compile_waiting
compile_waiting()  # a server does so afterwards, and keeps it
print(began, resident() - held)
"""


def figures() -> Iterator[Figure]:
    """CPU of questions in a process that serves; start-up of understanding; other campaigns; many sentences."""
    cold, costs = json.loads(_printed(_COSTS))
    yield Figure("理解并答一个问题（两千家单位）中位数", statistics.median(costs) * 1e6, "µs", 400)
    yield Figure("  其 p99", percentile(sorted(costs), 0.99) * 1e6, "µs", 3_000)
    yield Figure("  启动后一秒内所问，其 p99", percentile(sorted(cold), 0.99) * 1e6, "µs")
    starts = [_start() for _ in range(5)]
    yield Figure("理解部分的启动", statistics.median(seconds for seconds, _ in starts) * 1000, "ms", 150)
    yield Figure("  其内存", statistics.median(kilobytes for _, kilobytes in starts) / 1000, "MB", 25)
    yield Figure("另有千份通知进行时，一问慢几倍", _slowdown(), "倍", 1.2)
    yield Figure("在十万句中查找", _search() * 1000, "ms", 100)


def first_said() -> None:
    """Answer the question that a process hears first."""
    answer("几号交", _notice(), _asker())


def questioned(first: int, last: int) -> Iterator[float]:
    """Seconds of CPU of every question that ships, each understood anew, from one round to before another."""
    notice, asker = _notice(), _asker()
    for round_ in range(first, last):
        for text in QUESTIONS:
            began = time.process_time()
            answer(f"{text}{'。' * round_}", notice, asker)
            yield time.process_time() - began


@lru_cache(maxsize=1)
def _notice() -> Notice:
    return read(notice_lines())


@lru_cache(maxsize=1)
def _asker() -> Asker:
    """Somebody of one of two thousand units."""
    aliases = {fold(f"第{number}中学"): "市级学会" for number in range(UNITS)}
    return Asker(now=NOW, unit_type="市级学会", aliases=aliases)


def _start() -> tuple[float, float]:
    """Seconds of CPU and kilobytes that understanding takes until the first answer, in a process of its own."""
    seconds, kilobytes = _printed(_STARTS).split()
    return float(seconds), float(kilobytes)


def _printed(program: str) -> str:
    """What a program prints in a process of its own."""
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout


def _slowdown() -> float:
    """How much longer a conversation takes while a thousand campaigns run that concern nobody here."""
    database = Database(None, lambda: NOW)
    create_all(database.engine)
    with database.transaction() as work:
        notice = read(notice_lines())
        editions.publish(work, notice, by="")
        unit = work.units.add(name="云江市气象学会", unit_type="市级学会")
        member = work.members.add(platform="p", account="", user="u", name="", seen_at=NOW)
        work.bindings.add(member_id=member, role=Role.LIAISON, unit_id=unit, bound_at=NOW)
        alone = _conversed(work, 0)
        for number in range(ELSEWHERE):
            level = replace(notice.levels[0], title=f"其他通知{number}", addressees=(f"第{number}号船闸管理站",))
            editions.publish(work, replace(notice, levels=(level,), deadlines=(), routes=()), by="")
        return _conversed(work, 1000) / alone


def _conversed(work: Work, first: int) -> float:
    """The median seconds of CPU of one conversation."""
    settings, costs = PushSettings(calendar=WorkCalendar()), []
    for number in range(200):
        message = Message(
            ChatAddress("p", "", "c"), f"{first + number}", "u", "", QUESTIONS[number % 17], NOW, Room.PRIVATE
        )
        inbox = work.inbox.add_once(
            platform="p",
            account="",
            message_id=message.message_id,
            external_chat="c",
            payload=message_written(message),
            admitted_at=NOW,
        )
        row = work.inbox.get(inbox or 0)
        began = time.process_time()
        converse(load(work, row, settings), work)
        costs.append(time.process_time() - began)
    return statistics.median(costs)


def _search() -> float:
    """The median seconds of a search over very many sentences, made of the words of the notices that ship."""
    lines = [line for path in EXAMPLES.glob("*.txt") for line in path.read_text("utf-8").splitlines() if len(line) > 8]
    chance = random.Random(7)
    clauses = [clause for line in lines for clause in line.split("，") if len(clause) > 3]
    ranking = Ranking(pairs("".join(chance.sample(clauses, 3))) for _ in range(SENTENCES))
    costs = []
    for text in QUESTIONS[:60]:
        began = time.process_time()
        ranking.best(terms_of(text))
        costs.append(time.process_time() - began)
    return statistics.median(costs)
