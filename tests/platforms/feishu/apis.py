"""Every API of Feishu that is served here, by name, with the scopes that it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.platforms.double import hung_up
from tests.platforms.feishu import managing, reading, sending, uploads
from tests.platforms.feishu.limits import READ, SEND, Api, Refusal
from tests.platforms.feishu.rest import answered_as_planned, answering, said

if TYPE_CHECKING:
    from aiohttp import web

    from tests.platforms.feishu.server import Feishu

MESSAGES, MESSAGE = "/im/v1/messages", "/im/v1/messages/{id}"
RESOURCE = ("im:resource", "im:resource:upload")
REACT = ("im:message.reactions:write_only", "im:message")
ABOUT_APP = ("application:application:self_manage", "admin:app.info:readonly")
CHATS = ("im:chat:readonly", "im:chat:read", "im:chat")
SERVED: dict[Api, Any] = {
    Api("messages.create", "POST", MESSAGES, SEND): sending.create,
    Api("messages.reply", "POST", f"{MESSAGE}/reply", SEND): sending.reply,
    Api("messages.patch", "PATCH", MESSAGE, SEND): sending.patch,
    Api("messages.put", "PUT", MESSAGE, SEND): sending.put,
    Api("messages.delete", "DELETE", MESSAGE, SEND): sending.delete,
    Api("messages.get", "GET", MESSAGE, READ): reading.get_message,
    Api("messages.list", "GET", MESSAGES, READ): reading.list_messages,
    Api("resources.get", "GET", f"{MESSAGE}/resources/{{key}}", READ): reading.get_resource,
    Api("reactions.create", "POST", f"{MESSAGE}/reactions", REACT): sending.react,
    Api("reactions.list", "GET", f"{MESSAGE}/reactions", ("im:message.reactions:read", *READ)): sending.list_reactions,
    Api("reactions.delete", "DELETE", f"{MESSAGE}/reactions/{{reaction}}", REACT): sending.unreact,
    Api("images.create", "POST", "/im/v1/images", RESOURCE): uploads.upload_image,
    Api("images.get", "GET", "/im/v1/images/{key}", RESOURCE[:1]): reading.get_own,
    Api("files.create", "POST", "/im/v1/files", RESOURCE): uploads.upload_file,
    Api("files.get", "GET", "/im/v1/files/{key}", RESOURCE[:1]): reading.get_own,
    Api("card.update", "POST", "/interactive/v1/card/update", (), 200): sending.update_card,
    Api("users.basic_batch", "POST", "/contact/v3/users/basic_batch", ("contact:user.basic_profile:readonly",)): (
        reading.name_users
    ),
    Api("bot.info", "GET", "/bot/v3/info", (), 200): reading.tell_bot,
    Api("chats.list", "GET", "/im/v1/chats", CHATS): reading.list_chats,
    Api("chats.get", "GET", "/im/v1/chats/{id}", CHATS): reading.get_chat,
    Api("members.list", "GET", "/im/v1/chats/{id}/members", (*CHATS, "im:chat.members:read")): reading.list_members,
    Api("scopes.list", "GET", "/application/v6/scopes", (), 200): managing.list_scopes,
    Api("app.get", "GET", "/application/v6/applications/me", ABOUT_APP): managing.get_app,
    Api("app.visibility", "GET", "/application/v2/app/visibility", ABOUT_APP[1:], 200): managing.tell_visibility,
    Api("outbound_ip", "GET", "/event/v1/outbound_ip", ("event:ip_list",)): reading.list_addresses,
}


def add_to(served: web.Application, feishu: Feishu) -> None:
    """Serve every API."""
    for api, handler in SERVED.items():
        served.router.add_route(api.method, f"/open-apis{api.path}", answering(feishu, api, handler))

    async def fetch_token(request: web.Request) -> web.Response:
        feishu.calls.append(("token", ""))
        failure = feishu.planned("token")
        if failed := answered_as_planned(failure, request):
            return failed
        try:
            done = said({"code": 0, "msg": "ok", **_token(feishu, await request.json())})
        except Refusal as refusal:
            done = feishu.refused("token", refusal, 200)
        except ValueError:
            done = feishu.refused("token", Refusal(10003, "invalid param"))
        return hung_up(request) if failure.lost else done

    managing.add_hooks_to(served, feishu)
    served.router.add_post("/open-apis/auth/v3/tenant_access_token/internal", fetch_token)


def _token(feishu: Feishu, body: Any) -> dict[str, Any]:
    """The token of an app. Raises Refusal: 10003 for a wrong shape, 10014 for wrong credentials."""
    if not isinstance(body, dict) or body.keys() != {"app_id", "app_secret"}:
        raise Refusal(10003, "invalid param")
    app = feishu.apps.get(body["app_id"])
    if app is None:
        raise Refusal(10003, "invalid param: app_id")
    if body["app_secret"] != app.secret:
        raise Refusal(10014, "app secret invalid")
    if not app.is_trusted:
        raise Refusal(99991401, f"ip {feishu.address_of_caller} is denied by app setting")
    return app.fetch_token()
