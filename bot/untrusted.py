"""What platforms tell, read without trust: no value has the type it should have, no id the length, no time the day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

Fields = Mapping[str, Any]
"""An object as it came."""

MOST_IN_ID = 128
"""Characters of an id that rows keep; a longer one, which no platform sends, is kept as its hash."""

_JSON = json.JSONDecoder(strict=False)
_EMPTY: Fields = MappingProxyType({})
_CLOCKS_DIFFER = timedelta(days=1)


def object_in(fields: Fields, name: str) -> Fields:
    """Return an object within an object; empty where there is none."""
    value = fields.get(name)
    return value if isinstance(value, dict) else _EMPTY


def objects_in(fields: Fields, name: str) -> list[Fields]:
    """Return the objects of a list within an object; empty where there is none."""
    value = fields.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def text_in(fields: Fields, name: str) -> str:
    """Return a string of an object; numbers are read as such, anything else is none."""
    value = fields.get(name)
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 1 << 64 else ""
    return ""


def kept_id(value: str) -> str:
    """Return an id as rows keep it."""
    return value if len(value) <= MOST_IN_ID else "sha256:" + hashlib.sha256(_octets(value)).hexdigest()


def digest(*values: str) -> str:
    """Return what tells one event without an id from another."""
    return hashlib.sha256(_octets("\n".join(values))).hexdigest()[:32]


def instant_of(seconds: Any, now: datetime) -> datetime:
    """Return when it was said, by the platform's seconds; now, where there are none or they are another day's."""
    try:
        said = datetime.fromtimestamp(int(seconds), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return now
    return said if abs(said - now) < _CLOCKS_DIFFER else now


def parsed(data: str | bytes) -> Fields:
    """Read JSON, control characters in its strings included; what is no object is empty."""
    try:
        value = _JSON.decode(data if isinstance(data, str) else data.decode())
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _octets(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")
