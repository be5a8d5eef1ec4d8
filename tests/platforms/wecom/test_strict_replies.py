"""What may be said over the strict server's long connection: streams, pushes, rates, cards, media."""

from __future__ import annotations

import base64
import hashlib

from tests.platforms.wecom.line import button_card, markdown, push, stream, turn


async def test_a_stream_grows_ends_once_and_expires_six_minutes_after_its_first_frame(wecom, clock, connect):
    line = await connect()
    said = await wecom.say("wang", "几号交")
    assert await line.ask("aibot_respond_msg", stream("正在看", feedback={"id": "f"}), said.req_id) == 0
    assert await line.ask("aibot_respond_msg", stream("", finish=True), said.req_id) == 0
    assert not wecom.heard("wang")[0].is_finished, "a blank end is ignored"
    assert await line.ask("aibot_respond_msg", stream("10月25日", finish=True), said.req_id) == 0
    assert await line.ask("aibot_respond_msg", stream("10月26日"), said.req_id) == 846605
    assert await line.ask("aibot_respond_msg", stream("慢", "s2"), said.req_id) == 0
    turn(clock, minutes=6)
    assert await line.ask("aibot_respond_msg", stream("还慢", "s2"), said.req_id) == 0
    turn(clock, seconds=1)
    assert await line.ask("aibot_respond_msg", stream("太慢", "s2"), said.req_id) == 846608
    other = await wecom.say("wang", "另一句")
    assert await line.ask("aibot_respond_msg", stream("混", "s2"), other.req_id) == 40058
    assert await line.ask("aibot_respond_msg", stream("长" * 6827, "s3"), other.req_id) == 40058
    assert await line.ask("aibot_respond_msg", stream("图", "s4", msg_item=[]), other.req_id) == 40058
    both = {**stream("图", "s4"), "msgtype": "stream_with_template_card", "template_card": button_card()}
    assert await line.ask("aibot_respond_msg", both, other.req_id) == 40008
    assert [(heard.text, heard.is_finished) for heard in wecom.heard("wang")] == [("10月25日", True), ("还慢", False)]


async def test_a_push_needs_that_somebody_spoke_there_and_the_chat_exactly_as_it_was_given(wecom, connect, group):
    line = await connect()
    assert await line.ask("aibot_send_msg", push(group)) == 93006
    await wecom.say("wang", "没有叫它", chat=group, at=False)
    assert await line.ask("aibot_send_msg", push(group)) == 93006
    await wecom.say("wang", "你好", chat=group)
    assert await line.ask("aibot_send_msg", push(group)) == 0
    assert await line.ask("aibot_send_msg", push(group.lower())) == 93006
    assert await line.ask("aibot_send_msg", push(group, kind=1)) == 93006
    assert await line.ask("aibot_send_msg", push(group, kind=3)) == 40058
    assert await line.ask("aibot_send_msg", {"chatid": group, "chat_type": 2, "msgtype": "text"}) == 40008
    assert await line.ask("aibot_send_msg", push("wang", kind=1)) == 93006, "in private he said nothing yet"
    assert await line.ask("aibot_send_msg", push(group, " ")) == 44004
    assert [heard.text for heard in wecom.heard(group)] == ["提醒"]


async def test_the_thirty_first_message_in_a_minute_is_refused_and_the_chat_blocked_for_a_minute(
    wecom, clock, connect, group
):
    line = await connect()
    said = await wecom.say("wang", "你好", chat=group)
    answers = [await line.ask("aibot_respond_msg", markdown("好"), said.req_id) for _ in range(10)]
    answers += [await line.ask("aibot_send_msg", push(group)) for _ in range(21)]
    assert answers == [0] * 30 + [45009]
    turn(clock, seconds=59)
    assert await line.ask("aibot_send_msg", push(group)) == 45009
    turn(clock, seconds=1)
    assert await line.ask("aibot_send_msg", push(group)) == 0
    await wecom.say("li", "你好")
    assert await line.ask("aibot_send_msg", push("li", kind=1)) == 0, "each chat has its own count"


async def test_a_thousand_in_an_hour_are_enough(wecom, clock, connect, group):
    line = await connect()
    await wecom.say("wang", "你好", chat=group)
    for _ in range(40):
        assert {await line.ask("aibot_send_msg", push(group)) for _ in range(25)} == {0}
        turn(clock, seconds=61)
    assert await line.ask("aibot_send_msg", push(group)) == 45009


async def test_a_card_is_pressed_by_anybody_and_changed_in_five_seconds_or_never(wecom, clock, connect, group):
    line = await connect()
    said = await wecom.say("wang", "撤回", chat=group)
    card = {"msgtype": "template_card", "template_card": button_card()}
    assert await line.ask("aibot_respond_msg", card, said.req_id) == 0
    assert await line.ask("aibot_respond_msg", card, said.req_id) == 40058, "the task_id is not new"
    (seen,) = wecom.cards(group)
    assert seen.text == "撤回？\n确认\n不了"
    await line.next()
    pressed = await wecom.click(seen, "确认", by="li")
    told = (await line.next())["body"]
    assert (told["from"]["userid"], told["chatid"]) == ("li", group)
    assert told["event"]["template_card_event"]["event_key"] == "yes"
    done = {"response_type": "update_template_card", "template_card": button_card("已撤回")}
    other = {"response_type": "update_template_card", "template_card": button_card("已撤回", "t2")}
    assert await line.ask("aibot_respond_update_msg", other, pressed.req_id) == 40058
    assert await line.ask("aibot_respond_update_msg", {**done, "userids": ["li"]}, pressed.req_id) == 0
    assert (seen.text.split("\n")[0], list(seen.seen_by)) == ("撤回？", ["li"])
    again = await wecom.click(seen, "确认")
    assert again.user == "wang"
    turn(clock, seconds=6)
    assert await line.ask("aibot_respond_update_msg", done, again.req_id) == 846605


