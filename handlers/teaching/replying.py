"""A coordinator answers a question; the answer goes to who asked, and to who heard the contrary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers import commands
from handlers.context import Context
from handlers.teaching.known import signed
from handlers.wording import teaching as wording
from storage.chat import DeliveryKind, Reply, ReplyKind, Room
from storage.chat_json import reply_from_json
from storage.notice.model import Notice
from storage.notice.routing import match_unit_type
from storage.patterns import Late
from storage.tables import Chat, Question
from storage.unit_of_work import Work

_ANSWER = Late(
    r"(?:回答|答复|回复|答) ?(?:问题|第)? ?(?P<number>\d{1,9})(?:个?问题|号)? *[:：,，、 ]\s*(?P<text>.+)", re.DOTALL
)
_LIMITED = Late(r"[(（](?:仅|只|限)(?:限|对|适用于)?(?P<who>[^)）]{2,40})[)）]\s*", re.DOTALL)
_MOST_ANSWER = 1000


def is_answer(context: Context) -> bool:
    """A coordinator answers: by the question's number, or by quoting it."""
    if not context.is_coordinator or context.files:
        return False
    return _quoted(context) is not None or _ANSWER.fullmatch(context.text) is not None


def answer(context: Context, work: Work) -> Reply:
    """Keep the answer and pass it on to who asked; （仅企业科协） before it limits for whom it holds."""
    found = _ANSWER.fullmatch(context.text)
    number = int(found["number"]) if found else (_quoted(context) or 0)
    text = (found["text"] if found else context.text).strip()
    question = work.questions.first(work.questions.c.id == number)
    no = commands.refusal(context, question.office if question else None)
    if no:
        return no
    if question is None:
        return Reply(ReplyKind.CLARIFY, (wording.no_question(number),))
    text, unit_types = _scope(text, context.notice)
    if not text or len(text) > _MOST_ANSWER:
        return Reply(ReplyKind.CLARIFY, (wording.ANSWER_LENGTH,))
    work.questions.set(
        question.key,
        answer=text,
        unit_types=list(unit_types),
        answered_by=context.member.name,
        answered_at=context.now,
        withdrawn_at=None,
    )
    told = tell(work, work.questions.get(question.key), context.inbox.key)
    return Reply(ReplyKind.CONFIRM, (wording.passed_on(number, told=told),))


def _scope(text: str, notice: Notice | None) -> tuple[str, tuple[str, ...]]:
    """The answer without what it says of those for whom it holds, and their unit types."""
    found = _LIMITED.match(text)
    if not found or notice is None:
        return text, ()
    named = [match_unit_type(notice, word) for word in re.split(r"[、,，和及]", found["who"])]
    types = tuple(dict.fromkeys(one for one in named if one))
    return (text[found.end() :].strip(), types) if types else (text, ())


def _quoted(context: Context) -> int | None:
    """The number of the question that a message replies to."""
    found = re.fullmatch(r"question/(\d+)/\d+", context.message.quotes or "")
    return int(found[1]) if found else None


def tell(work: Work, question: Question, inbox_id: int) -> bool:
    """Tell who asked, and who was told what is put right now; return whether the asker was."""
    said = signed(question)
    chat = asker_chat(work, question)
    told = {chat.key} if chat else set()
    if chat:
        reply = Reply(ReplyKind.ANSWER, (wording.answered(question.text, said),))
        _say(work, chat, question, f"answer/{question.key}/{inbox_id}", reply)
    for other, heard in _misled(work, question):
        if other.key not in told:
            told.add(other.key)
            reply = Reply(ReplyKind.ANSWER, (wording.put_right(heard, said),))
            _say(work, other, question, f"answer/{question.key}/{inbox_id}/{other.key}", reply)
    return chat is not None


def _say(work: Work, chat: Chat, question: Question, key: str, reply: Reply) -> None:
    work.say(
        chat.key,
        key,
        reply,
        DeliveryKind.REPLY,
        campaign_id=question.campaign_id or None,
        unit_id=question.unit_id,
        in_reply_to=question.inbox_id,
    )


def _misled(work: Work, question: Question) -> Iterator[tuple[Chat, str]]:
    """The chats in which the very same wrong answer was given in this campaign, with the question it was given to."""
    if not question.disputed:
        return
    given = work.deliveries.having(campaign_id=question.campaign_id, kind=DeliveryKind.REPLY.value)
    for row in given:
        if "\n".join(reply_from_json(row.reply).lines) != question.disputed:
            continue
        asked = work.inbox.get(row.in_reply_to) if row.in_reply_to else None
        yield work.chats.get(row.chat_id), str(asked.payload.get("text", "")) if asked else ""


def asker_chat(work: Work, question: Question) -> Chat | None:
    """The asker's own chat, else the one in which the question was asked."""
    asked = work.inbox.first(work.inbox.c.id == question.inbox_id)
    if asked and asked.member_id:
        c = work.chats.c
        private = work.chats.first(c.member_id == asked.member_id, c.room == Room.PRIVATE.value)
        if private:
            return private
    return work.chats.first(work.chats.c.id == question.chat_id)
