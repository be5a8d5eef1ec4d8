"""For whom and about which office a question is: the asker's own, another type's, an office's, the level above's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.lexicon import HANZI, lexicon
from handlers.questions.asker import Asker
from handlers.questions.lookup.index import Index
from handlers.questions.lookup.strange import strange_words
from handlers.questions.meant.entities import Entities, Met, Named
from handlers.questions.meant.houses import without_house
from handlers.questions.typed.spelling import digits
from storage.chat import Role
from storage.patterns import Late

_OURS = Late(
    r"我们|我(?:校|会|局|司|单位|院|所)|本(?:单位|校|会|局)|按哪个|[听按]谁|以(?:谁|哪)|对接的?是|哪个是"
    r"|[省国上][里级家面](?:还|也)?(?:要不要|用不用|需不需要)(?:再|另外?|单独|也)"
)
_CHOICE = Late(r"还是|哪个是|归哪|属于哪|按哪|哪一个|(?:该|应该?|要|得)[报交送寄发找](?:给|到|至)?[哪谁]")
_CONFIRM = Late(r"(?:吧|对吗|对不对?|是吗|对吧|是不是|没错吧|没问题吧|行吗|可以吗|吗)[啊呀呢\?]*")
_OURS_ASKED = Late(
    r"是(?:不是)?我们的?(?:联系人|对接|负责人|老师|对口|主管|归口)|收(?:不收)?我们"
    r"|(?:负责|管|对接|联系|分管)我们(?:单位|这边|这里|这条线|这一?块|学校|企业|公司|学会|[会局校])?的?(?:吗|不|么|吧|$)"
)
"""An office, or its person, is named to be confirmed as one's own."""

_BELONGS = Late(r"(?:是|属)[^,。;?]{1,10}的?(?:人|老师)?(?:吗|吧|不|[?])")
_OF_TWO = r"(?:<send>|写)(?:到|给|往|至)?(?!时|日|期)[^,。;?]{1,10}还是"
"""What something is sent to, one or the other: 交学工部还是科协."""

_EITHER = Late(r"(?:对象|收件|[谁哪][^,。;?]{0,4}|接收)[^。;?]{0,4}[,?:]?[^,。;?]{2,8}还是[^,。;?]{2,8}[?啊呀呢]*$")
"""Who receives something is asked, and two are named: neither is who asks."""

_AS_GOOD = Late(r"(?:也|都|应该|总)(?:是)?(?:一样|行|可以|成|没关系|没事|没问题|算数)的?(?:吧|吗|不|么)")
"""Whether another office will do as well: 发学会部邮箱也一样吧."""

_WHOSE = Late(r"谁的|哪个?.{0,4}的|是哪|是哪个|谁接|谁家")
_EACH = Late(
    r"[跟和与同][省国上][里级家]?.{0,6}(?:一样|一致|相同|同步)|[省国上][里级]?[和与跟、及][市区县]|[市区县]里?[和与跟、及][省国上]"
)
_CITY_UP = Late(
    r"(?:[市县区校院]里|你们|[市县区]科协|[市县区]局|[市县区]科技局)[^,。;?]{0,8}?[报交送上]"
    r"|(?:[市县区校院]里?|你们|[市县区]科协|[市县区]局|学[校院会])(?:这边|那边|是|要|得|再)*[往给向][省国厅部上]"
)
_ONWARD = Late(
    r"(?:[市县区校院]里|你们|[市县区]科协|[市县区]局).{0,8}(?:[往向]上|再往上|汇总[好完了后]{0,2}(?:再|就)?)[报交]"
)
_BOTH = Late(
    r"(?:也|同时|都|又|直接)[^,。;]{0,6}(?:发|收|下|转|给)(?!.?[省国上])[^,。;]{0,8}|两份|两个(?:通知|文件|附件|文)|都收到"
    r"|[省国上][里级家面]?的?那[份边头]?[^,。;?几哪什]{0,6}(?:另外?|单独|还|再|也)[^,。;?几哪什]{0,4}[报交送]"
    r"|[省国上][里级家面](?:还|也)?(?:要不要|用不用|需不需要|还要|也要)(?:再|另外?|单独|也)?[报交送]"
)


