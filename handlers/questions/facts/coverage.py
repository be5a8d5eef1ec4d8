"""What a question names must be covered by its answer: else a sentence of the notice that covers it is said instead.

A fact that a topic gives at once (the date of handing in, a list of activities) is right only for a question that is
about nothing more. The words of the question are held against what would be said, and against the sentence that fits
best; the fact loses where it leaves unexplained what that sentence explains. Where the notice speaks of what is named
and of no time for it, that is said, and the date of nothing else is given for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from handlers.lexicon import Topic, lexicon
from handlers.questions.facts.asked import Asked
from handlers.questions.facts.dated import DATED, deadlines_of, sentence_of
from handlers.questions.facts.steps import closes, is_step
from handlers.questions.facts.turns import opening_of
from handlers.questions.lookup.fitting import Fit, coverage, fits, nearest, surest
from handlers.questions.lookup.passages import Passage, without
from handlers.questions.typed.spelling import blanks, folded, in_clauses
from handlers.questions.typed.wants import wants_of
from handlers.wording import questions as wording
from storage.patterns import Late

_TIMED = frozenset((Topic.DEADLINE, Topic.HOUR, Topic.PERIOD, Topic.EVENT_DATE))
_LISTED = frozenset((Topic.ACTIVITIES, Topic.REQUIREMENTS, Topic.COMMENDATION, Topic.NOTICE, Topic.THEME))
_BESIDE = frozenset((Topic.SUBMIT_TO, Topic.CONTACT, Topic.UPLOAD, Topic.EXTENSION, Topic.PHONE))
"""Topics whose lines may leave half of a question unexplained: 账号错了谁负责."""

_SETTLED_BY_OFFICE = frozenset((Topic.SUBMIT_TO, Topic.CONTACT, Topic.PHONE, Topic.MAIL, Topic.ADDRESS, Topic.HOW))
"""Topics that are settled by an office and by how things are sent."""

_REACHED = frozenset((Topic.PHONE, Topic.MAIL))
"""What no sentence settles but the one that has it: no other number is given for it."""

_NUMBERED = (Topic.PHONE, Topic.MAIL, Topic.ADDRESS, Topic.DOC_NUMBER)
"""Topics whose lines are the number that is asked for."""

_IS_SENT = Late(r"[寄邮送交]|快递|上门|当面")
"""Something goes to an address, of which more may be ruled than where that is: 能寄快递吗."""

_WHOM = Late(r"联系人?|负责人|经办人|对接人?")

_IS_NUMBER = frozenset(("fax", "postcode", "url", "qq", "wechat"))
"""Particulars that are a number themselves."""

_NEVER_TOLD = frozenset(("and_so_on", "place", "office_hours", "column", "signer", "window", "translated"))
"""Particulars that no sentence tells, however much it has of their words."""

_OF_ATTACHMENT = frozenset(("template",))
"""Particulars that are told by where something is attached."""

_HANDING_IN = (
    r"<thing>|截止|截稿|期限|最[迟晚]|报送|上报|提交|开始|结束|时间节点|时间段?|日期"
    r"|节点|一共|最后|[之以]?[前后]$|下一?次|[这本下]个?月|\d{1,2}月份"
)
_OF_SENDING = r"<send>|<thing>"
_SETTLED, _SURELY_SETTLED = 0.6, 0.65
"""What a sentence explains that settles what nothing else does; the latter where most sentences have such a value."""

_ISSUED = Late(r"落款|成文|印发|签发|发文|下发|发布|[谁位门里方家个号天月候日时间][发印下出]的")
_COUNTS = Late(r"几|多少|数量|人数")
_IN_MARKS = Late(r"[“「]([^”」]{4,24})[”」]")
_PLACED = Late(r"第[一二三四五六七八九十\d]+[个项条点]")
_OF_ALL_OF_IT = Late(
    r"(?:^|[,;]|我们|请问|这次|整个|系列|你们)活动[最迟晚好能要可以得还是]*(?:做|搞|弄|办|开展|什么时候|几[号月]|哪一?天)?(?:[到完]|开始)"
)
"""Till when the activities as a whole go on is asked."""

_MORE = 0.3
"""Part of a question that a sentence must explain beyond what a fact does."""

_LEAST = 0.5
"""Part of a question that a sentence must explain to be said beside what is surely known."""

_UNEXPLAINED, _SPOKEN_OF = 0.15, 0.75
"""What a fact explains that has nothing to do with a question, and what a sentence does that speaks of its matter."""


def instead_of(asked: Asked, lines: Sequence[str]) -> tuple[str, ...]:
    """Return what is said instead of these lines; () where they cover the question as well as anything does."""
    topics = frozenset(asked.u.topics)
    if asked.u.scope.is_upper or asked.u.scope.offices or _PLACED.search(asked.u.said):  # 第三项 is told by its place
        return ()
    if Topic.NOTICE in topics and _ISSUED.search(asked.u.said):
        return ()  # the day of the paper, and none that stands in it
    open_lines = [line for line in lines if wording.is_left_open(line)]
    keys = {one.detail.key for one in asked.u.details}
    if not topics and keys and keys <= (_NEVER_TOLD if open_lines else _OF_ATTACHMENT):
        return ()
    is_of_time = Topic.PERIOD in topics and topics <= {Topic.PERIOD, Topic.DEADLINE}
    if is_of_time and not open_lines and _OF_ALL_OF_IT.search(asked.u.said):
        return ()
    is_open = bool(open_lines) and (len(open_lines) == len(lines) or not topics)
    if not is_open and not topics <= _TIMED | _LISTED:
        return ()
    said = _asking(asked, topics)
    if topics and not wants_of(said).content.strip() and not wants_of(_without_units(asked)).content.strip():
        return ()  # it is about nothing more than the topic is
    if is_open and not (topics & _REACHED or _is_of_way(said, topics)) and (told := settled_by(asked)):
        return told
    if not topics <= _TIMED | _LISTED:
        return ()
    explained = coverage(said, " ".join((*lines, *_sources(asked, topics))), asked.index)
    if explained > 1 - _MORE and _tells(said, lines):
        return ()
    found = [fit for fit in fits(said, asked.index) if fit.passage.level == asked.index.binding]
    if closes(asked) and found and is_step(asked, found[0].passage):
        return ()  # the office's own day, by which nobody hands in
    if found and found[0].is_sure:
        is_better = found[0].covered >= explained + _MORE or (found[0].is_telling and not _tells(said, lines))
        return _told(asked, found) if is_better and not _is_of_another(asked, said, found[0]) else ()
    return _undated(asked, said, explained) if topics and topics <= _TIMED else ()


def _is_of_way(said: str, topics: frozenset[Topic]) -> bool:
    """It is asked where an office is, or who is to be asked there, and nothing of what is done with it."""
    if topics == {Topic.ADDRESS}:
        return not _IS_SENT.search(said)
    return topics == {Topic.CONTACT} and not _WHOM.sub("", wants_of(said).content).strip()


def _is_of_another(asked: Asked, said: str, sure: Fit) -> bool:
    """A sentence without the value that is wanted has so much more of what is named that the sure one is of another."""
    return any(fit.is_literal and fit.covered >= sure.covered + _MORE for fit in fits(said, asked.index))


def _undated(asked: Asked, said: str, explained: float) -> tuple[str, ...]:
    """Say that the time of what is named is not written, where a sentence speaks of it and no date is about it."""
    spoken_of = max(fits(said, asked.index), key=lambda fit: fit.covered, default=None)
    if spoken_of is None or not spoken_of.is_literal or spoken_of.covered < _SPOKEN_OF:
        return ()
    known = " ".join((*_names(asked), asked.index.notice.theme or ""))
    is_known = max(explained, coverage(said, known, asked.index)) > _UNEXPLAINED
    is_named = _has_own_name(asked.u.said, spoken_of.passage, folded(known))
    if is_known and not is_named:
        return ()
    is_above = spoken_of.passage.level > asked.index.binding
    is_sent = lexicon().pattern(_OF_SENDING).search(asked.u.said) and not is_named
    if is_above and (is_sent or DATED.search(spoken_of.passage.plain)):
        return ()
    return (wording.not_said(wording.TIME_OF_THIS), *_told(asked, [spoken_of]))


def _has_own_name(said: str, passage: Passage, known: str) -> bool:
    """Beside the time that is asked for stands a name in quotation marks that is not what the notice is about."""
    names = [name for one in _IN_MARKS.findall(passage.text) if (name := folded(one)) not in known]
    timed = [clause for clause in in_clauses(said) if lexicon().pattern("<when>").search(clause)]
    return any(name in clause for clause in timed for name in names)


def beside(asked: Asked, lines: Sequence[str]) -> tuple[str, ...]:
    """Return the sentence that explains of a question what these lines about an office or a duty do not."""
    topics = frozenset(asked.u.topics)
    if not topics & _BESIDE or asked.u.scope.is_upper or asked.u.scope.offices or asked.u.details:
        return ()
    said = _asking(asked, _TIMED)
    needed = coverage(said, " ".join(lines), asked.index) + _MORE
    best = next(iter(fits(said, asked.index)), None) if needed <= 1 else None
    is_here = best and (best.passage.level == asked.index.binding or asked.u.entities.above >= 0)
    is_better = best and best.is_sure and best.covered >= needed and is_here
    if best and is_better and best.passage.level > asked.index.binding:
        return (wording.quoted(best.passage.number, best.passage.title, without(best.passage.text, frozenset())),)
    return _told(asked, [best]) if best and is_better else ()


def nearest_beside(asked: Asked, lines: Sequence[str]) -> tuple[str, ...]:
    """Return the sentence that comes nearest to what these lines leave unexplained of a question, said to be that."""
    if asked.u.scope.is_upper or asked.u.scope.offices or asked.u.has(*_SETTLED_BY_OFFICE):
        return ()
    if asked.u.has(Topic.NOTICE) and ("附件" in asked.u.said or _ISSUED.search(asked.u.said)):
        return ()
    said = _asking(asked, _TIMED)
    if not wants_of(said).is_particular or any(one.detail.key in _NEVER_TOLD for one in asked.u.details):
        return ()
    if not asked.u.details and all(wording.is_left_open(line) for line in lines):
        return tuple(wording.nearest(line) for line in asked.passages(nearest(fits(said, asked.index))))
    opening = opening_of(asked.index) if asked.u.has(Topic.DEADLINE) else ""
    known = " ".join((*lines, *_sources(asked, frozenset(asked.u.topics)), *_names(asked), opening))
    needed = max(coverage(said, known, asked.index) + _MORE, _LEAST)
    best = next(iter(fits(said, asked.index)), None) if needed <= 1 else None
    if best is None or best.covered < needed or (asked.u.details and not best.tells):
        return ()
    return tuple(wording.nearest(line) for line in _told(asked, [best]) if line not in lines)


@lru_cache(maxsize=2)  # one answer asks for it several times
def settled_by(asked: Asked) -> tuple[str, ...]:
    """Return the sentence that surely answers, where nothing better is known than that the notice leaves it open."""
    if any(one.detail.key in _NEVER_TOLD for one in asked.u.details):
        return ()
    said = _asking(asked, frozenset(asked.u.topics))
    said = said if wants_of(said).content.strip() else _without_units(asked)
    found = fits(said, asked.index)
    best = found[0] if found and found[0].is_sure and found[0].passage.level == asked.index.binding else None
    is_meant = best and best.covered >= (_SETTLED if best.is_telling else _SURELY_SETTLED)
    return _told(asked, found) if best and is_meant and not _is_of_another(asked, said, best) else ()


def left_open(asked: Asked, lines: Sequence[str]) -> tuple[str, ...]:
    """Return what says that the value which is wanted is not written, where none of these lines has one."""
    if asked.u.has(Topic.EXTENSION, Topic.LATE, Topic.DAYS_LEFT, Topic.ATTACHMENT):
        return ()
    if (asked.u.has(*_NUMBERED) or any(one.detail.key in _IS_NUMBER for one in asked.u.details)) and not (
        lexicon().things.search(asked.u.said)
    ):
        return ()  # 号码多少
    wants = wants_of(asked.u.said)
    label = (
        wording.COUNT
        if wants.measured and _COUNTS.search(asked.u.said)
        else wants.kinds[0].label
        if wants.kinds
        else ""
    )
    is_told = _tells(asked.u.said, lines) or any(wording.is_left_open(line) for line in lines)
    return () if is_told or not label else (wording.not_said(label),)


def answers_surely(asked: Asked) -> bool:
    """A sentence of the notice has the value that is wanted, and speaks of what the question is about."""
    found = fits(asked.u.said, asked.index)
    return bool(found) and found[0].is_sure and found[0].is_telling and found[0].covered >= _SPOKEN_OF


def _tells(said: str, lines: Sequence[str]) -> bool:
    """One of these lines has the kind of value that is wanted, if any is."""
    told = wants_of(said).told
    return not told or any(told.search(line) for line in lines)


def _told(asked: Asked, found: Sequence[Fit]) -> tuple[str, ...]:
    return tuple(asked.passages(surest(found)))


def _asking(asked: Asked, topics: frozenset[Topic]) -> str:
    """The question; without words of handing in, the things that are, and who does: any such date is of them."""
    return lexicon().pattern(_HANDING_IN).sub(blanks, _without_units(asked)) if topics & _TIMED else asked.u.said


@lru_cache(maxsize=2)
def _without_units(asked: Asked) -> str:
    """The question without the types of units that are named."""
    said = asked.u.said
    for word in asked.index.unit_words.likely_in(said):
        said = word.said.sub(blanks, said)
    return said


def _sources(asked: Asked, topics: frozenset[Topic]) -> list[str]:
    """What the dates rest on that are given, under its headings, and the campaign's own name: no other matter."""
    if Topic.DEADLINE not in topics:
        return []
    sentences = {sentence_of(asked.index, one) for one in deadlines_of(asked)}
    headed = [told.text for p, told in asked.index.told.items() if p.text in sentences]
    return [*sentences, *headed, *_names(asked)]


def _names(asked: Asked) -> list[str]:
    return [level.title or "" for level in asked.index.notice.levels]
