"""A desk on loopback that answers REST calls as it is told and remembers what it was asked: for the client's own tests."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

OK = {"errcode": 0, "errmsg": "ok"}


@dataclass
class Asked:
    """One request as it came."""

    path: str
    query: dict[str, str]
    body: bytes
    content_type: str
    raw: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Desk:
    """Gives tokens T1, T2, …; other answers are taken from `answers` of their path, else all is well."""

    address: str = ""
    asked: list[Asked] = field(default_factory=list)
    answers: dict[str, deque[Any]] = field(default_factory=lambda: defaultdict(deque))
    always: dict[str, Any] = field(default_factory=dict)
    is_same_token: bool = False
    expires_in: int = 7200

    def paths(self, path: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.path.endswith(path)]

    def refuses(self, path: str, *codes: int, errmsg: str = "refused") -> None:
        self.answers[path].extend({"errcode": code, "errmsg": errmsg} for code in codes)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        name = request.path.removeprefix("/cgi-bin/")
        body = await request.read()
        self.asked.append(Asked(request.path, dict(request.query), body, request.content_type, request.raw_path))
        answer = self.answers[name].popleft() if self.answers[name] else self.always.get(name)
        if callable(answer):
            answer = await answer(request)
        if isinstance(answer, web.StreamResponse):
            return answer
        if answer is None:
            answer = self._token() if name == "gettoken" else {**OK, "msgid": "M", "media_id": "MEDIA"}
        return web.json_response(answer)

    def _token(self) -> dict[str, Any]:
        number = 1 if self.is_same_token else len(self.paths("gettoken"))
        return {**OK, "access_token": f"T{number}", "expires_in": self.expires_in}


@asynccontextmanager
async def open_desk(port: int):
    desk = Desk(address=f"http://127.0.0.1:{port}")
    app = web.Application(client_max_size=100 << 20)
    app.router.add_route("*", "/{path:.*}", desk.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield desk
    finally:
        await runner.cleanup()
