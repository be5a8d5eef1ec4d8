"""Papers called by half of their numbers: 52号文, 松科协发55号."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handlers.lexicon import HANZI, Topic, lexicon
from handlers.questions.lookup.index import Index
from handlers.questions.typed.hearing import topics_of
from handlers.questions.typed.spelling import folded
from handlers.wording.papers import named_numbers
from storage.patterns import Late

_PARTS = Late(rf"(.{{2,10}}?)\W?((?:19|20)\d\d)\W?((?:{HANZI}{{0,2}}字)?)第?(\d+)号?$")
_MOST_DAYS = 31
"""What is no more than this is a day where nothing but 号 stands behind it."""

_OF_PAPER = Late(
    r"[省市国厅部校局]里?的|[吧吗]|谁|哪[个家里些年]|什么|区别|不一样|不同|差别|关系|一回事|依据|标题|全称|对应"
)
_ELSE = (Topic.CONTACT, Topic.SUBMIT_TO, Topic.MATERIALS)
_OF_DAY = (Topic.DEADLINE, Topic.HOUR, Topic.EVENT_DATE)
"""What its words would ask if they named no paper: 松科协发55号是谁发的."""


@lru_cache(maxsize=16)
def _called(index: Index) -> Late | None:
    """How the papers of a notice are called by their numbers; None where they have none."""
    own = [level.doc_number for level in index.notice.levels if level.doc_number]
    numbers = dict.fromkeys(folded(number) for number in (*own, *named_numbers(index.notice)))
    forms = [form for number in numbers if (found := _PARTS.match(number)) for form in _forms(found)]
    return Late("|".join(forms)) if forms else None


def _forms(found: re.Match[str]) -> Iterator[str]:
    before, year, between, number = found.groups()
    tail = r"(?:文件?|通知)?"
    yield rf"{re.escape(before)}(?:\W?{year}\W?)?(?:{between})?第?{number}号{tail}"
    yield rf"(?<![\d月]){number}号(?:文件?(?!夹)|通知)"
    if int(number) > _MOST_DAYS:
        yield rf"(?<![\d月.-]){number}号(?![楼室线])"


def without_papers(said: str, index: Index) -> str:
    """A message without the papers that it calls by their numbers: they name no body and no sending."""
    called = _called(index) if "号" in said else None
    return called.sub("", said) if called else said


def of_papers(said: str, bare: str, topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    """The topics of a message; its papers, where they were named and it is asked what they are or whose."""
    if bare == said or not _OF_PAPER.search(bare):
        return topics
    is_issued = lexicon().pattern("<when>").search(bare) and not lexicon().pattern("<send>").search(bare)
    timed = topics_of(bare) if set(topics) & set(_OF_DAY) and not is_issued else ()  # 7号 of a paper is no day
    kept = (topic for topic in topics if topic not in _ELSE and (topic not in _OF_DAY or topic in timed))
    return tuple(dict.fromkeys((Topic.DOC_NUMBER, *((Topic.NOTICE,) if is_issued else ()), *kept)))
