"""The sums of what units count in their papers: events, people, reports; ticked by a person, and all; nothing twice.

A figure of a joint event stands in the papers of both units: of the same kind and value in the joined hand-ins it
counts once, and so does the same sentence anywhere in what partners hand in. A small number tells by itself of no event
(each of two partners gives one lecture): in other words it is the same only beside a larger one that is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from storage.papers import figures
from storage.repositories import Stated
from storage.tables import Campaign, Figure, Piece, Submission
from storage.unit_of_work import Work

TELLING = 20
"""From here on a number is hardly that of another event by chance."""

_Told = tuple[int, str, int, str]
"""A figure as partners tell it: their group, the kind, the number that was read, the sentence."""

KINDS = ("场次", "人次", "媒体报道")
FOUND, TICKED, STRUCK = "found", "ticked", "struck"


@dataclass(frozen=True, slots=True)
class Sum:
    """A kind's sums: of what was ticked, of all that was not struck out; and how many nobody has looked at."""

    kind: str
    ticked: int
    every: int
    waiting: int


def note(work: Work, submission: Submission) -> None:
    """Keep the figures of what a hand-in holds; what a person said of them in the version before still holds."""
    pieces = work.pieces.of_submission(submission.key)
    known = {row.piece_id for row in work.figures.of_pieces([piece.key for piece in pieces])}
    rows = [row for piece in pieces if piece.key not in known for row in _rows(work, piece)]
    if rows:
        work.figures.add_all_once(rows)


def _rows(work: Work, piece: Piece) -> list[dict[str, object]]:
    """The rows of one piece's figures."""
    found = _figures(work, piece)
    if not found:
        return []
    before = work.figures.of_pieces([older.key for older in work.pieces.replaced_by([piece.key])])
    decided = {(row.kind, row.number, row.sentence): row for row in before if row.state != FOUND}
    return [
        {
            "piece_id": piece.key,
            "place": place,
            **one,
            **_decision(decided.get((one["kind"], one["number"], one["sentence"]))),
        }
        for place, one in enumerate(found)
    ]


def _figures(work: Work, piece: Piece) -> Sequence[dict[str, Any]]:
    """What a piece names, by the reading of its paper or in its own words."""
    if piece.kind == "text":
        return [{"kind": f.kind, "number": f.number, "sentence": f.sentence} for f in figures(piece.text.splitlines())]
    paper = work.papers.first_having(sha256=piece.sha256) if piece.sha256 and piece.kind == "file" else None
    return paper.figures if paper else ()


def _decision(row: Figure | None) -> dict[str, object]:
    names = ("state", "value", "decided_by", "decided_at")
    return {name: getattr(row, name) for name in names} if row else {}


def sums(work: Work, campaign: Campaign, units: Collection[int]) -> tuple[Sum, ...]:
    """Return the sums over some units, joint events counted once; of each kind that is named at all."""
    groups, joined = _joined(work, campaign.key)
    added: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    alone = set(units) - groups.keys()
    for unit_id, kind, all_of_it, by_a_person, many in work.tallies.of_campaign(campaign.key):
        if unit_id in alone:
            of = added[kind]
            of[0] += all_of_it
            of[1] += by_a_person
            of[2] += many
    every, ticked, waiting = (Counter({kind: of[place] for kind, of in added.items()}) for place in range(3))
    rows = work.figures.stated(campaign.key, units=groups.keys() & set(units)) if groups else []
    words = _in_any_words(rows, joined)
    rows = [row for row in rows if row.state != STRUCK]
    every += _once(rows, groups, words)
    ticked += _once([row for row in rows if row.state == TICKED], groups, words)
    waiting += Counter(row.kind for row in rows if row.state == FOUND)
    return tuple(Sum(kind, ticked[kind], every[kind], waiting[kind]) for kind in KINDS if kind in every)


def _joined(work: Work, campaign_id: int) -> tuple[dict[int, int], set[int]]:
    """Which units are partners, as each one's group; and the hand-ins that were joined."""
    group: dict[int, int] = {}
    joined: set[int] = set()
    for row in work.joints.confirmed(campaign_id):
        own, other = row.unit_id, row.other_unit_id
        joined |= {row.submission_id, *([row.other_id] if row.other_id else [])}
        first, second = group.setdefault(own, own), group.setdefault(other, other)
        group = {unit: first if one == second else one for unit, one in group.items()}
    return group, joined


def _in_any_words(rows: Sequence[Stated], joined: set[int]) -> dict[int, str]:
    """By what figures of joined hand-ins are known in anybody's words; a small one alone is known by its sentence."""
    beside: dict[tuple[int, str], set[int]] = defaultdict(set)
    for row in rows:
        if row.number >= TELLING:
            beside[row.submission_id, row.sentence].add(row.number)
    known = {}
    for row in rows if joined else ():
        larger = beside[row.submission_id, row.sentence]
        if row.submission_id in joined and larger:
            known[row.key] = "" if row.number >= TELLING else str(sorted(larger))
    return known


def _once(rows: Sequence[Stated], groups: dict[int, int], words: dict[int, str]) -> Counter[str]:
    """Sum up by kind; what partners both count is taken as often as the one counts it who does so most.

    It is known by what was read of it, so that a figure which was corrected on one side is still the other's too.
    """
    added: Counter[str] = Counter()
    told: dict[_Told, dict[int, list[Stated]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        told[groups[row.unit_id], row.kind, row.number, row.sentence][row.unit_id].append(row)
    alike: dict[_Told, dict[int, list[Stated]]] = defaultdict(lambda: defaultdict(list))
    for (group, kind, number, sentence), by_unit in told.items():
        for unit, own in by_unit.items():
            for row in own:
                same = words.get(row.key, sentence) if len(by_unit) == 1 else sentence
                alike[group, kind, number, same][unit].append(row)
    for (_, kind, number, _), by_unit in alike.items():
        corrected: Counter[int] = Counter()
        for own in by_unit.values():
            corrected |= Counter(row.value for row in own if row.value != number)
        times = max(len(own) for own in by_unit.values())
        values = [*corrected.elements()][:times]
        added[kind] += sum(values) + number * (times - len(values))
    return added
