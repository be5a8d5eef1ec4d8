"""Callbacks bent in every way, and whole ones between them.

Only what is whole may be answered by 200; everything else is a 4xx that leaves no row and no memory behind.
"""

from __future__ import annotations

import base64
import json
import random
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.platforms.hammering import Request, bent_bodies, flipped
from tests.platforms.wecom.sealing import Seal, encrypt, new_encoding_key, to_xml

CORP = "wwcorp01"
ODD = (
    "",
    " ",
    "0",
    "-1",
    "null",
    "一",
    "\x00",
    "%",
    "..",
    "a" * 5000,
    "1e9",
    "１４０９６５９８１３",
    "\U0001f600",
    "[]",
)
MOST = 512 * 1024
USERS = 7


@dataclass
class Account:
    """A callback address, as the console has it. `seconds` gives the present time."""

    path: str
    is_robot: bool
    seconds: Callable[[], float]
    token: str = "Token4all"  # noqa: S105 - a made-up one
    aes_key: str = field(default_factory=new_encoding_key)

    def __post_init__(self) -> None:
        self.seal = Seal(self.token, self.aes_key, "" if self.is_robot else CORP)

    def stamped(self, sealed: str, *, seconds: float | None = None) -> dict[str, str]:
        """The query that belongs to a ciphertext."""
        timestamp = str(int(self.seconds() if seconds is None else seconds))
        nonce = str(secrets.randbelow(10**10))
        return {"msg_signature": self.seal.sign(timestamp, nonce, sealed), "timestamp": timestamp, "nonce": nonce}

    def envelope(self, sealed: str) -> bytes:
        """What goes around a ciphertext."""
        if self.is_robot:
            return json.dumps({"encrypt": sealed}).encode()
        return to_xml({"ToUserName": CORP, "AgentID": "1000002", "Encrypt": sealed}).encode()

    def call(self, plain: str | bytes, **more: object) -> Request:
        """A callback that tells something, whole in all but what it tells."""
        return self.sealed(self.close(plain), **more)

    def close(self, plain: str | bytes) -> str:
        """Seal a text, or what is none."""
        data = plain.encode() if isinstance(plain, str) else plain
        inside = secrets.token_bytes(16) + len(data).to_bytes(4, "big") + data + self.seal.receiver
        return base64.b64encode(encrypt(self.seal.key, inside)).decode()

    def sealed(self, sealed: str, *, is_valid: bool = False, kind: str = "", seconds: float | None = None) -> Request:
        """A callback with this ciphertext."""
        query = urlencode(self.stamped(sealed, seconds=seconds))
        return Request("POST", self.path, query, self.envelope(sealed), is_valid, kind)

    def verification(self) -> Request:
        """The console's test of the address."""
        sealed = self.seal.close(str(secrets.randbelow(10**19)))
        return Request("GET", self.path, urlencode({**self.stamped(sealed), "echostr": sealed}), b"", True, "whole")

    def told(self, number: int) -> str:
        """A message as WeCom tells it."""
        user = f"user{number % USERS}"
        if not self.is_robot:
            head = {"ToUserName": CORP, "FromUserName": user, "CreateTime": int(self.seconds()), "MsgType": "text"}
            return to_xml({**head, "Content": "几号交", "MsgId": 10**18 + number, "AgentID": 1000002})
        text = {"msgtype": "text", "text": {"content": "@小报 几号交"}}
        about = {"msgid": f"M{number}", "aibotid": "B", "chatid": "wrX", "chattype": "group", "from": {"userid": user}}
        return json.dumps({**about, **text}, ensure_ascii=False)


