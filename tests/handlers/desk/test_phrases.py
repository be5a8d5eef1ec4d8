"""The same wish in the words of different people: which conversation takes it, and what it does."""

from __future__ import annotations

import pytest

from storage.chat import ReplyKind


@pytest.fixture
def desk(town):
    town.publish()
    town.coordinator("沈竹")
    town.liaison("赵敏", "物理学会")
    for kind in ("mailed", "no_event"):
        town.work.declarations.add(
            campaign_id=1, unit_id=town.unit("物理学会").key, kind=kind, declared_at=town.work.now
        )
    town.hears("沈竹", "物理学会邮箱来了总结1份")
    town.work.declarations.change(state="pending")
    return town


@pytest.mark.parametrize(
    ("said", "kind", "part"),
    [
        ("通知大家明天截止", "confirm", "明天截止"),
        ("请告诉各单位，照片要原图", "confirm", "照片要原图"),
        ("能不能再宽限两天", "confirm", "6月16日"),
        ("给大家延到6月19日吧", "confirm", "6月19日"),
        ("把截止时间改成6月19日", "decline", "由其统筹人办理"),
        ("企业科协截止时间改为6月19日", "confirm", "企业科协"),
        ("学会部的电话改为50019999", "confirm", "50019999"),
        ("台账", "confirm", "正在生成"),
        ("把台账发我", "confirm", "正在生成"),
        ("导出一份台账给我", "confirm", "台账"),
        ("打包材料", "confirm", "材料包"),
        ("收回刚才的通知", "confirm", "将收回"),
        ("把0520-001退回，缺章", "confirm", "已退回"),
        ("0520-001 通过", "confirm", "已认可"),
        ("物理学会的邮件没看到", "confirm", "未见"),
        ("物理学会邮件收到了", "confirm", "已收到"),
        ("物理学会零报送可以", "confirm", "已同意"),
        ("物理学会今年不用报了", "confirm", "免报"),
        ("物理学会的联络员换成周舟", "confirm", "邀请码"),
        ("今天先别发提醒了", "confirm", "已暂停"),
        ("物理学会那份我看过了，给他过", "confirm", "物理学会的材料？尚未办理"),
        ("物理学会6月20日再交，我答应了", "confirm", "物理学会延到6月20日"),
        ("物理学会下周二再交，我答应了", "clarify", "不晚于现定时间"),
        ("物理学会和医学会那两份挂反了", "confirm", "回执号0520-001"),
        ("认可市医学会", "clarify", "医学会还没有"),
        ("回复第1个问题：可以", "clarify", "没有编号为1"),
    ],
)
def test_a_coordinator_is_understood(desk, said, kind, part):
    reply = desk.say("沈竹", said)
    assert reply is not None
    assert (reply.kind, part in reply.text) == (ReplyKind(kind), True), reply.text


@pytest.mark.parametrize(
    "said",
    [
        "通知原文发我一份",
        "跟科技局一起办的，总结是合报一份还是各报各的",
        "要不要抄送市科协一份",
        "把昨天的合影发我一张",
        "退回的原因是什么",
        "总结数字有误，先退回我改一下",
        "这是总结，图片稍后补",
        "会不会通报没交的单位",
        "物理学会：5月28日走进企业开展技术咨询，专家8人，现场照片6张。",
    ],
)
def test_what_only_sounds_like_an_order_changes_nothing(desk, said):
    entered = desk.work.submissions.c.state == "entered"
    before = desk.work.submissions.count(entered)
    reply = desk.say("沈竹", said)
    assert reply is None or not any(word in reply.text for word in ("尚未办理", "绑定单位群"))
    assert desk.work.submissions.count(entered) == before
    assert desk.chat("p-沈竹").unit_id is None
