"""Messages as rows keep them: nothing of one is lost on the way there and back."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, replace
from datetime import UTC, datetime

from storage.chat import Attachment, ChatAddress, Intake, MediaKind, Message, Room
from storage.chat_json import message_from_json, message_written


def test_a_message_is_read_back_with_everything_it_had():
    message = Message(
        address=ChatAddress("feishu", "app", "oc_1"),
        message_id="om_1",
        sender="ou_1",
        sender_name='周"舟"',
        text="现场\\照片\n\x7f\u2028😀\udc80</script>",
        sent_at=datetime(2024, 9, 4, 1, tzinfo=UTC),
        room=Room.SHARED_GROUP,
        addressed=False,
        attachments=(Attachment("现场.jpg", MediaKind.IMAGE, "locator", quoted=True),),
        quotes="reply/1/0",
        quoted="几号交",
        intake=Intake.ADDRESSED,
        handle="{}",
        replies_to="om_0",
        takes_back="om_2",
    )
    own = [getattr(message, one.name) for one in fields(Message) if one.default is not MISSING]
    assert all(value != one.default for value, one in zip(own, fields(Message)[-len(own) :], strict=True))
    assert read_back(message) == message


def test_a_message_that_has_little_is_read_back_just_so():
    at, sent_at = ChatAddress("feishu", "app", "oc_1"), datetime(2024, 9, 4, 1, tzinfo=UTC)
    bare = Message(at, "om_1", "ou_1", "周舟", "几号交", sent_at, Room.PRIVATE, addressed=True)
    assert read_back(bare) == bare
    assert read_back(replace(bare, quoted="几号交")) == replace(bare, quoted="几号交")
    assert read_back(replace(bare, quotes="")) == replace(bare, quotes="")


def read_back(message: Message) -> Message:
    return message_from_json(json.loads(message_written(message).text))
