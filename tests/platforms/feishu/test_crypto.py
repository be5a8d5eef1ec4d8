"""Feishu's envelopes: the published vectors both ways, and one kind of error for all that is wrong."""

from __future__ import annotations

import base64
import hashlib
import json
import random
from datetime import timedelta

import pytest

from bot.callbacks import Rejected
from bot.feishu.crypto import MOST_BYTES, MOST_UNSIGNED_BYTES, Cipher, challenge_of
from storage.errors import Misconfigured
from tests.platforms.feishu.vectors import A_IV_HEX, A_KEY_HEX, C_BODY_SHA256, IV, NOW, A, B, C, Vector
from tests.platforms.rejecting import rejected

every_vector = pytest.mark.parametrize("vector", [A, B, C], ids="ABC")


def cipher_of(vector: Vector, tenant_key: str = "") -> Cipher:
    return Cipher(vector.app_id, vector.key, vector.token, tenant_key)


def enveloped(encrypt: object) -> bytes:
    return json.dumps({"encrypt": encrypt}).encode()


def signed(vector: Vector, body: bytes, timestamp: str = "1732300000") -> dict[str, str]:
    """The headers that a holder of the key would send."""
    signature = cipher_of(vector).signature(timestamp, "n", body)
    return {"X-Lark-Signature": signature, "X-Lark-Request-Timestamp": timestamp, "X-Lark-Request-Nonce": "n"}


def told(vector: Vector, content: dict, *, is_signed: bool = True, tenant_key: str = "") -> dict:
    """What comes out of a callback with this content."""
    body = enveloped(cipher_of(vector).encrypt(json.dumps(content).encode()))
    return cipher_of(vector, tenant_key).open(body, signed(vector, body) if is_signed else {}, NOW)


@every_vector
def test_the_vectors_open_and_sealing_gives_their_bytes(vector):
    cipher = cipher_of(vector)
    assert cipher.decrypt(vector.encrypt).decode() == vector.plaintext
    iv = bytes.fromhex(A_IV_HEX) if vector is A else IV
    assert cipher.encrypt(vector.plaintext.encode(), iv) == vector.encrypt
    assert cipher.signature(vector.timestamp, vector.nonce, vector.body) == vector.signature


def test_the_key_is_the_hash_of_the_encrypt_key():
    assert cipher_of(A)._key.hex() == A_KEY_HEX
    assert hashlib.sha256(C.body).hexdigest() == C_BODY_SHA256


def test_what_is_sealed_twice_differs_and_opens_the_same():
    cipher = cipher_of(C)
    one, other = cipher.encrypt("你好".encode()), cipher.encrypt("你好".encode())
    assert one != other
    assert cipher.decrypt(one) == cipher.decrypt(other) == "你好".encode()


def test_the_consoles_test_is_answered_with_or_without_a_signature():
    for headers in (B.headers, {}, {**B.headers, "X-Lark-Signature": "0" * 64}):
        opened = cipher_of(B).open(B.body, headers, NOW)
        assert challenge_of(opened) == "ajls384kdjx98XX"
    assert challenge_of(json.loads(C.plaintext)) is None
    assert challenge_of({"type": "url_verification", "challenge": 1}) is None


def test_the_consoles_test_with_another_token_is_turned_away():
    test = {"challenge": "c", "token": "another", "type": "url_verification"}
    for content in (
        test,
        {**test, "token": None},
        {**test, "token": "\ud800"},
        {"challenge": "c", "type": "url_verification"},
    ):
        for is_signed in (True, False):
            assert rejected(lambda c=content, s=is_signed: told(B, c, is_signed=s)) == 403


def test_the_consoles_test_is_taken_in_the_clear_too_where_it_bears_the_token():
    body = B.plaintext.encode()
    assert challenge_of(cipher_of(B).open(body, {}, NOW)) == json.loads(B.plaintext)["challenge"]
    forged = json.dumps({**json.loads(B.plaintext), "token": "another"}).encode()
    assert rejected(lambda: cipher_of(B).open(forged, {}, NOW)) == 403
    told = json.dumps({**json.loads(C.plaintext), "token": B.token}).encode()
    assert rejected(lambda: cipher_of(C).open(told, {}, NOW)) == 403, "whatever else is unsigned is not"


