"""Which offices of the level above are meant: half of a chain goes up on one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.lexicon import Topic, lexicon
from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.offices import Office
from handlers.questions.lookup.unit_words import kind_of
from handlers.wording import questions as wording
from storage.notice.model import Route
from storage.notice.routing import fold
from storage.patterns import Late

_OF_ALL = Late(r"[两二]个|都|分别|[几各]|全部?的")
_WHO_SENDS = Late(
    r"(?:自己|个人|本人|我们|企业|公司|单位|[省市区县]里?|[局会校院镇街])(?:直接)?[送报交][^,。;?]{0,4}[,?]?(?:还是|或者?)[^。;?]{1,8}[送报交]|(?:谁|哪[家级一])[^,。;?]{0,4}(?:负责)?(?:往上|向上|去)[送报交]"
)
_DUE_ABOVE = (
    r"(?:^|[,;。]|那)([省国部厅市](?:里|(?:科技|教育|水利|农业|工信)?厅|科协|局)|国家|上级|上面)(?:那边|层面|总的)?的?(?:要求|规定|最后|最终)*"
    r"(?:是|在)?(?:截止|期限|最[迟晚]|<when>(?!.{0,2}[印发开出]))"
)
"""By when those above want it."""

_RULED = r"{}[^,，。;；]{{0,8}}(?:规定|要求|明确)[^。;；]{{0,30}}\d\s*月\s*\d"
"""What the notice says that those above have set a day for."""

_REACHED_ABOVE = Late(
    r"((?:[省市]|国家|全国|中国)(?:里|[^,。;?的是几哪找给发\d]{0,5}?(?:科协|厅|委|局|中心|学会))(?:[^,。;?的是几哪找给发\d]{1,6}?[部处室])?)"
    r"(?:那[边头])?的?(?:联系)?(?:电话|邮箱|地址|方式|人|座机|手机|号码)"
)
"""A body of those above that somebody wants to reach."""

_WITHIN_A_CITY = frozenset("区县校院")
_WAYS = {Topic.PHONE: "电话", Topic.MAIL: "邮箱", Topic.ADDRESS: "地址", Topic.CONTACT: "联系人"}

_BODY_ABOVE = Late(r"[省国]协|[省国]?厅(?=里|的|那)|省厅|[省国]?科协|中国科协")


def upper_offices(asked: Asked) -> list[Office]:
    """The offices of the level above that are meant: of the kind of body that was named, else those for such types.

    Half of a chain goes up on one way: what 市科协 reports goes to 省科协, whoever of its units asks.
    """
    offices = list(asked.index.upper_offices())
    if _OF_ALL.search(asked.u.said):
        return offices
    kinds = [kind for named in _halves(asked) if (kind := kind_of(named))]
    for kind in kinds if len(offices) > 1 else ():
        if meant := [o for o in offices if kind.shows.search(o.body) or any(kind_of(a) is kind for a in o.audience)]:
            return meant
    return _told_to(asked, offices) or offices


def asks_who_sends(said: str) -> bool:
    """Whether it is asked which of two sends something on."""
    return _WHO_SENDS.search(said) is not None


def unknown_above(asked: Asked) -> Iterator[str]:
    """Quote the day that those above have set; where the notice has none of theirs, say that it is not told."""
    found = lexicon().pattern(_DUE_ABOVE).search(asked.u.said)
    levels, places = asked.index.notice.levels, asked.index.places
    is_told = asked.u.scope.is_upper or (len(levels) < 2 and asked.index.uppers)
    is_between = found and found[1][0] in "省市" and len(places) == len(levels) and found[1][0] not in places.values()
    if found and not is_told and (len(levels) < 2 or is_between):
        ruled = Late(_RULED.format(found[1][0]))
        if told := [p for p in asked.index.here if ruled.search(p.plain)]:
            yield from asked.passages(told[:1], ruled)
            return
        yield wording.not_said(f"{found[1]}的截止时间")


def unreached_above(asked: Asked) -> Iterator[str]:
    """Say that the notice has no phone or mailbox of a body above, where that is asked for."""
    found = _REACHED_ABOVE.search(asked.u.said) if asked.u.has(*_WAYS) else None
    place = asked.index.places.get(asked.index.binding, "")
    if found is None or (found[1][0] == "市" and place not in _WITHIN_A_CITY):
        return
    first, rest = found[1][0], found[1][1:]
    issuers = (name for level in asked.index.notice.levels[:1] for name in level.issuers)
    cards = (card.heading + card.text for card in asked.index.cards)
    known = fold(" ".join((*cards, *issuers, asked.office or "")))
    is_own = first == place and (rest == "里" or rest in known)
    if not (is_own or re.search(rf"{first}\w{{0,8}}{re.escape(rest)}", known)):
        yield wording.not_said(wording.of(found[1], [label for way, label in _WAYS.items() if asked.u.has(way)]))
        yield wording.ask_office(asked.office, asked.contact)


def upper_routes(asked: Asked) -> list[Route]:
    """Who sends to the offices of the level above that are meant, where that is asked: 是区里送还是市里送."""
    if not asks_who_sends(asked.u.said):
        return []
    offices = {office.name for office in upper_offices(asked)}
    upper = [route for route in asked.index.notice.routes if route.level > asked.index.binding]
    return [route for route in upper if route.office in offices] or upper


def _told_to(asked: Asked, offices: list[Office]) -> list[Office]:
    """The offices of the level above to which its sentences tell such as the asker's to report: 各市局报生产处."""
    place = asked.index.places.get(asked.index.binding, "")
    whose = rf"(?:各|设区|地级(?:以上)?|省辖){place}"
    sends = Late(rf"{whose}[^。；;]*?(?:报送|上报|提交|[报送交]至|报(?=[省我厅部]))(?P<to>[^。；;，,]{{2,30}})")
    told = [p.plain for p in asked.index.passages if p.level > asked.index.binding] if place and offices else []
    to = " ".join(found["to"] for text in told for found in sends.finditer(text))
    return [office for office in offices if office.short in to and office.contact]


def _halves(asked: Asked) -> Iterator[str]:
    """What tells on which way something goes up: 厅里, 省协, the types that were named, the asker's, their office."""
    if found := _BODY_ABOVE.search(asked.u.said):
        yield "科技厅" if found[0][-1] == "厅" or found[0][0] == "厅" else "科协"
    yield from asked.u.scope.unit_types
    if asked.own:
        yield asked.own.unit_type
    yield asked.office or ""
