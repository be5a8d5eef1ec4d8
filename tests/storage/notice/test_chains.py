"""One office after another: each hands in to the next; what an office does with it in the end is nobody's route."""

from __future__ import annotations

import pytest

from tests.storage.notice.test_senders import led

SCHOOLS = "各学院，各研究院"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "申请人向项目保护单位提出申请；项目保护单位审核后报县级卫健部门；县级卫健部门评审后报市卫健委医政科。",
            [("项目保护单位", "申请人"), ("县级卫健部门", "项目保护单位"), ("市卫健委医政科", "县级卫健部门")],
        ),
        (
            "符合条件的家庭农场向所在乡镇（街道）提出申请，并将台账报经营地农业站。",
            [("所在乡镇（街道）", "符合条件的家庭农场"), ("经营地农业站", "符合条件的家庭农场")],
        ),
        (
            "申报组织应在本组织内公示，无异议后向所在县（区）市场监管局提交材料。",
            [("所在县（区）市场监管局", "申报组织")],
        ),
        ("群众可向事发地派出所举荐，派出所核实后报分局政治处。", [("事发地派出所", "群众"), ("分局政治处", "派出所")]),
        ("基层工会提名，经大会审议通过后报上一级工会。", [("上一级工会", "基层工会")]),
        ("申报人所在单位审核、公示后报主管部门。", [("主管部门", "申报人所在单位")]),
        ("社会组织将自评材料报业务主管单位签署意见。", [("业务主管单位", "社会组织")]),
        ("各水库管理所对照清单自查，报告于4月18日前报所属流域局。", [("所属流域局", "水库管理所")]),
        ("瓦窑甲号向所在县科协递交申请。", [("所在县科协", "瓦窑甲号")]),
        ("各学院汇总后，于6月9-12日报第三届甲奖评审委员会办公室。", [("第三届甲奖评审委员会办公室", "学院")]),
        ("各学院于6月9日前将检查情况书面汇报我局质安科。", [("我局质安科", "学院")]),
    ],
)
def test_everyone_of_a_chain_hands_in_to_the_next(sentence, found):
    assert sorted((office, *audience) for office, audience in led(sentence, SCHOOLS)) == sorted(found)


@pytest.mark.parametrize(
    "sentence",
    [
        "获奖名单将报送省教育厅备案。",
        "自查结果由校科研处报省教育厅。",
        "审核通过后将材料交所在县科协。",
        "也可直接送所在县科协。",
        "我校可提名1名，可向省科协推荐候选人2名。",
        "公示期满后提交市环境协会会长签批。",
    ],
)
def test_what_is_done_with_it_in_the_end_is_no_route(sentence):
    found = led(f"请于6月9日前将名单报科研处。{sentence}", SCHOOLS, "科研处")
    assert [office for office, _ in found] == ["科研处"]


def test_a_bracket_that_is_never_closed_hides_neither_sender_nor_office():
    sentence = "各学院于6月9日前，将申报材料（纸质版和电子版各一份〕报送至我处，表格另发。"
    assert led(sentence, SCHOOLS, "科研处") == [("科研处", ("学院",))]


def test_whoever_examines_is_one_of_those_addressed():
    found = led("初审单位盖章后于6月9日前报市卫健委医政科。")
    assert found == [("市卫健委医政科", ("县（市、区）卫生健康局", "市直各医疗机构"))]


def test_a_body_of_a_level_is_the_one_addressed_under_another_word():
    found = led(
        "市级文旅部门汇总后报省文旅厅。省直单位可直接向省文旅厅推荐。\n材料于8月31日前寄省文旅厅非遗处。",
        "各市文旅局，省直有关单位",
        "",
    )
    assert found == [("省文旅厅非遗处", ("市文旅局", "省直有关单位"))]


def test_a_sender_without_a_date_stays_where_the_office_is_one_for_others():
    found = led("各学院于6月9日前报市科协，各研究院于6月9日前报市科协。医院材料由集团总部审核后直接报市科协。", SCHOOLS)
    assert found == [("市科协", ("学院", "研究院", "集团总部"))]


