"""The strict server's crypto and codec beside the vectors."""

from __future__ import annotations

import base64
import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.platforms.feishu import vectors
from tests.platforms.feishu.frames import CONTROL, DATA, Frame, Unframed, decode, encode
from tests.platforms.feishu.sealing import Unsealed, close, key_of, open_sealed, sign, sign_card

IVS = {"A": bytes.fromhex(vectors.A_IV_HEX), "B": vectors.IV, "C": vectors.IV}


@pytest.mark.parametrize("name", vectors.ENVELOPES)
def test_the_vectors_open_are_signed_and_close_again(name):
    vector = vectors.ENVELOPES[name]
    assert open_sealed(vector.key, vector.encrypt) == vector.plaintext
    assert close(vector.key, vector.plaintext, IVS[name]) == vector.encrypt
    assert sign(vector.key, vector.timestamp, vector.nonce, vector.body) == vector.signature


def test_the_other_vectors_come_out():
    assert key_of(vectors.A.key).hex() == vectors.A_KEY_HEX
    assert hashlib.sha256(vectors.C.body).hexdigest() == vectors.C_BODY_SHA256
    *signed, expected = vectors.OLD_CARD_SIGN
    token = signed.pop(2)
    assert sign_card(token, *signed) == expected
    timestamp, secret, made = vectors.WEBHOOK_SIGN
    digest = hmac.new(f"{timestamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
    assert base64.b64encode(digest).decode() == made


def test_what_is_damaged_or_sealed_with_another_key_does_not_open():
    raw = bytearray(base64.b64decode(vectors.A.encrypt))
    raw[-1] ^= 1
    for other in (base64.b64encode(raw).decode(), "!", "", vectors.A.encrypt[:-4], base64.b64encode(b"short").decode()):
        with pytest.raises(Unsealed):
            open_sealed(vectors.A.key, other)
    with pytest.raises(Unsealed):
        open_sealed("another key", vectors.A.encrypt)


@given(st.text(), st.text(min_size=1))
def test_what_is_closed_opens_again(text, key):
    assert open_sealed(key, close(key, text)) == text


def test_the_frames_of_the_vectors_are_written_and_read():
    event = Frame(1, 2, vectors.SERVICE, DATA, [*vectors.EVENT_HEADERS], payload=b'{"schema":"2.0"}')
    ack = Frame(1, 2, vectors.SERVICE, DATA, [*vectors.EVENT_HEADERS, ("biz_rt", "3")], payload=b'{"code":200}')
    ping = Frame(0, 0, vectors.SERVICE, CONTROL, [("type", "ping")])
    for frame, raw in ((ping, vectors.PING), (event, vectors.EVENT), (ack, vectors.ACK)):
        assert encode(frame) == raw
        assert decode(raw) == frame


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x08",
        vectors.PING[:-1],
        vectors.PING[2:],
        vectors.PING + b"\x50\x01",
        vectors.PING + b"\x45\x00\x00\x00\x00",
        vectors.PING + b"\x2a\x02\x0a\x00",
        vectors.PING + b"\x32\x01\xff",
        b"\x08" + b"\xff" * 11,
        b"\x0a\x01a",
    ],
)
def test_what_is_no_frame_is_not_read(raw):
    with pytest.raises(Unframed):
        decode(raw)
