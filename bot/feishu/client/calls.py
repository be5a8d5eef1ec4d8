"""How Feishu's interface answers a call: a code in JSON whatever the HTTP status, a file, or a gateway's HTML."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot import calls
from bot.calls import Call, object_of, wordless
from bot.feishu.errors import Answered, check_answer
from bot.network import FILES
from storage.errors import PlatformError, Remedy

LONGEST_WAIT = 3600.0
"""What a header asks for beyond this is a mistake: a quota of a month has a code of its own."""


class Calls(calls.Calls):
    """Makes calls over a session. `base` is Feishu's own address, or that of a server in a test."""

    async def ask(self, call: Call) -> Mapping[str, Any]:
        """Return the answer of a call that was accepted. Raises PlatformError."""
        async with self.asked(call) as response:
            return await _answer(call, response)

    @asynccontextmanager
    async def file(self, call: Call) -> AsyncIterator[aiohttp.ClientResponse]:
        """Open a file's answer; where JSON comes instead of the file it says why not. Raises PlatformError."""
        async with self.asked(call, bounds=FILES) as response:
            is_file = "Content-Disposition" in response.headers or response.content_type != "application/json"
            if response.status != 200 or not is_file:
                await _answer(call, response)
                raise call.failed("no file in the answer", Remedy.GIVE_UP)
            yield response


async def _answer(call: Call, response: aiohttp.ClientResponse) -> Mapping[str, Any]:
    """Read and check an answer: the interface for messages says 400 beside its codes, others 200, a gateway 429."""
    answer = await object_of(call, response)
    wait_seconds = wait_of(response.headers)
    if answer is None or not isinstance(answer.get("code"), int):
        error = wordless(call, response.status)
        if response.status == 429:
            raise PlatformError(str(error), Remedy.WAIT, wait_seconds=wait_seconds or 1.0)
        raise error
    about = Answered(response.status, wait_seconds, response.headers.get("X-Tt-Logid", ""))
    return check_answer(call.operation, answer, about, may_act=call.may_act)


def wait_of(headers: Mapping[str, str]) -> float | None:
    """Return how many seconds the gateway asks to wait, where it does."""
    told = headers.get("x-ogw-ratelimit-reset", "")
    return min(max(float(told), 1.0), LONGEST_WAIT) if re.fullmatch(r"\d{1,9}", told) else None
