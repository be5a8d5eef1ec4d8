"""A robot on the long connection against the strict WeCom: what is said arrives once, by the way that is open."""

from __future__ import annotations

import asyncio
import hashlib
import ipaddress
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import messenger
from bot.app import App
from bot.config import Settings
from bot.config.tables import NetworkSettings
from bot.config.wecom import RobotSettings, WeComSettings
from bot.network import Network, Reach
from bot.platform import Host, Outgoing, Platform, Said
from bot.wecom.messages import Handle
from bot.wecom.partners import Partners
from bot.wecom.robot import LongConnectionRobot, awaited
from bot.wecom.socket import session
from bot.wecom.tools import Tools
from scheduler.clock import VirtualClock
from storage.chat import Button, ChatAddress, DeliveryKind, FileRef, Message, Reply, ReplyKind, Room
from storage.database import Database
from storage.errors import PlatformError, Remedy
from storage.schema import create_all
from tests.platforms.memory import MemoryPlatform
from tests.platforms.wecom.accounts import add_robot
from tests.platforms.wecom.server import WeCom

ACCOUNT, GROUP = "slkx", "wrGroupQ"
PHOTO = b"\xff\xd8\xff\xe0 a photo"


class Loopback(Network):
    """The network of a test: files come from loopback, over http."""

    def file_session(self, reach: Reach | None = None):
        inside = (ipaddress.ip_network("127.0.0.0/8"),)
        return super().file_session(Reach(reach.hosts, inside, frozenset({"http"})))


class Voice(MemoryPlatform):
    """Another account of the same chat: what it is given it says."""

    def __init__(self, *, whole: int = 1) -> None:
        super().__init__("wecom", is_keyed=False)
        self.whole = whole

    def parts(self, outgoing: Outgoing) -> int:
        return self.whole


class Office:
    """A robot with its bot: what it brings is kept, what is to be said is sent by hand."""

    def __init__(self, wecom: WeCom, clock: VirtualClock, folder: Path, partners: Partners) -> None:
        self.wecom, self.clock, self.folder = wecom, clock, folder
        self.theirs = add_robot(wecom)
        wecom.silence_ends = 1e9
        self.database = Database(None, clock.now)
        create_all(self.database.engine)
        self.came: list[Message] = []
        self.answering = None
        settings = WeComSettings(api=wecom.url, socket=wecom.socket_url, media_hosts=("127.0.0.1",))
        self.tools = Tools(Loopback(NetworkSettings()), settings, folder.joinpath)
        self.robot = self.new_robot(partners)

    def new_robot(self, partners: Partners | None = None, **about: str) -> LongConnectionRobot:
        about = {"bot_id": self.theirs.id, "secret": self.theirs.secret, **about}
        return LongConnectionRobot(RobotSettings(name=ACCOUNT, **about), self.tools, partners or Partners())

    async def start(self) -> None:
        await self.robot.start(Host(self._receive, self._quiet, self.database, self.clock))
        await self.wecom.until(lambda: self.theirs.connection)
        await self.wecom.until(self.robot._speaker._means.connection._session.subscribed.is_set)

    async def _receive(self, message: Message) -> bool:
        self.came.append(message)
        if self.answering:
            await self.answering(message)
        return True

    async def _quiet(self, address: ChatAddress) -> None:
        return

    async def hears(self, number: int = 1) -> Message:
        """The newest of so many messages that have come."""
        await self.wecom.until(lambda: len(self.came) >= number)
        return self.came[number - 1]

    def file(self, data: bytes, name: str = "台账.xlsx") -> FileRef:
        sha256 = hashlib.sha256(data).hexdigest()
        (self.folder / sha256).write_bytes(data)
        return FileRef(sha256, name)

    def said(self, message: Message) -> Said:
        return Said(message.message_id, message.sender, message.sent_at, message.handle)

    def about(self, message: Message, *lines: str, key: str = "reply/1/0", **more: object) -> Outgoing:
        """A delivery that answers a message."""
        said = self.said(message)
        reply = Reply(ReplyKind.ANSWER, lines, **more)
        return Outgoing(key, message.address, message.room, reply, answers=said, latest=said)

    def unasked(self, chat: str, *lines: str, room: Room = Room.SHARED_GROUP, key: str = "r/1", **more) -> Outgoing:
        """A delivery that answers nothing."""
        reply = Reply(ReplyKind.STATE, lines, **more)
        return Outgoing(key, ChatAddress("wecom", ACCOUNT, chat), room, reply, DeliveryKind.REMINDER)

    async def say(self, outgoing: Outgoing) -> None:
        """Send every part, as the messenger does."""
        for part in range(self.robot.parts(outgoing)):
            await self.robot.send(replace(outgoing, part=part))

    def heard(self, chat: str) -> list[str]:
        return [one.text for one in self.wecom.heard(chat)]

    def commands(self) -> list[str]:
        return [name for name, _ in self.wecom.calls if name.startswith("aibot_") and name != "aibot_subscribe"]


