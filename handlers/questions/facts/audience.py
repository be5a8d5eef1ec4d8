"""The sentence that speaks of the asker's own sort of unit, where a notice tells several apart: 民办, 村小, 企业."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.lexicon import lexicon
from handlers.questions.facts.asked import Asked
from handlers.questions.facts.dated import DATED, instead, label_of
from handlers.questions.facts.steps import is_sent, is_stage, is_step
from handlers.questions.lookup.passages import Passage
from handlers.questions.meant.entities import is_named
from handlers.wording import questions as wording
from scheduler.phrases import joined
from storage.notice.model import Deadline
from storage.notice.routing import fold
from storage.patterns import Late

_OURS = Late(r"我们|咱|我[是校院会局司]|本[校院会局单]")
_TO = Late(
    r"(?:报送?(?!工作)|[交送寄]|提交|上报|反馈)(?:至|到|给|往|[省市县区镇乡局科所])|向[^,，。;；]{2,12}(?:提出|申[报请]|报)"
    r"|直接(?:报|提交|送)|汇总[^。;；]{0,24}(?:报送|上报|提交)|统一(?:报送|上报|提交)"
)
"""To whom something is handed in."""

_HANDS_IN = Late(
    r"(?<!申)报送|提交|[交寄](?!流|通|换)|送(?=[至到给交])|上报|反馈|(?<![申填])报(?=[至到给省市县区我])|提出|直接报|截止"
)
"""What is done with it; before it stands who does."""

_OTHERS = Late(r"其[他它余]")
_OF_TYPE = 2
"""What it weighs that a sentence names the asker's whole type; longer than this a type is."""

_IN_CHARGE = Late(r"(?:本?辖区|所属|本镇|本乡|下属|管辖)[^,，。;；]{0,12}(?:学校|小学|幼儿园|企业|单位|社区|村)")
"""Who gathers what those below them have done."""


_GATHERS = Late(rf"{_IN_CHARGE.pattern}|(?:组织|指导|督促|动员|通知)[^,，。;；]{{0,16}}(?:企业|学校|单位|社区|村|医院)")
"""The day of those who have others hand in is not those others'."""


def own_sentence(asked: Asked, what: Late = _TO) -> Passage | None:
    """Return the sentence on handing in that holds for the asker's sort and has `what`; None where none differs."""
    here = asked.index.here
    held = [p for p in here if _HANDS_IN.search(p.plain) and not asked.index.is_attached(p)]
    sorts = _sorts(asked)
    own = fold(asked.asker.unit_type or "")
    is_own = all(fold(one) in own for one in asked.u.scope.unit_types)
    own = own if is_own and (asked.own is None or _OURS.search(asked.u.said)) else ""
    told = [what.search(p.plain) and not (what is DATED and _GATHERS.search(p.plain)) for p in held]
    weights = [_weight(p, sorts, own) if has_it else 0 for p, has_it in zip(held, told, strict=True)]
    best = max(weights, default=0)
    if not best:
        return None
    meant = [p for p, weight in zip(held, weights, strict=True) if weight == best]
    chosen = next((p for p in meant if not _IN_CHARGE.search(p.plain)), meant[0])
    rest = [p for p in held if p is not chosen and _tells_apart(p, chosen, sorts)]
    return chosen if rest else None


def split_by_sort(asked: Asked, chosen: Sequence[Deadline]) -> Passage | None:
    """The asker's own sentence, where there are several dates, or those at hand are only of stages of the work."""
    dates = {one.date for one in asked.index.notice.deadlines if one.level == asked.index.binding and one.date}
    is_split = len(dates) > 1 or all(is_stage(one) for one in chosen)
    return own_sentence(asked, DATED) if is_split else None


def are_others(asked: Asked, chosen: Sequence[Deadline]) -> bool:
    """The days are not the asker's own, but those of others: what is due on them is said with them."""
    own = {d.date for duty in asked.targets for d in duty.deadlines if _is_of(duty.unit_type, d)}
    return bool(chosen) and all(d.date and d.date not in own for d in chosen)


def need_labels(asked: Asked, chosen: Sequence[Deadline]) -> bool:
    """A date is of no sending of the asker's, but of others or of a stage of the work: what it is of is said."""
    return any(map(is_stage, chosen)) or are_others(asked, chosen) or bool(chosen and not any(map(is_sent, chosen)))


def _is_of(unit_type: str, deadline: Deadline) -> bool:
    """A date is that of a type: of nobody in particular, or of whoever is called alike."""
    own, called = fold(unit_type), [fold(name) for name in deadline.audience]
    return not called or not own or any(own in one or one in own or own[-2:] == one[-2:] for one in called)


def labelled(asked: Asked, one: Deadline, today: date) -> str:
    """One of several dates with what is due on it; of another's date with whose it is."""
    what = label_of(asked.index, one)
    is_known = any(_is_of(known, one) for known in asked.index.by_type)
    is_known = is_known or (one.date is not None and is_named(one.date, asked.u.entities.days))
    if are_others(asked, [one]) and is_known and not what.startswith(one.audience):
        what = joined(one.audience) + what
    line = wording.dated(one, what, is_past=bool(one.date and one.date < today))
    return f"{one.date.year}年{line}" if one.date and _returns(asked, one.date) else line


def _returns(asked: Asked, day: date) -> bool:
    """The notice has the same day in another year."""
    known = {d.date for d in asked.index.notice.deadlines if d.date}
    return any((one.month, one.day) == (day.month, day.day) and one != day for one in known)


def said_instead(asked: Asked, chosen: Sequence[Deadline]) -> Sequence[Passage]:
    """What is quoted in the place of dates: the asker's own sentence, or that of something else that is asked for."""
    own = split_by_sort(asked, chosen)
    return (own,) if own and not is_step(asked, own) else instead(asked, chosen)


def _sorts(asked: Asked) -> list[Late]:
    """How the notice would name the sorts that the asker names as their own, before what is done with it."""
    said = asked.u.said
    sent = lexicon().pattern("<send>").search(said)
    until = sent.start() if sent and sent.start() > 1 else len(said)
    words = lexicon()
    return [words.sorts[at].told for at, (start, _) in words.sorts_said.search(said).items() if start < until]


def _weight(passage: Passage, sorts: Sequence[Late], own: str) -> int:
    """How many of the asker's sorts a sentence names before it says what is done; their whole type counts most."""
    sent = _HANDS_IN.search(passage.plain)
    head = passage.plain[: sent.start()] if sent else passage.plain
    is_own = len(own) > _OF_TYPE and own in fold(head)
    named = sum(bool(one.search(head)) for one in sorts)
    return named + _OF_TYPE * is_own if named or (is_own and not sorts) else 0


def _tells_apart(passage: Passage, chosen: Passage, sorts: Sequence[Late]) -> bool:
    """Another sentence on handing in speaks of another sort, or of none that was named."""
    if not _TO.search(passage.plain):
        return False
    others = [one.told for one in lexicon().sorts if not one.told.search(chosen.plain)]
    is_other = _OTHERS.search(passage.plain) or any(one.search(passage.plain) for one in others)
    return bool(is_other) or (bool(sorts) and not any(one.search(passage.plain) for one in sorts))
