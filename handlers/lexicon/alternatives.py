"""Patterns of which any may be found: each is compiled when everything was said that it cannot do without.

A lexicon has a thousand patterns and a question has the words of a few of them: the others are neither compiled nor
tried. What a pattern cannot do without is read off it: its literal parts, its classes of characters and its groups of
words. They are looked for by their beginnings, one character or two, which a text is cut into once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any, Generic, TypeVar

from storage.patterns.late import Late, waiting
from storage.patterns.needs import WRITTEN, Needs, all_needs_of, branches_of, expanded, some_needs_of

Meaning = TypeVar("Meaning")
Span = tuple[int, int]
_KNOWN = 32
"""Texts of which each table remembers what may be found: a question is held against it again and again."""


class Alternatives(Generic[Meaning]):
    """Finds, for each meaning, what `"|".join(patterns)` would find; `<send>` and the like stand for `words`.

    It is put in order when something is first sought in it.
    """

    __slots__ = (
        "__weakref__", "_besides", "_costs", "_firsts", "_known", "_made", "_open", "_rows", "_wanted", "_words",
        "branches", "meanings",
    )  # fmt: skip

    meanings: list[Meaning]
    branches: list[str]

    def __init__(self, rows: Iterable[tuple[Meaning, Iterable[str]]], words: Mapping[str, str]) -> None:
        self._rows, self._words = tuple(rows), words
        self._known: dict[str, list[int]] = {}
        waiting.add(self)

    def __getattr__(self, name: str) -> Any:
        """The first time anything of it is asked for, all of it is put in order."""
        if name not in self.__slots__ or name.startswith("__"):
            raise AttributeError(name)
        self._put_in_order()
        return getattr(self, name)

    def compile(self) -> None:
        """Make all of it; its patterns go on waiting."""
        waiting.discard(self)
        for at in range(len(self.branches)):
            self._pattern(at)

    def _put_in_order(self) -> None:
        """Note one thing that each pattern needs; what else it needs is read off it when that is said."""
        branches = [
            (meaning, branch)
            for meaning, patterns in self._rows
            for one in patterns
            for branch in branches_of(one, self._words)
        ]
        self.meanings = [meaning for meaning, _ in branches]
        self.branches = [branch for _, branch in branches]
        self._made: list[str | Late | None] = [None if WRITTEN.search(branch) else branch for branch in self.branches]
        self._costs = [len(branch) if WRITTEN.search(branch) else 0 for branch in self.branches]
        self._besides: list[list[Needs]] = [[]] * len(branches)
        wanted: dict[str, list[int]] = {}
        needs = [some_needs_of(branch, self._words) for branch in self.branches]
        counts = Counter(part for own in needs for need in own for part in need)
        for at, own in enumerate(needs):
            for part in min(own, key=lambda need: sum(map(counts.__getitem__, need)), default=()):
                wanted.setdefault(part, []).append(at)
        self._open = [at for at, own in enumerate(needs) if not own]
        self._wanted = {part: tuple(places) for part, places in wanted.items()}
        self._firsts = frozenset(wanted)
        self._rows = ()

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
    def patterns(self) -> list[str | Late]:
        """All of them, in their order; of letters alone nothing is compiled."""
        return [self._pattern(at) for at in range(len(self.branches))]

    def _likely(self, said: str) -> list[int]:
        """The patterns of which every part that can be told was said; what was asked lately is known."""
        likely = self._known.get(said)
        if likely is None:
            if len(self._known) == _KNOWN:
                self._known.clear()
            likely = self._known[said] = self._sifted(said)
        return likely

    def _sifted(self, said: str) -> list[int]:
        """Of the patterns one part of which was said, those of which all were."""
        parts, likely = parts_of(said), self._open[:]
        made, besides, are_missing = self._made, self._besides, parts.isdisjoint
        for at in set[int]().union(*[self._wanted[part] for part in parts & self._firsts]):
            pattern = made[at] or self._pattern(at)
            if isinstance(pattern, str):
                likely += (at,) if pattern in said else ()
                continue
            for need in besides[at]:  # a loop costs less than `any` over so few
                if are_missing(need):
                    break
            else:
                likely.append(at)
        return likely

    def _pattern(self, at: int) -> str | Late:
        """One of them; what is more than letters is made the first time, together with all that it needs."""
        made = self._made[at]
        if made is None:
            branch = self.branches[at]
            self._besides[at] = all_needs_of(branch, self._words)
            made = self._made[at] = Late(expanded(branch, self._words))
        return made

    def _span(self, at: int, said: str) -> Span | None:
        """Where one of them is found first."""
        pattern = self._pattern(at)
        if isinstance(pattern, str):
            start = said.find(pattern)
            return (start, start + len(pattern)) if start >= 0 else None
        if self._costs[at]:  # what it needs was said
            pattern.compile()
            self._costs[at] = 0
        found = pattern.search(said)
        return found.span() if found else None


@lru_cache(maxsize=32)  # a question is held against several tables
def parts_of(said: str) -> frozenset[str]:
    """Every character of a text, and every two that stand side by side."""
    return frozenset((*said, *map(str.__add__, said, said[1:])))
