"""The clause around a day by which something is due: where it begins and ends, and what must be done by then."""

from __future__ import annotations

from functools import lru_cache

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

_STOP = Late(r"[,。;!?]")
LONGEST = 80
"""Characters of a clause that are told."""

_HEADED = Late(r"(?:时间|日期|期限|截止)(?:节点)?[:：]\s*$")
"""What heads a day, so that it is told with it: 材料报送截止日期:9月3日."""

_LONGEST_BEFORE, _LONGEST_HEAD, _LEAST_BEHIND = 30, 60, 4
"""Characters before a day beyond which its clause begins with it, and within which its head is looked for.

Fewer than the last behind it go on to the next.
"""


@lru_cache(maxsize=8)  # of one sentence it is asked for each of its days
def outside_brackets(flat: str) -> str:
    """The text with what stands in brackets blotted out, each character in its place."""
    return _BRACKETS.sub(lambda aside: "-" * len(aside[0]), flat)


def clause(flat: str, moment: Moment) -> tuple[int, int]:
    """The clause around a date: back to the comma before it, on to the end of what must be done."""
    whole = outside_brackets(flat)
    near = max(0, moment.first - _LONGEST_HEAD)
    head = _HEADED.search(whole, near, moment.first)
    before = head.start() if head else moment.first
    begins = max(whole.rfind(sign, near, before) for sign in (",:;" if head else ",:")) + 1
    if moment.first - begins > _LONGEST_BEFORE:
        begins = moment.first - (1 if flat[moment.first - 1 : moment.first] in ("于", "在") else 0)
    ends = _end(whole, moment.last)
    if ends - moment.last < _LEAST_BEHIND:
        ends = _end(whole, ends + 1)
    return begins, max(moment.last, min(ends, begins + LONGEST))


def _end(text: str, first: int) -> int:
    """Where the clause ends that stands at a place."""
    stop = _STOP.search(text, first)
    return stop.start() if stop else len(text)


def what_by(behind: str) -> str:
    """What must be done by a day, of the text behind it: without the other days of a list and what ends the day."""
    return _ENDS_DAY.sub("", _REST_OF_DAY.sub("", behind)).rstrip("。；;, ")
