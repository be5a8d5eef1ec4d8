"""Conversations in order, each once; what fails is set aside and told, and stops nobody else."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter

import pytest

from bot import alerts, dispatcher
from bot.dispatcher import Conversing
from bot.playground import people
from handlers import routes
from handlers.routes import Route
from storage.chat import Reply, ReplyKind
from tests.hardship import full_disk
from tests.platforms.memory import MemoryPlatform

ZHOU, WEN = "周舟", "温宁"
COORDINATOR = "c-市科协学会服务中心"


class Bug(Exception):
    """What no conversation expects."""


@pytest.fixture
def bug(monkeypatch):
    """A conversation that fails as often as it is told to; returns how often it has been tried."""
    left, tried = Counter[str](), Counter[str]()

    def fail(context, _work) -> Reply | None:
        word = context.text.removeprefix("坏 ")
        tried[word] += 1
        if tried[word] <= left[word]:
            raise Bug
        return Reply(ReplyKind.ANSWER, ("好了",))

    broken = Route("broken", lambda context: context.text.startswith("坏 "), fail, at_any_age=True)
    monkeypatch.setattr(routes, "ROUTES", (broken, *routes.ROUTES))
    return left, tried


async def states(town) -> list[str]:
    return await town.look(lambda work: [row.state for row in work.inbox.find()])


async def test_a_conversation_that_fails_three_times_is_set_aside_and_told(town, bug):
    left, tried = bug
    left["甲"] = 99
    (apology,) = await town.say(ZHOU, "坏 甲")
    assert apology.startswith("很抱歉，这条消息处理出错，已通知管理人员。")
    assert tried["甲"] == 3
    assert await states(town) == ["failed"]
    assert "有一条消息处理失败（编号1）" in town.said(COORDINATOR)[-1]


async def test_coordinators_hear_of_what_fails_once_an_hour(town, bug):
    left, _ = bug
    left.update(甲=99, 乙=99, 丙=99)
    heard = len(town.said(COORDINATOR))
    await town.say(ZHOU, "坏 甲")
    await town.say(WEN, "坏 乙")
    assert len(town.said(COORDINATOR)) == heard + 1
    await town.wait(hours=1)
    heard = len(town.said(COORDINATOR))
    await town.say(WEN, "坏 丙")
    assert len(town.said(COORDINATOR)) == heard + 1


async def test_what_fails_twice_and_then_works_is_answered_once(town, bug):
    left, tried = bug
    left["甲"] = 2
    assert await town.say(ZHOU, "坏 甲") == ["好了"]
    assert tried["甲"] == 3
    assert await states(town) == ["done"]


async def test_effects_of_a_failed_try_are_not_kept(town, monkeypatch):
    def half(context, work) -> None:
        work.say(context.chat.key, "half", Reply(ReplyKind.STATE, ("半句",)))
        raise Bug

    monkeypatch.setattr(routes, "ROUTES", (Route("half", lambda _: True, half),))
    said = await town.say(ZHOU, "什么")
    assert [line[:3] for line in said] == ["很抱歉"]


async def test_where_not_even_the_apology_can_be_made_those_who_run_the_bot_hear_of_it(town, bug, monkeypatch):
    left, _ = bug
    left["甲"] = 99

    def fail(*_args: object) -> None:
        raise Bug

    monkeypatch.setattr(Conversing, "set_aside", fail)
    assert await town.say(ZHOU, "坏 甲") == []
    assert await states(town) == ["failed"]
    assert "有一条消息处理失败（编号1）" in town.said(COORDINATOR)[-1]


async def test_what_cannot_even_be_given_up_waits_for_the_next_start_and_holds_up_nobody(opens, bug, monkeypatch):
    left, _ = bug
    left["甲"] = 6
    async with opens() as town:
        with monkeypatch.context() as while_broken:
            while_broken.setattr(alerts, "set_aside", lambda *_: (_ for _ in ()).throw(Bug))
            assert await town.say(ZHOU, "坏 甲") == []
            assert await town.say(ZHOU, "坏 乙") == ["好了"]
        assert await states(town) == ["waiting", "done"]
    left["甲"] = 3
    async with opens(town.platform) as town:
        await town.app.settle()
        assert await states(town) == ["done", "done"]
        assert town.said(f"p-{ZHOU}") == ["好了", "好了"]


async def test_a_message_handed_on_twice_is_handled_once(opens, bug):
    """A job's result is admitted while the start still looks for what waits, and is then found waiting too."""
    _, tried = bug
    async with opens() as town:
        await town.app.dispatcher.close()
        await town.platform.say("p-周舟", "坏 甲", at=town.now, sender=ZHOU)
    async with opens(town.platform) as town:
        await town.app.dispatcher.resume()
        await town.app.settle()
        assert tried == {"甲": 1}
        assert town.said("p-周舟") == ["好了"]


