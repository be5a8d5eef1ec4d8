"""The sentences of a notice's body, each with the headings it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from storage.notice.text.paragraphs import Paragraph, sentences
from storage.notice.text.signs import NUMBERED, numbered_depth
from storage.patterns import Late

_LONGEST_HEAD = 24
_ANNOUNCED = Late(
    r"(?:(?:以下|下列)[^,。;:]{0,6}?(?:材料|资料|文件)[^,。;:]{0,24}|(?:材料|资料|文件)(?:如下|包括|清单|有|为)[^,。;:]{0,6}):\s*$"
)
"""A paragraph below which materials are listed."""

ASPECTS = "以下各方面 "
"""The head over what a paper is about: 工作总结主要包括以下几方面."""

_DUE_BELOW = Late(r"[^,。;:\d]{0,12}截(?:止|稿)(?:日期|时间)?:?")
"""A line without a number below which the day is told: 征文投稿截止日期."""

_ABOUT = Late(r"(?:包[括含]|涉及|体现|反映|围绕|从|按)(?:以下|下列|如下)?[^,。;:]{0,6}(?:方面|内容|情况):\s*$")

PARTED = "分别报送 "
"""The head over the items of a list that says of each field to whom it goes."""

_BY_KIND = Late(
    r"(?:按照?|分)[^,。;:]{0,4}(?:领域|类别|专业|行业|专题|方向|类型|工程|项目)[^,。;:]{0,6}"
    r"(?:分别|分类|归口)(?:报送|提交|上报|报|送|受理)[^,。;]{0,8}[:。]?$"
    r"|按照?(?:以下|下列|如下)(?:分工|渠道)(?:分别)?(?:报送|提交|上报)[:。]?$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a level: where it stands, what it is part of, and the headings above it (flat, outermost first)."""

    paragraph: Paragraph
    start: int
    end: int
    heading: str = ""
    flat: str = field(init=False)
    """The folded text."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "flat", self.paragraph.flat[self.start : self.end])

    @property
    def is_head(self) -> bool:
        """Whether it is the head of a numbered paragraph that goes on: (二)及时报送信息。请于……."""
        numbered = NUMBERED.match(self.paragraph.flat)
        is_first = numbered is not None and self.start <= numbered.end() and self.end - self.start <= _LONGEST_HEAD
        return is_first and "," not in self.flat and self.end < len(self.paragraph.flat.rstrip())

    @property
    def lines(self) -> tuple[int, ...]:
        """The numbers of the lines that it stands on."""
        return self.paragraph.lines(self.start, self.end)


class _Listing:
    """The numbered paragraphs below 报送以下材料: or 按领域分别报送: stand under a head of their own."""

    def __init__(self) -> None:
        self._head = self._said = ""
        self._style = ""

    def over(self, flat: str, number: re.Match[str] | None) -> str:
        """The head over a paragraph with its number, "" where it is none of a list."""
        style = re.sub(r"[\d一二三四五六七八九十\s]+", "", number[0]) if number else ""
        if not style or not (self._head or style == self._style):
            style, self._said = "", ""
        said = self._said = self._head or self._said
        self._style = style
        heads = ((_BY_KIND, PARTED), (_ABOUT, ASPECTS), (_ANNOUNCED, "以下材料 "))
        self._head = next((head for pattern, head in heads if pattern.search(flat)), "")
        return said if style else ""


def sentences_of(body: Sequence[Paragraph]) -> Iterator[Sentence]:
    """Give the sentences of a level's body."""
    heads: dict[int, str] = {}
    listing = _Listing()
    due = ""
    for paragraph in body:
        match = NUMBERED.match(paragraph.flat)
        begins = match.end() if match else 0
        if match:
            depth = numbered_depth(match)
            heads = {known: head for known, head in heads.items() if known < depth}
        due = "" if match or not paragraph.flat.strip()[:1].isdigit() else due
        said = "".join(f"{head} " for head in heads.values()) + listing.over(paragraph.flat, match) + due
        due = "截止日期 " if _DUE_BELOW.fullmatch(paragraph.flat.strip()) else due
        for start, end in sentences(paragraph):
            yield Sentence(paragraph, max(start, begins), end, said)
            if match and start == 0:
                head = paragraph.flat[begins:end].strip("。 :")
                if len(head) <= _LONGEST_HEAD and "," not in head:
                    heads[depth] = head
                    said += f"{head} "
