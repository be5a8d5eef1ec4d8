"""What a message asks: its topics, for whom, about which office, what it takes for granted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handlers.lexicon import Topic, lexicon
from handlers.questions.asker import Asker, Memory
from handlers.questions.details import Particular, particulars_of, thing_of
from handlers.questions.entities import DAY_NAME, Entities, find, names_in
from handlers.questions.follow_ups import continued, goes_on
from handlers.questions.hearing import topics_of
from handlers.questions.index import Index, index_of
from handlers.questions.passages import pairs
from handlers.questions.scope import Scope, scope_of
from handlers.questions.search import Found, search
from handlers.questions.speech import greets, thanks
from handlers.questions.spelling import digits, normalise
from storage.notice.model import Notice

_SENDS = r"<send>|截止|最[迟晚]|期限"
_OF_TITLES = (Topic.DEADLINE, Topic.PERIOD, Topic.EVENT_DATE, Topic.MATERIALS, Topic.ACTIVITIES, Topic.REQUIREMENTS)
"""What a word of a question about a titled section (报告期是什么时间) does not ask."""

_HANDS_IN = re.compile(r"报(?![错道])|[交发传送寄]|提交|群|压缩|打包|撤回|流程")
_DATED = frozenset((Topic.DEADLINE, Topic.HOUR, Topic.DAYS_LEFT, Topic.EVENT_DATE, Topic.NOTICE))
_OWNED = r"^(?:请问|那)?([\u4e00-\u9fff]{2,6}?)的?(?:<thing>)?(?:是|要|在|到底)*(?:<when>|截止|<send>)"
"""What a date is asked of, at the beginning: 党费什么时候交, 体检报告几号截止."""

_ASKING = re.compile(r"[几什哪谁啥多怎]|截|日期|时间|时限|期限|最[迟晚]|[省市区县校院里]")
_HELD = re.compile(r"[\u4e00-\u9fff]{1,2}(?:会|赛|展|班|典礼|仪式|论坛|培训)")
"""Something that is held, with what stands before it."""

_NUMBERED = re.compile(r"[\u4e00-\u9fff]{2,8}[〔\[(]\d{4}[〕\])]\d+号?")
_WHO = re.compile(r"是谁|哪位|干什么的|(?:是|在)哪个?(?:部|处|科|单位)|哪个(?:单位|部门|处室?|科室?)的")
_TIMED = re.compile(r"时间|几[号月]|什么时候|[上中下]旬|[日号期]|月")
_CONFIRMS = re.compile(r"吗|吧|嘛|是不是|还是|\?|对不|么|不是|哪|那我们")


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything that was understood of one message in the light of one notice."""

    said: str
    index: Index
    topics: tuple[Topic, ...]
    scope: Scope
    entities: Entities
    details: tuple[Particular, ...]
    found: Found
    is_greeting: bool = False
    is_thanks: bool = False
    is_foreign: bool = False
    is_of_campaign: bool = False

    def has(self, *topics: Topic) -> bool:
        """Whether one of these is asked."""
        return any(topic in self.topics for topic in topics)

    @property
    def memory(self) -> Memory:
        """What the next message may refer to."""
        return Memory(
            topics=tuple(topic.value for topic in self.topics),
            details=tuple(one.detail.key for one in self.details),
            thing=thing_of(self.said),
            unit_types=self.scope.unit_types,
            offices=self.scope.offices,
            is_upper=self.scope.is_upper,
        )


