"""The theme, below its head or within a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.notice.parts.sections import LONGEST_TITLE, head_of
from storage.notice.parts.structure import Part
from storage.notice.text.paragraphs import Paragraph
from storage.notice.text.signs import NUMBERED, flatten
from storage.patterns import Late

_THEME_HEAD = Late(r"(?<![与和及、])(?:活动|年度|宣传)?主题$")
_THEME_INLINE = (
    Late(r"主题\s*(?:是|为|:)\s*[“\"《]([^”\"》]{2,40})[”\"》]"),
    Late(r"(?:以|围绕|紧扣|聚焦|根据|按照?)\s*[“\"]([^”\"]{2,90})[”\"]\s*(?:为|的|这一|这个)?(?:活动)?主题"),
    Late(r"以([“\"][^”\"]{2,40}[”\"][和及与、][“\"][^”\"]{2,40}[”\"])为(?:活动)?主题"),
    Late(r"[“\"]([^”\"]{2,40})[”\"]主题(?:系列)?[^,。;:]{0,12}?(?:活动|竞赛|大赛|展|征文|演讲|行动)"),
    Late(r"以([^,。;“\"《》()以]{4,24}?)为(?:活动|创作|展览)?主题"),
    Late(r"围绕([^,。;“\"《》()]{4,30}?)(?<!活动)(?<!年会)(?<![日周月])(?:这一|的)?主题(?:开展|举行|展开|进行|组织)"),
    Late(r"[“\"]([^”\"]{2,40})[”\"]这一(?:活动)?主题"),
    Late(
        r"(?<!邮件)(?<!标题)(?<!名称)主题(?:是|为)?\s*[:〕]\s*([^\s。;:\"“”]{2,40}(?: [^\s。;:\"“”]{4,20})?)(?=[。;]|$)"
    ),
)


def theme(chain: Sequence[Part]) -> tuple[str | None, tuple[int, ...]]:
    """Return the theme and its lines, from the outermost level that has one."""
    for part in chain:
        for index, paragraph in enumerate(part.body):
            found = _theme_below(part.body, index) or _theme_inline(paragraph)
            if found:
                return found
    return None, ()


def _theme_below(body: Sequence[Paragraph], index: int) -> tuple[str, tuple[int, ...]] | None:
    """一、活动主题, and the theme in the line below or behind the colon."""
    match = NUMBERED.match(body[index].flat)
    if not match:
        return None
    title, rest = head_of(body[index], match)
    if not _THEME_HEAD.search(flatten(title)):
        return None
    at, text = (index, rest) if rest else (index + 1, body[index + 1].text if index + 1 < len(body) else "")
    if text and (said := _theme_inline(body[at])):
        return said
    clean = text.strip().strip('“”"。 ')
    clean = re.sub(r"[(（][^()（）]*[)）]$", "", clean)
    return (clean, body[at].lines()) if 2 <= len(clean) <= LONGEST_TITLE else None


def _theme_inline(paragraph: Paragraph) -> tuple[str, tuple[int, ...]] | None:
    for pattern in _THEME_INLINE:
        match = pattern.search(paragraph.flat)
        if match:
            return paragraph.text[match.start(1) : match.end(1)], paragraph.lines(*match.span(1))
    return None
