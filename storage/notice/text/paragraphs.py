"""From lines as they were read to paragraphs: broken lines mended, every character still knowing its line.

`flat` is a paragraph's text with width and traditional forms folded, one character for one, so that a
pattern's span in `flat` is a span in `text`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from storage.notice.text import columns
from storage.notice.text.breaks import SIGNATURE, Line, Page, Running, glued
from storage.notice.text.signs import flatten
from storage.patterns import Late

MOST_LINES = 20_000
MOST_CHARACTERS = 200_000
LONGEST_PARAGRAPH = 2_000
"""A longer paragraph is cut: no notice has one, and whatever is sought within one stays bounded."""

_DAY = (
    r"(?:\d{4}|[二〇○零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
    r"(?=\s*\|?\s*$|\s+联\s?系)"
)
_PART = Late(
    r"\s(?=[一二三四五六七八九十]{1,2}、|联\s?系\s?人|附\s?件\s?[:：1-9]"
    rf"|(?:[\u4e00-\u9fff]{{4,20}}|[\u4e00-\u9fff]{{2}}[处科部室办局委院会])\s+{_DAY})|(?<=[:：。])\s(?={_DAY})"
    r"|(?<=。)\s(?=[\u4e00-\u9fff]{4,24}(?:\s[\u4e00-\u9fff]{2,3})?\s0\d{2,3}-\d{7,8})"
)
_HEAD = Late("|".join(rf"(?<=^[一二三四五六七八九十]、[\u4e00-\u9fff]{{{n}}})\s(?=\S)" for n in (4, 5, 6)))
"""The blank behind a short head: 二、申报地点."""

_ENDING = Late(r"[()《》。;!?]")
"""What ends a sentence, and the signs inside which nothing does."""

_ITEM_BEHIND_PHONE = Late(
    r"(?:(?<=[^\d-]\d{7})|(?<=[^\d-]\d{8})|(?<=\D1\d{10})|(?<=\d-\d{7})|(?<=\d-\d{8}))(?P<number>[2-9])[.．、](?=[\u4e00-\u9fff])"
)
_FIRST_ITEM = Late(r"(?<!\d)1[.．、](?=[\u4e00-\u9fff])")

_SITE = Late(
    r"ICP[备证]|公网安备|^友情链接|^(?:主|承)办(?:单位)?:.*技术支持:"
    r"|网站标识码|版权所有|Copyright|All Rights Reserved|免责声明|本站.{0,20}(?:转载|侵权)"
    r"|(?:如有|若有|涉及)侵权.{0,12}(?:联系|删除|告知)|文章(?:内容)?来自网络",
    re.IGNORECASE,
)
_LONGEST_SITE = 200
_LEAST_OWNER = 2
_HOTLINE = Late(
    r"\s*(?:(?:[咨询服务客全国统一]{2,4}(?:热线|时间|电话)|热线|客服)[^,。;]{0,40}|周[一二三四五六日][至到-]周?[一二三四五六日][^,。;]{0,30})$"
)

_OF_SITE = Late(
    r"\s*(?:(?:办公室|联系|值班)电话|维护(?:单位|电话)|地址|邮编|邮政编码|邮箱|电话|传真|技术支持|(?:主|承|协)办(?:单位)?|E-?mail|网站(?:地图)?)\s*:"
    r"|\s*本(?:站|网站)",
    re.IGNORECASE,
)
"""What stands below a line that says whose web site it is: its address, who made it."""

_BADGE = Late(r"\(?(?:官方)?(?:微信|微博)(?:公众号|公众平台)?\)?")
"""What stands at the end of whoever's page it is."""

_HOURS = Late(r"\s*(?:服务时间:\s*)?周[一二三四五六日][至到-]周?[一二三四五六日]\s*\d[\d:\s~-]*")
"""When somebody answers at the hotline of a site."""

_PAGE_NUMBER = Late(r"(?:[-\s]*\d{1,3}[-\s]*|[-\s]*|第\s*\d{1,3}\s*页(?:\s*[,/]?\s*共\s*\d{1,3}\s*页)?)")


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
        """Give a piece of the flat text back as it is printed; one that was put together, part by part."""
        at = self.flat.find(piece)
        if at >= 0:
            return self.text[at : at + len(piece)]
        for cut in range(len(piece) - 1, 0, -1):
            first, second = self.flat.find(piece[:cut]), self.flat.find(piece[cut:])
            if first >= 0 and second >= 0:
                return self.text[first : first + cut] + self.text[second : second + len(piece) - cut]
        return piece.replace("(", "（").replace(")", "）") if "（" in self.text else piece

    def lines(self, start: int = 0, end: int | None = None) -> tuple[int, ...]:
        """Return the numbers of the lines that a span of the text stands on."""
        stop = len(self.text) if end is None else end
        low = bisect_right(self.starts, start) - 1
        high = bisect_right(self.starts, max(start, stop - 1)) - 1
        return self.numbers[max(low, 0) : high + 1]

    def split(self, at: int) -> tuple[Paragraph, Paragraph]:
        """The paragraph in two, each character still knowing its line."""
        place = bisect_right(self.starts, at)
        later = (0, *(start - at for start in self.starts[place:]))
        return (
            Paragraph(self.text[:at], self.flat[:at], self.starts[:place], self.numbers[:place]),
            Paragraph(self.text[at:], self.flat[at:], later, self.numbers[place - 1 :]),
        )


