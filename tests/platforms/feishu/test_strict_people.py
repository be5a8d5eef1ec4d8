"""The strict server's people: what they write, what of it is brought to whom, and what they see."""

from __future__ import annotations

import json

import pytest

from tests.platforms.double import File
from tests.platforms.feishu.accounts import add_app
from tests.platforms.feishu.caller import Caller, card
from tests.platforms.feishu.limits import AT, AT_BOTS, GROUP, MODEST, P2P
from tests.platforms.feishu.line import connected

PHOTO = b"\xff\xd8\xff\xe0 a photo"


@pytest.fixture
async def line(app):
    async with connected(app) as line:
        yield line


@pytest.fixture
def told(line):
    """The events that came, each as its type and what is in it."""
    return lambda: [(one["header"]["event_type"], one["event"]) for one in line.told]


async def test_a_text_has_placeholders_for_whom_it_calls(feishu, app, group, told):
    feishu.person("li", "李娜")
    said = await feishu.say("wang", "请 @李娜 和 @所有人 看 @nobody", chat=group)
    ((kind, event),) = told()
    message = event["message"]
    assert kind == "im.message.receive_v1"
    assert json.loads(message["content"]) == {"text": "@_user_1 请 @_user_2 和 @_all 看 @nobody"}
    assert [(one["key"], one["name"], one["mentioned_type"]) for one in message["mentions"]] == [
        ("@_user_1", "小报", "bot"),
        ("@_user_2", "李娜", "user"),
    ]
    assert message["mentions"][1]["id"] == {"open_id": app.open_id_of("li"), "union_id": feishu.union_id_of("li")}
    assert event["sender"]["sender_id"]["open_id"] == app.open_id_of("wang")
    assert (message["chat_type"], message["create_time"], message.get("parent_id")) == ("group", "1725411600000", None)
    assert said.words == "@小报 请 @李娜 和 @_all 看 @nobody"
    app.scopes.add("contact:user.employee_id:readonly")
    await feishu.say("wang", "您好")
    assert told()[1][1]["sender"]["sender_id"]["user_id"] == "wang"


@pytest.mark.parametrize(
    ("scopes", "brought"),
    [
        ({AT, P2P}, ["叫", "图文"]),
        ({AT_BOTS}, ["叫", "图文", "机器人"]),
        ({GROUP}, ["叫", "不叫", "图文", "照片"]),
        ({P2P}, []),
        (MODEST, ["叫", "图文"]),
    ],
)
async def test_what_is_brought_depends_on_what_was_granted(feishu, app, group, told, scopes, brought):
    app.scopes = set(scopes)
    other = add_app(feishu, "cli_other", name="旁边")
    feishu.chats[group].apps.append(other)
    written = {
        "叫": await feishu.say("wang", "几号交", chat=group),
        "不叫": await feishu.say("wang", "几号交", chat=group, at=False),
        "图文": await feishu.say("wang", "交这张", chat=group, photos=[File("a.jpg", PHOTO)]),
        "照片": await feishu.photo("wang", PHOTO, chat=group),
    }
    await Caller(feishu, other).say(group, f'<at user_id="{app.open_id}">小报</at> 几号交')
    written["机器人"] = feishu.heard(group)[-1]
    await feishu.until(lambda: len(told()) >= len(brought))
    ids = {said.id: name for name, said in written.items()}
    assert [ids[event["message"]["message_id"]] for _, event in told()] == brought
    await feishu.say("wang", "您好")
    assert len(told()) == len(brought) + (P2P in scopes)


async def test_whether_a_call_of_everybody_reaches_is_settled_by_the_test(feishu, app, group, told):
    app.scopes = {AT}
    assert not (await feishu.say("wang", "@所有人 几号交", chat=group, at=False)).pushes
    feishu.all_reaches = True
    assert (await feishu.say("wang", "@所有人 几号交", chat=group, at=False)).is_delivered


