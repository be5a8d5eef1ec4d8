"""Kinds that go on: next steps, months, several amounts, cities, names by number, dialects of the south."""

from __future__ import annotations

import pytest

from handlers.questions.typed.speech import is_chatter, is_question
from storage.notice.parser import read
from tests.invented import CHAIN, DISTRICTS, REPORTS, SYSTEM, told

COUNTY, SCHOOL, FIRM, BUREAU = "县（市、区）科协", "高校科协", "企业科协", "县（市、区）科技局"
COLLEGES = read(
    """各有关单位、各位老师:
岭川省科协正在组织托举工程推荐工作,现就有关事宜说明如下:
一、推荐名额
1.我校推荐名额:5人
2.各二级单位可推荐2人参加学校科协统一遴选。
二、推荐办法
1.学校对申报材料组织统一遴选,拟于9月14日反馈获推名单;
2.9月16日前,获推候选人登录系统填报提交,完成全部推荐工作。
未尽事宜,可联系科技处咨询,电话:65004444。""".splitlines()
)
DUST = read(
    """各市、区住建局:
请严格落实“七个百分之百”要求,严格执行八项规定精神,杜绝铺张浪费。
请各地每双月底上报《工地检查汇总表》,每季度末报送专项治理工作情况,于2024年12月31日前将年度总结上报市住建局。
联系人:林木;电话:65005555。
云杉市住房和城乡建设局
2024年3月29日""".splitlines()
)


@pytest.mark.parametrize(
    ("text", "notice", "unit_type", "wanted", "unwanted"),
    [
        ("下礼拜五就要交上去了是伐", CHAIN, FIRM, ("6月9日",), ("目前没有收到", "查询")),
        ("局里系统升级，材料想晚两天报，行伐", CHAIN, BUREAU, ("6月9日", "社会发展处"), ("6月20日",)),
        ("六月中旬再报没关系吧，省里不是到20号嘛", CHAIN, COUNTY, ("6月9日", "市里向省里"), ()),
        ("shefachu后面那串是啥，打印糊了", CHAIN, BUREAU, ("shefachu@",), ("未写明", "pujibu@")),
        ("650033后面几位看不清", CHAIN, BUREAU, ("65003333",), ()),
        ("能不能跳过市里直接报省科协", CHAIN, SCHOOL, ("学会部",), ("83001111",)),
        ("寄给省科技厅的话写哪个地址", CHAIN, BUREAU, ("文昌街 118 号",), ("同德大厦",)),
        ("江宁那个地址", CHAIN, COUNTY, ("同德大厦", "文昌街"), ("未写明",)),
        ("志愿者有没有学时", CHAIN, SCHOOL, ("未写明志愿服务的学时",), ("不在本次",)),
        ("慰问老专家发购物卡可以不", DUST, "各市、区住建局", ("八项规定",), ("不在本次",)),
        ("企业这边按谁的通知准备材料", DISTRICTS, "企业", ("所在区",), ("印发",)),
        ("情报中心和人事科的电话", SYSTEM, "有关单位", ("0372-3665501", "0371-65974111"), ()),
        ("有电子邮箱吗", DUST, "各市、区住建局", ("未写明", "65005555"), ()),
        ("七个百分之百具体是哪七个", DUST, "各市、区住建局", ("未写明“七个百分之百”的具体内容",), ()),
        ("11月要报什么", DUST, "各市、区住建局", (), ("未写明",)),
        ("6月份要交几样", DUST, "各市、区住建局", ("每双月底", "每季度末"), ("年度总结",)),
        ("8月要交什么", DUST, "各市、区住建局", ("每双月底",), ("每季度末", "年度总结")),
        ("6月要交啥", REPORTS, "高企", ("6月19日",), ("7月24日", "7月31日")),
        ("学院几人，全校几人", COLLEGES, "二级单位", ("推荐2人", "5人"), ()),
        ("遴选完之后干啥", COLLEGES, "二级单位", ("9月14日", "9月16日前"), ()),
        ("“工作总结等”那个等字还包括啥", CHAIN, FIRM, ("未写明“等”",), ()),
        ("上面不是说到6月20嘛", CHAIN, FIRM, ("6月20日", "6月9日"), ()),
        ("能不能给老科学家送点水果", DUST, "各市、区住建局", ("八项规定",), ()),
        ("普及部跟省科普部的电话", CHAIN, COUNTY, ("65001111", "83001111"), ()),
        ("刚培训回来没翻到，总结最迟哪天给、给市局哪个处室", CHAIN, BUREAU, ("6月9日", "社会发展处"), ()),
        ("活动主体是什么", CHAIN, FIRM, ("主题",), ("未写明",)),
        ("填报完之后干啥", COLLEGES, "二级单位", (), ("未尽事宜",)),
    ],
)
def test_what_a_group_asks_that_goes_on(text, notice, unit_type, wanted, unwanted):
    said = told(text, notice, unit_type)
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


@pytest.mark.parametrize("text", ["好嘅，唔该晒", "好嘅，我哋尽快交", "晓得哉，谢谢侬"])
def test_thanks_of_the_south_ask_nothing(text):
    assert is_chatter(text)


def test_a_may_of_the_south_is_a_question():
    assert is_question("年度总结拖到元旦后交阿可以")
