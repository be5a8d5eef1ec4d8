"""Feishu's error codes and what to do about each: one table of data, read by everything that speaks to Feishu.

The number decides, whatever the HTTP status beside it. The text is looked at for four things only: the scopes that
are missing, the address from which Feishu saw us call, what is wrong with a card, and the id by which its support
finds the call again. Sources: the error tables of the pages of im-v1 and the general list of error codes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from storage.errors import PlatformError, Remedy


class Code(IntEnum):
    """The codes on which somebody acts beyond their remedy."""

    TOO_OFTEN = 99991400
    ADDRESS_NOT_ALLOWED = 99991401
    QUOTA_USED_UP = 99991403
    TOKEN_MISSING = 99991661
    APP_DISABLED = 99991662
    TOKEN_INVALID = 99991663
    TOKEN_OF_USER = 99991668
    TOKEN_MALFORMED = 99991671
    SCOPE_MISSING = 99991672
    NOT_INSTALLED = 99991673
    USER_SCOPE_MISSING = 99991679
    USER_UNKNOWN = 99992351
    MESSAGE_UNKNOWN = 99992354
    USER_OF_OTHER_APP = 99992361
    NOT_IN_CHAT = 230002
    NO_BOT = 230006
    RECALLED = 230011
    OUT_OF_RANGE = 230013
    FORBIDDEN_IN_CHAT = 230018
    TOPIC_GONE = 230019
    CHAT_TOO_OFTEN = 230020
    SENSITIVE = 230022
    TOO_LONG = 230025
    NOT_PERMITTED = 230027
    LEAKS = 230028
    RESIGNED = 230029
    MUTED = 230035
    BEING_SENT = 230049
    TURNED_OFF = 230053
    TYPE_NOT_TAKEN = 230054
    NO_TOPIC_REPLIES = 230071
    AGGREGATED = 230072
    CARD_INVALID = 230099
    REPLY_ONLY = 230101
    DELETED = 230110
    SELF_DESTRUCTING = 230111
    MESSAGE_GONE = 231003
    DISSOLVED = 232009
    SYSTEM_TOO_OFTEN = 11232
    GROUP_TOO_OFTEN = 11233


TOKEN_REFUSED = frozenset({Code.TOKEN_MISSING, Code.TOKEN_INVALID, Code.TOKEN_OF_USER, Code.TOKEN_MALFORMED})
"""A new token helps, once."""

GONE = frozenset({Code.NOT_IN_CHAT, Code.DISSOLVED, Code.OUT_OF_RANGE, Code.RESIGNED, Code.TURNED_OFF})
"""The person or group cannot be reached any more: nothing is sent there until something comes from there."""

NO_REPLY = frozenset(
    {
        Code.RECALLED,
        Code.DELETED,
        Code.TOPIC_GONE,
        Code.NO_TOPIC_REPLIES,
        Code.AGGREGATED,
        Code.SELF_DESTRUCTING,
        Code.MESSAGE_GONE,
        Code.MESSAGE_UNKNOWN,
    }
)
"""The message cannot be replied to; a message to the chat still can be sent."""

REFUSED_CONTENT = frozenset({Code.SENSITIVE, Code.LEAKS})
"""The tenant's policy keeps the words back, mostly for phone numbers and mailboxes in them."""

_REMEDIES: dict[int, tuple[Remedy, float]] = {
    Code.TOO_OFTEN: (Remedy.WAIT, 1.0),  # unless the answer's headers say how long
    Code.CHAT_TOO_OFTEN: (Remedy.WAIT, 1.5),
    Code.GROUP_TOO_OFTEN: (Remedy.WAIT, 5.0),
    Code.SYSTEM_TOO_OFTEN: (Remedy.WAIT, 60.0),
    Code.QUOTA_USED_UP: (Remedy.WAIT, 3600.0),
    Code.BEING_SENT: (Remedy.WAIT, 2.0),
    **dict.fromkeys(TOKEN_REFUSED, (Remedy.REFRESH, 0.0)),
    **dict.fromkeys((234041, 234042), (Remedy.RETRY, 0.0)),  # the tenant's storage, for a while
    **dict.fromkeys(
        (
            Code.ADDRESS_NOT_ALLOWED,
            Code.APP_DISABLED,
            Code.NOT_INSTALLED,
            Code.SCOPE_MISSING,
            Code.USER_SCOPE_MISSING,
            Code.NO_BOT,
            Code.NOT_PERMITTED,
            234007,
        ),
        (Remedy.CONFIGURATION, 0.0),
    ),
}
"""Everything else is refused for good: what was asked is wrong (230001, 230015, 230017, 230034, 230055, 99992402), is
kept from us (230018, 230035, 230038, 230054, 230075), comes too late (230011, 230031, 231003), or is not known here."""

