from __future__ import annotations

import pytest

from handlers.desk.items import read_items
from storage.chat import ReplyKind
from storage.notice.model import Material, MaterialKind

OWED = (Material("工作总结", MaterialKind.DOCUMENT), Material("影像资料", MaterialKind.MEDIA))


@pytest.fixture
def desk(town):
    town.publish()
    town.coordinator("沈竹")
    return town


@pytest.mark.parametrize(
    "said",
    [
        "物理学会邮箱来了总结1份、照片6张，记一下",
        "物理学会邮箱来了1份总结和6张照片",
        "登记 物理学会 总结一份，照片六张（邮箱）",
        "记一下：物理学会的邮件发来总结1份、照片6张。",
        "物理学会邮箱收到总结1份、照片6张，请登记一下",
    ],
)
def test_what_came_by_mail_is_entered_in_one_line(desk, said):
    answer = desk.say("沈竹", said)
    assert answer.kind is ReplyKind.CONFIRM
    assert "临江市物理学会来件：总结1份、照片6张，回执号0520-001" in answer.text
    (row,) = desk.work.submissions.find()
    assert (row.state, row.channel, row.receipt_no) == ("entered", "mail", "0520-001")
    pieces = desk.work.pieces.counting(row.campaign_id, desk.unit("物理学会").key)
    assert [(p.material, p.kind, p.count) for p in pieces] == [("工作总结", "file", 1), ("影像资料", "image", 6)]


def test_post_and_hand_are_channels_of_their_own(desk):
    desk.hears("沈竹", "物理学会寄来了总结1份")
    desk.hears("沈竹", "护理学会当面送来总结1份")
    assert [row.channel for row in desk.work.submissions.find()] == ["post", "hand"]
    assert [row.receipt_no for row in desk.work.submissions.find()] == ["0520-001", "0520-002"]


def test_an_entry_is_told_to_the_unit_and_settles_what_it_declared(desk):
    desk.liaison("赵敏", "物理学会")
    unit = desk.unit("物理学会").key
    desk.work.declarations.add(campaign_id=1, unit_id=unit, kind="mailed", declared_at=desk.work.now)
    assert "已发送给该单位" in desk.hears("沈竹", "物理学会邮箱来了总结1份")
    assert "总结1份，回执号0520-001" in desk.told("p-赵敏")[-1]
    (declared,) = desk.work.declarations.find()
    assert (declared.state, declared.decided_by) == ("entered", "沈竹")


def test_an_entry_is_taken_back_by_its_number(desk):
    desk.hears("沈竹", "物理学会邮箱来了总结1份")
    assert "已撤回登记" in desk.hears("沈竹", "撤回 0520-001")
    assert desk.work.pieces.counting(1, desk.unit("物理学会").key) == []
    assert "没有回执号0520-009" in desk.hears("沈竹", "撤回 0520-009")


def test_what_a_unit_handed_in_is_not_taken_back_by_a_coordinator(desk):
    desk.work.submissions.add(
        campaign_id=1,
        unit_id=desk.unit("物理学会").key,
        state="receipted",
        receipt_no="0520-007",
        opened_at=desk.work.now,
        changed_at=desk.work.now,
    )
    assert "退回 0520-007" in desk.hears("沈竹", "撤回 0520-007")


def test_an_entry_for_nobody_known_is_asked_about(desk):
    answer = desk.say("沈竹", "天文学会邮箱来了总结1份、照片6张，记一下")
    assert answer.kind is ReplyKind.CONFIRM
    assert "天文学会" in answer.text
    assert "指哪一家" in desk.hears("沈竹", "青浦区邮箱来了总结1份")
    assert desk.work.submissions.find() == []


def test_an_entry_for_another_office_is_refused(desk):
    assert desk.say("沈竹", "青浦区科技局邮箱来了总结1份").kind is ReplyKind.DECLINE


def test_entries_are_not_for_members(desk):
    desk.liaison("赵敏", "物理学会")
    desk.say("赵敏", "物理学会邮箱来了总结1份")
    assert desk.work.submissions.find(desk.work.submissions.c.state == "entered") == []


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ("总结1份", [("总结", 1, "file", "工作总结")]),
        ("活动小结1份", [("活动小结", 1, "file", "工作总结")]),
        ("照片十二张", [("照片", 12, "image", "影像资料")]),
        ("1段视频、二十张现场照片", [("视频", 1, "video", "影像资料"), ("现场照片", 20, "image", "影像资料")]),
        ("材料2份", [("材料", 2, "file", "工作总结")]),
        ("推荐表1份", [("推荐表", 1, "file", None)]),
        ("总结", []),
        ("总结1份和一些照片", []),
        ("", []),
    ],
)
def test_counted_things_are_read(said, items):
    assert [(i.name, i.count, i.kind.value, i.material) for i in read_items(said, OWED)] == items


def test_an_entry_needs_a_campaign(town):
    town.coordinator("沈竹")
    assert "目前没有" in town.hears("沈竹", "物理学会邮箱来了总结1份")


def test_an_entry_for_a_unit_the_notice_does_not_address_is_kept_under_its_own_words(desk):
    unit = desk.work.units.add(name="临江图书馆", unit_type="场馆")
    desk.work.aliases.add(unit_id=unit, alias="临江图书馆", folded="临江图书馆")
    assert "已登记临江图书馆来件" in desk.hears("沈竹", "临江图书馆邮箱来了总结1份")
    (piece,) = desk.work.pieces.find()
    assert (piece.material, piece.name) == (None, "总结")


def test_an_entry_among_the_unclaimed_is_undone_too(desk):
    desk.work.submissions.add(
        campaign_id=1, state="entered", receipt_no="0520-004", opened_at=desk.work.now, changed_at=desk.work.now
    )
    assert "已撤回登记" in desk.hears("沈竹", "撤回 0520-004")
    assert desk.say("沈竹", "撤回 0520-004", "大群").kind is ReplyKind.DECLINE
