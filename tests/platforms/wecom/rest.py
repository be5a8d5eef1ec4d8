"""What every REST call has in common: real UTF-8 JSON in, an errcode out, failures that were planned."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.platforms.double import Refusal, hung_up

if TYPE_CHECKING:
    from tests.platforms.wecom.server import WeCom

ESCAPED = re.compile(rb"\\u(?!00[01])[0-9a-fA-F]{4}")
Handler = Callable[[web.Request, Any], Awaitable[dict[str, Any]]]


async def json_of(request: web.Request) -> Any:
    """The JSON of a POST. Raises Refusal: 40033 for escapes where real UTF-8 is wanted (D:90455)."""
    if request.method != "POST" or request.content_type.startswith("multipart/"):
        return None
    raw = await request.read()
    if ESCAPED.search(raw):
        raise Refusal(40033, "invalid request: escaped characters instead of UTF-8")
    try:
        return json.loads(raw)
    except ValueError:
        raise Refusal(40058, "Warning: wrong json format") from None


def answering(wecom: WeCom, way: str, handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Wrap a handler: planned failures first, refusals as errcodes, everything counted."""

    async def answer(request: web.Request) -> web.Response:
        wecom.calls.append((way, request.query_string))
        failure = wecom.planned(way)
        if failure.status:
            return web.Response(status=failure.status)
        if failure.lost == "request":
            return hung_up(request)
        if failure.code:
            from_where = f"not allow to access from your ip, from ip: {wecom.address_of_caller}"
            why = from_where if failure.code == 60020 else "planned"
            return web.json_response({"errcode": failure.code, "errmsg": f"{why}, hint: [1]"})
        try:
            said = {"errcode": 0, "errmsg": "ok"} | await handler(request, await json_of(request))
        except Refusal as refusal:
            said = wecom.refused(way, refusal)
        return hung_up(request) if failure.lost else web.json_response(said)

    return answer