KNOWN = frozenset(Code) | frozenset(_REMEDIES)
"""The codes of which it is known that the call did nothing."""

_SCOPES = re.compile(r"\[([a-z][a-z0-9_.:, ]{2,1000})\]")
_SCOPE = re.compile(r"[a-z][a-z0-9_]*(?::[a-z0-9_.]+)+")
_CALLER = re.compile(r"\b((?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7})\b")
_INNER = re.compile(r"ErrCode: ?(\d{1,10})")
_LOG_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")


@dataclass(frozen=True, slots=True)
class Details:
    """What an error's text says beside its number, where it does.

    `scopes` are those of which one is missing, `caller` the address from which Feishu saw us call, `inner` what is
    wrong with a card.
    """

    scopes: tuple[str, ...] = ()
    caller: str = ""
    inner: int = 0


class FeishuError(PlatformError):
    """Feishu refused."""

    def __init__(
        self, code: int, text: str, remedy: Remedy, wait_seconds: float = 0.0, details: Details | None = None
    ) -> None:
        super().__init__(text, remedy, wait_seconds=wait_seconds, gone=code in GONE)
        self.code = code
        self.details = details or Details()

    def but(self, remedy: Remedy, wait_seconds: float = 0.0) -> FeishuError:
        """Return the same, said anew, with something else to be done about it."""
        return type(self)(self.code, str(self), remedy, wait_seconds, self.details)


class CardRefused(FeishuError):
    """A card is broken or too long, or this chat takes no message of its type: the same is to be said by text."""


class NoReply(FeishuError):
    """The message that was to be replied to does not take one: what is said goes to its chat."""


class ContentRefused(FeishuError):
    """The tenant's policy keeps the words back; without their phone numbers and mailboxes they may pass."""


def refusal(
    operation: str, code: int, msg: str = "", log_id: str = "", wait_seconds: float | None = None
) -> FeishuError:
    """Return what a code means for what was asked; `operation` names it and must hold no secret.

    `wait_seconds` is how long the answer says to wait, where it does.
    """
    remedy, wait = _REMEDIES.get(code, (Remedy.GIVE_UP, 0.0))
    if wait_seconds is not None and remedy is Remedy.WAIT:
        wait = wait_seconds
    details = _details(code, msg)
    hint = f", log {log_id}" if _LOG_ID.fullmatch(log_id) else ""
    text = f"{operation}: code {code}{f'/{details.inner}' if details.inner else ''}{hint}"
    return _class_of(code)(code, text, remedy, wait, details)


@dataclass(frozen=True, slots=True)
class Answered:
    """What stands beside an answer: its HTTP status, how long it says to wait, and its id in Feishu's log."""

    status: int = 200
    wait_seconds: float | None = None
    log_id: str = ""


def check_answer(
    operation: str, answer: Mapping[str, Any], about: Answered | None = None, *, may_act: bool = True
) -> Mapping[str, Any]:
    """Return an answer that says no error; raise FeishuError on one that does.

    An error behind an HTTP 5xx that this table does not know may be over soon, and the call may have acted.
    """
    about = about or Answered()
    code = answer.get("code")
    if not isinstance(code, int) or isinstance(code, bool):
        raise PlatformError(f"{operation}: an answer that says nothing", Remedy.RETRY, unknown=may_act)
    if code == 0:
        return answer
    if about.status >= 500 and code not in KNOWN:
        raise PlatformError(f"{operation}: HTTP {about.status}, code {code}", Remedy.RETRY, unknown=may_act)
    error = answer.get("error")
    log_id = error.get("log_id") if isinstance(error, Mapping) else None
    raise refusal(operation, code, str(answer.get("msg", ""))[:4000], str(log_id or about.log_id), about.wait_seconds)


def _details(code: int, msg: str) -> Details:
    """What a text says, for the codes of which it is looked at."""
    if code == Code.CARD_INVALID and (found := _INNER.search(msg)):
        return Details(inner=int(found[1]))
    if code in (Code.SCOPE_MISSING, Code.USER_SCOPE_MISSING):
        listed = " ".join(_SCOPES.findall(msg))
        return Details(scopes=tuple(dict.fromkeys(_SCOPE.findall(listed)))[:20])
    if code == Code.ADDRESS_NOT_ALLOWED and (found := _CALLER.search(msg)):
        return Details(caller=found[1])
    return Details()


def _class_of(code: int) -> type[FeishuError]:
    if code in (Code.CARD_INVALID, Code.TOO_LONG, Code.TYPE_NOT_TAKEN):
        return CardRefused
    if code in NO_REPLY:
        return NoReply
    return ContentRefused if code in REFUSED_CONTENT else FeishuError
