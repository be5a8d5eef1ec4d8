"""Small phrases that many sentences share: dates, contacts, counted and joined things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from storage.notice.dates import written
from storage.notice.model import Contact, Deadline, Notice
from storage.patterns import Late

_WEEKDAYS = "一二三四五六日"
_CLAUSE = Late(r"[^，,。；;！？!?]+[，,。；;！？!?]?")


def day(on: date) -> str:
    """Write a date as an office does: 6月9日（星期五）."""
    return f"{on.month}月{on.day}日（星期{_WEEKDAYS[on.weekday()]}）"


def span(first: date, last: date) -> str:
    """Write some days, both ends among them: 10月18日至22日."""
    if first == last:
        return f"{first.month}月{first.day}日"
    month = "" if first.month == last.month else f"{last.month}月"
    return f"{first.month}月{first.day}日至{month}{last.day}日"


_HOUR = Late(
    r"(?:[上下中]午|晚上?|凌晨)?\s*(\d{1,2})\s*(?:[:：]\s*\d{2}|[点點时時](?:半|整|\s*\d{1,2}\s*分)?)(?![间間])"
)


def hour(deadline: Deadline) -> str:
    """Write the hour as the notice prints it (17:00, 12点), nothing where it has none."""
    if not deadline.time:
        on = deadline.date
        said = (
            re.search(rf"{on.day}\s*[日号號](?:[（(].{{0,5}}[）)])?\s*(下班|午休)(?:之|以)?前", deadline.text)
            if on
            else None
        )
        return said[1] if said else ""
    printed = [found for found in _HOUR.finditer(deadline.text) if int(found[1]) % 12 == int(deadline.time[:2]) % 12]
    return re.sub(r"\s", "", printed[-1][0]) if printed else deadline.time


_SPAN = Late(r"(\d{1,2}\s*月\s*\d{1,2}\s*日?\s*[-—－~～至到]+\s*)(\d{1,2})\s*日")
"""Days of one month, of which the last is printed without it: 11月4日-8日."""


_VAGUE = Late(r"(?:(?:20\d\d\s*年)?\s*\d{1,2}\s*月|[本当年]?月|[本今当]?年|季度?)(?:底|末|初|[上中下]旬)")
"""The end or a part of a month or year, printed without the day that it comes to."""


def phrase_of(deadline: Deadline) -> str:
    """Write 8月底 as it is printed, nothing where the day itself is."""
    found = _VAGUE.search(deadline.text)
    is_printed = deadline.date is None or re.search(rf"{deadline.date.day}\s*[日号號]", deadline.text)
    return re.sub(r"\s", "", found[0]) if found and not is_printed else ""


def by_when(deadline: Deadline) -> str:
    """Write when something is due, with the hour only where the notice prints one; a rule as printed, and its day."""
    phrase = deadline.recurrence or (written(deadline.term) if deadline.term else None)
    if phrase:
        return f"{phrase}（本次为{day(deadline.date)}）" if deadline.date else phrase
    if deadline.date is None:
        return "未写明日期"
    if vague := phrase_of(deadline):
        return f"{vague}前"
    span = _SPAN.search(deadline.text)
    if span and int(span[2]) == deadline.date.day:
        return re.sub(r"\s", "", span[0])
    return f"{day(deadline.date)}{hour(deadline)}前"


def contact_line(contact: Contact) -> str:
    """Write whom to ask, as printed."""
    parts = [
        "、".join(contact.names) and f"联系人{'、'.join(contact.names)}",
        "、".join(contact.phones) and f"电话{'、'.join(contact.phones)}",
        "、".join(contact.emails) and f"邮箱{'、'.join(contact.emails)}",
        contact.address and f"地址{contact.address}",
    ]
    return "，".join(part for part in parts if part)


def joined(names: Iterable[str]) -> str:
    """Join names with 、."""
    return "、".join(names)


def first_of(names: Sequence[str], most: int) -> str:
    """Join names, the first few of many, with how many there are."""
    return joined(names) if len(names) <= most else f"{joined(names[:most])}等{len(names)}家"


def clauses(text: str) -> list[str]:
    """The clauses of a text, each with its mark."""
    return _CLAUSE.findall(text)


def clipped(text: str, most: int) -> str:
    """Shorten a text for a line of its own."""
    bare = " ".join(text.split())
    return bare if len(bare) <= most else bare[: most - 1] + "…"


def subject(notice: Notice) -> str:
    """Write what a notice is about, short: the innermost title without 关于 and 的通知."""
    title = notice.title or "本次报送"
    while (inner := re.search(r"[《〈](.+)[》〉]", title)) and len(inner[1]) > 6:
        title = inner[1]
    bare = re.sub(r"^.*?关于(?:转发|印发)?(?:组织)?(?:开展|做好|举办)?", "", title)
    short = re.sub(r"(?:的|工作的)?(?:通知|函|通告|公告)$", "", bare).strip() or title
    return re.sub(r"(?<=[^ -~]) (?=[!-~])|(?<=[!-~]) (?=[^ -~])", "", short)


def numbered(notice: Notice) -> str:
    """Write a notice's number in brackets, nothing where it has none."""
    return f"（{notice.doc_number}）" if notice.doc_number else ""


def titled(notice: Notice) -> str:
    """Write subject and number."""
    return f"{subject(notice)}{numbered(notice)}"
