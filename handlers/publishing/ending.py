"""The end of a campaign: taken back because it should never have gone out, or closed because it is done."""

from __future__ import annotations

from collections.abc import Callable

from handlers import acts, commands
from handlers.context import Context
from handlers.wording import publishing as wording
from storage.chat import Reply, ReplyKind
from storage.patterns import Late
from storage.unit_of_work import Work

_TAKE_BACK = Late(r"(?:请)?(?:把)?(?:收回|撤回|撤销|召回)(?:本次|这份|这次|该|刚才的?|刚发的)?(?:那份)?通知")
_CLOSE = Late(r"(?:请)?(?:结束|关闭|收尾)(?:本次|这次|这项|该)?(?:活动|报送|收集|通知)?(?:吧)?")


def is_taking_back(context: Context) -> bool:
    """Somebody wants the notice back."""
    return commands.said(_TAKE_BACK)(context)


def ask_to_take_back(context: Context, _work: Work) -> Reply:
    """Say what taking back means, and wait for a yes."""
    return _ask(context, _work, "take_back", wording.take_back)


def take_back(context: Context, work: Work) -> Reply:
    """Take the notice back and have everybody told."""
    return _end(context, work, "take_back", wording.TAKEN_BACK)


def is_closing(context: Context) -> bool:
    """A coordinator says that the campaign is over."""
    return commands.said_by_coordinator(_CLOSE)(context)


def ask_to_close(context: Context, work: Work) -> Reply:
    """Say what closing means, and wait for a yes."""
    return _ask(context, work, "close", wording.close)


def close(context: Context, work: Work) -> Reply:
    """Close the campaign and have everybody told."""
    return _end(context, work, "close", wording.CLOSED)


def _ask(context: Context, work: Work, act: str, words: Callable[[str], tuple[str, ...]]) -> Reply:
    """Wait for a yes to an end, unless there is nothing to end."""
    no = commands.refusal(context)
    if no:
        return no
    if context.running is None or context.notice is None:
        return Reply(ReplyKind.CLARIFY, (wording.NO_CAMPAIGN,))
    return acts.ask(context, work, act, {}, words(context.notice.title or "通知"))


def _end(context: Context, work: Work, kind: str, said: str) -> Reply:
    """End the campaign in one of the two ways."""
    acts.take(context, work)
    campaign = context.running
    if campaign is None:
        return Reply(ReplyKind.CLARIFY, (wording.NO_CAMPAIGN,))
    column = "taken_back_at" if kind == "take_back" else "closed_at"
    work.campaigns.set(campaign.key, **{column: work.now})
    work.announcements.add(
        campaign_id=campaign.key,
        edition_id=campaign.edition_id,
        kind=kind,
        ordered_by=context.member.name,
        ordered_at=work.now,
    )
    return Reply(ReplyKind.CONFIRM, (said,))
