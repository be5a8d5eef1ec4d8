"""What goes into a package, in which order and in which of its volumes; and the plan that says so beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.notice.model import Notice
from storage.standing import Standing, standings
from storage.tables import Campaign, Piece
from storage.unit_of_work import Work

_ROOM = 0.95
"""The part of a volume that files may fill; index, hashes and thumbnails take the rest."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes into a package: of one office only, where it is named; photos with the place where they were taken.

    `with_sheets` adds sheets of small pictures and a list of their captions, to be leafed through. `accepted` leaves
    out what no coordinator has accepted. `most_bytes` splits it into volumes for mail, of which
    `volume` (from 1) is written; a single file that is larger has a volume to itself.
    """

    office: str | None = None
    with_coordinates: bool = False
    with_sheets: bool = True
    accepted: bool = False
    most_bytes: int | None = None
    volume: int = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One piece that goes in: whose it is, under which receipt, which of its unit's, how large, in which volume."""

    standing: Standing
    piece: Piece
    receipt_no: str
    place: int
    size: int
    volume: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a package would hold: units, papers and texts, photos and films, bytes, volumes; what is not accepted."""

    units: int
    papers: int
    media: int
    size: int
    volumes: int
    not_accepted: int


def chosen(work: Work, campaign: Campaign, notice: Notice, choice: Choice) -> list[Item]:
    """Return everything that counts and is chosen: no duplicates, nothing withdrawn, of several versions the last."""
    items: list[Item] = []
    volume, filled = 1, 0
    for standing, piece, receipt_no, place in _counting(work, campaign, notice, choice):
        size = piece.size if piece.sha256 else len(piece.text.encode())
        if choice.most_bytes and filled and filled + size > choice.most_bytes * _ROOM:
            volume, filled = volume + 1, 0
        filled += size
        items.append(Item(standing, piece, receipt_no, place, size, volume))
    return items


def plan(work: Work, campaign: Campaign, notice: Notice, choice: Choice) -> Plan:
    """Say what a package would hold before it is made."""
    items = chosen(work, campaign, notice, choice)
    verdicts = {row.key: row.verdict for row in work.submissions.having(campaign_id=campaign.key)}
    media = sum(1 for item in items if is_media(item.piece))
    return Plan(
        units=len({item.standing.unit.key for item in items}),
        papers=len(items) - media,
        media=media,
        size=sum(item.size for item in items),
        volumes=max((item.volume for item in items), default=1),
        not_accepted=sum(1 for item in items if verdicts.get(item.piece.submission_id) != "accepted"),
    )


def is_media(piece: Piece) -> bool:
    """Whether a piece is a picture, a film or a recording."""
    return piece.media_type.split("/")[0] in ("image", "video", "audio")


def _counting(
    work: Work, campaign: Campaign, notice: Notice, choice: Choice
) -> Iterator[tuple[Standing, Piece, str, int]]:
    rows = work.submissions.having(campaign_id=campaign.key, withdrawn_at=None)
    numbers = {row.key: row.receipt_no or "" for row in rows if not choice.accepted or row.verdict == "accepted"}
    pieces: dict[int | None, list[Piece]] = {}
    for piece in work.pieces.that_count(campaign.key):
        pieces.setdefault(piece.unit_id, []).append(piece)
    for standing in standings(work, campaign, notice):
        if choice.office in (None, standing.office):
            for place, piece in enumerate(_held(pieces.get(standing.unit.key, []), numbers), 1):
                yield standing, piece, numbers[piece.submission_id], place


def _held(pieces: Sequence[Piece], numbers: dict[int, str]) -> Iterator[Piece]:
    return (piece for piece in pieces if piece.submission_id in numbers and (piece.sha256 or piece.text))
