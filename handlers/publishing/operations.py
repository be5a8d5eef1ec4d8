"""Small operations on a draft, as a page sends them: one field set, one item struck out, put back or added, one doubt.

Each says on which version of the draft it was made. One that comes late is done where nothing else has touched the
same since; else both readings are shown side by side, and the person says which of them it is to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from re import Match

from handlers import commands
from handlers.context import Context
from handlers.publishing import confirming, corrections, drafts
from handlers.publishing.drafts import Draft, Edit
from handlers.publishing.fields import LABELS, Part
from handlers.publishing.items import added, with_item, without_item
from handlers.wording import drafts as wording
from handlers.wording import publishing as publishing_wording
from storage.chat import Button, Reply, ReplyKind, Table
from storage.errors import Refused
from storage.notice.checks import doubted
from storage.notice.model import Notice
from storage.patterns import Late
from storage.unit_of_work import Work

_SAID = Late(r"草稿(?P<number>\d{1,9})第(?P<version>\d{1,6})版[:：] ?(?P<act>.+)", re.DOTALL)
_PART = "|".join(LABELS)


@dataclass(frozen=True, slots=True)
class Said:
    """One operation: on which draft, made on which version of it, by whom, in which words."""

    context: Context
    draft: Draft
    version: int
    act: str

    def late(self, target: str) -> Edit | None:
        """The edit by which somebody else touched the same since that version."""
        return self.draft.later(self.version, target, self.context.member.key)

    def made(self, notice: Notice) -> Draft:
        """The draft with this notice, its doubts looked at anew."""
        return drafts.revised(self.draft, _rechecked(self.draft, notice), self.context.member, self.context.now)


def is_operation(context: Context) -> bool:
    """The words name a draft and a version of it."""
    return not context.files and _SAID.fullmatch(context.text) is not None


def operate(context: Context, work: Work) -> Reply:
    """Do one operation, or say why not."""
    found, no = _SAID.fullmatch(context.text), commands.refusal(context)
    if no or not found:
        return no or Reply(ReplyKind.CLARIFY, (publishing_wording.NOT_UNDERSTOOD,))
    draft = drafts.found(work, int(found["number"]))
    if draft is None or draft.state != "open":
        return Reply(ReplyKind.CLARIFY, (wording.ended(draft.state if draft else ""),))
    said = Said(context, draft, int(found["version"]), found["act"].strip())
    for pattern, operation in _OPERATIONS:
        match = pattern.fullmatch(said.act)
        if match:
            return _kept(said, work, operation, match)
    if confirming.is_confirmation(said.act):
        return confirming.confirm_on_page(context, work, draft, said.version, said.act)
    return Reply(ReplyKind.CLARIFY, (publishing_wording.NOT_UNDERSTOOD,))


def sentence(draft: Draft, act: str) -> str:
    """Say an operation on the draft as it is now."""
    return f"草稿{draft.number}第{draft.version}版：{act}"


Operation = Callable[[Said, Match[str]], Draft | Reply]


def _kept(said: Said, work: Work, operation: Operation, match: Match[str]) -> Reply:
    """Do an operation and keep the draft; what cannot be done is said."""
    try:
        made = operation(said, match)
    except Refused as error:
        return Reply(ReplyKind.CLARIFY, (publishing_wording.cannot_correct(error.code, error.values),))
    if isinstance(made, Reply):
        return made
    drafts.hold(said.context, work, made)
    return Reply(ReplyKind.CONFIRM, (wording.done(said.act),))


def _set(said: Said, match: Match[str]) -> Draft | Reply:
    """报送时间2的日期改为：6月12日."""
    part, key = LABELS[match["part"]], int(match["key"])
    field = part.field(match["field"])
    place = said.draft.place(part.name, key)
    if field is None:
        raise Refused("field", field=match["field"])
    if place is None:
        return _gone(said, part, key)
    item = part.items(said.draft.notice)[place]
    now = getattr(item, field.name)
    value = field.read(match["value"], said.context.today, getattr(item, "date", None))
    if value == now:
        return Reply(ReplyKind.CONFIRM, (wording.SAME,))
    late = said.late(f"{part.name}/{key}/{field.name}")
    if late:
        return _beside(said, late, field.written(now), field.written(value))
    return said.made(with_item(said.draft.notice, part, place, {field.name: value}))


def _strike(said: Said, match: Match[str]) -> Draft | Reply:
    """删去报送时间2."""
    part, key = LABELS[match["part"]], int(match["key"])
    place = said.draft.place(part.name, key)
    if place is None:
        return _gone(said, part, key)
    if not part.may_strike:
        raise Refused("may_not_strike", part=part.label)
    late = said.late(f"{part.name}/{key}")
    if late:
        return _beside(said, late, wording.item(part, part.items(said.draft.notice)[place]), wording.STRIKE)
    return said.made(without_item(said.draft.notice, part, place))


def _restore(said: Said, match: Match[str]) -> Draft | Reply:
    """恢复报送时间2."""
    part, key = LABELS[match["part"]], int(match["key"])
    one = said.draft.struck_out(part.name, key)
    if one is None:
        return Reply(ReplyKind.CONFIRM, (wording.SAME,))
    context = said.context
    again = drafts.restored(said.draft, one, context.member, context.now)
    return replace(again, notice=_rechecked(said.draft, again.notice))


def _add(said: Said, match: Match[str]) -> Draft | Reply:
    """增加联系方式：处室：市科协学会部；电话：65220000."""
    part = LABELS[match["part"]]
    if not part.may_add:
        raise Refused("may_not_add", part=part.label)
    return said.made(added(said.draft.notice, part, match["value"], said.context.today))


def _settle(said: Said, match: Match[str]) -> Draft | Reply:
    """采纳疑问2, 疑问2不改, 疑问2改为：6月9日."""
    key = int(match["key"])
    place = said.draft.place("doubts", key)
    if place is None:
        return Reply(ReplyKind.CONFIRM, (wording.DOUBT_SETTLED,))
    doubt = said.draft.notice.doubts[place]
    groups = match.groupdict()
    value = doubt.proposal if groups.get("takes") else groups.get("value")
    if groups.get("takes") and not value:
        raise Refused("no_proposal", number=place + 1)
    return said.made(corrections.settled(said.draft.notice, doubt, value, said.context.today))


def _keep(_said: Said, _match: Match[str]) -> Draft | Reply:
    """保留."""
    return Reply(ReplyKind.CONFIRM, (wording.KEPT,))


_OPERATIONS: tuple[tuple[Late, Operation], ...] = (
    (Late(rf"(?P<part>{_PART})(?P<key>\d{{1,4}})的(?P<field>\w{{1,8}})改为[:：](?P<value>.*)", re.DOTALL), _set),
    (Late(rf"删去(?P<part>{_PART})(?P<key>\d{{1,4}})"), _strike),
    (Late(rf"恢复(?P<part>{_PART})(?P<key>\d{{1,4}})"), _restore),
    (Late(rf"增加(?P<part>{_PART})[:：](?P<value>.+)", re.DOTALL), _add),
    (Late(r"(?P<takes>采纳)疑问(?P<key>\d{1,4})"), _settle),
    (Late(r"疑问(?P<key>\d{1,4})(?:不改|改为[:：](?P<value>.+))"), _settle),
    (Late(r"保留"), _keep),
)


def _gone(said: Said, part: Part, key: int) -> Reply:
    """Say who took the item out that is to be changed."""
    edit = said.draft.later(0, f"{part.name}/{key}")
    if edit is None:
        raise Refused("number", number=key, most=len(part.items(said.draft.notice)))
    button = Button("恢复这一项", sentence(said.draft, f"恢复{part.label}{key}"))
    return Reply(ReplyKind.CLARIFY, (wording.struck_by(edit.by, edit.at),), buttons=(button,))


def _beside(said: Said, late: Edit, now: str, wanted: str) -> Reply:
    """Show what somebody else has put there, and what was to be put there."""
    table = Table((wording.theirs(late.by, late.at), wording.YOURS), ((now or wording.EMPTY, wanted or wording.EMPTY),))
    buttons = (
        Button("用我的", sentence(said.draft, said.act)),
        Button("保留现在的", sentence(said.draft, "保留")),
    )
    return Reply(ReplyKind.CLARIFY, (wording.changed_meanwhile(late.by),), table=table, buttons=buttons)


def _rechecked(draft: Draft, notice: Notice) -> Notice:
    """Take out the doubts that no longer hold, and add those to which an edit gave rise; what was settled stays so."""
    before, after = set(doubted(draft.notice).doubts), doubted(notice)
    settled = {one.item for one in draft.struck if one.part == "doubts"}
    settled |= set(draft.notice.doubts) - set(notice.doubts)
    known = [one for one in notice.doubts if one in after.doubts or one not in before]
    new = [one for one in after.doubts if one not in known and one not in before and one not in settled]
    return replace(notice, doubts=(*known, *new))
