"""The strict server's REST: tokens, messages, what they may be, how often, by whom, and every refusal."""

from __future__ import annotations

import asyncio
import io
import json

import aiohttp
import pytest
from PIL import Image

from tests.platforms.double import File
from tests.platforms.feishu.accounts import add_app
from tests.platforms.feishu.caller import Caller, card, turn
from tests.platforms.feishu.limits import MODEST, SCOPES

FETCH = "/auth/v3/tenant_access_token/internal"


def png(width=20, height=10, kind="PNG"):
    drawn = io.BytesIO()
    Image.new("L", (width, height)).save(drawn, kind)
    return drawn.getvalue()


async def test_a_token_is_the_same_while_half_an_hour_is_left_and_both_hold_then(feishu, clock, app, call):
    async def fetch(**more):
        body = {"app_id": app.id, "app_secret": app.secret, **more}
        async with feishu.client.post(f"{feishu.url}/open-apis{FETCH}", json=body) as answer:
            return await answer.json()

    first = await fetch()
    assert (first["code"], first["expire"]) == (0, 7200)
    turn(clock, seconds=5400)
    again = await fetch()
    assert (again["tenant_access_token"], again["expire"]) == (first["tenant_access_token"], 1800)
    turn(clock, seconds=1)
    second = await fetch()
    assert second["tenant_access_token"] != first["tenant_access_token"]
    for token in (first["tenant_access_token"], second["tenant_access_token"]):
        assert await call.code("GET", "/bot/v3/info", token=token) == 0
    assert (await fetch(app_secret="x"))["code"] == 10014
    assert (await fetch(app_id="x"))["code"] == 10003
    assert (await fetch(more="x"))["code"] == 10003
    assert len(app.token_fetches) == 3
    turn(clock, seconds=1799)
    assert await call.code("GET", "/bot/v3/info", token=first["tenant_access_token"]) == 99991663
    assert await call.code("GET", "/bot/v3/info", token="u-of-a-user") == 99991671
    async with feishu.client.get(f"{feishu.url}/open-apis/bot/v3/info") as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, 99991661)


async def test_a_text_is_sent_to_a_group_and_to_a_person_by_every_id(feishu, app, group, call):
    sent = await call.say(group, f'请<at user_id="{app.open_id_of("wang")}">王</at>看 <b>今天</b>')
    (heard,) = feishu.heard(group)
    assert (heard.text, heard.mentions) == ("请@王看 今天", [app.open_id_of("wang")])
    data = sent["data"]
    assert (data["message_id"], data["chat_id"], data["msg_type"]) == (heard.id, group, "text")
    assert data["sender"] == {"id": app.id, "id_type": "app_id", "sender_type": "app", "tenant_key": feishu.tenant_key}
    assert json.loads(data["body"]["content"])["text"].startswith("请<at")
    for kind, given in (
        ("open_id", app.open_id_of("wang")),
        ("union_id", feishu.union_id_of("wang")),
        ("user_id", "wang"),
        ("email", "wang@example.invalid"),
    ):
        assert (await call.say(given, "您好", kind))["data"]["chat_id"] == feishu.private("wang").id
    assert [one.text for one in feishu.heard("wang")] == ["您好"] * 4
    assert feishu.transcript("wang") == "\n".join(["小报：您好"] * 4)
    assert not feishu.faults


async def test_whom_it_cannot_reach_it_does_not(feishu, app, group, call):
    other = add_app(feishu, "cli_other", visible={"li"})
    feishu.person("zhao")
    assert (await call.say(other.open_id_of("wang"), kind="open_id"))["code"] == 99992361
    assert (await call.say("ou_nobody", kind="open_id"))["code"] == 99992351
    assert (await call.say("oc_x", kind="open_id"))["code"] == 230034
    assert (await call.say("oc_nowhere"))["code"] == 230002
    assert (await call.say(group, kind="chat"))["code"] == 99992402
    app.visible = {"wang"}
    feishu.persons["wang"].turned_off.add(app.id)
    assert (await call.say("zhao", kind="user_id"))["code"] == 230013
    assert (await call.say("wang", kind="user_id"))["code"] == 230053
    feishu.persons["wang"].is_resigned = True
    assert (await call.say("wang", kind="user_id"))["code"] == 230029
    assert (await Caller(feishu, other).say(group))["code"] == 230002
    outside = feishu.group(app, is_external=True)
    assert (await call.say(outside))["code"] == 230027
    app.is_shared_outside = True
    assert (await call.say(outside))["code"] == 0
    for code in (230018, 230035, 232009):
        feishu.chats[group].refuses = code
        assert (await call.say(group))["code"] == code
    app.has_bot = False
    assert (await call.say(outside))["code"] == 230006


