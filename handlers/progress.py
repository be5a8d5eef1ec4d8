"""A unit's own standing when it asks; of others nothing is said to it."""

from __future__ import annotations

import re

from handlers import permissions
from handlers.context import Context
from handlers.desk import units
from handlers.questions.spelling import normalise
from handlers.wording import progress as wording
from scheduler.clock import BEIJING, beijing_date
from scheduler.totals import held_in
from storage.chat import Button, Reply, ReplyKind, Room
from storage.notice.routing import fold
from storage.standing import Standing, State, standing_of
from storage.tables import Submission
from storage.unit_of_work import Work

_OWN = re.compile(
    r"(?:交|报|发|传)的.{0,6}(?:合格|过关|行不行|有没有(?:问题|毛病|错)|有(?:问题|毛病)(?:没|吗|不))|(?:查|看).{0,10}(?:交|报|发)(?:的|过的|了哪)|(?:我|我们|本单位|我会|我校|我局|咱们?|贵?单位).{0,6}(?:交|报|发|传)(?:了|过)(?:什么|哪些|几|多少)"
    r"|还有(?:啥|什么|别的|其他)?(?:事|要[交补报]的|没[交补报]的)(?:情|吗|没)|(?:还|尚)(?:差|缺|欠|少)|(?<![能以])(?:传|发|交|报(?!到)送?|提交|上传)(?:成功|上去?|过去|到)(?:了)?(?:没|吗)"
    r"|(?:收到|齐全?|成功|通过).{0,3}(?:没有?|了吗|吗|了没)|审核(?:过|了|完|好)+.{0,3}(?:没|吗)|齐不齐|回执.{0,4}(?:没|未)|^(?:我们?|上个?[月周]|昨天|前天|早就|已经)+(?:已经)?(?:交|报)过了$|有没有收到|查.{0,8}(?:报送)?(?:情况|进度)|审核.{0,4}(?:过|通过|结果|进度|哪)|退回.{0,6}原因|(?:为什么|怎么).{0,4}退"
    r"|算.{0,2}(?:按时|准时|逾期|迟|晚)|(?:为什么|怎么).{0,6}(?:提醒|催)|(?:显示|提示).{0,4}没|(?:我|我们)(?:单位|学[校会]|公司|企业|[会校局院])?(?:现在|目前|这边)*的?(?:报送)?(?:是?什么)?(?:状态|进度|情况|回执)"
    r"|(?:上[次回]|刚才|昨天|之前|前面|前[几两]?天).{0,3}(?:交|报|发|传)的.{0,10}(?:为什么|怎么样?了?|吗|没|退|打回)|(?:刚|昨晚|今[天早]|[早晚]上|[上下]午|那天|上周).{0,3}(?:交|报|发|传)的.{0,8}(?:有效|算数|作数|收到|齐)了?(?:吗|不|没)|收着了?(?:没|吗)|(?:查|看).{0,6}(?:收到|交了|报了)|收到.{0,3}(?:几|多少).{0,5}了|(?:打|驳)回来?.{0,4}(?:原因|了|什么)|^(?:我的)?(?:报送)?(?:状态|进度|回执号?)$|回执.{0,4}(?:多少|查|呢)|收到.{0,6}(?:总结|照片|材料|文件|邮件|图片|视频).{0,3}(?:没|吗)|(?:总结|照片|材料|文件).{0,6}(?:收到|看到)(?:了)?(?:没|吗)|(?:是不是|是否)(?:还差|[^,]{0,6}没[交报](?:全|齐|上))"
)
_WE = r"(?:我们?(?:单位|[会校局司院所])?|咱们?|本单位|我[会校局司院所]|单位)"
_GAVE = r"(?:[交报发传递送寄投]|上传|提交|上报)(?:上?[去来]|过去|给你们?|到邮箱)?[了过]?的"
_GIVEN = rf"(?:{_WE}[^,。;?]{{0,6}}{_GAVE}|{_WE}的?(?:那[份个些])?(?:总结|照片|材料|文件|视频|东西|邮件|快递))"
"""What the asker handed in: 我们交的东西, 单位昨天发的照片, 我们的总结."""

