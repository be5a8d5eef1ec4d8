"""As people ask: days of their own, several ways to send, names by their sound, and what is said not to be asked."""

from __future__ import annotations

import pytest

from storage.notice.parser import read
from tests.invented import CHAIN, FIELDS, told

COUNTY, SCHOOL, FIRM = "县（市、区）科协", "高校科协", "企业科协"
TWO_DATES = read(
    """各有关单位、科普基地:
现就科普月活动通知如下:
一、各单位拟开展的活动信息,请于5月22日之前报送到校科协。
二、请认真总结活动开展情况,于6月14日前将工作总结、文字信息、影像资料等报送至校科协(科研楼312办公室)。
联系人:江予白,电话:7712345。
云杉学院科学技术协会
2024年5月6日""".splitlines()
)
STAGES = read(
    """各位老师:
现就人才工程推荐有关事宜说明如下:
一、材料填报
纸质版材料一式一份,报送至办公楼208,报送截止日期:9月10日;
二、推荐办法
1.学校对申报材料组织统一遴选,拟于9月13日-14日反馈获推名单;
2.9月15日-16日,获推候选人登录系统填报提交,并补足推荐表复印件一式六份。
联系科技处咨询,电话:65004444。
2024年8月20日""".splitlines()
)
SHARED = read(
    """各区工业局、有关企业:
为做好遴选工作,请各区工业局按照要求组织辖区内符合条件的中小企业申报,并于3月22日前将联系人报我局。
区工业局将推荐企业的申报材料于5月7日前报送我局企业处。请有关人员加入“云杉遴选”QQ群(群号:220338802)。
联系人:江予白,电话:7712345。
云杉市工业局
2024年3月6日""".splitlines()
)


@pytest.mark.parametrize(
    ("text", "notice", "unit_type", "wanted", "unwanted"),
    [
        ("我5号就能交，行吗", CHAIN, FIRM, ("6月9日",), ("通知中相近",)),
        ("3号先交一部分行吗", CHAIN, FIRM, ("6月9日", "是否可以分次报送"), ("主题",)),
        ("6号起我要出差一个礼拜，5号先发掉可以吧", CHAIN, FIRM, ("6月9日",), ("分次",)),
        ("下下周三再给行伐，最近防汛", CHAIN, COUNTY, ("6月9日", "能否延后"), ()),
        ("过两天再给可以吧", CHAIN, COUNTY, ("6月9日", "能否延后"), ()),
        ("月底一起报行不行", CHAIN, COUNTY, ("6月9日",), ("联合",)),
        ("等活动全搞完再报，大概6月底", CHAIN, COUNTY, ("6月9日",), ()),
        ("三个问题：几号、谁收、照片怎么命名", CHAIN, FIRM, ("6月9日", "柳眉", "命名"), ()),
        ("今朝几号了 还剩几日天啊", CHAIN, FIRM, ("还有",), ("不在本次",)),
        ("发这里了还用再发邮箱吗", CHAIN, FIRM, ("效力相同",), ()),
        ("群里发和邮箱发一样吗", CHAIN, FIRM, ("效力相同",), ("不便在此",)),
        ("视频两个多G，邮箱发不动，咋个给你们", CHAIN, FIRM, ("单位页面",), ()),
        ("65002222响半天没人接，还有别的法子联系伐", CHAIN, FIRM, ("xuehuibu@",), ()),
        ("贺烛老师电话", CHAIN, FIRM, ("65001111",), ("65002222",)),
        ("岳彤老师是省科协的还是市里的，座机有没有", CHAIN, FIRM, ("025-83001111",), ("65002222",)),
        ("不是问电话，问邮箱", CHAIN, FIRM, ("xuehuibu@",), ("65002222",)),
        ("我问的是主题不是报送时间", CHAIN, FIRM, ("科普同行",), ("6月9日",)),
        ("市里啥时候汇总报上去 我12号再补几张图赶得上不", CHAIN, COUNTY, ("6月20日", "6月9日"), ()),
        ("科普教育基地复评材料现在还能补吗", CHAIN, COUNTY, ("不在本次",), ("6月9日",)),
        ("专精特新今年几月份开始报", CHAIN, COUNTY, ("不在本次",), ("6月9日",)),
        ("活动信息报哪达，几号前", TWO_DATES, "科普基地", ("5月22日",), ("6月14日",)),
        ("院士讲过一堂也行吗", CHAIN, SCHOOL, (), ("报送时间",)),
        ("请问申报截止到哪天", STAGES, "各位老师", ("9月10日",), ("未写明这",)),
        ("报个么东西 有字数冇", CHAIN, SCHOOL, ("工作总结", "材料的字数"), ("东西的字数",)),
        ("Q群好多号", SHARED, "区工业局", ("220338802",), ()),
        ("申报要什么条件", SHARED, "有关企业", ("符合条件",), ("3月22日",)),
        ("塔吊备案要带哪些材料", CHAIN, COUNTY, ("不在本次",), ("6月9日",)),
        ("专利资助啥时候打款啊", CHAIN, COUNTY, ("不在本次",), ()),
        ("市里给省里的那个日子跟我们有关系伐", CHAIN, COUNTY, ("6月9日",), ()),
        ("照片最多传几张", CHAIN, FIRM, ("照片的数量",), ()),
        ("走访慰问那段原文贴一下，会上要念", CHAIN, FIRM, ("走访慰问",), ()),
        ("我哋搞文创嘅，搵边位", FIELDS, COUNTY, (), ("不在本次",)),
    ],
)
def test_what_people_ask(text, notice, unit_type, wanted, unwanted):
    said = told(text, notice, unit_type)
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


def test_who_says_where_they_are_is_known_in_what_they_ask_next():
    said = told("交哪儿", CHAIN, None, "我是青溪区科技局的 刚进群")
    assert ("65003333" in said, "65001111" in said) == (True, False), said


def test_the_least_is_asked_after_the_most():
    assert "照片的数量" in told("那最少呢", CHAIN, FIRM, "照片最多传几张")
