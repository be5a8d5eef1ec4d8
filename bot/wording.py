"""What platforms say beside a Reply: what a message is about, on what it rests, what could have been pressed."""

from __future__ import annotations

from collections.abc import Sequence

from storage.chat import DeliveryKind, ReplyKind

SUBJECTS: dict[DeliveryKind | ReplyKind, str] = {
    DeliveryKind.REMINDER: "报送提醒",
    DeliveryKind.DIGEST: "报送日报",
    DeliveryKind.BRIEF: "报送要点",
    DeliveryKind.QUESTION: "待答复",
    DeliveryKind.ANNOUNCEMENT: "报送通知",
    DeliveryKind.ALERT: "运行提示",
    ReplyKind.ANSWER: "答复",
    ReplyKind.STATE: "报送情况",
    ReplyKind.RECEIPT: "报送回执",
    ReplyKind.CONFIRM: "请确认",
    ReplyKind.CLARIFY: "请说明",
    ReplyKind.DECLINE: "说明",
    ReplyKind.COURTESY: "报送助手",
}
"""What a message is about that has no title: why it is said, else what it does."""

NOTHING = "（没有文字）"
BASIS = "依据"
PAGE = "单位页面"


def say_one_of(sentences: Sequence[str], *, in_group: bool) -> str:
    """What the buttons would say."""
    return say_it(in_group=in_group) + "　".join(sentences)


def say_it(*, in_group: bool) -> str:
    """What stands before a sentence that can be said; in a group the bot hears only what calls it."""
    return f"可{'@我' if in_group else ''}回复："
