"""From a personal link to the one who holds it; the link's secret is known by its hash alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storage.chat import Room
from storage.links import hashed
from storage.tables import Chat, Member, Unit
from storage.unit_of_work import Work

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who opened a link, the chat in which the page speaks to them, and the units or the office they speak for."""

    member: Member
    chat: Chat
    units: tuple[Unit, ...]
    office: str = ""


def holder(work: Work, token: str) -> Holder | None:
    """Return who holds a link; None where it is wrong, revoked, or its holder speaks for nobody any more."""
    shaped = token if _TOKEN.fullmatch(token) else ""
    link = work.page_links.first_having(token_hash=hashed(shaped), revoked_at=None)
    if link is None:
        return None
    member = work.members.get(link.member_id)
    chat = work.chats.first_having(platform=member.platform, room=Room.PRIVATE.value, member_id=member.key)
    bindings = work.bindings.of_member(member.key, work.now)
    numbers = dict.fromkeys(b.unit_id for b in bindings if b.unit_id)
    office = next((b.office for b in bindings if b.office), "")
    units = tuple(work.units.get(number) for number in numbers)
    return Holder(member, chat, units, office) if chat and (units or office) else None
