"""What coordinators hear: figures, entries, arrangements, switches, and what is not theirs to order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.wording.phrases import day, joined

NOT_HERE = "此事请私聊本助手，或在统筹群办理。"
DROPPED = "已取消，未作任何改动。"
NOTHING_WAITS = "没有等待确认的事项。已答复办好的，不需要再确认。"
NO_CAMPAIGN = "目前没有正在进行的通知。请把通知文件或全文发给我，核对后即可发布。"
YOU_ARE_EXEMPT = "经报送处室确认，贵单位本次免报，后续不再提醒。"


def not_yours(office: str | None, contact: str | None) -> str:
    """A person asks for what only a coordinator may do."""
    who = f"{office}的统筹人" if office else "报送处室的统筹人"
    return f"此事由{who}办理" + (f"，请致电{contact}。" if contact else "，请与其联系。")


def other_office(office: str) -> str:
    """A coordinator acts on what belongs to another office."""
    return f"该单位报{office}，请由{office}的统筹人办理。"


def which_unit(word: str, names: Sequence[str]) -> str:
    """A unit's name fits several units, or none; nothing was done yet."""
    if not names:
        return f"花名册中没有“{word}”，尚未办理。请用单位全称再说一次。"
    return f"“{word}”指哪一家：{joined(names[:8])}{'等' if len(names) > 8 else ''}？尚未办理，请用全称再说一次。"


def not_later(on: date | None, due: date | None) -> str:
    """The day that was said is none, or no extension."""
    now = f"现定报送时间为{day(due)}前。" if due else ""
    if on is None:
        return f"没有看懂日期。{now}请写成×月×日再说一次。"
    return f"{day(on)}不晚于现定时间或已过。{now}请核对后再说一次。"


def extended(unit: str, on: date, *, told: bool) -> tuple[str, ...]:
    """One unit has more time."""
    return (f"已办理：{unit}的报送时间延至{day(on)}前。{_told(told=told)}", f"如有误，请回复“取消延期 {unit}”。")


def you_have_until(on: date) -> str:
    """Said to the unit that has more time."""
    return f"经报送处室同意，贵单位的报送时间延至{day(on)}前，其他要求不变。"


def exempted(unit: str, reason: str, *, told: bool) -> tuple[str, ...]:
    """One unit need not hand in."""
    why = f"（{reason}）" if reason else ""
    return (
        f"已办理：{unit}本次免报{why}，不再提醒，不计入未报。{_told(told=told)}",
        f"如有误，请回复“取消免报 {unit}”。",
    )


def nothing_granted(unit: str, word: str) -> str:
    """There is nothing to take back."""
    return f"{unit}没有{word}记录。"


def grant_ended(unit: str, word: str, *, told: bool) -> tuple[str, ...]:
    """A grant was taken back."""
    return (f"已取消{unit}的{word}。{_told(told=told)}",)


def your_grant_ended(word: str, due: date | None) -> str:
    """Said to the unit whose grant was taken back."""
    when = f"，报送时间为{day(due)}前" if due else ""
    return f"贵单位的{word}已取消{when}。如有疑问，请与报送处室联系。"


def _told(*, told: bool) -> str:
    """Whether the unit could be told; nothing is claimed that nobody may have heard."""
    return "已发送给该单位。" if told else "该单位暂时联系不上，请电话告知。"