async def test_one_chats_messages_are_handled_in_their_order_and_chats_side_by_side(town, monkeypatch):
    handled: list[str] = []
    begun = threading.Event()

    def note(context, _work) -> None:
        handled.append(context.text)
        begun.set()

    monkeypatch.setattr(routes, "ROUTES", (Route("note", lambda _: True, note),))
    hanging = town.platform.hold("慢.jpg")
    part = town.file("慢.jpg")
    await town.platform.say("p-周舟", "一", part, at=town.now, sender=ZHOU)
    await town.platform.say("p-周舟", "二", at=town.now, sender=ZHOU)
    await town.platform.say("p-温宁", "别的", at=town.now, sender=WEN)
    assert await asyncio.to_thread(begun.wait, 10)
    assert handled == ["别的"]
    hanging.set()
    await town.app.settle()
    assert handled == ["别的", "一", "二"]


async def test_a_conversation_waits_a_minute_for_its_files_and_then_asks_for_them_again(town):
    town.platform.hold("慢.jpg")
    (said,) = await town.say(ZHOU, "", "慢.jpg")
    assert "慢.jpg" in said
    (file,) = await town.look(lambda work: work.files.find())
    assert (file.state, file.why) == ("refused", "too_slow")


async def test_what_was_in_hand_at_an_orderly_end_is_finished_and_what_waited_is_taken_up_again(opens, bug):
    async with opens() as town:
        town.platform.hold("慢.jpg")
        part = town.file("慢.jpg")
        await town.platform.say("p-周舟", "", part, at=town.now, sender=ZHOU)
        await town.platform.say("p-周舟", "坏 二", at=town.now, sender=ZHOU)
    assert town.said("p-周舟") == []
    town.platform.release("慢.jpg")
    async with opens(town.platform) as town:
        await town.app.settle()
        assert await states(town) == ["done", "done"]
        assert town.said("p-周舟") == ["好了"]
        (piece,) = await town.look(lambda work: work.pieces.find())
        assert piece.name == "慢.jpg"


async def test_nothing_is_begun_once_it_closes(opens, bug):
    _, tried = bug
    async with opens() as town:
        await town.app.dispatcher.close()
        await town.platform.say("p-周舟", "坏 甲", at=town.now, sender=ZHOU)
        assert town.app.dispatcher.is_idle
        assert tried == {}
    async with opens(town.platform) as town:
        await town.app.settle()
        assert tried == {"甲": 1}


async def test_an_old_question_found_after_a_restart_is_asked_for_again_and_a_hand_in_is_taken(opens):
    async with opens() as town:
        await town.app.dispatcher.close()
        await town.platform.say("p-周舟", "什么时候截止", at=town.now, sender=ZHOU)
        await town.platform.say("p-温宁", "", town.file("a.jpg"), at=town.now, sender=WEN)
    town.app.clock.advance_to(town.app.clock.now() + dispatcher.STALE_AFTER * 2)
    async with opens(town.platform) as town:
        await town.app.settle()
        assert town.said("p-周舟") == ["刚才未能处理，请再发一次。"]
        await town.wait(seconds=30)
        assert "回执号0904-001" in town.last(WEN)


async def test_a_full_disk_makes_nobody_wait_in_vain_and_loses_nothing(town):
    """What was admitted is handled as soon as there is room; what was not is not acknowledged."""
    held, go_on = threading.Event(), threading.Event()

    def hold(_work: object) -> None:
        held.set()
        assert go_on.wait(10)

    holding = town.app.database.submit(hold)
    admitted = asyncio.ensure_future(town.platform.say("p-周舟", "什么时候截止", at=town.now, sender=ZHOU))
    await asyncio.to_thread(held.wait, 10)
    go_on.set()
    assert await admitted
    await asyncio.wrap_future(holding)
    with full_disk():
        with pytest.raises(Exception, match=r"disk|I/O"):
            await town.platform.say("p-温宁", "什么时候截止", at=town.now, sender=WEN)
        await asyncio.sleep(0.05)
    await town.app.settle()
    assert len(town.said("p-周舟")) == 1
    assert town.said("p-温宁") == []
    assert await town.say(WEN, "什么时候截止")


class Impatient(MemoryPlatform):
    """A platform whose requests are broken off: by a client that hangs up, or by a limit of time."""

    async def give_up(self, chat: str, text: str, town, sender: str) -> None:
        bringing = asyncio.ensure_future(self.say(chat, text, at=town.now, sender=sender))
        await asyncio.sleep(0)  # it has been handed to the writing thread
        bringing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await bringing


async def test_a_message_that_nobody_waits_for_any_more_is_handled_all_the_same(opens):
    async with opens(Impatient(people.PLATFORM, account=people.PLATFORM)) as town:
        await town.platform.give_up("p-周舟", "什么时候截止", town, ZHOU)
        await town.app.database.write(lambda _work: None)
        await asyncio.sleep(0)
        await town.app.settle()
        assert len(town.said("p-周舟")) == 1
