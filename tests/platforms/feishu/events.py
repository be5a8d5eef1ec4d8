"""What an app is told of what happens: envelopes of version 2 and 1, and which messages are meant for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.platforms.feishu.limits import AT, AT_BOTS, GROUP, P2P
from tests.platforms.feishu.reading import milliseconds
from tests.platforms.feishu.record import Heard, Message, Reaction, Said, mentions

if TYPE_CHECKING:
    from tests.platforms.feishu.application import App

RECEIVED, RECALLED = "im.message.receive_v1", "im.message.recalled_v1"
EDITED = "im.message.updated_v1"
CLICKED = "card.action.trigger"
AT_SCOPES = frozenset({AT, AT_BOTS, "im:message.group_at_msg"})
P2P_SCOPES = frozenset({P2P, "im:message.p2p_msg"})
USER_ID = "contact:user.employee_id:readonly"


def envelope(app: App, kind: str, event: dict[str, Any], event_id: str) -> dict[str, Any]:
    """Version 2. The times of callbacks are in microseconds."""
    at = app.feishu.now() * (1e6 if kind == CLICKED else 1e3)
    header = {"event_id": event_id, "event_type": kind, "create_time": str(int(at)), "token": app.verification_token}
    header |= {"app_id": app.id, "tenant_key": app.feishu.tenant_key}
    return {"schema": "2.0", "header": header, "event": event}


def old_envelope(app: App, kind: str, event: dict[str, Any], event_id: str) -> dict[str, Any]:
    """Version 1, in which a few events still come."""
    about = {"type": kind, "app_id": app.id, "tenant_key": app.feishu.tenant_key}
    token = app.verification_token
    return {"ts": str(app.feishu.now()), "uuid": event_id, "token": token, "type": "event_callback"} | {
        "event": about | event
    }


def ids(app: App, user: str) -> dict[str, str]:
    """A person, as events name them."""
    known = {"open_id": app.open_id_of(user), "union_id": app.feishu.union_id_of(user)}
    return known | ({"user_id": user} if USER_ID in app.scopes else {})


def is_for(app: App, message: Message) -> bool:
    """Whether a message is brought to an app: it depends on what it was granted (§3.2 of the reference)."""
    feishu = app.feishu
    if app not in message.chat.apps:
        return False
    if isinstance(message, Heard):
        called = app.open_id in mentions(message.kind, message.content)
        return message.by is not app and called and AT_BOTS in app.scopes
    if not message.chat.is_group:
        return bool(P2P_SCOPES & app.scopes)
    if GROUP in app.scopes:
        return True
    calls_all = "@_all" in json.dumps(message.content) and feishu.all_reaches
    is_called = isinstance(message, Said) and app in message.called
    return bool(AT_SCOPES & app.scopes) and (is_called or calls_all)


def received(app: App, message: Message) -> dict[str, Any]:
    """im.message.receive_v1."""
    about: dict[str, Any] = {"message_id": message.id, "create_time": milliseconds(message.at)}
    about |= {"update_time": milliseconds(message.updated_at or message.at), "chat_id": message.chat.id}
    about |= {"chat_type": "group" if message.chat.is_group else "p2p", "message_type": message.kind}
    about["content"] = json.dumps(message.content, ensure_ascii=False) if not message.is_gone else ""
    if message.parent:
        root = message.root or message.parent
        parent = root if message.thread else message.parent
        about |= {"root_id": root.id, "parent_id": parent.id}
    if message.thread:
        about["thread_id"] = message.thread
    if isinstance(message, Said) and message.called:
        about["mentions"] = [_mention(app, place, one) for place, one in enumerate(message.called, 1)]
    return {"sender": _sender(app, message), "message": about}


def _sender(app: App, message: Message) -> dict[str, Any]:
    tenant = app.feishu.tenant_key
    if isinstance(message, Heard):
        return {"sender_id": {"open_id": message.by.open_id}, "sender_type": "bot", "tenant_key": tenant}
    assert isinstance(message, Said)
    return {"sender_id": ids(app, message.user), "sender_type": "user", "tenant_key": tenant}


def _mention(app: App, place: int, called: Any) -> dict[str, Any]:
    is_user = isinstance(called, str)
    known = ids(app, called) if is_user else {"open_id": called.open_id}
    name = app.feishu.persons[called].name if is_user else called.name
    about = {"key": f"@_user_{place}", "id": known, "name": name, "tenant_key": app.feishu.tenant_key}
    return about | {"mentioned_type": "user" if is_user else "bot"}


def recalled(message: Message, at: float, kind: str = "message_owner") -> dict[str, Any]:
    """im.message.recalled_v1."""
    about = {"message_id": message.id, "chat_id": message.chat.id}
    return about | {"recall_time": str(int(at * 1000)), "recall_type": kind}


def reacted(app: App, message: Message, reaction: Reaction) -> dict[str, Any]:
    """im.message.reaction.created_v1 and deleted_v1."""
    about = {"message_id": message.id, "reaction_type": {"emoji_type": reaction.emoji}, "operator_type": "user"}
    return about | {"user_id": ids(app, reaction.by), "action_time": milliseconds(reaction.at)}


def joined(app: App, chat_id: str, by: str) -> dict[str, Any]:
    """im.chat.member.bot.added_v1 and deleted_v1; also the head of what is told of users."""
    chat = app.feishu.chats[chat_id]
    about = {"chat_id": chat_id, "operator_id": ids(app, by), "external": chat.is_external, "name": chat.name}
    return about | {"operator_tenant_key": app.feishu.tenant_key, "i18n_names": {"zh_cn": chat.name}}


def clicked(app: App, heard: Heard, by: str, action: dict[str, Any], token: str) -> dict[str, Any]:
    """card.action.trigger."""
    where = {"open_message_id": heard.id, "open_chat_id": heard.chat.id}
    operator = {"tenant_key": app.feishu.tenant_key, **ids(app, by)}
    return {"operator": operator, "token": token, "action": action, "host": "im_message", "context": where}
