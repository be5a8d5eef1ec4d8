"""WeCom's error codes and what to do about each: one table of data, read by everything that speaks to WeCom.

The number alone decides. The text beside it changes without notice and is looked at for two things only: the
address from which WeCom saw us call, and the hint by which its support finds the call again.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Any

from storage.errors import PlatformError, Remedy


class Code(IntEnum):
    """The codes on which somebody acts beyond their remedy."""

    BUSY = -1
    VERSION_CONFLICT = 6000
    BAD_CREDENTIAL = 40001
    BAD_MEDIA_ID = 40007
    BAD_TYPE = 40008
    BAD_TOKEN = 40014
    BAD_PARAMETER = 40058
    EMPTY = 44004
    TOKEN_EXPIRED = 42001
    TOO_LONG = 45002
    TOO_OFTEN = 45009
    TOO_MANY_AT_ONCE = 45033
    ADDRESS_NOT_ALLOWED = 60020
    NOBODY_REACHED = 81013
    CHAT_UNKNOWN = 93006
    DEVICE_UNSUPPORTED = 600039
    REQUEST_ID_UNKNOWN = 846605
    STREAM_EXPIRED = 846608
    NOT_SUBSCRIBED = 846609
    WRONG_SECRET = 853000


TOKEN_REFUSED = frozenset({Code.BAD_CREDENTIAL, Code.BAD_TOKEN, Code.TOKEN_EXPIRED})
"""A new access token helps, once."""

CARD_REFUSED = frozenset({Code.BAD_TYPE, Code.BAD_PARAMETER, Code.TOO_LONG})
"""Of a card this says that it is not taken as one: its words may be."""

GONE = frozenset({40003, 60111, 81013, 93000, 93004, 93006, 93008, *range(86001, 86009), *range(86215, 86225)})
"""The person, group or webhook cannot be reached any more: nothing is sent there until something comes from there."""

_REMEDIES: dict[int, tuple[Remedy, float]] = {
    Code.BUSY: (Remedy.RETRY, 1.0),
    Code.VERSION_CONFLICT: (Remedy.RETRY, 0.5),
    Code.TOO_MANY_AT_ONCE: (Remedy.RETRY, 2.0),
    Code.TOO_OFTEN: (Remedy.WAIT, 60.0),
    **dict.fromkeys(TOKEN_REFUSED, (Remedy.REFRESH, 0.0)),
    Code.BAD_MEDIA_ID: (Remedy.REFRESH, 0.0),  # upload again, send once more
    Code.NOT_SUBSCRIBED: (Remedy.REFRESH, 0.0),  # subscribe again, send once more
    **dict.fromkeys(
        (40013, 40056, 48002, 50001, 60011, Code.ADDRESS_NOT_ALLOWED, 80001, 85005, 93019, Code.WRONG_SECRET),
        (Remedy.CONFIGURATION, 0.0),
    ),
}
"""Everything else is refused for good: what was asked is wrong (40004-40011, 40058, 40063, 41001, 44004, 45002,
82001), comes too late (846605, 846608), is not open here (600039, 85xxxx), or is not known to this table."""

_CALLER = re.compile(r"from ip: ?([0-9A-Fa-f.:]{2,45})")
_HINT = re.compile(r"hint: ?\[([0-9A-Za-z_-]{1,64})\]")


class WeComError(PlatformError):
    """WeCom refused. `caller` is the address from which it saw us call, where it says so (60020)."""

    def __init__(self, code: int, text: str, remedy: Remedy, wait_seconds: float, caller: str = "") -> None:
        super().__init__(text, remedy, wait_seconds=wait_seconds, gone=code in GONE)
        self.code = code
        self.caller = caller


def refusal(operation: str, code: int, errmsg: str = "") -> WeComError:
    """Return what a code means for what was asked; `operation` names it and must hold no secret."""
    remedy, wait_seconds = _REMEDIES.get(code, (Remedy.GIVE_UP, 0.0))
    caller, hint = (found[1] if (found := pattern.search(errmsg)) else "" for pattern in (_CALLER, _HINT))
    text = f"{operation}: errcode {code}{f', hint {hint}' if hint else ''}{f', from {caller}' if caller else ''}"
    return WeComError(code, text, remedy, wait_seconds, caller)


def check_answer(operation: str, answer: dict[str, Any], *, may_act: bool = True) -> dict[str, Any]:
    """Return an answer (or an acknowledging frame) that says no error; raise WeComError on one that does."""
    code = answer.get("errcode", 0)
    if not isinstance(code, int):
        raise PlatformError(f"{operation}: an answer that says nothing", Remedy.RETRY, unknown=may_act)
    if code != 0:
        raise refusal(operation, code, str(answer.get("errmsg", ""))[:2000])
    return answer
