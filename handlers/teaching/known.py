"""What was answered before: found again for the same question and for those like it, with who heard it."""

from __future__ import annotations

from handlers.context import Context
from handlers.lexicon import lexicon
from handlers.questions.lookup.passages import pairs
from handlers.questions.typed.spelling import normalise
from handlers.wording import teaching as wording
from scheduler.clock import beijing_date
from storage.notice.routing import duty, fold
from storage.patterns import Late
from storage.tables import Question
from storage.unit_of_work import Work

_ALIKE = 0.6
"""Part of what two questions are about that they must share to be taken for one."""

_OR_NOT = Late(r"([\u4e00-\u9fff])[不没]\1")
"""有没有, 能不能: no no."""

_TELLING = Late(r"\d+|[a-z]{2,}|不|没|别")
"""What must agree exactly: figures, Latin words, a no."""


def known_question(work: Work, context: Context, *, disputed_only: bool = False) -> Question | None:
    """Return the answered question that holds for what is asked: of the asker's office, and for their type."""
    if context.campaign is None or context.notice is None:
        return None
    rows = work.questions.taught(context.campaign.key)
    if disputed_only:
        rows = [row for row in rows if row.disputed]
    if not rows:
        return None
    office = context.office or duty(context.notice, context.unit_type).office
    mine = [row for row in rows if row.office == office and _is_for(row, context.unit_type)]
    return _best(mine, context.text)


def use(work: Work, context: Context, known: Question) -> str:
    """Answer with what is known, and keep who heard it, so that a correction finds them."""
    work.questions.add(
        campaign_id=known.campaign_id,
        inbox_id=context.inbox.key,
        chat_id=context.chat.key,
        unit_id=context.unit.key if context.unit else None,
        office=known.office,
        text=context.text[:500],
        asked_at=context.now,
        same_as=known.key,
        answer=known.answer,
        answered_by=known.answered_by,
        answered_at=known.answered_at,
    )
    return signed(known)


def signed(question: Question) -> str:
    """The answer with who gave it, and when."""
    on = beijing_date(question.answered_at) if question.answered_at else None
    return wording.signed(question.answer, question.office, question.answered_by, on)


def _is_for(row: Question, unit_type: str | None) -> bool:
    return not row.unit_types or unit_type in row.unit_types


def _best(rows: list[Question], text: str) -> Question | None:
    """The newest row with the same words, else the one most like them."""
    same = next((row for row in reversed(rows) if fold(row.text) == fold(text)), None)
    if same or not rows:
        return same
    said = normalise(text)
    scored = [(likeness(said, normalise(row.text)), row) for row in rows]
    best, row = max(scored, key=lambda one: (one[0], one[1].key))
    return row if best >= _ALIKE else None


def likeness(one: str, other: str) -> float:
    """How much of what two questions are about they share, 0 to 1; `normalise` gave both."""
    one, other = (_OR_NOT.sub(lambda found: found[1], said) for said in (one, other))
    if set(_TELLING.findall(one)) != set(_TELLING.findall(other)):
        return 0.0
    empty = lexicon().empty
    a, b = (pairs(empty.sub(" ", said)) or pairs(said) for said in (one, other))
    return len(a & b) / len(a | b) if a and b else 0.0
