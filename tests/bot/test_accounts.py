"""A platform of several accounts: what a stop left to be done waits until its account has started."""

from __future__ import annotations

import pytest

from bot.accounts import Accounts
from bot.platform import Host, Outgoing
from scheduler.clock import SystemClock
from storage.chat import Attachment, ChatAddress, MediaKind, Reply, ReplyKind, Room
from storage.errors import PlatformError, Remedy
from tests.platforms.memory import MemoryPlatform

AT = ChatAddress("wecom", "slkx", "zhou")
OUTGOING = Outgoing("r/1", AT, Room.PRIVATE, Reply(ReplyKind.ANSWER, ("9月20日",)))
PHOTO = Attachment("a.jpg", MediaKind.IMAGE, "no locator")


async def receive(message: object) -> bool:
    return True


async def quiet(address: object) -> None:
    return


async def test_what_is_due_before_its_account_has_started_waits_and_is_not_given_up():
    account = MemoryPlatform("wecom")
    accounts = Accounts("wecom", {"slkx": account})
    for number in range(2):
        with pytest.raises(PlatformError) as put_off:
            await accounts.send(OUTGOING) if number else accounts.fetch(PHOTO, AT)
        assert (put_off.value.remedy, put_off.value.unknown) == (Remedy.WAIT, False)
    assert account.sent == []
    await accounts.start(Host(receive, quiet, None, SystemClock()))
    await accounts.send(OUTGOING)
    assert [sent.key for sent in account.sent] == ["r/1"]
    await accounts.stop()
