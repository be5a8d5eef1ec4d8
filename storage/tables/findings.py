"""What one look at a file found: made once for its bytes, whoever hands them in and however often."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from storage.instants import Instant
from storage.tables.row import Row


class Picture(Row, table=True):
    """What the pass over a picture found (`storage.pictures.Look`). Where it was taken is not among it.

    `width` and `height` are dots of the upright picture, `thumbnail` the blob of a small upright JPEG. `outline` (16
    hexadecimal signs) and `likeness` (64 × 64 shades of grey) know its copies again; both are empty where it is flat.
    """

    sha256: str = Field(unique=True, max_length=64)
    width: int
    height: int
    taken_at: datetime | None = Field(default=None, sa_type=Instant)
    sharpness: float = Field(default=0.0)
    is_compressed: bool = Field(default=False)
    outline: str = Field(default="", max_length=16)
    likeness: bytes = Field(default=b"")
    thumbnail: str | None = Field(default=None, max_length=64)
