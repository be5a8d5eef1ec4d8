"""What stands at a place of the notice that is named: 第四项第五项, 最后一条要求, 目标成效那段."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handlers.lexicon import Topic
from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.fitting import coverage, fits
from handlers.questions.lookup.passages import Passage, sentences, shortened
from handlers.questions.typed.spelling import folded
from handlers.questions.typed.wants import wants_of
from handlers.wording import questions as wording
from storage.notice.model import Section
from storage.patterns import Late

_NUMBERS = "一二三四五六七八九十"
_NTH = rf"第?([{_NUMBERS}\d]{{1,2}})"
_PLACES = Late(
    rf"(?:第([{_NUMBERS}\d]{{1,2}})|(最后|末尾?)一?|(前)([两{_NUMBERS}\d]))(?:[个项条点]|大项|大条)(?!工作日|月|季度)"
)
_BEGINS = ("第", "最后", "末", "前")
"""第四项, 最后一条, 前两项."""

_OF_REQUIREMENTS = Late(r"要求")
_ASKS = Late(r"分别|讲|说|写|是|内容|什么|啥|怎么|列|[和跟与、]第|,第")
_BLOCK = Late(rf"(?:^|[^\d{_NUMBERS}]){_NTH}(?:个?(?:大?部分|大?段|大点|大条|大块|章)|那一?[块段条]|这一?[块段])")
"""第三部分, 四那一块."""

_IN_SHORT = Late(
    r"[那这]一?个?[段块节条]|部分|重点|要点|拎|概括|归纳|提炼|哪几[个点条方]|几个?(?:方面|点|层)|[讲说写]了?[些点]?[什啥]"
)
"""A section is wanted in short."""

_PARTS = Late(
    r"哪几[块类种样方项个大]|[几两二三四五六]个?大?[类块方]面?[^,。;?]{0,3}(?:分别|各|都|是)|分别.{0,4}(?:哪|什么|啥)|几大[块类项]"
)
"""The parts of something are wanted."""

_EDITION = Late(
    r"(?:第(?:几|[一二三四五六七八九十\d]+)|(?<!\d)\d{1,3}(?=届))(?:([届批期轮]次?)|([个次])(?=还是第|节|[^,。;]{2,12}[日会赛节周月]))"
)
_ALIKE = "届个次"
"""What is counted in one of these may be counted in another: 第几届, 第27个世界读书日."""

_OTHER = (Topic.DEADLINE, Topic.SUBMIT_TO, Topic.CONTACT, Topic.PHONE, Topic.MAIL, Topic.STANDING)
_LEAST_TITLE, _LEAST, _MORE = 3, 0.15, 0.4
_FEW, _WHOLE, _SHORT = 3, 90, 40
"""Parts that are few, of which more is shown; and how much of a part without a title of its own."""

_MOST = 8
"""Parts that are listed."""


def placed(asked: Asked) -> tuple[str, ...]:
    """Return what stands at the places that are named; () where none is."""
    is_above = asked.u.scope.is_upper and any(s.level == asked.index.binding for s in asked.index.notice.sections)
    if asked.u.has(*_OTHER) or is_above or asked.u.scope.offices:
        return ()
    return tuple(_numbered(asked)) or tuple(_of_section(asked)) or tuple(_parts_asked(asked))


def _numbered(asked: Asked) -> Iterator[str]:
    """The activities or requirements at several places, or from the end; one alone is the topic's."""
    said = asked.u.said
    places = list(_PLACES.finditer(said)) if any(one in said for one in _BEGINS) else []
    is_of_rules = _OF_REQUIREMENTS.search(said) is not None
    if (
        not places
        or not _ASKS.search(said)
        or _EDITION.search(said)
        or (len(places) == 1 and places[0][1] and not is_of_rules)
    ):
        return
    notice = asked.index.notice
    among = notice.requirements if is_of_rules else notice.activities
    held = [among[at] for place in places for at in _range(place, len(among)) if 0 <= at < len(among)]
    for section in dict.fromkeys(held):
        yield from asked.passages(_own(asked, section)[:1] if len(held) > 1 else _own(asked, section)[:3])


def _range(place: re.Match[str], count: int) -> Sequence[int]:
    """The numbers from 0 that a place means."""
    if place[1]:
        return (_value(place[1]) - 1,)
    return (count - 1,) if place[2] else range(_value(place[4]))


