"""Whom everybody asks whose contact is printed without an office: the only one that is named for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from storage.notice.bodies.gathering import is_same_desk
from storage.notice.bodies.offices import is_near, office
from storage.notice.model import Route
from storage.notice.parts.structure import Part
from storage.notice.text import ways, words
from storage.notice.text.paragraphs import Paragraph
from storage.notice.text.signs import flatten
from storage.patterns import Late

_OFFICE = ways.HEADED_OFFICE.pattern
ASKED = Late(
    rf"(?:与|(?<![方意志导倾])向|找)(?!我|本)(?P<one>{_OFFICE})(?:直接|及时|取得)?(?:联系|咨询|沟通|衔接)"
    rf"|(?:联系|咨询)(?!我|本)(?P<other>{_OFFICE})(?=[,。;)(]|$)"
)
"""An office that a sentence says is to be asked: 请与市甲局联系, 请及时联系甲处."""

_OWN = Late(r"[我本][\u4e00-\u9fff]{1,2}")
"""How whoever issues a notice calls itself: 我局."""

_PLACE = Late(rf"\s*地\s*点\s*:\s*(?P<office>{_OFFICE})[。;]?\s*$")


class Asked:
    """The offices of a level that somebody may ask, in the order in which they are meant."""

    def __init__(self, part: Part, routes: Sequence[Route]) -> None:
        self._part = part
        self._routes = routes

    @cached_property
    def only(self) -> str | None:
        """The only office that is asked; else the only one that receives, signs, or where all meet."""
        own = self._receiving(is_own=True)
        return _only(self._asked()) or _only(self._receiving()) or self.any or _only(own) or _only(self._places())

    @cached_property
    def any(self) -> str | None:
        """The only office of several who are named without one: that is asked, or signs."""
        return _only(self._asked()) or _only(self._part.record.issuers)

    def _asked(self) -> Iterator[str]:
        for paragraph, found in self._found(ASKED):
            name = re.split("[与向找]", found["one"] or found["other"])[-1]
            if office(name) == re.sub(r"\([^()]*\)$", "", name) and words.is_plain(name) and not is_near(name):
                yield paragraph.original(name)

    def _receiving(self, *, is_own: bool = False) -> list[str]:
        passed_on = {found["office"] for _, found in self._found(ways.PASSED_ON)}
        names = ((route.office, flatten(route.office)) for route in self._routes)
        names = ((name, flat) for name, flat in names if bool(_OWN.fullmatch(flat)) is is_own)
        return [name for name, flat in names if not is_near(flat) and flat not in passed_on]

    def _places(self) -> Iterator[str]:
        for paragraph, found in self._found(_PLACE):
            if ways.is_office(found["office"]):
                yield paragraph.original(found["office"])

    def _found(self, pattern: Late) -> Iterator[tuple[Paragraph, re.Match[str]]]:
        return ((paragraph, found) for paragraph in self._part.body for found in pattern.finditer(paragraph.flat))


def _only(offices: Iterable[str]) -> str | None:
    """The one office of several names, the longest of them; None where they are more, or none."""
    names = list(dict.fromkeys(offices))
    longest = max(names, key=len, default=None)
    is_one = longest is not None and all(is_same_desk(flatten(name), flatten(longest)) for name in names)
    return longest if is_one else None
