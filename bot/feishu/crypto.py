"""Feishu's envelopes: who signed one is checked before its content is believed, and all that is wrong is one Rejected.

Rules: open.feishu.cn, 事件订阅 → 配置 Encrypt Key. AES-256-CBC under the SHA-256 of the key, `iv | ciphertext`, padded
to 16; the signature is a SHA-256 over timestamp, nonce, key and the body as it came. The console's test of the address
is outside of the signature: its token vouches for it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from multidict import CIMultiDictProxy

from bot.callbacks import Rejected, bounded, json_object
from storage.errors import Misconfigured

MOST_BYTES = 1 << 20
"""A larger body is no callback: a text of the 150 KB that Feishu takes, escaped twice and in base64, is half of it."""

MOST_UNSIGNED_BYTES = 4096
"""The console's test is a few hundred bytes."""

WINDOW_SECONDS = 8 * 3600.0
"""How far a timestamp may lie from now: the last re-push comes 7 h 05 min after the first push, and whether it carries
a new timestamp is not documented. Against replays the inbox remembers every id."""

VERIFICATION = "url_verification"

_BLOCK = 16
_TIMESTAMP = re.compile(r"[0-9]{10}(?:[0-9]{3}){0,2}")
_NONCE = re.compile(r"[\x21-\x7e]{1,128}")
_SIGNATURE = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the headers of a callback say about its body."""

    signature: str
    timestamp: str
    nonce: str

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Stamp | None:
        """Read the headers of a callback, their names in any case; None where one is missing or not of its form."""
        if not isinstance(headers, CIMultiDictProxy):
            headers = {name.lower(): value for name, value in headers.items()}
        signature, nonce = headers.get("x-lark-signature", ""), headers.get("x-lark-request-nonce", "")
        timestamp = headers.get("x-lark-request-timestamp", "")
        if _SIGNATURE.fullmatch(signature) and _TIMESTAMP.fullmatch(timestamp) and _NONCE.fullmatch(nonce):
            return cls(signature, timestamp, nonce)
        return None

    def seconds(self) -> float:
        """When it was signed, in seconds; elsewhere Feishu also writes thousandths and millionths of them."""
        return int(self.timestamp) / 10.0 ** (len(self.timestamp) - 10)


class Cipher:
    """Opens the callbacks of one app. Raises Misconfigured where the key or the token is missing."""

    def __init__(self, app_id: str, encrypt_key: str, token: str, tenant_key: str = "") -> None:
        if not encrypt_key or not token:
            raise Misconfigured(
                "飞书回调的 Encrypt Key 和 Verification Token 都要填写，请从“事件与回调 → 加密策略”复制。"
            )
        self._app_id = app_id
        self._signing = encrypt_key.encode()
        self._key = hashlib.sha256(self._signing).digest()
        self._aes = _aes(self._key)
        # In CBC a block is opened with the one before it: the vector goes first as a block like any other, and one
        # decryptor opens every envelope. To set one up costs more than what it does.
        self._decryptor = self._aes(bytes(_BLOCK)).decryptor()
        self._token = token
        self._tenant = tenant_key

    def open(self, body: bytes, headers: Mapping[str, str], now: datetime) -> dict[str, Any]:
        """Return what a callback says: an event, a card's click, or the console's test. Raises Rejected.

        All that is unsigned but that test is refused alike, so that no answer tells how far a forged one came.
        """
        stamp = Stamp.of(headers)
        if stamp is None or not self._is_signed(bounded(body, MOST_BYTES), stamp, now):
            opened = self._tested(body)
            if opened is None:
                raise Rejected(403)
            return opened
        opened = json_object(self.decrypt(_encrypted(body)))
        if not self._is_ours(opened):
            raise Rejected(403)
        return opened

    def decrypt(self, encrypt: str) -> bytes:
        """Return the plain text of an `encrypt`. Raises Rejected."""
        try:
            data = binascii.a2b_base64(encrypt, strict_mode=True)
        except ValueError:
            raise Rejected from None
        if len(data) < 2 * _BLOCK or len(data) % _BLOCK:
            raise Rejected
        plain: bytes = self._decryptor.update(data)[_BLOCK:]
        padding = plain[-1]
        if not 1 <= padding <= _BLOCK or plain[-padding:] != bytes([padding]) * padding:
            raise Rejected
        return plain[:-padding]

    def encrypt(self, plain: bytes, iv: bytes | None = None) -> str:
        """Return what `decrypt` opens: for our own test of the address. `iv` is for tests."""
        iv = secrets.token_bytes(_BLOCK) if iv is None else iv
        padding = _BLOCK - len(plain) % _BLOCK
        encryptor = self._aes(iv).encryptor()
        sealed = encryptor.update(plain + bytes([padding]) * padding) + encryptor.finalize()
        return base64.b64encode(iv + sealed).decode("ascii")

    def signature(self, timestamp: str, nonce: str, body: bytes) -> str:
        """Return what Feishu signs a body with: a plain hash, no HMAC."""
        return hashlib.sha256(timestamp.encode() + nonce.encode() + self._signing + body).hexdigest()

    def _is_signed(self, body: bytes, stamp: Stamp, now: datetime) -> bool:
        """Whether Feishu signed it, not too long ago."""
        if not hmac.compare_digest(self.signature(stamp.timestamp, stamp.nonce, body), stamp.signature):
            return False
        return abs(now.timestamp() - stamp.seconds()) <= WINDOW_SECONDS

    def _tested(self, body: bytes) -> dict[str, Any] | None:
        """The console's test of the address, sealed or not, where an unsigned body is one that bears the token."""
        try:
            opened = json_object(bounded(body, MOST_UNSIGNED_BYTES))
            if isinstance(opened.get("encrypt"), str):
                opened = json_object(self.decrypt(opened["encrypt"]))
        except Rejected:
            return None
        return opened if opened.get("type") == VERIFICATION and self._has_token(opened) else None

    def _is_ours(self, opened: Mapping[str, Any]) -> bool:
        """Whether what was signed bears our token and is about our app in our tenant, in either form of envelope."""
        if opened.get("type") == VERIFICATION:
            return self._has_token(opened)
        if "schema" in opened:
            header = opened.get("header")
            return isinstance(header, dict) and self._is_about_us(header, header.get("app_id"))
        event = opened.get("event")
        about = event if isinstance(event, dict) else {}
        told = {"token": opened.get("token"), "tenant_key": about.get("tenant_key")}
        return self._is_about_us(told, about.get("app_id", self._app_id))

    def _is_about_us(self, told: Mapping[str, Any], app_id: object) -> bool:
        is_tenant = not self._tenant or told.get("tenant_key") == self._tenant
        return is_tenant and app_id == self._app_id and self._has_token(told)

    def _has_token(self, told: Mapping[str, Any]) -> bool:
        token = told.get("token")
        return isinstance(token, str) and hmac.compare_digest(
            token.encode("utf-8", "surrogatepass"), self._token.encode()
        )


def _aes(key: bytes) -> Callable[[bytes], Any]:
    """AES in CBC under a key, for an initialisation vector; imported with the first account that is called back."""
    from cryptography.hazmat.primitives.ciphers import Cipher as BlockCipher
    from cryptography.hazmat.primitives.ciphers import algorithms, modes

    algorithm = algorithms.AES(key)
    return lambda iv: BlockCipher(algorithm, modes.CBC(iv))


def challenge_of(opened: Mapping[str, Any]) -> str | None:
    """Return what the console's test must be answered with, as `{"challenge": …}`; None where this is no test."""
    challenge = opened.get("challenge")
    return challenge if opened.get("type") == VERIFICATION and isinstance(challenge, str) else None


def _encrypted(body: bytes) -> str:
    """The one field of an envelope. Raises Rejected."""
    encrypt = json_object(body).get("encrypt")
    if not isinstance(encrypt, str):
        raise Rejected
    return encrypt
