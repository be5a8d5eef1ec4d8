"""Envelopes, signatures and frames that Feishu's own sample code and its official SDK agree on: A is published."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

NOW = datetime.fromtimestamp(1732300003, UTC)
IV = bytes(range(16))


@dataclass(frozen=True)
class Vector:
    app_id: str
    key: str
    token: str
    encrypt: str
    plaintext: str
    signature: str
    timestamp: str = "1732300000"
    nonce: str = "nonce-42"

    @property
    def body(self) -> bytes:
        return json.dumps({"encrypt": self.encrypt}, separators=(",", ":")).encode()

    @property
    def headers(self) -> dict[str, str]:
        return {
            "X-Lark-Signature": self.signature,
            "X-Lark-Request-Timestamp": self.timestamp,
            "X-Lark-Request-Nonce": self.nonce,
        }


A = Vector(
    "cli_a",
    "test key",
    "vtok-1",
    "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=",
    "hello world",
    "a0a2e4ca1d196a70fe20a21f254a9b506a1b0ee5516ef3279cc0fc701c060032",
)
A_KEY_HEX = "fa2bdca424f01f01ffb48df93acc35d439c7fd331a1a7fba6ac2fd83aa9ab31a"
A_IV_HEX = "3f7ef0f9564898d80f10ed5106127a46"

B = Vector(
    "cli_x",
    "enc-key-2026",
    "vtok-1",
    "AAECAwQFBgcICQoLDA0OD/ybR+LKZWDoen5kyMXK2nNirslQld5xF4CZeX+vs/D6boPDLbGENHcK1C54HJQbrUaTSg5VEhQMA8Q8CBjwln7FQH1Z4g9U"
    "Iau9RES2eMG4",
    '{"challenge":"ajls384kdjx98XX","token":"vtok-1","type":"url_verification"}',
    "d64113f9e690943c7c3fc4e7255ad6fcbb38eeeb6c58eff0432df7bca9a6ec79",
)
C = Vector(
    "cli_x",
    "enc-key-2026",
    "vtok-1",
    "AAECAwQFBgcICQoLDA0OD4Qps0QFtiUYA96Fa8teIu8zjt2IcUf235snSc42cKLueNDWXsrZa9V9UwD36JRn521u3y3WETNsDaflDNVR+R/2bMfGxO35"
    "+y6hsb4jjg34IDYlKmNFXL2FSiajKPrZPGm/D9FeJ+RhwBrHQTKgwFY9TT0tHwfYPZfEFQZVY1YVYUv66kDcc0sZqSsuaDXmarnAP/8i7ZTkiirfh8dx"
    "Rn3ZWnhg1UQkpB1SeMfLOtVFr1n+xrGDcTLdySxHpbPJNDGLKpDk7g0nbwVqymQ4KheFyZq4uzaRaWAdS7PBGVkeOjgERbpc0xVxMKr1Bp8oIV2eJJc4"
    "rAI05AHTG0vab4ZoQwwV/eSzBSf5TowqKG59+sv9j8c8atEJVQyzsaGGMAPA3xuuRPYvif2OulFbMWN9D7n+COL261UNynfLNiy740JvaY3P30HHN41d"
    "IL+R3qD8XedLdYtESyC9sR2xdwEKMoAzE3OtT9p5cjxgTsGGwtYrhSw3Hl1tVp/uRgJal37uH02G2RYiCxUfBMoyusFv98Jmerhu7T0eEpg7NO//O24s"
    "iXuWLwm9sUa+XUZQ9/8ymcM8ldAMmqMnr4XNuY4LwTOr4KjBlFTGYZQwYsnr43yprPklwoff+9zhiRKLqCM+j31NzFSLyJDi1M3G3TCb7jZbgsr5qGl7"
    "adeiknTWbgjni3JhOZPnMp+LXF9nappf5RZdTh2GSpNm4XaR2UE=",
    '{"schema":"2.0","header":{"event_id":"ev-1","event_type":"im.message.receive_v1","create_time":"1608725989000",'
    '"token":"vtok-1","app_id":"cli_x","tenant_key":"t1"},"event":{"sender":{"sender_id":{"open_id":"ou_a"},"sender_type":'
    '"user","tenant_key":"t1"},"message":{"message_id":"om_1","create_time":"1609073151345","chat_id":"oc_1","chat_type":'
    '"group","message_type":"text","content":"{\\"text\\":\\"@_user_1 你好\\"}","mentions":[{"key":"@_user_1","id":'
    '{"open_id":"ou_bot"},"name":"机器人","mentioned_type":"bot","tenant_key":"t1"}]}}}',
    "44da3a69b7dc0bdccae87715dd30dd5bcc63f11e75324f521d60793d9c5cc4c5",
)
C_BODY_SHA256 = "d65775b7a9ed93cd94cc1ebe695f966ca45e0c6d350e35273075d5e7b1a3f8ce"

ENVELOPES = {"A": A, "B": B, "C": C}

WEBHOOK_SIGN = ("1599360473", "demo", "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=")
"""Timestamp, secret and sign of a custom bot's webhook."""
OLD_CARD_SIGN = ("1732300000", "nonce-42", "vtok-1", b'{"a":1}', "167872f274f6054896e1a34f136d3402473a199d")
"""Timestamp, nonce, verification token, body and SHA-1 of an old card's callback."""

SERVICE = 33554678
PING = bytes.fromhex("0800100018f681801020002a0c0a0474797065120470696e67")
EVENT = bytes.fromhex(
    "0801100218f681801020012a0d0a047479706512056576656e742a100a0a6d6573736167655f696412026d312a080a0373756d12"
    "01312a080a037365711201302a100a0874726163655f6964120474722d3142107b22736368656d61223a22322e30227d"
)
ACK = bytes.fromhex(
    "0801100218f681801020012a0d0a047479706512056576656e742a100a0a6d6573736167655f696412026d312a080a0373756d12"
    "01312a080a037365711201302a100a0874726163655f6964120474722d312a0b0a0662697a5f7274120133420c7b22636f646522"
    "3a3230307d"
)
"""Of EVENT, with `biz_rt` 3."""
EVENT_HEADERS = (("type", "event"), ("message_id", "m1"), ("sum", "1"), ("seq", "0"), ("trace_id", "tr-1"))
RESULT = {"toast": {"type": "info", "content": "ok"}}
RESULT_PAYLOAD = b'{"code": 200, "data": "eyJ0b2FzdCI6IHsidHlwZSI6ICJpbmZvIiwgImNvbnRlbnQiOiAib2sifX0="}'
"""What an acknowledgement carries where a click is answered by RESULT."""
