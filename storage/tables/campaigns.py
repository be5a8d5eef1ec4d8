"""What a campaign is: its editions, what was arranged for single units, what was announced and asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from storage.instants import Instant
from storage.tables.row import Row


class Campaign(Row, table=True):
    """One notice being carried out, from publishing to closing."""

    edition_id: int | None = Field(default=None)
    published_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    taken_back_at: datetime | None = Field(default=None, sa_type=Instant)


class Audience(Row, table=True):
    """A word under which a campaign is found: a unit type, a sort of body, an office (`storage.audiences`)."""

    __table_args__ = (UniqueConstraint("campaign_id", "word"),)

    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    word: str = Field(index=True, max_length=80)


class Edition(Row, table=True):
    """A notice as it stood at one time; never changed. `record` is `storage.notice.printed.to_record`."""

    __table_args__ = (UniqueConstraint("campaign_id", "number"),)

    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    number: int
    record: dict[str, Any] = Field(sa_type=JSON)
    digest: str = Field(max_length=64)
    reason: str = Field(default="", max_length=200)
    published_by: str = Field(default="", max_length=60)
    published_at: datetime = Field(sa_type=Instant)


class Arrangement(Row, table=True):
    """What a coordinator grants one unit: more time, to `until_on`, or exemption (免报) from one `material` or all."""

    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    kind: str = Field(max_length=12)
    until_on: date | None = Field(default=None)
    material: str = Field(default="", max_length=120)
    reason: str = Field(default="", max_length=200)
    granted_by: str = Field(default="", max_length=60)
    granted_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class StageChange(Row, table=True):
    """How an office wants one stage of its reminders: not said, on another day, or with words of its own before it.

    `workdays` names the stage: so many working days before the deadline, 0 the day itself.
    """

    __table_args__ = (UniqueConstraint("campaign_id", "office", "workdays"),)

    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    office: str = Field(max_length=60)
    workdays: int
    is_off: bool = Field(default=False)
    moved_to: date | None = Field(default=None)
    words: str = Field(default="", max_length=200)
    changed_by: str = Field(default="", max_length=60)
    changed_at: datetime = Field(sa_type=Instant)


class Announcement(Row, table=True):
    """A fact that many are to be told; `scheduler.pushes` makes the deliveries.

    Kinds: brief, change (an extension), correct (told to those who heard it wrong, too), take_back, close, words
    (a coordinator's own).
    `office` or `unit_types` limit whom it concerns; empty means everybody of the campaign.
    """

    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    edition_id: int | None = Field(default=None, foreign_key="edition.id")
    kind: str = Field(max_length=12)
    text: str = Field(default="", max_length=2000)
    office: str | None = Field(default=None, max_length=60)
    unit_types: list[str] = Field(default_factory=list, sa_type=JSON)
    ordered_by: str = Field(default="", max_length=60)
    ordered_at: datetime = Field(sa_type=Instant)
    done_at: datetime | None = Field(default=None, sa_type=Instant, index=True)


class Question(Row, table=True):
    """What the bot could not answer, or answered wrongly: open in the digest until a coordinator answers it.

    `disputed` is the bot's own answer that was called wrong. An answer holds for its office's `unit_types`, all where
    there are none, until it is withdrawn. A row with `same_as` was answered by that question's answer: who heard it.
    """

    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    inbox_id: int | None = Field(default=None, foreign_key="inbox.id")
    chat_id: int | None = Field(default=None, foreign_key="chat.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    office: str = Field(index=True, max_length=60)
    text: str = Field(max_length=500)
    asked_at: datetime = Field(sa_type=Instant)
    answer: str = Field(default="", max_length=1000)
    answered_by: str = Field(default="", max_length=60)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    disputed: str = Field(default="", max_length=1000)
    unit_types: list[str] = Field(default_factory=list, sa_type=JSON)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
    same_as: int | None = Field(default=None, foreign_key="question.id", index=True)
