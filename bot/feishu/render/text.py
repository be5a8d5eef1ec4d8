"""What is said as a text message: where cards are not taken, and for what is short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.escaping import Escaping, clean
from bot.feishu.render.elements import Element, children, walk
from bot.platform import Outgoing
from bot.splitting import Line, Page, split
from bot.wording import BASIS, NOTHING, say_it, say_one_of

PAGE = Page(30_000)
"""A text request may have 150 KB, in which a sign takes up to five times its bytes."""

_MEMBER = re.compile(r"ou_[0-9A-Za-z_-]{1,64}")
_LINK = re.compile(r"\[(https?://[^\]\s]+)\]\(\1\)")
_MARKED = re.compile(r"(?m)^> |<at id=[^>]*></at> ?|\*\*|  (?=\n)")


def texts(outgoing: Outgoing) -> list[str]:
    """Return a Reply as the texts of one or several messages; the first one mentions."""
    found = split([Line(line) for line in _lines(outgoing)], PAGE, lambda rest: rest)
    called = " ".join(f'<at user_id="{member}"></at>' for member in members(outgoing))
    first, *others = (text if text.strip() else NOTHING for text in found)
    return [f"{called} {first}" if called else first, *others]


def members(outgoing: Outgoing) -> list[str]:
    """Return the open_ids of those who are mentioned."""
    return [one for one in outgoing.reply.mentions if _MEMBER.fullmatch(one)]


def _lines(outgoing: Outgoing) -> Iterator[str]:
    reply = outgoing.reply.in_lines().without_form(say_it(in_group=outgoing.room.is_group))
    escape = Escaping(is_markdown=False, links=outgoing.links).text
    written = [reply.title] if reply.title.strip() else []
    written += reply.lines
    if reply.table:
        written += ["　".join(row) for row in (reply.table.head, *reply.table.rows)]
    if reply.quote:
        written.append(f"{BASIS}：{reply.quote}")
    if reply.unsaid:
        written.append(say_one_of(reply.unsaid, in_group=outgoing.room.is_group))
    for one in written:
        yield from (escape(line) for line in clean(one).split("\n"))


def without_card(card: dict[str, Any], outgoing: Outgoing) -> str:
    """Return what a card says as a text that mentions nobody; what could be pressed is printed."""
    said = [card["header"]["title"]["content"], *_said_by(card["body"]["elements"])]
    if any(one["tag"] == "button" for one in walk(card)):
        said += _how_to_say_it(outgoing)
    return "\n".join(said)


def _how_to_say_it(outgoing: Outgoing) -> Iterator[str]:
    """What could be pressed, as it is typed by hand."""
    reply, in_group = outgoing.reply, outgoing.room.is_group
    escape = Escaping(is_markdown=False).text
    yield from (escape(line) for line in reply.without_form(say_it(in_group=in_group)).lines[len(reply.lines) :])
    if reply.unsaid:
        yield escape(say_one_of(reply.unsaid, in_group=in_group))


def _said_by(elements: list[Element]) -> Iterator[str]:
    for one in elements:
        if one["tag"] == "markdown":
            yield _MARKED.sub("", _LINK.sub(r"\1", one["content"])).strip("\n")
        elif one["tag"] == "table":
            names = [column["name"] for column in one["columns"]]
            yield "　".join(column["display_name"] for column in one["columns"])
            yield from ("　".join(row[name] for name in names) for row in one["rows"])
        else:
            yield from _said_by(children(one))
