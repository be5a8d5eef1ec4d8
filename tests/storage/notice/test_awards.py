"""Whose papers go where by what they are put forward for."""

from __future__ import annotations

import pytest

from tests.storage.notice.test_senders import led

BODIES = "各区科协，各市级学会"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "各区科协先进集体填表后直接报市科协组人部，先进工作者报市科协普及部初审。市级学会先进集体、先进工作者报市科协学会部。",
            [("市科协组人部", "区科协"), ("市科协普及部", "区科协"), ("市科协学会部", "市级学会")],
        ),
        ("医疗救护先进工作者报市科协普及部。", [("市科协普及部", "医疗救护先进工作者")]),
        ("先进工作者报市科协普及部。", [("市科协普及部", "先进工作者")]),
    ],
)
def test_whoever_is_put_forward_for_an_award_is_sent_by_his_body(sentence, found):
    assert sorted((office, *audience) for office, audience in led(sentence, BODIES, "")) == sorted(found)


@pytest.mark.parametrize(
    ("sentence", "audience"),
    [
        (
            "各地由科技厅（委、局）牵头，会同当地党委宣传部，于6月30日前将总结报活动周组委会办公室。",
            ("科技厅（委、局）",),
        ),
        ("名单由推荐单位预报材料，经评审后产生。材料一式三份，于6月9日前报活动周组委会办公室。", ("推荐单位",)),
    ],
)
def test_whoever_leads_or_prepares_hands_in(sentence, audience):
    assert led(sentence, "", "") == [("活动周组委会办公室", audience)]


def test_somebody_is_to_be_told():
    assert led("审核结束后，请通过电子邮箱告知市科协组人部。", BODIES)[0][0] == "市科协组人部"
    assert led("请告知家长和学生。", BODIES) == []


def test_what_is_uploaded_at_an_office_is_not_handed_in_there():
    found = led("各区科协于6月9日前将材料报科研处。申请人将审核后的材料到科研处上传申报系统。", BODIES, "科研处")
    assert found == [("科研处", ("区科协",))]


def found_of(sentence: str, addressees: str, issuer: str):
    return sorted((office, *audience) for office, audience in led(sentence, addressees, issuer))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "由村（社区）妇联签署意见后报镇（街道）妇联，镇（街道）妇联审核后于5月20日前报区妇联家儿部。",
            [("区妇联家儿部", "镇（街道）妇联"), ("镇（街道）妇联", "村（社区）妇联")],
        ),
        (
            "参赛作者将作品交当地文化馆，由当地文化馆统一报送至区妇联家儿部。",
            [("区妇联家儿部", "当地文化馆"), ("当地文化馆", "参赛作者")],
        ),
        (
            "合格的学校报送上一级主管部门（区直学校直接报至家儿部）。各街道于6月9日前将名单报区妇联家儿部。",
            [("上一级主管部门", "合格的学校"), ("区妇联家儿部", "区直学校", "街道")],
        ),
    ],
)
def test_a_body_between_hands_in_to_the_next(sentence, found):
    assert found_of(sentence, "各街道，区级各部门", "东湖区妇女联合会") == sorted(found)


def test_a_village_hands_in_what_its_farmers_told_it():
    sentence = "各农户向村委会申报面积，村委会公示后于4月20日前上报镇农业农村办。"
    found = found_of(sentence, "各村民委员会", "桐山镇人民政府")
    assert found == [("村委会", "农户"), ("镇农业农村办", "村委会")]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "小学、幼儿园的材料由中心校收齐后于4月8日前交县教研室小教组，初中材料直接交县教研室中教组，高中材料交县教研室高中组。",
            [("县教研室中教组", "初中"), ("县教研室小教组", "中心校"), ("县教研室高中组", "高中")],
        ),
        (
            "请将总结报送办公室，党建总结报机关党委，安全生产总结报安全处。",
            [("办公室", "中心校"), ("安全处", "中心校"), ("机关党委", "中心校")],
        ),
    ],
)
def test_papers_of_each_kind_go_to_a_department(sentence, found):
    assert found_of(sentence, "各中心校", "东湖县教育局") == sorted(found)


def test_an_address_names_the_desk_of_the_body_that_was_told():
    sentence = "各区科协初审后，于7月1日前报省科协。各市级学会审核后报省科协。\n材料请寄：东湖市解放路1号省科协科普部"
    assert led(sentence, BODIES, "") == [("省科协科普部", ("区科协", "市级学会"))]


