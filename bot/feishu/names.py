"""What people are called on Feishu: told in mentions and when somebody joins, else asked of the contacts, ten at once.

An open_id knows a person to one app alone; the union_id beside it knows them to all apps of the tenant. Both are kept
with the person.
"""

from __future__ import annotations

from bot.feishu.client import MOST_NAMES, Client
from bot.names import Names
from bot.platform import Host


def names(host: Host, client: Client) -> Names:
    """Return the names of those who speak to one app: to be told what is heard, and closed with the app."""
    return Names(host, client.names, MOST_NAMES)