@pytest.mark.parametrize(
    ("sentence", "audience"),
    [
        ("请各学院，研究院，附属中学于6月9日前报校医政科。", ("研究院", "附属中学", "学院")),
        ("请学院于5月23日前、研究院于5月30日前完成填报，将调查表报校医政科。", ("学院", "研究院")),
        ("被推荐人或团队在8月1日下班前将材料提交给校医政科。", ("被推荐人或团队",)),
        ("现代科技园的申报材料一式三份及电子版于9月19日前报送至校医政科。", ("现代科技园",)),
        ("请各学院将名单（一式四份，由企业打印）报校医政科。", ("学院",)),
        ("拟申报的学院于6月9日前将名单交校医政科。", ("学院",)),
        ("评审合格的企业，由学院于6月9日前统一报校医政科。", ("学院",)),
        ("企业系统填报后，提交至校医政科。", ("企业",)),
    ],
)
def test_all_who_are_named_before_the_verb_hand_in(sentence, audience):
    ((office, found),) = led(sentence, SCHOOLS)
    assert (office, set(found)) == ("校医政科", set(audience))


def test_those_who_recommend_keep_their_name_where_others_hand_in_to_them():
    found = led("申报单位向推荐单位报送材料。推荐单位于6月9日前报市卫健委医政科。", SCHOOLS)
    assert set(found) == {("推荐单位", ("申报单位",)), ("市卫健委医政科", ("推荐单位",))}


def test_what_is_sent_straight_to_somebody_and_refused_is_no_route():
    found = led("企业材料提交至所在县科技局，直接提交至市科技局的项目不予受理。", SCHOOLS)
    assert found == [("所在县科技局", ("企业",))]


def test_two_kinds_of_places_have_one_office():
    assert led("学院将申报表交所在街道、镇科普办。", SCHOOLS) == [("所在街道、镇科普办", ("学院",))]


def test_a_school_hands_in_nothing_where_its_own_office_asks():
    found = led("请将名单发至学院科研秘书。学院将名单报送至科研院。", "各教研室、中心", "医学院科研办")
    assert found == [("学院科研秘书", ("教研室", "中心"))]


def test_somebody_named_exactly_is_not_another_with_more_to_his_name():
    found = led("请各区科协将名单报市卫健委医政科。", "各区科协、滨海新区科协")
    assert found == [("市卫健委医政科", ("区科协",))]


def test_one_body_is_told_once_whatever_its_department_is_called():
    found = led("各县（区）农机主管部门将名单报市农机站。请将材料报送至市农机站。", "各县（区）农机（农业）局")
    assert found == [("市农机站", ("县（区）农机主管部门",))]


def test_what_only_may_be_done_is_no_name():
    found = led(
        "县政府按照要求，可申报创建单位，填写申报表，报市级科协审核。市级科协审核后，报送省级科协。", SCHOOLS, ""
    )
    assert found == [("市级科协", ("县政府",)), ("省级科协", ("市级科协",))]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "申报人向所在单位提出申请，所在单位审核后，按隶属关系报县级科协或市级学会。",
            [("所在单位", "申报人"), ("县级科协", "所在单位"), ("市级学会", "所在单位")],
        ),
        (
            "各研究院于6月9日前将名单报市卫健委，学院同时将方案报市科协办公室。",
            [("市科协办公室", "学院"), ("市卫健委", "研究院")],
        ),
        (
            "学院负责本院的推荐，研究院负责本所的推荐，附属中学负责本校的推荐。材料于6月9日前报市科协。",
            [("市科协", "学院", "研究院", "附属中学")],
        ),
        ("申请人将申请书交学院科研秘书。", [("学院科研秘书", "申请人")]),
        (
            "申请人将申请书交所在单位，所在单位审核，各研究院汇总后报市科协。",
            [("所在单位", "申请人"), ("市科协", "研究院")],
        ),
        ("学院、科研院所报市科协。", [("市科协", "学院", "科研院所")]),
        ("请各学院报市科协。", [("市科协", "学院")]),
    ],
)
def test_whoever_has_received_and_is_named_again_sends_on(sentence, found):
    assert sorted((office, *audience) for office, audience in led(sentence, SCHOOLS)) == sorted(found)


def test_somebody_is_named_as_the_sentence_names_him_without_what_is_in_brackets():
    assert led("各学院于6月9日前将名单报市科协。", "各学院（研究院）") == [("市科协", ("学院",))]


