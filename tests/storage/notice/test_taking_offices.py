"""Offices that take papers: told by what they take, by their place, by who sees to a campaign; for whom that holds."""

from __future__ import annotations

import pytest

from tests.storage.notice.test_senders import led

BODIES = "各县科技局，各有关企业"
ALL = ("县科技局", "有关企业")
OFFICE = "市科技局成果科"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (f"申报材料由{OFFICE}负责受理。", [(OFFICE, ALL)]),
        (
            "市属企业的申请由市失业保险中心受理，县属企业的申请由参保地经办机构受理。",
            [("市失业保险中心", ("市属企业",)), ("参保地经办机构", ("县属企业",))],
        ),
        ("教育人才的认定申请由区教育局人事科负责受理。", [("区教育局人事科", ("教育人才",))]),
        (
            "市科协组宣部负责接收各区科协的材料，学会部负责接收各市级学会的材料。",
            [("市科协组宣部", ("各区科协",)), ("学会部", ("各市级学会",))],
        ),
        (
            "所在地县市场监管局负责受理企业的立项建议。",
            [("所在地县市场监管局", ("有关企业",))],
        ),
        ("市科技局负责受理全部意见的办公室已设立。", []),
        (f"材料受理点：{OFFICE}（市民中心306室）。", [(f"{OFFICE}（市民中心306室）", ALL)]),
        ("请于6月9日前将材料交至市政务服务中心科技局受理点。", [("市政务服务中心科技局受理点", ALL)]),
        ("报名请到市体育中心综合办公室。", [("市体育中心综合办公室", ALL)]),
        ("报名请到桥头。", []),
        (f"各单位按要求，梳理符合条件的市政类项目，将申报表报{OFFICE}。", [(OFFICE, ALL)]),
        ("报名地点设在市体育中心综合办公室。", [("市体育中心综合办公室", ALL)]),
        (f"材料送达地点：{OFFICE}。", [(OFFICE, ALL)]),
        ("请在此日期前将推荐材料一式两份，报到市科协办公室。", [("市科协办公室", ALL)]),
        ("参会人员请于6月9日下午，报到时间不晚于5点。", []),
        ("請將意見於6月9日前反饋至標準起草工作組。", [("標準起草工作組", ALL)]),
        ("请于6月9日前将总结报市“某日”活动组委会办公室。", [("市“某日”活动组委会办公室", ALL)]),
        ("请将候选人材料报“最美山乡”评选委员会办公室。", [("“最美山乡”评选委员会办公室", ALL)]),
        ("请于6月9日前报送“最美山乡”推荐表至市妇联办公室。", [("市妇联办公室", ALL)]),
        (
            "基层团组织推荐对象经党组织同意后，报县（区）团委或市直属团（工）委。",
            [("县（区）团委", ("基层团组织",)), ("市直属团（工）委", ("基层团组织",))],
        ),
        ("各企业将名单报市科技局审核，审核后报市委、市政府审定。", [("市科技局", ("有关企业",))]),
        ("请贵单位将总结于4月3日前函告市减灾委办公室。", [("市减灾委办公室", ALL)]),
        (
            "各县委组织部要高度重视，认真填报，经负责同志审签后，于6月9日前报市委组织部二科。",
            [("市委组织部二科", ("县委组织部",))],
        ),
        ("广大群众可向所在村推荐候选人。", [("所在村", ("广大群众",))]),
    ],
)
def test_an_office_takes_what_it_is_said_to_take(sentence, found):
    assert led(sentence, BODIES, "云川市文明办") == found


def test_a_line_of_a_place_is_for_those_who_send_to_its_body():
    found = led(f"申请人于6月30日前将材料送市科技局。\n报送地址：{OFFICE}（302室）", BODIES)
    assert found == [(f"{OFFICE}（302室）", ("申请人",))]


def test_what_names_nobody_goes_on_in_its_paragraph():
    found = led(
        "检查表经负责人签署意见，由各研究所统一报送至科研处。检查材料请于6月16日前报送科研处。", "各研究所，各中心"
    )
    assert found == [("科研处", ("研究所",))]


def test_what_has_no_day_and_names_nobody_goes_on_below():
    found = led("各县科技局于6月9日前将材料报市科技局。\n推荐材料报市科技局时须装订成册。", BODIES)
    assert found == [("市科技局", ("县科技局",))]


def test_bodies_of_all_levels_hand_in_to_those_of_their_places():
    found = led("各级各类医疗机构将报表报属地县卫健局。", "各县卫健局，委直属各单位")
    assert found == [("属地县卫健局", ("各级各类医疗机构",))]


