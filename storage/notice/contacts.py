"""Whom to ask: names, phones, mailboxes and addresses as printed, gathered office by office.

Digits inside a mailbox are never a phone; a fax is a phone only where the label says both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.notice import ways, words
from storage.notice.handing import targets
from storage.notice.layout import Paragraph
from storage.notice.model import Contact, Route
from storage.notice.signs import NUMBERED
from storage.notice.structure import Part

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
_LEADING = re.compile(r"(?:请|可|或|联系|咨询|与|向|参照|附件|由|,|、|的|和)+")
_ASKING = re.compile(r"^.{0,8}(?:联系|咨询|致电)(?=[\u4e00-\u9fff]{3})")
_ACTS = re.compile(r"报送|发送|登录|提交|填写|下载|举报|投诉|监督电话")
_PURPOSE = re.compile(r"咨询|支持|服务|热线|值班|联系|会务|业务|政策|技术|财务|受理|办公|申报|报名|系统|专班")
"""What somebody is asked about stands before a number where an office might, and is nobody's name."""

_EACH = re.compile(r"[^,;]+")
_OFFICE_AND_PHONE = re.compile(
    rf"\s*(?:[^:]{{2,6}}:)?\s*[\u4e00-\u9fff]{{2,24}}?(?:{words.OFFICE_ENDS})\s*:?\s*{ways.PHONE.pattern}"
)
_COLUMN = re.compile(
    r"序号|姓名|联系人|(?:联系|办公)?电话|手机(?:号码?)?|(?:电子)?邮箱|单位|部门|[科处]室|地址|职务|备注"
)
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
    if _is_head_of_table(paragraph.flat):
        return
    rows = _rows(paragraph, start, labels[0].start() if labels else len(paragraph.flat))
    headed = None if rows else _heading(paragraph.flat[start:], labels[0].start() - start if labels else None)
    if rows and cards and cards[-1].is_empty and rows[0].office is None and not rows[0].names:
        cards[-1].phones += rows[0].phones
        cards[-1].source |= rows[0].source
    elif rows:
        cards += rows
    elif headed:
        cards.append(_Card(office=_original(paragraph, start + headed[0], start + headed[1])))
        cards[-1].source |= set(paragraph.lines(start, start + headed[1]))
    elif match and not labels:
        cards.append(_Card())
    for index, label in enumerate(labels):
        end = labels[index + 1].start() if index + 1 < len(labels) else len(paragraph.flat)
        _take(cards, paragraph, label, end)
    if not labels and not rows:
        _take_bare(cards, paragraph, start)


def _is_head_of_table(flat: str) -> bool:
    """Whether a line names columns (单位 联系人 电话) and nobody."""
    cells = re.split(r"[\s|]+", flat.strip(" |"))
    return sum(bool(_COLUMN.fullmatch(cell)) for cell in cells) > 1 and not re.search(r"[\d@:]", flat)


def _rows(paragraph: Paragraph, start: int, end: int) -> list[_Card]:
    """The contacts without labels of a line: one row of a table, or 某科62223333,某处62224444."""
    flat = paragraph.flat[start:end]
    phone = ways.first_phone(flat)
    if phone is None or len(flat) > _LONGEST_ROW or "。" in flat[:phone] or _ACTS.search(flat):
        return []
    pieces = [match.span() for match in _EACH.finditer(flat)]
    is_each = len(pieces) > 1 and all(_OFFICE_AND_PHONE.match(flat[first:last]) for first, last in pieces)
    spans = pieces if is_each else [(0, len(flat))]
    return [_row(paragraph, start + first, start + last) for first, last in spans]


def _row(paragraph: Paragraph, start: int, end: int) -> _Card:
    """One contact without labels: the office or what it is asked about, who, phones, mailboxes."""
    flat = paragraph.flat[start:end]
    card = _Card(phones=ways.phones(flat), emails=ways.emails(flat), source=set(paragraph.lines(start, end)))
    bare = re.sub(r"\([^()]*[时日:点][^()]*\)", " ", ways.PHONE.sub(" ", ways.EMAIL.sub(" ", flat)))
    pieces = [re.sub(r"^\((.*)\)$", r"\1", piece) for piece in re.split(r"[\s,;:|。]+", bare)]
    cells = [cell for cell in pieces if cell and not re.fullmatch(r"[\d.、()-]+", cell)]
    offices = [cell for cell in cells if ways.is_office(cell)]
    purposes = [cell for cell in cells if ("、" not in cell and len(cell) > _LONGEST_NAME) or _PURPOSE.search(cell)]
    office = next(iter([*offices, *purposes]), None)
    card.office = paragraph.original(office) if office else None
    card.names = ways.names(" ".join(cell for cell in cells if cell not in (*offices, *purposes)))
    card.seen = {"names", "phones"} | ({"emails"} if card.emails else set())
    return card


def _heading(flat: str, until: int | None) -> tuple[int, int] | None:
    """The span of an office that heads a paragraph of contacts, stands alone in one, or before a number."""
    before, _, after = flat.partition(":")
    lead = flat[:until] if until is not None else before if not after.strip() or ways.PHONE.match(after.strip()) else ""
    name = _ASKING.sub("", lead.strip(" :,、("))
    if not ways.is_office(name):
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
        card.phones += ways.phones(flat)
        card.emails += ways.emails(flat)
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
        return ways.names(re.split(r"[,;。\d(]|电(?=\s*话)|邮", flat)[0])
    if kind == "phones":
        return ways.phones(flat) or ways.odd_phones(flat)
    if kind == "emails":
        return ways.emails(flat)
    if kind == "address":
        stop = re.search(r"[。;]|,(?=邮编|联系|电话)|办公时间|邮编", flat)
        text = paragraph.text[at : at + (stop.start() if stop else len(flat))].strip(" ，,。")
        return [text] if text else []
    return []


def _office_in(paragraph: Paragraph, flat: str) -> str | None:
    """An office that stands before the names: 联系人:某厅监管处 张三."""
    piece = re.split(r"[\s,;。、]", flat.strip())[0]
    is_office = len(piece) > _LONGEST_NAME and ways.is_office(piece)
    return paragraph.original(piece) if is_office else None


def _lead(flat: str, until: int) -> str | None:
    """An office that stands directly before a label: 校科协联系人, 科创局高新科邮箱."""
    piece = re.split(r"[,。;:\s]|发送?至|报送?至|寄送?至", flat[:until])[-1].lstrip("0123456789.、")
    piece = _LEADING.sub("", piece, count=1) if _LEADING.match(piece) else piece
    match = re.fullmatch(rf"[\u4e00-\u9fff()]{{1,20}}(?:{words.OFFICE_ENDS})", piece)
    return piece if match else None


def _take_bare(cards: list[_Card], paragraph: Paragraph, start: int) -> None:
    """Take mailboxes and phones that no label names: 市科协办公室(abc@…), 发至abc@…, 某科:3665508."""
    flat = paragraph.flat
    for match in ways.EMAIL.finditer(flat, start):
        lead = _lead(flat, match.start() - (flat[match.start() - 1 : match.start()] == "(")) or _sent_to(
            paragraph, match
        )
        open_card = next((card for card in cards if not card.emails and not card.is_empty), None)
        if lead is None and open_card:
            open_card.emails += ways.emails(match[0])
            continue
        cards.append(_Card(office=lead, emails=ways.emails(match[0]), source=set(paragraph.lines(*match.span()))))
    if cards and cards[-1].office and cards[-1].is_empty and len(flat) < 80:
        cards[-1].phones += ways.phones(flat[start:])
        cards[-1].source |= set(paragraph.lines())


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