@pytest.mark.parametrize(
    ("sentence", "audience"),
    [
        ("各县科技管理部门于6月9日前报市科协。", ("县科技管理部门",)),
        ("市直单位于6月9日前报市科协。", ("市直有关单位",)),
        ("企业首先于6月9日前报市科协。", ("企业",)),
    ],
)
def test_a_longer_name_of_somebody_addressed_is_not_put_in_place_of_what_is_said(sentence, audience):
    assert led(sentence, "各县、开发区、新城示范区科技管理部门，市直有关单位") == [("市科协", audience)]


PROVINCE = "青岭省民政厅"
STEPS = "申报单位报县民政局，县民政局审核汇总后报市民政局，市民政局汇总后于6月9日前报省民政厅社管处。"
UPWARDS = [("县民政局", "申报单位"), ("市民政局", "县民政局"), ("省民政厅社管处", "市民政局")]


@pytest.mark.parametrize("addressees", ["各市民政局，省级各社会组织", "各有关单位"])
def test_offices_of_lower_levels_than_the_issuers_hand_in_in_their_turn(addressees):
    assert [(office, *audience) for office, audience in led(STEPS, addressees, PROVINCE)] == UPWARDS


def test_what_an_office_of_the_issuers_own_level_sends_upwards_stays_its_affair():
    found = led(STEPS, "各有关单位", "松陵市民政局")
    assert [(office, *audience) for office, audience in found] == UPWARDS[:2]


def test_a_case_has_all_its_steps():
    found = led(
        "业主自行加装的，由业主代表向所在社区提出申请，社区初审后报街道办事处；产权单位加装的，由产权单位报街道办事处。",
        "各街道办事处，各有关单位",
    )
    assert found == [("所在社区", ("业主代表",)), ("街道办事处", ("社区", "产权单位"))]


def test_whoever_has_read_it_hands_it_on():
    found = led("学生将终稿发给所在教研室，指导教师审阅后交学院办公室。", SCHOOLS)
    assert ("学院办公室", ("指导教师",)) in found


def test_an_office_of_a_lower_level_takes_what_those_below_it_bring():
    found = led(
        "申报主体向县级林业主管部门提出申请，县级林业主管部门核查后报市林业局；省直林场直接向省林业局申报。\n"
        "各市林业局于6月9日前报省林业局产业处。",
        "各市林业局，省直林场",
        "青岭省林业局",
    )
    assert [(office, *audience) for office, audience in found] == [
        ("县级林业主管部门", "申报主体"),
        ("市林业局", "县级林业主管部门"),
        ("省林业局", "省直林场"),
        ("省林业局产业处", "市林业局"),
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("家庭成员填写自荐表，交所在村妇联。", [("所在村妇联", ("家庭成员",))]),
        (
            "各分校将报表报所在学区中心校。学区中心校初审后，统一送县教育局民管股。",
            [("所在学区中心校", ("分校",)), ("县教育局民管股", ("学区中心校",))],
        ),
        ("研究院、学院以单位为单位组织报名，报名表统一报县少年宫教务处。", [("县少年宫教务处", ("研究院", "学院"))]),
        (
            "各学院将报名表报县教体局职成股审核后，由县教体局职成股转交县少年宫。",
            [("县教体局职成股", ("学院",))],
        ),
    ],
)
def test_members_branches_and_whoever_passes_on(sentence, found):
    assert led(sentence, SCHOOLS, "泉溪县教育体育局") == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "企业将申报书报所在地主管部门。\n请于6月9日前将材料报市工信局科技科。",
            [("所在地主管部门", ("有关企业",)), ("市工信局科技科", ("县工信局",))],
        ),
        (
            "企业将申报书报所在地主管部门。\n各县工信局将报表报所在县统计局。\n请于6月9日前将材料报市工信局科技科。",
            [
                ("所在地主管部门", ("有关企业",)),
                ("所在县统计局", ("县工信局",)),
                ("市工信局科技科", ("县工信局", "有关企业")),
            ],
        ),
    ],
)
def test_whoever_hands_in_at_his_place_does_not_do_so_at_the_issuer_as_well(sentence, found):
    assert led(sentence, "各县工信局，各有关企业", "云川市工业和信息化局") == found
