from __future__ import annotations

import pytest

from handlers import enrolment
from storage.chat import ReplyKind, Role


@pytest.fixture
def desk(town):
    """The physicists have handed in one summary; their liaison can be reached."""
    town.publish()
    town.coordinator("沈竹")
    town.liaison("赵敏", "物理学会")
    town.number = _hand_in(town, "物理学会", "0520-001")
    return town


def _hand_in(town, unit, receipt_no, sha256="a" * 64):
    unit_id = town.unit(unit).key if unit else None
    number = town.work.submissions.add(
        campaign_id=1,
        unit_id=unit_id,
        state="receipted",
        receipt_no=receipt_no,
        opened_at=town.work.now,
        changed_at=town.work.now,
    )
    town.work.pieces.add(
        submission_id=number,
        campaign_id=1,
        unit_id=unit_id,
        kind="file",
        material="工作总结",
        sha256=sha256,
        received_at=town.work.now,
    )
    return number


def _counting(town, unit):
    return len(town.work.pieces.counting(1, town.unit(unit).key))


def test_a_hand_in_is_returned_with_its_reason(desk):
    assert "原因：总结缺盖章" in desk.hears("沈竹", "退回 0520-001 总结缺盖章")
    assert "请补正：总结缺盖章" in desk.told("p-赵敏")[-1]
    assert _counting(desk, "物理学会") == 0
    row = desk.work.submissions.get(desk.number)
    assert (row.verdict, row.verdict_reason, row.verdict_by) == ("returned", "总结缺盖章", "沈竹")


def test_what_was_returned_stays_so_when_all_that_a_unit_has_is_accepted(desk):
    desk.hears("沈竹", "退回 0520-001 总结缺盖章")
    _hand_in(desk, "物理学会", "0520-002", sha256="b" * 64)
    assert "0520-002" in desk.hears("沈竹", "认可 物理学会")
    assert _counting(desk, "物理学会") == 1


def test_what_came_once_more_after_it_was_returned_counts_once_whatever_is_accepted(desk):
    desk.hears("沈竹", "退回 0520-001 总结缺盖章")
    _hand_in(desk, "物理学会", "0520-002")
    desk.hears("沈竹", "认可 0520-001")
    assert _counting(desk, "物理学会") == 1


def test_a_return_without_a_reason_is_asked_for_one(desk):
    answer = desk.say("沈竹", "把物理学会的材料退回去")
    assert answer.kind is ReplyKind.CONFIRM
    assert "退回 0520-001" in answer.text
    assert _counting(desk, "物理学会") == 1
    assert answer.form is not None
    says = answer.form.sentence({"why": "总结缺\n盖章"})
    assert says == "退回 0520-001 总结缺 盖章"
    assert "已退回" in desk.hears("沈竹", says)


def test_a_return_may_name_its_unit_and_its_reason(desk):
    assert "已退回" in desk.hears("沈竹", "退回物理学会的材料，参加人数前后不一")


def test_several_hand_ins_are_judged_by_what_stands_below_them_and_not_printed(desk):
    _hand_in(desk, "物理学会", "0520-002", "b" * 64)
    shown = desk.say("沈竹", "物理学会交了什么")
    assert [one.says for one in shown.buttons][::2] == ["认可 0520-001", "认可 0520-002"]
    assert "可回复" not in shown.text
    assert "已认可" in desk.hears("沈竹", shown.buttons[2].says)
    assert "可回复：“认可 0520-001”" in desk.hears("沈竹", "物理学会交了什么")


def test_a_return_by_unit_asks_which_of_several(desk):
    assert "没有可退回" in desk.hears("沈竹", "把护理学会的材料退回去")
    _hand_in(desk, "物理学会", "0520-002")
    assert "0520-001、0520-002" in desk.hears("沈竹", "把物理学会的材料退回去")
    assert "花名册中没有" in desk.hears("沈竹", "把天文学会的材料退回去")


def test_returns_are_not_for_members(desk):
    answer = desk.say("赵敏", "把物理学会的材料退回去")
    assert answer.kind is ReplyKind.DECLINE
    assert desk.say("赵敏", "退回 0520-001 缺章").kind is ReplyKind.DECLINE


def test_an_unclaimed_hand_in_may_be_returned(desk):
    _hand_in(desk, None, "0520-002")
    assert "待认领" in desk.hears("沈竹", "退回 0520-002 打不开")


def test_hand_ins_are_accepted_by_number_or_by_unit(desk):
    desk.hears("沈竹", "退回 0520-001 缺章")
    assert "已认可临江市物理学会的材料，回执号0520-001" in desk.hears("沈竹", "认可 0520-001")
    assert _counting(desk, "物理学会") == 1
    _hand_in(desk, "物理学会", "0520-002")
    assert "0520-001、0520-002" in desk.hears("沈竹", "认可 物理学会的材料")
    assert "没有可认可" in desk.hears("沈竹", "认可 护理学会").replace("还没有可认可", "没有可认可")
    assert "没有回执号" in desk.hears("沈竹", "认可 0520-009")


def _declare(town, kind):
    town.work.declarations.add(campaign_id=1, unit_id=town.unit("物理学会").key, kind=kind, declared_at=town.work.now)


