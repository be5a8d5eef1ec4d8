"""How things stand, for coordinators: the figures of the digest at any time, who lacks what, whom to ring."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers import commands, naming
from handlers.context import Context
from handlers.publishing.corrections import named_types
from handlers.submissions import kinds
from handlers.wording import figures as wording
from scheduler import digests
from scheduler.clock import at
from scheduler.totals import named_counts
from scheduler.wording import reminders as reminder_wording
from scheduler.wording.reminders import MOST_ROWS
from storage.chat import Reply, ReplyKind, Table
from storage.notice.model import MaterialKind
from storage.notice.routing import duties
from storage.patterns import Late
from storage.reach import Reach, reach_of_units
from storage.standing import Listed, State, roll
from storage.unit_of_work import Work

_LACKING = (
    r"(?:没[有能]?(?:进|上|送|发|报|交)?来|[没冇][有得]?(?:动(?!员|手)|声响|声音|音讯|影)|冇[交报]|没得(?:动静|消息|回音|反应)|没[交填]|未[交填]|没报|未报|没有交|没有报|没收到|未收到|没发|没提交|没齐|没交齐"
    r"|[没未](?:传|寄|推荐?|登记|填报|申报|反馈|报名|注册|审核)|[都也]没有?(?=$|[?？吗])"
    r"|[没未](?:有)?[送寄]?到位?(?!期|时|点|截|的话|\d)|没有?(?:动静|消息|回音|反应|动作|照片|总结|视频|影像)|还差|还缺|欠交|欠报|欠|缺|拖着|赖着|还?是?空[的着白])"
)
_HAVING = r"(?:交了|报了|交齐|报齐|齐了|已交|已报|已收|收到|收了|完成|来了|报上来|交上来|收上来|推荐[了咗]|填完|登记了)"
_WHO = (
    r"(?:[哪边]几个|几多|哪些|哪几|哪家|谁|几家|几个|多少家?|还有几|还有谁|名单|有没有|还有哪|还有啥"
    r"|[哪边]个|[啥什]么?单位)"
)
_NOT_THIS = Late(
    r"怎么办|为什么|会不会|是不是|如果|怎样|扣不?扣?分|能不能|可不可以|可以|模板|几号|什么时候|后果|影响|通知|必须|要不要|电话"
)
_MISSING = Late(
    rf".{{0,20}}{_WHO}.{{0,12}}{_LACKING}.{{0,12}}|.{{0,12}}{_LACKING}.{{0,10}}{_WHO}.{{0,12}}"
    r"|(?:看|查|发|列)?(?:一下|下)?.{0,12}(?:未交|未报|没交|没报|欠交|缺项|催交)的?(?:单位)?(?:名单|清单)?"
    r"(?:有|是)?(?:哪些|谁)?\??"
    rf"|(?:把|将)?.{{0,8}}(?:(?:没|未)[交报动]齐?|{_LACKING}|[缺差少].{{1,6}})的(?:单位)?(?:都)?(?:列|拉|发|报|导|理|给)(?:出来|一?[下张份列]|给|我|个|列)*(?:名单|清单|单子)?"
    r"|.{0,12}还差(?:几家|谁|哪些|多少).{0,6}|.{0,8}还有(?:几家|谁|哪几家|哪些单位)(?:没)?\??"
)
_HAVE = Late(
    rf".{{0,20}}(?:{_WHO}).{{0,12}}{_HAVING}.{{0,12}}|.{{0,16}}{_HAVING}.{{0,4}}(?:{_WHO}).{{0,6}}"
    r"|(?:看|查|发|列)?(?:一下|下)?.{0,12}(?:已交|已报)的?(?:单位)?(?:名单|清单)"
    r"|.{2,14}(?:交|报)得(?:怎么?样|咋样|如何)(?:了)?\??"
)
_ALL = Late(
    r"(?:请|帮我|给我)?(?:看|查|查看|看看|汇报|统计|发)?(?:一下|下)?(?:目前|现在|当前|最新)?(?:的)?.{0,10}?"
    r"(?:进度|进展|日报|汇总|报送情况|总体情况|完成情况|统计(?:一下)?|收得怎么样|收得如何|收齐了吗|收齐没有?|交齐了吗)"
    r"(?:表)?(?:怎么样|如何|是多少|呢|了)?(?:了|吗)?\??"
)
_CAME = Late(r"(?!.*[记录]).{0,8}(?:今[天日儿]|昨[天日儿]).{0,8}(?:收到|收了|交了|[进上]?来了?|报了|进了|新增).{0,12}")
_CALLS = Late(
    r"(?:看|查|发|要|导出)?(?:一下|下)?(?:今天的?)?(?:电话|催办|催报|催交|联系|打电话)+(?:名单|清单|表)\??"
    rf"|(?:把|将|发|给|列)?(?:一下|下)?(?:还)?{_LACKING}的?(?:单位|那几家|那些|几家)?的?(?:联络员|联系人)?的?(?:联系电话|电话|联系方式|号码|手机号?)"
    r"(?:名单|清单)?(?:都)?(?:给我|发我|列出来|列一?下|发一?下|报一?下|是多少|有吗)?\??|(?:该|要|得)给(?:谁|哪几家|哪些单位)打电话\??"
)
_UNREACHED = Late(
    r"(?:看|查)?(?:一下)?(?:哪些|哪几家|有哪些|谁|还有谁)?(?:单位)?(?:联系不上|找不到|没有联系方式|触达情况)"
    r"的?(?:单位|名单)?(?:有哪些)?\??"
)
_URGE = Late(
    r"(?:请|帮我|麻烦|再)*(?:催|催办|催一催|催报|提醒|催促)(?:一下|下)?[: ]*[^?吗几谁名么哪]{0,20}"
    r"|.{0,16}?(?:没|未|还差|欠)(?:有)?[交报发传填]?(?:齐|全)?的(?!单?位?名单)[^?吗几谁名,]{0,8}(?:催|提醒|盯)(?:一|个|着)?(?:[下哈催遍声]|办|促)?[吧哈]?"
    r"|(?:给|跟|帮|往)?(?:各家|他们|大家|没[交报]的)[^?吗几谁名,]{0,6}(?:催(?:一|个)?(?:[下哈催遍声]|办|促)|打(?:个|一遍|一圈)?电话)[吧哈]?"
    r"|给[没未]有?[交报发][^,。;?]{0,8}的[^,。;?]{0,8}(?:发|打)(?:个|一?下|条)?(?:提醒|消息|催办)(?:[,，][^?？]{0,12})?"
    r"|(?:帮我|再|去)*(?:催催|催一?[催下]|提醒一?下)(?:还)?[没未][交报发]的(?:那?几家|单位|人)*"
    r"|.{0,12}[没未][交报发][^,?吗]{0,6}[, ](?:你|去|就)*(?:挨个|逐个|一家家|全部?|都)?"
    r"(?:打(?:个|一遍|一圈)?电话|催(?:一|个)?[下哈催遍声]|催办)(?:催一?[下哈催])?[吧哈]?"
)
_LAGGARDS = (
    r"(?:[没未冇]有?(?:来|交|报|发|传|填|到|寄|动)|[没冇](?:动静|影|消息)|[缺差欠])[^?吗谁哪么]{0,6}?"
    r"(?:的|那?几家|单位)"
)
_URGES_LAGGARDS = Late(
    rf"(?!.*(?:会不会|怎么|什么|要不要|是不是|能不能|[?吗哪谁]))(?:.{{0,18}}[^别不])?{_LAGGARDS}[^?吗谁哪么]{{0,14}}?"
    r"(?<!别)(?<!别再)(?<!不要)(?<!不用)(?:提醒|催(?!办单|报单)|[喊吱]一?声|敲一?[下敲]|推一?[条下]|照[发催])[^?吗谁名么哪]{0,14}"
)
_URGING = ("提醒", "催", "声", "敲", "推", "照发")
"""Those who lack something are to be reminded, told in free words: 没来照片的那几家,明早再提醒一遍."""

_TYPE_WORDS = {
    "科技局": "科技局",
    "科协": "科协",
    "学会": "学会",
    "高校": "高校",
    "大学": "高校",
    "企业": "企业",
    "公司": "企业",
}
_MOST = 30


def is_about_missing(context: Context) -> bool:
    """A coordinator asks who lacks something."""
    return _is_about(context, _MISSING)


def is_about_received(context: Context) -> bool:
    """A coordinator asks who has handed in."""
    return _is_about(context, _HAVE)


def show_missing(context: Context, work: Work) -> Reply:
    """List the units with a gap, by type and material where these were named."""
    return _listed(context, work, _lacks, wording.missing)


def show_received(context: Context, work: Work) -> Reply:
    """List the units that have handed in, by type and material where these were named."""
    return _listed(context, work, _has, wording.received)


def is_about_all(context: Context) -> bool:
    """A coordinator asks how things stand."""
    return commands.said_by_coordinator(_ALL)(context)


def show_all(context: Context, work: Work) -> Reply:
    """Show what the digest of each of the person's offices would say now."""
    no = commands.refusal(context)
    if no or context.campaign is None or context.notice is None:
        return no or Reply(ReplyKind.STATE, (wording.NO_CAMPAIGN,))
    settings, lines, offices = context.settings, [], _offices(context)
    said = Reply(ReplyKind.STATE, ())
    for office in offices:
        own = [one for one in _standings(context, work) if one.office == office]
        said = digests.Digest(work, context.campaign, context.notice, office, own, settings).whole()
        lines += [wording.as_of(office, context.today), *said.lines]
    figures = said.figures if len(offices) == 1 else None
    return replace(said, lines=tuple(lines[1:]), title=lines[0] if lines else "", figures=figures)


