"""Whether somebody is meant by a notice at all: a sort of unit or person that is named, and is not the asker's type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.lexicon import Topic, lexicon
from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.passages import Passage
from handlers.questions.meant.entities import is_named
from handlers.questions.meant.foreign import ELIGIBLE
from handlers.wording import asking
from handlers.wording import questions as wording
from storage.notice.routing import unit_types
from storage.patterns import Late

_OWES = Late(
    r"(?:要不要|用不用|需不需要|该不该|能不能|可不可以|是否(?:要|需要)?|(?:要|用|需要?|该|得|能|可以))(?:直接|自己|单独|也)*(?:[交报填]|上报|参[加与评])"
    r"[^,。;?]{0,4}?(?:不|吗|么|嘛|呢|$|[?])|(?:关|有)我们(?:的)?事|[跟和与同]我们?(?:厂|会|校|局|单位|企业|公司)?(?:有|没有?|有没有?)?关系|算不算(?:在内|数)?[?]?$|(?:发|管|包括|通知|面向)(?:没|不)?(?:到|给)?我们(?:了)?(?:没|吗|么|不)"
)
_TAKES_PART = Late(
    r"(?:要不要|用不用|需不需要|是否(?:要|需要)?|(?:要|用|需要?|该|得))(?:搞|办|做|弄|开展|组织|参[加与])[^,。;?]{0,4}?(?:不|吗|么|嘛|呢|$|[?])"
)
_TO_WHOM = Late(
    r"(?<!总结)(?<!材料)(?<!报告)主送|发文的?(?:对象|范围)|(?:在不在|是不是在|算不算|属不属于)[^,。;?]{0,4}(?:发文|通知|文件)的?(?:范围|对象|名单|单位)|(?:通知|文件|文)[^,。;?]{0,4}(?:发给|发到|发至|面向|下发到?|印发)了?(?:哪些|谁|哪几|什么)(?!.{0,3}(?:时|日))"
)
_AMONG = Late(
    r"(?:^|[,;。?])(?:那|请问|我们|这个?通知|这个?文|主送(?:单位)?)*(?:里头?|里面)?(?:有没有|含不含|包不包括)?([^,。;?送发]{2,8}?)"
    r"(?:(?:是不是|算不算|属不属于|在不在|算|属于|在)(?:不在)?(?:里[头面]|其中|[^,。;?]{0,4}(?:主送|发文|通知|文件)[^,。;?]{0,4}(?:范围|单位|对象|名单|里))|$|[?])"
)
_NOT_SEEN = Late(
    r"(?:对象|范围|名单)(?:里头?|里面|中)?(?:没有?|找不|看不)(?:看|写|列|见|到|提)*([^,。;?]{2,6}?)(?:$|[,。;?吗呢啊])"
)
"""Whether those who are named are among the addressees, or that they are not seen there."""

_BELOW = Late(r"[镇乡村]|街道|社区|居委|医院|[中小]学(?!会)|部门|银行")
"""Sorts of bodies that an addressee's name must have itself to be meant by it."""

_CONCERNS = Late(
    r"(?:管|对|(?<![交报送寄])给|针对|发给|发到|面向|要求|约束|适用|涉及|指|说)(?:的是|的|到|的都是)?(?:谁|哪[些几]?[个家类级些]?(?:单位|人|部门|地方|$)|哪[些几家]|什么单位)"
    r"|(?:谁|哪[些几家]{1,2}(?:单位|部门)?|什么单位)(?:要|得|该|应该?|才|需要?)?(?:在|按|往上|向上)?[^,。;?]{0,6}(?:报|交|管)"
    r"|主送|(?:包括|含|算)(?:不包括|不含|不算)?我们"
)
"""Whom something concerns is asked."""

_OUTSIDE = Late(r"外[省市地区县国](?!语)|[省市]外|境外|港澳台?")
_WITHIN = r"全[省市区县](?!科)|本[省市区县](?!科)|我[省市区县](?!科)|注册|辖区|境内"
_UNFOUNDED = Late(
    r"(?:没有?|未|尚未|还没)(?:成立|建立?|设立?|组建|加入)?(?:自己的?)?(?:科协|学会|协会|工会|组织)"
    r"|不是(?:会员|成员|理事)(?:单位)?"
)
_TAKES_IN = r"面向|对象|范围|条件|均可|申报(?:单位|主体|人)|推荐|限|不受理|不接受|不得|不再|凡|参加|参评|征集|报名"
_NOT_WHO = Late(r"(?:[找问给到向由跟和让帮替]|组织|动员|通知|服务|邀请)$")
_ITS_OWN = Late(r"的?(?:照片|材料|总结|活动|作品|数据|电话|邮箱|联系|章|表|领导|里)")
_TOPICS = frozenset((Topic.OBLIGATION, Topic.MATERIALS, Topic.SUBMIT_TO, Topic.FREEDOM, Topic.PERIOD, Topic.BRANCH))
_TWICE = "double"
"""The particular that somebody is put forward on two ways, which concerns the ways and not those who are named."""

