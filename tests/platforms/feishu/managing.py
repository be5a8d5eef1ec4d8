"""What an app may read of itself: its scopes, a version that waits, who may use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.platforms.feishu.limits import SCOPES, Refusal

if TYPE_CHECKING:
    from tests.platforms.feishu.rest import Call


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
