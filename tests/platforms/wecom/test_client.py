"""The REST client: one token for all, no storm whatever is refused, and nothing secret in what goes wrong."""

from __future__ import annotations

import asyncio
import logging
import random
import re
import traceback
from datetime import datetime, timedelta

import pytest
from aiohttp import web

from bot.calls import MOST_ANSWER_BYTES, Call
from bot.wecom.client import AppIdentity, Upload, respond
from bot.wecom.client import calls as rest
from bot.wecom.client.calls import Calls, allowed
from bot.wecom.errors import GONE, TOKEN_REFUSED
from storage.errors import PlatformError, Remedy
from tests.platforms.wecom.desk import OK

TEXT = {"msgtype": "text", "text": {"content": "贵单位尚缺：活动总结。"}}
SECRETS = ("secret-of-the-app", "key-of-the-webhook", "T1", "T2", "CODE")
WHOLE_TABLE = [
    -1, 6000, 40001, 40003, 40004, 40005, 40006, 40007, 40008, 40009, 40010, 40011, 40013, 40014, 40056, 40058, 40063, 41001, 42001,
    44004, 45002, 45009, 45033, 48002, 50001, 60011, 60020, 60111, 80001, 81013, 82001, 85005, *range(86001, 86009), *range(86215, 86225),
    93000, 93004, 93006, 93008, 93019, 600039, 846605, 846608, 846609, 851008, 851013, 851014, 853000, 853001, 853006, 999999,
]  # fmt: skip


async def failing(work) -> PlatformError:
    """What is raised; nothing of it, shown whole, holds a secret."""
    with pytest.raises(PlatformError) as caught:
        await work
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert not [secret for secret in SECRETS if re.search(rf"\b{secret}\b", shown.replace(__file__, ""))]
    return caught.value


async def test_a_message_goes_out_as_it_was_said_and_its_answer_comes_back(app, desk):
    desk.always["message/send"] = {**OK, "msgid": "M1", "response_code": "CODE", "invaliduser": "lisi"}
    sent = await app.send(["wang", "LiSi"], TEXT)
    assert (sent.message_id, sent.response_code, sent.not_reached) == ("M1", "CODE", ("LiSi",))
    (asked,) = desk.paths("message/send")
    assert asked.query == {"access_token": "T1"}
    assert asked.json == {
        "touser": "wang|LiSi",
        "agentid": 1000002,
        "enable_duplicate_check": 1,
        "duplicate_check_interval": 60,
        **TEXT,
    }
    assert "贵单位尚缺".encode() in asked.body, "some of WeCom's calls refuse escaped characters"


async def test_words_that_may_be_said_twice_are_sent_without_the_check(app, desk):
    await app.send(["wang"], TEXT, duplicate_seconds=0)
    assert desk.paths("message/send")[0].json["enable_duplicate_check"] == 0


@pytest.mark.parametrize("where", ["invaliduser", "unlicenseduser"])
async def test_a_message_that_reached_nobody_was_not_sent(app, desk, where):
    desk.always["message/send"] = {**OK, where: "wang"}
    error = await failing(app.send(["Wang"], TEXT))
    assert (error.remedy, error.gone, error.unknown) == (Remedy.GIVE_UP, True, False)


async def test_one_token_serves_all_who_wait_for_it(app, desk):
    await asyncio.gather(*(app.send(["wang"], TEXT) for _ in range(20)))
    assert len(desk.paths("gettoken")) == 1
    assert desk.paths("gettoken")[0].query == {"corpid": "wwcorp", "corpsecret": "secret-of-the-app"}
    assert {asked.query["access_token"] for asked in desk.paths("message/send")} == {"T1"}


async def test_a_token_is_renewed_before_its_end_and_not_sooner(app, desk, clock):
    await app.send(["wang"], TEXT)
    clock.advance_to(clock.now() + timedelta(seconds=6899))
    await app.send(["wang"], TEXT)
    assert len(desk.paths("gettoken")) == 1
    clock.advance_to(clock.now() + timedelta(seconds=1))
    await app.send(["wang"], TEXT)
    assert [asked.query["access_token"] for asked in desk.paths("message/send")] == ["T1", "T1", "T2"]


