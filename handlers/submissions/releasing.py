"""What was held back for the office's decision (lists of people's numbers): taken after all, or left out for good."""

from __future__ import annotations

from handlers import commands
from handlers.context import Context, load
from handlers.submissions import bursts
from handlers.wording import submissions as wording
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.patterns import Late
from storage.tables import InboxFile, Question
from storage.unit_of_work import Work

_DECIDES = Late(r"(?:请)?(?P<verdict>收下|不收|不予登记|不要)[: ]*(?:问题|第)? ?(?P<number>\d{1,9})?号?")
_PHONES = "phone_list"


def is_decision(context: Context) -> bool:
    """A coordinator says of what is held back, by its question's number or in reply to it, whether it is taken."""
    found = commands.match(_DECIDES, context)
    if found is None or not context.is_coordinator or context.files:
        return False
    return bool(found["number"]) or (context.message.quotes or "").startswith("question/")


def decide(context: Context, work: Work) -> Reply:
    """Take what is held back as if it had just come, or leave it out; the question is closed, and its sender told."""
    found = commands.match(_DECIDES, context)
    number = found["number"] if found else None
    asked = int(number or (context.message.quotes or "//").split("/")[1] or 0)
    question = work.questions.first_having(id=asked)
    no = commands.refusal(context, question.office if question else None)
    if no:
        return no
    files = _held(work, question) if question else []
    if question is None or question.unit_id is None or not files:
        return Reply(ReplyKind.CLARIFY, (wording.NOTHING_HELD,))
    unit, names = work.units.get(question.unit_id).name, [file.name for file in files]
    work.questions.set(question.key, answered_by=context.member.name, answered_at=context.now)
    if found and found["verdict"] == wording.TAKE_IT:
        _take(context, work, question, files)
        return Reply(ReplyKind.CONFIRM, (wording.taken(names, unit),))
    for file in files:
        work.files.set(file.key, why="left_out")
    _tell(context, work, question, wording.yours_left_out(names, question.office))
    return Reply(ReplyKind.CONFIRM, (wording.left_out(names, unit),))


def _held(work: Work, question: Question) -> list[InboxFile]:
    """The files that wait for a question's answer: of a message with several lists the one whose name it bears."""
    files = work.files.of_message(question.inbox_id) if question.inbox_id else []
    held = [file for file in files if file.why == _PHONES and file.sha256]
    return [file for file in held if f"“{file.name}”" in question.text] or held


def _take(context: Context, work: Work, question: Question, files: list[InboxFile]) -> None:
    """Keep the files in the hand-in that they came with, where it has a receipt, else in one of their own."""
    sender = load(work, work.inbox.get(question.inbox_id or 0), context.settings, context.urls)
    for file in files:
        file.state, file.why = "stored", ""
        work.files.set(file.key, state=file.state, why=file.why)
    bursts.take_later(sender, work, files)


def _tell(context: Context, work: Work, question: Question, line: str) -> None:
    """Tell whoever handed it in, where they did if nobody else reads there."""
    sender = work.inbox.get(question.inbox_id or 0)
    private = work.chats.private_of(sender.member_id)
    if private is not None:
        said = Reply(ReplyKind.ANSWER, (line,))
        about = {"campaign_id": question.campaign_id, "unit_id": question.unit_id}
        due_at = context.calendar.next_office_instant(context.now)
        work.say(private.key, f"left_out/{question.key}", said, DeliveryKind.ANNOUNCEMENT, due_at=due_at, **about)
