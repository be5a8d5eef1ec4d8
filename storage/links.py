"""Personal links to the unit page: made for a holder who speaks for a unit; their secret is kept as a hash alone."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from storage.chat import Role, Room
from storage.reach import PAGE
from storage.tables import Chat, Member, Unit
from storage.unit_of_work import Work


def hashed(token: str) -> str:
    """Return what is kept of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def page_member(work: Work, user: str, name: str) -> Member:
    """Return the holder of a page, with the chat in which the page speaks to them."""
    known = work.members.known(PAGE, PAGE, user)
    if known:
        return known
    number = work.members.add(platform=PAGE, account=PAGE, user=user, name=name, seen_at=work.now)
    work.chats.add(
        platform=PAGE, account=PAGE, external=user, room=Room.PRIVATE.value, member_id=number, seen_at=work.now
    )
    return work.members.get(number)


def new_link(work: Work, member_id: int) -> str:
    """Make one more link for the holder of a page; return its token."""
    token = secrets.token_urlsafe(24)
    work.page_links.add(token_hash=hashed(token), member_id=member_id, created_at=work.now)
    return token


def end_links(work: Work, member_ids: Iterable[int]) -> int:
    """Let the links of these holders open nothing any more; return how many opened something until now."""
    links = work.page_links.c
    return work.page_links.change(
        links.member_id.in_(list(member_ids)), links.revoked_at.is_(None), revoked_at=work.now
    )


def mailed_link(work: Work, unit: Unit) -> str:
    """Make a link for whoever reads a unit's mailbox: one holder for all of them; return its token."""
    return _link_of_many(work, unit, f"mailbox-{unit.key}", "邮件链接")


def link_of_group(work: Work, unit: Unit, chat: Chat) -> str:
    """Make a link for whoever reads in a unit's own group: one holder for all of them; return its token."""
    return _link_of_many(work, unit, f"group-{chat.key}-{unit.key}", "单位群链接")


def _link_of_many(work: Work, unit: Unit, user: str, bound_by: str) -> str:
    """Make a link of a holder that stands for several people of one unit."""
    is_new = work.members.known(PAGE, PAGE, user) is None
    holder = page_member(work, user, unit.liaison or unit.name)
    if is_new:
        work.bindings.add(
            member_id=holder.key, role=Role.LIAISON.value, unit_id=unit.key, bound_by=bound_by, bound_at=work.now
        )
    return new_link(work, holder.key)