async def test_a_token_that_cannot_be_renewed_yet_is_used_to_its_end(app, desk, clock):
    await app.send(["wang"], TEXT)
    desk.always["gettoken"] = {"errcode": -1, "errmsg": "system busy"}
    clock.advance_to(clock.now() + timedelta(seconds=7000))
    for _ in range(5):
        await app.send(["wang"], TEXT)
    assert len(desk.paths("gettoken")) == 3
    clock.advance_to(clock.now() + timedelta(seconds=200))
    assert (await failing(app.send(["wang"], TEXT))).remedy is Remedy.WAIT


@pytest.mark.parametrize("code", sorted(TOKEN_REFUSED))
@pytest.mark.parametrize("is_same_token", [False, True])
async def test_a_refused_token_is_renewed_once_and_the_call_made_once_more(app, desk, code, is_same_token):
    desk.is_same_token = is_same_token
    desk.refuses("message/send", code)
    await app.send(["wang"], TEXT)
    assert (len(desk.paths("gettoken")), len(desk.paths("message/send"))) == (2, 2)
    await app.send(["wang"], TEXT)
    assert len(desk.paths("gettoken")) == 2


async def test_many_whose_token_is_refused_share_the_new_one(app, desk):
    await app.send(["wang"], TEXT)
    desk.refuses("message/send", *[42001] * 10)
    await asyncio.gather(*(app.send(["wang"], TEXT) for _ in range(10)))
    assert len(desk.paths("gettoken")) == 2


@pytest.mark.parametrize("code", sorted(TOKEN_REFUSED))
async def test_whatever_is_called_while_tokens_are_refused_two_are_fetched_in_five_minutes(app, desk, clock, code):
    refusal = {"errcode": code, "errmsg": "refused"}
    desk.always.update(dict.fromkeys(("message/send", "media/upload", "user/get", "media/get"), refusal))
    begin = clock.now()
    fetched_at: list[datetime] = []
    while clock.now() < begin + timedelta(minutes=30):
        for work in (
            app.send(["a"], TEXT),
            app.upload(Upload("file", "a.pdf", b"123456")),
            app.name_of("a"),
            first(app),
        ):
            await failing(work)
            fetched_at += [clock.now()] * (len(desk.paths("gettoken")) - len(fetched_at))
        clock.advance_to(clock.now() + timedelta(seconds=30))
    assert len(fetched_at) > 2
    assert all(third - one >= timedelta(minutes=5) for one, third in zip(fetched_at, fetched_at[2:], strict=False))


async def first(app) -> None:
    async for _ in app.fetch("MEDIA"):
        return


@pytest.mark.parametrize("code", [40001, 40013, 40056])
async def test_a_wrong_secret_is_a_matter_of_configuration_and_asked_for_ever_more_rarely(app, desk, clock, code):
    desk.always["gettoken"] = {"errcode": code, "errmsg": "invalid credential"}
    begin, hours = clock.now(), 6
    while clock.now() < begin + timedelta(hours=hours):
        error = await failing(app.send(["wang"], TEXT))
        assert (error.remedy, error.code) == (Remedy.CONFIGURATION, code)
        clock.advance_to(clock.now() + timedelta(minutes=1))
    assert len(desk.paths("gettoken")) == 9, "after 0, 5, 15, 35 and 75 minutes and then every hour"
    assert desk.paths("message/send") == []
    desk.always.clear()
    clock.advance_to(clock.now() + timedelta(hours=1))
    await app.send(["wang"], TEXT)


async def test_a_fetch_that_never_left_counts_for_nothing(app, desk, calls, unused_tcp_port_factory):
    calls._base = calls._base.with_port(unused_tcp_port_factory())
    for _ in range(5):
        error = await failing(app.send(["wang"], TEXT))
        assert (error.remedy, error.unknown) == (Remedy.RETRY, False)
    calls._base = calls._base.with_port(int(desk.address.rpartition(":")[2]))
    await app.send(["wang"], TEXT)


