"""Files out: the ledger and the package, made by a job; sent to the chat that asked, or to a mailbox that was named.

A package is split where a chat or a mailbox takes no file of its size; what it will hold, and in how many volumes, is
said before it is made. What goes by mail leaves the house, and is asked about once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handlers import acts, commands, jobs, naming
from handlers.context import Context
from handlers.wording import exporting as wording
from handlers.wording.desk import NO_CAMPAIGN, which_office
from storage.chat import DeliveryKind, FileRef, Reply, ReplyKind
from storage.exports.choice import Choice, plan
from storage.patterns import Late
from storage.reach import CAN_MAIL, TAKES_FILES, mailbox
from storage.tables import Job
from storage.unit_of_work import Work
from storage.wording import planned as planned_in_words

JOB = "export"
"""The kind of job: data {what: ledger | package, office, accepted?, most_bytes?, to?}; result {files} or {refused}."""

MAIL_BYTES = 14_000_000
"""The files of one mail: written as mail writes them they are a third larger, and many servers take 20 MB."""

_SIZE = (
    r"(?:[ ,;]*(?:并|请|按|以|分卷|每卷|每封|每个|单个|拆成|分成|不超过|不要超过|最大|最多|至多|小于)+[^\d]{0,4}"
    r"(?P<most>\d{1,4}) ?(?:mb|m|兆|M|MB)(?:以内|一卷|一封|一个|分卷)?)?"
)
_LEDGER = r"(?:台账|台帐|总表|汇总表|明细表|[Ee]xcel表?格?|EXCEL|表格)表?"
_PACKAGE = r"(?:材料包|资料包|(?:全部|所有)的?(?:材料|照片|图片|资料)|材料)"
_OUT = r"(?:导出来?|打个?包|打成包|压缩)(?:一下|一份)?(?:下载|发我|给我|来|发过来)?"
_EXPORT = Late(
    r"(?:请|帮我|给我|麻烦|把|将|我要)*(?:"
    r"(?:导出|导|下载|生成|发我|打包|打|要|发|出)(?:一下|一份|份|个|张)?(?P<office>.{0,20}?)的?"
    rf"(?P<what>{_LEDGER}|{_PACKAGE})(?:文件)?(?:给我|发我|吧)?(?P<office2> [^\d,;]{{2,20}})?"
    rf"|(?P<what2>{_LEDGER}|{_PACKAGE}|照片|图片|影像资料|视频)?(?:都|全)?{_OUT}"
    rf"|(?P<what3>{_LEDGER}|材料包|资料包|全部材料)(?:发我|给我|下载|发过来)?(?:[出发导]?一[份个下]|导?(?:出来)?给我|导出?来|发给我|来|给我|发我|下载|发过来)(?:来|给我)?"
    rf"|(?:来|要)?一?[份个张](?P<what4>{_LEDGER}|材料包|资料包)|(?P<what5>台账|台帐|材料包|资料包|全部材料)吧?)" + _SIZE
)
_MAIL = Late(
    r"(?:请|帮我|给我|麻烦|把|将)*(?P<office>.{0,20}?)的?(?P<what>台账|总表|台帐|材料包|资料包|全部材料)"
    r"(?:用|通过)?(?:邮件)?(?:发送|发|寄|邮寄)(?:到|给|至)?(?:邮箱|邮件)?[ :,]*"
    r"(?P<to>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,100}\.[A-Za-z]{2,20})" + _SIZE
)


def is_export(context: Context) -> bool:
    """A coordinator wants a file."""
    return commands.said_by_coordinator(_EXPORT)(context)


def export(context: Context, work: Work) -> Reply:
    """Say what the file will hold, and have it made."""
    found = commands.match(_EXPORT, context)
    of = naming.find(work, commands.part(found, "office"))
    if len(of) == 1:
        return Reply(ReplyKind.CLARIFY, (wording.only_whole(of[0].name),))
    wanted = _wanted(context, found, TAKES_FILES.get(context.chat.platform))
    if isinstance(wanted, Reply):
        return wanted
    planned = list(_planned(context, work, wanted))
    if not planned and wanted["what"] != "ledger":
        return Reply(ReplyKind.CLARIFY, (wording.NOTHING_ACCEPTED,))
    jobs.order(context, work, JOB, wanted)
    return Reply(ReplyKind.CONFIRM, (wording.exporting(wanted["what"], wanted["office"]), *planned))


def is_to_be_mailed(context: Context) -> bool:
    """A coordinator wants a file sent to a mailbox."""
    return commands.said_by_coordinator(_MAIL)(context)


def ask_to_mail(context: Context, work: Work) -> Reply:
    """Say what would leave the house, to where and in how many mails, and wait for a yes."""
    found = commands.match(_MAIL, context)
    wanted = _wanted(context, found, MAIL_BYTES)
    if isinstance(wanted, Reply):
        return wanted
    if not work.settings.value(CAN_MAIL):
        return Reply(ReplyKind.CLARIFY, (wording.NO_MAIL,))
    to = commands.part(found, "to")
    said = wording.mailing(wanted["what"], wanted["office"], to)
    return acts.ask(context, work, "mail_file", {**wanted, "to": to}, (said, *_planned(context, work, wanted)))


def mail(context: Context, work: Work) -> Reply:
    """Have the file made that is to be mailed."""
    held = acts.take(context, work)
    jobs.order(context, work, JOB, {name: value for name, value in held.items() if name not in ("act", "asked")})
    return Reply(ReplyKind.CONFIRM, (wording.making_for_mail(held["what"], held["office"]),))


is_made = jobs.is_done(JOB)
"""The job has made the file."""


def send(context: Context, work: Work) -> Reply:
    """Send the file in its volumes, or say that it could not be made."""
    job = context.job
    if job is None or not job.result.get("files"):
        return Reply(ReplyKind.CLARIFY, (wording.NO_FILE,))
    files = tuple(FileRef(one["sha256"], one["name"]) for one in job.result["files"])
    what, office, to = job.data["what"], job.data["office"], job.data.get("to")
    if to is None:
        return Reply(ReplyKind.ANSWER, (wording.exported(what, office, len(files)),), files=files)
    _post(work, job, files)
    return Reply(ReplyKind.CONFIRM, (wording.mailed(what, office, to, len(files)),))


def _post(work: Work, job: Job, files: tuple[FileRef, ...]) -> None:
    """Put one mail for each volume into this transaction, each once."""
    what, office = job.data["what"], job.data["office"]
    chat = mailbox(work, job.data["to"], office)
    for number, file in enumerate(files, 1):
        title, lines = wording.letter(what, office, number, len(files))
        reply = Reply(ReplyKind.ANSWER, lines, title=title, files=(file,))
        about = {"campaign_id": job.data["campaign"], "office": office}
        work.say(chat.key, f"{job.unique_key}/mail/{number}", reply, DeliveryKind.ANNOUNCEMENT, **about)


def _wanted(context: Context, found: re.Match[str] | None, most_bytes: int | None) -> dict[str, Any] | Reply:
    """What is wanted, as the data of its job; or what is to be answered instead."""
    no = commands.refusal(context)
    if no:
        return no
    if context.campaign is None:
        return Reply(ReplyKind.CLARIFY, (NO_CAMPAIGN,))
    named = commands.part(found, "office")
    office = next((one for one in context.offices if named and named in one), None) or context.office
    if office is None:
        return Reply(ReplyKind.CLARIFY, (which_office(context.offices, "导出台账"),))
    what = "ledger" if re.fullmatch(_LEDGER, commands.part(found, "what")) else "package"
    said = int(commands.part(found, "most") or 0) * 1_000_000
    most = min(filter(None, (said, most_bytes)), default=0)
    data: dict[str, Any] = {"what": what, "office": office, "campaign": context.campaign.key}
    if what == "package":
        data |= ({"accepted": True} if "认可" in context.text else {}) | ({"most_bytes": most} if most else {})
    return data


def _planned(context: Context, work: Work, wanted: dict[str, Any]) -> Iterator[str]:
    """What a package will hold, and how to have less of it; nothing where none of it was accepted."""
    if wanted["what"] == "ledger" or context.campaign is None or context.notice is None:
        return
    accepted = wanted.get("accepted", False)
    choice = Choice(wanted["office"], accepted=accepted, most_bytes=wanted.get("most_bytes"))
    planned = plan(work, context.campaign, context.notice, choice)
    if accepted and not planned.units:
        return
    yield planned_in_words(planned)
    if planned.not_accepted and not accepted:
        yield wording.ONLY_ACCEPTED
