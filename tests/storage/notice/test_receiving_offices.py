"""Where something goes: what only looks like an office, persons, places, an office where one registers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from storage.notice.bodies import handing
from storage.notice.deadlines.reader import deadlines
from storage.notice.parts.structure import parts
from storage.notice.text.paragraphs import paragraphs
from tests.storage.notice.test_senders import led

SCHOOLS = "各学院，各研究院"
ALL = ("学院", "研究院")


def due(sentence: str, addressees: str = "") -> list[tuple[str, tuple[str, ...]]]:
    head = f"{addressees}：\n" if addressees else ""
    text = f"东卫〔2024〕9号\n关于甲的通知\n{head}{sentence}\n东湖市卫生健康委员会\n2024年3月4日"
    part = parts(paragraphs(text.split("\n")))[0]
    return [(str(one.date), one.audience) for one in deadlines(part)]


@pytest.mark.parametrize(
    "sentence",
    [
        "名额包括已推荐的直报项目和2018年度高等学校奖拟授项目。",
        "请上报基层和本单位近5年来撰写的论文。",
        "在官方网站报名，在现场扫码报名。",
    ],
)
def test_what_is_no_office_receives_nothing(sentence):
    assert led(sentence, SCHOOLS) == []


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("请于6月9日前将总结送社会合作处。", "社会合作处"),
        ("请于6月9日前发email与科研处联系。", "科研处"),
        ("请于6月9日前将报名表交至信息与科技部。", "信息与科技部"),
        ("请将报名表于6月9日前报到图书馆柏松馆长处。", "图书馆"),
        ("请于6月9日前将报名表OA至校工会柏松处。", "校工会"),
        ("请于6月9日前书面报到校工会。", "校工会"),
        ("请于6月9日前将总结报送达校科研处。", "校科研处"),
        ("1月23日至28日在校体育部报名。", "校体育部"),
        ("请于6月9日前将总结报送校科研处（新设的研究院请直接将总结报送校科研处）。", "校科研处"),
        ("各学院将材料报送所在区县、高新区科技主管部门审核。", "所在区县、高新区科技主管部门"),
    ],
)
def test_an_office_is_as_long_as_its_name(sentence, office):
    assert [name for name, _ in led(sentence, SCHOOLS)] == [office]


def test_places_receive_by_their_own_offices():
    assert led("居民将申请交至所在街道。", SCHOOLS) == [("所在街道", ("居民",))]
    found = led("申报表先交至青溪镇、各街道，由各街道、镇统一推荐报送至区科协。", SCHOOLS)
    assert {name for name, _ in found} == {"青溪镇、各街道", "区科协"}


def test_each_sort_of_people_has_its_person():
    assert led("本科生交至柏松：13900001111研究生交至柏杨：13900002222", SCHOOLS) == [
        ("柏松", ("本科生",)),
        ("柏杨", ("研究生",)),
    ]
    assert led("班长收齐后统一提交至3#250柏松处。", SCHOOLS) == [("柏松", ALL)]


def test_a_whole_office_and_its_section_do_not_wipe_each_other_out():
    found = led("请于6月9日前将进度表报送县林业局。纸质材料送县林业局413室。", SCHOOLS)
    assert found == [("县林业局413室", ALL)]
    found = led("请于6月9日前将材料送科技处。\n报送地址：科技处综合科（行政楼202办公室）", SCHOOLS)
    assert found == [("科技处综合科（行政楼202办公室）", ALL)]


def test_one_who_only_examines_is_asked_for_nothing_by_a_day():
    text = "3月31日前向业务主管单位报送报告。经业务主管单位初审后，各单位于5月31日前报送至市服务中心民政窗口。"
    unions = ("市属各社会团体",)
    assert led(text, "市各业务主管单位，市属各社会团体") == [
        ("业务主管单位", unions),
        ("市服务中心民政窗口", unions),
    ]
    assert due(text, "市各业务主管单位，市属各社会团体") == [("2024-03-31", unions), ("2024-05-31", unions)]
    both = ("业务主管单位", "社会团体")
    text = "3月31日前向业务主管单位报送报告。业务主管单位请于5月31日前报送民政部。"
    assert due(text, "各业务主管单位，各社会团体")[0] == ("2024-03-31", both)
    assert due("3月31日前报送报告。", "各业务主管单位，各社会团体") == [("2024-03-31", both)]


def test_a_ministry_and_the_body_before_it_both_receive():
    found = led(
        "各社会团体于3月31日前将全部材料报经业务主管单位初审后，于5月31日前报送我部。",
        "各业务主管单位，各社会团体",
        "民政部",
    )
    assert found == [("业务主管单位", ("社会团体",)), ("民政部", ("社会团体",))]


def test_where_nobody_is_addressed_whoever_was_named_last_is_meant():
    assert due("请各街道、镇做好衔接工作。于5月30日前将申报表报送区科协。") == [("2024-05-30", ("街道、镇",))]
    assert due("做好衔接工作。于5月30日前将申报表报送区科协。") == [("2024-05-30", ())]
    assert due("各单位请于4月13日前报送调查表。") == [("2024-04-13", ("单位",))]


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("请将名单于6月9日前报市水务局塘管处。请于5月9日前将联系方式报市塘管处。", "市水务局塘管处"),
        ("请于6月9日前将材料报塔机协会行业发展部，纸质材料邮寄到行业部办公室。", "塔机协会行业发展部"),
    ],
)
def test_an_office_that_is_called_in_short_is_the_same(sentence, office):
    assert led(sentence, "各区科协，各市级学会") == [(office, ("区科协", "市级学会"))]


def test_departments_of_two_places_are_two():
    found = led("请于6月9日前将名单报市水务局塘管处。请于5月9日前将联系方式报县塘管处。", "各区科协，各市级学会")
    assert [office for office, _ in found] == ["市水务局塘管处", "县塘管处"]


@pytest.mark.parametrize(
    ("ways", "begins"),
    [(handing.SEND.removeprefix(f"(?=[{handing.BEGINS}])"), handing.BEGINS), (handing.WRITE, handing.WRITE_BEGINS)],
)
def test_no_way_to_hand_in_or_to_write_begins_with_another_character(ways, begins):
    texts = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    found = {match[0][0] for text in texts for match in re.finditer(ways, text)}
    assert found <= set(begins)
    assert len(found) > len(begins) / 2
