"""Patterns of which any may be found: each is compiled when everything was said that it cannot do without.

A lexicon has a thousand patterns and a question has the words of a few of them: the others are neither compiled nor
tried. What a pattern cannot do without is read off it: its literal parts, its classes of characters and its groups of
words. They are looked for by their beginnings, one character or two, which a text is cut into once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Generic, TypeVar

Meaning = TypeVar("Meaning")

_CLASS = r"\[(?:[^\]\\]|\\.)(?:[^\]\\]|\\.)*\]"
_INSIDE = rf"[^()\[\\]|\\.|{_CLASS}"
_GROUP = rf"\((?:{_INSIDE}|\((?:{_INSIDE}|\((?:{_INSIDE})*\))*\))*\)"
_PART = re.compile(
    r"(?P<word>(?:[^\\.^$*+?{}\[\]()|<](?![?*+{]))+)"
    rf"|(?:(?P<escaped>\\.)|(?P<set>{_CLASS})|(?P<group>{_GROUP})|<(?P<name>\w+)>|(?P<either>\|)|(?P<other>.))"
    r"(?P<repeated>[?*+]|\{\d*(?:,\d*)?\})?[?+]?",
    re.DOTALL,
)
"""One part of a pattern: some letters, a set of characters, a group at most three deep, a name of the lexicon."""

_UNREAD = re.compile(r"\(\?[a-zA-Z(]|\\[xuUN0-9]")
"""Flags, conditions, references, numbers of characters: a pattern that has one of them is always tried."""

_WRITTEN = re.compile(r"[\\.^$*+?{}\[\]()|<]")
"""What makes more of a pattern than its letters."""

_REPEATED = re.compile(r"(?:[?*+]|\{\d*(?:,\d*)?\})[?+]?")
"""How often what stands before it may stand."""

_NESTED = re.compile(rf"\\.|{_CLASS}|[()|]")
_MAY_BE_MISSING = ("?", "*", "{0", "{,")
_MOST = 96
"""Words of a group that are looked for; where there are more, one of them is nearly always said."""

_WAYS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")

Needs = tuple[str, ...]
"""Words of which every match of a pattern has one; () where none can be told."""

Span = tuple[int, int]


class Late:
    """A pattern that is compiled when something is first sought with it: most never are."""

    __slots__ = ("_flags", "pattern", *_WAYS)

    pattern: str
    findall: Callable[[str], list[Any]]
    finditer: Callable[[str], Iterator[re.Match[str]]]
    fullmatch: Callable[[str], re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    split: Callable[[str], list[str]]
    sub: Callable[[str | Callable[[re.Match[str]], str], str], str]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """The first time: all that the compiled pattern can do becomes this one's own."""
        if name not in _WAYS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for way in _WAYS:
            setattr(self, way, getattr(compiled, way))
        return getattr(self, name)


class Alternatives(Generic[Meaning]):
    """Finds, for each meaning, what `"|".join(patterns)` would find; `<send>` and the like stand for `words`."""

    __slots__ = ("_besides", "_costs", "_open", "_wanted", "meanings", "patterns")

    def __init__(self, rows: Iterable[tuple[Meaning, Iterable[str]]], words: Mapping[str, str]) -> None:
        branches = [
            (meaning, branch) for meaning, patterns in rows for one in patterns for branch in _branches(one, words)
        ]
        self.meanings = [meaning for meaning, _ in branches]
        self.patterns = [_pattern(branch, words) for _, branch in branches]
        self._costs = [len(one.pattern) if isinstance(one, Late) else 0 for one in self.patterns]
        self._open: list[int] = []
        self._besides: list[tuple[Needs, ...]] = []
        wanted: dict[str, list[int]] = {}
        needs = [_needs(branch, words) for _, branch in branches]
        counts = Counter(part for own in needs for need in own for part in need)
        for at, own in enumerate(needs):
            first, *besides = sorted(own, key=lambda need: sum(map(counts.__getitem__, need))) or [()]
            self._besides.append(tuple(besides))
            for part in first:
                wanted.setdefault(part, []).append(at)
            if not first:
                self._open.append(at)
        self._wanted = {part: tuple(places) for part, places in wanted.items()}

    def found_in(self, said: str, among: Collection[Meaning] | None = None) -> set[Meaning]:
        """Those of which a pattern is found, of these alone if they are given; what costs least is tried first."""
        found: set[Meaning] = set()
        for at in sorted(self._likely(said), key=self._costs.__getitem__):
            meaning = self.meanings[at]
            if meaning not in found and (among is None or meaning in among) and self._span(at, said):
                found.add(meaning)
        return found

    def search(self, said: str) -> dict[Meaning, Span]:
        """Return where each is found first, in their order."""
        found: dict[Meaning, Span] = {}
        for at in sorted(self._likely(said)):
            span, meaning = self._span(at, said), self.meanings[at]
            if span and (meaning not in found or span[0] < found[meaning][0]):
                found[meaning] = span
        return found

    def likely_in(self, said: str) -> list[Meaning]:
        """Those of which a pattern may be found, in their order; no other is."""
        return list(dict.fromkeys(self.meanings[at] for at in sorted(self._likely(said))))

    @property
    def late(self) -> list[Late]:
        """Those of them that are more than letters."""
        return [one for one in self.patterns if isinstance(one, Late)]

    def _likely(self, said: str) -> list[int]:
        """The patterns of which every part that can be told was said."""
        parts, wanted, besides = parts_of(said), self._wanted, self._besides
        first = {at for part in wanted.keys() & parts for at in wanted[part]}
        return [at for at in (*self._open, *first) if not any(map(parts.isdisjoint, besides[at]))]

    def _span(self, at: int, said: str) -> Span | None:
        """Where one of them is found first."""
        pattern = self.patterns[at]
        if isinstance(pattern, str):
            start = said.find(pattern)
            return (start, start + len(pattern)) if start >= 0 else None
        self._costs[at] = 0
        found = pattern.search(said)
        return found.span() if found else None


