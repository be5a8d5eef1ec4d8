"""The cells of a line of contacts: labels, offices, persons, phones, mailboxes, addresses, and marks in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from storage.notice import ways, words
from storage.notice.handing import SEND, targets
from storage.notice.labels import LABELS, is_head_of_table
from storage.notice.layout import Paragraph
from storage.notice.signs import NUMBERED
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

    `is_sent` marks a mailbox that a sentence sends something to, and not the one of whoever is named beside it.
    """

    kind: Kind
    text: str
    first: int
    last: int
    is_sent: bool = False


_VALUES = Late(rf"(?P<email>{ways.EMAIL.pattern})|(?P<phone>{ways.PHONE.pattern})")
_VENUE = Late(r"会议中心|酒店|宾馆|饭店|报到|举办|召开")
_HOTEL = Late(r"酒店|宾馆|饭店|会议中心|会议[厅室]|总机")
"""Where people meet has a phone of its own."""
_PIECE = Late(r"[^\s,;:|、/()。]+")
_BRACKETS = Late(r"\([^()]*\)")
_ACTS = Late(r"报送|发送|登录|提交|填写|下载|举报|投诉|监督电话")
_PLACE_ENDS = Late(r"[。;]|,(?=邮编|联系|电话)|办公时间|邮编")
_LEADING = Late(r"^(?:如有疑问|请|可|或|直接|及时|联系|咨询|与|向|参照|附件|由|的|和|未尽事宜|详情|具体)+")
_TRAILING = Late(r"(?:联系|咨询|收)$")
_ASKING = Late(r"^.{0,8}(?:联系|咨询|致电)(?=[\u4e00-\u9fff]{3})")
_NO_PURPOSE = Late(
    r"(?:联系|咨询|报名|服务)?(?:方式|电话|人|热线|办法|地址|时间|部门)|联系|咨询|如下|如有疑问|请.*|优先.*"
)
_TIMES = Late(r"[时日:点请]|优先|工作日|传真|微信|同号|区号")
_LONGEST_NAME, _LONGEST_PURPOSE, _LONGEST_OFFICE, _LONGEST_ROW = 4, 14, 30, 120
_NEAR, _TWO_SIGNS, _THREE_SIGNS = 2, 2, 3
_SPACED = Late(r"^(\s*[2-8]\d{3}) (\d{4})(?! ?\d)")
"""A phone behind its label with a blank in it: 8331 7062."""
_NEXT = Late(r"\s*;")
"""Another one behind the same label: 收件人:美术 魏某 138…;书法 莫某 139…."""

_BOUND = Late(
    r"[,。;:\s(]|(?:发送?|报送?|寄送?|抄送|抄报|提交|告知)[至到给]|[报送交发寄][到至给]|抄[送报]|(?<![开研])[报送交寄发](?=[省市县区校学])|(?:电话)?报告"
)
"""What stands before the office that something goes to or that is told."""

_SENT = Late(rf"{SEND}[^,。;:]{{0,24}}$")


def cells(paragraph: Paragraph) -> list[Cell]:
    """Read the cells of a paragraph, in order; [] where it is the head of a table or says nothing of contacts."""
    flat = paragraph.flat
    if is_head_of_table(flat):
        return []
    start = match.end() if (match := NUMBERED.match(flat)) else 0
    found = [Cell(Kind.NUMBER, "", 0, start)] if match else []
    labels = list(LABELS.finditer(flat, start))
    first = labels[0].start() if labels else len(flat)
    found += _before(flat, start, first, is_labelled=bool(labels))
    for index, label in enumerate(labels):
        until = labels[index + 1].start() if index + 1 < len(labels) else len(flat)
        found += _behind(flat, label, until)
    return found


def _is_venue(flat: str, label: re.Match[str]) -> bool:
    """Whether a phone is that of a place where people meet, or the inner line (内线6021) of the one before it."""
    before = flat[max(0, label.start() - 40) : label.start()]
    is_inner = before.endswith("(") and label[0].lstrip().startswith(("内线", "分机"))
    return label.lastgroup == "phones" and (is_inner or (bool(_VENUE.search(before)) and "联系人" not in before))