_ARRIVED = (
    r"(?:[收看见拿接]到|收[了着]|过审|过关|审过|通过"
    r"|到(?:了|位|没)|进(?:系统|库)|登记[上了]|显示|入库|[能可]以?看[到见]|在你(?:们)?那)"
)
_OWN_GIVEN = re.compile(
    rf"{_GIVEN}[^,。;?]{{0,8}}{_ARRIVED}[^,。;?]{{0,3}}(?:没|吗|不|么|$|\?)"
    rf"|(?:有没有?|是否|到底)?{_ARRIVED}了?{_GIVEN}|{_GIVEN}[^,。;?]{{0,6}}有没有?(?:[收看见]到|问题|过)"
)
"""Whether that arrived."""

_OF_A_DAY = re.compile(r"(?:当天|当日|那天|\d[日号]|\d[.月]\d|[今明后]天|(?:周|星期|礼拜)[一二三四五六日天]).{0,8}算")
_OTHERS = re.compile(
    r"(?:谁|哪些|哪(?:几|些)?(?:家|所|个|区|县|校)|几家|多少家?|几个.{0,4}|还有谁|其[他它余](?:单位|家|的)?|兄弟单位|别的?(?:单位|家)?|所有单位|各单位|全部单位|大家).{0,10}"
    r"(?:还?没有?交|还?没有?报|未交|未报|交了|报了|已交|已报|情况|进度|名单|没发|报送"
    r"|没有?(?:动静|消息|动作|回音|反应|声音|影|着落|搞定|弄好)|还?拖着|垫底|落后|拖后腿|齐了)"
    r"(?!.{0,2}(?:时间|日期|要求|方式|材料|内容|部门|渠道))|[报交]了的.{0,6}(?:几|多少)|收[到了]{1,2}(?:几|多少)[份家个]|(?:没交|没报|未交|未报|缺).{0,4}(?:名单|单位|的有)|(?<!还)[没未][交报]的(?:单位|学校|学会|企业|公司|[区县]|人|名单)|(?:别的|其他|别人|人家|兄弟)(?:单位|公司|学校|学会|企业|家|[区县])?都?[交报]了?(?:什么|哪些|几)|都[交报](?:了)?(?:什么|哪些)了|列出.{0,8}(?:单位|报送)|谁.{0,3}(?:第一|最[早先快慢晚])|(?:排第几|第几名|第几家)"
)
_RECEIPT = re.compile(
    r"(?:查(?:一下)?|看(?:一下)?)?(?:回执号?)?[: ]*(?P<number>\d{4}-\d{3,4})"
    r"(?:是什么|有什么|里有什么|里?有啥|呢|是(?:哪家|哪个单位|谁)的?)?[?。.]*"
)
_PRAISE = re.compile(r"通报|批评|表扬|表彰|奖")
_UNIT = re.compile(
    r"(?!.{0,8}(?:我们|我[会校局]|本单位))(?P<name>[\u4e00-\u9fff]{2,14}?(?:学会|协会|研究会|科协|科技局|大学|学院|公司|科学技术协会))(?:的?(?:材料|总结|照片))?.{0,4}(?:(?:交|报|发|传)(?:(?:了|上|过|齐)+(?:没|吗)|没有?[交报发传]?)|齐了?(?:没|吗))"
)


def is_own(context: Context) -> bool:
    """The unit asks what it handed in, or still owes."""
    said = normalise(context.text)
    is_own = bool(_OWN.search(said) or _OWN_GIVEN.search(said))
    return _is_asked(context) and is_own and not _OF_A_DAY.search(said)


def is_about_receipt(context: Context) -> bool:
    """Only a receipt number is said."""
    return not context.files and _RECEIPT.fullmatch(normalise(context.text)) is not None


def show_receipt(context: Context, work: Work) -> Reply:
    """Say what a hand-in holds, to those whose it is and to its office."""
    if not permissions.may_hear_of_units(context):
        return Reply(ReplyKind.STATE, (wording.ASK_PRIVATELY,))
    found = _RECEIPT.fullmatch(normalise(context.text))
    s = work.submissions.c
    row = work.submissions.first(s.receipt_no == (found["number"] if found else ""), order=s.id.desc())
    if row is None or not (_is_theirs(context, row) or _is_of_their_office(context, work, row)):
        return Reply(ReplyKind.STATE, (wording.NO_SUCH_RECEIPT,))
    unit = work.units.get(row.unit_id).name if row.unit_id else None
    line = wording.receipt(
        row.receipt_no or "", unit, held_in(work, row), beijing_date(row.opened_at), is_withdrawn=bool(row.withdrawn_at)
    )
    return Reply(ReplyKind.STATE, (line,))


