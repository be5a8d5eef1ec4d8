"""The chain of notices inside one text: where each level begins and ends, its head and its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.notice.dates import Base
from storage.notice.model import Level
from storage.notice.parts import plates
from storage.notice.parts.foot import ATTACHMENT, DATE_LINE, day_of, entitled, foot_of, issuers
from storage.notice.parts.sentences import Sentence, sentences_of
from storage.notice.parts.titles import TITLE_END, title_of
from storage.notice.parts.years import DOC_NUMBER, year_of
from storage.notice.text import addressees, words
from storage.notice.text.paragraphs import Paragraph
from storage.notice.text.signs import NUMBERED, flatten
from storage.patterns import Late

_NUMBER_FIRST = Late(rf"{DOC_NUMBER.pattern}\s+(?=各)")
_NUMBER_BEHIND = Late(rf"(?<=\(){DOC_NUMBER.pattern}(?=\)$)")
_NUMBER_GLUED = Late(rf"(?<=通知|公告|通告)\s*{DOC_NUMBER.pattern}$")
_NUMBER_BEFORE = Late(rf"{DOC_NUMBER.pattern}(?=\s*(?:[:《]|关于))")
_NUMBER_IN_BRACKETS = Late(rf"(?<=^〔){DOC_NUMBER.pattern}(?=〕\s*(?:[:《]|关于))")
_NOTE = Late(r"附\s*件?\s*\d{0,2}\s*[:：]\s*\S")
_MENU = Late(r"登录|注册|首页|无障碍|长者|[当目]前位置|所在的?位置|欢迎")
_COVER = Late(r"请[^。]{6,80}(?:[报交送寄发]|提交)[^。]{2,40}。")
_PUBLISHED_ON = Late(
    r"(?:(?:时间|日期)\s*:?\s*|(?:^|\n)[•·*\s]*(?=20\d\d[-./]\d{1,2}[-./]\d{1,2}\s*(?:\d{1,2}:[\d:]+[^\n]{0,20})?(?:\n|$)))(20\d\d)\s?[-./年]"
)
"""When a web page was published, where it stands above the text."""

_PUT_ON = Late(r"(?:发\s*布|公\s*开|更\s*新)(?:日期|时间)\s*:?\s*$")
"""The head of the day that stands below it, on which a page was made."""

_NOT_ADDRESS = Late(r"如下|方式|联\s*系|附件|电话|邮箱|地址|内容|要求$|时间$|依据|目录|来源|分享|日期|人次|[>|]")
_ADDRESS_FIRST = Late(
    r"\s*(?:各|(?:[省市州县区校院]直属?)?(?:有关|相关|各))[^。;:\d]{2,120}:(?=\s*(?:为|根据|现|按|近日|20\d\d年|兹|经|接|由于|据|按照"
    r"|依据)[^。]{6})"
)
_TITLE_FIRST = Late(
    r"\s*[^。;:]{0,40}关于[^。;:]{4,90}?(?:通知|公告|函)(?:\([^()]{1,8}\))?\s*(?=(?:(?:来源|作者|发布|时间|日期)[^\s:]{0,4}:\S*\s+){0,4}(?:各|有关)[^。;:\d]{2,120}:)"
)
"""A title with the addressees behind it in one line."""

_PAGE_FIRST = Late(
    r"\s*(?:(?:(?:来源|作者|发布|时间|日期)[^\s:]{0,4}:\S*\s+){1,4}(?=各|有关)|(?:浏览|点击|阅读)(?:次数|数|量)?:\s*\d+(?:次|人)?\s*(?=[\u4e00-\u9fff]{3}[^。;]*:$))"
)
_DATED_ROW = Late(r"\s*(?:20\d\d年)?\d{1,2}月\d{1,2}日[^|]{0,16}\| ")
"""A row of a timetable."""

_FIRST = (_TITLE_FIRST, _NUMBER_FIRST, _PAGE_FIRST)
_HEAD_LINES = 14
_DIRECTLY = 5
_LONGEST_ADDRESS = 500
_LONGEST_HEAD = 200
"""No line of a head is longer, but that of its addressees."""


@dataclass(slots=True)
class Part:
    """One level of the chain while it is read: its paragraphs, which of them are its body, and their sentences."""

    level: int
    paragraphs: list[Paragraph]
    body: list[Paragraph] = field(default_factory=list)
    sentences: tuple[Sentence, ...] = ()
    audience: tuple[str, ...] = ()
    base: Base = field(default_factory=lambda: Base(None, None))
    record: Level = field(default_factory=lambda: Level(0))


def parts(paragraphs: Sequence[Paragraph]) -> list[Part]:
    """Split a text into the notice and what it forwards, and read each one's head and foot."""
    paragraphs = [piece for paragraph in paragraphs for piece in _addressed(paragraph)]

    def begins_at(index: int) -> bool:
        below = paragraphs[index + 1 : index + 1 + _HEAD_LINES]
        below = below[: next((at for at, p in enumerate(below) if ATTACHMENT.match(p.flat)), len(below))]
        return (bool(ATTACHMENT.match(paragraphs[index].flat)) and _has_head(below)) or is_below_signature(index)

    def is_below_signature(index: int) -> bool:
        signed = (
            index > 1 and DATE_LINE.fullmatch(paragraphs[index - 1].flat.strip()) and issuers(paragraphs[index - 2])
        )
        below = paragraphs[index : index + _DIRECTLY]
        below = [] if below[0].flat.lstrip().startswith("(") else below
        return bool(signed) and _has_head(below) and any(map(_is_address, paragraphs[: index - 1]))

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
    """A paragraph that begins with its title, number or addressees (各有关单位:为做好……), in its parts."""
    if led := next((m for first in _FIRST if (m := first.match(paragraph.flat))), None):
        head, rest = paragraph.split(led.end())
        return (head, *_addressed(rest))
    match = _ADDRESS_FIRST.match(paragraph.flat)
    return paragraph.split(match.end()) if match and words.ADDRESSED.search(match[0]) else (paragraph,)


