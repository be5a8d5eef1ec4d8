"""What Feishu tells of: both forms of envelope, clicks and forms, chats that begin or are lost, names."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from bot.feishu.events import CLICK, NOTHING, Envelope, happened
from bot.feishu.messages import Ear, Handle
from storage.chat import Room

NOW = datetime(2021, 1, 1, tzinfo=UTC)
EAR = Ear("app", "ou_bot")


def told(kind, event, event_id="ev-1", **header):
    header = {"event_id": event_id, "event_type": kind, **header}
    envelope = Envelope.of({"schema": "2.0", "header": header, "event": event})
    return happened(envelope, EAR, NOW)


def click(value, **action):
    return {
        "operator": {"open_id": "ou_a", "union_id": "on_a", "tenant_key": "t"},
        "token": "c-1",
        "action": {"value": value, "tag": "button", **action},
        "context": {"open_message_id": "om_card", "open_chat_id": "oc_1"},
    }


def test_a_click_is_a_sentence_of_whoever_clicked():
    found = told(CLICK, click({"says": "撤回 0612-037"}))
    message = found.message
    assert (message.text, message.sender, message.address.chat) == ("撤回 0612-037", "ou_a", "oc_1")
    assert message.message_id == "ev-1"
    assert message.addressed
    assert found.is_click
    assert found.union_id == "on_a"
    assert Handle.unpack(message.handle) == Handle(message_id="om_card", card="om_card")


def test_a_press_is_the_same_when_it_is_made_again_at_once_and_by_nobody_else_nor_of_anything_else():
    def pressed(seconds, says="退回 0612-037", user="ou_a", card="om_card", event_id=""):
        event = click({"says": says})
        event["operator"]["open_id"], event["context"]["open_message_id"] = user, card
        return told(CLICK, event, event_id or f"ev-{seconds}", create_time=str(1_608_725_988_000_000 + seconds * 10**6))

    first, again, later = pressed(1), pressed(3), pressed(5)
    assert first.message.message_id == again.message.message_id == later.repeats != later.message.message_id
    assert pressed(9).repeats == later.message.message_id
    others = [pressed(1, says="认可 0612-037"), pressed(1, user="ou_b"), pressed(1, card="om_other")]
    assert first.message.message_id not in {one.message.message_id for one in others}
    assert told(CLICK, click({"says": "退回"}), "ev-7").message.message_id == "ev-7"


FORM = {
    "says": "提交：{material}；活动：{activity}；说明：{caption}",
    "fields": {"material": True, "activity": False, "caption": False},
}


def test_a_form_says_its_sentence_with_what_was_filled_in():
    filled = {"material": "活动照片", "activity": " 启动 仪式 ", "caption": "", "else": "x"}
    assert told(CLICK, click(FORM, form_value=filled)).message.text == "提交：活动照片；活动：启动 仪式"
    assert told(CLICK, click({"says": "取消"}, form_value=filled)).message.text == "取消"
    assert told(CLICK, click({"says": "{a}"})).message.text == "{a}", "without a form braces are braces"


@pytest.mark.parametrize("filled", [{}, {"material": 7}, {"material": [[]]}, "x", None, {"caption": "x"}])
def test_a_form_in_which_something_is_missing_says_nothing(filled):
    found = told(CLICK, click(FORM, form_value=filled))
    assert found.message is None
    assert found.is_click


@pytest.mark.parametrize("value", ["撤回", 7, None, [], {}, {"says": 7.5}, {"says": ""}])
def test_a_click_that_says_nothing_is_none_of_ours_and_answered_all_the_same(value):
    found = told(CLICK, click(value))
    assert found.message is None
    assert found.is_click


def test_a_recalled_message_takes_itself_back_by_whom_is_not_told():
    found = told("im.message.recalled_v1", {"message_id": "om_1", "chat_id": "oc_1", "recall_type": "message_owner"})
    message = found.message
    assert (message.takes_back, message.sender, message.text, message.message_id) == ("om_1", "", "", "ev-1")


def test_asked_into_a_group_it_hears_a_greeting_and_whether_others_are_in_it():
    about = {"chat_id": "oc_2", "operator_id": {"open_id": "ou_a"}, "external": True, "name": "群"}
    found = told("im.chat.member.bot.added_v1", about)
    assert (found.message.text, found.message.sender, found.message.room) == ("你好", "ou_a", Room.SHARED_GROUP)
    assert found.is_external is True
    assert told("im.chat.member.bot.added_v1", {**about, "external": "yes"}).is_external is False


@pytest.mark.parametrize("kind", ["im.chat.member.bot.deleted_v1", "im.chat.disbanded_v1"])
def test_a_group_it_is_put_out_of_is_lost(kind):
    found = told(kind, {"chat_id": "oc_2", "operator_id": {"open_id": "ou_a"}})
    assert (found.chat, found.is_lost, found.message) == ("oc_2", True, None)


def test_who_opens_the_private_chat_is_told_in_both_forms():
    found = told(
        "im.chat.access_event.bot_p2p_chat_entered_v1",
        {"chat_id": "oc_p", "operator_id": {"open_id": "ou_a"}, "last_message_id": "om"},
    )
    assert (found.chat, found.entered) == ("oc_p", "ou_a")
    old = {"type": "p2p_chat_create", "chat_id": "oc_p", "operator": {}, "user": {"open_id": "ou_a", "name": "周"}}
    envelope = Envelope.of({"ts": "1502199207.7171419", "uuid": "u-1", "type": "event_callback", "event": old})
    assert envelope.key == "u-1"
    assert (happened(envelope, EAR, NOW).chat, happened(envelope, EAR, NOW).entered) == ("oc_p", "ou_a")


def test_who_joins_a_group_is_known_by_name():
    users = [{"name": "周敏", "user_id": {"open_id": "ou_z"}}, {"name": "", "user_id": {"open_id": "ou_y"}}, 7]
    assert told("im.chat.member.user.added_v1", {"chat_id": "oc", "users": users}).names == {"ou_z": "周敏"}


def test_a_change_told_by_an_event_of_its_own_is_read_as_one():
    message = {"message_id": "om_1", "chat_id": "oc_1", "chat_type": "p2p", "message_type": "text"}
    message |= {"content": '{"text":"改了"}', "create_time": "1609459200000", "update_time": "1609459205000"}
    sender = {"sender_id": {"open_id": "ou_a"}, "sender_type": "user"}
    found = told("im.message.updated_v1", {"message": message, "sender": sender})
    assert (found.message.takes_back, found.message.text) == ("om_1", "改了")


@pytest.mark.parametrize("kind", ["im.message.message_read_v1", "im.message.reaction.created_v1", "unheard.of", "x"])
def test_of_other_events_nothing_is_told(kind):
    assert told(kind, {"message_id_list": ["om_1"]}) is NOTHING


@pytest.mark.parametrize(
    "body", [{}, {"schema": "2.0"}, {"schema": "2.0", "header": {"event_type": "x"}}, {"event": {}}]
)
def test_what_is_no_envelope_is_none(body):
    assert Envelope.of(body) is None


def test_an_event_without_an_id_is_the_same_when_it_is_told_again():
    first = told(CLICK, click({"says": "好"}), event_id="").message.message_id
    assert first == told(CLICK, click({"says": "好"}), event_id="").message.message_id
    other = click({"says": "好"}) | {"token": "c-2"}
    assert first != told(CLICK, other, event_id="").message.message_id


ODD = ["", "x", 0, 7.5, True, None, [], {}, [[]], {"a": 1}, "\ud800", 10**30]
KINDS = [
    CLICK,
    "im.message.receive_v1",
    "im.message.recalled_v1",
    "im.chat.member.bot.added_v1",
    "im.chat.member.bot.deleted_v1",
    "im.chat.member.user.added_v1",
    "im.chat.access_event.bot_p2p_chat_entered_v1",
]


@pytest.mark.parametrize("kind", KINDS)
def test_hundreds_of_bent_events_raise_nothing(kind):
    chance = random.Random(kind)

    def bent(value):
        if chance.random() < 0.2:
            return chance.choice(ODD)
        if isinstance(value, dict):
            return {name: bent(one) for name, one in value.items()}
        return [bent(one) for one in value] if isinstance(value, list) else value

    whole = click({"says": "{a}"}, form_value={"a": "b"}) | {
        "chat_id": "oc",
        "operator_id": {"open_id": "ou"},
        "message_id": "om",
        "users": [{"name": "n", "user_id": {"open_id": "ou"}}],
        "message": {"message_id": "om", "chat_id": "oc", "message_type": "text", "content": "{}"},
        "sender": {"sender_id": {"open_id": "ou_a"}, "sender_type": "user"},
    }
    for _ in range(300):
        envelope = Envelope.of(
            {"schema": "2.0", "header": bent({"event_id": "e", "event_type": kind}), "event": bent(whole)}
        )
        if envelope:
            found = happened(envelope, EAR, NOW)
            assert found.message is None or found.message.message_id
