"""Whom to ask: names, phones, mailboxes and addresses as printed, gathered office by office.

Digits inside a mailbox are never a phone; a fax is a phone only where the label says both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from storage.notice.bodies.gathering import is_room, only_office
from storage.notice.contacts.asked import Asked
from storage.notice.contacts.cards import Card, contact, joined
from storage.notice.contacts.cells import cells
from storage.notice.contacts.labels import LABELS, LED, is_head_of_table
from storage.notice.contacts.pieces import Cell, Kind
from storage.notice.contacts.places import places
from storage.notice.model import Contact, Route
from storage.notice.parts.structure import Part
from storage.notice.text import ways
from storage.notice.text.paragraphs import Paragraph
from storage.patterns import Late

_MOST = 60
_WATCH = "值班"
"""Who is on watch answers for no one office."""

_DIALLED = Late(r"手|夜间|晚间|白天|日间")
"""What tells one phone of somebody from another: 手机, 夜间电话."""

_IS_CLAUSE = Late(r"[,。;:\"]|^(?:无[需须]|不|须|需|应|可|如)")
"""What brackets behind a value say that is not what it is asked about: (无需盖章)."""

_CELL = Late(r"[^|\s](?:[^|]*[^|\s])?")
"""A cell of a row."""

_INDENT = Late(r"\s*")
_SAID = Late(r"[^\s、:,]+")
_ACCOUNT = Late(r"\((?:QQ|qq|微信)[^()]*\)")
"""Where somebody is written to besides: 张某(QQ13774)."""

_LONGEST_TOPIC = 8
"""Characters of what somebody is asked about: 财务开票:张某."""

_SHORTEST_PHONE = 7
"""Digits of a phone without the number of its place."""

_LABELS = (Kind.NAMES, Kind.PHONES, Kind.EMAILS, Kind.ADDRESS, Kind.SKIPPED)


def contacts(part: Part, routes: Sequence[Route]) -> list[Contact]:
    """Return the contacts of a level, each with the unit types whose route leads to its office."""
    desk = _Desk()
    for paragraph, below in zip_longest(part.body, part.body[1:]):
        desk.read(paragraph, below)
    cards = joined([card for card in desk.cards if not card.is_empty][:_MOST])
    asked = Asked(part, routes)
    if len(cards) == 1:
        cards[0].led = None
        return [contact(cards[0], part, routes, cards[0].called or cards[0].beside or asked.only)]
    is_single = sum(card.is_nobodys for card in cards) == 1
    return [contact(card, part, routes, asked.any if card.is_nobodys and is_single else None) for card in cards]


class _Desk:
    """Lays the cells of one paragraph after another on cards."""

    def __init__(self) -> None:
        self.cards: list[Card] = []
        self._paragraph: Paragraph | None = None
        self._label: Kind | None = None
        self._before: Kind | None = None
        self._dialled: str | None = None
        self._is_first = True
        self._led: str | None = None
        self._is_listing = False
        self._heads: list[str] = []

    def read(self, paragraph: Paragraph, below: Paragraph | None) -> None:
        """Take the cells of a paragraph; `below` stands under it."""
        self._paragraph, self._label, self._before, self._is_first = paragraph, None, None, True
        self._dialled = None
        listed = places(paragraph, is_more=self._is_listing)
        self._is_listing = bool(listed)
        if is_head_of_table(paragraph.flat):
            self._heads = _CELL.findall(paragraph.flat)
        read = listed or cells(paragraph) or _above_phones(paragraph, below)
        read = read[:-1] if read and below is None and _is_cut(read[-1], paragraph) else read
        read = [*read, *self._placed(paragraph)] if read else read
        marks = _marked(read)
        if all(cell.kind is Kind.NUMBER for cell in read):
            self._led = only_office(paragraph)
        for place, cell in enumerate(read):
            if cell.kind is Kind.NUMBER:
                if len(read) == 1:
                    self.cards.append(Card(led=self._led))
            elif cell.kind in _LABELS:
                self._label = cell.kind
                self._open(cell)
            elif place in marks:
                self._lay_apart(cell, marks[place])
            elif (
                cell.kind is Kind.MARK
                and read[place - 1].kind is Kind.OFFICE
                and read[place - 1].last + 1 == cell.first
            ):
                self.cards[-1].office = self._printed(replace(read[place - 1], last=cell.last + 1))
            else:
                self._lay(cell)
            self._is_first &= cell.kind is Kind.NUMBER
            self._before = cell.kind

    def _placed(self, paragraph: Paragraph) -> Iterator[Cell]:
        """The cell of a row that stands below 地址 in the head of its table."""
        columns = list(_CELL.finditer(paragraph.flat))
        below = zip(self._heads, columns, strict=True) if len(columns) == len(self._heads) else ()
        return (Cell(Kind.PLACE, one[0], *one.span()) for head, one in below if "地址" in head)

    def _open(self, label: Cell) -> None:
        """A label; a mailbox that things are sent to, or below a list of contacts, begins a card of its own."""
        if label.kind is Kind.PHONES:
            told = _DIALLED.search(label.text)
            self._dialled = told[0] if told else "电话"
        if label.kind is Kind.EMAILS and self._is_first and (label.is_sent or self._is_below_a_list()):
            self.cards.append(Card())
        if label.kind is Kind.PHONES and self._is_first and label.text.startswith(_WATCH):
            self.cards.append(Card(purpose=_WATCH))

    def _lay(self, cell: Cell) -> None:
        """Lay a value on the card in hand, or on a new one where it begins another contact."""
        card = self.cards[-1] if self.cards else None
        if card is None or self._begins(card, cell):
            card = self._new(card, cell)
        card.source |= set(self._lines(cell))
        card.lines |= set(self._lines(cell)) if cell.kind is not Kind.PLACE else set()
        if cell.kind is Kind.OFFICE:
            card.office = card.office or self._printed(cell)
            card.is_headed |= self._stands_alone(cell)
        elif cell.kind is Kind.PURPOSE:
            card.purpose = card.purpose or self._printed(cell)
        elif cell.kind is Kind.MARK:
            self._mark(card, cell)
        elif cell.kind is Kind.PERSON:
            name = re.sub(r"\s", "", self._printed(cell))
            card.names.append(name if len(name) == len(cell.text) else cell.text)
            card.seen.add(Kind.NAMES)
            card.is_kept |= cell.is_sent
            card.is_labelled |= self._label is Kind.NAMES or self._is_led()
        elif cell.kind is Kind.PHONE:
            card.phones.append(cell.text)
            card.dialled = card.dialled or self._dialled
            card.seen.add(Kind.PHONES)
        elif cell.kind is Kind.EMAIL:
            card.emails.append(cell.text)
            card.seen.add(Kind.EMAILS)
        else:
            card.address = self._printed(cell)
            card.seen.add(Kind.ADDRESS)

    def _begins(self, card: Card, cell: Cell) -> bool:
        """Whether a value begins a new contact beside the one in hand."""
        if cell.kind is Kind.OFFICE:
            is_other = card.office not in (None, self._printed(cell))
            return card.is_reached or is_other or card.address is not None
        if cell.kind is Kind.PURPOSE:
            is_apart = self._is_first or self._label is None or self._before is Kind.PHONE
            is_apart = is_apart or self._is_new_line(card, cell)
            return card.is_reached and is_apart
        if cell.kind is Kind.PERSON:
            is_led = self._label is Kind.NAMES and (Kind.NAMES not in card.seen or self._before is Kind.PERSON)
            is_other = card.is_kept and not cell.is_sent and self._is_new_line(card, cell)
            return is_other or (card.is_reached and not is_led)
        if cell.kind is Kind.PHONE:
            is_other_kind = card.dialled is not None and self._dialled not in (None, card.dialled)
            is_more = not card.names and self._begins_line(cell) and self._is_right_below(card, cell)
            return Kind.PHONES in card.seen and self._is_new_line(card, cell) and not (is_other_kind or is_more)
        if cell.kind is Kind.EMAIL:
            is_named = self._before is Kind.OFFICE and not card.is_reached
            return (cell.is_sent and not is_named) or (Kind.EMAILS in card.seen and self._is_new_line(card, cell))
        return False

    def _begins_line(self, cell: Cell) -> bool:
        """Whether nothing stands before a value in its paragraph."""
        return bool(self._paragraph and _INDENT.fullmatch(self._paragraph.flat, 0, cell.first))

    def _is_led(self) -> bool:
        """Whether the line says at its head that those to ask follow: 联系方式:."""
        return bool(self._paragraph and LED.match(self._paragraph.flat))

    def _stands_alone(self, cell: Cell) -> bool:
        """Whether an office is all of its line, a colon behind it or none."""
        behind = self._paragraph.flat[cell.last :].strip() if self._paragraph else ""
        return self._begins_line(cell) and behind in ("", ":")

    def _is_below_a_list(self) -> bool:
        """Whether the contacts above stand in a line each without a mailbox, so that one below them is nobody's own."""
        above = self.cards[-2:]
        return len(above) > 1 and all(len(card.lines) == 1 and card.phones and not card.emails for card in above)

    def _is_new_line(self, card: Card, cell: Cell) -> bool:
        """Whether a value stands in another line than what the card has already."""
        return not set(self._lines(cell)) & card.source

    def _is_below(self, card: Card, cell: Cell) -> bool:
        """Whether a person begins the line below a card that a label of names began."""
        is_person = cell.kind is Kind.PERSON and self._is_first and self._label is None
        return is_person and (card.is_labelled or card.is_headed) and self._is_right_below(card, cell)

    def _is_right_below(self, card: Card, cell: Cell) -> bool:
        """Whether a value stands in the line below a card's last one."""
        return max(card.lines, default=0) + 1 == min(self._lines(cell), default=0)

    def _new(self, before: Card | None, cell: Cell) -> Card:
        """A new card; a person or a mailbox beside another one is of the same office."""
        is_beside = before is not None and cell.kind in (Kind.PERSON, Kind.EMAIL) and not cell.is_sent
        is_near = before is not None and (not self._is_new_line(before, cell) or self._is_below(before, cell))
        card = Card(beside=(before.office or before.beside) if before and is_beside and is_near else None)
        card.led, self._led = self._led, None
        self.cards.append(card)
        return card

    def _mark(self, card: Card, cell: Cell) -> None:
        """A word in brackets behind a value: whose it is, where he sits, or what it is asked about."""
        if is_room(cell.text):
            card.address = card.address or self._printed(cell)
        elif ways.is_office(cell.text):
            card.office = card.office or self._printed(cell)
        elif ways.is_person(cell.text):
            card.names += [] if Kind.NAMES in card.seen else [cell.text]
        elif not _IS_CLAUSE.search(cell.text):
            card.purpose = card.purpose or self._printed(cell)

    def _lay_apart(self, cell: Cell, mark: Cell) -> None:
        """Lay one of several values that are told apart by marks on the card of its mark."""
        name = self._printed(mark)
        known = [card for card in self.cards if any(named and name in named for named in (card.office, card.purpose))]
        if not known:
            known = [Card(purpose=name)]
            self.cards += known
        card = known[-1]
        (card.phones if cell.kind is Kind.PHONE else card.emails).append(cell.text)
        card.seen.add(Kind.PHONES if cell.kind is Kind.PHONE else Kind.EMAILS)
        card.source |= set(self._lines(cell))

    def _lines(self, cell: Cell) -> tuple[int, ...]:
        return self._paragraph.lines(cell.first, cell.last) if self._paragraph else ()

    def _printed(self, cell: Cell) -> str:
        text = self._paragraph.text if self._paragraph else ""
        return text[cell.first : cell.last].strip(" ：:，,")


