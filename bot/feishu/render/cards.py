"""A Reply as a card, or as several where it is too much for one: header, text, tables, code, buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.escaping import Escaping, clean
from bot.feishu.render import charts, elements, forms, wording
from bot.feishu.render.elements import Element
from bot.feishu.render.fitting import laid_out, octets
from bot.feishu.render.text import members
from bot.platform import Outgoing
from bot.splitting import Line, Page, packed
from bot.wording import BASIS, NOTHING, PAGE, SUBJECTS, say_it, say_one_of
from scheduler.wording import receipts
from storage.chat import Button, DeliveryKind, ReplyKind, Table
from storage.wording import in_words

COLOURS: dict[DeliveryKind | ReplyKind, str] = {
    DeliveryKind.REMINDER: "orange",
    DeliveryKind.DIGEST: "blue",
    DeliveryKind.BRIEF: "blue",
    DeliveryKind.QUESTION: "purple",
    DeliveryKind.ANNOUNCEMENT: "turquoise",
    DeliveryKind.ALERT: "red",
    ReplyKind.ANSWER: "blue",
    ReplyKind.STATE: "wathet",
    ReplyKind.RECEIPT: "green",
    ReplyKind.CONFIRM: "orange",
    ReplyKind.CLARIFY: "yellow",
    ReplyKind.DECLINE: "grey",
    ReplyKind.COURTESY: "blue",
}
"""The colour of a header: why it is said, else what it does."""

_DECIDED = {receipts.WITHDRAWN: "grey", receipts.RETURNED: "orange"}
"""The colour of what became of a hand-in, by the title under which its receipt is shown anew."""

BREAK = "  \n"
"""A line break of markdown that is one, whether or not a client takes single ones for blanks."""

_TEXT = Page(6_500, BREAK)
"""What one element holds of text, so that it fits into a card even where each of its signs takes four bytes."""

_LONGEST_TITLE, _LONGEST_SUMMARY = 80, 80
_SEEN_LINES, _FOLDED_LINES = 10, 16
_MOST_ROWS, _MOST_COLUMNS, _LONGEST_ROW = 100, 12, 1500
_TABLE_OCTETS = 12_000
_MOST_BUTTONS, _LONGEST_LABEL, _BUTTON_OCTETS = 12, 40, 6000
_HEAD = re.compile(r"^(?P<head>\w[^：:　“”，。；]{0,20}\w)(?=：|　)")
"""What a line of a titled Reply is about: 报送时间：…, 一、总体　…"""

_ALWAYS_CARDS = (
    DeliveryKind.RECEIPT,
    DeliveryKind.REMINDER,
    DeliveryKind.BRIEF,
    DeliveryKind.QUESTION,
    DeliveryKind.ANNOUNCEMENT,
    DeliveryKind.ALERT,
)


def is_card(outgoing: Outgoing) -> bool:
    """Whether people read it better as a card: what has a title, a table or something to press, what is said unasked.

    Short answers stay text, with what they rest on, and so does a digest of one line; a receipt is a card, since it is
    shown anew when it is withdrawn.
    """
    reply = outgoing.reply
    has_more = bool(reply.title.strip() or reply.table or reply.buttons or reply.form or reply.qr)
    return has_more or outgoing.revises != "" or reply.kind is ReplyKind.RECEIPT or outgoing.kind in _ALWAYS_CARDS


def cards(outgoing: Outgoing) -> list[dict[str, Any]]:
    """Return the cards that together say a Reply, files aside."""
    return Card(outgoing).made()


class Card:
    """One Reply while its cards are made."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        self._md = Escaping(is_markdown=True, links=outgoing.links)
        self._plain = Escaping(is_markdown=False)
        reply = outgoing.reply.with_table()
        self._table = reply.table if reply.table and self._can_be_drawn(reply.table) else None
        self._reply = reply if self._table else outgoing.reply.in_lines()
        self.colour = COLOURS.get(outgoing.kind) or COLOURS[self._reply.kind]
        self.colour = _DECIDED.get(reply.title, self.colour)
        written = self._plain.text(" ".join(clean(self._reply.title).split()))
        self._has_title = 0 < len(written) <= _LONGEST_TITLE
        self._form = forms.element(self._reply.form, self._plain.text) if self._reply.form else None
        self._buttons = self._offered()
        subject = PAGE if self._reply.qr else SUBJECTS.get(outgoing.kind) or SUBJECTS[self._reply.kind]
        self.title = written if self._has_title else subject

    def made(self) -> list[dict[str, Any]]:
        """The cards, numbered in their titles where there are several."""
        found = laid_out([*self._body()], self.frame([], self.colour, (999, 999)))
        return [self.frame(some, self.colour, (number, len(found))) for number, some in enumerate(found, 1)]

    def frame(self, body: list[Element], colour: str, place: tuple[int, int] = (1, 1)) -> dict[str, Any]:
        """A card around some elements; `place` is its number among how many."""
        title = wording.part(self.title, *place)
        config: dict[str, Any] = {"update_multi": True, "summary": {"content": self._summary()}}
        if any(one["tag"] in ("button", "form") for one in elements.walk(body)):
            config["enable_forward"] = False
        if any(one["tag"] in ("table", "chart") for one in body):
            config["width_mode"] = "fill"
        return {
            "schema": "2.0",
            "config": config,
            "header": {"template": colour, "title": elements.plain(title)},
            "body": {"direction": "vertical", "vertical_spacing": "medium", "elements": body},
        }

    def text(self, *, is_done: bool = False) -> list[Element]:
        """The lines with what they rest on; a long list, or what is done with, is folded if one card holds it."""
        lines = [*self._lines()]
        whole = BREAK.join(lines)
        if not _TEXT.fits(whole):
            pieces = packed([Line(one) for one in lines], _TEXT, self._md.line_start)
            return [elements.markdown(piece) for piece in pieces if piece.strip()] or [elements.markdown(NOTHING)]
        is_list = is_done or (self._reply.kind in (ReplyKind.STATE, ReplyKind.ANSWER) and not self._reply.quote)
        seen, folded = BREAK.join(lines[:_SEEN_LINES]), BREAK.join(lines[_SEEN_LINES:])
        if is_list and len(lines) > _FOLDED_LINES and seen.strip() and folded.strip():
            title = wording.the_other_lines(len(lines) - _SEEN_LINES)
            return [elements.markdown(seen), elements.panel(title, [elements.markdown(folded)])]
        return [elements.markdown(whole if whole.strip() else NOTHING)]

    def buttons(self, buttons: Sequence[Button]) -> list[Element]:
        """What can be pressed, in one row; none where it is too much for a card."""
        if not self._can_be_pressed(buttons):
            return []
        asks = self._reply.kind is ReplyKind.CONFIRM
        made = [
            elements.button(
                self._plain.text(one.label),
                {"says": elements.spoken(one.says)},
                "primary_filled" if asks and place == 0 else "default",
                warning=self._plain.text(one.warning),
            )
            for place, one in enumerate(buttons)
        ]
        return [elements.in_a_row(made)] if octets(made) <= _BUTTON_OCTETS else []

    def _body(self) -> Iterator[Element]:
        figures = self._reply.figures
        if figures and self._outgoing.kind is DeliveryKind.DIGEST:
            yield elements.picture(self._plain.text(in_words(figures)))
        elif figures:
            yield from charts.bar(figures, self._plain.text)
        yield from self.text()
        if self._table:
            yield from self._tables(self._table)
        if self._leads():
            yield elements.code()
        yield from self._buttons
        yield from [self._form] if self._form else []

    def _offered(self) -> list[Element]:
        """What can be pressed; what the form says as well, and in full, is left to it."""
        says = self._reply.form.says if self._reply.form and self._form else ""
        pressed = [one for one in self._reply.buttons if not says.startswith(f"{one.says} ")]
        return self.buttons(pressed) or self.buttons([one for one in pressed if not one.is_extra])

    def _leads(self) -> bool:
        return bool(self._reply.qr) and self._md.allows(self._reply.qr)

    def _lines(self) -> Iterator[str]:
        """Every line as markdown: who is called, a title that is too long for the header, the words, the quotation."""
        reply = self._reply if self._form else self._reply.without_form(say_it(in_group=self._outgoing.room.is_group))
        called = " ".join(f"<at id={member}></at>" for member in members(self._outgoing))
        if called:
            yield called
        if reply.title.strip() and not self._has_title:
            yield from self._escaped(reply.title)
        for line in reply.lines:
            yield from (self._with_head(one) for one in self._escaped(line))
        if reply.table and not self._table:
            for row in (reply.table.head, *reply.table.rows):
                yield from self._escaped("　".join(row))
        if reply.quote:
            yield ""
            yield from (f"> {line}" for line in self._escaped(f"{BASIS}：{reply.quote}"))
        if reply.unsaid and not self._buttons:
            yield from self._escaped(say_one_of(reply.unsaid, in_group=self._outgoing.room.is_group))

    def _escaped(self, written: str) -> list[str]:
        return [self._md.line_start(self._md.text(line)) for line in clean(written).split("\n")]

    def _with_head(self, line: str) -> str:
        """A line of a titled Reply with what it is about in bold."""
        return _HEAD.sub(r"**\g<head>**", line) if self._has_title else line

    def _tables(self, table: Table) -> Iterator[Element]:
        """The table in pieces that each fit into a card, the head on each."""
        head, rows, size = self._row(table.head), list[list[str]](), 0
        for row in map(self._row, table.rows):
            added = octets(row) + 8 * len(row)
            if rows and (len(rows) == _MOST_ROWS or size + added > _TABLE_OCTETS):
                yield elements.table(head, rows)
                rows, size = [], 0
            rows.append(row)
            size += added
        yield elements.table(head, rows)

    def _row(self, cells: Sequence[str]) -> list[str]:
        return [self._plain.text(" ".join(clean(cell).split())) for cell in cells]

    def _can_be_drawn(self, table: Table) -> bool:
        """Whether it can be one: not too wide, every row as wide as its head."""
        rows = (table.head, *table.rows)
        is_even = all(len(row) == len(table.head) for row in rows) and 0 < len(table.head) <= _MOST_COLUMNS
        return is_even and bool(table.rows) and all(octets(self._row(row)) <= _LONGEST_ROW for row in rows)

    def _can_be_pressed(self, buttons: Sequence[Button]) -> bool:
        labels = [self._plain.text(one.label).strip() for one in buttons]
        fit = all(0 < len(label) <= _LONGEST_LABEL for label in labels) and all(one.says.strip() for one in buttons)
        return 0 < len(buttons) <= _MOST_BUTTONS and fit

    def _summary(self) -> str:
        """What the list of chats shows."""
        first = next((line[: 2 * _LONGEST_SUMMARY] for line in self._reply.lines if line.strip()), "")
        said = self._plain.text(" ".join(clean(f"{self.title}：{first}" if first else self.title).split()))
        return said if len(said) <= _LONGEST_SUMMARY else f"{said[: _LONGEST_SUMMARY - 1]}…"
