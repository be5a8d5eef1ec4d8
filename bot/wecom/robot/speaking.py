"""How a robot on the long connection says something: by the best way that is open, each tried once for the same part.

A message is answered by its `req_id` for 24 hours, as a finished stream, which may be sent twice and is shown once.
Else it is pushed; where that is refused (600039, 93006) the newest message of the chat is answered instead, then a
`response_url` is used up, then another account speaks (the group's webhook, the tenant's app). Whom only a webhook can
@ is mentioned by it first. Wire: developer.work.weixin.qq.com, documents 101463 and 101138.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.entering import is_entry
from bot.newest import Newest
from bot.persisting import pause
from bot.platform import Host, Outgoing, Said
from bot.wecom import response_url
from bot.wecom.clicks import result_card, seen_card
from bot.wecom.client import MOST_BYTES
from bot.wecom.client.calls import Calls
from bot.wecom.client.pauses import pauses
from bot.wecom.errors import CARD_REFUSED, Code, WeComError
from bot.wecom.messages import Handle
from bot.wecom.partners import Partners
from bot.wecom.render import APP, ROBOT, Part, parts, too_large
from bot.wecom.robot.awaited import Awaited
from bot.wecom.robot.carrying import MOST_REMEMBERED, Carrier
from bot.wecom.robot.uploads import Source, Uploads
from bot.wecom.socket import LongConnection, NotConnected
from bot.wecom.tools import Tools, chat_rates
from storage.errors import PlatformError, Remedy

ANSWERED_FOR = timedelta(hours=23, minutes=50)
MOST_CONFLICTS = 3

_OVER = frozenset({Code.REQUEST_ID_UNKNOWN, Code.STREAM_EXPIRED})
"""What is said of a stream that has ended; of one that never began they say that it is too late to answer."""

_OWN_FAULT = frozenset({Code.BAD_PARAMETER, Code.TOO_LONG, Code.BAD_MEDIA_ID, 40004, 40005, 40006, 40009, 44004})
"""Of these no other way helps: what is to be said is wrong."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Means:
    """What a robot speaks with."""

    connection: LongConnection
    calls: Calls
    uploads: Uploads
    awaited: Awaited
    tools: Tools
    partners: Partners


@dataclass(frozen=True, slots=True)
class _Step:
    """One way of saying a part; `is_keyed`: twice the same is shown once."""

    name: str
    go: Callable[[], Awaitable[None]]
    is_keyed: bool = False


