"""A unit's own standing when it asks; of others nothing is said to it."""

from __future__ import annotations

from handlers import commands, permissions
from handlers.context import Context
from handlers.desk import units
from handlers.lexicon import lexicon
from handlers.questions.typed.spelling import normalise
from handlers.wording import progress as wording
from scheduler.clock import BEIJING, beijing_date
from scheduler.totals import held_in
from storage.chat import Button, Reply, ReplyKind, Room
from storage.notice.routing import fold
from storage.patterns import Late
from storage.standing import Standing, State, standing_of
from storage.tables import Submission
from storage.unit_of_work import Work

_RECEIPT = Late(
    r"(?:查(?:一下)?|看(?:一下)?)?(?:回执号?)?[: ]*(?P<number>\d{4}-\d{3,4})"
    r"(?:是什么|有什么|里有什么|里?有啥|呢|是(?:哪家|哪个单位|谁)的?)?[?。.]*"
    r"|(?=.*(?:还是|是不是|哪|谁|[吗咩]|\?)).{0,10}?(?P<number2>\d{4}-\d{3,4}),?(?:[这那]?个?(?:号码?|单子?|回执号?))?"
    r"(?:到底|究竟)?(?:是|算|归|属于?)[^,。;]{1,16}"
)
"""A number, and nothing else or whose it is: 0606-012这号是我们局的还是科协的."""

_OURS = Late(r"(?:查|看|问|帮)*(?:一下)?(?:我|咱|俺|本)")
_LOOKS_UP = Late(r"^(?:麻烦|请|烦请)?(?:帮|给|替)我?(?:查|看|问|确认|瞧)[查看瞧]?(?:一下|下)?")
_PRAISE = Late(r"通报|批评|表扬|表彰|奖")


def is_own(context: Context) -> bool:
    """The unit asks what it handed in, or still owes."""
    said = normalise(context.text)
    return _is_asked(context) and lexicon().deeds.told("own", said) and not _names_another(context, said)


def is_about_receipt(context: Context) -> bool:
    """Only a receipt number is said."""
    return not context.files and _RECEIPT.fullmatch(normalise(context.text)) is not None


def show_receipt(context: Context, work: Work) -> Reply:
    """Say what a hand-in holds, to those whose it is and to its office."""
    if not permissions.may_hear_of_units(context):
        return Reply(ReplyKind.STATE, (wording.ASK_PRIVATELY,))
    number = commands.part(_RECEIPT.fullmatch(normalise(context.text)), "number")
    s = work.submissions.c
    row = work.submissions.first(s.receipt_no == number, order=s.id.desc())
    if row is None or not (_is_theirs(context, row) or _is_of_their_office(context, work, row)):
        return Reply(ReplyKind.STATE, (wording.NO_SUCH_RECEIPT,))
    unit = work.units.get(row.unit_id).name if row.unit_id else None
    line = wording.receipt(
        row.receipt_no or "", unit, held_in(work, row), beijing_date(row.opened_at), is_withdrawn=bool(row.withdrawn_at)
    )
    return Reply(ReplyKind.STATE, (line,))


def _is_theirs(context: Context, row: Submission) -> bool:
    """The person handed it in, or speaks for its unit."""
    return row.member_id == context.member.key or row.unit_id in {unit.key for unit in context.units}


def _is_of_their_office(context: Context, work: Work, row: Submission) -> bool:
    """A coordinator's office receives it; what is of no known unit is every office's."""
    if row.unit_id is None or context.notice is None:
        return permissions.may_coordinate(context)
    return permissions.may_coordinate_unit(context, units.office_of(context, work.units.get(row.unit_id)))


def is_of_others(context: Context) -> bool:
    """Somebody who coordinates nothing asks how others stand."""
    if context.is_coordinator or not _is_asked(context):
        return False
    said = normalise(context.text)
    return lexicon().deeds.told("others", said) or _names_another(context, said)


def _is_asked(context: Context) -> bool:
    """A short question by somebody who speaks for units, or for nobody yet; not about praise or blame."""
    is_desk = context.is_coordinator and not context.units
    text = context.text
    return not context.files and not is_desk and 0 < len(text) <= 80 and not _PRAISE.search(text)


def _names_another(context: Context, said: str) -> bool:
    """A unit is named that is none of the person's own."""
    if not lexicon().deeds.told("of_unit", said):
        return False
    units_said = lexicon().pattern("<unit>").finditer(said)
    found = (one[0] for one in units_said if not said.startswith("我们", one.end()))  # 物理学会我们交齐没有
    named = [fold(name) for name in found if not _OURS.match(_LOOKS_UP.sub("", name))]
    own = [fold(unit.name) for unit in context.units]
    return bool(named) and not any(one in name or name in one for one in own for name in named)


def refuse_others(_context: Context, _work: Work) -> Reply:
    """Say what may be asked instead."""
    return Reply(ReplyKind.DECLINE, (wording.OWN_ONLY,), buttons=(Button("我交了什么", "我交了什么"),))


def show_own(context: Context, work: Work) -> Reply:
    """Say how the unit stands, where that may be said."""
    if context.campaign is None or context.notice is None:
        return Reply(ReplyKind.STATE, (wording.NO_CAMPAIGN,))
    if context.unit is None:
        names = [unit.name for unit in context.units]
        return Reply(ReplyKind.STATE, (wording.which_unit(names),))
    if not permissions.may_hear_of_units(context) or context.room is Room.SHARED_GROUP:
        return Reply(ReplyKind.STATE, (wording.ASK_PRIVATELY,))
    standing = standing_of(work, context.campaign, context.notice, context.unit.key)
    if standing is None:
        return Reply(ReplyKind.STATE, (wording.not_addressed(context.unit.name),))
    return Reply(ReplyKind.STATE, _lines(work, context.campaign.key, standing))


def _lines(work: Work, campaign_id: int, standing: Standing) -> tuple[str, ...]:
    """What came when under which number, what is missing, what the office said of it."""
    lines = [
        wording.received(
            name or "其他材料",
            count,
            standing.last_at[name].astimezone(BEIJING),
            standing.receipts.get(name, ()),
            standing.versions.get(name, count),
        )
        for name, count in standing.received.items()
    ] or [wording.NOTHING]
    s = work.submissions.c
    here = (s.campaign_id == campaign_id, s.unit_id == standing.unit.key, s.withdrawn_at.is_(None))
    rows = work.submissions.find(*here, s.receipt_no.is_not(None))
    for row in [row for row in rows if row.verdict][-3:]:
        since = [one.receipt_no or "" for one in rows if row.verdict_at and one.opened_at > row.verdict_at]
        lines.append(wording.verdict(row.receipt_no or "", row.verdict, row.verdict_reason, since))
    if standing.missing:
        lines.append(wording.missing(standing.missing))
    elif standing.state is State.COMPLETE:
        lines.append(wording.COMPLETE)
    said = {State.EXEMPT: wording.EXEMPT, State.MAILED: wording.MAILED, State.NO_EVENT: wording.NO_EVENT}
    if standing.state in said:
        lines.append(said[standing.state])
    if standing.deadline_on:
        lines.append(wording.deadline(standing.deadline_on, is_late=standing.is_late, office=standing.office))
    return tuple(lines)