@pytest.fixture
def opens(wecom, clock, tmp_path):
    @asynccontextmanager
    async def opened(webhook: Platform | None = None) -> AsyncIterator[Office]:
        office = Office(wecom, clock, tmp_path, Partners(webhooks={GROUP: webhook} if webhook else {}))
        wecom.group(office.theirs, chat=GROUP)
        await office.start()
        yield office
        await office.robot.stop()
        office.database.close()

    return opened


@pytest.fixture
async def office(opens):
    async with opens() as office:
        yield office


async def test_what_is_said_in_a_group_comes_with_what_is_needed_to_answer_it(office):
    await office.wecom.say("wang", "几号交", chat=GROUP)
    message = await office.hears()
    assert (message.text, message.address) == ("@小报 几号交", ChatAddress("wecom", ACCOUNT, GROUP))
    await office.say(office.about(message, "9月20日"))
    (heard,) = office.wecom.heard(GROUP)
    assert (heard.text, heard.answers.user, heard.is_finished, heard.way) == (
        "9月20日",
        "wang",
        True,
        "aibot_respond_msg",
    )
    assert office.wecom.faults == []


async def test_a_photo_is_fetched_and_opened(office):
    await office.wecom.photo("wang", PHOTO, "现场.jpg")
    message = await office.hears()
    pieces = [piece async for piece in office.robot.fetch(message.attachments[0], message.address)]
    assert pieces[0].name == "现场.jpg"
    assert b"".join(pieces[1:]) == PHOTO


async def test_an_answer_whose_acknowledgement_is_lost_is_sent_again_and_seen_once(office, monkeypatch):
    monkeypatch.setattr(session, "ACK_SECONDS", 0.2)
    await office.wecom.say("wang", "几号交", chat=GROUP)
    delivery = office.about(await office.hears(), "9月20日")
    office.wecom.fail("aibot_respond_msg", lost="answer")
    with pytest.raises(PlatformError) as failed:
        await office.robot.send(delivery)
    assert failed.value.unknown
    assert office.robot.is_keyed(delivery)
    await office.robot.send(replace(delivery, may_be_there=True))
    assert office.heard(GROUP) == ["9月20日"]
    assert office.commands() == ["aibot_respond_msg"] * 2, "that the stream has ended says that it is there"


@pytest.mark.parametrize("code", [846605, 846608])
async def test_where_it_is_too_late_to_answer_it_is_pushed(office, code):
    await office.wecom.say("wang", "几号交", chat=GROUP)
    delivery = office.about(await office.hears(), "9月20日")
    office.wecom.fail("aibot_respond_msg", code)
    await office.robot.send(delivery)
    assert office.heard(GROUP) == ["9月20日"]
    assert office.commands() == ["aibot_respond_msg", "aibot_send_msg"]


async def test_a_message_older_than_a_day_is_answered_by_a_push(office):
    await office.wecom.say("wang", "几号交")
    delivery = office.about(await office.hears(), "9月20日")
    office.clock.advance_to(office.clock.now() + timedelta(hours=24))
    await office.robot.send(delivery)
    assert (office.heard("wang"), office.commands()) == (["9月20日"], ["aibot_send_msg"])
    assert not office.robot.is_keyed(delivery)


@pytest.mark.parametrize("code", [600039, 93006])
async def test_a_push_that_is_refused_answers_the_newest_message_of_the_chat(office, code):
    await office.wecom.say("wang", "在吗", chat=GROUP)
    latest = office.said(await office.hears())
    office.wecom.fail("aibot_send_msg", code)
    await office.robot.send(replace(office.unasked(GROUP, "还差总结"), latest=latest))
    (heard,) = office.wecom.heard(GROUP)
    assert (heard.text, heard.way) == ("还差总结", "aibot_respond_msg")
    assert office.commands() == ["aibot_send_msg", "aibot_respond_msg"]


