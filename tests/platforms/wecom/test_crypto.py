"""WeCom's envelopes: the published vectors both ways, agreement with wechatpy, and one kind of error for all that is wrong."""

from __future__ import annotations

import base64
import json
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.callbacks import Rejected
from bot.wecom.crypto import MOST_BYTES, Cipher, Sealed, decrypted, envelope_key, media_key
from storage.errors import Misconfigured, PlatformError, Remedy
from tests.platforms.rejecting import rejected
from tests.platforms.wecom.vectors import (
    A1,
    A2,
    B1,
    B2,
    C1,
    C2,
    C3,
    C4_CIPHER,
    C4_PLAIN,
    ENVELOPES,
    KEY_HEX,
    OURS,
    RANDOM,
    Vector,
)

every_vector = pytest.mark.parametrize("vector", ENVELOPES.values(), ids=ENVELOPES)


def cipher_of(vector: Vector, **about) -> Cipher:
    return Cipher(vector.token, vector.key, vector.receiver, **about)


def json_body(vector: Vector) -> bytes:
    return json.dumps({"encrypt": vector.encrypt}).encode()


def xml_body(vector: Vector, encrypt: str | None = None) -> bytes:
    inner = vector.encrypt if encrypt is None else encrypt
    return (
        f"<xml><ToUserName><![CDATA[{vector.receiver}]]></ToUserName>"
        f"<AgentID><![CDATA[1]]></AgentID><Encrypt><![CDATA[{inner}]]></Encrypt></xml>"
    ).encode()


def queried(sealed: Sealed) -> dict[str, str]:
    return {"msg_signature": sealed.signature, "timestamp": str(sealed.timestamp), "nonce": sealed.nonce}


@every_vector
def test_the_published_vectors_open(vector):
    assert cipher_of(vector).open(vector.encrypt, vector.query, vector.now).decode() == vector.plaintext
    assert cipher_of(vector).key.hex() == KEY_HEX[vector.key]


@every_vector
def test_what_is_sealed_opens_again_under_the_vectors_keys(vector):
    cipher = cipher_of(vector)
    sealed = cipher.seal(vector.plaintext.encode(), vector.nonce, int(vector.timestamp))
    assert cipher.open(sealed.encrypt, queried(sealed), vector.now).decode() == vector.plaintext
    assert sealed.encrypt != cipher.seal(vector.plaintext.encode(), vector.nonce, int(vector.timestamp)).encrypt


@pytest.mark.parametrize("vector", OURS)
def test_with_the_vectors_random_part_sealing_gives_the_vectors_bytes(vector):
    sealed = cipher_of(vector).seal(vector.plaintext.encode(), vector.nonce, int(vector.timestamp), RANDOM)
    assert (sealed.encrypt, sealed.signature) == (vector.encrypt, vector.signature)


@every_vector
def test_wechatpy_opens_what_is_sealed_here_and_the_other_way_round(vector):
    from wechatpy.enterprise.crypto import WeChatCrypto

    theirs, ours = WeChatCrypto(vector.token, vector.key, vector.receiver), cipher_of(vector)
    sealed = ours.seal(vector.plaintext.encode(), vector.nonce, int(vector.timestamp))
    envelope = {"Encrypt": sealed.encrypt}
    assert theirs.decrypt_message(envelope, sealed.signature, vector.timestamp, vector.nonce) == vector.plaintext
    envelope = theirs.encrypt_message(vector.plaintext, vector.nonce, vector.timestamp)
    signature = envelope.split("<MsgSignature><![CDATA[")[1].split("]]")[0]
    encrypt = envelope.split("<Encrypt><![CDATA[")[1].split("]]")[0]
    assert ours.open(encrypt, {**vector.query, "msg_signature": signature}, vector.now).decode() == vector.plaintext


@pytest.mark.parametrize("vector", [A1, B1, C1])
def test_the_consoles_test_of_the_address_is_answered_with_the_plain_text(vector):
    query = {**vector.query, "echostr": vector.encrypt}
    assert cipher_of(vector).verify_address(query, vector.now) == vector.plaintext.encode()


def test_a_robots_callback_opens_from_json_and_its_answer_is_json():
    assert cipher_of(C2).open_json(json_body(C2), C2.query, C2.now)["text"]["content"] == "@RobotA 你好"
    sealed = cipher_of(C3).seal(C3.plaintext.encode(), C3.nonce, int(C3.timestamp), RANDOM)
    assert json.loads(sealed.json()) == {
        "encrypt": C3.encrypt,
        "msgsignature": C3.signature,
        "timestamp": 1641002400,
        "nonce": "1372623149",
    }