def _is_cut(last: Cell, paragraph: Paragraph) -> bool:
    """Whether a text ends in the middle of a phone."""
    is_short = last.kind is Kind.PHONE and len(last.text) < _SHORTEST_PHONE
    return is_short and not paragraph.flat[last.last :].strip()


def _above_phones(paragraph: Paragraph, below: Paragraph | None) -> list[Cell]:
    """The cells of a line that names an office, or what is asked, and persons, above the line of their phones."""
    said = list(_SAID.finditer(_ACCOUNT.sub(lambda match: " " * len(match[0]), paragraph.flat)))
    label = LABELS.match(below.flat) if below and len(said) > 1 else None
    if label is None or label.lastgroup != "phones":
        return []
    head, *persons = said
    kind = Kind.OFFICE if ways.is_office(head[0]) else Kind.PURPOSE
    if kind is Kind.PURPOSE and (paragraph.flat[head.end() : head.end() + 1] != ":" or len(head[0]) > _LONGEST_TOPIC):
        return []
    if not any(ways.is_person(one[0]) for one in persons) or not all(ways.is_called(one[0]) for one in persons):
        return []
    return [Cell(kind, head[0], *head.span()), *(Cell(Kind.PERSON, p[0], *p.span()) for p in persons)]


def _marked(read: Sequence[Cell]) -> dict[int, Cell]:
    """The values that are told apart by the word in brackets behind each: 65238932(办公室) 60010002(学会部)."""
    pairs = {
        place: read[place + 1]
        for place, cell in enumerate(read[:-1])
        if cell.kind in (Kind.PHONE, Kind.EMAIL)
        and read[place + 1].kind is Kind.MARK
        and not _is_somebody(read[place + 1].text)
    }
    persons = any(cell.kind is Kind.PERSON for cell in read)
    if len({mark.text for mark in pairs.values()}) > 1 and not persons:
        return pairs
    offices = [cell.text for cell in read if cell.kind is Kind.OFFICE]
    return {
        place: mark
        for place, mark in pairs.items()
        if read[place].kind is Kind.EMAIL and any(mark.text in office for office in offices)
    }


def _is_somebody(mark: str) -> bool:
    """Whether a mark names a person, and no office whose name begins as one: 安稳办."""
    return ways.is_person(mark) and not ways.is_office(mark)
