"""A person or body and the office of its own place, one office after another, kinds of work that go apart."""

from __future__ import annotations

import pytest

from tests.storage.notice.test_senders import led

SCHOOLS = "各学院，各研究院"


@pytest.mark.parametrize(
    ("sentence", "office", "audience"),
    [
        ("申请人将申请书交至所在学院。", "所在学院", ("申请人",)),
        ("申请书由申请人本人报学院教学秘书。", "学院教学秘书", ("申请人本人",)),
        ("未开户的教师将姓名报学院教学秘书。", "学院教学秘书", ("未开户的教师",)),
        ("申请人完成在线填写并提交至依托单位。", "依托单位", ("申请人",)),
        ("本人或监护人持身份证到户籍所在社区（村）残协提出申请。", "户籍所在社区（村）残协", ("本人或监护人",)),
        ("申报企业填写申请表，报所在地工信、财政部门。", "所在地工信、财政部门", ("申报企业",)),
        ("各申报集体将申请表报所属县（区）团委。", "所属县（区）团委", ("申报集体",)),
    ],
)
def test_somebody_hands_in_to_the_office_of_his_own_place(sentence, office, audience):
    assert led(sentence, SCHOOLS) == [(office, audience)]


def test_a_body_that_receives_may_be_asked_to_hand_in_in_its_turn():
    found = led(
        "学校向县区主管部门提出申请。请县区主管部门于6月9日前将申请表寄送至市教育局基教科。", "各县教体局，局属学校"
    )
    assert found == [("县区主管部门", ("局属学校",)), ("市教育局基教科", ("县区主管部门",))]


def test_an_office_that_was_named_before_need_not_be_named_again():
    found = led("各研究院将总结报校科研处基金科。各学院将总结报至上述科室。", SCHOOLS)
    assert found == [("校科研处基金科", ("研究院", "学院"))]


def test_what_all_who_were_named_hand_in_goes_where_all_of_it_goes():
    found = led("各研究院报送总结；各学院报送名单。以上材料送校科研处基金科。", f"{SCHOOLS}，各附属医院")
    assert found == [("校科研处基金科", ("研究院", "学院"))]


def test_kinds_of_work_go_apart():
    found = led("请作者将原件送（寄）至：美术作品送县美术家协会，书法作品送县书法家协会。")
    assert found == [("县美术家协会", ("美术作品",)), ("县书法家协会", ("书法作品",))]
    found = led("名单报市卫健委医政科，美术作品送县美术家协会，书法作品送县书法家协会。")
    assert [office for office, _ in found] == ["县美术家协会", "县书法家协会", "市卫健委医政科"]
    found = led("请将材料报市工信局对应科室：节能项目报节能科，首台（套）装备项目报装备科。")
    assert found == [("节能科", ("节能项目",)), ("装备科", ("首台（套）装备项目",))]


def test_works_of_one_kind_are_nobodys_name():
    found = led("参赛作品报市卫健委医政科，论文报市卫健委药政科。")
    assert [audience for _, audience in found] == [("县（市、区）卫生健康局", "市直各医疗机构")] * 2


def test_the_crossing_of_two_roads_is_no_handing_in():
    (found,) = led("请将材料寄送至市教育局基教科（湖南路与滨河路交会处市教育局1117室）。")
    assert found[0].startswith("市教育局基教科")
