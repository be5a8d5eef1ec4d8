"""The long connection, in virtual time: made anew, never given up, never deaf for long, told apart from being refused."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.feishu.frames import CONTROL, DATA, Frame
from bot.feishu.socket import LongConnection, Trouble
from bot.feishu.socket.endpoint import ClientConfig, NotLetIn
from bot.feishu.socket.session import Push, told_in
from bot.platform import Host
from tests.platforms.feishu.switchboard import SERVICE, Switchboard, now
from tests.platforms.virtual import LoopClock, in_virtual_time, until

DAY = 24 * 3600


class Bot:
    """A process that keeps what it is told and acknowledges it; `ails` says how keeping fails."""

    def __init__(self, board: Switchboard) -> None:
        self.heard: list[tuple[float, str]] = []
        self.troubles: list[tuple[float, Trouble]] = []
        self.takes = 0.01
        self._tasks: set[asyncio.Task[None]] = set()
        self.connection = LongConnection("app", board.connect, self._hear, self._alarm)

    async def start(self) -> None:
        async def none(_: object) -> bool:
            return True

        await self.connection.start(Host(none, none, None, LoopClock()))

    def _hear(self, push: Push) -> None:
        self._tasks.add(asyncio.create_task(self._keep(push)))

    async def _keep(self, push: Push) -> None:
        await asyncio.sleep(self.takes)
        self.heard.append((now(), told_in(push).get("text", "")))
        try:
            await push.acknowledge()
        except ConnectionError:
            return

    async def _alarm(self, trouble: Trouble) -> None:
        self.troubles.append((now(), trouble))


@asynccontextmanager
async def connected(board: Switchboard) -> AsyncIterator[Bot]:
    bot = Bot(board)
    await bot.start()
    await asyncio.sleep(5)
    try:
        yield bot
    finally:
        await bot.connection.stop()
        await asyncio.gather(*bot._tasks)


def test_it_pings_at_once_hears_acknowledges_and_closes_when_it_is_stopped():
    async def story():
        board = Switchboard()
        async with connected(board) as bot:
            (line,) = board.held
            assert line.frames[0] == Frame(service=SERVICE, method=CONTROL, headers=(("type", "ping"),))
            pushed = board.push("m1", {"text": "几号交"})
            await asyncio.sleep(1)
            assert [text for _, text in bot.heard] == ["几号交"]
            assert pushed.acks == [(pytest.approx(5.02, abs=0.1), {"code": 200})]
            ack = line.frames[-1]
            assert (ack.seq_id, ack.log_id, ack.method) == (1, 2, DATA)
            assert [name for name, _ in ack.headers] == ["type", "message_id", "sum", "seq", "trace_id", "biz_rt"]
        assert board.held == []
        assert not bot.troubles

    in_virtual_time(story)


@pytest.mark.parametrize("frozen_after", [0, 7.3, 29.9, 30.1, 3600])
@pytest.mark.parametrize("seed", range(3))
def test_half_open_is_noticed_within_a_minute_and_it_hears_again_within_90_seconds(frozen_after, seed):
    async def story():
        board = Switchboard(seed)
        async with connected(board) as bot:
            await asyncio.sleep(frozen_after)
            (line,) = board.held
            line.is_frozen = True
            frozen_at = now()
            pushed = board.push("m1", {"text": "几号交"})
            assert await until(lambda: line.is_closed) - frozen_at <= 55.5
            await until(lambda: board.held)
            assert now() - frozen_at <= 90
            await until(lambda: bot.heard)
            assert len(pushed.told_at) <= 3, "the next that Feishu tells is heard"

    in_virtual_time(story)


def test_a_peer_whose_gateway_answers_while_nobody_is_behind_it_is_dead_too():
    async def story():
        board = Switchboard()
        async with connected(board):
            (line,) = board.held
            line.is_frozen = True
            for _ in range(60):
                line._coming.put_nowait("")  # the WebSocket's own pong
                await asyncio.sleep(1)
            assert line.is_closed

    in_virtual_time(story)


@pytest.mark.parametrize("mishap", ["reset", "refused for a while", "black hole", "slow close"])
def test_after_every_mishap_it_hears_again_within_90_seconds_and_nothing_is_lost(mishap):
    async def story():
        board = Switchboard()
        async with connected(board) as bot:
            (line,) = board.held
            if mishap == "reset":
                line.cut()
            elif mishap == "refused for a while":
                board.refusals = [ConnectionError("HTTP 502")] * 4
                line.cut()
            elif mishap == "black hole":
                board.pong_after = lambda: None
                asyncio.get_running_loop().call_later(50, setattr, board, "pong_after", lambda: 0.2)
            else:
                line.is_frozen = True
                asyncio.get_running_loop().call_later(5, line.cut)
            broken_at = now()
            pushes = [board.push("m0", {"text": "0"})]
            await until(lambda: board.held and board.held[0] is not line)
            assert now() - broken_at <= 90
            pushes.append(board.push("m1", {"text": "1"}))
            await until(lambda: all(one.is_acknowledged for one in pushes))
            assert {text for _, text in bot.heard} == {"0", "1"}
            assert not bot.troubles

    in_virtual_time(story)


def test_a_server_that_closes_every_30_seconds_loses_nothing_that_it_tells_again():
    async def story():
        board = Switchboard()
        board.closes_every = 30.0
        async with connected(board) as bot:
            pushes = []
            for number in range(400):
                pushes.append(board.push(f"m{number}", {"text": str(number)}))
                await asyncio.sleep(9)
            await until(lambda: all(one.is_acknowledged for one in pushes))
            assert {text for _, text in bot.heard} == {str(number) for number in range(400)}
            gaps = [later - earlier for earlier, later in itertools.pairwise(board.tries)]
            assert max(gaps) <= 45, "it comes back at once, each time"
            assert not bot.troubles

    in_virtual_time(story)


@pytest.mark.parametrize("seed", range(2))
def test_late_pongs_of_a_whole_day_end_no_connection(seed):
    chance = random.Random(seed)

    async def story():
        board = Switchboard()
        board.pong_after = lambda: chance.choice([0.1, 0.2, 5.0, 19.9])
        async with connected(board) as bot:
            await asyncio.sleep(DAY)
            assert len(board.lines) == len(board.held) == 1
            assert not bot.troubles

    in_virtual_time(story)


def test_how_feishu_wants_to_be_pinged_is_heeded_at_once_and_never_so_that_it_would_be_deaf():
    async def story():
        board = Switchboard()
        async with connected(board):
            (line,) = board.held
            for wanted, seconds in ((10, 10), (600, 30), (0, 30), (1, 5)):
                board.pong = json.dumps({"PingInterval": wanted, "ReconnectCount": -1}).encode()
                await asyncio.sleep(100)
                before = len(line.frames)
                await asyncio.sleep(300)
                assert len(line.frames) - before == pytest.approx(300 / seconds, abs=1)
            board.pong = b'{"PingInterval": "soon", "ReconnectNonce": [], "ReconnectInterval": true}'
            await asyncio.sleep(100)
            assert board.held == [line]

    in_virtual_time(story)


@pytest.mark.parametrize(
    ("code", "trouble"),
    [(403, Trouble.FORBIDDEN), (1000040344, Trouble.FORBIDDEN), (1000040350, Trouble.TOO_MANY)],
)
def test_who_is_not_let_in_tells_people_and_comes_back_after_five_minutes_then_later_up_to_an_hour(code, trouble):
    async def story():
        board = Switchboard()
        board.refusals = [NotLetIn(code) for _ in range(6)]
        async with connected(board) as bot:
            await until(lambda: board.held)
            waits = [(later - earlier) / 60 for earlier, later in itertools.pairwise(board.tries)]
            for wait, least in zip(waits, [5, 10, 20, 40, 60, 60], strict=True):
                assert least <= wait <= least * 1.2 + 0.2
            assert [one for _, one in bot.troubles] == [trouble] * 6
            pushed = board.push("m", {"text": "几号交"})
            await asyncio.sleep(1)
            assert pushed.is_acknowledged

    in_virtual_time(story)


def test_while_feishu_cannot_be_reached_it_is_tried_for_ever_but_seldom_and_people_are_told():
    async def story():
        board = Switchboard()
        board.refusals = [ConnectionError("unreachable") for _ in range(10_000)]
        async with connected(board) as bot:
            await asyncio.sleep(DAY / 4)
            assert DAY / 4 / 62 <= len(board.tries) <= DAY / 4 / 28
            gaps = [later - earlier for earlier, later in itertools.pairwise(board.tries)]
            assert gaps[0] < gaps[2] < gaps[4]
            assert len({round(gap, 3) for gap in gaps}) > 10, "chance keeps many bots from coming at once"
            assert bot.troubles[0][1] is Trouble.UNREACHABLE
            assert bot.troubles[0][0] < 600
            board.refusals.clear()
            await asyncio.sleep(65)
            assert board.held

    in_virtual_time(story)


def test_the_pauses_are_not_longer_than_feishu_wants_them():
    async def story():
        board = Switchboard()
        board.config = ClientConfig(spread=1, interval=3)
        async with connected(board):
            board.lines[0].cut()
            board.refusals = [ConnectionError("unreachable") for _ in range(50)]
            await asyncio.sleep(600)
            gaps = [later - earlier for earlier, later in itertools.pairwise(board.tries)]
            assert max(gaps[2:50]) <= 3.2

    in_virtual_time(story)


def test_a_server_that_accepts_and_hangs_up_at_once_is_not_hammered():
    async def story():
        board = Switchboard()
        board.closes_every = 0.5
        async with connected(board):
            await asyncio.sleep(3600)
            assert len(board.tries) < 120

    in_virtual_time(story)


@pytest.mark.parametrize("parts", [2, 7, 64])
def test_what_comes_in_parts_in_any_order_is_heard_once_and_acknowledged_once(parts):
    async def story():
        board = Switchboard(parts)
        board.cut_into = parts
        async with connected(board) as bot:
            pushes = [board.push(f"m{number}", {"text": f"很长的话{number}" * 20}) for number in range(5)]
            await asyncio.sleep(1)
            assert sorted(text for _, text in bot.heard) == [f"很长的话{number}" * 20 for number in range(5)]
            assert [len(one.acks) for one in pushes] == [1] * 5

    in_virtual_time(story)


@pytest.mark.parametrize(
    "junk",
    [
        "",
        "{}",
        b"",
        b"junk",
        Frame(service=1, method=9),
        Frame(method=DATA, headers=(("type", "else"), ("message_id", "m"))),
        Frame(method=DATA, headers=(("type", "event"), ("sum", "-1"), ("seq", "x"))),
        Frame(method=DATA, headers=(("type", "event"), ("sum", "99999"), ("seq", "0"))),
        Frame(method=DATA, headers=(("type", "event"), ("sum", "2"), ("seq", "7"))),
        Frame(method=CONTROL, headers=(("type", "pong"),), payload=b"[" * 100_000),
        Frame(method=CONTROL, headers=(("type", "ping"),)),
    ],
)
def test_what_is_no_frame_ends_nothing(junk):
    async def story():
        board = Switchboard()
        async with connected(board) as bot:
            board.pushed[""] = board.push("m0", {"text": "0"})
            board.lines[0].bring(junk)
            board.push("m1", {"text": "几号交"})
            await asyncio.sleep(1)
            assert "几号交" in [text for _, text in bot.heard]
            assert len(board.lines) == 1

    in_virtual_time(story)


def test_a_slow_answer_does_not_hold_up_the_next_nor_the_pings():
    async def story():
        board = Switchboard()
        async with connected(board) as bot:
            bot.takes = 30.0
            slow = board.push("m1", {"text": "slow"})
            await asyncio.sleep(0.1)
            bot.takes = 0.01
            quick = board.push("m2", {"text": "quick"})
            await asyncio.sleep(14)
            assert quick.acks[0][0] - quick.told_at[0] < 0.1
            assert not slow.acks
            await asyncio.sleep(120)
            assert slow.is_acknowledged
            assert len(board.lines) == 1

    in_virtual_time(story)


def test_two_processes_each_hold_one_and_share_what_is_told():
    async def story():
        board = Switchboard()
        async with connected(board) as one, connected(board) as other:
            assert len(board.held) == 2
            for number in range(40):
                board.push(f"m{number}", {"text": str(number)})
            await asyncio.sleep(1)
            assert len(one.heard) + len(other.heard) == 40
            assert len(one.heard) > 5 < len(other.heard)

    in_virtual_time(story)


def test_no_ticket_is_in_any_log(caplog):
    async def story():
        board = Switchboard()
        board.refusals = [NotLetIn(403), ConnectionError("HTTP 502")]
        async with connected(board):
            await asyncio.sleep(600)
            board.lines[0].cut()
            await asyncio.sleep(600)

    with caplog.at_level("DEBUG"):
        in_virtual_time(story)
    assert {record.message for record in caplog.records} >= {"not let in", "connecting failed", "connection ended"}
    assert "t1cket" not in "".join(f"{record.__dict__}" for record in caplog.records)
