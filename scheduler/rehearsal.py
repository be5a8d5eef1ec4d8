"""Everything that will be said unasked in a campaign, day by day: the scheduler itself, run through in advance.

It is taken that the notice is published at once, that nobody hands anything in, and that nothing changes: whoever
hands in hears less, never more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduler import pushes
from scheduler.clock import BEIJING
from scheduler.settings import PushSettings
from scheduler.span import last_evening
from scheduler.wording import rehearsal as wording
from storage import editions
from storage.chat import DeliveryKind, Room
from storage.chat_json import reply_from_json
from storage.notice.model import Notice
from storage.reach import MAIL
from storage.scratch import scratch
from storage.tables import Delivery
from storage.unit_of_work import Work

MOST_LOOKS = 5_000
"""Instants that a rehearsal passes through: two years of working days. What would come after is left out."""

_ROOMS_OF_MANY = (Room.SHARED_GROUP.value, Room.UNIT_GROUP.value)


@dataclass(frozen=True, slots=True)
class Told:
    """One text said to some at one instant: in Beijing time, its kind, its title and lines, and to whom."""

    at: str
    kind: str
    title: str
    lines: tuple[str, ...]
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Budget:
    """How much is said: at most so often in any one group, so many reminders to any one unit, so much in all."""

    in_group: int
    per_unit: int
    by_kind: dict[str, int]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A whole campaign: what is said, in order of time, and the noise it makes."""

    told: tuple[Told, ...]
    budget: Budget


def rehearse(work: Work, notice: Notice, settings: PushSettings) -> Rehearsal:
    """Run a campaign through from now to the evening after its last deadline; nothing of it is kept or sent."""
    settings = replace(settings, page_url=None, keep=None)
    end = last_evening(notice, settings.calendar, work.now)
    with scratch(work) as copy:
        copy.now = work.now
        campaign = editions.publish(copy, notice, by="")
        copy.announcements.add(
            campaign_id=campaign.key, edition_id=campaign.edition_id, kind="brief", ordered_at=copy.now
        )
        for _ in _instants(copy, settings, end):
            pushes.tick(copy, settings)
            copy.deliveries.change(copy.deliveries.c.state == "pending", state="sent", settled_at=copy.now)
        return _summed(copy)


def _instants(copy: Work, settings: PushSettings, end: datetime) -> Iterator[datetime]:
    """Set the time to one instant after the other at which something may be said."""
    for _ in range(MOST_LOOKS):
        yield copy.now
        due = pushes.next_boundary(copy, settings)
        if due is None or due > end:
            return
        copy.now = max(due, copy.now + timedelta(seconds=1))


def _summed(copy: Work) -> Rehearsal:
    """Put together what was said to several at once, and count."""
    together: dict[tuple[datetime, str, str, tuple[str, ...]], list[str]] = {}
    groups: Counter[int] = Counter()
    units: Counter[int] = Counter()
    kinds: Counter[str] = Counter()
    chats = {chat.key: chat for chat in copy.chats.find()}
    names = {unit.key: unit.name for unit in copy.units.find()}
    for row in copy.deliveries.find():
        reply, chat = reply_from_json(row.reply), chats[row.chat_id]
        is_reminder = row.kind == DeliveryKind.REMINDER.value
        kind = wording.CALLS if row.unique_key.startswith("calls/") else wording.KINDS.get(row.kind, row.kind)
        kinds[kind] += 1
        groups[row.chat_id] += chat.room in _ROOMS_OF_MANY and not is_reminder
        units[row.unit_id or 0] += is_reminder
        minute = row.created_at.astimezone(BEIJING).replace(second=0, microsecond=0)
        said = together.setdefault((minute, kind, reply.title, reply.lines), [])
        said.append(_reader(row, Room(chat.room), chat.title, names, is_mail=chat.platform == MAIL))
    told = tuple(
        Told(at.isoformat(), kind, title, lines, tuple(to)) for (at, kind, title, lines), to in together.items()
    )
    return Rehearsal(told, Budget(max(groups.values(), default=0), max(units.values(), default=0), dict(kinds)))


def _reader(row: Delivery, room: Room, title: str, names: dict[int, str], *, is_mail: bool) -> str:
    """Who reads it."""
    if row.office and room is Room.COORDINATORS:
        return wording.coordinators(row.office)
    if row.unit_id:
        return wording.unit(names[row.unit_id], room, is_mail=is_mail)
    return title or (wording.coordinators(row.office) if row.office else wording.SHARED_GROUP)
