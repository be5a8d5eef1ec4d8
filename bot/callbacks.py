"""What every platform's callback is asked before it is believed: that it is no larger than it may be, and an object."""

from __future__ import annotations

import json
from typing import Any

from storage.errors import BaosongError

_JSON = json.JSONDecoder(strict=False)


class Rejected(BaosongError):
    """A callback that is none of the platform's, or broken: to be answered with `status` and nothing else."""

    def __init__(self, status: int = 400) -> None:
        super().__init__(f"callback rejected: {status}")
        self.status = status


def bounded(body: bytes, most: int) -> bytes:
    """Return a body of at most so many bytes. Raises Rejected."""
    if len(body) > most:
        raise Rejected(413)
    return body


def json_object(data: bytes) -> dict[str, Any]:
    """Parse a JSON object, control characters in its strings included. Raises Rejected."""
    try:
        value = _JSON.decode(data.decode())
    except (ValueError, RecursionError):
        raise Rejected from None
    if not isinstance(value, dict):
        raise Rejected
    return value
