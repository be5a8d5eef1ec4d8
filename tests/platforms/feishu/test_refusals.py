"""Every error code of Feishu's, met by the whole bot: all that is said is settled, nothing is asked in a storm."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.config import Settings
from bot.config.tables import NetworkSettings
from bot.feishu.errors import GONE, NO_REPLY, TOKEN_REFUSED, Code
from bot.feishu.platform import Feishu as Platform
from bot.messenger import MOST_TRIES
from bot.network import Network
from storage.chat import Button, DeliveryKind, Reply, ReplyKind
from storage.errors import Remedy
from tests.platforms.city import DESK, SHARED, ZHOU, new_clock, opened
from tests.platforms.feishu.accounts import add_app
from tests.platforms.feishu.city import FeishuCity, open_city
from tests.platforms.feishu.server import Feishu
from tests.platforms.feishu.test_errors import REMEDIES

CODES = {code: remedy for remedy, codes in REMEDIES.items() for code in codes}
PASSING = {
    99991400: 3,
    99991403: 2,
    230020: 3,
    230049: 2,
    11232: 2,
    11233: 2,
    234041: 2,
    234042: 2,
    **dict.fromkeys(TOKEN_REFUSED, 4),
}
"""What is over after so many refusals: limits, the hours of a quota, a message on its way, a token that was renewed."""

MOST_CALLS = 3
"""Calls that one try may make: a reply, the same without its topic or token, and a message in its place."""

MOST_CALLS_A_DAY = 600
"""What is put off by a limit that never ends, or by tokens that never are taken: every five minutes, after a day no more;
of these each is asked twice.
"""

SAYING = ("messages.create", "messages.reply")


@pytest.fixture
async def city(tmp_path, unused_tcp_port):
    async with open_city("long", tmp_path, unused_tcp_port) as city:
        yield city


def say(work, external, key, reply=None, kind=DeliveryKind.DIGEST):
    chat = next(one for one in work.chats.having(platform="feishu") if external in (one.external, one.member_id))
    work.say(chat.key, key, reply or Reply(ReplyKind.STATE, (key,)), kind)


def reach_again(work):
    work.chats.change(work.chats.c.lost_at.is_not(None), lost_at=None)


async def look(city, key):
    return await city.look(lambda work: work.deliveries.keyed(key))


def private_chat(city):
    return city.double.private(ZHOU, city.hearing).id


async def turn(city, began, *hours):
    for some in hours:
        await city.app.turn_to(began + timedelta(hours=some))
        await city.app.settle()


def most_in(seconds, moments):
    """The most moments within any so many seconds."""
    return max((sum(0 <= other - one < seconds for other in moments) for one in moments), default=0)


async def test_what_meets_an_error_is_settled_and_nothing_is_asked_in_a_storm(city):
    created = 0
    for code, remedy in CODES.items():
        key, before, began = f"digest/{code}", len(city.double.calls), city.clock.now()
        for way in SAYING:
            city.double.fail(way, code, times=PASSING.get(code, 9999))
        await city.app.database.write(lambda work, key=key: say(work, private_chat(city), key))
        await city.app.settle()
        await turn(city, began, 0.02, 0.1, 1, 6)
        row = await look(city, key)
        made = await city.look(lambda work, began=began: work.deliveries.count(work.deliveries.c.created_at >= began))
        calls = [way for way, _ in city.double.calls[before:] if way in SAYING]
        assert len(calls) <= MOST_CALLS * MOST_TRIES * made, (code, len(calls))
        if code in PASSING:
            assert row.state == "sent", code
        else:
            assert (row.state, row.failure) == ("failed", remedy.value), code
        lost = await city.look(lambda work: work.chats.known("feishu", "app", private_chat(city)).lost_at)
        assert bool(lost) is (code in GONE), code
        for way in SAYING:
            city.double.heal(way)
        await city.app.database.write(reach_again)
        created += 1
    rows = await city.look(lambda work: work.deliveries.find())
    assert created == len(
        [row for row in rows if row.unique_key.startswith("digest/") and row.unique_key[7:].isdigit()]
    )
    assert {row.state for row in rows} <= {"sent", "failed", "unknown"}
    assert most_in(300, city.hearing.token_fetches) <= 2


@pytest.mark.parametrize("code", [*sorted(NO_REPLY), 230001, 230020, 99991663, 230101])
async def test_what_cannot_be_said_in_reply_is_said_in_the_chat(city, code):
    city.double.fail("messages.reply", code, times=1)
    await city.say(ZHOU, "几号截止")
    await city.wait(minutes=1)
    (row,) = await city.look(lambda work: work.deliveries.find(work.deliveries.c.kind == "reply")[-1:])
    if code in NO_REPLY or code in PASSING:
        assert row.state == "sent"
        assert "截止" in city.last(ZHOU) or "报送" in city.last(ZHOU)
    elif code == Code.REPLY_ONLY:
        assert row.state == "failed", "it was a reply that was refused"
    else:
        assert (row.state, row.failure) == ("failed", Remedy.GIVE_UP.value)


async def test_what_cannot_be_said_but_in_reply_is_said_in_reply_to_the_newest_message(city):
    await city.say(ZHOU, "几号截止")
    city.double.fail("messages.create", 230101, times=1)
    await city.app.database.write(lambda work: say(work, private_chat(city), "digest/reply only"))
    await city.wait(minutes=10)
    assert (await look(city, "digest/reply only")).state == "sent"
    assert city.seen(ZHOU)[-1].parent is not None


@pytest.mark.parametrize("sub", [11310, 100290, 200621, 200861, 200570, 300220])
async def test_a_card_that_is_refused_is_said_by_its_words(city, sub):
    reply = Reply(ReplyKind.CONFIRM, ("请确认撤回",), buttons=(Button("确认", "确认"), Button("取消", "取消")))
    city.double.fail("messages.create", 230099, times=1, sub=sub)
    await city.app.database.write(lambda work: say(work, private_chat(city), "digest/card", reply))
    await city.wait(minutes=10)
    assert (await look(city, "digest/card")).state == "sent"
    (heard,) = [one for one in city.seen(ZHOU) if "请确认撤回" in one.text]
    assert heard.kind in ("text", "post")


@pytest.mark.parametrize("way", ["messages.create", "token"])
@pytest.mark.parametrize(
    "failure", [{"status": 502}, {"lost": "request"}, {"lost": "answer"}, {"code": 2200, "status": 500}]
)
async def test_what_was_lost_on_the_way_is_said_once(city, way, failure):
    city.hearing.revoke()
    city.double.fail(way, times=2, **failure)
    await city.app.database.write(lambda work: say(work, private_chat(city), "digest/lost"))
    await city.wait(minutes=30)
    assert (await look(city, "digest/lost")).state == "sent"
    assert len([text for text in city.heard(ZHOU) if text == "digest/lost"]) == 1
    assert not [fault for fault in city.double.faults if fault.way == "uuid"]


async def test_phones_that_policy_refuses_are_left_out_and_those_who_run_the_bot_are_told(city):
    city.double.forbid_phones()
    reply = Reply(ReplyKind.STATE, ("咨询电话：0871-66554433",))
    await city.app.database.write(lambda work: say(work, private_chat(city), "digest/phone", reply))
    await city.wait(minutes=10)
    assert (await look(city, "digest/phone")).state == "sent"
    assert "［电话见单位页面］" in city.last(ZHOU)
    assert any("已隐去号码后发出" in text for text in city.heard(DESK))


@pytest.mark.parametrize("code", [99991400, 99991663, 230002, 230020, 231001, 231003, 230110, 99991672, 99992354])
async def test_a_sign_that_cannot_be_put_hinders_nothing(city, code):
    city.double.fail("reactions.create", code, times=9999)
    before = len(city.double.calls)
    said, _ = await city.post(ZHOU, "现场.jpg")
    await city.wait(hours=30)
    calls = [way for way, _ in city.double.calls[before:] if way == "reactions.create"]
    marks = await city.look(lambda work: work.deliveries.having(kind=DeliveryKind.MARK.value))
    assert {row.state for row in marks} == {"failed"}
    assert said.reactions == []
    assert any("回执" in text for text in city.heard(ZHOU)), "the receipt comes all the same"
    is_final = CODES.get(code, Remedy.GIVE_UP) in (Remedy.GIVE_UP, Remedy.CONFIGURATION)
    assert len(calls) <= (len(marks) if is_final else MOST_CALLS_A_DAY * len(marks))


async def test_fifty_messages_to_one_chat_all_arrive_and_none_is_over_the_limit(city):
    def say_fifty(work):
        for number in range(50):
            say(work, SHARED, f"digest/fifty {number}", kind=DeliveryKind.REPLY)

    await city.app.database.write(say_fifty)
    await city.wait(minutes=10)
    heard = [one for one in city.seen(SHARED) if "digest/fifty" in one.text]
    assert [one.text for one in heard] == [f"digest/fifty {number}" for number in range(50)]
    assert most_in(1.0, [one.at for one in heard]) <= 5
    assert not [fault for fault in city.double.faults if fault.code in (230020, 99991400)]


class CityOfTwoApps(FeishuCity):
    """Two apps of one tenant in the same group: Feishu counts what both say there together."""

    def set_up(self):
        settings, _ = super().set_up()
        other = add_app(self.double, "cli_a1b2c3d4e5f60009", name="小助")
        self.double.chats[SHARED].apps.append(other)
        apps = [one.model_dump() for one in settings.feishu.apps]
        apps.append({"name": "other", "app_id": other.id, "app_secret": other.secret})
        settings = Settings.model_validate({"feishu": {"api": self.double.url, "apps": apps}})
        return settings, Platform(settings.feishu, Network(NetworkSettings()), self.blobs.path)


async def test_two_apps_in_one_group_share_its_limit(tmp_path, unused_tcp_port):
    clock = new_clock()
    async with opened(CityOfTwoApps("long", tmp_path, unused_tcp_port, clock, Feishu.on(clock))) as city:
        about = {"platform": "feishu", "account": "other", "external": SHARED, "room": "shared_group"}

        def say_fifty(work):
            mine = next(one for one in work.chats.having(platform="feishu", account="app") if one.external == SHARED)
            for number in range(25):
                for chat in (mine.key, work.chats.known("feishu", "other", SHARED).key):
                    work.say(
                        chat, f"digest/{chat}/{number}", Reply(ReplyKind.STATE, (f"两家 {number}",)), DeliveryKind.REPLY
                    )

        await city.app.database.write(lambda work: work.chats.add(**about, seen_at=work.now))
        await city.app.database.write(say_fifty)
        await city.wait(minutes=5)
        heard = [one for one in city.seen(SHARED) if "两家" in one.text]
        assert len(heard) == 50
        assert {one.by.name for one in heard} == {"报送助手", "小助"}
        assert most_in(1.0, [one.at for one in heard]) <= 5
        assert not [fault for fault in city.double.faults if fault.code in (230020, 99991400)]
