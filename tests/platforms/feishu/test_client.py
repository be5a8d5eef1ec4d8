"""The REST client: one token for all, no storm whatever is refused, and nothing secret in what goes wrong."""

from __future__ import annotations

import asyncio
import logging
import random
import traceback
from dataclasses import dataclass, field
from typing import Any

import pytest
from pydantic import SecretStr

from bot.config.feishu import AppSettings
from bot.config.tables import NetworkSettings
from bot.feishu import client as clients
from bot.feishu.client import Client
from bot.feishu.client.calls import Calls, wait_of
from bot.feishu.client.masking import masked
from bot.feishu.errors import GONE, TOKEN_REFUSED, CardRefused, ContentRefused, FeishuError, NoReply
from bot.feishu.troubles import Troubles
from bot.network import Network
from bot.platform import Heading
from storage.database import Database
from storage.errors import PlatformError, Remedy
from storage.schema import create_all
from tests.platforms.double import File
from tests.platforms.feishu.accounts import add_app
from tests.platforms.feishu.caller import card, turn
from tests.platforms.feishu.limits import SCOPES
from tests.platforms.feishu.test_errors import REMEDIES
from tests.platforms.feishu.test_strict_rest import png


@dataclass(frozen=True)
class Worded:
    msg_type: str = "text"
    content: dict[str, Any] = field(default_factory=lambda: {"text": "贵单位尚缺：活动总结。"})


TEXT = Worded()
PHONE = Worded(content={"text": "请联系 010-66554433 或 13800001234，邮箱 xuehui@example.cn，回执号0606-037"})


@pytest.fixture
def database(tmp_path, clock):
    database = Database(tmp_path / "client.db", clock.now, durable=False)
    create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
async def session():
    async with Network(NetworkSettings()).session() as session:
        yield session


@pytest.fixture
def made(feishu, app, database, clock, session):
    def made(**about: Any) -> Client:
        settings = AppSettings(name="a", app_id=app.id, app_secret=SecretStr(app.secret), **about)
        return Client(Calls(session, feishu.url), settings, database, clock, Troubles(database, clock, "a").tell)

    return made


@pytest.fixture
def client(made):
    return made()


@pytest.fixture
def told(monkeypatch):
    """What those who run the bot are told."""
    lines: list[str] = []
    monkeypatch.setattr("bot.alerts.account_in_trouble", lambda *about: lines.append(about[-1]))
    return lines


async def failing(work) -> PlatformError:
    """What is raised; nothing of it, shown whole, holds a secret."""
    with pytest.raises(PlatformError) as caught:
        await work
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert "secret of" not in shown
    assert "t-" not in shown.replace("bot-", "").replace("platform-", "") or "Bearer" not in shown
    return caught.value


def calls(feishu, way: str) -> int:
    return sum(name == way for name, _ in feishu.calls)


async def test_a_message_goes_out_as_it_was_said_and_twice_the_same_is_shown_once(client, feishu, group):
    first = await client.send(group, TEXT, "u1")
    assert await client.send(group, TEXT, "u1") == first
    (heard,) = feishu.heard(group)
    assert (heard.id, heard.text, heard.uuid) == (first, "贵单位尚缺：活动总结。", "u1")
    assert not feishu.faults


async def test_a_private_chat_is_spoken_to_by_its_chat_id(client, feishu, app):
    await client.send(feishu.private("wang", app).id, TEXT, "u1")
    assert [heard.text for heard in feishu.heard("wang")] == ["贵单位尚缺：活动总结。"]


async def test_a_reply_stands_under_its_message_and_in_its_topic_where_that_is_wanted(client, feishu, app, group):
    said = await feishu.say("wang", "几号截止", chat=group)
    await client.reply(said.id, TEXT, "u1")
    await client.reply(said.id, TEXT, "u2", in_thread=True)
    plain, threaded = feishu.heard(group)
    assert (plain.parent, plain.thread) == (said, "")
    assert threaded.parent is said
    assert threaded.thread


async def test_what_cannot_be_replied_to_is_an_error_of_its_own(client, feishu, group):
    said = await feishu.say("wang", "几号截止", chat=group)
    said.is_gone = True
    assert isinstance(await failing(client.reply(said.id, TEXT, "u1")), NoReply)
    feishu.chats[group].allows_threads = False
    other = await feishu.say("wang", "几号截止", chat=group)
    assert isinstance(await failing(client.reply(other.id, TEXT, "u2", in_thread=True)), NoReply)


