"""A group's webhook: what it says is taken by a strict WeCom, and what it cannot say any more is told."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import pytest

from bot.config.tables import NetworkSettings
from bot.config.wecom import WebhookSettings, WeComSettings
from bot.network import Network
from bot.platform import Host, Outgoing
from bot.wecom.group import GroupWebhook
from bot.wecom.tools import Tools
from storage.chat import ChatAddress, FileRef, Intake, Reply, ReplyKind, Room, Table
from storage.database import Database
from storage.errors import PlatformError, Remedy
from storage.roster import Entry, import_roster
from storage.schema import create_all
from tests.platforms.wecom.accounts import add_webhook

GROUP = "wrShared"
PAGE = "https://baosong.example"


@pytest.fixture
def hook(wecom):
    hook = add_webhook(wecom, GROUP)
    wecom.group(hook, chat=GROUP)
    return hook


@pytest.fixture
def database(clock):
    database = Database(None, clock.now)
    create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
async def started(wecom, hook, clock, database, tmp_path):
    """Starts an account of these settings."""
    tools = Tools(Network(NetworkSettings()), WeComSettings(api=wecom.url), lambda name: tmp_path / name)
    async with AsyncExitStack() as stack:

        async def start(**settings: Any) -> GroupWebhook:
            values = {"name": "notices", "key": hook.key, **settings}
            account = GroupWebhook(WebhookSettings(**values), tools)

            async def nobody(_: object) -> bool:
                raise AssertionError("nothing comes from a webhook")

            async def at_once(_: object) -> None:
                return None

            await account.start(Host(nobody, at_once, database, clock))
            stack.push_async_callback(account.stop)
            return account

        yield start


def going_out(reply: Reply, **about: Any) -> Outgoing:
    values = {"key": "brief/1", "room": Room.SHARED_GROUP, "links": (PAGE,), **about}
    return Outgoing(address=ChatAddress("wecom", "notices", "notices"), reply=reply, **values)


async def say(account: GroupWebhook, reply: Reply, **about: Any) -> None:
    """Send all parts, as the messenger does."""
    outgoing = going_out(reply, **about)
    for part in range(account.parts(outgoing)):
        await account.send(replace(outgoing, part=part))


def answer(*lines: str, **fields: Any) -> Reply:
    return Reply(ReplyKind.ANSWER, lines, **fields)


async def test_everything_a_reply_can_hold_is_taken(wecom, started, tmp_path):
    account = await started()
    (tmp_path / "ab").write_bytes(b"a ledger of some bytes")
    await say(account, answer("请于6月9日前报送。", mentions=("zhang", "li")))
    await say(account, answer("报送时间：6月9日前", title="报送要点", quote="“6月9日前”"))
    await say(account, answer("名单：", table=Table(("单位", "状态"), (("甲学会", "未报"),))))
    await say(account, answer(f"单位页面：{PAGE}/u/abc", qr=f"{PAGE}/u/abc"))
    await say(account, answer("台账如下。", files=(FileRef("ab", "台账.xlsx"),)))
    heard = wecom.chats[GROUP]
    assert [one.kind for one in heard] == ["text", "markdown", "markdown_v2", "news", "image", "text", "file"]
    assert heard[0].mentions == ["zhang", "li"]
    assert [called for one in heard[1:] for called in one.mentions] == []
    assert heard[-1].file.name == "台账.xlsx"
    assert heard[-1].file.data == b"a ledger of some bytes"
    assert wecom.faults == []


async def test_a_long_brief_comes_in_parts_and_calls_once(wecom, started):
    account = await started()
    await say(account, answer("报送材料清单，" * 900, mentions=("zhang",)))
    heard = wecom.chats[GROUP]
    assert len(heard) > 3
    assert [called for one in heard for called in one.mentions] == ["zhang"]
    assert wecom.faults == []


async def test_a_seventeenth_message_in_a_minute_waits(wecom, started, clock):
    account = await started()
    for number in range(16):
        await say(account, answer(f"第{number}条"))
    with pytest.raises(PlatformError) as refused:
        await say(account, answer("第17条"))
    assert refused.value.remedy is Remedy.WAIT
    assert 0 < refused.value.wait_seconds <= 60
    assert len(wecom.chats[GROUP]) == 16
    assert wecom.faults == []


@pytest.mark.parametrize("state", [93000, 93004, 93008])
async def test_a_webhook_that_is_no_more_is_told_and_its_chat_is_lost(started, hook, database, state):
    account = await started()
    await database.write(
        lambda work: work.chats.add(
            platform="wecom",
            account="robot",
            external="c",
            room=Room.COORDINATORS.value,
            office="学会部",
            seen_at=work.now,
        )
    )
    hook.state = state
    with pytest.raises(PlatformError) as refused:
        await say(account, answer("在吗"))
    assert refused.value.gone
    said = await database.read(lambda work: [row.reply["lines"] for row in work.deliveries.find()])
    assert ["消息推送“notices”已失效" in line for (line,) in said] == [True]
    assert hook.key not in str(said)


async def test_a_file_that_wecom_does_not_take_is_named_instead(wecom, started, tmp_path):
    account = await started()
    with (tmp_path / "big").open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    await say(account, answer("材料包如下。", files=(FileRef("big", "材料包.zip"),)))
    assert "材料包.zip”超过20MB" in wecom.chats[GROUP][-1].text
    with pytest.raises(PlatformError) as refused:
        await say(account, answer("材料包如下。", files=(FileRef("gone", "材料包.zip"),)))
    assert refused.value.remedy is Remedy.GIVE_UP
    assert not refused.value.unknown


async def test_it_is_a_chat_that_hears_nothing_and_belongs_to_whom_the_settings_say(started, database):
    entries = [Entry("云江市气象学会", "市级学会", ("气象学会",))]
    await database.write(lambda work: import_roster(work, entries))

    async def row() -> Any:
        return await database.read(lambda work: work.chats.known("wecom", "notices", "notices"))

    await started()
    assert ((await row()).room, (await row()).intake) == (Room.SHARED_GROUP, Intake.NOTHING)
    await started(room="unit", unit="气象学会")
    unit = await database.read(lambda work: work.units.named("云江市气象学会"))
    assert ((await row()).room, (await row()).unit_id) == (Room.UNIT_GROUP, unit.key)
    await started(room="coordinators", office="学会部")
    assert ((await row()).room, (await row()).office, (await row()).unit_id) == (Room.COORDINATORS, "学会部", None)
    await database.write(
        lambda work: work.chats.set(work.chats.known("wecom", "notices", "notices").key, lost_at=work.now)
    )
    await started(room="unit", unit="没有的学会")
    assert ((await row()).room, (await row()).lost_at) == (Room.SHARED_GROUP, None)
    assert len(await database.read(lambda work: work.chats.find())) == 1


async def test_a_robot_s_voice_is_no_chat_of_its_own(wecom, started, database):
    account = await started(robot="main", chat=GROUP)
    assert await database.read(lambda work: work.chats.find()) == []
    await say(account, answer("贵单位尚缺：活动总结。", mentions=("zhang",)))
    assert wecom.chats[GROUP][-1].mentions == ["zhang"]
