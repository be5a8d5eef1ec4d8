"""The aibot at a callback address (D:101039, D:101033, D:101031): callbacks, passive answers, the refresh of streams."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.platforms.double import File, Refusal
from tests.platforms.wecom.delivery import Mailbox, Sent
from tests.platforms.wecom.judging import judge
from tests.platforms.wecom.longlink import take_update
from tests.platforms.wecom.robot import STREAM_LASTS, Robot
from tests.platforms.wecom.sealing import Seal, Unsealed

if TYPE_CHECKING:
    from tests.platforms.wecom.record import Said

WAYS = {"message": "answer to a message", "enter_chat": "answer to enter_chat", "stream": "answer to a refresh"}
ENDED = "（答复未完成）"


def in_json(sealed: str) -> tuple[str, str]:
    """The envelope of an aibot's callback."""
    return json.dumps({"encrypt": sealed}), "application/json"


@dataclass(eq=False)
class CallbackRobot(Robot):
    """An aibot in URL mode. `refresh_every` is the pace at which a growing stream is asked for (documented nowhere)."""

    url: str = ""
    token: str = ""
    aes_key: str = ""
    refresh_every: float = 0.5
    answered: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.mailbox = Mailbox(self.wecom, self.url, Seal(self.token, self.aes_key))

    def media(self, file: File) -> dict[str, str]:
        return {"url": self.wecom.media.link(file, self.mailbox.seal.key)}

    async def verify(self) -> bool:
        """What happens when the page of the console is saved."""
        return await self.mailbox.verify()

    async def deliver(self, said: Said) -> None:
        """Deliver a callback and judge what is answered to it."""
        said.body = said.body or json.dumps(self.callback(said), ensure_ascii=False)
        event = said.more.get("event", "message")
        sent = await self.mailbox.bring(said, in_json, once=event == "template_card_event")
        if sent:
            self._judge(said, sent, event)

    def _judge(self, said: Said, sent: Sent, event: str) -> None:
        way = WAYS.get(event, f"answer to {event}")
        try:
            body = self._opened(sent)
            if not body:
                return
            self.answered.append(body)
            self._obey(said, body, event, way)
            said.answer = body
        except Refusal as refusal:
            self.wecom.refused(way, refusal)

    def _obey(self, said: Said, body: dict[str, Any], event: str, way: str) -> None:
        if event == "template_card_event":
            take_update(self, said, body)
        elif event in WAYS:
            judge(way, body)
            self._show(said, body, way)
        else:
            raise Refusal(40058, f"{event} takes no answer")

    def _opened(self, sent: Sent) -> dict[str, Any]:
        """The body in an answer's envelope; empty for no answer. Raises Refusal."""
        if not sent.text:
            return {}
        try:
            envelope = json.loads(sent.text)
            if not isinstance(envelope, dict) or set(envelope) != {"encrypt", "msgsignature", "timestamp", "nonce"}:
                raise Refusal(40058, f"no envelope of an answer: {sent.text[:80]}")
            stamp, nonce = envelope["timestamp"], envelope["nonce"]
            if not isinstance(stamp, int) or isinstance(stamp, bool) or nonce != sent.query["nonce"]:
                raise Refusal(40058, "the timestamp is no figure, or the nonce another one")
            if envelope["msgsignature"] != self.mailbox.seal.sign(str(stamp), nonce, envelope["encrypt"]):
                raise Refusal(40058, "wrong msgsignature")
            body = json.loads(self.mailbox.seal.open(envelope["encrypt"]))
        except (Unsealed, ValueError) as error:
            raise Refusal(40058, f"what was answered cannot be opened: {error}") from error
        if not isinstance(body, dict):
            raise Refusal(40058, "what was answered is no object")
        return body

    def _show(self, said: Said, body: dict[str, Any], way: str) -> None:
        if "stream" not in body:
            if said.answer is None or said.answer != body:
                self._show_once(said, body, way)
            return
        if said.answer and said.answer.get("stream", {}).get("id") != body["stream"]["id"]:
            raise Refusal(40058, "another stream.id for the same msgid")
        known = self.streams.get(body["stream"]["id"])
        if known and known.heard.is_finished and said.answer:
            return
        stream = self.take_stream(said, body, way, said.id)
        if "template_card" in body:
            if stream.has_card:
                raise Refusal(40058, "the card of this message was sent before")
            stream.has_card = True
            self.take_card(said.chat, {"msgtype": "template_card", "template_card": body["template_card"]}, way, said)
        if known is None and not stream.heard.is_finished:
            self.wecom.begin(self._refresh(said, body["stream"]["id"]))

    def _show_once(self, said: Said, body: dict[str, Any], way: str) -> None:
        if said.answer is not None:
            raise Refusal(40058, "another answer for the same msgid")
        if body["msgtype"] == "template_card":
            self.take_card(said.chat, body, way, said)
        else:
            self.wecom.show(said.chat, self, way, body, answers=said)

    async def _refresh(self, said: Said, stream_id: str) -> None:
        """Ask for the stream until it is finished, six minutes at most; then the client shows its own words."""
        stream = self.streams[stream_id]
        while not stream.heard.is_finished:
            await self.wecom.sleep(self.refresh_every)
            if self.wecom.now() > said.at + STREAM_LASTS:
                self.wecom.fault("stream", 846608, f"{stream_id} was never finished")
                stream.heard.body = {"msgtype": "stream", "stream": {"id": stream_id, "content": ENDED}}
                stream.heard.is_finished = True
                return
            about = {
                name: part for name, part in json.loads(said.body).items() if name in ("chatid", "chattype", "from")
            }
            about |= {"msgid": self.wecom.number("REFRESH"), "aibotid": self.id}
            sealed = self.mailbox.seal.close(json.dumps({**about, "msgtype": "stream", "stream": {"id": stream_id}}))
            sent = await self.mailbox.post(sealed, *in_json(sealed))
            if sent.status == 200:
                self._judge(said, sent, "stream")