def is_about_today(context: Context) -> bool:
    """A coordinator asks what has come lately."""
    return commands.said_by_coordinator(_CAME)(context)


def show_today(context: Context, work: Work) -> Reply:
    """Count what has come today, or yesterday and today."""
    no = commands.refusal(context)
    if no or context.campaign is None:
        return no or Reply(ReplyKind.STATE, (wording.NO_CAMPAIGN,))
    is_yesterday = re.search(r"昨[天日]", context.text) is not None
    day = context.calendar.shift(context.today, -1) if is_yesterday else context.today
    units = {one.number: one.name for one in _standings(context, work)}
    came = [p for p in work.pieces.received_since(context.campaign.key, at(day, "00:00")) if p.unit_id in units]
    names = list(dict.fromkeys(units[piece.unit_id] for piece in came if piece.unit_id))
    return Reply(ReplyKind.STATE, (wording.came(day, names, named_counts(came)),))


def is_about_calls(context: Context) -> bool:
    """A coordinator asks whom to ring."""
    return commands.said_by_coordinator(_CALLS)(context)


def show_calls(context: Context, work: Work) -> Reply:
    """List the units with a gap, with phone numbers: for coordinators only."""
    no = commands.refusal(context)
    if no or context.campaign is None:
        return no or Reply(ReplyKind.STATE, (wording.NO_CAMPAIGN,))
    told = work.deliveries.reminders_by_unit(context.campaign.key)
    owing = [(one, told.get(one.number, 0)) for one in _standings(context, work) if one.is_to_be_called]
    lines = wording.calls([reminder_wording.call(*one) for one in owing[:_MOST]], len(owing))
    return Reply(ReplyKind.STATE, lines, table=reminder_wording.call_table(owing, len(lines) - 1))


