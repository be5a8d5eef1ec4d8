"""Of several dates the one that is named by its turn, or by a word that is longer in it than in the others.

What names the whole of what is carried out names no date of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from handlers.questions.lookup.index import Index
from handlers.questions.lookup.strange import RUN
from handlers.questions.typed.spelling import folded
from storage.notice.model import Deadline
from storage.patterns import Late

_TURN = Late(r"(?:(首|头一?|最后一?|末)|(第[一二三四五六七八九十\d]{1,2}))([批轮期次季])")
_DATES = Late(r"(?:20\d\d\s*年)?\d{1,2}\s*月\s*\d{1,2}\s*[日号](?:前|之前)?")
_DAY = Late(r"\d{1,2}\s*月\s*\d")
_LEAST_RUN, _LONGER = 4, 2
"""Characters that a date's words must share with a question in one run, and how many more than any other's."""


def turn_of(said: str, own: Sequence[Deadline]) -> tuple[Deadline, ...]:
    """The date of the turn that is named: 第二批, 最后一轮; () where none is named or the notice has no turns."""
    found = _TURN.search(said)
    turns = {}
    for deadline in own if found else ():
        named = [one for one in _TURN.finditer(_DATES.split(deadline.text)[0]) if found and one[3] == found[3]]
        if named and deadline.date:
            turns[named[-1][0]] = deadline
    if found is None or len(turns) < 2:
        return ()
    if found[2]:
        return (turns[found[0]],) if found[0] in turns else ()
    in_order = sorted(turns.values(), key=lambda d: str(d.date))
    return (in_order[0 if found[1][0] in "首头" else -1],)


def by_run(said: str, known: Sequence[Deadline], words: Sequence[str]) -> tuple[Deadline, ...]:
    """The date whose words have the longest run of the question's own, where no other has nearly as long a one."""
    runs = [run for run in RUN.findall(said) if len(run) >= _LEAST_RUN]
    if not runs:
        return ()
    lengths = [max(_longest(run, told) for run in runs) for told in words]
    best, second = sorted(lengths, reverse=True)[:2]
    return (known[lengths.index(best)],) if best >= _LEAST_RUN and best - second >= _LONGER else ()


def _longest(run: str, told: str) -> int:
    """The length of the longest part of a run that stands in a text."""
    best = 0
    for at in range(len(run)):
        while at + best < len(run) and run[at : at + best + 1] in told:
            best += 1
    return best


@lru_cache(maxsize=4)
def opening_of(index: Index) -> str:
    """The titles, and what stands without a number and a day: they name what is carried out as a whole."""
    titles = (level.title or "" for level in index.notice.levels)
    return folded(" ".join((*titles, *(p.plain for p in index.here if not (p.number or _DAY.search(p.plain))))))


def without_campaign(said: str, opening: str, words: Sequence[str]) -> str:
    """What was said without a name of four characters or more for all of it, which no date has whole: 火炬统计."""
    for run in RUN.findall(said):
        starts = range(len(run) - _LEAST_RUN + 1)
        found = [(size, run[at : at + size]) for at in starts if (size := _beginning(run[at:], opening)) >= _LEAST_RUN]
        longest = max(found, default=(0, ""))[1]
        if longest and not any(longest in told for told in words):
            said = said.replace(longest, " " * len(longest))
    return said


def _beginning(run: str, text: str) -> int:
    """How many of the first characters of a run stand in a text together."""
    size = 0
    while size < len(run) and run[: size + 1] in text:
        size += 1
    return size
