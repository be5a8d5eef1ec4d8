"""One call to WeCom's REST interface: asked, bounded, checked; whatever goes wrong is a PlatformError without secrets.

Tokens, keys and codes stand in the addresses of calls, so no error of aiohttp's, which shows addresses, gets past here.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from yarl import URL

from bot.network import CALLS, FILES, exact
from bot.wecom.errors import check_answer
from storage.errors import PlatformError, Remedy

BASE = "https://qyapi.weixin.qq.com"
MOST_ANSWER_BYTES = 1_000_000
_NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.InvalidURL, aiohttp.ConnectionTimeoutError)


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked. `operation` names it in logs; `may_act`: an answer that is lost leaves its effect unknown."""

    operation: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Mapping[str, Any] | None = field(default=None, repr=False)
    form: aiohttp.FormData | None = field(default=None, repr=False)
    may_act: bool = False

    def with_token(self, token: str) -> Call:
        """Return the same call, allowed by an access token."""
        query = {"access_token": token, **self.query}
        return Call(self.operation, self.path, query, self.body, self.form, self.may_act)


class Calls:
    """Makes calls over a session. `base` is WeCom's own address, or that of a server in a test."""

    def __init__(self, session: aiohttp.ClientSession, base: str = BASE) -> None:
        self._session = session
        self._base = URL(base)

    async def ask(self, call: Call) -> dict[str, Any]:
        """Return the answer of a call that was accepted. Raises PlatformError."""
        async with self._asked(call, call.path) as response:
            return await _answer(call, response)

    async def post_to(self, address: str, call: Call) -> dict[str, Any]:
        """Post to an address that a message gave, if it is WeCom's own. Raises PlatformError."""
        url = exact(address)
        if url is None or url.user or url.origin() != self._base.origin():
            raise PlatformError(f"{call.operation}: not an address of WeCom's", Remedy.GIVE_UP)
        async with self._asked(call, url) as response:
            return await _answer(call, response)

    @asynccontextmanager
    async def file(self, call: Call) -> AsyncIterator[aiohttp.ClientResponse]:
        """Open a file's answer; where JSON comes instead of the file it says why not. Raises PlatformError."""
        async with self._asked(call, call.path, FILES) as response:
            is_file = "Content-Disposition" in response.headers
            if response.status != 200 or (not is_file and response.content_type in ("application/json", "text/plain")):
                await _answer(call, response)
                raise PlatformError(f"{call.operation}: no file in the answer", Remedy.GIVE_UP)
            yield response

    @asynccontextmanager
    async def _asked(
        self, call: Call, where: str | URL, bounds: aiohttp.ClientTimeout = CALLS
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """Ask, and give the response while it is open; no redirect is followed."""
        url = where if isinstance(where, URL) else self._base.with_path(where).with_query(call.query)
        data = json.dumps(call.body, ensure_ascii=False).encode() if call.body is not None else call.form
        headers = {"Content-Type": "application/json; charset=utf-8"} if call.body is not None else {}
        method = "GET" if data is None else "POST"
        try:
            async with self._session.request(
                method, url, data=data, headers=headers, allow_redirects=False, timeout=bounds
            ) as response:
                yield response
        except _NOT_SENT as error:
            raise PlatformError(f"{call.operation}: {type(error).__name__}", Remedy.RETRY) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            text = f"{call.operation}: {type(error).__name__}"
            raise PlatformError(text, Remedy.RETRY, unknown=call.may_act) from None


async def _answer(call: Call, response: aiohttp.ClientResponse) -> dict[str, Any]:
    """Read and check an answer. Behind a gateway's error (5xx), or in what is no answer, the call may have acted."""
    if response.status != 200:
        may_return = response.status >= 500 or response.status == 429
        raise PlatformError(
            f"{call.operation}: HTTP {response.status}",
            Remedy.RETRY if may_return else Remedy.GIVE_UP,
            unknown=call.may_act and response.status >= 500,
        )
    data = bytearray()
    async for chunk in response.content.iter_any():
        data += chunk
        if len(data) > MOST_ANSWER_BYTES:
            raise PlatformError(f"{call.operation}: an answer without end", Remedy.RETRY, unknown=call.may_act)
    try:
        answer = json.loads(data, strict=False)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise PlatformError(f"{call.operation}: an answer that is no JSON", Remedy.RETRY, unknown=call.may_act)
    return check_answer(call.operation, answer, may_act=call.may_act)