async def test_a_card_is_shown_anew_and_a_broken_one_is_told_apart(client, feishu, group):
    shown = await client.send(group, Worded("interactive", card(title="甲")), "u1")
    await client.patch(shown, card(title="乙"))
    assert "乙" in feishu.heard(group)[0].text
    error = await failing(
        client.send(group, Worded("interactive", {"schema": "2.0", "body": {"elements": [{"tag": "x"}]}}), "u2")
    )
    assert isinstance(error, CardRefused)
    assert error.details.inner


async def test_a_sign_is_put_at_a_message(client, feishu, group):
    said = await feishu.say("wang", "交这张", chat=group)
    for _ in range(2):
        await client.react(said.id, "OK")
    assert [one.emoji for one in said.reactions] == ["OK"]


async def test_a_file_is_uploaded_under_its_own_name_and_sent(client, feishu, group):
    data = random.Random(1).randbytes(300_000)
    key = await client.upload_file("市科协\r\n活动“总结”.docx", data)
    await client.send(group, Worded("file", {"file_key": key}), "u1")
    picture = await client.upload_image(png())
    await client.send(group, Worded("image", {"image_key": picture}), "u2")
    file, shown = feishu.heard(group)
    assert (file.file.name, file.file.data) == ("市科协活动“总结”.docx", data)
    assert shown.file.data == png()
    assert not feishu.faults


@pytest.mark.parametrize("name", ["a.pdf", "a.DOCX", "a.xls", "a.pptx", "a.mp4", "a.opus", "a", "..", "/"])
async def test_a_file_of_any_kind_can_be_sent_as_a_file(client, feishu, group, name):
    await client.send(group, Worded("file", {"file_key": await client.upload_file(name, b"data")}), "u1")
    assert feishu.heard(group)[0].file.data == b"data"
    assert not feishu.faults


async def test_what_cannot_be_uploaded_is_not_tried(client, feishu):
    for work in (
        client.upload_file("a", b""),
        client.upload_file("a", bytes((30 << 20) + 1)),
        client.upload_image(bytes((10 << 20) + 1)),
    ):
        assert (await failing(work)).remedy is Remedy.GIVE_UP
    assert feishu.calls == []


async def collected(pieces) -> tuple[Any, bytes]:
    heading, data = None, b""
    async for piece in pieces:
        if isinstance(piece, Heading):
            heading = piece
        else:
            data += piece
    return heading, data


async def test_what_came_with_a_message_comes_in_pieces_and_with_its_size(client, feishu, app, group):
    data = random.Random(2).randbytes(1_000_000)
    said = await feishu.file("wang", data, "总结.pdf", chat=group)
    heading, came = await collected(client.resource(said.id, said.content["file_key"], "file"))
    assert (heading, came) == (Heading(size=len(data)), data)
    photo = await feishu.photo("wang", png(), chat=group)
    app.revoke()
    assert (await collected(client.resource(photo.id, photo.content["image_key"], "image")))[1] == png()
    assert len(app.token_fetches) == 2


async def test_a_file_that_is_json_itself_is_a_file(client, feishu, group):
    said = await feishu.file("wang", b'{"code": 234003}', "a.json", chat=group)
    assert (await collected(client.resource(said.id, said.content["file_key"], "file")))[1] == b'{"code": 234003}'


async def test_a_resource_that_may_not_be_had_says_why(client, feishu, app, group):
    said = await feishu.file("wang", b"data", "a.pdf", chat=group)
    key = said.content["file_key"]
    assert (await failing(collected(client.resource(said.id, "file_v3_other", "file")))).code == 234003
    feishu.chats[group].is_external = True
    assert (await failing(collected(client.resource(said.id, key, "file")))).code == 234009
    feishu.chats[group].is_external = False
    feishu.fail("resources.get", status=502)
    assert (await failing(collected(client.resource(said.id, key, "file")))).remedy is Remedy.RETRY


async def test_a_resource_larger_than_any_may_be_is_broken_off(client, feishu, group, monkeypatch):
    monkeypatch.setattr(clients, "MOST_RESOURCE_BYTES", 1000)
    said = await feishu.file("wang", bytes(5000), "a.pdf", chat=group)
    error = await failing(collected(client.resource(said.id, said.content["file_key"], "file")))
    assert error.remedy is Remedy.GIVE_UP


