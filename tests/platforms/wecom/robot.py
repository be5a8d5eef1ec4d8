"""What is the same for an aibot on the long connection and one at a callback address: what it is told, what it may say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.platforms.double import File, Refusal
from tests.platforms.wecom.record import Heard

if TYPE_CHECKING:
    from tests.platforms.wecom.record import Said
    from tests.platforms.wecom.server import WeCom

STREAM_LASTS = 360


@dataclass(eq=False, slots=True)
class Stream:
    """One growing answer, to one message."""

    said: Said
    first_at: float
    heard: Heard
    has_card: bool = False


@dataclass(eq=False)
class Robot:
    """One aibot: `id` and `name` as its administrator gave them; people write `@name`."""

    wecom: WeCom
    id: str
    name: str
    streams: dict[str, Stream] = field(default_factory=dict)
    tasks: set[str] = field(default_factory=set)
    spoken_in: set[str] = field(default_factory=set)
    entered: set[tuple[str, int]] = field(default_factory=set)
    entering = "enter_chat"

    def hears(self, *, is_group: bool) -> bool:
        """Whether it can be written to there at all."""
        return True

    def media(self, file: File) -> dict[str, str]:
        """The link to a file in a callback; each mode has its own key."""
        raise AssertionError("each mode has its own key")

    def part(self, said: Said | Heard) -> tuple[str, dict[str, Any]]:
        """A message's type and its part, as in a callback or in a quote."""
        if isinstance(said, Heard):
            kind = "file" if said.file and said.kind in ("file", "video", "voice") else "image" if said.file else "text"
            return kind, self.media(said.file) if said.file else {"content": said.text}
        if said.part is not None:
            return said.kind, said.part
        if said.kind in ("text", "voice"):
            return said.kind, {"content": said.text}
        if said.kind == "mixed":
            items: list[dict[str, Any]] = [{"msgtype": "text", "text": {"content": said.text}}]
            items += [{"msgtype": "image", "image": self.media(file)} for file in said.files]
            return "mixed", {"msg_item": items}
        return said.kind, self.media(said.files[0])

    def callback(self, said: Said) -> dict[str, Any]:
        """What the robot is told of a message or an event (D:100719, D:101027)."""
        body: dict[str, Any] = {"msgid": said.id, "aibotid": self.id, "from": {"userid": said.user}}
        event = said.more.get("event")
        if event != "enter_chat":
            body["chattype"] = "group" if said.is_group else "single"
            body["response_url"] = self.wecom.link(f"/cgi-bin/aibot/response?response_code={said.id}")
        if said.is_group:
            body["chatid"] = said.chat
        if event:
            return body | {"create_time": int(said.at), "msgtype": "event", "event": self._event(said)}
        self.spoken_in.add(said.chat)
        kind, part = self.part(said)
        body |= {"msgtype": kind, kind: part}
        if said.quoting is not None:
            kind, part = self.part(said.quoting)
            body["quote"] = {"msgtype": kind, kind: part}
        return body

    def _event(self, said: Said) -> dict[str, Any]:
        event = said.more["event"]
        if "card" not in said.more:
            return {"eventtype": event} | ({event: said.more["fields"]} if said.more.get("fields") else {})
        card = said.more["card"].card
        pressed = {"card_type": card["card_type"], "event_key": said.more["key"], "task_id": card["task_id"]}
        chosen = said.more["chosen"].items()
        pressed["selected_items"] = {
            "selected_item": [{"question_key": key, "option_ids": {"option_id": ids}} for key, ids in chosen]
        }
        return {"eventtype": event, event: pressed}

    def take_card(self, chat: str, body: dict[str, Any], way: str, said: Said | None = None) -> Heard:
        """Show a card. Raises Refusal where its task_id was used before."""
        task = body["template_card"].get("task_id")
        if task in self.tasks:
            raise Refusal(40058, f"task_id {task} is not new")
        if task:
            self.tasks.add(task)
        return self.wecom.show(chat, self, way, body, answers=said)

    def take_stream(self, said: Said, body: dict[str, Any], way: str, key: str) -> Stream:
        """Let a stream begin or grow. Raises Refusal 846608 after six minutes, 846605 after its end."""
        part = body["stream"]
        stream = self.streams.get(part["id"])
        if stream is None:
            heard = self.wecom.show(said.chat, self, way, {"msgtype": "stream", "stream": {}}, answers=said)
            heard.is_finished = False
            stream = self.streams[part["id"]] = Stream(said, self.wecom.now(), heard)
        if stream.said is not said:
            raise Refusal(40058, f"stream.id {part['id']} belongs to another message")
        if stream.heard.is_finished:
            raise Refusal(846605, f"invalid req_id {key}: the stream is finished")
        if self.wecom.now() > stream.first_at + STREAM_LASTS:
            raise Refusal(846608, "stream message update expired (>6 minutes)")
        if part.get("finish") and not part.get("content", "").strip() and not part.get("msg_item"):
            self.wecom.fault(way, 0, "a last frame without visible text is ignored: the answer hangs")
            return stream
        stream.heard.body = {"msgtype": "stream", "stream": part}
        stream.heard.grew += 1
        stream.heard.is_finished = bool(part.get("finish"))
        return stream

    def update_card(self, said: Said, body: dict[str, Any]) -> None:
        """Change the card that was pressed, for everybody or for some. Raises Refusal."""
        heard: Heard = said.more["card"]
        new = body["template_card"]
        if new.get("task_id") != heard.card["task_id"]:
            raise Refusal(40058, "task_id is not the one of the card that was pressed")
        changed = {"msgtype": "template_card", "template_card": new}
        if body.get("userids"):
            heard.seen_by |= dict.fromkeys(body["userids"], changed)
        else:
            heard.body = changed
        heard.grew += 1
