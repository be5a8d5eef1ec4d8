"""「看板」: the way to the board, for coordinators, and for the head of a unit to that unit's page."""

from __future__ import annotations

from handlers import commands
from handlers.context import Context
from handlers.enrolment.logins import link_to
from handlers.wording import desk as wording
from storage.chat import Reply, ReplyKind, Role, Room
from storage.patterns import Late
from storage.unit_of_work import Work

_BOARD = Late(
    r"(?:请|我要|我想)?(?:看|打开|进入?|发)?(?:一下)?(?:报送)?(?:看板|后台|管理页面?|网页版?)(?:的)?(?:链接|地址|网址|入口)?"
    r"(?:在哪儿?里?|是什么|是多少|怎么(?:进|登录?|打开|看))?\??"
)


def is_asked_for(context: Context) -> bool:
    """Somebody to whom the board opens asks for it."""
    may_open = context.is_coordinator or Role.HEAD in context.roles
    return may_open and not context.files and commands.match(_BOARD, context) is not None


def show(context: Context, work: Work) -> Reply:
    """Give a link that lets this person in once."""
    if context.room is not Room.PRIVATE:
        return Reply(ReplyKind.DECLINE, (wording.BOARD_IN_PRIVATE,))
    link = link_to(context, work, _target(context))
    if link is None:
        return Reply(ReplyKind.CLARIFY, (wording.NO_PAGES,))
    return Reply(ReplyKind.ANSWER, (wording.board(link),))


def _target(context: Context) -> str:
    """The board; for a head who coordinates nothing the page of the unit."""
    if context.is_coordinator or context.campaign is None or context.unit is None:
        return "/board"
    return f"/board/{context.campaign.key}/units/{context.unit.key}"
