"""Which of several dates is asked for: that of the 快报, of the paper copies, of the districts; else all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from handlers.lexicon import Topic, lexicon
from handlers.questions.facts.asked import Asked
from handlers.questions.facts.named_days import on_days, with_ends, with_own_day
from handlers.questions.facts.steps import SENDS, before_step, is_stage, is_step, without_steps
from handlers.questions.facts.turns import by_run, opening_of, turn_of, without_campaign
from handlers.questions.lookup.fitting import told_apart
from handlers.questions.lookup.index import Index, day_of
from handlers.questions.lookup.passages import Passage, pairs, shortened, without
from handlers.questions.lookup.search import terms_of
from handlers.questions.meant.entities import is_named
from handlers.questions.typed.months import in_month_of
from handlers.questions.typed.spelling import folded, in_clauses
from scheduler.labels import SIGNS, label
from storage.notice.model import Deadline
from storage.notice.routing import fold
from storage.patterns import Late

MOST = 4
"""Dates of one answer."""

_NEAR, _LEAST = 0.75, 0.6
"""Part of the best date's weight from which another is said as well; and what the best must weigh, in characters."""

_SENT = 1.0
"""What a date of sending weighs more than one of something else, where sending is asked about."""

_DATES = Late(r"(?:20\d\d\s*年)?\d{1,2}\s*月\s*\d{1,2}\s*[日号](?:前|之前)?")
_DAY = Late(r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]")
_DUE = Late(r"\d\s*个?(?:小时|工作日|天)[之以]?内|\d\s*[日号](?:之?前|以前|止|截止)|截止.{0,6}\d{1,2}\s*[日号]")
_ENDS = Late(r"(?:项目|课题|任务).{0,24}(?:完成|结题|验收)|完成时[间限]|实施期|执行期")
_CARRIED_OUT = Late(r"完成|结题|验收|做[完到好]|执行|实施")
_ENDS_ASKED = Late(r"完成|结题|验收|做[完到好]|执行|实施|建设|几个|哪些")
_CYCLE = Late(
    r"每[双半]?(?:个?月|季|年|周|旬|学期|[日天])|(?:多久|多长时间|几个?[月天周])[^,。;?]{0,5}一[次回]"
    r"|下一?[次期回]|[这本下]个?月(?!\d)|第一次"
)
"""How often something is due is asked, or when it is the next time."""

_BEGINS = Late(
    r"(?:<when>|几[号月])[^,。;?]{0,4}(?:开始|起|开放|启动|开[通报])|(?:从|自)(?:<when>|几)|开始(?:报|填|受理|申报|的?时间|日期)|起止".replace(
        "<when>", "(?:什么时候|哪一?[天日])"
    )
)
"""From when something may be done is asked."""

_ON_PAGE = Late(r"网[上站页络]|在线|线上|平台|系统|上传|登[录陆]")
_EACH_DATE = Late(
    r"分别|各是|各(?:要|得)?(?:几[号点月]|哪天|什么时候)|[两几]次|[哪几两三四]个(?:截止|报送)?(?:时间|日期|节点|截止)"
)
_TITLE = Late(r"《[^》]{2,40}》")
_OF_SENDING = r"<send>|截止|期限|最[迟晚]|<thing>"
_OF_TIME = (Topic.LATE, Topic.EXTENSION, Topic.DAYS_LEFT)
DATED = Late(r"\d{1,2}\s*月|[上中下]旬|[年月]底|另行通知")
_FAR = 0.35
"""What a sentence of another day must have more in common with the question, as a part of the rarest pair's weight."""

_OF_ANY = Late(
    r"下一?[次期回]|[这本下]个?月|截止?(?:时间|日期|日子)?|期限|时间|日期|日子|最[迟晚后]|[之以]?前|几号|[报交送寄][到给至往]?(?=哪|谁)|[来赶]得[及上]|\d+[月日号]?"
)
_LEAST_CALLED, _LEAST_WHAT, _LONGEST_LABEL = 4, 3, 48


