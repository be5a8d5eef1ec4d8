"""What came is described: which material it is, which activity it shows, a caption; typed, or sent off by a form.

回执号0606-037；材料：影像资料；条目：科普进校园；说明：志愿者在讲解
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers import permissions
from handlers.commands import NOT_MEANT
from handlers.context import Context
from handlers.questions.typed.spelling import normalise
from handlers.submissions import kinds, owning
from handlers.submissions.owning import is_own, own
from handlers.submissions.parts import MEDIA
from handlers.wording import submissions as wording
from scheduler import showing
from scheduler.wording.receipts import still_missing
from storage.chat import MediaKind, Reply, ReplyKind
from storage.editions import notice_of
from storage.notice.model import Notice
from storage.notice.routing import Duty, duty, fold
from storage.patterns import Late
from storage.standing import standing_of
from storage.tables import Piece, Submission
from storage.unit_of_work import Work

_SLIP = Late(
    r"(?:不好意思|抱歉|对不起|,)*(?:刚才|刚刚|上面|前面|上一?条)?(?:的|那条|那个|里)?.{0,8}(?:写|打|填|输|记|弄|搞)错了?[,:].{1,24}"
    r"|(?:更正|纠正|改成|改为|应为|应该是|不是.{1,10},?是).{0,3}\d[^?]{0,16}"
)
_LONGEST_SLIP = 40
_END = r"[；;。，,\s]*"
_DESCRIBES = Late(
    rf"(?:回执号?[:：]?\s*(?P<number>\d{{4}}-\d{{3,4}}){_END})?"
    rf"(?:(?:材料|种类|类型)[:：]\s*(?P<material>[^；;\n]{{1,60}}){_END})?"
    rf"(?:(?:(?:活动)?条目[:：]\s*|(?:这个?|以上|照片|图片|都|活动)*属于)(?P<activity>[^；;\n]{{1,60}}){_END})?"
    r"(?:(?:图片|照片)?(?:说明|图说)[:：]\s*(?P<caption>.{1,300}?)\s*)?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Described:
    """What a sentence says of what came; empty where it says nothing."""

    number: str
    material: str
    activity: str
    caption: str


def described(text: str) -> Described | None:
    """Read such a sentence; None where it is none."""
    found = _DESCRIBES.fullmatch(text.strip())
    parts = {name: (part or "").strip() for name, part in found.groupdict().items()} if found else {}
    return Described(**parts) if any(parts.get(name) for name in ("material", "activity", "caption")) else None


def is_description(context: Context) -> bool:
    """Somebody describes a hand-in: one that is numbered, replied to, or just come."""
    said = described(context.text) if not context.files else None
    return said is not None and bool(said.number or is_pointed_at(context))


def is_pointed_at(context: Context) -> bool:
    """The message replies to what was handed in or to its receipt, or something has just come."""
    is_of_ours = (context.message.quotes or "").startswith("receipt/")
    return bool(context.quoted_files or is_of_ours or context.burst)


def describe(context: Context, work: Work) -> Reply:
    """Note what was said of what came; what the notice does not have is asked for."""
    said = described(context.text)
    submission = meant(context, work, said.number if said else "")
    if said is None or isinstance(submission, Reply):
        return submission if isinstance(submission, Reply) else Reply(ReplyKind.STATE, (wording.NO_SUCH_HAND_IN,))
    owed, notice = _duty(work, submission)
    pieces = _targets(context, work, submission, said)
    if not pieces:
        return Reply(ReplyKind.CLARIFY, (wording.NOTHING_TO_DESCRIBE,))
    return _write(context, work, _Subject(submission, pieces, owed, notice), said)


def describe_new(context: Context, work: Work, submission: Submission) -> None:
    """Note what a message says of the very files that it brings; what the notice does not have is left open."""
    said = described(context.text)
    pieces = [one for one in work.pieces.of_submission(submission.key) if one.inbox_id == context.origin and one.sha256]
    if said is None or not pieces:
        return
    owed, notice = _duty(work, submission)
    _set(work, pieces, _material(owed, said.material), _activity(notice, said.activity), said.caption)


def is_slip(context: Context) -> bool:
    """Somebody says that what they have just written has a slip in it."""
    is_short = bool(context.text) and len(context.text) <= _LONGEST_SLIP and not context.files
    return is_short and context.burst is not None and bool(_SLIP.fullmatch(normalise(context.text)))


def explain_slip(context: Context, work: Work) -> Reply:
    """Say how a text is put right: written words are kept as they came, and never patched by guess."""
    burst = context.burst
    pieces = work.pieces.of_submission(burst.key) if burst else []
    if burst is None or not any(one.kind == "text" and one.withdrawn_at is None for one in pieces):
        return NOT_MEANT
    return Reply(ReplyKind.CLARIFY, (wording.how_to_put_right(burst.receipt_no),))


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is described, and what the notice has to choose from."""

    submission: Submission
    pieces: Sequence[Piece]
    owed: Duty
    notice: Notice