async def test_the_same_uuid_is_shown_once_in_an_hour(feishu, clock, group, call):
    first = await call.say(group, uuid="u1")
    again = await call.say(group, uuid="u1")
    assert again["data"]["message_id"] == first["data"]["message_id"]
    assert not feishu.faults
    await call.say(group, "别的", uuid="u1")
    assert "another content" in feishu.faults[0].why
    feishu.duplicates = "refused"
    assert (await call.say(group, uuid="u1"))["code"] == 230049
    assert len(feishu.heard(group)) == 1
    turn(clock, seconds=3600)
    assert (await call.say(group, uuid="u1"))["code"] == 0
    assert (await call.say(group, uuid="u" * 51))["code"] == 99992402
    assert len(feishu.heard(group)) == 2


async def test_a_uuid_whose_message_is_under_way_is_refused(feishu, clock, group, call):
    feishu.slow["messages.create"] = 2.0
    first = asyncio.create_task(call.say(group, uuid="u1"))
    await feishu.until(lambda: feishu.heard(group))
    second = asyncio.create_task(call.say(group, uuid="u1"))
    await feishu.until(lambda: second.done() or feishu.faults)
    turn(clock, seconds=2)
    assert [(await one)["code"] for one in (first, second)] == [0, 230049]
    assert len(feishu.heard(group)) == 1


async def test_five_a_second_go_to_one_group_from_all_bots_together(feishu, clock, app, group, call):
    other = add_app(feishu, "cli_other")
    feishu.chats[group].apps.append(other)
    beside = Caller(feishu, other)
    codes = [(await (call, beside)[n % 2].say(group))["code"] for n in range(6)]
    assert codes == [0] * 5 + [230020]
    assert (await beside.say("wang", kind="user_id"))["code"] == 0
    assert [(await call.say("wang", kind="user_id"))["code"] for _ in range(6)] == [0] * 5 + [230020]
    turn(clock, seconds=1)
    assert (await call.say(group))["code"] == 0


async def test_fifty_a_second_and_a_thousand_a_minute_go_through_one_api(feishu, clock, app, call):
    async def asked(count):
        return [await call.code("GET", "/bot/v3/info") for _ in range(count)]

    assert await asked(51) == [0] * 50 + [99991400]
    assert call.answer.status == 429
    assert call.answer.headers["x-ogw-ratelimit-reset"] == "1"
    for _ in range(19):
        turn(clock, seconds=1)
        assert set(await asked(50)) == {0}
    turn(clock, seconds=1)
    assert await asked(1) == [99991400]
    assert call.answer.headers["x-ogw-ratelimit-reset"] == "40"
    assert await call.code("GET", "/im/v1/chats") == 0


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("text", {"text": ""}, 230001),
        ("text", {"content": "x"}, 230001),
        ("text", {"text": "x", "more": 1}, 230001),
        ("text", "[]", 230001),
        ("text", "{", 230001),
        ("text", {"text": "字" * 52_000}, 230025),
        ("text", {"text": '<at user_id="ou_nobody">x</at>'}, 230001),
        ("text", {"text": "<at id=all></at>"}, 230001),
        ("markdown", {"text": "x"}, 230001),
        ("image", {"image_key": "img_of_another"}, 230017),
        ("file", {"file_key": ""}, 230001),
        ("post", {"title": "x", "content": [[{"tag": "text", "text": "x"}]]}, 230001),
        ("post", {"zh_cn": {"title": "x"}}, 230001),
        ("post", {"zh_cn": {"content": [[{"tag": "table", "text": "x"}]]}}, 230001),
        ("post", {"zh_cn": {"content": [[{"tag": "md", "text": "x"}, {"tag": "text", "text": "y"}]]}}, 230001),
        ("post", {"zh_cn": {"content": [[{"tag": "at", "user_id": "ou_nobody"}]]}}, 230001),
        ("post", {"zh_cn": {"content": [[{"tag": "md", "text": "<at user_id='ou_nobody'></at>"}]]}}, 230001),
        ("post", {"zh_cn": {"content": [[{"tag": "text", "text": "字" * 11_000}]]}}, 230025),
        ("post", {"zh_cn": {"content": [[{"tag": "img", "image_key": "img_none"}]]}}, 230017),
        ("share_user", {"user_id": "ou_nobody"}, 99992351),
        ("post", {"zh_cn": {"title": "通知", "content": [[{"tag": "md", "text": "**x**"}], []]}}, 0),
        ("text", {"text": '<at user_id="all"></at> 请看'}, 0),
    ],
)
async def test_a_message_is_as_its_type_wants_it(feishu, group, call, kind, content, code):
    assert (await call.send(group, kind, content))["code"] == code
    assert [fault.code for fault in feishu.faults] == [code] * (code > 0)
    assert len(feishu.heard(group)) == (code == 0)