@lru_cache(maxsize=2)  # one answer asks for them several times
def deadlines_of(asked: Asked) -> tuple[Deadline, ...]:
    """Return the dates that are asked for, in the order in which they fall; () where the notice has none."""
    own = _once(d for duty in asked.targets for d in duty.deadlines)
    own = tuple(_sent(asked, own))
    here = (d for d in _once((*own, *_of_level(asked))) if not asked.index.is_onward(d))
    known = [d for d in without_steps(asked, here, own) if d.date or d.recurrence or d in own]
    if cycle := _CYCLE.search(asked.u.said):
        called = cycle[0] if cycle[0].startswith("每") else ""
        known = [d for d in known if d.recurrence and called in folded(d.recurrence)] or known
    if turn := turn_of(asked.u.said, own) or _of_those_called(asked) or in_month_of(asked.u.said, own[1:] and own):
        return turn
    clauses = [part for part in in_clauses(asked.u.said) if lexicon().pattern("<when>").search(part)]
    spoken_of = clauses if len(clauses) > 1 else [asked.u.said]
    named = _once(one for part in spoken_of for one in _named(part, known, asked))
    if named and not set(named) & set(own) and not asked.u.scope.unit_types and asked.own and len(own) < 2:
        named = ()  # words of another's date, said of one's only own or of none
    if _EACH_DATE.search(asked.u.said):
        named = ()
    if _CARRIED_OUT.search(asked.u.said):
        named = tuple(d for d in own if _ENDS.search(clause_of(asked.index, d))) or named
    spoken, on_day = asked.u.entities.days, on_days(asked, own)
    named = tuple(d for d in named if d in on_day) or named
    chosen = [d for d in named if d in own] or named or on_day or [d for d in own if d in known] or own
    if _BEGINS.search(asked.u.said) and (begun := [d for d in named or known if d.starts_on]):
        chosen = with_ends(asked, begun, known)
    chosen = with_own_day(asked, chosen, own)
    days = {d.date for d in chosen}
    chosen = [*chosen, *(d for d in known if d.date and d.date not in days and is_named(d.date, spoken))]
    chosen = [*chosen, *before_step(asked, chosen, own)]
    if not any(d.date or d.recurrence for d in chosen):
        chosen = [*chosen, *(d for d in own if d.date and d not in chosen)]
    return tuple(sorted(chosen, key=lambda d: (d.date is None, str(d.date), d.time or "24")))[:MOST]


def _sent(asked: Asked, own: Sequence[Deadline]) -> Sequence[Deadline]:
    """Without the days by which a project is carried out, unless that is asked: they are none of handing in."""
    if _ENDS_ASKED.search(asked.u.said):
        return own
    kept = [d for d in own if not _ENDS.search(clause_of(asked.index, d))] or own
    if len(kept) < 2 or not lexicon().pattern("<send>").search(asked.u.said):
        return kept
    return [d for d in kept if not is_stage(d)] or kept


def _of_those_called(asked: Asked) -> tuple[Deadline, ...]:
    """The dates of bodies that another level addresses, where one of them is called by its whole name."""
    if asked.u.entities.types or asked.u.scope.is_upper:
        return ()
    others = [d for d in asked.index.notice.deadlines if d.level != asked.index.binding and d.date]
    called = {fold(name) for d in others for name in d.audience if len(fold(name)) > _LEAST_CALLED}
    said = fold(asked.u.said) if called else ""
    named = [d for d in others if any(fold(name) in said for name in d.audience if fold(name) in called)]
    fewest = min((len(set(d.audience)) for d in named), default=0)
    own = [d for d in named if fold(d.text[: _LEAST_CALLED + 1]) in said] or named
    return tuple(own) if fewest else ()


def uppers_of(asked: Asked) -> Sequence[Deadline]:
    """The dates of those above: of several those that are asked for, else those of bodies like the one that wrote."""
    uppers = asked.index.upper_deadlines()
    if len(uppers) < 2:
        return uppers
    place = asked.index.places.get(asked.index.binding, "")
    of_place = [d for d in uppers if place and any(place in name for name in d.audience[:1])]
    return _named(asked.u.said, uppers, asked) or of_place or uppers