def _before(flat: str, start: int, end: int, *, is_labelled: bool) -> Iterator[Cell]:
    """What stands before the first label, or in a line without one: a row, an office, a mailbox in a sentence."""
    text = flat[start:end]
    phone = ways.first_phone(text)
    if (
        phone is not None
        and len(text) <= _LONGEST_ROW
        and "。" not in text[:phone]
        and not _ACTS.search(_BRACKETS.sub("", text))
        and not _HOTEL.search(text[:phone])
    ):
        yield from _row(flat, start, end)
        return
    if beside := ways.ASKED_BESIDE.search(flat, start, end):
        found = ((Kind.OFFICE, "office"), (Kind.PHONE, "phone"))
        yield from (Cell(kind, beside[name].strip(), *beside.span(name)) for kind, name in found if beside[name])
        return
    emails = list(ways.EMAIL.finditer(flat, start, end))
    for email in emails:
        yield from _mailbox(flat, start, email)
    if emails and is_labelled:
        yield from _lead(flat, emails[-1].end(), end)
    before, _, after = text.partition(":")
    is_headed = not after.strip() or ways.PHONE.match(after.strip())
    lead = text if is_labelled else before if is_headed else ""
    name = _ASKING.sub("", lead.strip(" :,、("))
    if not emails and ways.is_office(name) and words.is_plain(name) and not _BOUND.search(name):
        at = flat.index(name, start)
        yield Cell(Kind.OFFICE, name, at, at + len(name))
    elif is_labelled and not emails:
        yield from _all_named(flat, start, end) or _named_before(flat, start, end)


def _all_named(flat: str, start: int, end: int) -> list[Cell]:
    """An office and persons that stand before a label and nothing else does: 基础教育科 汪洋 电话."""
    pieces = [match[0] for match in _PIECE.finditer(_BRACKETS.sub("", flat[start:end]))]
    found = list(_pieces(flat, start, end, ""))
    is_all = "".join(cell.text for cell in found if cell.kind is not Kind.MARK) == "".join(pieces)
    return found if is_all and any(cell.kind in (Kind.OFFICE, Kind.PERSON) for cell in found) else []


def _mailbox(flat: str, start: int, email: re.Match[str]) -> Iterator[Cell]:
    """A mailbox in a sentence, with the office before it or to which the sentence hands in."""
    before = email.start() - (flat[email.start() - 1 : email.start()] == "(")
    yield from _named_before(flat, start, before)
    is_sent = bool(_SENT.search(flat[start:before]))
    yield Cell(Kind.EMAIL, email[0].replace(" ", "").replace("。", "."), email.start(), email.end(), is_sent)


def _named_before(flat: str, start: int, until: int) -> list[Cell]:
    """An office directly before a value or a label, else the one that its sentence hands in to."""
    return _lead(flat, start, until) or _sent_to(flat, start, until)


def _lead(flat: str, start: int, until: int) -> list[Cell]:
    """An office, and whoever is named behind it, directly before a label or a value: 校科协联系人, 办公室吴主任."""
    piece = _BOUND.split(flat[start:until].rstrip(" (:,"))[-1]
    ends = start + len(flat[start:until].rstrip(" (:,"))
    at = ends - len(piece)
    bare = _LEADING.sub("", piece.lstrip("0123456789.、"))
    found = _classified(bare, flat.find(bare, at), is_named=False)
    return found if any(cell.kind is not Kind.PURPOSE for cell in found) else []


def _sent_to(flat: str, start: int, until: int) -> list[Cell]:
    """The office that a sentence hands in to before it names a mailbox."""
    begins = max(start, flat.rfind("。", 0, until) + 1)
    offices = [target.office for target in targets(flat[begins:until]) if not target.is_own]
    at = flat.find(offices[-1], begins) if offices else -1
    return [Cell(Kind.OFFICE, offices[-1], at, at + len(offices[-1]))] if offices else []


def _behind(flat: str, label: re.Match[str], until: int) -> Iterator[Cell]:
    """A label and the values behind it."""
    kind, at = "skipped" if _is_venue(flat, label) else label.lastgroup or "", label.end()
    if kind == "office":
        name = re.split(r"[,。;]", flat[at:until])[0].strip()
        first = flat.index(name, at)
        if name and ways.first_phone(name) is None:
            at = first + len(name)
            yield Cell(Kind.OFFICE, name, first, at)
        yield from _row(flat, at, until)
        return
    yield Cell(Kind(kind), label[0], label.start(), label.end(), bool(_SENT.search(flat[: label.start()])))
    if kind == "address":
        yield from _address(flat, at, until)
    elif kind != "skipped":
        ends = flat.find("。", at, until)
        is_followed = ends < 0 and until < len(flat)
        yield from _row(flat, at, until if ends < 0 else ends, kind, is_followed=is_followed)
        if ends >= 0 and until < len(flat):
            yield from _named_before(flat, ends + 1, until)


def _address(flat: str, at: int, until: int) -> Iterator[Cell]:
    taken = ways.TAKEN_BY.search(text := flat[at:until])
    if value := text[: stop.start() if (stop := taken or _PLACE_ENDS.search(text)) else None].strip(" ,"):
        first = flat.index(value, at)
        yield Cell(Kind.PLACE, value, first, first + len(value))
        if taken:
            yield from _row(flat, at + taken.start(), until)


