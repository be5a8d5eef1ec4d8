"""Whom to ask: names, phones, mailboxes and addresses as printed, gathered office by office.

Digits inside a mailbox are never a phone; a fax is a phone only where the label says both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.notice import words
from storage.notice.handing import targets
from storage.notice.layout import Paragraph
from storage.notice.model import Contact, Route
from storage.notice.signs import NUMBERED
from storage.notice.structure import Part

EMAIL = re.compile(
    r"(?<![A-Za-z0-9._+-])[A-Za-z0-9][A-Za-z0-9._+-]{0,60} ?@ ?[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,20}){1,4}"
)
PHONE = re.compile(
    r"(?<![\dA-Za-z@._-])(?<!(?<!\d)/)(?:\(?0\d{2,3}\)?(?:-{1,2}| )?\d{7,8}|1[3-9]\d(?:[- ]?\d{4}){2}"
    r"|\d{7,8}|400-?\d{3}-?\d{4})"
    r"(?:\s?\(?(?:转|-)\d{1,6}\)?)?(?![\dA-Za-z@])(?!\s*(?:\(传真\)|平方|万|元))"
)
_NO_PHONE = re.compile(
    r"(?:QQ|qq|群|微信|邮编|邮政编码|编号|账号|帐号|代码|会议号|编码)[^,。;\d]{0,6}:?\s*\d[\d ]*"
    r"|\d{7,8}(?=\.[A-Za-z])"
)
_VENUE = re.compile(r"会议中心|酒店|宾馆|饭店|报到|举办|召开")
_LABELS = re.compile(
    r"(?P<names>(?:业务|技术|政策)?(?:联\s*系\s*人|联\s*络\s*人|联\s*络\s*员|咨询人|负\s*责\s*人|经办人)"
    r"(?:及(?:联系)?(?:电话|方式))?)\s*[: ]"
    r"|(?P<fax>传\s*真(?!\)))\s*[: ]"
    r"|(?P<phones>(?:联系|咨询|办公|服务|技术|业务|支持)*\s*(?:电\s*话|手\s*机|座机|联系方式)"
    r"(?:\([^()]{1,8}\)|/传真|、传真)?)\s*[: ]?(?=\s*[\d(])"
    r"|(?P<emails>(?:电子|联系|收件|报送)*\s*(?:邮\s*箱|信\s*箱|邮\s*件)(?:地址)?|E\s*-?\s*mail)"
    r"\s*[: ]?\s*(?=[A-Za-z0-9])"
    r"|(?P<address>(?:邮寄|通讯|通信|联系|单位|办公|收件)*\s*地\s*址)\s*[: ]"
    r"|(?P<office>(?:负责|联系|承办|受理|咨询)?(?:部门|单位|科室|处室))\s*:",
    re.IGNORECASE,
)
_HEADED_OFFICE = re.compile(
    rf"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9、]{{1,24}}?(?:{words.OFFICE_ENDS})(?:\([^()]{{1,24}}\))?"
)
_NO_OFFICE = {"含传真", "兼传真", "联系部门", "负责部门", "联系单位", "咨询部门", "各有关单位", "有关单位"}
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}$")
_LEADING = re.compile(r"(?:请|可|或|联系|咨询|与|向|参照|附件|由|,|、|的|和)+")
_ASKING = re.compile(r"^.{0,8}(?:联系|咨询|致电)(?=[\u4e00-\u9fff]{3})")
_ODD = re.compile(r"^\s*(0\d{2,3}-\d{5,6}|1[3-9]\d{7,8}|1[3-9]\d{10}|\d{5,6})(?![\d@A-Za-z-])")
"""A phone that is printed with too few or too many digits is kept, to be asked about."""

_DAY_NUMBER = re.compile(r"20\d\d(?:0[1-9]|1[0-2])[0-3]\d")
_ACTS = re.compile(r"报送|发送|登录|提交|填写|下载|举报|投诉|监督电话")
_PURPOSE = re.compile(r"咨询|支持|服务|热线|值班|联系|会务|业务|政策|技术|财务|受理|办公|申报|报名|系统|专班")
"""What somebody is asked about stands before a number where an office might, and is nobody's name."""

