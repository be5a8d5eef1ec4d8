"""What a rehearsal calls those who are spoken to, and what is said to them."""

from __future__ import annotations

from storage.chat import Room

CALLS = "电话名单"
KINDS = {"brief": "报送要点", "reminder": "提醒", "digest": "日报", "announcement": "通知"}
SHARED_GROUP = "联络员群"


def coordinators(office: str) -> str:
    """An office's coordinators."""
    return f"{office}统筹人"


def unit(name: str, room: Room, *, is_mail: bool) -> str:
    """A unit, and the way to it."""
    way = "邮件" if is_mail else "单位群" if room is Room.UNIT_GROUP else "私聊"
    return f"{name}（{way}）"