@pytest.mark.parametrize(
    ("addressees", "audience"),
    [
        ("各县（市、区）教育局，市直各学校，各有关单位", ("县（市、区）教育局", "有关单位")),
        ("各市、区教育局，明山工业园区管委会", ("市、区教育局", "明山工业园区管委会")),
        ("市直各学校，市属企业", ("市直各学校", "市属企业")),
    ],
)
def test_all_places_are_those_addressed_who_are_of_one(addressees, audience):
    assert led("请各地于6月9日前将总结报市科技局。", addressees, "") == [("市科技局", audience)]


def test_whoever_is_willing_is_called_so_where_nobody_in_particular_is_addressed():
    found = led("符合条件的单位于6月9日前向市科技局提出申请。", "各有关单位", "")
    assert found == [("市科技局", ("符合条件的单位",))]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "市直各企业直接向市科技局报送材料，县属企业由县科技局审核汇总后统一报送。",
            [("市科技局", ("市直各企业", "县科技局"))],
        ),
        ("报送地点：市科技局成果科。\n申报书由县科技局汇总统一报送。", [("市科技局成果科", ("县科技局",))]),
        ("市直各企业报所在区科技局，县属企业由县科技局汇总后统一报送。", [("所在区科技局", ("市直各企业",))]),
        ("请于6月9日前汇总后统一报送。\n报送地点：市科技局成果科。", [("市科技局成果科", ALL)]),
    ],
)
def test_who_only_gathers_and_hands_in_does_so_where_others_do(sentence, found):
    assert led(sentence, BODIES, "") == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("申报对象持结息凭证到经营所在地乡镇农业中心申请。", [("经营所在地乡镇农业中心", ("申报对象",))]),
        ("青年项目申请人还须将职称证明交科技处。", [("科技处", ("青年项目申请人",))]),
        ("请于6月9日前报送法治政府建设情况。", []),
        ("请将总结报市科技局，同时抄报市财政局。", [("市科技局", ALL)]),
        ("请将总结报市科技局。市科技局适时抽查，抽查结果报省水利厅备案。", [("市科技局", ALL)]),
        (
            "突发事件发生后，事发地乡镇须向县委办报告。\n请于6月9日前将值班表报县政府办。",
            [("县政府办", ALL)],
        ),
    ],
)
def test_what_somebody_else_does_or_only_in_need_is_no_route(sentence, found):
    assert led(sentence, BODIES, "") == found


def test_one_sign_before_a_list_sign_is_no_body():
    found = led("请各单位于6月9日前将名单报市社科联。", "各大、中专院校，各有关单位", "")
    assert found == [("市社科联", ("大、中专院校", "有关单位"))]


def test_those_of_the_school_who_apply_keep_their_name():
    found = led("请我校申报者递交申请表，打印后交至校科研处。", "各单位、部门", "")
    assert found == [("校科研处", ("我校申报者",))]


def test_an_office_to_which_all_hand_in_at_their_places_hands_in_in_its_turn():
    found = led("各幼儿园将报告书报所在学区中心校。\n学区中心校初审后，送县教育局民管股。", "各幼儿园", "泉溪县教育局")
    assert set(found) == {("所在学区中心校", ("幼儿园",)), ("县教育局民管股", ("学区中心校",))}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("各会员单位于6月9日前将登记表寄交学会办公室。", [("学会办公室", ("会员单位",))]),
        ("拟在会上交流的论文请于6月9日前发到市科技局成果科邮箱。", [(OFFICE, ALL)]),
        ("请将花名册报市科技局成果科审批。", [(OFFICE, ALL)]),
        ("县科技局、有关企业作品由单位统一收集后报送至市科技局成果科。", [(OFFICE, ALL)]),
        ("作品由单位统一收集后报送至市科技局成果科。", [(OFFICE, ALL)]),
        ("各县科技局向市科技局报送材料，有关企业由县科技局统一收集报送。", [("市科技局", ("县科技局",))]),
    ],
)
def test_papers_go_their_way_through_villages_societies_and_bodies(sentence, found):
    assert led(sentence, BODIES, "") == found


def test_villages_hand_in_to_the_towns_that_are_addressed():
    sentence = "受灾群众向村（居）委会提出申请，村（居）委会民主评议后报乡镇（街道）审核。"
    found = led(sentence, "各乡镇（街道）", "泉溪县应急管理局")
    assert found == [("村（居）委会", ("受灾群众",)), ("乡镇（街道）", ("村（居）委会",))]
