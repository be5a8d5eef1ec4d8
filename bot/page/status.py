"""What the unit page shows beside the conversation: what is owed, what is here, whom to ask, the receipts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.web.wording import days_left
from scheduler.phrases import joined, titled
from scheduler.totals import held_in
from storage.editions import notice_of
from storage.standing import Standing, State, standing_of, standings, totals
from storage.tables import Campaign, Unit
from storage.unit_of_work import Work

MOST_RECEIPTS = 20
_SETTLED = {
    State.EXEMPT: "本次免报。",
    State.MAILED: "已登记为另行报送，待处室核对。",
    State.NO_EVENT: "已登记零报送，待处室确认。",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One material that is owed; `state` is received, missing or waived."""

    name: str
    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """One hand-in that was receipted."""

    number: str
    what: str
    at: datetime
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Status:
    """A unit's campaign at a glance."""

    unit: str
    campaign: str
    deadline: date | None = None
    left: str = ""
    is_over: bool = False
    items: tuple[Item, ...] = ()
    line: str = ""
    is_complete: bool = False
    note: str = ""
    office: str = ""
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    figures: tuple[tuple[str, int], ...] = ()


def office_status(work: Work, office: str, today: date) -> Status:
    """Return where the units of an office stand together; what a coordinator sees."""
    campaign = work.campaigns.last()
    if campaign is None:
        return Status(office, "还没有发布通知", line="把通知文件发到这里，核对后发布")
    notice = notice_of(work, campaign)
    own = [one for one in standings(work, campaign, notice) if one.office == office]
    sums = totals(own)
    due = min((one.deadline_on for one in own if one.deadline_on), default=None)
    figures = (
        ("应报", sums.due),
        ("已齐", sums.complete),
        ("部分", sums.partial),
        ("未报", sums.missing),
        ("待核对", sums.mailed),
    )
    return Status(
        unit=office,
        campaign=titled(notice),
        deadline=due,
        left=days_left(due, today) if due else "",
        is_over=bool(due and today > due),
        line=f"已齐{sums.complete}家，共{sums.due}家",
        is_complete=sums.complete == sums.due,
        figures=figures,
    )


def statuses(work: Work, units: Sequence[Unit], today: date) -> list[Status]:
    """Return where each of a person's units stands in the newest campaign; never empty for a holder of a link."""
    campaign = work.campaigns.last()
    if campaign is None:
        return [Status(unit.name, "还没有发布通知", line="还没有发布通知") for unit in units]
    return [_status(work, campaign, unit, today) for unit in units]


def _status(work: Work, campaign: Campaign, unit: Unit, today: date) -> Status:
    notice = notice_of(work, campaign)
    title = titled(notice)
    standing = standing_of(work, campaign, notice, unit.key)
    if standing is None:
        return Status(unit.name, title, line="本通知未列您单位的类型", note="本通知未列您单位的类型，请与处室核对。")
    due, contact = standing.deadline_on, standing.contact
    return Status(
        unit=unit.name,
        campaign=title,
        deadline=due,
        left=days_left(due, today) if due and standing.owes else "",
        is_over=bool(due and today > due),
        items=tuple(_items(standing)),
        line=_line(standing),
        is_complete=not standing.owes,
        note=_SETTLED.get(standing.state, ""),
        office=standing.office or "",
        names=contact.names if contact else (),
        phones=contact.phones if contact else (),
        mails=contact.emails if contact else (),
        receipts=tuple(_receipts(work, campaign, unit)),
    )


def _items(standing: Standing) -> Iterator[Item]:
    """The materials that are owed, then what else has come."""
    is_settled = standing.state in _SETTLED
    for material in standing.duty.owed:
        count = standing.received.get(material.name)
        if count:
            yield Item(material.name, "received", f"已收到{count}份")
        else:
            yield Item(material.name, "waived" if is_settled else "missing", "不必再报" if is_settled else "还没收到")
    owed = {material.name for material in standing.duty.owed}
    for name, count in standing.received.items():
        if name not in owed:
            yield Item(name or "其他", "received", f"已收到{count}份")


def _line(standing: Standing) -> str:
    if standing.state is State.COMPLETE:
        return "已收齐"
    if standing.state in _SETTLED:
        return _SETTLED[standing.state].rstrip("。")
    return f"尚缺：{joined(standing.missing)}"


def _receipts(work: Work, campaign: Campaign, unit: Unit) -> Iterator[Receipt]:
    """The unit's receipts, the newest first."""
    rows = work.submissions.having(campaign_id=campaign.key, unit_id=unit.key)
    for row in [one for one in rows if one.receipt_no][: -MOST_RECEIPTS - 1 : -1]:
        what = held_in(work, row) or "重复材料"
        yield Receipt(row.receipt_no or "", what, row.changed_at, row.withdrawn_at is not None)
