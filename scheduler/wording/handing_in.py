"""How to hand in where this is read: it depends on what of a chat reaches the bot."""

from __future__ import annotations

from storage.chat import Intake, Room
from storage.reach import SHOWS_NOTHING_QUOTED
from storage.tables import Chat

ELSEWHERE = "本群只发通知，收不到材料：请私聊本助手、打开单位页面或发通知所列邮箱，效力相同。"


def here(chat: Chat) -> str:
    """One line for a chat in which not everything that is sent arrives; empty where it does."""
    if chat.intake == Intake.NOTHING:
        return ELSEWHERE
    if chat.intake == Intake.ALL or chat.room == Room.PRIVATE:
        return ""
    page = "@我" if chat.room == Room.UNIT_GROUP else "私聊我"
    if chat.platform in SHOWS_NOTHING_QUOTED:
        return (
            "在群里请把照片和文字放在一条消息里@我；"
            f"文件和更多照片请私聊本助手或打开单位页面（{page}发送“页面”可取二维码）。"
        )
    return (
        "在群里请把照片和文字放在一条消息里@我，文件或已发的照片请引用并@我；"
        f"超过两张请私聊本助手或打开单位页面（{page}发送“页面”可取二维码）。"
    )
