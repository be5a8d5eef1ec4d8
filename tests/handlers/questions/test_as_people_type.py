"""As people type: presumptions put right, several things in one message, numbers of groups, short names of programmes."""

from __future__ import annotations

import pytest

from storage.notice.parser import read
from tests.invented import CHAIN, FIELDS, told

COUNTY, SCHOOL, FIRM, BUREAU = "县（市、区）科协", "高校科协", "企业科协", "县（市、区）科技局"
FILLED = read(
    """云杉高新区各高企:
现将统计调查有关事项通知如下:
请填报人员加入“云杉统计”QQ群(群号: 220338802)获取账号。
2024年6月14日前,我区高企完成网上填报;
2024年6月19日前,区科技创新局对企业网上提交的报表完成审核;
审核通过后,企业打印并上报纸质报表一式一份(企业领导签字并加盖公章)。
总结于6月21日前报区科技创新局(盖章PDF版和word版)。
联系人:江予白,电话:7712345。
云杉高新区科技创新局
2024年5月6日""".splitlines()
)
TEACHERS = read(
    """各位老师:
岭川省科协正在组织青年科技人才托举工程推荐工作,现就有关事宜说明如下:
一、推荐名额
1.我校推荐名额:5人
2.同一人选不可同时通过两个或以上渠道推荐
二、材料填报
纸质版材料一式一份,报送至办公楼208,截止日期:9月10日;
三、推荐办法
1.学校组织统一遴选,拟于9月13日反馈获推名单;
2.9月15日-16日,获推候选人登录系统填报提交,并补足推荐表复印件一式六份。
联系科技处咨询,电话:65004444。""".splitlines()
)

WORKS = read(
    """关于征集职工作品的通知
各单位:
一、内容：车间小改小革、职工书画、手工编织画、班组管理案例。
二、同步开展“巧匠之星”宣传活动，讲好一线职工的故事。
三、请于2024年9月12日前将作品报送市总工会经济部。
联系人：江予白，电话：7712345。
云杉市总工会
2024年5月6日""".splitlines()
)


@pytest.mark.parametrize(
    ("text", "notice", "unit_type", "wanted", "unwanted"),
    [
        ("这礼拜天还是下礼拜天，说清爽点", CHAIN, FIRM, ("6月9日（星期日）",), ("未写明",)),
        ("是这礼拜天吧", CHAIN, FIRM, ("6月9日",), ("未写明",)),
        ("还有3天对吧", CHAIN, FIRM, ("6月9日", "还有"), ("未写明",)),
        ("只剩三天了吧", CHAIN, FIRM, ("6月9日", "还有"), ("未写明",)),
        ("一句话：时间+人+电话", CHAIN, FIRM, ("6月9日", "柳眉", "65002222"), ()),
        ("9号前行不行然后发哪个邮箱", CHAIN, SCHOOL, ("6月9日", "xuehuibu@"), ()),
        ("喂你好我想问下那个总结嗯就是说是不是九号之前就行啊然后是发给谁来着", CHAIN, SCHOOL, ("6月9日", "柳眉"), ()),
        ("收文登记要填：来文字号、成文日期", CHAIN, BUREAU, ("云科协〔2024〕18号", "5月8日"), ("未写明材料的格式",)),
        ("怕漏报，文字信息跟总结不是一码事吗", CHAIN, COUNTY, ("需报送工作总结",), ()),
        ("报送表去哪下，附件里翻了没有啊", CHAIN, BUREAU, ("工作总结", "报送表"), ()),
        ("这份总结才500字，帮我扩到2000", CHAIN, FIRM, ("不便代写",), ()),
        ("把总结压缩到八百字", CHAIN, FIRM, ("不便代写",), ()),
        ("总结要写到2000字吗", CHAIN, FIRM, ("未写明总结的字数",), ("代写",)),
        ("照片压缩到2M行吗", CHAIN, FIRM, ("大小",), ("代写",)),
        ("挑战杯咱还有几个名额", CHAIN, SCHOOL, ("不在本次",), ()),
        ("今年杰青学校给几个名额啊", TEACHERS, "各位老师", ("不在本次",), ("渠道",)),
        ("今年青托学校给几个名额啊", TEACHERS, "各位老师", ("5人",), ("渠道", "不在本次")),
        ("夜间施工许可现在哪个窗口办", CHAIN, BUREAU, ("不在本次",), ()),
        ("机器人竞赛省赛几月份搞", CHAIN, COUNTY, ("不在本次",), ("6月9日",)),
        ("啥时候晓得上没上", TEACHERS, "各位老师", ("9月13日",), ("不在本次",)),
        ("六份复印件是10号一块交吧", TEACHERS, "各位老师", ("9月15日-16日", "获推"), ()),
        ("复印件交几份", TEACHERS, "各位老师", ("六份",), ()),
        ("6月19号是我们企业的最后期限吧", FILLED, "高企", ("6月14日", "6月19日", "审核"), ()),
        ("审合通过了打印几份 谁签字", FILLED, "高企", ("一式一份", "签字"), ("目前没有收到",)),
        ("220338802打不通啊，是不是写错了", FILLED, "高企", ("是QQ群的群号，不是电话", "7712345"), ()),
        ("总结啥时候交 要交几个版本呀", FILLED, "高企", ("6月21日", "PDF版和word版"), ()),
        ("软科学那摊归高新科管吧", FIELDS, BUREAU, ("办公室", "3222291"), ()),
        ("软科学是不是归办公室", FIELDS, BUREAU, ("3222291",), ()),
        ("我已经走省学会推了，校内再报一个保底可以不", TEACHERS, "各位老师", ("不可同时",), ("5人",)),
        ("电话邮箱地址都发我一份", CHAIN, FIRM, ("65002222", "xuehuibu@", "邮寄地址"), ()),
        ("没得照片咋个办", CHAIN, FIRM, ("需报送",), ("引用文件",)),
        ("要交的别漏了，都有啥", CHAIN, FIRM, ("需报送",), ("未写明",)),
        ("是163还是qq啊", CHAIN, FIRM, ("xuehuibu@",), ("QQ群",)),
        ("手编画收不收，一家给几个名额", WORKS, "各单位", ("手工编织画", "未写明名额"), ("不在本次",)),
        ("掐指算算还剩几个礼拜", CHAIN, FIRM, ("6月9日", "还有"), ("未写明",)),
        ("总洁几号缴呀 缴给谁", CHAIN, FIRM, ("6月9日", "柳眉"), ()),
        ("上头那篇总结你润色下", CHAIN, FIRM, ("不便代写",), ()),
        ("巧匠那个啥时候截止", WORKS, "各单位", ("“巧匠之星”",), ()),
    ],
)
def test_what_people_type(text, notice, unit_type, wanted, unwanted):
    said = told(text, notice, unit_type)
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


@pytest.mark.parametrize(
    ("before", "text", "wanted", "unwanted"),
    [
        ("邮寄地址多少", "我问的是市里的 不是江宁的", "未写明市科协普及部的邮寄地址", "同德大厦"),
        ("电话多少", "我说的是省里的", "83001111", "65001111"),
        ("电话多少", "不是，我问的是邮箱", "pujibu@", "65001111"),
        ("什么时候交", "咁省里嘅呢", "6月20日", "未写明"),
    ],
)
def test_a_follow_up_says_what_was_meant(before, text, wanted, unwanted):
    said = told(text, CHAIN, COUNTY, before)
    assert (wanted in said, unwanted in said) == (True, False), said
