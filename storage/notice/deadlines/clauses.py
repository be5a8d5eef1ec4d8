"""The clause around a day by which something is due: where it begins and ends, and what must be done by then."""

from __future__ import annotations

import re

from storage.notice.dates import Moment
from storage.patterns import Late

_REST_OF_DAY = Late(
    r"^(?:[、,，和及与]\s*(?:\d{1,2}月)?\d{1,2}(?:[日号]|(?=、)))*[)）]?时?(?:之?前|以前)?(?:截[止至]|为止|止)?"
)
"""The other days of a list, and the end of what is said of a day."""

_BRACKETS = Late(r"\([^()]*\)")
"""What is said in brackets; the signs in it part no clauses."""

_ENDS_DAY = Late(r"^(?:[,，|)）:： ]|之前|以 ?前|前|之内|以内)+")
"""前, and the signs behind it: 前,以电子邮件报送; 9月24日):填写申请表."""

LONGEST = 80
"""Characters of a clause that are told."""

_HEADED = Late(r"(?:时间|日期|期限|截止)(?:节点)?[:：]\s*$")
"""What heads a day, so that it is told with it: 材料报送截止日期:9月3日."""

_LONGEST_BEFORE, _LEAST_BEHIND = 30, 4
"""Characters before a day beyond which its clause begins with it; fewer than the latter behind it go on to the next."""


def outside_brackets(flat: str) -> str:
    """The text with what stands in brackets blotted out, each character in its place."""
    return _BRACKETS.sub(lambda aside: "-" * len(aside[0]), flat)


def clause(flat: str, moment: Moment) -> tuple[int, int]:
    """The clause around a date: back to the comma before it, on to the end of what must be done."""
    whole = outside_brackets(flat)
    head = _HEADED.search(whole[: moment.first])
    before = head.start() if head else moment.first
    begins = max(whole.rfind(sign, 0, before) for sign in (",:;" if head else ",:")) + 1
    if moment.first - begins > _LONGEST_BEFORE:
        begins = moment.first - (1 if flat[moment.first - 1 : moment.first] in ("于", "在") else 0)
    stop = re.search(r"[,。;!?]", whole[moment.last :])
    ends = moment.last + stop.start() if stop else len(flat)
    if ends - moment.last < _LEAST_BEHIND:
        more = re.search(r"[,。;!?]", whole[ends + 1 :])
        ends = ends + 1 + more.start() if more else len(flat)
    return begins, max(moment.last, min(ends, begins + LONGEST))


def what_by(behind: str) -> str:
    """What must be done by a day, of the text behind it: without the other days of a list and what ends the day."""
    return _ENDS_DAY.sub("", _REST_OF_DAY.sub("", behind)).rstrip("。；;, ")
