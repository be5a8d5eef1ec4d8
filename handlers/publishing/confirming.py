"""The word to publish: asked once more where it must be, then an immutable edition and a brief to everybody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from handlers import acts, commands
from handlers.context import Context
from handlers.publishing import amending, changes, drafts
from handlers.wording import publishing as wording
from storage import editions
from storage.chat import Button, Reply, ReplyKind
from storage.notice.model import Notice
from storage.notice.routing import duties
from storage.tables import Campaign
from storage.unit_of_work import Work

_PUBLISH = re.compile(r"(?:好的?|可以|没问题|无误)?,? ?(?:确认)?(?:无误)?,? ?发布(?:吧|通知)?")
_AMENDS = re.compile(r"(?:是)?(?:修改|更新|延期|补充|对原通知的修改|1)")
_IS_NEW = re.compile(r"(?:是)?(?:另一项)?(?:新活动|新通知|新的活动|新的|另一项|2)")


def is_word_to_publish(context: Context) -> bool:
    """A coordinator with a draft says yes to it."""
    return drafts.is_held(context) and (acts.says_yes(context) or commands.match(_PUBLISH, context) is not None)


def confirm(context: Context, work: Work) -> Reply:
    """Publish the draft, unless something must be asked first."""
    no = commands.refusal(context)
    if no:
        return no
    draft = drafts.held(context)
    running = context.running
    if running is not None and draft.amends is None:
        buttons = (Button("修改", "修改"), Button("新活动", "新活动"))
        title = editions.notice_of(work, running).title or ""
        return Reply(ReplyKind.CLARIFY, (wording.amends_or_new(title),), buttons=buttons)
    if running is not None and draft.amends:
        drafts.drop(context, work)
        return amending.propose(
            context, work, changes.merged(editions.notice_of(work, running), draft.notice), reason="修改"
        )
    if is_over(draft.notice, context.today) and not draft.past_is_meant:
        drafts.hold(context, work, replace(draft, past_is_meant=True))
        return Reply(
            ReplyKind.CONFIRM, (wording.ALL_PAST,), buttons=(Button("确认发布", "确认发布"), Button("取消", "取消"))
        )
    drafts.drop(context, work)
    publish(work, draft.notice, by=context.member.name)
    return Reply(ReplyKind.CONFIRM, (wording.published(draft.notice),))


def is_which(context: Context) -> bool:
    """A coordinator with a draft says whether it amends the running campaign."""
    said = (_AMENDS, _IS_NEW)
    return drafts.is_held(context) and any(commands.match(pattern, context) for pattern in said)


def say_which(context: Context, work: Work) -> Reply:
    """Remember whether the draft amends the running campaign, and go on to publish it."""
    draft = drafts.held(context)
    amends = commands.match(_AMENDS, context) is not None
    drafts.hold(context, work, replace(draft, amends=amends))
    held = {**context.held, "publishing": {**context.held["publishing"], "amends": amends}}
    return confirm(replace(context, held=held), work)


def is_dropped(context: Context) -> bool:
    """A coordinator does not want the draft."""
    return drafts.is_held(context) and acts.says_no(context)


def drop(context: Context, work: Work) -> Reply:
    """Forget the draft, and say so."""
    drafts.drop(context, work)
    return Reply(ReplyKind.CONFIRM, (wording.DRAFT_DROPPED,))


def publish(work: Work, notice: Notice, *, by: str) -> Campaign:
    """Publish a notice as a campaign of its own; the briefs to every group follow by themselves."""
    campaign = editions.publish(work, notice, by=by)
    work.announcements.add(
        campaign_id=campaign.key, edition_id=campaign.edition_id, kind="brief", ordered_by=by, ordered_at=work.now
    )
    return campaign


def is_over(notice: Notice, today: date) -> bool:
    """Every date by which anybody owes something is past."""
    dates = [deadline.date for duty in duties(notice) for deadline in duty.deadlines if deadline.date]
    return bool(dates) and max(dates) < today
