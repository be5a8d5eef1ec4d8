"""A notice that is looked at before it is published, and the log-ins of those who look at it on a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from storage.instants import Instant
from storage.tables.row import Row


class NoticeDraft(Row, table=True):
    """A notice as corrected so far; every coordinator works on the same row. States: open → published | dropped.

    `record` is `storage.notice.printed.to_record`. `keys` number the items of each section, whatever comes or goes
    before them; `struck` are those taken out, which can be put back; `edits` say which version touched what.
    `inbox_id` is the message that brought it.
    """

    name: str = Field(default="", max_length=255)
    inbox_id: int | None = Field(default=None, foreign_key="inbox.id", index=True)
    record: dict[str, Any] = Field(sa_type=JSON)
    keys: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    struck: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    edits: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    pages: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    version: int = Field(default=1)
    amends: bool | None = Field(default=None)
    past_is_meant: bool = Field(default=False)
    doubts_seen: list[str] = Field(default_factory=list, sa_type=JSON)
    state: str = Field(default="open", index=True, max_length=10)
    changed_at: datetime = Field(sa_type=Instant)


class Login(Row, table=True):
    """A way into the coordinators' pages: a link that opens once, then a session; of both only the hash is kept."""

    link_hash: str = Field(unique=True, max_length=64)
    session_hash: str | None = Field(default=None, index=True, max_length=64)
    member_id: int = Field(foreign_key="member.id", index=True)
    target: str = Field(default="", max_length=200)
    made_at: datetime = Field(sa_type=Instant)
    entered_at: datetime | None = Field(default=None, sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant)