class Speaker:
    """Says one robot's deliveries."""

    def __init__(self, host: Host, means: Means) -> None:
        self._host = host
        self._means = means
        self._pauses = pauses(host.clock)
        self._spent: Newest[tuple[str, int], set[str]] = Newest(MOST_REMEMBERED)
        self._carrier = Carrier()

    def is_keyed(self, outgoing: Outgoing) -> bool:
        """Whether the next way that is open for this part shows it once, however often it is sent."""
        spent = self._spent.get((outgoing.key, outgoing.part), set())
        step = next((one for one in self._steps(outgoing) if one.name not in spent), None)
        return step is not None and step.is_keyed

    async def send(self, outgoing: Outgoing) -> str:
        """Say one part by the first way that takes it. Raises PlatformError where none does, or none now."""
        at = (outgoing.key, outgoing.part)
        spent = self._spent[at] = self._spent.get(at, set())
        waiting: PlatformError | None = None
        refused: PlatformError | None = None
        for step in self._steps(outgoing):
            if step.name in spent:
                continue
            if outgoing.may_be_there and not step.is_keyed:
                raise waiting or PlatformError("it may be there already", Remedy.RETRY, unknown=True)
            try:
                await step.go()
            except NotConnected as error:
                if not error.is_lasting:
                    raise
                waiting = error
            except PlatformError as error:
                if outgoing.may_be_there and _code(error) in _OVER:
                    break  # the stream has ended: an earlier attempt has arrived
                if not _leaves_another_way(error):
                    raise
                spent.add(step.name)
                refused = refused if refused and refused.gone else error
            else:
                break
        else:
            raise waiting or refused or PlatformError("no way is left", Remedy.GIVE_UP)
        self._spent.pop(at, None)
        return stream_id(outgoing)

    def _steps(self, outgoing: Outgoing) -> Iterator[_Step]:
        """Every way of saying a part, the best first."""
        part, now = self._part(outgoing), self._host.clock.now()
        partner = self._means.partners.of(outgoing)
        by_partner = []
        if partner:
            carry = partial(self._carrier.carry, *partner, part)
            by_partner = [_Step("partner", carry, partner[0].is_keyed(partner[1]))]
        mentions_first = bool(outgoing.reply.mentions) and outgoing.room.is_group
        if mentions_first:
            yield from by_partner
        yield from self._awaited(outgoing)
        said = [one for one in (outgoing.answers, outgoing.latest) if one]
        answers = [self._answer(outgoing, part, one) for one in said if answerable(one, now)]
        if outgoing.answers and answerable(outgoing.answers, now):
            yield answers.pop(0)
        yield _Step("push", partial(self._push, outgoing, part))
        yield from answers
        for one in said:
            yield from self._response(outgoing, part, one)
        if not mentions_first:
            yield from by_partner

    def _part(self, outgoing: Outgoing) -> Part:
        """The wire message of a part; instead of a file that is too large, words."""
        part = parts(outgoing, ROBOT)[outgoing.part]
        path = self._means.tools.blob(part.file.sha256) if part.file else None
        if path and part.file and path.is_file() and path.stat().st_size > MOST_BYTES["file"]:
            return too_large(outgoing, part.file, ROBOT)
        return part

    def _awaited(self, outgoing: Outgoing) -> Iterator[_Step]:
        """The answer to a click or to an entry, as long as WeCom waits for it."""
        handle = Handle.unpack(outgoing.answers.handle) if outgoing.answers else Handle()
        if handle.req_id not in self._means.awaited or outgoing.part:
            return
        if handle.task_id:
            yield _Step("update", partial(self._update, outgoing, handle))
        elif len(words := parts(outgoing, APP)) == 1:
            yield _Step("welcome", partial(self._welcome, outgoing, words[0], handle.req_id))

    async def _update(self, outgoing: Outgoing, handle: Handle) -> None:
        """Let the card that was clicked say the result. Raises PlatformError where it cannot hold it."""
        sentence = self._means.awaited.take(handle.req_id)
        whole = len(parts(outgoing, ROBOT)) == 1
        card = result_card(outgoing, handle.task_id, sentence) if whole else None
        if card is None:
            await self.acknowledge(handle, sentence)
            raise PlatformError("a card does not hold it", Remedy.GIVE_UP)
        try:
            await self._change(handle, card)
        except WeComError as error:
            if error.code not in CARD_REFUSED:
                raise
            raise PlatformError(f"a card does not hold it: {error}", Remedy.GIVE_UP) from None

    async def acknowledge(self, handle: Handle, sentence: str) -> None:
        """Let the card that was clicked say that the click has come; where that fails the click counts all the same."""
        try:
            await self._change(handle, seen_card(handle.task_id, sentence))
        except PlatformError as error:
            _log.warning("a click is not acknowledged", extra={"reason": str(error)})

    async def _change(self, handle: Handle, card: Mapping[str, Any]) -> None:
        """Change a card for everybody who reads along. Raises PlatformError."""
        body = {"response_type": "update_template_card", "template_card": card}
        await self._patiently("aibot_respond_update_msg", body, handle.req_id)

    async def _welcome(self, outgoing: Outgoing, part: Part, req_id: str) -> None:
        self._means.awaited.take(req_id)
        await self._ask(outgoing, part, "aibot_respond_welcome_msg", req_id)

    def _answer(self, outgoing: Outgoing, part: Part, said: Said) -> _Step:
        """Answer a message: what is text as a finished stream."""
        req_id = Handle.unpack(said.handle).req_id
        is_text = part.msgtype == "markdown"
        if is_text:
            stream = {"id": stream_id(outgoing, req_id), "finish": True, **part.body["markdown"]}
            part = replace(part, msgtype="stream", body={"msgtype": "stream", "stream": stream})
        go = partial(self._ask, outgoing, part, "aibot_respond_msg", req_id)
        return _Step(f"answer {req_id}", go, is_keyed=is_text)

    async def _push(self, outgoing: Outgoing, part: Part) -> None:
        to = {"chatid": outgoing.address.chat, "chat_type": 2 if outgoing.room.is_group else 1}
        await self._ask(outgoing, part, "aibot_send_msg", beside=to)

    def _response(self, outgoing: Outgoing, part: Part, said: Said) -> Iterator[_Step]:
        """Use up a message's response_url: it takes one text, in private a card too."""
        if part.file or part.image or not response_url.is_open(said, self._host.clock.now()):
            return
        if part.msgtype == "template_card" and outgoing.room.is_group:
            part = parts(outgoing, ROBOT.without_cards())[0]
        yield _Step(f"response {said.message_id}", partial(self._use_up, outgoing, part, said))

    async def _use_up(self, outgoing: Outgoing, part: Part, said: Said) -> None:
        if not await response_url.use_up(self._host, self._means.calls, outgoing, said, part.body):
            raise PlatformError("the response_url is used up", Remedy.GIVE_UP)

    async def _ask(
        self, outgoing: Outgoing, part: Part, command: str, req_id: str = "", beside: Mapping[str, Any] | None = None
    ) -> None:
        """Send one message to a chat, within its rate; where it is refused, once more what mends that.

        Raises PlatformError.
        """
        for is_last in (False, True):
            sent = await self._uploaded(part)
            await self._host.pace(chat_rates(outgoing.address))
            try:
                with self._pauses.of(f"chat {outgoing.address.chat}"):
                    await self._patiently(command, {**(beside or {}), **sent.body}, req_id)
            except WeComError as error:
                mended = None if is_last else self._mended(error, outgoing, part, sent)
                if mended is None:
                    raise
                part = mended
            else:
                return

    def _mended(self, error: WeComError, outgoing: Outgoing, part: Part, sent: Part) -> Part | None:
        """What to send instead: a file whose id was forgotten, to be uploaded anew; the words of a card; else None."""
        if error.code == Code.BAD_MEDIA_ID and sent is not part:
            self._means.uploads.forget(sent.body[sent.msgtype]["media_id"])
            return part
        if error.code in CARD_REFUSED and part.msgtype == "template_card":
            return parts(outgoing, ROBOT.without_cards())[0]
        return None

    async def _patiently(self, command: str, body: Mapping[str, Any], req_id: str) -> None:
        """Send a command, again where two frames have crossed (6000)."""
        for _ in range(MOST_CONFLICTS):
            try:
                await self._means.connection.request(command, body, req_id)
            except WeComError as error:
                if error.code != Code.VERSION_CONFLICT:
                    raise
                conflict = error
                await pause(self._host.clock, 0.3)
            else:
                return
        raise conflict

    async def _uploaded(self, part: Part) -> Part:
        """Put the id of its file or picture into a message."""
        if part.file:
            path = self._means.tools.blob(part.file.sha256)
            source = Source("file", part.file.name, part.file.sha256, path)
        elif part.image:
            source = Source("image", "image.png", hashlib.sha256(part.image).hexdigest(), part.image)
        else:
            return part
        return part.uploaded(await self._means.uploads.media_id(source))


def answerable(said: Said, now: datetime) -> bool:
    """Whether a message can still be answered by its req_id: it was said, not clicked nor an entry, within a day."""
    handle = Handle.unpack(said.handle)
    is_said = bool(handle.req_id) and not handle.task_id and not is_entry(said.message_id)
    return is_said and now - said.at < ANSWERED_FOR


def stream_id(outgoing: Outgoing, req_id: str = "") -> str:
    """Return the id of a delivery's part as the answer to a message: the same on every attempt."""
    return hashlib.sha256(f"{outgoing.key}\n{outgoing.part}\n{req_id}".encode()).hexdigest()[:32]


def _leaves_another_way(error: PlatformError) -> bool:
    """Whether what was refused here may be taken elsewhere, instead of here later."""
    is_final = error.remedy in (Remedy.GIVE_UP, Remedy.CONFIGURATION) and not error.unknown
    return is_final and _code(error) not in _OWN_FAULT


def _code(error: PlatformError) -> int:
    return error.code if isinstance(error, WeComError) else 0
