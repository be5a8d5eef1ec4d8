"""What Feishu's surfaces say beside a Reply: while a click is worked on, and to those who run the bot."""

from __future__ import annotations

WORKING = "已收到，正在处理，请稍候。"

TROUBLES = {
    "forbidden": "飞书应用“{name}”无法建立长连接：被飞书拒绝。请核对 app_id、app_secret，并确认应用已启用。",
    "too_many": "飞书应用“{name}”的长连接已达上限（50 个）。请停掉多余的程序，稍后自动重试。",
    "unreachable": "飞书应用“{name}”的长连接已有几分钟连不上，暂时收不到消息，仍在自动重试。请检查本机网络与代理。",
}
"""What is said to those who run the bot of an account's long connection."""

CONVERSATION = "聊天记录.txt"
"""The name of a conversation that was forwarded."""
