"""The plan of what is still said unasked: shown, and a stage of reminders switched off, moved or given words."""

from __future__ import annotations

import re
from datetime import date

from handlers import commands
from handlers.context import Context
from handlers.dates import DAY, read_day
from handlers.wording import planning as wording
from scheduler import plan
from scheduler.clock import beijing_date
from scheduler.reminders import last_third
from storage.chat import Reply, ReplyKind
from storage.patterns import Late
from storage.standing import Standing, standings
from storage.unit_of_work import Work

_STAGE = rf"(?:(?P<on>{DAY})|截止前(?P<days>[1-9])个?(?:工作日|天)|(?P<last>截止当天))的?提醒"
_STAGE_LATER = re.sub(r"<(on|days|last)>", r"<\g<1>2>", _STAGE)
_SHOW = Late(
    r"(?:明天|后天|今天|下周|下次|什么时候)(?:还|都)?(?:会|要|将)?(?:再)?(?:提醒|催)(?:谁|哪些|哪几家|他们)?(?:单位)?\??|"
    r"(?:看|查看|看看)?(?:一下)?(?:提醒计划|发送计划|(?:后面|接下来|还)(?:要|会|将)?(?:发|提醒)(?:哪些|什么)(?:消息|提醒)?)\??"
)
_MOVE = Late(rf"(?:请)?(?:把|将)?{_STAGE}(?:改到|移到|提前到|推迟到|挪到) ?(?P<to>{DAY})")
_OFF = Late(
    rf"(?:请)?(?:取消|关闭|停发|不发|别发){_STAGE}|(?:请)?(?:把|将)?{_STAGE_LATER}(?:就|先)?(?:不发|取消|关掉?|停(?:掉|发)?|别发|不要)了?"
)
_ON = Late(rf"(?:请)?恢复{_STAGE}")
_WORDS = Late(rf"(?:请)?(?:把|将)?{_STAGE}(?:内容)?(?:加上|附言|附上|前面加上?)[: ]*(?P<words>.{{1,200}})")
_MOST = 12


def is_asked_for(context: Context) -> bool:
    """A coordinator asks what will still be said."""
    return commands.said_by_coordinator(_SHOW)(context)


def show(context: Context, work: Work) -> Reply:
    """List what will still be said for each of the person's offices, with the stages that can be changed."""
    no = commands.refusal(context)
    if no or context.campaign is None:
        return no or Reply(ReplyKind.STATE, (wording.NO_CAMPAIGN,))
    lines: list[str] = []
    dates: list[date] = []
    for office in (context.office,) if context.office else context.offices:
        own = _own(context, work, office)
        coming = plan.planned(work, context.campaign, office, own, context.settings)
        lines += wording.planned(office, [one for one in coming if one.kind != plan.DIGEST][:_MOST])
        dates += [beijing_date(one.instant) for one in coming if one.kind == plan.REMINDER]
        lines += wording.digests([one for one in coming if one.kind == plan.DIGEST])
    return Reply(ReplyKind.STATE, (*lines, *wording.how(dates)), title=wording.TITLE)


def is_change(context: Context) -> bool:
    """A coordinator changes a stage."""
    return any(commands.said_by_coordinator(pattern)(context) for pattern in (_MOVE, _OFF, _ON, _WORDS))


def change(context: Context, work: Work) -> Reply:
    """Change a stage of an office's reminders, at once."""
    pattern, found = next((one, found) for one in (_MOVE, _OFF, _ON, _WORDS) if (found := commands.match(one, context)))
    no = commands.refusal(context)
    if no or context.campaign is None:
        return no or Reply(ReplyKind.STATE, (wording.NO_CAMPAIGN,))
    if context.office is None:
        return Reply(ReplyKind.CLARIFY, (wording.which_office(context.offices),))
    own = _own(context, work, context.office)
    stage = _meant(context, work, context.office, own, found)
    if stage is None:
        return Reply(ReplyKind.CLARIFY, (wording.NO_SUCH_STAGE,))
    values: dict[str, object] = {"is_off": pattern is _OFF}
    if pattern is _MOVE:
        to = read_day(found["to"], context.today, stage.by_rule_on)
        main = max((one.deadline_on for one in own if one.deadline_on), default=None)
        if main is None or to is None or not context.calendar.is_workday(to) or not context.today <= to <= main:
            return Reply(ReplyKind.CLARIFY, (wording.not_then(main),))
        earliest = last_third(beijing_date(context.campaign.published_at), main)
        if to < earliest:
            return Reply(ReplyKind.CLARIFY, (wording.too_early(earliest),))
        values["moved_to"] = to
    elif pattern is _ON:
        values |= {"moved_to": None, "words": ""}
    elif pattern is _WORDS:
        values["words"] = commands.verbatim(context, found["words"])
    by = {"changed_by": context.member.name, "changed_at": context.now}
    work.stage_changes.put(context.campaign.key, context.office, stage.workdays, **values, **by)
    return Reply(ReplyKind.CONFIRM, (_said(context, work, own, stage.workdays),))


def _said(context: Context, work: Work, own: list[Standing], workdays: int) -> str:
    """How the stage stands now."""
    if context.campaign is None or context.office is None:
        return wording.NO_CAMPAIGN
    every = plan.stages(work, context.campaign, context.office, own, context.settings)
    return wording.changed(next(one for one in every if one.workdays == workdays))


def _own(context: Context, work: Work, office: str) -> list[Standing]:
    """The units of an office."""
    if context.campaign is None or context.notice is None:
        return []
    return [one for one in standings(work, context.campaign, context.notice) if one.office == office]


def _meant(context: Context, work: Work, office: str, own: list[Standing], found: re.Match[str]) -> plan.Stage | None:
    """The stage that is named by its day, or by how long before the deadline it comes."""
    every = plan.stages(work, context.campaign, office, own, context.settings) if context.campaign else []
    if commands.part(found, "days") or commands.part(found, "last"):
        wanted = int(commands.part(found, "days") or 0)
        return next((one for one in every if one.workdays == wanted), None)
    on = read_day(commands.part(found, "on"), context.today, every[-1].by_rule_on if every else None)
    return next((one for one in every if on in (one.on, one.by_rule_on)), None)
