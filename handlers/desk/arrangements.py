"""What a coordinator grants one unit: more time, or to hand in nothing; done at once, told to the unit, taken back."""

from __future__ import annotations

from datetime import date

from handlers import commands, naming
from handlers.context import Context
from handlers.desk import units
from handlers.desk.items import item
from handlers.submissions import kinds
from handlers.wording import desk as wording
from storage.chat import Reply, ReplyKind
from storage.notice.model import MaterialKind
from storage.notice.routing import duty
from storage.patterns import Late
from storage.standing import EXEMPTION, EXTENSION
from storage.tables import Arrangement, Unit
from storage.unit_of_work import Work

_EXEMPT = Late(
    r"(?:请)?(?:免报|免交|豁免)[: ]*(?P<who>.{2,40}?)(?:[ ,:(]+(?:原因|因为|理由|由于)?是?[: ]*(?P<why>.{1,190}?)\)?)?"
    r"|(?:把|将|给)?(?P<who2>.{2,40}?)(?:今年|这次|本次|就)?(?:的)?(?:免报|免交|免了|不用报了?|不用交了?|可以不报)[吧啊]?"
    r"(?:[ ,:]+(?:原因|因为|理由|由于)?是?[: ]*(?P<why2>.{1,190}))?"
)
_END = Late(
    r"(?:请)?(?:取消|撤销|恢复)(?P<who>.{2,40}?)的?(?P<what>延期|免报)"
    r"|(?:请)?(?:取消|撤销)(?P<what2>延期|免报)[: ]*(?P<who2>.{2,40})"
    r"|(?P<who3>.{2,40}?)的?(?P<what3>延期|免报)(?:取消|撤销|撤回|不算|作废)了?"
    r"|(?:(?:搞|弄|说)错了?)?[, ]*(?P<who4>.{2,40}?)(?:还是)?(?:不免报?|不能免报?|还是要报的?|恢复报送)了?"
)
_KINDS = {"延期": EXTENSION, "免报": EXEMPTION}


def extend(context: Context, work: Work, unit: Unit, on: date | None) -> Reply:
    """Give one unit until another day, at once."""
    no = commands.refusal(context, units.office_of(context, unit))
    if no:
        return no
    due = due_of(context, work, unit)
    if on is None or on < context.today or (due and on <= due):
        return Reply(ReplyKind.CLARIFY, (wording.not_later(on, due),))
    _grant(context, work, unit, EXTENSION, until_on=on)
    told = units.tell(context, work, unit, "extension", wording.you_have_until(on))
    return Reply(ReplyKind.CONFIRM, wording.extended(unit.name, on, told=told))


def due_of(context: Context, work: Work, unit: Unit) -> date | None:
    """Return the day by which a unit has to hand in as things stand."""
    own = _granted(context, work, unit, EXTENSION)
    if own and own.until_on:
        return own.until_on
    unit_type = units.type_of(context, unit)
    deadline = duty(context.notice, unit_type).deadline if context.notice and unit_type else None
    return deadline.date if deadline else None


def is_exemption(context: Context) -> bool:
    """Somebody says that a unit need not hand in."""
    return commands.said_by_coordinator(_EXEMPT)(context) and not is_end(context)


def exempt(context: Context, work: Work) -> Reply:
    """Let a unit hand in nothing, at once."""
    found = commands.match(_EXEMPT, context)
    unit = units.one(context, work, commands.part(found, "who"))
    if isinstance(unit, Reply):
        return unit
    reason = commands.verbatim(context, commands.part(found, "why"))
    meant = _material(context, unit, reason, is_whole=True)
    material = _material(context, unit, commands.part(found, "who")) or meant
    reason = "" if meant else reason
    _grant(context, work, unit, EXEMPTION, material=material, reason=reason)
    told = units.tell(context, work, unit, "exemption", wording.you_are_exempt(material))
    return Reply(ReplyKind.CONFIRM, wording.exempted(unit.name, material, reason, told=told))


def _material(context: Context, unit: Unit, words: str, *, is_whole: bool = False) -> str:
    """The material of the unit's that words end with, or are; empty where they name none."""
    owed = tuple(
        one for one in units.materials_of(context, unit) if one.kind in (MaterialKind.DOCUMENT, MaterialKind.MEDIA)
    )
    for name in sorted({*(one.name for one in owed), *kinds.MATERIAL_WORDS}, key=len, reverse=True):
        if words == name or (words.endswith(name) and not is_whole):
            return item(name, 1, owed).material or ""
    return ""


def is_end(context: Context) -> bool:
    """A coordinator takes a grant back."""
    return commands.said_by_coordinator(_END)(context)


def end(context: Context, work: Work) -> Reply:
    """Let the notice alone hold for a unit again; where everyday words mean no unit, they are a question."""
    found = commands.match(_END, context)
    if found and found["who4"] and not naming.find(work, found["who4"]):
        return commands.NOT_MEANT
    unit = units.one(context, work, commands.part(found, "who"))
    if isinstance(unit, Reply):
        return unit
    word = commands.part(found, "what") or "免报"
    material = _material(context, unit, commands.part(found, "who"))
    granted = _granted(context, work, unit, _KINDS[word], material)
    if granted is None:
        return Reply(ReplyKind.CLARIFY, (wording.nothing_granted(unit.name, word),))
    return end_grant(context, work, granted)


def end_grant(context: Context, work: Work, granted: Arrangement) -> Reply:
    """End a grant, and tell the unit."""
    unit = work.units.get(granted.unit_id)
    word = f"{granted.material}{'延期' if granted.kind == EXTENSION else '免报'}"
    work.arrangements.set(granted.key, ended_at=context.now)
    told = units.tell(
        context, work, unit, "arrangement-ended", wording.your_grant_ended(word, due_of(context, work, unit))
    )
    return Reply(ReplyKind.CONFIRM, wording.grant_ended(unit.name, word, told=told))


def _grant(context: Context, work: Work, unit: Unit, kind: str, **values: object) -> None:
    """Write the grant down in place of an earlier one of its kind."""
    earlier = _granted(context, work, unit, kind, str(values.get("material", "")))
    if earlier:
        work.arrangements.set(earlier.key, ended_at=context.now)
    campaign = context.campaign
    work.arrangements.add(
        campaign_id=campaign.key if campaign else 0,
        unit_id=unit.key,
        kind=kind,
        granted_by=context.member.name,
        granted_at=context.now,
        **values,
    )


def _granted(context: Context, work: Work, unit: Unit, kind: str, material: str = "") -> Arrangement | None:
    """The grant of that kind in force, of a material or of everything."""
    c = work.arrangements.c
    campaign = context.campaign.key if context.campaign else 0
    here = (c.campaign_id == campaign, c.unit_id == unit.key, c.kind == kind, c.material == material)
    return work.arrangements.first(*here, c.ended_at.is_(None), order=c.id.desc())