def test_a_body_that_belongs_to_another_is_named_with_it():
    found = led("主管部门及其所属单位可直接向市科协组人部申报。", "各区科协", "")
    assert found == [("市科协组人部", ("主管部门", "主管部门所属单位"))]


def test_each_of_two_names_its_own_department():
    sentence = "推荐材料于4月30日前分别报省委宣传部宣教处、省科协组宣部。"
    assert [office for office, _ in led(sentence, BODIES, "省委宣传部")] == ["省委宣传部宣教处", "省科协组宣部"]


def test_what_follows_the_rest_is_said_to_all():
    sentence = "请各区科协推荐1-2名选手，其他单位可自愿报名。报名表盖章后于4月8日前送交市科协秘书处。"
    assert led(sentence, BODIES, "") == [("市科协秘书处", ("区科协", "市级学会"))]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "申报单位为学校的，由区教育局审核汇总后报区科协；市级学会直接向区科协申报。",
            [("区科协", "区教育局", "市级学会")],
        ),
        (
            "市级学会将表报送所在区科协；省属机构报送至市科协组人部。各区科协于2月20日前报送我会组人部。",
            [("我会组人部", "区科协"), ("市科协组人部", "省属机构"), ("所在区科协", "市级学会")],
        ),
        (
            "省直部门所属单位由省直部门推荐，高等院校由本校推荐。各区科协于6月9日前报市科协组人部。",
            [("市科协组人部", "区科协"), ("省直部门", "省直部门所属单位")],
        ),
    ],
)
def test_some_hand_in_beside_those_addressed(sentence, found):
    assert found_of(sentence, BODIES, "") == sorted(found)


@pytest.mark.parametrize(
    "sentence",
    [
        "个人可自荐，自荐表由所在单位盖章后报送所在地科协。",
        "（二）个人自荐的，自荐表由所在单位盖章后报送所在地科协。",
    ],
)
def test_his_own_body_only_signs_for_somebody_who_sends_to_his_place(sentence):
    assert led(sentence, BODIES, "") == [("所在地科协", ("个人",))]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "青年教师填写申请书后交院系科研秘书，科研秘书于3月8日前将名单交市科协组人部。",
            [("市科协组人部", "科研秘书"), ("院系科研秘书", "青年教师")],
        ),
        (
            "技术卖方向所在区科技局登记点提交合同，登记点审核后报市科协组人部认定。",
            [("市科协组人部", "登记点"), ("所在区科技局", "技术卖方")],
        ),
        (
            "党支部推荐人选报所在党总支，党总支研究后于6月10日前报市科协组人部。",
            [("市科协组人部", "党总支"), ("所在党总支", "党支部")],
        ),
        ("小学组作品送市少年宫，中学组作品送市教育学院。", [("市少年宫", "小学组作品"), ("市教育学院", "中学组作品")]),
        (
            "请将名单报送至评估院（地址：东湖市学府路5号）。",
            [("评估院", "区科协", "市级学会")],
        ),
        (
            "名单于3月1日前发送至工会，外聘名单发人事处。",
            [("人事处", "区科协", "市级学会"), ("工会", "区科协", "市级学会")],
        ),
    ],
)
def test_whoever_examines_sends_on(sentence, found):
    assert found_of(sentence, BODIES, "") == sorted(found)


def test_a_house_of_a_school_is_no_body_of_the_departments_beside_it():
    found = led("各区科协于6月30日前将档案移交档案馆，涉密档案移交保密办。", BODIES, "档案馆")
    assert [office for office, _ in found] == ["档案馆", "保密办"]


def test_a_department_of_somebodys_own_body_is_one_of_his():
    sentence = "课题负责人将材料交所在单位科研管理部门，由科研管理部门于9月30日前寄送市科协组人部。"
    assert found_of(sentence, "各课题负责人", "") == [
        ("市科协组人部", "科研管理部门"),
        ("所在单位科研管理部门", "课题负责人"),
    ]


def test_whoever_takes_part_is_told_apart_from_those_addressed_by_a_body_of_his_own():
    sentence = "参赛者向所在区科协报名。参赛者于6月9日前将作品报市科协组人部。"
    assert led(sentence, BODIES, "") == [("所在区科协", ("参赛者",)), ("市科协组人部", ("参赛者",))]
