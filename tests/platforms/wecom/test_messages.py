"""What WeCom brings is read as the message it is; what is none, or broken, is nothing, and never an error."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.wecom.messages import Handle, event_id, event_of, from_app, from_robot
from storage.chat import ChatAddress, Intake, MediaKind, Room

NOW = datetime(2024, 9, 4, 1, 0, tzinfo=UTC)
GROUP = {"msgid": "m1", "aibotid": "B", "chatid": "wrX", "chattype": "group", "from": {"userid": "zhou"}}
PRIVATE = {"msgid": "m1", "aibotid": "B", "chattype": "single", "from": {"userid": "zhou"}}


def robot(body, **more):
    return from_robot({**body, **more}, "slkx", NOW, "R1")


def text(said):
    return {"msgtype": "text", "text": {"content": said}}


def picture(url="https://x.myqcloud.com/1", key="k"):
    return {"msgtype": "image", "image": {"url": url, "aeskey": key}}


def test_a_text_in_a_group_is_its_senders_word_in_that_group():
    message = robot(
        GROUP, **text("@报送助手 几号交"), response_url="https://qyapi.weixin.qq.com/r", create_time=1725411600
    )
    assert message.address == ChatAddress("wecom", "slkx", "wrX")
    assert (message.message_id, message.sender, message.text) == ("m1", "zhou", "@报送助手 几号交")
    assert (message.room, message.intake, message.addressed) == (Room.SHARED_GROUP, Intake.ADDRESSED, True)
    assert message.sent_at == datetime.fromtimestamp(1725411600, UTC)
    handle = Handle.unpack(message.handle)
    assert (handle.req_id, handle.response_url) == ("R1", "https://qyapi.weixin.qq.com/r")


def test_a_private_chat_is_that_of_its_member():
    message = robot(PRIVATE, **text("几号交"))
    assert message.address.chat == "zhou"
    assert (message.room, message.intake) == (Room.PRIVATE, Intake.ALL)
    assert robot({**PRIVATE, "chatid": "zhou"}, **text("几号交")).room is Room.PRIVATE


@pytest.mark.parametrize(("kind", "media"), [("image", "IMAGE"), ("file", "FILE"), ("video", "VIDEO")])
def test_a_file_in_private_is_an_attachment_with_what_is_needed_to_fetch_it(kind, media):
    message = robot(PRIVATE, msgtype=kind, **{kind: {"url": "https://x.myqcloud.com/1", "aeskey": "k"}})
    (file,) = message.attachments
    assert (file.kind, file.quoted) == (MediaKind[media], False)
    assert json.loads(file.locator) == {"url": "https://x.myqcloud.com/1", "aeskey": "k"}


def test_a_voice_is_what_was_understood_of_it():
    assert robot(PRIVATE, msgtype="voice", voice={"content": "几号交"}).text == "几号交"


def test_a_photo_with_text_in_one_message_is_both():
    items = [text("@报送助手 活动照片"), picture(), picture("https://x.myqcloud.com/2")]
    message = robot(GROUP, msgtype="mixed", mixed={"msg_item": items})
    assert message.text == "@报送助手 活动照片"
    assert [file.kind for file in message.attachments] == [MediaKind.IMAGE, MediaKind.IMAGE]


@pytest.mark.parametrize("kind", ["image", "file", "video"])
def test_a_quoted_file_is_handed_in(kind):
    quote = {"msgtype": kind, kind: {"url": "https://x.myqcloud.com/1", "aeskey": "k"}}
    message = robot(GROUP, **text("@报送助手 这是总结"), quote=quote)
    assert (message.text, [file.quoted for file in message.attachments]) == ("@报送助手 这是总结", [True])


def test_quoted_photos_with_text_are_handed_in_and_their_text_is_what_was_quoted():
    quote = {"msgtype": "mixed", "mixed": {"msg_item": [text("昨天的活动"), picture(), picture()]}}
    message = robot(GROUP, **text("@报送助手 收下"), quote=quote)
    assert (message.text, message.quoted, len(message.attachments)) == ("@报送助手 收下", "昨天的活动", 2)


def test_a_click_is_the_sentence_of_its_button():
    event = {"eventtype": "template_card_event", "template_card_event": {"event_key": "撤回 0904-001", "task_id": "T"}}
    message = robot(GROUP, msgtype="event", event=event)
    assert (message.text, message.sender, Handle.unpack(message.handle).task_id) == ("撤回 0904-001", "zhou", "T")


@pytest.mark.parametrize("event", ["enter_chat", "feedback_event", "disconnected_event", "auth_change_event"])
def test_other_events_are_no_messages(event):
    body = {**PRIVATE, "msgtype": "event", "event": {"eventtype": event}}
    assert from_robot(body, "slkx", NOW) is None
    assert event_of(body) == event
    assert event_of({**PRIVATE, **text("a")}) == ""


def test_what_wecom_invents_later_reaches_nobody_as_an_error_and_is_noted(caplog):
    for message in (robot(PRIVATE, msgtype="hologram", hologram={"title": "x"}), app(MsgType="hologram")):
        assert (message.text, message.attachments) == ("", ())
    assert [record.kind for record in caplog.records] == ["hologram"] * 2


def test_a_shared_file_of_which_no_document_knows_is_taken_and_a_shared_page_is_its_title():
    file = {"url": "https://x.myqcloud.com/1", "aeskey": "k"}
    shared = robot(PRIVATE, msgtype="appmsg", appmsg={"title": "总结.docx", "file": file})
    assert (shared.text, [(one.kind, one.name) for one in shared.attachments]) == ("", [(MediaKind.FILE, "总结.docx")])
    quoted = robot(GROUP, **text("收下"), quote={"msgtype": "appmsg", "appmsg": {"title": "a.jpg", "image": file}})
    assert [(one.kind, one.quoted) for one in quoted.attachments] == [(MediaKind.IMAGE, True)]
    assert robot(PRIVATE, msgtype="appmsg", appmsg={"title": "某页"}).text == "某页"


@pytest.mark.parametrize("seconds", [None, "soon", 10**30, -(10**18), 0, True])
def test_a_time_that_cannot_be_is_now(seconds):
    assert robot(PRIVATE, **text("a"), create_time=seconds).sent_at == NOW


def test_an_id_too_long_for_its_row_is_kept_as_its_hash():
    long = robot({**GROUP, "chatid": "x" * 500, "msgid": "y" * 500}, **text("a"))
    assert long.address.chat.startswith("sha256:")
    assert len(long.message_id) <= 128
    assert robot({**GROUP, "msgid": "y" * 500}, **text("a")).message_id == long.message_id


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["msgtype", "text", "content", "from", "userid", "event", "quote"]), inner)
    ),
    max_leaves=12,
)


@given(
    body=st.dictionaries(st.sampled_from([*GROUP, "msgtype", "text", "mixed", "event", "quote", "create_time"]), JSON)
)
@settings(max_examples=300)
def test_nothing_that_comes_makes_the_reader_raise(body):
    message = from_robot(body, "slkx", NOW, "R")
    assert message is None or (message.sender and message.address.chat)


APP = {"FromUserName": "zhou", "CreateTime": "1725411600", "MsgId": "77", "AgentID": "1000002"}


def app(**more):
    return from_app({**APP, **more}, "app", NOW)


def test_a_members_text_to_an_app_is_private():
    message = app(MsgType="text", Content="几号交")
    assert (message.address, message.room) == (ChatAddress("wecom", "app", "zhou"), Room.PRIVATE)
    assert (message.message_id, message.text) == ("77", "几号交")


@pytest.mark.parametrize("kind", ["image", "voice", "video", "file"])
def test_a_members_file_is_fetched_by_its_media_id(kind):
    (file,) = app(MsgType=kind, MediaId="M", FileName="总结.docx").attachments
    assert (file.name, json.loads(file.locator)) == ("总结.docx", {"media_id": "M"})


def test_a_place_and_a_link_are_their_words():
    assert app(MsgType="location", Label="云江市科技馆").text == "云江市科技馆"
    assert app(MsgType="link", Title="报道", Url="https://a.example.cn").text == "报道 https://a.example.cn"


def test_a_click_on_an_apps_card_is_the_sentence_of_its_button():
    message = app(MsgType="event", Event="template_card_event", EventKey="确认", TaskId="T", ResponseCode="C", MsgId="")
    handle = Handle.unpack(message.handle)
    assert (message.text, handle.task_id, handle.response_code) == ("确认", "T", "C")


def test_two_events_of_one_second_are_two():
    first, second = ({**APP, "Event": "template_card_event", "EventKey": key} for key in ("确认", "取消"))
    assert event_id(first) != event_id(second)
    assert event_id(first) == event_id(dict(first))


@pytest.mark.parametrize("event", ["subscribe", "enter_agent", "LOCATION", "low_active", ""])
def test_an_apps_other_events_are_no_messages(event):
    assert app(MsgType="event", Event=event) is None
    assert app(MsgType="text", Content="") is None
    assert from_app({}, "app", NOW) is None


def test_a_message_from_another_way_has_an_empty_handle():
    assert Handle.unpack("") == Handle()
