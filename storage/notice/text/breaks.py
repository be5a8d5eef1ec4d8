"""Whether a line goes on with the one before it: the page's edge, a page's end, an open title or bracket.

A text copied from a page has lines of one width, so a line that left no room for what follows was broken there. In a
text whose lines are paragraphs only a page's end is mended: a long line that stops in the middle of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.notice.text.signs import NUMBERED, flatten, width
from storage.notice.text.words import ORGANISATION
from storage.patterns import Late

_WIDEST_PAGE = 160
_NARROWEST_PAGE = 28
_NEAR = 6
_LEAST_FULL = 3
_INDENT = 4
_FULL_LINE = 18
"""Where lines are paragraphs, a shorter one is never taken for one that was broken."""

_LONG_SENTENCE = 60
"""A paragraph of this length that does not end as a sentence does was broken, however short its last line is."""

_LONGEST_OPEN = 80
"""A title or bracket that stays open for longer was never closed."""

_SHOWN = (
    r"(?:联\s*系|电\s*话|传\s*真|邮|电子|E-?mail|地\s*址|附\s*件|附|QQ|抄送|主送"
    r"|网址|来源|发布|日期|主办|负责)"
)
_ASKED_BY_PHONE = r"[^,。;:]{2,12}:\s*(?:\(?0\d{2,3}[-)]\d{7}|1[3-9]\d{9}(?!\d)|[2-8]\d{6,7}(?!\d)|400-?\d)"
"""政策咨询:0999-62315522, 技术支持:13900000000."""

_LABEL = Late(rf"\s*(?:{_SHOWN.replace('|附|', '|附:|')}|{_ASKED_BY_PHONE}|https?:)", re.IGNORECASE)
_SURE_LABEL = Late(
    rf"\s*(?:{_SHOWN}[^:,。;]{{0,8}}:|[^,。;:]{{2,20}}[处科室办部股会局]:\s*[\u4e00-\u9fff]{{2,4}}[,\s]|{_ASKED_BY_PHONE})",
    re.IGNORECASE,
)
_ENDED = Late(r"(?:[。!?;]|(?<!\d):|\.(?:docx?|xlsx?|pdf|wps|zip|rar))\s*$")
_WAITING = Late(r"(?:电\s*话|传\s*真|手\s*机|邮\s*箱|信\s*箱|mail|联\s*系\s*人|地\s*址)(?:\([^()]*\))?\s*:\s*$")
"""A label whose value stands in the next line."""

_TAG = Late(r"<[?!/]?[A-Za-z][^<>]*>|\?xml:namespace>")
"""What is left of a page's own language."""

_FILLER = Late(r"(?:(?<![\u4e00-\u9fff])\?[ \u3000\u00a0]+){2,}\??")
"""What is left of blanks that a page could not show."""

_READING = Late(r"[(（](?<=[\u4e00-\u9fff].)[a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-z]{0,4}[)）]")
"""How a character is read, where a page prints that behind it: 關(guān)于."""

_BAR = Late(r"^\s*\||\|\s*$")
"""The edge of a table that a line is all of."""

_CELLS = Late(r"\|[^|]*\||\S\t+\S[^\t]*\t+\S")
"""A line of a table."""

_ROW = Late(
    r"\d{1,2}月\d{1,2}日(?:[\d:点时]*前|\s*[-~]+\s*(?:\d{1,2}月)?\d{1,2}日)?\s+\S"
    r"|[\u4e00-\u9fff]{2,10}:\s*(?:\d{4}年)?\d{1,2}月\d{1,2}日"
)
"""A line of a timetable: 9月18日-9月22日 学院评审, 初评:9月11日至30日."""

_CHROME = Late(
    r"(?:发布|发稿|发表|更新)(?:时间|日期):|^(?:核心提示|内容摘要|摘\s?要|导读):|(?:点击|浏览|阅读|访问)(?:次数|数|量|人次)?:|(?:点击|浏览|阅读)\s*\d+\s*次|字号:|打印本页|索\s?引\s?号[:\s]|(?:主题|信息)分类[:\s]|(?:生成|成文|发文)日期[:\s]|发[布文](?:机构|单位)[:\s]|(?:您|现在|当前|所在)的?位置:|首页\s*>|>[^>]{2,20}>"
)
"""What a web page puts around a text."""

_CUT_DATE = Late(r"(?:\d\s*[年月]|[于在至到])\s*$")
_DAY = Late(r"\d{1,2}\s*[月日](?![\u4e00-\u9fff]{2}日)")
"""A date that was broken in two."""

