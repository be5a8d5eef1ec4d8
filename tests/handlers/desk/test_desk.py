from __future__ import annotations

import pytest

from storage.chat import INTERNAL, FileRef, ReplyKind


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


def test_what_a_package_will_hold_is_said_first_and_only_what_is_accepted_can_be_had(desk):
    said = desk.hears("沈竹", "导出已认可材料包")
    assert "材料包：0家单位，文件0份、照片和视频0份，不到1MB。" in said
    (job,) = desk.work.jobs.find()
    assert job.data["accepted"] is True


@pytest.mark.parametrize(
    ("said", "what"), [("导出台账", "ledger"), ("导出材料包", "package"), ("请导出一下学会部的台账", "ledger")]
)
def test_a_file_is_made_by_a_job_and_sent(desk, said, what):
    assert "正在生成" in desk.hears("沈竹", said)
    (job,) = desk.work.jobs.find()
    assert (job.kind, job.data) == ("export", {"what": what, "office": "市科协学会部", "campaign": 1})
    desk.work.jobs.set(job.key, result={"sha256": "c" * 64, "name": "台账.xlsx"})
    sent = desk.say("", "", platform=INTERNAL, quotes=f"job/{job.key}")
    assert sent.files == (FileRef("c" * 64, "台账.xlsx"),)


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
