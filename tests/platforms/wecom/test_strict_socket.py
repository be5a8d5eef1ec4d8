"""The strict server's long connection: each rule of connections, deliveries and pairing met on purpose."""

from __future__ import annotations

import asyncio

from tests.platforms.wecom.line import markdown, push, turn
from tests.platforms.wecom.sealing import decrypt, key_of

PHOTO = b"\xff\xd8\xff\xe0 a photo"


async def test_a_wrong_secret_is_refused_and_the_socket_left_open(wecom, robot, connect):
    line = await connect(subscribed=False)
    assert await line.ask("aibot_subscribe", {"bot_id": robot.id, "secret": "wrong"}) == 853000
    assert await line.ask("ping") == 846609
    assert await line.ask("aibot_send_msg", push("c")) == 846609
    assert await line.ask("aibot_subscribe", {"bot_id": robot.id, "secret": robot.secret}) == 0
    assert await line.ask("ping") == 0
    assert [fault.code for fault in wecom.faults] == [853000, 846609, 846609]


async def test_a_newer_subscription_is_told_to_the_older_connection_which_is_closed_later(wecom, clock, robot, connect):
    robot.kick_delay = 313
    older = await connect()
    newer = await connect()
    told = await older.next()
    assert told["body"]["event"] == {"eventtype": "disconnected_event"}
    assert await older.ask("ping") == 846609
    await wecom.say("wang", "在吗")
    assert (await newer.next())["body"]["text"] == {"content": "在吗"}
    assert older.came.empty()
    turn(clock, seconds=314)
    assert (await older.next())["cmd"] == "closed"


async def test_what_is_said_while_nobody_is_connected_is_lost(wecom, robot, connect):
    lost = await wecom.say("wang", "有人吗")
    line = await connect()
    assert not lost.is_delivered
    assert (await wecom.say("wang", "在吗")).is_delivered
    assert (await line.next())["body"]["text"]["content"] == "在吗"


async def test_in_a_group_only_what_calls_the_robot_is_delivered_and_photos_only_quoted_or_mixed(
    wecom, robot, connect, group
):
    line = await connect()
    photo = await wecom.photo("wang", PHOTO, chat=group)
    await wecom.say("wang", "收到了吗", chat=group, at=False)
    await wecom.say("wang", "这张", chat=group, quoting=photo)
    await wecom.say("wang", "还有这张", chat=group, photos=[photo.files[0]])
    quoting, mixed = (await line.next())["body"], (await line.next())["body"]
    assert line.came.empty()
    assert quoting["text"]["content"] == "@小报 这张"
    assert quoting["chatid"] == group
    image = quoting["quote"]["image"]
    async with wecom.client.get(image["url"]) as answer:
        assert decrypt(key_of(image["aeskey"]), await answer.read()) == PHOTO
        assert answer.headers["Content-Disposition"] == 'attachment; filename="photo.jpg"'
    assert [item["msgtype"] for item in mixed["mixed"]["msg_item"]] == ["text", "image"]
    assert mixed["mixed"]["msg_item"][1]["image"]["aeskey"] != image["aeskey"]


async def test_a_link_dies_after_five_minutes_and_fails_when_told_to(wecom, clock, connect):
    line = await connect()
    await wecom.file("wang", b"%PDF-1.7 a", "汇总表.pdf")
    url = (await line.next())["body"]["file"]["url"]
    wecom.fail("media", status=503)
    statuses = []
    for wait in (0, 0, 299, 1):
        turn(clock, seconds=wait)
        async with wecom.client.get(url) as answer:
            statuses.append(answer.status)
            name = answer.headers.get("Content-Disposition", "")
        assert answer.status != 200 or name.endswith("filename*=UTF-8''%E6%B1%87%E6%80%BB%E8%A1%A8.pdf")
    assert statuses == [503, 200, 200, 403]


