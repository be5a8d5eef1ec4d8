"""What a unit says of itself: sent by mail or post, nothing to report this year, no more reminders, a substitute."""

from __future__ import annotations

import re
from collections.abc import Callable

from handlers import commands, teaching
from handlers.context import Context
from handlers.questions.speech import asks
from handlers.questions.spelling import normalise
from handlers.wording import declarations as wording
from storage.chat import Reply, ReplyKind, Room
from storage.earlier import RECALLED
from storage.notice.routing import duty
from storage.unit_of_work import Work

_LONGEST = 60
_ASKS = re.compile(r"\?|吗|呢|么$|要不要|是否|怎么|可以不|行不行|还要|也要|[能可]否|哪")
_MAILED = re.compile(
    r"(?!.*(?:发不|满了|退信|退回|失败))(?:(?:已|刚|都|昨天|前天|上午|下午|今天)?.{0,6}(?:发|传|交|报送?|投)(?:到|至|往|了|过|去)*.{0,8}(?:邮箱|邮件|信箱|电邮)"
    r"|(?:邮箱|邮件|信箱|电邮).{0,4}(?:已|都)?(?:发|交|报|投)(?:了|过|送|递|出)|已发邮[箱件]|邮[箱件]已(?:经)?(?:发|交|报)|(?:用|通过|走|拿)(?:邮件|邮箱|电邮).{0,4}(?:发|交|报|传)(?:给|了|过|出)"
    r"|已[^,。;]{0,4}(?:用|通过|走|拿|以|由)(?:电子)?(?:邮[件箱]|信箱|电邮)[^,。;]{0,4}(?:提交|发送|报送|上报|[发交报传投])"
    r"|(?:邮件|邮箱|电邮)(?:里|上)?(?:已经?|都|刚|早就)?(?:发|交|报|传|投)[^,。;]{1,10}了[啊哈呀的]*(?:[,。!]|$))"
)
_POSTED = re.compile(
    r"(?:已|刚|都)?(?:寄|邮寄|快递|送)(?:出|去|了|过|到|达)|(?:快递|邮政|EMS|顺丰).{0,4}寄|已寄|(?:已|刚|都|昨天|今天|上午|下午)(?:经)?(?:快递|邮寄|寄送)|纸质.{0,8}(?:寄|送)"
    r"|(?:特快|专递|快件|快递|挂号信?|包裹|EMS|顺丰|同城)[^,。;?]{0,3}(?:已经?|都)(?:发|寄|投|出)|(?:快递|快件|顺丰)单号",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"(?:我们|我会|我校|本单位|今年|这次|本次|没有?|未).{0,8}(?:没有?|未)(?:搞|办|开展|组织|举办|举行)(?!大|什么大|太多).{0,6}(?:活动)?|零报送|无活动|没有活动可报"
    r"|(?<!有)没有?什么(?:可|好|能)(?:以)?(?:交|报送?|写)的|没有?东西(?:可|好|能)[交报]"
    r"|没(?:有|能)?[搞办]成|报个?零(?:蛋|$)"
    r"|^.{0,10}?(?:没有?|未)能?(?:搞|办|开展|组织|举办|举行)(?:任何|过|相关|这类|此类)?.{0,4}活动(?:$|[,。])"
    r"|活动(?:最后|后来|临时|已经?|都|全部?)*取消了|活动[^,。?]{0,4}(?:没(?:能|有)?[办搞]成|[办搞]不成了?)"
)
_BEGS_OFF = re.compile(r"[,]?(?:那)?(?:就|可以|能)?不(?:用|必)?(?:再)?(?:交|报|报送)了?(?:可以|行|好)(?:吗|不|么)?\??$")
_AFTER_ALL = re.compile(
    r"(?:[哦啊呃]|抱歉|不好意思|对不起|,)*(?:不对|不是|[搞说弄记]错了?|其实|更正|纠正).{0,12}(?:搞|办|开展|组织|举办|做|有)(?:了|过)?的?(?:活动)?(?:的|了)?(?:,.{0,20})?"
)
_NOT_AT_ALL = re.compile(
    r"(?:那|唉|哎)?(?:算了)?[,]?(?:我们?|本单位|我会|我校)?(?:今年|这次|本次)?(?:就|还是|决定|先)?不(?:想)?(?:交|报|报送|弄|参加)了[吧哈啊哦]*"
)
_QUIET = re.compile(
    r"(?:别|不要|不用|勿|停止?|取消|关掉?)(?:再|老|总)?.{0,4}(?:提醒|催|打扰|@)|(?:提醒|催).{0,6}(?:烦|太多|关)|退订|免打扰|不(?:想|要|用|需要|必)再?(?:收|接收|看)到?.{0,2}提醒"
)
_DOUBTS = re.compile(r"要不要|是不是|怎么|什么|谁|哪")
_NEW = (
    r"换(?:个|了)?(?:新)?人(?!员表).{0,16}(?:叫|跟你|和你|对接|联系)"
    r"|新的?(?:联络员|联系人|对接人|负责人|经办人)(?:是|叫|为)[^?,谁哪什]{2,6}"
    r"|新(?:来|接手)的(?:人|同事|同志|老师)?(?:叫|是)[^?,]{2,8}"
    r"|(?:别|不要|不用)再?(?:发|找|@|联系|通知)我(?:了|,).{0,10}(?:发|找|联系|通知)"
    r"|(?:以后|今后|通知|消息).{0,8}(?:发|找|联系|通知)(?:给|到)?[^,?]{1,6},?(?:别|不要|不用)再?(?:发|找|@|联系|通知)我"
    r"|(?:以后|今后|后续|后面|接下来|之后|下周起?|明天起|即日起|从.{1,4}起)[^,。?]{1,8}(?:跟进|接手|接管|接班|接替|顶上)"
)
_NOW_HIS = r"(?:负责|对接|接手|接管|接替|跟进|管|联系|办|来弄|顶上?|$)"
_AWAY = re.compile(
    rf"{_NEW}|"
    r"(?:换|改|由|让|交给|移交给?|转给|归)(?!了)[^,。;?]{1,8}?(?:来|去|继续)?(?:对接|接手|接管|接替|跟进|负责)(?!人|老师|部门|处|单位|谁)"
    r"|(?:调岗|转岗|换岗|轮岗|退休|离职|调走|调离|借调|休假|产假|出差|住院|不干|不管这).{0,12}(?:后面|后续|接下来|之后|以后|换|改|由|让|交给|找|联系|是)"
    rf".{{1,10}}?{_NOW_HIS}"
    r"|(?:联络员|联络人|联系人|对接人|负责人|经办人)(?:现在|以后|今后|已经?)?(?:换|改|变更?)(?:成|为|了)(?:.{1,8})"
    r"|(?:这块|这项|这事|这个|报送|手头的?)(?:工作|活儿?|事情?|业务)(?:已经?|现在|都)?(?:移?交给|转给|交接给)[^,。;?]{1,6}了"
    r"|(?:休假|请假|出差|离职|调离|调走|不在|产假|换人|换成|不负责).{0,24}(?:找|联系|由|请|让|交给|转给|改为|负责|替我|代我)|联络员(?:换|改|变)|(?:以后|今后).{0,4}(?:找|联系|问)[^,。]{1,6},?.{0,4}(?:调走|离职|退休|不负责|换岗|不管)|(?:以后|今后|下周起?|明天起|即日起|从.{1,4}起).{0,12}(?:由|交给|转给|移交给?|归|找|联系)[^,。]{1,8}(?:负责|对接|管|联系|办|$)"
)


