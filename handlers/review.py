"""Decisions on what came: accepted, returned with a reason; a mail found or not; 零报送 agreed to or not."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import commands, naming
from handlers.context import Context
from handlers.desk import units
from handlers.wording import review as wording
from scheduler import showing
from scheduler.wording import showing as showing_wording
from scheduler.wording.digests import decisions
from storage import revising
from storage.chat import Button, Form, FormField, Reply, ReplyKind
from storage.patterns import Late
from storage.reach import every_chat_of_coordinators
from storage.standing import MAILED, State
from storage.tables import Declaration, Submission, Unit
from storage.unit_of_work import Work

_MOST_DECIDED = 3
"""Hand-ins that one message has buttons for: two each, as many as a card of WeCom takes."""

_NUMBER = r"\d{4}-\d{3,}"
_WHY = r"[ ,:]*(?:原因|理由)?[: ]*"
_RETURN = Late(
    rf"(?:请)?(?:把|将)?(?:退回|打回)[: ]*(?P<number>{_NUMBER}){_WHY}(?P<why>.{{0,280}})"
    rf"|(?:请)?(?:把|将)?(?:回执号)?(?P<number2>{_NUMBER}) ?(?:的?材料)?(?:退回|打回)去?{_WHY}(?P<why2>.{{0,280}})"
)
_WHAT = r"材料|总结|照片|图片|视频|那份|那几张|报送"
_BACK = r"(?:退回去?|打回去?|退了|退掉|退给(?:他们|对方|单位)|让(?:他们|对方)重[交报发拍写])"
_RETURN_UNIT = Late(
    r"(?!.*(?:什么|怎么|[哪吗我啥咋]|老是|总是|[退打]回来|邮[件箱]|信箱|退信|@))(?:请)?(?:"
    rf"(?:把|将)?(?P<who3>[^,]{{2,40}}?)的?(?P<what3>{_WHAT})(?P<why3>[^,]{{1,60}}),(?:请|要|先|给)*{_BACK}(?:重[做拍写报交]|修改)?吧?"
    rf"|(?:把|将)?(?P<who>.{{2,40}}?)的?(?P<what>{_WHAT})?(?:都|全)?(?:给)?{_BACK}(?:吧|重做|修改)?"
    rf"{_WHY}(?P<why>.{{0,280}})"
    rf"|(?:退回|打回)[: ]*(?P<who2>[^\d的].{{1,40}}?)(?:的(?P<what2>{_WHAT}))?(?:[ ,:]+(?P<why2>.{{1,280}}))?)"
)
_ACCEPT = Late(
    rf"(?:认可|通过|审核通过|验收)[: ]*(?:(?P<number>{_NUMBER})|(?P<who>.{{2,40}}?))(?:的?(?:材料|报送))?"
    rf"|(?:回执号)?(?P<number2>{_NUMBER}) ?(?:认可|通过|审核通过|没问题)了?"
    r"|(?!.*(?:什么|怎么|[哪吗谁啥几]|不|没(?!问题|毛病)))(?:把|将)?(?!审核|全|都|所有|待审)(?P<who2>[^\d:]{2,40}?)的?"
    r"(?:材料|总结|照片|报送)?(?:都|就)?(?:认可|通过|审核通过|没问题|没毛病|可以|合格|行)了?"
)
_RECEIVED = Late(
    r"(?P<verdict>已收到?|未见|没收到|未收到|没见到|没有收到)[: ]*(?P<who>.{2,40}?)的?(?:邮件|材料|快递)?了?"
    r"|(?P<who2>.{2,40}?)的?(?:邮件|邮箱|快递|来件)里?(?:我们?)?(?:都|已经)?"
    r"(?P<verdict2>已收到?|收到了?|看到了?|找到了?|未见|没收到|未收到|没见到|没看到|没找到)"
    r"|(?P<who3>.{2,40}?)的?(?P<verdict3>未见|没收到|未收到|没见到|没看到|没找到)(?:邮件|来件|快递)"
)
_NO_EVENT = Late(
    r"零报送 ?(?P<verdict>同意|不同意|不行|驳回)[: ]*(?P<who>.{2,40})"
    r"|(?P<verdict2>同意|不同意)[: ]*(?P<who2>.{2,40}?)的?零报送"
    r"|(?P<who3>.{2,40}?)的?零报送(?P<verdict3>同意|不同意|可以|不行)"
)


def is_return(context: Context) -> bool:
    """Somebody sends a hand-in back."""
    return commands.said(_RETURN)(context) or commands.said(_RETURN_UNIT)(context)


def send_back(context: Context, work: Work) -> Reply:
    """Return a hand-in with its reason to the unit; one named by its unit is found if it is the only one."""
    no = commands.refusal(context)
    if no:
        return no
    found = commands.match(_RETURN, context)
    if found:
        submission = units.hand_in(context, work, commands.part(found, "number"))
    else:
        found = commands.match(_RETURN_UNIT, context)
        submission = _only(context, work, commands.part(found, "who"))
    why = _reason(commands.verbatim(context, commands.part(found, "why")), commands.part(found, "what"))
    if isinstance(submission, Reply):
        return submission
    number = submission.receipt_no or ""
    if not why:
        line = wording.why_returned(number, _name(work, submission))
        return Reply(ReplyKind.CONFIRM, (line,), form=return_form(number))
    _judge(context, work, submission, "returned", why)
    work.pieces.change(work.pieces.c.submission_id == submission.key, returned_at=context.now)
    _show(work, submission, showing_wording.returned(number, context.member.name, context.now, why))
    if submission.unit_id is None:
        return Reply(ReplyKind.CONFIRM, wording.returned(number, "", why, told=False))
    unit = work.units.get(submission.unit_id)
    told = units.tell(context, work, unit, "returned", wording.yours_returned(number, why))
    return Reply(ReplyKind.CONFIRM, wording.returned(number, unit.name, why, told=told))


def _reason(why: str, what: str) -> str:
    """The reason as the unit reads it: with the material, where the sentence named it before."""
    is_clear = not why or not what or what in why or what in ("材料", "报送", "那份", "那几张")
    return why if is_clear else f"{what}{why}"


def buttons(numbers: Sequence[str]) -> tuple[Button, ...]:
    """Return the buttons by which hand-ins are decided on, the newest at most."""
    newest = numbers[-_MOST_DECIDED:]
    are_several = len(newest) > 1
    of = {number: number if are_several else "" for number in newest}
    return tuple(
        Button(f"{label}{of[number]}", f"{says} {number}", is_extra=are_several)
        for number in newest
        for label, says in (("接收", "认可"), ("退回", "退回"))
    )


def return_form(number: str) -> Form:
    """Return the form that sends a hand-in back with its reason."""
    why = FormField("why", wording.WHY, placeholder=wording.WHY_LIKE, required=True)
    return Form(f"退回 {number} {{why}}", (why,), label=wording.RETURN)


def is_acceptance(context: Context) -> bool:
    """A coordinator accepts what came."""
    return commands.said_by_coordinator(_ACCEPT)(context)


def accept(context: Context, work: Work) -> Reply:
    """Accept one hand-in, or all that a unit has there; where everyday words mean no unit, they are a question."""
    found = commands.match(_ACCEPT, context)
    if found and found["who2"] and not naming.find(work, found["who2"]):
        return commands.NOT_MEANT
    number = commands.part(found, "number")
    if number:
        one = units.hand_in(context, work, number)
        rows = [one] if isinstance(one, Submission) else one
    else:
        unit = units.one(context, work, commands.part(found, "who"))
        rows = _to_accept(context, work, unit) if isinstance(unit, Unit) else unit
        if isinstance(unit, Unit) and not rows:
            return Reply(ReplyKind.CLARIFY, (wording.nothing_there(unit.name),))
    if isinstance(rows, Reply):
        return rows
    for row in rows:
        accept_one(context, work, row)
    return Reply(ReplyKind.CONFIRM, (wording.accepted(_name(work, rows[0]), [row.receipt_no or "" for row in rows]),))


def accept_one(context: Context, work: Work, submission: Submission) -> None:
    """Accept a hand-in; what of it was returned counts again."""
    _judge(context, work, submission, "accepted", "")
    _take_again(work, submission)
    _show(work, submission, showing_wording.accepted(submission.receipt_no or "", context.member.name, context.now))


def take_back(context: Context, work: Work, submission: Submission) -> Reply:
    """Let a hand-in wait for its verdict again; a unit that was asked to put it right hears that it need not."""
    was_returned, number = submission.verdict == "returned", submission.receipt_no or ""
    work.submissions.set(submission.key, verdict="", verdict_reason="", verdict_by="", verdict_at=None)
    _take_again(work, submission)
    showing.hand_in(work, submission.key)
    unit = work.units.get(submission.unit_id) if submission.unit_id else None
    told = (
        was_returned and unit and units.tell(context, work, unit, "verdict-undone", wording.yours_not_returned(number))
    )
    return Reply(ReplyKind.CONFIRM, (wording.verdict_undone(_name(work, submission), number, told=bool(told)),))


def is_mail_verdict(context: Context) -> bool:
    """A coordinator has looked for what a unit said it had mailed."""
    return commands.said_by_coordinator(_RECEIVED)(context)


def judge_mail(context: Context, work: Work) -> Reply:
    """Settle what a unit said it had mailed: found, or not there, whereupon reminders go on and the unit hears so."""
    found = commands.match(_RECEIVED, context)
    unit = units.one(context, work, commands.part(found, "who"))
    if isinstance(unit, Reply):
        return unit
    waiting = _declared(context, work, unit, MAILED)
    if waiting is None:
        return Reply(ReplyKind.CLARIFY, (wording.nothing_declared(unit.name),))
    is_there = commands.part(found, "verdict").startswith(("已收", "收到", "看到", "找到"))
    line = showing_wording.looked_for(unit.name, context.member.name, context.now, is_there=is_there)
    _show_decided(work, State.MAILED, unit, line)
    if is_there:
        _decide(context, work, waiting, "received")
        return Reply(ReplyKind.CONFIRM, (wording.mail_received(unit.name),))
    _decide(context, work, waiting, "not_seen")
    told = units.tell(
        context, work, unit, "not-seen", wording.mail_not_seen(units.office_of(context, unit) or "报送处室")
    )
    return Reply(ReplyKind.CONFIRM, (wording.mail_missed(unit.name, told=told),))


def is_no_event_verdict(context: Context) -> bool:
    """A coordinator decides whether a unit that did nothing owes nothing."""
    return commands.said_by_coordinator(_NO_EVENT)(context)


def judge_no_event(context: Context, work: Work) -> Reply:
    """Settle a 零报送, and tell the unit."""
    found = commands.match(_NO_EVENT, context)
    unit = units.one(context, work, commands.part(found, "who"))
    if isinstance(unit, Reply):
        return unit
    waiting = _declared(context, work, unit, ("no_event",))
    if waiting is None:
        return Reply(ReplyKind.CLARIFY, (wording.no_zero_report(unit.name),))
    agreed = commands.part(found, "verdict") in ("同意", "可以")
    _decide(context, work, waiting, "accepted" if agreed else "refused")
    line = showing_wording.zero_report(unit.name, context.member.name, context.now, agreed=agreed)
    _show_decided(work, State.NO_EVENT, unit, line)
    told = units.tell(context, work, unit, "no-event", wording.your_zero_report(agreed=agreed))
    return Reply(ReplyKind.CONFIRM, (wording.zero_report(unit.name, agreed=agreed, told=told),))


def _only(context: Context, work: Work, words: str) -> Submission | Reply:
    """The only hand-in of a unit; which one is meant, where there are several."""
    unit = units.one(context, work, words)
    if isinstance(unit, Reply):
        return unit
    rows = units.hand_ins(context, work, unit)
    if len(rows) != 1:
        return Reply(ReplyKind.CONFIRM, (wording.which_hand_in(unit.name, [row.receipt_no or "" for row in rows]),))
    return rows[0]


def _to_accept(context: Context, work: Work, unit: Unit) -> list[Submission]:
    """What a unit has there; of what was returned nothing, unless there is nothing else."""
    rows = units.hand_ins(context, work, unit)
    return [row for row in rows if row.verdict != "returned"] or rows


def _take_again(work: Work, submission: Submission) -> None:
    """Let what was returned count again, but nothing that came once more meanwhile."""
    returned = [piece for piece in work.pieces.of_submission(submission.key) if piece.returned_at]
    here = work.pieces.counting(submission.campaign_id, submission.unit_id) if returned and submission.unit_id else []
    known = {(piece.sha256, piece.text) for piece in here}
    for piece in returned:
        if (piece.sha256, piece.text) not in known:
            work.pieces.set(piece.key, returned_at=None)


def _judge(context: Context, work: Work, submission: Submission, verdict: str, why: str) -> None:
    """Write a verdict on a hand-in down."""
    work.submissions.set(
        submission.key,
        verdict=verdict,
        verdict_reason=why,
        verdict_by=context.member.name,
        verdict_at=context.now,
    )


def _show(work: Work, submission: Submission, line: str) -> None:
    """Show a verdict on the hand-in's receipts, and wherever coordinators could still decide on it."""
    showing.hand_in(work, submission.key)
    number = submission.receipt_no or ""
    for chat in every_chat_of_coordinators(work):
        revising.overtake(work, chat, (f"认可 {number}", f"退回 {number}"), line)


def _show_decided(work: Work, state: State, unit: Unit, line: str) -> None:
    """Show what was decided on a unit wherever coordinators could still decide it."""
    says = [button.says for button in decisions(state, unit.name)]
    for chat in every_chat_of_coordinators(work):
        revising.overtake(work, chat, says, line)


def _declared(context: Context, work: Work, unit: Unit, kinds: tuple[str, ...]) -> Declaration | None:
    """What a unit has said of itself and nobody has decided on."""
    c = work.declarations.c
    campaign = context.campaign.key if context.campaign else 0
    return work.declarations.first(
        c.campaign_id == campaign, c.unit_id == unit.key, c.state == "pending", c.kind.in_(kinds), order=c.id.desc()
    )


def _decide(context: Context, work: Work, declaration: Declaration, state: str) -> None:
    """Write a decision on what a unit said down."""
    work.declarations.set(declaration.key, state=state, decided_at=context.now, decided_by=context.member.name)


def _name(work: Work, submission: Submission) -> str:
    """The unit of a hand-in."""
    return work.units.get(submission.unit_id).name if submission.unit_id else "待认领"