@pytest.mark.parametrize(
    "answer",
    [{**OK}, {**OK, "access_token": ""}, {**OK, "access_token": 5, "expires_in": 7200}, {**OK, "access_token": "T"}],
)
async def test_an_answer_without_a_token_is_none(app, desk, answer):
    desk.always["gettoken"] = answer
    assert (await failing(app.send(["wang"], TEXT))).remedy is Remedy.RETRY


@pytest.mark.parametrize("code", WHOLE_TABLE)
async def test_every_code_is_asked_once_or_with_one_new_token_and_is_no_unknown_outcome(app, desk, code):
    desk.always["message/send"] = {"errcode": code, "errmsg": "the text decides nothing, errcode 0 ok"}
    error = await failing(app.send(["wang"], TEXT))
    assert error.code == code
    assert not error.unknown
    assert error.gone is (code in GONE)
    assert len(desk.paths("message/send")) == (2 if code in TOKEN_REFUSED else 1)
    assert len(desk.paths("gettoken")) == (2 if code in TOKEN_REFUSED else 1)


async def test_an_address_that_is_not_allowed_is_named(app, desk):
    desk.refuses(
        "agent/get", 60020, errmsg="not allow to access from your ip, hint: [1700_a-B], from ip: 203.0.113.9, more"
    )
    error = await failing(app.try_out())
    assert (error.remedy, error.caller) == (Remedy.CONFIGURATION, "203.0.113.9")
    assert str(error) == "agent/get: errcode 60020, hint 1700_a-B, from 203.0.113.9"


async def test_a_bucket_that_is_closed_is_not_asked_and_closed_for_longer_where_waiting_did_not_help(
    webhook, desk, clock
):
    desk.always["webhook/send"] = {"errcode": 45009, "errmsg": "api freq out of limit"}
    waits = []
    for _ in range(6):
        error = await failing(webhook.send(TEXT))
        assert error.remedy is Remedy.WAIT
        assert (await failing(webhook.send(TEXT))).wait_seconds == error.wait_seconds
        waits.append(error.wait_seconds)
        clock.advance_to(clock.now() + timedelta(seconds=error.wait_seconds))
    assert waits[:4] == [60, 60, 3600, 3600]
    assert waits[4] == (15 * 3600 - 7320), "from 11:02 to midnight in Beijing"
    assert len(desk.paths("webhook/send")) == 6
    desk.always.clear()
    clock.advance_to(clock.now() + timedelta(days=1))
    await webhook.send(TEXT)
    desk.refuses("webhook/send", 45009)
    assert (await failing(webhook.send(TEXT))).wait_seconds == 60


async def test_one_closed_bucket_closes_no_other(app, desk):
    desk.refuses("message/send", 45009)
    await failing(app.send(["wang"], TEXT))
    assert await app.name_of("wang") == ""


async def hang_up(request: web.Request) -> web.Response:
    request.transport.abort()
    return web.Response()


async def break_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000", "Content-Disposition": 'filename="a.txt"'})
    await response.prepare(request)
    await response.write(b'{"errcode":0')
    request.transport.close()
    return response


@pytest.mark.parametrize(
    ("answer", "remedy", "unknown"),
    [
        (web.Response(status=500), Remedy.RETRY, True),
        (web.Response(status=502, text="<html>"), Remedy.RETRY, True),
        (web.Response(status=429), Remedy.RETRY, False),
        (web.Response(status=403), Remedy.GIVE_UP, False),
        (web.Response(status=302, headers={"Location": "/elsewhere"}), Remedy.GIVE_UP, False),
        (web.Response(text="<html>not here</html>"), Remedy.RETRY, True),
        (web.Response(text="[]"), Remedy.RETRY, True),
        (web.Response(body=b"\xff\xfe"), Remedy.RETRY, True),
        (web.Response(text='{"errcode":"0"}'), Remedy.RETRY, True),
        (web.Response(body=b" " * (MOST_ANSWER_BYTES + 1)), Remedy.RETRY, True),
        (hang_up, Remedy.RETRY, True),
        (break_off, Remedy.RETRY, True),
    ],
    ids=lambda value: None if isinstance(value, Remedy | bool) else "",
)
async def test_an_outcome_is_unknown_just_where_the_message_may_have_arrived(
    webhook, calls, desk, answer, remedy, unknown
):
    for path, work in (
        ("webhook/send", lambda: webhook.send(TEXT)),
        ("webhook/upload_media", lambda: webhook.upload(Upload("file", "a.pdf", b"123456"))),
        ("aibot/response", lambda: respond(calls, f"{desk.address}/cgi-bin/aibot/response?response_code=CODE", TEXT)),
    ):
        desk.answers[path].append(answer if callable(answer) else clone(answer))
        error = await failing(work())
        assert error.remedy is remedy
        assert error.unknown is (unknown and path != "webhook/upload_media")
        assert len(desk.paths(path)) == 1


