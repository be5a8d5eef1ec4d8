"""The figures of a campaign, read where people read them: ledger, digest, board and package."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from html import unescape

from openpyxl import Workbook, load_workbook

from storage.editions import notice_of
from storage.exports.ledger import write_ledger
from storage.standing import State
from storage.unit_of_work import Work
from tests.scenarios.campaign import EVENTS, KINDS, PRACTICE, Unit
from tests.scenarios.conftest import Town
from tests.scenarios.story import MEDIA, SUMMARY

STATES = tuple(State)

States = dict[str, int]
"""How many units stand where, by the words for it; and 应报, all but the exempt."""

Held = Counter[tuple[str, str]]
"""Pieces that count, by unit and material."""

Parts = tuple[str, str, str]
"""The HTML of a board's totals, of its matrix, and of the sums of figures."""

Sums = dict[str, tuple[int, int]]
"""What units count, by kind: what a person has ticked, and all."""


def counted(states: Iterable[State]) -> States:
    """Count units by where they stand."""
    found = Counter(str(state) for state in states)
    return {"应报": found.total() - found[State.EXEMPT], **{state.value: found[state] for state in STATES}}


@dataclass(frozen=True)
class Ledger:
    """What a ledger says."""

    states: States
    held: Held
    receipts: dict[tuple[str, str], str]
    sums: Sums


def of_ledger(data: bytes) -> Ledger:
    """Read an office's ledger."""
    book = load_workbook(io.BytesIO(data))
    head, row = (list(one) for one in book["汇总"].iter_rows(min_col=2, values_only=True))
    held, receipts = Counter(), {}
    names, *rows = book["台账"].iter_rows(values_only=True)
    for values in rows:
        one = dict(zip(names, values, strict=True))
        if one["状态"] == "已收":
            several = re.search(r"共(\d+)份", one["备注"] or "")
            held[one["单位"], one["材料"]] += int(several[1]) if several else 1
            receipts[one["单位"], one["材料"]] = one["回执号"]
    return Ledger(dict(zip(head, row, strict=True)), held, receipts, list(sums_of_ledger(book).values())[-1])


def sums_of_ledger(book: Workbook) -> dict[str, Sums]:
    """Read what units of each office count, and those of all."""
    _, *rows = book["数据合计"].iter_rows(values_only=True)
    return {name: dict(zip(KINDS, zip(sums[:3], sums[3:], strict=True), strict=True)) for name, *sums in rows}


def counted_together(units: Iterable[Unit]) -> Sums:
    """What units count by the story: their last papers, and an event of two of them once."""
    found = {kind: [0, 0] for kind in KINDS}
    own = list(units)
    for unit in own:
        for (material, kind), number in unit.counts.items():
            is_there = unit.holds[material] > unit.told[material]
            if is_there and not (material == PRACTICE and unit.partner in own):
                found[kind][1] += number
                found[kind][0] += number if (material, kind) in unit.ticked else 0
    return {kind: (ticked, every) for kind, (ticked, every) in found.items()}


def sums_of_digest(text: str) -> Sums:
    """Read the sums of a digest; a line that says one of each says that all is ticked."""
    (line,) = re.findall(r"^数据　.*$", text, re.MULTILINE)
    found = {kind: [int(number) for number in re.findall(rf"{kind}(\d+)", line)] for kind in KINDS}
    return {kind: (numbers[0], numbers[-1]) for kind, numbers in found.items()}


def sums_of_board(html: str) -> Sums:
    """Read the sums that stand above the figures on their page."""
    rows = re.findall(r"<th scope=\"row\">([^<]+)</th>((?:<td[^>]*>\d+</td>){2})", html)
    return {kind: tuple(int(number) for number in re.findall(r">(\d+)<", cells)) for kind, cells in rows}


def of_digest(text: str) -> States:
    """Read the totals of a digest."""
    ((due, shares, exempt),) = re.findall(r"应报(\d+)家：([^；\n]+)(?:；另免报(\d+)家)?", text)
    found = {name: int(count) for name, count in re.findall(r"(\D+?)(\d+)，?", shares)}
    return {"应报": int(due), **found, State.EXEMPT.value: int(exempt or 0)}


_CELL = re.compile(r"<td class=\"cell[^>]*data-name=\"([^\"]+)\">(\d+)</td>")


