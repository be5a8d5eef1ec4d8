from __future__ import annotations

import pytest

from storage.chat import INTERNAL, FileRef, ReplyKind
from storage.chat_json import reply_from_json
from storage.reach import CAN_MAIL, MAIL


@pytest.fixture
def desk(town):
    town.publish()
    town.coordinator("沈竹")
    town.liaison("赵敏", "物理学会")
    return town


def test_words_for_everybody_are_looked_at_before_they_are_said(desk):
    asked = desk.hears("沈竹", "通知大家：照片请发原图，\n不要压缩。")
    assert "市级学会、高校科协、企业科协（可私聊1家、联系不上4家）" in asked
    assert desk.work.announcements.find() == []
    desk.hears("沈竹", "确认")
    (row,) = desk.work.announcements.find()
    assert (row.kind, row.text, row.office) == ("words", "照片请发原图，\n不要压缩。", "市科协学会部")
    assert row.unit_types == ["市级学会", "高校科协", "企业科协"]


def test_words_for_one_type_go_to_that_type(desk):
    assert "将发给企业科协" in desk.hears("沈竹", "通知企业科协：请报原图")
    assert "不是本处室" in desk.hears("沈竹", "通知县区科协：请报原图")
    assert "一次最多" in desk.hears("沈竹", "广播：" + "字" * 1501)


def test_words_for_everybody_are_not_for_members(desk):
    assert desk.say("赵敏", "通知大家：我来说两句").kind is ReplyKind.DECLINE
    assert desk.say("沈竹", "通知大家：请报原图", "大群").kind is ReplyKind.DECLINE


def test_words_need_a_running_campaign(town):
    town.coordinator("沈竹")
    assert "目前没有" in town.hears("沈竹", "通知大家：请报原图")
    town.publish()
    town.hears("沈竹", "通知大家：请报原图")
    town.work.campaigns.set(1, closed_at=town.work.now)
    assert "目前没有" in town.hears("沈竹", "确认")


def test_everything_unprompted_is_paused_and_goes_on(desk):
    assert "没有暂停" in desk.hears("沈竹", "恢复提醒")
    assert "已暂停" in desk.hears("沈竹", "暂停")
    since = desk.work.settings.value("paused_at")
    assert since
    desk.hears("沈竹", "暂停所有提醒")
    assert desk.work.settings.value("paused_at") == since
    assert "已恢复" in desk.hears("沈竹", "恢复")
    assert desk.work.settings.value("paused_at") == ""
    assert desk.say("沈竹", "暂停", "大群").kind is ReplyKind.DECLINE
    assert desk.say("沈竹", "恢复", "大群").kind is ReplyKind.DECLINE


def test_no_package_is_made_of_what_is_accepted_where_nothing_is(desk):
    assert desk.hears("沈竹", "导出已认可材料包").startswith("还没有已认可的材料，未生成材料包。")
    assert desk.work.jobs.find() == []


@pytest.mark.parametrize(
    ("said", "what"), [("导出台账", "ledger"), ("导出材料包", "package"), ("请导出一下学会部的台账", "ledger")]
)
def test_a_file_is_made_by_a_job_and_sent(desk, said, what):
    assert "正在生成" in desk.hears("沈竹", said)
    (job,) = desk.work.jobs.find()
    assert (job.kind, job.data) == ("export", {"what": what, "office": "市科协学会部", "campaign": 1})
    desk.work.jobs.set(job.key, result={"files": [{"sha256": "c" * 64, "name": "台账.xlsx"}]})
    sent = desk.say("", "", platform=INTERNAL, quotes=f"job/{job.key}")
    assert sent.files == (FileRef("c" * 64, "台账.xlsx"),)


