"""What Feishu tells again at 15 s, 5 min, 1 h and 6 h, to processes that share a database and come and go meanwhile."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from bot.app import App
from bot.config.tables import NetworkSettings
from bot.feishu.platform import Feishu as Platform
from bot.feishu.webhook import PATH
from bot.network import Network
from bot.playground.example import roster_entries
from bot.playground.inventions import invent_file
from bot.web import guard
from bot.web.serving import Server, application
from bot.web.streams import Streams
from storage.roster import import_roster
from tests.platforms.city import ZHOU, new_clock
from tests.platforms.feishu.city import FeishuCity
from tests.platforms.feishu.limits import REPUSHES
from tests.platforms.feishu.server import Feishu
from tests.platforms.memory import MemoryPlatform


class Processes:
    """Two processes of one installation, each of which can be ended and begun again."""

    def __init__(self, city, settings, ports):
        self.city = city
        self.settings = settings
        self.ports = ports
        self._stacks = {}
        self._begun = 0

    async def begin(self, number):
        """Begin one, and let it hear."""
        stack = self._stacks[number] = AsyncExitStack()
        platform = Platform(self.settings.feishu, Network(NetworkSettings()), self.city.blobs.path)
        app = App(self.settings, self.city.clock, [platform], folder=self.city.folder, durable=False)
        self.city.app = await stack.enter_async_context(app)
        server = Server(application(platform.routes(), [guard.refuse_foreign()]), Streams())
        await server.start("127.0.0.1", self.ports[number])
        stack.push_async_callback(server.stop)
        self._begun += 1
        await self.city.double.until(lambda: self._who_it_is() >= self._begun)
        if self.city.surface == "long":
            await self.city.double.until(lambda: len(self.city.hearing.held) == len(self._stacks))
        self.is_called(number)

    def _who_it_is(self):
        """How often a bot has asked who it is, as each does when it begins: no time may pass while it asks."""
        return [way for way, _ in self.city.double.calls].count("bot.info")

    async def end(self, number):
        await self._stacks.pop(number).aclose()

    def is_called(self, number):
        """Let what stands before them hand the next calls to this one."""
        if self.city.surface == "called":
            self.city.hearing.url = f"http://127.0.0.1:{self.ports[number]}{PATH}app"

    async def close(self):
        for number in list(self._stacks):
            await self.end(number)


@asynccontextmanager
async def two_processes(surface, folder, ports):
    clock = new_clock()
    async with Feishu.on(clock) as feishu:
        city = FeishuCity(surface, folder, ports[0], clock, feishu)
        settings, _ = city.set_up()
        async with App(settings, clock, [MemoryPlatform()], folder=folder, durable=False) as app:
            await app.database.write(lambda work: import_roster(work, roster_entries()))
        processes = Processes(city, settings, ports)
        try:
            for number in range(2):
                await processes.begin(number)
                if number == 0:
                    await city.enrol()
            yield processes
        finally:
            await processes.close()


@pytest.mark.parametrize("surface", ["long", "called"])
async def test_all_four_after_restarts_on_two_processes_have_one_effect_and_one_reply(
    tmp_path, unused_tcp_port_factory, surface
):
    async with two_processes(surface, tmp_path, [unused_tcp_port_factory() for _ in range(2)]) as processes:
        city, feishu = processes.city, processes.city.double
        feishu.fail("push", lost="answer", times=2 * len(REPUSHES))
        before = len(feishu.heard(ZHOU))
        told = [await feishu.say(ZHOU, "几号交"), await feishu.photo(ZHOU, invent_file("a.jpg"), "a.jpg")]
        for number, wait in enumerate(REPUSHES):
            await city.app.settle()
            await processes.end(number % 2)
            await processes.begin(number % 2)
            processes.is_called((number + number // 2) % 2)
            await city.wait(seconds=wait)
            await feishu.until(lambda number=number: all(len(said.pushes[0].attempts) > number + 1 for said in told))
        await city.wait(minutes=1)
        assert [said.pushes[0].attempts for said in told] == [[0, 0, 0, 0, 200]] * 2
        rows = await city.look(lambda work: [row.message_id for row in work.inbox.in_order()])
        assert [rows.count(said.id) for said in told] == [1, 1]
        assert len(await city.look(lambda work: work.submissions.find())) == 1
        answers = [one for one in feishu.heard(ZHOU)[before:] if one.parent is told[0]]
        receipts = [one for one in feishu.heard(ZHOU)[before:] if "回执号" in one.text]
        assert (len(answers), len(receipts)) == (1, 1)
        assert feishu.faults == []