async def test_the_fields_of_a_call_are_those_of_the_documents(feishu, group, call):
    whole = {"receive_id": group, "msg_type": "text", "content": '{"text":"x"}'}
    for body in (
        {**whole, "more": 1},
        {**whole, "content": {"text": "x"}},
        {"receive_id": group},
        [],
        {**whole, "uuid": 1},
    ):
        assert await call.code("POST", "/im/v1/messages", body, receive_id_type="chat_id") == 99992402
    assert await call.code("POST", "/im/v1/messages", data=b"{", receive_id_type="chat_id") == 99992402
    assert not feishu.heard(group)


async def test_a_reply_quotes_and_opens_a_topic_where_that_is_asked_for(feishu, app, group, call):
    said = await feishu.say("wang", "几号交", chat=group)
    plain = (await call.reply(said.id, "6月12日"))["data"]
    assert (plain["parent_id"], plain["root_id"], plain.get("thread_id")) == (said.id, said.id, None)
    inside = (await call.reply(said.id, reply_in_thread=True))["data"]
    assert inside["thread_id"] == said.thread
    later = (await call.reply(inside["message_id"]))["data"]
    assert (later["thread_id"], later["root_id"]) == (said.thread, said.id)
    feishu.chats[group].allows_threads = False
    assert (await call.reply(said.id, reply_in_thread=True))["code"] == 230071
    assert (await call.reply(said.thread))["code"] == 99992354
    assert (await call.reply("om_none"))["code"] == 231003
    said.is_gone = True
    assert (await call.reply(said.id))["code"] == 230011
    topics = feishu.group(app, mode="topic")
    assert (await call.say(topics))["data"]["thread_id"].startswith("omt_")


async def test_a_card_is_patched_by_whom_it_is_for_a_fortnight(feishu, clock, app, group, call):
    async def patch(message_id, shown):
        return await call.code("PATCH", f"/im/v1/messages/{message_id}", {"content": json.dumps(shown)})

    sent = (await call.send(group, "interactive", card()))["data"]["message_id"]
    words = (await call.say(group))["data"]["message_id"]
    said = await feishu.say("wang", "你好", chat=group)
    assert await patch(sent, card(title="新")) == 0
    (heard,) = feishu.cards(group)
    assert (heard.text, heard.grew) == ("新\n**已收到**", 1)
    assert await patch(sent, {"elements": [], "config": {}}) == 230099
    assert await patch(sent, {**card(), "config": {}}) == 230001
    assert await patch(words, card()) == 230001
    assert await patch(said.id, card()) == 230027
    turn(clock, seconds=1)
    assert [await patch(sent, card(title=str(n))) for n in range(6)] == [0] * 5 + [230020]
    turn(clock, days=14)
    assert await patch(sent, card()) == 230031


async def test_a_text_is_edited_and_recalled_by_its_own(feishu, clock, app, group, call):
    sent = (await call.say(group, "一"))["data"]["message_id"]
    body = {"msg_type": "text", "content": '{"text":"二"}'}
    codes = [await call.code("PUT", f"/im/v1/messages/{sent}", body) for _ in range(21)]
    assert codes == [0] * 20 + [230072]
    assert feishu.heard(group)[0].text == "二"
    other = (await call.say(group, "三"))["data"]["message_id"]
    feishu.edit_window = 60.0
    turn(clock, seconds=61)
    assert await call.code("PUT", f"/im/v1/messages/{other}", body) == 230075
    said = await feishu.say("wang", "你好", chat=group)
    assert await call.code("DELETE", f"/im/v1/messages/{said.id}") == 230026
    assert await call.code("DELETE", f"/im/v1/messages/{sent}") == 0
    assert await call.code("DELETE", f"/im/v1/messages/{sent}") == 230011
    assert [one.text for one in feishu.heard(group)] == ["三"]
    turn(clock, days=366)
    assert await call.code("DELETE", f"/im/v1/messages/{other}") == 230009


