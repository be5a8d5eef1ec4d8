"""Sessions for what goes out: with the proxy and the authority of [network], bounded in time and reach."""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import aiohttp
from aiohttp.client_middlewares import ClientHandlerType
from yarl import URL

from bot.config.tables import NetworkSettings
from storage.errors import Misconfigured, PlatformError, Remedy

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Net = ipaddress.IPv4Network | ipaddress.IPv6Network

CALLS = aiohttp.ClientTimeout(total=30, sock_connect=10)
"""How long one call may take: an answer is a few hundred bytes."""

FILES = aiohttp.ClientTimeout(total=280, sock_connect=10, sock_read=30)
"""How long a file may take: less than the five minutes that its link lives."""

_EMBEDDED = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Reach:
    """Where files may be fetched from: `hosts` are endings of host names, `networks` inner ones that are allowed.

    A message names the address of its file, and what a message says is never trusted.
    """

    hosts: tuple[str, ...] = (".myqcloud.com", ".qq.com")
    networks: tuple[Net, ...] = ()
    schemes: frozenset[str] = field(default=frozenset({"https"}))

    def allows(self, url: URL) -> bool:
        """Whether an address may be asked at all; which machine it leads to is seen when connecting."""
        host = (url.host or "").lower().rstrip(".")
        return url.scheme in self.schemes and not url.user and any(_ends(host, ending) for ending in self.hosts)

    def admits(self, address: str) -> bool:
        """Whether a connection may be made to an address: a public one, or one in an allowed network."""
        try:
            found = _plain(ipaddress.ip_address(address.partition("%")[0]))
        except ValueError:
            return False
        allowed = any(found.version == net.version and found in net for net in self.networks)
        return allowed or (found.is_global and not found.is_multicast)


def exact(address: str) -> URL | None:
    """Return an address that was signed, nothing of it quoted anew; None where it is no http address."""
    if not re.fullmatch(r"https?://[\x21-\x7e]+", address):
        return None
    try:
        url = URL(address, encoded=True)
    except ValueError:
        return None
    return url if url.host else None


def _ends(host: str, ending: str) -> bool:
    return host.endswith(ending) if ending.startswith(".") else host == ending


def _plain(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, where it does."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _EMBEDDED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
    return inner or address


class Network:
    """Makes the sessions of one installation. Raises Misconfigured where the certificates cannot be read."""

    def __init__(self, settings: NetworkSettings) -> None:
        self._proxy = settings.proxy.get_secret_value() or None
        self._networks = settings.file_networks
        self._trust = _trust(settings.ca_file)

    def session(self) -> aiohttp.ClientSession:
        """Return a session for calls to a platform and for its long connection."""
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=self._trust),
            timeout=CALLS,
            proxy=self._proxy,
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    def file_session(self, reach: Reach | None = None) -> aiohttp.ClientSession:
        """Return a session for files at addresses that messages name: it goes nowhere but within `reach`.

        The inner networks that are set are allowed to every platform's hosts.

        It is the socket that looks at the machine's address, after every resolving, so that no name can lead
        elsewhere the second time. Behind a proxy it is the proxy that resolves; the names are held all the same.
        """
        reach = reach or Reach()
        reach = replace(reach, networks=(*reach.networks, *self._networks))

        def connect(info: tuple[Any, Any, Any, Any, Any]) -> socket.socket:
            if not (self._proxy or reach.admits(str(info[4][0]))):
                raise PermissionError("an address that is not public")
            return socket.socket(info[0], info[1], info[2])

        async def stay(request: aiohttp.ClientRequest, ask: ClientHandlerType) -> aiohttp.ClientResponse:
            if not reach.allows(request.url):
                raise PlatformError("a file's address is not one of the platform's", Remedy.GIVE_UP)
            response = await ask(request)
            if 300 <= response.status < 400:
                response.close()
                raise PlatformError("a file's address leads elsewhere", Remedy.GIVE_UP)
            return response

        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=self._trust, socket_factory=connect),
            timeout=FILES,
            proxy=self._proxy,
            middlewares=(stay,),
            headers={"Accept-Encoding": "identity"},
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )


@lru_cache(maxsize=1)
def _trust(ca_file: str) -> ssl.SSLContext:
    """The machine's own authorities, and those of a file; read once, which takes 20 ms."""
    context = ssl.create_default_context()
    if ca_file:
        try:
            context.load_verify_locations(ca_file)
        except OSError as error:  # ssl.SSLError is one
            said = "找不到文件" if isinstance(error, FileNotFoundError) else "不是有效的证书文件（PEM）"
            raise Misconfigured(f"[network] ca_file：{said}（{ca_file}）。") from None
    return context
