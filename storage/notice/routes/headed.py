"""Offices that a head leads to: one that looks after the fields named above it, a place where papers are taken."""

from __future__ import annotations

from storage.notice.bodies.offices import office, placed
from storage.notice.model import Route
from storage.notice.parts.sentences import Sentence
from storage.notice.parts.structure import Part
from storage.notice.text import addressees
from storage.patterns import Late

_HANDLED = Late(
    r"^(?P<who>[^。;]{0,110}?)\s*(?:请|统一)?由(?P<office>[^,。;:()]{2,16}?)负责(?:办理|受理|联系|收集|接收|[。;]?$)"
)
_PLACE_HEAD = Late(
    r"(?:受理|收件|报送|提交|申报|送达|交件|寄送|接收)(?:材料)?(?:地点|地址|单位|部门|窗口)"
    r"(?:及联系(?:人|方式|电话))? $"
)
_PLACE_LABEL = Late(r"(?:纸质|书面)?材料(?:寄送|邮寄|报送|送交|投递|提交)(?:地址|地点|至)?:\s*")
_PLACE_BESIDE = Late(
    r"(?:受理|报送|提交|收件|交件)(?:材料)?时间[^。;]{2,40}?[,;]\s*(?:受理)?地点:\s*(?P<office>[^,。;:()]{3,30})"
)
"""Where papers are taken, told with the days on which they are."""

_OF_PLACES = Late(
    r"\s*(?P<who>[\u4e00-\u9fff、 ]{1,24}[区县市镇旗州]):\s*[\u4e00-\u9fff]{2,4}\s+[\d-]{7,13}\s+"
    r"(?P<office>[\u4e00-\u9fff]{3,20}(?:\([^()]{2,16}\))?)[。;]?\s*"
)
"""Whoever takes what comes from some places, and where: 东区、西 区:钱甲 13700001102 东区文化馆."""


def looked_after(part: Part, sentence: Sentence, fields: tuple[str, ...]) -> Route | None:
    """The route to the office that a sentence says looks after the fields named above it."""
    handled = _HANDLED.match(sentence.flat)
    if handled is None or not fields:
        return None
    lines = sentence.paragraph.lines(sentence.start, sentence.end)
    return Route(fields, sentence.paragraph.original(handled["office"]), part.level, lines)


def taken_of(part: Part, sentence: Sentence) -> Route | None:
    """The route of some places to the office at the end of a line, below the head of a place."""
    found = _OF_PLACES.fullmatch(sentence.flat) if _PLACE_HEAD.search(sentence.heading) else None
    if found is None:
        return None
    named = tuple(place.replace(" ", "") for place in found["who"].split("、"))
    lines = sentence.paragraph.lines(sentence.start, sentence.end)
    return Route(named, sentence.paragraph.original(found["office"]), part.level, lines)


def taken_at(part: Part, sentence: Sentence) -> Route | None:
    """The route of all to the address below the head of a place, or to one told beside the days of taking papers."""
    label = _PLACE_LABEL.match(sentence.flat)
    is_place = label or _PLACE_HEAD.search(sentence.heading)
    room = placed(sentence.flat[label.end() if label else 0 :]) if is_place else None
    beside = _PLACE_BESIDE.search(sentence.flat)
    room = room or (office(beside["office"]) if beside else None)
    lines = sentence.paragraph.lines(sentence.start, sentence.end)
    return Route(part.audience, sentence.paragraph.original(room), part.level, lines) if room else None


def fields(sentence: Sentence) -> tuple[str, ...]:
    """The fields that a line names, below which or in which an office says that it looks after them."""
    handled = _HANDLED.match(sentence.flat)
    said = handled["who"] if handled else sentence.flat.strip("。 ")
    if "领域" not in said or (not handled and (len(sentence.flat) >= 90 or "由" in sentence.flat[:6])):
        return ()
    return tuple(sentence.paragraph.original(field) for field in addressees.audience(said))
