"""What is said when something did not go its way: too late, too long, too often failed."""

from __future__ import annotations

from storage.chat import MediaKind

STALE = "刚才未能处理，请再发一次。"
FAILED = "很抱歉，这条消息处理出错，已通知管理人员。材料如未收到回执，请再发一次或联系主管处室。"
TOO_LONG = "文字过长，未能保存。请改用文件（docx、pdf、txt）发送。"
SAID_MUCH = "今天消息较多，今天之内不再逐条答复；发来的材料照常接收并给回执，急需请联系主管处室。"
FILE_WORDS = {MediaKind.IMAGE: "照片", MediaKind.VIDEO: "视频", MediaKind.AUDIO: "录音", MediaKind.FILE: "文件"}
"""What a file is called that nobody gave a name."""


def set_aside(number: int) -> str:
    """A message failed three times."""
    return f"有一条消息处理失败（编号{number}），已请发送人再发。请管理人员查看日志。"


def not_sent(number: int) -> str:
    """A delivery was given up."""
    return f"有一条消息未能发出（编号{number}），收信一方可能尚不知情。请管理人员查看日志。"


def unsure(number: int) -> str:
    """Nobody knows whether a delivery arrived."""
    return f"有一条消息不确定是否送达（编号{number}），为免重复没有再发。请管理人员向收信一方核实。"