def is_about_reach(context: Context) -> bool:
    """A coordinator asks whom the bot cannot reach."""
    return commands.said_by_coordinator(_UNREACHED)(context)


def show_reach(context: Context, work: Work) -> Reply:
    """Say how the person's units are reached, and which are not."""
    no = commands.refusal(context)
    if no:
        return no
    ways = reach_of_units(work)
    own = _standings(context, work)
    names = {way: [unit.name for unit in own if ways.get(unit.number) is way] for way in Reach}
    return Reply(ReplyKind.STATE, wording.reach(names))


def is_urging(context: Context) -> bool:
    """A coordinator wants units to be urged now."""
    return _urges_laggards(context) or commands.said_by_coordinator(_URGE)(context)


def _urges_laggards(context: Context) -> bool:
    """All who lack something are to be reminded."""
    is_meant = context.is_coordinator and any(word in context.text for word in _URGING)
    return is_meant and _is_about(context, _URGES_LAGGARDS)


def explain_urging(context: Context, _work: Work) -> Reply:
    """Say that reminders go by plan, and offer the call list."""
    who = "" if _urges_laggards(context) else naming.spoken(commands.bare(context.text))
    return commands.refusal(context) or Reply(ReplyKind.CONFIRM, wording.urging(who))


def _is_about(context: Context, pattern: Late) -> bool:
    """A question about many units; questions of how, why and when are another matter."""
    return commands.said_by_coordinator(pattern)(context) and not _NOT_THIS.search(commands.plain(context.text))