async def test_then_a_response_url_is_used_up_once_and_then_the_webhook_speaks(opens):
    webhook = Voice()
    async with opens(webhook=webhook) as office:
        await office.wecom.say("wang", "在吗", chat=GROUP)
        latest = office.said(await office.hears())
        for number in (1, 2):
            office.wecom.fail("aibot_send_msg", 600039)
            office.wecom.fail("aibot_respond_msg", 846605)
            await office.robot.send(replace(office.unasked(GROUP, f"第{number}次", key=f"r/{number}"), latest=latest))
        assert [one.way for one in office.wecom.heard(GROUP)] == ["aibot/response"]
        assert [sent.reply.lines for sent in webhook.sent] == [("第2次",)]


async def test_no_way_that_refused_a_part_is_tried_again_for_it(opens):
    webhook = Voice()
    webhook.failures.append(PlatformError("too often", Remedy.WAIT, wait_seconds=60))
    async with opens(webhook=webhook) as office:
        await office.wecom.say("wang", "在吗", chat=GROUP)
        await office.hears()
        office.wecom.fail("aibot_send_msg", 600039)
        delivery = office.unasked(GROUP, "还差总结")
        with pytest.raises(PlatformError) as put_off:
            await office.robot.send(delivery)
        assert put_off.value.remedy is Remedy.WAIT
        await office.robot.send(delivery)
        assert office.commands() == ["aibot_send_msg"]
        assert len(webhook.sent) == 1


async def test_where_no_way_is_left_the_chat_is_lost_until_somebody_speaks_there(office):
    with pytest.raises(PlatformError) as failed:
        await office.robot.send(office.unasked("wrNobodyEverSpokeHere", "还差总结"))
    assert (failed.value.remedy, failed.value.gone) == (Remedy.GIVE_UP, True)


async def test_a_chat_that_refused_a_push_is_lost_whatever_the_other_ways_say(office):
    await office.wecom.say("wang", "在吗", chat=GROUP)
    said = office.said(await office.hears())
    latest = replace(said, handle=Handle(req_id=Handle.unpack(said.handle).req_id).pack())
    office.wecom.fail("aibot_send_msg", 93006)
    office.wecom.fail("aibot_respond_msg", 846605)
    with pytest.raises(PlatformError) as failed:
        await office.robot.send(replace(office.unasked(GROUP, "还差总结"), latest=latest))
    assert (failed.value.remedy, failed.value.gone) == (Remedy.GIVE_UP, True)


async def test_who_is_to_be_mentioned_hears_it_from_the_webhook(opens):
    webhook = Voice()
    async with opens(webhook=webhook) as office:
        await office.wecom.say("wang", "在吗", chat=GROUP)
        await office.hears()
        await office.robot.send(office.unasked(GROUP, "还差总结", mentions=("wang",)))
        assert [sent.reply.mentions for sent in webhook.sent] == [("wang",)]
        assert office.heard(GROUP) == []
        webhook.failures.append(PlatformError("deleted", Remedy.GIVE_UP))
        await office.robot.send(office.unasked(GROUP, "还差照片", mentions=("wang",), key="r/2"))
        assert office.heard(GROUP) == ["还差照片"]


async def test_another_account_says_the_words_once_and_each_file_by_itself(opens):
    webhook = Voice(whole=2)
    async with opens(webhook=webhook) as office:
        files = (office.file(b"one file", "一.txt"), office.file(b"another", "二.txt"))
        await office.say(office.unasked(GROUP, "请看附件", files=files))
        said = [(sent.reply.lines, [file.name for file in sent.reply.files], sent.part) for sent in webhook.sent]
        assert said == [(("请看附件",), [], 0), (("请看附件",), [], 1), (("",), ["一.txt"], 1), (("",), ["二.txt"], 1)]


async def test_a_conflict_of_versions_is_sent_again(office):
    await office.wecom.say("wang", "几号交")
    delivery = office.about(await office.hears(), "9月20日")
    office.wecom.fail("aibot_respond_msg", 6000, times=2)
    await office.robot.send(delivery)
    assert office.heard("wang") == ["9月20日"]


async def test_what_wecom_takes_too_often_waits_and_asks_nothing_meanwhile(office):
    await office.wecom.say("wang", "几号交")
    delivery = office.about(await office.hears(), "9月20日")
    office.wecom.fail("aibot_respond_msg", 45009)
    for _ in range(3):
        with pytest.raises(PlatformError) as put_off:
            await office.robot.send(delivery)
        assert (put_off.value.remedy, put_off.value.wait_seconds) == (Remedy.WAIT, 60)
    assert office.commands() == ["aibot_respond_msg"]


