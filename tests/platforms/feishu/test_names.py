"""Names on Feishu: asked of the contacts ten at once, kept with both ids; without the scope people go by ids."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.config.feishu import AppSettings
from bot.config.tables import NetworkSettings
from bot.feishu.client import MOST_NAMES, Client
from bot.feishu.client.calls import Calls
from bot.names import Names
from bot.network import Network
from bot.platform import Host
from storage.chat import ChatAddress, Message
from storage.database import Database
from storage.schema import create_all
from tests.platforms.feishu.caller import turn


@pytest.fixture
async def names(feishu, app, clock, tmp_path):
    """Names over a bot that makes a row of whoever speaks, as the dispatcher does."""
    database = Database(tmp_path / "names.db", clock.now, durable=False)
    create_all(database.engine)

    async def receive(message):
        about = {"platform": "feishu", "account": "a", "user": message.sender, "name": message.sender_name}
        await database.write(lambda work: work.members.add_once(**about, seen_at=work.now))
        return True

    async def quiet(_):
        return None

    settings = AppSettings(name="a", app_id=app.id, app_secret=SecretStr(app.secret))
    async with Network(NetworkSettings()).session() as session:
        client = Client(Calls(session, feishu.url), settings, database, clock)
        names = Names(Host(receive, quiet, database, clock), client.names, MOST_NAMES)
        names.kept = lambda: database.read(lambda work: {row.user: row for row in work.members.find()})
        yield names
        await names.close()
    database.close()


def said(app, user, clock):
    sender = app.open_id_of(user)
    return Message(ChatAddress("feishu", "a", "oc_1"), f"om_{user}", sender, "", "在", clock.now())


async def test_many_who_speak_are_named_with_few_calls_and_known_to_all_apps(names, feishu, app, clock):
    people = [feishu.person(f"u{number}", f"王{number}") for number in range(25)]
    for user in people:
        await names.receive(said(app, user, clock), feishu.union_id_of(user))
    while names._running:
        turn(clock, seconds=1)
        await asyncio.sleep(0.005)
    kept = await names.kept()
    assert [kept[app.open_id_of(user)].name for user in people] == [f"王{number}" for number in range(25)]
    assert [kept[app.open_id_of(user)].union_id for user in people] == [feishu.union_id_of(user) for user in people]
    assert sum(way == "users.basic_batch" for way, _ in feishu.calls) < 25
    assert not feishu.faults


async def test_without_the_scope_nobody_is_asked_about_for_hours(names, feishu, app, clock):
    app.scopes.discard("contact:user.basic_profile:readonly")
    user = feishu.person("wang", "王一")
    for _ in range(3):
        await names.receive(said(app, user, clock))
        await names._running.finish()
    assert sum(way == "users.basic_batch" for way, _ in feishu.calls) == 1
    app.scopes.add("contact:user.basic_profile:readonly")
    turn(clock, seconds=timedelta(hours=13).total_seconds())
    await names.receive(said(app, user, clock))
    await names._running.finish()
    assert (await names.kept())[app.open_id_of(user)].name == "王一"
