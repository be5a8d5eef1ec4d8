"""From a Reply to WeCom's messages, for each way of sending: pure, and the same on every attempt.

Structure (a bold title, a table, a card's fields) is made here alone; every word of a Reply is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot import chart, qr
from bot.escaping import Escaping, clean
from bot.platform import Outgoing
from bot.splitting import Line, Page, octets, split
from bot.wecom import wording
from bot.wecom.client import MOST_BYTES
from bot.wecom.render.cards import button_card
from bot.wording import BASIS, NOTHING, PAGE, say_it, say_one_of
from storage.chat import FileRef, Reply

MOST_BESIDE_ADDRESS = 512
"""Bytes of an article's description (path 99110)."""

_HEAD_SHARE = 8
"""A title or a table's head that takes more than this part of a message is neither set off nor repeated."""


@dataclass(frozen=True, slots=True)
class Form:
    """One type of message: how much text it takes, and what of markdown it shows."""

    msgtype: str
    page: Page
    is_markdown: bool = False
    has_tables: bool = False


@dataclass(frozen=True, slots=True)
class Surface:
    """What one way of sending can carry; a Reply without title or quote is `plain`, one with a table `tabular`.

    `has_cards`: cards whose buttons come back; `has_files`: files at all; `has_news`: articles that lead somewhere;
    `mentions`: whether it can @ members; `is_inline`: pictures travel inside the message instead of being uploaded.
    """

    plain: Form
    titled: Form
    tabular: Form
    has_cards: bool = False
    has_files: bool = True
    has_news: bool = False
    mentions: bool = False
    is_inline: bool = False

    def without_cards(self) -> Surface:
        """The same where a card is not taken: an answer by `response_url` in a group."""
        return replace(self, has_cards=False)


_HARD_BREAK = "  \n"
"""A line break of markdown that is one, whether or not a client takes single ones for blanks."""

_MARKDOWN = Form("markdown", Page(20480, _HARD_BREAK), is_markdown=True, has_tables=True)
_TEXT = Form("text", Page(2000))
"""A self-built app's: what is over 2048 bytes, its mark included, WeCom cuts off and says nothing. Its markdown does
not reach members who read in WeChat, so that everything is text."""

