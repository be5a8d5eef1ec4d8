"""Answers WeCom's calls to a robot: by the delivery that answers the message, else by what its rows say."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from bot.entering import first_entry, is_entry
from bot.handover import Handover, Meeting, watch
from bot.newest import Newest
from bot.platform import Host, Outgoing
from bot.running import Running
from bot.wecom import wording
from bot.wecom.messages import PLATFORM, Handle, event_of, from_robot, sender_of
from bot.wecom.webhook.passive import Asked, Packet, message_of
from bot.wecom.webhook.recalling import Recalled, recall, settle
from storage.chat import ChatAddress, Message

FIRST_SECONDS = 3.5
"""How long WeCom's call may wait for its answer: it hangs up after five seconds."""

REFRESH_SECONDS = 0.05
PATIENCE_SECONDS = 8.0
"""How long an answer waits for WeCom to call for it again, as a refresh or anew, before it goes another way."""

AGAIN_SECONDS = 20.0
"""How long an answer that may have been read waits for it: WeCom calls three times, five seconds apart."""

STREAM_LASTS = timedelta(seconds=330)
"""How long an answer may stay open: after six minutes WeCom ends it with words of its own."""

_MOST_OPEN = 10_000
_Answer = dict[str, Any] | None
Write = Callable[[_Answer], Awaitable[None]]
"""Writes an answer, None for an empty one. Raises ConnectionError where WeCom has hung up."""


class Responses:
    """The calls to one robot and what they are answered. `packets` gives the wire messages of a delivery."""

    def __init__(self, host: Host, account: str, packets: Callable[[Outgoing], Sequence[Packet]]) -> None:
        self._host = host
        self._account = account
        self._packets = packets
        self._handover: Handover[Packet] = Handover(host.clock)
        self._open: Newest[str, None] = Newest(_MOST_OPEN)
        self._running = Running()

    async def close(self) -> None:
        """Watch over no call any more."""
        await self._running.cancel()

    async def offer(self, outgoing: Outgoing, packet: Packet) -> bool:
        """Offer a delivery's first message to the calls for it; return whether one of them has carried it away."""
        said = outgoing.answers
        if said is None or self._host.clock.now() - said.at > STREAM_LASTS:
            return False
        is_whole = packet.result is not None or not Handle.unpack(said.handle).task_id
        with self._handover.at(said.message_id) as meeting:
            patience = AGAIN_SECONDS if outgoing.may_be_there else PATIENCE_SECONDS
            carried = await meeting.offer(packet, patience if is_whole else FIRST_SECONDS)
        return carried and is_whole

    async def answer(self, body: Mapping[str, Any], write: Write) -> None:
        """Take what WeCom tells and write the answer: sent, where that raises nothing."""
        if body.get("msgtype") == "stream":
            await self._answer_refresh(body, write)
            return
        message = from_robot(body, self._account, self._host.clock.now())
        if event_of(body) == "enter_chat":
            sender = sender_of(body)
            message = await first_entry(self._host, ChatAddress(PLATFORM, self._account, sender), sender)
        await self._answer_message(message, write)

    async def _answer_message(self, message: Message | None, write: Write) -> None:
        """Keep a message, then wait a while for its answer."""
        if message is None:
            await write(None)
            return
        with self._handover.at(message.message_id) as meeting:
            if not await self._host.receive(message):
                await write(None)
                return
            coming = partial(self._is_coming, message)
            self._running.start(watch(self._host, message.address, meeting, coming), "a call that waits")
            packet = await meeting.wanted(FIRST_SECONDS)
            await self._give(self._asked(message), packet, meeting, write)

    async def _answer_refresh(self, body: Mapping[str, Any], write: Write) -> None:
        """Answer the question for an answer that has begun."""
        stream = body.get("stream")
        stream_id = stream.get("id") if isinstance(stream, Mapping) else None
        message_id = message_of(stream_id) if isinstance(stream_id, str) else ""
        asked = Asked(message_id, is_open=True)
        with self._handover.at(message_id) as meeting:
            packet = await meeting.wanted(REFRESH_SECONDS)
            await self._give(asked, packet, meeting, lambda answer: write(answer or asked.finished(wording.TAKEN)))

    async def _give(self, asked: Asked, packet: Packet | None, meeting: Meeting[Packet], write: Write) -> None:
        """Write the answer that was offered, else the one of the rows."""
        if packet:
            async with meeting.writing():
                await write(asked.answer(packet))
            return
        recalled = await self._recall(asked.message_id)
        is_shown = recalled is not None and recalled.may_be_shown
        await write(self._from_rows(asked, recalled))
        if is_shown and recalled and recalled.delivery and recalled.delivery.state != "sent":
            await self._host.database.write(partial(settle, delivery=recalled.delivery))

    def _from_rows(self, asked: Asked, recalled: Recalled | None) -> _Answer:
        """What can be said of an answer that nobody brings just now."""
        is_open = asked.message_id in self._open or asked.is_open
        if recalled is None:
            return asked.finished(wording.GONE)
        if recalled.outgoing and recalled.may_be_shown:
            return asked.answer(self._packets(recalled.outgoing)[0])
        if recalled.is_elsewhere:
            return asked.finished(wording.ELSEWHERE) if is_open else None
        if recalled.is_handled and not recalled.delivery:
            return asked.finished(wording.TAKEN) if is_open else None
        if self._host.clock.now() - recalled.at > STREAM_LASTS:
            return asked.finished(wording.LATER) if is_open else None
        working = asked.working()
        if working and not asked.task_id:
            self._open[asked.message_id] = None
        return working

    async def _is_coming(self, message: Message) -> bool:
        """Whether a message is yet to be conversed, or its answer to be sent."""
        recalled = await self._recall(message.message_id)
        return recalled is None or not recalled.is_handled or recalled.is_coming

    async def _recall(self, message_id: str) -> Recalled | None:
        account, links = self._account, self._host.links
        return await self._host.database.read(lambda work: recall(work, account, message_id, links))

    def _asked(self, message: Message) -> Asked:
        task_id = Handle.unpack(message.handle).task_id
        asked = Asked(message.message_id, task_id, message.text, is_entry=is_entry(message.message_id))
        return replace(asked, is_open=message.message_id in self._open)
