"""Who takes something at an office, where a sentence sends it to both: 报市甲局乙科王某处."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.notice.bodies.offices import is_near, office
from storage.notice.contacts.pieces import Cell, Kind
from storage.notice.text import ways, words
from storage.patterns import Late

_NAME = rf"{ways.SURNAME}[\u4e00-\u9fff]{{0,2}}?"
_KEPT = Late(
    rf"(?:[报送提上递]交|[报寄]送|反馈|联系|[至到给往送交报寄与找])(?P<office>[\u4e00-\u9fffA-Za-z0-9]{{0,24}}(?:{words.OFFICE_ENDS}))"
    r"(?:\([^()]{1,16}\)|[A-Za-z]?\d{2,4}(?:室|房间?|办公室)?)?\s?"
    rf"(?P<names>{_NAME}(?:(?:{ways.TITLES})?[、和及]{_NAME})*(?:{ways.TITLES}(?![作程会资业信商艺委])|(?=处(?![室长理罚])|收(?:[,。;()]|$))))"
)
_HEAD = Late(r".*(?:[送报提]交|报送|[至到给往])")
_NAMED = Late(r"[^、和及]+")


def kept(flat: str, start: int, end: int) -> list[Cell]:
    """The last office of a span that something is sent to, with whoever takes it there."""
    found = [cells for one in _KEPT.finditer(flat, start, end) if (cells := list(_cells(one)))]
    return found[-1] if found else []


def _cells(found: re.Match[str]) -> Iterator[Cell]:
    """The office and its persons, where they are that."""
    at = found.start("names")
    name = _HEAD.sub("", found["office"])
    begins = found.end("office") - len(name)
    persons = list(_NAMED.finditer(found["names"]))
    if office(name) != name or is_near(name) or not all(ways.is_name(person[0]) for person in persons):
        return
    yield Cell(Kind.OFFICE, name, begins, begins + len(name))
    for person in persons:
        untitled = ways.untitled(person[0])
        yield Cell(Kind.PERSON, untitled, at + person.start(), at + person.start() + len(untitled), is_sent=True)
