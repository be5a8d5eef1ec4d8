"""The REST calls of self-built apps: token, messages, media, names."""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.platforms.double import Refusal
from tests.platforms.wecom.application import TOKEN_LASTS, Application
from tests.platforms.wecom.rest import answering
from tests.platforms.wecom.uploads import uploaded

if TYPE_CHECKING:
    from tests.platforms.wecom.server import WeCom


def apps(wecom: WeCom) -> list[Application]:
    return [one for one in wecom.accounts.values() if isinstance(one, Application)]


def fetch_token(wecom: WeCom, corp: str, secret: str) -> dict[str, Any]:
    """Give the token that is valid, or a new one; every fetch is counted. Raises Refusal."""
    of_corp = [one for one in apps(wecom) if one.corp == corp]
    if not of_corp:
        raise Refusal(40013, "invalid corpid")
    app = next((one for one in of_corp if one.secret == secret), None)
    if app is None:
        raise Refusal(40001, "invalid credential")
    app.token_fetches.append(wecom.now())
    if not app.access_token or wecom.now() >= app.expires_at:
        app.access_token, app.expires_at = secrets.token_urlsafe(64), wecom.now() + TOKEN_LASTS
    return {"access_token": app.access_token, "expires_in": int(app.expires_at - wecom.now())}


def of_token(wecom: WeCom, token: str) -> Application:
    """The app whose token this is. Raises Refusal: 41001, 40014, 42001, 60020."""
    if not token:
        raise Refusal(41001, "access_token missing")
    app = next((one for one in apps(wecom) if token == one.access_token), None)
    if app is None:
        raise Refusal(40014, "invalid access_token")
    if wecom.now() >= app.expires_at:
        raise Refusal(42001, "access_token expired")
    if not app.is_trusted:
        raise Refusal(60020, f"not allow to access from your ip, from ip: {wecom.address_of_caller}")
    return app


async def give_media(wecom: WeCom, request: web.Request) -> web.StreamResponse:
    """media/get: the bytes, or an errcode in JSON."""
    wecom.calls.append(("media/get", request.query_string))
    failure = wecom.planned("media/get")
    if failure.status:
        return web.Response(status=failure.status)
    try:
        if failure.code:
            return web.json_response({"errcode": failure.code, "errmsg": "planned"})
        file = of_token(wecom, request.query.get("access_token", "")).uploads.find(
            "", request.query.get("media_id", "")
        )
    except Refusal as refusal:
        return web.json_response(wecom.refused("media/get", refusal))
    return web.Response(body=file.data, headers={"Content-Disposition": f'attachment; filename="{file.name}"'})


def add_to(served: web.Application, wecom: WeCom) -> None:
    """Serve the API of every app."""

    def called(request: web.Request) -> Application:
        return of_token(wecom, request.query.get("access_token", ""))

    async def gettoken(request: web.Request, body: Any) -> dict[str, Any]:
        return fetch_token(wecom, request.query.get("corpid", ""), request.query.get("corpsecret", ""))

    async def send(request: web.Request, body: Any) -> dict[str, Any]:
        return called(request).send(body)

    async def update(request: web.Request, body: Any) -> dict[str, Any]:
        called(request).update(body)
        return {"invaliduser": []}

    async def upload(request: web.Request, body: Any) -> dict[str, Any]:
        return called(request).uploads.keep(request.query.get("type", ""), await uploaded(request))

    async def user(request: web.Request, body: Any) -> dict[str, Any]:
        app, userid = called(request), request.query.get("userid", "")
        if userid not in wecom.persons:
            raise Refusal(60111, f"userid not found: {userid}")
        if not app.may_read_names or not app.can_see(userid):
            raise Refusal(60011, "no privilege to access the member")
        return {"userid": userid, "name": wecom.persons[userid], "status": 1}

    async def agent(request: web.Request, body: Any) -> dict[str, Any]:
        app = called(request)
        if request.query.get("agentid") != str(app.agent):
            raise Refusal(40056, "invalid agentid")
        return {"agentid": app.agent, "name": app.name}

    for way, handler in (("message/send", send), ("message/update_template_card", update), ("media/upload", upload)):
        served.router.add_post(f"/cgi-bin/{way}", answering(wecom, way, handler))
    served.router.add_get("/cgi-bin/gettoken", answering(wecom, "gettoken", gettoken))
    served.router.add_get("/cgi-bin/user/get", answering(wecom, "user/get", user))
    served.router.add_get("/cgi-bin/agent/get", answering(wecom, "agent/get", agent))
    served.router.add_get("/cgi-bin/media/get", partial(give_media, wecom))
