"""What a date rests on: the sentence that it stands in."""

from __future__ import annotations

from handlers.lexicon import Topic
from handlers.questions.facts.asked import Asked
from handlers.questions.facts.audience import split_by_sort
from handlers.questions.facts.dated import deadlines_of
from handlers.questions.lookup.index import day_of
from handlers.questions.lookup.passages import shortened, without


def ground_of(asked: Asked) -> tuple[str, tuple[int, ...]]:
    """The sentence that a date rests on, with its lines."""
    if not asked.u.has(Topic.DEADLINE, Topic.MATERIALS) or asked.u.scope.is_upper:
        return "", ()
    chosen = deadlines_of(asked)
    if split_by_sort(asked, chosen):
        return "", ()
    if len(chosen) != 1 or not chosen[0].source:
        return "", tuple(line for one in chosen for line in one.source)
    notice, source = asked.index.notice, chosen[0].source
    if notice.is_added(source):
        return f"“{shortened(notice.lines[source[0] - 1])}”", source
    number = notice.levels[chosen[0].level].doc_number or "通知"
    others = {day_of(d.date) for d in notice.deadlines if d.date and d.date != chosen[0].date}
    text = without(chosen[0].text, asked.index.foreign_days(chosen[0]) | others)
    return (f"{number}“{shortened(text)}”" if text else "", source)
