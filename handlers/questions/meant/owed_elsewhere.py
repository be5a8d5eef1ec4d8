"""What another campaign wants by a date: the plan of another day of the year, the papers of another inspection."""

from __future__ import annotations

from handlers.lexicon import HANZI, lexicon
from handlers.questions.lookup.index import Index
from handlers.questions.lookup.passages import pairs
from handlers.questions.lookup.strange import PLAIN
from handlers.questions.meant.entities import names_in

_BY_WHEN = r"(?:是|要|在|得|到底|都|该|应该)*(?:<when>|几点|截止|最[迟晚]|期限)"
_DAY_OWED = (
    rf"({HANZI}{{2,8}}?(?<![下上本这每哪几半一两个止作假当念])[日周月节])(?:的?(?:活动|专题)的?(?:<thing>)?|的?<thing>)"
    rf"{_BY_WHEN}"
)
"""A memorial day or week, and what is due of it: 科普日的方案什么时候报."""

_MATTER_OWED = rf"^(?:请问|那|今年|我们?|单位)*({HANZI}{{4,10}}?)(<thing>){_BY_WHEN}"
"""A thing, what it is for, and when it is due: 文明城市迎检材料什么时候交."""

_PAPER_SOUGHT = (
    rf"^(?:请问|那|今年|我们?|单位|有没有|有无|求|要|发一?[份个下])*({HANZI}{{2,10}}?)的?(<thing>)(?:的?(?:模板|样表|格式|范本|空表|电子版))?[^,。;?]{{0,3}}?"
    r"(?:[在去从到]?哪|怎么[下填领拿]|发我|[发给求]一|给我|有没有|有吗|有不|有$|[?]?$)"
)
"""A form or a paper is sought, with what it is for: 院士增选推荐表在哪下."""

_LEAST = 3
_FORMS = frozenset(("list", "paper", "proof"))
_KNOWN = 0.5
"""Pairs of characters that name a matter, and the part of them that a notice of that matter has."""


def is_owed_elsewhere(said: str, index: Index) -> bool:
    """A date is asked for what the notice does not speak of."""
    return _is_of_another_day(said, index) or _is_of_another_matter(said, index)


def is_paper_of_another(said: str, index: Index) -> bool:
    """A form is sought for something of which the notice has no word."""
    words = lexicon()
    found = words.pattern(_PAPER_SOUGHT).match(said)
    if found is None or words.groups.get(found[2]) not in _FORMS:
        return False
    matter = PLAIN.sub(" ", words.faint.sub(" ", words.empty.sub(" ", found[1])))
    named = pairs(matter)
    if not named or named & index.vocabulary or names_in(matter) or index.is_of_field(matter):
        return False
    return len(named) >= _LEAST or not (named & words.spoken or found[2] in index.plain)


def _is_of_another_day(said: str, index: Index) -> bool:
    """A date is asked for what another day wants, which neither the title nor a sentence of the notice names."""
    found = lexicon().pattern(_DAY_OWED).search(said)
    name = found[1] if found else ""
    return bool(name) and name[-2:] not in index.plain and not pairs(name[-3:]) & pairs(index.notice.title or "")


def _is_of_another_matter(said: str, index: Index) -> bool:
    """What a thing is for is named before it, and most of that is in no word of the notice.

    Words of the lexicon tell nothing where the notice does not speak of the thing itself.
    """
    words = lexicon()
    found = words.pattern(_MATTER_OWED).match(said)
    matter = words.faint.sub(" ", words.empty.sub(" ", found[1])) if found else ""
    named = pairs(matter)
    if (
        len(named) < _LEAST
        or (found and words.pattern("<send>").search(found[1]))
        or names_in(matter)
        or index.is_of_field(matter)
    ):
        return False
    known = index.vocabulary | words.spoken if found and found[2] in index.plain else index.vocabulary
    return len(named & known) < _KNOWN * len(named)
