"""The daily digest of an office: one screen, the same figures as the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from scheduler.phrases import clipped, day, joined
from storage.chat import Button
from storage.figures import Figures
from storage.reach import Reach
from storage.standing import Listed, State, Totals

_DECISIONS = {
    State.MAILED: (("已收 {}", "已收 {}"), ("未见 {}", "未见 {}")),
    State.NO_EVENT: (("同意零报送 {}", "零报送 同意 {}"), ("不同意零报送 {}", "零报送 不同意 {}")),
}

_NEXT = (("缺交名单", "未交名单"), ("催办", "催办"), ("导出台账", "导出台账"))
BUTTONS = tuple(Button(label, says, is_extra=True) for label, says in _NEXT)
"""What a coordinator may want next."""


def decisions(state: State, unit: str) -> tuple[Button, ...]:
    """What a coordinator says to decide on a unit that waits for it; nothing where it waits for nothing."""
    name = clipped(unit, 26)
    pairs = _DECISIONS.get(state, ())
    return tuple(Button(label.format(name), says.format(unit), is_extra=True) for label, says in pairs)


def title(office: str, on: date, hour: str) -> str:
    """The first line."""
    return f"【{office} · 报送日报】{day(on)}{hour}"


def left(deadline: date, workdays: int, today: date) -> str:
    """How long there still is."""
    if today > deadline:
        return f"报送时间（{deadline.month}月{deadline.day}日）已过"
    if today == deadline:
        return f"今天（{deadline.month}月{deadline.day}日）是报送截止日"
    return f"距截止（{deadline.month}月{deadline.day}日）还有{workdays}个工作日"


def before(on: date) -> str:
    """The day with which numbers are compared."""
    return f"{on.month}月{on.day}日"


def in_all(counted: Totals, drawn: Figures) -> str:
    """The totals, and what has changed in them."""
    changes = "，".join(f"{share.name}{share.change}" for share in drawn.shown if share.change)
    return f"一、总体　{_figures(counted)}" + (f"；较{drawn.since}{changes}" if changes else "")


def figures(counted: Totals) -> Figures:
    """The same to be drawn, by the same names."""
    shares = (
        ("已齐", counted.complete),
        ("部分", counted.partial),
        ("未报", counted.missing),
        ("待核对", counted.mailed),
        ("零报送待定", counted.no_event),
    )
    return Figures(f"应报{counted.due}家", shares)


def quiet(title: str, left: str, figures: Totals) -> str:
    """The whole digest of a day on which nothing came, nothing waits and nobody is reminded."""
    return f"{title}　{left}，{_figures(figures)}；没有新情况"


def _figures(counted: Totals) -> str:
    """How many units stand where."""
    drawn = figures(counted)
    parts = [f"{name}{number}" for name, number in drawn.shares]
    exempt = f"；另免报{counted.exempt}家" if counted.exempt else ""
    return f"{drawn.whole}：{'，'.join(parts)}{exempt}"


def added(counts: Mapping[str, int], units: int) -> str:
    """What came since the last working morning."""
    if not counts:
        return "二、新增　上个工作日以来没有收到材料"
    told = joined(f"{name}{number}" for name, number in counts.items())
    return f"二、新增　上个工作日以来{units}家报来材料（{told}）"


def waiting(rows: Sequence[str]) -> str:
    """What waits for a decision."""
    return f"三、请您处理　{'；'.join(rows) if rows else '无'}"


def reviews(undecided: int, returned: int) -> list[str]:
    """Hand-ins that wait for a verdict, and returned ones that were not put right."""
    told = (f"待审核{undecided}家" if undecided else "", f"退回超2日未补正{returned}家" if returned else "")
    return [part for part in told if part]


def mailed(names: Sequence[str]) -> str:
    """Units that say they mailed."""
    return f"告知已发邮箱待核对{len(names)}家（{joined(names[:8])}），请回复“已收 单位”或“未见 单位”"


def to_be_entered(names: Sequence[str]) -> str:
    """Units whose mail was found: nobody reminds or calls them until it is in the ledger."""
    return f"来件已收到待登记{len(names)}家（{joined(names[:8])}），请登记件数，如“单位邮箱来了总结1份”"


def no_event(names: Sequence[str]) -> str:
    """Units that say there was no event."""
    return f"零报送待定{len(names)}家（{joined(names[:8])}），请回复“零报送 同意 单位”"


def unclaimed(numbers: Sequence[str]) -> str:
    """Hand-ins without a unit."""
    return f"待认领{len(numbers)}件（{joined(numbers[:8])}），请回复“回执号 是 单位的”"


MOST_NAMED = 20
"""Names that a screen holds."""


def file_name(office: str, on: date) -> str:
    """The name of the file that has all names."""
    return f"{office}缺项名单{on.month}月{on.day}日.xlsx"


def missing(rows: Sequence[Listed], reach: Mapping[int, Reach], *, is_attached: bool = False) -> list[str]:
    """Who is missing, with how they can be reached."""
    if not rows:
        return ["四、有缺项的单位　无"]
    names = [f"{row.name}（{row.state}，{reach.get(row.number, Reach.NONE)}）" for row in rows[:MOST_NAMED]]
    where = "全部名单见附件" if is_attached else "全部名单请回复“未交名单”或“导出台账”"
    more = f"等{len(rows)}家（{where}）" if len(rows) > len(names) else ""
    return [f"四、有缺项{len(rows)}家　{joined(names)}{more}"]


def questions(texts: Sequence[str]) -> str:
    """What nobody has answered yet."""
    if not texts:
        return "五、未答问题　无"
    listed = "；".join(f"{number}.{clipped(text, 30)}" for number, text in enumerate(texts[:5], 1))
    return f"五、未答问题{len(texts)}个　{listed}"


def undelivered(unknown: int, failed: int) -> str:
    """Messages of which nobody knows whether they arrived, counted apart from those that did not."""
    told = (f"发送结果未知{unknown}条" if unknown else "", f"未送达{failed}条" if failed else "")
    return "，".join(part for part in told if part)


def hints(rows: Sequence[str]) -> str:
    """Hints."""
    return f"六、提示　{'；'.join(rows) if rows else '无'}"


def upward(text: str, on: date) -> str:
    """The office's own deadline upward; of what is due, the first clause."""
    return f"本级向上报送时间为{day(on)}前（{clipped(text.partition('，')[0], 24)}）"


def unknown_year(year: int) -> str:
    """The year's holidays are not published yet."""
    return f"{year}年放假安排未公布，按周一至周五推算"


def late(names: Sequence[str]) -> str:
    """Units whose material came after the day."""
    return f"截止之后收到{len(names)}家（{joined(names[:8])}）"


def exempted(names: Sequence[str]) -> str:
    """Units that are exempt."""
    return f"免报：{joined(names[:8])}"


def away(rows: Sequence[str]) -> str:
    """Units whose people are on leave."""
    return f"请假{len(rows)}家（{joined(rows[:8])}）"


def today(reminders: int, in_groups: int) -> str:
    """What will be said today."""
    return f"本日计划发送：提醒{reminders}条，群内消息{in_groups}条"


def closing(figures: Totals) -> str:
    """The last line of the last digest."""
    return f"本次报送日报到此为止，仍有缺项{figures.partial + figures.missing}家；导出请回复“导出台账”或“导出材料包”。"
