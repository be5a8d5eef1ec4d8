"""The cells of a line of contacts: labels, offices, persons, phones, mailboxes, addresses, and marks in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from storage.notice.bodies.handing import SEND, targets
from storage.notice.contacts.keepers import kept
from storage.notice.contacts.labels import LABELS, is_head_of_table
from storage.notice.contacts.pieces import BOUND, LEADING, PIECE, Cell, Kind, classified, pieces
from storage.notice.text import ways, words
from storage.notice.text.paragraphs import Paragraph
from storage.notice.text.signs import NUMBERED
from storage.patterns import Late

_VALUES = Late(rf"(?P<email>{ways.EMAIL.pattern})|(?P<glued>{ways.GLUED.pattern})|(?P<phone>{ways.PHONE.pattern})")
_STOP = Late(r"。(?!(?:com|cn|net|org|edu|gov)(?![a-z]))")
"""The end of a sentence, and no sign in a mailbox: 163。com."""

_VENUE = Late(r"会议中心|酒店|宾馆|饭店|报到|举办|召开")
_HOTEL = Late(r"酒店|宾馆|饭店|会议中心|会议[厅室]|总机")
"""Where people meet has a phone of its own."""
_HALL = Late(
    r"(?:(?:多功能|报告|会议|学术|演播|宴会|展览|会展|大)[厅室]|礼堂|会堂|影剧院|体育馆|酒店|宾馆|饭店|会议中心)$"
)
"""The name of such a place."""

_BRACKETS = Late(r"\([^()]*\)")
_ACTS = Late(r"报送|发送|登录|提交|填写|下载|举报|投诉|监督电话")
_PLACE_ENDS = Late(r"[。;]|,(?=联系|电话|第?[\d一二三四五六七八九十]+届)|办公时间|邮\s*政?\s*编|附\s*件\s*\d{0,2}\s*:")
_ASKING = Late(r"^.{0,8}(?:联系|咨询|致电)(?=[\u4e00-\u9fff]{3})")
_LONGEST_ROW = 120
_NEAR = 2
_SPACED = Late(r"^(\s*[2-8]\d{3}) (\d{4})(?! ?\d)")
"""A phone behind its label with a blank in it: 8331 7062."""
_SHORT = Late(rf"\s*(\d{{4,6}})\s*[、/](?=\s*{ways.PHONE.pattern})")
"""A short number of the house before a full one: 34505、5214211."""

_FAX = Late(r"\(传真?\)")
_NEXT = Late(r"\s*;")
"""Another one behind the same label: 收件人:美术 魏某 138…;书法 莫某 139…."""

_RUN_BY = Late(rf"由(?P<office>{ways.HEADED_OFFICE.pattern})(?:具体|全面|统一)?(?:负责|承办)[^。;]{{0,12}}$")
"""Who looks after something, before a label: 由镇医院公共卫生科具体负责,咨询电话."""

_PLACED = Late(r"(?P<name>[^()]+)\((?P<place>[^()]*(?:\d+号|\d+室|[路街道]\d+)[^()]*)\)")
"""An office with its address in brackets: 甲市乙办公室(北街14号)."""

_HOUSED = Late(rf"\s*[, ]\s*(?P<office>(?:第?[\d一二三四五六七八九十]+届)?{ways.HEADED_OFFICE.pattern})\s*(?=[,。;]|$)")
"""An office that is named behind its address."""

_ITEM = Late(r"^[\d.、]+|^[一二三四五六七八九十\d]{1,2}\)")
"""The number of an item, without what opens its bracket: 二)甲处."""

_HALF_A_NUMBER = Late(r"(?<=[〔\[])\s*(?:19|20)\d{5,6}(?!\d)")
"""The number of a document whose second bracket is lost: 闽甲〔2015101."""

_SENT = Late(rf"{SEND}[^,。;:]{{0,24}}$")


def cells(paragraph: Paragraph) -> list[Cell]:
    """Read the cells of a paragraph, in order; [] where it is the head of a table or says nothing of contacts."""
    flat = _HALF_A_NUMBER.sub(lambda number: " " * len(number[0]), paragraph.flat)
    if is_head_of_table(flat):
        return []
    start = match.end() if (match := NUMBERED.match(flat)) else 0
    found = [Cell(Kind.NUMBER, "", 0, start)] if match else []
    labels = list(LABELS.finditer(flat, start))
    first = labels[0].start() if labels else len(flat)
    found += _before(flat, start, first, is_labelled=bool(labels))
    found += [] if labels or any(cell.kind is not Kind.NUMBER for cell in found) else kept(flat, start, len(flat))
    for index, label in enumerate(labels):
        until = labels[index + 1].start() if index + 1 < len(labels) else len(flat)
        found += _behind(flat, label, until)
    passed_on = {one.end("office") for one in ways.PASSED_ON.finditer(flat)}
    return [cell for cell in found if cell.kind is not Kind.OFFICE or cell.last not in passed_on]


def _is_venue(flat: str, label: re.Match[str]) -> bool:
    """Whether a phone or an address is of a place where people meet, or the inner line (内线6021) of a phone."""
    before = flat[max(0, label.start() - 40) : label.start()]
    is_inner = before.endswith("(") and label[0].lstrip().startswith(("内线", "分机"))
    if label.lastgroup == "address":
        return bool(_HALL.search(before.rstrip(" ,(:")))
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
    bare, place = placed.group("name", "place") if (placed := _PLACED.fullmatch(name)) else (name, None)
    is_bound = BOUND.search(_BRACKETS.sub("", bare)) or _HALL.search(bare)
    if not emails and ways.is_office(bare) and words.is_plain(bare) and not is_bound:
        at = flat.index(name, start)
        yield Cell(Kind.OFFICE, bare, at, at + len(bare))
        if place:
            yield Cell(Kind.PLACE, place, at + len(bare) + 1, at + len(bare) + 1 + len(place))
    elif is_labelled and not emails:
        yield from _all_named(flat, start, end) or _named_before(flat, start, end)


def _all_named(flat: str, start: int, end: int) -> list[Cell]:
    """An office and persons that stand before a label and nothing else does: 基础教育科 汪洋 电话."""
    said = [match[0] for match in PIECE.finditer(_BRACKETS.sub("", flat[start:end]))]
    found = list(pieces(flat, start, end, ""))
    is_all = "".join(cell.text for cell in found if cell.kind is not Kind.MARK) == "".join(said)
    return found if is_all and any(cell.kind in (Kind.OFFICE, Kind.PERSON) for cell in found) else []


def _mailbox(flat: str, start: int, email: re.Match[str]) -> Iterator[Cell]:
    """A mailbox in a sentence, with the office before it or to which the sentence hands in."""
    before = email.start() - (flat[email.start() - 1 : email.start()] == "(")
    yield from _named_before(flat, start, before)
    is_sent = bool(_SENT.search(flat[start:before]))
    yield Cell(Kind.EMAIL, email[0].replace(" ", "").replace("。", "."), email.start(), email.end(), is_sent)


def _named_before(flat: str, start: int, until: int) -> list[Cell]:
    """An office directly before a value or a label, else the one that its sentence hands in to, or that runs it."""
    begins = max(start, flat.rfind("。", 0, until) + 1)
    return (
        kept(flat, begins, until)
        or _lead(flat, start, until)
        or _sent_to(flat, start, until)
        or _run_by(flat, start, until)
    )


def _lead(flat: str, start: int, until: int) -> list[Cell]:
    """An office, and whoever is named behind it, directly before a label or a value: 校科协联系人, 办公室吴主任."""
    piece = BOUND.split(flat[start:until].rstrip(" (:,"))[-1]
    ends = start + len(flat[start:until].rstrip(" (:,"))
    at = ends - len(piece)
    bare = LEADING.sub("", _ITEM.sub("", piece))
    found = classified(bare, flat.find(bare, at), is_named=False)
    return found if any(cell.kind is not Kind.PURPOSE for cell in found) else []


def _sent_to(flat: str, start: int, until: int) -> list[Cell]:
    """The office that a sentence hands in to before it names a mailbox."""
    begins = max(start, flat.rfind("。", 0, until) + 1)
    offices = [target.office for target in targets(flat[begins:until]) if not target.is_own]
    at = flat.find(offices[-1], begins) if offices else -1
    kind = Kind.PERSON if offices and ways.is_name(offices[-1]) else Kind.OFFICE
    return [Cell(kind, offices[-1], at, at + len(offices[-1]))] if offices else []


def _run_by(flat: str, start: int, until: int) -> list[Cell]:
    """The office that is said to look after something before it is said how it is reached."""
    found = list(_RUN_BY.finditer(flat, start, until))[-1:]
    return [Cell(Kind.OFFICE, one["office"], *one.span("office")) for one in found if words.is_plain(one["office"])]


def _next_office(flat: str, start: int, until: int) -> Iterator[Cell]:
    """An office directly before the next label, behind a value that is no contact's, or an address."""
    yield from (cell for cell in _lead(flat, start, until) if cell.kind is Kind.OFFICE and until < len(flat))


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
    elif kind == "skipped":
        yield from _next_office(flat, at, until)
    else:
        stop = _STOP.search(flat, at, until)
        ends = stop.start() if stop else -1
        is_followed = ends < 0 and until < len(flat)
        yield from _row(flat, at, until if ends < 0 else ends, kind, is_followed=is_followed)
        if ends >= 0 and until < len(flat):
            yield from _named_before(flat, ends + 1, until)


