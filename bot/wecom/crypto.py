"""WeCom's envelopes: who signed it is checked before anything is decrypted, and all that is wrong is one Rejected.

The same scheme for the robot's JSON and the self-built app's XML (developer documentation, paths 101033 and 90239):
SHA-1 over the sorted token, timestamp, nonce and ciphertext; AES-256-CBC over `16 random bytes | length | message |
receiver`, padded to 32. AES, padding and the app's parser are wechatpy's; what it does not check is checked here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.callbacks import Rejected, bounded, json_object
from storage.errors import Misconfigured, PlatformError, Remedy

MOST_BYTES = 256 * 1024
"""A larger body is no callback: a text has at most some thousand characters, files come as links."""

WINDOW_SECONDS = 3600.0
"""How far a timestamp may lie from now. Wide, because whether a redelivery carries a new one is not documented."""

_AES_KEY = re.compile(r"[0-9A-Za-z+/]{43}")
_HEX = re.compile(r"[0-9A-Fa-f]{64}")
_BASE64 = re.compile(r"[0-9A-Za-z+/]+={0,2}")
_TIMESTAMP = re.compile(r"[0-9]{10}")
_NONCE = re.compile(r"[0-9A-Za-z_-]{1,48}")
_SIGNATURE = re.compile(r"[0-9a-f]{40}")
_ELEMENT = rb"\s*<(\w+)>(?:<!\[CDATA\[([^\[\]<>]*)\]\]>|([^\[\]<>]*))</\1>"
_ENVELOPE = re.compile(rb"\s*<xml>((?:" + _ELEMENT.replace(rb"\1", rb"\2") + rb"){1,8})\s*</xml>\s*")
_ELEMENTS = re.compile(_ELEMENT)
_PREFIX = 16
_BLOCK = 32


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the address of a callback says about its body."""

    signature: str
    timestamp: str
    nonce: str

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Stamp:
        """Read the query of a callback. Raises Rejected where a part is missing or not of its form."""
        parts = (query.get("msg_signature", ""), query.get("timestamp", ""), query.get("nonce", ""))
        forms = (_SIGNATURE, _TIMESTAMP, _NONCE)
        if not all(form.fullmatch(part) for form, part in zip(forms, parts, strict=True)):
            raise Rejected
        return cls(*parts)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An answer, encrypted and signed."""

    encrypt: str
    signature: str
    timestamp: int
    nonce: str

    def json(self) -> str:
        """Return it as the robot's callback wants it."""
        return json.dumps(
            {
                "encrypt": self.encrypt,
                "msgsignature": self.signature,
                "timestamp": self.timestamp,
                "nonce": self.nonce,
            }
        )


class Cipher:
    """Opens and seals the envelopes of one account. `receiver` is the CorpID for an app, empty for a robot.

    Raises Misconfigured where the EncodingAESKey is none. `window_seconds` 0 looks at no timestamp.
    """

    def __init__(self, token: str, aes_key: str, receiver: str, *, window_seconds: float = WINDOW_SECONDS) -> None:
        from wechatpy.enterprise.crypto import PrpCrypto

        if not token:
            raise Misconfigured("企业微信回调的 Token 没有填写，请从管理后台的“接收消息”页面复制。")
        self.key = envelope_key(aes_key)
        self._token = token
        self._receiver = receiver
        self._window = window_seconds
        self._aes = PrpCrypto(self.key).cipher

    def verify_address(self, query: Mapping[str, str], now: datetime) -> bytes:
        """Return what the console's test of the callback address must be answered with. Raises Rejected."""
        return self.open(query.get("echostr", ""), query, now)

    def open_json(self, body: bytes, query: Mapping[str, str], now: datetime) -> dict[str, Any]:
        """Return the message in a robot's callback. Raises Rejected."""
        envelope = json_object(bounded(body, MOST_BYTES))
        encrypt = envelope.get("encrypt")
        if not isinstance(encrypt, str):
            raise Rejected
        return json_object(self.open(encrypt, query, now))

    def open_xml(self, body: bytes, query: Mapping[str, str], now: datetime) -> Any:
        """Return the message in an app's callback as wechatpy parses it. Raises Rejected.

        Of kinds that wechatpy does not know it is an UnknownMessage: the fields as they came are in its `_data`.
        No parser sees the envelope, for it is not signed: it is of the one form that WeCom gives it, or it is refused.
        """
        envelope = _ENVELOPE.fullmatch(bounded(body, MOST_BYTES))
        inside = _ELEMENTS.findall(envelope[1]) if envelope else []
        found = [in_cdata or plain for name, in_cdata, plain in inside if name == b"Encrypt"]
        if len(found) != 1:
            raise Rejected
        return parsed(self.open(found[0].decode("ascii", "replace"), query, now))

    def open(self, encrypt: str, query: Mapping[str, str], now: datetime) -> bytes:
        """Check form, time and signature, then decrypt, then check what is inside. Raises Rejected."""
        stamp = Stamp.of(query)
        if len(encrypt) > MOST_BYTES:
            raise Rejected(413)
        if not _BASE64.fullmatch(encrypt) or len(encrypt) % 4:
            raise Rejected
        if not hmac.compare_digest(self._signature(stamp.timestamp, stamp.nonce, encrypt), stamp.signature):
            raise Rejected(403)
        if self._window and abs(now.timestamp() - int(stamp.timestamp)) > self._window:
            raise Rejected(403)
        return self._unpacked(base64.b64decode(encrypt))

    def seal(self, plaintext: bytes, nonce: str, timestamp: int, random16: bytes | None = None) -> Sealed:
        """Encrypt and sign an answer; `nonce` is the callback's own. `random16` is for tests."""
        prefix = secrets.token_bytes(_PREFIX) if random16 is None else random16
        content = prefix + len(plaintext).to_bytes(4, "big") + plaintext + self._receiver.encode()
        padding = _BLOCK - len(content) % _BLOCK
        encrypt = base64.b64encode(self._aes.encrypt(content + bytes([padding]) * padding)).decode("ascii")
        return Sealed(encrypt, self._signature(str(timestamp), nonce, encrypt), timestamp, nonce)

    def _signature(self, timestamp: str, nonce: str, encrypt: str) -> str:
        parts = sorted(part.encode() for part in (self._token, timestamp, nonce, encrypt))
        return hashlib.sha1(b"".join(parts), usedforsecurity=False).hexdigest()

    def _unpacked(self, ciphertext: bytes) -> bytes:
        """Decrypt and take apart. What is wrong here was signed all the same: a wrong key or another account."""
        if not ciphertext or len(ciphertext) % 16:
            raise Rejected
        content = unpadded(self._aes.decrypt(ciphertext))
        if content is None or len(content) < _PREFIX + 4:
            raise Rejected
        end = _PREFIX + 4 + int.from_bytes(content[_PREFIX : _PREFIX + 4], "big")
        if end > len(content) or not hmac.compare_digest(content[end:], self._receiver.encode()):
            raise Rejected
        return bytes(content[_PREFIX + 4 : end])


