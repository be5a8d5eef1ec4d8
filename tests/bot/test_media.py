"""Attachments: fetched before their links expire, checked, kept; what cannot be kept has its reason, and is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot import media
from bot.media import Limits
from bot.platform import Heading
from bot.playground import people
from bot.playground.inventions import invent_file
from storage.chat import Attachment, ChatAddress, MediaKind
from storage.errors import PlatformError, Remedy
from tests.hardship import full_disk
from tests.platforms.memory import MemoryPlatform

ZHOU, WEN = "周舟", "温宁"


class Faulty(MemoryPlatform):
    """A platform on which fetching fails as often as it is told to, in the middle of the bytes."""

    def __init__(self) -> None:
        super().__init__(people.PLATFORM, account=people.PLATFORM)
        self.faults: list[Exception] = []
        self.fetched: list[str] = []

    async def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[bytes]:
        self.fetched.append(attachment.name)
        fault = self.faults.pop(0) if self.faults else None
        async for chunk in super().fetch(attachment, address):
            yield chunk
            if fault:
                raise fault


async def outcome(town, name: str) -> tuple[str, str]:
    row = await town.look(lambda work: work.files.first_having(name=name))
    return row.state, row.why


def left_over(town) -> list[str]:
    return [path.name for path in (town.app.folder / "blobs").rglob("incoming-*")]


@pytest.mark.parametrize("remedy", [Remedy.RETRY, Remedy.WAIT, Remedy.REFRESH])
async def test_a_file_that_breaks_off_is_fetched_again_three_times_in_all(opens, remedy):
    async with opens(Faulty()) as town:
        town.platform.faults = [PlatformError("broke off", remedy)] * 2
        await town.say(ZHOU, "", "a.jpg")
        assert await outcome(town, "a.jpg") == ("stored", "")
        assert town.platform.fetched == ["a.jpg"] * 3
        town.platform.faults = [PlatformError("broke off", remedy)] * 3
        (said,) = await town.say(ZHOU, "", "b.jpg")
        assert await outcome(town, "b.jpg") == ("refused", "not_fetched")
        assert "b.jpg" in said
        assert left_over(town) == []


@pytest.mark.parametrize(
    "fault", [PlatformError("gone", Remedy.GIVE_UP), ZeroDivisionError("a bug"), TimeoutError(), OSError("disk full")]
)
async def test_a_file_that_will_not_come_is_asked_for_again_at_once(opens, fault):
    async with opens(Faulty()) as town:
        town.platform.faults = [fault]
        (said,) = await town.say(ZHOU, "", "a.jpg")
        assert await outcome(town, "a.jpg") == ("refused", "not_fetched")
        assert town.platform.fetched == ["a.jpg"]
        assert "a.jpg" in said
        assert left_over(town) == []


async def test_one_file_that_fails_takes_no_other_with_it(opens):
    async with opens(Faulty()) as town:
        town.platform.faults = [ZeroDivisionError("a bug")]
        await town.say(ZHOU, "", "a.jpg", "b.jpg")
        states = await town.look(lambda work: sorted(row.state for row in work.files.find()))
        assert states == ["refused", "stored"]
        await town.wait(seconds=30)
        assert "已收到照片1张" in town.last(ZHOU)


async def test_a_file_that_is_too_large_is_broken_off_as_soon_as_that_is_known(town):
    town.app.media._sources = media.Sources(town.app.platforms, town.app.blobs, Limits(file_bytes=10, picture_bytes=20))
    for name in ("大.jpg", "大.mp4"):
        (said,) = await town.say(ZHOU, "", name)
        assert await outcome(town, name) == ("refused", "too_large")
        assert name in said
    assert left_over(town) == []


async def test_a_forwarded_conversation_is_not_fetched_and_the_person_hears_how_to_send_it(town):
    part = Attachment("聊天记录", MediaKind.FORWARD)
    await town.platform.say(f"p-{ZHOU}", "", part, at=town.now, sender=ZHOU)
    await town.app.settle()
    assert await outcome(town, "聊天记录") == ("refused", "forward")
    assert "请把其中的文件或照片逐个直接发送" in town.last(ZHOU)


async def test_of_a_secret_paper_not_even_the_name_stays(town):
    town.platform.files["内部名单.txt"] = "机密★一年\n名单".encode()
    await town.platform.say(
        f"p-{ZHOU}", "", Attachment("内部名单.txt", MediaKind.FILE, "内部名单.txt"), at=town.now, sender=ZHOU
    )
    await town.app.settle()
    (file,) = await town.look(lambda work: work.files.find())
    assert (file.state, file.why, file.name) == ("refused", "secret", "")
    assert not list((town.app.folder / "blobs").rglob("??/*"))


async def test_what_lies_here_already_is_only_looked_at(town):
    town.file("a.jpg")
    kept = town.app.blobs.write(town.platform.files["a.jpg"])
    part = Attachment("a.jpg", MediaKind.IMAGE, f"blob:{kept.sha256}")
    await town.platform.say(f"p-{ZHOU}", "", part, at=town.now, sender=ZHOU)
    await town.app.settle()
    (file,) = await town.look(lambda work: work.files.find())
    assert (file.state, file.size, file.media_type) == ("stored", kept.size, "image/jpeg")


async def test_a_paper_that_takes_too_long_to_look_at_is_asked_for_again(opens, monkeypatch):
    monkeypatch.setattr(media, "INSPECTION_SECONDS", 0.0)
    async with opens() as town:
        (said,) = await town.say(ZHOU, "", "总结.pdf")
        assert await outcome(town, "总结.pdf") == ("refused", "not_fetched")
        assert "总结.pdf" in said


async def test_after_a_restart_only_what_is_missing_is_fetched(opens):
    platform = Faulty()
    async with opens(platform) as town:
        platform.hold("b.jpg")
        parts = [town.file("a.jpg"), town.file("b.jpg")]
        await platform.say(f"p-{ZHOU}", "", *parts, at=town.now, sender=ZHOU)
        for _ in range(1000):
            if (await outcome(town, "a.jpg"))[0] == "stored":
                break
        assert await outcome(town, "b.jpg") == ("waiting", "")
        await town.app.dispatcher.close()
    platform.release("b.jpg")
    async with opens(platform) as town:
        await town.app.settle()
        assert (await outcome(town, "a.jpg"), await outcome(town, "b.jpg")) == (("stored", ""), ("stored", ""))
        assert platform.fetched.count("a.jpg") == 1
        await town.wait(seconds=30)
        assert "已收到照片2张" in town.last(ZHOU)


async def test_sixteen_are_fetched_at_once_and_a_conversation_is_never_before_them(opens, monkeypatch):
    monkeypatch.setattr(media, "AT_ONCE", 2)
    platform = Faulty()
    async with opens(platform) as town:
        held = [platform.hold(name) for name in ("a.jpg", "b.jpg", "c.jpg")]
        for who, name in ((ZHOU, "a.jpg"), (ZHOU, "b.jpg"), (WEN, "c.jpg")):
            await platform.say(f"p-{who}", "", town.file(name), at=town.now, sender=who)
        for _ in range(1000):
            await asyncio.sleep(0)
            if len(platform.fetched) == 2:
                break
        assert sorted(platform.fetched) == ["a.jpg", "b.jpg"]
        for one in held:
            one.set()
        await town.app.settle()
        assert sorted(platform.fetched[:2]) == ["a.jpg", "b.jpg"]
        assert platform.fetched[2:] == ["c.jpg"]


async def test_an_outcome_is_written_as_soon_as_the_disk_takes_it(opens, caplog):
    platform = Faulty()
    async with opens(platform) as town:
        holding = platform.hold("a.jpg")
        platform.faults = [PlatformError("gone", Remedy.GIVE_UP)]
        await platform.say(f"p-{ZHOU}", "", town.file("a.jpg"), at=town.now, sender=ZHOU)
        for _ in range(1000):
            await asyncio.sleep(0)
            if platform.fetched:
                break
        with full_disk():
            holding.set()
            async with asyncio.timeout(10):
                while "the database takes nothing just now" not in caplog.text:  # noqa: ASYNC110 - a log has no event
                    await asyncio.sleep(0.005)
        await town.app.settle()
        assert await outcome(town, "a.jpg") == ("refused", "not_fetched")


class Telling(MemoryPlatform):
    """A platform that tells a file's name and size only when it begins to come."""

    def __init__(self, heading: Heading) -> None:
        super().__init__(people.PLATFORM, account=people.PLATFORM)
        self.heading = heading
        self.is_open = False

    async def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[Heading | bytes]:
        self.is_open = True
        try:
            yield self.heading
            async for chunk in super().fetch(attachment, address):
                yield chunk
        finally:
            self.is_open = False


