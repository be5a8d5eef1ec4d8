"""Files at WeCom: fetched while their link lives, decrypted as they come, kept under the name that their headers tell."""

from __future__ import annotations

import base64
import json
import traceback
from ipaddress import ip_network
from urllib.parse import quote

import pytest
from aiohttp import web

from bot.network import Reach
from bot.platform import Heading
from bot.playground.inventions import invent_file
from bot.wecom.crypto import envelope_key
from bot.wecom.media import FileLink, fetch, media_id_of, name_in
from storage.errors import PlatformError, Remedy
from tests.platforms.wecom.test_client import break_off, hang_up
from tests.platforms.wecom.vectors import C2, C4_CIPHER, C4_PLAIN, KEY_HEX

HERE = Reach(hosts=("127.0.0.1",), networks=(ip_network("127.0.0.0/8"),), schemes=frozenset({"http"}))
SIGNED = "/a%2Fb?sign=q%7E%2Bx&t=1"


@pytest.fixture
async def session(network):
    async with network.file_session(HERE) as session:
        yield session


@pytest.fixture
def brings(desk, session):
    """Lays an answer at the link and fetches it: the heading, and the bytes."""

    async def brought(answer, aes_key: str = C2.key) -> tuple[Heading, bytes]:
        desk.answers["/a/b"].append(answer)
        heading, data = Heading(), b""
        async for piece in fetch(session, FileLink(desk.address + SIGNED, aes_key)):
            if isinstance(piece, Heading):
                heading = piece
            else:
                data += piece
        return heading, data

    return brought


def encrypted(plain: bytes) -> bytes:
    from wechatpy.crypto import WeChatCipher
    from wechatpy.crypto.pkcs7 import PKCS7Encoder

    return WeChatCipher(envelope_key(C2.key)).encrypt(PKCS7Encoder.encode(plain))


async def failing(work) -> PlatformError:
    with pytest.raises(PlatformError) as caught:
        await work
    shown = "".join(traceback.format_exception(caught.value))
    assert "sign=" not in shown
    assert C2.key not in shown
    return caught.value


@pytest.mark.parametrize("aes_key", [C2.key, C2.key + "=", KEY_HEX[C2.key]])
async def test_the_published_files_arrive_as_they_were_sent(brings, aes_key):
    cipher = base64.b64decode(C4_CIPHER)
    assert await brings(web.Response(body=cipher), aes_key) == (Heading("", 0), C4_PLAIN)
    assert await brings(web.Response(body=encrypted(b"z" * 64)), aes_key) == (Heading("", 64), b"z" * 64)


async def test_a_file_larger_than_a_piece_arrives_whole_and_its_size_is_told_first(brings):
    plain = bytes(range(256)) * 8000
    heading, data = await brings(web.Response(body=encrypted(plain)))
    assert data == plain
    assert len(plain) - 32 <= heading.size <= len(plain)


async def test_a_link_is_asked_for_just_as_it_was_signed(brings, desk):
    await brings(web.Response(body=encrypted(b"bytes")))
    (asked,) = desk.asked
    assert asked.raw == SIGNED


async def test_a_file_without_a_key_is_taken_only_if_its_bytes_say_what_it_is(brings):
    picture = invent_file("a.jpg")
    assert (await brings(web.Response(body=picture), ""))[1] == picture
    large = picture + bytes(1_000_000)
    assert (await brings(web.Response(body=large), ""))[1] == large
    for body in (encrypted(picture), b"", b"text"):
        assert (await failing(brings(web.Response(body=body), ""))).remedy is Remedy.GIVE_UP


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (403, Remedy.GIVE_UP), (404, Remedy.GIVE_UP), (302, Remedy.GIVE_UP), (204, Remedy.GIVE_UP),
        (408, Remedy.RETRY), (429, Remedy.RETRY), (500, Remedy.RETRY), (503, Remedy.RETRY),
    ],
)  # fmt: skip
async def test_a_dead_link_is_given_up_and_a_busy_server_asked_again(brings, status, remedy):
    answer = web.Response(status=status, headers={"Location": "/elsewhere"} if status == 302 else {})
    assert (await failing(brings(answer))).remedy is remedy


@pytest.mark.parametrize("answer", [hang_up, break_off])
async def test_a_file_that_breaks_off_is_asked_for_again(brings, answer):
    assert (await failing(brings(answer))).remedy is Remedy.RETRY


