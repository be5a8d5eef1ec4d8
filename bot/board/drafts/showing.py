"""From a draft to what its page shows: the text with what was read from each line, cards of fields, doubts, texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.board import wording
from handlers.publishing.corrections import settled
from handlers.publishing.drafts import Draft
from handlers.publishing.fields import PARTS, Field, Form, Part
from handlers.wording import drafts as draft_wording
from scheduler.briefs import brief
from storage.chat import Reply
from storage.errors import Refused
from storage.notice.model import Deadline, Doubt, Level, Notice
from storage.notice.routing import duties
from storage.notice.wording import doubt as doubt_text
from storage.reach import reach_of_units
from storage.standing import type_of
from storage.unit_of_work import Work

_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """One field of a card: how it is written, and what a form for it begins with."""

    field: Field
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Card:
    """One item: its part and number, its fields, the lines it stands on, and whether it was struck out."""

    part: Part
    key: int
    fields: tuple[Shown, ...]
    lines: tuple[int, ...]
    level: str = ""
    edited: str = ""
    is_struck: bool = False

    @property
    def name(self) -> str:
        """How an operation names it."""
        return f"{self.part.label}{self.key}"


@dataclass(frozen=True, slots=True)
class Question:
    """One doubt: its number, its words, its lines, and what can be accepted with one press."""

    key: int
    text: str
    lines: tuple[int, ...]
    proposal: str
    takes_value: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, with what was read from it: words for it, and under each the ids of its cards."""

    number: int
    text: str
    reads: tuple[tuple[str, tuple[str, ...]], ...]
    is_added: bool
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the units of one type will be told, and which of them there are on the roster, with the way to each."""

    unit_type: str
    reply: Reply
    units: tuple[str, ...]
    more: int


def cards(draft: Draft) -> list[tuple[Part, list[Card]]]:
    """Return the parts of a draft with their items, those struck out in their places."""
    found = []
    for name, part in PARTS.items():
        items = dict(zip(draft.keys.get(name, ()), part.items(draft.notice), strict=True))
        here = [_card(draft, part, key, item) for key, item in items.items()]
        here += [_card(draft, part, one.key, one.item, is_struck=True) for one in draft.struck if one.part == name]
        if part.fields and (here or part.may_add):
            found.append((part, sorted(here, key=lambda card: card.key)))
    return found


def _card(draft: Draft, part: Part, key: int, item: Any, *, is_struck: bool = False) -> Card:
    target = f"{part.name}/{key}"
    lines = dict.fromkeys((*draft.origins.get(target, ()), *part.source(item)))
    edit = draft.later(1, target)
    return Card(
        part,
        key,
        tuple(_shown(one, item) for one in part.fields),
        tuple(sorted(lines)),
        _level(draft.notice, part, item),
        draft_wording.edited_at(edit.by, edit.at) if edit else "",
        is_struck,
    )


def _shown(field: Field, item: Any) -> Shown:
    """A field as it is read and as a form takes it; a deadline that has no day is shown by the words it has."""
    value = getattr(item, field.name)
    text = field.written(value)
    if isinstance(item, Deadline) and field.form is Form.DAY and value is None:
        return Shown(field, item.recurrence or item.text, "")
    return Shown(field, text, value.isoformat() if field.form is Form.DAY and value else text)


def _level(notice: Notice, part: Part, item: Any) -> str:
    """Which notice of a chain an item belongs to; nothing where there is but one."""
    number = getattr(item, "level", None) if part.name != "activity_period" else None
    if number is None or part.name == "theme" or len(notice.levels) < 2:
        return ""
    return wording.LEVELS[min(number, len(wording.LEVELS) - 1)]


def questions(draft: Draft, today: date) -> list[Question]:
    """Return the doubts that are not settled."""
    keys = draft.keys.get("doubts", ())
    return [
        Question(
            key,
            doubt_text(doubt),
            doubt.lines,
            doubt.proposal if doubt.proposal and _settles(draft, doubt, doubt.proposal, today) else "",
            not _needs_sentence(draft, doubt, today),
        )
        for key, doubt in zip(keys, draft.notice.doubts, strict=True)
    ]


def _settles(draft: Draft, doubt: Doubt, value: str, today: date) -> bool:
    """Whether a value can be put where a doubt asks for one."""
    try:
        settled(draft.notice, doubt, value, today)
    except Refused:
        return False
    return True


def _needs_sentence(draft: Draft, doubt: Doubt, today: date) -> bool:
    """Whether a doubt is about nothing that a single value settles."""
    try:
        settled(draft.notice, doubt, "1", today)
    except Refused as refused:
        return refused.code == "by_sentence"
    return False


def lines(draft: Draft) -> list[Line]:
    """Return the text line by line, the pictures of recognised pages before the lines read from them."""
    reads: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for part, here in cards(draft):
        for card in here:
            for number in card.lines:
                reads[number][part.label].append(f"{part.name}-{card.key}")
    for key, doubt in zip(draft.keys.get("doubts", ()), draft.notice.doubts, strict=True):
        for number in doubt.lines:
            reads[number][PARTS["doubts"].label].append(f"doubts-{key}")
    pictures = {page.first_line or 1: page.sha256 for page in draft.pages}
    return [
        Line(
            number,
            text,
            tuple((label, tuple(ids)) for label, ids in reads[number].items()),
            draft.notice.is_added((number,)),
            pictures.get(number, ""),
        )
        for number, text in enumerate(draft.notice.lines, 1)
        if text.strip() or number in pictures
    ]


def hearings(work: Work, notice: Notice) -> Iterator[Hearing]:
    """Give what each unit type will be told, in the words of the brief."""
    ways = reach_of_units(work)
    units: dict[str | None, list[str]] = defaultdict(list)
    for unit in work.units.all():
        units[type_of(notice, unit)].append(f"{unit.name}（{ways[unit.key].value}）")
    for one in duties(notice):
        own = units[one.unit_type]
        yield Hearing(
            one.unit_type, brief(notice, one.unit_type), tuple(own[:_MOST_NAMES]), max(0, len(own) - _MOST_NAMES)
        )


def heading(levels: Sequence[Level]) -> str:
    """What the page is about."""
    return levels[0].title or levels[0].doc_number or "待发布的通知"