def of_board(totals: str, matrix: str) -> tuple[States, Held]:
    """Read the overview of an office: its totals, and what stands in the matrix; what is not owed is 其他."""
    ((complete, due),) = re.findall(r"<strong>(\d+)</strong> / (\d+) 家已齐", totals)
    found = {name: int(count) for name, count in re.findall(r"data-state=\"[^\"]+\"[^>]*>(\S+) (\d+)</a>", totals)}
    states = {"应报": int(due), **{state.value: found.get(state.value, 0) for state in STATES}}
    assert int(complete) == states[State.COMPLETE.value]
    held: Held = Counter()
    for row in re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", matrix, re.DOTALL):
        (unit,) = re.findall(r"<th scope=\"row\"><a [^>]*>([^<]+)</a>", row)
        held.update({(unescape(unit), name): int(count) for name, count in _CELL.findall(row)})
    return states, held


@dataclass(frozen=True)
class Package:
    """What a package holds; `pictures` and `papers` are how many files of each."""

    held: Held
    pictures: int
    papers: int


def of_package(data: bytes) -> Package:
    """Read an office's package; its index, its hashes and its files agree."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("目录.csv").decode("utf-8-sig"))))
        hashes = dict(reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines())
        for row in rows:
            assert hashlib.sha256(archive.read(row["路径"])).hexdigest() == row["SHA256"] == hashes[row["路径"]]
        filed = {name for name in archive.namelist() if name.count("/") == 3}
    assert filed == {row["路径"] for row in rows}
    pictures = sum(row["路径"].endswith(".jpg") for row in rows)
    return Package(Counter((row["单位"], row["材料"]) for row in rows), pictures, len(rows) - pictures)


def beside_owed(held: Held, owed: Iterable[str]) -> Held:
    """Put everything that is not owed together, as the board does."""
    known, found = set(owed), Counter()
    for (unit, material), count in held.items():
        found[unit, material if material in known else "其他"] += count
    return found


async def figures_agree(town: Town, office: str, own: list[Unit], shown: Callable[[str], Awaitable[Parts]]) -> None:
    """What an office reads in four places is the same, and is what happened; `shown` opens its board."""
    states = counted(unit.state for unit in own)
    held, told = together(own, "holds"), together(own, "told")
    ledger = of_ledger(await file_of(town, office, "导出台账"))
    assert ledger.states == states
    assert ledger.held == held
    sums = counted_together(own)
    assert ledger.sums == sums
    room = town.said(f"c-{office}")
    digest = next(text for text in reversed(room) if text.startswith(f"【{office} · 报送日报】11月4日"))
    assert (of_digest(digest), sums_of_digest(digest)) == (states, sums)
    (progress,) = await town.say(f"{office}统筹", "进度", chat=f"c-{office}")
    assert (of_digest(progress), sums_of_digest(progress)) == (states, sums)
    totals, matrix, figures = await shown(office)
    assert of_board(totals, matrix) == (states, beside_owed(held, (SUMMARY, MEDIA)))
    assert sums_of_board(figures) == sums
    package = of_package(await file_of(town, office, "导出材料包"))
    assert package.held == held - told
    planned = next(text for text in reversed(town.said(f"c-{office}")) if "材料包：" in text)
    whole = len({unit for unit, _ in package.held})
    assert f"材料包：{whole}家单位，文件{package.papers}份、照片和视频{package.pictures}份" in planned


async def all_agree(town: Town, units: list[Unit]) -> None:
    """The ledger of all offices counts an event of two of them once."""

    def written(work: Work) -> Workbook:
        campaign, file = work.campaigns.get(1), io.BytesIO()
        write_ledger(work, campaign, notice_of(work, campaign), file)
        return load_workbook(file)

    found = sums_of_ledger(await town.look(written))
    assert found["合计"] == counted_together(units)
    assert found["合计"][EVENTS][1] == sum(own[EVENTS][1] for office, own in found.items() if office != "合计") - 2


def together(units: list[Unit], of: str) -> Held:
    """Put what several units have in one account."""
    return Counter({(unit.name, name): count for unit in units for name, count in getattr(unit, of).items()})


async def file_of(town, office: str, words: str) -> bytes:
    """Ask for a file in an office's room; return its bytes."""
    await town.say(f"{office}统筹", words, chat=f"c-{office}")
    (file,) = town.platform.sent[-1].reply.files
    return town.app.blobs.read(file.sha256)
