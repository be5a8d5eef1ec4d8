"""Every table: one class each, in the order in which a campaign fills them.

Rows are values: repositories give them back detached, and a change is an explicit statement. There is
no `Relationship()`; a query says what it loads. `_at` are aware UTC instants, `_on` are Beijing dates.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.instants import Instant

SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Row(SQLModel):
    """What all tables share: a number of their own."""

    id: int | None = Field(default=None, primary_key=True)

    @property
    def key(self) -> int:
        """The row's number; a row that was read always has one."""
        if self.id is None:
            raise LookupError(f"{type(self).__name__} has not been stored")
        return self.id


class Unit(Row, table=True):
    """A unit of the roster: who owes something. `unit_type` is the roster's word for it."""

    name: str = Field(unique=True, max_length=120)
    unit_type: str = Field(index=True, max_length=60)
    liaison: str = Field(default="", max_length=60)
    phone: str = Field(default="", max_length=60)
    email: str = Field(default="", max_length=120)
    remarks: str = Field(default="", max_length=500)
    removed_at: datetime | None = Field(default=None, sa_type=Instant)


class UnitAlias(Row, table=True):
    """Another spelling of a unit's name; `folded` has width, case and punctuation taken out."""

    unit_id: int = Field(foreign_key="unit.id", index=True)
    alias: str = Field(max_length=120)
    folded: str = Field(unique=True, max_length=120)


class Member(Row, table=True):
    """A person as one account of one platform knows them; `user` is the platform's id."""

    __table_args__ = (UniqueConstraint("platform", "account", "user"),)

    platform: str = Field(max_length=20)
    account: str = Field(max_length=60)
    user: str = Field(max_length=128)
    name: str = Field(default="", max_length=60)
    seen_at: datetime = Field(sa_type=Instant)


class Binding(Row, table=True):
    """For whom a person speaks: a unit (liaison, head) or an office (coordinator), from–to."""

    member_id: int = Field(foreign_key="member.id", index=True)
    role: str = Field(max_length=20)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    office: str | None = Field(default=None, max_length=60)
    bound_by: str = Field(default="", max_length=60)
    bound_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class Chat(Row, table=True):
    """A chat and who reads it. `external` is the platform's id; `room` a `storage.chat.Room`."""

    __table_args__ = (UniqueConstraint("platform", "account", "external"),)

    platform: str = Field(max_length=20)
    account: str = Field(max_length=60)
    external: str = Field(max_length=128)
    room: str = Field(max_length=20)
    title: str = Field(default="", max_length=120)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    office: str | None = Field(default=None, max_length=60)
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    bound_at: datetime | None = Field(default=None, sa_type=Instant)
    seen_at: datetime = Field(sa_type=Instant)


class Invite(Row, table=True):
    """A one-time code, kept as a hash: who sends it privately becomes coordinator or liaison."""

    code_hash: str = Field(unique=True, max_length=64)
    role: str = Field(max_length=20)
    office: str | None = Field(default=None, max_length=60)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    expires_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)
    used_by: int | None = Field(default=None, foreign_key="member.id")


class PageLink(Row, table=True):
    """A personal link to the unit page, kept as a hash; its holder is the member of platform `page`."""

    token_hash: str = Field(unique=True, max_length=64)
    member_id: int = Field(foreign_key="member.id", index=True)
    created_at: datetime = Field(sa_type=Instant)
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)


class Campaign(Row, table=True):
    """One notice being carried out, from publishing to closing."""

    edition_id: int | None = Field(default=None)
    published_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    taken_back_at: datetime | None = Field(default=None, sa_type=Instant)


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


