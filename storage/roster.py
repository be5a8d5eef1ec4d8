"""The roster: units read from xlsx or csv, checked row by row, imported whole or not at all."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from storage.errors import Refused
from storage.notice.routing import fold
from storage.unit_of_work import Work

COLUMNS = ("单位名称", "单位类型", "别名", "联络员", "电话", "邮箱", "备注")
MOST_ROWS = 20_000
MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
_SHOWN = 50
_LONGEST = {"单位名称": 120, "单位类型": 60, "联络员": 60, "电话": 60, "邮箱": 120, "备注": 500, "别名": 500}
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]+\.[^\s@.]+|[^\s@]{1,64}@[A-Za-z0-9.-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_EXAMPLES = (
    (
        "云江市青溪区科学技术协会",
        "县级市（区）科协",
        "青溪区科协、青溪科协",
        "林岚",
        "13800000000",
        "qx@example.invalid",
        "",
    ),
    ("云江市气象学会", "市级学会", "气象学会", "周舟", "", "", "类型请与通知主送单位的写法一致"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit as a row of the roster gives it; `aliases` do not hold the name itself."""

    name: str
    unit_type: str
    aliases: tuple[str, ...] = ()
    liaison: str = ""
    phone: str = ""
    email: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: names of units that were added, changed, left as they were, or are absent from the file."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    kept: tuple[str, ...]
    absent: tuple[str, ...]


def read_roster(data: bytes, name: str) -> list[Entry]:
    """Read a roster file. Raises Refused: roster_unreadable, or roster_rows with every bad row."""
    if len(data) > MOST_BYTES:
        raise Refused("roster_unreadable", name=name, why="文件过大")
    rows = _xlsx(data, name) if PurePath(name).suffix.lower() in (".xlsx", ".xlsm") else _csv(data, name)
    table = [row for _, row in zip(range(MOST_ROWS + 2), rows, strict=False)]
    if len(table) > MOST_ROWS + 1:
        raise Refused("roster_unreadable", name=name, why=f"超过{MOST_ROWS}行")
    return _entries(table, name)


def import_roster(work: Work, entries: Sequence[Entry]) -> Imported:
    """Put units on the roster: new ones added, known ones (by name) brought up to date, none removed."""
    added: list[str] = []
    changed: list[str] = []
    kept: list[str] = []
    known = {unit.name: unit for unit in work.units.all()}
    for entry in entries:
        values = {
            "unit_type": entry.unit_type,
            "liaison": entry.liaison,
            "phone": entry.phone,
            "email": entry.email,
            "remarks": entry.remarks,
        }
        unit = known.get(entry.name)
        if unit is None:
            number = work.units.add(name=entry.name, **values)
            added.append(entry.name)
        else:
            number = unit.key
            is_new = any(getattr(unit, column) != value for column, value in values.items())
            if is_new:
                work.units.set(number, **values)
            (changed if is_new else kept).append(entry.name)
        _spell(work, number, entry)
    names = {entry.name for entry in entries}
    return Imported(tuple(added), tuple(changed), tuple(kept), tuple(name for name in known if name not in names))


def _spell(work: Work, number: int, entry: Entry) -> None:
    """Let a unit be found by its name and aliases; a spelling that is another unit's already is refused."""
    for spelling in (entry.name, *entry.aliases):
        other = work.aliases.first(work.aliases.c.folded == fold(spelling))
        if other is None:
            work.aliases.add(unit_id=number, alias=spelling, folded=fold(spelling))
        elif other.unit_id != number:
            taken = work.units.get(other.unit_id).name
            row = f"  {entry.name}：“{spelling}”已是【{taken}】的名称或别名"
            raise Refused("roster_rows", count=1, rows=row)


def template() -> bytes:
    """Return an empty roster (xlsx) with its header and two rows that show how it is filled."""
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("花名册")
        head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
        text = book.add_format({"num_format": "@"})
        sheet.write_row(0, 0, COLUMNS, head)
        for number, row in enumerate(_EXAMPLES, 1):
            sheet.write_row(number, 0, row, text)
        for column, width in enumerate((30, 18, 28, 10, 16, 24, 30)):
            sheet.set_column(column, column, width, text)
        sheet.freeze_panes(1, 0)
    return data.getvalue()


