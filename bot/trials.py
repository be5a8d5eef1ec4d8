"""What `baosong check` tries of every platform alike, and says: an address of ours, a message to the coordinators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.finding import Finding
from scheduler.clock import Clock
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.database import Database
from storage.reach import chats_of_coordinators
from storage.tables import Chat
from storage.unit_of_work import Work

TRIAL = "报送自检：这条消息由 baosong check 发出，收到即说明发送正常，无需回复。"
ARRIVES_WITHIN = timedelta(seconds=40)
_SETTLED = frozenset({"sent", "failed", "unknown"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A platform as its rows name it, and as people do."""

    platform: str
    word: str

    def unreachable(self, name: str, address: str) -> Finding:
        """It did not answer."""
        return problem(f"{self.word}账号“{name}”：连接不上 {address}，请检查网络，或 [network] 的 proxy、ca_file。")

    def no_public_address(self, name: str) -> Finding:
        """It has nowhere to call."""
        return problem(f"{self.word}账号“{name}”按回调地址接收消息，须在 [server] public_url 填公网 https 地址。")

    def address_works(self, name: str, address: str) -> Finding:
        """Called as the platform calls, it answered rightly."""
        return Finding(f"{self.word}账号“{name}”的回调地址可用：{address}")

    def address_silent(self, name: str, address: str) -> Finding:
        """Nothing answers there, maybe only because nothing runs."""
        text = (
            f"{self.word}账号“{name}”的回调地址没有应答：{address}。请先 baosong run 再检查；仍不应答请检查反向代理。"
        )
        return Finding(text, is_fine=False, is_hint=True)

    def address_wrong(self, name: str, address: str, status: int) -> Finding:
        """Something else answers there."""
        return problem(
            f"{self.word}账号“{name}”的回调地址应答不对（{status}）：{address}。请检查反向代理是否转到本程序。"
        )

    def nobody_to_send_to(self) -> Finding:
        """No coordinator has a chat there yet."""
        text = f"{self.word}上还没有统筹人的会话，自检消息无处可发。请先让统筹人私聊机器人发送邀请码。"
        return Finding(text, is_hint=True)


def problem(text: str) -> Finding:
    """Return what stops something."""
    return Finding(text, is_fine=False)


async def arrivals(database: Database, clock: Clock, subject: Subject) -> list[Finding]:
    """Have the running process send a message to everybody who coordinates there, and see what becomes of them."""

    def coordinators(work: Work) -> Sequence[Chat]:
        return [chat for chat in chats_of_coordinators(work) if chat.platform == subject.platform]

    chats = await database.read(coordinators)
    return [await _arrives(database, clock, chat) for chat in chats] or [subject.nobody_to_send_to()]


async def _arrives(database: Database, clock: Clock, chat: Chat) -> Finding:
    """Have one message sent."""
    now = clock.now()
    key = f"check/{chat.key}/{now:%Y%m%d%H%M%S%f}"
    reply = Reply(ReplyKind.STATE, (TRIAL,))
    await database.write(lambda work: work.say(chat.key, key, reply, DeliveryKind.REPLY))
    until = now + ARRIVES_WITHIN
    while (now := clock.now()) < until:
        await clock.sleep_until(now + timedelta(seconds=1))
        row = await database.read(lambda work: work.deliveries.keyed(key))
        if row and row.state == "sent":
            return Finding(f"自检消息已由“{chat.account}”发给统筹人")
        if row and row.state in _SETTLED:
            return problem(f"自检消息没有发出（“{chat.account}”），原因见运行日志。")
    await database.write(partial(_take_back, key=key))
    return problem(f"自检消息没有人发（“{chat.account}”）：请先启动 baosong run，再检查一次。")


def _take_back(work: Work, key: str) -> None:
    """A trial that nobody sent must not arrive tomorrow."""
    row = work.deliveries.keyed(key)
    if row and row.state == "pending":
        work.deliveries.set(row.key, state="failed", settled_at=work.now)
