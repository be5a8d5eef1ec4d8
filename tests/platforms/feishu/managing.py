"""What an app may read of itself: its scopes, a version that waits, who may use it; and custom bots beside it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.platforms.feishu.limits import SCOPES, Refusal
from tests.platforms.feishu.rest import said
from tests.platforms.shapes import Misshapen, Part, Text, hold

if TYPE_CHECKING:
    from aiohttp import web

    from tests.platforms.feishu.rest import Call
    from tests.platforms.feishu.server import Feishu

HOOKED = Part(
    {
        "timestamp": Text(),
        "sign": Text(),
        "msg_type": Text(must=True),
        "content": Part({"text": Text(must=True)}, must=True),
    }
)


@dataclass
class Hook:
    """A group's custom bot: the secret it signs with, where it does, and what it has said."""

    secret: str = ""
    heard: list[str] = field(default_factory=list)


async def list_scopes(call: Call) -> dict[str, Any]:
    """GET /application/v6/scopes: what it was granted (1), and what it only asked for (2)."""
    asked = sorted(SCOPES | call.app.scopes)
    return {"data": {"scopes": [{"scope_name": one, "grant_status": 2 - (one in call.app.scopes)} for one in asked]}}


async def get_app(call: Call) -> dict[str, Any]:
    """GET /application/v6/applications/me."""
    if call.query.get("lang") not in ("zh_cn", "en_us", "ja_jp"):
        raise Refusal(99992402, "field validation failed: lang is required")
    app = {"app_id": call.app.id, "app_name": call.app.name, "status": 1, "scene_type": 0}
    return {"data": {"app": {**app, "online_version_id": "oav_1", "unaudit_version_id": call.app.waiting_version}}}


async def tell_visibility(call: Call) -> dict[str, Any]:
    """GET /application/v2/app/visibility."""
    app = call.app
    if call.query.get("app_id") != app.id:
        raise Refusal(50003, "invalid app_id")
    users = [{"open_id": app.open_id_of(user)} for user in sorted(app.visible or ())]
    about = {"departments": [], "groups": [], "invisible_users": [], "has_more_users": 0, "user_page_token": ""}
    return {"data": {**about, "users": users, "is_visible_to_all": int(app.visible is None)}}


def add_hooks_to(served: web.Application, feishu: Feishu) -> None:
    """Serve the custom bots: POST /open-apis/bot/v2/hook/:token."""

    async def say(request: web.Request) -> web.Response:
        feishu.calls.append(("hook", ""))
        hook = feishu.hooks.get(request.match_info["token"])
        if hook is None:
            return said({"code": 19001, "msg": "param invalid: incoming webhook access token invalid", "data": {}})
        try:
            body = await request.json()
            hold(body, HOOKED, "body")
        except (ValueError, Misshapen):
            return said({"code": 9499, "msg": "Bad Request", "data": {}})
        if hook.secret and not _is_signed(body, hook.secret, feishu.now()):
            return said({"code": 19021, "msg": "sign match fail or timestamp is not within one hour", "data": {}})
        hook.heard.append(body["content"]["text"])
        return said({"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"})

    served.router.add_post("/open-apis/bot/v2/hook/{token}", say)


def _is_signed(body: dict[str, Any], secret: str, now: float) -> bool:
    timestamp = body.get("timestamp", "")
    right = hmac.new(f"{timestamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
    return (
        timestamp.isdigit()
        and abs(now - int(timestamp)) <= 3600
        and body.get("sign") == base64.b64encode(right).decode()
    )