def _value(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else 2 if numeral == "两" else _NUMBERS.find(numeral[-1]) + 1


def _own(asked: Asked, section: Section) -> list[Passage]:
    lines = range(section.first_line, section.last_line + 1)
    return [p for p in asked.index.passages if p.title == section.title and p.source and p.source[0] in lines]


def _of_section(asked: Asked) -> Iterator[str]:
    """A section that is named by its title or its number, in short."""
    said, sections = asked.u.said, asked.index.notice.sections
    if not (_IN_SHORT.search(said) or _BLOCK.search(said)):
        return
    block = _BLOCK.search(said)
    titled = [s for s in sections if len(s.title) >= _LEAST_TITLE and folded(s.title) in said]
    if not titled and block:
        number = _value(block[1])
        titled = [s for s in sections if s.depth == min(one.depth for one in sections) and _nth(s) == number]
    for section in sorted(titled, key=lambda s: -len(s.title))[:1]:
        yield from _in_short(asked, section)


def _nth(section: Section) -> int:
    found = re.search(rf"[{_NUMBERS}]|\d+", section.number)
    return _value(found[0]) if found else 0


def _in_short(asked: Asked, section: Section) -> Iterator[str]:
    """The titles of its parts, or the beginnings of its sentences; of one sentence itself."""
    heads = _heads_of(asked, section)
    if len(heads) > 1:
        yield wording.in_short(section.number, section.title, heads[:_MOST])
    else:
        yield from asked.passages(_own(asked, section)[:2])


def _heads_of(asked: Asked, section: Section) -> list[str]:
    parts = _parts_of(asked, section)
    if parts:
        longest = _WHOLE if len(parts) <= _FEW else _SHORT
        return [_head(one, longest) for one in parts]
    said = sentences(section.body.replace("；", "，").replace(";", ","))
    return [re.split(r"[，,。]", one)[0] for one in said]


def _head(part: Section, longest: int) -> str:
    """The title of a part; where that says nothing (内容), what it heads."""
    first = shortened(next(sentences(part.body), part.body), longest)
    return part.title if len(part.title) > _LEAST_TITLE else f"{part.title}：{first}" if part.title else first


def _parts_of(asked: Asked, section: Section) -> list[Section]:
    inner = [
        s
        for s in asked.index.notice.sections
        if s.level == section.level
        and s.depth > section.depth
        and section.first_line <= s.first_line <= s.last_line <= section.last_line
    ]
    depth = min((s.depth for s in inner), default=0)
    return [s for s in inner if s.depth == depth]


def _parts_asked(asked: Asked) -> Iterator[str]:
    """The parts of the section whose title speaks most of what is asked."""
    if set(asked.u.topics) - {Topic.ACTIVITIES} or asked.u.details or not _PARTS.search(asked.u.said):
        return
    split = [s for s in asked.index.notice.sections if s.title and len(_parts_of(asked, s)) > 1]
    weights = {s: coverage(asked.u.said, folded(s.title), asked.index) for s in split}
    best = max(split, key=lambda s: weights[s], default=None)
    told = next(iter(fits(asked.u.said, asked.index)), None)
    if told and told.is_sure and best and told.covered > weights[best] + _MORE:
        return  # a sentence speaks of it, and no heading
    if best and weights[best] >= _LEAST and wants_of(asked.u.said).content.strip():
        yield from _in_short(asked, best)


def edition(asked: Asked) -> Iterator[str]:
    """第几届: what the notice counts, where it says so."""
    if asked.u.has(*_OTHER) or asked.u.scope.is_upper or asked.u.scope.offices:
        return
    found = _EDITION.search(asked.u.said) if {"第", "届"} & {*asked.u.said} else None  # is quickly seen
    if not found:
        return
    unit = (found[1] or found[2])[0]
    told = Late(rf"第\s*[{_NUMBERS}\d]+\s*[{_ALIKE if unit in _ALIKE else unit}]")
    title = asked.index.notice.title or ""
    if told.search(title):
        yield wording.quoted("", "", title)
        return
    held = [p for p in asked.index.passages if told.search(p.plain)]
    yield from asked.passages(held[:1], told)
