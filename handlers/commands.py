"""How a command is recognised in a message, and who hears that it is not theirs to give."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from re import Match

from handlers import permissions
from handlers.context import Context
from handlers.wording import desk as wording
from storage.chat import Reply, ReplyKind
from storage.notice.routing import duty
from storage.patterns import Late


@lru_cache(maxsize=8)  # every command is looked for in the same message
def plain(text: str) -> str:
    """Fold width, blanks and closing punctuation, so that patterns need one spelling only."""
    folded = unicodedata.normalize("NFKC", text).replace("〔", "[").replace("〕", "]")
    return re.sub(r"\s+", " ", folded).strip(" 。.!~、,;")


NOT_MEANT = Reply(ReplyKind.CLARIFY, ())
"""What a conversation gives that, with the rows at hand, was not meant after all: the routes below it are asked."""

_AHEAD = Late(
    r"(?:(?:请|麻烦|劳驾|烦请|拜托|帮忙|帮我|好的|嗯+|对了|那就|那(?!个|些|几|天)|就(?!业)|(?:报送)?小?助手|机器人"
    r"|(?:你|您)(?!们)|给我(?!们))[, ]*)+"
)
_BEHIND = Late(
    r"[, ]*(?:(?:[吧哈啊呀哦噢呢啦]|好吗|行吗|可以吗|好不好|(?:多|谢)?谢谢?了?|(?:辛苦|拜托)[了啦]?|一下)[, ?]*)+"
)


@lru_cache(maxsize=8)
def bare(text: str) -> str:
    """The same without the courtesies before and after an order: 麻烦把…退了吧，谢谢."""
    said = plain(text)
    ahead = _AHEAD.match(said)
    said = said[ahead.end() :] if ahead else said
    behind = next((found for found in _BEHIND.finditer(said) if found.end() == len(said)), None)
    return said[: behind.start()] if behind else said


def match(pattern: Late, context: Context) -> Match[str] | None:
    """Match a whole message against a pattern written for `plain` text; a coordinator's also without courtesies."""
    found = pattern.fullmatch(plain(context.text))
    return pattern.fullmatch(bare(context.text)) if found is None and context.is_coordinator else found


def part(found: Match[str] | None, name: str) -> str:
    """Return what was said under a name; further spellings of a command number theirs (`who2` to `who5`)."""
    groups = found.groupdict() if found else {}
    return next(
        (groups[key] for key in (name, *(f"{name}{place}" for place in range(2, 6))) if groups.get(key)), ""
    ).strip()


def verbatim(context: Context, words: str) -> str:
    """Return the words that end a message as they were written: `plain` folds the punctuation that people read."""
    if not words:
        return ""
    text = context.text
    found = (text[start:] for start in range(len(text) - 1, -1, -1) if plain.__wrapped__(text[start:]) == words)
    return next(found, words).strip(" :：,，()（）")


def said(pattern: Late) -> Callable[[Context], bool]:
    """Make the `when` of a route: the whole message is this command, whoever says it."""

    def when(context: Context) -> bool:
        return not context.files and match(pattern, context) is not None

    return when


def said_by_coordinator(pattern: Late) -> Callable[[Context], bool]:
    """Make the `when` of a route: a coordinator says this; from anybody else the words mean something else."""

    def when(context: Context) -> bool:
        return context.is_coordinator and not context.files and match(pattern, context) is not None

    return when


def refusal(context: Context, office: str | None = None) -> Reply | None:
    """Say why a coordinator's act is not done here or by this person; None where it may be done."""
    if permissions.may_coordinate(context, office):
        return None
    if not context.is_coordinator:
        return Reply(ReplyKind.DECLINE, (wording.not_yours(*_own_office(context)),))
    if office is not None and office not in context.offices:
        return Reply(ReplyKind.DECLINE, (wording.other_office(office),))
    return Reply(ReplyKind.DECLINE, (wording.NOT_HERE,))


def _own_office(context: Context) -> tuple[str | None, str | None]:
    """The office of the person's own unit type, and whom to ring there."""
    if context.notice is None or context.unit_type is None:
        return None, None
    own = duty(context.notice, context.unit_type)
    if own.contact is None or not own.contact.phones:
        return own.office, None
    names = "、".join(own.contact.names)
    return own.office, own.contact.phones[0] + (f"（{names}）" if names else "")
