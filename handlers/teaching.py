"""Questions the bot could not answer: handed to a coordinator, kept open, answered once and used again."""

from __future__ import annotations

import re

from handlers import commands
from handlers.context import Context
from handlers.wording import teaching as wording
from scheduler.clock import beijing_date
from storage.chat import DeliveryKind, Reply, ReplyKind, Room
from storage.notice.routing import fold
from storage.reach import chats_of_office
from storage.tables import Chat, Question, Submission
from storage.unit_of_work import Work

_ANSWER = re.compile(
    r"(?:回答|答复|回复|答) ?(?:问题|第)? ?(?P<number>\d{1,9})(?:个?问题|号)? *[:：,，、 ]\s*(?P<text>.+)", re.DOTALL
)
_LIST = re.compile(
    r"(?:看|查看|查|列出)?(?:一下)?(?:有哪些|还有哪些|哪些)?(?:未答|未回答|没回答|待答|待回答)(?:的)?(?:问题|提问)(?:有哪些)?\??"
)
_MOST_TEXT = 500
_MOST_ANSWER = 1000


def ask_coordinator(work: Work, context: Context, text: str, office: str) -> int:
    """Keep a question open and put it to the office's coordinators; return its number.

    Whether anybody could be told is a matter of `storage.reach`; the question stands in the digest either way.
    """
    number = work.questions.add(
        campaign_id=context.campaign.key if context.campaign else 0,
        inbox_id=context.inbox.key,
        chat_id=context.chat.key,
        unit_id=context.unit.key if context.unit else None,
        office=office,
        text=text[:_MOST_TEXT],
        asked_at=context.now,
    )
    asker = context.unit.name if context.unit else (context.unit_type or "未绑定单位的成员")
    said = Reply(ReplyKind.CLARIFY, wording.put(number, asker, text[:_MOST_TEXT]))
    for chat in chats_of_office(work, office):
        key = f"question/{number}/{chat.key}"
        work.say(
            chat.key,
            key,
            said,
            DeliveryKind.QUESTION,
            campaign_id=context.campaign.key if context.campaign else None,
            unit_id=context.unit.key if context.unit else None,
            office=office,
            due_at=context.calendar.next_office_instant(context.now),
        )
    return number


def close_claims(work: Work, submission: Submission, *, by: str) -> None:
    """Take the question whose a hand-in is off the list, once it was decided."""
    c = work.questions.c
    about = c.text.contains(submission.receipt_no or "-", autoescape=True)
    here = (c.campaign_id == submission.campaign_id, c.answered_at.is_(None), about)
    work.questions.change(*here, answered_by=by, answered_at=work.now)


def known_answer(work: Work, campaign_id: int, text: str) -> str | None:
    """Return what a coordinator has answered to the same words in this campaign, with name and date."""
    c = work.questions.c
    answered = work.questions.find(c.campaign_id == campaign_id, c.answer != "", order=c.answered_at.desc())
    same = next((question for question in answered if fold(question.text) == fold(text)), None)
    return _signed(same) if same else None


def is_answer(context: Context) -> bool:
    """A coordinator answers: by the question's number, or by quoting it."""
    if not context.is_coordinator or context.files:
        return False
    return _quoted(context) is not None or _ANSWER.fullmatch(context.text) is not None


def answer(context: Context, work: Work) -> Reply:
    """Keep the answer and pass it on to who asked."""
    found = _ANSWER.fullmatch(context.text)
    number = int(found["number"]) if found else (_quoted(context) or 0)
    text = (found["text"] if found else context.text).strip()
    question = work.questions.first(work.questions.c.id == number)
    no = commands.refusal(context, question.office if question else None)
    if no:
        return no
    if question is None:
        return Reply(ReplyKind.CLARIFY, (wording.no_question(number),))
    if not text or len(text) > _MOST_ANSWER:
        return Reply(ReplyKind.CLARIFY, (wording.ANSWER_LENGTH,))
    work.questions.set(question.key, answer=text, answered_by=context.member.name, answered_at=context.now)
    told = _pass_on(context, work, work.questions.get(question.key))
    return Reply(ReplyKind.CONFIRM, (wording.passed_on(number, told=told),))


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


def _quoted(context: Context) -> int | None:
    """The number of the question that a message replies to."""
    found = re.fullmatch(r"question/(\d+)/\d+", context.message.quotes or "")
    return int(found[1]) if found else None


def _pass_on(context: Context, work: Work, question: Question) -> bool:
    """Tell who asked: in private where that is possible, else where it was asked; return whether it was."""
    chat = _asker_chat(work, question)
    if chat is None:
        return False
    said = Reply(ReplyKind.ANSWER, (wording.answered(question.text, _signed(question)),))
    key = f"answer/{question.key}/{context.inbox.key}"
    work.say(chat.key, key, said, DeliveryKind.REPLY, unit_id=question.unit_id, in_reply_to=question.inbox_id)
    return True


def _asker_chat(work: Work, question: Question) -> Chat | None:
    """The asker's own chat, else the one in which the question was asked."""
    asked = work.inbox.first(work.inbox.c.id == question.inbox_id)
    if asked and asked.member_id:
        c = work.chats.c
        private = work.chats.first(c.member_id == asked.member_id, c.room == Room.PRIVATE.value)
        if private:
            return private
    return work.chats.first(work.chats.c.id == question.chat_id)


def _signed(question: Question) -> str:
    """The answer with who gave it, and when."""
    on = beijing_date(question.answered_at) if question.answered_at else None
    return wording.signed(question.answer, question.office, question.answered_by, on)
