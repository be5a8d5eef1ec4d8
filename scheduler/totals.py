"""What a receipt says: what a hand-in holds, what is missing, what can be done next; and where it is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from scheduler import forms, joint, looks, papers
from scheduler.clock import BEIJING, beijing_date
from scheduler.wording import handing_in, proxies
from scheduler.wording import receipts as wording
from storage.chat import Button, DeliveryKind, Reply, ReplyKind, Room
from storage.earlier import RECALLED
from storage.editions import notice_of
from storage.repositories import Came
from storage.standing import Standing, standing_of
from storage.tables import Chat, Inbox, Piece, Submission
from storage.unit_of_work import Work

_PICTURES, _FILMS = ("照片", "相片", "图片", "合影", "影像", "影像资料"), ("视频", "录像", "影像", "影像资料")
_ANYTHING = ("材料", "资料", "文件", "附件", "压缩包", "文档")
_SUMMARIES = ("工作总结", "总结", "小结", "报告")
"""The things that a text announces (`handlers.submissions.saying`), by what they are seen by."""

_MEDIA = {"image": "照片", "video": "视频", "audio": "录音"}


class Change(Enum):
    """What became of a hand-in since its last total was said."""

    FIRST = "first"
    GROWN = "grown"
    PUT_RIGHT = "put right"
    NONE = "none"


_IN_ALL = {
    Change.GROWN: wording.now_in_all,
    Change.PUT_RIGHT: wording.put_right,
    Change.NONE: wording.as_before,
}


class Receipt:
    """One receipt while it is composed and said."""

    def __init__(
        self, work: Work, submission: Submission, pieces: Sequence[Piece], change: Change, *, note: str = ""
    ) -> None:
        self.work = work
        self.submission = submission
        self.pieces = pieces
        self.change = change
        self.note = note
        self.is_first = change is Change.FIRST
        self.number = submission.receipt_no or ""
        campaign = work.campaigns.get(submission.campaign_id)
        self.edition_id = campaign.edition_id
        self.notice = notice_of(work, campaign)
        unit_id = submission.unit_id
        self.standing = standing_of(work, campaign, self.notice, unit_id) if unit_id else None
        self.chat = work.chats.get(submission.chat_id) if submission.chat_id else None

    def say(self) -> None:
        """Say it where the hand-in was made; in a group of many units only that something came."""
        if self.chat is None:
            return
        suffix = "" if self.is_first else f"/{self.submission.rounds}"
        key = f"receipt/{self.submission.key}{suffix}"
        kind = DeliveryKind.RECEIPT if self.is_first else DeliveryKind.REPLY
        whose = self.submission.unit_id or self.submission.for_unit_id
        if self.chat.room != Room.SHARED_GROUP or whose is None:
            self._say(self.chat, key, self.reply(self.chat), kind)
            return
        private = self.work.chats.private_of(self.submission.member_id)
        unit = self.work.units.get(whose).name
        if self.change is not Change.PUT_RIGHT or private is None:
            words = wording.changed_in_group if self.change is Change.PUT_RIGHT else wording.in_group
            line = words(unit, self.number, is_told_privately=private is not None)
            self._say(self.chat, key, Reply(ReplyKind.RECEIPT, (line,)), kind)
        if private:
            self._say(private, f"{key}/private", self.reply(private), DeliveryKind.REPLY)

    def _say(self, chat: Chat, key: str, reply: Reply, kind: DeliveryKind) -> None:
        self.work.say(
            chat.key,
            key,
            reply,
            kind,
            campaign_id=self.submission.campaign_id,
            edition_id=self.edition_id,
            unit_id=self.submission.unit_id,
            office=self.standing.office if self.standing else None,
            submission_id=self.submission.key,
            in_reply_to=last_message(self.work, self.submission),
        )

    def reply(self, chat: Chat) -> Reply:
        """The receipt's words for a chat, first what arrived."""
        kept = [piece for piece in self.pieces if piece.duplicate_of is None]
        here = {piece.key for piece in kept}
        arrived = named_counts(piece for piece in kept if piece.replaced_by not in here)
        lines = [self._first_line(arrived)]
        if kept:
            lines += looks.repeated(self.work, self.pieces)
        lines += self._hints(kept, handing_in.here(chat))
        is_open = self.standing is not None and not self._is_complete
        buttons = (
            (Button("撤回", f"撤回 {self.number}"), Button("补充", f"补充 回执号{self.number}")) if is_open else ()
        )
        form = forms.describing(self.number, self.standing, self.notice, kept) if self.standing else None
        return Reply(ReplyKind.RECEIPT, tuple(lines), buttons=buttons, form=form)

    @property
    def _is_complete(self) -> bool:
        return self.standing is not None and not self.standing.missing

    def _first_line(self, arrived: Mapping[str, int]) -> str:
        if not arrived:
            return wording.only_duplicates(self.number)
        if not self.is_first:
            return _IN_ALL[self.change](arrived, self.number)
        if self.submission.unit_id is None and self.submission.for_unit_id:
            unit = self.work.units.get(self.submission.for_unit_id)
            return proxies.received(arrived, unit.name, self.number)
        if self.submission.unit_id is None:
            return wording.unclaimed(arrived, self.number, self._units_of_sender())
        return (wording.received_all if self._is_complete else wording.received)(arrived, self.number)

    def _units_of_sender(self) -> list[str]:
        """The units for which whoever handed it in speaks."""
        bound = (
            self.work.bindings.of_member(self.submission.member_id, self.work.now) if self.submission.member_id else []
        )
        return [self.work.units.get(binding.unit_id).name for binding in bound if binding.unit_id]

    def _hints(self, kept: Sequence[Piece], how: str) -> list[str]:
        """What is missing, what could not be kept, what is late: question and hint in the same message."""
        lines = [self.note] if self.note else []
        refused = self.work.files.refused_in(self.submission.key)
        if refused:
            lines += papers.refused(refused, self.standing.office if self.standing else None)
        absent = absent_of(self.submission.announced, self.pieces)
        if absent:
            lines.append(wording.announced_only(absent))
        unclear = [piece.name for piece in kept if piece.kind == "file" and piece.material is None and piece.name]
        if unclear and self.standing:
            lines.append(wording.unclear(unclear[:3]))
        lines += [wording.version(name, count) for name, count in self._versions(kept).items()]
        lines += papers.hints(self.work, self.notice, kept)
        lines += looks.hints(self.work, kept, is_first=self.is_first)
        lines += joint.hints(self.work, self.submission, is_first=self.is_first)
        if self.standing and self.standing.missing:
            lines.append(wording.still_missing(self.standing.missing))
        if how and (refused or absent or (self.standing and self.standing.missing)):
            lines.append(how)
        if self.standing and _is_late(self.standing, self.submission):
            lines.append(wording.late(self.standing, self.standing.deadline_on or beijing_date(self.work.now)))
        return lines

    def _versions(self, kept: Sequence[Piece]) -> dict[str, int]:
        """The materials of which this hand-in brought a further version."""
        others = [piece.key for piece in kept if piece.kind != looks.IMAGE]
        replaced = {piece.material for piece in self.work.pieces.replaced_by(others)}
        versions = self.standing.versions if self.standing else {}
        return {name: max(2, versions.get(name, 2)) for name in replaced if name}  # what was returned counts no more