_LONGEST_NAME = 4
_LONGEST_ROW = 120
_MOST = 60


@dataclass(slots=True)
class _Card:
    """A contact while it is gathered."""

    office: str | None = None
    names: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    address: str | None = None
    source: set[int] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        """Nothing but, perhaps, an office."""
        return not (self.names or self.phones or self.emails or self.address)


def contacts(part: Part, routes: Sequence[Route]) -> list[Contact]:
    """Return the contacts of a level, each with the unit types whose route leads to its office."""
    cards: list[_Card] = []
    for paragraph in part.body:
        _gather(cards, paragraph)
    cards = [card for card in cards if not card.is_empty][:_MOST]
    return [_contact(card, part, routes, alone=len(cards) == 1) for card in _joined(cards)]


def _gather(cards: list[_Card], paragraph: Paragraph) -> None:
    """Take what one paragraph says of contacts."""
    match = NUMBERED.match(paragraph.flat)
    start = match.end() if match else 0
    labels = list(_LABELS.finditer(paragraph.flat, start))
    if "|" in paragraph.flat and not re.search(r"[\d@]", paragraph.flat):
        return
    row = _row(paragraph, start, labels[0].start() if labels else len(paragraph.flat))
    headed = None if row else _heading(paragraph.flat[start:], labels[0].start() - start if labels else None)
    if row and cards and cards[-1].is_empty and row.office is None and not row.names:
        cards[-1].phones += row.phones
        cards[-1].source |= row.source
    elif row:
        cards.append(row)
    elif headed:
        cards.append(_Card(office=_original(paragraph, start + headed[0], start + headed[1])))
        cards[-1].source |= set(paragraph.lines(start, start + headed[1]))
    elif match and not labels:
        cards.append(_Card())
    for index, label in enumerate(labels):
        end = labels[index + 1].start() if index + 1 < len(labels) else len(paragraph.flat)
        _take(cards, paragraph, label, end)
    if not labels and not row:
        _take_bare(cards, paragraph, start)


def _row(paragraph: Paragraph, start: int, end: int) -> _Card | None:
    """A contact without labels: a line of a table, or 某科:张三,62223333; None where there is no phone in it."""
    flat = _NO_PHONE.sub(lambda match: " " * len(match[0]), paragraph.flat[start:end])
    phone = PHONE.search(EMAIL.sub(lambda match: "@" * len(match[0]), flat))
    if phone is None or len(flat) > _LONGEST_ROW or "。" in flat[: phone.start()] or _ACTS.search(flat):
        return None
    card = _Card(phones=_phones(flat), emails=_found(EMAIL, flat), source=set(paragraph.lines(start, end)))
    bare = re.sub(r"\([^()]*[时日:点][^()]*\)", " ", PHONE.sub(" ", EMAIL.sub(" ", flat)))
    pieces = [re.sub(r"^\((.*)\)$", r"\1", piece) for piece in re.split(r"[\s,;:|。]+", bare)]
    cells = [cell for cell in pieces if cell and not re.fullmatch(r"[\d.、()-]+", cell)]
    offices = [cell for cell in cells if _HEADED_OFFICE.fullmatch(cell) and cell not in _NO_OFFICE]
    purposes = [cell for cell in cells if len(cell) > _LONGEST_NAME or _PURPOSE.search(cell)]
    card.office = next(iter([*offices, *purposes]), None)
    card.names = _names(" ".join(cell for cell in cells if cell not in (*offices, *purposes)))
    if card.office:
        card.office = paragraph.original(card.office)
    card.seen = {"names", "phones"} | ({"emails"} if card.emails else set())
    return card


