"""Answers that were given: listed, revised and withdrawn, and told anew to exactly those who heard them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers import commands
from handlers.context import Context
from handlers.enrolment.logins import link_to
from handlers.teaching.known import signed
from handlers.teaching.replying import asker_chat
from handlers.wording import teaching as wording
from scheduler.clock import beijing_date
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.patterns import Late
from storage.tables import Question
from storage.unit_of_work import Work

_LIST = Late(
    r"(?:看|查看|查|列出)?(?:一下)?(?:有哪些|哪些)?(?:已答|已回答|答过|已答复)(?:的)?(?:问题|提问|过的问题)?(?:有哪些|清单)?\??|答复清单"
)
_REVISE = Late(
    r"(?:修改|更正|改)(?:答复|回答|答) ?(?:问题|第)? ?(?P<number>\d{1,9})号? *(?:为|成|[:：,，])\s*(?P<text>.+)",
    re.DOTALL,
)
_WITHDRAW = Late(r"(?:撤回|删除|撤销|作废)(?:答复|回答) ?(?:问题|第)? ?(?P<number>\d{1,9})号?")
_MOST_ANSWER = 1000


@dataclass(frozen=True, slots=True)
class Taught:
    """An answer in force: its number, question and words, who gave it when, for whom it holds, its uses."""

    number: int
    question: str
    answer: str
    office: str
    by: str
    on: date | None
    unit_types: tuple[str, ...]
    uses: int


def taught(work: Work, campaign_id: int, offices: Sequence[str]) -> list[Taught]:
    """Return the answers in force of some offices in a campaign, the oldest first."""
    rows = [row for row in work.questions.taught(campaign_id) if row.office in offices]
    return [
        Taught(
            row.key,
            row.text,
            row.answer,
            row.office,
            row.answered_by,
            beijing_date(row.answered_at) if row.answered_at else None,
            tuple(row.unit_types),
            len(_heard(work, row)),
        )
        for row in rows
    ]


def revised(work: Work, question: Question, text: str, *, by: str, cause: str) -> int:
    """Put another answer in the place of one; return how many were told who had heard the old one.

    `cause` is what makes the keys of the deliveries unique: the same cause tells nobody twice.
    """
    work.questions.set(question.key, answer=text, answered_by=by, answered_at=work.now, withdrawn_at=None)
    now = work.questions.get(question.key)
    return _tell(work, question, wording.revised(question.text, signed(now)), cause)


def withdrawn(work: Work, question: Question, *, cause: str) -> int:
    """Use an answer no more; return how many were told who had heard it."""
    work.questions.set(question.key, withdrawn_at=work.now)
    return _tell(work, question, wording.withdrawn(question.text, question.office), cause)


def _heard(work: Work, question: Question) -> list[Question]:
    """Who heard an answer: the question itself, and those that were answered by it."""
    return [question, *work.questions.having(same_as=question.key)]


def _tell(work: Work, question: Question, line: str, cause: str) -> int:
    """Say a line once in every chat in which an answer was heard; what they have heard last is kept."""
    told: set[int] = set()
    new = work.questions.get(question.key).answer
    for heard in _heard(work, question):
        chat = asker_chat(work, heard)
        if chat is None or chat.key in told:
            continue
        told.add(chat.key)
        work.say(
            chat.key,
            f"answer/{question.key}/{cause}/{chat.key}",
            Reply(ReplyKind.ANSWER, (line,)),
            DeliveryKind.REPLY,
            campaign_id=question.campaign_id or None,
            unit_id=heard.unit_id,
            in_reply_to=heard.inbox_id,
        )
        work.questions.set(heard.key, answer=new)
    return len(told)


def is_asking_for_taught(context: Context) -> bool:
    """A coordinator asks what has been answered."""
    return commands.said_by_coordinator(_LIST)(context)


def show_taught(context: Context, work: Work) -> Reply:
    """List the answers in force of the person's offices."""
    no = commands.refusal(context)
    if no:
        return no
    rows = taught(work, context.campaign.key, context.offices) if context.campaign else []
    shown = [(row.number, row.question, row.answer, row.by, row.on, row.unit_types, row.uses) for row in rows[-20:]]
    return Reply(ReplyKind.STATE, (*wording.taught(shown), *_on_a_page(context, work)))


def _on_a_page(context: Context, work: Work) -> tuple[str, ...]:
    """The way to the list as a page, in private."""
    link = link_to(context, work, "/answers")
    return (wording.on_a_page(link),) if link else ()


def is_revision(context: Context) -> bool:
    """A coordinator words an answer anew."""
    return commands.said_by_coordinator(_REVISE)(context)


def revise(context: Context, work: Work) -> Reply:
    """Put the new words in force."""
    found = _REVISE.fullmatch(context.text) or commands.match(_REVISE, context)  # the words themselves, unfolded
    question, no = _meant(context, work, commands.part(found, "number"))
    text = commands.part(found, "text")
    if question is None:
        return no
    if not text or len(text) > _MOST_ANSWER:
        return Reply(ReplyKind.CLARIFY, (wording.ANSWER_LENGTH,))
    told = revised(work, question, text, by=context.member.name, cause=str(context.inbox.key))
    return Reply(ReplyKind.CONFIRM, (wording.was_revised(question.key, told),))


def is_withdrawal(context: Context) -> bool:
    """A coordinator takes an answer back."""
    return commands.said_by_coordinator(_WITHDRAW)(context)


def withdraw(context: Context, work: Work) -> Reply:
    """Use the answer no more."""
    question, no = _meant(context, work, commands.part(commands.match(_WITHDRAW, context), "number"))
    if question is None:
        return no
    told = withdrawn(work, question, cause=str(context.inbox.key))
    return Reply(ReplyKind.CONFIRM, (wording.was_withdrawn(question.key, told),))


def _meant(context: Context, work: Work, number: str) -> tuple[Question | None, Reply]:
    """The answer of that number that is in force; else what is said instead."""
    question = work.questions.first(work.questions.c.id == int(number))
    no = commands.refusal(context, question.office if question else None)
    if no:
        return None, no
    if question is None or not question.answer or question.same_as or question.withdrawn_at:
        return None, Reply(ReplyKind.CLARIFY, (wording.no_answer(int(number)),))
    return question, Reply(ReplyKind.CLARIFY, ())
