"""Which units of the roster a person means: full names, aliases, and parts of names that fit only one."""

from __future__ import annotations

from storage.notice.routing import fold
from storage.tables import Unit
from storage.unit_of_work import Work


def find(work: Work, words: str) -> tuple[Unit, ...]:
    """Return the units that words may mean: one where that is clear, several where it is not.

    First a spelling that is all the words, then the longest spellings within the words (several units may be
    named in one sentence: see `within`), then the spellings of which the words are a part.
    """
    exact = work.units.named(words)
    if exact:
        return (exact,)
    named = within(work, words)
    return named or _containing(work, fold(words))


def within(work: Work, sentence: str) -> tuple[Unit, ...]:
    """Return the units whose spellings stand in a sentence; a spelling inside a longer one does not count."""
    folded = fold(sentence)
    hits = {spelling: unit_id for spelling, unit_id in _spellings(work) if spelling in folded}
    longest = [s for s in hits if not any(s != other and s in other for other in hits)]
    numbers = dict.fromkeys(hits[s] for s in sorted(longest, key=folded.index))
    return tuple(work.units.get(number) for number in numbers)


def _containing(work: Work, folded: str) -> tuple[Unit, ...]:
    """Return the units one of whose spellings contains the words."""
    if len(folded) < 2:
        return ()
    numbers = dict.fromkeys(unit_id for spelling, unit_id in _spellings(work) if folded in spelling)
    return tuple(work.units.get(number) for number in numbers)


def _spellings(work: Work) -> list[tuple[str, int]]:
    """Return all spellings of the units on the roster, folded."""
    present = {unit.key for unit in work.units.all()}
    return [(alias.folded, alias.unit_id) for alias in work.aliases.find() if alias.unit_id in present]
