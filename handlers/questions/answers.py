"""From what was understood to what is said: facts copied from the notice, each line for one thing asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from handlers.lexicon import Topic, lexicon
from handlers.questions.asker import Answer, Asker
from handlers.questions.facts import duties, subjects
from handlers.questions.facts.absent import absent
from handlers.questions.facts.addressed import addressed
from handlers.questions.facts.asked import MOST_LINES, Asked
from handlers.questions.facts.counted import counted, is_uncounted
from handlers.questions.facts.coverage import answers_surely, beside, instead_of, left_open, nearest_beside
from handlers.questions.facts.dated import narrowed
from handlers.questions.facts.details import details
from handlers.questions.facts.grounds import ground_of
from handlers.questions.facts.lateness import is_beyond
from handlers.questions.facts.limits import amounts, amounts_apart, besides
from handlers.questions.facts.onward import onward
from handlers.questions.facts.placed import edition, placed
from handlers.questions.facts.purposes import is_named_for
from handlers.questions.facts.remembering import remembering
from handlers.questions.facts.unanswered import unanswered
from handlers.questions.facts.unlisted import unlisted
from handlers.questions.facts.weekdays import weekdays
from handlers.questions.typed.amounts import amount_of
from handlers.questions.typed.speech import promises
from handlers.questions.typed.spelling import is_picture
from handlers.questions.understanding import Understanding, understand
from handlers.wording import questions as wording
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.notice.model import Notice
from storage.patterns import Late

_MAY = Late(r"能|可以|允许")
_MAY_BE_RULED = frozenset((Topic.LATE, Topic.OBLIGATION, Topic.FREEDOM))
"""Topics beside which a sentence that is surely meant is quoted as well."""

_IN_THE_TEXT = frozenset((Topic.MATERIALS, Topic.OBLIGATION, Topic.UPLOAD, Topic.HOW, Topic.SUBMIT_TO, Topic.FREEDOM))
"""Topics that the words of a notice may settle more closely than what is said of all."""

_MANY = 4
"""Lines of what is said to all, beyond which what was asked in particular goes first."""

_MOSTLY = 0.6
"""Part of a question that a sentence must hold to be said beside what is usually said."""


def answer(text: str, notice: Notice, asker: Asker) -> Answer:
    """Answer one message about a notice; the caller keeps the memory and the open question."""
    known = asker.as_named_last()
    if is_picture(text):
        return Answer(None)
    return remembering(_answer(understand(text, notice, known), known), text, notice, asker)


def _answer(u: Understanding, asker: Asker) -> Answer:
    if u.is_greeting and not u.has(Topic.CONTACT):
        return _said(ReplyKind.COURTESY, wording.GREETING)
    if u.is_thanks:
        return Answer(None)
    if asker.quotes is DeliveryKind.BRIEF and _asks_nothing(u) and not is_beyond(Asked(u, asker)):
        return Answer(None)
    if not re.search(r"\w", u.said):
        return _said(ReplyKind.ANSWER, *wording.help_lines(asker.how_here)[:2])
    return _compose(narrowed(Asked(u, asker)))


def _asks_nothing(u: Understanding) -> bool:
    """Below a brief: nothing that is known is asked, or something is promised by a day."""
    return not (u.topics or u.details) or (promises(u.said) and not u.has(Topic.LATE, Topic.EXTENSION))


def _said(kind: ReplyKind, *lines: str) -> Answer:
    return Answer(Reply(kind, lines))


def _compose(asked: Asked) -> Answer:
    """Say what is asked; what is no question of this notice is declined or passed on."""
    alone = _alone(asked)
    if alone:
        return alone
    if asked.u.is_foreign and not is_named_for(asked) and not answers_surely(asked):
        return _said(ReplyKind.DECLINE, wording.OUT_OF_SCOPE)
    if told := placed(asked):
        return Answer(Reply(ReplyKind.ANSWER, told), memory=asked.u.memory)
    counted_as = tuple(edition(asked))
    asked = _without_day(asked) if counted_as else asked
    lines = list(dict.fromkeys((*counted_as, *_lines(asked))))
    closest = () if lines or asked.u.details else tuple(dict.fromkeys(counted(asked)))
    lines = lines or [*closest]
    closer = [] if closest else list(dict.fromkeys((*details(asked), *_ruled(asked))))
    lines = list(dict.fromkeys([*closer, *lines] if len(lines) > _MANY else [*lines, *closer]))
    if lines and (other := instead_of(asked, lines)):
        return Answer(Reply(ReplyKind.ANSWER, other), memory=asked.u.memory)
    if lines:
        quote, source = ground_of(asked)
        better = beside(asked, lines)
        near = () if better else nearest_beside(asked, lines)
        first = better or (not counted_as and left_open(asked, lines)) or absent(asked, lines)
        kept = (*first, *lines[: MOST_LINES - len(near)], *near)[:MOST_LINES]
        return Answer(Reply(ReplyKind.ANSWER, kept, quote=quote, source=source), memory=asked.u.memory)
    if asked.u.has(Topic.STANDING):
        return Answer(Reply(ReplyKind.STATE, (wording.STANDING,)), is_standing=True)
    return unanswered(asked)


def _alone(asked: Asked) -> Answer | None:
    """Topics beside which nothing else is said; and whether somebody is meant at all."""
    if of_week := tuple(weekdays(asked)):
        return _said(ReplyKind.ANSWER, *of_week, *edition(asked))
    for topic, kind, said in (
        (Topic.INJECTION, ReplyKind.DECLINE, wording.OWN_ONLY),
        (Topic.GHOST, ReplyKind.DECLINE, wording.NO_GHOST),
        (Topic.SECRET, ReplyKind.ANSWER, wording.SECRET),
    ):
        if asked.u.topics == (topic,):
            return _said(kind, said)
    if asked.u.topics == (Topic.HELP,):
        return _said(ReplyKind.ANSWER, *wording.help_lines(asked.asker.how_here))
    if asked.u.topics == (Topic.HUMAN,):
        return _said(ReplyKind.ANSWER, *(wording.human(d.office, d.contact) for d in asked.by_office()))
    told = unlisted(asked) or onward(asked)
    told = told or (() if asked.u.is_foreign else amounts_apart(asked) or _amount(asked)) or addressed(asked)
    return Answer(Reply(ReplyKind.ANSWER, told), memory=asked.u.memory) if told else None


def _amount(asked: Asked) -> tuple[str, ...]:
    """How much or how many is asked for, and what is asked beside it."""
    amount = amount_of(asked.u.said)
    told = amounts(asked, amount) if amount else ()
    if amount and told and (second := amount_of(amount.others)):
        told = tuple(dict.fromkeys((*told, *amounts(asked, second))))
    also = besides(asked, amount) if amount and told else None
    return tuple(dict.fromkeys((*told, *_lines(also), *details(also))))[:MOST_LINES] if also else told


def _lines(asked: Asked) -> Iterator[str]:
    """The lines of all topics in the order in which people want them."""
    if asked.u.scope.is_upper or asked.u.scope.offices:
        yield from duties.elsewhere(asked)
    else:
        yield from duties.duties(asked)
    for topic, build in subjects.BUILDERS:
        if topic in asked.u.topics:
            yield from build(asked)


def _without_day(asked: Asked) -> Asked:
    """The same where it is asked which time it is (第几届), and no day of it."""
    if lexicon().pattern("<when>").search(asked.u.said):
        return asked
    topics = tuple(topic for topic in asked.u.topics if topic is not Topic.EVENT_DATE)
    return replace(asked, u=replace(asked.u, topics=topics))


def _ruled(asked: Asked) -> Iterator[str]:
    """The sentence that is surely meant, beside what is usually said to such a question."""
    found, topics = asked.u.found, set(asked.u.topics)
    if asked.u.details or not found.is_sure or is_uncounted(asked, found.passages):
        return
    ruled = _MAY_BE_RULED | {Topic.SUBMIT_TO} if _MAY.search(asked.u.said) else _MAY_BE_RULED
    own = [p for p in found.passages if p.level == asked.index.binding]
    if topics <= ruled:
        yield from asked.passages(found.passages)
    elif topics <= _IN_THE_TEXT and found.covered >= _MOSTLY:
        yield from asked.passages(own)
