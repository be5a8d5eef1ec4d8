"""The frames of the long connection (`pbbp2.Frame`, proto2), coded by hand from the table of their fields: it judges the bot's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

CONTROL, DATA = 0, 1
VARINT, BYTES = 0, 2
FIELDS = {
    1: ("seq_id", VARINT),
    2: ("log_id", VARINT),
    3: ("service", VARINT),
    4: ("method", VARINT),
    5: ("headers", BYTES),
    6: ("payload_encoding", BYTES),
    7: ("payload_type", BYTES),
    8: ("payload", BYTES),
    9: ("log_id_new", BYTES),
}
REQUIRED = frozenset({"seq_id", "log_id", "service", "method"})


class Unframed(ValueError):
    """Bytes that are no frame."""


@dataclass(slots=True)
class Frame:
    """One message of the long connection; what is None is not there."""

    seq_id: int
    log_id: int
    service: int
    method: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    payload_encoding: str | None = None
    payload_type: str | None = None
    payload: bytes | None = None
    log_id_new: str | None = None

    def header(self, name: str) -> str:
        """The first value of a header, or nothing."""
        return next((value for known, value in self.headers if known == name), "")


def encode(frame: Frame) -> bytes:
    """Fields in the order of their numbers; required ones even where they are 0."""
    written = bytearray()
    for number, (name, kind) in FIELDS.items():
        value = getattr(frame, name)
        if kind == VARINT:
            written += _varint(number << 3) + _varint(value)
        elif name == "headers":
            for known, said in value:
                inside = _text(1, known.encode()) + _text(2, said.encode())
                written += _text(number, inside)
        elif value is not None:
            written += _text(number, value if isinstance(value, bytes) else value.encode())
    return bytes(written)


def decode(raw: bytes) -> Frame:
    """Read a frame. Raises Unframed: for what is cut, unknown, of another type, or misses a required field."""
    found: dict[str, object] = {}
    headers: list[tuple[str, str]] = []
    for number, kind, value in _fields(raw):
        if number not in FIELDS or FIELDS[number][1] != kind:
            raise Unframed(f"no field {number} of type {kind}")
        name = FIELDS[number][0]
        if name == "headers":
            headers.append(_header(value))
        elif name == "payload" or kind == VARINT:
            found[name] = _signed(value) if name in ("service", "method") and isinstance(value, int) else value
        else:
            found[name] = _decoded(value)
    if missing := REQUIRED - found.keys():
        raise Unframed(f"without {sorted(missing)}")
    return Frame(headers=headers, **found)  # type: ignore[arg-type]


def _header(raw: bytes | int) -> tuple[str, str]:
    assert isinstance(raw, bytes)
    found = {number: value for number, kind, value in _fields(raw) if kind == BYTES}
    if found.keys() != {1, 2}:
        raise Unframed("a header is a key and a value")
    return _decoded(found[1]), _decoded(found[2])


def _decoded(value: bytes | int) -> str:
    assert isinstance(value, bytes)
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        raise Unframed(str(error)) from error


def _fields(raw: bytes) -> Iterator[tuple[int, int, bytes | int]]:
    at = 0
    while at < len(raw):
        key, at = _read(raw, at)
        number, kind = key >> 3, key & 7
        value, at = _read(raw, at)
        if kind == VARINT:
            yield number, kind, value
        elif kind == BYTES:
            if at + value > len(raw):
                raise Unframed("cut")
            yield number, kind, raw[at : at + value]
            at += value
        else:
            raise Unframed(f"type {kind}")


def _read(raw: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(raw) or shift > 63:
            raise Unframed("cut")
        value |= (raw[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if raw[at - 1] < 0x80:
            return value & (1 << 64) - 1, at


def _signed(value: int) -> int:
    """A number of 32 bits, as it is written in 64."""
    value &= (1 << 32) - 1
    return value - (1 << 32) if value >> 31 else value


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


def _text(number: int, value: bytes) -> bytes:
    return _varint(number << 3 | BYTES) + _varint(len(value)) + value
