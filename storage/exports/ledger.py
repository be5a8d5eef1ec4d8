"""The ledger: a row a unit and material, and the totals of each office, as xlsx."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Any

from storage.beijing import BEIJING
from storage.exports.names import cell
from storage.exports.withheld import words_of
from storage.notice.model import Notice
from storage.notice.routing import binding_level, offices
from storage.standing import Standing, State, standings, totals, unclaimed
from storage.tables import Campaign
from storage.tally import FOUND, KINDS, STRUCK, TICKED, sums
from storage.unit_of_work import Work

COLUMNS = ("单位", "单位类型", "处室", "材料", "状态", "首次收到", "最近收到", "回执号", "版本数", "备注")
TOTALS = ("处室", "应报", "已齐", "部分", "未报", "待核对", "零报送待定", "免报")
SUMS = ("处室", *(f"{kind}（{what}）" for what in ("已核实", "含未核实") for kind in KINDS))
FIGURES = ("单位", "处室", "种类", "数", "原句", "状态", "回执号")
_WIDTHS = (30, 18, 22, 20, 10, 18, 18, 24, 8, 40)
_FIGURE_STATES = {FOUND: "待核实", TICKED: "已核实", STRUCK: "已划去，不计"}
_OTHER = "其他材料"


def write_ledger(work: Work, campaign: Campaign, notice: Notice, file: IO[bytes], office: str | None = None) -> None:
    """Write the ledger of a campaign, of one office where it is named: sheets 台账 and 汇总."""
    import xlsxwriter

    every = [s for s in standings(work, campaign, notice, with_receipts=True) if office is None or s.office == office]
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": work.now.astimezone(UTC)})
        Sheet(book, "台账", COLUMNS, _WIDTHS).fill(
            [*(row for standing in every for row in _rows(standing)), *_loose(work, campaign, office)]
        )
        named = [office] if office else list(offices(notice, binding_level(notice, None)))
        groups = _groups(every, named)
        Sheet(book, "汇总", TOTALS, (24, *[10] * 7)).fill(_totals(groups))
        Sheet(book, "数据合计", SUMS, (24, *[18] * 6)).fill(
            [[name, *_sums(work, campaign, own)] for name, own in groups]
        )
        Sheet(book, "数据", FIGURES, (30, 22, 12, 10, 60, 10, 14)).fill(_figures(work, campaign, every))


def _rows(standing: Standing) -> Iterator[list[Any]]:
    """A unit's rows: what it owes, then whatever else it handed in."""
    owed = [material.name for material in standing.duty.owed]
    others = [name for name in standing.received if name not in owed]
    for name in [*owed, *others]:
        yield [
            standing.unit.name,
            standing.duty.unit_type,
            standing.office or "",
            name or _OTHER,
            _state(standing, name),
            standing.first_at.get(name),
            standing.last_at.get(name),
            "、".join(standing.receipts.get(name, ())),
            standing.versions.get(name, 0),
            _remarks(standing, name),
        ]


def _state(standing: Standing, name: str | None) -> str:
    """Where one material of a unit stands."""
    if name in standing.received:
        return "已收"
    if name in standing.waived:
        return str(State.EXEMPT)
    if standing.state in (State.EXEMPT, State.MAILED, State.NO_EVENT):
        return str(standing.state)
    return "未报"


def _remarks(standing: Standing, name: str | None) -> str:
    """Lateness, extension, exemption, and the roster's own remark."""
    first = standing.first_at.get(name)
    said = []
    if first and standing.deadline_on and first.astimezone(BEIJING).date() > standing.deadline_on:
        said.append("截止之后收到")
    if standing.extension and standing.extension.until_on:
        said.append(f"延期至{standing.extension.until_on.month}月{standing.extension.until_on.day}日")
    if exemption := standing.waived.get(name or "") or standing.exemption:
        reason = words_of(exemption.reason)
        said.append(f"免报：{reason}" if reason else "免报")
    if standing.partners:
        said.append(f"与{'、'.join(standing.partners)}联合开展")
    if name in standing.received and standing.received[name] > 1:
        said.append(f"共{standing.received[name]}份")
    if standing.unit.remarks:
        said.append(standing.unit.remarks)
    return "；".join(said)


def _loose(work: Work, campaign: Campaign, office: str | None) -> Iterator[list[Any]]:
    """Hand-ins whose unit is not known yet; they belong to no office."""
    for row in unclaimed(work, campaign) if office is None else ():
        yield ["（待认领）", "", "", _OTHER, "待认领", row.opened_at, row.changed_at, row.receipt_no or "", 1, ""]


def _groups(every: list[Standing], named: list[str]) -> list[tuple[str, list[Standing]]]:
    """The units of each office, and of several offices all together."""
    groups = [(name, [s for s in every if s.office == name]) for name in named]
    return [*groups, ("合计", every)] if len(groups) != 1 else groups


def _totals(groups: list[tuple[str, list[Standing]]]) -> list[list[Any]]:
    """One row an office and one for all, the same figures as the digest's."""
    counted = [(name, totals(own)) for name, own in groups]
    return [[name, t.due, t.complete, t.partial, t.missing, t.mailed, t.no_event, t.exempt] for name, t in counted]


def _sums(work: Work, campaign: Campaign, own: list[Standing]) -> list[int]:
    """The sums of what units count: of what was ticked, then of all."""
    found = {one.kind: one for one in sums(work, campaign, {standing.unit.key for standing in own})}
    ticked = [found[kind].ticked if kind in found else 0 for kind in KINDS]
    return [*ticked, *(found[kind].every if kind in found else 0 for kind in KINDS)]


def _figures(work: Work, campaign: Campaign, every: list[Standing]) -> list[list[Any]]:
    """Each figure that papers name, with its sentence and what a person said of it."""
    own = {standing.unit.key: standing for standing in every}
    stated = [one for one in work.figures.stated(campaign.key) if one.unit_id in own]
    numbers = (
        {row.key: row.receipt_no or "" for row in work.submissions.having(campaign_id=campaign.key)} if stated else {}
    )
    return [
        [
            own[one.unit_id].unit.name,
            own[one.unit_id].office or "",
            one.kind,
            one.value,
            words_of(one.sentence),
            _FIGURE_STATES[one.state],
            numbers[one.submission_id],
        ]
        for one in stated
    ]


class Sheet:
    """One sheet with a frozen, filtered head, real dates, and texts that stay texts."""

    def __init__(self, book: Any, title: str, columns: tuple[str, ...], widths: tuple[int, ...]) -> None:
        self.sheet = book.add_worksheet(title)
        self.columns = columns
        head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "align": "center"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "align": "left"})
        self.sheet.write_row(0, 0, columns, head)
        self.sheet.freeze_panes(1, 1)
        for at, width in enumerate(widths):
            self.sheet.set_column(at, at, width)

    def fill(self, rows: list[list[Any]]) -> None:
        """Write the rows."""
        for number, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                self._write(number, at, value)
        self.sheet.autofilter(0, 0, max(len(rows), 1), len(self.columns) - 1)

    def _write(self, number: int, at: int, value: Any) -> None:
        if isinstance(value, datetime):
            local = value.astimezone(BEIJING).replace(tzinfo=None, microsecond=0)
            self.sheet.write_datetime(number, at, local, self.moment)
        elif isinstance(value, int):
            self.sheet.write_number(number, at, value)
        elif value:
            self.sheet.write_string(number, at, cell(str(value)), self.text)
