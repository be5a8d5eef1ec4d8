"""How WeCom's REST interface answers a call: an errcode in JSON, a file, or a gateway's silence."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import aiohttp

from bot import calls
from bot.calls import Call, object_of, wordless
from bot.network import FILES, exact
from bot.wecom.errors import check_answer
from storage.errors import PlatformError, Remedy

BASE = "https://qyapi.weixin.qq.com"


class Calls(calls.Calls):
    """Makes calls over a session. `base` is WeCom's own address, or that of a server in a test."""

    def __init__(self, session: aiohttp.ClientSession, base: str = BASE) -> None:
        super().__init__(session, base)

    async def ask(self, call: Call) -> dict[str, Any]:
        """Return the answer of a call that was accepted. Raises PlatformError."""
        async with self.asked(call) as response:
            return await _answer(call, response)

    async def post_to(self, address: str, call: Call) -> dict[str, Any]:
        """Post to an address that a message gave, if it is WeCom's own. Raises PlatformError."""
        url = exact(address)
        if url is None or url.user or url.origin() != self._base.origin():
            raise PlatformError(f"{call.operation}: not an address of WeCom's", Remedy.GIVE_UP)
        async with self.asked(call, url) as response:
            return await _answer(call, response)

    @asynccontextmanager
    async def file(self, call: Call) -> AsyncIterator[aiohttp.ClientResponse]:
        """Open a file's answer; where JSON comes instead of the file it says why not. Raises PlatformError."""
        async with self.asked(call, bounds=FILES) as response:
            is_file = "Content-Disposition" in response.headers
            if response.status != 200 or (not is_file and response.content_type in ("application/json", "text/plain")):
                await _answer(call, response)
                raise PlatformError(f"{call.operation}: no file in the answer", Remedy.GIVE_UP)
            yield response


def allowed(call: Call, token: str) -> Call:
    """Return the same call, allowed by an access token."""
    return replace(call, query={"access_token": token, **call.query})


async def _answer(call: Call, response: aiohttp.ClientResponse) -> dict[str, Any]:
    """Read and check an answer."""
    answer = await object_of(call, response) if response.status == 200 else None
    if answer is None:
        raise wordless(call, response.status)
    return check_answer(call.operation, answer, may_act=call.may_act)