@pytest.mark.parametrize(("vector", "content"), [(A2, "你好"), (B2, "hello")])
def test_an_apps_callback_opens_from_xml_and_wechatpy_parses_it(vector, content):
    message = cipher_of(vector).open_xml(xml_body(vector), vector.query, vector.now)
    assert (message.type, message.content) == ("text", content)


def test_a_kind_that_wechatpy_does_not_know_comes_with_all_its_fields():
    cipher = cipher_of(A2)
    xml = "<xml><MsgType>event</MsgType><Event>template_card_event</Event><TaskId>T</TaskId></xml>"
    sealed = cipher.seal(xml.encode(), A2.nonce, int(A2.timestamp))
    message = cipher.open_xml(xml_body(A2, sealed.encrypt), queried(sealed), A2.now)
    assert message._data["TaskId"] == "T"


@every_vector
def test_one_character_of_the_signature_changed_is_turned_away(vector):
    first = "0" if vector.signature[0] != "0" else "1"
    query = {**vector.query, "msg_signature": first + vector.signature[1:]}
    assert rejected(lambda: cipher_of(vector).open(vector.encrypt, query, vector.now)) == 403


def test_another_nonce_timestamp_or_token_is_turned_away():
    cipher = cipher_of(C2)
    for changed in ({"nonce": C1.nonce}, {"timestamp": "1409659814"}):
        assert rejected(lambda changed=changed: cipher.open(C2.encrypt, {**C2.query, **changed}, C2.now)) == 403
    other = cipher_of(replace(C2, token="another"))
    assert rejected(lambda: other.open(C2.encrypt, C2.query, C2.now)) == 403


def test_what_was_meant_for_another_account_is_turned_away():
    assert rejected(lambda: cipher_of(replace(C2, receiver="x")).open(C2.encrypt, C2.query, C2.now)) == 400
    assert rejected(lambda: cipher_of(replace(A2, receiver="")).open(A2.encrypt, A2.query, A2.now)) == 400
    assert rejected(lambda: cipher_of(replace(A2, key=B2.key)).open(A2.encrypt, A2.query, A2.now)) == 400


def resigned(vector: Vector, encrypt: str) -> dict[str, str]:
    """The query that a holder of the token would sign something else with."""
    signature = cipher_of(vector)._signature(vector.timestamp, vector.nonce, encrypt)
    return {**vector.query, "msg_signature": signature}


@pytest.mark.parametrize("vector", [A2, B2, C2])
def test_a_broken_ending_of_the_cipher_text_is_turned_away_even_if_it_is_signed(vector):
    data = base64.b64decode(vector.encrypt)
    for broken in (data[:-1] + bytes([data[-1] ^ 1]), data[:-1], data[:-16], data[:16], data + b"\0"):
        encrypt = base64.b64encode(broken).decode()
        query = resigned(vector, encrypt)
        assert rejected(lambda e=encrypt, q=query: cipher_of(vector).open(e, q, vector.now)) == 400


@pytest.mark.parametrize(
    "plain",
    [b"", b"0123456789abcdef", b"0123456789abcdef\xff\xff\xff\xff{}", b"0123456789abcdef\0\0\0\x05{}"],
    ids=["nothing", "only chance", "enormous length", "length beyond the end"],
)
def test_a_length_that_cannot_be_is_turned_away(plain):
    cipher = cipher_of(C2)
    padding = 32 - len(plain) % 32
    encrypt = base64.b64encode(cipher._aes.encrypt(plain + bytes([padding]) * padding)).decode()
    assert rejected(lambda: cipher.open(encrypt, resigned(C2, encrypt), C2.now)) == 400


@pytest.mark.parametrize(
    "encrypt",
    ["", "=", "a", "====", "a===", "你好", "ab cd", "ab\ncd==", C2.encrypt[:-1], C2.encrypt.replace("+", "-")],
)
def test_what_is_no_base64_is_turned_away_before_anything_is_computed(encrypt, monkeypatch):
    cipher = cipher_of(C2)
    monkeypatch.setattr(cipher, "_signature", lambda *_: pytest.fail("signed what has no form"))
    assert rejected(lambda: cipher.open(encrypt, C2.query, C2.now)) == 400


