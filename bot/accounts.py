"""A platform of several accounts, told apart by the account in a chat's address."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack

from bot.platform import Heading, Host, Outgoing, Platform
from storage.chat import Attachment, ChatAddress
from storage.errors import PlatformError, Remedy


class Accounts(Platform):
    """All accounts of one platform by their names, those first on which others lean.

    What a stop left to be sent or fetched may be due before its account has started: then it waits.
    """

    spread_seconds = 240

    def __init__(self, name: str, accounts: Mapping[str, Platform]) -> None:
        self.name = name
        self._accounts = accounts
        self._started: set[str] = set()
        self._stack = AsyncExitStack()

    async def start(self, host: Host) -> None:
        """Let every account begin."""
        for name, account in self._accounts.items():
            self._stack.push_async_callback(account.stop)
            await account.start(host)
            self._started.add(name)

    async def stop(self) -> None:
        """Let every account end, in reverse."""
        await self._stack.aclose()

    def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[Heading | bytes]:
        """Give a file's heading and bytes. Raises PlatformError, Refused."""
        return self._account(address).fetch(attachment, address)

    def is_keyed(self, outgoing: Outgoing) -> bool:
        """Whether this, sent again by its account, is shown once."""
        account = self._accounts.get(outgoing.address.account)
        return account is not None and account.is_keyed(outgoing)

    def parts(self, outgoing: Outgoing) -> int:
        """Of how many wire messages a delivery consists. Raises PlatformError."""
        return self._account(outgoing.address).parts(outgoing)

    async def send(self, outgoing: Outgoing) -> str:
        """Send one part by its account. Raises PlatformError."""
        return await self._account(outgoing.address).send(outgoing)

    def _account(self, address: ChatAddress) -> Platform:
        """The account of a chat; one that was taken out of the settings can say nothing any more."""
        account = self._accounts.get(address.account)
        if account is None:
            raise PlatformError(f"no account {address.account} in [{self.name}]", Remedy.CONFIGURATION, gone=True)
        if address.account not in self._started:
            raise PlatformError(f"{address.account} is not started", Remedy.WAIT)
        return account
