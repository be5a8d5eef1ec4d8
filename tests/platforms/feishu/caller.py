"""The simplest possible client of the REST APIs, and messages for it: it does as it is told, right or wrong."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

import aiohttp

from tests.platforms.feishu.application import App
from tests.platforms.feishu.server import Feishu


class Caller:
    """Calls as one app. `answer` is the last answer, with its status and headers."""

    def __init__(self, feishu: Feishu, app: App) -> None:
        self.feishu = feishu
        self.app = app
        self.answer: aiohttp.ClientResponse | None = None

    async def __call__(self, method: str, path: str, body: Any = None, *, data: Any = None, **query: str) -> Any:
        """Call an API under /open-apis with a fresh token; its JSON, or its bytes."""
        token = query.pop("token", None) or self.app.fetch_token()["tenant_access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        if body is not None:
            headers["Content-Type"] = "application/json; charset=utf-8"
            data = json.dumps(body, ensure_ascii=False).encode()
        url = f"{self.feishu.url}/open-apis{path}"
        async with self.feishu.client.request(method, url, params=query, data=data, headers=headers) as answer:
            self.answer = answer
            return await answer.json() if answer.content_type == "application/json" else await answer.read()

    async def code(self, *about: Any, **more: Any) -> int:
        """Call an API; the code of its answer."""
        return (await self(*about, **more))["code"]

    async def say(self, to: str, text: str = "您好", kind: str = "chat_id", **more: Any) -> Any:
        """Send a text to a chat or a person."""
        return await self.send(to, "text", {"text": text}, kind, **more)

    async def send(self, to: str, msg_type: str, content: Any, kind: str = "chat_id", **more: Any) -> Any:
        """Send a message of any type; `content` becomes a JSON string unless it is one."""
        string = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        body = {"receive_id": to, "msg_type": msg_type, "content": string, **more}
        return await self("POST", "/im/v1/messages", body, receive_id_type=kind)

    async def reply(self, message_id: str, text: str = "收到", **more: Any) -> Any:
        """Reply by a text."""
        body = {"msg_type": "text", "content": json.dumps({"text": text}), **more}
        return await self("POST", f"/im/v1/messages/{message_id}/reply", body)

    async def upload(self, path: str, name: str, data: bytes, **fields: str) -> Any:
        """Upload a picture or a file."""
        form = aiohttp.FormData(quote_fields=False)
        for field, value in fields.items():
            form.add_field(field, value)
        form.add_field(name, io.BytesIO(data), filename="file.bin", content_type="application/octet-stream")
        return await self("POST", path, data=form)


def turn(clock: Any, **time: float) -> None:
    """Let some virtual time pass."""
    clock.advance_to(clock.now() + timedelta(**time))


def words(text: str) -> dict[str, str]:
    """A text of a card's component."""
    return {"tag": "plain_text", "content": text}


def button(label: str, **more: Any) -> dict[str, Any]:
    """A button whose click comes back."""
    return {
        "tag": "button",
        "text": words(label),
        "behaviors": [{"type": "callback", "value": {"says": label}}],
        **more,
    }


def card(*elements: dict[str, Any], title: str = "台账", **more: Any) -> dict[str, Any]:
    """The smallest card around some elements."""
    header = {"title": words(title), "template": "blue"}
    body = {"elements": list(elements) or [{"tag": "markdown", "content": "**已收到**"}]}
    return {"schema": "2.0", "config": {"update_multi": True}, "header": header, "body": body, **more}


def form(*fields: dict[str, Any], name: str = "f1") -> dict[str, Any]:
    """A form around some fields, with a button that submits it."""
    return {"tag": "form", "name": name, "elements": [*fields, button("提交", name="send", form_action_type="submit")]}
