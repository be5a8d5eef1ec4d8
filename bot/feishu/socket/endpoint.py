"""Where a long connection begins: an address is asked for with the app's secret, and taken once.

Source: `ws/client.py` and `ws/const.py` of Feishu's own SDK; codes and headers are the server's. The secret stands in
what is asked and a ticket in the address that is given: neither is in any log or error.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum

import aiohttp
from yarl import URL

from bot.untrusted import Fields, object_in, parsed, text_in
from bot.websocket import HandshakeRefused, Link, open_socket

PATH = "/callback/ws/endpoint"
ASKED_SECONDS = 10.0
HEARTBEAT_SECONDS = 30.0
"""How often the WebSocket itself is pinged, beside the pings of Feishu's own protocol."""

_MOST_ANSWER_BYTES = 100_000


class Code(IntEnum):
    """What Feishu says where it lets nobody in."""

    FORBIDDEN = 403
    AUTHENTICATION = 514
    NO_CREDENTIAL = 1000040344
    TOO_MANY_CONNECTIONS = 1000040350


class NotLetIn(ConnectionError):
    """Feishu refuses this app a connection, by a `code`; asking again soon changes nothing."""

    def __init__(self, code: int) -> None:
        super().__init__(f"not let in: {code}")
        self.code = code


@dataclass(frozen=True, slots=True)
class ClientConfig:
    """How Feishu wants to be treated, in seconds: pings, the spread of a first new try, the pause before later ones."""

    ping: int = 120
    spread: int = 30
    interval: int = 120

    def changed(self, fields: Fields) -> ClientConfig:
        """Return it with what an answer sets; what is no number of seconds sets nothing."""
        names = {"ping": "PingInterval", "spread": "ReconnectNonce", "interval": "ReconnectInterval"}
        found = {name: fields.get(key) for name, key in names.items()}
        return replace(self, **{name: value for name, value in found.items() if type(value) is int and value > 0})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that can be connected to once, and the service that pings name."""

    url: str = field(repr=False)
    service: int
    config: ClientConfig = ClientConfig()


@dataclass(frozen=True, slots=True)
class Door:
    """Where one app asks to be let in. `api` is Feishu's own address, or that of a server in a test."""

    session: aiohttp.ClientSession
    api: str
    app_id: str
    secret: str = field(repr=False)

    async def open(self) -> tuple[Link, Endpoint]:
        """Ask for an address and connect to it. Raises ConnectionError: NotLetIn where a person is needed."""
        endpoint = await self.ask()
        try:
            return await open_socket(self.session, endpoint.url, heartbeat=HEARTBEAT_SECONDS), endpoint
        except HandshakeRefused as error:
            raise _refusal(error) from None

    async def ask(self) -> Endpoint:
        """Ask for an address. Raises ConnectionError: NotLetIn where a person is needed."""
        try:
            async with self.session.post(
                URL(self.api).with_path(PATH),
                json={"AppID": self.app_id, "AppSecret": self.secret},
                headers={"locale": "zh"},
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=ASKED_SECONDS),
            ) as response:
                data = await response.content.read(_MOST_ANSWER_BYTES)
                while not response.content.at_eof() and len(data) < _MOST_ANSWER_BYTES:
                    data += await response.content.read(_MOST_ANSWER_BYTES)
                status = response.status
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise ConnectionError(type(error).__name__) from None
        return _endpoint(status, parsed(data))


def _endpoint(status: int, answer: Fields) -> Endpoint:
    """What an answer gives, whatever its status. Raises ConnectionError."""
    code = answer.get("code")
    if code in (Code.FORBIDDEN, Code.NO_CREDENTIAL, Code.TOO_MANY_CONNECTIONS):
        raise NotLetIn(int(code))
    data = object_in(answer, "data")
    url = text_in(data, "URL")
    if code != 0 or not url:
        raise ConnectionError(f"no address: HTTP {status}, code {code if isinstance(code, int) else None}")
    return Endpoint(url, _service(url), ClientConfig().changed(object_in(data, "ClientConfig")))


def _service(url: str) -> int:
    """The service that an address is for. Raises ConnectionError."""
    try:
        found = URL(url)
        service = int(found.query.get("service_id", ""))
    except ValueError:
        raise ConnectionError("an address without a service") from None
    if found.scheme not in ("ws", "wss") or not 0 <= service < 1 << 31:
        raise ConnectionError("an address that is none")
    return service


def _refusal(error: HandshakeRefused) -> ConnectionError:
    """What a refused handshake means: most pass, two need a person."""
    status = error.headers.get("handshake-status", "")
    reason = error.headers.get("handshake-autherrcode", "")
    if status == str(Code.FORBIDDEN.value):
        return NotLetIn(Code.FORBIDDEN)
    if status == str(Code.AUTHENTICATION.value) and reason == str(Code.TOO_MANY_CONNECTIONS.value):
        return NotLetIn(Code.TOO_MANY_CONNECTIONS)
    return error
