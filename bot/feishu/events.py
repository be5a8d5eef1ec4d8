"""What Feishu tells of, by envelope and type: something said, a click, a chat that begins or is lost, people's names.

Sources: open.feishu.cn, 事件概述 (envelopes) and the page of each event. Both forms of envelope are read. Nothing here
trusts a value's type, and nothing raises; of an event that is not known nothing is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.entering import GREETING
from bot.feishu.messages import PLATFORM, Ear, Handle, names_told, said, seconds
from bot.feishu.render import pressed
from bot.untrusted import Fields, digest, kept_id, object_in, objects_in, text_in
from storage.chat import ChatAddress, Intake, Message, Room

CLICK = "card.action.trigger"
_SAID = "im.message.receive_v1"
_CHANGED = frozenset({"im.message.updated_v1", "im.message.edited_v1"})
"""These are on no page: should a change be told by an event of its own, it has the shape of what is said."""

PRESS_SECONDS = 4
"""How long at least a press counts as one, if it is made again: until then what comes of it is seen."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One event. `event_id` is the same whenever it is told again, and so is `made_at`, in seconds; 0 if unknown."""

    event_id: str
    type: str
    event: Fields = field(repr=False)
    made_at: float = 0.0

    @classmethod
    def of(cls, body: Fields) -> Envelope | None:
        """Read an envelope of either form; None where it is none."""
        event, header = object_in(body, "event"), object_in(body, "header")
        if "schema" in body:
            made_at = seconds(text_in(header, "create_time"))
            found = cls(text_in(header, "event_id"), text_in(header, "event_type"), event, made_at)
        else:
            found = cls(text_in(body, "uuid"), text_in(event, "type"), event)
        return found if found.type and "event" in body else None

    @property
    def key(self) -> str:
        """What tells this event from all others, though it should bear no id."""
        told = sorted(f"{name}={value}" for name, value in self.event.items() if isinstance(value, str))
        return kept_id(self.event_id) or "event:" + digest(self.type, *told)


@dataclass(frozen=True, slots=True)
class Happened:
    """What an event tells.

    `message` is what somebody has said or done. `entered` has opened the private chat `chat`. `is_lost`: nothing can be
    said in `chat` any more. `is_external`: people of other organisations are in it. `names` are what people are called,
    by open_id; `union_id` is the speaker's. `is_click`: whoever clicked sees the answer at once, if there is one; if
    `repeats` is known, it is that very click made again. `recalled` is the id of what was taken back.
    """

    message: Message | None = None
    chat: str = ""
    entered: str = ""
    is_lost: bool = False
    is_external: bool | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    union_id: str = ""
    is_click: bool = False
    repeats: str = ""
    recalled: str = ""


NOTHING = Happened()


def happened(envelope: Envelope, ear: Ear, now: datetime) -> Happened:
    """Return what an event tells; NOTHING where it tells nothing to us."""
    if envelope.type == _SAID or envelope.type in _CHANGED:
        return _said(envelope.event, ear, now, is_changed=envelope.type in _CHANGED)
    read = _READ.get(envelope.type)
    return read(envelope, ear, now) if read else NOTHING


def _said(event: Fields, ear: Ear, now: datetime, *, is_changed: bool) -> Happened:
    message = said(event, ear, now, is_changed=is_changed)
    if message is None:
        return NOTHING
    union_id = text_in(object_in(object_in(event, "sender"), "sender_id"), "union_id")
    return Happened(message, message.address.chat, names=names_told(event), union_id=kept_id(union_id))


def _clicked(envelope: Envelope, ear: Ear, now: datetime) -> Happened:
    """The sentence of the button that was clicked, a form's filled in; said by whoever clicked."""
    event = envelope.event
    action, context = object_in(event, "action"), object_in(event, "context")
    operator, chat = object_in(event, "operator"), text_in(context, "open_chat_id")
    user, union_id = text_in(operator, "open_id"), text_in(operator, "union_id")
    sentence = _sentence(action)
    if not (user and chat and sentence):
        return Happened(is_click=True)
    card = text_in(context, "open_message_id")
    clicked = replace(_by(user, chat, envelope, ear, now), text=sentence, replies_to=kept_id(card))
    press, repeats = _presses(envelope, card, user, sentence)
    message = replace(clicked, message_id=press, handle=Handle(message_id=card, card=card).pack())
    return Happened(message, message.address.chat, union_id=kept_id(union_id), is_click=True, repeats=repeats)


