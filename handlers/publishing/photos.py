"""Photos of a notice's pages: several in one message that says so, or one by one between 「通知照片」 and 「完毕」."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from handlers import commands, jobs
from handlers.context import Context
from handlers.publishing.reading import JOB, is_about_notice, is_about_other
from handlers.wording import publishing as wording
from storage.chat import Reply, ReplyKind
from storage.patterns import Late
from storage.tables import InboxFile
from storage.unit_of_work import Work

KEPT_FOR = timedelta(minutes=30)
_KIND = "notice_pages"
_BEGIN = Late(r"(?:我?[要来]?(?:发|上传|拍))?一?[下份]?通知的?(?:照片|图片|扫描件)|[以下]下(?:照片|图片)?是通知")
_END = Late(r"完毕|(?:通知)?(?:照片)?(?:发|传)?完了|好了|就这些|没有了")


def is_begun(context: Context) -> bool:
    """A coordinator says that photos of a notice will follow."""
    return context.is_coordinator and not context.files and commands.match(_BEGIN, context) is not None


def begin(context: Context, work: Work) -> Reply:
    """Wait for the pages."""
    no = commands.refusal(context)
    if no:
        return no
    _hold(context, work, [])
    return Reply(ReplyKind.CONFIRM, (wording.PAGES_WANTED,))


def is_sent(context: Context) -> bool:
    """A coordinator sends photos that are waited for, or says with them that they are a notice."""
    says_so = is_about_notice(context) and not is_about_other(context)
    return context.is_coordinator and bool(_photos(context)) and (_KIND in context.held or says_so)


def take(context: Context, work: Work) -> Reply:
    """Keep the pages until all are here; what came in one message that says so is all."""
    no = commands.refusal(context)
    if no:
        return no
    here = [{"sha256": file.sha256, "name": file.name} for file in _photos(context) if file.sha256]
    if not here:
        return Reply(ReplyKind.CLARIFY, (wording.FILE_MISSING,))
    if _KIND not in context.held:
        return _read(context, work, here)
    pages = [*context.held[_KIND]["pages"], *here]
    if commands.match(_END, context):
        return _read(context, work, pages)
    _hold(context, work, pages)
    return Reply(ReplyKind.CONFIRM, (wording.pages_taken(len(pages)),))


def is_ended(context: Context) -> bool:
    """All pages were sent."""
    return _KIND in context.held and not context.files and commands.match(_END, context) is not None


def end(context: Context, work: Work) -> Reply:
    """Have the pages read as one notice."""
    pages = context.held[_KIND]["pages"]
    if not pages:
        return Reply(ReplyKind.CLARIFY, (wording.NO_PAGES,))
    return _read(context, work, pages)


def leave_out(context: Context, work: Work, hashes: Sequence[str]) -> None:
    """Wait on without these pages: their sender took them back."""
    pages = context.held[_KIND]["pages"] if _KIND in context.held else []
    left = [page for page in pages if page["sha256"] not in hashes]
    if len(left) < len(pages):
        _hold(context, work, left)


def _read(context: Context, work: Work, pages: Sequence[dict[str, Any]]) -> Reply:
    """Order the reading, and say so at once."""
    work.pending.drop(context.chat.key, context.member.key, _KIND)
    jobs.order(context, work, JOB, {**pages[0], "others": list(pages[1:])})
    return Reply(ReplyKind.CONFIRM, (wording.reading_photos(len(pages)),))


def _hold(context: Context, work: Work, pages: list[dict[str, Any]]) -> None:
    work.pending.hold(context.chat.key, context.member.key, _KIND, {"pages": pages}, context.now + KEPT_FOR)


def _photos(context: Context) -> list[InboxFile]:
    """The attachments that are pictures by their bytes."""
    return [file for file in context.files if file.media_type.startswith("image/")]
