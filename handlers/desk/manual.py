"""What a coordinator can say, in one message."""

from __future__ import annotations

import re

from handlers import commands, permissions
from handlers.context import Context
from handlers.questions import menu
from handlers.wording import manual as wording
from storage.chat import Reply, ReplyKind
from storage.patterns import Late
from storage.unit_of_work import Work

_HELP = Late(r"(?:帮助|使用帮助|使用说明|说明|help|菜单|指令|命令|怎么用|能做什么|可以做什么)\??", re.IGNORECASE)


def is_asked_for(context: Context) -> bool:
    """A coordinator asks what can be said, where coordinators are spoken to."""
    return permissions.may_coordinate(context) and commands.match(_HELP, context) is not None


def show(_context: Context, _work: Work) -> Reply:
    """List what a coordinator can say."""
    title, *lines = wording.HELP
    return Reply(ReplyKind.ANSWER, tuple(lines), title=title, buttons=menu.desk())