def test_a_mail_that_was_declared_is_found_or_not(desk):
    assert "没有待核对" in desk.hears("沈竹", "已收 物理学会")
    _declare(desk, "mailed")
    assert "已收到，不再提醒" in desk.hears("沈竹", "已收 物理学会")
    _declare(desk, "posted")
    assert "按未报继续提醒" in desk.hears("沈竹", "未见物理学会的邮件")
    assert "暂未见到" in desk.told("p-赵敏")[-1]
    assert [row.state for row in desk.work.declarations.find()] == ["received", "not_seen"]
    assert "花名册中没有" in desk.hears("沈竹", "已收 天文学会")


def test_a_zero_report_is_agreed_to_or_not(desk):
    assert "没有待定的零报送" in desk.hears("沈竹", "零报送 同意 物理学会")
    _declare(desk, "no_event")
    assert "已同意" in desk.hears("沈竹", "零报送 同意 物理学会")
    assert "后续不再提醒" in desk.told("p-赵敏")[-1]
    _declare(desk, "no_event")
    assert "不同意" in desk.hears("沈竹", "不同意物理学会的零报送")
    assert "请按通知要求" in desk.told("p-赵敏")[-1]
    assert [row.state for row in desk.work.declarations.find()] == ["accepted", "refused"]
    assert "花名册中没有" in desk.hears("沈竹", "零报送 同意 天文学会")


def test_an_unclaimed_hand_in_is_listed_and_given_to_its_unit(desk):
    assert "没有待认领" in desk.hears("沈竹", "有哪些待认领")
    _hand_in(desk, None, "0520-002", "b" * 64)
    assert "回执号0520-002：未知成员发来工作总结1份" in desk.hears("沈竹", "待认领")
    assert "移交到临江市物理学会名下" in desk.hears("沈竹", "0520-002 是物理学会的")
    assert "0520-002" in desk.told("p-赵敏")[-1]
    assert _counting(desk, "物理学会") == 2
    assert "没有待认领" in desk.hears("沈竹", "有哪些待认领")


def test_a_hand_in_moves_between_units_and_both_hear_so(desk):
    desk.liaison("孙丽", "护理学会")
    assert "护理学会" in desk.hears("沈竹", "移交 0520-001 到 护理学会")
    assert "不属于贵单位" in desk.told("p-赵敏")[-1]
    assert "登记在贵单位名下" in desk.told("p-孙丽")[-1]
    assert (_counting(desk, "物理学会"), _counting(desk, "护理学会")) == (0, 1)
    assert "无需移交" in desk.hears("沈竹", "0520-001 是护理学会的")
    assert "花名册中没有" in desk.hears("沈竹", "0520-001 是天文学会的")
    assert "没有回执号" in desk.hears("沈竹", "0520-009 是护理学会的")


def test_a_move_counts_every_file_once_in_each_unit(desk):
    _hand_in(desk, "护理学会", "0520-002")
    (there,) = desk.work.pieces.find(desk.work.pieces.c.submission_id != desk.number)
    second = _hand_in(desk, "物理学会", "0520-003")
    original = desk.work.pieces.of_submission(desk.number)[0].key
    copy = desk.work.pieces.of_submission(second)[0].key
    desk.work.pieces.set(copy, duplicate_of=original)
    desk.hears("沈竹", "0520-001 是护理学会的")
    assert desk.work.pieces.get(original).duplicate_of == there.key
    assert (_counting(desk, "物理学会"), _counting(desk, "护理学会")) == (1, 1)


def test_lists_are_not_said_in_a_group_of_many(desk):
    assert desk.say("沈竹", "有哪些待认领", "大群").kind is ReplyKind.DECLINE


def test_what_a_unit_handed_in_is_listed(desk):
    assert "工作总结1份，5月20日" in desk.hears("沈竹", "物理学会交了什么")
    desk.hears("沈竹", "物理学会邮箱来了照片6张")
    desk.hears("沈竹", "退回 0520-001 缺章")
    listed = desk.say("沈竹", "查一下物理学会的材料")
    assert listed.kind is ReplyKind.STATE
    assert "回执号0520-001：工作总结1份，5月20日（已退回待补正）" in listed.text
    assert "回执号0520-002：照片6张，5月20日（邮箱来件）" in listed.text
    assert "尚未报送" in desk.hears("沈竹", "护理学会报了哪些材料？")
    assert "市级学会共3家，已有报送的1家" in desk.hears("沈竹", "学会交了多少")
    assert desk.say("沈竹", "天文学会交了什么").kind is ReplyKind.STATE
    assert desk.say("沈竹", "物理学会交了什么", "大群").kind is ReplyKind.DECLINE


def test_whoever_handed_in_hears_where_it_went(desk):
    desk.hears("路人甲", "您好")
    number = _hand_in(desk, None, "0520-003", "e" * 64)
    desk.work.submissions.set(number, member_id=desk.chat("p-路人甲").member_id)
    desk.hears("沈竹", "0520-003 是物理学会的")
    assert "回执号0520-003" in desk.told("p-路人甲")[-1]


def test_what_waited_becomes_the_units_when_its_sender_is_bound(desk):
    desk.hears("孙丽", "您好")
    number = _hand_in(desk, None, "0520-003", "e" * 64)
    desk.work.submissions.set(number, member_id=desk.chat("p-孙丽").member_id)
    code = enrolment.make_invite(desk.work, Role.LIAISON, unit_id=desk.unit("护理学会").key)
    assert "回执号0520-003" in desk.hears("孙丽", code)
    assert _counting(desk, "护理学会") == 1