async def test_a_reaction_is_set_once_and_taken_away(feishu, app, group, call):
    said = await feishu.say("wang", "交了", chat=group)
    path = f"/im/v1/messages/{said.id}/reactions"
    for emoji, code in (("OK", 0), ("OK", 0), ("ok", 231001), ("THUMBSUP", 0)):
        assert await call.code("POST", path, {"reaction_type": {"emoji_type": emoji}}) == code
    assert feishu.reactions(said) == ["OK", "THUMBSUP"]
    listed = (await call("GET", path))["data"]["items"]
    assert await call.code("DELETE", f"{path}/{listed[0]['reaction_id']}") == 0
    assert feishu.reactions(said) == ["THUMBSUP"]


async def test_pictures_and_files_go_up_and_are_sent_as_what_they_are(feishu, app, group, call):
    async def image(data, image_type="message"):
        return await call.upload("/im/v1/images", "image", data, image_type=image_type)

    async def file(data, file_type="stream", file_name="台账.xlsx"):
        return await call.upload("/im/v1/files", "file", data, file_type=file_type, file_name=file_name)

    picture = (await image(png()))["data"]["image_key"]
    for data, code in ((b"", 234010), (b"no picture", 234011), (png(12001, 1), 234039), (png(2001, 1, "GIF"), 234039)):
        assert (await image(data))["code"] == code
    assert (await image(png() + bytes(10 * 2**20)))["code"] == 234006
    assert (await image(png(), "big"))["code"] == 234001
    kept = (await file(b"PK ledger"))["data"]["file_key"]
    for data, more, code in (
        (b"", {}, 234010),
        (b"x", {"file_type": "zip"}, 234001),
        (b"x", {"file_name": " "}, 234001),
    ):
        assert (await file(data, **more))["code"] == code
    assert (await file(bytes(30 * 2**20 + 1)))["code"] == 234006
    assert (await call.send(group, "image", {"image_key": picture}))["code"] == 0
    assert (await call.send(group, "file", {"file_key": kept}))["code"] == 0
    assert (await call.send(group, "audio", {"file_key": kept}))["code"] == 230055
    other = Caller(feishu, add_app(feishu, "cli_other"))
    feishu.chats[group].apps.append(other.app)
    assert (await other.send(group, "file", {"file_key": kept}))["code"] == 230017
    assert [one.text for one in feishu.heard(group)] == ["[image] file.bin", "[file] 台账.xlsx"]
    assert await call("GET", f"/im/v1/files/{kept}") == b"PK ledger"
    assert (await other("GET", f"/im/v1/files/{kept}"))["code"] == 234008


async def test_a_resource_comes_by_its_message_and_its_key(feishu, app, group, call):
    photo = await feishu.photo("wang", png(), chat=group)
    paper = await feishu.file("wang", b"%PDF", "方案.pdf", chat=group)
    post = await feishu.post("wang", [["交这张"], [File("a.png", png())]], chat=group)

    async def get(said, kind, of=None):
        key = next(iter((of or said).files))
        return await call("GET", f"/im/v1/messages/{said.id}/resources/{key}", type=kind)

    assert await get(photo, "image") == png()
    assert call.answer.content_type == "image/png"
    assert await get(post, "image") == png()
    assert await get(paper, "file") == b"%PDF"
    for said, kind, of, code in (
        (photo, "file", None, 234003),
        (photo, "picture", None, 234001),
        (paper, "file", photo, 234003),
        (paper, "image", None, 234003),
    ):
        assert (await get(said, kind, of))["code"] == code
    feishu.resource_octets = 3
    assert (await get(paper, "file"))["code"] == 234037
    feishu.chats[group].is_external = True
    assert (await get(photo, "image"))["code"] == 234009
    photo.is_gone = True
    assert (await get(photo, "image"))["code"] == 230110


async def test_a_message_of_a_group_is_read_by_whom_may_read_all(feishu, app, group, call):
    said = await feishu.say("wang", "几号交 @li", chat=group)
    found = (await call("GET", f"/im/v1/messages/{said.id}"))["data"]["items"][0]
    assert json.loads(found["body"]["content"]) == {"text": "@_user_1 几号交 @_user_2"}
    assert [one["id"] for one in found["mentions"]] == [app.open_id, app.open_id_of("li")]
    assert found["sender"]["sender_type"] == "user"
    listed = (await call("GET", "/im/v1/messages", container_id_type="chat", container_id=group))["data"]
    assert [one["message_id"] for one in listed["items"]] == [said.id]
    app.scopes = set(MODEST)
    assert await call.code("GET", f"/im/v1/messages/{said.id}") == 230027
    alone = await feishu.say("wang", "你好")
    assert await call.code("GET", f"/im/v1/messages/{alone.id}") == 0
    assert await call.code("GET", "/im/v1/messages/om_none") == 230110


