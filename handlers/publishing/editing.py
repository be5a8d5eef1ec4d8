"""A draft corrected by message: each correction makes a new draft, shown in short."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import commands
from handlers.context import Context
from handlers.publishing import changes, corrections, drafts, preview
from handlers.wording import publishing as wording
from storage.chat import Button, Reply, ReplyKind
from storage.errors import Refused
from storage.unit_of_work import Work

_PREVIEW = re.compile(r"(?:看|再看|发)?(?:一下|下)?(?:通知)?(?:预览|全文)")
_ATTEMPT = re.compile(r".*(?:改为|改成|应为|更正|删除|疑问).*")


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
    draft = drafts.held(context)
    try:
        notice = corrections.corrected(context.text, draft.notice, context.today)
    except Refused as error:
        return Reply(ReplyKind.CLARIFY, (wording.cannot_correct(error.code, error.values),))
    if notice is None:
        return Reply(ReplyKind.CLARIFY, (wording.NOT_UNDERSTOOD,))
    drafts.hold(context, work, replace(draft, notice=notice))
    texts = [f"{'、'.join(one.unit_types)}：{one.text}" for one in changes.differences(draft.notice, notice)]
    lines = wording.draft_changed(texts or changes.heads(draft.notice, notice), len(notice.doubts))
    return Reply(ReplyKind.CONFIRM, lines, buttons=(Button("确认发布", "确认发布"), Button("看全文", "预览")))


def is_asking_for_preview(context: Context) -> bool:
    """A coordinator wants to see the whole draft again."""
    return drafts.is_held(context) and commands.match(_PREVIEW, context) is not None


def show(context: Context, work: Work) -> Reply:
    """Show the whole draft again."""
    return commands.refusal(context) or preview.show(work, drafts.held(context))
