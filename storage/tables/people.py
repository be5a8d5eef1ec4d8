"""Who there is: units with their aliases, members, and in which capacity somebody speaks where."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.instants import Instant
from storage.tables.row import Row


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
    """A person as one account of one platform knows them; `user` is the platform's id.

    `union_id` is the id by which the same person is known to other accounts of the same owner, where there is one.
    """

    __table_args__ = (UniqueConstraint("platform", "account", "user"),)

    platform: str = Field(max_length=20)
    account: str = Field(max_length=60)
    user: str = Field(max_length=128)
    union_id: str = Field(default="", index=True, max_length=128)
    name: str = Field(default="", max_length=60)
    seen_at: datetime = Field(sa_type=Instant)


class Binding(Row, table=True):
    """For whom a person speaks: a unit (liaison, head) or an office (coordinator), from–to; both may lie ahead."""

    member_id: int = Field(foreign_key="member.id", index=True)
    role: str = Field(max_length=20)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    office: str | None = Field(default=None, max_length=60)
    bound_by: str = Field(default="", max_length=60)
    bound_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class Leave(Row, table=True):
    """Days on which somebody does not look after a unit, the first and the last among them.

    `absent` is their name and `member_id` the person, None where nobody of the unit has spoken here yet. `substitute`
    is the name of who stands in, empty where nobody does; `substitute_id` the person, as soon as they are known, and
    `binding_id` what lets them speak for the unit meanwhile, where nothing else does.
    """

    unit_id: int = Field(foreign_key="unit.id", index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id")
    absent: str = Field(default="", max_length=60)
    from_on: date
    until_on: date
    substitute: str = Field(default="", max_length=60)
    substitute_id: int | None = Field(default=None, foreign_key="member.id")
    binding_id: int | None = Field(default=None, foreign_key="binding.id")
    arranged_by: str = Field(default="", max_length=60)
    arranged_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class Chat(Row, table=True):
    """A chat and who reads it. `external` is the platform's id; `room` a `storage.chat.Room`; `intake` an `Intake`.

    `lost_at` is since when nothing can be sent there; whoever speaks there ends it.
    """

    __table_args__ = (UniqueConstraint("platform", "account", "external"),)

    platform: str = Field(max_length=20)
    account: str = Field(max_length=60)
    external: str = Field(max_length=128)
    room: str = Field(max_length=20)
    title: str = Field(default="", max_length=120)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    office: str | None = Field(default=None, max_length=60)
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    intake: str = Field(default="all", max_length=10)
    bound_at: datetime | None = Field(default=None, sa_type=Instant)
    seen_at: datetime = Field(sa_type=Instant)
    lost_at: datetime | None = Field(default=None, sa_type=Instant)


class Invite(Row, table=True):
    """A one-time code, kept as a hash: who sends it privately becomes coordinator or liaison, or stands in for one."""

    code_hash: str = Field(unique=True, max_length=64)
    role: str = Field(max_length=20)
    office: str | None = Field(default=None, max_length=60)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    leave_id: int | None = Field(default=None, foreign_key="leave.id")
    expires_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)
    used_by: int | None = Field(default=None, foreign_key="member.id")


class PageLink(Row, table=True):
    """A personal link to the unit page, kept as a hash; its holder is the member of platform `page`."""

    token_hash: str = Field(unique=True, max_length=64)
    member_id: int = Field(foreign_key="member.id", index=True)
    created_at: datetime = Field(sa_type=Instant)
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