async def test_photos_files_posts_and_the_rest_come_as_the_documents_say(feishu, app, group, told):
    post = await feishu.post(
        "wang",
        [["交这张 ", {"tag": "a", "text": "网盘", "href": "https://a.example"}], [File("a.jpg", PHOTO)]],
        chat=group,
    )
    photo = await feishu.photo("wang", PHOTO, chat=group)
    await feishu.file("wang", b"%PDF", "方案.pdf", chat=group)
    await feishu.send("wang", "audio", File("a.opus", b"opus"), chat=group)
    await feishu.send("wang", "location", content={"name": "云江", "longitude": "1", "latitude": "2"}, chat=group)
    contents = [json.loads(event["message"]["content"]) for _, event in told()]
    assert contents[0]["content"][0][0] == {"tag": "at", "user_id": "@_user_1", "user_name": "小报", "style": []}
    assert contents[0]["content"][1] == [{"tag": "img", "image_key": next(iter(post.files))}]
    assert contents[1] == {"image_key": next(iter(photo.files))}
    assert contents[2]["file_name"] == "方案.pdf"
    assert (contents[3].keys(), contents[4]["name"]) == ({"file_key", "duration"}, "云江")
    assert [event["message"]["message_type"] for _, event in told()] == ["post", "image", "file", "audio", "location"]
    assert photo.words == "[image] photo.jpg"
    assert "交这张 网盘" in post.words


async def test_replies_and_topics_point_where_they_belong(feishu, app, group, told, call):
    photo = await feishu.photo("wang", PHOTO, chat=group)
    quoting = await feishu.say("wang", "交这张", quoting=photo)
    again = await feishu.say("li", "我也交", quoting=quoting)
    messages = [event["message"] for _, event in told()]
    assert [(one.get("parent_id"), one.get("root_id")) for one in messages] == [
        (None, None),
        (photo.id, photo.id),
        (quoting.id, photo.id),
    ]
    assert again.words.startswith("「「[image] photo.jpg」@小报 交这张」")
    topics = feishu.group(app, mode="topic")
    root = await feishu.say("wang", "新话题", chat=topics)
    inside = await feishu.say("li", "接着说", quoting=root)
    later = await feishu.say("li", "再说", quoting=inside)
    messages = [event["message"] for _, event in told()][3:]
    assert {one["thread_id"] for one in messages} == {root.thread}
    assert [(one.get("parent_id"), one.get("root_id")) for one in messages] == [
        (None, None),
        (root.id, root.id),
        (root.id, root.id),
    ]
    assert later.thread == root.thread
    listed = await call("GET", "/im/v1/messages", container_id_type="thread", container_id=root.thread)
    assert [one["message_id"] for one in listed["data"]["items"]] == [root.id, inside.id, later.id]
    listed = await call("GET", "/im/v1/messages", container_id_type="chat", container_id=topics)
    assert [one["message_id"] for one in listed["data"]["items"]] == [root.id]


async def test_what_is_recalled_edited_reacted_to_and_read_is_told(feishu, app, group, told, call):
    said = await feishu.say("wang", "交了", chat=group)
    await feishu.edit(said, "交齐了")
    assert (await call("GET", f"/im/v1/messages/{said.id}"))["data"]["items"][0]["updated"] is True
    await feishu.react("li", said, "OK")
    await feishu.recall(said)
    await call.say("wang", kind="user_id")
    await feishu.read("wang", feishu.heard("wang")[0])
    kinds = [kind for kind, _ in told()]
    assert kinds == [
        "im.message.receive_v1",
        "im.message.reaction.created_v1",
        "im.message.recalled_v1",
        "im.message.message_read_v1",
    ]
    assert told()[2][1] == {
        "message_id": said.id, "chat_id": group, "recall_time": "1725411600000", "recall_type": "message_owner",
    }  # fmt: skip
    assert said.words == "[撤回了一条消息]"
    feishu.tells_edits = True
    other = await feishu.say("wang", "交了", chat=group)
    await feishu.edit(other, "交齐了")
    assert told()[-1][0] == "im.message.updated_v1"


