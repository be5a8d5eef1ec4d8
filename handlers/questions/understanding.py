"""What a message asks: its topics, for whom, about which office, what it takes for granted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from handlers.questions.asker import Asker, Memory
from handlers.questions.details import DETAILS, THINGS, Detail
from handlers.questions.entities import Entities, find
from handlers.questions.index import Index, index_of
from handlers.questions.lexicon import CAMPAIGN, FOREIGN
from handlers.questions.passages import pairs
from handlers.questions.scope import Scope, remembered, scope_of
from handlers.questions.search import ENOUGH, Found, search
from handlers.questions.speech import greets, is_chatter, is_question, thanks
from handlers.questions.spelling import normalise
from handlers.questions.topics import CUES, Topic
from storage.notice.model import Notice

__all__ = ["Understanding", "is_chatter", "is_question", "understand"]

_ALONE = (Topic.INJECTION, Topic.GHOST, Topic.SECRET, Topic.HUMAN, Topic.HELP)
"""Topics beside which nothing else is answered, the first that holds."""

_GOES_ON = re.compile(r"^(?:那|还有|另外)|呢\??$|^.{1,8}的\??$")
_SHORT = 14
_HANDS_IN = re.compile(r"[报交发传送寄]|提交|群|压缩|打包|撤回|流程")
_WHO = re.compile(r"是谁|哪个单位的|哪位|干什么的|是哪个?[部处科]")
_OWN_AGAIN = re.compile(r"我们|我(?:校|会|局|司)|本单位|自己")
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
    details: tuple[Detail, ...]
    thing: str
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
            unit_types=self.scope.unit_types,
            offices=self.scope.offices,
            is_upper=self.scope.is_upper,
        )


def understand(text: str, notice: Notice, asker: Asker) -> Understanding:
    """Understand a message; pure, and well under a millisecond once the notice's index is built."""
    said = normalise(text)
    index = index_of(notice)
    entities = find(said, index, asker.aliases)
    scope = scope_of(said, entities, index, asker)
    topics = _topics(said)
    if asker.previous and len(said) <= _SHORT and (_GOES_ON.search(said) or not topics):
        topics, scope = _go_on(said, topics, scope, asker.previous)
    found = search(said, index)
    topics = _implied(said, topics, index, entities, scope) if not topics or topics == (Topic.PERIOD,) else topics
    if topics == (Topic.HOW,) and _is_about_activity(said, found, index):
        topics = ()
    if not topics and entities.offices and _WHO.search(said):
        topics = (Topic.CONTACT,)
    if topics == (Topic.PERIOD,) and found.weight >= ENOUGH and not _TIMED.search(said):
        topics = ()
    details = tuple(detail for detail in DETAILS if detail.asked.search(said))
    thing = THINGS.search(said)
    return Understanding(
        said=said,
        index=index,
        topics=topics,
        scope=scope,
        entities=entities,
        details=details,
        thing=thing[0] if thing else "",
        found=found,
        is_greeting=greets(said),
        is_thanks=thanks(said),
        is_foreign=_is_foreign(said, index),
        is_of_campaign=bool(CAMPAIGN.search(said)),
    )


def _is_about_activity(said: str, found: Found, index: Index) -> bool:
    """How an activity of the notice is done is asked, not how something is handed in."""
    titles = {section.title for section in index.notice.activities}
    return found.weight >= ENOUGH and found.passages[0].title in titles and not _HANDS_IN.search(said)


def _topics(said: str) -> tuple[Topic, ...]:
    """The topics that are asked, in the order of the table."""
    held = [cue.topic for cue in CUES if cue.holds(said)]
    alone = next((topic for topic in _ALONE if topic in held), None)
    if alone and not (alone is Topic.HUMAN and len(held) > 2):
        return (alone,)
    return tuple(dict.fromkeys(held))


def _implied(said: str, topics: tuple[Topic, ...], index: Index, entities: Entities, scope: Scope) -> tuple[Topic, ...]:
    """What is asked without a word for it: a date of a deadline, a phone, an office that is named."""
    days = {(d.date.month, d.date.day) for d in index.notice.deadlines if d.date}
    if not topics and any(day in days for day in entities.days) and _CONFIRMS.search(said):
        return (Topic.DEADLINE,)
    phones = {re.sub(r"\D", "", p) for o in index.offices if o.contact for p in o.contact.phones}
    if not topics and any(re.sub(r"\D", "", number) in phones for number in entities.numbers):
        return (Topic.PHONE,)
    if not topics and scope.doubted:
        return (Topic.SUBMIT_TO,)
    return topics


def _go_on(said: str, topics: tuple[Topic, ...], scope: Scope, previous: Memory) -> tuple[tuple[Topic, ...], Scope]:
    """A follow-up: 「那邮箱呢」 keeps for whom, 「区科协的呢」 keeps what was asked."""
    if topics and not _OWN_AGAIN.search(said):
        return topics, remembered(scope, previous)
    kept = tuple(Topic(topic) for topic in previous.topics if topic in set(Topic))
    if not topics and (scope.unit_types or scope.offices or scope.is_upper or _OWN_AGAIN.search(said)):
        return kept, scope if scope.unit_types or scope.offices else replace(scope, is_upper=scope.is_upper)
    return topics or kept, scope


def _is_foreign(said: str, index: Index) -> bool:
    """A subject of the office day that is not the notice's."""
    match = FOREIGN.search(said)
    return bool(match) and not pairs(match[0] if match else "") <= index.vocabulary