PLACE = Late(
    rf"(?:^|[,。]|我们?(?:是|在|这边是)?|这[里边]是)(?P<place>(?![省市全本各你我]){HANZI}{{1,4}}[市区县])(?:这边|这里|那边)?(?:的|$|[,。])"
    rf"|(?:我们?(?:是|在)|这[里边]是)(?P<bare>(?:(?![新来去管做办弄负接代兼刚这那谁哪跑打写搞外]){HANZI}){{2,3}}?)(?:这边)?的(?:$|[,。])|^(?P<alone>{HANZI}{{2,3}})$"
)
"""From where somebody is: 青溪区的, 我们是青溪的, 青溪."""

_OF_COUNTIES = Late(r"[县区](?!域|属|直)|县级")
_WRITES_TO = Late(
    r"(?:给|向|往|跟|和)[^,。;?]{2,12}(?:寄|邮|快递|打(?:个)?电话|发(?:封|个)?邮件|写信)[^,。;?]{0,6},[^,。;?]{0,4}(?:地址|电话|号码|邮箱|收件)"
)
"""An office is to be written to or called, and its ways are asked for: 要给省厅寄东西,地址怎么写."""

_WRITES_THERE = Late(
    r"(?:寄|邮|快递|发|送)(?:到|给|往|去)?[^,。;?]{2,14}(?:的话|时候?|,)[^,。;?]{0,4}(?:哪个?|什么|怎么写?)?的?(?:地址|电话|邮箱|收件)"
)
"""The same without a word before the office: 寄给省厅的话写哪个地址."""

_SKIPS = Late(
    r"[跳绕越]过|不(?:经过?|通过|走|找)|(?:是不是|要不要|用不用|能不能|可不可以|需不需要|非[得要])[^,。;?]{0,3}直接[报交送发]"
)
"""Those between are left out: 跳过市里直接报省科协, 是不是要直接报到省厅."""

_ARGUES = Late(r"[省国上部厅][^,。;?]{0,4}(?:不是|反正|明明|毕竟)|(?:不是|反正|明明|毕竟)[省国上部厅]")
"""What those above want is only a reason: 中旬再报没关系吧,省里不是到20号嘛."""

_AND = Late(r"(?:[和跟与及、]|还有|以及)(?:[省市国]里?的?)?")
_PARTICULARS = Late(
    r"(?:这?[两俩]个?|都)?的?(?:电话|邮箱|联系|地址|座机|号码|手机|收件|邮寄|那个邮箱|是谁|是哪位|对接)"
)
"""What is asked of an office that is named: 组宣部的邮箱, 学会部跟组宣部两个电话."""

_REACHED = Late(r"电话|座机|手机|号码|邮箱|地址|联系方式")
"""A way to reach somebody is asked for."""

