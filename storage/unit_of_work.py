"""One transaction's work: the repositories over one connection, the moment it happens, and what is to be said."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from storage import repositories
from storage.chat import DeliveryKind, Reply
from storage.chat_json import reply_to_json


class Work:
    """Everything a plain function may read and write. It commits as a whole or not at all.

    `now` is the aware instant at which the transaction began; nothing in it asks a clock again.
    """

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self.now = now
        self.units = repositories.Units(connection)
        self.aliases = repositories.Aliases(connection)
        self.members = repositories.Members(connection)
        self.bindings = repositories.Bindings(connection)
        self.chats = repositories.Chats(connection)
        self.invites = repositories.Invites(connection)
        self.page_links = repositories.PageLinks(connection)
        self.campaigns = repositories.Campaigns(connection)
        self.editions = repositories.Editions(connection)
        self.inbox = repositories.InboxRows(connection)
        self.files = repositories.InboxFiles(connection)
        self.deliveries = repositories.Deliveries(connection)
        self.submissions = repositories.Submissions(connection)
        self.pieces = repositories.Pieces(connection)
        self.declarations = repositories.Declarations(connection)
        self.arrangements = repositories.Arrangements(connection)
        self.questions = repositories.Questions(connection)
        self.announcements = repositories.Announcements(connection)
        self.pending = repositories.PendingRows(connection)
        self.jobs = repositories.Jobs(connection)
        self.settings = repositories.Settings(connection)

    def say(self, chat_id: int | None, key: str, reply: Reply, kind: DeliveryKind, **about: object) -> bool:
        """Put one delivery into this transaction, unless its key is there already.

        `about` are further columns of `Delivery`: campaign_id, edition_id, unit_id, office, in_reply_to,
        submission_id, mail_to, due_at (default: now). Returns whether the delivery is new.
        """
        values = {"due_at": self.now, **about}
        return self.deliveries.add_once(
            unique_key=key, kind=kind.value, chat_id=chat_id, reply=reply_to_json(reply), created_at=self.now, **values
        )