def _row(flat: str, start: int, end: int, label: str = "", *, is_followed: bool = False) -> Iterator[Cell]:
    """The cells of a row: values, and what stands between them, or before a label that follows."""
    masked = ways.masked(flat[start:end])
    if label == "phones" and not _VALUES.search(masked):
        masked = _SPACED.sub(r"\1-\2", masked.replace("(传真)", "    "))
    at = 0
    for match in _VALUES.finditer(masked):
        yield from _pieces(flat, start + at, start + match.start(), label)
        text = re.sub(r"(?<=@) | (?=@)", "", flat[start + match.start() : start + match.end()].strip()).replace(
            "。", "."
        )
        kind = Kind.EMAIL if match["email"] else Kind.PHONE
        if not ways.is_day_number(text):
            yield Cell(kind, text, start + match.start(), start + match.end())
        at, label = match.end(), "" if label == "names" and not _NEXT.match(masked, match.end()) else label
    odd = ways.odd_phones(masked) if label == "phones" and at == 0 else []
    for text in odd:
        first = flat.index(text, start)
        yield Cell(Kind.PHONE, text, first, first + len(text))
    behind = list(_pieces(flat, start + at, end, label))
    yield from behind if at == 0 or is_followed else _belonging(behind, start + at)


def _belonging(behind: Sequence[Cell], at: int) -> Iterator[Cell]:
    """What stands behind the last value and belongs to it: a mark, or the person it is of."""
    for cell in behind:
        if cell.first - at > _NEAR or cell.kind not in (Kind.MARK, Kind.PERSON):
            return
        yield cell
        at = cell.last


def _pieces(flat: str, start: int, end: int, label: str) -> Iterator[Cell]:
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
    pieces = [(m[0], start + m.start(), start + m.end()) for m in _PIECE.finditer(flat[start:end])]
    place = 0
    while place < len(pieces):
        text, first, last = pieces[place]
        single = len(list(takewhile(lambda piece: len(piece[0]) == 1, pieces[place:])))
        together = single if single in (0, _TWO_SIGNS, _THREE_SIGNS) else min(single, _TWO_SIGNS)
        text = "".join(piece[0] for piece in pieces[place : place + together]) or text
        place += together or 1
        last = pieces[place - 1][2]
        bare = _LEADING.sub("", text) if not label else text
        at = flat.find(bare[:1], first, last) if bare else first
        if label == "names" and place < len(pieces) and _is_headed(flat[first : pieces[place][2]]):
            yield Cell(Kind.PURPOSE, text, first, last)
            continue
        yield from _classified(bare, at, is_named=label == "names", last=last)


def _is_headed(both: str) -> bool:
    """Whether the first of two words before a value says what the person behind it is asked about: 美术 魏某."""
    head, _, name = both.partition(" ")
    return ways.is_person(name.strip()) and not ways.is_person(head) and not ways.is_office(head)


def _classified(text: str, at: int, *, is_named: bool, last: int = 0) -> list[Cell]:
    """What one piece is: an office, an office with somebody of it, a person, or what somebody is asked about."""
    last = last or at + len(text)
    if (short := _TRAILING.sub("", text)) != text and short:
        found = _classified(short, at, is_named=is_named)
        if any(cell.kind is not Kind.PURPOSE for cell in found):
            return found
    if (told := _BOUND.split(text)[-1]) != text and (ways.is_office(told) or ways.is_person(told)):
        return [Cell(Kind.OFFICE if ways.is_office(told) else Kind.PERSON, told, last - len(told), last)]
    if ways.is_office(text) and len(text) <= _LONGEST_OFFICE and words.is_plain(text):
        return [Cell(Kind.OFFICE, text, at, last)]
    both = None if ways.is_person(text) else ways.behind_office(text)
    if both:
        office, person = both
        return [
            Cell(Kind.OFFICE, office, at, at + len(office)),
            Cell(Kind.PERSON, ways.untitled(person), at + len(office), last),
        ]
    if ways.is_person(text) or (is_named and ways.is_called(text) and not ways.is_purpose(text)):
        return [Cell(Kind.PERSON, ways.untitled(text), at, last)]
    is_purpose = words.is_plain(text) and len(text) <= _LONGEST_PURPOSE
    is_purpose = (
        is_purpose and (ways.is_purpose(text) or len(text) > _LONGEST_NAME) and bool(ways.CHINESE.fullmatch(text))
    )
    return [Cell(Kind.PURPOSE, text, at, last)] if is_purpose and not _NO_PURPOSE.fullmatch(text) else []
