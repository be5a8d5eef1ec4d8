"""The scopes that an app asks for: what each is for, and which others do as well. The README lists the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """A scope by Feishu's name, what does not work without it, and the wider ones that contain it."""

    name: str
    purpose: str
    others: tuple[str, ...] = ()

    def is_in(self, granted: Collection[str]) -> bool:
        """Whether this or a wider one was granted."""
        return any(name in granted for name in (self.name, *self.others))


ALL_OF_GROUPS = Scope(
    "im:message.group_msg", "群里@它说“开始报送”之后，照片、文件不@也能直接发", ("im:message.group_msg:readonly",)
)
"""Marked sensitive by Feishu: it needs an administrator's yes, and a tenant may well refuse it."""

ABOUT_APP = Scope("admin:app.info:readonly", "自检时查看可用范围和待审核的版本")

NEEDED = (
    Scope("im:message:send_as_bot", "发消息、卡片，更新卡片", ("im:message",)),
    Scope("im:message.p2p_msg:readonly", "收私聊消息（没有它，私聊里没有输入框）", ("im:message.p2p_msg",)),
    Scope(
        "im:message.group_at_msg:readonly",
        "收群里@机器人的消息",
        ("im:message.group_at_msg", "im:message.group_at_msg.include_bot:readonly"),
    ),
    Scope("im:message:readonly", "下载照片和文件，看被引用的消息，得知撤回", ("im:message",)),
    Scope("im:resource", "发送文件和图片", ("im:resource:upload",)),
    Scope("im:message.reactions:write_only", "收到材料时在消息上点一个表情，不刷屏", ("im:message",)),
    Scope("im:chat:readonly", "看群名、是否外部群，得知进群出群", ("im:chat", "im:chat:read")),
    Scope("contact:user.basic_profile:readonly", "显示成员姓名"),
)


def missing(granted: Collection[str]) -> Iterator[Scope]:
    """Give the scopes without which something does not work."""
    return (scope for scope in NEEDED if not scope.is_in(granted))
