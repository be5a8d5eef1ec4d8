"""How well a notice is read: what was labelled, found, and both, field by field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FIELDS = {
    "title": "标题",
    "doc_number": "发文字号",
    "issuers": "发文机关",
    "issued_on": "成文日期",
    "theme": "主题",
    "activity_period": "活动时间",
    "deadlines": "报送时间",
    "contacts": "联系方式",
    "routes": "报送渠道",
    "materials": "材料",
    "activities": "主要活动",
}
"""The fields that are compared, and what they are called."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many values of a field were right, labelled, found."""

    right: int = 0
    labelled: int = 0
    found: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.labelled + other.labelled, self.found + other.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of how much was found and how much of it is right; 1 where there is nothing."""
        both = self.labelled + self.found
        return 2 * self.right / both if both else 1.0


def compared(labelled: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Count]:
    """Compare one reading with its label, both in the form of `notice parse --json`."""
    return {field: _count(_values(field, labelled), _values(field, found)) for field in FIELDS}


def bare(value: object) -> str:
    """Only the words: no width, case, blanks or punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", str(value or "")).lower())


def _values(field: str, notice: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """The values of a field, each as what must agree."""
    value = notice.get(field) or ()
    if field == "activity_period":
        return [(end, value[end]) for end in ("start", "end") if value and value.get(end)]
    if field == "deadlines":
        return [(str(d.get("date")), str(d.get("time")), str(bool(d.get("recurrence")))) for d in value]
    if field == "contacts":
        return [_reaches(contact) for contact in value]
    if field == "routes":
        return [(bare(route["office"]), bare(audience)) for route in value for audience in route["audience"]]
    if field == "materials":
        return [(bare(material["name"]),) for material in value]
    items = [value] if isinstance(value, str) else value
    return [(bare(item),) for item in items if bare(item)]


def _reaches(contact: Mapping[str, Any]) -> tuple[str, ...]:
    """Phones and mailboxes; the office or the persons where it has none."""
    reaches = sorted(bare(way) for key in ("phones", "emails") for way in contact.get(key) or ())
    return tuple(reaches or [bare(contact.get("office") or "".join(contact.get("names") or ()))])


def _count(labelled: list[tuple[str, ...]], found: list[tuple[str, ...]]) -> Count:
    """Match each labelled value with one found value at most."""
    left = list(found)
    right = 0
    for value in labelled:
        same = next((other for other in left if _agree(value, other)), None)
        if same is not None:
            left.remove(same)
            right += 1
    return Count(right, len(labelled), len(found))


def _agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """Every part is the same, or one contains the other: 科协学会部, 市科协学会部."""
    pairs = list(zip(one, other, strict=False))
    return len(tuple(one)) == len(tuple(other)) and all(a == b or (a and b and (a in b or b in a)) for a, b in pairs)