async def test_what_was_merged_and_forwarded_is_looked_up(client, feishu, group):
    said = await feishu.say("wang", "几号截止", chat=group)
    (item,) = await client.message(said.id)
    assert (item["message_id"], item["msg_type"]) == (said.id, "text")


@pytest.mark.parametrize("bad", ["", "../x", "om_1/reply", "om 1", "om_1?a=b", "x" * 300, "om_1\n", "％"])
async def test_an_id_that_is_none_is_asked_nowhere(client, feishu, bad):
    for work in (
        client.reply(bad, TEXT, "u"),
        client.message(bad),
        client.chat(bad),
        collected(client.resource("om_1", bad, "file")),
    ):
        assert (await failing(work)).remedy is Remedy.GIVE_UP
    assert feishu.calls == []


async def test_names_are_asked_for_ten_at_once_and_one_unknown_id_spoils_nothing(client, feishu, app, clock):
    people = {app.open_id_of(feishu.person(f"u{number}", f"王{number}")): f"王{number}" for number in range(20)}
    assert await client.names(list(people)) == people
    assert calls(feishu, "users.basic_batch") == 2
    turn(clock, seconds=2)
    one = dict(list(people.items())[:1])
    assert await client.names([*one, "ou_nobody"]) == one
    assert (await failing(client.names(list(people) * 3))).remedy is Remedy.WAIT


async def test_the_bot_and_its_chats_are_told(client, feishu, app, group):
    bot = await client.bot()
    assert (bot.open_id, bot.name, bot.is_active) == (app.open_id, app.name, True)
    app.has_bot = False
    assert not (await client.bot()).is_active
    topic = feishu.group(app, mode="topic", name="统筹")
    for _ in range(130):
        feishu.group(app)
    listed = await client.chats()
    assert len(listed) == 132
    assert {group, topic} <= {one["chat_id"] for one in listed}
    told = await client.chat(topic)
    assert (told["name"], told["chat_mode"], told["external"]) == ("统筹", "topic", False)


async def test_one_token_serves_all_who_wait_in_every_process(made, feishu, app, group):
    one, other = made(), made()
    await asyncio.gather(*(one.bot() for _ in range(20)))
    await asyncio.gather(*(other.bot() for _ in range(20)))
    assert len(app.token_fetches) == 1


async def test_a_token_is_renewed_in_its_last_half_hour(client, app, clock):
    await client.bot()
    turn(clock, seconds=5990)
    await client.bot()
    assert len(app.token_fetches) == 1
    turn(clock, seconds=20)
    await client.bot()
    assert (len(app.token_fetches), len(app.tokens)) == (2, 2)


async def test_where_tokens_are_always_refused_nothing_is_asked_in_a_storm(client, feishu, app, group):
    feishu.fail("messages.create", 99991663, times=99)
    errors = [await failing(client.send(group, TEXT, f"u{number}")) for number in range(10)]
    assert {error.remedy for error in errors} == {Remedy.WAIT}
    assert (len(app.token_fetches), calls(feishu, "messages.create")) == (2, 2)


async def test_wrong_credentials_are_told_and_not_tried_again_soon(client, feishu, app, told):
    app.secret += " of yesterday"
    for _ in range(10):
        error = await failing(client.bot())
        assert (error.remedy, error.code) == (Remedy.CONFIGURATION, 10014)
    assert calls(feishu, "token") == 1
    assert told == ["飞书应用“a”不能使用，请核对 app_id 和 app_secret（错误码 10014）。"]


WHOLE_TABLE = [(code, remedy) for remedy, codes in REMEDIES.items() for code in codes]


@pytest.mark.parametrize(("code", "remedy"), WHOLE_TABLE)
async def test_every_code_is_asked_once_or_with_one_new_token_and_is_no_unknown_outcome(
    client, feishu, group, code, remedy
):
    feishu.fail("messages.create", code, times=9)
    error = await failing(client.send(group, TEXT, "u1"))
    assert (error.code, error.unknown, error.gone) == (code, False, code in GONE)
    assert error.remedy is (Remedy.WAIT if code in TOKEN_REFUSED else remedy)
    asked = 2 if code in TOKEN_REFUSED else 1
    assert (calls(feishu, "messages.create"), calls(feishu, "token")) == (asked, asked)