def test_an_event_opens_whatever_the_case_of_its_headers():
    for headers in (C.headers, {name.lower(): value for name, value in C.headers.items()}):
        opened = cipher_of(C).open(C.body, headers, NOW)
        assert opened["event"]["message"]["message_id"] == "om_1"
        assert opened["header"]["event_id"] == "ev-1"


@pytest.mark.parametrize(
    "changed",
    [
        {"X-Lark-Signature": "0" * 64},
        {"X-Lark-Signature": C.signature.upper()},
        {"X-Lark-Signature": ""},
        {"X-Lark-Signature": "é" * 64},
        {"X-Lark-Request-Timestamp": "1732300001"},
        {"X-Lark-Request-Timestamp": "１７３２３０００００"},
        {"X-Lark-Request-Timestamp": ""},
        {"X-Lark-Request-Timestamp": "1" * 5000},
        {"X-Lark-Request-Nonce": "nonce-43"},
        {"X-Lark-Request-Nonce": ""},
        {"X-Lark-Request-Nonce": "n" * 129},
    ],
)
def test_an_event_that_is_not_signed_as_it_must_be_is_turned_away(changed):
    assert rejected(lambda: cipher_of(C).open(C.body, {**C.headers, **changed}, NOW)) == 403


def test_an_event_without_its_headers_is_turned_away():
    for name in C.headers:
        headers = {other: value for other, value in C.headers.items() if other != name}
        assert rejected(lambda h=headers: cipher_of(C).open(C.body, h, NOW)) == 403


def test_the_signature_is_over_the_body_as_it_came():
    spaced = json.dumps(json.loads(C.body)).encode()
    assert spaced != C.body
    assert rejected(lambda: cipher_of(C).open(spaced, C.headers, NOW)) == 403
    assert cipher_of(C).open(spaced, signed(C, spaced), NOW)["schema"] == "2.0"


def test_an_event_of_the_last_re_push_is_taken_under_its_first_timestamp_and_one_of_yesterday_is_not():
    cipher = cipher_of(C)
    for seconds in (-25_800, 0, 15, 315, 3915, 25_515, 25_800):
        assert cipher.open(C.body, C.headers, NOW + timedelta(seconds=seconds))
    for seconds in (-29_000, 29_000, 86_400):
        assert rejected(lambda s=seconds: cipher.open(C.body, C.headers, NOW + timedelta(seconds=s))) == 403


@pytest.mark.parametrize("timestamp", ["1732300000", "1732300000123", "1732300000123456"])
def test_a_timestamp_may_be_in_seconds_or_finer(timestamp):
    assert cipher_of(C).open(C.body, signed(C, C.body, timestamp), NOW)["schema"] == "2.0"


EVENT = json.loads(C.plaintext)


@pytest.mark.parametrize("name", ["token", "app_id"])
@pytest.mark.parametrize("value", ["another", "", None, 5, ["vtok-1"]])
def test_an_event_for_another_app_or_with_another_token_is_turned_away(name, value):
    header = {**EVENT["header"], name: value}
    assert rejected(lambda: told(C, {**EVENT, "header": header})) == 403


def test_an_event_of_another_tenant_is_turned_away_where_the_tenant_is_set():
    assert told(C, EVENT, tenant_key="t1") == EVENT
    assert rejected(lambda: told(C, EVENT, tenant_key="t2")) == 403


def test_an_event_of_the_first_form_is_checked_as_well():
    event = {"uuid": "u1", "token": "vtok-1", "type": "event_callback", "event": {"type": "p2p_chat_create"}}
    assert told(C, event) == event
    assert told(C, {**event, "event": {**event["event"], "app_id": "cli_x"}})["uuid"] == "u1"
    for changed in ({"token": "another"}, {"event": {"app_id": "cli_y"}}):
        assert rejected(lambda c=changed: told(C, {**event, **c})) == 403
    assert rejected(lambda: told(C, {**EVENT, "header": ["vtok-1"]})) == 403


