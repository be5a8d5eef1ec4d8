"""The running campaign changed: confirmed first, then a new edition, told to those whom it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from re import Match

from handlers import acts, commands, naming
from handlers.context import Context
from handlers.dates import DAY, SPAN, read_day, read_span
from handlers.desk import arrangements
from handlers.publishing import changes, corrections
from handlers.publishing.changes import Change
from handlers.wording import desk as desk_wording
from handlers.wording import publishing as wording
from handlers.wording import spoken
from storage import editions
from storage.chat import Reply, ReplyKind
from storage.errors import Refused
from storage.notice.model import Notice
from storage.notice.printed import from_record, to_record
from storage.notice.routing import duties
from storage.patterns import Late
from storage.unit_of_work import Work

_EXTEND = Late(
    r"(?:请)?(?:把|将|给)?(?P<who>.{0,40}?)(?:的)?(?:截止|报送)?(?:时间|日期|期限)?(?:统一)?"
    r"(?:延期|延长|延后|推迟|顺延|宽限|放宽|延|往后(?:推|顺|挪|延|拖|放)"
    r"|(?:推后?|挪|缓|拖|放|宽|顺)(?=[到至])|[缓宽拖](?=[一二两三四五六七八九十\d]))(?:到|至|为)? ?"
    rf"(?:(?P<day>{DAY})|(?P<span>{SPAN}))(?:前|止)?(?:吧|了)?"
    r"|(?:(?P<who2>.{2,40}?)(?:说|反映|表示|[那这](?:边|头|里))?[^,]{0,10}[, ](?:就|那)?)"
    r"(?:再|多)*给(?:他们|她们|对方|人家)"
    rf"(?:再|多|宽限|宽|延|缓|拖|放)*(?P<span2>{SPAN})(?:时间)?"
    rf"|(?:再|多)*给(?P<who3>.{{2,40}}?)(?:再|多|宽限|宽|延|缓)*(?P<span3>{SPAN})(?:时间)?"
    rf"|(?P<who5>.{{2,40}}?)(?:说|想|要|申请|请求|希望|提出)+(?:晚|延期?|推迟|缓|宽限|多)(?:交|报)?(?P<span5>{SPAN})"
    r"[, ]*(?:同意|准了?|可以|行|批准|没问题)了?"
    rf"|(?P<who4>.{{2,40}}?)(?:再|多)(?:给|宽限)?(?P<span4>{SPAN})(?:时间)?"
    rf"|(?P<old>{DAY})(?:前|止)?的?(?:截止)?(?:改|调整?|挪|换)(?:成|到|为|至)?(?P<day2>{DAY})(?:前|止)?(?:吧|了)?"
)
_THERE = Late(r"(?<=..)[那这](?:边|头|里)$")
_TOLD_TOO = Late(
    r"[,，;。 ]+(?:再|就|都|也|去|你|给|跟|和|让|叫)*"
    r"(?:各[^,，]{1,6}?|大家|所有[^,，]{0,4}|每家|挨家|群里)?(?:都|也|统一|挨个)*"
    r"(?:告诉|通知|讲|说|知会|告知|打个?招呼)(?:到位?|一[声下]|下去?|一遍|各[^,，]{1,6}|大家|给)*$"
)
"""That everybody is to hear of it, which they do anyway."""

_RUMOUR = Late(r"听说|据说|说是")
_BEGS = Late(
    r"^(?:请问|我们?|这?个?|时间)*(?:能|可以)|能不能|可不可以|能否|可否|行不行|[好成行]不[好成行]|(?:吗|么|行不)[?？]?$"
)
"""Somebody asks for it, who may not grant it."""

_FILLERS = Late(
    rf"{corrections.LINE}(?=(?:都|统一|全部?)*$)|{corrections.OWN_LINE}|全部|全体|所有|大家|统一|单位|整体|一律|通知|能不能|可不可以|麻烦|帮我|给|把|将|都|再|就|那|各|的|时间|截止|报送|日期|请|一下|可以"
)
_CORRECT = Late(r"更正[: ]*(?P<sentence>.+)")
_CHANGE = Late(
    r"(?P<sentence>.{0,40}(?:截止|报送时间|报送日期|电话|邮箱|联系人|地址).{0,4}(?:改为|改成|改到|调整为|应为).+)"
)
CORRECTION = "更正"
"""The reason of an edition that puts right what was told wrong; whoever heard it is told."""

_BA = Late(r"^(?:请|麻烦)?(?:把|将)")


def _met(pattern: Late, context: Context) -> Match[str] | None:
    """Match an order; a coordinator's also without the words that all are to hear of it."""
    short = _TOLD_TOO.sub("", commands.bare(context.text)) if context.is_coordinator else ""
    return (pattern.fullmatch(short) if short else None) or commands.match(pattern, context)


def is_extension(context: Context) -> bool:
    """Somebody says that there is more time."""
    found = _met(_EXTEND, context) if context.campaign is not None and not context.files else None
    is_plain = found is not None and bool(found["day"] or found["span"]) and not _BEGS.search(context.text)
    return found is not None and (is_plain or context.is_coordinator) and not _RUMOUR.search(context.text)


