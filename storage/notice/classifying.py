"""What sort of body a unit is by its name, and which type of a notice that makes it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from storage.notice.model import Notice
from storage.notice.routing import binding_level, fold, unit_types
from storage.patterns import Late

_LEAST_ENDING = 3
"""Characters that the names of a unit and of its type end on alike."""

_PLACE = Late(r"(?:县级市|区县|县区|市|区|县|镇|街道|开发区|高新区|园区|旗|州)")

_GROUPS = (
    ("university", Late(r"大学|学院|高校|院校|校科协|高职|大专")),
    ("enterprise", Late(r"公司|企业|集团|厂(?!商)|企科协|园区企业")),
    ("hospital", Late(r"医院")),
    ("school", Late(r"中学|小学|幼儿园|学校")),
    ("institute", Late(r"研究院|研究所|科研院所|设计院|院所")),
    ("bureau", Late(r"科技局|科学技术局|科委|科创局|科技管理部门|科技主管部门")),
    ("association", Late(r"科协|科学技术协会")),
    ("society", Late(r"学会|协会|研究会|促进会|联合会")),
)
"""What sort of body a name speaks of, the first that fits: 某大学科协 is a university's, 某公司科协 an enterprise's."""


def classify_unit(notice: Notice, unit_name: str) -> str | None:
    """Return the type of the binding level to which a unit belongs by its name; None where that stays open.

    青溪科协 is a county's 科协, 某某大学科协 a university's, 市医学会 a society: what the words mean in general.
    """
    known = unit_types(notice, binding_level(notice, None))
    sort = sort_of(unit_name)
    if sort is None:
        return _by_ending(unit_name, known)
    fitting = [name for name in known if sort_of(name) == sort]
    if sort == "association" and len(fitting) > 1:
        fitting = [name for name in fitting if _PLACE.search(name)] or fitting
    return fitting[0] if len(fitting) == 1 or (fitting and sort != "association") else None


def _by_ending(unit_name: str, known: Iterable[str]) -> str | None:
    """The type whose name ends as the unit's does, by at least three characters: 青溪区教育局, 教育局."""
    folded = fold(unit_name)
    ends = {name: _common(folded[::-1], fold(name)[::-1]) for name in known}
    best = max(ends.values(), default=0)
    fitting = [name for name, length in ends.items() if length == best]
    return fitting[0] if best >= _LEAST_ENDING and len(fitting) == 1 else None


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def sort_of(name: str) -> str | None:
    """What sort of body a name speaks of."""
    core = re.sub(r"[(（][^()（）]*[)）]", "", name)
    return next((sort for sort, pattern in _GROUPS if pattern.search(core)), None)
