"""Files out: the ledger and the package, made by a job and sent to the chat that asked."""

from __future__ import annotations

import re

from handlers import commands, jobs
from handlers.context import Context
from handlers.wording import desk as wording
from storage.chat import FileRef, Reply, ReplyKind
from storage.exports.choice import Choice, plan
from storage.unit_of_work import Work
from storage.wording import planned as planned_in_words

JOB = "export"
"""The kind of job: data {what: ledger | package, office, accepted?}; result {sha256, name} or {refused}."""

_EXPORT = re.compile(
    r"(?:请|帮我|给我|麻烦|把|我要)*(?:(?:导出|下载|生成|发我|打包|要|发)(?:一下|一份|个)?(?P<office>.{0,20}?)的?"
    r"(?P<what>台账|总表|台帐|材料包|材料|资料包|全部材料)(?:文件|表)?(?:给我|发我|吧)?(?P<office2> .{2,20})?"
    r"|(?P<what2>台账|台帐|材料包|资料包|全部材料)(?:导出|发我|给我|下载|打包)?(?:一下|一份)?(?:吧|来|给我)?)"
)
_PACKAGES = ("材料包", "材料", "资料包", "全部材料")


def is_export(context: Context) -> bool:
    """A coordinator wants a file."""
    return commands.said_by_coordinator(_EXPORT)(context)


def export(context: Context, work: Work) -> Reply:
    """Have the file made."""
    no = commands.refusal(context)
    if no:
        return no
    if context.campaign is None:
        return Reply(ReplyKind.CLARIFY, (wording.NO_CAMPAIGN,))
    found = commands.match(_EXPORT, context)
    named = commands.part(found, "office")
    office = next((one for one in context.offices if named and named in one), None) or context.office
    if office is None:
        return Reply(ReplyKind.CLARIFY, (wording.which_office(context.offices, "导出台账"),))
    what = "package" if commands.part(found, "what") in _PACKAGES else "ledger"
    data = {"what": what, "office": office, "campaign": context.campaign.key}
    if what == "ledger" or context.notice is None:
        jobs.order(context, work, JOB, data)
        return Reply(ReplyKind.CONFIRM, (wording.exporting(what, office),))
    choice = Choice(office, accepted="认可" in context.text)
    planned = plan(work, context.campaign, context.notice, choice)
    jobs.order(context, work, JOB, data | ({"accepted": True} if choice.accepted else {}))
    lines = [wording.exporting(what, office), planned_in_words(planned)]
    if planned.not_accepted and not choice.accepted:
        lines.append(wording.ONLY_ACCEPTED)
    return Reply(ReplyKind.CONFIRM, tuple(lines))


is_made = jobs.is_done(JOB)
"""The job has made the file."""


def send(context: Context, _work: Work) -> Reply:
    """Send the file, or say that it could not be made."""
    job = context.job
    if job is None or "sha256" not in job.result:
        return Reply(ReplyKind.CLARIFY, (wording.NO_FILE,))
    file = FileRef(job.result["sha256"], job.result["name"])
    return Reply(ReplyKind.ANSWER, (wording.exported(job.data["what"], job.data["office"]),), files=(file,))