def clone(answer: web.Response) -> web.Response:
    return web.Response(body=answer.body, status=answer.status, headers=answer.headers)


async def test_a_server_that_is_not_there_got_nothing(webhook, calls, unused_tcp_port_factory):
    calls._base = calls._base.with_port(unused_tcp_port_factory())
    error = await failing(webhook.send(TEXT))
    assert (error.remedy, error.unknown) == (Remedy.RETRY, False)


async def test_a_file_is_uploaded_under_its_own_name(app, desk):
    data = bytes(range(256)) * 10
    assert await app.upload(Upload("file", '市科协\r\n活动“总结".docx', data)) == "MEDIA"
    (asked,) = desk.paths("media/upload")
    assert asked.query == {"access_token": "T1", "type": "file"}
    assert 'name="media"; filename="市科协活动“总结”.docx"'.encode() in asked.body
    assert data in asked.body


async def test_the_largest_file_is_uploaded_whole(app, desk):
    data = random.Random(1).randbytes(20 << 20)
    await app.upload(Upload("file", "录像.zip", data))
    assert data in desk.paths("media/upload")[0].body


async def test_a_refused_upload_goes_whole_the_second_time(app, desk):
    desk.refuses("media/upload", 42001)
    await app.upload(Upload("image", "a.png", b"picture" * 1000))
    assert [b"picture" * 1000 in asked.body for asked in desk.paths("media/upload")] == [True, True]


@pytest.mark.parametrize(
    ("kind", "size"), [("file", 5), ("file", (20 << 20) + 1), ("image", (10 << 20) + 1), ("voice", (2 << 20) + 1)]
)
async def test_what_cannot_be_uploaded_is_not_tried(app, webhook, desk, kind, size):
    for work in (app, webhook):
        assert (await failing(work.upload(Upload(kind, "a", bytes(size))))).remedy is Remedy.GIVE_UP
    assert not desk.paths("media/upload")
    assert not desk.paths("webhook/upload_media")


async def test_a_webhook_uploads_with_its_key(webhook, desk):
    assert await webhook.upload(Upload("file", "a.pdf", b"123456")) == "MEDIA"
    assert desk.paths("upload_media")[0].query == {"key": "key-of-the-webhook", "type": "file"}
    desk.always["webhook/upload_media"] = OK
    assert (await failing(webhook.upload(Upload("file", "a.pdf", b"123456")))).remedy is Remedy.RETRY


async def test_a_webhooks_message_goes_to_its_key_alone(webhook, desk):
    await webhook.send(TEXT)
    (asked,) = desk.asked
    assert (asked.path, asked.query, asked.json) == ("/cgi-bin/webhook/send", {"key": "key-of-the-webhook"}, TEXT)


async def test_a_card_is_changed_with_its_code(app, desk):
    await app.update_card(["wang"], "CODE", {"button": {"replace_name": "已确认"}})
    assert desk.paths("update_template_card")[0].json == {
        "userids": ["wang"],
        "agentid": 1000002,
        "response_code": "CODE",
        "button": {"replace_name": "已确认"},
    }


async def test_a_name_comes_from_the_contacts(app, desk):
    desk.always["user/get"] = {**OK, "userid": "wang", "name": "王一"}
    assert await app.name_of("wang") == "王一"
    assert desk.paths("user/get")[0].query == {"access_token": "T1", "userid": "wang"}
    desk.always["user/get"] = {**OK, "userid": "wang", "name": "wang"}
    assert await app.name_of("Wang") == "", "an id is no name"


