"""How much one person, and one unit, may hand in on one day: counted as it comes, so that nobody fills the disk.

What is over is refused with a reason; what came before stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from storage.beijing import BEIJING
from storage.unit_of_work import Work

OVER_MEMBER, OVER_UNIT = "member_quota", "unit_quota"


@dataclass(frozen=True, slots=True)
class Quotas:
    """Files and bytes of one day in Beijing: a person's, and a unit's."""

    member_files: int = 500
    member_bytes: int = 3_000_000_000
    unit_files: int = 2000
    unit_bytes: int = 10_000_000_000


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, as a platform's account knows them, and the group of one unit in which they do."""

    platform: str
    account: str
    user: str
    chat: str


def allowed(work: Work, quotas: Quotas, sender: Sender) -> tuple[int, str]:
    """Return how many more files may come today from somebody, and why no more than these."""
    left: list[tuple[int, str]] = []
    for name, is_unit in _names(work, sender):
        row = work.usages.first_having(name=name, on=_today(work))
        files, size = (row.files, row.size) if row else (0, 0)
        most_files = quotas.unit_files if is_unit else quotas.member_files
        most_bytes = quotas.unit_bytes if is_unit else quotas.member_bytes
        left.append((max(most_files - files, 0) if size < most_bytes else 0, OVER_UNIT if is_unit else OVER_MEMBER))
    return min(left)


def spend(work: Work, sender: Sender, *, files: int = 0, size: int = 0) -> None:
    """Count what came from somebody today, for the person and for their unit; what is older is forgotten."""
    for name, _ in _names(work, sender):
        work.usages.spend(name, _today(work), files=files, size=size)


def _names(work: Work, sender: Sender) -> Iterator[tuple[str, bool]]:
    """Under which names something is counted, and whether that is a unit's; of several units nobody can tell which."""
    yield f"{sender.platform}/{sender.account}/{sender.user}", False
    chat = work.chats.known(sender.platform, sender.account, sender.chat)
    member = work.members.known(sender.platform, sender.account, sender.user)
    bound = work.bindings.of_member(member.key, work.now) if member else []
    units = {chat.unit_id} if chat and chat.unit_id else {one.unit_id for one in bound} - {None}
    if len(units) == 1:
        yield f"unit/{units.pop()}", True


def _today(work: Work) -> date:
    return work.now.astimezone(BEIJING).date()
