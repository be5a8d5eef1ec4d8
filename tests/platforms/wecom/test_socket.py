"""The long connection, in virtual time: held by one, made anew, never given up, never taken for dead while it lives."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot import ownership
from bot.config.wecom import RobotSettings
from bot.platform import Host
from bot.wecom.errors import WeComError
from bot.wecom.socket import LongConnection, NotConnected, Trouble
from bot.wecom.socket.session import Frame
from storage.database import Database
from storage.errors import NotStored, PlatformError
from storage.schema import create_all
from tests.platforms.virtual import LoopClock, database_at, in_virtual_time, until
from tests.platforms.wecom.switchboard import WATCHWORD, Line, Switchboard

DAY = 24 * 3600
LEASE = 60


class Bot:
    """One process of the bot, with what its connection brought and told."""

    def __init__(self, switchboard: Switchboard, database: Database, secret: str = WATCHWORD) -> None:
        self.heard: list[tuple[float, str]] = []
        self.troubles: list[tuple[float, Trouble]] = []
        self.database = database
        self.own_lines: list[Line] = []
        self._switchboard = switchboard
        settings = RobotSettings(name="slkx", bot_id="B", secret=secret)
        self.connection = LongConnection(settings, self._connect, self._hear, self._alarm)

    async def start(self) -> None:
        async def receive(message: object) -> bool:
            return True

        async def quiet(address: object) -> None:
            return

        await self.connection.start(Host(receive, quiet, self.database, LoopClock()))

    async def crash(self) -> None:
        """Be gone without a word: neither the lease is given back nor a connection closed, it is only cut."""
        for task in tuple(self.connection._running._tasks):
            task.cancel()
        self.database.write = self._never  # type: ignore[method-assign]
        for line in self.own_lines:
            line.is_closed = True
        await self.connection.stop()

    async def _never(self, function: object) -> None:
        raise NotStored("gone")

    async def _connect(self) -> Line:
        line = await self._switchboard.connect()
        self.own_lines.append(line)
        return line

    def _hear(self, frame: Frame) -> None:
        self.heard.append((now(), str(frame.body["text"]["content"])))

    async def _alarm(self, trouble: Trouble) -> None:
        self.troubles.append((now(), trouble))


def now() -> float:
    return asyncio.get_running_loop().time()


def new_database(path: object = None) -> Database:
    database = database_at(path)
    create_all(database.engine)
    return database


@asynccontextmanager
async def connected(switchboard: Switchboard, secret: str = WATCHWORD) -> AsyncIterator[Bot]:
    database = new_database()
    bot = Bot(switchboard, database, secret)
    await bot.start()
    await asyncio.sleep(5)
    try:
        yield bot
    finally:
        await bot.connection.stop()
        database.close()


def test_it_subscribes_hears_and_closes_when_it_is_stopped():
    async def story():
        board = Switchboard()
        async with connected(board) as bot:
            board.say("几号交")
            await asyncio.sleep(1)
            assert [text for _, text in bot.heard] == ["几号交"]
            assert await bot.connection.request("aibot_send_msg", {"chatid": "C"})
        assert board.held == []
        assert not bot.troubles

    in_virtual_time(story)


@pytest.mark.parametrize("frozen_after", [0, 7.3, 24.9, 25.1, 3600])
def test_a_frozen_peer_is_noticed_within_75_seconds_and_messages_come_again_within_90(frozen_after):
    async def story():
        board = Switchboard()
        async with connected(board) as bot:
            await asyncio.sleep(frozen_after)
            (line,) = board.held
            line.is_frozen = True
            frozen_at = now()
            assert await until(lambda: line.is_closed) - frozen_at <= 75.5
            while not bot.heard:
                board.say("几号交")
                await asyncio.sleep(0.5)
            assert bot.heard[0][0] - frozen_at <= 90

    in_virtual_time(story)


def test_what_cannot_be_known_to_arrive_is_not_sent_to_a_peer_that_has_fallen_silent():
    async def story():
        board = Switchboard()
        async with connected(board) as bot:
            (line,) = board.held
            line.is_frozen = True
            await asyncio.sleep(40)
            with pytest.raises(NotConnected) as refused:
                await bot.connection.request("aibot_send_msg", {})
            assert not refused.value.unknown
            await asyncio.sleep(60)
            assert await bot.connection.request("aibot_send_msg", {})

    in_virtual_time(story)


@pytest.mark.parametrize("seed", range(2))
def test_late_and_lost_pongs_of_a_whole_day_end_no_connection(seed):
    chance = random.Random(seed)
    mishaps: list[str] = []

    def pong_after() -> float | None:
        share = chance.random()
        if share < 0.01 and mishaps[-1:] != ["never"]:
            mishaps.append("never")
            return None
        if share < 0.04:
            mishaps.append("late")
            return chance.uniform(0, 20)
        mishaps.append("well")
        return 0.2

    async def story():
        board = Switchboard()
        board.pong_after = pong_after
        async with connected(board) as bot:
            await asyncio.sleep(DAY)
            assert len(board.lines) == 1
            assert len(board.held) == 1
            assert not bot.troubles

    in_virtual_time(story)
    assert mishaps.count("never") > 10
    assert mishaps.count("late") > 50


def test_not_even_the_worst_of_these_pongs_one_lost_and_the_next_20_seconds_late_ends_a_connection():
    pongs = itertools.cycle([0.0, None, 20.0])

    async def story():
        board = Switchboard()
        board.pong_after = lambda: next(pongs)
        async with connected(board):
            await asyncio.sleep(3600)
            assert len(board.lines) == len(board.held) == 1

    in_virtual_time(story)


@pytest.mark.parametrize("seed", range(2))
def test_a_hundred_kicks_and_resets_end_in_one_connection_and_never_two(seed, tmp_path):
    chance = random.Random(seed)

    async def story():
        board = Switchboard()
        databases = [new_database(tmp_path / "baosong.db"), database_at(tmp_path / "baosong.db")]
        bots = [Bot(board, database) for database in databases]
        for bot in bots:
            await bot.start()
        kicks = 0
        for _ in range(100):
            await asyncio.sleep(chance.uniform(0.1, 600))
            for line in board.held:
                if chance.random() < 0.2:
                    board.kick(line, chance.choice([2.2, 313]))
                    kicks += 1
                else:
                    line.cut()
            board.is_unreachable = chance.random() < 0.1
        board.is_unreachable = False
        await asyncio.sleep(2 * 3600)
        assert len(board.held) == 1
        assert board.most_held == 1
        assert sum(len(bot.troubles) for bot in bots) == kicks > 5
        assert [line for line in board.lines if not line.is_closed] == board.held
        for bot, database in zip(bots, databases, strict=True):
            await bot.connection.stop()
            database.close()

    in_virtual_time(story)


def test_after_a_kick_it_stays_away_for_five_minutes_then_longer_up_to_an_hour_and_tells_each_time():
    async def story():
        board = Switchboard()
        async with connected(board) as bot:
            waits = []
            for _ in range(6):
                board.kick(board.held[0], 313)
                kicked_at = now()
                await asyncio.sleep(1)
                assert not board.held
                with pytest.raises(NotConnected) as refused:
                    await bot.connection.request("aibot_send_msg", {})
                assert refused.value.is_lasting
                waits.append((await until(lambda: board.held) - kicked_at) / 60)
            for wait, least in zip(waits, [5, 10, 20, 40, 50, 50], strict=True):
                assert least <= wait <= least * 1.2 + 0.2
            assert [trouble for _, trouble in bot.troubles] == [Trouble.KICKED] * 6
            assert len(board.lines) == 7, "it comes back once after each"
            await asyncio.sleep(2 * 3600)
            board.kick(board.held[0], 2.2)
            await asyncio.sleep(400)
            assert board.held, "after a long peace a kick is the first again"

    in_virtual_time(story)


def test_wrong_credentials_are_told_once_and_tried_once():
    async def story():
        board = Switchboard()
        async with connected(board, secret="wrong") as bot:
            await asyncio.sleep(DAY)
            assert len(board.lines) == 1
            assert board.lines[0].is_closed, "WeCom leaves it open"
            assert [trouble for _, trouble in bot.troubles] == [Trouble.REFUSED]
            with pytest.raises(NotConnected) as refused:
                await bot.connection.request("aibot_send_msg", {})
            assert refused.value.is_lasting

    in_virtual_time(story)


def test_while_wecom_cannot_be_reached_it_is_tried_for_ever_but_seldom():
    async def story():
        board = Switchboard()
        board.is_unreachable = True
        tries = []
        connect = board.connect

        async def counting():
            tries.append(now())
            return await connect()

        board.connect = counting
        async with connected(board) as bot:
            await asyncio.sleep(DAY / 4)
            assert DAY / 4 / 62 <= len(tries) <= DAY / 4 / 28
            pauses = [later - earlier for earlier, later in itertools.pairwise(tries)]
            assert pauses[0] < pauses[2] < pauses[4]
            assert len({round(pause, 3) for pause in pauses}) > 10, "chance keeps many bots from coming at once"
            board.is_unreachable = False
            await asyncio.sleep(65)
            assert board.held
            assert not bot.troubles

    in_virtual_time(story)


def test_a_server_that_opens_and_never_answers_is_tried_ever_more_seldom():
    async def story():
        board = Switchboard()
        connect, tries = board.connect, []

        async def silent() -> Line:
            tries.append(now())
            line = await connect()
            line.is_frozen = True
            return line

        board.connect = silent
        async with connected(board):
            await asyncio.sleep(3600)
        assert len(tries) < 3600 / 40

    in_virtual_time(story)


def test_a_server_that_accepts_and_hangs_up_at_once_is_not_hammered():
    async def story():
        board = Switchboard()
        async with connected(board):
            for _ in range(3600):
                await asyncio.sleep(1)
                for line in board.held:
                    line.cut()
            assert len(board.lines) < 100

    in_virtual_time(story)


def test_a_subscription_that_wecom_has_lost_is_renewed_and_the_request_sent_once_more():
    async def story():
        board = Switchboard()
        board.answers = {"aibot_send_msg": [846609, 0]}
        async with connected(board) as bot:
            assert (await bot.connection.request("aibot_send_msg", {"chatid": "C"}))["errcode"] == 0
            (line,) = board.lines
            commands = [frame["cmd"] for frame in line.sent if frame["cmd"] != "ping"]
            assert commands == ["aibot_subscribe", "aibot_send_msg", "aibot_subscribe", "aibot_send_msg"]

    in_virtual_time(story)


def test_a_busy_answer_to_the_subscription_is_no_wrong_secret():
    async def story():
        board = Switchboard()
        board.refusals = [-1, 45009]
        async with connected(board) as bot:
            await asyncio.sleep(120)
            assert board.held
            assert not bot.troubles

    in_virtual_time(story)


def test_requests_of_one_message_go_one_after_the_other_and_each_gets_its_own_answer():
    async def story():
        board = Switchboard()
        board.answers = {"aibot_respond_msg": [0, 846605, 0]}
        async with connected(board) as bot:

            async def ask(number: int) -> int:
                try:
                    await bot.connection.request("aibot_respond_msg", {"number": number}, "R")
                except WeComError as error:
                    return error.code
                return 0

            began = now()
            assert await asyncio.gather(*(ask(number) for number in range(3))) == [0, 846605, 0]
            assert now() - began == pytest.approx(0.75)
            sent = [frame["body"]["number"] for frame in board.lines[0].sent if frame["cmd"] == "aibot_respond_msg"]
            assert sent == [0, 1, 2]

    in_virtual_time(story)


@pytest.mark.parametrize("how", ["frozen", "cut"])
def test_what_became_of_a_request_without_an_answer_is_unknown(how):
    async def story():
        board = Switchboard()
        async with connected(board) as bot:
            line = board.held[0]
            if how == "frozen":
                line.is_frozen = True
            else:
                asyncio.get_running_loop().call_later(0.1, line.cut)
            began = now()
            with pytest.raises(PlatformError) as failed:
                await bot.connection.request("aibot_send_msg", {})
            assert failed.value.unknown
            assert now() - began <= 15

    in_virtual_time(story)


@pytest.mark.parametrize(
    "junk",
    ["", "[]", "null", "{", '{"headers": 5}', '{"cmd": "aibot_msg_callback", "body": 3}', "[" * 100_000, '{"cmd": 7}'],
)
def test_what_is_no_frame_ends_nothing(junk):
    async def story():
        board = Switchboard()
        async with connected(board) as bot:
            board.lines[0].bring(junk)
            board.say("几号交")
            await asyncio.sleep(1)
            assert [text for _, text in bot.heard] == ["几号交"]
            assert len(board.lines) == 1

    in_virtual_time(story)


def test_a_frame_with_control_characters_in_it_is_heard():
    async def story():
        board = Switchboard()
        async with connected(board) as bot:
            board.lines[0].bring(
                '{"cmd":"aibot_msg_callback","headers":{"req_id":"R"},"body":{"text":{"content":"a\x01\nb"}}}'
            )
            await asyncio.sleep(1)
            assert [text for _, text in bot.heard] == ["a\x01\nb"]

    in_virtual_time(story)


async def two_bots(tmp_path):
    """Two processes of one robot over one database, the second begun a little later."""
    board = Switchboard()
    databases = [new_database(tmp_path / "baosong.db"), database_at(tmp_path / "baosong.db")]
    bots = [Bot(board, database) for database in databases]
    await bots[0].start()
    await asyncio.sleep(5)
    await bots[1].start()
    return board, bots, databases


def test_after_a_crash_another_process_takes_over_within_the_lease_and_never_before(tmp_path):
    async def story():
        board, bots, databases = await two_bots(tmp_path)
        await asyncio.sleep(3600)
        assert bots[1].own_lines == [], "the other waits"
        await bots[0].crash()
        crashed_at = now()
        assert await until(lambda: board.held) - crashed_at <= LEASE
        assert board.held[0] in bots[1].own_lines
        assert board.most_held == 1
        assert bots[1].connection._running
        await bots[1].connection.stop()
        for database in databases:
            database.close()

    in_virtual_time(story)


def test_a_stopped_process_leaves_the_robot_to_the_next_at_once(tmp_path):
    async def story():
        board, bots, databases = await two_bots(tmp_path)
        await asyncio.sleep(60)
        await bots[0].connection.stop()
        await asyncio.sleep(6)
        assert board.held == bots[1].own_lines[-1:] != []
        await bots[1].connection.stop()
        for database in databases:
            database.close()

    in_virtual_time(story)


def test_a_process_that_cannot_renew_its_lease_closes_before_another_may_take_it(tmp_path):
    async def story():
        board, bots, databases = await two_bots(tmp_path)
        await asyncio.sleep(100)
        broken = databases[0].write
        databases[0].write = bots[0]._never
        await until(lambda: board.held and board.held == bots[1].own_lines[-1:])
        assert board.most_held == 1
        assert bots[0].own_lines[-1].is_closed
        databases[0].write = broken
        await asyncio.sleep(600)
        assert board.held == bots[1].own_lines[-1:], "what it has lost it does not take back"
        for bot, database in zip(bots, databases, strict=True):
            await bot.connection.stop()
            database.close()

    in_virtual_time(story)


def test_no_secret_is_in_any_log(caplog):
    async def story():
        board = Switchboard()
        async with connected(board, secret="wrong-s3cret"):
            await asyncio.sleep(60)

    with caplog.at_level("DEBUG"):
        in_virtual_time(story)
    assert caplog.records
    assert "wrong-s3cret" not in "".join(f"{record.__dict__}" for record in caplog.records)


def test_between_letting_go_of_a_lease_and_another_taking_it_lie_ten_seconds_for_clocks_that_differ():
    assert ownership.SURE_SECONDS + ownership.WRITE_SECONDS + 10 <= ownership.LEASE_SECONDS
