"""What an app may read: messages, their resources, chats and members, names, itself, the addresses of Feishu."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import filetype
from aiohttp import web

from tests.platforms.feishu.limits import GROUP, Refusal
from tests.platforms.feishu.record import Chat, Heard, Message, Said
from tests.platforms.shapes import Many, Part, Text

if TYPE_CHECKING:
    from tests.platforms.feishu.application import App
    from tests.platforms.feishu.rest import Call

NAMES = Part({"user_ids": Many(Text(must=True), 10, must=True)})


def milliseconds(at: float) -> str:
    return str(int(at * 1000))


def mention(app: App, place: int, called: Any) -> dict[str, Any]:
    """One mention as the REST APIs tell it: its id is a plain text."""
    is_user = isinstance(called, str)
    about = {"id": app.open_id_of(called) if is_user else called.open_id, "id_type": "open_id"}
    name = app.feishu.persons[called].name if is_user else called.name
    return {"key": f"@_user_{place}", "name": name, "tenant_key": app.feishu.tenant_key, **about}


def item(app: App, message: Message, above: str = "") -> dict[str, Any]:
    """A message as the REST APIs tell it."""
    said_by = {"id": "", "id_type": "app_id", "sender_type": "app", "tenant_key": app.feishu.tenant_key}
    if isinstance(message, Heard):
        said_by["id"] = message.by.id
    elif isinstance(message, Said):
        said_by |= {"id": app.open_id_of(message.user), "id_type": "open_id", "sender_type": "user"}
    content = message.content if not message.is_gone else {"text": "This message was recalled"}
    called = message.called if isinstance(message, Said) else []
    told: dict[str, Any] = {"message_id": message.id, "msg_type": message.kind, "chat_id": message.chat.id}
    told |= {"create_time": milliseconds(message.at), "update_time": milliseconds(message.updated_at or message.at)}
    told |= {"deleted": message.is_gone, "updated": bool(message.updated_at), "sender": said_by}
    told["body"] = {"content": json.dumps(content, ensure_ascii=False)}
    told["mentions"] = [mention(app, place, one) for place, one in enumerate(called, 1)]
    if message.parent:
        told |= {"parent_id": message.parent.id, "root_id": (message.root or message.parent).id}
    if message.thread:
        told["thread_id"] = message.thread
    return told | ({"upper_message_id": above} if above else {})


def _found(call: Call) -> Message:
    """The message in the address, where the app may read it. Raises Refusal."""
    app, given = call.app, call.id()
    if not given.startswith("om_"):
        raise Refusal(99992354, f"not a valid message_id: {given}")
    message = app.feishu.messages.get(given)
    if message is None:
        raise Refusal(230110, "The message has been deleted or does not exist")
    if app not in message.chat.apps:
        raise Refusal(230002, "Bot/User can NOT be out of the chat")
    return message


def _may_read(app: App, chat: Chat) -> None:
    if chat.is_group and GROUP not in app.scopes:
        raise Refusal(230027, f"Lack of necessary permissions: need scope: {GROUP}")


async def get_message(call: Call) -> dict[str, Any]:
    """GET /im/v1/messages/:id: the message, and what was merged in it."""
    message = _found(call)
    _may_read(call.app, message.chat)
    return {"data": {"items": [item(call.app, message), *_inside(call.app, message)]}}


def _inside(app: App, message: Message) -> list[dict[str, Any]]:
    found = []
    for one in message.inside:
        found += [item(app, one, above=message.id), *_inside(app, one)]
    return found


async def list_messages(call: Call) -> dict[str, Any]:
    """GET /im/v1/messages: of a chat (in a topic group the roots alone), or of a thread."""
    query, app = call.query, call.app
    begin, size = call.page(50)
    kind, given = query.get("container_id_type", ""), query.get("container_id", "")
    of_chat = app.feishu.chats.get(given)
    if kind == "thread":
        found = [one for one in app.feishu.messages.values() if one.thread == given]
        of_chat = found[0].chat if found else None
    elif kind == "chat":
        found = list(of_chat.messages) if of_chat else []
        found = [one for one in found if not one.thread or one.parent is None]
    else:
        raise Refusal(230001, f"Your request contains an invalid request parameter: container_id_type {kind!r}")
    if of_chat is None or app not in of_chat.apps:
        raise Refusal(230002, "Bot/User can NOT be out of the chat")
    _may_read(app, of_chat)
    since, until = float(query.get("start_time", 0)), float(query.get("end_time", 1e18))
    if kind == "thread" and {"start_time", "end_time"} & query.keys():
        raise Refusal(230001, "Your request contains an invalid request parameter: a thread has no time range")
    found = sorted((one for one in found if since <= one.at <= until), key=lambda one: one.at)
    if query.get("sort_type") == "ByCreateTimeDesc":
        found.reverse()
    page = found[begin : begin + size]
    has_more = len(found) > begin + size
    items = [item(app, one) for one in page]
    return {"data": {"items": items, "has_more": has_more, "page_token": str(begin + size) if has_more else ""}}


async def get_resource(call: Call) -> web.Response:
    """GET /im/v1/messages/:id/resources/:key: the bytes, or why not."""
    app, message, key, kind = call.app, _found(call), call.id("key"), call.query.get("type", "")
    if message.is_gone:
        raise Refusal(230110, "Action unavailable as the message has been deleted")
    if kind not in ("image", "file"):
        raise Refusal(234001, f"Invalid request param: type {kind!r}")
    if message.chat.is_external:
        raise Refusal(234009, "Lark not support: the chat is external")
    if message.at < message.chat.joined_at:
        raise Refusal(234040, "The message is invisible to the bot")
    if message.is_inside or message.kind in ("sticker", "interactive", "merge_forward", "folder"):
        raise Refusal(234043, f"Unsupported message type {message.kind}")
    if key not in message.files or (kind == "image") != key.startswith("img_"):
        raise Refusal(234003, f"File not in msg: {key} as {kind}")
    file = message.files[key]
    if len(file.data) > app.feishu.resource_octets:
        raise Refusal(234037, "Downloaded file size exceeds limit")
    return _bytes(file.data, file.name)


def _bytes(data: bytes, name: str) -> web.Response:
    guessed = filetype.guess_mime(data) or "application/octet-stream"
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return web.Response(body=data, content_type=guessed, headers={"Content-Disposition": disposition})


async def get_own(call: Call) -> web.Response:
    """GET /im/v1/images/:key and files/:key: what the app itself uploaded."""
    if call.id("key") not in call.app.kept:
        raise Refusal(234008, "The app is not the resource sender")
    file = call.app.kept[call.id("key")].file
    return _bytes(file.data, file.name)


# Chats, members, names.


def _chat(call: Call) -> Chat:
    chat = call.app.feishu.chats.get(call.id())
    if chat is None:
        raise Refusal(232006, "Your request specifies a chat_id which is invalid")
    if chat.refuses == 232009:
        raise Refusal(232009, "Your request specifies a chat which has already been dissolved")
    if call.app not in chat.apps:
        raise Refusal(232011, "Operator can NOT be out of the chat")
    if chat.is_external and not call.app.is_shared_outside:
        raise Refusal(232033, "The operator or invited bots does NOT have the authority to manage external chats")
    return chat


async def get_chat(call: Call) -> dict[str, Any]:
    """GET /im/v1/chats/:id."""
    chat = _chat(call)
    told = {"name": chat.name, "chat_mode": chat.mode, "external": chat.is_external, "chat_status": "normal"}
    told |= {"group_message_type": "thread" if chat.mode == "topic" else "chat", "chat_type": "private"}
    told |= {"user_count": str(len(chat.people)), "bot_count": str(len(chat.apps)), "avatar": "", "description": ""}
    return {"data": {**told, "tenant_key": call.app.feishu.tenant_key, "owner_id_type": "open_id"}}


async def list_chats(call: Call) -> dict[str, Any]:
    """GET /im/v1/chats: the groups of the bot."""
    begin, size = call.page(100)
    mine = [one for one in call.app.feishu.chats.values() if one.is_group and call.app in one.apps]
    items = [
        {"chat_id": one.id, "name": one.name, "external": one.is_external, "chat_status": "normal"}
        for one in mine[begin : begin + size]
    ]
    has_more = len(mine) > begin + size
    return {"data": {"items": items, "has_more": has_more, "page_token": str(begin + size) if has_more else ""}}


async def list_members(call: Call) -> dict[str, Any]:
    """GET /im/v1/chats/:id/members: the persons, not the bots."""
    chat, (begin, size) = _chat(call), call.page(100)
    people = sorted(chat.people)
    about = {"member_id_type": "open_id", "tenant_key": call.app.feishu.tenant_key}
    items = [
        {"member_id": call.app.open_id_of(user), "name": call.app.feishu.persons[user].name, **about}
        for user in people[begin : begin + size]
    ]
    has_more = len(people) > begin + size
    token = str(begin + size) if has_more else ""
    return {"data": {"items": items, "has_more": has_more, "page_token": token, "member_total": len(people)}}


async def name_users(call: Call) -> dict[str, Any]:
    """POST /contact/v3/users/basic_batch: up to ten names, five times a second."""
    app, body = call.app, call.shaped(NAMES)
    if app.feishu.per_contact.take(app.id):
        refusal = Refusal(99991400, "request trigger frequency limit", 429)
        refusal.headers = {"x-ogw-ratelimit-limit": "5", "x-ogw-ratelimit-reset": "1"}
        raise refusal
    users = []
    for given in body["user_ids"]:
        person = app.feishu.persons[app.person(given, call.query.get("user_id_type", "open_id"))]
        users.append({"user_id": given, "name": person.name, "i18n_name": {"zh_cn": person.name}})
    return {"data": {"users": users}}


async def tell_bot(call: Call) -> dict[str, Any]:
    """GET /bot/v3/info: its fields stand under `bot`."""
    app = call.app
    about = {"activate_status": 2 if app.has_bot else 0, "app_name": app.name, "avatar_url": "", "ip_white_list": []}
    return {"msg": "ok", "bot": {**about, "open_id": app.open_id}}


async def list_addresses(call: Call) -> dict[str, Any]:
    """GET /event/v1/outbound_ip."""
    begin, size = call.page(50)
    listed = call.app.feishu.outbound
    has_more = len(listed) > begin + size
    token = str(begin + size) if has_more else ""
    return {"data": {"ip_list": listed[begin : begin + size], "has_more": has_more, "page_token": token}}
