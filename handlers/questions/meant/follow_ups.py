"""A short message that goes on with what was asked before: 「那邮箱呢」, 「区科协的呢」, 「几张」."""

from __future__ import annotations

from dataclasses import replace

from handlers.lexicon import HANZI, Topic, lexicon
from handlers.questions.asker import Memory
from handlers.questions.lookup.index import Index
from handlers.questions.meant.scope import Scope
from handlers.questions.typed.details import Particular, again_of, particulars_of, thing_of
from handlers.questions.typed.speech import asks
from handlers.questions.typed.spelling import folded
from storage.patterns import Late

_SHORT = 14
_GOES_ON = Late(r"^(?:那|还有|另外|它|[她他](?!们))|呢\??$|也(?:要|发|给|说|报|来)[^,。;?]{0,4}$|^.{1,8}的\??$")
_OWN_AGAIN = Late(r"我们|我(?:校|会|局|司)|本单位|自己")

_OTHER_ONE = Late(r"(?:[前后上下]面?|另外?)那?一?[个头](?:呢|[,?]|$)|第[二三]个(?:呢|[,?]|$)")
"""Another of what was asked about: 那后面那个呢，报材料的."""

_ANOTHER = Late(r"^(?:那|还有)?([^,。;?那]{2,6}?)(?:(?P<that>那个|那份|那张)|的)?(?:呢|[?])+$")
_DATED = frozenset((Topic.DEADLINE.value, Topic.HOUR.value, Topic.PERIOD.value))
"""What is named alone, and topics after which its day is asked."""

_FORM = Late(r"^(?:那|还有)?[^,。;?还要能可行吗用是]{2,6}(?:呢|的)\??$")
_BARE, _WORD = 6, 4
_REACHED = frozenset((Topic.PHONE, Topic.MAIL, Topic.ADDRESS, Topic.CONTACT))
_WAYS = _REACHED | {Topic.SUBMIT_TO}
_TIMED = frozenset((Topic.DEADLINE, Topic.HOUR))
_OF_FORM = frozenset(("paper",))
_KEPT = frozenset((Topic.DEADLINE, Topic.HOUR, Topic.DAYS_LEFT, Topic.SUBMIT_TO, Topic.MAIL, Topic.ADDRESS))
"""Particulars that name the form of what is handed in, and topics that are asked of each form: 几号交, 书面的呢."""

_THING_ALONE = Late(rf"^(?:那|还有|另外)*({HANZI}{{2,10}}?)(?:的|那[个份])*呢\??$")
_OF_THING = frozenset((Topic.MATERIALS, Topic.CONTACT, Topic.SUBMIT_TO))
"""A thing with nothing asked of it (那回执呢), and what a thing that has a day of its own may be taken for."""

_PAPER = rf"^(?:那|请问|我们?的?)*({HANZI}{{2,6}}?)(?:的|是|要|该|都|得)*(?:<send>|给)"
"""What is handed in, at the beginning."""

_BODY_ALONE = Late(
    r"^(?:那|还有)?(?:全|整个?|我们?|每个?)(?:学?校|学院|[市区县省]|公司|单位|系统)(?:一共|总共)?的?呢\??$"
)
"""A whole body, or each, with nothing asked of it."""

_HELD = frozenset((Topic.EVENT_DATE, Topic.PERIOD))
"""When something is held: of what is handed in, named alone after it, the last day is asked."""

_PLACED = ("里", "上", "头", "级", "局", "厅", "的", "科协")
"""What follows the place of those who wrote: 市上, 市局."""

Heard = tuple[tuple[Topic, ...], tuple[Particular, ...], Scope]
"""What is asked, which particulars, and for whom."""


def goes_on(said: str, heard: Heard, previous: Memory | None) -> bool:
    """Whether a message cannot be understood without the one before."""
    topics, details, scope = heard
    if previous is None or len(said) > _SHORT:
        return False
    if _GOES_ON.search(said) or _is_bare(said, topics, previous):
        return True
    names = scope.is_own or scope.unit_types or scope.offices or scope.is_upper or details
    return not topics and bool(names or again_of(said, previous.details) or asks(said))


def _is_bare(said: str, topics: tuple[Topic, ...], previous: Memory) -> bool:
    """A word alone (电话, 几号), after an office was spoken of or a thing that has a day."""
    if len(said.rstrip("?呢")) > _WORD or not topics:
        return False
    of_office = bool(previous.offices) and set(topics) <= _REACHED
    return of_office or (bool(previous.thing) and set(topics) <= _TIMED)


