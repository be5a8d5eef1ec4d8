"""One item of a notice changed, taken out or added, with a line that says so and on which it rests from then on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from handlers.publishing.changes import with_line
from handlers.publishing.fields import Part
from handlers.wording import drafts as wording
from storage.errors import Refused
from storage.notice.model import Contact, Deadline, Material, MaterialKind, Notice, Route
from storage.notice.routing import binding_level

_RESTS_ON_A_LINE = ("deadlines", "contacts", "routes", "materials")


def with_item(notice: Notice, part: Part, place: int, values: Mapping[str, Any]) -> Notice:
    """Change fields of an item."""
    items = part.items(notice)
    changed = replace(items[place], **values)
    if part.name == "deadlines":
        changed = _said(changed, values)
    notice, changed = _resting(notice, part, changed)
    return part.put(notice, (*items[:place], changed, *items[place + 1 :]))


def without_item(notice: Notice, part: Part, place: int) -> Notice:
    """Take an item out."""
    items = part.items(notice)
    return part.put(notice, (*items[:place], *items[place + 1 :]))


def added(notice: Notice, part: Part, words: str, today: date) -> Notice:
    """Add an item whose fields are said as 处室：市科协学会部；电话：65220000. Raises Refused."""
    values: dict[str, Any] = {}
    labels = "|".join(one.label for one in part.fields)
    found = re.split(rf"[；;] ?(?=(?:{labels})[:：])", words)
    for said in found:
        label, _, text = re.sub("[:：]", "：", said, count=1).partition("：")
        field = part.field(label.strip())
        if field is None:
            raise Refused("field", field=label.strip()[:20])
        values[field.name] = field.read(text, today)
    for field in part.fields:
        if field.is_needed and not values.get(field.name):
            raise Refused("empty", field=field.label)
    if not any(values.values()):
        raise Refused("empty", field=part.label)
    notice, item = _resting(notice, part, _made(part, values, binding_level(notice, None)))
    return part.put(notice, (*part.items(notice), item))


def _made(part: Part, values: Mapping[str, Any], level: int) -> Any:
    """A new item of a part."""
    if part.name == "deadlines":
        return _said(replace(Deadline("", None, level=level), **values), values)
    if part.name == "contacts":
        return replace(Contact(None, level=level), **values)
    if part.name == "routes":
        return replace(Route((), "", level=level), **values)
    return replace(Material("", MaterialKind.DOCUMENT, level=level), **values)


def _said(deadline: Deadline, values: Mapping[str, Any]) -> Deadline:
    """A deadline in its own words, where its day or hour was said; that goes before any rule it was reckoned by."""
    if not values.keys() & {"date", "time"}:
        return deadline
    return replace(deadline, text=wording.deadline_text(deadline), recurrence=None, returns=None, term=None)


def _resting(notice: Notice, part: Part, item: Any) -> tuple[Notice, Any]:
    """Put the line that an item rests on behind the notice's own."""
    if part.name not in _RESTS_ON_A_LINE:
        return notice, item
    notice, source = with_line(notice, wording.corrected_line(part, item))
    return notice, replace(item, source=source)
