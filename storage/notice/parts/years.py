"""The year that a notice bears where its day of issue is not printed."""

from __future__ import annotations

from storage.notice.parts.foot import PLAIN_DATE
from storage.patterns import Late

DOC_NUMBER = Late(
    r"[\u4e00-\u9fff]{1,14}(?:[(（][\u4e00-\u9fff]{1,4}[)）][\u4e00-\u9fff]{0,4})?\s*(?=[〔\[(]|\d{4}\s*[〔\[(]\s*\d+\s*[〕\])])[〔\[(]?\s*(20\d\d|19\d\d)\s*年?\s*"
    r"[〕\])〔\[(]\s*(?:[\u4e00-\u9fff]{0,3})\s*\d+\s*[〕\])]?\s*(?:号|$)"
)
"""A number as it is printed; at the end of a line 号 may be missing."""

_DUE = Late(
    r"(?:截[止至][^,。;\d]{0,6}|[于在请])(20\d\d)\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|(20\d\d)\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[^,。;]{0,8}?前(?=将|把|报|提|完|送|寄|,)"
)
"""A full date by which something is due."""

_OTHERS = (
    Late(r"(20\d\d)\s*年\s*\d{1,2}\s*月"),
    Late(r"(20\d\d)\s*年[^。;]{2,80},[于在请]?\s*\d{1,2}\s*月\s*\d{1,2}\s*日[^,。;]{0,6}前"),
    Late(r"(?:^|\n)\s*(20\d\d)\.\d{1,2}\.\d{1,2}"),
    Late(r"(20\d\d)\s*年"),
    Late(r"[(〔\[](20\d\d)[)〕\]]"),
    Late(rf"(?=(20\d\d)){PLAIN_DATE}"),
)


_TODAY = Late(r"(?:今天|今日|现在|当前时间|当前日期)是?\s*:?\s*20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
"""The day on which a page was looked at."""

_STANDING = Late(r"(?:办法|规定|细则|措施|政策|规划|条例)(?:\([^()]*\))?[^。;,《]{0,8}$")
"""A rule that stands for years: its number tells nothing of this one."""


def year_of(text: str) -> int | None:
    """The year of a flat text: of the latest number it quotes or what is due later, else of a date."""
    text = _TODAY.sub("", text)
    quoted = [int(one[1]) for one in DOC_NUMBER.finditer(text) if not _STANDING.search(text, 0, one.start())]
    due = [int(one[1] or one[2]) for one in _DUE.finditer(text)]
    if quoted:
        return max([*quoted, *due])
    years = (int(found[1]) for pattern in _OTHERS if (found := pattern.search(text)))
    return max(due, default=None) or next(years, None)
