"""Every error code of WeCom's, met by the whole bot: everything said is settled, nothing is asked in a storm."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.messenger import MOST_TRIES
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.errors import Remedy
from tests.platforms.city import SHARED, ZHOU
from tests.platforms.wecom.city import open_city

CODES = {
    -1: Remedy.RETRY,
    6000: Remedy.RETRY,
    45033: Remedy.RETRY,
    45009: Remedy.WAIT,
    **dict.fromkeys((40001, 40014, 42001), Remedy.WAIT),
    **dict.fromkeys((40013, 40056, 48002, 50001, 60011, 60020, 80001, 85005, 93019, 853000), Remedy.CONFIGURATION),
    **dict.fromkeys((40003, 60111, 81013, 82001, 86001, 86008, 86215, 86224, 93000, 93004, 93008), Remedy.GIVE_UP),
    **dict.fromkeys((40004, 40008, 40011, 40058, 40063, 41001, 44004, 45002), Remedy.GIVE_UP),
    **dict.fromkeys((93006, 600039, 846605, 846608, 853001, 853006, 851008), Remedy.GIVE_UP),
    **dict.fromkeys((40007, 846609), Remedy.REFRESH),
}
"""The table of documents 90455 and 90313 and what was seen beside it, each with what is done about it for an app."""

WAYS = {"long": "aibot_send_msg", "app": "message/send", "webhook": "webhook/send"}
MOST_CALLS = 4
"""Calls that one try may make: two ways, each asked again after its subscription or token was renewed."""

PASSING = {6000: 2, 45009: 4, 40001: 6, 40014: 6, 42001: 6}
"""What is over after so many refusals: two writes that met, limits of a minute and an hour, a token that was renewed."""


@pytest.fixture(params=WAYS)
async def city(request, tmp_path, unused_tcp_port):
    async with open_city(request.param, tmp_path, unused_tcp_port) as city:
        yield city


async def test_what_meets_an_error_is_settled_and_nothing_is_asked_in_a_storm(city):
    way, chat = WAYS[city.surface], SHARED if city.surface == "webhook" else ZHOU
    for code, remedy in CODES.items():
        key, before = f"digest/{code}", len(city.double.calls)
        began = city.clock.now()
        city.double.fail(way, code, times=PASSING.get(code, 9999))
        await city.app.database.write(lambda work, key=key: _say(work, chat, key))
        await city.app.settle()
        for hours in (0.02, 0.1, 1, 6):
            await city.app.turn_to(began + timedelta(hours=hours))
        row = await city.look(lambda work, key=key: work.deliveries.keyed(key))
        calls = [call for call, _ in city.double.calls[before:] if call in (way, "aibot_respond_msg", "response_url")]
        assert row.state in ("sent", "failed", "unknown"), (code, row.state)
        made = await city.look(lambda work, began=began: work.deliveries.count(work.deliveries.c.created_at >= began))
        assert len(calls) <= MOST_CALLS * MOST_TRIES * made, (code, len(calls))
        if code in PASSING:
            assert row.state == "sent", code
        elif city.surface == "app":
            assert (row.state, row.failure) == ("failed", remedy.value), code
        city.double.heal(way)
        await city.app.database.write(_reach_again)
    rows = await city.look(lambda work: work.deliveries.find())
    assert {row.state for row in rows} <= {"sent", "failed", "unknown"}
    fetches = city.accounts["app"].token_fetches if city.surface == "app" else []
    assert _most_in(300, fetches) <= 2


def _say(work, chat, key):
    known = next(one for one in work.chats.having(platform="wecom") if chat in (one.external, SHARED))
    work.say(known.key, key, Reply(ReplyKind.STATE, (key,)), DeliveryKind.DIGEST)


def _reach_again(work):
    work.chats.change(work.chats.c.lost_at.is_not(None), lost_at=None)


def _most_in(seconds, moments):
    """The most moments within any so many seconds."""
    return max((sum(0 <= other - one < seconds for other in moments) for one in moments), default=0)
