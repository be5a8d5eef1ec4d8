"""The roll: of every unit only where it stands, for digests, pages and reminders of many thousand units.

Of each unit it is looked up, by an index, when the first piece of each owed material came, and if none did, whether
anything else has: how much was handed in makes no difference. Instants stay as the driver gives them, and units that
stand alike share one case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, exists, or_, select

from storage.beijing import BEIJING
from storage.instants import as_kept
from storage.joint import shared
from storage.notice.model import Notice
from storage.notice.routing import duty, unit_types
from storage.standing.account import Case, Listed
from storage.standing.cases import Declared, Duties, Granted, Terms, counts, holds_beside
from storage.tables import Campaign, Leave
from storage.unit_of_work import Work

L = TypeVar("L", bound=Listed)


def roll(work: Work, campaign: Campaign, notice: Notice) -> list[Listed]:
    """Return where every unit of the roster stands that the campaign addresses, in the roster's order."""
    return _Roll(work, campaign, notice).all()


def by_case(units: Iterable[L]) -> list[tuple[Case, list[L]]]:
    """Group units by how they stand: what is reckoned of a case holds for all of its units."""
    grouped: dict[int, list[L]] = {}
    for one in units:
        alike = grouped.get(id(one.case))
        if alike is None:
            grouped[id(one.case)] = [one]
        else:
            alike.append(one)
    return [(alike[0].case, alike) for alike in grouped.values()]


@dataclass(frozen=True, slots=True)
class _Group:
    """Units on the same terms: where among the materials what they owe stands, and when they are late, as it is kept.

    `cases` are those that have been met, by how the first of each material came, and whether nothing but others did.
    """

    terms: Terms
    owed: tuple[int, ...]
    of_owed: Callable[[Sequence[Any]], Sequence[Any]]
    late_at: Any
    cases: dict[tuple[int | None, ...], Case]

    def case(self, materials: Sequence[str], marks: tuple[int | None, ...]) -> Case:
        """Make the case of a unit of which this came; the last of the marks is of what is none of the materials."""
        came = {name for name, mark in zip((*materials, None), marks, strict=True) if mark}
        is_late = any(marks[place] == _LATE for place in self.owed)
        made = self.cases[marks] = self.terms.case(came, is_late=is_late)
        return made


_IN_TIME, _LATE = 1, 2
"""How the first piece of a material came, where any did."""