def _presses(envelope: Envelope, card: str, user: str, sentence: str) -> tuple[str, str]:
    """The id of a press, and the one that the same press has if it was made just before: each has an event of its own.

    Time is cut into spans: whoever presses twice within one has said it once, in whichever process that is heard.
    """
    if not envelope.made_at:
        return envelope.key, ""
    span = int(envelope.made_at // PRESS_SECONDS)
    press, before = (f"press:{digest(card, user, sentence, str(one))}" for one in (span, span - 1))
    return press, before


def _sentence(action: Fields) -> str:
    """What a button or a form says; nothing where that is no text."""
    filled = {name: one for name, one in object_in(action, "form_value").items() if isinstance(one, str)}
    return pressed({**action, "form_value": filled}) or ""


def _recalled(envelope: Envelope, ear: Ear, now: datetime) -> Happened:
    """A message was taken back, by whom it does not say."""
    event = envelope.event
    message_id, chat = text_in(event, "message_id"), text_in(event, "chat_id")
    if not message_id or not chat:
        return NOTHING
    message = replace(_by("", chat, envelope, ear, now), takes_back=kept_id(message_id))
    return Happened(message, message.address.chat, recalled=message.takes_back)


def _bot_added(envelope: Envelope, ear: Ear, now: datetime) -> Happened:
    """The bot was asked into a group: a greeting by whoever did it, so that it says what can be done here."""
    event = envelope.event
    user, chat = text_in(object_in(event, "operator_id"), "open_id"), text_in(event, "chat_id")
    if not user or not chat:
        return NOTHING
    message = replace(_by(user, chat, envelope, ear, now), text=GREETING)
    return Happened(message, message.address.chat, is_external=event.get("external") is True)


def _lost(envelope: Envelope, _: Ear, __: datetime) -> Happened:
    """The bot was put out of a group, or the group is no more."""
    chat = text_in(envelope.event, "chat_id")
    return Happened(chat=kept_id(chat), is_lost=True) if chat else NOTHING


def _entered(envelope: Envelope, _: Ear, __: datetime) -> Happened:
    """Somebody has opened the private chat: told each time, and in the older form once."""
    event = envelope.event
    user = text_in(object_in(event, "operator_id"), "open_id") or text_in(object_in(event, "user"), "open_id")
    chat = text_in(event, "chat_id")
    return Happened(chat=kept_id(chat), entered=kept_id(user)) if user and chat else NOTHING


def _joined(envelope: Envelope, _: Ear, __: datetime) -> Happened:
    """People came into a group: their names stand beside their ids."""
    found = {}
    for one in objects_in(envelope.event, "users"):
        open_id, name = text_in(object_in(one, "user_id"), "open_id"), text_in(one, "name")
        if open_id and name:
            found[kept_id(open_id)] = name
    return Happened(names=found)


_READ: Mapping[str, Callable[[Envelope, Ear, datetime], Happened]] = {
    CLICK: _clicked,
    "im.message.recalled_v1": _recalled,
    "im.chat.member.bot.added_v1": _bot_added,
    "im.chat.member.bot.deleted_v1": _lost,
    "im.chat.disbanded_v1": _lost,
    "im.chat.access_event.bot_p2p_chat_entered_v1": _entered,
    "p2p_chat_create": _entered,
    "im.chat.member.user.added_v1": _joined,
}


def _by(user: str, chat: str, envelope: Envelope, ear: Ear, now: datetime) -> Message:
    """What somebody did in a group, as a message."""
    return Message(
        address=ChatAddress(PLATFORM, ear.account, kept_id(chat)),
        message_id=envelope.key,
        sender=kept_id(user),
        sender_name="",
        text="",
        sent_at=now,
        room=Room.SHARED_GROUP,
        intake=Intake.ADDRESSED,
    )
