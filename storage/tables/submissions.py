"""What was handed in: hand-ins, the pieces inside them, and declarations."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from storage.instants import Instant
from storage.tables.row import Row, index_of_the_few

_JUDGED_BY = ("submission_id", "count", "duplicate_of", "replaced_by", "withdrawn_at", "returned_at")
"""What tells whether a piece counts: with it in the index, where units stand is read without their pieces."""


class Submission(Row, table=True):
    """A hand-in (a burst): what one person hands in at one go, under one receipt number.

    States: collecting (between 开始报送 and 完毕), open (20 s of quiet not over), receipted, announced
    (only talked about, nothing there), entered (by the coordinator, from mail or post),
    lapsed (announced, and nothing came). `unit_id` None is 待认领; `for_unit_id` is the unit for which another's
    liaison has handed in, until that unit has said whether it is theirs. `changed_at` is the last piece,
    `ended_at` when 完毕 was said, `settled_at` when the last total was said; `announced` are the things
    that were talked about and are not there.
    `verdict` is the coordinator's: accepted (认可) or returned (退回, with the reason), else empty.
    """

    __table_args__ = (
        UniqueConstraint("receipt_no", "campaign_id"),
        Index(None, "campaign_id", "unit_id"),
        Index("ix_submission_verdict", "campaign_id", "verdict", "unit_id", "withdrawn_at", "receipt_no", "verdict_at"),
        index_of_the_few("submission", "withdrawn_at"),
    )

    campaign_id: int = Field(foreign_key="campaign.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    for_unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    chat_id: int | None = Field(default=None, foreign_key="chat.id", index=True)
    channel: str = Field(default="chat", max_length=10)
    state: str = Field(index=True, max_length=12)
    receipt_no: str | None = Field(default=None, max_length=12)
    rounds: int = Field(default=0)
    opened_at: datetime = Field(sa_type=Instant)
    changed_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    announced: list[str] = Field(default_factory=list, sa_type=JSON)
    receipted_at: datetime | None = Field(default=None, sa_type=Instant)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
    verdict: str = Field(default="", max_length=10)
    verdict_reason: str = Field(default="", max_length=300)
    verdict_by: str = Field(default="", max_length=60)
    verdict_at: datetime | None = Field(default=None, sa_type=Instant)


class Piece(Row, table=True):
    """One text, file or count inside a submission. `material` is the notice's name for it, if known.

    `count` is more than 1 only for what was entered by the coordinator without bytes. A piece counts
    while neither `duplicate_of`, `replaced_by`, `withdrawn_at` nor `returned_at` (退回) is set. `activity` is the
    notice's name for the activity that it shows, `caption` what was said of it, both where they were told.
    """

    __table_args__ = (
        Index(None, "campaign_id", "received_at"),
        Index("ix_piece_account", "campaign_id", "unit_id", "material", "received_at", *_JUDGED_BY),
        index_of_the_few("piece", "duplicate_of"),
        index_of_the_few("piece", "replaced_by"),
    )

    submission_id: int = Field(foreign_key="submission.id", index=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    inbox_id: int | None = Field(default=None, foreign_key="inbox.id")
    material: str | None = Field(default=None, max_length=120)
    kind: str = Field(max_length=20)
    text: str = Field(default="")
    name: str = Field(default="", max_length=255)
    sha256: str | None = Field(default=None, index=True, max_length=64)
    size: int = Field(default=0)
    media_type: str = Field(default="", max_length=100)
    count: int = Field(default=1)
    activity: str = Field(default="", max_length=120)
    caption: str = Field(default="", max_length=300)
    received_at: datetime = Field(sa_type=Instant)
    duplicate_of: int | None = Field(default=None, foreign_key="piece.id")
    replaced_by: int | None = Field(default=None, foreign_key="piece.id")
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
    returned_at: datetime | None = Field(default=None, sa_type=Instant)


class Declaration(Row, table=True):
    """What a unit says of itself and the coordinator decides on: mailed, posted, no_event (零报送), quiet (勿扰).

    States: pending → received (found, and to be entered) | entered | not_seen | accepted | refused | recalled (what
    declared it was taken back).
    """

    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    kind: str = Field(max_length=12)
    state: str = Field(default="pending", max_length=12)
    declared_at: datetime = Field(sa_type=Instant)
    declared_by: int | None = Field(default=None, foreign_key="member.id")
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    decided_by: str = Field(default="", max_length=60)


class Joint(Row, table=True):
    """A hand-in that may be another unit's too (联合开展): what `unit_id` handed in itself is `other_id`, where it did.

    States: proposed → confirmed | refused. `why` are the words for what is the same, empty where a unit said so itself;
    `agreed_by` is the unit that said yes while the other has not.
    """

    __table_args__ = (UniqueConstraint("submission_id", "unit_id"),)

    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    submission_id: int = Field(foreign_key="submission.id")
    unit_id: int = Field(foreign_key="unit.id")
    other_id: int | None = Field(default=None, foreign_key="submission.id", index=True)
    why: str = Field(default="", max_length=60)
    state: str = Field(default="proposed", max_length=10)
    agreed_by: int | None = Field(default=None, foreign_key="unit.id")
    proposed_at: datetime = Field(sa_type=Instant)
    decided_by: str = Field(default="", max_length=60)
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