def understand(text: str, notice: Notice, asker: Asker) -> Understanding:
    """Understand a message; pure, and well under a millisecond once the notice's index is built."""
    said = normalise(text)
    index = index_of(notice)
    named = _NUMBERED.sub("", said)  # 云科协〔2024〕18号 names a paper and no office
    entities = find(named, index, asker.aliases)
    heard = (topics_of(said), particulars_of(said), scope_of(named, entities, index, asker))
    if asker.previous and goes_on(said, heard, asker.previous):
        heard = continued(said, heard, asker.previous)
    topics, details, scope = heard
    found = search(said, index)
    return Understanding(
        said=said,
        index=index,
        topics=_settled(said, topics, found) or _implied(said, index, entities, scope),
        scope=scope,
        entities=entities,
        details=details,
        found=found,
        is_greeting=greets(said),
        is_thanks=thanks(said),
        is_foreign=_is_foreign(said, index, topics, entities),
        is_of_campaign=bool(lexicon().campaign.search(said)),
    )


def _settled(said: str, topics: tuple[Topic, ...], found: Found) -> tuple[Topic, ...]:
    """Without a topic that only a word suggested, where a sentence of the notice is meant."""
    if found.is_titled and not lexicon().pattern(_SENDS).search(said):
        topics = tuple(topic for topic in topics if topic not in _OF_TITLES)
    if topics == (Topic.HOW,) and _is_about_passage(said, found):
        return ()
    if topics == (Topic.PERIOD,) and found.is_sure and not _TIMED.search(said):
        return ()
    return topics


def _is_about_passage(said: str, found: Found) -> bool:
    """How something of the notice is done is asked, not how something is handed in."""
    return found.is_sure and not _HANDS_IN.search(said)


def _implied(said: str, index: Index, entities: Entities, scope: Scope) -> tuple[Topic, ...]:
    """What is asked without a word for it: a date of the notice, a phone, a recipient, an office that is named."""
    if any(_is_named(day, entities.days) for day in _days(index.notice)) and _CONFIRMS.search(said):
        return (Topic.DEADLINE,)
    phones = {digits(p) for o in index.offices if o.contact for p in o.contact.phones}
    if any(digits(number) in phones for number in entities.numbers):
        return (Topic.PHONE,)
    if scope.doubted or entities.is_above_recipient or any(named.is_recipient for named in entities.types):
        return (Topic.SUBMIT_TO,)
    return (Topic.CONTACT,) if entities.offices and _WHO.search(said) else ()


def _days(notice: Notice) -> Iterator[date]:
    """The days by which something is due, and those on which something is."""
    yield from (deadline.date for deadline in notice.deadlines if deadline.date)
    yield from (event.start for event in notice.event_dates if event.start and event.start == event.end)


def _is_named(day: date, named: tuple[tuple[int | None, int], ...]) -> bool:
    """The day is among those that a message names; 9号 without a month is."""
    return any(day.day == on and month in (None, day.month) for month, on in named)


def _is_foreign(said: str, index: Index, topics: tuple[Topic, ...], entities: Entities) -> bool:
    """A subject of the office day, or a memorial day, that is not the notice's."""
    if any(not pairs(found[0]) <= index.vocabulary for found in lexicon().foreign.finditer(said)):
        return True
    is_bare = not (entities.types or entities.offices or entities.above >= 0)
    if is_bare and topics and set(topics) <= _DATED and _names_alien(said, index):
        return True
    held = _HELD.findall(said) if topics == (Topic.EVENT_DATE,) else []
    if held and not any(pairs(found) <= index.vocabulary for found in held):
        return True
    days = [pairs(found) for found in DAY_NAME.findall(said)] if topics == (Topic.EVENT_DATE,) else []
    return any(2 * len(named & index.vocabulary) < len(named) for named in days)


def _names_alien(said: str, index: Index) -> bool:
    """A date is asked of something that neither the notice nor the lexicon has a word for, and that is no unit."""
    words = lexicon()
    found = words.pattern(_OWNED).match(said)
    if found is None or _ASKING.search(found[1]):
        return False
    thing = found[1]
    own = pairs(thing)
    is_spoken_of = own & index.vocabulary or words.empty.search(thing) or words.faint.search(thing)
    return not (is_spoken_of or words.things.search(thing) or words.campaign.search(thing) or names_in(thing))
