"""Callbacks on their way to the bot's address: sealed, signed, said again when no 200 came in five seconds."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp

from tests.platforms.wecom.sealing import Seal

if TYPE_CHECKING:
    from tests.platforms.wecom.record import Said
    from tests.platforms.wecom.server import WeCom

ATTEMPTS = 3
VERIFIED_WITHIN = 1.0
ANSWERED_WITHIN = 5.0


@dataclass(frozen=True, slots=True)
class Sent:
    """What one request was sent with, and what came back; a status of 0 is no answer in time."""

    query: dict[str, str]
    data: str
    status: int = 0
    text: str = ""


class Mailbox:
    """The callback address of one account: URL, token and key as its administrator typed them in."""

    def __init__(self, wecom: WeCom, url: str, seal: Seal) -> None:
        self.wecom = wecom
        self.url = url
        self.seal = seal
        self.sent: list[Sent] = []

    def query(self, sealed: str) -> dict[str, str]:
        """A fresh timestamp and nonce, and the signature."""
        timestamp, nonce = str(int(self.wecom.now())), str(secrets.randbelow(10**10))
        return {"msg_signature": self.seal.sign(timestamp, nonce, sealed), "timestamp": timestamp, "nonce": nonce}

    async def verify(self) -> bool:
        """Save the page of the console: the address must give back what was sealed, exactly, in a second."""
        plain = str(secrets.randbelow(10**19))
        echo = self.seal.close(plain)
        query = {**self.query(echo), "echostr": echo}

        async def ask() -> tuple[int, bytes]:
            async with self.wecom.client.get(self.url, params=query, allow_redirects=False) as answer:
                return answer.status, await answer.read()

        answered = await self.wecom.within(ask(), VERIFIED_WITHIN)
        if answered != (200, plain.encode()):
            self.wecom.fault("verification", 0, f"expected 200 and {plain}, not {answered}")
        return bool(answered == (200, plain.encode()))

    async def post(self, sealed: str, data: str, kind: str) -> Sent:
        """One attempt. `fail("callback", lost=…)` loses the next one, or its answer."""
        query = self.query(sealed)

        async def ask() -> Sent:
            about = {
                "params": query,
                "data": data.encode(),
                "headers": {"Content-Type": kind},
                "allow_redirects": False,
            }
            try:
                async with self.wecom.client.post(self.url, **about) as answer:
                    return Sent(query, data, answer.status, await answer.text())
            except aiohttp.ClientError:
                return Sent(query, data)

        failure = self.wecom.planned("callback")
        sent = (None if failure.lost == "request" else await self.wecom.within(ask(), ANSWERED_WITHIN)) or Sent(
            query, data
        )
        if failure.lost:
            sent = Sent(query, data)
        self.sent.append(sent)
        return sent

    async def bring(self, said: Said, envelope: Callable[[str], tuple[str, str]], *, once: bool = False) -> Sent | None:
        """Deliver a message: three attempts in total, one for a card. Return the answered attempt."""
        for _ in range(1 if once else ATTEMPTS):
            sealed = self.seal.close(said.body)
            sent = await self.post(sealed, *envelope(sealed))
            said.attempts.append(sent.status)
            if sent.status == 200:
                said.is_delivered = True
                return sent
        self.wecom.fault("callback", 0, f"{said.id} was answered {said.attempts}")
        return None
