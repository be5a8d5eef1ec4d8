"""What waits for a coordinator: hand-ins to look at, each with its buttons, and what else is to be decided.

「待审核的有哪些」, 「有什么要我处理的」; 「全部通过」 accepts what waits, after a yes.
"""

from __future__ import annotations

from handlers import acts, commands, review
from handlers.context import Context
from handlers.desk import contents
from handlers.wording import desk
from handlers.wording import waiting as wording
from scheduler import digests
from storage.chat import Reply, ReplyKind
from storage.patterns import Late
from storage.standing import roll
from storage.tables import Submission
from storage.unit_of_work import Work

_WAITING = Late(
    r"(?:还|现在|目前|今天|看看?|查看?|列出)*(?:一下)?(?:有)?(?:哪些|哪几家|什么|啥|几家|多少|谁)?(?:单位|材料|事)?的?(?:是|在)?"
    r"(?:待审核?|未审核?|没审核?|待办|待处理|没处理|(?:要|需要|等着?|得)我们?(?:来)?(?:处理|审核?|办|看|拍板|定))的?"
    r"(?:事情?|材料|单位|名单|东西|事项)?(?:有哪些|还有哪些|是哪些|有什么|有几家|有吗|清单)?\??"
    r"|.{0,12}(?:发|寄|送|交)(?:了|到|来)?(?:邮箱|邮件)?[^,，]{0,4}(?:等着?|要|得)(?:我|我们|处里)?(?:来|去)?(?:核对?|审核?|看|处理)的?(?:有)?(?:几家|多少家?|哪些|哪几家|谁)?\??"
    r"|(?:谁|哪些|哪几家|有几家|有谁|有没有)(?:单位)?(?:说|称|声明)?(?:今年)?(?:已经?)?(?:没搞|没办|没开展|零报送|发了?邮箱|寄了)(?:活动)?(?:的|了)?\??"
    r"|(?:待核对|零报送)(?:待定)?的?(?:单位|材料)?(?:有哪些|是哪些|名单|有几家)\??"
)
_ACCEPT_ALL = Late(
    r"(?:把|将)?(?:待审核?|未审核?)?的?(?:材料)?(?:全部|全都|全|都|所有的?)(?:待审核?的?)?(?:材料)?(?:审核)?(?:通过|认可|没问题)了?"
    r"|(?:审核)?(?:通过|认可)(?:全部|所有)(?:待审核?)?的?(?:材料)?"
)
_SHOWN = 10


def is_asked_for(context: Context) -> bool:
    """A coordinator asks what there is to decide."""
    return commands.said_by_coordinator(_WAITING)(context)


def show(context: Context, work: Work) -> Reply:
    """List the hand-ins that nobody has looked at, the oldest first, and what else waits."""
    no = commands.refusal(context)
    if no or context.campaign is None or context.notice is None:
        return no or Reply(ReplyKind.STATE, (desk.NO_CAMPAIGN,))
    rows, names = _undecided(context, work)
    lines = [(row.receipt_no or "", names[row.unit_id or 0], contents.counted(work, row)) for row in rows[:_SHOWN]]
    offices = (context.office,) if context.office else context.offices
    every = roll(work, context.campaign, context.notice)
    others: dict[str, None] = {}
    for office in offices:
        own = [one for one in every if one.office == office]
        digest = digests.Digest(work, context.campaign, context.notice, office, own, context.settings)
        others |= dict.fromkeys(digest.to_decide)
    return Reply(
        ReplyKind.STATE,
        wording.waiting(lines, len(rows), list(others)),
        buttons=review.buttons([row.receipt_no or "" for row in rows[:_SHOWN]][:3]),
    )


def is_acceptance_of_all(context: Context) -> bool:
    """A coordinator accepts whatever waits."""
    return commands.said_by_coordinator(_ACCEPT_ALL)(context)


def ask_to_accept(context: Context, work: Work) -> Reply:
    """Say what would be accepted, and wait for a yes."""
    no = commands.refusal(context)
    if no:
        return no
    rows, names = _undecided(context, work)
    if not rows:
        return Reply(ReplyKind.STATE, (wording.NOTHING_TO_REVIEW,))
    told = [(row.receipt_no or "", names[row.unit_id or 0]) for row in rows]
    return acts.ask(
        context, work, "accept_all", {"submissions": [row.key for row in rows]}, (wording.would_accept(told),)
    )


def accept_all(context: Context, work: Work) -> Reply:
    """Accept what waited when it was asked, and still does."""
    numbers = acts.take(context, work)["submissions"]
    rows = [row for row in map(work.submissions.get, numbers) if not row.verdict and row.withdrawn_at is None]
    for row in rows:
        review.accept_one(context, work, row)
    return Reply(ReplyKind.CONFIRM, (wording.accepted_all(len(rows)),))


def _undecided(context: Context, work: Work) -> tuple[list[Submission], dict[int, str]]:
    """The hand-ins of the person's units that wait for a verdict, and these units' names."""
    if context.campaign is None or context.notice is None:
        return [], {}
    offices = (context.office,) if context.office else context.offices
    names = {one.number: one.name for one in roll(work, context.campaign, context.notice) if one.office in offices}
    numbers = [number for number, unit in work.submissions.undecided(context.campaign.key) if unit in names]
    return [work.submissions.get(number) for number in numbers], names
