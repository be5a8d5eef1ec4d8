"""Feishu's calls over HTTP: an address for each app that is called back; nothing is believed, and little is said.

Source: open.feishu.cn, 将事件发送至开发者服务器, 将回调发送至开发者服务器: 200 within three seconds, the console's test
within one; a click is answered in the response. What is not sealed as it must be is answered by a status alone.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Mapping
from typing import Any, Protocol

from aiohttp import web

from bot.feishu.crypto import MOST_BYTES
from bot.feishu.hearing import WriteAnswer
from bot.web.signed import Answer, Call, SignedAddress, Write

PATH = "/feishu/"
"""Under it Feishu calls."""


class CalledBack(Protocol):
    """An account that Feishu calls."""

    def answer(self, body: bytes, headers: Mapping[str, str], write: WriteAnswer) -> Awaitable[None]:
        """Open a call, and return what writes its answer: given, where that raises nothing. Raises Rejected."""
        ...


_TAKEN = Answer(b"{}", content_type="application/json")


class Webhook:
    """Serves the addresses of accounts, each under its name."""

    def __init__(self, accounts: Mapping[str, CalledBack]) -> None:
        self._accounts = accounts

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of all accounts."""
        return [_address(PATH + name, account).route() for name, account in self._accounts.items()]


def _address(path: str, account: CalledBack) -> SignedAddress:
    def answering(call: Call, write: Write) -> Awaitable[None]:
        return account.answer(call.body, call.headers, lambda answer: write(_written(answer)))

    return SignedAddress(path, answering, MOST_BYTES)


def _written(answer: Mapping[str, Any] | None) -> Answer:
    return Answer(json.dumps(answer).encode(), content_type="application/json") if answer else _TAKEN
