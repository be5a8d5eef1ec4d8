"""How people name the unit types of a notice: by the notice's own words, or by the kind of body they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from re import Pattern

from storage.notice.routing import fold

_LEAST = 3
"""A shorter spelling would be found inside other words."""

_KINDS: tuple[tuple[str, str], ...] = (
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
"""How a notice's own word for a unit type shows its kind, and how people name units of that kind."""

_WHERE = re.compile(r"^各?(?:设区|县级)?[省市县区镇乡、]*(?:[(（][省市县区镇乡、]+[)）])?")
"""Where the units of a type sit, before what they are: 县（市、区）教育局."""


def spellings(bound: Sequence[str], above: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return (spelling, unit type) for the types a notice binds and those above, the longest spelling first.

    One that is spelt the same with and without its place stands there twice: it may be named twice.
    """
    spelt = [(fold(word), word) for word in {*bound, *above}]
    spelt += [(fold(_WHERE.sub("", word)), word) for word in bound]
    long = [pair for pair in spelt if len(pair[0]) >= _LEAST]
    return tuple(sorted(long, key=lambda pair: (len(pair[0]), pair[1]), reverse=True))


def kinds(bound: Sequence[str]) -> tuple[tuple[Pattern[str], str | None], ...]:
    """Return how each kind of body is named, with the first type of that kind, None where the notice binds none."""
    first: dict[str, str] = {}
    for word in bound:
        shown = next((shows for shows, _ in _KINDS if re.search(shows, word)), None)
        if shown is not None:
            first.setdefault(shown, word)
    return tuple((re.compile(named), first.get(shows)) for shows, named in _KINDS)
