"""What came by mail, by post or by hand, entered by the coordinator: in one line, at once, with a receipt number."""

from __future__ import annotations

from collections.abc import Sequence
from re import Match

from handlers import commands, naming
from handlers.context import Context
from handlers.desk import units
from handlers.desk.items import Item, item, read_items
from handlers.lexicon import lexicon
from handlers.submissions import saying
from handlers.wording import desk as wording
from scheduler.clock import beijing_date
from storage.chat import MediaKind, Reply, ReplyKind
from storage.notice.model import Material
from storage.patterns import Late
from storage.standing import MAILED
from storage.tables import Submission, Unit
from storage.unit_of_work import Work

_CHANNELS = {
    "mail": ("邮箱", "邮件", "电邮", "email"),
    "post": ("邮寄", "快递", "寄"),
    "hand": ("纸质", "当面", "送来", "现场", "U盘", "线下"),
}
_PLEASE = r"(?:请|麻烦|帮我|帮忙|帮)?"
_NOTE = (
    r"(?:登记一?[下哈]|登记上?|登一?[下哈]|登上|记一?[下哈]|记上|补录|录入|录一?[下哈]|记录一?下|记录"
    r"|入账|收下|签收|算上)"
)
_WAY = r"从?(?:邮箱|邮件|电邮|邮寄|快递|U盘)(?:里|中)?"
_VERB = r"(?:发来|寄来|送来|交来|报来|收到|来|到)了?|(?:发|寄|送|交|报)(?:过来)?了"
_NOBODY = r"(?!.*(?:(?<!帮)我|您|你|@|吗|要不要|是不是|怎么))"
_CAME = Late(
    rf"{_NOBODY}{_PLEASE}(?:{_NOTE})?[: ,]*(?P<who>[^:\d]{{2,40}}?)的?"
    rf"(?P<how>{_WAY}(?:{_VERB})?|(?:纸质|当面|现场|线下)?(?:发来|寄来|送来|交来|报来|来|收到)了?)[: ,]*"
    rf"(?P<what>.+?)(?:[,;。 ]*{_PLEASE}{_NOTE}吧?)?"
)
_BODY = r"(?:学会|协会|研究会|促进会|科协|局|大学|学院|公司|集团|医院|中心|[所院])"
_RECEIVED = Late(
    rf"{_NOBODY}{_PLEASE}(?:刚刚?|今天|昨天)?(?P<how>{_WAY})?收到了?(?P<who>[^:\d,]{{2,30}}?{_BODY})"
    rf"(?:(?P<how2>{_WAY}|当面)(?:[发寄送交](?:过?来)?))?的?(?:邮件|快递)?[: ,]*(?P<what>.+?)"
    rf"(?:[,;。 ]*{_PLEASE}{_NOTE}吧?)?"
)
_ALONE = Late(
    rf"{_NOBODY}{_PLEASE}(?P<who>[^:\d,]{{2,30}}?)的(?P<what2>[^,:\d的]{{2,12}}?)(?:已经?|也|都|刚|今天)*"
    rf"(?P<how>{_WAY}(?:{_VERB})?|(?:纸质|当面|现场|线下)(?:{_VERB})?)[, ]*{_PLEASE}{_NOTE}吧?"
    rf"|{_NOBODY}(?P<who2>[^:\d,的]{{2,30}}?)(?P<how2>{_WAY}|当面|现场|线下)[交送发寄](?:过?来)?了?"
    rf"(?P<what3>[^,:\d的]{{2,12}}?)了?[, ]*{_PLEASE}{_NOTE}吧?"
)
"""One thing that is not counted, and an order to enter it: 物理学会的总结邮箱收到了，登一下."""

_ARRIVES = Late(
    rf"{_NOBODY}(?:(?P<who>[^:\d,的]{{2,20}}?)的)?.{{0,30}}?(?:邮[箱件寄政]|电邮|快[递件]|包裹|挂号信?|顺丰|EMS|纸质|U盘|光盘|原件)"
    rf".{{0,10}}?(?:到|收|来)了?[, ].{{0,16}}?{_NOTE}[吧哈]?"
)
_ENTER = Late(
    rf"{_NOBODY}{_PLEASE}{_NOTE}[: ]*(?P<who>.{{2,40}}?)[: ,]+(?P<what>.+?)"
    r"(?:[( ,]*(?P<how>邮箱|邮件|邮寄|快递|纸质|当面)\)?)?"
)
_UNDO = Late(r"撤回[: ]*(?P<number>\d{4}-\d{3,})")


def is_entry(context: Context) -> bool:
    """A coordinator says what came from a unit outside the chats."""
    if not context.is_coordinator or context.files:
        return False
    return _found(context) is not None