def _write(context: Context, work: Work, subject: _Subject, said: Described) -> Reply:
    """Write a description down and say so, with what is still missing where that may be said."""
    material, activity = _material(subject.owed, said.material), _activity(subject.notice, said.activity)
    if said.material and not material:
        names = [one.name for one in (*subject.owed.owed, *subject.owed.content)]
        return Reply(ReplyKind.CLARIFY, (wording.no_such_choice(said.material, names),))
    if said.activity and not activity:
        titles = [one.title for one in subject.notice.activities]
        return Reply(ReplyKind.CLARIFY, (wording.no_such_choice(said.activity, titles),))
    _set(work, subject.pieces, material, activity, said.caption)
    submission = subject.submission
    showing.hand_in(work, submission.key)
    line = wording.described(submission.receipt_no or "", material, activity, said.caption)
    lacks = owning.lacking(work, submission) if permissions.may_hear_of_units(context) else ()
    return Reply(ReplyKind.CONFIRM, (line, *([still_missing(lacks)] if lacks else [])))


def _set(work: Work, pieces: Sequence[Piece], material: str, activity: str, caption: str) -> None:
    """Keep with pieces what was said of them, and what was said before where nothing new is."""
    values = {"material": material, "activity": activity, "caption": caption}
    told = {name: value for name, value in values.items() if value}
    for piece in pieces if told else ():
        work.pieces.set(piece.key, **told)


def meant(context: Context, work: Work, number: str) -> Submission | Reply:
    """The hand-in that is spoken of: the one that is numbered, replied to, or just come."""
    if number:
        return own(context, work, number)
    receipt = work.deliveries.keyed(context.message.quotes) if context.message.quotes else None
    if receipt and receipt.submission_id:
        found = work.submissions.get(receipt.submission_id)
        return found if is_own(context, found) else Reply(ReplyKind.DECLINE, (wording.NOT_THEIRS,))
    pieces = _quoted(context, work)
    if pieces:
        return work.submissions.get(pieces[-1].submission_id)
    return context.burst or Reply(ReplyKind.STATE, (wording.NO_SUCH_HAND_IN,))


def _quoted(context: Context, work: Work) -> list[Piece]:
    """What was handed in of the person's own with the message that is replied to."""
    c = work.pieces.c
    hashes = [file.sha256 for file in context.quoted_files if file.sha256]
    found = work.pieces.find(c.sha256.in_(hashes), c.withdrawn_at.is_(None)) if hashes else []
    return [piece for piece in found if is_own(context, work.submissions.get(piece.submission_id))]


def _targets(context: Context, work: Work, submission: Submission, said: Described) -> list[Piece]:
    """The pieces that are described: those replied to, those whose kind is unclear, the pictures, or the only one."""
    quoted = {piece.key for piece in _quoted(context, work)}
    pieces = [
        one
        for one in work.pieces.of_submission(submission.key)
        if one.withdrawn_at is None and one.duplicate_of is None and one.replaced_by is None
    ]
    if quoted:
        return [one for one in pieces if one.key in quoted]
    unclear = [one for one in pieces if one.kind == MediaKind.FILE and one.material is None]
    if said.material and unclear:
        return unclear
    pictures = [one for one in pieces if one.kind in MEDIA]
    if not said.material and pictures:
        return pictures
    return pieces if len(pieces) == 1 else unclear


def _material(owed: Duty, said: str) -> str:
    """The notice's name for a material that was named; empty where it has none."""
    every = (*owed.owed, *owed.content)
    exact = next((one.name for one in every if said and fold(one.name) == fold(said)), "")
    return exact or (kinds.named_in(owed, said) or kinds.medium_in(owed, said) or "" if said else "")


def _activity(notice: Notice, said: str) -> str:
    """The notice's name for an activity that was named, by its number or by words of it; empty where it has none."""
    folded = fold(said)
    by_number = [one.title for one in notice.activities if folded and fold(one.number) == folded]
    by_words = [one.title for one in notice.activities if len(folded) >= 2 and folded in fold(one.title)]
    found = by_number or by_words
    return found[0] if len(found) == 1 else ""


def _duty(work: Work, submission: Submission) -> tuple[Duty, Notice]:
    """What whoever handed it in owes, and the notice by which they do."""
    campaign = work.campaigns.get(submission.campaign_id)
    notice = notice_of(work, campaign)
    standing = standing_of(work, campaign, notice, submission.unit_id) if submission.unit_id else None
    return (standing.duty if standing else duty(notice, None)), notice


def duty_of(work: Work, submission: Submission) -> Duty:
    """Return what whoever handed it in owes."""
    return _duty(work, submission)[0]
