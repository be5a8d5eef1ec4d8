"""How people name the unit types of a notice: in its own words, or by the kind of body (公司 for 企业科协)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.lexicon import Kind, Late, lexicon
from storage.notice.routing import fold

_BRACKETS = Late(r"[（(][^（）()]*[）)]$")
_WHERE = Late(r"^各?(?:设区|县级)?[省市县区镇乡、]*(?:[(（][省市县区镇乡、]+[)）])?")
"""Where the units of a type sit, before what they are: 县（市、区）教育局."""


@dataclass(frozen=True, slots=True, eq=False)
class UnitWord:
    """One way in which units are named; `unit_type` is None where the notice has no type of that kind.

    `is_spelt`: it is the notice's own word, and therefore no place or partner of an activity.
    """

    said: Late
    unit_type: str | None
    is_spelt: bool


def unit_words(types: Sequence[str], above: Iterable[str]) -> tuple[UnitWord, ...]:
    """Return how the types of the binding level, and those `above`, are named: what is more exact comes first."""
    above = tuple(above)
    spelt = {fold(word): word for word in (*above, *types)}
    spelt |= {core: word for word in types if len(core := fold(_WHERE.sub("", word))) > 2 and core not in spelt}
    spelt |= {core: word for word in above if len(core := fold(_BRACKETS.sub("", word))) > 2 and core not in spelt}
    spelt |= {form: word for core, word in [*spelt.items()] for form in other_forms(core) if form not in spelt}
    own = [
        UnitWord(Late(re.escape(spelling)), word, is_spelt=True)
        for spelling, word in sorted(spelt.items(), key=lambda pair: (len(pair[0]), pair[1]), reverse=True)
        if len(spelling) > 2
    ]
    kinds = [
        UnitWord(kind.named, next((word for word in types if kind_of(word) is kind), None), is_spelt=False)
        for kind in lexicon().kinds
    ]
    return (*own, *kinds)


def other_forms(body: str) -> set[str]:
    """A body by its short name for its long one, and the other way round: 市文旅局, 市文化和旅游局."""
    pairs_of_forms = [*lexicon().short.items(), *((long, short) for short, long in lexicon().short.items())]
    return {body.replace(one, other) for one, other in pairs_of_forms if one in body and other not in body}


def kind_of(word: str) -> Kind | None:
    """Which kind a notice's own word shows, the first that fits."""
    return next((kind for kind in lexicon().kinds if kind.shows.search(word)), None)
