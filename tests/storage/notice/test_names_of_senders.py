"""What is the name of somebody who hands in and what only stands where one would: verbs, papers, signs, signatures."""

from __future__ import annotations

import pytest

from storage.notice.parts.subjects import subject
from storage.notice.text import addressees, words
from tests.storage.notice.test_receiving_offices import due
from tests.storage.notice.test_senders import led

UNIONS = "各分工会，各直属工会"
ALL = ("分工会", "直属工会")


@pytest.mark.parametrize(
    "name",
    ["了解人民群众", "法定代表人（签字）", "本地区参展企业名单和参会", "月上旬", "科协（科创", "2024年科协"],
)
def test_a_verb_a_paper_a_day_and_half_a_bracket_are_no_name(name):
    assert not words.is_body(name.replace("（", "(").replace("）", ")"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("各位人大代表", ("人大代表",)),
        ("⑵各工会小组", ("工会小组",)),
        ("市直及中央、省驻松有关单位", ("市直及中央、省驻松有关单位",)),
        ("中央、省属驻松有关企业", ("中央、省属驻松有关企业",)),
        ("各市团委、青联，全国民航团委、青联", ("市团委", "市青联", "全国民航团委", "全国民航青联")),
        ("机关团工委、妇联", ("机关团工委", "机关妇联")),
        ("市总工会、团委", ("市总工会", "市团委")),
        ("各省辖市、省直管县(市)科技局", ("省辖市科技局", "省直管县(市)科技局")),
        ("各省辖市、东湖示范区科协", ("省辖市科协", "东湖示范区科协")),
    ],
)
def test_addressees_are_named_without_what_stands_before_them(text, names):
    assert addressees.audience(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("校工会要求各基层工会要", ("基层工会",)),
        ("校学生社团联合会认真", ("校学生社团联合会",)),
        ("⑵请各工会小组将", ("工会小组",)),
        ("四是各市科协、科技局,省级学会要", ("市科协", "市科技局", "省级学会")),
        ("各工会小组,院退协负责", ("工会小组", "院退协")),
        ("填好申报表,各工会小组负责", ("工会小组",)),
        ("2024年新成立的企业科协于", ("2024年新成立的企业科协",)),
    ],
)
def test_a_subject_is_whoever_is_told_and_all_of_them(text, names):
    assert subject(text) == names


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("参赛队员名单于6月9日以前报校工会办公室。", [("校工会办公室", ALL)]),
        ("由法定代表人签字、财务负责人签字并加盖社会团体印章，报业务主管单位。", []),
        ("请各主管单位督促所属协会及时向市民政局提交材料。", [("市民政局", ("协会",))]),
        ("各分工会按要求督促整改及时向市民政局提交材料。", [("市民政局", ("分工会",))]),
        ("从即日起，在6月9日之前高二级各班向校团委上交作品。", [("校团委", ("高二级各班",))]),
        ("申报人于6月9日前提交至校科技处审核。", [("校科技处", ("申报人",))]),
        ("（二）纸质版报送 申请人于6月9日前将材料送校科技处。", [("校科技处", ("申请人",))]),
        (
            "开展活动的单位、家庭和个人，请于6月9日前将照片发送校科技处。",
            [("校科技处", ("开展活动的单位、家庭和个人",))],
        ),
        ("直属工会同步报送纸质件至校科技处。", [("校科技处", ("直属工会",))]),
    ],
)
def test_who_is_named_hands_in(sentence, found):
    assert led(sentence, UNIONS) == found


def test_what_is_parted_by_field_stays_with_the_field():
    found = led(
        "作品按类别分别报送：\n（一）美术类作品报市美术馆展览部。原件于6月9日前送至市美术馆收件处。", "各县文化馆"
    )
    assert found == [("市美术馆展览部", ("美术类作品",)), ("市美术馆收件处", ("美术类作品",))]


def test_where_nobody_in_particular_is_addressed_a_sentence_names_them_itself():
    sentence = "请各地、各有关部门于6月6日前将调查表报送省科技厅法规处。"
    assert led(sentence, "各有关单位") == [("省科技厅法规处", ("各地", "有关部门"))]
    assert due(sentence, "各有关单位") == [("2024-06-06", ("各地", "有关部门"))]


def test_two_have_a_day_each_in_one_sentence():
    assert due("2024年新成立的企业科协于6月20日前报送，其余企业科协于11月15日前报送。", "各园区，各企业") == [
        ("2024-06-20", ("2024年新成立的企业科协",)),
        ("2024-11-15", ("其余企业科协",)),
    ]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("各系、实验中心及机关各部门", ("各系", "实验中心", "机关各部门")),
        ("各系、部、教研室", ("系、部、教研室",)),
        ("东湖区各相关中、小学校", ("东湖区各相关中、小学校",)),
        ("县直各高、中、小学校", ("县直各高、中、小学校",)),
        ("民盟各市委会及省直属组织", ("民盟各市委会", "省直属组织")),
    ],
)
def test_schools_of_two_kinds_are_one_and_a_faculty_stands_beside_what_is_not_its_own(said, named):
    assert addressees.audience(said) == named


@pytest.mark.parametrize(
    ("addressees", "text", "found"),
    [
        (
            "各县科协，各县教育局",
            "请于6月9日前将总结分别报送市科协科普部和市教育局基教科。",
            [("市科协科普部", ("县科协",)), ("市教育局基教科", ("县教育局",))],
        ),
        (
            "各市科协，民盟各市委会及省直属组织",
            "请于6月9日前将总结分别报至省科协科普部和民盟省委社会服务部。",
            [("省科协科普部", ("市科协",)), ("民盟省委社会服务部", ("民盟各市委会", "省直属组织"))],
        ),
        (
            "各县科协，各学校",
            "请于6月9日前将总结分别报送市科协科普部和市教育局基教科。",
            [("市科协科普部", ("县科协", "学校")), ("市教育局基教科", ("县科协", "学校"))],
        ),
        ("各学院，各部门", "各项目组须于6月9日前将材料交至科研处。", [("科研处", ("项目组",))]),
    ],
)
def test_each_of_several_bodies_hands_in_to_its_own(addressees, text, found):
    assert led(text, addressees) == found