async def test_no_more_than_four_fifths_of_the_rate_of_a_chat_is_used_in_any_minute(office):
    await office.wecom.say("wang", "在吗", chat=GROUP)
    await office.hears()
    for number in range(24):
        await office.robot.send(office.unasked(GROUP, "提醒", key=f"r/{number}"))
    with pytest.raises(PlatformError) as put_off:
        await office.robot.send(office.unasked(GROUP, "提醒", key="r/24"))
    assert put_off.value.remedy is Remedy.WAIT
    assert office.wecom.faults == []


async def test_a_long_answer_comes_in_parts_with_nothing_lost(office):
    await office.wecom.say("wang", "全文")
    lines = [f"第{number}条：" + "关于报送材料的说明" * 20 for number in range(100)]
    await office.say(office.about(await office.hears(), *lines))
    heard = "".join(office.heard("wang"))
    assert all(line in heard for line in lines)
    assert len(office.heard("wang")) == 3
    assert office.wecom.faults == []


async def test_a_file_is_uploaded_in_chunks_and_once_for_all_who_get_it(office):
    await office.wecom.say("wang", "台账")
    data = bytes(range(256)) * 2048 * 4 + b"the end"
    file = office.file(data)
    message = await office.hears()
    await office.say(office.about(message, "台账如下", files=(file,)))
    await office.say(office.about(message, "台账如下", files=(file,), key="reply/2/0"))
    files = [one.file for one in office.wecom.heard("wang") if one.file]
    assert [(one.name, one.data) for one in files] == [("台账.xlsx", data)] * 2
    assert office.commands().count("aibot_upload_media_chunk") == 5
    assert office.commands().count("aibot_upload_media_init") == 1


async def test_chunks_that_fail_are_sent_again_and_never_more_than_four_at_once(office):
    await office.wecom.say("wang", "台账")
    message = await office.hears()
    office.wecom.fail("aibot_upload_media_chunk", -1, times=3)
    uploads, under_way, most = office.robot._speaker._means.uploads, [], []
    request = uploads._request

    async def counting(command: str, body: object) -> object:
        under_way.append(command)
        most.append(under_way.count("aibot_upload_media_chunk"))
        try:
            return await request(command, body)
        finally:
            under_way.remove(command)

    uploads._request = counting
    await office.say(office.about(message, "台账如下", files=(office.file(b"x" * 5_000_000),)))
    assert office.wecom.heard("wang")[-1].file.data == b"x" * 5_000_000
    assert max(most) == 4


async def test_chunks_are_counted_from_one_where_wecom_does(office):
    await office.wecom.say("wang", "台账")
    message = await office.hears()
    office.wecom.fail("aibot_upload_media_finish", 40058)
    await office.say(office.about(message, "台账如下", files=(office.file(b"a file"),)))
    assert office.wecom.heard("wang")[-1].file.data == b"a file"


async def test_a_media_id_that_wecom_has_forgotten_is_made_anew(office):
    await office.wecom.say("wang", "台账")
    message, file = await office.hears(), office.file(b"a file")
    await office.say(office.about(message, "一", files=(file,)))
    office.theirs.uploads.expire()
    await office.say(office.about(message, "二", files=(file,), key="reply/2/0"))
    assert [one.kind for one in office.wecom.heard("wang")] == ["stream", "file", "stream", "file"]


async def test_a_media_id_is_used_for_less_than_three_days(office):
    await office.wecom.say("wang", "台账")
    message, file = await office.hears(), office.file(b"a file")
    await office.say(office.about(message, "一", files=(file,)))
    office.clock.advance_to(office.clock.now() + timedelta(days=3))
    await office.say(office.about(message, "二", files=(file,), key="reply/2/0"))
    assert office.commands().count("aibot_upload_media_init") == 2
    assert office.wecom.faults == []


async def test_instead_of_a_file_that_is_too_large_words_are_sent(office):
    await office.wecom.say("wang", "材料包")
    message = await office.hears()
    await office.say(office.about(message, "如下", files=(office.file(b"x" * 21_000_000, "材料包.zip"),)))
    assert "材料包.zip" in office.heard("wang")[-1]
    assert "20MB" in office.heard("wang")[-1]


