"""The clauses of a notice that have a number, and how much of a sentence is quoted with one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from handlers.questions.lookup.index import Index
from handlers.questions.lookup.passages import Passage, told_under
from handlers.questions.typed.amounts import Amount
from handlers.questions.typed.spelling import folded
from storage.patterns import Late

_HAS_NUMBER = Late(r"[\d一二两三四五六七八九十百千万]|不限")
_OPEN, _CLOSED = "（(", "）)"
_NEAR_BEFORE = 60
"""Characters before a clause that may say of what it is."""

_LONG_BRACKET = 8
"""Characters in brackets from which they hold clauses of their own: no 县（市、区）."""

_STOPS = frozenset("，,；;。!！?？")
_ENDS = frozenset("；;。!！?？")
_LISTED = Late(r"附\s*件[:：]|联\s*系\s*(?:人|电话)[:：]")
"""Attachments and contacts, whose numbers count nothing."""
_MORE = Late(r"(?:如|若)?(?:超[过出]|逾|多于|不足|少于|其中|如有?多|最多|最少|且(?!.{0,8}盖章))")
_IF = Late(r"如|若|凡")
_BARE_HEAD = Late(r"^(?:其中|且|并|每[个张件人份幅篇]?|单[件个张份篇幅]?|最多|至多|原则上|一般)*")


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A clause with a number: its place in its passage, its text as it is held against a question, and before it."""

    passage: Passage
    start: int
    end: int
    text: str
    before: str
    above: str


@lru_cache(maxsize=16)
def numbered(index: Index) -> tuple[Clause, ...]:
    """Return the clauses of a notice that have a number."""
    told = {p: index.told.get(p) or told_under(p, p.title) for p in index.passages if not index.is_attached(p)}
    return tuple(clause for passage, one in told.items() for clause in _clauses(passage, one.text))


def _clauses(passage: Passage, told: str) -> Iterator[Clause]:
    text, start, segment = passage.plain, 0, 0
    above = told.removesuffix(passage.plain)
    for end in (*_stops(text), len(text)):
        if _HAS_NUMBER.search(text, start, end) and not _LISTED.search(text[start:end]):
            yield Clause(
                passage,
                start,
                end,
                folded(text[start:end]),
                folded(text[max(segment, start - _NEAR_BEFORE) : start]),
                above,
            )
        start = end + 1
        if text[end : end + 1] in _ENDS:
            segment = start


def _stops(text: str) -> list[int]:
    """Where clauses end: at marks, and at brackets that hold clauses of their own."""
    out = [
        at for at, char in enumerate(text) if char in _STOPS and not text[at - 1 : at + 2].replace(",", "").isdigit()
    ]
    opened: list[int] = []
    for at, char in enumerate(text):
        if char in _OPEN:
            opened.append(at)
        elif char in _CLOSED and opened and at - (first := opened.pop()) > _LONG_BRACKET:
            out += [first, at]
    return sorted(out)


def cut(one: Clause, amount: Amount) -> Passage:
    """The passage cut to what the clause says, with what it needs before it and what goes on after it."""
    text, plain = one.passage.text, one.passage.plain
    stops = [-1, *_stops(plain), len(text)]
    first = last = stops.index(one.end)
    while first > 1 and plain[stops[first - 1]] not in _ENDS and is_bare(plain[stops[first - 1] + 1 : one.end], amount):
        first -= 1
    while (
        last + 1 < len(stops)
        and plain[stops[last]] not in _ENDS
        and _goes_on(plain[stops[last] + 1 : stops[last + 1]], amount, is_listed="其中" in plain[: stops[last]])
    ):
        last += 1
    if last + 1 < len(stops) and plain[stops[last]] not in _ENDS and _IF.match(plain[stops[last - 1] + 1 :]):
        last += 1  # a condition alone says nothing
    if text[stops[last] : stops[last] + 1] in _OPEN and last + 1 < len(stops):
        last += 1  # what stands in brackets behind it
    start, end = stops[first - 1] + 1, stops[last] + (text[stops[last] : stops[last] + 1] in _CLOSED)
    end = _closed(text, start, end)
    return replace(
        one.passage, text=f"{'……' if start else ''}{text[start:end].strip()}{'……' if end < len(text) - 1 else ''}"
    )


def _closed(text: str, start: int, end: int) -> int:
    """Where a cut ends that leaves no bracket open, unless what is in it is long."""
    opened = sum((char in _OPEN) - (char in _CLOSED) for char in text[start:end])
    closes = next((at for at in range(end, min(end + _NEAR_BEFORE, len(text))) if text[at] in _CLOSED), None)
    return closes + 1 if opened > 0 and closes is not None else end


def _goes_on(text: str, amount: Amount, *, is_listed: bool) -> bool:
    """The next clause only says more of the same: 其中理工类8人，人文类4人."""
    return bool(_MORE.match(text)) or (bool(amount.told.search(text)) and (is_bare(text, amount) or is_listed))


def is_bare(text: str, amount: Amount) -> bool:
    """Nothing before the number says of what it is."""
    found = amount.told.search(text)
    head = text[: found.start()] if found else text
    return len(re.sub(r"[^\w]|不(?:得)?(?:超过|少于|低于|多于)|限[报推]?|[每各单]", "", _BARE_HEAD.sub("", head))) < 3
