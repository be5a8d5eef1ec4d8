from __future__ import annotations

from datetime import timedelta

from handlers import enrolment
from storage.chat import ReplyKind, Role, Room


def test_a_code_makes_its_sender_the_coordinator_once(town):
    code = enrolment.make_invite(town.work, Role.COORDINATOR, office="市科协学会部")
    assert "您是市科协学会部的统筹人" in town.hears("沈竹", code.lower())
    assert "无效" in town.hears("别人", code)
    assert [b.office for b in town.work.bindings.find()] == ["市科协学会部"]


def test_a_code_is_kept_as_a_hash_only(town):
    code = enrolment.make_invite(town.work, Role.COORDINATOR, office="市科协学会部")
    (row,) = town.work.invites.find()
    assert code not in str(row.model_dump())
    assert code.replace("-", "")[2:] not in str(row.model_dump())
    assert len(code.replace("-", "")[2:]) == 26


def test_a_code_in_a_group_is_not_used_up(town):
    code = enrolment.make_invite(town.work, Role.COORDINATOR, office="市科协学会部")
    assert "请私聊" in town.hears("沈竹", code, "群")
    assert "统筹人" in town.hears("沈竹", f"我的邀请码：{code}")


def test_a_code_expires_after_three_days(town):
    code = enrolment.make_invite(town.work, Role.COORDINATOR, office="市科协学会部")
    town.work.now += timedelta(hours=72)
    assert "已过期" in town.hears("沈竹", code)


def test_five_wrong_codes_make_a_pause_of_ten_minutes(town):
    code = enrolment.make_invite(town.work, Role.COORDINATOR, office="市科协学会部")
    wrong = "BS-" + "-".join(["22222"] * 5) + "-2"
    for _ in range(5):
        assert "无效" in town.hears("沈竹", wrong)
    assert "10分钟后" in town.hears("沈竹", code)
    assert "统筹人" in town.hears("沈竹", code, minutes=11)


def test_a_units_code_binds_its_liaison_or_head(town):
    unit = town.unit("市医学会")
    assert "临江市医学会的联络员" in town.hears(
        "李娟", enrolment.make_invite(town.work, Role.LIAISON, unit_id=unit.key)
    )
    assert "临江市医学会的负责人" in town.hears("周会长", enrolment.make_invite(town.work, Role.HEAD, unit_id=unit.key))


def test_one_person_speaks_for_two_units(town):
    town.liaison("李娟", "市医学会")
    town.liaison("李娟", "护理学会")
    assert len(town.work.bindings.find()) == 2


def test_a_group_is_bound_by_a_coordinator_or_the_units_own_people(town):
    town.coordinator("沈竹")
    town.liaison("李娟", "市医学会")
    assert town.say("路人", "绑定 市医学会", "群一").kind is ReplyKind.DECLINE
    assert "已绑定临江市医学会" in town.hears("李娟", "绑定 市医学会", "群一")
    assert town.say("李娟", "绑定 物理学会", "群二").kind is ReplyKind.DECLINE
    assert "已绑定临江市物理学会" in town.hears("沈竹", "这是物理学会的群", "群二")
    chat = town.chat("群二")
    assert (chat.room, chat.unit_id) == (Room.UNIT_GROUP, town.unit("物理学会").key)


def test_a_bound_group_changes_its_unit_only_after_it_was_unbound(town):
    town.coordinator("沈竹")
    town.hears("沈竹", "绑定 市医学会", "群一")
    assert "请先发送“解绑”" in town.hears("沈竹", "绑定 物理学会", "群一")
    assert town.say("路人", "解绑", "群一").kind is ReplyKind.DECLINE
    assert "已解绑" in town.hears("沈竹", "解绑", "群一")
    assert town.chat("群一").room == Room.SHARED_GROUP
    assert "无需解绑" in town.hears("沈竹", "解绑", "群一")


def test_an_unknown_or_ambiguous_unit_is_asked_for(town):
    town.coordinator("沈竹")
    assert "花名册中没有“天文学会”" in town.hears("沈竹", "绑定 天文学会", "群一")
    assert "指哪一家" in town.hears("沈竹", "绑定 青浦区", "群一")
    assert town.say("路人", "绑定 天文学会", "群一").kind is ReplyKind.DECLINE


def test_a_group_of_many_units_is_said_to_be_one(town):
    town.coordinator("沈竹")
    assert "多家单位共用" in town.hears("沈竹", "绑定 多单位", "群一")
    assert town.chat("群一").bound_at is not None
    assert town.say("路人", "绑定 多单位", "群一").kind is ReplyKind.DECLINE


def test_binding_needs_a_group(town):
    town.coordinator("沈竹")
    assert "在群里" in town.hears("沈竹", "绑定 市医学会")
    assert "在群里" in town.hears("沈竹", "绑定统筹群")


