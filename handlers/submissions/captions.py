"""What pictures show, said picture by picture: 「第2张说明改成市民参观」, 「照片1是开幕式，照片2是讲座」.

It is said in reply to a receipt, or of what has just come; with the word 说明 also of what came last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.context import Context
from handlers.questions.typed.speech import is_question
from handlers.submissions import describing, parts
from handlers.wording import submissions as wording
from scheduler import showing
from storage.chat import Reply, ReplyKind
from storage.patterns import Late
from storage.tables import Piece, Submission
from storage.unit_of_work import Work

_LONGEST = 300
_ASKED = r"(?:请|麻烦|帮忙?|把|将)*"
_TITLE = r"(?:图片|照片)?(?:文字)?(?:说明|图说|题注|标注)(?:文字)?(?:(?:写|填)?错了?|不对|有误|不准确)?"
_CHANGED = r"(?:改(?:一下|下)?(?:成|为|到)|换(?:成|为)|更正为|应(?:该|当)?(?:是|为))"
_PUT = rf"(?:{_CHANGED}|(?:写|填)(?:成|为)?|是|为|加上?|补上?)"
_TITLED = Late(
    rf"{_ASKED}(?P<which>{parts.NTH})(?:的|[，, ])*{_ASKED}{_TITLE}[,， ]*(?:{_PUT}|[:：]| )[:： ]*(?P<caption>.+)"
    rf"|{_ASKED}(?P<which2>{parts.NTH})再?(?:改|换|补|加)(?:一下|下|个|上)?{_TITLE}[:：,， ]+(?P<caption2>.+)"
    rf"|{_ASKED}{_TITLE}[,， ]*(?:请|要)?{_CHANGED}[:： ]*(?P<caption3>.+)",
    re.DOTALL,
)
_PLAIN = Late(rf"(?P<which>{parts.NTH})(?:都)?(?:是|为|拍的是|[:：])\s*(?P<caption>.{{2,{_LONGEST}}})", re.DOTALL)
_SEVERAL = r"(?:几|俩|两|[2-9]|[1-9]\d|[二三四五六七八九十]{1,2})"
_ALL = Late(
    rf"(?:(?:这|以上|上面|刚才|刚发)的?(?:{_SEVERAL}|些|组|批|一|1)?(?:[张幅](?:照片|图片)?|的?(?:照片|图片))"
    rf"|照片|图片?|相片|{_SEVERAL}[张幅](?:照片|图片)?)(?:都|全)?(?:是|拍的是|拍于)(?P<caption>.{{3,{_LONGEST}}})",
    re.DOTALL,
)
_BARE = Late(r"(?P<which>\d{1,2}(?:[、和,，]\d{1,2})*)(?:都)?(?:是|为|[:：])\s*(?P<caption>.{2,300})", re.DOTALL)
"""1是开幕式: a number alone, where a hand-in is spoken of."""

_NO_CAPTION = Late(
    r"(?:不|没|原图|压缩|重复|发错|错|多余|旧|误|谁|什么|哪|我们|单位|.{0,12}(?:学会|协会|科协|局|公司)的$)"
)
_BETWEEN = Late(rf"[，,；;。、\s]+(?={parts.NTH}(?:的|都)?(?:是|为|拍的是|[:：]|{_TITLE}))")

_BETWEEN_BARE = Late(r"[，,；;。、\s]+(?=\d{1,2}(?:[、和,，]\d{1,2})*(?:都)?(?:是|为|[:：]))")


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said of some pictures; `which` is empty where it is said of all, `is_titled` where 说明 was said."""

    which: str
    words: str
    is_titled: bool


def captions(text: str) -> tuple[Caption, ...]:
    """Read what a message says of pictures; () where any part of it says something else."""
    if is_question(text):
        return ()
    between = _BETWEEN_BARE if _BARE.match(text) else _BETWEEN
    found = [_caption(part.strip(" ，,；;。、\n")) for part in between.split(text)]
    return tuple(one for one in found if one) if all(found) else ()


def _caption(part: str) -> Caption | None:
    titled = _TITLED.fullmatch(part)
    if titled:
        which = titled["which"] or titled["which2"] or ""
        words = next(filter(None, (titled["caption"], titled["caption2"], titled["caption3"])))
        return Caption(which, words.strip()[:_LONGEST], is_titled=True)
    bare = _BARE.fullmatch(part)
    plain = bare or _PLAIN.fullmatch(part) or _ALL.fullmatch(part)
    if plain is None or _NO_CAPTION.match(plain["caption"].strip()):
        return None
    which = plain.groupdict().get("which") or ""
    return Caption(f"第{which}张" if bare else which, plain["caption"].strip(), is_titled=False)


def are_told(context: Context) -> bool:
    """Somebody says what pictures show that came before."""
    found = captions(context.text) if context.text and not context.files else ()
    if not found:
        return False
    is_here = describing.is_pointed_at(context)
    return is_here or (bool(context.units) and all(one.is_titled and one.which for one in found))


def tell(context: Context, work: Work) -> Reply:
    """Write down what is said of each picture; a number that none has is said to be none's."""
    submission = _meant(context, work)
    if isinstance(submission, Reply):
        return submission
    pieces = work.pieces.of_submission(submission.key)
    pictures = [one for one in pieces if one.kind in parts.MEDIA]
    written: list[tuple[int, str]] = []
    for said in captions(context.text):
        found = parts.numbered(said.which, pieces) if said.which else (_unsaid(pictures), [])
        if found is None or found[1] or not found[0]:
            return Reply(ReplyKind.CLARIFY, (wording.no_such_picture(submission.receipt_no or "", len(pictures)),))
        for piece in found[0]:
            is_more = not said.which and not said.is_titled and piece.caption and said.words not in piece.caption
            words = f"{piece.caption}，{said.words}"[:_LONGEST] if is_more else said.words
            work.pieces.set(piece.key, caption=words)
            written.append((pictures.index(piece) + 1, words))
    showing.hand_in(work, submission.key)
    return Reply(ReplyKind.CONFIRM, (wording.captioned(submission.receipt_no or "", written),))


def _unsaid(pictures: Sequence[Piece]) -> list[Piece]:
    """The pictures of the last message that brought any; those that have a caption already keep it."""
    here = [one for one in pictures if one.withdrawn_at is None and one.duplicate_of is None]
    last = [one for one in here if one.inbox_id == here[-1].inbox_id] if here else []
    return [one for one in last if not one.caption] or last


def _meant(context: Context, work: Work) -> Submission | Reply:
    """The hand-in that is spoken of: replied to, just come, or the newest of the person's with pictures."""
    if describing.is_pointed_at(context):
        return describing.meant(context, work, "")
    s = work.submissions.c
    own = s.unit_id.in_([unit.key for unit in context.units])
    there = (s.withdrawn_at.is_(None), s.receipt_no.is_not(None))
    for row in work.submissions.find(own, *there, order=s.id.desc(), limit=5):
        if any(one.kind in parts.MEDIA and one.withdrawn_at is None for one in work.pieces.of_submission(row.key)):
            return row
    return Reply(ReplyKind.STATE, (wording.NO_PICTURES,))
