"""A draft corrected by message: each correction makes a new draft, shown in short."""

from __future__ import annotations

from handlers import commands
from handlers.context import Context
from handlers.publishing import changes, corrections, drafts, preview
from handlers.wording import publishing as wording
from storage.chat import Button, Reply, ReplyKind
from storage.errors import Refused
from storage.patterns import Late
from storage.unit_of_work import Work

_PREVIEW = Late(r"(?:看|再看|发)?(?:一下|下)?(?:通知)?(?:预览|全文)")
_OF_ANYBODY = Late(r".*预览")
_ATTEMPT = Late(r".*(?:改为|改成|应为|更正|删除|疑问).*")


def is_correction(context: Context) -> bool:
    """A coordinator with a draft says what is to be different, or tries to."""
    if not drafts.is_held(context) or context.files:
        return False
    words = commands.plain(context.text)
    known = any(pattern.fullmatch(words) for pattern, _ in corrections.GRAMMAR)
    return known or _ATTEMPT.fullmatch(words) is not None


def correct(context: Context, work: Work) -> Reply:
    """Make the correction and show it in short."""
    no = commands.refusal(context)
    if no:
        return no
    draft = drafts.held(context, work)
    try:
        notice = corrections.corrected(context.text, draft.notice, context.today)
    except Refused as error:
        return Reply(ReplyKind.CLARIFY, (wording.cannot_correct(error.code, error.values),))
    if notice is None:
        return Reply(ReplyKind.CLARIFY, (wording.NOT_UNDERSTOOD,))
    drafts.hold(context, work, drafts.revised(draft, notice, context.member, context.now))
    texts = [f"{'、'.join(one.unit_types)}：{one.text}" for one in changes.differences(draft.notice, notice)]
    lines = wording.draft_changed(texts or changes.heads(draft.notice, notice), len(notice.doubts))
    return Reply(ReplyKind.CONFIRM, lines, buttons=(preview.PUBLISH, Button("看全文", "预览")))


def is_asking_for_preview(context: Context) -> bool:
    """A coordinator wants to see the whole draft again; by the word 预览 also one that a colleague works on."""
    is_asked = commands.match(_PREVIEW, context) is not None
    may_be_anybodys = context.is_coordinator and commands.match(_OF_ANYBODY, context) is not None
    return is_asked and (drafts.is_held(context) or may_be_anybodys)


def show(context: Context, work: Work) -> Reply:
    """Show the whole draft again; who has none takes up the one that was worked on last."""
    no = commands.refusal(context)
    if no:
        return no
    draft = drafts.held(context, work) if drafts.is_held(context) else drafts.newest(work)
    if draft is None:
        return Reply(ReplyKind.CLARIFY, (wording.NO_DRAFT,))
    drafts.take_up(context, work, draft.number)
    return preview.show(context, work, draft)