def _says(pattern: re.Pattern[str], context: Context, is_asked: Callable[[str], bool] = asks) -> bool:
    said = normalise(context.text)
    if context.is_coordinator and not context.units:
        return False  # an office says nothing of itself
    return not context.files and len(said) <= _LONGEST and bool(pattern.search(said)) and not is_asked(said)


def is_mailed(context: Context) -> bool:
    """It went by mail."""
    return _says(_MAILED, context)


def is_posted(context: Context) -> bool:
    """It went by post, or was brought."""
    return _says(_POSTED, context)


def is_no_event(context: Context) -> bool:
    """There was nothing to report (零报送)."""
    return _says(_NO_EVENT, context, lambda said: bool(_ASKS.search(_BEGS_OFF.sub("", said))))


def is_event_after_all(context: Context) -> bool:
    """There was something, other than was said before."""
    said = normalise(context.text)
    return bool(context.units) and not context.files and not asks(said) and bool(_AFTER_ALL.fullmatch(said))


def event_after_all(context: Context, work: Work) -> Reply:
    """Let what was declared before be decided no more; words about anything else are what they would be."""
    if context.running is None or context.unit is None:
        return commands.NOT_MEANT
    d = work.declarations.c
    here = (d.campaign_id == context.running.key, d.unit_id == context.unit.key, d.kind == "no_event")
    row = work.declarations.first(*here, d.state == "pending", order=d.id.desc())
    if row is None:
        return commands.NOT_MEANT
    work.declarations.set(row.key, state=RECALLED, decided_at=context.now, decided_by=context.member.name)
    return Reply(ReplyKind.CONFIRM, (wording.EVENT_AFTER_ALL,))