def continued(said: str, heard: Heard, previous: Memory, index: Index) -> Heard:
    """Complete what was heard by what was asked before: for whom, or what, or of which thing."""
    topics, details, scope = heard
    is_of_purpose = bool(lexicon().purposes_asked(said))  # 「那政策上呢」 asks for somebody else
    is_another = is_of_purpose or _names_own_place(said, index) or _names_field(said, index)
    if not (scope.is_own or is_another or _OWN_AGAIN.search(said)):
        scope = _remembered(scope, previous)
    if topics == (Topic.MATERIALS,) and not details and (again := again_of(said, previous.details)):
        return (), again, scope  # a thing alone: the same is asked of it as of the one before
    kept = tuple(Topic(topic) for topic in previous.topics if topic in set(Topic))
    if kept and _HELD.issuperset(kept) and _THING_ALONE.match(said) and thing_of(said):
        return (Topic.DEADLINE,), (), scope
    is_timed = topics and _TIMED.intersection(kept)
    if is_timed and (_OTHER_ONE.search(said) or (set(topics) <= _OF_THING and _has_its_day(said, index))):
        return kept, (), scope
    if topics:
        return topics, details, scope
    is_of_form = _FORM.search(said) and all(one.detail.key in _OF_FORM for one in details)
    if details and is_of_form and _KEPT.intersection(kept):
        return kept, (), scope  # 纸质的呢: by when, or where to, is asked of the other form as well
    if details:
        return (), particulars_of(said, previous.thing), scope
    again = again_of(said, previous.details) or _of_another_body(said, previous)
    return () if again else kept, again, scope


def _of_another_body(said: str, previous: Memory) -> tuple[Particular, ...]:
    """How many may be put forward, asked again of a body that is named alone: 那全校呢."""
    quota = lexicon().detail("quota") if "quota" in previous.details and _BODY_ALONE.match(said) else None
    return (Particular(quota, ""),) if quota else ()


def _names_own_place(said: str, index: Index) -> bool:
    """The place of the level that binds is named, after those above it may have been: 那市里呢."""
    place = index.places.get(index.binding, "")
    return any(f"{place}{part}" in said for part in _PLACED) if place else False


def _names_field(said: str, index: Index) -> bool:
    """A field alone is named that one of the offices takes: 农业的呢."""
    found = _THING_ALONE.match(said)
    fields = (folded(name) for office in index.offices for name in office.audience) if found else ()
    return any(found[1][:2] in field and found[1][-2:] in field for field in fields) if found else False


def _has_its_day(said: str, index: Index) -> bool:
    """A thing alone is named, and it is due with some of what is due by a day, and not with all of it."""
    found = _THING_ALONE.match(said)
    due = [folded(d.what + d.text) for d in index.notice.deadlines if d.level == index.binding] if found else []
    held = [all(part in told for part in found[1].split("的")) for told in due] if found else []
    return any(held) and not all(held)


def own_paper(said: str, index: Index) -> str:
    """What is named before the handing in, where it has a day that the rest has not: 快报交给谁."""
    found = lexicon().pattern(_PAPER).match(said)
    due = [folded(d.what + d.text) for d in index.notice.deadlines if d.level == index.binding] if found else []
    held = [found[1] in told for told in due] if found else []
    return found[1] if found and any(held) and not all(held) else ""


def with_thing(said: str, heard: Heard, previous: Memory, index: Index) -> str:
    """A bare question by when, with the thing that was spoken of before: 申报书交几份, 几号."""
    topics, _, scope = heard
    is_bare = len(said) <= _BARE and topics and set(topics) <= _TIMED and not (scope.offices or scope.is_upper)
    is_bare = is_bare and not _has_its_day(said, index)
    return f"{previous.thing}{said}" if is_bare and previous.thing and not thing_of(said) else said


def names_a_date(said: str, heard: Heard, index: Index, previous: Memory | None) -> bool:
    """After a date was asked for, what has another one is named alone: 那联系人那个呢, 季度的呢.

    A mailbox, a phone or a person that is named alone (那邮箱呢) is asked for itself.
    """
    found = _ANOTHER.match(said) if previous and _DATED & set(previous.topics) else None
    topics, details, _ = heard
    if found is None or (not found["that"] and (details or _WAYS & set(topics))):
        return False
    name = found[1]
    return any(name in folded(f"{d.what}{d.text}{d.recurrence or ''}") for d in index.notice.deadlines)


def _remembered(scope: Scope, previous: Memory) -> Scope:
    """A follow-up that names nobody keeps whom the question before was about."""
    if scope.unit_types or scope.offices or scope.is_upper:
        return scope
    return replace(scope, unit_types=previous.unit_types, offices=previous.offices, is_upper=previous.is_upper)