def _offices(context: Context) -> tuple[str, ...]:
    """The office of the chat, else all of the person's."""
    return (context.office,) if context.office else context.offices


def _standings(context: Context, work: Work) -> list[Listed]:
    """The standings of the units of the person's offices."""
    if context.campaign is None or context.notice is None:
        return []
    offices = _offices(context)
    return [one for one in roll(work, context.campaign, context.notice) if one.office in offices]


def _listed(
    context: Context,
    work: Work,
    fits: Callable[[Listed, frozenset[str]], bool],
    words: Callable[[str, str, tuple[int, int], Sequence[tuple[str, str]]], tuple[str, ...]],
) -> Reply:
    """List the units that fit, among those of the types and materials that were named."""
    no = commands.refusal(context)
    if no or context.notice is None:
        return no or Reply(ReplyKind.STATE, (wording.NO_CAMPAIGN,))
    types, materials = _named(context)
    among = [one for one in _standings(context, work) if not types or one.duty.unit_type in types]
    found = [one for one in among if fits(one, materials)]
    rows = tuple((one.name, _mark(one)) for one in found)
    said = words("、".join(types), "、".join(sorted(materials)), (len(found), len(among)), rows[:_MOST])
    lines = (*said, *wording.more(len(rows) - _MOST))
    table = Table(wording.LISTED, rows, len(lines) - 1) if 0 < len(rows) <= MOST_ROWS else None
    return Reply(ReplyKind.STATE, lines, table=table)


def _named(context: Context) -> tuple[tuple[str, ...], frozenset[str]]:
    """The unit types and the materials that a question names."""
    notice, words = context.notice, commands.plain(context.text)
    if notice is None:
        return (), frozenset()
    asked = {m.name: m.kind for one in duties(notice) for m in one.owed}
    materials = {name for name in asked if name in words or (len(name) > 2 and name[-2:] in words)}
    if any(word in words for word in (*kinds.PICTURE_WORDS, *kinds.FILM_WORDS)):
        materials |= {name for name, kind in asked.items() if kind is MaterialKind.MEDIA}
    bare = words.replace("学会部", "")
    named = [name for word, name in _TYPE_WORDS.items() if word in bare]
    sharp = [name for name in named if not (name == "科协" and len(named) > 1)]
    types = [one for name in sharp for one in named_types(notice, name)]
    own = [one.unit_type for one in duties(notice) if one.office in _offices(context)]
    return tuple(one for one in dict.fromkeys(types) if one in own), frozenset(materials)


def _lacks(one: Listed, materials: frozenset[str]) -> bool:
    """The unit has a gap in one of the materials; whoever is exempt has none."""
    return one.state is not State.EXEMPT and any(name in materials or not materials for name in one.missing)


def _has(one: Listed, materials: frozenset[str]) -> bool:
    """The unit has handed in, all that was named."""
    return one.case.has_any and not any(name in one.missing for name in materials)


def _mark(one: Listed) -> str:
    """What is to be known beside a name: what is missing, or why it is not asked for."""
    if one.state in (State.MAILED, State.NO_EVENT):
        return str(one.state)
    return f"缺{'、'.join(one.missing)}" if one.missing else "已齐"