def envelope_key(aes_key: str) -> bytes:
    """Return the 32 bytes of an EncodingAESKey. Raises Misconfigured."""
    if not _AES_KEY.fullmatch(aes_key):
        length = f"现为{len(aes_key)}位" if len(aes_key) != 43 else "其中有不允许的字符"
        raise Misconfigured(f"企业微信的 EncodingAESKey 应为43位字母和数字，{length}，请从管理后台重新复制。")
    return base64.b64decode(aes_key + "=")


def media_key(aes_key: str) -> bytes:
    """Return the 32 bytes of a file's `aeskey`: 43 characters of base64, padded or not, urlsafe or not, or 64 of hex.

    Raises PlatformError.
    """
    try:
        if _HEX.fullmatch(aes_key):
            return bytes.fromhex(aes_key)
        plain = aes_key.rstrip("=").translate(str.maketrans("-_", "+/"))
        return envelope_key(plain)
    except (ValueError, Misconfigured):
        raise PlatformError("a file's key of an unknown form", Remedy.GIVE_UP) from None


async def decrypted(chunks: AsyncIterator[bytes], key: bytes) -> AsyncIterator[bytes]:
    """Decrypt a file as it comes: AES-256-CBC, PKCS#7 to 32, no header; the last block waits for the end.

    Raises PlatformError: to be fetched again where it broke off, given up where the key does not fit.
    """
    from cryptography.hazmat.primitives.ciphers import Cipher as BlockCipher
    from cryptography.hazmat.primitives.ciphers import algorithms, modes

    decryptor = BlockCipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    size = 0
    held = b""
    async for chunk in chunks:
        size += len(chunk)
        held += decryptor.update(chunk)
        if len(held) > _BLOCK:
            yield held[:-_BLOCK]
            held = held[-_BLOCK:]
    if size == 0 or size % 16:
        raise PlatformError("a file that broke off", Remedy.RETRY)
    rest = unpadded(held)
    if rest is None:
        raise PlatformError("a file that its key does not open", Remedy.GIVE_UP)
    if rest:
        yield rest


def unpadded(content: bytes) -> bytes | None:
    """Take off PKCS#7 to 32 bytes; None where there is none (a 16-byte unpadder would refuse 17 to 32)."""
    padding = content[-1] if content else 0
    if not 1 <= padding <= min(_BLOCK, len(content)) or content[-padding:] != bytes([padding]) * padding:
        return None
    return content[:-padding]


def parsed(xml: bytes) -> Any:
    """Return wechatpy's message of an app's XML. Raises Rejected."""
    from wechatpy.enterprise import parse_message

    try:
        message = parse_message(xml)
    except Exception:  # noqa: BLE001 - wechatpy lets through whatever its parser raises
        raise Rejected from None
    if message is None or not isinstance(message._data, dict):  # noqa: SLF001 - UnknownMessage has no other door
        raise Rejected
    return message
