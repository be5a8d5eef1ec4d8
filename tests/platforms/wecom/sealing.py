"""WeCom's own side of the crypto, written from its documentation and from nothing of the bot's: it judges the bot's."""

from __future__ import annotations

import base64
import hashlib
import secrets
import string
from xml.etree import ElementTree as ET

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32


class Unsealed(ValueError):
    """What was said to be sealed is not, or not with this key or for this receiver."""


def sign(token: str, *parts: str) -> str:
    """SHA-1 over the sorted token, timestamp, nonce and ciphertext (D:101033)."""
    return hashlib.sha1("".join(sorted([token, *parts])).encode(), usedforsecurity=False).hexdigest()


def key_of(aes_key: str) -> bytes:
    """The 32 bytes of an EncodingAESKey of 43 characters."""
    return base64.b64decode(aes_key + "=" * (-len(aes_key) % 4))


def new_aes_key() -> str:
    """The key of one file on the long connection: base64 without its last sign."""
    return base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")


def new_encoding_key() -> str:
    """An EncodingAESKey as the console makes it: 43 letters and figures."""
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(43))


def encrypt(key: bytes, plain: bytes) -> bytes:
    """AES-256-CBC, iv of the key's first 16 bytes, PKCS#7 to 32: media, and the inside of every envelope."""
    missing = BLOCK - len(plain) % BLOCK
    turned = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return turned.update(plain + bytes([missing]) * missing) + turned.finalize()


def decrypt(key: bytes, sealed: bytes) -> bytes:
    if not sealed or len(sealed) % 16:
        raise Unsealed("no whole blocks")
    turned = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    plain = turned.update(sealed) + turned.finalize()
    added = plain[-1]
    if not 1 <= added <= BLOCK or plain[-added:] != bytes([added]) * added:
        raise Unsealed("wrong padding")
    return plain[:-added]


class Seal:
    """Token, key and receiver of one callback address. `receiver` is empty for a robot, the CorpID for an app."""

    def __init__(self, token: str, aes_key: str, receiver: str = "") -> None:
        self.token = token
        self.key = key_of(aes_key)
        self.receiver = receiver.encode()

    def close(self, text: str, *, chance: bytes = b"") -> str:
        """Seal a text; `chance` are the 16 bytes before it, for the vectors."""
        said = text.encode()
        inside = (chance or secrets.token_bytes(16)) + len(said).to_bytes(4, "big") + said + self.receiver
        return base64.b64encode(encrypt(self.key, inside)).decode()

    def open(self, sealed: str) -> str:
        """Give the text in an envelope. Raises Unsealed."""
        try:
            inside = decrypt(self.key, base64.b64decode(sealed, validate=True))
        except ValueError as error:
            raise Unsealed(str(error)) from error
        length = int.from_bytes(inside[16:20], "big")
        text, receiver = inside[20 : 20 + length], inside[20 + length :]
        if len(inside) < 20 or len(text) != length or receiver != self.receiver:
            raise Unsealed("wrong length or receiver")
        return text.decode()

    def sign(self, timestamp: str, nonce: str, sealed: str) -> str:
        return sign(self.token, timestamp, nonce, sealed)


def to_xml(fields: dict[str, object], root: str = "xml") -> str:
    """Write nested fields as WeCom does: text in CDATA, figures bare, lists as repeated elements."""
    return f"<{root}>{''.join(_element(name, value) for name, value in fields.items())}</{root}>"


def _element(name: str, value: object) -> str:
    if isinstance(value, dict):
        return to_xml(value, name)
    if isinstance(value, list):
        return "".join(_element(name, one) for one in value)
    if isinstance(value, int | float):
        return f"<{name}>{value}</{name}>"
    return f"<{name}><![CDATA[{str(value).replace(']]>', ']]]]><![CDATA[>')}]]></{name}>"


def from_xml(text: str) -> dict[str, object]:
    """Read the elements of an answer; those without children as text, repeated ones as a list."""
    found: dict[str, object] = {}
    for child in ET.fromstring(text):  # noqa: S314 - what the bot wrote, on loopback
        value: object = from_xml(ET.tostring(child, encoding="unicode")) if len(child) else child.text or ""
        if child.tag in found:
            earlier = found[child.tag]
            found[child.tag] = [*earlier, value] if isinstance(earlier, list) else [earlier, value]
        else:
            found[child.tag] = value
    return found
