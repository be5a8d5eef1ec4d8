"""The one call that a message's `response_url` takes, plain JSON, within an hour (D:101138)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.platforms.double import Refusal
from tests.platforms.wecom.judging import judge
from tests.platforms.wecom.rest import answering
from tests.platforms.wecom.robot import Robot

if TYPE_CHECKING:
    from tests.platforms.wecom.record import Said
    from tests.platforms.wecom.server import WeCom

HOLDS = 3600


def add_to(served: web.Application, wecom: WeCom) -> None:
    """Serve the address that every message carries."""
    used: set[str] = set()

    async def respond(request: web.Request, body: Any) -> dict[str, Any]:
        code = request.query.get("response_code", "")
        said = next((one for one in wecom.said if one.id == code and isinstance(one.to, Robot)), None)
        if said is None or code in used or wecom.now() > said.at + HOLDS or not said.body:
            raise Refusal(40058, "response_code is none, or used, or older than an hour")
        _show(wecom, said, body)
        used.add(code)
        return {}

    served.router.add_post("/cgi-bin/aibot/response", answering(wecom, "aibot/response", respond))


def _show(wecom: WeCom, said: Said, body: Any) -> None:
    kind = judge("aibot/response", body)
    if kind == "template_card" and said.is_group:
        raise Refusal(40008, "no template_card in a group")
    if kind == "template_card":
        said.to.take_card(said.chat, body, "aibot/response", said)
    else:
        wecom.show(said.chat, said.to, "aibot/response", body, answers=said)
