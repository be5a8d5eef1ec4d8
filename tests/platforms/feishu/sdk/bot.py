"""A bot on Feishu's own SDK: it is told over the long connection, fetches, answers, uploads, shows a card and changes it.

`python -m tests.platforms.feishu.sdk.bot '{"domain": …, "app": …, "secret": …, "called": {…}}'`: with `called` (key, token,
port) it is told at a callback address instead. What it found out comes as one line of JSON once somebody says 「完」.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import lark_oapi as lark
from lark_oapi.api.contact.v3 import BasicBatchUserRequest, BasicBatchUserRequestBody
from lark_oapi.api.im.v1 import (
    CreateFileRequest,
    CreateFileRequestBody,
    CreateMessageReactionRequest,
    CreateMessageReactionRequestBody,
    CreateMessageRequest,
    CreateMessageRequestBody,
    Emoji,
    GetMessageRequest,
    GetMessageResourceRequest,
    PatchMessageRequest,
    PatchMessageRequestBody,
    ReplyMessageRequest,
    ReplyMessageRequestBody,
)
from lark_oapi.core.model import RawRequest
from lark_oapi.event.callback.model.p2_card_action_trigger import P2CardActionTriggerResponse

SIZE = 600_000


def card(title: str) -> dict[str, Any]:
    """A card with one button."""
    press = {"type": "callback", "value": {"says": "撤回"}}
    button = {"tag": "button", "text": {"tag": "plain_text", "content": "撤回"}, "behaviors": [press]}
    header = {"title": {"tag": "plain_text", "content": title}}
    return {"schema": "2.0", "config": {"update_multi": True}, "header": header, "body": {"elements": [button]}}


class Bot:
    """What it does when it is told something."""

    def __init__(self, client: lark.Client) -> None:
        self.im = client.im.v1
        self.contact = client.contact.v3
        self.found: dict[str, Any] = {}
        self.card = ""

    def hear(self, event: Any) -> None:
        """A photo is fetched and answered; a text ends it."""
        message = event.event.message
        if message.message_type == "image":
            self._take(message)
        elif "完" in message.content:
            self._end(message, event.event.sender.sender_id.open_id)

    def press(self, event: Any) -> P2CardActionTriggerResponse:
        """A click is answered by a toast and the card anew."""
        self.found["pressed"] = event.event.action.value["says"]
        shown = {"type": "raw", "data": card("已撤回")}
        return P2CardActionTriggerResponse({"toast": {"type": "info", "content": "好的"}, "card": shown})

    def _take(self, message: Any) -> None:
        key = json.loads(message.content)["image_key"]
        asked = GetMessageResourceRequest.builder().message_id(message.message_id).file_key(key).type("image").build()
        self.found["bytes"] = len(self.im.message_resource.get(asked).file.read())
        self._reply(message.message_id, "已收到 1 张")
        body = (
            CreateFileRequestBody.builder().file_type("stream").file_name("回执.pdf").file(io.BytesIO(b"x" * 600_000))
        )
        kept = self.im.file.create(CreateFileRequest.builder().request_body(body.build()).build())
        self._send(message.chat_id, "file", {"file_key": kept.data.file_key})
        self.card = self._send(message.chat_id, "interactive", card("回执"))

    def _end(self, message: Any, sender: str) -> None:
        shown = PatchMessageRequestBody.builder().content(json.dumps(card("已定稿"))).build()
        patched = self.im.message.patch(PatchMessageRequest.builder().message_id(self.card).request_body(shown).build())
        emoji = Emoji.builder().emoji_type("DONE").build()
        body = CreateMessageReactionRequestBody.builder().reaction_type(emoji).build()
        asked = CreateMessageReactionRequest.builder().message_id(message.message_id).request_body(body).build()
        reacted = self.im.message_reaction.create(asked)
        body = BasicBatchUserRequestBody.builder().user_ids([sender]).build()
        asked = BasicBatchUserRequest.builder().user_id_type("open_id").request_body(body).build()
        self.found["name"] = self.contact.user.basic_batch(asked).data.users[0].name
        told = self.im.message.get(GetMessageRequest.builder().message_id(message.message_id).build())
        self.found["read"] = json.loads(told.data.items[0].body.content)["text"]
        self.found["codes"] = [patched.code, reacted.code, told.code]
        print(json.dumps(self.found), flush=True)

    def _reply(self, message_id: str, text: str) -> None:
        body = ReplyMessageRequestBody.builder().msg_type("text").content(json.dumps({"text": text})).uuid("reply-1")
        asked = ReplyMessageRequest.builder().message_id(message_id).request_body(body.build()).build()
        self.found["replied"] = self.im.message.reply(asked).code

    def _send(self, chat: str, kind: str, content: dict[str, Any]) -> str:
        body = CreateMessageRequestBody.builder().receive_id(chat).msg_type(kind).content(json.dumps(content))
        asked = CreateMessageRequest.builder().receive_id_type("chat_id").request_body(body.build()).build()
        return str(self.im.message.create(asked).data.message_id)


def serve(handler: lark.EventDispatcherHandler, port: int) -> None:
    """Let the SDK's dispatcher answer at an address."""

    class Address(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = RawRequest()
            request.uri, request.headers = self.path, dict(self.headers.items())
            request.body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = handler.do(request)
            self.send_response(answer.status_code)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *about: Any) -> None:
            """Say nothing."""

    HTTPServer(("127.0.0.1", port), Address).serve_forever()


def main() -> None:
    """Be told until somebody ends it."""
    about = json.loads(sys.argv[1])
    for handler in logging.getLogger("Lark").handlers:
        handler.setStream(sys.stderr)
    client = lark.Client.builder().app_id(about["app"]).app_secret(about["secret"]).domain(about["domain"]).build()
    bot, called = Bot(client), about.get("called", {})
    built = lark.EventDispatcherHandler.builder(called.get("key", ""), called.get("token", ""))
    built.register_p2_im_message_receive_v1(bot.hear)
    built.register_p2_card_action_trigger(bot.press)
    if called:
        serve(built.build(), called["port"])
    else:
        lark.ws.Client(about["app"], about["secret"], event_handler=built.build(), domain=about["domain"]).start()


if __name__ == "__main__":
    main()
