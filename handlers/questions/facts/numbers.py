"""A number that the notice prints and that reaches no office: that of a group, of the page's head, of an account."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.index import Index
from handlers.questions.meant.entities import is_printed
from handlers.questions.typed.spelling import digits
from handlers.wording import asking
from handlers.wording import questions as wording
from storage.patterns import Late

_CLAUSE = Late(r"[，,；;。！？!?、“”]")
_GROUP = Late(r"(QQ|微信|钉钉|工作)?群[^\d。；;]{0,8}$", re.IGNORECASE)
_MOST = 40
"""Characters that are shown before a number."""


def whose(asked: Asked) -> Iterator[str]:
    """Say of each number that is no office's and no part of a mailbox where it stands."""
    contacts = [office.contact for office in asked.index.offices if office.contact]
    known = [digits(phone) for one in contacts for phone in one.phones]
    known += [mail for one in contacts for mail in one.emails]
    for number in asked.u.entities.numbers:
        if not any(digits(number) in one for one in known) and is_printed(number, asked.index):
            yield _told(number, asked.index)


def _told(number: str, index: Index) -> str:
    """Of a group that it is its number; of any other the words that stand before it."""
    line = next(line for line in index.notice.lines if number in line)
    at = line.find(number)
    group = _GROUP.search(line[:at])
    if group:
        return asking.group_number(number, f"{group[1] or ''}群")
    start = max((found.end() for found in _CLAUSE.finditer(line[:at])), default=0)
    return wording.quoted("", "", line[max(start, at - _MOST) : at + len(number)].strip())
