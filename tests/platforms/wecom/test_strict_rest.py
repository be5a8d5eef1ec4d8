"""The strict server's REST: tokens, messages of an app, media, group webhooks, response addresses."""

from __future__ import annotations

import base64
import hashlib
import io
import json

import aiohttp
import pytest

from tests.platforms.wecom.accounts import add_app, add_robot, add_webhook
from tests.platforms.wecom.line import turn

PNG = b"\x89PNG\r\n\x1a\n picture"
NOTICE = {
    "card_type": "text_notice",
    "main_title": {"title": "已收到"},
    "card_action": {"type": 1, "url": "https://a.example/"},
}


def form(data, name="台账.xlsx", field="media"):
    body = aiohttp.FormData(quote_fields=False)
    body.add_field(field, io.BytesIO(data), filename=name, content_type="application/octet-stream")
    return body


@pytest.fixture
def ask(wecom):
    """Call an API; give its answer."""

    async def ask(way, body=None, *, data=None, **query):
        raw = json.dumps(body, ensure_ascii=False).encode() if body is not None else data
        method = "GET" if raw is None else "POST"
        async with wecom.client.request(method, f"{wecom.url}/cgi-bin/{way}", params=query, data=raw) as answer:
            return await answer.json() if answer.content_type == "application/json" else await answer.read()

    return ask


@pytest.fixture
def app(wecom):
    for user in ("wang", "li", "zhao"):
        wecom.person(user, f"{user}的名字")
    return add_app(wecom, visible={"wang", "li"})


@pytest.fixture
def token(app, ask):
    async def fetched():
        return (await ask("gettoken", corpid=app.corp, corpsecret=app.secret))["access_token"]

    return fetched


@pytest.fixture
def send(app, ask, token):
    async def send(content="您好", to="wang", *, kind="text", **more):
        body = {"touser": to, "msgtype": kind, "agentid": app.agent, kind: {"content": content}, **more}
        return await ask("message/send", body, access_token=await token())

    return send


@pytest.fixture
def hook(wecom):
    return add_webhook(wecom, wecom.group())


@pytest.fixture
def post(hook, ask):
    async def post(kind, part, key=""):
        return (await ask("webhook/send", {"msgtype": kind, kind: part}, key=key or hook.key))["errcode"]

    return post


async def test_a_token_is_the_same_while_it_holds_and_each_fetch_is_counted(clock, app, ask, token, send):
    first = await token()
    assert await token() == first
    assert (await ask("gettoken", corpid="x", corpsecret=app.secret))["errcode"] == 40013
    assert (await ask("gettoken", corpid=app.corp, corpsecret="x"))["errcode"] == 40001
    assert len(app.token_fetches) == 2
    turn(clock, seconds=7200)
    body = {"touser": "wang", "msgtype": "text", "agentid": app.agent, "text": {"content": "晚"}}
    assert (await ask("message/send", body, access_token=first))["errcode"] == 42001
    assert (await ask("message/send", body))["errcode"] == 41001
    second = await token()
    app.revoke()
    assert (await ask("message/send", body, access_token=second))["errcode"] == 40014
    app.is_trusted = False
    refused = await send()
    assert refused["errcode"] == 60020
    assert "from ip: 203.0.113.9" in refused["errmsg"]


async def test_an_app_reaches_whom_it_may_and_says_whom_not(wecom, app, send):
    assert (await send(to="wang|zhao|nobody"))["invaliduser"] == "zhao|nobody"
    assert (await send(to="zhao"))["errcode"] == 81013
    assert (await send(to=""))["errcode"] == 82001
    assert (await send(agentid=str(app.agent)))["errcode"] == 40056
    assert (await send(colour="red"))["errcode"] == 40058
    assert (await send(kind="mpnews"))["errcode"] == 40008
    assert (await send(""))["errcode"] == 44004
    assert (await send("长" * 683, kind="markdown"))["errcode"] == 40058
    assert (await send(to="@all"))["errcode"] == 0
    assert [heard.text for heard in wecom.heard("li")] == ["您好"]
    assert not wecom.heard("zhao")


