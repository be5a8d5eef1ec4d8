"""Days that are no day of handing in: steps that the office takes itself, stages of the work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.passages import Passage
from handlers.questions.meant.entities import is_named
from storage.notice.model import Deadline
from storage.notice.routing import is_offices_own
from storage.patterns import Late

SENDS = Late(r"报(?!名)|[交送寄]|提交|发[至到]|邮箱|上传|填")
"""How it is told that something is handed in."""

_SPAN = Late(r"^[^,，。]{2,12}[（(][^（）()]{0,12}\d+月\d+[日号]?\s*[-—－至~～到]+")
"""A stage of the work with its days: 自查自纠（8月25日至9月10日）."""

_CLOSES = Late(r"截止?(?!图|屏|取|然|面|断|至|目前)|最[迟晚]")
"""What is asked has an end for those who hand in: the office's own steps have none."""


def before_step(asked: Asked, chosen: Sequence[Deadline], own: Sequence[Deadline]) -> Sequence[Deadline]:
    """One's own day before a step of the office's whose day was named: it is taken for one's own."""
    spoken = asked.u.entities.days
    steps = [d for d in chosen if d.date and is_named(d.date, spoken) and d not in own]
    before = [d for d in own if d.date and steps and steps[0].date and d.date <= steps[0].date and d not in chosen]
    return before[-1:] if steps and is_offices_own(asked.index.notice, steps[0]) else ()


def closes(asked: Asked) -> bool:
    """Whether it is asked when something closes."""
    return _CLOSES.search(asked.u.said) is not None


def without_steps(asked: Asked, known: Iterable[Deadline], own: Sequence[Deadline]) -> Iterable[Deadline]:
    """Where it is asked when something closes, the dates without the office's own steps."""
    if not closes(asked):
        return known
    return (d for d in known if d in own or not is_offices_own(asked.index.notice, d))


def is_step(asked: Asked, passage: Passage) -> bool:
    """A sentence only tells by when the office itself does something."""
    notice = asked.index.notice
    told = [d for d in notice.deadlines if set(d.source) & set(passage.source)]
    return bool(told) and all(is_offices_own(notice, d) for d in told)


def is_stage(deadline: Deadline) -> bool:
    """The last day of a stage of the work, by which nothing is handed in."""
    return bool(_SPAN.search(deadline.text)) and not SENDS.search(deadline.text)


def is_sent(deadline: Deadline) -> bool:
    """Something is handed in by it, as far as is said."""
    told = deadline.text + deadline.what
    return not deadline.what or "反馈" in told or bool(SENDS.search(told))
