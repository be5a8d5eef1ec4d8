"""A question is put to the coordinators of its office and stays open until one of them answers it."""

from __future__ import annotations

from collections.abc import Mapping

from handlers import commands
from handlers.context import Context
from handlers.wording import teaching as wording
from scheduler.clock import beijing_date
from storage.chat import Button, DeliveryKind, Form, FormField, Reply, ReplyKind
from storage.patterns import Late
from storage.reach import chats_of_office
from storage.tables import Submission
from storage.unit_of_work import Work

_LIST = Late(
    r"(?:看|查看|查|列出)?(?:一下)?(?:有哪些|还有哪些|哪些)?(?:未答|未回答|没回答|待答|待回答)(?:的)?(?:问题|提问)(?:有哪些)?\??"
)
_MOST_TEXT, _MOST_DISPUTED = 500, 1000


def ask_coordinator(
    work: Work, context: Context, text: str, office: str, *, disputed: str = "", offers: Mapping[str, str] | None = None
) -> int:
    """Keep a question open and put it to the office's coordinators; return its number.

    `disputed` is what the bot had answered, where the asker says that it is wrong. `offers` are buttons by their
    labels, with {number} in what they say. Whether anybody could be told is a matter of `storage.reach`; the question
    stands in the digest either way.
    """
    campaign_id = context.campaign.key if context.campaign else None
    unit_id = context.unit.key if context.unit else None
    number = work.questions.add(
        campaign_id=campaign_id or 0,
        inbox_id=context.inbox.key,
        chat_id=context.chat.key,
        unit_id=unit_id,
        office=office,
        text=text[:_MOST_TEXT],
        disputed=disputed[:_MOST_DISPUTED],
        asked_at=context.now,
    )
    asker = context.unit.name if context.unit else (context.unit_type or "未绑定单位的成员")
    before = "" if disputed else _asked_before(context)
    lines = wording.put(number, asker, text[:_MOST_TEXT], disputed=disputed, before=before)
    answer = FormField("answer", wording.ANSWER, placeholder=wording.ANSWER_GOES_TO, required=True)
    form = Form(wording.answering(number, "{answer}"), (answer,), label=wording.ANSWER)
    buttons = tuple(Button(label, says.format(number=number)) for label, says in (offers or {}).items())
    for chat in chats_of_office(work, office):
        work.say(
            chat.key,
            f"question/{number}/{chat.key}",
            Reply(ReplyKind.CLARIFY, lines, form=None if offers else form, buttons=buttons),
            DeliveryKind.QUESTION,
            campaign_id=campaign_id,
            unit_id=unit_id,
            office=office,
            due_at=context.calendar.next_office_instant(context.now),
        )
    return number


def _asked_before(context: Context) -> str:
    """What the person had asked just before: a short question is hardly understood without it."""
    held = context.held.get("asked")
    return str(held.get("said", "")) if held else ""


def close_claims(work: Work, submission: Submission, *, by: str) -> None:
    """Take the question whose a hand-in is off the list, once it was decided."""
    c = work.questions.c
    about = c.text.contains(submission.receipt_no or "-", autoescape=True)
    here = (c.campaign_id == submission.campaign_id, c.answered_at.is_(None), about)
    work.questions.change(*here, answered_by=by, answered_at=work.now)


def is_asking_for_open(context: Context) -> bool:
    """A coordinator asks which questions are open."""
    return commands.said_by_coordinator(_LIST)(context)


def show_open(context: Context, work: Work) -> Reply:
    """List the open questions of the person's offices."""
    no = commands.refusal(context)
    if no:
        return no
    c = work.questions.c
    rows = work.questions.find(c.answered_at.is_(None), c.office.in_(context.offices), limit=20)
    lines = wording.open_questions([(row.key, row.text, beijing_date(row.asked_at)) for row in rows])
    return Reply(ReplyKind.STATE, lines)