def test_a_coordinators_room_is_bound_after_a_look_at_who_is_in_it(town):
    town.coordinator("沈竹")
    town.hears("王五", "绑定 市医学会", "统筹")
    first = town.say("沈竹", "绑定 统筹群", "统筹")
    assert first.kind is ReplyKind.CONFIRM
    assert "王五" in first.text
    assert town.chat("统筹").room == Room.SHARED_GROUP
    assert "统筹群" not in town.hears("王五", "确认", "统筹")
    assert town.chat("统筹").room == Room.SHARED_GROUP
    assert "市科协学会部的统筹群" in town.hears("沈竹", "确认", "统筹")
    assert (town.chat("统筹").room, town.chat("统筹").office) == (Room.COORDINATORS, "市科协学会部")


def test_a_coordinators_room_is_not_for_anybody_to_make(town):
    town.liaison("李娟", "市医学会")
    assert town.say("李娟", "绑定统筹群", "群一").kind is ReplyKind.DECLINE


def test_the_waiting_act_is_dropped_by_a_no(town):
    town.coordinator("沈竹")
    town.hears("沈竹", "绑定统筹群", "统筹")
    assert "已取消" in town.hears("沈竹", "取消", "统筹")
    assert "没有等待确认" in town.hears("沈竹", "确认", "统筹")
    assert town.chat("统筹").room == Room.SHARED_GROUP


def test_a_coordinator_of_two_offices_says_which(town):
    town.coordinator("沈竹")
    town.coordinator("沈竹", "市科协组宣部")
    assert "请写明处室" in town.hears("沈竹", "绑定统筹群", "统筹")
    assert "市科协组宣部的统筹群" in town.hears("沈竹", "绑定统筹群 组宣部", "统筹")


def test_an_invitation_holds_a_code_and_a_link_to_forward(town):
    town.coordinator("沈竹")
    text = town.hears("沈竹", "邀请 市医学会")
    code = text.split("邀请码：")[1].split("\n")[0]
    assert "https://bs.example.cn/u/" in text
    assert "临江市医学会的联络员" in town.hears("李娟", code)
    holders = [m for m in town.work.members.find() if m.platform == "page"]
    assert len(holders) == 1
    assert town.work.chats.first(town.work.chats.c.member_id == holders[0].key).platform == "page"


def test_an_invitation_is_not_made_in_a_group_of_many(town):
    town.coordinator("沈竹")
    assert town.say("沈竹", "邀请 市医学会", "群一").kind is ReplyKind.DECLINE
    assert "指哪一家" in town.hears("沈竹", "邀请 青浦区")


def test_without_an_address_an_invitation_has_a_code_only(town):
    town.coordinator("沈竹")
    town.page_url = None
    text = town.hears("沈竹", "邀请 市医学会的负责人")
    assert "邀请码：BS-" in text
    assert "单位页面" not in text


def test_a_coordinator_names_a_liaison_who_has_spoken_before(town):
    town.coordinator("沈竹")
    town.hears("李娟", "您好")
    assert "确认由该账号" in town.hears("沈竹", "李娟是市医学会的联络员")
    assert "已登记：李娟" in town.hears("沈竹", "确认")
    assert town.told("p-李娟") == ["市科协学会部已登记您为临江市医学会的联络员。可直接在此提问、发送材料。"]
    assert "https://" in town.hears("李娟", "页面")


def test_a_liaison_nobody_has_met_is_invited(town):
    town.coordinator("沈竹")
    assert "邀请码：" in town.hears("沈竹", "李娟是市医学会的联络员")
    assert "花名册中没有" in town.hears("沈竹", "李娟是天文学会的联络员")
    assert town.say("沈竹", "李娟是市医学会的联络员", "群一").kind is ReplyKind.DECLINE


def test_a_personal_link_is_given_in_private_only(town):
    town.liaison("李娟", "市医学会")
    assert "https://" not in town.hears("李娟", "链接", "群一")
    first, second = town.hears("李娟", "单位页面"), town.hears("李娟", "页面链接发我一下")
    assert "临江市医学会" in first
    assert first != second
    assert len({link.member_id for link in town.work.page_links.find()}) == 1


def test_a_link_is_refused_with_the_reason(town):
    town.coordinator("沈竹")
    assert "邀请 单位名称" in town.hears("沈竹", "页面")
    assert "请先告知单位全称" in town.hears("路人", "页面")
    town.liaison("李娟", "市医学会")
    town.page_url = None
    assert "公网地址" in town.hears("李娟", "页面")


def test_who_is_a_liaison_already_is_said_to_be(town):
    town.coordinator("沈竹")
    town.publish()
    town.liaison("李娟", "市医学会")
    assert town.hears("沈竹", "李娟是市医学会的联络员") == "李娟已是临江市医学会的联络员，无需再绑定。"
    assert "邀请码" in town.hears("沈竹", "李娟是物理学会的联络员")