def _has_head(following: Sequence[Paragraph]) -> bool:
    """Whether what follows an attachment's mark is a notice of its own: a title, and a number or addressees."""
    if following and NUMBERED.match(following[0].flat):
        return False
    title = any(TITLE_END.search(p.flat) for p in following)
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
    return (
        flat.startswith("各") and len(flat) <= _LONGEST_ADDRESS and all(map(words.is_body, addressees.audience(flat)))
    )


def _read(part: Part) -> None:
    """Fill in a level's record from its head and foot; the rest is its body."""
    address = next((i for i, p in enumerate(part.paragraphs) if _is_address(p)), None)
    if address is None:
        address = next((i for i, p in enumerate(part.paragraphs[:_HEAD_LINES]) if _is_unmarked_address(p)), None)
    head_end = address if address is not None else _head_end(part.paragraphs)
    head = part.paragraphs[:head_end]
    title, title_lines, used = title_of(head)
    if title is None and (told := plates.name(head)):
        title, title_lines = told
    doc = _number(head, used)
    foot = foot_of(part.paragraphs[head_end:])
    issuing = [(p, name) for i, p in enumerate(head) if i not in used for name in issuers(p)]
    issuing = issuing if foot.signed else [one for one in issuing if not _is_site(head, one[0], used)]
    dated = next((day_of(p.flat) for at, p in enumerate(head) if issuing and _is_dated(head, at)), None)
    named = tuple(dict.fromkeys(name for _, name in issuing)) or foot.signed or _entitled(title, head)
    source = [*title_lines, *(doc[0].lines() if doc else ()), *(n for p, _ in issuing for n in p.lines()), *foot.source]
    begins = address + 1 if address is not None else head_end
    part.body = [*_cover(head), *(p for p in part.paragraphs[begins:] if p not in foot.used)]
    part.sentences = tuple(sentences_of(part.body))
    part.audience = named_in(part.paragraphs[address]) if address is not None else ()
    year = _year(part, head, doc[1] if doc else None)
    on = foot.issued_on or dated or (day_of(foot.day, year) if foot.day and year else None) or plates.day(head)
    part.record = Level(
        level=part.level,
        title=title,
        doc_number=re.sub(r"\s+", "", doc[0].original(doc[1][0])) if doc else None,
        issuers=named or foot.printer or plates.issuer(head),
        issued_on=on,
        printed_on=foot.printed_on,
        printed_by=foot.printed_by,
        addressees=part.audience,
        first_line=part.paragraphs[0].first if part.paragraphs else 1,
        last_line=part.paragraphs[-1].last if part.paragraphs else 1,
        source=tuple(sorted({*source, *(part.paragraphs[address].lines() if address is not None else ())})),
    )
    part.base = Base(part.record.issued_on, year)


