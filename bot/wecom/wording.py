"""What WeCom's surfaces say beside a Reply: what cannot be shown, and what became of a click."""

from __future__ import annotations


def no_files_here(names: str) -> str:
    """A file cannot be sent on this way."""
    return f"文件已备好（{names}），此处不能发送文件。请在能收文件的会话中再要一次，或请管理员从命令行导出。"


def file_too_large(name: str, megabytes: int) -> str:
    """WeCom takes no file of this size."""
    return f"文件“{name}”超过{megabytes}MB，企业微信不能发送。请管理员从命令行导出，或分处室索取。"


def no_such_unit(account: str, unit: str) -> str:
    """A webhook's settings name a unit that the roster does not have."""
    return f"企业微信消息推送“{account}”填写的单位“{unit}”不在花名册中，该群暂按多家单位共用的群对待。请更正后重启。"


def webhook_gone(account: str) -> str:
    """Nothing can be said any more where a webhook spoke."""
    return f"企业微信消息推送“{account}”已失效（被删除、停用或不在群内），请在群里重新添加，并更新配置中的 key。"


SEEN = "已收到"
"""On a card that was clicked."""

SEE_CARD = "请看下方卡片。"
WORKING = "已收到，正在处理，请稍候。"
TAKEN = "已收到。"
LATER = "仍在处理，答复随后发来。"
ELSEWHERE = "答复已另行发出，请看最近的消息。"
GONE = "这条消息未能处理，请再发一次。"

TROUBLES = {
    "kicked": "企业微信机器人“{name}”的连接被别处顶替，已停止收发，稍后自动重连一次。请确认没有别处在用同一个机器人。",
    "refused": "企业微信机器人“{name}”的 bot_id 或 secret 不正确，已停止连接。请核对 config.toml，改正后重新启动。",
}
"""What is said to those who run the bot of an account's long connection."""
