"""A coordinator's own words to many: looked at once more with whom they reach, then said to everybody concerned."""

from __future__ import annotations

import re
from collections import Counter

from handlers import acts, commands, naming
from handlers.context import Context
from handlers.desk import units
from handlers.publishing import corrections
from handlers.wording import desk as wording
from storage.chat import Reply, ReplyKind
from storage.notice.routing import duties
from storage.patterns import Late
from storage.reach import reach_of_units
from storage.unit_of_work import Work

_ANNOUNCE = Late(
    r"(?:请|帮我|麻烦)?"
    r"(?:(?:广播|群发|公告) *[:：]|(?:通知|告知|转告|告诉|提醒|私信|私聊)"
    r"(?:(?P<all>大家|各单位|所有单位|全体|各位) *[:：，,]?|(?P<who>[^:：，,。]{2,20}) *[:：])"
    r"|(?:给|跟|和|向|在)(?:(?P<all2>大家|各单位|所有单位|各家|全体|各位|群里面?)|(?P<who2>[^:：，,。]{2,20}?))都?"
    r"(?:说|讲|通知|发|告知|提|知会|喊|(?:[发说讲传递回带捎]|打)(?:个|句|一)(?:话|声|招呼|信))"
    r"(?:一声|一下|下|个通知|条消息|一条|个信|一?句话?)?(?:消息)? *[:：，,]"
    r"|(?:通知|告知|转告|告诉|提醒)(?P<who3>(?:各|所有)[^:：，,。 ]{1,16})[ ，,]"
    r"|(?:发|带|捎)(?:个|条|一条|一[下声句])?(?:消息|通知|[话信])?给(?P<who4>[^:：，,。 ]{2,20})[ :：，,])"
    r"\s*(?P<text>.{2,})",
    re.DOTALL,
)
_OWN_LINE = Late(corrections.OWN_LINE)
_LINE = Late(rf"{corrections.LINE}$")
_MOST_TEXT = 1500


def is_announcement(context: Context) -> bool:
    """Somebody wants something said to many."""
    found = _ANNOUNCE.fullmatch(context.text) if not context.files else None
    return found is not None and bool(
        context.is_coordinator or not (found["all2"] or found["who2"] or found["who3"] or found["who4"])
    )


def preview(context: Context, work: Work) -> Reply:
    """Show the words and whom they would reach, and wait for a yes."""
    no = commands.refusal(context)
    if no:
        return no
    found = _ANNOUNCE.fullmatch(context.text)
    if context.running is None or context.notice is None or found is None:
        return Reply(ReplyKind.CLARIFY, (wording.NO_CAMPAIGN,))
    text, who = found["text"].strip(), commands.part(found, "who") or None
    if len(text) > _MOST_TEXT:
        return Reply(ReplyKind.CLARIFY, (wording.announcement_too_long(len(text), _MOST_TEXT),))
    own = tuple(one.unit_type for one in duties(context.notice) if one.office in context.offices)
    named = () if who is None else corrections.named_types(context.notice, _LINE.sub("", who))
    types = own if who is None or _OWN_LINE.fullmatch(who) else tuple(one for one in named if one in own)
    if who and not types and len(naming.find(work, who)) == 1:
        return _to_one(context, work, who, text)
    if not types:
        return Reply(ReplyKind.CLARIFY, (wording.no_such_types(who or ""),))
    ways = reach_of_units(work)
    concerned = [unit for unit in work.units.all() if units.type_of(context, unit) in types]
    counts = Counter(ways[unit.key] for unit in concerned)
    return acts.ask(context, work, "announce", {"text": text, "types": types}, wording.announcing(text, types, counts))


def _to_one(context: Context, work: Work, who: str, text: str) -> Reply:
    """Show the words and the one unit that would hear them, and wait for a yes."""
    unit = units.one(context, work, who)
    if isinstance(unit, Reply):
        return unit
    way = reach_of_units(work)[unit.key]
    return acts.ask(context, work, "tell_unit", {"text": text, "unit": unit.key}, wording.telling(unit.name, way, text))


def tell_unit(context: Context, work: Work) -> Reply:
    """Have the words said to the one unit."""
    data = acts.take(context, work)
    unit = work.units.get(int(data["unit"]))
    told = units.tell(context, work, unit, "words", wording.from_office(context.office or "", data["text"]))
    return Reply(ReplyKind.CONFIRM, (wording.told_unit(unit.name, told=told),))


def announce(context: Context, work: Work) -> Reply:
    """Have the words said to everybody concerned."""
    data = acts.take(context, work)
    if context.running is None:
        return Reply(ReplyKind.CLARIFY, (wording.NO_CAMPAIGN,))
    work.announcements.add(
        campaign_id=context.running.key,
        edition_id=context.running.edition_id,
        kind="words",
        text=data["text"],
        office=context.office,
        unit_types=list(data["types"]),
        ordered_by=context.member.name,
        ordered_at=context.now,
    )
    return Reply(ReplyKind.CONFIRM, (wording.ANNOUNCED,))