_ALONE = Late("个人|自己")
_DEEDS = ("参加", "申报", "报名", "推荐", "投稿", "参赛", "参评")


@dataclass(frozen=True, slots=True)
class _Who:
    """Who is named, as they are called, and how a notice names them."""

    word: str
    told: Late


def addressed(asked: Asked) -> tuple[str, ...]:
    """Return the lines on whether those who are named are meant; () where that is not asked, or they are the asker."""
    said = asked.u.said
    if told := _of_above(asked):
        return told
    if _TO_WHOM.search(said) and (all_types := list(unit_types(asked.index.notice, asked.index.binding))):
        return (asking.addressed_to(all_types), *_among(asked, all_types))
    if not asked.u.topics and (named := asked.u.scope.unit_types) and _TAKES_PART.search(said):
        return (asking.addressed_to(named),)
    if not set(asked.u.topics) <= _TOPICS or not (ELIGIBLE.search(said) or _OWES.search(said)):
        return ()
    who = next(_named(said), None)
    types = list(unit_types(asked.index.notice, asked.index.binding))
    if who is None or not types or any(one.is_named or one.detail.key == _TWICE for one in asked.u.details):
        return ()
    own = asked.asker.unit_type
    is_meant = any(who.told.search(one) for one in types)
    if own is not None and who.told.search(own):
        return ()
    if told := tuple(asked.passages(_taking_in(asked, who)[:2])):
        return told
    meant = [one for one in asked.index.duties if is_meant and who.told.search(one.unit_type)]
    deed = next((one for one in _DEEDS if one in said), "报送")
    return (
        asking.addressed_to(types),
        *(wording.submit_to(one.office, one.unit_type) for one in meant),
        *(() if is_meant else (wording.not_said(f"{who.word}是否{deed}"),)),
        wording.ask_office(asked.office, asked.contact),
    )


def _among(asked: Asked, types: Sequence[str]) -> Iterator[str]:
    """Say of those who are named, and are none of the addressees, that they are not written to be among them."""
    for found in (*_AMONG.finditer(asked.u.said), *_NOT_SEEN.finditer(asked.u.said)):
        who = found[1]
        sort = _BELOW.search(who)
        if sort and not any(sort[0] in one for one in types):
            yield wording.not_said(f"{who.removeprefix('有没有')}是否在内")
            yield wording.ask_office(asked.office, asked.contact)
            return


def _of_above(asked: Asked) -> tuple[str, ...]:
    """Whom the paper or the day of the level above concerns, where that is asked: 省里写的20号管哪些单位."""
    index, days = asked.index, asked.u.entities.days
    uppers = [one for one in index.upper_deadlines() if one.level > index.binding]
    is_of_day = any(one.date and is_named(one.date, days) for one in uppers)
    if not (is_of_day or asked.u.scope.is_upper) or not _CONCERNS.search(asked.u.said):
        return ()
    level = uppers[0].level if uppers else index.binding + 1
    types = list(unit_types(index.notice, level)) if level < len(index.notice.levels) else []
    if not types:
        return ()
    own = asked.own.deadline if asked.own else None
    due = [wording.upper_deadline(one, asked.sent_up) for one in uppers[:1]]
    own_due = [wording.deadline(own)] if own and due and asked.asker.unit_type not in types else []
    return (asking.addressed_above(asked.upper_place, types), *due, *own_due)


def _named(said: str) -> Iterator[_Who]:
    """Those of whom it is asked: who has not founded what the notice addresses, who is from outside, a sort of unit."""
    if found := _UNFOUNDED.search(said):
        yield _Who(f"{found[0]}的单位", _UNFOUNDED)
    if found := _OUTSIDE.search(said):
        yield _Who(f"{found[0]}单位", Late(f"{_WITHIN}|{re.escape(found[0])}"))
    words = lexicon()
    named = words.sorts_said.search(said).items()
    for at, (start, end) in sorted(named, key=lambda one: (not _ALONE.match(said, one[1][0]), one[1][0])):
        if not (_NOT_WHO.search(said[:start]) or _ITS_OWN.match(said, end)):
            yield _Who(said[start:end], words.sorts[at].told)


def _taking_in(asked: Asked, who: _Who) -> list[Passage]:
    """The sentences that name them and say who may take part, or must."""
    here = [p for p in asked.index.here if not asked.index.is_attached(p)]
    takes_in = lexicon().pattern(_TAKES_IN)
    return [p for p in here if who.told.search(p.plain) and takes_in.search(f"{p.title}:{p.plain}")]
