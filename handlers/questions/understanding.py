"""What a message asks: its topics, for whom, about which office, what it takes for granted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from handlers.lexicon import HANZI, Topic, lexicon
from handlers.questions.asker import Asker, Memory
from handlers.questions.lookup.cards import helps_with_pages
from handlers.questions.lookup.index import Index, index_of
from handlers.questions.lookup.passages import pairs
from handlers.questions.lookup.search import Found, search, terms_of, titled
from handlers.questions.lookup.short import spelt_out
from handlers.questions.meant.entities import Entities, find, is_named, is_printed
from handlers.questions.meant.follow_ups import continued, goes_on, names_a_date, own_paper, with_thing
from handlers.questions.meant.foreign import is_foreign
from handlers.questions.meant.papers import of_papers, without_papers
from handlers.questions.meant.scope import PLACE, Scope, scope_of
from handlers.questions.typed.details import Particular, particulars_of, thing_of
from handlers.questions.typed.hearing import in_one, is_in_trouble, topics_of, without_denied
from handlers.questions.typed.speech import asks, greets, thanks
from handlers.questions.typed.spelling import clauses_of, digits, folded, in_clauses
from storage.notice.model import Notice
from storage.patterns import Late

_SENDS = r"<send>|截止|最[迟晚]|期限"
_OF_TITLES = (
    Topic.DEADLINE,
    Topic.HOUR,
    Topic.PERIOD,
    Topic.EVENT_DATE,
    Topic.MATERIALS,
    Topic.ACTIVITIES,
    Topic.REQUIREMENTS,
)
"""What a word of a question about a titled section (报告期是什么时间) does not ask."""

_HANDS_IN = Late(r"报(?![错道])|[交发传送寄]|提交|群|压缩|打包|撤回|流程")
_OF_A_PART = Late(r"[那这]一?[句段条项]|哪一?[句段条项]")
_IS_THERE = Late(r"在(?:不在|吗|不)")
_NUMBERED = Late(rf"{HANZI}{{2,8}}[〔\[(]\d{{4}}[〕\])]\d+号?")
_WHO = Late(
    r"是谁|哪位|全称|叫什么|干什么的|(?:管|负责)些?什么|(?:是|在)哪[个家]?(?:部|处|科|单位|地方)|是哪里|是什么(?:地方|单位)"
    r"|哪个(?:单位|部门|处室?|科室?)的"
)
_TIMED = Late(r"时间|几[号月]|什么时候|[上中下]旬|[日号期]|月")
_INTRODUCES = Late(
    r"(?:你好,?|您好,?|老师,?)*(?:我们?(?:这边|这里)?(?:是|在)|这(?:里|边)是)[^,。;]{3,20}"
    r"(?:,(?:刚|才|新)[^,。;?]{1,6})?$"
)
_SENDS_LATER = Late(
    r"\d[日号]?(?:之?[前后]|左右|再|才|统一|一起|给你们)*(?:[交发报送寄传给]|补|提交|上报|递)|(?:[定终成]稿|正式[版稿的]?)[^,。;?]{0,4}\d"
)
"""Something is handed in on a day that is named."""

_STREET = Late(r"\d(?<=[路街巷弄道]\d)\d{0,3}号(?=[^,。;?]{0,4}(?:能|可以|送|交|是|在|那|的|有|行|收|吗))")
"""A number in a street is no day: 北京路30号能送吗."""

_GOES_TO = r"<send>|归|属|给|对接"
"""Something goes to those above, and is not only theirs: 是省里派还是自己找."""

_CONFIRMS = Late(r"吗|谁|吧|嘛|是不是|还是|\?|对不|么|不是|哪|那我们|[行成好可能]不|可以$")


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything that was understood of one message in the light of one notice."""

    said: str
    index: Index
    topics: tuple[Topic, ...]
    scope: Scope
    entities: Entities
    details: tuple[Particular, ...]
    is_greeting: bool = False
    is_thanks: bool = False
    is_foreign: bool = False

    def has(self, *topics: Topic) -> bool:
        """Whether one of these is asked."""
        return any(map(self.topics.__contains__, topics))

    @property
    def found(self) -> Found:
        """The sentences that it shares the rarest words with."""
        return search(self.said, self.index)

    @property
    def memory(self) -> Memory:
        """What the next message may refer to."""
        return Memory(
            topics=tuple(topic.value for topic in self.topics),
            details=tuple(one.detail.key for one in self.details),
            thing=thing_of(self.said) or own_paper(self.said, self.index),
            unit_types=self.scope.unit_types,
            offices=self.scope.offices,
            is_upper=self.scope.is_upper,
        )


