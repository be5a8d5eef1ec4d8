"""Feishu's own SDK as a judge, in a process of its own: it takes 2 s and 160 MB to import.

`python -m tests.platforms.feishu.sdk.judge` reads one JSON object a line and answers each by one: `{"encode": [frames]}` and
`{"decode": [hex]}` are done by the SDK's protobuf, `{"header": [hex, name]}` by its client, `{"open": [key, sealed]}` by its
cipher; `{"handle": …}` is a callback as its dispatcher takes it; `{"close": [key, text]}` is sealed with the library that the
SDK rests on.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import os
import sys
from typing import Any

from Crypto.Cipher import AES
from Crypto.Util.Padding import pad
from lark_oapi.core.model import RawRequest
from lark_oapi.core.utils.decryptor import AESCipher
from lark_oapi.event.callback.model.p2_card_action_trigger import P2CardActionTriggerResponse
from lark_oapi.event.dispatcher_handler import EventDispatcherHandler
from lark_oapi.ws.client import _get_by_key
from lark_oapi.ws.pb.pbbp2_pb2 import Frame

NUMBERS = {"seq_id": "SeqID", "log_id": "LogID", "service": "service", "method": "method"}
TEXTS = {"payload_encoding": "payload_encoding", "payload_type": "payload_type", "log_id_new": "LogIDNew"}


def encode(about: dict[str, Any]) -> str:
    """A frame by the SDK's protobuf, in hexadecimal figures."""
    frame = Frame()
    for name, theirs in (NUMBERS | TEXTS).items():
        if about[name] is not None:
            setattr(frame, theirs, about[name])
    for key, value in about["headers"]:
        header = frame.headers.add()
        header.key, header.value = key, value
    if about["payload"] is not None:
        frame.payload = bytes.fromhex(about["payload"])
    return frame.SerializeToString().hex()


def decode(raw: str) -> dict[str, Any]:
    """What the SDK reads in a frame."""
    frame = Frame()
    frame.ParseFromString(bytes.fromhex(raw))
    found: dict[str, Any] = {name: getattr(frame, theirs) for name, theirs in NUMBERS.items()}
    found |= {name: getattr(frame, theirs) if frame.HasField(theirs) else None for name, theirs in TEXTS.items()}
    found["payload"] = frame.payload.hex() if frame.HasField("payload") else None
    return found | {"headers": [[header.key, header.value] for header in frame.headers]}


def header(raw: str, name: str) -> str:
    """What the SDK takes for the value of a header."""
    frame = Frame()
    frame.ParseFromString(bytes.fromhex(raw))
    return _get_by_key(frame.headers, name)


def opened(key: str, sealed: str) -> str | None:
    """The text in an envelope; None where the SDK finds none."""
    try:
        return AESCipher(key).decrypt_str(sealed)
    except ValueError:
        return None


def closed(key: str, text: str) -> str:
    """A text in an envelope, sealed with pycryptodome."""
    iv = os.urandom(AES.block_size)
    cipher = AES.new(hashlib.sha256(key.encode()).digest(), AES.MODE_CBC, iv)
    return base64.b64encode(iv + cipher.encrypt(pad(text.encode(), AES.block_size))).decode()


def handle(about: dict[str, Any]) -> dict[str, Any]:
    """A callback as the SDK's dispatcher takes it: the status, what it answers, which events it understood."""
    events: list[str] = []

    def click(event: Any) -> P2CardActionTriggerResponse:
        events.append(event.event.context.open_message_id)
        return P2CardActionTriggerResponse({})

    built = EventDispatcherHandler.builder(about["key"], about["token"])
    built.register_p2_im_message_receive_v1(lambda event: events.append(event.event.message.message_id))
    built.register_p2_card_action_trigger(click)
    request = RawRequest()
    request.uri, request.headers = "/feishu", about["headers"]
    request.body = base64.b64decode(about["body"])
    answer = built.build().do(request)
    return {"status": answer.status_code, "content": answer.content.decode(), "events": events}


def main() -> None:
    """Answer until nothing more is asked."""
    logging.getLogger("Lark").disabled = True  # it writes to standard output
    for line in sys.stdin:
        ((asked, about),) = json.loads(line).items()
        if asked in ("encode", "decode"):
            work = encode if asked == "encode" else decode
            said: Any = [work(one) for one in about]
        else:
            said = (
                {"open": opened, "close": closed, "header": header}[asked](*about)
                if asked != "handle"
                else handle(about)
            )
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
