"""The lines of a plain text: UTF-8, UTF-16 or GB18030, with or without a mark at its beginning."""

from __future__ import annotations

from storage.errors import NotANotice

_LOOKED_AT = 4000


def lines(data: bytes, name: str) -> list[str]:
    """Return the lines of a text. Raises NotANotice("encoding") where it is written in no encoding known here."""
    for encoding in _encodings(data):
        try:
            return data.decode(encoding).splitlines()
        except UnicodeDecodeError:
            continue
    raise NotANotice("encoding", name=name)


def _encodings(data: bytes) -> tuple[str, ...]:
    """The encodings worth trying: what the first bytes say, else UTF-8 before GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    head = data[:_LOOKED_AT]
    if b"\x00" in head:
        return ("utf-16-le",) if head[1::2].count(0) >= head[::2].count(0) else ("utf-16-be",)
    return ("utf-8-sig", "gb18030")
