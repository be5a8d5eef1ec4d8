"""What is said about single operations on a draft, and the lines that stand for corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.phrases import by_when, clipped, contact_line, day, joined
from storage.notice.model import Deadline

if TYPE_CHECKING:
    from handlers.publishing.fields import Part

SAME = "已经是这样，没有需要改动的地方。"
KEPT = "已保留现在的内容。"
DOUBT_SETTLED = "这处疑问已经处理过。"
STRIKE = "删去这一项"
YOURS = "您填写的"
EMPTY = "（空）"


def done(act: str) -> str:
    """What was done, in the words in which it was asked for."""
    return f"已{'改' if '改为' in act and not act.startswith('疑问') else '办'}：{clipped(act, 80)}。"


def ended(state: str) -> str:
    """The draft is no longer there to be worked on."""
    return {
        "proposed": "这份通知已作为修改提出，请按对话中的提示确认。",
        "published": "这份通知已经发布。",
        "dropped": "这份通知已取消，未发布。",
    }.get(state, "没有这份待发布的通知。")


def struck_by(by: str, at: str) -> str:
    """What is to be changed was taken out."""
    return f"这一项已由{by}于{at}删去。如仍需要，请先恢复。"


def theirs(by: str, at: str) -> str:
    """The head of what stands there now."""
    return f"现在的（{by}，{at}）"


def changed_meanwhile(by: str) -> str:
    """Somebody else was faster."""
    return f"您打开之后，{by}已改过这一处，请选择以哪个为准："


def draft_changed_meanwhile(by: str) -> str:
    """The draft is to be published, and is another one than the person has seen."""
    return f"您打开之后，{by}又有改动，请看过最新内容再确认发布。"


def doubts_first(sentences: list[str]) -> tuple[str, ...]:
    """What is doubtful still, before the notice goes out."""
    return (f"还有{len(sentences)}处疑问未处理：", *sentences, "如已看过并按原文发布，请再确认一次。")


def item(part: Part, one: Any) -> str:
    """An item in short."""
    return "，".join(text for field in part.fields if (text := field.written(getattr(one, field.name))))


def deadline_text(deadline: Deadline) -> str:
    """How a deadline that was said is printed."""
    if deadline.date is None:
        return "未写明日期"
    return f"{deadline.date.month}月{deadline.date.day}日{deadline.time or ''}前"


def corrected_line(part: Part, one: Any) -> str:
    """The line that stands for an item as it was corrected or added."""
    if part.name == "deadlines":
        who = joined(one.audience) or "各单位"
        return f"{who}{one.what or '报送'}的时间为{by_when(one)}（更正）。"
    if part.name == "contacts":
        return f"{one.office or '联系方式'}：{contact_line(one) or '未写明'}（更正）。"
    if part.name == "routes":
        return f"{joined(one.audience) or '各单位'}报{one.office}（更正）。"
    return f"报送{one.name}{f'（{joined(one.required_for)}）' if one.required_for else ''}（更正）。"


def entrance(url: str, minutes: int) -> str:
    """The way to the page, said in private only."""
    return f"在页面上对照原文核对、修改：{url}（{minutes}分钟内有效，仅限您本人打开，请勿转发）"


ENTRANCE_IN_PRIVATE = "对照原文核对、修改，请私聊本助手发送“看预览”，即可打开页面。"


def edited_at(name: str, at: str) -> str:
    """Who worked on the draft last."""
    return f"{name} {at}改"


def day_of(on: Any) -> str:
    """A day, for people."""
    return day(on)