def enter(context: Context, work: Work) -> Reply:
    """Enter it at once where the unit is clear, else ask which one is meant."""
    found = _found(context)
    unit = units.one(context, work, commands.part(found, "who"))
    if isinstance(unit, Reply):
        return unit
    items = _items(found, units.materials_of(context, unit))
    channel = channel_of(commands.part(found, "how"))
    submission = write(context, work, unit, channel, items)
    settle_declarations(context, work, unit)
    counted = wording.counted([(one.name, one.count) for one in items])
    told = units.tell(context, work, unit, "entered", wording.your_mail_entered(counted, submission.receipt_no or ""))
    return Reply(ReplyKind.CONFIRM, wording.entered(unit.name, counted, submission.receipt_no or "", told=told))


def is_unclear(context: Context) -> bool:
    """A coordinator who hands in for nobody tells of something that came, but not of whom or how much."""
    is_desk = context.is_coordinator and not context.units and context.burst is None
    if not is_desk or context.files:
        return False
    return bool(saying.announced(context.text)) or commands.match(_ARRIVES, context) is not None


def ask_clearly(context: Context, _work: Work) -> Reply:
    """Show how an arrival is entered."""
    found = commands.match(_ALONE, context) or commands.match(_ARRIVES, context)
    who = commands.part(found, "who") or naming.spoken(commands.bare(context.text))
    return commands.refusal(context) or Reply(ReplyKind.CLARIFY, (wording.how_to_enter(who),))


def _found(context: Context) -> Match[str] | None:
    """The sentence taken apart, in the first spelling in which something is counted."""
    matches = (commands.match(pattern, context) for pattern in (_RECEIVED, _CAME, _ENTER, _ALONE))
    return next((found for found in matches if found and _items(found, ())), None)


def _items(found: Match[str] | None, materials: tuple[Material, ...]) -> tuple[Item, ...]:
    """What the sentence counts; a paper that is named alone is one, of pictures nobody knows how many."""
    named = found.groupdict() if found else {}
    alone = named.get("what2") or named.get("what3")
    if alone:
        one = item(alone, 1, materials)
        return (one,) if one.kind is MediaKind.FILE and lexicon().things.fullmatch(alone) else ()
    return read_items(commands.part(found, "what"), materials)


def write(context: Context, work: Work, unit: Unit, channel: str, items: Sequence[Item]) -> Submission:
    """Write down a hand-in that came another way, under a receipt number of its own."""
    campaign = context.campaign
    number = work.submissions.add(
        campaign_id=campaign.key if campaign else 0,
        unit_id=unit.key,
        channel=channel,
        state="entered",
        receipt_no=work.submissions.next_receipt_no(beijing_date(context.now)),
        opened_at=context.now,
        changed_at=context.now,
        receipted_at=context.now,
        settled_at=context.now,
    )
    for one in items:
        work.pieces.add(
            submission_id=number,
            campaign_id=campaign.key if campaign else 0,
            unit_id=unit.key,
            inbox_id=context.inbox.key,
            material=one.material,
            kind=one.kind.value,
            media_type="" if one.kind is MediaKind.FILE else one.kind.value,
            name=one.name,
            count=one.count,
            received_at=context.now,
        )
    return work.submissions.get(number)


def settle_declarations(context: Context, work: Work, unit: Unit) -> None:
    """What the unit said it had mailed is entered now, whether it was found before or not."""
    c = work.declarations.c
    campaign = context.campaign.key if context.campaign else 0
    here = (c.campaign_id == campaign, c.unit_id == unit.key, c.kind.in_(MAILED))
    waiting = (*here, c.state.in_(("pending", "received")))
    work.declarations.change(*waiting, state="entered", decided_at=context.now, decided_by=context.member.name)


def channel_of(words: str) -> str:
    """The channel that words name: mail unless they say otherwise."""
    return next((channel for channel, signs in _CHANNELS.items() if any(sign in words for sign in signs)), "mail")


def is_undo(context: Context) -> bool:
    """A coordinator who hands in for nobody takes an entry back."""
    return not context.units and commands.said_by_coordinator(_UNDO)(context)


def undo(context: Context, work: Work) -> Reply:
    """Take an entry back; what units handed in themselves is returned, not withdrawn."""
    found = commands.match(_UNDO, context)
    submission = units.hand_in(context, work, commands.part(found, "number"))
    if isinstance(submission, Reply):
        return submission
    if submission.state != "entered":
        return Reply(ReplyKind.CLARIFY, (wording.return_instead(submission.receipt_no or ""),))
    return take_back(context, work, submission)


def take_back(context: Context, work: Work, submission: Submission) -> Reply:
    """Let an entry count no more."""
    work.submissions.set(submission.key, withdrawn_at=context.now)
    work.pieces.change(work.pieces.c.submission_id == submission.key, withdrawn_at=context.now)
    return Reply(ReplyKind.CONFIRM, (wording.entry_undone(submission.receipt_no or ""),))