def _is_theirs(context: Context, row: Submission) -> bool:
    """The person handed it in, or speaks for its unit."""
    return row.member_id == context.member.key or row.unit_id in {unit.key for unit in context.units}


def _is_of_their_office(context: Context, work: Work, row: Submission) -> bool:
    """A coordinator's office receives it; what is of no known unit is every office's."""
    if row.unit_id is None or context.notice is None:
        return permissions.may_coordinate(context)
    return permissions.may_coordinate_unit(context, units.office_of(context, work.units.get(row.unit_id)))


def is_of_others(context: Context) -> bool:
    """Somebody who coordinates nothing asks how others stand."""
    if context.is_coordinator or not _is_asked(context):
        return False
    said = normalise(context.text)
    return bool(_OTHERS.search(said)) or _names_another(context, said)


def _is_asked(context: Context) -> bool:
    """A short question by somebody who speaks for units, or for nobody yet; not about praise or blame."""
    is_desk = context.is_coordinator and not context.units
    text = context.text
    return not context.files and not is_desk and 0 < len(text) <= 80 and not _PRAISE.search(text)


def _names_another(context: Context, said: str) -> bool:
    """A unit is named that is none of the person's own."""
    match = _UNIT.search(said)
    if not match:
        return False
    named = fold(match["name"])
    return not any(named in fold(unit.name) or fold(unit.name) in named for unit in context.units)


def refuse_others(_context: Context, _work: Work) -> Reply:
    """Say what may be asked instead."""
    return Reply(ReplyKind.DECLINE, (wording.OWN_ONLY,), buttons=(Button("我交了什么", "我交了什么"),))


def show_own(context: Context, work: Work) -> Reply:
    """Say how the unit stands, where that may be said."""
    if context.campaign is None or context.notice is None:
        return Reply(ReplyKind.STATE, (wording.NO_CAMPAIGN,))
    if context.unit is None:
        names = [unit.name for unit in context.units]
        return Reply(ReplyKind.STATE, (wording.which_unit(names),))
    if not permissions.may_hear_of_units(context) or context.room is Room.SHARED_GROUP:
        return Reply(ReplyKind.STATE, (wording.ASK_PRIVATELY,))
    standing = standing_of(work, context.campaign, context.notice, context.unit.key)
    if standing is None:
        return Reply(ReplyKind.STATE, (wording.not_addressed(context.unit.name),))
    return Reply(ReplyKind.STATE, _lines(work, context.campaign.key, standing))


def _lines(work: Work, campaign_id: int, standing: Standing) -> tuple[str, ...]:
    """What came when under which number, what is missing, what the office said of it."""
    lines = [
        wording.received(
            name or "其他材料",
            count,
            standing.last_at[name].astimezone(BEIJING),
            standing.receipts.get(name, ()),
            standing.versions.get(name, count),
        )
        for name, count in standing.received.items()
    ] or [wording.NOTHING]
    s = work.submissions.c
    here = (s.campaign_id == campaign_id, s.unit_id == standing.unit.key, s.withdrawn_at.is_(None))
    rows = work.submissions.find(*here, s.receipt_no.is_not(None))
    for row in [row for row in rows if row.verdict][-3:]:
        since = [one.receipt_no or "" for one in rows if row.verdict_at and one.opened_at > row.verdict_at]
        lines.append(wording.verdict(row.receipt_no or "", row.verdict, row.verdict_reason, since))
    if standing.missing:
        lines.append(wording.missing(standing.missing))
    elif standing.state is State.COMPLETE:
        lines.append(wording.COMPLETE)
    said = {State.EXEMPT: wording.EXEMPT, State.MAILED: wording.MAILED, State.NO_EVENT: wording.NO_EVENT}
    if standing.state in said:
        lines.append(said[standing.state])
    if standing.deadline_on:
        lines.append(wording.deadline(standing.deadline_on, is_late=standing.is_late, office=standing.office))
    return tuple(lines)