_YEAR = Late(r"(?:19|20)\d\d")
_BEHIND_YEAR = Late(r"年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
"""A date that was broken behind its year."""

_CLOSED = Late(r"[)\d]$")
_TITLED = Late(
    r"(?:的(?:通知|通报|通告|公告|函|意见|方案)(?:》的(?:通知|函))?|^[^,。]{8,}(?:公告|通告|启事))(?:\([^()]*\))?\s*$"
)
_REACHED = Late(r"\d{7}$|@[A-Za-z0-9.-]+$")
_URL, _CHINESE = Late(r"(?:https?://|www\.)[^\s\u4e00-\u9fff]{6,}$"), Late(r"[\u4e00-\u9fff]{2}")
"""An address of a page at the end of a line, and a line that cannot go on with it."""

_ALONE = Late(
    r"[\d〇○零一二三四五六七八九十]{4}\s*年(?:.{1,8}日\s*(?:印发)?|.{1,3}月[\d一二三四五六七八九十]{1,3})|附\s*件\s*\d{0,2}:?"
    r"|[^,。;]{2,14}〔\d{4}〕\s*\d+\s*号"
)
"""What stands in a line of its own: a date, the mark of an attachment, a number."""

SIGNATURE = Late(rf"(?:{ORGANISATION.pattern}\s*){{1,3}}")
_WORD_END = Late(r"(?<![A-Za-z0-9@._+/:-])[A-Za-z0-9@._+/:-]*$")
_WORD_START = Late(r"[A-Za-z0-9@._+/-]*")
_NEVER_FIRST = "，。、；：！？）》”’,.;:!?)"


class Line:
    """A line as it was read, without the blanks around it; `flat` is its folded text, `indent` the room before it.

    `is_cell` tells that it was one cell of a table, with a bar at its edge.
    """

    __slots__ = ("flat", "indent", "is_cell", "is_signature", "number", "text", "width")

    def __init__(self, number: int, raw: str) -> None:
        self.number = number
        raw = _TAG.sub("", raw)
        raw = _READING.sub("", _FILLER.sub(" ", raw))
        self.is_cell = raw.count("|") == 1 and bool(_BAR.search(raw))
        raw = _BAR.sub("", raw) if self.is_cell else raw
        self.text = raw.strip(" \t\u3000\u00a0\r\x0c")
        self.flat = flatten(self.text)
        self.indent = width(raw[: len(raw) - len(raw.lstrip(" \t\u3000\u00a0"))])
        self.width = width(self.text)
        self.is_signature = False


class Running:
    """A paragraph while its lines are gathered, with what decides whether the next line belongs to it."""

    __slots__ = ("has_comma", "is_label", "length", "lines", "open_at")

    def __init__(self, line: Line) -> None:
        self.lines: list[Line] = []
        self.length = 0
        self.has_comma = False
        self.is_label = bool(_LABEL.match(line.flat))
        self.open_at: dict[str, int] = {}
        self.add(line)

    @property
    def last(self) -> Line:
        """The line that was added last."""
        return self.lines[-1]

    @property
    def is_open(self) -> bool:
        """Whether a title or a bracket was opened not long ago and is not closed."""
        return any(self.length - at <= _LONGEST_OPEN for at in self.open_at.values())

    def add(self, line: Line) -> None:
        """Take one more line."""
        self.lines.append(line)
        for offset, character in enumerate(line.flat):
            if character in "《(":
                self.open_at[character] = self.length + offset
            elif character in "》)":
                self.open_at.pop("《" if character == "》" else "(", None)
        self.length += len(line.flat)
        self.has_comma = self.has_comma or "," in line.flat


@dataclass(frozen=True, slots=True)
class Page:
    """How a text was broken: `edge` is the width of a full line, None where each line is a paragraph."""

    edge: int | None
    long_line: int = _FULL_LINE
    margin: int = field(default=0)

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Page:
        """Look how wide the lines are."""
        lengths = sorted(len(line.text) for line in lines)
        long_line = max(_FULL_LINE, int(min(lengths[int(len(lengths) * 0.9)], 45) * 0.7)) if lengths else _FULL_LINE
        _mark_signatures(lines)
        edge = _edge(lines)
        full = [line.indent for line in lines if edge and line.width >= edge - _NEAR]
        return cls(edge, long_line, min(full, default=0))

    def goes_on(self, paragraph: Running, line: Line) -> bool:
        """Whether a line goes on with a paragraph."""
        before = paragraph.last
        if any(_CHROME.search(one.flat) and "。" not in one.flat for one in (before, line)):
            return False
        is_table = _CELLS.search(line.flat) or _CELLS.search(before.flat)
        if is_table or (_ROW.match(line.flat) and _ROW.match(paragraph.lines[0].flat)):
            return False
        if _is_date_cut(before.flat, line.flat):
            return True
        is_full = self.edge is not None and self._is_full(before, line)
        if is_full and paragraph.is_open:
            return True
        if _WAITING.search(before.flat):
            return not _LABEL.match(line.flat) and not NUMBERED.match(line.flat) and not line.is_signature
        if line.is_signature and not paragraph.is_open and _CLOSED.search(before.flat):
            return False
        if _ENDED.search(before.flat) or NUMBERED.match(line.flat) or _ALONE.fullmatch(line.flat):
            return False
        if (
            not paragraph.is_open
            and not paragraph.has_comma
            and (line.is_signature or _TITLED.search(before.flat) or line.flat.startswith("各"))
        ):
            return False
        if is_full:
            return not _SURE_LABEL.match(line.flat) and line.indent - self.margin < _INDENT
        if _LABEL.match(line.flat) or _REACHED.search(before.flat) or _is_told(before.flat, line.flat):
            return False
        if paragraph.is_open:
            return True
        if paragraph.is_label or _TITLED.search(before.flat):
            return False
        is_unfinished = paragraph.length >= _LONG_SENTENCE and paragraph.has_comma
        return is_unfinished or (self.edge is None and len(before.text) >= self.long_line)

    def _is_full(self, before: Line, line: Line) -> bool:
        """Whether the next line's first word had no room any more, an indent of the first line allowed for."""
        word = _WORD_START.match(line.text)
        end = word.end() if word else 0
        while end < len(line.text) and (end == 0 or line.text[end] in _NEVER_FIRST):
            end += 1
        return before.width + width(line.text[:end]) > (self.edge or 0) - _INDENT - 1


def _is_date_cut(before: str, after: str) -> bool:
    """Whether a line ends in the middle of a date with which the next goes on."""
    return bool(_CUT_DATE.search(before) and _DAY.match(after)) or bool(
        _YEAR.fullmatch(before) and _BEHIND_YEAR.fullmatch(after)
    )


def _is_told(before: str, after: str) -> bool:
    """Whether a line ends with a page's address or a notice's whole name, with which the next does not go on."""
    is_name = before.endswith("通知》") and "号" in before and not after.startswith("的")
    return is_name or bool(_URL.search(before) and _CHINESE.match(after))


def _mark_signatures(lines: Sequence[Line]) -> None:
    """Mark the organisations that stand directly above a date in lines of their own: they sign, and end no sentence."""
    is_below = False
    for line in reversed(lines):
        is_below = bool(_ALONE.fullmatch(line.flat)) or (is_below and bool(SIGNATURE.fullmatch(line.flat)))
        line.is_signature = is_below


def _edge(lines: Sequence[Line]) -> int | None:
    """The width that lines are broken at: several stop there in the middle of a sentence, and hardly any is wider."""
    widths = sorted((line.width for line in lines), reverse=True)
    for top in widths[: 2 + len(widths) // 50]:
        if not _NARROWEST_PAGE <= top <= _WIDEST_PAGE:
            continue
        long = sum(1 for each in widths if top * 0.6 <= each <= top)
        full = [i for i, line in enumerate(lines[:-1]) if top - _NEAR <= line.width <= top]
        broken = [i for i in full if not _is_whole(lines[i]) and not _begins(lines[i + 1])]
        if len(broken) >= _LEAST_FULL and len(full) >= long * 0.4:
            return top
    return None


def _is_whole(line: Line) -> bool:
    """Whether a line ends as a sentence does, or a row that says how somebody is reached."""
    return bool(_ENDED.search(line.flat) or _REACHED.search(line.flat))


def _begins(line: Line) -> bool:
    """Whether a line surely begins a paragraph."""
    return bool(NUMBERED.match(line.flat) or _LABEL.match(line.flat) or _ALONE.fullmatch(line.flat))


def glued(before: str, after: str) -> str:
    """What stands between two lines that belong together: a blank between latin words, nothing inside one."""
    one, other = _WORD_END.search(before), _WORD_START.match(after)
    left, right = one[0] if one else "", other[0] if other else ""
    if not left or not right or not left[-1].isalnum() or not right[0].isalnum():
        return ""
    is_address = re.search(r"@|://|www\.", left + right)
    is_number = left[-1].isdigit() and right[0].isdigit()
    return "" if is_address or is_number else " "