@pytest.mark.parametrize(
    "query",
    [
        {},
        {**C2.query, "msg_signature": ""},
        {**C2.query, "msg_signature": C2.signature.upper()},
        {**C2.query, "msg_signature": "é" * 40},
        {**C2.query, "timestamp": "0" * 5000},
        {**C2.query, "timestamp": "-409659813"},
        {**C2.query, "timestamp": "１４０９６５９８１３"},
        {**C2.query, "nonce": ""},
        {**C2.query, "nonce": "a" * 49},
        {**C2.query, "nonce": "1]]><x/>"},
    ],
)
def test_a_query_that_has_not_its_form_is_turned_away(query):
    assert rejected(lambda: cipher_of(C2).open(C2.encrypt, query, C2.now)) == 400


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{}", b"null", b"nothing", b"\xff\xfe", b'{"encrypt":1}', b'{"encrypt":null}', b'{"encrypt":["a"]}', b"[" * 100_000,
        b'{"Encrypt":"AAAA"}', b'{"encrypt":' + b"9" * 9000 + b"}",
    ],
)  # fmt: skip
def test_a_body_that_is_no_json_envelope_is_turned_away(body):
    assert rejected(lambda: cipher_of(C2).open_json(body, C2.query, C2.now)) == 400


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<xml/>", b"nothing", b"\xff\xfe", b"<xml><Encrypt/></xml>", b"<xml><Encrypt></Encrypt></xml>", b"<Encrypt>a b</Encrypt>",
        b"<Encrypt>AAAA</Encrypt><Encrypt>AAAA</Encrypt>", b"<xml><encrypt>AAAA</encrypt></xml>", b"<Encrypt>" * 20_000, b"<a>" * 80_000,
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><Encrypt>&a;</Encrypt></xml>',
    ],
)  # fmt: skip
def test_a_body_that_is_no_xml_envelope_is_turned_away(body):
    assert rejected(lambda: cipher_of(A2).open_xml(body, A2.query, A2.now)) == 400


@pytest.mark.parametrize("inner", [b"[]", b"1", b'"text"', b"", b"{", b"\xff"])
def test_what_opens_to_no_json_object_is_turned_away(inner):
    cipher = cipher_of(C2)
    sealed = cipher.seal(inner, C2.nonce, int(C2.timestamp))
    body = json.dumps({"encrypt": sealed.encrypt}).encode()
    assert rejected(lambda: cipher.open_json(body, queried(sealed), C2.now)) == 400


@pytest.mark.parametrize(
    "inner",
    [
        b"", b"<xml/>", b"<xml><a/></xml>", b"<xml><MsgType/></xml>", b"<xml>text</xml>", b"<other/>", b"<xml>", b"\xff",
        b"<xml><MsgType>event</MsgType></xml>", b"<xml><MsgType><a/></MsgType></xml>", b"<xml><MsgType>text</MsgType><MsgType>a</MsgType></xml>",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><MsgType>&a;</MsgType></xml>',
    ],
)  # fmt: skip
def test_what_opens_to_no_message_is_turned_away(inner):
    cipher = cipher_of(A2)
    sealed = cipher.seal(inner, A2.nonce, int(A2.timestamp))
    assert rejected(lambda: cipher.open_xml(xml_body(A2, sealed.encrypt), queried(sealed), A2.now)) == 400


def test_a_body_that_is_too_large_is_turned_away_unread():
    for work in (cipher_of(C2).open_json, cipher_of(C2).open_xml):
        assert rejected(lambda work=work: work(b"x" * (MOST_BYTES + 1), C2.query, C2.now)) == 413
    assert rejected(lambda: cipher_of(C2).open("A" * (MOST_BYTES + 1), C2.query, C2.now)) == 413


def test_a_message_of_an_hour_ago_is_turned_away_and_one_of_a_slow_redelivery_taken():
    cipher = cipher_of(C2)
    for seconds in (-3500, 0, 15, 3500):
        assert cipher.open(C2.encrypt, C2.query, C2.now + timedelta(seconds=seconds))
    for seconds in (-3700, 3700):
        assert rejected(lambda s=seconds: cipher.open(C2.encrypt, C2.query, C2.now + timedelta(seconds=s))) == 403
    assert cipher_of(C2, window_seconds=0).open(C2.encrypt, C2.query, C2.now + timedelta(days=3000))
    assert cipher_of(C2, window_seconds=9000).open(C2.encrypt, C2.query, C2.now + timedelta(hours=2))


