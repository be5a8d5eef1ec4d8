"""The headed parts of a level, each with the text that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.notice.model import Section
from storage.notice.parts.structure import Part
from storage.notice.text.paragraphs import Paragraph
from storage.notice.text.signs import NUMBERED, flatten, numbered_depth
from storage.patterns import Late

_REQUIREMENTS = Late(r"(?:工作|活动|有关|相关|组织|具体|报送)?要求$|保障措施|组织保障")
LONGEST_TITLE = 40
"""Characters of a head; what is longer is a sentence."""


def sections(part: Part) -> list[Section]:
    """Return every numbered part of a level with the text that belongs to it."""
    found: list[Section] = []
    heads = [(i, m) for i, p in enumerate(part.body) if (m := NUMBERED.match(p.flat))]
    for position, (index, match) in enumerate(heads):
        depth = numbered_depth(match)
        end = next((i for i, m in heads[position + 1 :] if numbered_depth(m) <= depth), len(part.body))
        title, rest = head_of(part.body[index], match)
        body = "\n".join([rest, *(p.text for p in part.body[index + 1 : end])]).strip()
        number = part.body[index].text[: match.end()].strip()
        last = part.body[end - 1].last
        found.append(Section(number, title, body, depth, part.level, part.body[index].first, last))
    return found


def head_of(paragraph: Paragraph, match: re.Match[str]) -> tuple[str, str]:
    """A numbered paragraph's heading and the text after it; a paragraph that is one long sentence has no heading."""
    text, flat = paragraph.text[match.end() :], paragraph.flat[match.end() :]
    stop = re.search(r"[。;]|:(?!\d\d)", flat)
    if stop is None:
        return (text.strip(), "") if len(text) <= LONGEST_TITLE else ("", text.strip())
    title = text[: stop.start()].strip()
    if len(title) <= LONGEST_TITLE and "," not in flat[: stop.start()]:
        return title, text[stop.end() :].strip()
    return "", text.strip()


def children(of: Section, among: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections of the next depth inside one, those with a heading."""
    return tuple(section for section in inside(of, among) if section.title)


def inside(of: Section, among: Sequence[Section]) -> list[Section]:
    """Return the sections of the next depth inside one, with a heading or without."""
    within = [s for s in among if s.level == of.level and of.first_line < s.first_line <= of.last_line]
    nearest = min((s.depth for s in within), default=0)
    return [section for section in within if section.depth == nearest]


def requirements(among: Sequence[Section]) -> tuple[Section, ...]:
    """Return what stands under the head of requirements, at the outermost level that has it."""
    for section in among:
        if section.title and _REQUIREMENTS.search(flatten(section.title)) and (found := children(section, among)):
            return found
    return ()