async def test_names_chats_members_itself_and_addresses_are_told(feishu, clock, app, group, call):
    feishu.person("wang", "王芳")
    ids = [app.open_id_of("wang"), app.open_id_of("li")]

    async def named(ids):
        return await call("POST", "/contact/v3/users/basic_batch", {"user_ids": ids}, user_id_type="open_id")

    assert [one["name"] for one in (await named(ids))["data"]["users"]] == ["王芳", "li"]
    assert (await named(ids * 6))["code"] == 99992402
    assert [(await named(ids))["code"] for _ in range(5)] == [0] * 4 + [99991400]
    assert (await call("GET", "/bot/v3/info"))["bot"]["open_id"] == app.open_id
    told = (await call("GET", f"/im/v1/chats/{group}"))["data"]
    assert (told["chat_mode"], told["external"], told["user_count"]) == ("group", False, "2")
    assert (await call("GET", "/im/v1/chats", page_size="1"))["data"]["items"][0]["chat_id"] == group
    members = (await call("GET", f"/im/v1/chats/{group}/members"))["data"]
    assert {one["name"] for one in members["items"]} == {"王芳", "li"}
    assert (await call("GET", "/event/v1/outbound_ip", page_size="50"))["data"]["ip_list"] == feishu.outbound
    assert await call.code("GET", "/event/v1/outbound_ip", page_size="51") == 99992402
    outside = feishu.group(app, is_external=True)
    assert await call.code("GET", f"/im/v1/chats/{outside}") == 232033


async def test_what_was_not_granted_is_refused_with_the_list_of_what_is_missing(feishu, app, group, call):
    app.scopes = set(SCOPES) - {"im:message:send_as_bot"}
    refused = await call.say(group)
    assert refused["code"] == 99991672
    assert "[im:message:send_as_bot, im:message]" in refused["msg"]
    assert [one["subject"] for one in refused["error"]["permission_violations"]] == [
        "im:message:send_as_bot",
        "im:message",
    ]
    app.is_trusted = False
    assert (await call.say(group))["code"] == 99991401
    app.is_trusted, app.quota = True, 1
    assert [await call.code("GET", "/bot/v3/info") for _ in range(2)] == [0, 99991403]
    app.quota, app.is_installed = None, False
    assert (await call.say(group))["code"] == 99991662


async def test_the_tenant_s_policy_refuses_telephone_numbers(feishu, group, call):
    feishu.forbid_phones()
    for text, code in (
        ("电话 13812345678", 230028),
        ("0512-63981234", 230028),
        ("a@b.cn", 230028),
        ("回执号0606-037", 0),
    ):
        assert (await call.say(group, text))["code"] == code
    assert (await call.send(group, "interactive", card(title="13812345678")))["code"] == 230028
    feishu.forbidden.clear()
    feishu.forbid_phones(230022)
    assert (await call.say(group, "电话 13812345678"))["code"] == 230022


async def test_a_call_fails_by_code_by_status_or_by_a_loss(feishu, group, call):
    feishu.fail("messages.create", 230020, times=2)
    assert [(await call.say(group))["code"] for _ in range(3)] == [230020, 230020, 0]
    feishu.fail("messages.create", 99991400, wait=7)
    assert (await call.say(group))["code"] == 99991400
    assert (call.answer.status, call.answer.headers["x-ogw-ratelimit-reset"]) == (429, "7")
    feishu.fail("messages.create", 230099, sub=200570)
    assert "ErrCode: 200570" in (await call.say(group))["msg"]
    feishu.fail("messages.create", status=502)
    assert b"<h1>502 Bad Gateway" in await call.say(group)
    feishu.fail("messages.create", 1, status=500)
    assert ((await call.say(group))["code"], call.answer.status) == (1, 500)
    for lost in ("request", "answer"):
        feishu.fail("messages.create", lost=lost)
        with pytest.raises(aiohttp.ClientError):
            await call.say(group, lost)
    assert [one.text for one in feishu.heard(group)] == ["您好", "answer"]
    assert not feishu.faults
