"""One-time codes: made for a role, kept as hashes, bound to the first who sends one privately."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from handlers.commands import plain
from handlers.context import Context
from handlers.desk import moves
from handlers.enrolment.capacity import Capacity, bind, stand_in
from handlers.wording import enrolment as wording
from handlers.wording.leaves import you_stand_in
from scheduler.clock import at
from storage.chat import Reply, ReplyKind, Role, Room
from storage.patterns import Late
from storage.tables import Invite, Leave
from storage.unit_of_work import Work

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs that nobody mistakes for another: no 0 and O, no 1 and I."""

_LENGTH = 26
"""Signs of a code: 26 × 5 bits hold 128."""

_SHAPE = Late(r"(?:我的)?(?:邀请码|口令|码)?(?:是|为)?[: ]*BS[- ]?((?:[0-9A-Z][- ]?){10,40})", re.IGNORECASE)
_MOST_WRONG = 5
_WRONG_WITHIN = timedelta(minutes=10)


def make_invite(
    work: Work, role: Role, *, office: str | None = None, unit_id: int | None = None, hours: int = 72
) -> str:
    """Make a code of 128 random bits for a role in an office or a unit; only its hash is kept."""
    return _make(work, role=role.value, office=office, unit_id=unit_id, expires_at=work.now + timedelta(hours=hours))


def make_stand_in_invite(work: Work, leave: Leave) -> str:
    """Make a code for whoever stands in on the days of a leave; it opens as long as these last."""
    expires_at = at(leave.until_on + timedelta(days=1), "00:00")
    return _make(work, role=Role.LIAISON.value, unit_id=leave.unit_id, leave_id=leave.key, expires_at=expires_at)


def _make(work: Work, **about: object) -> str:
    """Make a code; only its hash is kept."""
    bits = secrets.randbits(128)
    signs = "".join(_ALPHABET[bits >> (5 * place) & 31] for place in range(_LENGTH))
    work.invites.add(code_hash=_hash(signs), **about)
    return "BS-" + "-".join(signs[place : place + 5] for place in range(0, _LENGTH, 5))


def is_code(context: Context) -> bool:
    """The message is a code, right or wrong."""
    return _SHAPE.fullmatch(plain(context.text)) is not None


def redeem(context: Context, work: Work) -> Reply:
    """Bind the person by the code; five wrong ones within ten minutes make a pause."""
    if context.room is not Room.PRIVATE:
        return Reply(ReplyKind.DECLINE, (wording.CODE_IN_GROUP,))
    wrong = _wrong_of_late(context)
    if len(wrong) >= _MOST_WRONG:
        return Reply(ReplyKind.DECLINE, (wording.CODE_PAUSED,))
    invite = valid_invite(work, plain(context.text))
    if invite is None:
        times = [*(moment.isoformat() for moment in wrong), context.now.isoformat()]
        until = context.now + _WRONG_WITHIN
        work.pending.hold(context.chat.key, context.member.key, "wrong_codes", {"at": times}, until)
        return Reply(ReplyKind.DECLINE, (wording.CODE_UNKNOWN,))
    return _bind(context, work, invite)


def _hash(signs: str) -> str:
    """The form in which a code is kept."""
    return hashlib.sha256(signs.encode()).hexdigest()


def _wrong_of_late(context: Context) -> list[datetime]:
    """When the person sent wrong codes within the last ten minutes."""
    moments = [datetime.fromisoformat(text) for text in context.held.get("wrong_codes", {}).get("at", ())]
    return [moment for moment in moments if moment > context.now - _WRONG_WITHIN]


def valid_invite(work: Work, text: str) -> Invite | None:
    """Return the invite behind a code, unless it is unknown, used or too old."""
    shaped = _SHAPE.fullmatch(text)
    signs = re.sub(r"[- ]", "", shaped[1]).upper() if shaped else ""
    return work.invites.first(
        work.invites.c.code_hash == _hash(signs), work.invites.c.used_at.is_(None), work.invites.c.expires_at > work.now
    )


def use_invite(work: Work, invite: Invite, member_id: int) -> None:
    """Let a person speak as an invite says, and use it up."""
    work.invites.set(invite.key, used_at=work.now, used_by=member_id)
    if invite.leave_id:
        stand_in(work, work.leaves.get(invite.leave_id), member_id)
        return
    bind(work, member_id, Capacity(Role(invite.role), invite.office, invite.unit_id), by="邀请码")


def _bind(context: Context, work: Work, invite: Invite) -> Reply:
    """Use the code up and bind the person to its office or unit."""
    member = context.member
    work.pending.drop(context.chat.key, member.key, "wrong_codes")
    use_invite(work, invite, member.key)
    if invite.unit_id is None:
        return Reply(ReplyKind.CONFIRM, (wording.bound_to_office(invite.office or ""),))
    unit = work.units.get(invite.unit_id)
    if invite.leave_id:
        return Reply(ReplyKind.CONFIRM, (you_stand_in(unit.name, work.leaves.get(invite.leave_id)),))
    numbers = moves.assign_waiting(work, member.key, unit)
    waited = (wording.given_to_unit(numbers),) if numbers else ()
    return Reply(ReplyKind.CONFIRM, (wording.bound_to_unit(unit.name, head=invite.role == Role.HEAD), *waited))
