"""Every sentence of the playground's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.playground.people import Person, Place
from scheduler.phrases import day
from storage.chat import Room

NOT_ADDRESSED = "没有@报送助手，助手不保存也不回复"
NOWHERE = "没有这个会话，请回到首页重新选择。"
NOTHING_MORE = "后面没有要说的事了。"
NO_DATE = "请先填写日期和时间。"
NOT_BACK = "时间只能向前调。"
TOO_FAR = "一次最多向前调400天。"
GROUPS = (
    ("群聊", (Room.SHARED_GROUP, Room.UNIT_GROUP)),
    ("统筹群", (Room.COORDINATORS,)),
    ("单聊", (Room.PRIVATE,)),
)
PLACEHOLDERS = {
    Room.SHARED_GROUP: "在群里@助手提问，如：交到哪里",
    Room.UNIT_GROUP: "在群里@助手提问或交材料",
    Room.PRIVATE: "问一句，或直接交材料",
    Room.COORDINATORS: "如：进展、谁还没交、导出台账",
}


def readers(place: Place, people: Sequence[Person]) -> str:
    """Say who reads here."""
    if place.room is Room.SHARED_GROUP:
        return f"全体联络员，{len(people)}人；助手在这里不点名"
    if place.room is Room.COORDINATORS:
        return f"{people[0].office}的统筹人"
    return people[0].unit or f"{people[0].office}的统筹人"


def clock(now: datetime) -> str:
    """Write the rehearsal's time, in Beijing."""
    return f"{now.year}年{day(now.date())}{now:%H:%M}"


def turned(now: datetime, spoken_in: Sequence[str]) -> str:
    """Say where the clock stands now, and where something was said on the way."""
    stands = f"已到{now.month}月{now.day}日 {now:%H:%M}"
    if not spoken_in:
        return f"{stands}，其间没有新消息。"
    where = spoken_in[0] if len(spoken_in) == 1 else f"{spoken_in[0]}等{len(spoken_in)}个会话"
    return f"{stands}，{where}有新消息。"