def _heading(flat: str, until: int | None) -> tuple[int, int] | None:
    """The span of an office that heads a paragraph of contacts, stands alone in one, or before a number."""
    before, _, after = flat.partition(":")
    lead = flat[:until] if until is not None else before if not after.strip() or PHONE.match(after.strip()) else ""
    name = _ASKING.sub("", lead.strip(" :,、("))
    if not _HEADED_OFFICE.fullmatch(name) or name in _NO_OFFICE:
        return None
    start = flat.index(name)
    return start, start + len(name)


def _take(cards: list[_Card], paragraph: Paragraph, label: re.Match[str], end: int) -> None:
    """Take the values behind one label; a label that comes again begins a new contact."""
    kind = label.lastgroup or ""
    flat = paragraph.flat[label.end() : end]
    card = cards[-1] if cards else None
    if kind == "office":
        cards.append(_Card(office=re.split(r"[,。;]", flat)[0].strip()))
        return
    if kind == "phones" and _VENUE.search(paragraph.flat[max(0, label.start() - 40) : label.start()]):
        return
    values = _values(kind, paragraph, label.end(), flat)
    lead = _lead(paragraph.flat, label.start())
    if card is None or lead or (kind in ("names", "phones", "emails") and kind in card.seen and values):
        card = _Card(office=lead or (card.office if card and kind == "emails" else None))
        cards.append(card)
    if kind == "address":
        card.address = values[0] if values else None
    elif kind == "names":
        card.names += values
        card.office = card.office or _office_in(paragraph, flat)
        card.phones += _phones(flat)
        card.emails += _found(EMAIL, flat)
        card.seen |= {"phones"} if card.phones else set()
    elif kind == "phones":
        card.phones += values
    elif kind == "emails":
        card.emails += values
    card.seen.add(kind)
    card.source |= set(paragraph.lines(label.start(), end))


def _values(kind: str, paragraph: Paragraph, at: int, flat: str) -> list[str]:
    """The values of a kind in what stands behind its label."""
    if kind == "names":
        return _names(re.split(r"[,;。\d(]|电(?=\s*话)|邮", flat)[0])
    if kind == "phones":
        return _phones(flat) or _found(_ODD, EMAIL.sub(" ", flat))
    if kind == "emails":
        return _found(EMAIL, flat)
    if kind == "address":
        stop = re.search(r"[。;]|,(?=邮编|联系|电话)|办公时间|邮编", flat)
        text = paragraph.text[at : at + (stop.start() if stop else len(flat))].strip(" ，,。")
        return [text] if text else []
    return []


def _names(flat: str) -> list[str]:
    """Persons: blanks inside a name of two characters are closed, titles are left out."""
    pieces: list[str] = []
    for piece in re.split(r"[\s、/]+", flat.strip()):
        if pieces and len(pieces[-1]) == 1 and len(piece) == 1:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    clean = [re.sub(r"(?<=..)(?:老师|同志|先生|女士|主任|科长|处长)$", "", piece) for piece in pieces]
    return [name for name in clean if _NAME.fullmatch(name) and not _HEADED_OFFICE.fullmatch(name)]


def _office_in(paragraph: Paragraph, flat: str) -> str | None:
    """An office that stands before the names: 联系人:某厅监管处 张三."""
    piece = re.split(r"[\s,;。、]", flat.strip())[0]
    is_office = len(piece) > _LONGEST_NAME and _HEADED_OFFICE.fullmatch(piece) and piece not in _NO_OFFICE
    return paragraph.original(piece) if is_office else None


def _phones(flat: str) -> list[str]:
    """The phones of a text: no digits of a mailbox, of a group or of a date."""
    bare = _NO_PHONE.sub(" ", EMAIL.sub(" ", flat))
    return [phone for phone in _found(PHONE, bare) if not _DAY_NUMBER.fullmatch(phone)]


