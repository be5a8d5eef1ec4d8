"""The notice as JSON values: as `notice parse --json` prints it, and as a row keeps it without loss."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from storage.notice import model, wording

_SEQUENCES = {
    "levels": model.Level,
    "activities": model.Section,
    "requirements": model.Section,
    "sections": model.Section,
    "deadlines": model.Deadline,
    "contacts": model.Contact,
    "routes": model.Route,
    "materials": model.Material,
    "event_dates": model.EventDate,
    "doubts": model.Doubt,
}


_VALUES: Mapping[str, Callable[[Any], Any]] = {
    "kind": model.MaterialKind,
    "unit": model.Unit,
    "since": model.Since,
    "returns": lambda item: _made(model.Recurrence, item),
    "term": lambda item: _made(model.Term, item),
}


def as_json(notice: model.Notice) -> dict[str, Any]:
    """Return the contract's object: every key always there, absent null or [], dates ISO, lines 1-based."""
    period = notice.activity_period
    return {
        "lines": list(notice.lines),
        "levels": [_printed(level) for level in notice.levels],
        "title": notice.title,
        "doc_number": notice.doc_number,
        "issuers": list(notice.issuers),
        "issued_on": _plain(notice.issued_on),
        "theme": notice.theme,
        "activity_period": {
            "start": _plain(period.start) if period else None,
            "end": _plain(period.end) if period else None,
            "text": period.text if period else None,
        },
        "activities": [activity.title for activity in notice.activities],
        "deadlines": [_printed(deadline) for deadline in notice.deadlines],
        "contacts": [_printed(contact) for contact in notice.contacts],
        "routes": [_printed(route) for route in notice.routes],
        "materials": [_printed(material) for material in notice.materials],
        "requirements": [section.title for section in notice.requirements],
        "event_dates": [_printed(day) for day in notice.event_dates],
        "doubts": [_doubt(doubt) for doubt in notice.doubts],
    }


def to_record(notice: model.Notice) -> dict[str, Any]:
    """Write a notice as JSON values from which `from_record` makes the same one."""
    return _all(notice)


def from_record(record: Mapping[str, Any]) -> model.Notice:
    """Read what `to_record` wrote."""
    values = dict(record)
    for name, cls in _SEQUENCES.items():
        values[name] = tuple(_made(cls, item) for item in values.get(name, ()))
    period = values.get("activity_period")
    values["activity_period"] = _made(model.Period, period) if period else None
    values["lines"] = tuple(values["lines"])
    values["theme_source"] = tuple(values.get("theme_source", ()))
    return model.Notice(**values)


def _printed(value: Any) -> dict[str, Any]:
    """A dataclass for the contract, its doubts worded."""
    shown = _all(value)
    if "doubts" in shown:
        shown["doubts"] = [_doubt(doubt) for doubt in value.doubts]
    return shown


def _doubt(doubt: model.Doubt) -> dict[str, Any]:
    return {"code": doubt.code, "text": wording.doubt(doubt), "lines": list(doubt.lines), "proposal": doubt.proposal}


def _all(value: Any) -> dict[str, Any]:
    return {part.name: _plain(getattr(value, part.name)) for part in dataclasses.fields(value)}


def _plain(value: Any) -> Any:
    """Turn a value into what JSON knows."""
    if dataclasses.is_dataclass(value):
        return _all(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _made(cls: type, item: Mapping[str, Any]) -> Any:
    """Make one dataclass of a record's values; what an older record does not know yet keeps its default."""
    values = {}
    for part in dataclasses.fields(cls):
        if part.name not in item:
            continue
        value = item[part.name]
        if part.name == "doubts":
            value = tuple(_made(model.Doubt, doubt) for doubt in value)
        elif part.name == "values":
            value = tuple((str(name), str(said)) for name, said in value)
        elif isinstance(value, list):
            value = tuple(value)
        elif value is not None and "date |" in str(part.type):
            value = date.fromisoformat(value)
        elif value is not None and part.name in _VALUES:
            value = _VALUES[part.name](value)
        values[part.name] = value
    return cls(**values)


def part_to_record(part: Any) -> dict[str, Any]:
    """Write one part of a notice, a deadline or a contact, as JSON values."""
    return _all(part)


def part_from_record(name: str, record: Mapping[str, Any]) -> Any:
    """Read what `part_to_record` wrote; `name` is the notice's own for the sequence, or activity_period."""
    return _made(model.Period if name == "activity_period" else _SEQUENCES[name], record)