ROBOT = Surface(_MARKDOWN, _MARKDOWN, _MARKDOWN, has_cards=True)
CALLED_BACK = replace(ROBOT, has_files=False, is_inline=True)
APP = Surface(_TEXT, _TEXT, _TEXT, has_cards=True)
WEBHOOK = Surface(
    plain=Form("text", Page(2048)),
    titled=Form("markdown", Page(4096), is_markdown=True),
    tabular=Form("markdown_v2", Page(4096, _HARD_BREAK), is_markdown=True, has_tables=True),
    has_news=True,
    mentions=True,
    is_inline=True,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One message without its address: the wire's `{msgtype: …}` object.

    Where `file` is set, or `image` on a surface that is not inline, its `media_id` is still to be put in.
    """

    msgtype: str
    body: dict[str, Any] = field(default_factory=dict)
    file: FileRef | None = None
    image: bytes | None = None

    def uploaded(self, media_id: str) -> Part:
        """The same with the id that its upload was given."""
        return replace(self, body={"msgtype": self.msgtype, self.msgtype: {"media_id": media_id}})


def parts(outgoing: Outgoing, surface: Surface) -> list[Part]:
    """Return the messages that say a Reply: its text or card, the code of its address, its chart, its files."""
    reply = outgoing.reply.in_lines().without_form(say_it(in_group=outgoing.room.is_group))
    if not surface.has_files and reply.files:
        names = "、".join(file.name for file in reply.files)
        reply = replace(reply, lines=(*reply.lines, wording.no_files_here(names)), files=())
    outgoing = replace(outgoing, reply=reply)
    card = button_card(outgoing) if surface.has_cards else None
    found = [Part("template_card", {"msgtype": "template_card", "template_card": card})] if card else []
    leads = bool(reply.qr) and Escaping(is_markdown=False, links=outgoing.links).allows(reply.qr)
    if leads and surface.has_news:
        found = _article(outgoing)
    found = found or _Rendering(outgoing, surface).texts()
    if leads:
        found.append(_picture(qr.png(reply.qr), surface))
    if drawn := chart.picture_of(outgoing):
        found.append(_picture(drawn, surface))
    found += [Part("file", {"msgtype": "file"}, file=file) for file in reply.files]
    return found


def too_large(outgoing: Outgoing, file: FileRef, surface: Surface) -> Part:
    """What is said instead of a file that WeCom does not take."""
    line = wording.file_too_large(file.name, MOST_BYTES["file"] >> 20)
    instead = Reply(outgoing.reply.kind, (line,))
    return _Rendering(replace(outgoing, reply=instead), surface).texts()[0]


def _article(outgoing: Outgoing) -> list[Part]:
    """An address as something to press, with what is said of it; nothing where that is too long or calls somebody."""
    said = Escaping(is_markdown=False, links=outgoing.links).text(outgoing.reply.text)
    if outgoing.reply.mentions or octets(said) > MOST_BESIDE_ADDRESS:
        return []
    article = {"title": PAGE, "description": said, "url": outgoing.reply.qr}
    return [Part("news", {"msgtype": "news", "news": {"articles": [article]}})]


def _picture(data: bytes, surface: Surface) -> Part:
    body: dict[str, Any] = {"msgtype": "image"}
    if surface.is_inline:
        digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
        body["image"] = {"base64": base64.b64encode(data).decode(), "md5": digest}
    return Part("image", body, image=data)


class _Rendering:
    """One Reply on one surface."""

    def __init__(self, outgoing: Outgoing, surface: Surface) -> None:
        self._outgoing, self._surface = outgoing, surface
        self._reply = outgoing.reply
        self._form = self._form_of(outgoing.reply)
        self._escaping = Escaping(self._form.is_markdown, outgoing.links)

    def _form_of(self, reply: Reply) -> Form:
        surface = self._surface
        if reply.mentions and surface.mentions:
            return surface.plain
        if reply.table:
            return surface.tabular
        is_plain = not (reply.title or reply.quote) and surface.plain.page.fits(clean(reply.text))
        return surface.plain if is_plain else surface.titled

    def texts(self) -> list[Part]:
        """The Reply as text, in as many messages as it takes; the first one mentions."""
        said = split(list(self._lines()), self._form.page, self._escaping.line_start)
        kind = self._form.msgtype
        found: list[Part] = []
        for text in said:
            content: dict[str, Any] = {"content": text if text.strip() else NOTHING}
            mentioned = [user for user in self._reply.mentions if not user.startswith("@")]
            if mentioned and not found and self._form is self._surface.plain and self._surface.mentions:
                content["mentioned_list"] = mentioned
            found.append(Part(kind, {"msgtype": kind, kind: content}))
        return found

    def _lines(self) -> Iterator[Line]:
        """Every line as it is sent, with what is repeated above it in a further part."""
        reply = self._reply
        heads: tuple[str, ...] = ()
        if reply.title.strip():
            title = self._title(reply.title)
            heads = (title,) if self._is_short(title) else ()
            yield Line(title)
        for line in reply.lines:
            yield from (Line(one, heads) for one in self._escaped(line))
        if reply.table:
            yield from self._table(reply.table.head, reply.table.rows, heads)
        if reply.quote:
            yield from (Line(one, heads) for one in self._quoted(f"{BASIS}：{reply.quote}"))
        if reply.unsaid:
            printed = say_one_of(reply.unsaid, in_group=self._outgoing.room.is_group)
            yield from (Line(one, heads) for one in self._escaped(printed))

    def _title(self, written: str) -> str:
        title = self._escaping.text(" ".join(written.split()))
        return f"**{title}**" if self._form.is_markdown and self._is_short(title) else self._escaping.line_start(title)

    def _escaped(self, written: str) -> list[str]:
        return [self._escaping.line_start(self._escaping.text(line)) for line in clean(written).split("\n")]

    def _quoted(self, written: str) -> list[str]:
        lines = self._escaped(written)
        if self._form.is_markdown and self._is_short("\n".join(lines)):
            return ["", *(f"> {line}" for line in lines), ""]
        return lines

    def _table(self, head: Sequence[str], rows: Sequence[Sequence[str]], heads: tuple[str, ...]) -> Iterator[Line]:
        """A table where the form has them and it fits, its head repeated in each part; else its rows as lines."""
        drawn = [self._row(row) for row in (head, *rows)]
        if not self._form.has_tables or not rows or not all(self._is_short(row) for row in drawn):
            for row in (head, *rows):
                yield from (Line(one, heads) for one in self._escaped("　".join(row)))
            return
        top = f"{drawn[0]}\n|{' --- |' * len(head)}"
        yield Line("", heads)
        yield Line(f"{top}\n{drawn[1]}", heads)
        yield from (Line(row, (*heads, "", top)) for row in drawn[2:])
        yield Line("", heads)

    def _row(self, cells: Sequence[str]) -> str:
        shown = (self._escaping.text(" ".join(clean(cell).split())) for cell in cells)
        return f"| {' | '.join(shown)} |"

    def _is_short(self, text: str) -> bool:
        return octets(text) <= self._form.page.octets // _HEAD_SHARE
