"""From lines as they were read to paragraphs: broken lines mended, every character still knowing its line.

`flat` is a paragraph's text with width and traditional forms folded, one character for one, so that a
pattern's span in `flat` is a span in `text`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_LINES = 20_000
MOST_CHARACTERS = 400_000
_FULL_LINE = 18
"""A line shorter than this is never taken for one that the page's edge broke."""

_LONG_SENTENCE = 60
"""A paragraph of this length that does not end as a sentence does was broken, however short its last line is."""

_TRADITIONAL = str.maketrans(
    "報電話郵縣區協會學術們關開與於單點時間為將請據導並聯繫係辦廳處長負責號請發給後從內無對應門務領題動結總項類體實現據項層級審"
    "閱製製證書選薦團來優業產廣傳視頻圖資錄經驗見議條讓邊這個員專屬財險統計劃設備參與軟國華東環農醫藥護衛紀檢監蘇眾歡",
    "报电话邮县区协会学术们关开与于单点时间为将请据导并联系系办厅处长负责号请发给后从内无对应门务领题动结总项类体实现据项层级审"
    "阅制制证书选荐团来优业产广传视频图资录经验见议条让边这个员专属财险统计划设备参与软国华东环农医药护卫纪检监苏众欢",
)
_SIGNS = str.maketrans(
    "﹝﹞〔〕［］【】—–－‐−～〜：；，．！？（）“”‘’　\u00a0", "〔〕〔〕〔〕〔〕-----~~:;,.!?()\"\"''  "
)
NUMBERED = re.compile(
    r"\s*(?:(?P<one>第?[一二三四五六七八九十]{1,3})[、.](?!\d)"
    r"|\((?P<two>[一二三四五六七八九十]{1,3})\)"
    r"|(?P<three>\d{1,2})(?:[、.](?!\d)|\s+(?=[\u4e00-\u9fff]))"
    r"|\((?P<four>\d{1,2})\))"
)
"""A paragraph's number at any depth, in flat text."""

_LABEL = re.compile(
    r"\s*(?:联\s*系|电\s*话|传\s*真|邮|电子|E-?mail|地\s*址|附\s*件|附:|QQ|抄送|主送|网址|https?:|来源|发布|日期|主办|负责)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[。!?;:]\s*$")
_TITLED = re.compile(r"的(?:通知|通报|通告|公告|函|意见|方案)(?:》的(?:通知|函))?(?:\([^()]*\))?\s*$")
_REACHED = re.compile(r"\d{7}$|@[A-Za-z0-9.-]+$")
_DATE_ONLY = re.compile(r"\s*[\d〇○零一二三四五六七八九十]{4}\s*年.{1,8}日\s*(?:印发)?\s*$")


def flatten(text: str) -> str:
    """Fold width, brackets, dashes and common traditional characters, one character for one."""
    narrow = "".join(folded if len(folded := unicodedata.normalize("NFKC", c)) == 1 else c for c in text)
    return narrow.translate(_SIGNS).translate(_TRADITIONAL)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its mended text; `starts` and `numbers` say at which offset which line begins."""

    text: str
    flat: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    @property
    def first(self) -> int:
        """The number of its first line."""
        return self.numbers[0]

    @property
    def last(self) -> int:
        """The number of its last line."""
        return self.numbers[-1]

    def original(self, piece: str) -> str:
        """Give a piece of the flat text back as it is printed; one that was put together gets the printed brackets."""
        at = self.flat.find(piece)
        if at >= 0:
            return self.text[at : at + len(piece)]
        return piece.replace("(", "（").replace(")", "）") if "（" in self.text else piece

    def lines(self, start: int = 0, end: int | None = None) -> tuple[int, ...]:
        """Return the numbers of the lines that a span of the text stands on."""
        stop = len(self.text) if end is None else end
        low = bisect_right(self.starts, start) - 1
        high = bisect_right(self.starts, max(start, stop - 1)) - 1
        return self.numbers[max(low, 0) : high + 1]


def paragraphs(lines: Sequence[str]) -> list[Paragraph]:
    """Mend the lines into paragraphs; blank lines and page numbers go."""
    kept = [(number, line.strip(" \t\u3000\u00a0\r\x0c")) for number, line in enumerate(lines[:MOST_LINES], 1)]
    kept = [(number, line) for number, line in kept if line and not re.fullmatch(r"[-—–\s]*\d{0,3}[-—–\s]*", line)]
    if not kept:
        return []
    full = _full_width([len(line) for _, line in kept])
    groups: list[list[tuple[int, str]]] = []
    for number, line in kept:
        if groups and _continues("".join(text for _, text in groups[-1]), groups[-1][-1][1], line, full):
            groups[-1].append((number, line))
        else:
            groups.append([(number, line)])
    return [_paragraph(group) for group in groups]


def _full_width(lengths: list[int]) -> int:
    """How long a line must be to have been broken by the page's edge."""
    longest = min(sorted(lengths)[int(len(lengths) * 0.9)], 45)
    return max(_FULL_LINE, int(longest * 0.7))


def _continues(paragraph: str, before: str, line: str, full: int) -> bool:
    """Whether a line goes on with the sentence of the line before it: that was full, or leaves a sentence open."""
    flat_before, flat_line = flatten(before), flatten(line)
    if _ENDED.search(flat_before) or _TITLED.search(flat_before) or _DATE_ONLY.match(flat_line):
        return False
    if NUMBERED.match(flat_line) or _LABEL.match(flat_line) or _REACHED.search(flat_before):
        return False
    if flat_before.count("《") > flat_before.count("》") or flat_before.count("(") > flat_before.count(")"):
        return True
    is_open = len(paragraph) >= _LONG_SENTENCE and "," in flatten(paragraph)
    return (len(before) >= full or is_open) and not _LABEL.match(flatten(paragraph))


def _paragraph(group: list[tuple[int, str]]) -> Paragraph:
    """Join lines; a character that a break in the page doubled is taken once, a blank between latin words is kept."""
    text, starts = "", []
    for _, line in group:
        piece = line
        if text and len(piece) > 1 and text[-1] == piece[0] and piece[1] in "，。、；,;":
            piece = piece[1:]
        if text and text[-1].isascii() and text[-1].isalnum() and piece[0].isascii() and piece[0].isalnum():
            text += " "
        starts.append(len(text))
        text += piece
    return Paragraph(text, flatten(text), tuple(starts), tuple(number for number, _ in group))


def sentences(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Give the spans of the sentences of a paragraph; a full stop inside brackets or a title does not end one."""
    start = depth = 0
    for offset, character in enumerate(paragraph.flat):
        if character in "(《":
            depth += 1
        elif character in ")》":
            depth = max(0, depth - 1)
        elif character in "。;!?" and not depth:
            yield start, offset + 1
            start = offset + 1
    if start < len(paragraph.flat):
        yield start, len(paragraph.flat)
