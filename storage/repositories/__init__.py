"""The questions the rooms ask of the tables: one class a table, queries named for what they answer."""

from storage.repositories.awaited import Jobs, PendingRows, Settings
from storage.repositories.campaigns import (
    Announcements,
    Arrangements,
    Audiences,
    Campaigns,
    Editions,
    Questions,
    StageChanges,
)
from storage.repositories.drafts import Logins, NoticeDrafts
from storage.repositories.findings import Copy, Figures, Papers, Pictures, Stated
from storage.repositories.limits import Leases, Limit, Spendings, Tokens, Usages
from storage.repositories.people import Aliases, Bindings, Chats, Invites, Leaves, Members, PageLinks, Units
from storage.repositories.submissions import JOIN_FOR, Came, Declarations, Joints, Pieces, Submissions
from storage.repositories.tallies import Tallies
from storage.repositories.traffic import MOST_AT_ONCE, Deliveries, InboxFiles, InboxRows

__all__ = [
    "JOIN_FOR",
    "MOST_AT_ONCE",
    "Aliases",
    "Announcements",
    "Arrangements",
    "Audiences",
    "Bindings",
    "Came",
    "Campaigns",
    "Chats",
    "Copy",
    "Declarations",
    "Deliveries",
    "Editions",
    "Figures",
    "InboxFiles",
    "InboxRows",
    "Invites",
    "Jobs",
    "Joints",
    "Leases",
    "Leaves",
    "Limit",
    "Logins",
    "Members",
    "NoticeDrafts",
    "PageLinks",
    "Papers",
    "PendingRows",
    "Pictures",
    "Pieces",
    "Questions",
    "Settings",
    "Spendings",
    "StageChanges",
    "Stated",
    "Submissions",
    "Tallies",
    "Tokens",
    "Units",
    "Usages",
]