def absent_of(announced: Sequence[str], pieces: Sequence[Piece]) -> list[str]:
    """What was talked about and is not among the pieces; a link's contents never are."""
    media = {piece.media_type.split("/")[0] for piece in pieces}
    papers = "".join(f"{piece.material or ''}{piece.name}" for piece in pieces).lower()

    def is_here(word: str) -> bool:
        shown = (word in _PICTURES and "image" in media) or (word in _FILMS and "video" in media)
        named = word in papers or (word in _SUMMARIES and any(other in papers for other in _SUMMARIES))
        return shown or named or (word in _ANYTHING and bool(pieces))

    return [word for word in announced if not is_here(word)]


def held_in(work: Work, submission: Submission) -> str:
    """Say what a hand-in holds, duplicates aside: 活动总结1份、照片6张; "" where all of it had come before."""
    pieces = work.pieces.of_submission(submission.key)
    return said_of([piece for piece in pieces if not piece.duplicate_of and not piece.withdrawn_at])


def said_of(pieces: Iterable[Piece]) -> str:
    """Say what pieces are: 活动总结1份、照片6张."""
    return wording.counted(named_counts(pieces))


def named_counts(pieces: Iterable[Piece | Came]) -> dict[str, int]:
    """How many pieces of what, papers first: by their material's name; then texts, photos and the like."""
    papers, media = Counter[str](), Counter[str]()
    for piece in pieces:
        medium = _MEDIA.get(piece.media_type.split("/")[0]) or _MEDIA.get(piece.kind)
        if medium:
            media[medium] += piece.count
        else:
            papers[piece.material or ("文字" if piece.kind == "text" else "文件")] += piece.count
    return {**papers, **media}


def _is_late(standing: Standing, submission: Submission) -> bool:
    on = standing.deadline_on
    return on is not None and submission.changed_at.astimezone(BEIJING).date() > on


def last_message(work: Work, submission: Submission) -> int | None:
    """The last message that belongs to a hand-in."""
    c = work.inbox.c
    row: Inbox | None = work.inbox.first(c.submission_id == submission.key, c.mark != RECALLED, order=c.id.desc())
    return row.key if row else None
