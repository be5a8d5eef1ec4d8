"""What a unit says of itself: sent by mail or post, nothing to report this year, no more reminders, a substitute."""

from __future__ import annotations

from collections.abc import Callable

from handlers import commands, teaching
from handlers.context import Context
from handlers.lexicon import lexicon
from handlers.questions.typed.speech import asks, thanks
from handlers.questions.typed.spelling import normalise
from handlers.wording import declarations as wording
from storage.chat import Reply, ReplyKind, Room
from storage.earlier import RECALLED
from storage.notice.routing import duty
from storage.patterns import Late
from storage.unit_of_work import Work

_LONGEST = 60
_ASKS = Late(
    r"\?|(?:能不能|可不可以|可以|能)(?:也)?(?:写|放|加|列|提|算|记)|吗|呢|么$|是不是|用不着|不用(?:管|理)|要不要|是否|怎么|可以不|行不行|还[要能]|也要|[能可]否|哪"
    r"|(?:能|可以)[^,。;?]{0,14}不$"
)
_BEGS_OFF = Late(r"[,]?(?:那)?(?:就|可以|能)?不(?:用|必)?(?:再)?(?:交|报|报送)了?(?:可以|行|好)(?:吗|不|么)?\??$")
_AFTER_ALL = Late(
    r"(?:[哦啊呃]|抱歉|不好意思|对不起|,)*(?:不对|不是|[搞说弄记]错了?|其实|更正|纠正).{0,12}(?:搞|办|开展|组织|举办|做|有)(?:了|过)?的?(?:活动)?(?:的|了)?(?:,.{0,20})?"
)
_NOT_AT_ALL = Late(
    r"(?:那|唉|哎)?(?:算了)?[,]?(?:我们?|本单位|我会|我校)?(?:今年|这次|本次)?(?:就|还是|决定|先)?不(?:想)?(?:交|报|报送|弄|参加)了[吧哈啊哦]*"
)
_PUTS_NOBODY_FORWARD = Late(
    r"(?:(?:我们?|本)(?:单位|学[院校会]|公司|企业|医院|[会校局院处所])?(?:这边|这里)?|今年|这次|本次|,)*"
    r"(?:没有?(?:合适|符合(?:条件|要求))?的?(?:人选|人|项目|对象|企业|作品),?)?(?:就|还是|决定|先|也)*"
    r"(?:不(?:打算|准备|想)?(?:推荐?|申报|参[加评选赛]|报)(?:人|项目|任何人)?"
    r"|没有?(?:人|谁|项目)?(?:可|要|能)以?(?:推荐?|申报|报)的?(?:人|项目)?|没有?(?:合适|符合(?:条件|要求))的?(?:人选|人|项目|对象|企业))"
    r"(?:了|的)?[吧哈啊哦]*"
)
"""Nobody and nothing will be put forward: 我们学院不推荐, 没有合适人选."""

_DOUBTS = Late(r"要不要|是不是|[是对]吧|怎么|什么(?!的[,都也])|谁|哪|几[号点天个份月]|多少")


_LOOK = Late(r"[,;]?[^,;?]{0,6}[查看收](?:一下|收|下)[了哈啊吧]*$")
"""It is asked of the office to look: 邮箱发了，张工查一下."""


def _says(deed: str, context: Context, is_asked: Callable[[str], bool] = asks) -> bool:
    said = normalise(context.text)
    if context.is_coordinator and not context.units:
        return False  # an office says nothing of itself
    is_told = not context.files and len(said) <= _LONGEST and lexicon().deeds.told(deed, said)
    return is_told and not is_asked(said) and not thanks(said)


def _asks(said: str) -> bool:
    """Something is asked beside that."""
    return asks(_LOOK.sub("", said))


def is_mailed(context: Context) -> bool:
    """It went by mail."""
    return _says("mailed", context, _asks)


def is_posted(context: Context) -> bool:
    """It went by post, or was brought."""
    return _says("posted", context, _asks)


def is_filed(context: Context) -> bool:
    """It was filed on a page of the office's."""
    return _says("filed", context, _asks)


def is_no_event(context: Context) -> bool:
    """There was nothing to report (零报送)."""
    return _says("no_event", context, lambda said: bool(_ASKS.search(_BEGS_OFF.sub("", said))))


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
    """Somebody says that nothing will be handed in, or nobody put forward."""
    said = normalise(context.text).strip(",.!~ ")
    if context.files or (context.is_coordinator and not context.units):
        return False
    return bool((context.units and _NOT_AT_ALL.fullmatch(said)) or _PUTS_NOBODY_FORWARD.fullmatch(said))


def give_up(context: Context, work: Work) -> Reply:
    """Drop what was begun and holds nothing; say how nothing is reported, or taken back."""
    burst = context.burst
    if burst and burst.receipt_no is None and not work.pieces.of_submission(burst.key):
        work.submissions.set(burst.key, state="lapsed", settled_at=context.now)
        return Reply(ReplyKind.CONFIRM, (wording.BEGUN_DROPPED,))
    is_all = _NOT_AT_ALL.fullmatch(normalise(context.text).strip(",.!~ "))
    words = wording.giving_up if is_all else wording.nobody_put_forward
    return Reply(ReplyKind.CLARIFY, words(_office(context) or "主管处室"))


def is_quiet(context: Context) -> bool:
    """No more reminders, please."""
    return _says("quiet", context, lambda said: bool(_DOUBTS.search(said)))


def is_away(context: Context) -> bool:
    """Somebody else looks after it."""
    return _says("away", context, lambda said: bool(_ASKS.search(said) or _DOUBTS.search(said)))


def mailed(context: Context, work: Work) -> Reply:
    """Note it; reminders stop until the office has looked."""
    return _declare(context, work, "mailed", wording.mailed)


def posted(context: Context, work: Work) -> Reply:
    """Note it; reminders stop until the office has looked."""
    return _declare(context, work, "posted", wording.posted)


def filed(context: Context, work: Work) -> Reply:
    """Note it; reminders stop until the office has looked."""
    return _declare(context, work, "filed", wording.filed)


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
    return Reply(ReplyKind.CONFIRM, (wording.substitute(office or "主管处室", context.text.strip(" 。.!！")),))


def _declare(context: Context, work: Work, kind: str, words: Callable[[str], str]) -> Reply:
    """Keep what a unit says of itself, once while it is undecided."""
    if context.running is None:
        return Reply(ReplyKind.STATE, (wording.NO_CAMPAIGN,))
    if context.unit is None:
        if context.unit_type is None or context.room is Room.SHARED_GROUP:
            if kind in wording.SENT and not context.units:
                line = wording.heard(wording.SENT[kind], _office(context) or "主管处室")
                return Reply(ReplyKind.STATE, (line,))
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
