"""When something is held: the period of a campaign, a day of it, an hour."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.lexicon import lexicon
from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.passages import Passage, pairs
from handlers.questions.lookup.search import terms_of
from handlers.questions.meant.entities import DAY_NAME
from handlers.questions.typed.spelling import folded
from handlers.wording import questions as wording
from storage.patterns import Late

_DATE = Late(r"另行(?:通知|安排)|\d{1,2}月\d{0,2}[日号]?|[上中下]旬")
_REPORTS = Late(r"报到.{0,40}\d+月?\d*[日号]|\d+月?\d*[日号][^,，。;；]{0,12}报到")
_BY = Late(r"[日号]\s*(?:之?前|以前)")
_REPORTS_IN = Late(r"(?<![申上填])报到")
_AT = Late(r"几点|[上下]午(?:还是|几)|钟点")
_HOUR = Late(r"\d{1,2}[:：时点]\d{0,2}|[上下]午")
_OF_TIME = Late(r"活动时间|定于|举办时间")
_HELD_AT = Late(r"活动时间|定于|举办时间|(?:^|会议)时间[:：]|召开.{0,12}\d|\d.{0,12}召开")
_IS_HELD = Late(r"定于|时间[:：为]|将于|拟于|举[办行]|召开|集中开展|[日号]\s*(?:至|到|[-—~～])")
"""How a day is given on which something is, not by which."""


_ANY_NAME = Late(r"^(?:[这本此]次?|整个)?(?:活动|宣传|开展)?[日周月节]$|^(?:活动|宣传|这|本)")
"""A day or week that is called so by nothing of its own: 活动周, 宣传月."""

_ROUND = Late(r"预赛|初赛|复赛|半决赛|总决赛|决赛|初评|复评|终评")
"""A round of a contest, which has days of its own."""

_STEP = Late(r"登记|报名|申报|填报|受理|公示|投票|征集|注册|上传")
"""A step of a procedure, which runs from one day to another of its own."""


def period(asked: Asked) -> Iterator[str]:
    """The time in which a campaign is held."""
    if its_own := list(_of_named_day(asked)):
        yield from its_own
        return
    found = asked.index.notice.activity_period
    round_, step = _ROUND.search(asked.u.said), _STEP.search(asked.u.said)
    own = round_ or step
    is_other = own and not (found and own[0] in found.text)
    told = None if found and not is_other else dated(asked, says=own[0] if own else "")
    if told:
        yield from asked.passages([told], _DATE)
    elif step:
        yield wording.not_said(f"{step[0]}的起止时间")
    else:
        yield wording.period(found) if found else wording.not_said("活动时间")


def event(asked: Asked) -> Iterator[str]:
    """The day or hour of something that is held."""
    told = [p for p in asked.index.passages if _REPORTS.search(f"{p.title}{p.plain}") and not _BY.search(p.plain)]
    if told and _REPORTS_IN.search(asked.u.said):
        yield from asked.passages(told[:2], _REPORTS)
        return
    if _AT.search(asked.u.said) and (found := dated(asked, hours=_HOUR)):
        yield from asked.passages([found], _HOUR)
        return
    if its_own := list(_of_named_day(asked)):
        yield from its_own
        return
    if any(_ANY_NAME.search(name) for name in DAY_NAME.findall(asked.u.said)) and asked.index.notice.activity_period:
        yield from period(asked)
        return
    days = [day.text for day in asked.index.notice.event_dates]
    named = [text for text in days if pairs(text) & pairs("".join(DAY_NAME.findall(asked.u.said)))]
    if named or days:
        yield f"通知写明：{'；'.join((named or days)[:2])}。"
    elif _is_of_period(asked):
        yield from period(asked)
    elif found := dated(asked):
        yield from asked.passages([found], _DATE)
    else:
        yield wording.not_said("活动日期")


def _of_named_day(asked: Asked) -> Iterator[str]:
    """The day or week that is named, where the notice dates another: its own sentence, or that nothing dates it."""
    notice = asked.index.notice
    told = folded("".join((notice.title or "", *(day.text for day in notice.event_dates))))
    asks = lexicon().pattern("<when>").search(asked.u.said)
    for name in DAY_NAME.findall(asked.u.said) if asks else ():
        if notice.activity_period and _ANY_NAME.search(name):
            continue
        called = Late(f"{name[-3:-1]}.{{0,4}}{name[-1]}")
        dated_beside = Late(rf"{called.pattern}[^，,。；;\d]{{0,6}}(?:\d{{4}}年)?\d{{1,2}}月\d")
        spoken_of = [p for p in asked.index.passages if called.search(p.plain)]
        if beside := [p for p in spoken_of if dated_beside.search(p.plain)]:
            yield from asked.passages(beside[:1], dated_beside)
            return
        if spoken_of and not called.search(told) and not any(_DATE.search(p.plain) for p in spoken_of):
            yield wording.not_said(wording.of(name, ["日期"]))
            return


def _is_of_period(asked: Asked) -> bool:
    """The day or week that is asked for is what the period of the notice is about."""
    period = asked.index.notice.activity_period
    named = pairs("".join(DAY_NAME.findall(asked.u.said)))
    lines = period.source if period else ()
    return bool(period) and (not named or bool(named & pairs("".join(asked.index.notice.lines[n - 1] for n in lines))))


def dated(asked: Asked, least: float = 0.0, hours: Late | None = None, says: str = "") -> Passage | None:
    """The sentence with a date, or an hour, that has most to do with what was asked, and `least` of it in common.

    `says` is a word that must stand in it.
    """
    terms = {pair: weight for pair, weight in terms_of(asked.u.said).items() if weight == 1.0}
    days = [p for p in asked.index.passages if (hours or _DATE).search(p.plain) and says in f"{p.title}{p.plain}"]
    weigh = asked.index.ranking.weight

    def shared(p: Passage) -> float:
        return sum(weigh(pair) for pair in p.pairs & terms.keys())

    def fits(p: Passage) -> float:
        return shared(p) + asked.index.ranking.rarest * bool(_IS_HELD.search(p.plain))

    is_held = _HELD_AT if hours else _OF_TIME
    held = [
        p for p in days if (p.pairs & terms.keys() and shared(p) >= least) or (not least and is_held.search(p.plain))
    ]
    return max(held, key=fits, default=None)
