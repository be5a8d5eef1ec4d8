"""What is not taken or not done: marked secrets, texts that are too long, what only a coordinator may say."""

from __future__ import annotations

from handlers import commands
from handlers.context import Context
from handlers.questions.typed.speech import asks
from handlers.questions.typed.spelling import normalise
from handlers.wording import runtime
from handlers.wording import submissions as wording
from storage.chat import Reply, ReplyKind, Room
from storage.patterns import Late
from storage.unit_of_work import Work

TOO_LONG = "too_long"
_COMMANDS = Late(
    r"^(?:请)?(?:把|将)?.{0,16}(?:延到|延期到?|延至|推迟到|宽限到)\s*\d|^(?:请)?(?:把|将).{2,20}(?:退回|退掉|打回|作废|撤掉)"
    r"|(?:截止|时间|日期|期限|日子|死线).{0,4}(?:改到|挪到|移到|推到|改成|改为|调到|调整到|调整为)\s*\d|^(?:请|麻烦)?催(?:一催|一?下|办|报)?.{0,20}(?:学会|协会|科协|局|大学|公司|单位|家)|(?:学会|协会|科协|局|大学|学院|公司)免报$|^(?:关闭|结束|终止)(?:本次|这次)?(?:报送|活动|征集)|@?所有人|^(?:广播|通知大家|群发|全体通知)[:,]?|^(?:免报|已收|未见|移交|催办|暂停|恢复|导出|结束|收回通知|绑定|邀请)(?:\s|[\u4e00-\u9fff]{2,})"
    r"|@all|(?:你|帮|麻烦|去)[^,。;?]{0,4}(?<![别莫])(?:催催?|提醒|敲打|点)(?:一?[下哈])?(?:他|她|它|人家)们?(?!的)"
    r"|给(?:他|她|它|人家)们?[^?]{0,8}催一?[下催哈]|(?<![别莫不])催催(?:他|她|它|人家)们?"
    r"|[你您][^,。;?]{0,3}催催(?!我)|(?:喊|叫|让)(?:他|她|它|人家)们?(?:快|抓紧|赶紧|赶快)"
)


def is_secret(context: Context) -> bool:
    """The message bore a mark of secrecy and was not kept."""
    return context.inbox.mark not in ("", TOO_LONG, "kept")


def refuse_secret(context: Context, _work: Work) -> Reply:
    """Say what to do with it, in a group of many units without any detail."""
    is_shared = context.room is Room.SHARED_GROUP
    return Reply(ReplyKind.DECLINE, (wording.SECRET_IN_GROUP if is_shared else wording.SECRET,))


def is_too_long(context: Context) -> bool:
    """The text was too long to be kept."""
    return context.inbox.mark == TOO_LONG


def refuse_too_long(_context: Context, _work: Work) -> Reply:
    """Ask for a file."""
    return Reply(ReplyKind.CLARIFY, (runtime.TOO_LONG,))


def is_not_theirs(context: Context) -> bool:
    """Somebody who coordinates nothing says what only a coordinator may."""
    said = normalise(context.text)
    plain = commands.plain(context.text)
    if context.is_coordinator or context.files or len(said) > 60 or asks(said):
        return False
    return bool(_COMMANDS.search(said) or _COMMANDS.search(plain))


def refuse_not_theirs(context: Context, _work: Work) -> Reply:
    """Say kindly who may."""
    return commands.refusal(context) or Reply(ReplyKind.DECLINE, (wording.NOT_YOURS,))