async def test_an_app_s_long_text_is_cut_and_what_is_too_much_dropped_without_a_word(wecom, send):
    assert (await send("字" * 700))["errcode"] == 0
    (heard,) = wecom.heard("wang")
    assert (heard.was_cut, heard.text) == (True, "字" * 682)
    assert {(await send(f"第{n}条"))["errcode"] for n in range(31)} == {0}
    assert len(wecom.heard("wang")) == 30
    assert [heard.text for heard in wecom.everything() if heard.was_dropped] == ["第29条", "第30条"]
    assert [fault.code for fault in wecom.faults] == [0, 0, 0]


async def test_the_same_message_is_shown_once_where_that_is_asked_for(wecom, clock, send):
    for wait in (0, 1799, 1):
        turn(clock, seconds=wait)
        assert (await send(enable_duplicate_check=1))["errcode"] == 0
    assert len(wecom.heard("wang")) == 2
    assert (await send(enable_duplicate_check=1, duplicate_check_interval=14401))["errcode"] == 40058
    await send()
    await send()
    assert len(wecom.heard("wang")) == 4


async def test_an_app_s_card_is_changed_once_by_its_response_code(wecom, app, ask, token):
    card = {**NOTICE, "task_id": "t1"}
    body = {"touser": "wang", "msgtype": "template_card", "agentid": app.agent, "template_card": card}
    code = (await ask("message/send", body, access_token=await token()))["response_code"]
    change = {"agentid": app.agent, "response_code": code, "template_card": {**card, "main_title": {"title": "已撤回"}}}
    answers = [await ask("message/update_template_card", change, access_token=await token()) for _ in range(2)]
    assert [answer["errcode"] for answer in answers] == [0, 40058]
    assert wecom.heard("wang")[0].text == "已撤回"


async def test_media_go_up_by_name_and_come_down_again(wecom, clock, app, ask, token):
    async def upload(body, kind="file"):
        return await ask("media/upload", data=body, access_token=await token(), type=kind)

    kept = await upload(form(b"PK contents"))
    media = {"media_id": kept["media_id"]}
    assert await ask("media/get", access_token=await token(), **media) == b"PK contents"
    for body, kind, code in (
        (form(b"PK contents", field="file"), "file", 41005),
        (form(b"12345"), "file", 40006),
        (form(b"PK contents"), "pdf", 40004),
        (form(b"PK contents"), "image", 40005),
        (form(PNG + bytes(10 * 2**20)), "image", 40009),
        (form(b"#!AMR" + bytes(2**21)), "voice", 40010),
    ):
        assert (await upload(body, kind))["errcode"] == code
    message = {"touser": "wang", "msgtype": "file", "agentid": app.agent, "file": media}
    assert (await ask("message/send", message, access_token=await token()))["errcode"] == 0
    assert wecom.heard("wang")[0].text == "[file] 台账.xlsx"
    turn(clock, days=3)
    assert (await ask("message/send", message, access_token=await token()))["errcode"] == 40007
    assert (await ask("media/get", access_token=await token(), **media))["errcode"] == 40007


async def test_names_are_read_by_those_who_may(app, ask, token):
    assert (await ask("user/get", access_token=await token(), userid="li"))["name"] == "li的名字"
    assert (await ask("user/get", access_token=await token(), userid="nobody"))["errcode"] == 60111
    assert (await ask("user/get", access_token=await token(), userid="zhao"))["errcode"] == 60011
    app.may_read_names = False
    assert (await ask("user/get", access_token=await token(), userid="li"))["errcode"] == 60011


async def test_escapes_instead_of_real_characters_are_refused(wecom, hook, ask):
    raw = json.dumps({"msgtype": "text", "text": {"content": "您好"}}).encode()
    assert (await ask("webhook/send", data=raw, key=hook.key))["errcode"] == 40033
    assert (await ask("webhook/send", data=b"{", key=hook.key))["errcode"] == 40058


