"""What one look at a file found: made once for its bytes, whoever hands them in and however often."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint
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


class Paper(Row, table=True):
    """What one reading of a paper found (`storage.papers.Reading`): a draft for a person, never a fact by itself.

    `figures` are {kind, number, sentence}. `lines` is the text, bounded, with which a next version is compared.
    `phones` counts different mobile numbers.
    """

    sha256: str = Field(unique=True, max_length=64)
    title: str = Field(default="", max_length=200)
    length: int = Field(default=0)
    headings: list[str] = Field(default_factory=list, sa_type=JSON)
    figures: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    lines: list[str] = Field(default_factory=list, sa_type=JSON)
    phones: int = Field(default=0)


class Figure(Row, table=True):
    """A figure that a piece names (`storage.papers.figures`), at its place among these, and what a person said of it.

    States: found → ticked | struck. `value` is what it was corrected to.
    """

    __table_args__ = (UniqueConstraint("piece_id", "place"),)

    piece_id: int = Field(foreign_key="piece.id")
    place: int
    kind: str = Field(max_length=20)
    number: int = Field(sa_type=BigInteger)
    sentence: str = Field(default="", max_length=200)
    state: str = Field(default="found", max_length=10)
    value: int | None = Field(default=None, sa_type=BigInteger)
    decided_by: str = Field(default="", max_length=60)
    decided_at: datetime | None = Field(default=None, sa_type=Instant)


class Tally(Row, table=True):
    """What a unit's figures of a kind come to, of all that counts in a campaign: never written but by counting anew.

    `every` is the sum of what was not struck out, `ticked` of what a person ticked; `waiting` counts those that nobody
    has looked at. Joint events are not known here (`storage.tally`). The index holds it all: it is read instead.
    """

    __table_args__ = (Index(None, "campaign_id", "unit_id", "kind", "every", "ticked", "waiting"),)

    campaign_id: int = Field(foreign_key="campaign.id")
    unit_id: int = Field(foreign_key="unit.id")
    kind: str = Field(max_length=20)
    every: int = Field(sa_type=BigInteger)
    ticked: int = Field(sa_type=BigInteger)
    waiting: int
