"""What a receipt says of pictures: those seen before in another size, those a chat has compressed."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.wording import receipts as wording
from storage.tables import Piece
from storage.unit_of_work import Work

IMAGE = "image"


def repeated(work: Work, pieces: Sequence[Piece]) -> list[str]:
    """How many pieces were here already: the same bytes, and pictures that show again what another one shows."""
    doubles = [piece for piece in pieces if piece.duplicate_of is not None]
    copies = sum(1 for piece in doubles if _is_copy(work, piece))
    lines = [wording.duplicates(len(doubles) - copies)] if len(doubles) > copies else []
    return [*lines, wording.copies(copies)] if copies else lines


def hints(work: Work, kept: Sequence[Piece], *, is_first: bool) -> list[str]:
    """Which pictures took the place of smaller ones; once, that the originals of compressed ones are wanted."""
    pictures = [piece for piece in kept if piece.kind == IMAGE and piece.sha256 and piece.replaced_by is None]
    larger = len({piece.replaced_by for piece in work.pieces.replaced_by([piece.key for piece in pictures])})
    lines = [wording.larger(larger)] if larger else []
    found = work.pictures.of_all([piece.sha256 for piece in pictures if piece.sha256])
    compressed = sum(1 for picture in found.values() if picture.is_compressed)
    return [*lines, wording.compressed(compressed)] if compressed and is_first else lines


def _is_copy(work: Work, piece: Piece) -> bool:
    return piece.kind == IMAGE and work.pieces.get(piece.duplicate_of or 0).sha256 != piece.sha256
