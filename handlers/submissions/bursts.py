"""The hand-in itself: opened by the first piece, joined by what follows, closed by quiet or by 完毕.

Nothing is said at once: a mark beside the message is the quiet acknowledgement, the receipt falls due by
itself (`scheduler.receipts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from handlers import joint
from handlers.context import Context
from handlers.questions.typed.speech import asks, is_question
from handlers.questions.typed.spelling import normalise
from handlers.submissions import describing, directing, holding, kinds, owning, pointed, saying
from handlers.wording import submissions as wording
from scheduler.wording import handing_in
from storage.chat import MediaKind, Reply, ReplyKind
from storage.notice.routing import Duty, duty
from storage.repositories import Copy
from storage.tables import InboxFile, Submission, Unit
from storage.unit_of_work import Work

KEPT = "kept"
"""The mark of a message that is part of a hand-in."""

ASKS_UNIT_FOR = timedelta(days=7)
_UNREADABLE = ("forward",)


def is_handed_in(context: Context) -> bool:
    """Files came, or a text that itself hands something in, points at it or says that something is there."""
    if pointed.files(context) or pointed.text(context):
        return True
    if context.burst and context.burst.state == "collecting":
        return bool(context.text) and not (context.burst.receipt_no and is_question(context.text))
    return saying.is_report(context.text) or bool(saying.announced(context.text)) or _is_label(context)


def _is_label(context: Context) -> bool:
    """A word or two that name what has just come: 总结."""
    if context.burst is None or context.notice is None or asks(normalise(context.text)):
        return False
    name = saying.label(context.text)
    return name is not None and kinds.named_in(duty(context.notice, context.unit_type), name) is not None


def take(context: Context, work: Work) -> Reply | None:
    """Keep what came. Says something at once only where nothing could be kept, or its campaign is not known."""
    context = directing.decided(context, work)
    if context.campaign is None or context.notice is None:
        return Reply(ReplyKind.DECLINE, (wording.NO_CAMPAIGN,))
    owed = duty(context.notice, context.unit_type)
    holding.hold_lists(context, work, owed.office)
    stored = [file for file in pointed.files(context) if file.state == "stored"]
    if context.files and not stored:
        return _all_refused(context, work)
    announced = () if stored or _names_what_is_here(context, work) else saying.announced(context.text)
    text = pointed.text(context) or (context.text if context.text and _is_text_piece(context) else "")
    is_text = bool(text)
    other = owning.other_unit(context, work)
    submission = _open(context, work, is_only_announced=not stored and not is_text, other=other)
    keeping = _Keeping(context, work, submission, owed)
    for file in stored:
        keeping.keep_file(file)
    if is_text:
        keeping.keep_text(text)
    elif context.text and not announced:
        keeping.label()
    keeping.note(announced)
    if stored and context.text:
        describing.describe_new(context, work, submission)
    asked = directing.ask(context, work, submission) if stored or is_text else None
    return asked or (joint.say_beside(context, work, submission) if stored and context.text else None)


def take_later(context: Context, work: Work, files: Sequence[InboxFile]) -> None:
    """Keep files that were held back: in the hand-in that they came with, where it counts, else in one of their own."""
    if context.campaign is None or context.notice is None:
        return
    with_it = work.submissions.first_having(id=context.inbox.submission_id) if context.inbox.submission_id else None
    is_there = with_it is not None and with_it.withdrawn_at is None and with_it.state in ("open", "receipted")
    submission = with_it if with_it and is_there else _open(context, work, is_only_announced=False)
    keeping = _Keeping(context, work, submission, duty(context.notice, context.unit_type))
    for file in files:
        keeping.keep_file(file)
    keeping.note(())


def _names_what_is_here(context: Context, work: Work) -> bool:
    """The words are a label, and there is something that they can be the label of."""
    return _is_label(context) and bool(context.burst and work.pieces.of_submission(context.burst.key))


def _is_text_piece(context: Context) -> bool:
    """Whether the words are a piece of their own, or only go with files."""
    is_collecting = context.burst is not None and context.burst.state == "collecting"
    if saying.is_report(context.text):
        return True
    return is_collecting and not context.files and not saying.announced(context.text) and len(context.text) >= 10


def _how(context: Context) -> tuple[str, ...]:
    """How to hand in here, where not everything that is sent arrives."""
    return tuple(filter(None, (handing_in.here(context.chat),)))


def _all_refused(context: Context, work: Work) -> Reply:
    """Nothing of what came could be kept: say which and why, at once."""
    reasons = {file.why for file in context.files}
    if reasons <= set(_UNREADABLE):
        return Reply(ReplyKind.CLARIFY, (wording.FORWARD, *_how(context)))
    return holding.refused(context, work, list(context.files))


def _open(context: Context, work: Work, *, is_only_announced: bool, other: Unit | None = None) -> Submission:
    """The hand-in that the message belongs to: the one that is open for this unit, else a new one.

    What is for an `other` unit is a hand-in of its own, which counts for nobody yet.
    """
    unit_id = context.unit.key if context.unit and other is None else None
    burst = context.burst if other is None or (context.burst and context.burst.for_unit_id == other.key) else None
    is_here = burst is not None and context.campaign is not None and burst.campaign_id == context.campaign.key
    if burst and is_here and burst.unit_id in (unit_id, None):
        if burst.state == "announced" and not is_only_announced:
            work.submissions.set(burst.key, state="open")
        return burst
    number = work.submissions.add(
        campaign_id=context.campaign.key if context.campaign else 0,
        unit_id=unit_id,
        for_unit_id=other.key if other else None,
        member_id=context.member.key,
        chat_id=context.chat.key,
        channel="page" if context.chat.platform == "page" else "chat",
        state="announced" if is_only_announced else "open",
        opened_at=context.now,
        changed_at=context.now,
    )
    if unit_id is None and other is None:
        _will_ask_unit(context, work)
    return work.submissions.get(number)


def _will_ask_unit(context: Context, work: Work) -> None:
    """The receipt will ask for the unit; a name said in the next days answers it."""
    until = context.now + ASKS_UNIT_FOR
    work.pending.hold(context.chat.key, context.member.key, "which_unit", {}, until)


@dataclass(slots=True)
class _Keeping:
    """Puts the pieces of one message into a hand-in."""

    context: Context
    work: Work
    submission: Submission
    owed: Duty

    def keep_file(self, file: InboxFile) -> None:
        """Keep a file as a piece, as a duplicate of one that is here, or in place of an older version."""
        paper = self.work.papers.first_having(sha256=file.sha256)
        said = self.context.text or "、".join(self.submission.announced)
        clues = kinds.Clues(file.name, file.media_type, said, paper.title if paper else "")
        material = kinds.of_file(self.owed, clues)
        same = self._same("sha256", file.sha256)
        copy = self._copy(file) if same is None else None
        number = self._add(
            kind=_kind(file),
            material=material,
            name=file.name,
            sha256=file.sha256,
            size=file.size,
            media_type=file.media_type,
            duplicate_of=copy.piece if copy and not copy.is_smaller else same,
        )
        if copy and copy.is_smaller:
            self.work.pieces.set(copy.piece, replaced_by=number)
        if same is None and material and _kind(file) == MediaKind.FILE.value:
            self._replace_older(material, number, is_newer=saying.is_newer_version(f"{file.name} {self.context.text}"))

    def keep_text(self, text: str) -> None:
        """Keep words as a piece."""
        material = kinds.of_text(self.owed, text)
        same = self._same("text", text)
        self._add(kind="text", material=material, text=text, duplicate_of=same)

    def label(self) -> None:
        """Let words name what came with or before them: 「这是总结」."""
        material = kinds.named_in(self.owed, self.context.text)
        if material:
            p = self.work.pieces.c
            self.work.pieces.change(
                p.submission_id == self.submission.key, p.material.is_(None), p.kind == "file", material=material
            )

    def note(self, announced: tuple[str, ...]) -> None:
        """Mark the message, and the hand-in as changed, to be looked at anew; remember what was only talked about."""
        known = list(dict.fromkeys([*self.submission.announced, *announced]))
        unit_id = self.submission.unit_id
        again = {"verdict": "", "verdict_reason": "", "verdict_by": "", "verdict_at": None}
        values = again if self.submission.verdict else {}
        self.work.submissions.set(self.submission.key, changed_at=self.context.now, announced=known, **values)
        for row in {self.context.inbox.key, self.context.origin}:
            self.work.inbox.set(row, submission_id=self.submission.key, unit_id=unit_id, mark=KEPT)

    def _add(self, **values: object) -> int:
        """Add a piece of this message."""
        return self.work.pieces.add(
            submission_id=self.submission.key,
            campaign_id=self.submission.campaign_id,
            unit_id=self.submission.unit_id,
            inbox_id=self.context.origin,
            received_at=self.context.now,
            **values,
        )

    def _same(self, column: str, value: object) -> int | None:
        """The piece beside which a piece with this content would be a duplicate."""
        found = self.work.pieces.beside(self.submission, **{column: value})
        return found[0].key if found else None

    def _copy(self, file: InboxFile) -> Copy | None:
        """The picture that this one shows again, in another size or cut at its edges."""
        if _kind(file) != MediaKind.IMAGE.value or file.sha256 is None:
            return None
        return self.work.pictures.copy_of(file.sha256, self.work.pieces.beside(self.submission, kind="image"))

    def _replace_older(self, material: str, number: int, *, is_newer: bool) -> None:
        """A further version of a paper takes the place of what came before; both are kept.

        In one and the same hand-in two papers may be two parts, unless the later is called a newer version.
        """
        if self.submission.unit_id is None:
            return
        here = {"campaign_id": self.submission.campaign_id, "unit_id": self.submission.unit_id, "material": material}
        holds = {"kind": MediaKind.FILE.value, "replaced_by": None, "withdrawn_at": None, "duplicate_of": None}
        for older in self.work.pieces.having(**here, **holds):
            is_part = older.submission_id == self.submission.key
            if older.inbox_id not in (None, self.context.origin) if is_newer else not is_part:
                self.work.pieces.set(older.key, replaced_by=number)


def _kind(file: InboxFile) -> str:
    """What a file is by its bytes."""
    first = file.media_type.split("/")[0]
    return first if first in (MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO) else MediaKind.FILE.value


def is_begun(context: Context) -> bool:
    """开始报送."""
    return not context.files and saying.begins(context.text)


def begin(context: Context, work: Work) -> Reply:
    """Collect until 完毕."""
    if context.running is None:
        return Reply(ReplyKind.DECLINE, (wording.NO_CAMPAIGN,))
    if context.burst and context.burst.state != "receipted":
        work.submissions.set(context.burst.key, state="collecting", changed_at=context.now)
    else:
        number = work.submissions.add(
            campaign_id=context.running.key,
            unit_id=context.unit.key if context.unit else None,
            member_id=context.member.key,
            chat_id=context.chat.key,
            state="collecting",
            opened_at=context.now,
            changed_at=context.now,
        )
        if context.unit is None:
            _will_ask_unit(context, work)
        work.inbox.set(context.inbox.key, submission_id=number)
        asked = directing.ask(context, work, work.submissions.get(number))
        if asked:
            return replace(asked, lines=(wording.COLLECTING, *asked.lines, *_how(context)))
    return Reply(ReplyKind.CONFIRM, (wording.COLLECTING, *_how(context)))


def is_ended(context: Context) -> bool:
    """完毕, while something is open."""
    is_open = context.burst is not None and context.burst.state in ("collecting", "open", "announced", "receipted")
    return is_open and not context.files and saying.ends(context.text)


def end(context: Context, work: Work) -> Reply | None:
    """Let the receipt fall due at once; where the last total was said already, there is nothing to add."""
    burst = context.burst
    if burst is None:
        return None
    is_settled = burst.settled_at is not None and burst.changed_at <= burst.settled_at
    if burst.state == "receipted" and is_settled:
        return Reply(ReplyKind.STATE, (wording.already_receipted(burst.receipt_no or ""),))
    state = "open" if burst.state == "collecting" else burst.state
    work.submissions.set(burst.key, state=state, ended_at=context.now)
    work.inbox.set(context.inbox.key, submission_id=burst.key, mark=KEPT)
    return None
