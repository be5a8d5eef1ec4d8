"""What came by mail, entered from a sheet: read by a job, checked row by row, entered as a whole after a yes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from handlers import acts, commands, jobs, naming
from handlers.context import Context
from handlers.dates import number, read_day
from handlers.desk import arrivals, units
from handlers.desk.items import item
from handlers.wording import desk as wording
from scheduler.clock import at, beijing_date
from storage.chat import Reply, ReplyKind
from storage.patterns import Late
from storage.tables import Unit
from storage.unit_of_work import Work

JOB = "read_arrivals"
"""The kind of job: data {sha256, name}; result {rows} as `storage.arrivals.read_arrivals` gives, or {refused}."""

_WORDS = Late(r"登记|来件|邮箱|邮寄|补录")
_MOST_SHOWN = 15


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet that was understood."""

    unit: Unit
    name: str
    count: int
    on: date
    channel: str


def is_sheet(context: Context) -> bool:
    """A coordinator sends a sheet with the words that it lists what came."""
    sheets = [file for file in context.files if PurePath(file.name).suffix.lower() == ".xlsx"]
    return context.is_coordinator and bool(sheets) and _WORDS.search(context.text + sheets[0].name) is not None


def read(context: Context, work: Work) -> Reply:
    """Have the sheet read, and say so at once."""
    no = commands.refusal(context)
    if no:
        return no
    if context.campaign is None:
        return Reply(ReplyKind.CLARIFY, (wording.NO_CAMPAIGN,))
    file = next(file for file in context.files if PurePath(file.name).suffix.lower() == ".xlsx")
    if file.sha256 is None:
        return Reply(ReplyKind.CLARIFY, (wording.FILE_MISSING,))
    jobs.order_reading(context, work, JOB, file)
    return Reply(ReplyKind.CONFIRM, (wording.reading_sheet(file.name),))


is_read = jobs.is_done(JOB)
"""The job has read the sheet."""


def show(context: Context, work: Work) -> Reply:
    """Say what would be entered, or what is wrong with which row; a sheet with a wrong row is not entered at all."""
    result = context.job.result if context.job else {}
    if "rows" not in result:
        return Reply(ReplyKind.CLARIFY, (wording.sheet_refused(str(result.get("refused", ""))),))
    rows: list[Row] = []
    wrong: list[str] = []
    for raw in result["rows"]:
        row = _checked(context, work, raw)
        rows += [row] if isinstance(row, Row) else []
        wrong += [row] if isinstance(row, str) else []
    if wrong:
        return Reply(ReplyKind.CLARIFY, wording.sheet_wrong(wrong[:_MOST_SHOWN], len(wrong)))
    fresh = [row for row in rows if not _is_entered(context, work, row)]
    if not fresh:
        return Reply(ReplyKind.CLARIFY, (wording.SHEET_KNOWN,))
    data = [[row.unit.key, row.name, row.count, row.on.isoformat(), row.channel] for row in fresh]
    shown = [(row.unit.name, wording.counted([(row.name, row.count)])) for row in fresh[:_MOST_SHOWN]]
    lines = wording.sheet_read(shown, len({row.unit.key for row in fresh}), len(fresh), len(rows) - len(fresh))
    return acts.ask(context, work, "sheet", {"rows": data}, lines)


def enter(context: Context, work: Work) -> Reply:
    """Enter the rows, those of one unit, day and channel under one receipt number."""
    groups: dict[tuple[int, str, str], list[tuple[str, int]]] = {}
    for unit_id, name, count, on, channel in acts.take(context, work)["rows"]:
        groups.setdefault((unit_id, on, channel), []).append((name, count))
    numbers: list[str] = []
    for (unit_id, on, channel), things in groups.items():
        unit = work.units.get(unit_id)
        items = [item(name, count, units.materials_of(context, unit)) for name, count in things]
        submission = arrivals.write(context, work, unit, channel, items)
        received_at = at(date.fromisoformat(on), "00:00")
        work.pieces.change(work.pieces.c.submission_id == submission.key, received_at=received_at)
        arrivals.settle_declarations(context, work, unit)
        numbers.append(submission.receipt_no or "")
    return Reply(ReplyKind.CONFIRM, (wording.sheet_entered(numbers),))


def _checked(context: Context, work: Work, raw: dict[str, Any]) -> Row | str:
    """One line as it will be entered, or what is wrong with it."""
    found = naming.find(work, raw["unit"]) if raw["unit"] else ()
    if len(found) != 1:
        return wording.row_wrong(raw["row"], wording.which_unit(raw["unit"], [unit.name for unit in found]))
    if commands.refusal(context, units.office_of(context, found[0])):
        return wording.row_wrong(raw["row"], wording.other_office(units.office_of(context, found[0]) or ""))
    count, on = _count(raw["count"]), _day(str(raw["received_on"]), context.today)
    if not raw["material"] or count is None or on is None or on > context.today:
        return wording.row_wrong(raw["row"], wording.ROW_UNREADABLE)
    return Row(found[0], raw["material"], count, on, arrivals.channel_of(raw["channel"]))


def _count(value: object) -> int | None:
    """How many; one where nothing is said."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,4}|[一二三四五六七八九十两]{1,3}", value):
        value = number(value)
    if value == "":
        return 1
    return value if isinstance(value, int) and 0 < value < 10_000 else None


def _day(value: str, today: date) -> date | None:
    """The day; today where none is said."""
    if not value:
        return today
    return read_day(value.strip(), today)


def _is_entered(context: Context, work: Work, row: Row) -> bool:
    """The same has been entered for that unit and day before: the sheet was sent twice, or grows every day."""
    c = work.pieces.c
    same: Sequence[Any] = work.pieces.find(
        c.campaign_id == (context.campaign.key if context.campaign else 0),
        c.unit_id == row.unit.key,
        c.name == row.name,
        c.count == row.count,
        c.sha256.is_(None),
        c.withdrawn_at.is_(None),
    )
    return any(beijing_date(piece.received_at) == row.on for piece in same)
