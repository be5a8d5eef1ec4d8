"""What a platform needs again later is kept with a message as one string: a JSON object of what is known of it."""

from __future__ import annotations

from json.encoder import encode_basestring_ascii as _quoted


def packed(**fields: str) -> str:
    """Return fields as one string, those that are empty left out. It is written for every message that comes."""
    return "{" + ", ".join([f'"{name}": {_quoted(value)}' for name, value in fields.items() if value]) + "}"
