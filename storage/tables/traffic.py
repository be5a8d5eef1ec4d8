"""What comes in and goes out: the inbox with its files, deliveries and their pace, what is awaited, jobs, settings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from storage.instants import Instant
from storage.tables.row import Row, index_of_the_few


class Inbox(Row, table=True):
    """What was said to the bot. The unique key removes duplicates; the table is the queue.

    `payload` is the Message as `storage.chat_json` writes it. States: waiting → done | failed. Whose it is and where
    it belongs is written when it is handled: to admit it costs few indexes.
    """

    __table_args__ = (
        UniqueConstraint("platform", "account", "message_id"),
        index_of_the_few("inbox", "chat_id"),
        index_of_the_few("inbox", "submission_id"),
    )

    platform: str = Field(max_length=20)
    account: str = Field(max_length=60)
    message_id: str = Field(max_length=128)
    external_chat: str = Field(max_length=128)
    payload: dict[str, Any] = Field(sa_type=JSON)
    state: str = Field(default="waiting", index=True, max_length=10)
    tries: int = Field(default=0)
    admitted_at: datetime = Field(sa_type=Instant, index=True)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    chat_id: int | None = Field(default=None, foreign_key="chat.id")
    member_id: int | None = Field(default=None, foreign_key="member.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    submission_id: int | None = Field(default=None, foreign_key="submission.id")
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
    `reply` is the Reply as `storage.chat_json` writes it; `parts` how many of its wire messages have been sent.
    `platform_id` is the platform's id of the first of them. `revises` is the delivery whose message shows this one
    from now on, in place.
    """

    __table_args__ = (Index(None, "chat_id", "state"), Index(None, "chat_id", "platform_id"))

    unique_key: str = Field(unique=True, max_length=200)
    kind: str = Field(max_length=20)
    chat_id: int = Field(foreign_key="chat.id")
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id", index=True)
    edition_id: int | None = Field(default=None, foreign_key="edition.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    office: str | None = Field(default=None, max_length=60)
    in_reply_to: int | None = Field(default=None, foreign_key="inbox.id", index=True)
    submission_id: int | None = Field(default=None, foreign_key="submission.id", index=True)
    revises: int | None = Field(default=None, foreign_key="delivery.id", index=True)
    reply: dict[str, Any] = Field(sa_type=JSON)
    parts: int = Field(default=0)
    state: str = Field(default="pending", index=True, max_length=10)
    tries: int = Field(default=0)
    due_at: datetime = Field(sa_type=Instant)
    created_at: datetime = Field(sa_type=Instant)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    platform_id: str = Field(default="", max_length=128)
    failure: str = Field(default="", max_length=200)


class Spending(Row, table=True):
    """One request that counts towards a platform's limit; `bucket` says which."""

    __table_args__ = (Index(None, "bucket", "spent_at"),)

    bucket: str = Field(max_length=200)
    spent_at: datetime = Field(sa_type=Instant, index=True)


class Usage(Row, table=True):
    """How many files, of how many bytes, came on one day in Beijing from somebody, or for a unit: `name` says whose."""

    __table_args__ = (UniqueConstraint("name", "on"),)

    name: str = Field(max_length=220)
    on: date = Field(index=True)
    files: int = Field(default=0)
    size: int = Field(default=0, sa_type=BigInteger)


class Token(Row, table=True):
    """An account's access token, for all replicas: sealed under a secret of the configuration, never plain.

    `number` rises with each fetch; `fetching_until` is set while somebody fetches.
    """

    name: str = Field(unique=True, max_length=120)
    sealed: str = Field(default="", max_length=2000)
    number: int = Field(default=0)
    renew_at: datetime | None = Field(default=None, sa_type=Instant)
    ends_at: datetime | None = Field(default=None, sa_type=Instant)
    fetching_until: datetime | None = Field(default=None, sa_type=Instant)


class Lease(Row, table=True):
    """What may exist only once among replicas: who holds it, until when, and how often it has changed hands."""

    name: str = Field(unique=True, max_length=120)
    owner: str = Field(max_length=60)
    epoch: int = Field(default=1)
    until: datetime = Field(sa_type=Instant)


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
