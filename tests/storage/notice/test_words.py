"""Addressees as they are printed, one entry each."""

from __future__ import annotations

import pytest

from storage.notice.words import audience, is_anybody, is_body, is_related, is_same


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "各县级市(区)科协、科技局,各市级学会,高校科协,企业科协",
            ["县级市(区)科协", "县级市(区)科技局", "市级学会", "高校科协", "企业科协"],
        ),
        (
            "各设区市科协、科技局(科委),各省级学会(协会、研究会),有关高校科协",
            ["设区市科协", "设区市科技局(科委)", "省级学会(协会、研究会)", "有关高校科协"],
        ),
        ("各市、区住建局,园区规建委,各有关单位", ["市、区住建局", "园区规建委", "有关单位"]),
        ("各市州、直管市、林区", ["市州、直管市、林区"]),
        ("各市级学会、协会、研究会,各县科协", ["市级学会、协会、研究会", "县科协"]),
        ("各设区市及省直管县(市)科协", ["设区市科协", "省直管县(市)科协"]),
        ("各市、州及有关县(市)农业局", ["市、州农业局", "有关县(市)农业局"]),
        ("各设区市、县(市)经信委(局)", ["设区市经信委(局)", "县(市)经信委(局)"]),
        ("各市(州)、省直管市科协,有关单位", ["市(州)科协", "省直管市科协", "有关单位"]),
        ("各区、县及有关部门", ["区、县及有关部门"]),
        ("各分会、地方学会、学会会员", ["分会", "地方学会", "学会会员"]),
        ("各省级学会、协会和研究会秘书处,高校科协", ["省级学会、协会和研究会秘书处", "高校科协"]),
        ("各设区市科协、省级学会(协会)和相关高校科协", ["设区市科协", "省级学会(协会)", "相关高校科协"]),
        ("各区科协;各企事业科协", ["区科协", "企事业科协"]),
        ("各乡镇(街道)、县直各学校", ["乡镇(街道)", "县直各学校"]),
        ("各临床、医技科室", ["临床、医技科室"]),
        ("各危险化学品生产、储存、经营企业", ["危险化学品生产、储存、经营企业"]),
        ("各市卫生健康委、省医学会", ["市卫生健康委", "省医学会"]),
        ("省大学第一、二医院,省肿瘤医院", ["省大学第一、二医院", "省肿瘤医院"]),
        ("请各单位等", ["单位"]),
        ("", []),
    ],
)
def test_addressees_are_told_apart(text, named):
    assert list(audience(text)) == named


@pytest.mark.parametrize("name", ["高新区经济发展局", "县应急管理局", "自由贸易试验区管委会", "推荐单位", "在雁高校"])
def test_a_name_may_hold_what_looks_like_a_verb(name):
    assert is_body(name)


@pytest.mark.parametrize(
    "name",
    [
        "明确责任人",
        "由推荐单位",
        "所在单位",
        "组织专家",
        "于6月9日前由单位",
        "报送单位名单",
        "区自行填报民族地区经济社会",
        "单位积极发掘本单位先进职工",
    ],
)
def test_what_says_more_is_no_name(name):
    assert not is_body(name)


def test_a_body_is_known_shortened_or_by_another_word():
    assert is_related("各市安委办", "市安全生产委员会办公室")
    assert is_related("各盟市", "盟市工业和信息化局")
    assert is_related("各区工业和信息化主管部门", "区工业和信息化局")
    assert is_related("各镇（街道）", "镇人民政府")
    assert not is_related("申报单位", "市科协")
    assert not is_related("省", "市科协")
    assert not is_same("有关单位", "二级单位")
    assert not is_same("各校", "局属学校")
    assert is_same("区县科协", "各区县（自治县）科协")
    assert is_anybody(("各有关单位", "各位老師"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("各地各部门", ("各地", "部门")),
        ("各有关学院、单位", ("有关学院、单位",)),
        ("申报单位和个人", ("申报单位和个人",)),
        ("各街道、企业、学校科协", ("街道、企业、学校科协",)),
        ("申请优秀单位和优秀活动的单位", ("申请优秀单位和优秀活动的单位",)),
        ("各区县科协、高新区科协", ("区县科协", "高新区科协")),
        ("直辖市及计划单列市农机局", ("直辖市及计划单列市农机局",)),
        ("各养殖场、农户和居民", ("养殖场", "农户", "居民")),
    ],
)
def test_addressees_that_are_parted_or_belong_together(text, named):
    assert audience(text) == named
