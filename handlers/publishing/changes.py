"""A notice changed: every change gives a new notice with a line that says so; and what differs between two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers.wording import publishing as wording
from scheduler.phrases import by_when, contact_line
from storage.notice.model import Contact, Deadline, Material, MaterialKind, Notice, Route
from storage.notice.routing import Duty, duties, fold


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different for some unit types: said as a change, or as what was wrong before."""

    unit_types: tuple[str, ...]
    text: str
    correction: str


def with_line(notice: Notice, line: str) -> tuple[Notice, tuple[int, ...]]:
    """Append a line that says what was changed; return it as the source of what rests on it."""
    return replace(notice, lines=(*notice.lines, line)), (len(notice.lines) + 1,)


def with_deadline(notice: Notice, unit_types: tuple[str, ...], on: date, said_on: date) -> Notice:
    """Move the deadline that binds some unit types; a deadline that others share is split by audience."""
    moved = {duty.deadline: duty for duty in duties(notice) if duty.unit_type in unit_types and duty.deadline}
    changed, source = with_line(notice, wording.deadline_line(unit_types, on, said_on))
    deadlines: list[Deadline] = []
    for deadline in notice.deadlines:
        bound = [duty.unit_type for duty in duties(notice) if deadline in duty.deadlines]
        mine = tuple(word for word in bound if word in unit_types) if deadline in moved else ()
        others = tuple(word for word in bound if word not in mine)
        if not mine:
            deadlines.append(deadline)
            continue
        if others:
            deadlines.append(replace(deadline, audience=others))
        new = replace(deadline, date=on, time=None, text=wording.deadline_text(on), source=source, doubts=())
        deadlines.append(replace(new, audience=mine if others else deadline.audience, recurrence=None))
    return replace(changed, deadlines=tuple(deadlines))


def with_route(notice: Notice, unit_type: str, office: str) -> Notice:
    """Let a unit type hand in to another office."""
    changed, source = with_line(notice, wording.route_line(unit_type, office))
    level = next((duty.level for duty in duties(notice) if duty.unit_type == unit_type), 0)
    routes = [
        replace(route, audience=tuple(word for word in route.audience if fold(word) != fold(unit_type)))
        for route in notice.routes
    ]
    kept = tuple(route for route in routes if route.audience)
    return replace(changed, routes=(*kept, Route((unit_type,), office, level=level, source=source)))


def with_contact(notice: Notice, office: str, field: str, value: str) -> Notice:
    """Put a phone, a mailbox, a name or an address of an office right; an office without a contact gets one."""
    changed, source = with_line(notice, wording.contact_changed_line(office, field, value))
    known = next((contact for contact in notice.contacts if contact.office == office), None)
    new = replace(known or Contact(office), source=source, doubts=())
    put: dict[str, Any] = {field: value if field == "address" else tuple(value.split("、"))}
    right = replace(new, **put)
    if known is None:
        return replace(changed, contacts=(*notice.contacts, right))
    return replace(changed, contacts=tuple(right if one is known else one for one in notice.contacts))


def with_material(notice: Notice, name: str) -> Notice:
    """Ask for one more document or medium."""
    changed, source = with_line(notice, wording.material_line(name))
    is_media = any(word in name for word in ("照片", "影像", "视频", "图片"))
    kind = MaterialKind.MEDIA if is_media else MaterialKind.DOCUMENT
    level = min((duty.level for duty in duties(notice)), default=0)
    return replace(changed, materials=(*notice.materials, Material(name, kind, level=level, source=source)))


def merged(old: Notice, new: Notice) -> Notice:
    """Carry what a second notice says into the one that runs; what it does not mention stays."""
    offset = len(old.lines)
    audiences = {fold(word) for deadline in new.deadlines for word in deadline.audience}
    kept = [
        replace(deadline, audience=left) if deadline.audience else deadline
        for deadline in old.deadlines
        if (left := tuple(word for word in deadline.audience if fold(word) not in audiences)) or not audiences
    ]
    offices = {contact.office for contact in new.contacts}
    return replace(
        old,
        lines=(*old.lines, *new.lines),
        deadlines=(
            *(kept if audiences or not new.deadlines else ()),
            *(replace(one, source=_moved(one.source, offset)) for one in new.deadlines),
        ),
        contacts=(
            *(contact for contact in old.contacts if contact.office not in offices),
            *(replace(one, source=_moved(one.source, offset)) for one in new.contacts),
        ),
        routes=tuple(replace(one, source=_moved(one.source, offset)) for one in new.routes) or old.routes,
        materials=tuple(replace(one, source=_moved(one.source, offset)) for one in new.materials) or old.materials,
    )


def differences(old: Notice, new: Notice) -> list[Change]:
    """Say what is different for whom; unit types to whom the same is different are told together."""
    before = {duty.unit_type: duty for duty in duties(old)}
    found: dict[tuple[str, str], list[str]] = {}
    for duty in duties(new):
        for said in _differences(before.get(duty.unit_type), duty):
            found.setdefault(said, []).append(duty.unit_type)
    return [Change(tuple(types), *said) for said, types in found.items()]


def heads(old: Notice, new: Notice) -> list[str]:
    """Say what is different in a draft besides what units are told: its head, and what was struck out or added."""
    before, after = old.levels[0], new.levels[0]
    pairs = (
        (before.title, after.title, "标题"),
        (before.doc_number, after.doc_number, "文号"),
        (before.issued_on, after.issued_on, "发文日期"),
        (old.theme, new.theme, "主题"),
    )
    said = [wording.head_changed(name, now) for was, now, name in pairs if was != now and now]
    for was, now in (
        ([one.name for one in old.materials], [one.name for one in new.materials]),
        ([one.text for one in old.deadlines], [one.text for one in new.deadlines]),
        ([one.office or "" for one in old.contacts], [one.office or "" for one in new.contacts]),
    ):
        said += [wording.struck_out(name) for name in was if was.count(name) > now.count(name)]
    settled = len(old.doubts) - len(new.doubts)
    return said or ([wording.doubt_settled(settled)] if settled > 0 else [])


def _differences(old: Duty | None, new: Duty) -> list[tuple[str, str]]:
    """What is different for one unit type."""
    if old is None:
        return []
    said: list[tuple[str, str]] = []
    if new.deadline and (old.deadline is None or by_when(old.deadline) != by_when(new.deadline)):
        said.append(wording.moved(by_when(old.deadline) if old.deadline else "", by_when(new.deadline)))
    if new.office and old.office != new.office:
        said.append(wording.rerouted(new.office, contact_line(new.contact) if new.contact else ""))
    elif new.contact and (old.contact is None or contact_line(old.contact) != contact_line(new.contact)):
        said.append(wording.contact_changed(new.office or "", contact_line(new.contact)))
    names, before = [one.name for one in new.owed], [one.name for one in old.owed]
    if names != before:
        said.append(wording.materials_changed(names))
    return said


def _moved(source: tuple[int, ...], offset: int) -> tuple[int, ...]:
    """Line numbers after lines were put before them."""
    return tuple(line + offset for line in source)