def test_two_thousand_mutations_of_a_callback_are_turned_away_or_say_just_the_same():
    chance = random.Random(7)
    cipher = cipher_of(C2)
    right = cipher.open_json(json_body(C2), C2.query, C2.now)
    statuses = set()
    for _ in range(2000):
        body, query = bytearray(json_body(C2)), dict(C2.query)
        if chance.random() < 0.3:
            name = chance.choice(list(query))
            place = chance.randrange(len(query[name]))
            query[name] = query[name][:place] + chr(chance.randrange(32, 300)) + query[name][place + 1 :]
        else:
            body[chance.randrange(len(body))] = chance.randrange(256)
        try:
            assert cipher.open_json(bytes(body), query, C2.now) == right
        except Rejected as error:
            statuses.add(error.status)
    assert statuses == {400, 403}


@pytest.mark.parametrize("key", ["", "short", C2.key + "=", C2.key[:-1] + "!", C2.key + "A", "你" * 43])
def test_a_key_that_is_none_is_said_in_plain_words_and_not_shown(key):
    with pytest.raises(Misconfigured) as caught:
        Cipher("token", key, "")
    assert "EncodingAESKey 应为43位" in str(caught.value)
    assert not key or key not in str(caught.value)


def test_a_missing_token_is_said_in_plain_words():
    with pytest.raises(Misconfigured, match="Token 没有填写"):
        Cipher("", C2.key, "")


def test_neither_token_nor_key_show_in_what_may_be_logged():
    cipher = cipher_of(C2)
    assert C2.token not in repr(cipher)
    assert C2.key not in repr(cipher)


async def pieces(data: bytes, size: int):
    for start in range(0, len(data), size):
        yield data[start : start + size]


async def opened(data: bytes, key: bytes, size: int = 7) -> list[bytes]:
    return [piece async for piece in decrypted(pieces(data, size), key)]


def encrypted(plain: bytes, key: bytes) -> bytes:
    from wechatpy.crypto import WeChatCipher
    from wechatpy.crypto.pkcs7 import PKCS7Encoder

    return WeChatCipher(key).encrypt(PKCS7Encoder.encode(plain))


@pytest.mark.parametrize("size", [1, 7, 16, 31, 32, 33, 4096])
async def test_the_published_file_opens_in_pieces_of_any_size(size):
    key = envelope_key(C2.key)
    assert b"".join(await opened(base64.b64decode(C4_CIPHER), key, size)) == C4_PLAIN
    full = encrypted(b"z" * 64, key)
    assert len(full) == 96, "a whole block of padding"
    assert b"".join(await opened(full, key, size)) == b"z" * 64


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 31, 32, 33, 1000, 100_000])
async def test_a_file_of_any_length_opens_to_its_bytes(length):
    key, plain = envelope_key(A1.key), random.Random(length).randbytes(length)
    assert b"".join(await opened(encrypted(plain, key), key, 1000)) == plain


async def test_of_a_large_file_no_more_than_a_piece_is_held():
    key, plain = envelope_key(A1.key), bytes(2_000_000)
    assert max(map(len, await opened(encrypted(plain, key), key, 4096))) <= 4096 + 32


@pytest.mark.parametrize("form", [B1.key, B1.key + "=", KEY_HEX[B1.key], KEY_HEX[B1.key].upper()])
def test_a_files_key_is_read_in_every_form_in_which_it_was_seen(form):
    assert media_key(form).hex() == KEY_HEX[B1.key]


def test_a_files_key_is_read_in_the_urlsafe_alphabet():
    key = bytes(range(200, 232))
    plain = base64.b64encode(key).decode()
    assert "+" in plain or "/" in plain
    for form in (plain, plain.rstrip("="), base64.urlsafe_b64encode(key).decode().rstrip("=")):
        assert media_key(form) == key


@pytest.mark.parametrize("form", ["", "short", "g" * 64, "0a " * 21 + "0", "a" * 42, "a" * 65, "你" * 43])
def test_a_files_key_of_another_form_is_given_up_and_not_shown(form):
    with pytest.raises(PlatformError) as caught:
        media_key(form)
    assert caught.value.remedy is Remedy.GIVE_UP
    assert not form or form not in str(caught.value)


@pytest.mark.parametrize("cut", [1, 15, 17, 32])
async def test_a_file_that_broke_off_is_no_file(cut):
    with pytest.raises(PlatformError) as caught:
        await opened(base64.b64decode(C4_CIPHER)[:-cut], envelope_key(C2.key))
    assert caught.value.remedy is Remedy.RETRY


async def test_a_file_that_its_key_does_not_open_is_no_file():
    data = base64.b64decode(C4_CIPHER)
    for broken, key in ((data, A1.key), (data[:-1] + b"\0", C2.key), (data[:-16], C2.key)):
        with pytest.raises(PlatformError) as caught:
            await opened(broken, envelope_key(key))
        assert caught.value.remedy is Remedy.GIVE_UP