async def test_a_file_that_its_key_does_not_open_is_given_up(brings):
    data = encrypted(b"bytes")
    for body, remedy in ((data[:-1] + b"\0", Remedy.GIVE_UP), (data[:-1], Remedy.RETRY), (b"", Remedy.RETRY)):
        assert (await failing(brings(web.Response(body=body)))).remedy is remedy
    assert (await failing(brings(web.Response(body=data), "short"))).remedy is Remedy.GIVE_UP


@pytest.mark.parametrize(
    "url", ["", "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX: y", "http://[/", "ftp://127.0.0.1/a", "http:///a", "a"]
)
async def test_an_address_that_is_none_is_given_up(session, url):
    async def begun():
        async for _ in fetch(session, FileLink(url, C2.key)):
            return

    assert (await failing(begun())).remedy is Remedy.GIVE_UP


async def test_an_inner_address_is_given_up_at_once(desk, network):
    async def begun(session):
        async for _ in fetch(session, FileLink(desk.address + SIGNED, C2.key)):
            return

    async with network.file_session(Reach(hosts=HERE.hosts, schemes=HERE.schemes)) as session:
        assert (await failing(begun(session))).remedy is Remedy.GIVE_UP
    assert desk.asked == []


def test_a_locator_says_how_a_file_is_found_and_a_link_shows_nothing():
    url = "https://a.cos.ap-guangzhou.myqcloud.com/a?sign=b:c&d=e"
    link = FileLink.of(json.dumps({"url": url, "aeskey": C2.key}))
    assert link == FileLink(url, C2.key)
    assert C2.key not in repr(link)
    assert "sign" not in repr(link)
    assert FileLink.of(json.dumps({"url": url})) == FileLink(url)
    assert media_id_of('{"media_id": "M"}') == "M"


@pytest.mark.parametrize(
    "locator", ["", "blob:abc", "{}", "[]", "1", '{"url": ""}', '{"url": 1}', '{"media_id": null}', '"url"']
)
def test_a_locator_of_another_kind_is_neither(locator):
    assert FileLink.of(locator) is None
    assert media_id_of(locator) == ""


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("", ""),
        ("inline", ""),
        ("attachment; filename=a.docx", "a.docx"),
        ('attachment; filename="活动 总结.docx"', "活动 总结.docx"),
        ('attachment; FILENAME="a.docx"; size=3', "a.docx"),
        (f"attachment; filename*=UTF-8''{quote('活动总结.docx')}", "活动总结.docx"),
        (f"attachment; filename=\"a.docx\"; filename*=utf-8'zh'{quote('总结.docx')}", "总结.docx"),
        (f"attachment; filename*=UTF-8''{quote('总结.docx')}; filename=\"a.docx\"", "总结.docx"),
        (f"attachment; filename*=GBK''{quote('总结.docx'.encode('gbk'))}", "总结.docx"),
        ("attachment; filename*=klingon''a.docx", "a.docx"),
        ("attachment; filename*=UTF-8''; filename=a.docx", "a.docx"),
        (f'attachment; filename="{quote("活动总结.docx")}"', "活动总结.docx"),
        ('attachment; filename="完成100%.docx"', "完成100%.docx"),
        ('attachment; filename="a%ff.docx"', "a%ff.docx"),
        ('attachment; filename="总结;终稿.docx"; x=y', "总结;终稿.docx"),
        (r'attachment; filename="\"总结\".docx"', '"总结".docx'),
        ('attachment; filename="总结.docx'.encode("gb18030").decode("utf-8", "surrogateescape") + '"', "总结.docx"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        (r'attachment; filename="C:\\报送\\总结.docx"', "总结.docx"),
        ("attachment; filename*=UTF-8''..%2F..%5Ca%00.docx", "a.docx"),
        ('attachment; filename=".."', ""),
        ('attachment; filename="a/"', ""),
        ('attachment; xfilename="a.docx"', ""),
        ('attachment; filename="未完', "未完"),
        (f'attachment; filename="{"长" * 500}.docx"', "长" * 195 + ".docx"),
    ],
)  # fmt: skip
def test_a_name_is_read_from_the_headers_whatever_their_form(disposition, name):
    assert name_in(disposition) == name
