from __future__ import annotations

import pytest

from storage.chat import ReplyKind


@pytest.fixture
def desk(town):
    """The physicists have sent their summary, the doctors everything, the nurses say that they mailed."""
    town.publish()
    town.coordinator("沈竹")
    town.liaison("赵敏", "物理学会")
    town.hears("沈竹", "物理学会邮箱来了总结1份")
    town.hears("沈竹", "市医学会邮箱来了总结1份、照片6张")
    town.work.declarations.add(
        campaign_id=1, unit_id=town.unit("护理学会").key, kind="mailed", declared_at=town.work.now
    )
    town.hears("沈竹", "免报 北山精密科协")
    town.work.units.set(town.unit("物理学会").key, liaison="赵敏", phone="13900000001")
    return town


@pytest.mark.parametrize("said", ["进度", "看一下进度", "目前报送情况怎么样", "日报", "收齐了吗", "统计一下"])
def test_the_figures_are_those_of_the_digest(desk, said):
    shown = desk.say("沈竹", said)
    assert shown.kind is ReplyKind.STATE
    assert "市科协学会部" in shown.text
    assert "应报4家：已齐1，部分1，未报1，待核对1" in shown.text


@pytest.mark.parametrize(
    "said", ["哪些学会没交照片", "没交照片的学会有哪些", "学会里谁还缺影像资料", "市级学会照片还差几家"]
)
def test_who_lacks_photos_among_the_societies(desk, said):
    shown = desk.say("沈竹", said)
    assert shown.kind is ReplyKind.STATE
    assert "市级学会共3家，缺影像资料的2家" in shown.text
    assert "临江市物理学会（缺影像资料）" in shown.text
    assert "临江市护理学会（待核对）" in shown.text
    assert "医学会" not in shown.text


@pytest.mark.parametrize(
    "said", ["未交名单", "还有谁没交", "还差几家", "学会部还差几家", "没报的有哪些", "列一下未报单位名单"]
)
def test_who_lacks_anything(desk, said):
    text = desk.hears("沈竹", said)
    assert "有缺项的3家" in text
    assert "临江大学科学技术协会（缺工作总结、影像资料）" in text
    assert "青浦" not in text
    assert "北山" not in text


def test_a_type_without_a_gap_is_said_to_have_none(desk):
    assert "企业科协共1家，没有有缺项的" in desk.hears("沈竹", "企业里还有谁没交").replace("没有有", "没有有")
    desk.work.units.set(desk.unit("北山精密科协").key, removed_at=desk.work.now)
    assert "花名册中没有企业科协的单位" in desk.hears("沈竹", "企业里还有谁没交")
    assert "花名册中没有企业科协的单位" in desk.hears("沈竹", "企业里多少家交了")


@pytest.mark.parametrize("said", ["哪些单位已经交了", "多少家交了", "已报名单", "谁交齐了"])
def test_who_has_handed_in(desk, said):
    text = desk.hears("沈竹", said)
    assert "已有报送的2家" in text
    assert "临江市医学会（已齐）" in text


def test_nobody_has_handed_in(town):
    town.publish()
    town.coordinator("沈竹")
    assert "还没有已有报送的" in town.hears("沈竹", "哪些交了")


@pytest.mark.parametrize(
    ("said", "part"), [("今天收到多少", "总结2份"), ("昨天收到哪些", "5月17日"), ("今天有新增吗", None)]
)
def test_what_has_come_lately(desk, said, part):
    text = desk.hears("沈竹", said)
    assert part is None or part in text


def test_nothing_has_come(town):
    town.publish()
    town.coordinator("沈竹")
    assert "没有收到材料" in town.hears("沈竹", "今天收到了几家")


def test_whom_to_ring_is_for_coordinators_alone(desk):
    text = desk.hears("沈竹", "电话名单")
    assert "临江市物理学会（赵敏 13900000001）：尚缺影像资料" in text
    assert "护理" not in text
    assert desk.say("沈竹", "催办名单", "大群").kind is ReplyKind.DECLINE
    assert "13900000001" not in desk.hears("赵敏", "电话名单")


def test_nobody_is_to_be_rung(desk):
    for unit in ("物理学会", "临江大学科协"):
        desk.hears("沈竹", f"免报 {unit}")
    assert "没有需要电话联系" in desk.hears("沈竹", "电话名单")


def test_whom_nothing_reaches(desk):
    assert "可私聊1家、联系不上4家" in desk.hears("沈竹", "哪些单位联系不上")
    assert desk.say("沈竹", "哪些单位联系不上", "大群").kind is ReplyKind.DECLINE


@pytest.mark.parametrize(
    "said", ["催一下没交的", "再提醒一下学会", "催办 物理学会", "给没交总结的学会发个提醒，语气客气点"]
)
def test_urging_goes_by_plan(desk, said):
    reply = desk.say("沈竹", said)
    assert reply.kind is ReplyKind.CONFIRM
    assert "每家最多3次" in reply.text


@pytest.mark.parametrize("said", ["哪些学会没交照片", "还有几个区没报", "企业里面多少家交了", "学会里还有谁没报啊"])
def test_other_units_gaps_are_not_for_members(desk, said):
    assert desk.say("赵敏", said).kind is ReplyKind.DECLINE
    assert desk.say("赵敏", said, "大群").kind is ReplyKind.DECLINE
    assert desk.say("沈竹", said, "大群").kind is ReplyKind.DECLINE


@pytest.mark.parametrize("said", ["没交怎么办", "缺照片可以吗", "谁负责收材料"])
def test_other_questions_are_left_to_others(desk, said):
    assert "有缺项" not in desk.hears("沈竹", said)


