"""What Feishu's cards say beside a Reply."""

from __future__ import annotations

from datetime import datetime

from scheduler.clock import BEIJING

CODE = "二维码"
DONE = "已处理"
PICTURE_REFUSED = "图片飞书不能发送，内容以文字为准。"


def the_other_lines(count: int) -> str:
    """The title of what is folded away."""
    return f"展开其余{count}行"


def part(title: str, number: int, of: int) -> str:
    """The title of one of several cards."""
    return f"{title}（{number}/{of}）" if of > 1 else title


def done_by(name: str, at: datetime) -> str:
    """Who pressed a button, and when."""
    local = at.astimezone(BEIJING)
    return f"{name}　{local.month}月{local.day}日{local:%H:%M}"


def file_refused(name: str) -> str:
    """Feishu does not take a file, for want of a right or for what it is."""
    return f"文件“{name}”飞书不能发送。请管理员从命令行导出。"


def file_too_large(name: str, megabytes: int) -> str:
    """Feishu takes no file of this size."""
    return f"文件“{name}”超过{megabytes}MB，飞书不能发送。请管理员从命令行导出，或分处室索取。"
