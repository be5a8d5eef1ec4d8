"""`baosong check` on Feishu's apps: what is wrong is named with what to do; nothing that runs is disturbed."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.config import Settings
from bot.feishu.checking import Trial
from bot.feishu.crypto import Cipher, challenge_of
from bot.feishu.scopes import ABOUT_APP as ABOUT_APP_SCOPE
from bot.feishu.scopes import ALL_OF_GROUPS, NEEDED
from storage.database import Database
from storage.schema import create_all
from tests.platforms.city import DESK
from tests.platforms.feishu.accounts import add_called_app
from tests.platforms.feishu.city import open_city
from tests.platforms.feishu.limits import GROUP, MODEST, SCOPES

ABOUT_APP = "admin:app.info:readonly"


@pytest.fixture
def database(tmp_path, clock):
    database = Database(tmp_path / "check.db", clock.now, durable=False)
    create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def tried(feishu, database, clock):
    async def tried(app, public_url="", **more):
        """Check one app against this Feishu; return what was found."""
        account = {"name": "slkx", "app_id": app.id, "app_secret": app.secret, **more}
        values = {"feishu": {"api": feishu.url, "apps": [account]}, "server": {"public_url": public_url}}
        return await Trial(Settings.model_validate(values), database, clock).findings(is_sending=False)

    return tried


def problems(found) -> list[str]:
    return [one.text for one in found if not one.is_fine and not one.is_hint]


async def test_an_app_that_can_do_everything_is_fine_and_was_not_connected(feishu, app, tried, database):
    app.scopes = set(SCOPES) | {ABOUT_APP}
    found = await tried(app)
    assert problems(found) == []
    assert await database.read(lambda work: work.settings.value("hears_all/feishu/slkx"))
    assert [one.text for one in found if not one.is_hint] == [
        "飞书应用“slkx”可用（小报）",
        "飞书应用“slkx”所需权限齐全",
        "飞书应用“slkx”能收到群里不@它的消息（im:message.group_msg），群里@它说“开始报送”之后，照片、文件不@也能直接发",
        "飞书应用“slkx”的可用范围是全员",
        "飞书应用“slkx”可以建立长连接",
    ]
    assert "还没有收到过消息" in found[-1].text
    assert len(app.token_fetches) == 1
    assert not feishu.faults


async def test_missing_scopes_are_named_with_what_each_is_for_and_an_address_that_asks_for_all(app, tried):
    app.scopes -= {"contact:user.basic_profile:readonly", "im:resource"}
    (said,) = problems(await tried(app))
    assert "im:resource（发送文件和图片）；contact:user.basic_profile:readonly（显示成员姓名）" in said
    assert f"/app/{app.id}/auth?q=im:resource,contact:user.basic_profile:readonly&" in said
    assert "发布新版本" in said


async def test_a_wider_scope_does_for_a_narrower_one(app, tried):
    app.scopes = (set(SCOPES) | {"im:message"}) - {"im:message:send_as_bot", "im:message:readonly"}
    assert problems(await tried(app)) == []


async def test_whether_all_of_groups_is_heard_is_said_and_without_it_the_way_round(app, tried, database):
    about = {"platform": "feishu", "account": "slkx", "intake": "addressed"}

    def add(work):
        for number, room in enumerate(("shared_group", "private")):
            work.chats.add(**about, external=f"oc_{number}", room=room, seen_at=work.now)

    async def heard():
        rows = await database.read(lambda work: work.chats.find())
        return [row.intake for row in rows]

    await database.write(add)
    await tried(app)
    assert await heard() == ["all", "all"]
    app.scopes = set(MODEST)
    found = await tried(app)
    assert await heard() == ["addressed", "all"]
    assert not await database.read(lambda work: work.settings.value("hears_all/feishu/slkx"))
    assert problems(found) == []
    (said,) = [one for one in found if GROUP in one.text]
    assert said.is_hint
    assert "群里单独发的照片和文件收不到" in said.text


async def test_who_may_use_it_is_said_as_far_as_it_may_be_known(app, tried):
    assert any("看不到可用范围" in one.text and one.is_hint for one in await tried(app))
    app.scopes.add(ABOUT_APP)
    app.visible, app.waiting_version = {"wang"}, "oav_2"
    found = await tried(app)
    assert any("只含部分成员" in one.text for one in found)
    assert any("有一个版本在等审核" in one.text for one in found)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"secret": "of yesterday"}, "请核对 app_id 和 app_secret（错误码 10014）"),
        ({"is_trusted": False}, "飞书看到的 IP 是 203.0.113.9，请把它加进开发者后台“安全设置 → IP 白名单”"),
        ({"quota": 0}, "本月接口调用次数已用完"),
        ({"is_installed": False}, "已停用或没有安装"),
        ({"has_bot": False}, "机器人没有启用"),
    ],
)
async def test_what_keeps_an_app_from_calling_is_named_with_what_to_do(app, tried, database, change, said):
    for name, value in change.items():
        setattr(app, name, value)
    found = problems(await tried(app, app_secret="secret of cli_a1b2c3d4e5f60001"))
    assert len(found) == 1
    assert said in found[0]
    assert "secret of" not in found[0]
    assert await database.read(lambda work: work.deliveries.count()) == 0, "who asks is told, and nobody else"


@pytest.mark.parametrize(
    ("code", "said"),
    [(403, "使用长连接接收"), (1000040350, "已满 50 个"), (1000040344, "核对 app_id"), (1, "连接不上")],
)
async def test_why_no_long_connection_is_to_be_had_is_said(feishu, app, tried, code, said):
    feishu.fail("endpoint", code)
    (found,) = problems(await tried(app))
    assert said in found


async def test_a_feishu_that_cannot_be_reached_is_said_to_be_so(app, feishu, tried, monkeypatch, unused_tcp_port):
    monkeypatch.setattr(feishu, "_port", unused_tcp_port)
    (found,) = problems(await tried(app))
    assert "连接不上 http://127.0.0.1" in found


async def test_where_scopes_cannot_be_listed_the_rest_is_looked_at(feishu, app, tried):
    feishu.fail("scopes.list", status=404)
    found = await tried(app)
    assert problems(found) == []
    assert any("查不到已开通的权限" in one.text for one in found)
    assert any("可以建立长连接" in one.text for one in found)


def test_the_readme_lists_every_scope_that_is_asked_for():
    text = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    chapter = text.partition("\n## 接入飞书\n")[2].partition("\n## ")[0]
    imported = chapter.partition("```json")[2].partition("```")[0]
    for scope in (*NEEDED, ALL_OF_GROUPS, ABOUT_APP_SCOPE):
        assert f'"{scope.name}"' in imported, scope.name
        assert re.search(rf"^\|.*`{re.escape(scope.name)}`", chapter, re.MULTILINE), scope.name


async def test_external_groups_are_named(feishu, app, tried):
    feishu.group(app, name="学会联络群", is_external=True)
    assert any("在外部群里（学会联络群）" in one.text for one in await tried(app))


@pytest.fixture
async def ours(unused_tcp_port):
    """Our own address, as it should answer; `answers` is what it says instead."""
    answers = []

    async def answer(request):
        if answers:
            return web.Response(text=answers[0])
        cipher = Cipher("cli_a1b2c3d4e5f60002", "enc-key-2026", "vtok-1")
        return web.json_response({"challenge": challenge_of(cipher.open(await request.read(), {}, None))})

    served = web.Application()
    served.router.add_post("/feishu/slkx", answer)
    runner = web.AppRunner(served, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    yield f"http://127.0.0.1:{unused_tcp_port}", answers
    await runner.cleanup()


async def test_a_callback_address_is_called_as_feishu_calls_it(feishu, tried, ours, unused_tcp_port_factory):
    base, answers = ours
    app = add_called_app(feishu, base)
    keys = {"encrypt_key": app.encrypt_key, "verification_token": app.verification_token}
    assert any(f"回调地址可用：{base}/feishu/slkx" in one.text for one in await tried(app, base, **keys))
    answers.append("<html>somebody else</html>")
    assert any("应答不对" in text for text in problems(await tried(app, base, **keys)))
    silent = f"http://127.0.0.1:{unused_tcp_port_factory()}"
    assert any("没有应答" in one.text and one.is_hint for one in await tried(app, silent, **keys))
    assert any("public_url" in text for text in problems(await tried(app, "", **keys)))


async def come(database, clock, *said, private=()):
    """Put messages into the inbox, as the running bot would have."""

    def keep(work):
        for chat in private:
            if not work.chats.known("feishu", "slkx", chat):
                about = {"platform": "feishu", "account": "slkx", "external": chat}
                work.chats.add(**about, room="private", seen_at=work.now)
        for one in said:
            row = {"platform": "feishu", "account": "slkx", "external_chat": one.chat.id, "message_id": one.id}
            work.inbox.add(**row, payload={}, admitted_at=clock.now())

    await database.write(keep)


async def say_three(feishu, app, clock, group):
    """Two who call the bot in a group and one who chats there, then one in private; minutes apart."""
    said = []
    for user, text, more in (
        ("wang", "几号截止", {"chat": group}),
        ("li", "吃了吗", {"chat": group, "at": False}),
        ("li", "找谁", {"chat": group}),
        ("wang", "在吗", {}),
        ("wang", "还缺什么", {"chat": group}),
    ):
        said.append(await feishu.say(user, text, **more))
        clock.advance_to(clock.now() + timedelta(minutes=1))
    return said


async def test_what_was_said_and_never_came_is_the_sign_of_another_client(feishu, app, clock, group, database, tried):
    first = await feishu.say("wang", "你好", chat=group)
    private = feishu.private("wang", app).id
    await come(database, clock, first, await feishu.say("wang", "你好"), private=[private])
    asked, _, other, alone, last = await say_three(feishu, app, clock, group)
    await come(database, clock, asked, last)
    clock.advance_to(clock.now() + timedelta(minutes=20))
    await come(database, clock, await feishu.say("wang", "谢谢", chat=group))
    (found,) = problems(await tried(app))
    assert "近24小时有2条（共6条）发给它的消息没有收到" in found, "two came not, of what called the bot"
    assert "另有程序用同一个 app_id" in found
    await come(database, clock, other, alone)
    found = await tried(app)
    assert problems(found) == []
    assert any("近24小时可核对的6条都收到了" in one.text for one in found)


async def test_what_may_still_be_on_its_way_is_not_missed(feishu, app, clock, group, database, tried):
    first = await feishu.say("wang", "你好", chat=group)
    await come(database, clock, first)
    *_, last = await say_three(feishu, app, clock, group)
    await come(database, clock, last)
    assert problems(await tried(app)) == []


async def test_without_the_scope_only_private_chats_are_compared(feishu, app, clock, group, database, tried):
    app.scopes = set(MODEST)
    first = await feishu.say("wang", "你好", chat=group)
    await come(database, clock, first)
    *_, last = await say_three(feishu, app, clock, group)
    clock.advance_to(clock.now() + timedelta(minutes=20))
    await come(database, clock, last)
    found = await tried(app)
    assert problems(found) == []
    assert any("最近一次收到消息：09月04日 09:25" in one.text and "核对" not in one.text for one in found)


@pytest.fixture
async def city(tmp_path, unused_tcp_port):
    async with open_city("long", tmp_path, unused_tcp_port) as city:
        yield city


async def test_a_message_is_sent_to_the_coordinators_by_the_bot_that_runs_and_nobody_misses_any(city):
    trial = Trial(city.app.settings, city.app.database, city.clock)
    checking = asyncio.ensure_future(trial.findings(is_sending=True))
    while not checking.done():
        await asyncio.sleep(0.005)
        await city.wait(seconds=1)
    found = checking.result()
    assert [one.text for one in found if "自检" in one.text] == ["自检消息已由“app”发给统筹人"]
    assert any("报送自检" in text for text in city.heard(DESK))
    assert problems(found) == []
    assert len(city.hearing.held) == 1, "the running one is connected, and no other"