def _lead(flat: str, until: int) -> str | None:
    """An office that stands directly before a label: 校科协联系人, 科创局高新科邮箱."""
    piece = re.split(r"[,。;:\s]|发送?至|报送?至|寄送?至", flat[:until])[-1].lstrip("0123456789.、")
    piece = _LEADING.sub("", piece, count=1) if _LEADING.match(piece) else piece
    match = re.fullmatch(rf"[\u4e00-\u9fff()]{{1,20}}(?:{words.OFFICE_ENDS})", piece)
    return piece if match else None


def _take_bare(cards: list[_Card], paragraph: Paragraph, start: int) -> None:
    """Take mailboxes and phones that no label names: 市科协办公室(abc@…), 发至abc@…, 某科:3665508."""
    flat = paragraph.flat
    for match in EMAIL.finditer(flat, start):
        lead = _lead(flat, match.start() - (flat[match.start() - 1 : match.start()] == "(")) or _sent_to(
            paragraph, match
        )
        open_card = next((card for card in cards if not card.emails and not card.is_empty), None)
        if lead is None and open_card:
            open_card.emails += _found(EMAIL, match[0])
            continue
        cards.append(_Card(office=lead, emails=_found(EMAIL, match[0]), source=set(paragraph.lines(*match.span()))))
    if cards and cards[-1].office and cards[-1].is_empty and len(flat) < 80:
        cards[-1].phones += _phones(flat[start:])
        cards[-1].source |= set(paragraph.lines())


def _found(pattern: re.Pattern[str], flat: str) -> list[str]:
    found = (match.strip() for match in pattern.findall(flat))
    return list(dict.fromkeys(match.replace(" ", "") if "@" in match else match for match in found))


def _original(paragraph: Paragraph, start: int, end: int) -> str:
    return paragraph.text[start:end].strip(" ：:，,")


def _sent_to(paragraph: Paragraph, match: re.Match[str]) -> str | None:
    """The office that a sentence hands in to before it names a mailbox."""
    begins = paragraph.flat.rfind("。", 0, match.start()) + 1
    offices = [target.office for target in targets(paragraph.flat[begins : match.start()]) if not target.is_own]
    return paragraph.original(offices[-1]) if offices else None


def _joined(cards: list[_Card]) -> list[_Card]:
    """A mailbox or address alone belongs to the contact of its office, or to the only other, if that has none."""
    others = [card for card in cards if card.names or card.phones]
    for card in [card for card in cards if card not in others]:
        same = [other for other in others if other.office and card.office and _like(other.office, card.office)]
        is_free = len(others) == 1 and not (others[0].emails and card.emails)
        only = [other for other in others if is_free and not (other.office and card.office)]
        again = [other for other in others if card.emails and set(card.emails) <= set(other.emails)]
        for other in (again or same or only)[:1]:
            other.emails += card.emails
            other.office = other.office or card.office
            other.address = other.address or card.address
            other.source |= card.source
            cards = [one for one in cards if one is not card]
    return [card for card in cards if card.office or card.emails or card in others]


def _contact(card: _Card, part: Part, routes: Sequence[Route], *, alone: bool) -> Contact:
    """The contact with its office and audience; an only contact without an office belongs to the only route."""
    office = card.office
    if office is None and alone:
        issuers = part.record.issuers
        office = routes[0].office if len(routes) == 1 else issuers[0] if len(issuers) == 1 else None
    audience = next((route.audience for route in routes if office and _like(office, route.office)), part.audience)
    return Contact(
        office=office,
        names=tuple(dict.fromkeys(card.names)),
        phones=tuple(dict.fromkeys(card.phones)),
        emails=tuple(dict.fromkeys(card.emails)),
        address=card.address,
        audience=audience,
        level=part.level,
        source=tuple(sorted(card.source)),
    )


def _like(one: str, other: str) -> bool:
    """The same office, allowing for a bracket behind it."""
    one, other = (re.sub(r"\([^()]*\)|（[^（）]*）", "", office) for office in (one, other))
    return one == other or one.endswith(other) or other.endswith(one)
