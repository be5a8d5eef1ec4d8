"""Whom a campaign concerns, as words to look it up by: a message loads the campaigns of its own chat only."""

from __future__ import annotations

from collections.abc import Iterable

from storage.notice.classifying import sort_of
from storage.notice.model import Notice
from storage.notice.routing import binding_level, fold, offices, unit_types
from storage.tables import Unit
from storage.unit_of_work import Work

_ENDING = 3
_OFFICE = "@"


def mark(work: Work, campaign_id: int, notice: Notice) -> None:
    """Keep whom a campaign concerns, in the place of what was kept before."""
    work.audiences.forget(campaign_id)
    types = (word for level in range(len(notice.levels)) for word in unit_types(notice, level))
    desks = (_OFFICE + fold(office) for office in offices(notice, binding_level(notice, None)))
    for word in sorted({*(kin for one in types for kin in _kin(one)), *desks}):
        work.audiences.add(campaign_id=campaign_id, word=word[:80])


def words_of(units: Iterable[Unit], desks: Iterable[str]) -> list[str]:
    """Return the words under which the campaigns of some units, and of some offices, are found.

    More may be found than concerns them: what a notice says of a unit's type is looked at afterwards.
    """
    found = {kin for unit in units for name in (unit.unit_type, unit.name) for kin in _kin(name)}
    return sorted(found | {_OFFICE + fold(office) for office in desks})


def _kin(name: str) -> set[str]:
    """A name, what sort of body it speaks of, and how it ends."""
    folded, sort = fold(name), sort_of(name)
    return {word for word in (folded, f"~{sort}" if sort else "", f"${folded[-_ENDING:]}") if len(word) > 1}
