"""What a web page's table says of the notice below it: its name, number, day, and who issued it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from storage.notice.parts.foot import FULL_DATE, PLAIN_DATE, day_of
from storage.notice.parts.titles import TITLE_END
from storage.notice.parts.years import DOC_NUMBER
from storage.notice.text import words
from storage.notice.text.paragraphs import Paragraph
from storage.patterns import Late

_LABELS = (
    r"(?:索[引取]号|(?:主题|组配|信息)分类|(?:发布|发文|成文|生成|公开)(?:机构|机关|单位|日期|时间)|文\s*号|有效性)"
)
_NUMBER = Late(rf"(?:发文字号|发布文号|文件(?:编号|字号)|发?文\s*号)[\s:|]*(?P<number>{DOC_NUMBER.pattern})")
_OF_PAGE = Late(r"\s*(?:来源|作者|发布|发文|时间|日期|信息来源)[^\s:]{0,4}:")
_AT_END = Late(rf"(?<=:){DOC_NUMBER.pattern}\s*$")
"""What a page says of a text, and the number at the end of it: 来源:省科技厅 查看:东科函〔2024〕9号."""

_DAY = Late(
    rf"(?:成\s*文|生\s*成|发\s*文|印\s*发|签\s*发)(?:日期|时间)[\s:|]*(?P<day>{FULL_DATE}|{PLAIN_DATE})"
    rf"|(?<=通知|公告|通告)\s*\(\s*(?P<behind>{PLAIN_DATE})\s*\)$"
)
_NAME = Late(rf"(?:^|\|)\s*(?:信息)?(?:名\s*称|标\s*题)\s*:[\s|]*(?P<name>[^|]{{6,120}}?)\s*(?=\||$|{_LABELS})")
_ISSUER = Late(rf"(?:发[布文](?:机构|机关|单位)|制发机关)[\s:|]*(?P<issuer>{words.ORGANISATION.pattern})(?=\s|\||$)")


def number(head: Sequence[Paragraph]) -> tuple[Paragraph, re.Match[str]] | None:
    """The number behind its label, in a cell of its own, or last in what a page says of itself."""
    labelled = ((p, m.start("number")) for p in head if (m := _NUMBER.search(p.flat)))
    behind = ((p, m) for p, at in labelled if (m := DOC_NUMBER.match(p.flat, at)))
    cells = ((p, cell) for p in head if "|" in p.flat for cell in _cells(p.flat))
    alone = ((p, m) for p, cell in cells if (m := DOC_NUMBER.fullmatch(p.flat, *cell)))
    ends = ((p, m) for p in head if _OF_PAGE.match(p.flat) and (m := _AT_END.search(p.flat)))
    return next(behind, None) or next(alone, None) or next(ends, None)


def _cells(flat: str) -> list[tuple[int, int]]:
    """Where the cells of a row begin and end, without the blanks around them."""
    return [found.span() for found in re.finditer(r"[^|\s](?:[^|]*[^|\s])?", flat)]


def name(head: Sequence[Paragraph]) -> tuple[str, tuple[int, ...]] | None:
    """The name of the notice as its page gives it, and the lines where it stands."""
    found = ((p, m) for p in head if (m := _NAME.search(p.flat)) and TITLE_END.search(m["name"]))
    return next(((p.text[slice(*m.span("name"))], p.lines(*m.span("name"))) for p, m in found), None)


def day(head: Sequence[Paragraph]) -> date | None:
    """The day on which the notice was made out, and not the one on which it was put on the page."""
    found = (m["day"] or m["behind"] for p in head if (m := _DAY.search(p.flat)))
    return next((day for text in found if (day := day_of(text))), None)


def issuer(head: Sequence[Paragraph]) -> tuple[str, ...]:
    """Who issued it, as its page says: behind the label, or beside its number in a row."""
    for paragraph in head:
        flat = paragraph.flat
        spans = [m.span("issuer")] if (m := _ISSUER.search(flat)) else []
        if not spans and "|" in flat and any(DOC_NUMBER.fullmatch(flat, *cell) for cell in _cells(flat)):
            spans = [cell for cell in _cells(flat) if words.ORGANISATION.fullmatch(flat, *cell)]
        if spans:
            return (paragraph.text[slice(*spans[0])],)
    return ()
