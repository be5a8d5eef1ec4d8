"""The errors all rooms share: one root, what a person should read, what a platform did.

BaosongError
├── Refused          the person should read why (a code and values, worded in `wording`)
├── NotANotice       a file in which no notice can be found
├── Misconfigured    config.toml, environment or a file named there is wrong
├── NotStored        the database could not take anything just now; nothing was kept, it may be tried again
└── PlatformError    a platform refused or failed; carries what to do about it
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class BaosongError(Exception):
    """The root of every error that this program raises on purpose."""


class Refused(BaosongError):
    """Something was asked that is not done; `code` and `values` say why, `wording` says it to people."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[Callable[..., Refused], tuple[object, ...]]:
        """Travel whole from a worker process to the one that waits for it."""
        return _refused, (type(self), self.code, self.values)


def _refused(kind: type[Refused], code: str, values: dict[str, object]) -> Refused:
    """Make a refusal anew."""
    return kind(code, **values)


class NotANotice(Refused):
    """A file was read, and it is no notice (or could not be read at all)."""


class Misconfigured(BaosongError):
    """The configuration, or something it names, is wrong; the text says where and what to do."""


class NotStored(BaosongError):
    """The database could not take anything just now (disk full, locked, unreadable); nothing was kept."""


class Remedy(StrEnum):
    """What helps against a failure of a platform."""

    RETRY = "retry"
    WAIT = "wait"
    REFRESH = "refresh"
    CONFIGURATION = "configuration"
    GIVE_UP = "give_up"


class PlatformError(BaosongError):
    """A platform refused or failed.

    `unknown` is true where the message may have arrived all the same; `gone` where nothing can be sent to this chat
    any more, until somebody speaks there.
    """

    def __init__(
        self, text: str, remedy: Remedy, *, wait_seconds: float = 0.0, unknown: bool = False, gone: bool = False
    ) -> None:
        super().__init__(text)
        self.remedy = remedy
        self.wait_seconds = wait_seconds
        self.unknown = unknown
        self.gone = gone