@pytest.mark.parametrize("said", ["进度", "今天收到多少", "未交名单", "电话名单", "哪些交了"])
def test_without_a_campaign_there_is_nothing_to_show(town, said):
    town.coordinator("沈竹")
    assert "目前没有" in town.hears("沈竹", said)


def test_a_long_list_is_cut(desk):
    for number in range(35):
        desk.work.units.add(name=f"第{number}学会", unit_type="市级学会")
    assert "其余8家请导出台账" in desk.hears("沈竹", "未交名单")
    assert "其余7家请导出台账" in desk.hears("沈竹", "电话名单")


@pytest.mark.parametrize("said", ["物理学会的电话是多少", "物理学会联系人是谁", "查一下物理学会联系方式"])
def test_a_units_people_are_named_to_its_coordinator(desk, said):
    assert desk.hears("沈竹", said) == "临江市物理学会：花名册联络员赵敏 13900000001。\n已绑定：赵敏。"
    assert "13900000001" not in desk.hears("赵敏", said)


def test_a_unit_without_people_is_said_to_have_none_and_another_offices_is_not_told(desk):
    assert desk.hears("沈竹", "医学会联络员是谁") == "临江市医学会：花名册联络员没有登记。\n尚无人绑定。"
    assert "请由市科协组宣部的统筹人办理" in desk.hears("沈竹", "青浦区科协的电话")


@pytest.mark.parametrize("said", ["学会部电话多少", "我们的电话是多少", "天文台的电话"])
def test_an_offices_phone_is_a_question_about_the_notice(desk, said):
    assert "花名册" not in desk.hears("沈竹", said)


def test_what_a_receipt_holds_is_said_to_those_whose_it_is(desk):
    number = desk.hears("沈竹", "物理学会交了什么").split("回执号")[1][:8]
    assert desk.hears("赵敏", number) == f"回执号{number}：5月20日（星期一）收到【临江市物理学会】工作总结1份。"
    assert "【临江市物理学会】" in desk.hears("沈竹", f"查一下回执号{number}")
    assert "没有查到" in desk.hears("路人", number)
    assert "没有查到" in desk.hears("赵敏", "0520-099")
    desk.coordinator("何明月", "市科协组宣部")
    assert "没有查到" in desk.hears("何明月", number)
    desk.hears("沈竹", f"撤回 {number}")
    assert "已撤回" in desk.hears("沈竹", number)


@pytest.mark.parametrize("said", ["我们交了没", "我们是不是都交齐了呀"])
def test_how_we_stand_is_shown_however_it_is_asked(desk, said):
    assert "尚缺：影像资料。" in desk.hears("赵敏", said)
    assert "【市科协学会部 · 报送情况】" in desk.hears("沈竹", said)


def test_lists_are_tables_as_well_with_every_row_in_them(desk):
    for number in range(35):
        desk.work.units.add(name=f"第{number}学会", unit_type="市级学会", liaison="周舟", phone=f"139{number:08}")
    lacking, calls = desk.say("沈竹", "未交名单"), desk.say("沈竹", "电话名单")
    assert lacking.table is not None
    assert calls.table is not None
    assert len(lacking.table.rows) == 38
    assert lacking.table.rows[0] == ("临江市物理学会", "缺影像资料")
    assert lacking.table.said_by == len(lacking.lines) - 1 == 31
    assert calls.table.head == ("单位", "联络员", "电话", "尚缺", "已提醒")
    assert calls.table.rows[-1] == ("第34学会", "周舟", "13900000034", "工作总结、影像资料", "0次")
    assert len(calls.table.rows) == 37
    assert desk.say("沈竹", "企业里还有谁没交").table is None


def test_of_more_units_than_anybody_reads_there_is_no_table(desk):
    for number in range(210):
        desk.work.units.add(name=f"第{number}学会", unit_type="市级学会")
    for words in ("未交名单", "电话名单"):
        shown = desk.say("沈竹", words)
        assert shown.table is None
        assert "家请导出台账" in shown.lines[-1]


def test_how_things_stand_is_drawn_and_leads_on(desk):
    shown = desk.say("沈竹", "进度")
    assert shown.figures is not None
    assert f"一、总体　{shown.figures.whole}：" in shown.text
    assert all(f"{name}{number}" in shown.text for name, number in shown.figures.shares)
    says = [one.says for one in shown.buttons]
    assert says == ["已收 临江市护理学会", "未见 临江市护理学会", "未交名单", "催办", "导出台账"]
    assert "可回复" not in shown.text
    for one in says:
        assert desk.say("沈竹", one).kind in (ReplyKind.CONFIRM, ReplyKind.STATE, ReplyKind.CLARIFY)


def test_what_can_be_asked_can_be_pressed_and_every_button_is_understood(desk):
    menu = desk.say("沈竹", "帮助")
    assert len(menu.buttons) == 6
    assert all("没有看懂" not in desk.hears("沈竹", one.says) for one in menu.buttons)
    for words in ("你好", "帮助"):
        offered = desk.say("赵敏", words)
        assert [one.says for one in offered.buttons][-2:] == ["我交了什么", "还差什么"]
        assert "可回复" not in offered.text.replace("可先回复", "")
        kinds = [desk.say("赵敏", one.says).kind for one in offered.buttons]
        assert set(kinds) <= {ReplyKind.ANSWER, ReplyKind.STATE}
    assert "我交了什么" not in [one.says for one in desk.say("赵敏", "你好", "大群").buttons]
