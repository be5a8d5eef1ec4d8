"""Callbacks and frames bent in every way, and whole ones between them.

Only what is whole may be answered by 200; everything else is a 4xx, or passes by, and leaves no row and no memory behind.
"""

from __future__ import annotations

import base64
import copy
import json
import random
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.platforms.feishu.application import App
from tests.platforms.feishu.events import CLICKED, RECEIVED, envelope, received
from tests.platforms.feishu.frames import DATA, Frame, encode
from tests.platforms.feishu.longlink import SERVICE
from tests.platforms.feishu.record import Chat, Said
from tests.platforms.feishu.sealing import close, sign
from tests.platforms.hammering import Request, bent_bodies, flipped

ODD: tuple[str, ...] = (
    "", "0", "-1", "null", "a" * 5000, "1e9", "[]", "%00", "..", "1409659589", "0" * 64, "f" * 63, "'; --",
)  # fmt: skip
WRONG: tuple[Any, ...] = (None, True, 0, -1, 1e300, "", "x" * 3000, [], {}, [[]], ["a"], {"a": {}}, "\ud800", "\x00")
MOST = 1 << 20
USERS = 40
SIGNATURE, TIMESTAMP, NONCE = "X-Lark-Signature", "X-Lark-Request-Timestamp", "X-Lark-Request-Nonce"


