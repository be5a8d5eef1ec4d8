"""The two messages of Feishu's long connection, read and written byte for byte as its own SDK does.

proto2, package `pbbp2`: Frame (SeqID 1, LogID 2, service 3, method 4, headers 5, payload_encoding 6, payload_type 7,
payload 8, LogIDNew 9) and Header (key 1, value 2). Bytes from the wire are hostile: reading is bounded in steps, and
raises nothing but BadFrame.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

CONTROL, DATA = 0, 1
"""What `method` says: a sign of life, or something that is told."""

MOST_FIELDS = 100
"""Fields of a message that are looked at; Feishu's have some ten."""

_VARINT, _EIGHT_BYTES, _COUNTED, _FOUR_BYTES = 0, 1, 2, 5
_LONGEST_VARINT = 10
_HEADERS = 5
_NUMBERS = {1: "seq_id", 2: "log_id", 3: "service", 4: "method"}
_REQUIRED = frozenset(_NUMBERS.values())
_TEXTS = {6: "payload_encoding", 7: "payload_type", 9: "log_id_new"}
_PAYLOAD = 8


class BadFrame(ValueError):
    """Bytes that are no frame."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame. What is None was not written, and is not written again; an empty text or payload is."""

    seq_id: int = 0
    log_id: int = 0
    service: int = 0
    method: int = CONTROL
    headers: tuple[tuple[str, str], ...] = ()
    payload_encoding: str | None = None
    payload_type: str | None = None
    payload: bytes | None = field(default=None, repr=False)
    log_id_new: str | None = None

    def header(self, key: str) -> str:
        """Return the value of a header, empty where there is none; the first of several, as the SDK reads them."""
        return next((value for name, value in self.headers if name == key), "")

    def encode(self) -> bytes:
        """Write it: fields in the order of their numbers, required ones though they are zero."""
        pieces = [
            b"\x08" + _varint(self.seq_id),
            b"\x10" + _varint(self.log_id),
            b"\x18" + _varint(self.service),
            b"\x20" + _varint(self.method),
        ]
        for key, value in self.headers:
            pieces.append(_counted(_HEADERS, _counted(1, key.encode()) + _counted(2, value.encode())))
        optional = (self.payload_encoding, self.payload_type, self.payload, self.log_id_new)
        for number, one in enumerate(optional, 6):
            if one is not None:
                pieces.append(_counted(number, one.encode() if isinstance(one, str) else one))
        return b"".join(pieces)

    @classmethod
    def decode(cls, data: bytes) -> Frame:
        """Read it; what is unknown in it is passed over. Raises BadFrame."""
        found: dict[str, Any] = {}
        headers: list[tuple[str, str]] = []
        for number, value in _fields(data):
            if isinstance(value, int):
                if number in _NUMBERS:
                    found[_NUMBERS[number]] = _int32(value) if number in (3, 4) else value
            elif number == _HEADERS:
                headers.append(_header(value))
            elif number in _TEXTS:
                found[_TEXTS[number]] = _text(value)
            elif number == _PAYLOAD:
                found["payload"] = value
        if not found.keys() >= _REQUIRED:
            raise BadFrame("a required field is missing")
        return cls(headers=tuple(headers), **found)


def ping(service: int) -> Frame:
    """Return what asks for a sign of life."""
    return Frame(service=service, headers=(("type", "ping"),))


def _header(data: bytes) -> tuple[str, str]:
    """Read a header. Raises BadFrame."""
    found = {number: value for number, value in _fields(data) if isinstance(value, bytes)}
    if 1 not in found or 2 not in found:
        raise BadFrame("a header without key or value")
    return _text(found[1]), _text(found[2])


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Give number and value of each field whose value is a number or bytes. Raises BadFrame."""
    at = count = 0
    while at < len(data):
        count += 1
        if count > MOST_FIELDS:
            raise BadFrame("too many fields")
        tag, at = _read_varint(data, at)
        number, kind = tag >> 3, tag & 7
        if not 0 < number < 1 << 29:
            raise BadFrame("a field without a number")
        if kind == _VARINT:
            value, at = _read_varint(data, at)
            yield number, value
            continue
        if kind == _COUNTED:
            size, at = _read_varint(data, at)
        elif kind in (_EIGHT_BYTES, _FOUR_BYTES):
            size = 8 if kind == _EIGHT_BYTES else 4
        else:
            raise BadFrame("a field of a kind that no frame has")
        if size > len(data) - at:
            raise BadFrame("cut off")
        if kind == _COUNTED:
            yield number, data[at : at + size]
        at += size


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of at most 64 bits and return where it ends. Raises BadFrame."""
    value = 0
    for place, byte in enumerate(data[at : at + _LONGEST_VARINT]):
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, at + place + 1
    raise BadFrame("a number that does not end")


def _varint(value: int) -> bytes:
    """Write a number; a negative one in ten bytes, as protobuf writes an int32."""
    value &= 0xFFFF_FFFF_FFFF_FFFF
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


def _counted(number: int, data: bytes) -> bytes:
    """Write a field of bytes."""
    return _varint(number << 3 | _COUNTED) + _varint(len(data)) + data


def _int32(value: int) -> int:
    """The low 32 bits of a number, with their sign."""
    value &= 0xFFFF_FFFF
    return value - (1 << 32) if value >= 1 << 31 else value


def _text(data: bytes) -> str:
    """Read UTF-8. Raises BadFrame."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise BadFrame("a text that is no UTF-8") from None