def is_told_of_page(asked: Asked) -> bool:
    """What is done on a page has a date of its own among those that are asked for."""
    return any(_ON_PAGE.search(d.text + d.what) for d in deadlines_of(asked) if d.date)


def narrowed(asked: Asked) -> Asked:
    """The question with the asker's other dates set aside, where only some are asked for."""
    if not asked.u.has(Topic.DEADLINE, Topic.HOUR, Topic.DAYS_LEFT):
        return asked
    own = _once(d for duty in asked.targets for d in duty.deadlines)
    chosen = deadlines_of(asked) if len(own) > 1 else ()
    said = {day for d in chosen for day in _days_of(d)}
    others = frozenset(day for d in own if said for day in _days_of(d)) - said
    return replace(asked, set_aside=others) if others else asked


def _days_of(deadline: Deadline) -> Iterator[str]:
    """Its day, as 6月20日, or those that are printed of one that returns."""
    if deadline.date:
        yield day_of(deadline.date)
    yield from (re.sub(r"\s", "", day) for day in _DAY.findall(deadline.recurrence or ""))


def due_of(chosen: Sequence[Deadline], today: date) -> Deadline | None:
    """The next of them that is not over, else the last."""
    dated = [d for d in chosen if d.date]
    ahead = next((d for d in dated if d.date and d.date >= today), None)
    return ahead or (dated[-1] if dated else chosen[0] if chosen else None)


def instead(asked: Asked, chosen: Sequence[Deadline]) -> Sequence[Passage]:
    """The sentence with a day of something else that is asked for, and that no date of `chosen` is about: 交叉检查."""
    if lexicon().pattern(_OF_SENDING).search(asked.u.said) or asked.u.has(*_OF_TIME):
        return ()
    terms = {pair for pair, weight in terms_of(asked.u.said).items() if weight == 1.0}
    weigh, own = asked.index.ranking.weight, {line for d in chosen for line in d.source}

    def share(told: frozenset[str]) -> float:
        return sum(weigh(pair) for pair in terms & told)

    here = [p for p in asked.index.here if DATED.search(p.plain)]
    best = max((p for p in here if not own & set(p.source)), key=lambda p: share(p.pairs), default=None)
    most = max((share(pairs(folded(d.what + sentence_of(asked.index, d)))) for d in chosen), default=0.0)
    is_meant = best and share(best.pairs) > most + asked.index.ranking.rarest * _FAR
    return (best,) if best and is_meant else ()


def unread(asked: Asked, chosen: Sequence[Deadline]) -> Sequence[Passage]:
    """The sentence that is surely meant, where it has a date by which something is due and it is none of `chosen`."""
    found = asked.u.found
    meant = found.passages[0] if found.is_sure and not found.is_titled else None
    if meant is None or meant.level != asked.index.binding or not _DUE.search(meant.plain) or is_step(asked, meant):
        return ()
    known = {day_of(d.date) for d in asked.index.notice.deadlines if d.date}
    own = {line for d in chosen for line in d.source}
    named = {re.sub(r"\s|号", "", day).removesuffix("日") + "日" for day in _DAY.findall(meant.plain)}
    return () if named & known or own >= set(meant.source) else (meant,)


@lru_cache(maxsize=64)
def sentence_of(index: Index, deadline: Deadline) -> str:
    """The sentence that a date stands in, the last one of its lines that has its words."""
    held = [p for p in index.passages if set(deadline.source) & set(p.source) and deadline.text[:12] in p.text]
    return held[0].text if held else deadline.text


@lru_cache(maxsize=64)
def label_of(index: Index, deadline: Deadline) -> str:
    """What is due on a date, short; without a mailbox or phone where it says something without."""
    said = label(deadline, clause_of(index, deadline), heading_of(index, deadline))
    bare = without(said, frozenset()).strip(SIGNS)
    return shortened(bare or said, _LONGEST_LABEL).strip(SIGNS)