async def test_each_command_goes_only_with_its_own_callback_and_in_its_time(wecom, clock, robot, connect):
    line = await connect()
    said = await wecom.say("wang", "你好")
    entered = await wecom.enter("wang")
    welcome = {"msgtype": "text", "text": {"content": "您好"}}
    assert await line.ask("aibot_respond_msg", markdown("好"), "unknown") == 846605
    assert await line.ask("aibot_respond_welcome_msg", welcome, said.req_id) == 846605
    assert await line.ask("aibot_respond_msg", markdown("好"), entered.req_id) == 846605
    assert await line.ask("aibot_respond_msg", welcome, said.req_id) == 40008
    assert await line.ask("aibot_respond_welcome_msg", welcome, entered.req_id) == 0
    assert await line.ask("aibot_respond_welcome_msg", welcome, entered.req_id) == 846605
    assert await wecom.enter("wang") is None, "he entered before, today"
    turn(clock, hours=23, minutes=59)
    tomorrow = await wecom.enter("wang")
    assert await line.ask("aibot_respond_msg", markdown("好"), said.req_id) == 0
    turn(clock, minutes=2)
    assert await line.ask("aibot_respond_msg", markdown("好"), said.req_id) == 846605
    assert await line.ask("aibot_respond_welcome_msg", welcome, tomorrow.req_id) == 846605
    assert [heard.text for heard in wecom.heard("wang")] == ["您好", "好"]


async def test_any_error_and_any_loss_happens_on_demand_and_is_no_fault(wecom, connect):
    line = await connect()
    await wecom.say("wang", "你好")
    wecom.fail("aibot_send_msg", 600039)
    wecom.fail("aibot_send_msg", 6000, times=2)
    assert [await line.ask("aibot_send_msg", push("wang", kind=1)) for _ in range(4)] == [600039, 6000, 6000, 0]
    wecom.fail("aibot_send_msg", lost="answer")
    wecom.fail("aibot_send_msg", lost="request")
    for text in ("无回执", "没收到"):
        await line.socket.send_json(
            {"cmd": "aibot_send_msg", "headers": {"req_id": "x"}, "body": push("wang", text, 1)}
        )
    assert await line.ask("ping") == 0
    assert [heard.text for heard in wecom.heard("wang")] == ["提醒", "无回执"]
    assert not wecom.faults


async def test_a_silent_connection_is_dropped_and_one_that_is_not_is_kept(wecom, clock, connect):
    wecom.silence_ends = 100
    line = await connect()
    for _ in range(4):
        await asyncio.sleep(0.01)
        turn(clock, seconds=60)
        assert await line.ask("ping") == 0
    await asyncio.sleep(0.01)
    turn(clock, seconds=101)
    assert (await line.next())["cmd"] == "closed"


async def test_lines_freeze_break_forget_and_answer_late_as_told(wecom, clock, robot, connect):
    line = await connect()
    robot.pong = lambda number: 20.0 if number == 1 else None
    for _ in range(2):
        await line.socket.send_json({"cmd": "ping", "headers": {"req_id": "p"}})
    await wecom.until(lambda: robot.pings == 2)
    await asyncio.sleep(0.01)
    assert line.acks.empty()
    turn(clock, seconds=21)
    await asyncio.wait_for(line.acks.get(), 5)
    robot.is_frozen = True
    assert not (await wecom.say("wang", "在吗")).is_delivered
    robot.is_frozen = False
    robot.forget()
    assert await line.ask("ping") == 846609
    line = await connect()
    await robot.reset()
    assert (await line.next())["cmd"] == "closed"


async def test_what_is_no_frame_is_a_fault(wecom, connect):
    line = await connect()
    await line.socket.send_str("[]")
    assert (await asyncio.wait_for(line.acks.get(), 5))["errcode"] == 40058
    assert await line.ask("aibot_get_mcp_config") == 40058


async def test_what_only_reports_know_of_comes_when_told_to(wecom, robot, connect):
    line = await connect()
    robot.has_hex_keys = True
    await wecom.photo("wang", PHOTO)
    image = (await line.next())["body"]["image"]
    async with wecom.client.get(image["url"]) as answer:
        assert decrypt(bytes.fromhex(image["aeskey"]), await answer.read()) == PHOTO
    await wecom.post("wang", "appmsg", part={"title": "某页"})
    assert (await line.next())["body"]["appmsg"] == {"title": "某页"}
    said = await wecom.say("wang", "几号交")
    again = await wecom.again(said)
    first, second = await line.next(), await line.next()
    assert first["body"] == second["body"]
    assert first["headers"] != second["headers"]
    assert second["headers"]["req_id"] == again.req_id
