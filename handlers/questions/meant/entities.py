"""What a message names: unit types, offices, persons, the level above, days, numbers and mailboxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from handlers.lexicon import HANZI
from handlers.lexicon.sound import sounds_as
from handlers.questions.lookup.index import Index
from handlers.questions.lookup.offices import Name, Office
from handlers.questions.lookup.unit_words import other_forms
from handlers.questions.typed.spelling import digits, folded
from storage.notice.routing import fold
from storage.patterns import Late

DAY_NAME = Late(rf"(?:(?![几哪什是在]){HANZI}){{2,6}}[日周月节](?![子期程份])")
"""The name of a memorial day, week or month, with what stands before it."""

_BLANK = "\x00"
_LEAST = 6
"""Digits of a number that is looked for in the notice."""

_MOST_SEARCHED, _SHORTEST, _LONGEST = 200, 3, 16
_ENDS_A_NAME = Late(r"科协|[学协究进]会|大学|公司|集团|中心|[中小]学|[局委院校园馆站所厂]")

_NOT_A_UNIT = Late(r"(?:走?进|深入|走入|服务|邀请|组织|面向|帮助|请|联合|带|为|关心|惠及|辅导|慰问)$")
_NOT_OURS = Late(
    r"(?:你们|他们|人家|中国|全国|国家|(?:成立|建立|组建|设立)(?:了|过|有)?|设[有了]|没有?|[有建])(?:自己的)?$"
)
"""What stands before a body that is not the asker's: 我们成立了科协, 你们科协, 中国科协."""

_ITS_PART = Late(
    r"(?:[省市县区]里)?的?(?:分支|分会|下属|专委会|办事处|代表处|分部)(?=在|归|[省市县区]|也|,|要|该|报|[^,。;?]{0,6}报)|[省市县区]里的(?:分支|分会|下属|专委会|办事处|代表处)"
)
"""What follows a body of which only a part is meant, which sits elsewhere: 省级学会市里的分支."""

_ITS_SEAL = Late(r"的?(?:公?章(?!程)|印章|名义|抬头|落款)")
"""What a body lends a paper: 盖科协章 asks for nothing of that body."""


_SELF = Late(r"(?:我们?(?:是|这边|那)?|本|代表|这里是|这是|贵)[^,。;?!归报跟和问找让由给到交发]{0,8}$")
_PARTNER = Late(r"(?:跟|和|同|与|联合)[^,。;?!]{0,6}$")
_TOGETHER = Late(r"^[^,。;?!]{0,4}(?:各自?[报交]|一起|合|联|共同|一个口|一样)")
_TO = Late(
    r"(?:[报交送发递](?:送)?(?:给|到|至|往|在)?|抄送(?:给)?|给|到|往|向|还是|是)"
    r"(?:\x00+[和与及、])?(?:[市省县区])?[^,。;?!]{0,3}$"
)
_TO_UNIT = Late(r"(?:[报交送发递](?:送)?(?:给|到|至|往)?|抄送(?:给)?)(?:[市省县区])?[^,。;?!]{0,3}$")
_TO_PERSON = Late(rf"(?:{_TO.pattern})|(?:找|问|联系|打给|对接)[^,。;?!]{{0,2}}$")
_ORDINARY_BEFORE = frozenset(
    "那这另报给寄发递传呈到和是向由跟与请问找送交的在去往归即够以系抄接让叫对把被从按要下着过了,。?;:、同及或但而就都还校局院司们位"
)
_TITLE = Late(r"老师|处长?|科长?|部长?|主任|局长?|主席|秘书长|同志|工|总|姐|哥|师傅|书记|院长|会长")
_WORD = Late(HANZI)
_OF_A_BODY = Late(f"{HANZI}会")
_DAY = Late(
    r"(?=\d)(?<![\d.])(?:(\d{1,2})月(\d{1,2})[日号]?|(\d{1,2})[./](\d{1,2})(?![\d.])|(?<![月路街巷弄])(?<!大道)(\d{1,2})[日号](?!线|楼|文|院))"
)
_NUMBER = Late(r"(?<![\d@.])(\d[\d-]{1,}\d)(?=开头|打头|的?那个|后面[那是几的])|(?<![\da-z.-])(\d[\d-]{5,}\d)(?![\d.])")
_MAIL = Late(
    r"[a-z0-9._+-]+@[a-z0-9.-]+|(?<![a-z0-9@])([a-z]{2,}[a-z0-9]*|163|126|qq|vip\.163|\d{6,})(?=开头|打头|的?那个|后缀|结尾|的?邮箱|后[面边头][那是的什])"
)
_WRITTEN = Late(r"[a-z\d]")
"""What days, numbers and mailboxes are written with."""

_URGES = r"(?!(?:的?人|领导)?[^,。;?]{0,3}(?:催|追着|盯)|[让叫]我)"
"""Who urges is not asked about: 上面催我问."""

