"""The long connection over a real wire in virtual time: whatever happens to it, it hears again, and nothing is lost."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.feishu.socket import LongConnection
from bot.feishu.socket.endpoint import Door
from bot.feishu.socket.session import told_in
from bot.platform import Host
from tests.platforms.feishu.accounts import add_app
from tests.platforms.feishu.server import Feishu
from tests.platforms.virtual import LoopClock, in_virtual_time, until

PATIENCE = 0.002
WITHIN = 90.0


class Bot:
    """Keeps what it is told and acknowledges it."""

    def __init__(self, app, session):
        self.heard = []
        self.troubles = []
        self.tasks = set()
        door = Door(session, app.feishu.url, app.id, app.secret)
        self.connection = LongConnection("app", door.open, self.hear, self.tell)

    async def tell(self, trouble):
        self.troubles.append(trouble)

    def hear(self, push):
        self.tasks.add(asyncio.create_task(self.keep(push)))

    async def keep(self, push):
        self.heard.append(told_in(push)["event"]["message"]["message_id"])
        try:
            await push.acknowledge()
        except ConnectionError:
            return


@asynccontextmanager
async def connected(**about):
    """A Feishu, its app, and a bot that is connected to it."""
    clock = LoopClock()
    async with Feishu.on(clock) as feishu, aiohttp.ClientSession() as session:
        app = add_app(feishu, **about)
        bot = Bot(app, session)
        await bot.connection.start(Host(lambda _: None, lambda _: None, None, clock))
        await until(lambda: app.held)
        await asyncio.sleep(5)
        try:
            yield feishu, app, bot
        finally:
            await bot.connection.stop()
            await asyncio.gather(*bot.tasks)


def now():
    return asyncio.get_running_loop().time()


async def half_open(feishu, app):
    app.freeze_all()


async def reset(feishu, app):
    app.reset_all()


async def close(feishu, app):
    await app.close_all()


async def black_hole(feishu, app):
    """Whoever comes is not answered, for half a minute."""
    feishu.is_black_hole = True
    app.freeze_all()
    asyncio.get_running_loop().call_later(30, setattr, feishu, "is_black_hole", False)


async def refused(feishu, app):
    """A gateway that is down for a while, by several ways of saying so."""
    feishu.fail("endpoint", status=502)
    feishu.fail("endpoint", 1)
    feishu.fail("connect", 514, auth=0)
    await app.close_all()


@pytest.mark.parametrize("mishap", [half_open, reset, close, black_hole, refused], ids=lambda mishap: mishap.__name__)
def test_after_a_mishap_it_hears_again_within_ninety_seconds_and_nothing_is_lost(mishap):
    async def story():
        async with connected() as (feishu, app, bot):
            (line,) = app.held
            await mishap(feishu, app)
            broken_at, told = now(), []
            while not (said := await feishu.say("wang", f"第{len(told)}条")).is_delivered:
                told.append(said)
                await asyncio.sleep(2)
            assert now() - broken_at <= WITHIN
            assert line not in app.held
            await until(lambda: all(one.is_delivered for one in told))
            assert set(bot.heard) == {one.id for one in (*told, said)}
            assert all(len(one.pushes[0].attempts) <= 3 for one in told)
            assert feishu.faults == []
            assert bot.troubles == []

    in_virtual_time(story, patience=PATIENCE)


def test_closed_every_thirty_seconds_it_hears_all_that_is_told_again():
    async def story():
        async with connected(closes_every=30.0, fragments=3, shuffles=True) as (feishu, _, bot):
            told = []
            for number in range(200):
                told.append(await feishu.say("wang", f"第{number}条"))
                await asyncio.sleep(9)
            await until(lambda: all(one.is_delivered for one in told))
            assert set(bot.heard) == {one.id for one in told}
            assert len([call for call in feishu.calls if call[0] == "connect"]) > 40
            assert feishu.faults == []
            assert bot.troubles == []

    in_virtual_time(story, patience=PATIENCE)