class _Roll:
    """The roll while it is read."""

    def __init__(self, work: Work, campaign: Campaign, notice: Notice) -> None:
        self._work = work
        self._campaign = campaign
        self._duties = Duties(notice)
        self._materials = _owed_by_anybody(notice)
        self._granted, self._declared = self._own_terms()
        self._leaves = defaultdict[int, list[Leave]](list)
        for leave in work.leaves.on(work.now.astimezone(BEIJING).date()):
            self._leaves[leave.unit_id].append(leave)
        self._shared = shared(work, campaign.key)
        self._on_own_terms = self._granted.keys() | self._declared.keys() | self._leaves.keys()
        self._groups: dict[int, _Group] = {}
        self._by_type: dict[str, _Group] = {}

    def all(self) -> list[Listed]:
        """Make the list."""
        many = len(self._materials)
        statement = self._work.units.prepared(("roll", many), _select, self._work, many)
        values = {"campaign": self._campaign.key, **{f"material_{n}": name for n, name in enumerate(self._materials)}}
        rows = statement.run(self._work.connection, values).fetchall()
        others = self._with_others([row[0] for row in rows if not any(row[5:])])
        others |= {number for number, one in self._shared.items() if one.counts}
        listed, known, own = [], self._by_type, self._on_own_terms
        for number, name, liaison, phone, unit_type, *own_firsts in rows:
            group = known.get(unit_type) if number not in own else None
            group = group or self._group(number, unit_type, name)
            if group:
                firsts = self._with_shared(number, own_firsts) if number in self._shared else own_firsts
                end = group.late_at
                marks = (*[at and (_LATE if at >= end else _IN_TIME) for at in firsts], number in others)
                case = group.cases.get(marks) or group.case(self._materials, marks)
                listed.append(Listed(number, name, liaison, phone, case, group.of_owed(firsts)))
        return listed

    def _with_shared(self, number: int, firsts: Sequence[Any]) -> list[Any]:
        """When the first of each material came, if not to the unit itself then to its partners of a joint event."""
        counted = self._shared[number].counts
        dialect = self._work.connection.dialect
        joint = [as_kept(counted[name][2], dialect) if name in counted else None for name in self._materials]
        return [own or other for own, other in zip(firsts, joint, strict=True)]

    def _with_others(self, units: Sequence[int]) -> set[int]:
        """Which of these units, of which none of the materials came, handed in something else."""
        statement = self._work.units.prepared("others on the roll", _select_others, self._work)
        found: set[int] = set()
        for start in range(0, len(units), _AT_ONCE):
            numbers = dict(enumerate(units[start : start + _AT_ONCE]))
            values = {"campaign": self._campaign.key, **{f"unit_{n}": numbers.get(n) for n in range(_AT_ONCE)}}
            found |= {row[0] for row in statement.run(self._work.connection, values).fetchall()}
        return found

    def _group(self, number: int, unit_type: str, name: str) -> _Group | None:
        """The units on the same terms as this one: those of its type, unless it has terms of its own."""
        owed = self._duties.of(unit_type, name)
        if owed is None:
            return None
        if number in self._on_own_terms:
            granted, declared = self._granted.get(number, ()), self._declared.get(number, ())
            return self._new_group(Terms(owed, granted, declared, self._leaves.get(number, ())))
        group = self._groups.get(id(owed)) or self._groups.setdefault(id(owed), self._new_group(Terms(owed)))
        if self._duties.is_told_by(unit_type):
            self._by_type[unit_type] = group
        return group

    def _new_group(self, on: Terms) -> _Group:
        owed = tuple(self._materials.index(material.name) for material in on.duty.owed)
        day = on.deadline_on + timedelta(days=1) if on.deadline_on else date.max
        late_at = as_kept(datetime.combine(day, time(), BEIJING), self._work.connection.dialect)
        return _Group(on, owed, _picking(owed), late_at, {})

    def _own_terms(self) -> tuple[dict[int, list[Granted]], dict[int, list[Declared]]]:
        """What was granted to single units, and what they declared, the oldest first."""
        a, d = self._work.arrangements.c, self._work.declarations.c
        granted: dict[int, list[Granted]] = defaultdict(list)
        declared: dict[int, list[Declared]] = defaultdict(list)
        execute = self._work.connection.execute
        here = (a.campaign_id == self._campaign.key, a.ended_at.is_(None))
        arranged = select(a.unit_id, a.kind, a.until_on, a.granted_at, a.material).where(*here).order_by(a.id)
        for unit_id, *one in execute(arranged):
            granted[unit_id].append(tuple(one))
        said = (
            select(d.unit_id, d.kind, d.state, d.decided_at).where(d.campaign_id == self._campaign.key).order_by(d.id)
        )
        for unit_id, kind, state, decided_at in execute(said):
            declared[unit_id].append((kind, state, decided_at))
        return granted, declared


def _picking(places: Sequence[int]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """What picks out what stands at these places, however many they are."""
    if len(places) > 1:
        return itemgetter(*places)
    return itemgetter(slice(places[0], places[0] + 1) if places else slice(0))


def _owed_by_anybody(notice: Notice) -> list[str]:
    """The names of the materials that any unit can owe, whichever level addresses it."""
    types = [name for level in range(len(notice.levels)) for name in unit_types(notice, level)]
    return list(dict.fromkeys(material.name for name in types for material in duty(notice, name).owed))


_AT_ONCE = 200
"""Units that one statement asks after: its text must not change with their number."""


def _select(work: Work, materials: int) -> Select[Any]:
    """The statement: of each unit its names, and when the first of each material came."""
    u, p = work.units.c, work.pieces.c
    firsts = [
        _came(work, p.material == bindparam(f"material_{n}", type_=p.material.type))
        .order_by(p.received_at)
        .limit(1)
        .scalar_subquery()
        for n in range(materials)
    ]
    return select(u.id, u.name, u.liaison, u.phone, u.unit_type, *firsts).where(u.removed_at.is_(None)).order_by(u.id)


def _select_others(work: Work) -> Select[Any]:
    """The statement: which of some units handed in anything."""
    u = work.units.c
    return select(u.id).where(or_(*(u.id == bindparam(f"unit_{n}") for n in range(_AT_ONCE))), exists(_came(work)))


def _came(work: Work, *where: ColumnElement[bool]) -> Select[Any]:
    """When the pieces of a unit came that count."""
    u, p = work.units.c, work.pieces.c
    here = (p.campaign_id == bindparam("campaign"), p.unit_id == u.id, holds_beside(work), counts(work))
    return select(p.received_at).where(*here, *where).correlate(work.units.table)