_HEADS = {
    "省": r"(?<![市区县])厅(?:里|局|那边|那头|上)|往厅|给厅",
    "国": r"(?:全国|国家|中央)(?:[那这]边|那头|总的|层面|局|(?=总?(?:截止|最[迟晚])))|中国科协|部[里委]",
}
"""What those above are called by their own place, beside 省里, 国家级."""

_ISSUES = Late(rf"({HANZI}{{3,12}}?[部厅局委会])(?:办公厅)?关于")
_LEAST_BODY = 2
"""Who issued a paper, in its title; and what is longer than a name that anything may have."""

_ABOVE = Late(rf"(?:上级|上面(?!的|写|说|那|提)|上头|上一级|再上一级){_URGES}")


@dataclass(frozen=True, slots=True)
class Named:
    """A unit type that is named, how: `is_self` 我们…, `is_partner` 跟…一起, `is_recipient` 报给…."""

    unit_type: str
    at: int
    is_self: bool = False
    is_partner: bool = False
    is_recipient: bool = False


@dataclass(frozen=True, slots=True)
class Met:
    """An office that is named, and where in the message.

    `is_body`: through its body alone, as 市科协; `is_person`: through its contact; `is_site`: through its address.
    """

    office: Office
    at: int
    end: int
    is_recipient: bool = False
    is_body: bool = False
    is_person: bool = False
    is_site: bool = False


@dataclass(frozen=True, slots=True)
class Entities:
    """Everything a message names. `days` are (month or None, day); `above` where the level above is named, or -1."""

    types: tuple[Named, ...] = ()
    offices: tuple[Met, ...] = ()
    days: tuple[tuple[int | None, int], ...] = ()
    numbers: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    above: int = -1
    is_above_recipient: bool = False


def find(said: str, index: Index, aliases: Mapping[str, str]) -> Entities:
    """Find what a message names; `said` is what `normalise` gave, `aliases` folded roster names to unit types."""
    rest, offices = _offices(said, index)
    above, is_recipient = _above(rest, index)
    types = tuple(_aliased(rest, aliases)) or tuple(_types(rest, index))
    written = said if _WRITTEN.search(said) else ""
    return Entities(
        types=types,
        offices=offices,
        days=tuple(dict.fromkeys(_days(written))),
        numbers=tuple(a or b for a, b in _NUMBER.findall(written)),
        mails=tuple(found[0] for found in _MAIL.finditer(written)) or tuple(b for b in index.boxes if b in written),
        above=above,
        is_above_recipient=is_recipient,
    )


def _days(said: str) -> Iterator[tuple[int | None, int]]:
    """Every day that could be one: 6月9日, 6.9, 9号."""
    for found in _DAY.finditer(said):
        month, day = found[1] or found[3], int(found[2] or found[4] or found[5])
        if 1 <= day <= 31 and (month is None or 1 <= int(month) <= 12):
            yield (int(month) if month else None, day)


def is_named(day: date, named: tuple[tuple[int | None, int], ...]) -> bool:
    """The day is among those that a message names; 9号 without a month is."""
    return any(day.day == on and month in (None, day.month) for month, on in named)


def is_printed(number: str, index: Index) -> bool:
    """The notice has a number, as it was written."""
    return len(digits(number)) >= _LEAST and any(number in line for line in index.notice.lines)


def _aliased(rest: str, aliases: Mapping[str, str]) -> Iterator[Named]:
    """Units by the names the roster knows; the longest name wins."""
    alias = next((name for name in names_in(rest) if name in aliases), None) if aliases else None
    if alias:
        yield _named(aliases[alias], rest, (rest.find(alias[:2]), rest.find(alias[-2:]) + 2))


def names_in(said: str) -> list[str]:
    """Every run of characters that may be a unit's name, folded, the longest first: it ends as bodies' names do."""
    whole = fold(said[:_MOST_SEARCHED])
    ends = {found.end() for found in _ENDS_A_NAME.finditer(whole)}
    runs = {whole[end - length : end] for end in ends for length in range(_SHORTEST, _LONGEST + 1) if end >= length}
    return sorted(runs, key=len, reverse=True)


def _named(unit_type: str, rest: str, span: tuple[int, int]) -> Named:
    """How a type is named, from what stands before and after it."""
    before, after = rest[: max(span[0], 0)], rest[span[1] :]
    return Named(
        unit_type,
        span[0],
        is_self=bool(_SELF.search(before)),
        is_partner=bool(_PARTNER.search(before) and _TOGETHER.search(after)),
        is_recipient=bool(_TO_UNIT.search(before)),
    )


def _types(rest: str, index: Index) -> Iterator[Named]:
    """Unit types by their own words, then by the kind of unit people name; what was found is not looked at again."""
    for word in index.unit_words.likely_in(rest):
        for found in word.said.finditer(rest):
            before = rest[: found.start()]
            rest = before + _BLANK * len(found[0]) + rest[found.end() :]
            is_part = _ITS_PART.match(rest, found.end()) or _ITS_SEAL.match(rest, found.end())
            is_unit = not (is_part or _NOT_OURS.search(before)) and (
                word.is_spelt or found[0].endswith("科协") or not _NOT_A_UNIT.search(before)
            )
            if word.unit_type and is_unit:
                yield _named(word.unit_type, rest, found.span())