async def test_how_long_to_wait_is_obeyed_by_this_call_and_by_no_other(client, feishu, clock, group):
    feishu.fail("messages.create", 99991400, wait=7)
    assert (await failing(client.send(group, TEXT, "u1"))).wait_seconds == 7
    turn(clock, seconds=5)
    assert (await failing(client.send(group, TEXT, "u1"))).wait_seconds == 2
    assert calls(feishu, "messages.create") == 1
    await client.bot()
    turn(clock, seconds=2)
    await client.send(group, TEXT, "u1")


@pytest.mark.parametrize("code", [99991400, 230020, 11233, 230049])
async def test_where_waiting_does_not_help_it_is_asked_ever_more_rarely_and_other_chats_are_not_held_up(
    client, feishu, app, clock, group, code
):
    feishu.fail("messages.create", code, times=12)
    waits = []
    for _ in range(12):
        waits.append((await failing(client.send(group, TEXT, "u1"))).wait_seconds)
        turn(clock, seconds=waits[-1] - 0.5)
        assert (await failing(client.send(group, TEXT, "u1"))).wait_seconds == 0.5
        turn(clock, seconds=0.5)
    assert calls(feishu, "messages.create") == 12
    assert waits == sorted(waits)
    assert waits[-1] == 300
    if code != 99991400:
        feishu.fail("messages.create", code)
        await failing(client.send(group, TEXT, "u1"))
        await client.send(feishu.group(app), TEXT, "u2")


async def test_a_quota_that_is_used_up_stops_everything_for_an_hour_and_is_told(
    client, feishu, app, clock, group, told
):
    app.quota = 0
    error = await failing(client.send(group, TEXT, "u1"))
    assert (error.code, error.remedy, error.wait_seconds) == (99991403, Remedy.WAIT, 3600)
    for work in (client.send(group, TEXT, "u1"), client.bot(), client.chat(group)):
        assert (await failing(work)).remedy is Remedy.WAIT
    assert len(feishu.calls) == 2
    assert [line for line in told if "本月接口调用次数已用完" in line] == told
    app.quota = 9
    turn(clock, seconds=3600)
    await client.send(group, TEXT, "u1")


@pytest.mark.parametrize(
    ("failure", "remedy", "unknown"),
    [
        ({"status": 500}, Remedy.RETRY, True),
        ({"status": 502}, Remedy.RETRY, True),
        ({"status": 429}, Remedy.WAIT, False),
        ({"status": 403}, Remedy.GIVE_UP, False),
        ({"lost": "request"}, Remedy.RETRY, True),
        ({"lost": "answer"}, Remedy.RETRY, True),
        ({"code": 2200, "status": 500}, Remedy.RETRY, True),
        ({"code": 2200, "status": 400}, Remedy.GIVE_UP, False),
        ({"code": 230002, "status": 200}, Remedy.GIVE_UP, False),
    ],
)
async def test_an_outcome_is_unknown_just_where_the_message_may_have_arrived(
    client, feishu, group, failure, remedy, unknown
):
    feishu.fail("messages.create", **failure)
    feishu.fail("bot.info", **failure, times=2)  # a line that broke is tried anew by aiohttp itself
    error = await failing(client.send(group, TEXT, "u1"))
    assert (error.remedy, error.unknown) == (remedy, unknown)
    error = await failing(client.bot())
    assert (error.remedy, error.unknown) == (remedy, False)
    if failure.get("lost") == "answer":
        await client.send(group, TEXT, "u1")
        assert len(feishu.heard(group)) == 1


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("7", 7), ("0", 1), ("99999", 3600), ("", None), ("-1", None), ("x", None), ("1e9", None), ("7" * 400, None)],
)
def test_the_gateways_header_is_read_without_trust(told, seconds):
    assert wait_of({"x-ogw-ratelimit-reset": told}) == seconds
    assert wait_of({}) is None


async def test_what_policy_keeps_back_goes_out_once_more_without_phones_and_mailboxes(client, feishu, group, told):
    feishu.forbid_phones()
    await client.send(group, PHONE, "u1")
    (heard,) = feishu.heard(group)
    assert heard.text == "请联系 ［电话见单位页面］ 或 ［电话见单位页面］，邮箱 ［邮箱见单位页面］，回执号0606-037"
    assert heard.uuid not in ("", "u1")
    assert calls(feishu, "messages.create") == 2
    await client.send(group, PHONE, "u1")
    assert len(feishu.heard(group)) == 1, "sent again it is the same message"
    assert [line for line in told if "已隐去号码后发出" in line] == told
    assert len(told) == 1