@pytest.mark.parametrize(
    ("said", "most"),
    [
        ("导出材料包，每卷不超过20M", 20_000_000),
        ("导出学会部的材料包 分卷15兆", 15_000_000),
        ("材料包发我，按每卷9MB分卷", 9_000_000),
    ],
)
def test_a_package_is_split_into_volumes_of_a_size_that_was_said(desk, said, most):
    assert "材料包：0家单位" in desk.hears("沈竹", said)
    (job,) = desk.work.jobs.find()
    assert job.data["most_bytes"] == most


@pytest.mark.parametrize(("platform", "most"), [("wecom", 20 << 20), ("feishu", 30 << 20)])
def test_a_package_is_split_for_what_the_platform_of_a_chat_takes(desk, platform, most):
    chat = desk.work.chats.private_of(desk.work.members.first_having(name="沈竹").key)
    desk.work.chats.set(chat.key, platform=platform)
    desk.work.members.set(chat.member_id, platform=platform)
    desk.say("沈竹", "导出材料包", platform=platform)
    (job,) = desk.work.jobs.find()
    assert job.data["most_bytes"] == most


def test_a_package_goes_by_mail_after_a_yes_one_mail_a_volume_and_each_once(desk):
    asking = "把材料包发到邮箱 kx@sheng.example.cn"
    assert "没有启用邮件" in desk.hears("沈竹", asking)
    desk.work.settings.turn(CAN_MAIL, "yes")
    asked = desk.hears("沈竹", f"{asking}，每封10M")
    assert "发到邮箱kx@sheng.example.cn，请核对地址后确认" in asked
    assert "材料包：0家单位" in asked
    assert desk.work.jobs.find() == []
    assert "完成后发出邮件" in desk.hears("沈竹", "确认")
    (job,) = desk.work.jobs.find()
    assert (job.data["to"], job.data["most_bytes"]) == ("kx@sheng.example.cn", 10_000_000)
    files = [{"sha256": sign * 64, "name": f"材料包-{sign}.zip"} for sign in "ab"]
    desk.work.jobs.set(job.key, result={"files": files})
    for _ in range(2):
        assert "已交邮件发送至kx@sheng.example.cn，分2封" in desk.hears(
            "", "", platform=INTERNAL, quotes=f"job/{job.key}"
        )
    box = desk.work.chats.known(MAIL, "市科协学会部", "kx@sheng.example.cn")
    mails = [reply_from_json(row.reply) for row in desk.work.deliveries.having(chat_id=box.key)]
    assert [mail.title for mail in mails] == [
        "市科协学会部报送材料包（第1封，共2封）",
        "市科协学会部报送材料包（第2封，共2封）",
    ]
    assert [mail.files[0].name for mail in mails] == ["材料包-a.zip", "材料包-b.zip"]


def test_only_a_coordinator_has_files_mailed(desk):
    desk.work.settings.turn(CAN_MAIL, "yes")
    desk.say("赵敏", "把材料包发到邮箱 kx@sheng.example.cn")
    assert desk.work.jobs.find() == []
    assert "act" not in {row.kind for row in desk.work.pending.find()}


def test_a_file_that_could_not_be_made_is_said_to_be_so(desk):
    desk.hears("沈竹", "导出台账")
    assert "没有生成成功" in desk.hears("", "", platform=INTERNAL, quotes="job/1")


def test_an_export_is_for_one_office_at_a_time(town):
    town.coordinator("沈竹")
    assert "目前没有" in town.hears("沈竹", "导出台账")
    town.publish()
    town.coordinator("沈竹", "市科协组宣部")
    assert "请写明处室" in town.hears("沈竹", "导出台账")
    assert "市科协组宣部的台账" in town.hears("沈竹", "导出台账 组宣部")
    assert town.say("沈竹", "导出台账", "大群").kind is ReplyKind.DECLINE


def test_a_coordinator_is_told_what_can_be_said(desk):
    assert "统筹人可用的说法" in desk.hears("沈竹", "帮助")
    assert "统筹人可用的说法" not in desk.hears("沈竹", "帮助", "大群")