class Told:
    """What an app would be told, one message after another, each of its own."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.count = 0
        """How many whole ones were told."""

    def message(self, number: int = 0) -> dict[str, Any]:
        """A message that nobody wrote; the 0th is never told whole."""
        user = self.app.feishu.person(f"user{number % USERS}")
        chat = Chat(self.app.feishu.private(user, self.app).id, "p2p", people={user})
        said = Said(f"om_mutated{number}", self.app.feishu.now(), chat, "text", {"text": "几号交"}, user=user)
        return envelope(self.app, RECEIVED, received(self.app, said), f"ev-mutated{number}")

    def whole(self) -> dict[str, Any]:
        """The next message to be told whole."""
        self.count += 1
        return self.message(self.count)

    def nothing(self, chance: random.Random) -> dict[str, Any]:
        """An envelope that is ours and tells nothing that is kept: an event nobody knows, or one that is bent."""
        told = self.message()
        message, sender = told["event"]["message"], told["event"]["sender"]
        match chance.randrange(6):
            case 0:
                told["header"]["event_type"] = chance.choice(["contact.user.created_v3", "", "im.message", "a" * 500])
            case 1:
                told["event"] = chance.choice(WRONG)
            case 2:
                told["event"][chance.choice(["message", "sender"])] = chance.choice(WRONG)
            case 3:
                message[chance.choice(["message_id", "chat_id"])] = chance.choice([None, "", [], {}, True])
            case 4:
                sender["sender_type"] = chance.choice(["bot", "app", "", None, 1])
            case 5:
                told["header"]["event_type"] = CLICKED
        return told


class Mutations:
    """An endless stream of callbacks from one seed: broken ones, and whole ones between them."""

    def __init__(self, app: App, path: str, seed: int) -> None:
        self.told = Told(app)
        self._app = app
        self._path = path
        self._chance = random.Random(seed)

    def take(self, count: int) -> Iterator[Request]:
        """Give so many broken requests, and a whole one after each hundred."""
        ways = (
            self._headers,
            self._envelope,
            self._ciphertext,
            self._no_object,
            self._strange,
            self._stamp,
            self._nothing,
        )
        for number in range(count):
            yield ways[number % len(ways)]()
            if number % 100 == 99:
                yield self.whole()

    def whole(self) -> Request:
        """A callback as it should be: none was told before. Header names come in any case."""
        request = self.call(json.dumps(self.told.whole(), ensure_ascii=False), is_valid=True, kind="whole")
        if self._chance.random() < 0.5:
            request = replace(request, headers=tuple((name.lower(), value) for name, value in request.headers))
        return request

    def challenge(self, **other: str) -> Request:
        """The console's test of the address, which nobody signs."""
        told = {"challenge": secrets.token_hex(8), "token": self._app.verification_token, "type": "url_verification"}
        sealed = close(self._app.encrypt_key, json.dumps({**told, **other}))
        return Request("POST", self._path, "", _body(sealed), not other, "whole" if not other else "challenge")

    def call(self, text: str, **about: Any) -> Request:
        """A callback that tells something, whole in all but what it tells."""
        return self.signed(_body(close(self._app.encrypt_key, text)), **about)

    def signed(self, body: bytes, seconds: float = 0.0, **about: Any) -> Request:
        """A body with the headers that belong to it; `seconds` is how far its time is off."""
        timestamp, nonce = str(int(self._app.feishu.now() + seconds)), secrets.token_hex(8)
        signature = sign(self._app.encrypt_key, timestamp, nonce, body)
        headers = ((TIMESTAMP, timestamp), (NONCE, nonce), (SIGNATURE, signature))
        return Request("POST", self._path, "", body, headers=headers, **about)

    def _untold(self) -> Request:
        return self.call(json.dumps(self.told.message(), ensure_ascii=False))

    def _headers(self) -> Request:
        """A header is missing, bent, or another callback's; or an address is saved with another's token."""
        chance, request = self._chance, self._untold()
        if chance.random() < 0.1:
            return self.challenge(token=chance.choice(["", "another", "0" * 5000]))
        headers = list(request.headers)
        at = chance.randrange(len(headers))
        name, value = headers[at]
        other = chance.choice([odd for odd in ODD if odd != value] + [value[: len(value) // 2], flipped(value, chance)])
        bent = chance.choice([[], [(name, other)], [(name, other)], [(name + "-", value)], [(name, "b" + value)]])
        return replace(request, headers=(*headers[:at], *bent, *headers[at + 1 :]), kind="headers")

    def _envelope(self) -> Request:
        """The body is no envelope, another's, cut, or larger than any; half of them signed as if they were right."""
        chance, request = self._chance, self._untold()
        body, inside = request.body, close(self._app.encrypt_key, "x").encode()
        made = [
            *bent_bodies(body, chance),
            b'{"Encrypt": "' + inside + b'", "encrypted": "' + inside + b'"}',
            body + body,
            json.dumps(self.told.message()).encode(),
        ]
        if chance.random() < 0.01:
            made = [b"A" * (MOST + 1), b'{"encrypt": "' + b"A" * MOST + b'"}', b"\n" * (MOST - 7)]
        bent = chance.choice(made)
        return (
            self.signed(bent, kind="envelope")
            if chance.random() < 0.5
            else replace(request, body=bent, kind="envelope")
        )

    def _ciphertext(self) -> Request:
        """The ciphertext is bent; half of them are signed as if they were right."""
        chance = self._chance
        key, sealed = self._app.encrypt_key, close(self._app.encrypt_key, json.dumps(self.told.message()))
        at = chance.randrange(24, len(sealed) - 4)
        raw = base64.b64decode(sealed)
        bent = chance.choice(
            [
                sealed[:24] + flipped(sealed[24:-4], chance) + sealed[-4:],
                sealed[:at],
                sealed[:at] + "*" + sealed[at + 1 :],
                sealed[: at // 4 * 4],
                base64.b64encode(raw[: chance.randrange(2, len(raw) // 16) * 16]).decode(),
                sealed[-24:],
                sealed + sealed,
                close(key + "x", json.dumps(self.told.message())),
                "一" * 8,
                "A" * (at // 4 * 4),
            ]
        )
        if chance.random() < 0.5:
            return self.signed(_body(bent), kind="ciphertext")
        return replace(self.signed(_body(sealed)), body=_body(bent), kind="ciphertext")

    def _no_object(self) -> Request:
        """What is inside is sealed rightly, and is no object."""
        whole = json.dumps(self.told.message(), ensure_ascii=False)
        cut = whole[: self._chance.randrange(len(whole) - 1)]
        bent = self._chance.choice([cut, f"[{whole}]", whole + whole, "null", "1", '"x"', "", "[" * 4000, whole[1:]])
        return self.call(bent, kind="json")

    def _strange(self) -> Request:
        """It is sealed and signed rightly, and about another app, or with another token."""
        chance, told = self._chance, self.told.message()
        wrong = chance.choice(WRONG)
        where = chance.choice(["app_id", "token", "header", "schema", "old"])
        if where in ("app_id", "token"):
            told["header"][where] = wrong
        elif where == "header":
            told["header"] = wrong
        elif where == "schema":
            del told["schema"]
        else:
            told = {"uuid": "x", "token": wrong, "type": "event_callback", "event": told["event"]}
        return self.call(json.dumps(told), kind="strange")

    def _stamp(self) -> Request:
        """Another callback's stamp, or one of another time."""
        first, second = self._untold(), self._untold()
        if self._chance.random() < 0.5:
            return replace(first, headers=second.headers, kind="stamp")
        hours = self._chance.choice([-9, 9, -24 * 365, 24 * 365 * 50])
        return self.signed(first.body, seconds=hours * 3600, kind="stamp")

    def _nothing(self) -> Request:
        """It is ours and tells nothing: taken, so that it does not come four more times, and kept nowhere."""
        return self.call(json.dumps(self.told.nothing(self._chance)), is_valid=True, kind="nothing")


class BentFrames:
    """An endless stream of frames from one seed that tell nothing."""

    def __init__(self, app: App, seed: int) -> None:
        self.told = Told(app)
        self._chance = random.Random(seed)

    def take(self, count: int) -> Iterator[bytes]:
        """Give so many."""
        ways: tuple[Callable[[], bytes], ...] = (self._noise, self._bent, self._headers, self._payload, self._part)
        for number in range(count):
            yield ways[number % len(ways)]()

    def _frame(self, payload: bytes | None = None, **other: str) -> Frame:
        about = {"type": "event", "message_id": secrets.token_hex(8), "sum": "1", "seq": "0", "trace_id": "t", **other}
        if payload is None:
            payload = json.dumps(self.told.nothing(self._chance)).encode()
        return Frame(1, 2, SERVICE, DATA, list(about.items()), payload=payload)

    def _noise(self) -> bytes:
        """Bytes that are nothing."""
        return self._chance.choice(
            [b"", b"\x00" * 50, self._chance.randbytes(self._chance.randrange(400)), b"\xff" * 30]
        )

    def _bent(self) -> bytes:
        """A frame of which some bytes are gone, other or more: before what it tells, so that it tells nothing new."""
        chance, frame = self._chance, bytearray(encode(self._frame()))
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(60)
            frame[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        return bytes(frame[: chance.randrange(len(frame))]) if chance.random() < 0.2 else bytes(frame)

    def _headers(self) -> bytes:
        """Headers are missing, doubled, or say what cannot be."""
        chance, frame = self._chance, self._frame()
        name, _ = chance.choice(frame.headers)
        kept = [header for header in frame.headers if header[0] != name]
        odd = chance.choice(["", "-1", "x", "9" * 30, "card", "pong", "一", "a" * 3000])
        frame.headers = chance.choice(
            [kept, [*kept, (name, odd)], [*frame.headers, (name, odd)], frame.headers * 30, []]
        )
        frame.method = chance.choice([DATA, DATA, 0, 2, -1])
        return encode(frame)

    def _payload(self) -> bytes:
        """What it brings is no object, or one that tells nothing; of a sign of life, no configuration."""
        chance = self._chance
        if chance.random() < 0.2:
            config = {name: chance.choice(WRONG) for name in ("PingInterval", "ReconnectInterval", "ReconnectCount")}
            pong = [("type", "pong")]
            raw = chance.choice([json.dumps(config).encode(), b"x", b"[" * 3000])
            return encode(Frame(0, 0, SERVICE, 0, pong, payload=raw))
        whole = json.dumps(self.told.nothing(chance)).encode()
        made = [b"", b"[]", b"null", b"\xff\xfe", b"[" * 5000, whole[: chance.randrange(len(whole))], b"[%s]" % whole]
        return encode(self._frame(chance.choice([*made, whole, whole]), type=chance.choice(["event", "card"])))

    def _part(self) -> bytes:
        """A part whose others never come, or which is part of nothing."""
        chance = self._chance
        count, place = chance.choice([("2", "1"), ("64", "3"), ("9999", "1"), ("3", "3"), ("2", "-1"), ("-2", "0")])
        part = json.dumps(self.told.message()).encode() + bytes(chance.randrange(20_000))
        return encode(self._frame(part, sum=count, seq=place))


def _body(sealed: str) -> bytes:
    return json.dumps({"encrypt": sealed}, ensure_ascii=False).encode()


def swapped(request: Request, other: Request) -> Request:
    """The same callback with another's headers."""
    return replace(copy.copy(request), headers=other.headers, is_valid=False, kind="swapped")
