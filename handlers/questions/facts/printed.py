"""How somebody is reached where no contact was made of it: the line that has the label and the number, as printed."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.lexicon import Topic, lexicon
from handlers.questions.facts.asked import Asked
from handlers.wording import questions as wording
from storage.patterns import Late

_LABELS = {
    Topic.PHONE: Late(r"(?:电\s*话|手\s*机|热\s*线|座\s*机|联\s*系\s*方\s*式)\s*[:：]?[^\d:：]{0,12}[\d(（]"),
    Topic.MAIL: Late(r"(?:邮\s*箱|信\s*箱|邮\s*件|[Ee]-?mail(?!\s*protected))\s*[:：]?\s*[A-Za-z\d]"),
    Topic.ADDRESS: Late(r"(?:(?:办公|联系|收件|报送|交件|单位)地\s*点|地\s*址)\s*[:：]?\s*\S{3}|办公室\s*[:：]"),
    Topic.CONTACT: Late(r"联\s*系\s*人\s*[:：]\s*\S"),
}
_BEFORE, _LONGEST = 24, 64
"""Characters of a line that are shown before a label, and in all."""

_VALUES = Late(r"[A-Za-z0-9_.-]+@[A-Za-z0-9.-]+|\d[\d -]{5,}\d|\d+\s*[室号楼]")
_PLACED = Late(r"(?:活动|会议|举办|比赛|培训|报到|集合|召开)(?:地|场)|注册地|所在地")


def printed(asked: Asked, topic: Topic) -> Iterator[str]:
    """Quote the line of the asker's level that has what is wanted, where no contact of it has."""
    if topic not in _LABELS or any(is_told(asked, topic)):
        return
    notice = asked.index.notice
    level = next((one for one in notice.levels if one.level == asked.index.binding), None)
    for line in notice.lines[level.first_line - 1 : level.last_line] if level else ():
        found = _LABELS[topic].search(line)
        is_other = topic is Topic.ADDRESS and _PLACED.search(line)
        if found and not (
            is_other or (not _asked_too(topic, line) and any(one.is_apart for one in lexicon().purposes_named(line)))
        ):
            yield wording.quoted("", "", _around(line, found.start()))
            return


def _asked_too(topic: Topic, line: str) -> bool:
    """A number for complaints is for questions as well: 投诉/咨询电话."""
    return topic is Topic.PHONE and "咨询" in line


def _around(line: str, at: int) -> str:
    """A short line whole; of a longer one what stands around a place, from the name before it to the last number."""
    if len(line) <= _LONGEST:
        return line.strip()
    named = line.rfind("联系人", max(at - _BEFORE, 0), at)
    text = line[named if named >= 0 else at :][:_LONGEST]
    ends = [found.end() for found in _VALUES.finditer(text)]
    return text[: ends[-1] if ends else _LONGEST].strip()


def is_told(asked: Asked, topic: Topic) -> Iterator[bool]:
    """Whether each contact of the level has it."""
    for office in asked.index.offices:
        contact = office.contact if office.level == asked.index.binding else None
        if contact:
            held = {Topic.PHONE: contact.phones, Topic.MAIL: contact.emails, Topic.ADDRESS: contact.address}
            yield bool(held.get(topic, contact.names or contact.phones))
