"""An order about units in everyday words, which no other conversation took: what was understood, and how to say it.

Nothing is done yet: 「林县那份我看过了，给他过」 is answered with 「认可 林县科协」, to be pressed or sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers import commands, naming, permissions
from handlers.context import Context
from handlers.dates import DAY, SPAN, read_day
from handlers.desk import arrangements, units
from handlers.lexicon import lexicon
from handlers.questions.typed.speech import is_chatter
from handlers.questions.typed.spelling import clauses_of
from handlers.wording import spoken as wording
from scheduler.phrases import clipped, joined
from storage.chat import Button, Reply, ReplyKind
from storage.patterns import Late
from storage.tables import Unit
from storage.unit_of_work import Work

_LONGEST = 60
_ASKS = Late(
    r"[?？吗呢谁哪]|(?<!没)(?:什么|啥)|怎[么样]|咋|多少|几[号点时个家份张]|是不是|有没有|要不要|需不需要|[能可行好]不[能可行好]|[能可是]否|没有?$"
)
_DAY, _SPAN = Late(DAY), Late(SPAN)


def is_said(context: Context) -> bool:
    """A coordinator orders something in everyday words."""
    return permissions.may_coordinate(context) and not context.files and _deed(context) is not None


def ask(context: Context, work: Work) -> Reply:
    """Say what was understood and how it is said so that it is done; words that name no unit are something else."""
    deed, text = _deed(context), commands.bare(context.text)
    named, who = naming.within(work, text), naming.spoken(text)
    if deed is None or not (named or who):
        return commands.NOT_MEANT
    if deed in _OF_SEVERAL:
        names = joined(unit.name for unit in named) or f"“{clipped(text, _LONGEST)}”"
        rows = [(unit.name, [row.receipt_no or "" for row in units.hand_ins(context, work, unit)]) for unit in named]
        return Reply(ReplyKind.CONFIRM, _OF_SEVERAL[deed](names, rows))
    unit = units.one(context, work, named[0].name if len(named) == 1 else who or text)
    if isinstance(unit, Reply):
        is_unknown = deed == "order_extend" and unit.kind is ReplyKind.CONFIRM
        return replace(unit, lines=(*unit.lines, wording.in_full(*_until(context)))) if is_unknown else unit
    return _OF_ONE[deed](context, work, unit)


def _deed(context: Context) -> str | None:
    """Which order it is; None where it is none, or something is asked."""
    if len(context.text) > _LONGEST or _ASKS.search(context.text) or is_chatter(context.text):
        return None
    ways = {clauses_of(context.text), clauses_of(commands.bare(context.text))}
    return next((deed for deed in (*_OF_SEVERAL, *_OF_ONE) for said in ways if lexicon().deeds.told(deed, said)), None)


def _accept(_context: Context, _work: Work, unit: Unit) -> Reply:
    says = wording.acceptance(unit.name)
    return Reply(ReplyKind.CONFIRM, (wording.would_accept(unit.name, says),), buttons=(Button("认可", says),))


def _until(context: Context) -> tuple[str, str]:
    """The day or the span that was said."""
    day, span = _DAY.search(context.text), _SPAN.search(context.text)
    return "" if not day or (span and span[0] == day[0]) else day[0], span[0] if span else ""


def _extend(context: Context, work: Work, unit: Unit) -> Reply:
    day, span = _until(context)
    due = arrangements.due_of(context, work, unit)
    on = read_day(day, context.today, due) if day else None
    if on and due and on <= due:
        return Reply(ReplyKind.CLARIFY, (wording.not_later_for(unit.name, on, due),))
    says = wording.extension(unit.name, day if on else "", span)
    buttons = (Button("延期", says),) if on or span else ()
    return Reply(ReplyKind.CONFIRM, (wording.would_extend(unit.name, says),), buttons=buttons)


def _enter(_context: Context, _work: Work, unit: Unit) -> Reply:
    return Reply(ReplyKind.CLARIFY, (wording.would_enter(unit.name),))


_OF_SEVERAL: Mapping[str, Callable[..., tuple[str, ...]]] = {
    "order_swap": wording.would_swap,
    "order_remind": wording.would_remind,
}
_OF_ONE: Mapping[str, Callable[[Context, Work, Unit], Reply]] = {
    "order_extend": _extend,
    "order_accept": _accept,
    "order_enter": _enter,
}
