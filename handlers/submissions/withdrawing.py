"""Taking back what was handed in: after a yes, only one's own unit's; it is kept but no longer counts."""

from __future__ import annotations

from handlers import acts, permissions
from handlers.context import Context
from handlers.questions.typed.speech import asks
from handlers.questions.typed.spelling import normalise
from handlers.submissions import describing, owning, parts
from handlers.wording import submissions as wording
from scheduler import showing
from scheduler.totals import held_in, said_of
from storage.chat import Reply, ReplyKind
from storage.patterns import Late
from storage.tables import Piece, Submission
from storage.unit_of_work import Work

_NUMBER = Late(r"\d{4}-\d{3,4}")
_WITHDRAWS = Late(
    r"(?:上[次回]|刚才?|昨[天晚]|之前)[发传交]的(?:那?[份个版张])?[^,，。;]{0,4}(?:不算|别用|不要了|作废)|撤回|撤销|撤(?:了|掉|下来)|(?:[上前]一?|前面那?|之前那?)[份个版].{0,6}(?:不算|不用|别用|不要|作废)|收回(?!通知)|(?:取消|作废|删掉|删除).{0,8}(?:提交|报送|材料|文件|照片|总结|那份|那个|那版)"
    r"|(?:提交|报送|材料|文件|照片|总结|那份|那个|那版).{0,8}(?:作废|取消|不要了|删掉|删除)|先?退回(?:给)?我|发错(?:群|了|文件)"
    r"|[拿发传交]错了?[,; ]*先?(?:别|不要|不用)收"
    r"|(?:第.{1,3}[张幅个段]|最后一[张幅]|(?:照片|图片)\d{1,2}).{0,6}(?:不要|不用|删|去掉|拿掉|去了|作废|发错|多余)"
    r"|\d{4}-\d{3,4}.{0,6}(?:别要|不要|不算|作废|不作数|删|撤)"
    r"|[传发交][成错串岔](?:了|成)?(?:是)?(?:别家|别人|别的(?!地)|其[他它]|人家|隔壁)"
    r"|(?:删|去|拿)(?:掉|除|了).{0,4}(?:第.{1,3}[张幅个段]|最后一[张幅]|照片|图片)"
)
_KEPT = Late(r"[^,;。]{0,12}(?:保留|留着|不动|不变|照旧|还要)")
_MOST_LOOKED_AT = 5
_ORDERS = Late(r"[吧了][。.!~]*$")
"""What ends an order as it ends a question: 删掉吧."""

_OTHERS = Late(r"^(?:请)?把.{2,20}(?:学会|协会|科协|科技局|大学|公司|单位)的?.{0,6}(?:退|撤)")


def is_asked_for(context: Context) -> bool:
    """Somebody wants to take back what they handed in."""
    is_desk = context.is_coordinator and not context.units
    if is_desk or context.files or len(context.text) > 80 or _OTHERS.search(context.text):
        return False
    said = normalise(context.text)
    return bool(_WITHDRAWS.search(said)) and (not asks(_ORDERS.sub("", said)) or bool(_NUMBER.search(said)))


def ask(context: Context, work: Work) -> Reply:
    """Say what would be taken back: a hand-in, or those of its pieces that the words name; or that there is nothing."""
    is_private = permissions.may_hear_of_units(context)
    found = _meant(context, work)
    if isinstance(found, Reply):
        return found if is_private or found.kind is not ReplyKind.STATE else Reply(found.kind, (wording.PRIVATELY,))
    number = found.receipt_no or ""
    some = _named(context, work, found)
    if isinstance(some, Reply):
        return some
    if some and not is_private:
        return Reply(ReplyKind.STATE, (wording.PRIVATELY,))
    if some:
        what = said_of(some)
        line = wording.confirm_withdrawal_of_some(number, what, [one.name for one in some if one.name])
    else:
        line = wording.confirm_withdrawal(number, (held_in(work, found) or "重复材料") if is_private else "")
    kept = {"submission": found.key, "pieces": [one.key for one in some]}
    return acts.ask(context, work, "withdraw", kept, (line,))


def _named(context: Context, work: Work, submission: Submission) -> list[Piece] | Reply:
    """The pieces that the words name; none where they mean all of the hand-in."""
    pieces = work.pieces.of_submission(submission.key)
    said = normalise(_NUMBER.sub("", context.text))
    found = parts.numbered(said, pieces)
    if found:
        here = [one for one in found[0] if one.withdrawn_at is None]
        pictures = sum(one.kind in parts.MEDIA for one in pieces)
        no = Reply(ReplyKind.CLARIFY, (wording.no_such_picture(submission.receipt_no or "", pictures),))
        return here if here and not found[1] else no
    kept = _KEPT.sub("", said)
    return parts.meant(kept, [one for one in pieces if one.withdrawn_at is None], describing.duty_of(work, submission))


def withdraw(context: Context, work: Work) -> Reply:
    """Take it back; of a hand-in of which nothing is left, all."""
    held = acts.take(context, work)
    submission, some = work.submissions.get(int(held["submission"])), set(held.get("pieces", ()))
    pieces = work.pieces.of_submission(submission.key)
    gone = [one for one in pieces if not some or one.key in some]
    for piece in gone:
        drop(work, piece)
    if all(one.withdrawn_at or one in gone for one in pieces):
        work.submissions.set(submission.key, withdrawn_at=context.now)
    showing.hand_in(work, submission.key)
    missing = owning.lacking(work, submission) if permissions.may_hear_of_units(context) else ()
    return Reply(ReplyKind.CONFIRM, (wording.withdrawn(submission.receipt_no or "", missing),))


def drop(work: Work, piece: Piece) -> None:
    """Let a piece count no more: what it had replaced counts again, and so does the first of its duplicates."""
    p = work.pieces.c
    work.pieces.change(p.replaced_by == piece.key, replaced_by=None)
    heir = work.pieces.first(p.duplicate_of == piece.key, p.withdrawn_at.is_(None))
    if heir:
        work.pieces.set(heir.key, duplicate_of=None)
        work.pieces.change(p.duplicate_of == piece.key, duplicate_of=heir.key)
    if piece.withdrawn_at is None:
        work.pieces.set(piece.key, withdrawn_at=work.now)


def _meant(context: Context, work: Work) -> Submission | Reply:
    """The hand-in that is meant: by its number, else the newest; a Reply where that is open or not theirs."""
    number = _NUMBER.search(context.text)
    own = [unit.key for unit in context.units]
    s = work.submissions.c
    mine = s.unit_id.in_(own) | (s.member_id == context.member.key)
    there = (s.withdrawn_at.is_(None), s.receipt_no.is_not(None))
    if number:
        found = work.submissions.first(s.receipt_no == number[0], *there, order=s.id.desc())
        if found is None:
            return Reply(ReplyKind.STATE, (wording.NOTHING_TO_WITHDRAW,))
        if not owning.is_own(context, found):
            return Reply(ReplyKind.DECLINE, (wording.NOT_YOURS,))
        return found
    receipt = work.deliveries.keyed(context.message.quotes) if context.message.quotes else None
    rows = work.submissions.find(mine, *there, order=s.id.desc(), limit=_MOST_LOOKED_AT)
    pointed = [row for row in rows if receipt and row.key == receipt.submission_id]
    said = normalise(context.text)
    named = [row for row in rows if parts.names_any(said, work.pieces.of_submission(row.key))]
    found = next(iter(pointed or named or rows), None)
    return found or Reply(ReplyKind.STATE, (wording.NOTHING_TO_WITHDRAW,))
