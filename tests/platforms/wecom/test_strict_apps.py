"""The strict server's callbacks to a self-built app, and what the app may answer at once."""

from __future__ import annotations

import pytest
from wechatpy.enterprise import create_reply, parse_message
from wechatpy.enterprise.crypto import WeChatCrypto

from tests.platforms.wecom.accounts import add_app
from tests.platforms.wecom.line import button_card
from tests.platforms.wecom.listener import listening
from tests.platforms.wecom.sealing import from_xml, to_xml

BUTTONS = button_card()


@pytest.fixture
async def bot():
    async with listening() as bot:
        yield bot


@pytest.fixture
def app(wecom, bot):
    app = add_app(wecom, bot.url)
    bot.crypto, bot.is_xml = WeChatCrypto(app.token, app.aes_key, app.corp), True
    return app


async def test_an_app_is_told_in_xml_that_wechatpy_reads(wecom, app, bot):
    assert await app.verify()
    await wecom.say("wang", "几号交")
    for kind in ("location", "link"):
        await wecom.post("wang", kind)
    await wecom.photo("wang", b"\xff\xd8\xff a photo")
    await wecom.event("wang", "subscribe")
    await wecom.enter("wang")
    read = [parse_message(told) for told in bot.told]
    assert [message.type for message in read] == ["text", "location", "link", "image", "event", "event"]
    assert (read[0].content, read[0].source, read[0].agent) == ("几号交", "wang", app.agent)
    assert app.uploads.find("image", read[3].media_id).data == b"\xff\xd8\xff a photo"
    assert [message.event for message in read[4:]] == ["subscribe", "enter_agent"]
    assert not wecom.faults


async def test_an_app_s_passive_answer_is_judged_and_its_long_text_cut(wecom, app, bot):
    await wecom.say("wang", "几号交")
    message = parse_message(bot.told[0])
    bot.answers = [create_reply("字" * 700, message).render()]
    await wecom.say("wang", "几号交")
    (seen,) = wecom.heard("wang")
    assert (seen.text, seen.was_cut) == ("字" * 682, True)
    for wrong in (
        "<xml><MsgType>text</MsgType></xml>",
        create_reply("好", message).render().replace("text]", "card]"),
        "no xml",
    ):
        bot.answers = [wrong]
        await wecom.say("wang", "几号交")
    bot.answers, bot.change = (
        [create_reply("好", message).render()],
        lambda text: text.replace("<MsgSignature>", "<Sig>", 1),
    )
    await wecom.say("wang", "几号交")
    assert [fault.code for fault in wecom.faults] == [40058, 40008, 40058, 40058]
    assert len(wecom.heard("wang")) == 1


@pytest.mark.parametrize(
    ("kind", "part", "code"),
    [
        ("image", {"Image": {"MediaId": "none"}}, 40007),
        ("voice", {"Voice": ""}, 40058),
        ("news", {"ArticleCount": 1, "Articles": {"item": [{"Title": "题"}]}}, None),
        ("news", {"ArticleCount": 9, "Articles": {"item": [{"Title": "题"}] * 9}}, 40058),
        ("update_button", {"Button": {"ReplaceName": "好"}}, 40008),
        ("markdown", {"Markdown": "好"}, 40008),
    ],
)
async def test_an_app_answers_at_once_only_in_the_documented_types(wecom, app, bot, kind, part, code):
    common = {"ToUserName": "wang", "FromUserName": app.corp, "CreateTime": 1788745000, "MsgType": kind}
    bot.answers = [to_xml({**common, **part})]
    await wecom.say("wang", "你好")
    assert [fault.code for fault in wecom.faults] == ([code] if code else [])
    assert len(wecom.heard("wang")) == (code is None)


async def test_an_app_hears_of_its_pressed_card_and_is_told_again_what_it_did_not_take(wecom, app, bot):
    wecom.person("wang")
    app.send({"touser": "wang", "msgtype": "template_card", "agentid": app.agent, "template_card": BUTTONS})
    bot.answers = [500, 500, ""]
    pressed = await wecom.click(wecom.cards("wang")[0], "确认", chosen={"q": ["a", "b"]})
    assert pressed.attempts == [500, 500, 200]
    told = from_xml(bot.told[0])
    assert (told["Event"], told["EventKey"], told["TaskId"]) == ("template_card_event", "yes", "t1")
    assert told["SelectedItems"]["SelectedItem"]["OptionIds"]["OptionId"] == ["a", "b"]
    app.update({"agentid": app.agent, "response_code": told["ResponseCode"], "button": {"replace_name": "已确认"}})
    assert wecom.cards("wang")[0].seen_by["wang"]["update_button"] == {"replace_name": "已确认"}
