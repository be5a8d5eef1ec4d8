"""A roster of any length whose units have handed in, written with a handful of statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from bot.playground.example import notice_lines
from storage import editions
from storage.notice.model import Notice
from storage.notice.parser import read
from storage.notice.routing import binding_level, duty, offices, unit_types
from storage.papers import read_paper
from storage.roster import Entry, import_roster
from storage.tables import Campaign, Unit
from storage.unit_of_work import Work

_LONG = "青溪市城乡建设与生态环境保护科学技术普及工作者协会联合会"
"""A name as long as they come; every fiftieth unit bears one."""
_DAYS = 30
_PAPERS = 20
_TOLD = (
    "本单位结合实际制定方案，明确分工，按时间节点推进各项活动。活动期间组织座谈交流、现场咨询和参观学习，反响良好。",
    "共开展主场活动3场，参加1200人次，媒体报道5篇。充分发挥专业优势，面向基层开展服务，解决了一批实际问题。",
    "（一）主要做法",
)
"""What stands in a paper, again and again."""


def offices_of_the_notice() -> tuple[str, ...]:
    """The offices of the shipped notice."""
    notice = read(notice_lines())
    return tuple(offices(notice, binding_level(notice, None)))


def enrol_crowd(work: Work, units: int) -> Campaign:
    """Publish the shipped notice to so many invented units; nobody speaks for them yet."""
    notice = read(notice_lines())
    types = unit_types(notice, binding_level(notice, None))
    entries = [
        Entry(f"{_LONG if place % 50 == 9 else ''}第{place}号单位", types[place % len(types)], liaison=f"联络员{place}")
        for place in range(units)
    ]
    import_roster(work, entries)
    return editions.publish(work, notice, by="")


def hand_in(work: Work, campaign: Campaign, each: int, *, files: Sequence[str] = (), idle: int = 0) -> None:
    """Let units hand in so many times over the last thirty days: papers and pictures by turns.

    Papers are read and of twenty kinds. `files` are hashes of pictures that there are; without them the bytes are nowhere. `idle` is which unit hands
    nothing in: every so-manyth, none where it is 0.
    """
    notice = editions.notice_of(work, campaign)
    busy = [unit for place, unit in enumerate(work.units.all()) if not idle or place % idle]
    rows, pieces = zip(*_written(work, campaign, notice, (busy, each, files)), strict=True) if busy else ((), ())
    if rows:
        for number in range(_PAPERS):
            found = read_paper([f"第{number}号活动总结", *_TOLD * 12])
            work.papers.add(
                sha256=f"{number:064}", **{**asdict(found), "figures": [asdict(one) for one in found.figures]}
            )
        work.connection.execute(insert(work.submissions.table), list(rows))
        work.connection.execute(insert(work.pieces.table), list(pieces))
        work.connection.execute(insert(work.figures.table), list(_figures(pieces)))
        work.tallies.count_anew((campaign.key, unit.key) for unit in busy)


def _written(
    work: Work, campaign: Campaign, notice: Notice, what: tuple[Sequence[Unit], int, Sequence[str]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The rows of hand-ins, each with that of its only piece."""
    units, each, files = what
    activities = [section.title for section in notice.activities]
    owed = {kind: [material.name for material in duty(notice, kind).owed] for kind in {one.unit_type for one in units}}
    verdict = dict.fromkeys(("verdict", "verdict_reason", "verdict_by"), "")
    for number in range(1, len(units) * each + 1):
        unit, turn = units[(number - 1) // each], (number - 1) % each
        at = work.now - timedelta(days=1 + number % _DAYS, minutes=number % 400)
        times = dict.fromkeys(("opened_at", "changed_at", "receipted_at", "settled_at"), at)
        about = {"campaign_id": campaign.key, "unit_id": unit.key}
        state = {
            "state": "receipted",
            "receipt_no": f"0920-{number:03}",
            "announced": [],
            "channel": "chat",
            "rounds": 1,
        }
        is_picture, material = turn % 2, owed[unit.unit_type][turn % len(owed[unit.unit_type])]
        file = {"kind": "image" if is_picture else "file", "size": 90_000, "material": material, "text": "", "count": 1}
        file |= {"name": f"材料{number}.jpg" if is_picture else f"活动总结{number}.pdf"}
        file |= {"sha256": files[number % len(files)] if files and is_picture else f"{number % _PAPERS:064}"}
        file |= {"media_type": "image/jpeg" if is_picture else "application/pdf"}
        file |= {"activity": activities[number % len(activities)] if is_picture else "", "caption": ""}
        yield (
            {**about, **times, **state, **verdict, "id": number},
            {**about, **file, "id": number, "submission_id": number, "received_at": at},
        )


def _figures(pieces: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What each paper counts: every third of it ticked, every eleventh struck out, every seventh corrected."""
    papers = [piece["id"] for piece in pieces if piece["kind"] == "file"]
    for at, piece in enumerate(papers):
        state = "ticked" if at % 3 == 0 else "struck" if at % 11 == 0 else "found"
        decided = {
            "state": state,
            "decided_by": "" if state == "found" else "沈知远",
            "value": 7 if at % 7 == 0 else None,
        }
        for place, (kind, number) in enumerate((("场次", at % 20 + 1), ("人次", at * 10 % 5000 + 50))):
            sentence = f"活动期间共开展讲座、咨询、参观等{at % 20 + 1}场，参加{at * 10 % 5000 + 50}人次，各方反响良好。"
            yield {"piece_id": piece, "place": place, "kind": kind, "number": number, "sentence": sentence, **decided}
