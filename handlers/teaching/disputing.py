"""「答得不对」: what the bot said goes to the coordinator with the question, and is put right for all who heard it."""

from __future__ import annotations

from handlers.context import Context
from handlers.questions.typed.spelling import normalise
from handlers.teaching.putting import ask_coordinator
from handlers.wording import teaching as wording
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.chat_json import reply_from_json
from storage.notice.routing import duty
from storage.patterns import Late
from storage.tables import Delivery
from storage.unit_of_work import Work

_DISPUTES = Late(
    r"(?:你|机器人|助手|刚才|这个?|上面)?的?(?:回?答|答复|回复|说)(?:的|得)?(?:是)?(?:不对|错了?|有误|有问题|不准确?|不正确)(?:了|吧|啊|呀|哦|的)*"
    r"|答非所问|(?:这个)?答案(?:不对|错了?|有误)|不对,?(?:不是这样|应该不是)的?|你(?:搞|弄)错了|(?:请|麻烦)?转(?:给|一下)?(?:处室|人工|统筹人?|老师)|没有?(?:答到|回答)(?:我的?)?(?:问题|点子上)?"
)
_REPLY = Late(r"reply/(\d+)/\d+")


def is_disputing(context: Context) -> bool:
    """Somebody who coordinates nothing says that an answer is wrong."""
    if context.is_coordinator or context.files or not context.running:
        return False
    return _DISPUTES.fullmatch(normalise(context.text).strip(",.!~ ")) is not None


def dispute(context: Context, work: Work) -> Reply:
    """Put the question to its office, with what was answered; without an answer to dispute, say whom to ask."""
    given = _given(context, work)
    own = duty(context.notice, context.unit_type) if context.notice else None
    if own is None or own.office is None or given is None or given.in_reply_to is None:
        return Reply(ReplyKind.ANSWER, wording.whom_to_ask(own.office if own else None, own.contact if own else None))
    question = str(work.inbox.get(given.in_reply_to).payload.get("text", ""))
    heard = "\n".join(reply_from_json(given.reply).lines)
    ask_coordinator(work, context, question, own.office, disputed=heard)
    return Reply(ReplyKind.ANSWER, (wording.disputed(own.office, own.contact),))


def _given(context: Context, work: Work) -> Delivery | None:
    """The answer that is meant: the one replied to, else the last one that this person got here."""
    quoted = _REPLY.fullmatch(context.message.quotes or "")
    answered = work.deliveries.having(chat_id=context.chat.key, kind=DeliveryKind.REPLY.value)
    if quoted:
        answered = [row for row in answered if row.in_reply_to == int(quoted[1])]
    for row in reversed(answered):
        asked = work.inbox.get(row.in_reply_to) if row.in_reply_to else None
        if asked and asked.member_id == context.member.key and reply_from_json(row.reply).kind is ReplyKind.ANSWER:
            return row
    return None
