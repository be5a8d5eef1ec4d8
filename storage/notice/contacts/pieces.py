"""What the pieces of a line of contacts are: an office, somebody of it, a person, what he is asked about, a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from storage.notice.text import ways, words
from storage.patterns import Late


class Kind(StrEnum):
    """What a cell says; `NAMES` to `OFFICE_LABEL` are the labels before values."""

    NAMES = "names"
    PHONES = "phones"
    EMAILS = "emails"
    ADDRESS = "address"
    SKIPPED = "skipped"
    NUMBER = "number"
    OFFICE = "office"
    PURPOSE = "purpose"
    PERSON = "person"
    PHONE = "phone"
    EMAIL = "email"
    PLACE = "place"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it says in flat text, and where in the paragraph it stands.

    `is_sent` marks a mailbox or person that a sentence sends something to, not the mailbox of one beside it.
    """

    kind: Kind
    text: str
    first: int
    last: int
    is_sent: bool = False


PIECE = Late(r"[^\s,;:|、/()。?]+")
LEADING = Late(
    r"^(?:[^,。;]{0,20}或(?:者|直接)?(?:联系|咨询)|如有疑问|请|可|或|直接|及时|联系|咨询|与|向|参照|附件|由|的|和|未尽事宜|详情|具体)+"
)
_TRAILING = Late(r"(?:联系|咨询|收)$")
_FOR = Late(
    rf"(?P<office>{ways.HEADED_OFFICE.pattern})(?:数据|材料|信息|业务|技术|政策|项目|报表|统计)?(?:报送|咨询|填报|受理|报名|申报|支持|服务)+"
)
"""An office with what it is asked about: 省商务厅数据报送."""

_NO_PURPOSE = Late(
    r"(?:联系|咨询|报名|服务)?(?:方式|电话|人|热线|办法|地址|时间|部门)|联系|咨询|如下|如有疑问|请.*|优先.*"
)
_TIMES = Late(r"[时日:点请]|优先|工作日|传真|微信|同号|同名|区号")
_LONGEST_NAME, _LONGEST_PURPOSE, _LONGEST_OFFICE = 4, 14, 30
_TWO_SIGNS, _THREE_SIGNS = 2, 3

BOUND = Late(
    r"[,。;:\s(]|(?:发送?|报送?|寄送?|抄送|抄报|提交|告知)[至到给]|[报送交发寄][到至给]|抄[送报]|(?<![开研])[报送交寄发](?=[省市县区校学])|(?:电话)?报告"
)
"""What stands before the office that something goes to or that is told."""


def pieces(flat: str, start: int, end: int, label: str) -> Iterator[Cell]:
    """The offices, persons, purposes and marks between two values."""
    for group in re.finditer(r"\((?P<mark>[^()]*)\)|(?P<text>[^()]+)|[()]", flat[start:end]):
        if group["mark"]:
            mark = group["mark"].strip()
            if mark and not _TIMES.search(mark) and re.match(r"[\u4e00-\u9fff]{2}", mark):
                first = start + group.start("mark")
                yield Cell(Kind.MARK, mark, first, first + len(mark))
        elif group["text"]:
            yield from _between(flat, start + group.start(), start + group.end(), label)


def _between(flat: str, start: int, end: int, label: str) -> Iterator[Cell]:
    """The pieces between blanks and signs, a name with blanks between its characters closed."""
    pieces = [(m[0], start + m.start(), start + m.end()) for m in PIECE.finditer(flat[start:end])]
    place = 0
    while place < len(pieces):
        text, first, last = pieces[place]
        single = len(list(takewhile(lambda piece: len(piece[0]) == 1, pieces[place:])))
        together = single if single in (0, _TWO_SIGNS, _THREE_SIGNS) else min(single, _TWO_SIGNS)
        text = "".join(piece[0] for piece in pieces[place : place + together]) or text
        place += together or 1
        last = pieces[place - 1][2]
        bare = LEADING.sub("", text) if not label else text
        at = flat.find(bare[:1], first, last) if bare else first
        if label == "names" and place < len(pieces) and _is_headed(flat[first : pieces[place][2]]):
            yield Cell(Kind.PURPOSE, text, first, last)
            continue
        yield from classified(bare, at, is_named=label == "names", last=last)


def _is_headed(both: str) -> bool:
    """Whether the first of two words before a value says what the person behind it is asked about: 美术 魏某."""
    head, _, name = both.partition(" ")
    return ways.is_person(name.strip()) and not ways.is_person(head) and not ways.is_office(head)


def classified(text: str, at: int, *, is_named: bool, last: int = 0) -> list[Cell]:
    """What one piece is: an office, an office with somebody of it, a person, or what somebody is asked about."""
    last = last or at + len(text)
    if is_named and ways.is_name(text):
        return [Cell(Kind.PERSON, ways.untitled(text), at, last)]
    if (short := _TRAILING.sub("", text)) != text and short:
        found = classified(short, at, is_named=is_named)
        if any(cell.kind is not Kind.PURPOSE for cell in found):
            return found
    if (told := BOUND.split(text)[-1]) != text and (ways.is_office(told) or ways.is_person(told)):
        is_named = not ways.is_office(told)
        return [Cell(Kind.PERSON if is_named else Kind.OFFICE, told, last - len(told), last, is_sent=is_named)]
    if ways.is_office(text) and len(text) <= _LONGEST_OFFICE and words.is_plain(text):
        return [Cell(Kind.OFFICE, text, at, last)]
    if (led := _FOR.fullmatch(text)) and ways.is_office(led["office"]) and words.is_plain(led["office"]):
        return [Cell(Kind.OFFICE, led["office"], at, at + len(led["office"]))]
    if found := _somebody(text, at, last):
        return found
    if ways.is_person(text) or (is_named and ways.is_called(text) and not ways.is_purpose(text)):
        return [Cell(Kind.PERSON, ways.untitled(text), at, last)]
    is_purpose = words.is_plain(text) and len(text) <= _LONGEST_PURPOSE
    is_purpose = (
        is_purpose and (ways.is_purpose(text) or len(text) > _LONGEST_NAME) and bool(ways.CHINESE.fullmatch(text))
    )
    return [Cell(Kind.PURPOSE, text, at, last)] if is_purpose and not _NO_PURPOSE.fullmatch(text) else []


def _somebody(text: str, at: int, last: int) -> list[Cell]:
    """Somebody with his office, or what he is asked about, before him."""
    if ways.is_person(text):
        return []
    if both := ways.behind_office(text):
        kind = Kind.OFFICE
    elif both := ways.asked_person(text):
        kind = Kind.PURPOSE
    else:
        return []
    head, person = both
    cut = at + len(head)
    return [Cell(kind, head, at, cut), Cell(Kind.PERSON, ways.untitled(person), cut, last)]
