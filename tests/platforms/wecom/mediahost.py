"""The host from which media are fetched: ciphertext only, behind links that hold for five minutes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from aiohttp import web

from tests.platforms.double import File
from tests.platforms.wecom.sealing import encrypt

if TYPE_CHECKING:
    from tests.platforms.wecom.server import WeCom

LINK_HOLDS = 300


@dataclass(slots=True)
class Served:
    file: File
    sealed: bytes
    until: float
    fetched: int = 0


class MediaHost:
    """Files by the name of their link. `fail("media", status=503)` lets the next fetches fail."""

    def __init__(self, wecom: WeCom) -> None:
        self.wecom = wecom
        self.served: dict[str, Served] = {}

    def add_to(self, served: web.Application) -> None:
        served.router.add_get("/media/{name}", self._give)

    def link(self, file: File, key: bytes) -> str:
        """A new link to a file, sealed with a key."""
        name = secrets.token_urlsafe(12)
        self.served[name] = Served(file, encrypt(key, file.data), self.wecom.now() + LINK_HOLDS)
        return self.wecom.link(f"/media/{name}?sign={secrets.token_hex(8)}")

    def expire(self) -> None:
        """Let every link die."""
        for one in self.served.values():
            one.until = 0

    async def _give(self, request: web.Request) -> web.Response:
        served = self.served.get(request.match_info["name"])
        self.wecom.calls.append(("media", request.match_info["name"]))
        failure = self.wecom.planned("media")
        if failure.status:
            return web.Response(status=failure.status)
        if served is None:
            return web.Response(status=404)
        if self.wecom.now() >= served.until:
            self.wecom.fault("media", 403, "the link has expired")
            return web.Response(status=403, text="<Error><Code>AccessDenied</Code></Error>")
        served.fetched += 1
        name = served.file.name
        plain = f'filename="{name}"' if name.isascii() else f"filename*=UTF-8''{quote(name)}"
        return web.Response(body=served.sealed, headers={"Content-Disposition": f"attachment; {plain}"})