@lru_cache(maxsize=32)  # a question is held against several tables
def parts_of(said: str) -> frozenset[str]:
    """Every character of a text, and every two that stand side by side."""
    return frozenset((*said, *map(str.__add__, said, said[1:])))


def expanded(template: str, words: Mapping[str, str]) -> str:
    """Put the groups of alternatives in their places."""
    if "<" in template:
        for name, alternatives in words.items():
            template = template.replace(f"<{name}>", alternatives)
    return template


def _pattern(branch: str, words: Mapping[str, str]) -> str | Late:
    """What finds a pattern without alternatives; of letters alone nothing is compiled."""
    return Late(expanded(branch, words)) if _WRITTEN.search(branch) else branch


def _branches(pattern: str, words: Mapping[str, str]) -> Iterator[str]:
    """The patterns of which one is a pattern's match, as far as that can be told."""
    pattern = words.get(pattern[1:-1], pattern) if pattern[:1] == "<" else pattern
    if _UNREAD.search(pattern):
        yield pattern
        return
    while pattern.startswith("(?:") and pattern.endswith(")") and _end_of_group(pattern, 0) == len(pattern):
        pattern = pattern[3:-1]
    depth = start = 0
    for found in _NESTED.finditer(pattern):
        depth += (found[0] == "(") - (found[0] == ")")
        if found[0] == "|" and not depth:
            yield pattern[start : found.start()]
            start = found.end()
    yield pattern[start:]


def _parts(pattern: str) -> Iterator[re.Match[str]]:
    """The parts of a pattern, without the groups that are nested too deep to be read."""
    at = 0
    while part := _PART.match(pattern, at):
        at = _end_of_group(pattern, at) if part["other"] == "(" else part.end()
        if part["other"] != "(":
            yield part


def _end_of_group(pattern: str, begins: int) -> int:
    """Where the bracket closes that opens at a place, and what says how often it may stand."""
    depth = 0
    for found in _NESTED.finditer(pattern, begins):
        depth += (found[0] == "(") - (found[0] == ")")
        if not depth:
            repeated = _REPEATED.match(pattern, found.end())
            return repeated.end() if repeated else found.end()
    return len(pattern)


def needs_of(pattern: str, words: Mapping[str, str]) -> Needs:
    """Return words of which every match of a pattern has one."""
    if _UNREAD.search(pattern):
        return ()
    before: list[str] = []
    told: Needs = ()
    for part in _parts(pattern):
        if part["either"]:
            if not told:
                return ()
            before, told = [*before, *told], ()
        elif _telling(told) < (2, -1):
            told = max(told, _of_part(part, words), key=_telling)
    return (*before, *told) if told else ()


def _needs(branch: str, words: Mapping[str, str]) -> list[Needs]:
    """All that a pattern without alternatives needs, each with its beginnings; of letters alone every two of them."""
    if _UNREAD.search(branch):
        return []
    needs: list[Needs] = []
    for part in _parts(branch):
        text = part[0]
        if part["word"]:
            needs += [(text[at : at + 2],) for at in range(max(len(text) - 1, 1))]
        elif 0 < len(one := _of_part(part, words)) <= _MOST:
            needs.append(tuple(dict.fromkeys(word[:2] for word in one)))
    return needs


def _telling(needs: Needs) -> tuple[int, int]:
    """Long words tell more than short ones, and few more than many."""
    return (min(map(len, needs)), -len(needs)) if 0 < len(needs) <= _MOST else (0, 0)


def _of_part(part: re.Match[str], words: Mapping[str, str]) -> Needs:
    """What one part of a pattern needs."""
    text = part[0]
    if part["word"]:
        return (text,)
    if (part["repeated"] or "").startswith(_MAY_BE_MISSING):
        return ()
    if part["group"]:
        return needs_of(part["group"][3:-1], words) if text.startswith("(?:") else ()
    if part["set"]:
        return () if re.search(r"[\\^-]", part["set"]) else tuple(part["set"][1:-1])
    if part["name"]:
        return _of_words(words[part["name"]]) if part["name"] in words else ()
    letter = part["escaped"] or part["other"]
    return () if (letter[-1].isalnum() and len(letter) > 1) or letter in ".^$" else (letter[-1],)


@lru_cache(maxsize=32)
def _of_words(alternatives: str) -> Needs:
    """What a group of the lexicon's needs."""
    return needs_of(alternatives, {})
