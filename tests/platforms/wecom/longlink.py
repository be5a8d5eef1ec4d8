"""The aibot's long connection (D:101463): subscription, pairing of command and req_id, replies, pushes, heartbeat."""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.platforms.double import File, Refusal
from tests.platforms.shapes import DAY
from tests.platforms.wecom.judging import Rate, judge, judge_card
from tests.platforms.wecom.robot import Robot
from tests.platforms.wecom.sealing import key_of, new_aes_key
from tests.platforms.wecom.uploads import Uploads

if TYPE_CHECKING:
    from tests.platforms.wecom.record import Said
    from tests.platforms.wecom.server import WeCom

WITHIN = {"aibot_respond_msg": DAY, "aibot_respond_welcome_msg": 5, "aibot_respond_update_msg": 5}
PAIRS = {"message": "aibot_respond_msg", "enter_chat": "aibot_respond_welcome_msg"}
PAIRS["template_card_event"] = "aibot_respond_update_msg"
PER_CHAT = ((30, 60), (1000, 3600))


@dataclass(eq=False, slots=True)
class Connection:
    """One socket. `robot` is set by its subscription and taken away by a newer one."""

    socket: web.WebSocketResponse
    robot: SocketRobot | None = None
    heard_at: float = 0.0

    async def tell(self, frame: dict[str, Any]) -> None:
        """Send a frame; a line that is gone takes it with it."""
        with contextlib.suppress(ConnectionError):
            if not self.socket.closed:
                await self.socket.send_str(json.dumps(frame, ensure_ascii=False))


@dataclass(eq=False, slots=True)
class Request:
    """One callback that went out: what may be answered to it, until when."""

    said: Said
    command: str
    at: float
    is_used: bool = False


@dataclass(eq=False)
class SocketRobot(Robot):
    """An aibot in long-connection mode."""

    secret: str = ""
    connection: Connection | None = None
    requests: dict[str, Request] = field(default_factory=dict)
    kick_delay: float = 0.0
    """How long after its disconnected_event an older connection is closed (measured: 2 to 313 s)."""
    pong: Callable[[int], float | None] | None = None
    """For the so-manieth ping the seconds until its pong, None for never; at once without it."""
    pings: int = 0
    is_frozen: bool = False
    """Reads and answers nothing, closes nothing: a half-open line."""
    subscriptions: int = 0
    has_hex_keys: bool = False
    """Whether the keys of files come in 64 hexadecimal figures, as one report says."""

    def __post_init__(self) -> None:
        self.uploads = Uploads(self.wecom)
        self.rate = Rate(self.wecom.now, *PER_CHAT)

    def media(self, file: File) -> dict[str, str]:
        key = new_aes_key()
        shown = key_of(key).hex() if self.has_hex_keys else key
        return {"url": self.wecom.media.link(file, key_of(key)), "aeskey": shown}

    async def deliver(self, said: Said) -> None:
        """Push a callback with a fresh req_id; without a connection it is lost for good."""
        said.body = said.body or self.callback(said)
        if self.connection is None or self.is_frozen:
            return
        said.req_id = secrets.token_hex(12)
        event = said.more.get("event", "message")
        self.requests[said.req_id] = Request(said, PAIRS.get(event, ""), self.wecom.now())
        command = "aibot_msg_callback" if event == "message" else "aibot_event_callback"
        await self.connection.tell({"cmd": command, "headers": {"req_id": said.req_id}, "body": said.body})
        said.is_delivered = True

    async def reset(self) -> None:
        """Break the line as a network does."""
        if self.connection:
            connection, self.connection = self.connection, None
            connection.robot = None
            transport = connection.socket._req.transport if connection.socket._req else None
            if transport:
                transport.abort()

    def forget(self) -> None:
        """Lose the subscription and keep the line: every command is answered 846609 until the next one."""
        if self.connection:
            self.connection.robot = None
            self.connection = None

    async def take(self, connection: Connection) -> None:
        """Subscribe a connection: the older one is told, and closed a little later."""
        self.subscriptions += 1
        older, self.connection, connection.robot = self.connection, connection, self
        if older is None or older is connection:
            return
        older.robot = None
        about = {"msgid": self.wecom.number("EV"), "create_time": int(self.wecom.now()), "aibotid": self.id}
        about |= {"msgtype": "event", "event": {"eventtype": "disconnected_event"}}
        head = {"req_id": secrets.token_hex(12)}
        await older.tell({"cmd": "aibot_event_callback", "headers": head, "body": about})

        async def close() -> None:
            await self.wecom.sleep(self.kick_delay)
            await older.socket.close()

        self.wecom.begin(close())

    async def obey(self, command: str, req_id: str, body: Any) -> dict[str, Any] | None:
        """Do a command. Raises Refusal."""
        if command in WITHIN:
            return self._answer(command, req_id, body)
        if command == "aibot_send_msg":
            return self._send(body)
        if command.startswith("aibot_upload_media_"):
            return self.uploads.obey(command, body)
        raise Refusal(40058, f"no cmd {command!r}")

    def _answer(self, command: str, req_id: str, body: Any) -> None:
        request = self.requests.get(req_id)
        if request is None or request.command != command:
            raise Refusal(846605, f"invalid req_id {req_id} for {command}")
        once = command != "aibot_respond_msg"
        if self.wecom.now() > request.at + WITHIN[command] or (once and request.is_used):
            raise Refusal(846605, f"invalid req_id {req_id}: expired or used")
        if command == "aibot_respond_update_msg":
            take_update(self, request.said, body)
        else:
            kind = judge(command, body)
            is_new = kind != "stream" or body["stream"]["id"] not in self.streams
            if command == "aibot_respond_msg" and (is_new or self.wecom.counts_every_frame):
                self.rate.take(request.said.chat)
            self._show(request.said.chat, kind, body, command, request.said)
        request.is_used = True

    def _send(self, body: Any) -> None:
        judge("aibot_send_msg", body, "chatid", "chat_type")
        chat, kind = body.get("chatid"), body.get("chat_type", 0)
        if kind not in (0, 1, 2) or isinstance(kind, bool):
            raise Refusal(40058, f"chat_type is {kind!r}")
        if chat not in self.spoken_in or kind == (1 if chat in self.wecom.groups else 2):
            raise Refusal(93006, f"invalid chatid {chat!r}: nobody spoke to the robot there, or of another chat_type")
        self.rate.take(chat)
        shown = {name: part for name, part in body.items() if name not in ("chatid", "chat_type")}
        self._show(chat, body["msgtype"], shown, "aibot_send_msg", None)

    def _show(self, chat: str, kind: str, body: dict[str, Any], way: str, said: Said | None) -> None:
        if kind == "stream" and said:
            self.take_stream(said, body, way, said.req_id)
        elif kind == "template_card":
            self.take_card(chat, body, way, said)
        else:
            file = self.uploads.find(kind, body[kind]["media_id"]) if "media_id" in body[kind] else None
            self.wecom.show(chat, self, way, body, file=file, answers=said)


