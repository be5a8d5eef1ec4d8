"""How somebody is reached, as it is printed: each stretch of a line with its numbers, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from handlers.lexicon import HANZI, lexicon
from handlers.questions.lookup.passages import pairs
from handlers.questions.typed.spelling import folded
from storage.notice.model import Notice
from storage.notice.text.ways import EMAIL, PHONE
from storage.patterns import Late

_VALUE = Late(rf"(?P<mail>{EMAIL.pattern})|(?P<phone>{PHONE.pattern}|(?<=[:：话线])\s*1[12]\d{{3}}(?!\d))")
_URL = Late(r"https?:[\w./?=&%:#-]+|www[.][\w./?=&%-]+")
_PARTS = Late(r"[^。；;\n]+[。；;]?")
_LABELS = Late(
    r"联系(?:电话|方式)?|电话|手机|座机|固话|热线|传真|(?:电子)?(?:邮箱|邮件|信箱)|e-?mail|tel|微信|qq群?|号码?|同号|[及和兼转或]"
    r"|分机|办公|工作|(?:通[信讯]|邮寄)?地址|邮编|区号|邮政编码|[\W\d_]",
    re.IGNORECASE,
)
"""What stands between the numbers of one and the same person."""

_MARK = Late(r"^\s*[（(][^（）()]{0,16}[)）]")
_ASKED_OF = Late(rf"({HANZI}{{2,8}})(?:咨询|问题|投诉)(?:电话)?[:：]")
_OF_ANY = Late(r"业务|综合|政策|联系|有关|申报|日常|工作|通知")
"""What is asked of somebody, by what stands before their name; and that this is anything: 业务咨询."""

_OF_PAGES = Late(r"技术(?:支持|咨询|问题|服务)|(?:系统|平台|网站).{0,8}(?:咨询|问题|支持|操作|注册)|注册")
_LEAST_OWNER = 2
_LABEL = 60
"""Characters of a label with its numbers; a longer text is a sentence that speaks of much."""

_HEADING, _WHOLE_LINE = 18, 18
"""Characters of a line that only heads what follows; and from which a line goes on in the next one."""

_END = Late(r"[。；;：:！!]$")


@dataclass(frozen=True, slots=True)
class Card:
    """What is printed of one: `text` with its `phones` and `mails`, the `heading` above it, the 1-based `line`.

    `told` are the pairs of what is said beside the numbers, `around` those of the rest of the line.
    """

    text: str
    heading: str
    phones: tuple[str, ...]
    mails: tuple[str, ...]
    line: int
    told: frozenset[str]
    around: frozenset[str]

    @property
    def values(self) -> tuple[str, ...]:
        """Every number and mailbox of it."""
        return (*self.phones, *self.mails)

    @property
    def said(self) -> str:
        """Its words and those above it, without its numbers."""
        return f"{self.heading}：{_VALUE.sub('', self.text)}"


def cards_of(notice: Notice, level: int) -> tuple[Card, ...]:
    """Cut the lines of a level that hold phones or mailboxes, each value on the card of the words it belongs to."""
    own = notice.levels[level] if level < len(notice.levels) else notice.levels[0]
    out: list[Card] = []
    for number in range(own.first_line, min(own.last_line, len(notice.lines)) + 1):
        line = notice.lines[number - 1].strip()
        line = _URL.sub("", line)
        if _VALUE.search(line):
            heading = _above(notice.lines, number)
            out += [_card(part, heading, number, line) for part in _segments(line)]
    return tuple(out)


def is_special(card: Card) -> bool:
    """Whether the words beside the numbers, or above them, say that only something in particular is answered."""
    named = any(one.is_special for one in lexicon().purposes_named(card.said))
    headed = _ASKED_OF.search(card.said)
    return named or bool(headed and not _OF_ANY.search(headed[1]))


def is_apart(card: Card) -> bool:
    """Whether the words beside the numbers are of complaints and the like, which is nobody's general business."""
    is_label = len(card.text) <= _LABEL
    return is_label and any(one.is_apart for one in lexicon().purposes_named(card.text))


def helps_with_pages(card: Card) -> bool:
    """Whether the words beside the numbers, or above them, are of a system or of how it is filled in."""
    return _OF_PAGES.search(card.said) is not None


def _card(text: str, heading: str, number: int, line: str) -> Card:
    values = list(_VALUE.finditer(text))
    bare = _VALUE.sub(" ", text)
    return Card(
        text=text,
        heading=heading,
        phones=tuple(found["phone"].strip() for found in values if found["phone"]),
        mails=tuple(found["mail"].replace(" ", "") for found in values if found["mail"]),
        line=number,
        told=pairs(folded(f"{heading} {bare}")),
        around=pairs(folded(_VALUE.sub(" ", line))),
    )


def _segments(line: str) -> Iterator[str]:
    """The stretches of a line, one for each to whom numbers belong."""
    open_ = ""
    for found in _PARTS.finditer(line):
        for part in _split(found[0]):
            if not open_ or _begins(part):
                if _VALUE.search(open_):
                    yield open_.strip(" ,，、；;。/")
                    open_ = ""
                open_ = part if _VALUE.search(part) else ""
            else:
                open_ += part
    if _VALUE.search(open_):
        yield open_.strip(" ,，、；;。/")


def _begins(part: str) -> bool:
    """Words that are somebody else's stand before the first number of a part."""
    first = _VALUE.search(part)
    before = part[: first.start()] if first else part
    return len(_LABELS.sub("", before)) >= _LEAST_OWNER


def _split(part: str) -> Iterator[str]:
    """A part cut where behind a number the words of another one begin."""
    start = 0
    values = list(_VALUE.finditer(part))
    for one, other in pairwise(values):
        between = part[one.end() : other.start()]
        mark = _MARK.match(between)
        at = mark.end() if mark else 0
        if len(_LABELS.sub("", between[at:])) >= _LEAST_OWNER:
            cut = one.end() + at
            yield part[start:cut]
            start = cut + len(part[cut:]) - len(part[cut:].lstrip(" \t,，、/)）"))
    yield part[start:]


def _above(lines: Sequence[str], number: int) -> str:
    """What the line above says of this one: that it heads it, or goes on in it."""
    above = next((line.strip() for line in reversed(lines[max(number - 3, 0) : number - 1]) if line.strip()), "")
    if not above or _VALUE.search(above):
        return ""
    if len(above) <= _HEADING:
        return above.strip("0123456789.、．()（）一二三四五六七八九十：: ")
    if len(above) >= _WHOLE_LINE and not _END.search(above):
        return re.split(r"[。；;]", above)[-1]
    return ""
