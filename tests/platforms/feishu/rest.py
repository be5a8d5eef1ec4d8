"""What every call of an app has in common: token, address, quota, rates, scopes; JSON in and out; failures that were planned."""

from __future__ import annotations

import json
import math
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.platforms.double import Failure, hung_up
from tests.platforms.feishu.limits import Api, Refusal
from tests.platforms.shapes import Misshapen, Part, hold

if TYPE_CHECKING:
    from tests.platforms.feishu.application import App
    from tests.platforms.feishu.server import Feishu

HTML = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>"
GATEWAY = {99991400: 429, 99991663: 400, 234002: 401}


@dataclass(slots=True)
class Call:
    """One call: who calls, with what. `octets` is the size of the whole body."""

    app: App
    way: str
    request: web.Request
    body: Any = None
    octets: int = 0

    @property
    def query(self) -> dict[str, str]:
        return dict(self.request.query)

    def id(self, name: str = "id") -> str:
        """A part of the address."""
        return self.request.match_info[name]

    def shaped(self, shape: Part) -> dict[str, Any]:
        """The body, held to a shape. Raises Refusal 99992402."""
        try:
            hold(self.body, shape, "body")
        except Misshapen as wrong:
            raise Refusal(99992402, f"field validation failed: {wrong}") from None
        return dict(self.body)

    def page(self, most: int) -> tuple[int, int]:
        """Where a page begins and how long it is. Raises Refusal 99992402."""
        size, token = self.query.get("page_size", "20"), self.query.get("page_token", "0")
        if not size.isdigit() or not 1 <= int(size) <= most or not token.isdigit():
            raise Refusal(99992402, f"field validation failed: page_size is {size!r}, 1 to {most}")
        return int(token), int(size)


Handler = Callable[[Call], Awaitable[Any]]


def answering(feishu: Feishu, api: Api, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Wrap a handler: planned failures first, then the gateway, then the API itself; refusals as codes."""

    async def answer(request: web.Request) -> web.StreamResponse:
        feishu.calls.append((api.way, request.path_qs))
        failure = feishu.planned(api.way)
        if failed := answered_as_planned(failure, request):
            return failed
        try:
            call = await _admitted(feishu, api, request)
            done = await handler(call)
            if api.way in feishu.slow:
                await feishu.sleep(feishu.slow[api.way])
        except Refusal as refusal:
            done = feishu.refused(api.way, refusal, api.refused_with)
        except Misshapen as wrong:
            done = feishu.refused(api.way, Refusal(99992402, f"field validation failed: {wrong}"))
        if failure.lost:
            return hung_up(request)
        return done if isinstance(done, web.StreamResponse) else said({"code": 0, "msg": "success"} | done)

    return answer


def said(body: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """An answer as the gateway gives it."""
    with_log = {"X-Tt-Logid": secrets.token_hex(16).upper(), **(headers or {})}
    return web.json_response(
        body, status=status, headers=with_log, dumps=lambda one: json.dumps(one, ensure_ascii=False)
    )


def answered_as_planned(failure: Failure, request: web.Request) -> web.Response | None:
    """What a call gets before anybody has looked at it, None where nothing was planned.

    Any code on demand: `wait` becomes the header of the gateway, `sub` the ErrCode of a card, `why` the msg.
    """
    if failure.lost == "request":
        return hung_up(request)
    if not failure.code:
        page = {"text": HTML, "content_type": "text/html"}
        return web.Response(status=failure.status, **page) if failure.status else None
    wait = failure.more.get("wait", 1)
    headers = {"x-ogw-ratelimit-limit": "50", "x-ogw-ratelimit-reset": str(wait)} if failure.code == 99991400 else {}
    why = failure.more.get("why", "planned")
    if failure.code == 230099:
        why = f"Failed to create card content, ext=ErrCode: {failure.more.get('sub', 11310)}; ErrMsg: planned; "
    body = {"code": failure.code, "msg": why, "error": {"log_id": secrets.token_hex(16)}}
    return said(body, failure.status or GATEWAY.get(failure.code, 400), headers)


async def _admitted(feishu: Feishu, api: Api, request: web.Request) -> Call:
    """Everything that is checked before an API sees its call. Raises Refusal."""
    app = _caller(feishu, request)
    if not app.is_installed:
        raise Refusal(99991662, "the app is not enabled in the tenant")
    if not app.is_trusted:
        raise Refusal(99991401, f"ip {feishu.address_of_caller} is denied by app setting")
    if app.quota is not None:
        if app.quota <= 0:
            raise Refusal(99991403, "the quota of API calls of this month has been used up")
        app.quota -= 1
    if wait := app.per_api.take(api.way):
        refusal = Refusal(99991400, "request trigger frequency limit", 429)
        refusal.headers = {"x-ogw-ratelimit-limit": "50", "x-ogw-ratelimit-reset": str(math.ceil(wait))}
        raise refusal
    check_scopes(app, api.scopes)
    call = Call(app, api.way, request)
    if request.method in ("POST", "PATCH", "PUT") and not request.content_type.startswith("multipart/"):
        raw = await request.read()
        call.octets = len(raw)
        if request.content_type != "application/json":
            raise Refusal(99992402, f"field validation failed: Content-Type is {request.content_type}")
        try:
            call.body = json.loads(raw)
        except ValueError:
            raise Refusal(99992402, "field validation failed: the body is no JSON") from None
    return call


def _caller(feishu: Feishu, request: web.Request) -> App:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind != "Bearer" or not token:
        raise Refusal(99991661, "Missing access token for authorization")
    if not token.startswith("t-"):
        raise Refusal(99991671, "Invalid access token for authorization: tenant_access_token must start with t-")
    app = next((one for one in feishu.apps.values() if one.has_token(token)), None)
    if app is None:
        raise Refusal(99991663, "Invalid access token for authorization")
    return app


def check_scopes(app: App, scopes: tuple[str, ...]) -> None:
    """Whether an app has any one of some scopes. Raises Refusal 99991672 with their list."""
    if not scopes or app.scopes.intersection(scopes):
        return
    listed = ", ".join(scopes)
    why = (
        f"Access denied. One of the following scopes is required: [{listed}].应用尚未开通所需的应用身份权限：[{listed}]，"
        f"点击链接申请并开通任一权限即可：https://open.feishu.cn/app/{app.id}/auth?q={','.join(scopes)}"
    )
    violated = [{"type": "action_scope_required", "subject": scope} for scope in scopes]
    raise Refusal(99991672, why, permission_violations=violated)
