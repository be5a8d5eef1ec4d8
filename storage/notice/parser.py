"""Reads a notice: from lines to everything it says, level by level, each fact with the lines it stands on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.errors import NotANotice
from storage.notice import checks
from storage.notice.contacts.reader import contacts
from storage.notice.deadlines.reader import deadlines
from storage.notice.materials.reader import materials
from storage.notice.model import Deadline, Material, MaterialKind, Notice
from storage.notice.occasion.activities import activities
from storage.notice.occasion.days import event_dates, period
from storage.notice.occasion.theme import theme
from storage.notice.parts.sections import requirements, sections
from storage.notice.parts.structure import Part, parts
from storage.notice.routes.reader import routes
from storage.notice.text.paragraphs import MOST_CHARACTERS, paragraphs
from storage.notice.text.signs import flatten
from storage.patterns import Late

LEAST_CHARACTERS = 30
_OFFICIAL = Late(
    r"通知|通告|公告|各有关|现将|特此|报送|上报|申报|报名|截止|联系人|启事|征集|征文|投稿|举办|召开|培训|会议|邀请|方案|办法|细则|规定如下|如下规定"
)
_TOLD = Late(r"现[将就][^。;]{0,40}(?:通知|通告|公告|函告)如下|特此(?:通知|通告|公告|函告)")
_CHINESE = Late(r"[\u4e00-\u9fff]")


def read(lines: Sequence[str]) -> Notice:
    """Read a notice from its lines. Raises NotANotice where there is none in them.

    Nothing is guessed: what the text does not say is None or empty; what a clerk would ask about is a Doubt.
    """
    _refuse(lines)
    chain = parts(paragraphs(lines))
    read_parts = [(part, deadlines(part), routes(part), sections(part)) for part in chain]
    headed = [section for *_, found in read_parts for section in found]
    said, theme_source = theme(chain)
    notice = Notice(
        lines=tuple(lines),
        levels=tuple(part.record for part in chain),
        theme=said,
        theme_source=theme_source,
        activity_period=period(chain),
        activities=activities(chain, headed),
        requirements=requirements(headed),
        sections=tuple(headed),
        deadlines=tuple(deadline for _, found, _, _ in read_parts for deadline in found),
        contacts=tuple(c for part, _, led, _ in read_parts for c in contacts(part, led)),
        routes=tuple(route for *_, led, _ in read_parts for route in led),
        materials=_materials([(part, found) for part, found, _, _ in read_parts]),
        event_dates=tuple(day for part in chain for day in event_dates(part)),
    )
    if not _says_something(notice):
        raise NotANotice("no_notice")
    return checks.doubted(notice)


def _refuse(lines: Sequence[str]) -> None:
    """Refuse at once what can be no notice: empty, enormous, or hardly any Chinese."""
    size = sum(len(line) for line in lines)
    if size > MOST_CHARACTERS:
        raise NotANotice("too_long", most=MOST_CHARACTERS)
    text = "".join(lines)
    letters = len(re.sub(r"\s", "", text))
    if letters < LEAST_CHARACTERS:
        raise NotANotice("empty" if not letters else "too_short")
    if len(_CHINESE.findall(text)) * 5 < letters or not _OFFICIAL.search(flatten(re.sub(r"\s", "", text))):
        raise NotANotice("no_notice")


def _says_something(notice: Notice) -> bool:
    """Whether anything was found by which a text is known to be a notice."""
    is_headed = bool(notice.title or any(level.addressees for level in notice.levels))
    is_signed = any(level.issuers and level.issued_on for level in notice.levels)
    is_told = any(_TOLD.search(flatten(line)) for line in notice.lines)
    return bool(is_headed or is_told or notice.deadlines or notice.routes or (is_signed and notice.contacts))


def _materials(found: Sequence[tuple[Part, Sequence[Deadline]]]) -> tuple[Material, ...]:
    """The materials of all levels; what is worked out inside them comes from the outermost level that asks for it."""
    kept: list[Material] = []
    for part, due in found:
        asked = materials(part, due)
        if any(m.kind is MaterialKind.CONTENT for m in kept):
            asked = [m for m in asked if m.kind is not MaterialKind.CONTENT]
        kept += asked
    return tuple(kept)