class Mutations:
    """An endless stream of requests from one seed: broken ones, and whole ones between them."""

    def __init__(self, accounts: list[Account], seed: int) -> None:
        self._accounts = accounts
        self._chance = random.Random(seed)
        self.told = 0

    def take(self, count: int) -> Iterator[Request]:
        """Give so many broken requests, and a whole one after each hundred."""
        ways = (self._query, self._envelope, self._ciphertext, self._told, self._stamp)
        for number in range(count):
            account = self._accounts[number % len(self._accounts)]
            yield ways[number // len(self._accounts) % len(ways)](account)
            if number % 100 == 99:
                yield self.whole(account)

    def whole(self, account: Account) -> Request:
        """A callback as it should be: none was told before."""
        self.told += 1
        return account.call(account.told(self.told), is_valid=True, kind="whole")

    def _query(self, account: Account) -> Request:
        """One part of the address is missing, doubled, bent, or another callback's."""
        request = account.verification() if self._chance.random() < 0.3 else self._untold(account)
        pairs = [pair.partition("=")[::2] for pair in request.query.split("&")]
        at = self._chance.randrange(len(pairs))
        name, value = pairs[at]
        odd = self._chance.choice(ODD)
        bent = self._chance.choice(
            [
                [],
                [(name, "")],
                [(name, odd)] if odd != value else [],
                [(name.upper(), value)],
                [(name, flipped(value, self._chance))],
                [(name, odd), (name, value)],
                [(name, value[: len(value) // 2])],
            ]
        )
        query = urlencode([*pairs[:at], *bent, *pairs[at + 1 :]], errors="surrogatepass", safe="%")
        return Request(request.method, request.path, query, request.body, kind="query")

    def _envelope(self, account: Account) -> Request:
        """The body is no envelope, another's, cut, or larger than any."""
        request = self._untold(account)
        body, chance = request.body, self._chance
        inside = account.seal.close("x")
        made = [
            *bent_bodies(body, chance),
            json.dumps({"Encrypt": inside, "encrypted": inside}).encode() if account.is_robot else body.lower(),
            body + body,
            b"<!DOCTYPE x [<!ENTITY a 'b'>]><xml><Encrypt>&a;</Encrypt></xml>",
            b"<xml><Encrypt></Encrypt></xml>",
        ]
        if chance.random() < 0.01:
            made = [b"A" * (MOST + 1), b"\n" * (MOST - 7)]
        return Request("POST", request.path, request.query, chance.choice(made), kind="envelope")

    def _ciphertext(self, account: Account) -> Request:
        """The ciphertext is bent; half of them are signed as if they were right."""
        sealed = account.seal.close(account.told(0))
        at = self._chance.randrange(48, len(sealed))  # behind the random bytes, which say nothing
        bent = self._chance.choice(
            [
                sealed[:48] + flipped(sealed[48:], self._chance),
                sealed[:at],
                sealed[:at] + "*" + sealed[at + 1 :],
                sealed[: at // 4 * 4],
                sealed[-24:],
                sealed + sealed,
                account.seal.close("x")[:-4] + "====",
                "一" * 8,
                "A" * (at // 4 * 4),
            ]
        )
        if self._chance.random() < 0.5:
            return account.sealed(bent, kind="ciphertext")
        query = urlencode(account.stamped(sealed))
        body = account.envelope(bent if bent != sealed else bent[:-4])
        return Request("POST", account.path, query, body, kind="ciphertext")

    def _told(self, account: Account) -> Request:
        """What is inside is sealed rightly, and is no message."""
        whole = account.told(0)
        at = self._chance.randrange(len(whole) - 1)
        bent = self._chance.choice(_no_json(whole) if account.is_robot else _no_xml(whole))
        cut = whole[:at] if at else ""
        plain = self._chance.choice([bent, cut, bent, whole.encode()[:-3] + b"\xff\xff", bent])
        return account.call(plain, kind="json" if account.is_robot else "xml")

    def _stamp(self, account: Account) -> Request:
        """Another callback's stamp, or one of another time."""
        first, second = self._untold(account), self._untold(account)
        if self._chance.random() < 0.5:
            return Request("POST", account.path, second.query, first.body, kind="stamp")
        hours = self._chance.choice([-2, 2, -24 * 365, 24 * 365 * 50])
        sealed = account.seal.close(account.told(0))
        return account.sealed(sealed, seconds=account.seconds() + hours * 3600, kind="stamp")

    def _untold(self, account: Account) -> Request:
        return account.call(account.told(0))


def _no_json(whole: str) -> list[str | bytes]:
    """Objects that are no message, and what is no object."""
    told = json.loads(whole)
    missing = [
        json.dumps({name: part for name, part in told.items() if name != gone}) for gone in ("msgid", "msgtype", "from")
    ]
    wrong = [
        json.dumps({**told, name: part}) for name in ("msgid", "msgtype", "from") for part in (None, 1.5, [], {}, "")
    ]
    return [
        *missing,
        *wrong,
        "[]",
        "{}",
        "1",
        "null",
        '"a"',
        "{" * 3000,
        "[" * 100_000,
        "NaN",
        whole + whole,
        b"\xff\xfe{}",
    ]


def _no_xml(whole: str) -> list[str | bytes]:
    """Documents that are no message, and what is no document."""
    nameless = [whole.replace(name, f"X{name}") for name in ("FromUserName", "MsgType")]
    empty = [whole.replace("<![CDATA[text]]>", ""), whole.replace("<![CDATA[user0]]>", "")]
    nested = whole.replace("<![CDATA[user0]]>", "<a><b>1</b></a>")
    doubled = whole.replace("</xml>", "<FromUserName>other</FromUserName></xml>")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + whole.replace("几号交", "&b;")
    deep = "<xml>" + "<a>" * 2000 + "</a>" * 2000 + "</xml>"
    return [*nameless, *empty, nested, doubled, bomb, deep, "<xml/>", "<a/>", "", "x", whole + whole, b"\xff\xfe<xml/>"]


def heaviest(account: Account) -> dict[str, Request]:
    """Requests that are as much work as a body may be, by what is heavy in them."""
    room = MOST // 4 * 3 - 1000
    inside: dict[str, str | bytes] = {
        "嵌套": "[" * room if account.is_robot else "<a>" * (room // 3),
        "键": "{" + ",".join(f'"{number}":1' for number in range(room // 12)) + "}"
        if account.is_robot
        else "<xml>" + "<a>1</a>" * (room // 8) + "</xml>",
        "长文": account.told(0).replace("几号交", "几" * (room // 3 - 400)),
        "乱码": b"\xff" * room,
    }
    made = {f"加密的{name}": account.call(plain) for name, plain in inside.items()}
    query = made["加密的乱码"].query
    bare = {
        "信封的空白": b" " * (MOST - 1),
        "信封的嵌套": b"[" * (MOST - 1) if account.is_robot else b"<xml>" + b"<a>" * (MOST // 3 - 3),
        "信封的元素": b"<xml>" + b"<a>1</a>" * (MOST // 8 - 2) + b"</xml",
        "密文": account.envelope("A" * (MOST - 400)),
    }
    return made | {name: Request("POST", account.path, query, body) for name, body in bare.items()}
