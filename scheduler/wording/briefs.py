"""The brief of a notice, and what is said when it changes, is taken back or ends."""

from __future__ import annotations

from scheduler.labels import due
from scheduler.phrases import contact_line, joined, titled
from storage.notice.model import Notice
from storage.notice.routing import Duty

WAY = "方式：发上述邮箱、私聊本助手或打开单位页面，效力相同，任选其一"
NO_REPLY = "本消息无需回复。机器人起草，以通知原文为准。"


def title(notice: Notice) -> str:
    """The first line."""
    return f"【报送要点】{titled(notice)}"


def when(duty: Duty) -> str:
    """By when; of several days each with what is due on it."""
    return f"报送时间：{due(duty) or '通知未写明'}"


def what(duty: Duty) -> str:
    """What is owed."""
    names = joined(material.name for material in duty.owed)
    return f"报送内容：{names}等" if names else "报送内容：见通知原文"


def where(duty: Duty) -> str:
    """To whom."""
    parts = [duty.office or "", contact_line(duty.contact) if duty.contact else ""]
    return f"报送至：{'，'.join(part for part in parts if part) or '见通知原文'}"


def for_type(duty: Duty, *, with_when: bool, with_what: bool) -> str:
    """One line a unit type, for a group in which many types read."""
    parts = [where(duty).removeprefix("报送至：")]
    if with_what:
        parts.insert(0, what(duty).removeprefix("报送内容："))
    if with_when:
        parts.insert(0, when(duty).removeprefix("报送时间："))
    return f"{duty.unit_type}：{'，'.join(dict.fromkeys(parts))}"


def taken_back(notice: Notice) -> str:
    """A notice that was published by mistake."""
    return f"此前发布的{titled(notice)}报送要点已收回，请勿据此办理。给您带来不便，敬请谅解。"


def closed(notice: Notice) -> str:
    """The campaign is over."""
    return f"{titled(notice)}报送工作已结束，感谢各单位支持。如需补报，请联系主管处室。"


def changed(notice: Notice, text: str) -> str:
    """What was changed."""
    return f"【通知变更】{titled(notice)}\n{text}\n本消息无需回复。"


def words(text: str) -> str:
    """A coordinator's own words."""
    return f"【报送提示】{text}"
