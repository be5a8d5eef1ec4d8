"""The chain of notices inside one text: where each level begins and ends, its head and its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from storage.notice import words
from storage.notice.dates import Base, moments
from storage.notice.dates.numbers import number
from storage.notice.layout import Paragraph
from storage.notice.model import Level
from storage.notice.signs import NUMBERED, flatten

DOC_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,14}\s*[〔\[(]\s*(20\d\d|19\d\d)\s*[〕\])]\s*(?:[\u4e00-\u9fff]{0,3})\s*\d+\s*号"
)
_KINDS = r"(?:通知|通报|通告|公告|函|意见|方案|启事|决定|办法|请示|倡议书?|指南|简章|章程|规程|细则)"
_TITLE_END = re.compile(rf"{_KINDS}[》\"]?(?:\([^()]*\))?$")
_TITLED = re.compile(
    r"关于|转发|通知(?:\([^()]*\))?$|[^,:]{8}(?:公告|通告|启事|邀请函|方案|办法|指南|简章|章程|规程|细则|倡议书)(?:\([^()]*\))?$"
)
_ATTACHMENT = re.compile(r"附\s*件\s*\d{0,2}\s*[:：]?$")
_NOTE = re.compile(r"附\s*件?\s*\d{0,2}\s*[:：]\s*\S")
_SMALL = r"[\d一二三四五六七八九十\s]{1,4}"
_FULL_DATE = rf"(?:\d{{4}}|[二〇○零0Oo一三四五六七八九]{{4}})\s*年\s*{_SMALL}月\s*{_SMALL}日"
_PLAIN_DATE = r"(?:20|19)\d\d\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,2}"
_DATE_LINE = re.compile(rf"\(?\s*({_FULL_DATE}|{_PLAIN_DATE})\s*\)?$")
_PRINTED = re.compile(rf"({_FULL_DATE})\s*印发$")
_SIGNED = re.compile(rf"([\u4e00-\u9fff()\s]{{4,40}}?)\s*({_FULL_DATE})$")
_PUBLISHED = re.compile(r"(?:来源|作者|日期|时间|浏览|点击)[^:]{0,4}:")
"""What a web page says of a text: 来源: 日期:2024-04-22 属于:通知公告."""

_SEALED = re.compile(r"\([^()]{2,24}代章?\)")
"""Whose seal stands for the issuer's."""

_NOT_ADDRESS = re.compile(r"如下|方式|联\s*系|附件|电话|邮箱|地址|内容|要求$|时间$|依据|目录|来源|分享|日期|人次|[>|]")
_ADDRESS_FIRST = re.compile(
    r"\s*各[^。;:\d]{2,120}:(?=\s*(?:为|根据|现|按|近日|20\d\d年|兹|经|接|由于|据|按照"
    r"|依据)[^。]{6})"
)
_TITLE_FIRST = re.compile(
    r"\s*[^。;:]{0,40}关于[^。;:]{4,90}?(?:通知|公告|函)(?:\([^()]{1,8}\))?\s+(?=(?:各|有关)[^。;:\d]{2,120}:)"
)
"""A title with the addressees behind it in one line."""

_HEAD_LINES = 14
_FOOT_LINES = 14
_LONGEST_ADDRESS = 500
_MOST_FORMS = 3


@dataclass(slots=True)
class Part:
    """One level of the chain while it is read: its paragraphs, and which of them are head, body and foot."""

    level: int
    paragraphs: list[Paragraph]
    body: list[Paragraph] = field(default_factory=list)
    audience: tuple[str, ...] = ()
    base: Base = field(default_factory=lambda: Base(None, None))
    record: Level = field(default_factory=lambda: Level(0))


def parts(paragraphs: Sequence[Paragraph]) -> list[Part]:
    """Split a text into the notice and what it forwards, and read each one's head and foot."""
    paragraphs = [piece for paragraph in paragraphs for piece in _addressed(paragraph)]

    def begins_at(index: int) -> bool:
        below = paragraphs[index + 1 : index + 1 + _HEAD_LINES]
        return bool(_ATTACHMENT.match(paragraphs[index].flat)) and _has_head(below)

    begins = [0, *(index for index in range(1, len(paragraphs)) if begins_at(index))]
    ends = [*begins[1:], len(paragraphs)]
    found = [
        Part(level, list(paragraphs[low:high])) for level, (low, high) in enumerate(zip(begins, ends, strict=True))
    ]
    for part in found:
        _read(part)
    outer = next((part.base for part in found if part.base.year), Base(None, None))
    for part in found:
        if part.base.year is None:
            part.base = Base(part.base.issued_on, outer.year)
    return found


