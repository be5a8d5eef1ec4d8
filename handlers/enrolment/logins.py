"""The way into the coordinators' pages: a link said in private opens once and soon, and makes a session of hours."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from handlers import permissions
from handlers.context import Context
from storage.chat import Role, Room
from storage.links import hashed
from storage.reach import WEB
from storage.tables import Chat, Login, Member
from storage.unit_of_work import Work

LINK_LASTS = timedelta(minutes=20)
SESSION_LASTS = timedelta(hours=12)
KEPT_FOR = timedelta(days=7)
"""How long a link or session that is over is kept; the next one that is made clears them away."""

_MOST_TOKEN = 64


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody on the board: who, for which offices, head of which units, and the chat in which the page speaks."""

    member: Member
    offices: tuple[str, ...]
    chat: Chat
    heads: tuple[int, ...] = ()


def link_to(context: Context, work: Work, target: str) -> str | None:
    """Make a link that lets this coordinator in; None where others read along, or where pages have no address."""
    if context.room is not Room.PRIVATE or context.urls.entry is None:
        return None
    return context.urls.entry(make_login(work, context.member.key, target))


def make_login(work: Work, member_id: int, target: str) -> str:
    """Make a link that opens once; return its token, of which only the hash is kept."""
    token = secrets.token_urlsafe(24)
    work.logins.forget_before(work.now - KEPT_FOR)
    work.logins.add(
        link_hash=hashed(token), member_id=member_id, target=target, made_at=work.now, expires_at=work.now + LINK_LASTS
    )
    return token


def invited(work: Work, token: str) -> Member | None:
    """Return whom a link would let in now; looking does not use it up, since some chats look at every link."""
    row = _unused(work, token)
    return work.members.get(row.member_id) if row else None


def enter(work: Work, token: str) -> tuple[str, str] | None:
    """Use a link up; return the new session's token and where it leads."""
    row = _unused(work, token)
    if row is None:
        return None
    session = secrets.token_urlsafe(32)
    work.logins.set(row.key, session_hash=hashed(session), entered_at=work.now, expires_at=work.now + SESSION_LASTS)
    name = _chat_name(row.member_id)
    if work.chats.known(WEB, WEB, name) is None:
        # No member: what is said unasked to a person does not go to a page that is closed in the evening.
        work.chats.add(
            platform=WEB, account=WEB, external=name, room=Room.PRIVATE.value, bound_at=work.now, seen_at=work.now
        )
    return session, row.target


def visitor(work: Work, session: str) -> Visitor | None:
    """Return whose session it is; None where it is over, or the person has nothing to look at any more."""
    row = work.logins.first_having(session_hash=hashed(session)) if 0 < len(session) <= _MOST_TOKEN else None
    if row is None or row.expires_at <= work.now:
        return None
    bound = work.bindings.of_member(row.member_id, work.now)
    offices = tuple(one.office for one in bound if one.office)
    heads = tuple(one.unit_id for one in bound if one.role == Role.HEAD and one.unit_id)
    chat = work.chats.known(WEB, WEB, _chat_name(row.member_id))
    if chat is None or not permissions.may_open_pages(offices, heads):
        return None
    return Visitor(work.members.get(row.member_id), offices, chat, heads)


def _unused(work: Work, token: str) -> Login | None:
    """The link, while it opens something."""
    row = work.logins.first_having(link_hash=hashed(token)) if len(token) <= _MOST_TOKEN else None
    return row if row and row.entered_at is None and row.expires_at > work.now else None


def _chat_name(member_id: int) -> str:
    return f"member-{member_id}"
