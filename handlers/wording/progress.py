"""How a unit stands, in words for its own people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from scheduler.phrases import day, joined

OWN_ONLY = "各单位的报送情况不便在此提供，只能查询本单位的。可以问我“我交了什么”“还差什么”。"
NO_CAMPAIGN = "目前没有正在进行的报送。"
ASK_PRIVATELY = "各单位报送情况不在群内公布，详情请私聊本助手或打开单位页面。"
NO_SUCH_RECEIPT = "没有查到这个回执号的材料，请核对。"
NOTHING = "目前没有收到贵单位的材料。"
COMPLETE = "应报材料已齐，不再提醒。"
EXEMPT = "贵单位本次免报。"
MAILED = "贵单位告知已发邮箱或已寄送，正由处室核对，核对前不再提醒。"
NO_EVENT = "贵单位告知今年未开展活动，由处室确定是否免报。"


def received(name: str, count: int, at: datetime, numbers: Sequence[str], versions: int) -> str:
    """One material that came."""
    when = f"{at.month}月{at.day}日{at:%H:%M}"
    bears = f"，回执号{joined(numbers[-3:])}" if numbers else ""
    again = f"，第{versions}版" if versions > count and count == 1 else ""
    return f"已收到{name}{count}份（{when}{bears}{again}）。"


def missing(names: Sequence[str]) -> str:
    """What is owed and not here."""
    return f"尚缺：{joined(names)}。"


def receipt(number: str, unit: str | None, what: str, on: date, *, is_withdrawn: bool) -> str:
    """What one hand-in holds."""
    whose = f"【{unit}】" if unit else "（待认领）"
    return f"回执号{number}：{day(on)}收到{whose}{what or '此前已有的材料'}{'，已撤回' if is_withdrawn else ''}。"


def verdict(number: str, kind: str, reason: str, since: Sequence[str]) -> str:
    """What the office said of a hand-in, and the receipt numbers of what has come since."""
    if kind == "accepted":
        return f"回执号{number}：处室已认可。"
    after = f"此后已收到回执号{joined(since[-3:])}" if since else "请补正后重发"
    return f"回执号{number}：已退回，原因：{reason or '见处室说明'}。{after}。"


def deadline(on: date, *, is_late: bool, office: str | None) -> str:
    """By when; lateness is said neutrally."""
    if is_late:
        return f"报送时间为{day(on)}前，部分材料在此之后收到，是否按时由{office or '主管处室'}确定。"
    return f"报送时间为{day(on)}前。"


def which_unit(names: Sequence[str]) -> str:
    """The unit is not known, or several are."""
    return f"请说明是哪家单位：{joined(names)}。" if names else "还不知道您代表哪家单位，请告知单位全称。"


def not_addressed(unit: str) -> str:
    """The notice does not address this unit."""
    return f"本次通知的报送范围不含【{unit}】。"