async def collected(app) -> tuple[object, bytes]:
    heading, data = None, b""
    async for piece in app.fetch("MEDIA"):
        if isinstance(piece, bytes):
            data += piece
        else:
            heading = piece
    return heading, data


async def test_a_members_file_comes_with_its_name_and_size(app, desk):
    disposition = "attachment; filename=\"a.docx\"; filename*=UTF-8''%E6%80%BB%E7%BB%93.docx"
    desk.always["media/get"] = web.Response(body=b"x" * 600_000, headers={"Content-Disposition": disposition})
    heading, data = await collected(app)
    assert (heading.name, heading.size, data) == ("总结.docx", 600_000, b"x" * 600_000)
    assert desk.paths("media/get")[0].query == {"access_token": "T1", "media_id": "MEDIA"}


async def test_a_file_that_is_json_itself_is_a_file(app, desk):
    body = b'{"errcode": 40007}'
    headers = {"Content-Disposition": 'attachment; filename="a.json"'}
    desk.always["media/get"] = web.Response(body=body, headers=headers, content_type="application/json")
    assert (await collected(app))[1] == body


async def test_an_error_that_comes_in_place_of_a_file_is_no_file(app, desk):
    desk.refuses("media/get", 40007)
    error = await failing(collected(app))
    assert (error.code, error.remedy) == (40007, Remedy.REFRESH)
    desk.always["media/get"] = web.json_response(OK)
    assert (await failing(collected(app))).remedy is Remedy.GIVE_UP


async def test_a_members_file_is_fetched_with_a_new_token_where_the_old_one_is_refused(app, desk):
    body = web.Response(body=b"bytes", headers={"Content-Disposition": 'filename="a.txt"'})
    desk.refuses("media/get", 42001)
    desk.answers["media/get"].append(body)
    assert (await collected(app))[1] == b"bytes"
    assert [asked.query["access_token"] for asked in desk.paths("media/get")] == ["T1", "T2"]


async def test_a_members_file_that_breaks_off_is_to_be_fetched_again(app, desk):
    desk.answers["media/get"].append(break_off)
    assert (await failing(collected(app))).remedy is Remedy.RETRY


async def test_a_response_url_is_answered_once_in_plain_json_and_without_a_token(calls, desk):
    body = {"msgtype": "markdown", "markdown": {"content": "好的"}}
    await respond(calls, f"{desk.address}/cgi-bin/aibot/response?response_code=CODE%2F1", body)
    (asked,) = desk.asked
    assert (asked.query, asked.json) == ({"response_code": "CODE/1"}, body)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.cn/cgi-bin/aibot/response?response_code=CODE", "http://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=CODE",
        "https://qyapi.weixin.qq.com.example.cn/CODE", "https://qyapi.weixin.qq.com@example.cn/CODE", "https://qyapi.weixin.qq.com:8443/CODE",
        "//qyapi.weixin.qq.com/CODE", "/CODE", "", "CODE", "https://[/CODE", "https://user@qyapi.weixin.qq.com/CODE", "https://qyapi.weixin.qq.com/CODE\r\nX: y", "file:///CODE",
    ],
)  # fmt: skip
async def test_a_response_url_elsewhere_is_not_asked(calls, desk, address):
    for base in (rest.BASE, desk.address):
        assert (await failing(respond(Calls(calls._session, base), address, TEXT))).remedy is Remedy.GIVE_UP
    assert desk.asked == []


async def test_nothing_secret_is_logged_or_shown(app, webhook, calls, desk, caplog):
    caplog.set_level(logging.DEBUG)
    desk.refuses("message/send", 40001, 40001)
    await failing(app.send(["wang"], TEXT))
    desk.answers["webhook/send"].append(hang_up)
    await failing(webhook.send(TEXT))
    call = allowed(Call("webhook/send", "/", {"key": "key-of-the-webhook"}, {"code": "CODE"}), "T1")
    told = [record.getMessage() for record in caplog.records if record.name != "aiohttp.access"]  # the desk's own log
    shown = "\n".join([*told, repr(AppIdentity("ww", 1, "secret-of-the-app")), repr(call), repr(app), repr(webhook)])
    assert not [secret for secret in SECRETS if re.search(rf"\b{secret}\b", shown)]
