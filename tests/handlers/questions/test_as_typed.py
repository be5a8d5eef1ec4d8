"""Kinds of questions as a group types them: papers by half of a number, two fields at once, what is presumed, goodbyes."""

from __future__ import annotations

import pytest

from handlers.questions.typed.speech import is_chatter
from tests.invented import CHAIN, CONTEST, FIELDS, told

COUNTY, SCHOOL, FIRM, BUREAU = "县（市、区）科协", "高校科协", "企业科协", "县(市、区)科技局"


@pytest.mark.parametrize(
    ("text", "unit_type", "wanted", "unwanted"),
    [
        # papers by half of their numbers, and the days on which they were printed
        ("云科协18号跟岭科协发67号啥区别", COUNTY, ("云科协〔2024〕18号（云杉市", "67号（岭川省"), ("普及部",)),
        ("67号文跟18号文是一回事不", COUNTY, ("18号", "67号"), ("报送至",)),
        ("岭科协发67号是谁发的", SCHOOL, ("岭川省科学技术协会",), ("普及部", "学会部")),
        ("省里头那份是哪天印发的呀", SCHOOL, ("4月30日",), ("6月20日",)),
        ("省科协文件是几号的", COUNTY, ("4月30日",), ("6月20日",)),
        ("咱市里这份啥日子印的", COUNTY, ("5月8日",), ("6月9日",)),
        ("18号交行不行", COUNTY, ("6月9日",), ("文号",)),
        # whom the level above means
        ("省里写的20号到底是管哪些单位的", COUNTY, ("设区市科协", "6月20日", "6月9日"), ()),
        ("6月20号那个日期管谁", SCHOOL, ("设区市科协", "6月9日"), ()),
        ("省里的通知是发给谁的", FIRM, ("省里的通知发至设区市科协",), ("通知发至县",)),
        ("通知发给哪些单位", FIRM, ("企业科协",), ("设区市",)),
        # a building behind its number in the street
        ("同德大厦几零几室", SCHOOL, ("2308 室",), ("未写明",)),
        ("同德大厦是谁的地址", COUNTY, ("省科协科普部", "2308 室"), ()),
        # more than a day is asked of who is late
        ("晚个两三天再送要紧伐，会扣分吗", FIRM, ("6月9日", "未写明对未报单位的通报或处理"), ()),
        ("过两天再交不碍事吧", FIRM, ("6月9日", "学会部确定"), ()),
        ("拖到下礼拜交要通报吗", FIRM, ("6月9日", "未写明对未报单位"), ()),
        # what is asked to be there
        ("走访老专家，上头有没有给名单", COUNTY, ("未写明", "走访慰问老专家"), ()),
        ("总结得出红头文件不", COUNTY, ("未写明总结的盖章",), ("云科协〔2024〕18号",)),
        (
            "总结跟照片是分两封邮件发还是打一个包，发去哪个信箱",
            FIRM,
            ("xuehuibu@", "未写明是否合并或打包"),
            ("pujibu",),
        ),
        # several at once
        ("三个事：主题？几号前？往谁那儿投？", SCHOOL, ("科普同行", "6月9日", "学会部"), ("普及部",)),
        ("①主题②时间③交哪", FIRM, ("科普同行", "6月9日", "学会部"), ("未写明",)),
        # of another business
        ("院士增选推荐表在哪下", SCHOOL, ("不在本次通知范围内",), ("6月9日",)),
        ("青托的申报表发我一份", SCHOOL, ("不在本次通知范围内",), ("6月9日",)),
        ("总结的模板发我一份", SCHOOL, ("未写明总结的模板",), ("不在本次",)),
    ],
)
def test_of_a_notice_that_hands_another_on(text, unit_type, wanted, unwanted):
    said = told(text, CHAIN, unit_type)
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


@pytest.mark.parametrize(
    ("text", "unit_type", "wanted", "unwanted"),
    [
        ("软科学跟孵化器两摊子分别归哪个科", BUREAU, ("办公室", "高新科"), ("2830101", "2830102")),
        ("农业基地和国际合作分别交哪个科", BUREAU, ("服务科", "合作科"), ("3418421",)),
        ("软科学和国际合作的电话各是多少", BUREAU, ("3222291", "2830102"), ("3418421", "2830101")),
        ("我们公司纸质书直接送市局行不行，离得近", "申报单位", ("送交各县(市、区)科技局",), ("字数",)),
        ("书面申报书可以直接送市里吗", "申报单位", ("送交各县(市、区)科技局",), ()),
    ],
)
def test_of_a_notice_that_tells_fields_apart(text, unit_type, wanted, unwanted):
    said = told(text, FIELDS, unit_type)
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


def test_the_other_form_is_asked_the_same():
    assert "11月11日" in told("书面的呢", FIELDS, BUREAU, "网上推荐几号前要弄完")
    assert "11月11日" in told("那纸质的呢", FIELDS, BUREAU, "网上推荐几号截止")


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("传真号和邮箱都报我一下", ("027-87838712", "chuangyi@example.invalid"), ()),
        ("能报的都有哪几类，科技老师也能参评伐", ("优秀科技教师", "科学幻想绘画"), ()),
        ("网上申报打哪天起", ("5月8日",), ("87838711",)),
        ("今年是第几届来着，文号也要", ("第21届", "岭青科〔2024〕2号"), ("未写明", "通知岭青科")),
        ("一个项目两条道一块儿报，行吧", ("不可同时通过两个或以上渠道",), ()),
        ("重复申报行不行", ("不可同时通过两个或以上渠道",), ()),
        ("房间号是多少", ("A1205室",), ()),
        ("网址多少", ("未写明",), ("具体数量",)),
    ],
)
def test_of_a_notice_of_a_contest(text, wanted, unwanted):
    said = told(text, CONTEST, "市州")
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


@pytest.mark.parametrize(
    "text",
    [
        "明白了，辛苦辛苦，回头弄",
        "行，我晚点弄，谢啦",
        "收到收到，辛苦，明天就报",
        "好嘞，谢谢哈，我这就去催他们",
        "嗯嗯清楚了，麻烦您了，后面再联系",
        "好的好的，知道啦，辛苦，我去通知学校",
        "没问题，我们按要求办，再会",
        "谢谢，您忙吧",
        "好的，谢谢，那就不打扰了",
    ],
)
def test_who_thanks_and_says_what_comes_next_asks_nothing(text):
    assert is_chatter(text)


@pytest.mark.parametrize("text", ["好的，我明天交行吗", "好的，那我去找谁", "收到，已发邮箱", "行，下周再交可以吧"])
def test_who_agrees_and_asks_is_answered(text):
    assert not is_chatter(text)
