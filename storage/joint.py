"""One event that several units hand in (联合开展): what tells so, and what a unit has by it once it is confirmed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select

from storage.beijing import BEIJING
from storage.tables import Piece, Submission, Unit
from storage.unit_of_work import Work

PROPOSED, CONFIRMED, REFUSED = "proposed", "confirmed", "refused"
LEAST_TEXT = 30
"""Characters below which the same words are nobody's own."""

MOST_PICTURES = 40
"""Pictures of one hand-in that are looked for among the partner's: some milliseconds each."""

_PLACE = re.compile(r"(?:自治)?[市区县旗]")
_BODY = re.compile(r"(?:科学技术协会|科协|科学技术和\w{2,6}局|[\u4e00-\u9fff]{1,10}[局委办]|科学技术委员会)")


@dataclass(frozen=True, slots=True)
class Same:
    """A hand-in of another unit that shows the same: how many pictures, texts or papers; or the same activity's day."""

    other: Submission
    kind: str
    count: int


@dataclass(slots=True)
class Shared:
    """What a unit has by hand-ins of its partners: (pieces, versions, first, last) and receipt numbers by material."""

    counts: dict[str | None, tuple[int, int, datetime, datetime]] = field(default_factory=dict)
    numbers: dict[str | None, list[str]] = field(default_factory=dict)
    partners: list[str] = field(default_factory=list)


def place_of(name: str) -> str | None:
    """Return the district whose 科协 or bureau a unit is by its name: 青浦区, of 临江市青浦区科学技术局; else None."""
    ends = [found.end() for found in _PLACE.finditer(name)]
    for number, end in reversed(list(enumerate(ends))):
        if _BODY.fullmatch(name[end:]):
            return name[ends[number - 1] if number else 0 : end]
    return None


def are_of_one_place(one: Unit, other: Unit) -> bool:
    """Whether two units are bodies of one district; of a longer and a shorter name the ends are compared."""
    here, there = place_of(one.name), place_of(other.name)
    return here is not None and there is not None and one.key != other.key and here == there


def found_same(work: Work, submission: Submission) -> list[Same]:
    """Return which hand-ins of other units show what one shows, the likeliest first, one of each unit.

    The same bytes or words are looked for everywhere, pictures that are copies and the same activity on the same day
    among the units of the same place.
    """
    if submission.unit_id is None:
        return []
    pieces = [one for one in work.pieces.of_submission(submission.key) if _counts(one)]
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    said = {one.sha256 or one.text: one for one in pieces if one.sha256 or len(one.text) >= LEAST_TEXT}
    texts = [one.text for one in said.values() if not one.sha256]
    for twin in work.pieces.like(submission, [one.sha256 for one in said.values() if one.sha256], texts):
        found[twin.submission_id][twin.kind].add(said[twin.sha256 or twin.text].key)
    for neighbour in _neighbours(work, submission.unit_id):
        for number, kind, piece_id in _alike(work, pieces, neighbour):
            found[number][kind].add(piece_id)
    best = sorted(found, key=lambda number: -sum(len(keys) for keys in found[number].values()))
    others: dict[int, Same] = {}
    for number in best:
        other = work.submissions.get(number)
        if other.withdrawn_at is None and other.receipt_no and other.unit_id and other.unit_id not in others:
            kind, keys = max(found[number].items(), key=lambda one: len(one[1]))
            others[other.unit_id] = Same(other, kind, len(keys))
    return list(others.values())


def _counts(piece: Piece) -> bool:
    return piece.duplicate_of is None and piece.replaced_by is None and piece.withdrawn_at is None


def _neighbours(work: Work, unit_id: int) -> list[Unit]:
    """The other units of the same place."""
    unit = work.units.get(unit_id)
    place = place_of(unit.name)
    if place is None:
        return []
    c = work.units.c
    near = work.units.find(c.removed_at.is_(None), c.name.contains(place, autoescape=True))
    return [other for other in near if are_of_one_place(unit, other)]


def _alike(work: Work, pieces: list[Piece], neighbour: Unit) -> Iterator[tuple[int, str, int]]:
    """The neighbour's hand-ins in which a picture is a copy of one here, or an activity was on the same day."""
    theirs = work.pieces.counting(pieces[0].campaign_id, neighbour.key) if pieces else []
    shown = [one for one in theirs if one.kind == "image"]
    by_key = {one.key: one for one in theirs}
    for piece in [one for one in pieces if one.kind == "image" and one.sha256][:MOST_PICTURES] if shown else ():
        copy = work.pictures.copy_of(piece.sha256 or "", shown)
        if copy:
            yield by_key[copy.piece].submission_id, "image", piece.key
    days, their_days = _days(work, pieces), _days(work, theirs)
    for when in days.keys() & their_days.keys():
        yield their_days[when].submission_id, "activity", days[when].key


def _days(work: Work, pieces: list[Piece]) -> dict[tuple[str, date], Piece]:
    """The activities that pictures show, with the days on which these were taken."""
    told = [one for one in pieces if one.activity and one.sha256]
    looks = work.pictures.of_all({one.sha256 for one in told if one.sha256})
    found: dict[tuple[str, date], Piece] = {}
    for one in told:
        look = looks.get(one.sha256 or "")
        if look and look.taken_at:
            found.setdefault((one.activity, look.taken_at.astimezone(BEIJING).date()), one)
    return found


def shared(work: Work, campaign_id: int) -> dict[int, Shared]:
    """Return what units have by their partners' hand-ins, by unit; nothing where nothing was confirmed."""
    by_unit: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in work.joints.confirmed(campaign_id):
        by_unit[row.other_unit_id].append((row.submission_id, row.unit_id))
        if row.other_id:
            by_unit[row.unit_id].append((row.other_id, row.other_unit_id))
    if not by_unit:
        return {}
    rows = _rows(work, {number for pairs in by_unit.values() for number, _ in pairs})
    return {unit_id: _shared(work, pairs, rows) for unit_id, pairs in by_unit.items()}


_Row = tuple[str | None, int, datetime, datetime, str]


def _rows(work: Work, numbers: set[int]) -> dict[int, list[_Row]]:
    """What hand-ins hold by material: (material, pieces, first, last, receipt number)."""
    p, s = work.pieces.c, work.submissions.c
    unset = (p.duplicate_of, p.replaced_by, p.withdrawn_at, p.returned_at, s.withdrawn_at)
    statement = (
        select(
            p.submission_id,
            p.material,
            func.sum(p.count),
            func.min(p.received_at),
            func.max(p.received_at),
            s.receipt_no,
        )
        .join(work.submissions.table, s.id == p.submission_id)
        .where(p.submission_id.in_(numbers), p["count"] > 0, *(column.is_(None) for column in unset))
        .group_by(p.submission_id, p.material, s.receipt_no)
    )
    found: dict[int, list[_Row]] = defaultdict(list)
    for number, material, count, first, last, receipt_no in work.connection.execute(statement):
        found[number].append((material, int(count), first, last, receipt_no or ""))
    return found


def _shared(work: Work, pairs: list[tuple[int, int]], rows: dict[int, list[_Row]]) -> Shared:
    """Put together what one unit has by its partners; of a material the hand-in that was first."""
    one = Shared(partners=list(dict.fromkeys(work.units.get(unit).name for _, unit in pairs)))
    for number, _ in pairs:
        for material, count, first, last, receipt_no in rows.get(number, []):
            one.counts.setdefault(material, (count, 1, first, last))
            one.numbers.setdefault(material, []).append(receipt_no)
    return one
