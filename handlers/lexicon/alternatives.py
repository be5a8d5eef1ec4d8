"""Patterns of which any may be found: each is compiled when a word was said that it cannot do without.

A lexicon has a thousand patterns and a question has the words of a few of them: the others are neither compiled nor
tried. What a pattern cannot do without is read off it: of its literal parts, its classes of characters and its groups
of words, the one that tells most.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

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

_GROUPED = re.compile(rf"\\.|{_CLASS}|{_GROUP}")
_MAY_BE_MISSING = ("?", "*", "{0", "{,")
_MOST = 32
"""Words of a group that are looked for; where there are more, one of them is nearly always said."""

Needs = tuple[str, ...]
"""Words of which every match of a pattern has one; () where none can be told."""


class Alternatives(Generic[Meaning]):
    """Finds, for each meaning, what `"|".join(patterns)` would find; `<send>` and the like stand for `words`."""

    __slots__ = ("_besides", "_compiled", "_firsts", "_open", "_wanted", "meanings", "written")

    def __init__(self, rows: Iterable[tuple[Meaning, Iterable[str]]], words: Mapping[str, str]) -> None:
        listed = [(meaning, pattern) for meaning, patterns in rows for pattern in patterns]
        self.meanings = [meaning for meaning, _ in listed]
        self.written = [expanded(pattern, words) for _, pattern in listed]
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._open: list[int] = []
        self._besides: list[tuple[Needs, ...]] = []
        self._firsts: list[frozenset[str]] = []
        self._wanted: dict[str, dict[str, list[int]]] = {}
        for at, (_, pattern) in enumerate(listed):
            first, *besides = _needs(pattern, words)
            self._besides.append(tuple(besides))
            self._firsts.append(frozenset(word[0] for word in besides[0]) if besides else frozenset())
            for word in first:
                self._wanted.setdefault(word[0], {}).setdefault(word, []).append(at)
            if not first:
                self._open.append(at)

    def found_in(self, said: str, among: Collection[Meaning] | None = None) -> set[Meaning]:
        """Those of which a pattern is found, of these alone if they are given; what is compiled is tried first."""
        found: set[Meaning] = set()
        likely = self._likely(said)
        known = likely & self._compiled.keys()
        for at in (*known, *sorted(likely - known, key=lambda at: len(self.written[at]))):
            meaning = self.meanings[at]
            if meaning not in found and (among is None or meaning in among) and self._pattern(at).search(said):
                found.add(meaning)
        return found

    def search(self, said: str) -> dict[Meaning, re.Match[str]]:
        """Return what is found first of each, in their order."""
        found: dict[Meaning, re.Match[str]] = {}
        for at in sorted(self._likely(said)):
            match, meaning = self._pattern(at).search(said), self.meanings[at]
            if match and (meaning not in found or match.start() < found[meaning].start()):
                found[meaning] = match
        return found

    @property
    def compiled(self) -> int:
        """How many of them were needed so far."""
        return len(self._compiled)

    def compile_all(self) -> None:
        """Compile every one of them, to see whether it can be. Raises re.error."""
        for at in range(len(self.written)):
            self._pattern(at)

    def _likely(self, said: str) -> set[int]:
        """The patterns of which every part that can be told was said."""
        wanted, besides, firsts, likely, said_of = self._wanted, self._besides, self._firsts, set(self._open), set(said)
        for one in wanted.keys() & said_of:
            for word, places in wanted[one].items():
                if word in said:
                    likely.update(places)
        return {
            at
            for at in likely
            if not (needed := besides[at])
            or (not firsts[at].isdisjoint(said_of) and all(any(word in said for word in one_of) for one_of in needed))
        }

    def _pattern(self, at: int) -> re.Pattern[str]:
        known = self._compiled.get(at)
        if known is None:
            known = self._compiled[at] = re.compile(self.written[at])
        return known


class Late:
    """A pattern that is compiled when something is first searched for it: most never are."""

    __slots__ = ("_compiled", "written")

    def __init__(self, written: str) -> None:
        self.written = written
        self._compiled: re.Pattern[str] | None = None

    def search(self, said: str) -> re.Match[str] | None:
        """Return where it is found first."""
        return self._pattern.search(said)

    def finditer(self, said: str) -> Iterator[re.Match[str]]:
        """Return every place where it is found."""
        return self._pattern.finditer(said)

    def sub(self, told: str, said: str) -> str:
        """Put something else wherever it is found."""
        return self._pattern.sub(told, said)

    @property
    def _pattern(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self.written)
        return self._compiled


def expanded(template: str, words: Mapping[str, str]) -> str:
    """Put the groups of alternatives in their places."""
    if "<" in template:
        for name, alternatives in words.items():
            template = template.replace(f"<{name}>", alternatives)
    return template


def needs_of(pattern: str, words: Mapping[str, str]) -> Needs:
    """Return words of which every match of a pattern has one."""
    if _UNREAD.search(pattern):
        return ()
    before: list[str] = []
    told: Needs = ()
    for part in _PART.finditer(pattern):
        if part["other"] == "(":
            return ()  # nested too deep to be read
        if part["either"]:
            if not told:
                return ()
            before, told = [*before, *told], ()
        elif _telling(told) < (2, -1):
            told = max(told, _of_part(part, words), key=_telling)
    return (*before, *told) if told else ()


def _needs(pattern: str, words: Mapping[str, str]) -> list[Needs]:
    """The need that tells most, and where the pattern is one sequence all others, those that tell most first."""
    if not _WRITTEN.search(pattern):
        return [(pattern,)]
    if "|" in _GROUPED.sub("", pattern) or _UNREAD.search(pattern):
        return [needs_of(pattern, words)]
    parts = list(_PART.finditer(pattern))
    if any(part["other"] == "(" for part in parts):
        return [()]
    needs = sorted((_of_part(part, words) for part in parts), key=_telling, reverse=True)
    return [one for one in needs if _telling(one) > (0, 0)] or [()]


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
