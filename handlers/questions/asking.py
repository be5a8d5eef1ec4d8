"""The last conversation of the table: whatever is addressed to the bot and is nothing else is a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers import progress, teaching
from handlers.choosing import WHICH
from handlers.context import Context
from handlers.desk import figures
from handlers.publishing import drafts
from handlers.questions import menu
from handlers.questions.answers import answer
from handlers.questions.asker import Answer, Asker, Memory
from handlers.questions.lookup.index import index_of
from handlers.questions.meant.entities import names_in
from handlers.questions.typed.hearing import understands
from handlers.questions.typed.spelling import normalise
from handlers.wording import questions as wording
from scheduler.clock import beijing_date
from scheduler.phrases import clipped, subject
from scheduler.wording import handing_in
from storage.chat import Button, DeliveryKind, Reply, ReplyKind, Role
from storage.notice.model import Notice
from storage.notice.routing import duty
from storage.standing import EXTENSION, type_of
from storage.unit_of_work import Work

REMEMBERS_FOR = timedelta(minutes=10)
"""How long 「那邮箱呢」 is understood."""

_MEMORY = "asked"


def is_asked(context: Context) -> bool:
    """Words, and nothing that another conversation took."""
    return not context.files


def ask(context: Context, work: Work) -> Reply | None:
    """Answer from the notice; what it leaves open goes to the office, or comes from what the office said before."""
    notice = context.notice
    if notice is None:
        has_draft = drafts.is_held(context)
        return Reply(ReplyKind.DECLINE, (wording.DRAFT_WAITS if has_draft else wording.NO_CAMPAIGN,))
    if WHICH in context.held:
        context = _as_asked(context, work)
    elif context.is_open and (question := _which(context, work)):
        return question
    put_right = teaching.known_question(work, context, disputed_only=True)
    if put_right:
        return Reply(ReplyKind.ANSWER, tuple(teaching.use(work, context, put_right).splitlines()))
    said = answer(context.text, notice, _asker(context, work))
    if said.is_standing:
        is_desk = context.is_coordinator and not context.units
        return figures.show_all(context, work) if is_desk else progress.show_own(context, work)
    if said.open_question:
        return _pass_on(context, work, said)
    if said.memory:
        until = context.now + REMEMBERS_FOR
        campaign = context.campaign.key if context.campaign else 0
        kept = {**said.memory.as_json(), "said": context.text[:100], "campaign": campaign}
        work.pending.hold(context.chat.key, context.member.key, _MEMORY, kept, until)
    return _with_name(context, menu.offered(context, said.reply) if said.reply else None)


def _which(context: Context, work: Work) -> Reply | None:
    """Ask which campaign is meant, where they do not all say the same to it; keep the question until that is said."""
    running = [(context.campaign, context.notice), *context.others]
    said = [answer(context.text, notice, _asker(context, work, notice)) for _, notice in running if notice]
    lines = {one.reply.lines if one.reply else () for one in said}
    if len(lines) == 1 or not any(one.memory for one in said):
        return None
    kept = {"text": context.text, "campaigns": [campaign.key for campaign, _ in running if campaign]}
    work.pending.hold(context.chat.key, context.member.key, WHICH, kept, context.now + REMEMBERS_FOR)
    names = [subject(notice) for _, notice in running if notice]
    buttons = tuple(Button(clipped(name, 12), f"第{place}个") for place, name in enumerate(names, 1))
    return Reply(ReplyKind.CLARIFY, wording.which_campaign(names), buttons=buttons)


def _as_asked(context: Context, work: Work) -> Context:
    """The question that waited for its campaign, once that was said; another question lets it wait no more."""
    waiting = context.held[WHICH]
    work.pending.drop(context.chat.key, context.member.key, WHICH)
    if context.is_open or understands(context.text):
        return context
    return replace(context, message=replace(context.message, text=waiting["text"]))


def _with_name(context: Context, reply: Reply | None) -> Reply | None:
    """Where several campaigns run, an answer says of which it is."""
    if reply is None or not context.others or reply.kind is not ReplyKind.ANSWER or context.notice is None:
        return reply
    return replace(reply, lines=(wording.of_campaign(subject(context.notice)), *reply.lines))


def _asker(context: Context, work: Work, notice: Notice | None = None) -> Asker:
    """The person as the answers know them; another notice may call their unit by another name."""
    held = context.held.get(_MEMORY)
    today = beijing_date(context.now)
    return Asker(
        now=context.now,
        unit_type=type_of(notice, context.unit) if notice and context.unit else context.unit_type,
        unit_name=context.unit.name if context.unit else None,
        room=context.room,
        role=Role.COORDINATOR if context.is_coordinator else Role.LIAISON,
        office=context.office,
        workdays_until=lambda day: context.calendar.workdays_until(today, day),
        previous=Memory.from_json(held) if held else None,
        extended_to=_extended(context, work),
        quotes=_quoted(context),
        aliases=_aliases(context, work, notice or context.notice),
        how_here=handing_in.here(context.chat),
    )


def _aliases(context: Context, work: Work, notice: Notice | None) -> dict[str, str]:
    """The units of the roster that a question names, with the notice's words for their types."""
    named = names_in(normalise(context.text)) if notice else []
    units = {row.folded: work.units.get(row.unit_id) for row in work.aliases.named(named)} if named else {}
    found = {name: type_of(notice, unit) for name, unit in units.items()} if notice else {}
    return {name: kind for name, kind in found.items() if kind}


def _extended(context: Context, work: Work) -> date | None:
    """The later date of the asker's own unit."""
    if context.unit is None or context.campaign is None:
        return None
    about = {"campaign_id": context.campaign.key, "unit_id": context.unit.key, "kind": EXTENSION}
    found = work.arrangements.having(**about, ended_at=None)
    return found[-1].until_on if found else None


def _quoted(context: Context) -> DeliveryKind | None:
    """What kind of message is replied to."""
    kind = (context.message.quotes or "").split("/")[0]
    return DeliveryKind(kind) if kind in set(DeliveryKind) else None


def _left_open(context: Context, notice: Notice) -> tuple[str, ...]:
    """That the notice leaves it open, to be asked of the only contact that holds for a unit without an office."""
    own = None if context.is_coordinator else index_of(notice).duty(context.unit_type)
    contact = own.contact if own and own.office is None else None
    if contact is None or not contact.office:
        return (wording.NOT_WRITTEN,)
    return (wording.NOT_WRITTEN_HERE, wording.ask_office(contact.office, contact))


def _pass_on(context: Context, work: Work, said: Answer) -> Reply | None:
    """Let the office answer, once; what it answered before is used again. An office is not sent its own question."""
    if context.campaign is None or context.notice is None:
        return said.reply
    known = teaching.known_question(work, context)
    if known:
        return Reply(ReplyKind.ANSWER, tuple(teaching.use(work, context, known).splitlines()))
    office = duty(context.notice, context.unit_type).office
    if context.is_coordinator or office is None or not context.running:
        rest = said.reply.lines[1:] if said.reply else ()
        return Reply(ReplyKind.ANSWER, (*_left_open(context, context.notice), *rest))
    teaching.ask_coordinator(work, context, context.text, office)
    return said.reply
