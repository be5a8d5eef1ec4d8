"""A story as lines: who says what where and when, read from JSON Lines or told by the built-in story."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from storage.chat import Role, Room
from storage.errors import Refused

MOST_LINES = 20_000
MOST_BYTES = 20_000_000
_AFTER = re.compile(r"(\d{1,6})([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_INHERITED = ("chat", "room", "unit", "office")


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a story. `at` is aware; `quotes` is the beginning of a delivery's key."""

    at: datetime
    chat: str
    room: Room
    member: str
    unit: str | None = None
    role: Role = Role.LIAISON
    office: str | None = None
    text: str = ""
    files: tuple[str, ...] = ()
    quotes: str | None = None
    at_bot: bool = True


def read(path: Path, start: datetime) -> list[Line]:
    """Read a script; raise Refused naming the line that is wrong. `start` is when the first `after` counts from."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused("script_unreadable", name=path.name) from error
    if len(data) > MOST_BYTES:
        raise Refused("script_too_long", name=path.name)
    try:
        rows = [row for row in data.decode("utf-8-sig").splitlines() if row.strip()]
    except UnicodeDecodeError as error:
        raise Refused("script_unreadable", name=path.name) from error
    if len(rows) > MOST_LINES:
        raise Refused("script_too_long", name=path.name)
    return list(_lines(rows, start))


def _lines(rows: Iterable[str], start: datetime) -> Iterator[Line]:
    """Turn rows into lines, each taking what it leaves out from the one before."""
    before: Line | None = None
    for number, row in enumerate(rows, 1):
        try:
            value = json.loads(row)
            line = _line(value, before, start)
        except json.JSONDecodeError as error:
            raise Refused("script_line", number=number, why="不是有效的 JSON") from error
        except KeyError as error:
            raise Refused("script_line", number=number, why=f"缺少 {error.args[0]}") from error
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise Refused("script_line", number=number, why=str(error)) from error
        if before is not None and line.at < before.at:
            raise Refused("script_line", number=number, why="时间早于上一行")
        before = line
        yield line


def _line(value: dict[str, Any], before: Line | None, start: datetime) -> Line:
    """One row of a script. A row that names a member says its role too, else it is a liaison's."""
    kept = {name: getattr(before, name) for name in _INHERITED} if before else {}
    given = {name: value[name] for name in _INHERITED if name in value}
    fields = {"unit": None, "office": None, **kept, **given}
    member = value.get("member", before.member if before else None)
    role = value.get("role")
    if role is None:
        inherits = before is not None and "member" not in value
        role = before.role if before and inherits else Role.LIAISON
        if not inherits and "office" not in value:
            fields["office"] = None
    return Line(
        at=_moment(value, before, start),
        chat=_word(fields, "chat"),
        room=Room(fields["room"]),
        member=_word({"member": member}, "member"),
        unit=fields["unit"],
        role=Role(role),
        office=fields["office"],
        text=str(value.get("text", "")),
        files=tuple(str(name) for name in value.get("files", ())),
        quotes=value.get("quotes"),
        at_bot=bool(value.get("at_bot", True)),
    )


def _word(fields: dict[str, Any], name: str) -> str:
    """A field that must be there and say something."""
    value = fields.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"缺少 {name}")
    return value


def _moment(value: dict[str, Any], before: Line | None, start: datetime) -> datetime:
    """When a row is said: at an instant with its zone, or so long after the row before."""
    if "at" in value:
        moment = datetime.fromisoformat(value["at"])
        if moment.tzinfo is None:
            raise ValueError("at 缺少时区，如 2023-06-05T14:00:00+08:00")
        return moment
    since = before.at if before else start
    found = _AFTER.fullmatch(str(value.get("after", "0s")))
    if not found:
        raise ValueError("after 应为如 35s、2h、3d")
    return since + timedelta(seconds=int(found[1]) * _SECONDS[found[2]])


def addressed(line: Line) -> Line:
    """In private everything is said to the bot."""
    return line if line.room.is_group else replace(line, at_bot=True)
