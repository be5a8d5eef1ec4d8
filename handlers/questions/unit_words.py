"""How people name the unit types of a notice: in its own words, or by the kind of body (公司 for 企业科协)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.notice.routing import fold

_KINDS = tuple(
    (re.compile(shows), re.compile(named))
    for shows, named in (
        ("企业|公司|集团", r"(?:企业|公司|集团|工厂|厂里|车间|国企|民企)(?:的?(?:科协|科学技术协会))?"),
        (
            "高校|大学|学院|院校",
            r"(?:高校|大学|学院|院校|校(?=科协|科学)|高职|学校)(?:的?(?:科协|科学技术协会))?|我校|贵校|校领导|校长",
        ),
        ("科技局|科委|科技主管|科学技术局|科创局", r"科技局|科学技术局|科委|科创局|科技主管部门|我局|贵局"),
        ("学会|协会|研究会|促进会", r"(?:学会|(?<!技术)协会|研究会|促进会|联合会|专委会)(?!部)|我会|贵会|理事长"),
        ("科协|科学技术协会", r"(?<!智慧)科协|科学技术协会"),
        ("医院|医疗|卫生", r"医院|卫生院|诊所"),
        ("研究所|研究院|院所|科研", r"研究所|研究院|院所|科研单位"),
        ("中学|小学|中小学|学校|幼儿园", r"中学|小学|中小学|学校|幼儿园"),
        ("镇|街道|乡", r"街道|[\u4e00-\u9fff]镇|乡镇"),
        ("园区|开发区|高新区|管委会", r"园区|开发区|高新区|管委会"),
        ("基地|场馆|科技馆", r"基地|场馆|科技馆"),
    )
)
"""How a notice's own word for a unit type shows its kind, and how people name units of that kind."""

_WHERE = re.compile(r"^各?(?:设区|县级)?[省市县区镇乡、]*(?:[(（][省市县区镇乡、]+[)）])?")
"""Where the units of a type sit, before what they are: 县（市、区）教育局."""


@dataclass(frozen=True, slots=True)
class UnitWord:
    """One way in which units are named; `unit_type` is None where the notice has no type of that kind.

    `is_spelt`: it is the notice's own word, and therefore no place or partner of an activity.
    """

    said: re.Pattern[str]
    unit_type: str | None
    is_spelt: bool


def unit_words(types: Sequence[str], above: Iterable[str]) -> tuple[UnitWord, ...]:
    """Return how the types of the binding level, and those `above`, are named: what is more exact comes first."""
    spelt = {fold(word): word for word in (*above, *types)}
    spelt |= {core: word for word in types if len(core := fold(_WHERE.sub("", word))) > 2 and core not in spelt}
    own = [
        UnitWord(re.compile(re.escape(spelling)), word, is_spelt=True)
        for spelling, word in sorted(spelt.items(), key=lambda pair: (len(pair[0]), pair[1]), reverse=True)
        if len(spelling) > 2
    ]
    kinds = [
        UnitWord(named, next((word for word in types if _kind(word) == number), None), is_spelt=False)
        for number, (_, named) in enumerate(_KINDS)
    ]
    return (*own, *kinds)


def _kind(word: str) -> int | None:
    """Which kind a notice's own word shows, the first that fits."""
    return next((number for number, (shows, _) in enumerate(_KINDS) if shows.search(word)), None)
