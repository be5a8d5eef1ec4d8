"""Events and clicks at the address of an app: sealed, signed, answered by 200 within three seconds; the console's challenge."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

import aiohttp

from tests.platforms.feishu.limits import ANSWERED_WITHIN, CHALLENGED_WITHIN
from tests.platforms.feishu.sealing import close, sign

if TYPE_CHECKING:
    from tests.platforms.double import Failure
    from tests.platforms.feishu.application import App
    from tests.platforms.feishu.delivery import Push

TIMED_OUT, UNREACHED = -1, 0
"""Instead of a status: no answer within three seconds, no connection."""


def sealed(app: App, text: str) -> tuple[bytes, dict[str, str]]:
    """A body and its headers as they go over the wire."""
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if not app.encrypt_key:
        return text.encode(), headers
    body = json.dumps({"encrypt": close(app.encrypt_key, text)}).encode()
    timestamp, nonce = str(int(app.feishu.now())), secrets.token_hex(8)
    signed = {"X-Lark-Request-Timestamp": timestamp, "X-Lark-Request-Nonce": nonce}
    return body, headers | signed | {"X-Lark-Signature": sign(app.encrypt_key, timestamp, nonce, body)}


async def post(push: Push, failure: Failure) -> tuple[int, dict[str, Any] | None]:
    """One attempt: the status, and the object that was answered."""
    del failure
    app = push.app
    body, headers = sealed(app, push.body)
    app.sent.append((body, headers))
    status, raw = await _post(app, body, headers, ANSWERED_WITHIN)
    if status != 200 or not raw.strip():
        return status, {} if status == 200 else None
    try:
        answer = json.loads(raw)
    except ValueError:
        return status, None
    return status, answer if isinstance(answer, dict) else None


async def _post(app: App, body: bytes, headers: dict[str, str], seconds: float) -> tuple[int, bytes]:
    async def ask() -> tuple[int, bytes]:
        try:
            async with app.feishu.client.post(app.url, data=body, headers=headers, allow_redirects=False) as answer:
                return answer.status, await answer.read()
        except aiohttp.ClientError:
            return UNREACHED, b""

    answered: tuple[int, bytes] | None = await app.feishu.within(ask(), seconds)
    return answered or (TIMED_OUT, b"")


async def verify(app: App) -> bool:
    """Save the address in the console: it must give the challenge back within a second."""
    challenge = secrets.token_urlsafe(16)
    told = {"challenge": challenge, "token": app.verification_token, "type": "url_verification"}
    body, headers = sealed(app, json.dumps(told))
    status, raw = await _post(app, body, {"Content-Type": headers["Content-Type"]}, CHALLENGED_WITHIN)
    try:
        is_right = status == 200 and json.loads(raw) == {"challenge": challenge}
    except ValueError:
        is_right = False
    if not is_right:
        app.feishu.fault("challenge", 0, f"expected 200 and {challenge}, not {status} {raw[:80]!r}")
    return is_right
