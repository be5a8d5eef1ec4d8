"""One transaction's work: the repositories over one connection, the moment it happens, and what is to be said."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Generic, TypeVar, overload

from sqlalchemy import Connection

from storage import repositories
from storage.chat import DeliveryKind, Reply
from storage.chat_json import reply_to_json
from storage.rows import Rows

T = TypeVar("T", bound=Rows[Any])


class _Of(Generic[T]):
    """A repository over the work's own connection, made when it is first asked for."""

    def __init__(self, repository: type[T]) -> None:
        self._repository = repository

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, work: None, owner: type) -> _Of[T]: ...
    @overload
    def __get__(self, work: Work, owner: type) -> T: ...
    def __get__(self, work: Work | None, owner: type) -> T | _Of[T]:
        if work is None:
            return self
        made = work.__dict__[self._name] = self._repository(work.connection)
        return made


class Work:
    """Everything a plain function may read and write. It commits as a whole or not at all.

    `now` is the aware instant at which the transaction began; nothing in it asks a clock again.
    """

    units = _Of(repositories.Units)
    aliases = _Of(repositories.Aliases)
    members = _Of(repositories.Members)
    bindings = _Of(repositories.Bindings)
    leaves = _Of(repositories.Leaves)
    chats = _Of(repositories.Chats)
    invites = _Of(repositories.Invites)
    page_links = _Of(repositories.PageLinks)
    campaigns = _Of(repositories.Campaigns)
    audiences = _Of(repositories.Audiences)
    editions = _Of(repositories.Editions)
    drafts = _Of(repositories.NoticeDrafts)
    logins = _Of(repositories.Logins)
    inbox = _Of(repositories.InboxRows)
    files = _Of(repositories.InboxFiles)
    deliveries = _Of(repositories.Deliveries)
    submissions = _Of(repositories.Submissions)
    pieces = _Of(repositories.Pieces)
    pictures = _Of(repositories.Pictures)
    papers = _Of(repositories.Papers)
    figures = _Of(repositories.Figures)
    tallies = _Of(repositories.Tallies)
    joints = _Of(repositories.Joints)
    declarations = _Of(repositories.Declarations)
    arrangements = _Of(repositories.Arrangements)
    stage_changes = _Of(repositories.StageChanges)
    questions = _Of(repositories.Questions)
    announcements = _Of(repositories.Announcements)
    pending = _Of(repositories.PendingRows)
    jobs = _Of(repositories.Jobs)
    settings = _Of(repositories.Settings)
    spendings = _Of(repositories.Spendings)
    usages = _Of(repositories.Usages)
    leases = _Of(repositories.Leases)
    tokens = _Of(repositories.Tokens)

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self.now = now

    def say(self, chat_id: int, key: str, reply: Reply, kind: DeliveryKind, **about: object) -> bool:
        """Put one delivery into this transaction, unless its key is there already.

        `about` are further columns of `Delivery`: campaign_id, edition_id, unit_id, office, in_reply_to,
        submission_id, due_at (default: now). Returns whether the delivery is new.
        """
        values = {"due_at": self.now, **about}
        number = self.deliveries.add_once(
            unique_key=key, kind=kind.value, chat_id=chat_id, reply=reply_to_json(reply), created_at=self.now, **values
        )
        return number is not None