_MISSENT = Late(r"[发寄传送交报投]错")
"""An office got what was not meant for it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """`unit_types`: those named, the notice's own words, empty for the asker's own. `offices`: asked about by name.

    `is_upper`: the level above is asked about. `is_both`: the asker got the upper notice too. `partners`: types
    with which something was done together. `doubted`: offices named only to be confirmed or chosen from. `is_own`:
    the asker's own type was named.
    """

    unit_types: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    is_upper: bool = False
    is_both: bool = False
    partners: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    is_upper_doubted: bool = False
    is_own: bool = False


def scope_of(said: str, found: Entities, index: Index, asker: Asker) -> Scope:
    """Decide for whom is asked; what is only presumed or named as a recipient does not move it."""
    named = _types(said, without_house(said, found, index, asker), asker) or _of_place(said, found, index, asker)
    types = () if named == (asker.unit_type,) else named
    own = index.duty(types[0] if types else asker.unit_type)
    own_office = own.office if own else None
    is_upper, doubted_upper = _upper(said, found, index, asker)
    doubtful = bool(_CHOICE.search(said))
    asked = _owners(said, found, index)
    doubted: list[str] = []
    for met in found.offices:
        if met.office.name == own_office and not _is_one_of_two(said, met, found):
            continue
        if own_office and (_OURS_ASKED.search(said) or _MISSENT.search(said)):
            doubted.append(met.office.name)
            continue
        if met.office.level > index.binding:
            is_reached = met.is_person and not met.is_recipient and _REACHED.search(said)
            (asked if is_upper or is_reached else doubted).append(met.office.name)
        elif (
            doubtful
            or _is_only_presumed(said, met)
            or (types and not _is_owner(said, met))
            or _is_given(said, found)
            or _in_own_body(met, own_office, index)
        ):
            doubted.append(met.office.name)
        else:
            asked.append(met.office.name)
    return Scope(
        unit_types=types,
        offices=tuple(dict.fromkeys(asked)),
        is_upper=is_upper,
        is_both=(found.above >= 0 and not is_upper and bool(_BOTH.search(said))) or _is_both(said, found, index),
        partners=tuple(dict.fromkeys(n.unit_type for n in found.types if n.is_partner)),
        doubted=tuple(dict.fromkeys(doubted)),
        is_upper_doubted=doubted_upper,
        is_own=bool(named) and not types,
    )


def _is_one_of_two(said: str, met: Met, found: Entities) -> bool:
    """The asker's own office is named with another, of which the same is asked: 学会部跟组宣部的电话."""
    other = next((one for one in found.offices if one.office.name != met.office.name), None)
    first, second = sorted((met, other or met), key=lambda one: one.at)
    return other is not None and bool(_AND.fullmatch(said[first.end : second.at])) and _is_owner(said, second)


def _owners(said: str, found: Entities, index: Index) -> list[str]:
    """The offices whose number or mailbox is named, where it is asked whose it is."""
    if not _WHOSE.search(said):
        return []
    reach = {digits(number) for number in found.numbers} | set(found.mails)
    return [
        office.name
        for office in index.offices
        if office.contact and reach & {*(digits(p) for p in office.contact.phones), *office.contact.emails}
    ]


def _is_both(said: str, found: Entities, index: Index) -> bool:
    """The upper body is said to have sent its paper too."""
    return bool(_BOTH.search(said)) and any(m.office.level > index.binding for m in found.offices)


def _types(said: str, found: Entities, asker: Asker) -> tuple[str, ...]:
    """The types asked for: those beside the question first, then what the asker says of themselves."""
    named = [n for n in found.types if not n.is_partner and not (n.is_recipient and not n.is_self)]
    chosen_from = lexicon().pattern(_OF_TWO).search(said)
    if _CHOICE.search(said) and (any(n.is_recipient for n in found.types) or chosen_from):
        start = chosen_from.start() if chosen_from else 0
        named = [n for n in named if n.is_self or n.at < start]  # 报到科技局还是科协: neither is who asks
    elif asker.unit_type and _EITHER.search(said):
        named = [n for n in named if n.is_self]  # 报送对象是谁,科协还是科技局
    if any(met.is_person for met in found.offices) and _BELONGS.search(said):
        named = [n for n in named if n.is_self]  # 李老师是科协的吗
    if not named:
        return ()
    selves = [n.unit_type for n in named if n.is_self]
    others = [n for n in named if not n.is_self]
    asking = [n.unit_type for n in others if _asks_in_clause(said, n.at)]
    chosen = tuple(dict.fromkeys(asking or selves or [n.unit_type for n in others]))
    if asker.unit_type and asker.unit_type not in chosen and _asks_for_own_too(said, others):
        return (asker.unit_type, *chosen)
    if asker.unit_type in chosen and len(chosen) > 1 and not re.search(r"和|、|分别|都", said):
        return (asker.unit_type,)
    return chosen