async def test_a_file_that_is_not_here_any_more_ends_its_delivery_and_nothing_else(office):
    await office.wecom.say("wang", "台账")
    delivery = office.about(await office.hears(), "如下", files=(FileRef("0" * 64, "台账.xlsx"),))
    with pytest.raises(PlatformError) as failed:
        await office.say(delivery)
    assert failed.value.remedy is Remedy.GIVE_UP
    assert not office.robot.is_keyed(replace(delivery, part=1))


def buttons(*says: str) -> tuple[Button, ...]:
    return tuple(Button(one[:2], one) for one in says)


async def test_a_click_is_its_sentence_and_the_card_says_the_result(office):
    await office.wecom.say("wang", "撤回", chat=GROUP)
    await office.say(office.about(await office.hears(), "撤回回执0904-001？", buttons=buttons("确认", "取消")))

    async def answer(message: Message) -> None:
        office.answer = asyncio.create_task(office.say(office.about(message, "已撤回。", key="reply/2/0")))

    office.answering = answer
    (card,) = office.wecom.cards(GROUP)
    await office.wecom.click(card, "确认", by="wang")
    assert (await office.hears(2)).text == "确认"
    await office.wecom.until(lambda: card.grew)
    await office.answer
    assert "已撤回。" in card.text
    assert len(office.wecom.heard(GROUP)) == 1
    assert office.wecom.faults == []


@pytest.mark.parametrize("code", [40008, 40058, 45002])
async def test_what_a_card_says_is_said_in_words_where_the_card_is_refused(office, code):
    await office.wecom.say("wang", "撤回")
    delivery = office.about(await office.hears(), "撤回回执0904-001？", buttons=buttons("确认", "取消"))
    office.wecom.fail("aibot_respond_msg", code)
    await office.say(delivery)
    (heard,) = office.heard("wang")
    assert all(word in heard for word in ("撤回回执0904-001？", "确认", "取消"))
    assert office.commands() == ["aibot_respond_msg"] * 2


async def test_a_result_that_the_clicked_card_is_refused_to_say_is_said_by_a_push(office):
    await office.wecom.say("wang", "撤回")
    await office.say(office.about(await office.hears(), "撤回？", buttons=buttons("确认", "取消")))
    office.wecom.fail("aibot_respond_update_msg", 40058)
    await office.wecom.click(office.wecom.cards("wang")[0], "确认", by="wang")
    message = await office.hears(2)
    await office.wecom.until(lambda: office.robot._awaited._open)
    await office.say(office.about(message, "已撤回。", key="reply/2/0"))
    assert office.heard("wang")[-1] == "已撤回。"


async def test_a_click_whose_answer_takes_long_is_acknowledged_and_answered_by_a_push(office, monkeypatch):
    monkeypatch.setattr(awaited, "AWAITED_SECONDS", 0.1)
    await office.wecom.say("wang", "撤回")
    await office.say(office.about(await office.hears(), "撤回？", buttons=buttons("确认", "取消")))
    (card,) = office.wecom.cards("wang")
    await office.wecom.click(card, "确认", by="wang")
    message = await office.hears(2)
    await office.wecom.until(lambda: card.grew)
    assert "已收到" in card.text
    await office.say(office.about(message, "已撤回。", key="reply/2/0"))
    assert office.heard("wang")[-1] == "已撤回。"
    assert office.wecom.faults == []


async def test_a_click_with_a_long_answer_is_acknowledged_at_once(office):
    await office.wecom.say("wang", "撤回")
    await office.say(office.about(await office.hears(), "撤回？", buttons=buttons("确认", "取消")))
    (card,) = office.wecom.cards("wang")
    await office.wecom.click(card, "确认", by="wang")
    message = await office.hears(2)
    await office.wecom.until(lambda: message.handle and office.robot._awaited._open)
    await office.say(office.about(message, "很长的说明" * 100, key="reply/2/0"))
    assert card.grew == 1
    assert "很长的说明" in office.heard("wang")[-1]


async def test_who_enters_the_chat_is_greeted_within_five_seconds(office):
    async def answer(message: Message) -> None:
        office.answer = asyncio.create_task(office.say(office.about(message, "您好，我是报送助手。")))

    office.answering = answer
    await office.wecom.enter("zhao")
    await office.wecom.until(lambda: office.wecom.heard("zhao"))
    await office.answer
    (heard,) = office.wecom.heard("zhao")
    assert (heard.text, heard.way) == ("您好，我是报送助手。", "aibot_respond_welcome_msg")
    assert office.wecom.faults == []