async def test_a_webhook_calls_members_by_name_and_holds_its_limits(wecom, hook, post):
    assert await post("text", {"content": "请 <@li> 看", "mentioned_list": ["wang", "@all"]}) == 0
    assert wecom.heard(hook.chat)[0].mentions == ["<@li>", "wang", "@all"]
    picture = {"base64": base64.b64encode(PNG).decode(), "md5": hashlib.md5(PNG, usedforsecurity=False).hexdigest()}
    article = {"title": "通知", "url": "https://a.example/"}
    for kind, part, code in (
        ("text", {"content": "字" * 683}, 40058),
        ("text", {"content": ""}, 44004),
        ("markdown", {"content": "字" * 1366}, 40058),
        ("markdown_v2", {"content": "| a |\n|---|"}, 0),
        ("image", picture, 0),
        ("image", {**picture, "md5": "0"}, 40058),
        ("news", {"articles": [article] * 8}, 0),
        ("news", {"articles": [article] * 9}, 40058),
        ("file", {"media_id": "none"}, 40007),
        ("template_card", NOTICE, 0),
        ("template_card", {**NOTICE, "card_type": "button_interaction"}, 40058),
        ("stream", {"id": "s"}, 40008),
    ):
        assert await post(kind, part) == code, (kind, part)
    assert await post("text", {"content": "您好"}, key="wrong") == 93000
    for state in (93000, 93004, 93008):
        hook.state = state
        assert await post("text", {"content": "您好"}) == state


async def test_a_webhook_takes_twenty_a_minute_and_files_of_its_own(wecom, clock, hook, ask, post):
    other = add_webhook(wecom, wecom.group(), key="other")
    kept = await ask("webhook/upload_media", data=form(b"PK contents"), key=hook.key, type="file")
    assert await post("file", {"media_id": kept["media_id"]}, key=other.key) == 40007
    assert await post("file", {"media_id": kept["media_id"]}) == 0
    assert (await ask("webhook/upload_media", data=form(PNG), key=hook.key, type="image"))["errcode"] == 40004
    assert [await post("text", {"content": "您好"}) for _ in range(20)] == [0] * 19 + [45009]
    turn(clock, seconds=60)
    assert await post("text", {"content": "您好"}) == 0
    assert wecom.heard(hook.chat)[0].file.name == "台账.xlsx"


async def test_a_response_address_takes_one_call_within_an_hour_and_cards_in_private_only(wecom, clock, ask):
    robot = add_robot(wecom)
    group = wecom.group(robot)
    words = {"msgtype": "markdown", "markdown": {"content": "好的"}}
    card = {"msgtype": "template_card", "template_card": NOTICE}

    async def respond(said, body):
        return (await ask("aibot/response", body, response_code=said.id))["errcode"]

    in_group, in_private, late = [await wecom.say("wang", "你好", chat=chat) for chat in (group, "", group)]
    assert await respond(in_group, card) == 40008
    assert await respond(in_group, {"msgtype": "text", "text": {"content": "好的"}}) == 40008
    assert await respond(in_group, words) == 0
    assert await respond(in_group, words) == 40058
    assert await respond(in_private, card) == 0
    turn(clock, seconds=3601)
    assert await respond(late, words) == 40058
    assert [(heard.text, heard.answers) for heard in wecom.heard(group)] == [("好的", in_group)]


async def test_a_call_fails_by_status_by_code_or_by_a_loss(wecom, hook, post):
    wecom.fail("webhook/send", 60020)
    assert await post("text", {"content": "一"}) == 60020
    wecom.fail("webhook/send", lost="answer")
    with pytest.raises(aiohttp.ClientError):
        await post("text", {"content": "二"})
    wecom.fail("webhook/send", lost="request")
    with pytest.raises(aiohttp.ClientError):
        await post("text", {"content": "三"})
    wecom.fail("webhook/send", status=502)
    with pytest.raises(TypeError):
        await post("text", {"content": "四"})
    assert [heard.text for heard in wecom.heard(hook.chat)] == ["二"]
    assert not wecom.faults
