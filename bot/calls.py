"""One call to a platform's REST interface: asked and bounded; whatever goes wrong is a PlatformError without secrets.

Tokens, keys and codes stand in addresses and headers, so no error of aiohttp's, which shows addresses, gets past here.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from yarl import URL

from bot.network import CALLS, FILES
from storage.errors import PlatformError, Remedy

MOST_ANSWER_BYTES = 1_000_000
_NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.InvalidURL, aiohttp.ConnectionTimeoutError)


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked. `operation` names it in logs; `may_act`: an answer that is lost leaves its effect unknown.

    `form` makes a multipart body anew for each try; `bearer` is a token in the headers.
    """

    operation: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Mapping[str, Any] | None = field(default=None, repr=False)
    form: Callable[[], aiohttp.FormData] | None = field(default=None, repr=False)
    method: str = ""
    bearer: str = field(default="", repr=False)
    may_act: bool = False

    def failed(self, why: str, remedy: Remedy = Remedy.RETRY, *, unknown: bool = False) -> PlatformError:
        """Return the error of a call; only one that acts leaves something unknown."""
        return PlatformError(f"{self.operation}: {why}", remedy, unknown=unknown and self.may_act)


class Calls:
    """Makes calls over a session. `base` is the platform's own address, or that of a server in a test."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self._session = session
        self._base = URL(base)

    @asynccontextmanager
    async def asked(
        self, call: Call, url: URL | None = None, bounds: aiohttp.ClientTimeout = CALLS
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """Ask, and give the response while it is open; no redirect is followed. Raises PlatformError."""
        headers = {"Authorization": f"Bearer {call.bearer}"} if call.bearer else {}
        data: bytes | aiohttp.FormData | None = None
        if call.body is not None:
            data = json.dumps(call.body, ensure_ascii=False).encode("utf-8", "replace")
            headers["Content-Type"] = "application/json; charset=utf-8"
        elif call.form:
            data, bounds = call.form(), FILES
        method = call.method or ("GET" if data is None else "POST")
        where = url or self._base.with_path(call.path, encoded=True).with_query(call.query)
        try:
            async with self._session.request(
                method, where, data=data, headers=headers, allow_redirects=False, timeout=bounds
            ) as response:
                yield response
        except _NOT_SENT as error:
            raise call.failed(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise call.failed(type(error).__name__, unknown=True) from None


async def object_of(call: Call, response: aiohttp.ClientResponse) -> dict[str, Any] | None:
    """Read the JSON object of an answer; None where it is none. Raises PlatformError where it has no end."""
    data = bytearray()
    async for chunk in response.content.iter_any():
        data += chunk
        if len(data) > MOST_ANSWER_BYTES:
            raise call.failed("an answer without end", unknown=True)
    try:
        answer = json.loads(data, strict=False)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def wordless(call: Call, status: int) -> PlatformError:
    """Return what an answer without words means: behind a gateway's error (5xx) the call may have acted."""
    if status == 200:
        return call.failed("an answer that is no JSON", unknown=True)
    may_return = status >= 500 or status == 429
    return call.failed(f"HTTP {status}", Remedy.RETRY if may_return else Remedy.GIVE_UP, unknown=status >= 500)