def paragraphs(lines: Sequence[str]) -> list[Paragraph]:
    """Mend the lines into paragraphs; blank lines and page numbers go."""
    kept = [Line(number, text) for number, raw in enumerate(lines[:MOST_LINES], 1) for text in _cut(raw)]
    laid = [row for row in columns.rows(_without_site([line for line in kept if line.text])) if not _is_number(row)]
    page = Page.of([line for row in laid if len(row) == 1 for line in row if line])
    out: list[Paragraph] = []
    for is_table, rows in groupby(laid, key=lambda row: len(row) > 1):
        if is_table:
            out += map(_row, rows)
        else:
            out += _mended([line for row in rows for line in row if line], page)
    return out


def _is_number(row: columns.Row) -> bool:
    """Whether a line is the number of its page."""
    return len(row) == 1 and row[0] is not None and bool(_PAGE_NUMBER.fullmatch(row[0].flat))


def _mended(lines: Sequence[Line], page: Page) -> Iterator[Paragraph]:
    """Lines with those joined that go on with the one before them."""
    groups: list[Running] = []
    for line in lines:
        if groups and groups[-1].length + len(line.text) <= LONGEST_PARAGRAPH and page.goes_on(groups[-1], line):
            groups[-1].add(line)
        else:
            groups.append(Running(line))
    return (_paragraph(group.lines) for group in groups)


def _without_site(lines: Sequence[Line]) -> list[Line]:
    """The lines without those of the web site they are from: whose it is, its address below, its hotline above."""
    kept: list[Line] = []
    is_below = False
    for line in lines:
        is_site = _is_site(line)
        is_below = is_site or (is_below and bool(_OF_SITE.match(line.flat)))
        if not is_below:
            kept.append(line)
        elif is_site:
            _drop_hotline(kept)
    _drop_badge(kept)
    if kept and _HOURS.fullmatch(kept[-1].flat):
        _drop_hotline(kept)
    return kept


def _drop_badge(kept: list[Line]) -> None:
    """Take the address of a page's owner off the end, below its name and above its badge."""
    if not kept or not _BADGE.fullmatch(kept[-1].flat):
        return
    at = len(kept) - 1
    while at and _OF_SITE.match(kept[at - 1].flat):
        at -= 1
    if at and len(kept) - at > _LEAST_OWNER and SIGNATURE.fullmatch(kept[at - 1].flat):
        del kept[at:]


def _drop_hotline(kept: list[Line]) -> None:
    """Take the hotline of a site and its hours off the end."""
    while kept and _HOTLINE.match(kept[-1].flat):
        kept.pop()


def _is_site(line: Line) -> bool:
    """Whether a line says whose web site a page is on."""
    return len(line.text) <= _LONGEST_SITE and bool(_SITE.search(line.flat))


def _cut(raw: str) -> list[str]:
    """A line in pieces no longer than a paragraph may be; a whole notice in one line where its parts begin."""
    parts = _items(raw)
    if len(_PART.findall(raw)) > 1:
        parts = [piece for item in parts for part in _PART.split(item) for piece in _HEAD.split(part, maxsplit=1)]
    return [piece for part in parts for piece in _pieces(part)]


def _items(raw: str) -> list[str]:
    """A line, and each item whose number is glued to the phone before it: 电话:65238932.农业领域 begins item 2."""
    begins, due = [0], 2
    for found in _ITEM_BEHIND_PHONE.finditer(raw):
        if int(found["number"]) == due and (due > 2 or _FIRST_ITEM.search(raw, 0, found.start())):
            begins.append(found.start())
            due += 1
    return [raw[low:high] for low, high in zip(begins, [*begins[1:], len(raw)], strict=True)]


def _pieces(raw: str) -> list[str]:
    return [raw[at : at + LONGEST_PARAGRAPH] for at in range(0, len(raw), LONGEST_PARAGRAPH)]


def _paragraph(group: Sequence[Line]) -> Paragraph:
    """Join lines; a character that a break in the page doubled is taken once, a blank between latin words is kept."""
    pieces: list[str] = []
    starts, length = [], 0
    for line in group:
        piece = line.text
        if pieces:
            before = pieces[-1]
            if len(piece) > 1 and before[-1] == piece[0] and piece[1] in "，。、；,;":
                piece = piece[1:]
            glue = glued(before, piece)
            pieces.append(glue)
            length += len(glue)
        starts.append(length)
        pieces.append(piece)
        length += len(piece)
    text = "".join(pieces)
    return Paragraph(text, flatten(text), tuple(starts), tuple(line.number for line in group))


def _row(cells: columns.Row) -> Paragraph:
    """The cells of a row, side by side."""
    pieces: list[str] = []
    starts: list[int] = []
    for cell in cells:
        starts += [sum(map(len, pieces))] if cell else []
        pieces.append(f"{cell.text if cell else ''} | ")
    text = "".join(pieces).removesuffix(" | ")
    return Paragraph(text, flatten(text), tuple(starts), tuple(cell.number for cell in cells if cell))


def sentences(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Give the spans of the sentences of a paragraph; a full stop inside brackets or a title does not end one."""
    start = depth = 0
    for sign in _ENDING.finditer(paragraph.flat):
        if sign[0] in "(《":
            depth += 1
        elif sign[0] in ")》":
            depth = max(0, depth - 1)
        elif not depth:
            yield start, sign.end()
            start = sign.end()
    if start < len(paragraph.flat):
        yield start, len(paragraph.flat)