def _offices(said: str, index: Index) -> tuple[str, tuple[Met, ...]]:
    """Offices by full or short name, bodies, persons; what was found is blanked in the text that is returned."""
    met: list[Met] = []
    rest = said
    for name in index.names.likely_in(said):
        start = 0
        while (at := rest.find(name.text, start)) >= 0:
            start = at + len(name.text)
            if not _is_body_of_another(rest, at, name, index):
                is_recipient = bool(_TO.search(rest[:at]))
                how = {"is_recipient": is_recipient, "is_body": name.is_body, "is_site": name.is_site}
                met += [Met(office, at, start, **how) for office in name.offices]
                rest = rest[:at] + _BLANK * len(name.text) + rest[start:]
    ends = {m.end: m.office.body for m in met}
    kept = [m for m in met if ends.get(m.at, m.office.body) == m.office.body]  # 省科技厅政策法规处 is not the city's
    kept += _persons(rest, index)
    return rest, tuple(sorted(kept, key=lambda m: m.at))


def _is_body_of_another(rest: str, at: int, name: Name, index: Index) -> bool:
    """市科协 inside 青溪市科协 is another town's; 松陵市科协 is the issuer's own."""
    if not name.is_body or at == 0 or rest[at - 1] in _ORDINARY_BEFORE or rest[at - 1] == _BLANK:
        return False
    return not any(rest[:at].endswith(home) for home in index.homes) and bool(_WORD.match(rest, at - 1))


def _persons(rest: str, index: Index) -> Iterator[Met]:
    """Contacts by full name, or by surname and title."""
    for office in index.offices:
        for name in office.contact.names if office.contact else ():
            at = place_of(name, rest)
            if at >= 0:
                yield Met(office, at, at, bool(_TO_PERSON.search(rest[:at])), is_person=True)


def place_of(name: str, rest: str) -> int:
    """Where somebody is named first: in full, by the same sounds, as 周老师, or as 小周; -1 where not."""
    at = rest.find(name[0])
    while at >= 0:
        if at > 0 and rest[at - 1] in "小老姓" and not _OF_A_BODY.match(rest, at + 1):
            return at - 1
        follows_a_word = at > 0 and bool(_WORD.match(rest, at - 1))
        if sounds_as(name, rest[at : at + len(name)]) or (_TITLE.match(rest, at + 1) and not follows_a_word):
            return at
        at = rest.find(name[0], at + 1)
    return -1


def _above(rest: str, index: Index) -> tuple[int, bool]:
    """Where the level above is named (省里, 上级), and whether as the one something goes to."""
    words = _words_above(index)
    found = words.search(rest) if words else None
    return (found.start(), bool(_TO.search(rest[: found.start()]))) if found else (-1, False)


@lru_cache(maxsize=16)
def _words_above(index: Index) -> Late | None:
    """What the level above is called; None where there is none."""
    offices = index.upper_offices()
    if not offices and len(index.notice.levels) < 2 and not index.uppers:
        return None
    words = [_ABOVE.pattern if offices or len(index.notice.levels) > 1 else rf"(?:上级|上一级){_URGES}"]
    if any(one.body.endswith("厅") for one in offices) and index.places.get(index.binding) != "省":
        words.append(rf"(?<!大)厅(?:里|的|那边){_URGES}")
    for level, place in index.places.items():
        if level > index.binding and place != index.places.get(index.binding):
            words.append(
                rf"{place}(?:里|家|上(?!交|报|传)|级(?!学会)|一级|层面|厅|局|协(?![会调助同议作商])|通知|文件|的(?=通知|文件|文|截止|要求|联系)){_URGES}"
            )
        if level > index.binding and place in _HEADS:
            words.append(f"(?:{_HEADS[place]}){_URGES}")
    if len(index.notice.levels) == 1 and index.uppers:  # only the notice's own office sends up
        words += [
            rf"{place}(?:里|家|上(?!交|报|传)|厅|局){_URGES}|(?:{heads}){_URGES}" for place, heads in _HEADS.items()
        ]
    words += [f"(?:{name}){_URGES}" for name in _issuers_above(index)]
    return Late("|".join(words))


def _issuers_above(index: Index) -> Iterator[str]:
    """The bodies that issued what is handed on, by their names: 科技部."""
    for level in index.notice.levels:
        if level.level > index.binding:
            titled = _ISSUES.match(level.title or "")
            names = {folded(name) for name in (*level.issuers, *((titled[1],) if titled else ()))}
            bodies = {name for name in names if len(name) > _LEAST_BODY}
            yield from sorted(bodies.union(*map(other_forms, bodies)))
