"""A notice comes in: a file read by a job, or a text pasted into the chat; what comes back is a draft to look at."""

from __future__ import annotations

import re
from pathlib import PurePath

from handlers import commands, jobs
from handlers.context import Context
from handlers.publishing import drafts, preview
from handlers.publishing.drafts import Draft, Page
from handlers.wording import publishing as wording
from storage.chat import Reply, ReplyKind
from storage.errors import NotANotice
from storage.notice.parser import read
from storage.patterns import Late
from storage.tables import InboxFile, Job
from storage.unit_of_work import Work
from storage.wording import refusal

JOB = "read_notice"
"""The kind of job: data {sha256, name, others, forgotten}; result {lines, pages} or {refused, values}."""

_FORGOTTEN = "forgotten"
_DOCUMENTS = (".txt", ".docx", ".pdf", ".doc", ".wps", ".rtf")
_NOTICE_WORDS = Late(r"通知|发布|导入|活动方案|公文")
_OTHER_WORDS = Late(r"登记|名单|花名册|报送|总结|提交")
_LONG = 120
"""Signs from which on a pasted text may be a whole notice."""


def is_file(context: Context) -> bool:
    """A coordinator sends a document that may be a notice; whoever also hands in for a unit says that it is one."""
    if not context.is_coordinator or not _documents(context):
        return False
    return is_about_notice(context) or not (context.units or is_about_other(context))


def is_about_notice(context: Context) -> bool:
    """The words of a message, or the names of its files, say that it brings a notice."""
    return _NOTICE_WORDS.search(" ".join([context.text, *(file.name for file in context.files)])) is not None


def read_file(context: Context, work: Work) -> Reply:
    """Have the document read, and say so at once."""
    no = commands.refusal(context)
    if no:
        return no
    file = _documents(context)[0]
    if file.sha256 is None:
        return Reply(ReplyKind.CLARIFY, (wording.FILE_MISSING,))
    jobs.order_reading(context, work, JOB, file)
    return Reply(ReplyKind.CONFIRM, (wording.reading(file.name),))


def is_about_other(context: Context) -> bool:
    """The words of a message say that it brings a list, or something handed in."""
    return _OTHER_WORDS.search(context.text) is not None


is_read = jobs.is_done(JOB)
"""The job has read the document."""


def show_read(context: Context, work: Work) -> Reply | None:
    """Show what was read, or say why nothing could be read; of what was taken back meanwhile nothing is said."""
    job = context.job
    result = job.result if job else {}
    if job and job.data.get(_FORGOTTEN):
        return None
    if job is None or "lines" not in result:
        error = NotANotice(str(result.get("refused", "job_failed")), **result.get("values", {}))
        if job and error.code == "secret":
            _forget(job, work)
        return Reply(ReplyKind.CLARIFY, (refusal(error),))
    photos = len(job.data.get("others", ())) + 1
    name = str(job.data["name"]) if photos == 1 else wording.photos(photos)
    pages = tuple(Page(**page) for page in result.get("pages", ()))
    return _show(context, work, list(result["lines"]), name, pages)


def forget_order(work: Work, inbox_id: int) -> None:
    """Let nothing come of the reading that a message ordered, if it is not done yet: the message was taken back."""
    c = work.jobs.c
    for job in work.jobs.find(c.unique_key.startswith(f"{JOB}/{inbox_id}/"), c.state.in_(("waiting", "running"))):
        work.jobs.set(job.key, data={**job.data, _FORGOTTEN: True})


def _forget(job: Job, work: Work) -> None:
    """Leave nothing of a paper that must not be here: its bytes are gone already."""
    files = [job.data, *job.data.get("others", ())]
    for row in work.files.find(work.files.c.sha256.in_([file["sha256"] for file in files])):
        work.files.set(row.key, state="refused", why="secret", name="", sha256=None)
    work.jobs.set(job.key, data={})


def is_pasted(context: Context) -> bool:
    """A coordinator pastes what looks like a whole notice."""
    text = context.text
    looks = (
        len(text) > _LONG and text.count("\n") >= 3 and "通知" in text and re.search(r"各.{1,40}[：:]|〔\d{4}〕", text)
    )
    return context.is_coordinator and not context.files and looks is not None and bool(looks)


def read_pasted(context: Context, work: Work) -> Reply:
    """Show what was read from a pasted notice."""
    return commands.refusal(context) or _show(context, work, context.text.splitlines(), "")


def _documents(context: Context) -> list[InboxFile]:
    """The attachments that are documents by their names."""
    return [file for file in context.files if PurePath(file.name).suffix.lower() in _DOCUMENTS]


def _show(context: Context, work: Work, lines: list[str], name: str, pages: tuple[Page, ...] = ()) -> Reply:
    """Make a draft of the lines and show it."""
    try:
        notice = read(lines)
    except NotANotice as error:
        return Reply(ReplyKind.CLARIFY, (refusal(error),))
    return preview.show(context, work, drafts.hold(context, work, Draft(notice, name, pages=pages)))
