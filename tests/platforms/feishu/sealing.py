"""Feishu's own side of the crypto, written from its documentation and from nothing of the bot's: it judges the bot's."""

from __future__ import annotations

import base64
import hashlib
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 16


class Unsealed(ValueError):
    """What was said to be sealed is not, or not with this key."""


def key_of(encrypt_key: str) -> bytes:
    """The 32 bytes that an Encrypt Key stands for."""
    return hashlib.sha256(encrypt_key.encode()).digest()


def close(encrypt_key: str, text: str, iv: bytes = b"") -> str:
    """AES-256-CBC with PKCS#7, base64 of the iv and what follows it; the iv is given for the vectors only."""
    iv, plain = iv or secrets.token_bytes(BLOCK), text.encode()
    missing = BLOCK - len(plain) % BLOCK
    turned = Cipher(algorithms.AES(key_of(encrypt_key)), modes.CBC(iv)).encryptor()
    sealed = turned.update(plain + bytes([missing]) * missing) + turned.finalize()
    return base64.b64encode(iv + sealed).decode()


def open_sealed(encrypt_key: str, sealed: str) -> str:
    """Give the text in an envelope. Raises Unsealed."""
    try:
        raw = base64.b64decode(sealed, validate=True)
    except ValueError as error:
        raise Unsealed(str(error)) from error
    if len(raw) < 2 * BLOCK or len(raw) % BLOCK:
        raise Unsealed("no whole blocks")
    turned = Cipher(algorithms.AES(key_of(encrypt_key)), modes.CBC(raw[:BLOCK])).decryptor()
    plain = turned.update(raw[BLOCK:]) + turned.finalize()
    added = plain[-1]
    if not 1 <= added <= BLOCK or plain[-added:] != bytes([added]) * added:
        raise Unsealed("wrong padding")
    return plain[:-added].decode()


def sign(encrypt_key: str, timestamp: str, nonce: str, body: bytes) -> str:
    """X-Lark-Signature: SHA-256 over timestamp, nonce, key and the raw body."""
    return hashlib.sha256(f"{timestamp}{nonce}{encrypt_key}".encode() + body).hexdigest()


def sign_card(verification_token: str, timestamp: str, nonce: str, body: bytes) -> str:
    """What the callbacks of old cards were signed with: SHA-1 over timestamp, nonce, token and the raw body."""
    return hashlib.sha1(f"{timestamp}{nonce}{verification_token}".encode() + body, usedforsecurity=False).hexdigest()
