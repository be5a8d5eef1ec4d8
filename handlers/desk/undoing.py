"""The last that a coordinator decided, taken back: said in so many words, asked once, then undone and told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from handlers import acts, commands, permissions, review
from handlers.context import Context
from handlers.desk import arrangements, arrivals
from handlers.wording import waiting as wording
from storage.chat import Reply, ReplyKind
from storage.patterns import Late
from storage.standing import EXTENSION
from storage.unit_of_work import Work

_LAST = r"(?:刚才|刚刚|刚|上一?[个条步次]|前面|最后)(?:的|那|这|办|做|点|说)*(?:一?[个条步次家])?"
_DEED = r"(?:操作|决定|免报|延期|退回|认可|通过|审核|登记)?(?:的)?(?:那家|单位)?"
_UNDO = Late(
    rf"(?:撤回|撤销|取消|收回|撤)(?:一下|掉|了)?我?{_LAST}{_DEED}(?:操作)?"
    rf"|我?{_LAST}{_DEED}(?:都|是)?(?:[搞弄点按办]错了?|错了|撤回|撤销|取消|不算|作废)了?"
    r"|撤回|撤销|我?(?:[搞弄点按办]|操作|登记|退回?|认可|通过|免报|延期)错了[,]?(?:撤回|撤销|取消|恢复)?"
)
_KINDS = {"延期": "grant", "免报": "grant", "登记": "entry", **dict.fromkeys(("退回", "认可", "通过"), "verdict")}
_WITHIN = timedelta(days=1)


def is_asked_for(context: Context) -> bool:
    """A coordinator wants back what was just decided."""
    return permissions.may_coordinate(context) and commands.said_by_coordinator(_UNDO)(context)


def ask(context: Context, work: Work) -> Reply:
    """Say what was decided last and what undoing it does, and wait for a yes."""
    meant = next((kind for word, kind in _KINDS.items() if word in context.text), None)
    last = max((one for one in _decided(context, work) if meant in (None, one[1])), default=None)
    if last is None:
        return Reply(ReplyKind.STATE, (wording.NOTHING_TO_UNDO,))
    when, kind, number, line = last
    return acts.ask(context, work, "undo", {"kind": kind, "number": number}, (wording.would_undo(line, when),))


def undo(context: Context, work: Work) -> Reply:
    """Undo it, and tell the unit where it was told before."""
    held = acts.take(context, work)
    number = int(held["number"])
    if held["kind"] == "grant":
        return arrangements.end_grant(context, work, work.arrangements.get(number))
    if held["kind"] == "entry":
        return arrivals.take_back(context, work, work.submissions.get(number))
    return review.take_back(context, work, work.submissions.get(number))


def _decided(context: Context, work: Work) -> Iterator[tuple[datetime, str, int, str]]:
    """The newest decision of each kind by this person: (when, kind, its row, how it is said)."""
    campaign, name = context.campaign.key if context.campaign else 0, context.member.name
    since = context.now - _WITHIN
    a, s = work.arrangements.c, work.submissions.c
    here = (a.campaign_id == campaign, a.granted_by == name, a.ended_at.is_(None), a.granted_at >= since)
    grant = work.arrangements.first(*here, order=a.id.desc())
    if grant:
        what = "延期" if grant.kind == EXTENSION else f"免报{grant.material}"
        yield grant.granted_at, "grant", grant.key, wording.decided(work.units.get(grant.unit_id).name, what)
    there = (s.campaign_id == campaign, s.withdrawn_at.is_(None))
    judged = work.submissions.first(*there, s.verdict_by == name, s.verdict_at >= since, order=s.verdict_at.desc())
    if judged and judged.verdict_at and judged.verdict:
        unit = work.units.get(judged.unit_id).name if judged.unit_id else "待认领材料"
        what = "退回" if judged.verdict == "returned" else "认可"
        yield judged.verdict_at, "verdict", judged.key, wording.decided(unit, what, judged.receipt_no or "")
    mine = (s.state == "entered", s.member_id == context.member.key, s.opened_at >= since)
    entry = work.submissions.first(*there, *mine, order=s.id.desc())
    if entry and entry.unit_id:
        unit = work.units.get(entry.unit_id).name
        yield entry.opened_at, "entry", entry.key, wording.decided(unit, "登记来件", entry.receipt_no or "")