async def test_without_a_connection_what_is_to_be_said_waits(office):
    await office.robot.stop()
    with pytest.raises(PlatformError) as put_off:
        await office.robot.send(office.unasked(GROUP, "提醒"))
    assert (put_off.value.remedy, put_off.value.unknown) == (Remedy.WAIT, False)


async def test_a_line_that_broke_is_there_again_and_what_is_said_on_it_arrives(office):
    await office.theirs.reset()
    await office.wecom.until(lambda: office.theirs.subscriptions == 2)
    await office.wecom.say("wang", "几号交")
    await office.say(office.about(await office.hears(), "9月20日"))
    assert office.heard("wang") == ["9月20日"]


async def test_a_subscription_that_wecom_lost_is_renewed_by_the_next_word(office):
    await office.wecom.say("wang", "几号交")
    delivery = office.about(await office.hears(), "9月20日")
    office.theirs.forget()
    await office.robot.send(delivery)
    assert office.heard("wang") == ["9月20日"]
    assert office.theirs.subscriptions == 2


async def test_wrong_credentials_are_told_to_those_who_run_the_bot_and_nothing_is_tried_again(opens, caplog):
    async with opens() as office:
        await office.robot.stop()
        robot = office.new_robot(secret="wrong")
        await robot.start(Host(office._receive, office._quiet, office.database, office.clock))
        await office.wecom.until(lambda: "account in trouble" in caplog.text)
        await asyncio.sleep(0.05)
        assert [fault.code for fault in office.wecom.faults] == [853000]
        await robot.stop()
    assert "wrong" not in [str(record.__dict__.get("reason")) for record in caplog.records]


async def test_what_came_before_the_stop_is_kept(office):
    held = asyncio.Event()

    async def slowly(message: Message) -> None:
        await held.wait()
        office.kept = message.text

    office.answering = slowly
    await office.wecom.say("wang", "总结已发")
    await office.hears()
    asyncio.get_running_loop().call_later(0.05, held.set)
    await office.robot.stop()
    assert office.kept == "总结已发"


async def test_a_frame_that_is_too_large_ends_the_line_and_not_the_robot(office):
    await office.theirs.connection.tell({"cmd": "aibot_msg_callback", "body": {"x": "x" * 1_100_000}})
    await office.wecom.until(lambda: office.theirs.subscriptions == 2)
    await office.wecom.say("wang", "在吗")
    assert (await office.hears()).text == "在吗"


async def test_nothing_that_opens_or_answers_a_message_is_in_any_log(opens, caplog):
    with caplog.at_level("DEBUG", logger="bot"):
        async with opens() as office:
            await office.wecom.photo("wang", PHOTO)
            message = await office.hears()
            office.wecom.fail("aibot_respond_msg", 846605)
            office.wecom.fail("aibot_send_msg", 93006)
            await office.say(office.about(message, "收到"))
            office.wecom.media.expire()
            with pytest.raises(PlatformError):
                await anext(office.robot.fetch(message.attachments[0], message.address))
    logged = "".join(str(record.__dict__) for record in caplog.records)
    assert logged
    handle = Handle.unpack(message.handle)
    locator = json.loads(message.attachments[0].locator)
    for secret in (office.theirs.secret, handle.response_url, locator["url"], locator["aeskey"], "收到"):
        assert secret not in logged


async def test_an_answer_that_a_restart_cut_off_is_seen_once(wecom, clock, tmp_path, monkeypatch):
    monkeypatch.setattr(messenger, "CLOSING_SECONDS", 0.1)
    office = Office(wecom, clock, tmp_path, Partners())
    async with App(Settings(), clock, [office.robot], folder=tmp_path, durable=False):
        await wecom.until(lambda: office.theirs.connection)
        wecom.fail("aibot_respond_msg", lost="answer")
        await wecom.say("wang", "你好")
        await wecom.until(lambda: wecom.heard("wang"))
    robot = office.new_robot()
    async with App(Settings(), clock, [robot], folder=tmp_path, durable=False) as app:
        await wecom.until(lambda: office.theirs.subscriptions == 2)
        await app.turn_to(clock.now() + timedelta(seconds=5))
        (row,) = await app.database.read(lambda work: work.deliveries.having(kind="reply"))
    assert row.state == "sent"
    assert [name for name, _ in wecom.calls].count("aibot_respond_msg") == 2
    assert len(wecom.heard("wang")) == 1
    office.database.close()