async def hand_in_nameless(town, data: bytes, kind: MediaKind = MediaKind.FILE):
    town.platform.files["link"] = data
    part = Attachment("", kind, "link")
    await town.platform.say(f"p-{ZHOU}", "", part, at=town.now, sender=ZHOU)
    await town.app.settle()
    (file,) = await town.look(lambda work: work.files.find())
    return file


async def test_a_name_that_comes_with_the_bytes_is_kept_and_says_what_was_handed_in(opens):
    async with opens(Telling(Heading("\u202e市一中活动总结.txt"))) as town:
        file = await hand_in_nameless(town, invent_file("市一中活动总结.txt"))
        assert (file.state, file.name) == ("stored", "市一中活动总结.txt")
        await town.wait(seconds=30)
        assert "活动总结" in town.last(ZHOU)


async def test_a_file_that_is_said_to_be_too_large_is_not_even_begun(opens):
    async with opens(Telling(Heading("录像.mp4", 100_000_001))) as town:
        file = await hand_in_nameless(town, b"0123")
        assert (file.state, file.why, file.name) == ("refused", "too_large", "录像.mp4")
        assert "录像.mp4" in town.last(ZHOU)
        assert not town.platform.is_open


async def test_a_name_with_a_mark_of_secrecy_keeps_the_file_out_whenever_it_is_told(opens):
    async with opens(Telling(Heading("机密★一年.txt", 4))) as town:
        file = await hand_in_nameless(town, b"text")
        assert (file.state, file.why, file.name) == ("refused", "secret", "")
        assert not town.platform.is_open


async def test_a_picture_that_nobody_named_is_named_by_its_bytes(town):
    file = await hand_in_nameless(town, invent_file("a.jpg"), MediaKind.IMAGE)
    assert (file.state, file.name) == ("stored", "照片.jpg")
