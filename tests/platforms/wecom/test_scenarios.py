"""One campaign on each of WeCom's surfaces, as far as it can carry it: private, in a unit's group, in one of many units."""

from __future__ import annotations

import pytest

from tests.platforms.campaign import AtTheDesk, InGroups, InPrivate, SpeakingInGroups
from tests.platforms.city import SHARED, UNIT, WEN, ZHOU
from tests.platforms.wecom.city import open_city


@pytest.fixture
async def city(request, tmp_path, unused_tcp_port):
    async with open_city(request.param, tmp_path, unused_tcp_port) as city:
        yield city
        assert city.double.faults == [], "WeCom refused, cut or dropped something"
        assert [heard.links for heard in city.double.everything() if heard.links] == []


@pytest.mark.parametrize("city", ["long", "called", "app"], indirect=True)
class TestInPrivate(InPrivate):
    """Robots and apps are spoken with alone."""


@pytest.mark.parametrize("chat", [SHARED, UNIT])
@pytest.mark.parametrize("city", ["long", "called"], indirect=True)
class TestInGroups(InGroups):
    """Only robots hear any group."""


@pytest.mark.parametrize("city", ["long", "called", "app", "webhook"], indirect=True)
class TestAtTheDesk(AtTheDesk):
    """Everywhere."""


@pytest.mark.parametrize("city", ["long", "called", "webhook"], indirect=True)
class TestSpeakingInGroups(SpeakingInGroups):
    """Webhooks too; an app writes to no group."""


@pytest.mark.parametrize("city", ["long", "called"], indirect=True)
async def test_in_a_group_it_is_said_how_to_hand_in_there(city):
    await city.say(WEN, "工作总结已发，见上一条附件", chat=UNIT)
    await city.wait(seconds=30)
    assert "引用" in city.last(UNIT)


@pytest.mark.parametrize(("city", "chat"), [("long", UNIT), ("called", SHARED)], indirect=["city"])
async def test_a_hand_in_is_withdrawn_in_the_group_where_it_was_made(city, chat):
    await city.say(WEN, "活动照片", "a.jpg", "b.jpg", chat=chat)
    await city.wait(seconds=30)
    assert "0904-001" in city.last(chat)
    assert "将撤回" in (await city.say(WEN, "撤回 0904-001", chat=chat))[-1]
    assert "已撤回" in (await city.say(WEN, "确认", chat=chat))[-1]


@pytest.mark.parametrize(("city", "name"), [("long", "a.jpg"), ("called", "工作总结.docx")], indirect=["city"])
async def test_of_a_link_that_died_the_file_is_asked_for_again(city, name):
    city.double.fail("media", status=403)
    await city.post(ZHOU, name)
    await city.wait(seconds=30)
    assert "请重新发送" in city.last(ZHOU)


@pytest.mark.parametrize("city", ["long", "called"], indirect=True)
async def test_a_plain_file_in_a_group_reaches_nobody_until_it_is_quoted(city):
    summary, _ = await city.post(WEN, "工作总结.docx", chat=UNIT)
    assert not summary.is_delivered