class Inbox(Row, table=True):
    """What was said to the bot. The unique key removes duplicates; the table is the queue.

    `payload` is the Message as `storage.chat_json` writes it. States: waiting → done | failed.
    """

    __table_args__ = (UniqueConstraint("platform", "account", "message_id"),)

    platform: str = Field(max_length=20)
    account: str = Field(max_length=60)
    message_id: str = Field(max_length=128)
    external_chat: str = Field(max_length=128)
    payload: dict[str, Any] = Field(sa_type=JSON)
    state: str = Field(default="waiting", index=True, max_length=10)
    tries: int = Field(default=0)
    admitted_at: datetime = Field(sa_type=Instant, index=True)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    chat_id: int | None = Field(default=None, foreign_key="chat.id", index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    submission_id: int | None = Field(default=None, foreign_key="submission.id", index=True)
    mark: str = Field(default="", max_length=20)


class InboxFile(Row, table=True):
    """The outcome of one attachment: waiting → stored | refused. The bytes are safe before `stored` is."""

    __table_args__ = (UniqueConstraint("inbox_id", "position"),)

    inbox_id: int = Field(foreign_key="inbox.id", index=True)
    position: int
    name: str = Field(default="", max_length=255)
    kind: str = Field(max_length=20)
    locator: str = Field(default="", max_length=2000)
    state: str = Field(default="waiting", index=True, max_length=10)
    sha256: str | None = Field(default=None, max_length=64)
    size: int = Field(default=0)
    media_type: str = Field(default="", max_length=100)
    why: str = Field(default="", max_length=60)


class Delivery(Row, table=True):
    """What is said: one row a message, `unique_key` says what it is, for whom, for when.

    States: pending → sending → sent | failed | unknown; `sending` is committed before the request leaves.
    `reply` is the Reply as `storage.chat_json` writes it. `mail_to` is set where it goes by mail.
    """

    __table_args__ = (Index(None, "chat_id", "state"),)

    unique_key: str = Field(unique=True, max_length=200)
    kind: str = Field(max_length=20)
    chat_id: int | None = Field(default=None, foreign_key="chat.id")
    mail_to: str | None = Field(default=None, max_length=120)
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id", index=True)
    edition_id: int | None = Field(default=None, foreign_key="edition.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    office: str | None = Field(default=None, max_length=60)
    in_reply_to: int | None = Field(default=None, foreign_key="inbox.id", index=True)
    submission_id: int | None = Field(default=None, foreign_key="submission.id")
    reply: dict[str, Any] = Field(sa_type=JSON)
    state: str = Field(default="pending", index=True, max_length=10)
    tries: int = Field(default=0)
    due_at: datetime = Field(sa_type=Instant)
    created_at: datetime = Field(sa_type=Instant)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    platform_id: str = Field(default="", max_length=128)
    failure: str = Field(default="", max_length=200)


class Submission(Row, table=True):
    """A hand-in (a burst): what one person hands in at one go, under one receipt number.

    States: collecting (between 开始报送 and 完毕), open (20 s of quiet not over), receipted, announced
    (only talked about, nothing there), entered (by the coordinator, from mail or post),
    lapsed (announced, and nothing came). `unit_id` None is 待认领. `changed_at` is the last piece,
    `ended_at` when 完毕 was said, `settled_at` when the last total was said; `announced` are the things
    that were talked about and are not there.
    `verdict` is the coordinator's: accepted (认可) or returned (退回, with the reason), else empty.
    """

    __table_args__ = (UniqueConstraint("receipt_no", "campaign_id"),)

    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
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
    while neither `duplicate_of`, `replaced_by`, `withdrawn_at` nor `returned_at` (退回) is set.
    """

    submission_id: int = Field(foreign_key="submission.id", index=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
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
    received_at: datetime = Field(sa_type=Instant)
    duplicate_of: int | None = Field(default=None, foreign_key="piece.id")
    replaced_by: int | None = Field(default=None, foreign_key="piece.id")
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
    returned_at: datetime | None = Field(default=None, sa_type=Instant)


class Declaration(Row, table=True):
    """What a unit says of itself and the coordinator decides on: mailed, posted, no_event (零报送), quiet (勿扰).

    States: pending → received | not_seen | accepted | refused.
    """

    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    kind: str = Field(max_length=12)
    state: str = Field(default="pending", max_length=12)
    declared_at: datetime = Field(sa_type=Instant)
    declared_by: int | None = Field(default=None, foreign_key="member.id")
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    decided_by: str = Field(default="", max_length=60)


class Arrangement(Row, table=True):
    """What a coordinator grants one unit: an extension to `until_on`, or an exemption (免报)."""

    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    kind: str = Field(max_length=12)
    until_on: date | None = Field(default=None)
    reason: str = Field(default="", max_length=200)
    granted_by: str = Field(default="", max_length=60)
    granted_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class Question(Row, table=True):
    """What the bot could not answer: stays open in the digest until a coordinator answers it."""

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


class Pending(Row, table=True):
    """What a person is in the middle of, in one chat: an act that waits for a yes, a draft, what was just asked."""

    __table_args__ = (UniqueConstraint("chat_id", "member_id", "kind"),)

    chat_id: int = Field(foreign_key="chat.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    kind: str = Field(max_length=20)
    data: dict[str, Any] = Field(sa_type=JSON)
    expires_at: datetime = Field(sa_type=Instant)


class Job(Row, table=True):
    """What takes longer than a conversation: waiting → running (leased) → done | failed, at most three tries."""

    unique_key: str = Field(unique=True, max_length=200)
    kind: str = Field(max_length=20)
    data: dict[str, Any] = Field(sa_type=JSON)
    chat_id: int | None = Field(default=None, foreign_key="chat.id")
    member_id: int | None = Field(default=None, foreign_key="member.id")
    state: str = Field(default="waiting", index=True, max_length=10)
    tries: int = Field(default=0)
    created_at: datetime = Field(sa_type=Instant)
    leased_until: datetime | None = Field(default=None, sa_type=Instant)
    result: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Setting(Row, table=True):
    """A switch of the whole installation that people turn while it runs (`paused_at`)."""

    name: str = Field(unique=True, max_length=60)
    value: str = Field(default="", max_length=500)
