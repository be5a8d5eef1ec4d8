"""Dialogues as people read them, and what reads them: who says what, and what must be in the answer.

A file holds dialogues, each begun by `# title`. A line is one of

    周舟：总结几号交？              周舟 says it to the bot in private; `周舟（大群）：` in the group of all
    周舟（引用）：答得不对            the same, replying to what the bot said to 周舟 last
    周舟：总结【活动总结.docx】        with a file, invented from its name
    → 10月25日；!11月8日；a|b        the answer holds the first, not the second, and one of the last two
    → （沉默）                      nothing is said
    甲：未答问题                   甲 and 乙 coordinate 学会服务中心 and 普及部, in their rooms
    甲 ← 待答问题；周舟             what 甲 heard last in private holds these; `大群 ←` what was said there last
    ~ 10分钟 / ~ 10月26日 09:00    time passes / until then
    @发布 02-hospital-safety      one of the notices of `bot/evaluation/examples` is published, too
    @统筹 白 市卫生健康委医政处       a person coordinates an office from now on
    @联络 李 鹭泽市第一医院 市属医院    a person speaks for a unit, new on the roster
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.evaluation.scoring import EXAMPLES
from handlers.publishing import publish
from scheduler.clock import BEIJING
from storage.chat import Role, Room
from storage.documents import read_lines
from storage.notice.parser import read
from storage.notice.routing import fold
from storage.unit_of_work import Work
from tests.scenarios.conftest import Town

GROUP = "g-all"
DESKS = {"甲": "市科协学会服务中心", "乙": "市科协普及部"}
"""Coordinators, who speak in the rooms of their offices."""

_SAYS = re.compile(r"(?P<who>[\u4e00-\u9fff]{1,4})(?:（(?P<where>大群|引用)）)?：(?P<text>.*)")
_HEARS = re.compile(r"(?P<who>[\u4e00-\u9fff]{1,4}) ← (?P<what>.+)")
_WAITS = re.compile(r"~ (?P<count>\d+)(?P<unit>秒|分钟|小时|天)")
_UNTIL = re.compile(r"~ (?P<month>\d+)月(?P<day>\d+)日 (?P<hour>\d+):(?P<minute>\d+)")
_UNITS = {"秒": "seconds", "分钟": "minutes", "小时": "hours", "天": "days"}


@dataclass(frozen=True)
class Dialogue:
    title: str
    lines: tuple[str, ...]

    @property
    def turns(self) -> int:
        return sum(bool(_SAYS.fullmatch(line)) for line in self.lines)


def dialogues(folder: Path) -> Iterator[Dialogue]:
    for path in sorted(folder.glob("*.txt")):
        for block in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, *lines = block.strip().splitlines()
            yield Dialogue(f"{path.stem}: {title}", tuple(line.strip() for line in lines if line.strip()))


async def play(town: Town, dialogue: Dialogue) -> None:
    heard: list[str] = []
    for line in dialogue.lines:
        where = f"{dialogue.title}: {line}"
        if line.startswith("→ "):
            expect(where, "\n".join(heard), line[2:])
        elif line.startswith("@"):
            await town.app.database.write(lambda work, line=line: arranged(work, *line[1:].split()))
        elif line.startswith("~ "):
            await passes(town, line)
        elif told := _HEARS.fullmatch(line):
            said = town.said(GROUP if told["who"] == "大群" else room_of(told["who"]))
            expect(where, said[-1] if said else "", told["what"])
        else:
            spoken = _SAYS.fullmatch(line)
            assert spoken, f"nobody can read this line: {where}"
            heard = await says(town, spoken)


async def says(town: Town, spoken: re.Match[str]) -> list[str]:
    who, text = spoken["who"], spoken["text"]
    files = re.findall(r"【(.+?)】", text)
    words = re.sub(r"【.+?】", "", text)
    await town.wait(seconds=5)
    about = {}
    if spoken["where"] == "引用":
        about["quotes"] = await town.look(lambda work: last_key(work, room_of(who)))
    if who in DESKS:
        return await town.say(f"{DESKS[who]}统筹", words, *files, chat=room_of(who), **about)
    return await town.say(who, words, *files, chat=GROUP if spoken["where"] == "大群" else None, **about)


def room_of(who: str) -> str:
    return f"c-{DESKS[who]}" if who in DESKS else f"p-{who}"


def last_key(work: Work, external: str) -> str:
    chat = work.chats.known("playground", "playground", external)
    return work.deliveries.having(chat_id=chat.key)[-1].unique_key


async def passes(town: Town, line: str) -> None:
    if waits := _WAITS.fullmatch(line):
        await town.app.turn_to(town.app.clock.now() + timedelta(**{_UNITS[waits["unit"]]: int(waits["count"])}))
        return
    until = _UNTIL.fullmatch(line)
    assert until, line
    month, day, hour, minute = map(int, until.groups())
    await town.app.turn_to(datetime(town.now.year, month, day, hour, minute, tzinfo=BEIJING))


def arranged(work: Work, act: str, name: str, *rest: str) -> None:
    if act == "发布":
        path = EXAMPLES / f"{name}.txt"
        publish(work, read(read_lines(path.read_bytes(), path.name)), by="演练")
        return
    member = work.members.add(platform="playground", account="playground", user=name, name=name, seen_at=work.now)
    chat = {"platform": "playground", "account": "playground", "external": f"p-{name}", "room": Room.PRIVATE}
    work.chats.add(**chat, member_id=member, seen_at=work.now)
    if act == "统筹":
        work.bindings.add(member_id=member, role=Role.COORDINATOR, office=rest[0], bound_at=work.now)
        return
    known = next((unit for unit in work.units.all() if unit.name == rest[0]), None)
    unit = known.key if known else work.units.add(name=rest[0], unit_type=rest[1])
    if not known:
        work.aliases.add(unit_id=unit, alias=rest[0], folded=fold(rest[0]))
    work.bindings.add(member_id=member, role=Role.LIAISON, unit_id=unit, bound_at=work.now)


def expect(where: str, said: str, wanted: str) -> None:
    bare = re.sub(r"\s", "", said)
    if wanted == "（任意）":
        return
    if wanted == "（沉默）":
        assert not bare, f"{where}\n{said}"
        return
    for want in wanted.split("；"):
        no = want.startswith("!")
        held = any(re.sub(r"\s", "", way) in bare for way in want.removeprefix("!").split("|"))
        assert held is not no, f"{where}\n{said or '（沉默）'}"
