"""How bureaus and departments of counties and districts are named, and what they do on the way of a paper."""

from __future__ import annotations

import pytest

from storage.notice.deadlines import deadlines
from storage.notice.layout import paragraphs
from storage.notice.structure import parts
from storage.notice.words import audience
from tests.storage.notice.test_senders import led

COUNTIES = "有关县（区）农业委员会，重点龙头企业"


def test_fields_that_share_the_ending_of_a_department_are_one():
    assert audience("各区(开发区)经信、发改部门") == ("区(开发区)经信、发改部门",)
    assert audience("各市工业和信息化、发展改革、财政主管部门,各高校") == (
        "市工业和信息化、发展改革、财政主管部门",
        "高校",
    )
    assert audience("申报的高校、科研院所、医院等单位") == ("申报的高校", "科研院所", "医院")


def test_an_economic_bureau_is_told_to_do_something():
    found = led("请各镇经发科、开发区经发局按照要求开展摸排，于6月18日前将名单报送至区工信局投资科。", "各镇服务中心")
    assert found == [("区工信局投资科", ("镇经发科", "开发区经发局"))]


def test_whose_papers_are_spoken_of_is_no_part_of_a_name():
    found = led("各区经信、发改部门对企业申报的材料初审后，于6月18日前报送市经信局。", "各区经信、发改部门")
    assert found == [("市经信局", ("区经信、发改部门",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "东湖市工信局、财政局将组织专家诊断，并向省工信厅推荐。",
        "由企业所在县（区）进行初审，市级全面审核后报省农业厅。",
        "各县（区）农业委员会于6月9日前向市科技局提出提名项目需求，市科技局汇总后报省奖励办公室。",
        "请将扫描件发送至联系人处。",
    ],
)
def test_what_the_city_sends_on_and_who_is_only_a_contact_are_no_routes(sentence):
    assert {office for office, _ in led(sentence, COUNTIES)} <= {"市科技局"}


def test_what_sort_of_body_somebody_is_says_where_he_hands_in():
    found = led(
        "申报单位为企业的，准备材料（一式一份。下同），于6月9日前提交所在县（区）科技部门；"
        "申报单位为高校、医院等单位的，将材料于6月9日前提交至市科技局人事处。"
    )
    assert found == [("所在县（区）科技部门", ("企业",)), ("市科技局人事处", ("高校", "医院"))]


def test_in_whose_name_something_is_sent_is_no_sender():
    sentence = (
        "涉及县（区）农业委员会在审查企业材料的基础上，提出意见。请于6月15日前，以县（区）农委的文件向市农委报送材料。"
    )
    assert led(sentence, COUNTIES) == [("市农委", ("涉及县（区）农业委员会",))]
    text = f"关于甲的通知\n{COUNTIES}：\n{sentence}\n东湖市农业委员会\n2024年3月4日"
    (deadline,) = deadlines(parts(paragraphs(text.split("\n")))[0])
    assert deadline.audience == ("有关县（区）农业委员会", "重点龙头企业")


def test_social_organisations_are_bodies():
    found = led("各社会组织接到通知后，3月31日前向业务主管单位报送报告书。", "市属各社会团体")
    assert found == [("业务主管单位", ("社会组织",))]
