"""What a platform may ask of a delivery: parts one by one, its own pace, time between those said at the full hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import messenger
from bot.platform import Host, Outgoing
from bot.playground import people
from storage.chat import ChatAddress, DeliveryKind, Intake, Reply, ReplyKind, Room
from storage.editions import edition_links, publish
from storage.errors import PlatformError, Remedy
from storage.notice.parser import read
from storage.reach import Reach, reach_of_units
from storage.repositories import Limit
from storage.unit_of_work import Work
from tests.platforms.memory import MemoryPlatform

ZHOU, COORDINATORS = "p-周舟", "c-市科协学会服务中心"


class Postman(MemoryPlatform):
    """A platform that sends one line a message, and no more than it is allowed in a minute."""

    def __init__(self) -> None:
        super().__init__(people.PLATFORM, account=people.PLATFORM)
        self.lines: list[str] = []
        self.seen: list[Outgoing] = []
        self.host: Host | None = None
        self.most = 1000

    async def start(self, host: Host) -> None:
        await super().start(host)
        self.host = host

    def parts(self, outgoing: Outgoing) -> int:
        return len(outgoing.reply.lines)

    async def send(self, outgoing: Outgoing) -> str:
        await self.host.pace([Limit(outgoing.address.chat, self.most, 60)])
        self.seen.append(outgoing)
        number = await super().send(replace(outgoing, key=f"{outgoing.key}#{outgoing.part}"))
        if not outgoing.key.startswith("brief/"):
            self.lines.append(outgoing.reply.lines[outgoing.part])
        return number


async def say(town, *lines, key="a", chat=ZHOU, kind=DeliveryKind.REPLY):
    def put(work: Work) -> None:
        known = work.chats.known(people.PLATFORM, people.PLATFORM, chat)
        work.say(known.key, key, Reply(ReplyKind.ANSWER, lines), kind)

    await town.app.database.write(put)
    await town.app.settle()


async def row(town, key="a"):
    return await town.look(lambda work: work.deliveries.keyed(key))


async def test_what_was_sent_of_a_long_delivery_is_not_sent_again_when_its_next_part_fails(opens):
    postman = Postman()
    async with opens(postman) as town:
        sent_before = len(postman.lines)
        postman.failures.append(PlatformError("busy", Remedy.RETRY))
        await say(town, "1", "2", "3", key="warm-up")
        assert (await row(town, "warm-up")).parts == 0
        await town.wait(seconds=2)
        assert postman.lines[sent_before:] == ["1", "2", "3"]
        assert ((await row(town, "warm-up")).state, (await row(town, "warm-up")).parts) == ("sent", 2)


async def test_only_the_part_whose_fate_is_unknown_may_be_there_already(opens):
    postman = Postman()
    async with opens(postman) as town:
        postman.failures.append(PlatformError("cut off", Remedy.RETRY, unknown=True))
        await say(town, "1", "2", "3")
        await town.wait(seconds=2)
        seen = [(one.part, one.may_be_there) for one in postman.seen if one.key == "a"]
        assert seen == [(0, False), (0, True), (1, False), (2, False)]
        assert (await row(town)).failure == ""


async def test_a_delivery_cut_in_the_middle_goes_on_where_it_was_cut(opens):
    postman = Postman()
    async with opens(postman) as town:
        before = len(postman.lines)
        postman.most = 2
        await say(town, "1", "2", "3")
        assert postman.lines[before:] == ["1", "2"]
        assert ((await row(town)).state, (await row(town)).parts) == ("pending", 2)
    async with opens(postman) as town:
        await town.wait(seconds=61)
        assert postman.lines[before:] == ["1", "2", "3"]


async def test_to_wait_for_a_limit_is_no_failed_try_however_often(opens):
    postman = Postman()
    async with opens(postman) as town:
        postman.most = 1
        lines = [str(number) for number in range(messenger.MOST_TRIES * 2)]
        before = len(postman.lines)
        await say(town, *lines)
        await town.wait(minutes=len(lines) + 1)
        assert (await row(town)).state == "sent"
        assert postman.lines[before:] == lines


async def test_what_limits_put_off_for_a_day_is_given_up(opens):
    postman = Postman()
    async with opens(postman) as town:
        day = timedelta(days=1).total_seconds()
        postman.failures += [PlatformError("day", Remedy.WAIT, wait_seconds=day + 1) for _ in range(40)]
        await say(town, "1")
        await town.wait(days=1)
        assert (await row(town)).state == "pending"
        await town.wait(seconds=2)
        assert (await row(town)).state == "failed"


async def test_what_is_said_unasked_at_once_is_spread_and_answers_are_not(opens):
    postman = Postman()
    async with opens(postman) as town:
        postman.spread_seconds = 300
        for number in range(20):
            await say(town, "1", key=f"digest/{number}", kind=DeliveryKind.DIGEST)
        await say(town, "1", key="reply/0", kind=DeliveryKind.REPLY)
        assert (await row(town, "reply/0")).state == "sent"
        dues = [(await row(town, f"digest/{number}")).due_at for number in range(20)]
        assert len(set(dues)) > 10
        await town.wait(seconds=300)
        assert {(await row(town, f"digest/{number}")).state for number in range(20)} == {"sent"}


async def test_an_answer_knows_the_message_it_answers_and_the_newest_of_its_chat(opens):
    postman = Postman()
    async with opens(postman) as town:
        await town.say("周舟", "几号交", handle="h1")
        answer = postman.seen[-1]
        assert answer.answers
        assert (answer.answers.handle, answer.answers.sender) == ("h1", "周舟")
        await postman.say(ZHOU, "联系谁", sender="周舟", at=town.now, handle="h2")
        await town.app.settle()
        await say(town, "later", key="digest/x", kind=DeliveryKind.DIGEST)
        pushed = postman.seen[-1]
        assert (pushed.answers, pushed.latest.handle) == (None, "h2")


async def test_a_chat_that_is_gone_is_no_way_to_its_unit_until_somebody_speaks_there(opens):
    postman = Postman()
    async with opens(postman) as town:
        await town.say("周舟", "几号交")
        unit = await town.look(
            lambda work: work.bindings.of_member(work.members.find()[0].key, work.now) and _unit(work, "周舟")
        )
        reach = await town.look(reach_of_units)
        assert reach[unit] is Reach.PRIVATE
        postman.failures.append(PlatformError("gone", Remedy.GIVE_UP, gone=True))
        await say(town, "1")
        assert (await row(town)).state == "failed"
        assert (await town.look(reach_of_units))[unit] is not Reach.PRIVATE
        await town.say("周舟", "联系谁")
        assert (await town.look(reach_of_units))[unit] is Reach.PRIVATE


def _unit(work: Work, user: str) -> int:
    member = work.members.known(people.PLATFORM, people.PLATFORM, user)
    return work.bindings.of_member(member.key, work.now)[0].unit_id


async def test_what_of_a_group_is_heard_is_learnt_from_what_comes(opens):
    postman = Postman()
    async with opens(postman) as town:
        await town.say("周舟", "几号交", chat="g-new", intake=Intake.ADDRESSED)
        chat = await town.look(lambda work: work.chats.known(people.PLATFORM, people.PLATFORM, "g-new"))
        assert chat.intake == Intake.ADDRESSED
        await town.say("周舟", "几号交", chat="g-new", intake=Intake.ALL)
        chat = await town.look(lambda work: work.chats.known(people.PLATFORM, people.PLATFORM, "g-new"))
        assert chat.intake == Intake.ALL


async def test_quiet_waits_for_what_was_said_in_that_chat(opens):
    postman = Postman()
    async with opens(postman) as town:
        file = town.file("a.jpg")
        hanging = postman.hold("a.jpg")
        assert await postman.say(ZHOU, "", file, sender="周舟", at=town.now)
        address = ChatAddress(people.PLATFORM, people.PLATFORM, ZHOU)
        waiting = town.app.dispatcher.quiet(address)
        with pytest.raises(TimeoutError):
            async with town.app.clock.timeout(2):
                await waiting
        hanging.set()
        await town.app.dispatcher.quiet(address)
        assert await town.look(lambda work: work.inbox.waiting()) == []
        await town.app.dispatcher.quiet(replace(address, chat="nobody"))


async def test_only_addresses_that_the_notice_names_may_be_links(opens):
    postman = Postman()
    notice = read(
        [
            "关于报送总结的通知",
            "各学会：",
            "请登录https://tougao.example.cn/a?b=1。于6月9日前报送总结。",
            "某市科协",
            "2024年6月3日",
        ]
    )
    async with opens(postman) as town:
        campaign = await town.app.database.write(lambda work: publish(work, notice, by="演练"))
        assert await town.look(lambda work: edition_links(work, campaign.edition_id)) == (
            "https://tougao.example.cn/a?b=1",
        )
        await town.say("周舟", "几号交 http://evil.example.cn")
        assert not any("evil" in link for link in postman.seen[-1].links)


async def test_what_is_said_of_a_message_in_another_chat_is_no_answer_to_it(opens):
    """A receipt that goes to somebody in private must not go by the handle of the group in which they handed in."""
    postman = Postman()
    async with opens(postman) as town:
        await postman.say("g-many", "大家好", sender="周舟", room=Room.SHARED_GROUP, at=town.now, handle="of the group")
        await town.app.settle()

        def put(work: Work) -> None:
            (said,) = work.inbox.having(external_chat="g-many")
            for chat in ("g-many", ZHOU):
                known = work.chats.known(people.PLATFORM, people.PLATFORM, chat)
                work.say(
                    known.key, f"of/{chat}", Reply(ReplyKind.STATE, ("1",)), DeliveryKind.REPLY, in_reply_to=said.key
                )

        await town.app.database.write(put)
        await town.app.settle()
    answers = {sent.address.chat: sent.answers for sent in postman.seen if sent.key.startswith("of/")}
    assert answers["g-many"].handle == "of the group"
    assert answers[ZHOU] is None
