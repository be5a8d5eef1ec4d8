"""Every table: one class each.

Rows are values: repositories give them back detached, and a change is an explicit statement. There is
no `Relationship()`; a query says what it loads. `_at` are aware UTC instants, `_on` are Beijing dates.
"""

from storage.tables.campaigns import Announcement, Arrangement, Audience, Campaign, Edition, Question, StageChange
from storage.tables.drafts import Login, NoticeDraft
from storage.tables.findings import Figure, Paper, Picture, Tally
from storage.tables.people import Binding, Chat, Invite, Leave, Member, PageLink, Unit, UnitAlias
from storage.tables.row import Row
from storage.tables.submissions import Declaration, Joint, Piece, Submission
from storage.tables.traffic import Delivery, Inbox, InboxFile, Job, Lease, Pending, Setting, Spending, Token, Usage

__all__ = [
    "Announcement",
    "Arrangement",
    "Audience",
    "Binding",
    "Campaign",
    "Chat",
    "Declaration",
    "Delivery",
    "Edition",
    "Figure",
    "Inbox",
    "InboxFile",
    "Invite",
    "Job",
    "Joint",
    "Lease",
    "Leave",
    "Login",
    "Member",
    "NoticeDraft",
    "PageLink",
    "Paper",
    "Pending",
    "Picture",
    "Piece",
    "Question",
    "Row",
    "Setting",
    "Spending",
    "StageChange",
    "Submission",
    "Tally",
    "Token",
    "Unit",
    "UnitAlias",
    "Usage",
]