def take_update(robot: Robot, said: Said, body: Any) -> None:
    """A card's update, which is the same in both modes. Raises Refusal."""
    if not isinstance(body, dict) or body.get("response_type") != "update_template_card":
        raise Refusal(40058, "response_type is not update_template_card")
    if unknown := body.keys() - {"response_type", "userids", "template_card"}:
        raise Refusal(40058, f"an update has no field {sorted(unknown)}")
    judge_card(body.get("template_card"), "update")
    robot.update_card(said, body)


def serve(wecom: WeCom) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The handler of the long connection's address."""

    async def talk(request: web.Request) -> web.StreamResponse:
        connection = Connection(web.WebSocketResponse(autoping=True, max_msg_size=2**21), heard_at=wecom.now())
        await connection.socket.prepare(request)
        wecom.begin(_end_when_silent(wecom, connection))
        async for message in connection.socket:
            connection.heard_at = wecom.now()
            if message.type == WSMsgType.TEXT:
                await _take(wecom, connection, message.data)
            else:
                wecom.fault("socket", 0, "a frame that is no text")
        if connection.robot and connection.robot.connection is connection:
            connection.robot.connection = None
        return connection.socket

    return talk


async def _end_when_silent(wecom: WeCom, connection: Connection) -> None:
    while not connection.socket.closed:
        await wecom.sleep(max(0.1, connection.heard_at + wecom.silence_ends - wecom.now()))
        is_frozen = connection.robot is not None and connection.robot.is_frozen
        if wecom.now() >= connection.heard_at + wecom.silence_ends and not is_frozen:
            await connection.socket.close()


async def _take(wecom: WeCom, connection: Connection, data: str) -> None:
    if connection.robot and connection.robot.is_frozen:
        return
    try:
        frame = json.loads(data)
        command, req_id = frame["cmd"], frame["headers"]["req_id"]
    except (ValueError, KeyError, TypeError):
        wecom.fault("socket", 40058, f"Warning: wrong json format: {data[:80]}")
        answer = {"headers": {"req_id": ""}, "errcode": 40058, "errmsg": "Warning: wrong json format"}
        await connection.tell(answer)
        return
    wecom.calls.append((command, req_id))
    failure = wecom.planned(command)
    if failure.lost == "request":
        return
    answer = {"headers": {"req_id": req_id}, "errcode": failure.code, "errmsg": "planned" if failure.code else "ok"}
    if not failure.code:
        try:
            done = await _obey(wecom, connection, command, req_id, frame.get("body"))
            answer |= {"body": done} if done else {}
        except Refusal as refusal:
            answer |= wecom.refused(command, refusal)
    if failure.lost == "answer":
        return
    if command == "ping" and connection.robot and connection.robot.pong:
        wecom.begin(_late(wecom, connection, answer, connection.robot.pong(connection.robot.pings)))
    else:
        await connection.tell(answer)


async def _late(wecom: WeCom, connection: Connection, answer: dict[str, Any], delay: float | None) -> None:
    if delay is not None:
        await wecom.sleep(delay)
        await connection.tell(answer)


async def _obey(wecom: WeCom, connection: Connection, command: str, req_id: str, body: Any) -> dict[str, Any] | None:
    if not isinstance(req_id, str) or not req_id:
        raise Refusal(846605, "invalid req_id: none")
    if command == "aibot_subscribe":
        named = body if isinstance(body, dict) else {}
        robot = wecom.accounts.get(named.get("bot_id", ""))
        if not isinstance(robot, SocketRobot) or named.get("secret") != robot.secret:
            raise Refusal(853000, "invalid bot_id or secret")
        await robot.take(connection)
        return None
    if connection.robot is None:
        raise Refusal(846609, "aibot websocket not subscribed")
    if command == "ping":
        connection.robot.pings += 1
        return None
    return await connection.robot.obey(command, req_id, body)