def _addressed(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """A paragraph that begins with its title, its addressees (各有关单位:为做好……) or both, in its parts."""
    if title := _TITLE_FIRST.match(paragraph.flat):
        head, rest = paragraph.split(title.end())
        return (head, *_addressed(rest))
    match = _ADDRESS_FIRST.match(paragraph.flat)
    return paragraph.split(match.end()) if match and words.ADDRESSED.search(match[0]) else (paragraph,)


def _has_head(following: Sequence[Paragraph]) -> bool:
    """Whether what follows an attachment's mark is a notice of its own: a title, and a number or addressees."""
    if following and NUMBERED.match(following[0].flat):
        return False
    title = any(_TITLE_END.search(p.flat) for p in following)
    return title and any(DOC_NUMBER.fullmatch(p.flat.strip()) or _is_address(p) for p in following)


def _is_address(paragraph: Paragraph) -> bool:
    """A line that names addressees and ends with a colon."""
    flat = paragraph.flat.strip()
    if not flat.endswith(":") or len(flat) > _LONGEST_ADDRESS or "。" in flat or NUMBERED.match(flat):
        return False
    return bool(words.ADDRESSED.search(flat)) and not _NOT_ADDRESS.search(flat[:-1])


def _is_unmarked_address(paragraph: Paragraph) -> bool:
    """A line of bodies that begins with 各 and from which the colon is missing."""
    flat = paragraph.flat.strip()
    return flat.startswith("各") and len(flat) <= _LONGEST_ADDRESS and all(map(words.is_body, words.audience(flat)))


def _read(part: Part) -> None:
    """Fill in a level's record from its head and foot; the rest is its body."""
    address = next((i for i, p in enumerate(part.paragraphs) if _is_address(p)), None)
    if address is None:
        address = next((i for i, p in enumerate(part.paragraphs[:_HEAD_LINES]) if _is_unmarked_address(p)), None)
    head_end = address if address is not None else _head_end(part.paragraphs)
    head = part.paragraphs[:head_end]
    title, title_lines, used = _title(head)
    doc = next(((p, m) for p in head if (m := DOC_NUMBER.fullmatch(_unbracketed(p.flat)))), None)
    foot = _foot(part.paragraphs[head_end:])
    issuers = [(p, name) for i, p in enumerate(head) if i not in used for name in _issuers(p)]
    dated = next((_date(p.flat) for p in head if issuers and _DATE_LINE.fullmatch(p.flat.strip())), None)
    named = tuple(dict.fromkeys(name for _, name in issuers)) or foot.signed
    source = [*title_lines, *(doc[0].lines() if doc else ()), *(n for p, _ in issuers for n in p.lines()), *foot.source]
    begins = address + 1 if address is not None else head_end
    part.body = [p for p in part.paragraphs[begins:] if p not in foot.used]
    part.audience = named_in(part.paragraphs[address]) if address is not None else ()
    part.record = Level(
        level=part.level,
        title=title,
        doc_number=_unbracketed(re.sub(r"\s+", "", doc[0].text)) if doc else None,
        issuers=named,
        issued_on=foot.issued_on or dated,
        printed_on=foot.printed_on,
        printed_by=foot.printed_by,
        addressees=part.audience,
        first_line=part.paragraphs[0].first if part.paragraphs else 1,
        last_line=part.paragraphs[-1].last if part.paragraphs else 1,
        source=tuple(sorted({*source, *(part.paragraphs[address].lines() if address is not None else ())})),
    )
    part.base = Base(part.record.issued_on, _year(part, doc[1] if doc else None))


def _unbracketed(line: str) -> str:
    """A number without the brackets that stand around the whole of it."""
    return re.sub(r"^[(（](.*[^)）])[)）]$", r"\1", line.strip())


def named_in(paragraph: Paragraph, start: int = 0, end: int | None = None) -> tuple[str, ...]:
    """The addressees that a span of a paragraph names, as they are printed."""
    flat = paragraph.flat[start:end].strip().rstrip(":")
    return tuple(paragraph.original(item) for item in words.audience(flat))


def _head_end(paragraphs: Sequence[Paragraph]) -> int:
    """Where the head ends in a notice that addresses nobody: before the first full sentence."""
    for index, paragraph in enumerate(paragraphs[:_HEAD_LINES]):
        if "。" in paragraph.flat or NUMBERED.match(paragraph.flat):
            return index
    return min(len(paragraphs), _HEAD_LINES)


def _title(head: Sequence[Paragraph]) -> tuple[str | None, tuple[int, ...], set[int]]:
    """The last title of the head: from a line with 关于 to one that ends as a notice does."""
    for index in range(len(head) - 1, -1, -1):
        if not _TITLE_END.search(head[index].flat.strip()) or _PUBLISHED.search(head[index].flat):
            continue
        start = index
        while start > max(0, index - 3) and not re.search(r"关于|转发", _joined(head[start : index + 1])):
            start -= 1
        if not _TITLED.search(_joined(head[start : index + 1])):
            continue
        if "关于" not in _joined(head[start : index + 1]) and start != index:
            start = index
        if start > 0 and _joined(head[start : index + 1]).startswith("关于") and _leads_title(head, start - 1):
            start -= 1
        text = re.sub(r"\s*\([^()]*号\)$", "", "".join(p.text.strip() for p in head[start : index + 1]))
        return text, tuple(n for p in head[start : index + 1] for n in p.lines()), set(range(start, index + 1))
    return None, (), set()


def _joined(some: Sequence[Paragraph]) -> str:
    return "".join(p.flat.strip() for p in some)


def _leads_title(head: Sequence[Paragraph], index: int) -> bool:
    """Whether a line of issuers belongs to the title: it stands below the number, or names several in one line."""
    flat = head[index].flat.strip()
    if not _issuers(head[index]) or flat.endswith("文件"):
        return False
    is_one_line = len(_issuers(head[index])) > 1 and bool(re.search(r"\s", flat))
    return is_one_line or any(DOC_NUMBER.fullmatch(p.flat.strip()) for p in head[:index])


def _issuers(paragraph: Paragraph) -> list[str]:
    """The organisations of a line that names nothing else."""
    flat = re.sub(r"文\s*件$", "", paragraph.flat.strip())
    pieces = [piece for piece in re.split(r"[\s、]+", flat) if piece]
    if pieces and all(words.ORGANISATION.fullmatch(piece) and "通知" not in piece for piece in pieces):
        return [paragraph.original(piece) for piece in pieces]
    whole = "".join(pieces)
    is_one = pieces and words.ORGANISATION.fullmatch(whole) and len(whole) <= 30 and "通知" not in whole
    return ["".join(paragraph.original(piece) for piece in pieces)] if is_one else []


def _foot(rest: Sequence[Paragraph]) -> _Foot:
    """The end of a level; above the first forms that it attaches where the text goes on with them."""
    forms = [index for index, paragraph in enumerate(rest) if _ATTACHMENT.match(paragraph.flat)][:_MOST_FORMS]
    found = [_Foot(rest), *(_Foot(rest[:index]) for index in forms)]
    return next((foot for foot in found if foot.issued_on), found[0])


class _Foot:
    """The end of a level: who signed it when, who printed it when."""

    def __init__(self, rest: Sequence[Paragraph]) -> None:
        self.signed: tuple[str, ...] = ()
        self.issued_on: date | None = None
        self.printed_on: date | None = None
        self.printed_by: str | None = None
        self.source: set[int] = set()
        self.used: list[Paragraph] = []
        for index in range(len(rest) - 1, max(-1, len(rest) - 1 - _FOOT_LINES), -1):
            self._look(rest, index)

    def _use(self, *paragraphs: Paragraph) -> None:
        """Take paragraphs out of the body."""
        self.used += paragraphs
        self.source |= {number for paragraph in paragraphs for number in paragraph.lines()}

    def _look(self, rest: Sequence[Paragraph], index: int) -> None:
        """Take one line of the foot, from below."""
        flat = rest[index].flat.strip()
        printed = _PRINTED.search(flat)
        if printed and self.printed_on is None:
            self.printed_on = _date(printed[1])
            before = flat[: printed.start()].strip() or (rest[index - 1].flat.strip() if index else "")
            self.printed_by = before if words.ORGANISATION.fullmatch(before) else None
            self._use(rest[index], *([rest[index - 1]] if self.printed_by and index else []))
            return
        dated = _DATE_LINE.fullmatch(flat) or _SIGNED.fullmatch(flat)
        if dated and self.issued_on is None and len(flat) <= 60:
            self.issued_on = _date(dated[dated.lastindex or 1])
            self._use(rest[index])
            if (dated.lastindex or 1) > 1:
                self.signed = tuple(
                    rest[index].original(piece) for piece in re.split(r"\s+", dated[1].strip()) if piece
                )
            else:
                self._sign(rest, index)

    def _sign(self, rest: Sequence[Paragraph], index: int) -> None:
        """Take the organisations that stand directly above the date."""
        names: list[str] = []
        for above in range(index - 1, -1, -1):
            if _SEALED.fullmatch(rest[above].flat.strip()):
                self._use(rest[above])
                continue
            found = [] if NUMBERED.match(rest[above].flat) else _issuers(rest[above])
            if not found:
                break
            names = found + names
            self._use(rest[above])
        self.signed = tuple(dict.fromkeys(names))


def _date(text: str) -> date | None:
    found = next(moments(re.sub(r"\s+", "", flatten(text)), Base(None, None)), None)
    return found.start if found else None


def _year(part: Part, doc: re.Match[str] | None) -> int | None:
    """The year that a level bears: of its number, of any number it quotes, of its first full date, of its title."""
    if doc:
        return int(doc[1])
    whole = "\n".join(p.flat for p in part.paragraphs)
    for pattern in (
        DOC_NUMBER,
        re.compile(r"(20\d\d)\s*年\s*\d{1,2}\s*月"),
        re.compile(r"(20\d\d)\s*年"),
        re.compile(r"[(〔\[](20\d\d)[)〕\]]"),
        re.compile(rf"(?=(20\d\d)){_PLAIN_DATE}"),
    ):
        found = pattern.search(whole)
        if found:
            return number(found[1])
    return None