def _csv(data: bytes, name: str) -> Iterator[list[str]]:
    """The rows of a csv in any usual encoding."""
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            yield from csv.reader(io.StringIO(text.replace("\x00", "")))
        except csv.Error as error:
            raise Refused("roster_unreadable", name=name, why="不是有效的 csv") from error
        return
    raise Refused("roster_unreadable", name=name, why="文字编码无法识别，请另存为 UTF-8")


def _xlsx(data: bytes, name: str) -> Iterator[list[str]]:
    """The rows of the first sheet of a workbook, looked at before it is opened."""
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise Refused("roster_unreadable", name=name, why="不是有效的 xlsx") from error
    if unpacked > MOST_UNPACKED:
        raise Refused("roster_unreadable", name=name, why="内容过大")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=30, values_only=True):
            yield ["" if cell is None else _cell(cell) for cell in row]
    except Exception as error:  # openpyxl and the archive raise many kinds for a broken file
        raise Refused("roster_unreadable", name=name, why="不是有效的 xlsx") from error


def _cell(value: object) -> str:
    """A cell as text: a phone that the sheet holds as a number has no decimals."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _entries(table: Sequence[Sequence[str]], name: str) -> list[Entry]:
    """Turn rows into entries; every bad row is named with its number."""
    head = [cell.strip() for cell in table[0]] if table else []
    missing = [column for column in COLUMNS[:2] if column not in head]
    if missing:
        raise Refused(
            "roster_unreadable", name=name, why=f"第一行缺少列“{'”“'.join(missing)}”，可用 roster template 下载模板"
        )
    places = {column: head.index(column) for column in COLUMNS if column in head}
    entries: list[Entry] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(table[1:], 2):
        fields = {column: row[at].strip() if at < len(row) else "" for column, at in places.items()}
        if not any(fields.values()):
            continue
        entry = _entry(fields)
        found = [*_problems(fields), *_taken(entry, number, seen)]
        problems += [f"  第{number}行：{problem}" for problem in found]
        entries.append(entry)
    if not entries and not problems:
        problems.append("  没有单位")
    if problems:
        more = [f"  ……共{len(problems)}处"] if len(problems) > _SHOWN else []
        raise Refused("roster_rows", count=len(problems), rows="\n".join([*problems[:_SHOWN], *more]))
    return entries


def _entry(fields: dict[str, str]) -> Entry:
    aliases = [alias.strip() for alias in re.split(r"[、,，;；]", fields.get("别名", "")) if alias.strip()]
    name = fields.get("单位名称", "")
    return Entry(
        name=name,
        unit_type=fields.get("单位类型", ""),
        aliases=tuple(alias for alias in dict.fromkeys(aliases) if fold(alias) != fold(name)),
        liaison=fields.get("联络员", ""),
        phone=fields.get("电话", ""),
        email=fields.get("邮箱", ""),
        remarks=fields.get("备注", ""),
    )


def _problems(fields: dict[str, str]) -> Iterator[str]:
    """What is wrong with one row by itself."""
    for column in COLUMNS[:2]:
        if not fields.get(column):
            yield f"缺少{column}"
    for column, value in fields.items():
        if len(value) > _LONGEST[column]:
            yield f"{column}过长（最多{_LONGEST[column]}字）"
        if _CONTROL.search(value):
            yield f"{column}含有不可见字符"
    if fields.get("单位名称") and not fold(fields["单位名称"]):
        yield "单位名称没有文字"
    if fields.get("邮箱") and not _EMAIL.fullmatch(fields["邮箱"]):
        yield f"邮箱“{fields['邮箱'][:40]}”不像邮箱"


def _taken(entry: Entry, number: int, seen: dict[str, int]) -> Iterator[str]:
    """Names and aliases that another row of the file has already."""
    for spelling in _spellings(entry):
        other = seen.setdefault(fold(spelling), number)
        if other != number:
            yield f"“{spelling}”与第{other}行的名称或别名相同"


def _spellings(entry: Entry) -> Iterable[str]:
    return [spelling for spelling in (entry.name, *entry.aliases) if fold(spelling)]
