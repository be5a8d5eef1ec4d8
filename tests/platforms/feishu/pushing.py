"""A push on its way over the long connection: one receiver by chance, in one frame or in fragments, and its answer."""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
from typing import TYPE_CHECKING, Any

from tests.platforms.feishu.frames import DATA, Frame
from tests.platforms.feishu.limits import ANSWERED_WITHIN
from tests.platforms.feishu.longlink import NOT_ONLINE, SERVICE

if TYPE_CHECKING:
    from tests.platforms.double import Failure
    from tests.platforms.feishu.application import App
    from tests.platforms.feishu.delivery import Push
    from tests.platforms.feishu.server import Feishu


async def bring(push: Push, failure: Failure) -> tuple[int, dict[str, Any] | None]:
    """One attempt: one receiver by chance; the code of its acknowledgement, and what came with it.

    `lost="part"` loses one fragment of it.
    """
    app, feishu = push.app, push.app.feishu
    if not app.held:
        return NOT_ONLINE, None
    connection = feishu.chance.choice(app.held)
    frames = _fragments(push, app, failure)
    message_id = frames[0].header("message_id")
    waiting: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
    connection.awaited[message_id] = (frames, waiting)
    try:
        for frame in frames[1:] if failure.lost == "part" else frames:
            await connection.tell(frame)
        told = await feishu.within(_outcome(waiting), ANSWERED_WITHIN)
    finally:
        del connection.awaited[message_id]
    if not told:
        return -1, None
    return int(told["code"]), _data(feishu, told)


async def _outcome(waiting: asyncio.Future[dict[str, Any]]) -> dict[str, Any] | None:
    try:
        return await waiting
    except asyncio.CancelledError:
        return None


def _data(feishu: Feishu, told: dict[str, Any]) -> dict[str, Any] | None:
    """The object in `data`, None where there is none."""
    if told.get("data") is None:
        return None
    try:
        answer = json.loads(base64.b64decode(told["data"], validate=True))
    except (ValueError, TypeError):
        answer = None
    if not isinstance(answer, dict):
        feishu.fault("socket", 0, f"data is no object in base64: {told['data']!r}")
        return None
    return answer


def _fragments(push: Push, app: App, failure: Failure) -> list[Frame]:
    """The frames of a push, in any order where the app's are shuffled."""
    feishu, payload = app.feishu, push.body.encode()
    count = max(1, min(app.fragments, len(payload)), 2 * (failure.lost == "part"))
    size = -(-len(payload) // count)
    count = -(-len(payload) // size)
    kind = app.click_frames if push.is_click else "event"
    message_id, log_id = secrets.token_hex(16), secrets.randbelow(2**63)
    about = [("type", kind), ("message_id", message_id), ("sum", str(count))]
    traced = ("trace_id", secrets.token_hex(16))
    frames = [
        Frame(
            place + 1,
            log_id,
            SERVICE,
            DATA,
            [*about, ("seq", str(place)), traced],
            payload=payload[place * size : (place + 1) * size],
        )
        for place in range(count)
    ]
    if app.shuffles:
        feishu.chance.shuffle(frames)
    return frames