async def test_media_come_in_chunks_are_checked_and_hold_for_three_days(wecom, clock, connect):
    line = await connect()
    data = b"%PDF" + bytes(600_000)
    about = {"type": "file", "filename": "台账.pdf", "total_size": len(data), "total_chunks": 2}
    about["md5"] = hashlib.md5(data, usedforsecurity=False).hexdigest()
    parts = [base64.b64encode(data[at : at + 512 * 1024]).decode() for at in (0, 512 * 1024)]

    async def upload(about=about, parts=parts, first=0):
        begun = await line.call("aibot_upload_media_init", about)
        if begun["errcode"]:
            return begun
        upload_id = begun["body"]["upload_id"]
        for index, part in enumerate(parts, first):
            chunk = {"upload_id": upload_id, "chunk_index": index, "base64_data": part}
            if code := await line.ask("aibot_upload_media_chunk", chunk):
                return {"errcode": code}
        return await line.call("aibot_upload_media_finish", {"upload_id": upload_id})

    kept = [(await upload(first=first))["body"] for first in (0, 1)]
    assert (await upload(parts=parts[:1]))["errcode"] == 40058
    assert (await upload({**about, "md5": "0" * 32}))["errcode"] == 40058
    assert (await upload({**about, "total_chunks": 101}))["errcode"] == 40058
    assert (await upload({**about, "total_size": 20 * 2**20 + 1}))["errcode"] == 40006
    assert (await upload({**about, "type": "pdf"}))["errcode"] == 40004
    assert (await upload(parts=[base64.b64encode(data).decode()]))["errcode"] == 40058
    said = await wecom.say("wang", "台账")
    file = {"msgtype": "file", "file": {"media_id": kept[0]["media_id"]}}
    wrong = {"msgtype": "image", "image": {"media_id": kept[0]["media_id"]}}
    assert await line.ask("aibot_respond_msg", file, said.req_id) == 0
    assert await line.ask("aibot_respond_msg", wrong, said.req_id) == 40007
    assert wecom.heard("wang")[0].file.data == data
    turn(clock, days=3)
    assert await line.ask("aibot_send_msg", {"chatid": "wang", "chat_type": 1, **file}) == 40007
    small = {"type": "file", "filename": "a.txt", "total_size": 9, "total_chunks": 1}
    assert [await line.ask("aibot_upload_media_init", small) for _ in range(31)] == [0] * 30 + [45009]


async def test_an_upload_that_is_not_as_it_must_be_is_refused(clock, connect):
    line = await connect()
    good = {"type": "file", "filename": "a.txt", "total_size": 9, "total_chunks": 1}
    for change, code in (
        ({"total_size": 5}, 40006),
        ({"total_size": "9"}, 40006),
        ({"total_chunks": 0}, 40058),
        ({"filename": " "}, 40058),
        ({"sha": "x"}, 40058),
    ):
        assert await line.ask("aibot_upload_media_init", {**good, **change}) == code
    assert await line.ask("aibot_upload_media_init") == 40058
    assert await line.ask("aibot_upload_media_chunk", {"upload_id": "none"}) == 40058
    begun = (await line.call("aibot_upload_media_init", good))["body"]
    data = base64.b64encode(b"123456789").decode()
    for part in ({"chunk_index": 2, "base64_data": data}, {"chunk_index": 0, "base64_data": "!"}, {"chunk_index": 0}):
        assert await line.ask("aibot_upload_media_chunk", {**begun, **part}) == 40058
    short = {**begun, "chunk_index": 0, "base64_data": data[:4]}
    assert await line.ask("aibot_upload_media_chunk", short) == 0
    assert await line.ask("aibot_upload_media_finish", begun) == 40058
    assert await line.ask("aibot_upload_media_chunk", {**short, "base64_data": data}) == 0
    assert await line.ask("aibot_upload_media_other", begun) == 40058
    turn(clock, minutes=31)
    assert await line.ask("aibot_upload_media_finish", begun) == 40058


async def test_a_chat_reads_as_a_transcript(wecom, robot, connect, group):
    line = await connect()
    photo = await wecom.photo("wang", b"\xff\xd8\xff", "现场.jpg", chat=group)
    said = await wecom.say("wang", "交这张", chat=group, quoting=photo)
    await line.ask("aibot_respond_msg", stream("正在收"), said.req_id)
    await line.ask("aibot_respond_msg", stream("已收到 1 张", finish=True), said.req_id)
    await line.ask("aibot_respond_msg", {"msgtype": "template_card", "template_card": button_card()}, said.req_id)
    await wecom.click(wecom.cards(group)[0], "不了", by="li")
    await wecom.post("wang", "voice", text="几号交")
    assert wecom.transcript(group) == (
        "wang：[image] 现场.jpg\nwang：「[image] 现场.jpg」@小报 交这张\n小报：已收到 1 张\n小报：撤回？\n确认\n不了\nli：[按] 不了"
    )
    assert wecom.transcript("wang") == "wang：几号交"