def extend(context: Context, work: Work) -> Reply:
    """Give one unit more time at once; some types or all after a yes."""
    found, notice = _met(_EXTEND, context), context.notice
    no = commands.refusal(context)
    if no or not found or notice is None:
        return no or Reply(ReplyKind.CLARIFY, (wording.NO_CAMPAIGN,))
    who = _THERE.sub("", commands.part(found, "who"))
    named = naming.within(work, who)
    types = () if named else _types(context, notice, who)
    if not types:
        units = named or naming.find(work, who)
        if len(units) != 1:
            return _whom(found, who, [unit.name for unit in units])
        due = arrangements.due_of(context, work, units[0])
        return arrangements.extend(context, work, units[0], _day(context, found, due))
    dates = [one.deadline.date for one in duties(notice) if one.unit_type in types and one.deadline]
    due = max((one for one in dates if one), default=None)
    on = _day(context, found, due)
    old = read_day(found["old"], context.today, due) if found["old"] else due
    if old != due:
        return Reply(ReplyKind.CLARIFY, (spoken.which_date(found["old"], due),))
    if on is None or on < context.today or (due and on <= due):
        return Reply(ReplyKind.CLARIFY, (desk_wording.not_later(on, due),))
    return propose(context, work, changes.with_deadline(notice, types, on, context.today), reason="延期")


def _whom(found: Match[str], who: str, names: list[str]) -> Reply:
    """Ask which unit has more time; where none was named, nobody hands in to the person's office by the notice."""
    day, span = commands.part(found, "day"), commands.part(found, "span")
    asked = desk_wording.which_unit(who, names) if who else spoken.NOBODY_HERE
    return Reply(ReplyKind.CONFIRM, (asked, spoken.in_full(day, span)))


def is_correction(context: Context) -> bool:
    """Somebody puts right what the running notice says; without the word 更正 only a coordinator is taken at it."""
    if context.campaign is None:
        return False
    is_changed = context.is_coordinator and not context.files and _met(_CHANGE, context) is not None
    return commands.said(_CORRECT)(context) or is_changed


def correct(context: Context, work: Work) -> Reply:
    """Say what would be told to whom about a correction, and wait for a yes."""
    found, notice = commands.match(_CORRECT, context) or _met(_CHANGE, context), context.notice
    no = commands.refusal(context)
    if no or not found or notice is None:
        return no or Reply(ReplyKind.CLARIFY, (wording.NO_CAMPAIGN,))
    try:
        new = corrections.corrected(_BA.sub("", found["sentence"]), notice, context.today)
    except Refused as error:
        return Reply(ReplyKind.CLARIFY, (wording.cannot_correct(error.code, error.values),))
    if new is None:
        return Reply(ReplyKind.CLARIFY, (wording.NOT_UNDERSTOOD,))
    return propose(context, work, new, reason=CORRECTION)


def propose(context: Context, work: Work, new: Notice, *, reason: str) -> Reply:
    """Say what a new edition would change for whom, and wait for a yes."""
    told = changes.differences(context.notice, new) if context.notice else []
    if not told:
        return Reply(ReplyKind.CLARIFY, (wording.NOTHING_CHANGES,))
    foreign = _foreign(context, new, told)
    if foreign:
        return Reply(ReplyKind.DECLINE, (wording.other_offices(foreign),))
    lines = wording.proposed(reason, [(one.unit_types, one.text) for one in told])
    return acts.ask(context, work, "amend", {"record": to_record(new), "reason": reason}, lines)


def amend(context: Context, work: Work) -> Reply:
    """Put the new edition in force and have those told whom it concerns."""
    data = acts.take(context, work)
    campaign, old = context.campaign, context.notice
    if campaign is None or old is None:
        return Reply(ReplyKind.CLARIFY, (wording.NO_CAMPAIGN,))
    new, by = from_record(data["record"]), context.member.name
    told = changes.differences(old, new)
    editions.publish(work, new, by=by, reason=data["reason"], campaign=campaign)
    edition_id = work.campaigns.get(campaign.key).edition_id
    is_correction = data["reason"] == CORRECTION
    for one in told:
        text = (wording.correction if is_correction else wording.change)(
            one.unit_types, one.correction if is_correction else one.text
        )
        work.announcements.add(
            campaign_id=campaign.key,
            edition_id=edition_id,
            kind="correct" if is_correction else "change",
            text=text,
            unit_types=list(one.unit_types),
            ordered_by=by,
            ordered_at=work.now,
        )
    return Reply(ReplyKind.CONFIRM, (wording.amended([one.text for one in told]),))


def _types(context: Context, notice: Notice, who: str) -> tuple[str, ...]:
    """The unit types that words mean: those of the person's offices where everybody is meant."""
    bare = _FILLERS.sub("", who)
    named = (corrections.named_types(notice, who) or corrections.named_types(notice, bare)) if bare else ()
    if named or bare:
        return named
    return tuple(one.unit_type for one in duties(notice) if one.office in context.offices)


def _day(context: Context, found: Match[str], due: date | None) -> date | None:
    """The new day: as said, or so many days after the old one."""
    if day := commands.part(found, "day"):
        return read_day(day, context.today, due)
    span = read_span(commands.part(found, "span"))
    return due + span if due and span else None


def _foreign(context: Context, new: Notice, told: Sequence[Change]) -> list[str]:
    """The offices concerned that are not the person's."""
    concerned = {unit_type for one in told for unit_type in one.unit_types}
    offices = [one.office for one in duties(new) if one.unit_type in concerned and one.office]
    return list(dict.fromkeys(office for office in offices if office not in context.offices))