def _address(flat: str, at: int, until: int) -> Iterator[Cell]:
    taken = ways.TAKEN_BY.search(text := flat[at:until])
    value = text[: stop.start() if (stop := taken or _PLACE_ENDS.search(text)) else None]
    if value := _closed(value).lstrip(" ,").rstrip(" ,("):
        house, _, behind = value.rpartition(" ")  # 甲路12号 乙协会办公室
        value = house if re.search(r"\d", house) and ways.is_office(behind) else value
        first = flat.index(value, at)
        housed = _HOUSED.match(flat, first + len(value), until)
        if housed and ways.is_office(housed["office"]) and (re.search(r"\d", value) or not ways.is_office(value)):
            yield Cell(Kind.OFFICE, housed["office"], *housed.span("office"))
        yield Cell(Kind.PLACE, value, first, first + len(value))
        if taken:
            yield from _row(flat, at + taken.start(), until)
        else:
            yield from _next_office(flat, first + len(value), until)


def _closed(text: str) -> str:
    """A text up to the bracket that closes and was opened before it: (地址:甲路55号1808室)."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return text[:at]
    return text


def _row(flat: str, start: int, end: int, label: str = "", *, is_followed: bool = False) -> Iterator[Cell]:
    """The cells of a row: values, and what stands between them, or before a label that follows."""
    masked = ways.masked(flat[start:end])
    if label == "phones" and not _VALUES.search(masked):
        masked = _SPACED.sub(r"\1-\2", _FAX.sub(lambda fax: " " * len(fax[0]), masked))
    at = 0
    if label == "phones" and (short := _SHORT.match(masked)):
        yield Cell(Kind.PHONE, short[1], start + short.start(1), start + short.end(1))
        at = short.end()
    for match in _VALUES.finditer(masked):
        yield from pieces(flat, start + at, start + match.start(), label)
        text = re.sub(r"(?<=@) | (?=@)", "", flat[start + match.start() : start + match.end()].strip()).replace(
            "。", "."
        )
        kind = Kind.EMAIL if match["email"] else Kind.PHONE
        if match["glued"]:
            yield from _glued(text, start + match.start())
        elif not ways.is_day_number(text):
            yield Cell(kind, text, start + match.start(), start + match.end())
        at, label = match.end(), "" if label == "names" and not _NEXT.match(masked, match.end()) else label
    odd = ways.odd_phones(masked) if label == "phones" and at == 0 else []
    for text in odd:
        first = flat.index(text, start)
        yield Cell(Kind.PHONE, text, first, first + len(text))
    behind = list(pieces(flat, start + at, end, label))
    yield from behind if at == 0 or is_followed else _belonging(behind, start + at)


def _glued(text: str, at: int) -> Iterator[Cell]:
    """The phones of several that are printed without a sign between them."""
    return (Cell(Kind.PHONE, one[0], at + one.start(), at + one.end()) for one in ways.GLUED_ONE.finditer(text))


def _belonging(behind: Sequence[Cell], at: int) -> Iterator[Cell]:
    """What stands behind the last value and belongs to it: a mark, or the person it is of."""
    for cell in behind:
        if cell.first - at > _NEAR or cell.kind not in (Kind.MARK, Kind.PERSON):
            return
        yield cell
        at = cell.last
