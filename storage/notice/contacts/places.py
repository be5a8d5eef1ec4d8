"""Lists of places, each with the phone of whoever is to be asked there: 松州:0999-8396121;柏州:0999-2945503."""

from __future__ import annotations

import re

from storage.notice.contacts.pieces import Cell, Kind
from storage.notice.text import ways
from storage.notice.text.paragraphs import Paragraph
from storage.patterns import Late

_PAIR = Late(rf"\s*(?P<place>[\u4e00-\u9fff]{{2,4}})\s*:\s*(?P<phone>{ways.PHONE.pattern})\s*[;,。、]?")
_NO_PLACE = Late(r"电话|手机|传真|热线|方式|白天|夜间")


def places(paragraph: Paragraph, *, is_more: bool) -> list[Cell]:
    """Read a paragraph that is such a list; `is_more` where one stands above, so that 龙岩 is no person here."""
    found: list[re.Match[str]] = []
    while one := _PAIR.match(paragraph.flat, found[-1].end() if found else 0):
        found.append(one)
    if not found or paragraph.flat[found[-1].end() :].strip():
        return []
    names = [one["place"] for one in found]
    if any(ways.is_office(name) or ways.is_purpose(name) or _NO_PLACE.search(name) for name in names):
        return []
    if not is_more and (len(names) == 1 or all(map(ways.is_person, names))):
        return []
    kinds = ((Kind.OFFICE, "place"), (Kind.PHONE, "phone"))
    return [Cell(kind, one[name].strip(), *one.span(name)) for one in found for kind, name in kinds]
