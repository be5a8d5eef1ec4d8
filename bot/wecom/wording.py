"""What WeCom's surfaces say beside a Reply: what a card is about, and what cannot be shown."""

from __future__ import annotations

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
"""What a card is about whose text has no short first line: why it is said, else what it does."""

NOTHING = "（没有文字）"
BASIS = "依据"


def no_files_here(names: str) -> str:
    """A file cannot be sent on this way."""
    return f"文件已备好（{names}），此处不能发送文件。请在能收文件的会话中再要一次，或请管理员从命令行导出。"


def file_too_large(name: str, megabytes: int) -> str:
    """WeCom takes no file of this size."""
    return f"文件“{name}”超过{megabytes}MB，企业微信不能发送。请管理员从命令行导出，或分处室索取。"