def _of_place(said: str, found: Entities, index: Index, asker: Asker) -> tuple[str, ...]:
    """The types of counties and districts, where somebody who is not known only says from which they are."""
    if asker.unit_type or found.offices or found.above >= 0:
        return ()
    place = PLACE.search(said)
    name = (place["bare"] or place["alone"] or "") if place else ""
    if place is None or (name and strange_words(name, index) != (len(name), 0)):
        return ()
    return tuple(one.unit_type for one in index.duties if _OF_COUNTIES.search(one.unit_type))


def _asks_for_own_too(said: str, others: Sequence[Named]) -> bool:
    """One clause asks of one's own unit, another one of others: 我们局找谁,隔壁区科协又找谁."""
    at = min(named.at for named in others) if others else 0
    before = said[: at + 1].rpartition(",")[0]
    is_of_both = bool(_OURS.search(before)) and _asks_in_clause(f"{before},", 0)
    return is_of_both and not lexicon().pattern("<when>").search(said)


def _asks_in_clause(said: str, at: int) -> bool:
    """The clause around a place asks something."""
    start = max(said.rfind(mark, 0, at) for mark in ",。;?!") + 1
    clause = re.split(r"[,。;!]", said[start:])[0]
    return bool(re.search(r"[?谁哪几吗]|什么|多少|怎么|呢|找|联系|截止", clause))


def _is_only_presumed(said: str, met: Met) -> bool:
    """交到组宣部对不: an office named as the recipient, in a question that wants a yes or a no."""
    return met.is_recipient and (not _is_owner(said, met) or bool(_AS_GOOD.search(said)))


def _is_owner(said: str, met: Met) -> bool:
    """The office's own particulars are asked for: 组宣部电话, 组宣部的邮箱."""
    return _PARTICULARS.match(said, met.end) is not None


def _is_given(said: str, found: Entities) -> bool:
    """A mailbox or a number is said, and only whether something may be sent there is asked."""
    is_said = bool(found.mails or found.numbers) and not _WHOSE.search(said)
    return is_said and bool(_CONFIRM.search(said) and lexicon().pattern("<send>").search(said))


def _in_own_body(met: Met, own_office: str | None, index: Index) -> bool:
    """市科协, said by somebody who reports to one of its offices, means that office."""
    own = index.office(own_office)
    return met.is_body and own is not None and own.body == met.office.body


def _upper(said: str, found: Entities, index: Index, asker: Asker) -> tuple[bool, bool]:
    """Whether the level above is asked about, and whether it is only presumed to be meant.

    An office speaks of the level above as of its own business: 「我们什么时候报省里」.
    """
    offices = [m for m in found.offices if m.office.level > index.binding]
    if found.above < 0 and not offices:
        return bool(_ONWARD.search(said) and index.upper_deadlines()), False
    if asker.role is Role.COORDINATOR or (_CITY_UP.search(said) and not _is_of_us(said)):
        return True, False
    if _OURS.search(said) or _CHOICE.search(said) or _EACH.search(said) or _is_given(said, found) or _argues(said):
        return False, True
    may_be = bool(_CONFIRM.search(said) and lexicon().pattern("<send>").search(said))
    is_recipient = (
        found.is_above_recipient if found.above >= 0 else any(m.is_recipient or (m.is_site and may_be) for m in offices)
    )
    owner = any(_is_owner(said, m) for m in offices) or bool(
        offices and (_WRITES_TO.search(said) or _WRITES_THERE.search(said))
    )
    return (not is_recipient or owner, is_recipient and not owner)


def _is_of_us(said: str) -> bool:
    """It is not the issuer's own sending up that is spoken of."""
    return any(one.search(said) for one in (_OURS, _EACH, _SKIPS))


def _argues(said: str) -> bool:
    """One clause wants to hand in, another one gives what those above want as the reason."""
    clauses = re.split(r"[,。;?]", said)
    reasons = [clause for clause in clauses if _ARGUES.search(clause)]
    return bool(reasons) and any(lexicon().pattern("<send>").search(one) for one in clauses if one not in reasons)
