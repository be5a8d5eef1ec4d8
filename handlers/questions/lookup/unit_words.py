"""How people name the unit types of a notice: in its own words, or by the kind of body (公司 for 企业科协)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from handlers.lexicon import Kind, lexicon
from storage.notice.routing import fold
from storage.patterns import Late

_BRACKETS = Late(r"[（(][^（）()]*[）)]$")
_WHERE = Late(r"^各?(?:设区|县级)?[省市县区镇乡、]*(?:[(（][省市县区镇乡、]+[)）])?")
"""Where the units of a type sit, before what they are: 县（市、区）教育局."""

_TAIL = Late(r"(?P<kind>领域|专业|学科|方向|系列|赛道|类|组)?(?:项目|课题|作品|论文|稿件|案例)?$")
_NUMBERED = Late(r"(?:专题|议题|主题|方向|赛道|板块|单元|类别)[一二三四五六七八九十\d]{1,2}")
_TELLING, _TELLING_BEGINNING, _LONGEST = 4, 3, 20
"""Characters of a word that tells a field by itself, of its beginning that is said, and of the longest."""


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


def field_words(fields: Collection[str], lines: Iterable[str]) -> tuple[UnitWord, ...]:
    """Return how fields of papers are named: 材料领域 of 工业、材料领域项目, what stands behind 专题一."""
    forms = {form: name for name in fields for form in _parts_of(name)}
    told = ((found[0], line.strip()) for line in lines if (found := _NUMBERED.match(line.strip())))
    forms |= {form: name for name, line in told if name in fields for form in _words_of(line.removeprefix(name))}
    longest = sorted(forms.items(), key=lambda pair: (len(pair[0]), pair[1]), reverse=True)
    return tuple(UnitWord(Late(re.escape(form)), name, is_spelt=True) for form, name in longest)


def _parts_of(name: str) -> set[str]:
    """A field, each of several that are named in one with the ending they share, and what it is without its ending."""
    tail = _TAIL.search(name)
    kind = tail["kind"] if tail else ""
    parts = [_TAIL.sub("", part) for part in re.split("[、和与及]", name)]
    forms = {f"{part}{kind}" for part in parts} | {part for part in parts if len(part) >= _TELLING}
    return {folded for form in (name, *forms) if len(folded := fold(form)) > 2}


def _words_of(said: str) -> set[str]:
    """The beginnings of the words in what a numbered field is said to be of: 专题一 耕地质量提升与盐碱地改良."""
    words = (word for word in re.split(r"[\s、，,与和及：:（(]+", said) if len(word) <= _LONGEST)
    return {fold(word)[:_TELLING_BEGINNING] for word in words if len(fold(word)) >= _TELLING}


def other_forms(body: str) -> set[str]:
    """A body by its short name for its long one, and the other way round: 市文旅局, 市文化和旅游局."""
    pairs_of_forms = [*lexicon().short.items(), *((long, short) for short, long in lexicon().short.items())]
    return {body.replace(one, other) for one, other in pairs_of_forms if one in body and other not in body}


def kind_of(word: str) -> Kind | None:
    """Which kind a notice's own word shows, the first that fits."""
    return next((kind for kind in lexicon().kinds if kind.shows.search(word)), None)
