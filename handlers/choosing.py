"""Which of several running campaigns a message is about; where that stays open, the one short question back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.lexicon import Topic
from handlers.questions.lookup.index import index_of
from handlers.questions.lookup.passages import pairs
from handlers.questions.lookup.search import search
from handlers.questions.typed.hearing import topics_of
from handlers.questions.typed.speech import asks
from handlers.questions.typed.spelling import folded, normalise
from scheduler.phrases import subject
from storage.notice.model import Notice
from storage.patterns import Late
from storage.tables import Campaign

MOST = 6
"""Campaigns that are looked at for one chat: more run nowhere at once."""

WHICH = "which"
"""What somebody was asked about several campaigns, kept until they say which."""

FOR_WHICH = "for_which"
"""The hand-in for which somebody was asked to say its campaign, kept until they do."""

_SHORT = 14
_AHEAD = 1.4
"""How much more a question must find in one notice than in any other to be about it."""

_OF_THE_TEXT = frozenset((Topic.ACTIVITIES, Topic.REQUIREMENTS, Topic.UPLOAD, Topic.COMMENDATION, Topic.HOW))
"""Topics that one notice may speak of and another not."""

_PLACE = Late(r"(?:是|问的?是|选)?第?([1-6一二三四五六])(?:[个项份])?(?:通知|活动)?[.。!]?")
_NUMBERS = "一二三四五六"

Running = tuple[Campaign, Notice]


@dataclass(frozen=True, slots=True)
class Choice:
    """The campaign that is meant, and the others that run for the same people; `is_open` where it was not said."""

    campaign: Campaign | None = None
    notice: Notice | None = None
    others: tuple[Running, ...] = ()
    is_open: bool = False


def choose(running: Sequence[Running], text: str, held: Mapping[str, dict[str, Any]], about: int | None) -> Choice:
    """Choose from at least one campaign, the newest first; `about` is the one that a message replies to or adds to."""
    meant = running[0] if len(running) == 1 else _meant(running, text, held, about)
    campaign, notice = meant or running[0]
    others = tuple(one for one in running if one[0] is not campaign)
    return Choice(campaign, notice, others, is_open=meant is None)


def _meant(
    running: Sequence[Running], text: str, held: Mapping[str, dict[str, Any]], about: int | None
) -> Running | None:
    """The campaign that is replied to, named, alone has something to say to it, or is gone on with."""
    by_key = {campaign.key: (campaign, notice) for campaign, notice in running}
    said = normalise(text)
    if FOR_WHICH in held and len(said) <= _SHORT and (meant := _picked(said, by_key, held) or _named(said, running)):
        return meant
    if asks(said) and (meant := _named(said, running)):
        return meant  # though a hand-in for another one is open
    if about in by_key:
        return by_key[about]
    return (
        _picked(said, by_key, held)
        or _named(said, running)
        or _found(said, running)
        or _gone_on_with(said, by_key, held)
    )


def _picked(said: str, by_key: Mapping[int, Running], held: Mapping[str, dict[str, Any]]) -> Running | None:
    """The one that a number picks from those that were put to choose from."""
    found = _PLACE.fullmatch(said)
    offered = (held.get(FOR_WHICH) or held.get(WHICH, {})).get("campaigns", [])
    if not found or not offered:
        return None
    place = _NUMBERS.find(found[1]) if found[1] in _NUMBERS else int(found[1]) - 1
    return by_key.get(offered[place]) if place < len(offered) else None


def _named(said: str, running: Sequence[Running]) -> Running | None:
    """The one whose number, or words of whose subject that no other has, are said."""
    numbered = [one for one in running if one[1].doc_number and folded(one[1].doc_number) in folded(said)]
    if len(numbered) == 1:
        return numbered[0]
    subjects = [pairs(folded(subject(notice))) for _, notice in running]
    heard = pairs(said)
    counts = []
    for place, own in enumerate(subjects):
        others = frozenset().union(*(other for at, other in enumerate(subjects) if at != place))
        counts.append(len(heard & (own - others)))
    best = max(counts)
    return running[counts.index(best)] if best >= 1 and counts.count(best) == 1 else None


def _gone_on_with(said: str, by_key: Mapping[int, Running], held: Mapping[str, dict[str, Any]]) -> Running | None:
    """The one that was spoken of just before, where the message is short."""
    return by_key.get(held.get("asked", {}).get("campaign", 0)) if len(said) <= _SHORT else None


def _found(said: str, running: Sequence[Running]) -> Running | None:
    """The one in which a question finds clearly more than in the others; what every notice has is in all of them."""
    if set(topics_of(said)) - _OF_THE_TEXT:
        return None
    found = [(search(said, index_of(one[1])), one) for one in running]
    weighed = sorted(((f.weight * f.covered, f.is_sure, one) for f, one in found), key=lambda each: -each[0])
    (best, is_sure, meant), (second, *_) = weighed[:2]
    return meant if is_sure and best >= _AHEAD * second else None