async def test_a_card_loses_what_people_read_and_nothing_that_makes_it_work(client, feishu, group):
    feishu.forbid_phones()
    shown = await client.send(group, Worded("interactive", card(title="甲")), "u1")
    await client.patch(shown, card(title="请打 13800001234"))
    assert "［电话见单位页面］" in feishu.heard(group)[0].text
    content = {
        "elements": [
            {
                "tag": "button",
                "value": {"says": "13800001234"},
                "url": "https://x.cn/13800001234",
                "text": {"content": "13800001234"},
            }
        ]
    }
    assert masked({"text": "20240904 传真0871-66554433(传真)，tel:13800001234"}) == {
        "text": "20240904 传真［电话见单位页面］(传真)，tel:［电话见单位页面］"
    }
    assert masked(content)["elements"][0] == {**content["elements"][0], "text": {"content": "［电话见单位页面］"}}


async def test_what_policy_keeps_back_for_another_reason_is_reported_and_not_repeated(client, feishu, group, told):
    feishu.fail("messages.create", 230022, times=9)
    for message, asked in ((TEXT, 1), (PHONE, 3)):
        assert isinstance(await failing(client.send(group, message, "u1")), ContentRefused)
        assert calls(feishu, "messages.create") == asked
    assert told == ["飞书应用“a”有消息被本单位的内容安全策略拦下，隐去电话和邮箱后仍发不出。请联系飞书管理员。"]


async def test_what_needs_a_person_is_told_with_what_to_do_once_an_hour(client, feishu, app, clock, group, told):
    app.scopes -= {"im:message:send_as_bot", "im:message"}
    for _ in range(3):
        assert isinstance(await failing(client.send(group, TEXT, "u1")), FeishuError)
    assert told == [
        "飞书应用“a”缺少权限（任一即可）：im:message:send_as_bot、im:message，请在“权限管理”开通并发布新版本。"
    ]
    turn(clock, seconds=3601)
    app.is_trusted = False
    await failing(client.bot())
    assert told[1:] == [
        "飞书应用“a”不能调用接口：飞书看到的 IP 是 203.0.113.9，请把它加进开发者后台“安全设置 → IP 白名单”。"
    ]
    app.is_trusted, app.is_installed = True, False
    await failing(client.bot())
    app.is_installed, app.has_bot, app.scopes = True, False, set(SCOPES)
    await failing(client.send(group, TEXT, "u1"))
    app.has_bot, feishu.chats[group].is_external = True, True
    await failing(client.send(group, TEXT, "u1"))
    for code in (230018, 230035):
        feishu.fail("messages.create", code)
        await failing(client.send(group, TEXT, f"u{code}"))
    assert [line.split("，")[0] for line in told[2:]] == [
        "飞书应用“a”已停用或没有安装",
        "飞书应用“a”没有开启机器人能力",
        "飞书应用“a”无权在某个群里发消息；外部群需在开发者后台开启“对外共享”。",
        "飞书应用“a”在某个群或私聊里被禁言",
    ]


async def test_nothing_secret_is_logged_or_shown(client, feishu, app, database, group, caplog):
    caplog.set_level(logging.DEBUG)
    feishu.fail("messages.create", 99991663, times=2)
    await failing(client.send(group, PHONE, "u1"))
    rows = await database.read(lambda work: work.tokens.find())
    shown = "\n".join(
        [*(record.getMessage() + repr(record.__dict__) for record in caplog.records), repr(client), repr(rows)]
    )
    assert not [secret for secret in (app.secret, *app.tokens, "13800001234") if secret in shown]


async def test_apps_of_one_tenant_have_tokens_of_their_own(made, feishu, app, database, clock, session):
    other = add_app(feishu, "cli_a1b2c3d4e5f60009", name="小助")
    settings = AppSettings(name="b", app_id=other.id, app_secret=SecretStr(other.secret))
    assert (await made().bot()).name == "小报"
    assert (await Client(Calls(session, feishu.url), settings, database, clock).bot()).name == "小助"


async def test_a_photo_of_the_largest_size_is_uploaded_whole(client, feishu, group):
    data = random.Random(1).randbytes(30 << 20)
    key = await client.upload_file("录像.zip", data)
    assert feishu.apps["cli_a1b2c3d4e5f60001"].kept[key].file == File("录像.zip", data)