async def test_what_was_merged_and_forwarded_is_read_as_a_whole_and_its_files_are_not(feishu, app, group, told, call):
    inner = [await feishu.say("li", "看图", chat=group), await feishu.photo("li", PHOTO, chat=group)]
    whole = await feishu.forward("wang", inner, chat=group)
    assert json.loads(told()[-1][1]["message"]["content"]) == {"content": "Merged and Forwarded Message"}
    items = (await call("GET", f"/im/v1/messages/{whole.id}"))["data"]["items"]
    assert [one["msg_type"] for one in items] == ["merge_forward", "text", "image"]
    assert {one["upper_message_id"] for one in items[1:]} == {whole.id}
    assert {one["message_id"] for one in items}.isdisjoint({one.id for one in inner})
    key = json.loads(items[2]["body"]["content"])["image_key"]
    assert (await call("GET", f"/im/v1/messages/{items[2]['message_id']}/resources/{key}", type="image"))[
        "code"
    ] == 234043


async def test_coming_and_going_is_told(feishu, app, group, told, line):
    feishu.person("zhao", "赵敏")
    await feishu.enter("wang")
    await feishu.enter("wang")
    other = feishu.group(name="新群")
    await feishu.add_bot(other, app, by="wang")
    await feishu.join(other, "zhao", by="wang")
    await feishu.leave(other, "zhao", by="wang")
    await feishu.disband(other, by="wang")
    await feishu.remove_bot(other, app, by="wang")
    old = line.told.pop(0)
    assert (old["type"], old["event"]["type"], old["event"]["user"]["name"]) == (
        "event_callback",
        "p2p_chat_create",
        "wang",
    )
    kinds = [kind.removeprefix("im.chat.").removesuffix("_v1") for kind, _ in told()]
    assert kinds == [
        "access_event.bot_p2p_chat_entered",
        "access_event.bot_p2p_chat_entered",
        "member.bot.added",
        "member.user.added",
        "member.user.deleted",
        "disbanded",
        "member.bot.deleted",
    ]
    assert told()[2][1]["name"] == "新群"
    assert told()[3][1]["users"][0]["name"] == "赵敏"


async def test_one_person_has_another_id_for_each_app_and_a_chat_with_each(feishu, app, call):
    other = add_app(feishu, "cli_other", name="旁边")
    feishu.person("wang")
    await call.say(app.open_id_of("wang"), "一", "open_id")
    await Caller(feishu, other).say(other.open_id_of("wang"), "二", "open_id")
    assert [one.text for one in feishu.heard("wang")] == ["一"]
    assert [one.text for one in feishu.heard("wang", by=other)] == ["二"]
    assert app.open_id_of("wang") != other.open_id_of("wang")


@pytest.mark.parametrize(
    ("text", "mentions", "links"),
    [
        ("平常一句", 0, 0),
        ('<at user_id="all"></at>', 1, 0),
        ("＜at user_id=all＞ @ _all", 0, 0),
        ("@_all 请看", 1, 0),
        ("@_allow", 0, 0),
        ("[点这](https://a.example)", 0, 1),
        ("见 https://a.example/b", 0, 1),
    ],
)
async def test_whom_a_message_calls_and_where_it_leads_is_seen(feishu, group, call, text, mentions, links):
    await call.say(group, text)
    (heard,) = feishu.heard(group)
    assert (len(heard.mentions), len(heard.links)) == (mentions, links)


async def test_a_card_s_calls_are_seen_wherever_they_stand(feishu, group, call):
    shown = card({"tag": "markdown", "content": "<at id=all></at> [看](https://a.example)"}, title="<at id='all'></at>")
    await call.send(group, "interactive", shown)
    (heard,) = feishu.cards(group)
    assert (heard.mentions, len(heard.links)) == (["all", "all"], 1)
