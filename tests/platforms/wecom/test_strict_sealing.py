"""The strict server's crypto beside the published vectors and beside wechatpy's, in both directions."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import _get_signature
from wechatpy.enterprise.crypto import PrpCrypto, WeChatCrypto
from wechatpy.exceptions import InvalidSignatureException

from tests.platforms.wecom.sealing import (
    Seal,
    Unsealed,
    decrypt,
    encrypt,
    from_xml,
    key_of,
    new_encoding_key,
    sign,
    to_xml,
)
from tests.platforms.wecom.vectors import B1, B2, C2, C4_CIPHER, C4_PLAIN, ENVELOPES, OURS, RANDOM


def seal_of(vector):
    return Seal(vector.token, vector.key, vector.receiver)


@pytest.mark.parametrize("vector", ENVELOPES.values(), ids=ENVELOPES)
def test_the_published_vectors_open_are_signed_and_close_again(vector):
    seal = seal_of(vector)
    assert seal.open(vector.encrypt) == vector.plaintext
    assert seal.sign(vector.timestamp, vector.nonce, vector.encrypt) == vector.signature
    chance = RANDOM if vector in OURS else decrypt(seal.key, base64.b64decode(vector.encrypt))[:16]
    assert seal.close(vector.plaintext, chance=chance) == vector.encrypt


def test_the_vector_of_media_opens_and_closes_and_a_whole_block_of_padding_is_taken_off():
    key, sealed = key_of(B1.key), base64.b64decode(C4_CIPHER)
    assert (encrypt(key, C4_PLAIN), decrypt(key, sealed)) == (sealed, C4_PLAIN)
    assert len(encrypt(key, b"z" * 64)) == 96
    assert decrypt(key, encrypt(key, b"z" * 64)) == b"z" * 64


@given(st.text(), st.from_regex(r"[0-9]{10}", fullmatch=True), st.from_regex(r"[0-9a-z]{1,16}", fullmatch=True))
def test_wechatpy_opens_what_the_server_closes_and_the_other_way(text, timestamp, nonce):
    key = new_encoding_key()
    seal, theirs = Seal("token", key, "wwcorp"), WeChatCrypto("token", key, "wwcorp")
    sealed = seal.close(text)
    assert theirs.decrypt_message({"Encrypt": sealed}, seal.sign(timestamp, nonce, sealed), timestamp, nonce) == text
    envelope = from_xml(theirs.encrypt_message(text, nonce, timestamp))
    assert envelope["MsgSignature"] == seal.sign(timestamp, nonce, envelope["Encrypt"])
    assert seal.open(envelope["Encrypt"]) == text
    assert Seal("token", key).open(PrpCrypto(key_of(key)).encrypt(text, "").decode()) == text
    assert _get_signature("token", timestamp, nonce, sealed) == sign("token", timestamp, nonce, sealed)


def test_what_is_sealed_for_another_or_damaged_does_not_open():
    sealed = C2.encrypt
    raw = bytearray(base64.b64decode(sealed))
    raw[-1] ^= 1
    for other in (base64.b64encode(raw).decode(), "!", "", sealed[:-4], base64.b64encode(b"short").decode()):
        with pytest.raises(Unsealed):
            seal_of(C2).open(other)
    with pytest.raises(Unsealed):
        seal_of(B2).open(sealed)
    with pytest.raises(InvalidSignatureException):
        WeChatCrypto(C2.token, C2.key, "").decrypt_message({"Encrypt": sealed}, "0" * 40, "1", "1")


def test_xml_is_written_as_wecom_does_and_read_back():
    text = to_xml({"Content": "a]]>b & <c>", "CreateTime": 1, "Items": {"Item": [{"Key": "k"}, {"Key": "l"}]}})
    assert text.startswith("<xml><Content><![CDATA[a]]]]><![CDATA[>b & <c>]]></Content><CreateTime>1</CreateTime>")
    assert from_xml(text) == {
        "Content": "a]]>b & <c>",
        "CreateTime": "1",
        "Items": {"Item": [{"Key": "k"}, {"Key": "l"}]},
    }
