"""Everything unprompted stopped, and let go on."""

from __future__ import annotations

from handlers import commands
from handlers.context import Context
from handlers.wording import desk as wording
from scheduler.pushes import PAUSED
from storage.chat import Reply, ReplyKind
from storage.patterns import Late
from storage.unit_of_work import Work

_THINGS = r"(?:一下)?(?:所有|全部|一切)?(?:的)?(?:自动)?(?:提醒|推送|催报|消息|群发|机器人|报送助手)?(?:和日报)?(?:吧)?"
_UNTIL = r"(?:[, ]*(?:等|过|先|到时|回头|再说|领导|主任|[处部局]长)[^,?吗呢]{0,14})?"
_PAUSE = Late(
    rf"(?:(?:请)?(?:都|先|全)*(?:暂停|停止|停掉|停一[下停]|停停|缓缓|歇歇){_THINGS}"
    r"|(?:[今明]天|这[几两]天|这阵子|最近|暂时)?(?:都|就)?先?(?:别|不要|不用)再?(?:往外(?=[发推])|自动)?(?:(?<=往外)[发推]|(?:发|推送)?(?:提醒|推送|催报|催))(?:他们|大家|各单位)?[了吧]?)"
    rf"{_UNTIL}"
)
_RESUME = Late(rf"(?:请)?(?:恢复|继续|重新开始){_THINGS}")


def is_pause(context: Context) -> bool:
    """A coordinator stops what is said unprompted."""
    return commands.said_by_coordinator(_PAUSE)(context)


def pause(context: Context, work: Work) -> Reply:
    """Stop everything unprompted; answers and receipts go on."""
    no = commands.refusal(context)
    if no:
        return no
    if not work.settings.value(PAUSED):
        work.settings.turn(PAUSED, context.now.isoformat())
    return Reply(ReplyKind.CONFIRM, (wording.PAUSED,))


def is_resume(context: Context) -> bool:
    """A coordinator lets it go on."""
    return commands.said_by_coordinator(_RESUME)(context)


def resume(context: Context, work: Work) -> Reply:
    """Let everything unprompted go on; what was due meanwhile is computed anew and said once."""
    no = commands.refusal(context)
    if no:
        return no
    was_paused = bool(work.settings.value(PAUSED))
    work.settings.turn(PAUSED, "")
    return Reply(ReplyKind.CONFIRM, (wording.RESUMED if was_paused else wording.NOT_PAUSED,))