def understand(text: str, notice: Notice, asker: Asker) -> Understanding:
    """Understand a message; pure, and well under a millisecond once the notice's index is built."""
    index = index_of(notice)
    said = spelt_out(in_one(without_denied(clauses_of(text))), index)
    bare = without_papers(said, index)
    named = _NUMBERED.sub("", bare)  # 云科协〔2024〕18号 names a paper and no office
    entities = find(named, index, asker.aliases)
    heard = (topics_of(_STREET.sub("", said)), particulars_of(said), scope_of(named, entities, index, asker))
    is_of_date = names_a_date(said, heard, index, asker.previous)
    if asker.previous and not is_of_date and goes_on(said, heard, asker.previous):
        named_here = heard[2].offices
        heard = continued(said, heard, asker.previous, index)
        if entities.offices:  # 「丁老师呢」 is of nobody who was spoken of before
            heard = (heard[0], heard[1], replace(heard[2], offices=named_here))
        said = with_thing(said, heard, asker.previous, index)
    topics, details, scope = heard
    if is_of_date:
        topics, details = (Topic.DEADLINE,), ()
    return Understanding(
        said=said,
        index=index,
        topics=of_papers(said, bare, _settled(said, topics, index))
        or _implied(said, index, entities, scope)
        or _introduced(said, scope, asker),
        scope=scope,
        entities=entities,
        details=details,
        is_greeting=greets(said),
        is_thanks=thanks(said),
        is_foreign=is_foreign(said, index, topics, entities),
    )


def _settled(said: str, topics: tuple[Topic, ...], index: Index) -> tuple[Topic, ...]:
    """Without a topic that only a word suggested, where a sentence of the notice is meant."""
    if (section := titled(said, index)) and not _sends_it(said, section[0].title):
        topics = tuple(topic for topic in topics if topic not in _OF_TITLES)
    if topics == (Topic.HOW,) and not _HANDS_IN.search(said) and search(said, index).is_sure:
        return ()  # how something of the notice is done is asked, not how something is handed in
    if topics == (Topic.NOTICE,) and _OF_A_PART.search(said) and search(said, index).passages:
        return ()
    if topics == (Topic.PERIOD,) and not _TIMED.search(said) and search(said, index).is_sure:
        return ()
    return topics


def _sends_it(said: str, title: str) -> bool:
    """Sending is spoken of beside the title that was named, and not only in another clause."""
    title = title[:2]
    beside = [clause for clause in in_clauses(said) if title and title in clause] or [said]
    return any(lexicon().pattern(_SENDS).search(clause) for clause in beside)


def _implied(said: str, index: Index, entities: Entities, scope: Scope) -> tuple[Topic, ...]:
    """What is asked without a word for it: a date of the notice, a phone, a recipient, an office that is named."""
    is_ruled_out = lexicon().rules_out(Topic.DEADLINE, said)
    if lexicon().pattern("<when>").search(said) and not is_ruled_out and _is_of_deadline(said, index):
        return (Topic.DEADLINE,)
    if any(is_named(day, entities.days) for day in _due_days(index.notice)) and _CONFIRMS.search(said):
        return (Topic.DEADLINE,)
    if any(is_named(day, entities.days) for day in _event_days(index.notice)) and _CONFIRMS.search(said):
        return (Topic.DEADLINE if lexicon().pattern("<send>").search(said) else Topic.EVENT_DATE,)
    if entities.days and _SENDS_LATER.search(said) and _CONFIRMS.search(said):
        return (Topic.LATE,)
    if entities.mails:
        return (Topic.MAIL,)
    if is_in_trouble(said) and any(map(helps_with_pages, index.cards)):
        return (Topic.CONTACT,)
    phones = {digits(p) for o in index.offices if o.contact for p in o.contact.phones}
    if any(digits(number) in phones for number in entities.numbers):
        return (Topic.PHONE,)
    is_sent_up = entities.is_above_recipient and lexicon().pattern(_GOES_TO).search(said)
    if scope.doubted or is_sent_up or any(named.is_recipient for named in entities.types):
        return (Topic.SUBMIT_TO,)
    if any(met.at == 0 and len(said) - met.end <= 1 for met in entities.offices):
        return (Topic.CONTACT,)  # nothing but an office is named
    is_of_person = any(met.is_person for met in entities.offices) and not scope.unit_types
    is_about_them = is_of_person and (asks(said) or _IS_THERE.search(said))
    if entities.offices and (_WHO.search(said) or is_about_them):
        return (Topic.CONTACT,)
    return (Topic.PHONE,) if any(is_printed(number, index) for number in entities.numbers) else ()


def _introduced(said: str, scope: Scope, asker: Asker) -> tuple[Topic, ...]:
    """Somebody who was not known says only which unit they are: they want to know what it owes."""
    is_known = len(scope.unit_types) == 1 or (scope.unit_types and PLACE.search(said))
    is_all = asker.unit_type is None and is_known and (_INTRODUCES.match(said) or PLACE.search(said)) and not asks(said)
    return (Topic.DEADLINE, Topic.MATERIALS, Topic.SUBMIT_TO) if is_all else ()


def _is_of_deadline(said: str, index: Index) -> bool:
    """A time is asked of something that has a date by which it is due."""
    asked = {pair for pair, weight in terms_of(lexicon().pattern("<when>").sub(" ", said)).items() if weight == 1.0}
    return any(asked & pairs(folded(d.what + d.text)) for d in index.notice.deadlines if d.date or d.recurrence)


def _due_days(notice: Notice) -> Iterator[date]:
    """The days by which something is due."""
    return (deadline.date for deadline in notice.deadlines if deadline.date)


def _event_days(notice: Notice) -> Iterator[date]:
    """The days on which something is."""
    return (event.start for event in notice.event_dates if event.start and event.start == event.end)
