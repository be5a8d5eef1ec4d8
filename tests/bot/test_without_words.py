"""A sign beside a message, and an earlier message shown anew: deliveries that say nothing new."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import messenger
from bot.playground import people
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.errors import PlatformError, Remedy
from storage.unit_of_work import Work
from tests.scenarios.conftest import Town

ZHOU, COORDINATORS = "p-周舟", "c-市科协学会服务中心"


async def put(town: Town, key: str, kind: DeliveryKind = DeliveryKind.REPLY, *, lines=("好",), **about) -> None:
    def say(work: Work) -> None:
        known = work.chats.known(people.PLATFORM, people.PLATFORM, ZHOU)
        revised = work.deliveries.keyed(about.pop("revises", ""))
        values = {**about, "revises": revised.key} if revised else about
        work.say(known.key, key, Reply(ReplyKind.ANSWER, lines), kind, **values)

    await town.app.database.write(say)
    await town.app.settle()


async def state(town: Town, key: str) -> str:
    return await town.look(lambda work: work.deliveries.keyed(key).state)


async def test_a_message_is_shown_anew_by_the_id_under_which_it_was_sent(town):
    await put(town, "a")
    await put(town, "again", lines=("更好",), revises="a")
    assert town.platform.sent[-1].revises == town.platform.sent[-2].key == "a"


@pytest.mark.parametrize("failed", [Remedy.GIVE_UP, Remedy.CONFIGURATION])
async def test_what_was_never_shown_is_not_shown_anew_and_nobody_is_told(town, failed):
    town.platform.failures.append(PlatformError("no", failed))
    await put(town, "a")
    told = len(town.said(COORDINATORS))
    await put(town, "again", revises="a")
    assert await state(town, "again") == "failed"
    assert len(town.said(COORDINATORS)) == told


@pytest.mark.parametrize("key", ["mark", "again"])
async def test_what_has_no_words_is_tried_twice_and_holds_nothing_up(town, key):
    await put(town, "a")
    about = {"kind": DeliveryKind.MARK} if key == "mark" else {"revises": "a"}
    town.platform.failures.extend(PlatformError("busy", Remedy.RETRY) for _ in range(messenger.MOST_TRIES))
    await put(town, key, **about)
    assert await state(town, key) == "pending"
    town.platform.failures.clear()
    await put(town, "b", lines=("b",))
    assert town.said(ZHOU)[-1] == "b"
    town.platform.failures.append(PlatformError("busy", Remedy.RETRY))
    told = len(town.said(COORDINATORS))
    await town.wait(minutes=1)
    assert await state(town, key) == "failed"
    assert len(town.said(COORDINATORS)) == told


async def test_what_has_no_words_is_no_part_of_what_was_said(town):
    await put(town, "a")
    await put(town, "mark", DeliveryKind.MARK)
    await put(town, "again", revises="a")

    def said(work: Work) -> list[str]:
        known = work.chats.known(people.PLATFORM, people.PLATFORM, ZHOU)
        found = [*work.deliveries.said_in(known.key, 10), *work.deliveries.sent()]
        return [row.unique_key for row in found if row.chat_id == known.key]

    assert await town.look(said) == ["a", "a"]


async def test_the_id_of_a_message_in_parts_is_that_of_its_first(town, monkeypatch):
    numbers = iter(["one", "two"])

    async def send(outgoing) -> str:
        return next(numbers)

    monkeypatch.setattr(town.platform, "parts", lambda _outgoing: 2)
    monkeypatch.setattr(town.platform, "send", send)
    await put(town, "a")
    row = await town.look(lambda work: work.deliveries.keyed("a"))
    assert (row.state, row.parts, row.platform_id) == ("sent", 1, "one")
    assert town.now - timedelta(minutes=1) < row.settled_at


async def test_what_is_wrong_with_something_handed_in_is_told_from_what_is_wrong_with_a_question(town):
    await town.say("周舟", "提交", town.file("空.docx", b""))
    assert [(sent.reply.kind, sent.is_problem) for sent in town.platform.sent[-1:]] == [(ReplyKind.CLARIFY, True)]
    await town.say("周舟", "请把截止时间改到6月30日")
    assert [(sent.reply.kind, sent.is_problem) for sent in town.platform.sent[-1:]] == [(ReplyKind.DECLINE, False)]