@pytest.mark.parametrize(
    "encrypt",
    [
        "", "=", "a", "====", "a===", "你好", "ab cd", "ab\ncd==", C.encrypt[:-1], C.encrypt.replace("+", "-"), 1, None, ["a"],
        base64.b64encode(bytes(16)).decode(), base64.b64encode(bytes(40)).decode(), base64.b64encode(bytes(48)).decode(),
    ],
)  # fmt: skip
def test_what_is_no_cipher_text_is_turned_away_even_if_it_is_signed(encrypt):
    body = enveloped(encrypt)
    assert rejected(lambda: cipher_of(C).open(body, signed(C, body), NOW)) == 400
    assert rejected(lambda: cipher_of(C).open(body, {}, NOW)) == 403


@pytest.mark.parametrize("ending", [b"\x00", b"\x11" * 17, b"\x02\x03\x03", b"\x10" * 15 + b"\x11"])
def test_a_padding_that_is_none_is_turned_away(ending):
    cipher, plain = cipher_of(C), b"x" * (-len(ending) % 16) + ending
    encryptor = cipher._aes(IV).encryptor()
    encrypt = base64.b64encode(IV + encryptor.update(plain) + encryptor.finalize()).decode()
    assert rejected(lambda: cipher.decrypt(encrypt)) == 400


@pytest.mark.parametrize("inner", [b"[]", b"1", b'"text"', b"", b"{", b"\xff", b"[" * 100_000])
def test_what_opens_to_no_json_object_is_turned_away(inner):
    body = enveloped(cipher_of(C).encrypt(inner))
    assert rejected(lambda: cipher_of(C).open(body, signed(C, body), NOW)) == 400


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b"null", b"nothing", b"\xff\xfe", b"[" * 100_000, b'{"Encrypt":"AAAA"}']
)
def test_a_body_that_is_no_envelope_is_turned_away(body):
    assert rejected(lambda: cipher_of(C).open(body, signed(C, body), NOW)) == 400
    assert rejected(lambda: cipher_of(C).open(body, {}, NOW)) == 403


def test_an_event_in_the_clear_is_turned_away_though_it_is_signed():
    body = C.plaintext.encode()
    assert rejected(lambda: cipher_of(C).open(body, signed(C, body), NOW)) == 400


def test_a_body_that_is_too_large_is_turned_away_unread(monkeypatch):
    cipher = cipher_of(C)
    monkeypatch.setattr(cipher, "decrypt", lambda _: pytest.fail("decrypted"))
    assert rejected(lambda: cipher.open(b"x" * (MOST_BYTES + 1), C.headers, NOW)) == 413
    assert rejected(lambda: cipher.open(b"x" * (MOST_UNSIGNED_BYTES + 1), {}, NOW)) == 403


def test_a_text_of_the_largest_size_that_feishu_takes_opens():
    content = json.dumps({"text": "报" * 50_000})
    event = {**EVENT, "event": {**EVENT["event"], "message": {**EVENT["event"]["message"], "content": content}}}
    assert told(C, event) == event


def test_two_thousand_mutations_of_a_callback_are_turned_away_or_say_just_the_same():
    chance, cipher = random.Random(7), cipher_of(C)
    right = cipher.open(C.body, C.headers, NOW)
    statuses = set()
    for _ in range(2000):
        body, headers = bytearray(C.body), dict(C.headers)
        if chance.random() < 0.3:
            name = chance.choice(list(headers))
            place = chance.randrange(len(headers[name]))
            headers[name] = headers[name][:place] + chr(chance.randrange(32, 300)) + headers[name][place + 1 :]
        else:
            body[chance.randrange(len(body))] = chance.randrange(256)
        try:
            assert cipher.open(bytes(body), headers, NOW) == right
        except Rejected as error:
            statuses.add(error.status)
    assert statuses == {403}


@pytest.mark.parametrize(("key", "token"), [("", "t"), ("k", ""), ("", "")])
def test_a_missing_key_or_token_is_said_in_plain_words(key, token):
    with pytest.raises(Misconfigured, match="Encrypt Key 和 Verification Token 都要填写"):
        Cipher("cli_x", key, token)


def test_neither_token_nor_key_show_in_what_may_be_logged():
    assert C.token not in repr(cipher_of(C))
    assert C.key not in repr(cipher_of(C))
