"""What is said on Feishu, by every type of message: words with names in them, files by their keys, nothing else."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime

import pytest

from bot.feishu.content import Locator
from bot.feishu.messages import Ear, Handle, names_told, said, seconds
from storage.chat import Intake, MediaKind, Room

NOW = datetime(2021, 1, 1, tzinfo=UTC)
EAR = Ear("app", "ou_bot")
BOT = {"key": "@_user_1", "id": {"open_id": "ou_bot"}, "name": "报送助手", "mentioned_type": "bot"}
ZHOU = {"key": "@_user_2", "id": {"open_id": "ou_zhou"}, "name": "周敏", "mentioned_type": "user"}
TENTH = {"key": "@_user_10", "id": {"open_id": "ou_ten"}, "name": "第十人", "mentioned_type": "user"}


def event(kind="text", content=None, **more):
    fields = {
        "message_id": "om_1",
        "create_time": str(int(NOW.timestamp() * 1000)),
        "chat_id": "oc_1",
        "chat_type": "p2p",
        "message_type": kind,
        "content": content if isinstance(content, str) else json.dumps(content or {}),
    }
    sender = {"sender_id": {"open_id": "ou_a", "union_id": "on_a"}, "sender_type": "user", "tenant_key": "t"}
    return {"sender": sender, "message": {**fields, **more}}


def heard(kind="text", content=None, ear=EAR, **more):
    return said(event(kind, content, **more), ear, NOW)


def in_group(text, *mentions, ear=EAR):
    return heard("text", {"text": text}, ear, chat_type="group", mentions=list(mentions))


def test_words_in_private_are_addressed_and_bear_what_answers_them():
    message = heard("text", {"text": " 几号交 "})
    assert message is not None
    assert (message.text, message.sender, message.message_id) == ("几号交", "ou_a", "om_1")
    assert (message.address.platform, message.address.account, message.address.chat) == ("feishu", "app", "oc_1")
    assert (message.room, message.addressed, message.intake) == (Room.PRIVATE, True, Intake.ALL)
    assert message.sent_at == NOW
    assert Handle.unpack(message.handle) == Handle(message_id="om_1")


def test_the_bots_own_placeholder_is_dropped_and_others_become_names_the_longer_first():
    message = in_group("@_user_1 请@_user_10 和 @_user_2 看看", BOT, ZHOU, TENTH)
    assert message.text == "请@第十人 和 @周敏 看看"
    assert message.addressed
    assert message.room is Room.SHARED_GROUP


def test_who_does_not_call_the_bot_does_not_address_it():
    message = in_group("@_user_2 几号交", ZHOU)
    assert (message.text, message.addressed) == ("@周敏 几号交", False)


def test_a_placeholder_of_nobody_is_dropped():
    assert in_group("@_user_7 几号交", BOT).text == "几号交"


def test_while_the_bots_own_id_is_unknown_every_called_bot_is_taken_for_it():
    assert in_group("@_user_1 几号交", BOT, ear=Ear("app")).addressed
    other = {**BOT, "id": {"open_id": "ou_other"}}
    assert not in_group("@_user_1 几号交", other).addressed


@pytest.mark.parametrize("mentions", [[], [{"key": "@_all", "id": {"open_id": ""}, "name": "所有人"}]])
def test_what_is_for_everybody_is_for_nobody_unless_it_calls_the_bot_too(mentions):
    assert in_group("@_all 明天交", *mentions) is None
    message = in_group("@_all 明天交 @_user_1", BOT, *mentions)
    assert (message.text, message.addressed) == ("@所有人 明天交", True)
    assert in_group("@_allies 明天交").text == "@_allies 明天交"
    for user in ("@_all", "all"):
        post = {"content": [[{"tag": "at", "user_id": user}, {"tag": "text", "text": "明天交"}]]}
        assert heard("post", post, chat_type="group", mentions=list(mentions)) is None


def test_of_a_group_only_what_addresses_the_bot_is_heard_until_the_inbox_knows_better():
    assert in_group("几号交", BOT).intake is Intake.ADDRESSED


def test_links_show_their_address_once():
    text = "见[通知](https://a.cn/x)，[https://b.cn](https://b.cn)，[a@b.cn](mailto:a@b.cn)，[1](见附件)"
    assert heard("text", {"text": text}).text == "见通知 https://a.cn/x，https://b.cn，a@b.cn，[1](见附件)"


def test_a_post_is_its_words_its_pictures_and_whom_it_calls():
    content = {
        "title": "活动照片",
        "content": [
            [{"tag": "at", "user_id": "@_user_1", "user_name": "报送助手"}, {"tag": "text", "text": " 请收"}],
            [{"tag": "img", "image_key": "img_1"}],
            [{"tag": "a", "text": "报名", "href": "https://a.cn"}, {"tag": "at", "user_id": "@_user_2"}],
            [{"tag": "media", "file_key": "file_1", "image_key": "img_9"}],
            [{"tag": "emotion", "emoji_type": "OK"}, {"tag": "code_block", "language": "C", "text": "x = 1"}],
            [{"tag": "hr"}],
            [{"tag": "md", "text": "@_user_2 **好**"}],
        ],
    }
    message = heard("post", content, chat_type="group", mentions=[BOT, ZHOU])
    assert message.text == "活动照片\n请收\n报名 https://a.cn@周敏\nx = 1\n@周敏 **好**"
    assert message.addressed
    photo, video = message.attachments
    assert (photo.kind, Locator.unpack(photo.locator)) == (MediaKind.IMAGE, Locator("om_1", "img_1", "image"))
    assert (video.kind, Locator.unpack(video.locator)) == (MediaKind.VIDEO, Locator("om_1", "file_1", "file"))


def test_a_post_with_its_language_around_it_is_read_too():
    content = {"zh_cn": {"title": "题", "content": [[{"tag": "text", "text": "文"}]]}}
    assert heard("post", content).text == "题\n文"


@pytest.mark.parametrize(
    ("kind", "content", "media", "name", "key"),
    [
        ("image", {"image_key": "img_1"}, MediaKind.IMAGE, "", Locator("om_1", "img_1", "image")),
        ("file", {"file_key": "f", "file_name": "总结.pdf"}, MediaKind.FILE, "总结.pdf", Locator("om_1", "f", "file")),
        ("audio", {"file_key": "f", "duration": 2000}, MediaKind.AUDIO, "", Locator("om_1", "f", "file")),
        (
            "media",
            {"file_key": "f", "image_key": "i", "file_name": "a.mp4", "duration": 1},
            MediaKind.VIDEO,
            "a.mp4",
            Locator("om_1", "f", "file"),
        ),
        ("folder", {"file_key": "f", "file_name": "材料"}, MediaKind.FILE, "材料", Locator("om_1")),
        ("merge_forward", {"content": "Merged and Forwarded Message"}, MediaKind.FORWARD, "", Locator(forward="om_1")),
    ],
)
def test_a_file_bears_its_name_and_what_it_is_fetched_by(kind, content, media, name, key):
    message = heard(kind, content)
    (file,) = message.attachments
    assert (message.text, file.kind, file.name) == ("", media, name)
    assert Locator.unpack(file.locator) == key


@pytest.mark.parametrize(
    ("kind", "content", "text"),
    [
        ("vote", {"topic": "几号交", "options": ["1号", 2, "3号"]}, "几号交\n1号\n3号"),
        (
            "todo",
            {"task_id": "t", "summary": {"title": "", "content": [[{"tag": "text", "text": "交材料"}]]}},
            "交材料",
        ),
        ("calendar", {"summary": "会", "start_time": "1"}, "会"),
        ("share_calendar_event", {"summary": "会"}, "会"),
        ("general_calendar", {"summary": "会"}, "会"),
        ("interactive", {"title": "卡片", "elements": [[{"tag": "text", "text": "内容"}]]}, "卡片\n内容"),
    ],
)
def test_other_types_are_their_words(kind, content, text):
    message = heard(kind, content)
    assert (message.text, message.attachments) == (text, ())


@pytest.mark.parametrize(
    "kind",
    ["sticker", "share_chat", "share_user", "location", "video_chat", "hongbao", "system", "unheard_of", ""],
)
def test_what_is_neither_words_nor_files_is_no_message(kind):
    content = {"file_key": "f", "chat_id": "oc", "user_id": "ou", "name": "会场", "topic": "会", "text": "[红包]"}
    assert heard(kind, content) is None


def test_what_was_recalled_before_it_was_told_is_no_message():
    assert heard("text", "") is None
    assert heard("image", "") is None


def test_who_only_calls_the_bot_is_heard():
    message = in_group("@_user_1", BOT)
    assert (message.text, message.addressed) == ("", True)


@pytest.mark.parametrize("sender", [{"open_id": "ou_bot"}, {}, {"open_id": 7.5}, "ou_a", None])
def test_its_own_words_and_words_of_nobody_are_none(sender):
    told = event("text", {"text": "几号交"})
    told["sender"]["sender_id"] = sender
    assert said(told, EAR, NOW) is None


@pytest.mark.parametrize("kind", ["bot", "app", ""])
def test_other_bots_are_not_answered_lest_two_talk_for_ever(kind):
    told = event("text", {"text": "几号交"})
    told["sender"]["sender_type"] = kind
    assert said(told, EAR, NOW) is None


def test_a_reply_says_to_which_message():
    message = heard("text", {"text": "提交"}, parent_id="om_0", root_id="om_0", thread_id="omt_1")
    assert message.replies_to == "om_0"


def test_what_was_changed_takes_the_place_of_what_was_written():
    written = str(int(NOW.timestamp() * 1000))
    later = str(int(NOW.timestamp() * 1000) + 5000)
    assert heard("text", {"text": "几号交"}, update_time=written).takes_back == ""
    changed = heard("text", {"text": "改了"}, update_time=later)
    assert (changed.message_id, changed.takes_back) == (f"om_1:{later}", "om_1")
    assert Handle.unpack(changed.handle).message_id == "om_1"


def test_names_come_with_mentions():
    assert names_told(event(mentions=[BOT, ZHOU, {"key": "@_all", "id": {}, "name": "所有人"}, 7])) == {
        "ou_zhou": "周敏"
    }


@pytest.mark.parametrize(
    ("written", "value"),
    [("1608725989", 1608725989.0), ("1608725989000", 1608725989.0), ("1608725989000123", 1608725989.000123)]
    + [(bad, 0.0) for bad in ("", "x", "-1", "1" * 17, "１６")],
)
def test_times_are_read_by_their_magnitude(written, value):
    assert seconds(written) == pytest.approx(value)


ODD = ["", "x", 0, -1, 7.5, True, None, [], {}, [[]], {"a": 1}, "{", "[" * 50_000, "null", "\ud800", "@_user_1", 10**30]


@pytest.mark.parametrize("seed", range(4))
def test_two_thousand_bent_messages_raise_nothing(seed):
    chance = random.Random(seed)
    kinds = ["text", "post", "image", "file", "vote", "todo", "interactive", "merge_forward", "location"]

    def bent(value, depth=0):
        if chance.random() < 0.15:
            return chance.choice(ODD)
        if isinstance(value, dict):
            return {name: bent(one, depth + 1) for name, one in value.items() if chance.random() < 0.95}
        if isinstance(value, list):
            return [bent(one, depth + 1) for one in value]
        return value

    found = 0
    for _ in range(500):
        post = {"title": "t", "content": [[{"tag": "text", "text": "x"}, {"tag": "img", "image_key": "i"}], [BOT]]}
        content = bent({"text": "@_user_1 x", "image_key": "i", "file_key": "f", "options": ["a"], **post})
        told = event(chance.choice(kinds), json.dumps(content), mentions=[BOT, ZHOU], chat_type="group")
        message = said({name: bent(part) for name, part in told.items()}, EAR, NOW)
        if message:
            found += 1
            assert all(isinstance(one, str) for one in (message.text, message.sender, message.message_id))
            Handle.unpack(message.handle)
    assert 30 < found < 450
