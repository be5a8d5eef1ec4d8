"""Every sentence that pages say by themselves; what the bot says comes from its own rooms."""

from __future__ import annotations

from datetime import date, datetime

from storage.errors import Refused

FOREIGN = "此请求不是从本页面发出的，未处理。"
TOO_LONG = "内容太长。请分成几条发送，或作为文件上传。"
TOO_SLOW = "网络中断，请重试。已收到的部分保留。"
UNREADABLE = "未能读懂此请求，请刷新页面后重试。"
TOO_FAST = "操作太快，请稍候再试。"
CODE_UNKNOWN = "邀请码不对，或已用过、过期。请核对后重试，或请处室重新生成。"
NAME_FIRST = "请填写您的姓名。"
NO_FILE = "没有这个文件。"
NOTHING_HERE = "没有这个页面。请核对地址，或从收到的链接重新打开。"
NOT_STORED = "暂时未能保存，请稍候再试。"
BROKEN = "页面出错，已记录。请稍候再试；急需办理的，可按通知中的邮箱、电话联系处室。"

_REFUSED = {
    "upload_empty": "“{name}”是空文件，未上传。",
    "upload_too_large": "“{name}”超过{megabytes}MB，未上传。",
    "upload_too_many": "一次最多上传{files}个文件，请分几次提交。",
    "upload_no_room": "服务器空间不足，暂时不能接收文件，请联系处室。",
    "upload_changed": "“{name}”在上传途中有改动，请重新选择。",
    "upload_busy": "这个文件正在上传。",
    "upload_offset": "上传位置不符，将从断点继续。",
    "upload_incomplete": "有文件还没有传完，请稍候再提交。",
    "member_quota": "您今天发来的文件已达一天的上限，未上传，请明天再发。",
    "unit_quota": "贵单位今天发来的文件已达一天的上限，未上传，请明天再发。",
    "upload_number": "未能读懂此请求，请刷新页面后重试。",
}


def refusal(refused: Refused) -> str:
    """Word why something was refused."""
    return _REFUSED.get(refused.code, UNREADABLE).format(**refused.values)


def keeper(office: str, responsible: str) -> str:
    """Say who runs these pages and who answers for them."""
    parts = (office and f"主办：{office}", responsible and f"负责人：{responsible}")
    return "　".join(part for part in parts if part)


def days_left(deadline: date, today: date) -> str:
    """Word how far a deadline is away, as a person counts."""
    days = (deadline - today).days
    if days < 0:
        return f"已过{-days}天"
    return {0: "今天截止", 1: "明天截止"}.get(days, f"还有{days}天")


def moment(value: datetime) -> str:
    """Write when something came, shortly; `value` in Beijing time."""
    return f"{value.month}月{value.day}日 {value:%H:%M}"


def size(octets: int) -> str:
    """Write a size as people read it."""
    if octets >= 1_000_000:
        return f"{octets / 1_000_000:.1f} MB"
    return f"{max(1, round(octets / 1000))} KB"
