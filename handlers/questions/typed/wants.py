"""What kind of value a question wants (an hour, a number of homes, money, whether something may be), and of what.

A question has two halves: what it asks with (几点, 多少家, 行不行), which tells the kind of its answer, and the
rest, which tells what it is about. Only the rest must stand in a sentence; of the first half it must have the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from handlers.lexicon import Lexicon, Want, lexicon
from handlers.lexicon.alternatives import parts_of
from handlers.questions.typed.spelling import blanks
from storage.patterns import Late

_MANY = (
    r"(?=[几多\d一二两三四五六七八九十])"
    r"(?:((?<!哪)几|多少)|((?<![同哪])(?!(?:19|20)\d\d年)(?:\d+|[一二两三四五六七八九十]+)))个?"
)
_NUMBER = r"(?<![\d年月])(?!(?:19|20)\d\d\s*年)(?:\d[\d.,]*|[一二两三四五六七八九十百千]+)\s*[多余]?个?\s*"
_BARE_MANY = Late(r"(?<![址号箱话码群])(?<![址号箱话码群]是)多少|[占抽]几")
"""How many; a mailbox or a number of which it is said asks which it is."""

_ANY_NUMBER = Late(r"\d+(?:\.\d+)?%|百分之|<number>".replace("<number>", _NUMBER) + "[名个人家户所项件篇份次批场元]")
_SHARE = r"\d+(?:\.\d+)?\s*%|百分之"
_MAY_BE = frozenset(("whether", "consequence", "how"))
_GIVEN = (
    ("hour", Late(r"\d{1,2}[:点]|中午|[上下]午|晚上|半夜")),
    ("time", Late(r"\d{1,2}月(?:\d{1,2}[日号]?)?|\d{1,2}[日号]|上个?月|下个?[月周]|月[底初]")),
    ("year", Late(r"(?:19|20)\d\d年?|[去今前明]年")),
)
"""What is given where it is asked whether something may be: the sentence must have a limit of the same kind."""


_SELF = Late(
    r"我们?(?:单位|这边|这里|学[院校会]|公司|企业|医院|[局会校院所司处])?(?:的|是)?|咱们?|你们|请问|麻烦|老师(?=[,好您请])|[这那]一?块|那(?=[么个边]?)|[到底究竟大概一般]{2}"
)
_SPOKEN_OF = frozenset(("consequence",))
"""Kinds whose words say what is asked about as well: 不去会怎样."""


Span = tuple[int, int]
"""Where a word of a question begins and ends."""


@dataclass(frozen=True, slots=True)
class Wants:
    """`kinds` of values in the order of the lexicon; `measured`: a number of what is counted.

    `content` is the question with blanks for all that it asks with and for empty words; `means` has, by the span of a
    word of it, the words that say the same, `touches` those that speak of its matter. `faint` are the places of words
    that carry little.
    """

    kinds: tuple[Want, ...]
    measured: Late | None
    content: str
    means: Mapping[Span, tuple[str, ...]]
    touches: Mapping[Span, tuple[str, ...]]
    faint: frozenset[int]

    def has(self, *keys: str) -> bool:
        """Whether a value of one of these kinds is wanted."""
        return any(one.key in keys for one in self.kinds)

    @property
    def is_particular(self) -> bool:
        """Whether it is about anything but what every notice speaks of."""
        return any(char != " " and at not in self.faint for at, char in enumerate(self.content))

    @property
    def told(self) -> Late | None:
        """How a clause shows the value that is wanted most."""
        return self.measured or (self.kinds[0].told if self.kinds else None)


def wants_of(said: str) -> Wants:
    """Return what a question wants; `said` is what `normalise` gave."""
    return _wants(said, lexicon())


@lru_cache(maxsize=32)  # one question is held against the notice in several ways
def _wants(said: str, words: Lexicon) -> Wants:
    """The work of `wants_of`."""
    asked = words.wanted.search(said)
    may_be = bool(asked) and not asked.keys() - _MAY_BE
    counted = _counted(said, words, may_be=may_be)
    measured = _pattern_of(counted, words) if counted else None
    if not counted and "money" not in asked and _BARE_MANY.search(said):
        measured = _ANY_NUMBER
    given = next(((key, met) for key, one in _GIVEN if (met := one.search(said))), None) if may_be else None
    if counted is None and given:
        asked = {given[0]: given[1].span(), **asked}
    spans = [span for key, span in asked.items() if key not in _SPOKEN_OF] + ([counted.span()] if counted else [])
    means = {
        (start, end): tuple(word for word in told.split() if word not in said)
        for told, (start, end) in words.same.search(said).items()
        if not (counted and start < counted.end() and counted.start() < end)
    }
    at_words = list(_words_at(said, spans, words))
    means |= {span: _unsaid(words.alike.get(word, ()), said) for span, word in at_words}
    touches = {span: _unsaid(words.related[word], said) for span, word in at_words if word in words.related}
    bare = words.empty.sub(blanks, _SELF.sub(blanks, said))
    content = [char if char.isalnum() else " " for char in bare]
    for start, end in means:
        content[start:end] = said[start:end]
    for start, end in spans:
        content[start:end] = " " * (end - start)
    faint = frozenset(at for found in words.faint.finditer(said) for at in range(*found.span()))
    return Wants(
        tuple(one for one in words.wants if one.key in asked), measured, "".join(content), means, touches, faint
    )


def _counted(said: str, words: Lexicon, *, may_be: bool) -> re.Match[str] | None:
    """How many of something is asked, 几家, 多少批次; or given, 4个人, where it is asked whether it may be so."""
    found = list(_counts(words).finditer(said))
    return next((one for one in found if one[1]), found[0] if found and may_be else None)


@lru_cache(maxsize=1)
def _counts(words: Lexicon) -> Late:
    """How many of what can be counted."""
    return words.pattern(_MANY + f"({'|'.join(sorted(words.measures, key=len, reverse=True))})")


@lru_cache(maxsize=1)
def _by_beginning(words: Lexicon) -> Mapping[str, Sequence[str]]:
    """The words that have others like them by their first two characters, or their only one; the longest first."""
    out: dict[str, list[str]] = {}
    for word in sorted({*words.alike, *words.related}, key=len, reverse=True):
        out.setdefault(word[:2], []).append(word)
    return out


def _pattern_of(counted: re.Match[str], words: Lexicon) -> Late:
    """A number of what is counted, or of what counts alike; a share of it where it is asked how many."""
    alike = "|".join(re.escape(one) for one in words.measures[counted[3]])
    return words.pattern(f"{_NUMBER}(?:{alike})" + (f"|{_SHARE}" if counted[1] == "多少" else ""))


def _words_at(said: str, asking: list[Span], words: Lexicon) -> Iterator[tuple[Span, str]]:
    """The words that have others like them, the longest at each place, none within what the question asks with."""
    known, after = _by_beginning(words), 0
    met = [
        (at, -len(word), word)
        for part in parts_of(said) & known.keys()
        for at in _places(part, said)
        if (word := next((one for one in known[part] if said.startswith(one, at)), ""))
    ]
    for at, _, word in sorted(met):
        if at < after:
            continue
        after = at + len(word)
        if not any(start <= at and after <= end for start, end in asking):
            yield (at, after), word


def _places(part: str, said: str) -> Iterator[int]:
    """Where something stands in what was said."""
    at = said.find(part)
    while at >= 0:
        yield at
        at = said.find(part, at + 1)


def _unsaid(others: tuple[str, ...], said: str) -> tuple[str, ...]:
    """Those of some words that the question does not have itself."""
    return tuple(word for word in others if word not in said)
