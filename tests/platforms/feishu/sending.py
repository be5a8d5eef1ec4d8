"""What an app says: create, reply, patch, edit, recall, react, and the card that changes after a click."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.platforms.feishu.cards import judge_card
from tests.platforms.feishu.contents import judge_content, judge_words
from tests.platforms.feishu.limits import (
    CARD_LASTS,
    EDITS,
    EMOJI,
    RECALL_LASTS,
    RICH_OCTETS,
    UPDATE_USES,
    UUID_CHARS,
    UUID_LASTS,
    Refusal,
)
from tests.platforms.feishu.reading import item
from tests.platforms.feishu.record import Chat, Heard, Message, Reaction
from tests.platforms.shapes import WHATEVER, One, Part, Text

if TYPE_CHECKING:
    from tests.platforms.feishu.application import App
    from tests.platforms.feishu.rest import Call

UUID = Text(chars=UUID_CHARS)
CREATE = Part({"receive_id": Text(must=True), "msg_type": Text(must=True), "content": Text(must=True), "uuid": UUID})
REPLY = Part({**CREATE.fields, "reply_in_thread": One((True, False))})
del REPLY.fields["receive_id"]
PUT = Part({"msg_type": Text(must=True), "content": Text(must=True)})
PATCH = Part({"content": Text(must=True)})
REACTION = Part({"reaction_type": Part({"emoji_type": Text(must=True)}, must=True)})
UPDATE = Part({"token": Text(must=True), "card": WHATEVER})


async def create(call: Call) -> dict[str, Any]:
    """POST /im/v1/messages."""
    body = call.shaped(CREATE)
    chat = _receiver(call, body["receive_id"])
    return await _say(call, chat, body)


async def reply(call: Call) -> dict[str, Any]:
    """POST /im/v1/messages/:id/reply."""
    body = call.shaped(REPLY)
    parent = message_of(call)
    if body.get("reply_in_thread") and not parent.chat.allows_threads:
        raise Refusal(230071, "The group does not support replying in thread")
    return await _say(call, parent.chat, body, parent)


def message_of(call: Call) -> Message:
    """The message in the address. Raises Refusal: 99992354, 231003, 230011, 230002."""
    given = call.id()
    if not given.startswith("om_"):
        raise Refusal(99992354, f"not a valid message_id: {given}")
    message = call.app.feishu.messages.get(given)
    if message is None:
        raise Refusal(231003, "The message is not found, may be deleted")
    if message.is_gone:
        raise Refusal(230011, "The message was withdrawn")
    if call.app not in message.chat.apps:
        raise Refusal(230002, "Bot/User can NOT be out of the chat")
    return message


def _receiver(call: Call, given: str) -> Chat:
    kind, app = call.query.get("receive_id_type", ""), call.app
    if kind not in ("open_id", "union_id", "user_id", "email", "chat_id"):
        raise Refusal(99992402, f"field validation failed: receive_id_type is {kind!r}")
    if kind != "chat_id":
        return app.feishu.private(app.person(given, kind), app)
    if not given.startswith("oc_"):
        raise Refusal(230034, f"The receive_id {given!r} does not match the receive_id_type {kind}")
    if given not in app.feishu.chats:
        raise Refusal(230002, "Bot/User can NOT be out of the chat")
    return app.feishu.chats[given]


async def _say(call: Call, chat: Chat, body: dict[str, Any], parent: Message | None = None) -> dict[str, Any]:
    app, feishu, uuid = call.app, call.app.feishu, body.get("uuid", "")
    app.check_chat(chat)
    content, files = judge_content(app, chat, body["msg_type"], body["content"], call.octets)
    if uuid and (first := _said_before(call, uuid, body["content"])):
        return {"data": item(app, first)}
    _pace(app, chat)
    heard = Heard(feishu.number("om_"), feishu.now(), chat, body["msg_type"], content, parent, by=app, way=call.way)
    heard.files, heard.uuid = files, uuid
    feishu.thread(heard, starts=bool(body.get("reply_in_thread")))
    feishu.show(heard)
    if uuid:
        app.uuids[uuid] = (feishu.now(), body["content"], heard)
    return {"data": item(app, heard)}


def _said_before(call: Call, uuid: str, content: str) -> Heard | None:
    """The message that this uuid became within the last hour. Raises Refusal 230049."""
    app, feishu = call.app, call.app.feishu
    at, earlier, heard = app.uuids.get(uuid, (-1e18, "", None))
    if heard is None or feishu.now() >= at + UUID_LASTS:
        return None
    if earlier != content:
        feishu.fault("uuid", 0, f"{uuid} came again with another content, which nobody will see")
    if feishu.duplicates == "refused" or feishu.now() < at + feishu.slow.get(call.way, 0):
        raise Refusal(230049, "The message is being sent, please retry later")
    return heard


def _pace(app: App, chat: Chat) -> None:
    """Five a second: in a group of all apps together, in private of one. Raises Refusal 230020."""
    rate, key = (app.feishu.per_chat, chat.id) if chat.is_group else (app.per_user, chat.id)
    if rate.take(key):
        raise Refusal(230020, "The frequency of sending messages to this chat is too high")


def own(call: Call, way_of_refusal: int = 230027) -> Heard:
    """The message in the address, said by this app. Raises Refusal."""
    message = message_of(call)
    if not isinstance(message, Heard) or message.by is not call.app:
        raise Refusal(way_of_refusal, "Lack of necessary permissions: not the bot's own message")
    return message


async def patch(call: Call) -> dict[str, Any]:
    """PATCH /im/v1/messages/:id: a card anew, for everybody."""
    body, heard = call.shaped(PATCH), own(call)
    if heard.kind != "interactive":
        raise Refusal(230001, "Your request contains an invalid request parameter: only cards are patched")
    if call.app.feishu.now() > heard.at + CARD_LASTS:
        raise Refusal(230031, "The card can only be updated within 14 days")
    if call.octets > RICH_OCTETS:
        raise Refusal(230025, f"The length of the message content reaches its limit: {call.octets} bytes")
    if call.app.feishu.per_message.take(heard.id):
        raise Refusal(230020, "This card is updated too often")
    try:
        card = json.loads(body["content"])
    except ValueError:
        raise Refusal(230001, "Your request contains an invalid request parameter: content is no JSON") from None
    _renew(call.app, heard, card)
    return {"data": {}}


def _renew(app: App, heard: Heard, card: Any) -> None:
    """Show a card anew. Raises Refusal."""
    judge_card(app, card)
    judge_words(app, "interactive", card)
    for one in (heard.content, card):
        if one.get("config", {}).get("update_multi") is not True:
            raise Refusal(230001, "Your request contains an invalid request parameter: config.update_multi is not true")
    heard.content, heard.updated_at = card, app.feishu.now()
    heard.grew += 1


async def put(call: Call) -> dict[str, Any]:
    """PUT /im/v1/messages/:id: a text or post edited."""
    body, heard, now = call.shaped(PUT), own(call), call.app.feishu.now()
    if heard.kind not in ("text", "post") or body["msg_type"] != heard.kind:
        raise Refusal(230001, "Your request contains an invalid request parameter: only text and post are edited")
    if heard.edits >= EDITS:
        raise Refusal(230072, "The message has been edited too often")
    window = call.app.feishu.edit_window
    if window is not None and now > heard.at + window:
        raise Refusal(230075, "The message is older than the administrator lets it be edited")
    heard.content, heard.files = judge_content(call.app, heard.chat, heard.kind, body["content"], call.octets)
    heard.updated_at = now
    heard.edits += 1
    return {"data": item(call.app, heard)}


async def delete(call: Call) -> dict[str, Any]:
    """DELETE /im/v1/messages/:id."""
    heard = own(call, 230026)
    if call.app.feishu.now() > heard.at + RECALL_LASTS:
        raise Refusal(230009, "The message is too old to be recalled")
    heard.is_gone = True
    return {"data": {}}


async def react(call: Call) -> dict[str, Any]:
    """POST /im/v1/messages/:id/reactions."""
    emoji, message = call.shaped(REACTION)["reaction_type"]["emoji_type"], message_of(call)
    if emoji not in EMOJI:
        raise Refusal(231001, f"reaction type is invalid: {emoji}")
    reaction = next((one for one in message.reactions if one.by is call.app and one.emoji == emoji), None)
    if reaction is None:
        feishu = call.app.feishu
        reaction = Reaction(feishu.number("reaction"), emoji, call.app, feishu.now())
        message.reactions.append(reaction)
    return {"data": shown_reaction(call.app, reaction)}


def shown_reaction(app: App, reaction: Reaction) -> dict[str, Any]:
    is_app = not isinstance(reaction.by, str)
    operator = {
        "operator_id": reaction.by.id if is_app else app.open_id_of(reaction.by),
        "operator_type": "app" if is_app else "user",
    }
    about = {"reaction_id": reaction.id, "action_time": str(int(reaction.at * 1000))}
    return {**about, "operator": operator, "reaction_type": {"emoji_type": reaction.emoji}}


async def list_reactions(call: Call) -> dict[str, Any]:
    """GET /im/v1/messages/:id/reactions."""
    items = [shown_reaction(call.app, one) for one in message_of(call).reactions]
    return {"data": {"items": items, "has_more": False, "page_token": ""}}


async def unreact(call: Call) -> dict[str, Any]:
    """DELETE /im/v1/messages/:id/reactions/:reaction."""
    message = message_of(call)
    reaction = next((one for one in message.reactions if one.id == call.id("reaction")), None)
    if reaction is None or reaction.by is not call.app:
        raise Refusal(231001, "the reaction is none of the bot's")
    message.reactions.remove(reaction)
    return {"data": shown_reaction(call.app, reaction)}


async def update_card(call: Call) -> dict[str, Any]:
    """POST /interactive/v1/card/update: twice within half an hour after a click, and only once it has been answered."""
    body, feishu = call.shaped(UPDATE), call.app.feishu
    token = feishu.update_tokens.get(body["token"])
    if token is None:
        raise Refusal(300020, "invalid token")
    if feishu.now() > token.until:
        raise Refusal(300030, "the token has expired")
    if token.uses >= UPDATE_USES:
        raise Refusal(300040, "the token has been used up")
    if token.heard.by is not call.app:
        raise Refusal(200310, "the card is another app's")
    card = dict(body["card"]) if isinstance(body.get("card"), dict) else body.get("card")
    if isinstance(card, dict) and "open_ids" in card:
        raise Refusal(300090, "open_ids are for exclusive cards of JSON 1.0 only")
    if call.octets > RICH_OCTETS:
        raise Refusal(11311, "the card is too large")
    token.uses += 1
    if not token.is_answered:
        feishu.fault(call.way, 0, "updated before the click was answered: the card falls back to what it was")
        judge_card(call.app, card)
        return {}
    _renew(call.app, token.heard, card)
    return {}