def _is_dated(head: Sequence[Paragraph], index: int) -> bool:
    """Whether a line of the head is its date, and not the one on which its page was made."""
    is_pages = index > 0 and _PUT_ON.search(head[index - 1].flat)
    return bool(DATE_LINE.fullmatch(head[index].flat.strip())) and not is_pages


def _entitled(title: str | None, head: Sequence[Paragraph]) -> tuple[str, ...]:
    """The organisations that the title begins with, or the line above it that gives it in full."""
    above = (entitled(p.text) for p in head if title and p.flat.strip().endswith(flatten(title)))
    return entitled(title) or next((names for names in above if names), ())


def _is_site(head: Sequence[Paragraph], named: Paragraph, title: set[int]) -> bool:
    """Whether an organisation in the head is whose page it is: a menu stands between it and the title (indices)."""
    until = min(title, default=len(head))
    return any(_MENU.search(p.flat) for p in head[head.index(named) : until])


def _cover(head: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """What is asked above the addressees by whoever passes a notice on: 请于6月9日前将材料交科技处."""
    begins = next((index for index, paragraph in enumerate(head) if _COVER.search(paragraph.flat)), len(head))
    return head[begins:]


def _number(head: Sequence[Paragraph], title: set[int]) -> tuple[Paragraph, re.Match[str]] | None:
    """The number of a level and where it stands: in a line of its own, else behind its title (indices in the head)."""
    own = next(((p, m) for p in head if (m := DOC_NUMBER.fullmatch(_unbracketed(p.flat)))), None)
    last = head[max(title)] if title else None
    behind = last and _NUMBER_GLUED.search(last.flat.strip())
    behind = behind or (_NUMBER_BEHIND.search(last.flat.strip()) if last and "转发" not in last.flat else None)
    lines = ((p, p.flat.strip()) for p in head if TITLE_END.search(p.flat.strip()))
    before = ((p, m) for p, line in lines if (m := _NUMBER_BEFORE.match(line) or _NUMBER_IN_BRACKETS.search(line)))
    return own or ((last, behind) if last and behind else next(before, None) or plates.number(head))


def _unbracketed(line: str) -> str:
    """A number without the brackets that stand around the whole of it."""
    return re.sub(r"^[(（]\s*(.*[^)）\s])\s*[)）]$", r"\1", line.strip())


def named_in(paragraph: Paragraph, start: int = 0, end: int | None = None) -> tuple[str, ...]:
    """The addressees that a span of a paragraph names, as they are printed."""
    flat = paragraph.flat[start:end].strip().rstrip(":")
    return tuple(paragraph.original(item) for item in addressees.audience(flat))


def _head_end(paragraphs: Sequence[Paragraph]) -> int:
    """Where the head ends in a notice that addresses nobody: before the first full sentence."""
    for index, paragraph in enumerate(paragraphs[:_HEAD_LINES]):
        if (
            "。" in paragraph.flat
            or _DATED_ROW.match(paragraph.flat)
            or NUMBERED.match(paragraph.flat)
            or len(paragraph.flat) > _LONGEST_HEAD
        ):
            return index
    return min(len(paragraphs), _HEAD_LINES)


def _year(part: Part, head: Sequence[Paragraph], doc: re.Match[str] | None) -> int | None:
    """The year that a level bears: of its number, its page, a day by which something is due, a number it quotes."""
    if doc := doc or _PUBLISHED_ON.search("\n".join(p.flat for p in head)):
        return int(doc[1])
    return year_of("\n".join(p.flat for p in part.paragraphs))