def is_giving_up(context: Context) -> bool:
    """Somebody says that nothing will be handed in."""
    said = normalise(context.text).strip(",.!~ ")
    return bool(context.units) and not context.files and bool(_NOT_AT_ALL.fullmatch(said))


def give_up(context: Context, work: Work) -> Reply:
    """Drop what was begun and holds nothing; say how nothing is reported, or taken back."""
    burst = context.burst
    if burst and burst.receipt_no is None and not work.pieces.of_submission(burst.key):
        work.submissions.set(burst.key, state="lapsed", settled_at=context.now)
        return Reply(ReplyKind.CONFIRM, (wording.BEGUN_DROPPED,))
    return Reply(ReplyKind.CLARIFY, wording.giving_up(_office(context) or "主管处室"))


def is_quiet(context: Context) -> bool:
    """No more reminders, please."""
    return _says(_QUIET, context, lambda said: bool(_DOUBTS.search(said)))


def is_away(context: Context) -> bool:
    """Somebody else looks after it."""
    return _says(_AWAY, context, lambda said: bool(_ASKS.search(said) or _DOUBTS.search(said)))


def mailed(context: Context, work: Work) -> Reply:
    """Note it; reminders stop until the office has looked."""
    return _declare(context, work, "mailed", wording.mailed)


def posted(context: Context, work: Work) -> Reply:
    """Note it; reminders stop until the office has looked."""
    return _declare(context, work, "posted", wording.posted)


def no_event(context: Context, work: Work) -> Reply:
    """Note it; the office decides."""
    return _declare(context, work, "no_event", wording.no_event)


def quiet(context: Context, work: Work) -> Reply:
    """Stop reminding the unit."""
    return _declare(context, work, "quiet", wording.quiet)


def away(context: Context, work: Work) -> Reply:
    """Pass a substitute on to the office, which binds people."""
    if context.unit is None:
        return Reply(ReplyKind.CLARIFY, (wording.which_unit([unit.name for unit in context.units]),))
    office = _office(context)
    if office:
        teaching.ask_coordinator(work, context, f"【{context.unit.name}】{context.text[:200]}", office)
    return Reply(ReplyKind.CONFIRM, (wording.substitute(office or "主管处室"),))


def _declare(context: Context, work: Work, kind: str, words: Callable[[str], str]) -> Reply:
    """Keep what a unit says of itself, once while it is undecided."""
    if context.running is None:
        return Reply(ReplyKind.STATE, (wording.NO_CAMPAIGN,))
    if context.unit is None:
        if context.unit_type is None or context.room is Room.SHARED_GROUP:
            return Reply(ReplyKind.CLARIFY, (wording.which_unit([unit.name for unit in context.units]),))
        return Reply(ReplyKind.STATE, (words(_office(context) or "主管处室"),))
    d = work.declarations.c
    here = (d.campaign_id == context.running.key, d.unit_id == context.unit.key, d.kind == kind, d.state == "pending")
    if not work.declarations.count(*here):
        work.declarations.add(
            campaign_id=context.running.key,
            unit_id=context.unit.key,
            kind=kind,
            declared_at=context.now,
            declared_by=context.member.key,
        )
    return Reply(ReplyKind.STATE, (words(_office(context) or "主管处室"),))


def _office(context: Context) -> str | None:
    return duty(context.notice, context.unit_type).office if context.notice else None
