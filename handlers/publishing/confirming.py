"""The word to publish: asked once more where it must be, then an immutable edition and a brief to everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers import acts, commands
from handlers.context import Context
from handlers.publishing import amending, changes, drafts
from handlers.publishing.drafts import Draft
from handlers.publishing.preview import PUBLISH
from handlers.wording import drafts as draft_wording
from handlers.wording import publishing as wording
from storage import editions
from storage.chat import Button, Reply, ReplyKind
from storage.notice.model import Notice
from storage.notice.routing import duties
from storage.patterns import Late
from storage.tables import Campaign
from storage.unit_of_work import Work

_DOUBTS_SEEN = "已看过疑问，确认发布"
_PUBLISH = Late(r"(?:好的?|可以|没问题|无误)?,? ?(?:确认)?(?:无误)?,? ?发布(?:吧|通知)?")
_AMENDS = Late(r"(?:是)?(?:修改|更新|延期|补充|对原通知的修改|1)")
_IS_NEW = Late(r"(?:是)?(?:另一项)?(?:新活动|新通知|新的活动|新的|另一项|2)")


def is_word_to_publish(context: Context) -> bool:
    """A coordinator with a draft says yes to it."""
    return drafts.is_held(context) and (acts.says_yes(context) or commands.match(_PUBLISH, context) is not None)


def confirm(context: Context, work: Work) -> Reply:
    """Publish the draft, unless something must be asked first."""
    no = commands.refusal(context)
    if no:
        return no
    return _confirm(context, work, drafts.held(context, work))


def is_confirmation(words: str) -> bool:
    """The words of an operation are those that publish."""
    return words in ("确认发布", _DOUBTS_SEEN)


def confirm_on_page(context: Context, work: Work, draft: Draft, version: int, words: str) -> Reply:
    """Publish a draft as it stood on the page: its doubts are listed first, and what was changed since is looked at."""
    me = context.member.key
    late = next((one for one in reversed(draft.edits) if one.version > version and one.member != me), None)
    if late:
        return Reply(ReplyKind.CLARIFY, (draft_wording.draft_changed_meanwhile(late.by),))
    if draft.notice.doubts and words != _DOUBTS_SEEN:
        lines = draft_wording.doubts_first([wording.doubt(one) for one in draft.notice.doubts])
        says = f"草稿{draft.number}第{draft.version}版：{_DOUBTS_SEEN}"
        return Reply(ReplyKind.CLARIFY, lines, buttons=(Button("已看过，确认发布", says),))
    drafts.see_doubts(work, draft)
    drafts.take_up(context, work, draft.number)
    return _confirm(context, work, drafts.found(work, draft.number) or draft)


def _confirm(context: Context, work: Work, draft: Draft) -> Reply:
    """Publish a draft, unless something must be asked first: doubts, what it changes, dates that are over."""
    unseen = drafts.unseen_doubts(draft)
    if unseen:
        drafts.see_doubts(work, draft)
        lines = draft_wording.doubts_first([wording.doubt(one) for one in unseen])
        return Reply(ReplyKind.CLARIFY, lines, buttons=(replace(PUBLISH, label="已看过，确认发布"),))
    running = context.running
    if running is not None and draft.amends is None:
        buttons = (Button("修改", "修改"), Button("新活动", "新活动"))
        title = editions.notice_of(work, running).title or ""
        return Reply(ReplyKind.CLARIFY, (wording.amends_or_new(title),), buttons=buttons)
    if running is not None and draft.amends:
        drafts.end(work, draft, "proposed")
        return amending.propose(
            context, work, changes.merged(editions.notice_of(work, running), draft.notice), reason="修改"
        )
    if is_over(draft.notice, context.today) and not draft.past_is_meant:
        drafts.hold(context, work, replace(draft, past_is_meant=True))
        return Reply(ReplyKind.CONFIRM, (wording.ALL_PAST,), buttons=(PUBLISH, Button("取消", "取消")))
    drafts.end(work, draft, "published")
    publish(work, draft.notice, by=context.member.name)
    return Reply(ReplyKind.CONFIRM, (wording.published(draft.notice),))


def is_which(context: Context) -> bool:
    """A coordinator with a draft says whether it amends the running campaign."""
    said = (_AMENDS, _IS_NEW)
    return drafts.is_held(context) and any(commands.match(pattern, context) for pattern in said)


def say_which(context: Context, work: Work) -> Reply:
    """Remember whether the draft amends the running campaign, and go on to publish it."""
    no = commands.refusal(context)
    if no:
        return no
    draft = replace(drafts.held(context, work), amends=commands.match(_AMENDS, context) is not None)
    drafts.hold(context, work, draft)
    return _confirm(context, work, draft)


def is_dropped(context: Context) -> bool:
    """A coordinator does not want the draft."""
    return drafts.is_held(context) and acts.says_no(context)


def drop(context: Context, work: Work) -> Reply:
    """Forget the draft, and say so."""
    drafts.end(work, drafts.held(context, work), "dropped")
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