def heading_of(index: Index, deadline: Deadline) -> str:
    """The title of the innermost section that a date stands in; "" outside all."""
    first = min(deadline.source, default=0)
    around = [s for s in index.notice.sections if s.first_line <= first <= s.last_line]
    return max(around, key=lambda section: section.first_line).title if around else ""


@lru_cache(maxsize=64)
def clause_of(index: Index, deadline: Deadline) -> str:
    """The clauses of its sentence that a date stands in; the whole sentence where others follow without a date."""
    said = sentence_of(index, deadline)
    others = {day_of(d.date) for d in index.notice.deadlines if d.date and d.date != deadline.date}
    return without(said, frozenset(others)) or said


def _of_level(asked: Asked) -> Iterable[Deadline]:
    """Every date of the level that binds: people ask for the dates of others, too."""
    return (d for d in asked.index.notice.deadlines if d.level == asked.index.binding)


def _named(said: str, known: Sequence[Deadline], asked: Asked) -> tuple[Deadline, ...]:
    """Those whose own words stand in the question: what all of them say tells nothing."""
    if len(known) < 2:
        return ()
    words = [_words(deadline, asked.index) for deadline in known]
    said = without_campaign(said, opening_of(asked.index), words)
    weights = told_apart(said, words, asked.index, _OF_ANY)
    called = [any(len(name) > 1 and name in said for name in map(folded, d.audience)) for d in known]
    if not all(called):
        weights = tuple(weight + _SENT * is_called for weight, is_called in zip(weights, called, strict=True))
    if lexicon().pattern("<send>").search(said):
        sent = (_SENT * bool(SENDS.search(told)) for told in words)
        weights = tuple(weight + more for weight, more in zip(weights, sent, strict=True))
    if len(set(weights)) == 1:  # their sentences tell them apart
        weights = told_apart(said, [folded(sentence_of(asked.index, d)) for d in known], asked.index, _OF_ANY)
    best = max(weights)
    if best < _LEAST:
        return by_run(said, known, words)
    return tuple(d for d, weight in zip(known, weights, strict=True) if best >= _LEAST and weight >= best * _NEAR)


@lru_cache(maxsize=64)
def _words(deadline: Deadline, index: Index) -> str:
    """What is due, for whom, and the heading it stands under; without what is said of any date."""
    others = " ".join(d.text + d.what for d in index.notice.deadlines if d != deadline)
    titles = (title for title in _TITLE.findall(clause_of(index, deadline)) if title not in others)
    own = (
        _until_next(deadline.what),
        _until_next(deadline.text),
        _before(deadline, index),
        *deadline.audience,
        heading_of(index, deadline),
        *titles,
    )
    return _OF_ANY.sub(" ", folded(" ".join(own)))


def _before(deadline: Deadline, index: Index) -> str:
    """What stands before a date, after what is due on the one before; the sentence before it where nothing does."""
    said = sentence_of(index, deadline)
    at = max(said.find(deadline.text[:12]), 0)
    ends = [said.find(d.what) + len(d.what) for d in index.notice.deadlines if d != deadline and d.what in said[:at]]
    start = max(ends, default=0)
    before = _DATES.split(said[start:] if deadline.date else said[start : max(at, start)])[0]
    if len(before) > _LEAST_WHAT or len(deadline.what) > _LEAST_WHAT:
        return before
    beside = [p.text for p in index.passages if set(deadline.source) & set(p.source)]
    place = beside.index(said) if said in beside else 0
    return beside[place - 1] if place and not _DATES.search(beside[place - 1]) else before


def _until_next(said: str) -> str:
    """What stands before the next date: that is due with the other."""
    first, *rest = _DATES.split(said)
    return first if len(first) > _LEAST_WHAT + 3 else "".join([first, *rest[:1]])


def _once(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    return tuple(dict.fromkeys(deadlines))


def is_timed(asked: Asked) -> bool:
    """A date is asked for, or something that hangs on it."""
    return asked.u.has(Topic.DEADLINE, Topic.HOUR, Topic.EXTENSION, Topic.LATE, Topic.DAYS_LEFT)
