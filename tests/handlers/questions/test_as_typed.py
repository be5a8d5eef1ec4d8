"""Kinds of questions as a group types them: papers by half of a number, two fields at once, what is presumed, goodbyes."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from handlers.questions.speech import is_chatter
from scheduler.clock import BEIJING
from storage.notice.parser import read

CHAIN = read(
    """云杉市科学技术协会
云杉市科学技术局
云科协〔2024〕18号
关于转发省科协、省科技厅《关于开展科普月活动的通知》的通知
各县（市、区）科协、科技局，各市级学会，高校科协，企业科协：
现将省科协、省科技厅《关于开展科普月活动的通知》转发给你们，请于6月9日前报送工作总结。各县（市、区）科协报市科协普及部，各市级学会、高校科协、企业科协报市科协学会部，各县（市、区）科技局报市科技局社会发展处。
联系方式：
1. 市科协普及部 联系人：贺竹
电话：65001111，邮箱：pujibu@example.invalid
2. 市科协学会部 联系人：柳眉
电话：65002222，邮箱：xuehuibu@example.invalid
3. 市科技局社会发展处 联系人：安石
电话：65003333，邮箱：shefachu@example.invalid
附件：省科协、省科技厅关于开展科普月活动的通知
云杉市科学技术协会 云杉市科学技术局
2024年5月8日
附件
岭川省科学技术协会
岭川省科学技术厅
岭科协发〔2024〕67号
关于开展科普月活动的通知
各设区市科协、科技局：
为推动科普，省科协、省科技厅决定开展科普月活动。
一、活动主题
科普同行
二、工作要求
走访慰问老专家。请于6月20日前报送工作总结。各设区市科协报省科协科普部，各设区市科技局报省科技厅社会发展与基础处。
联系方式：
（一）省科协科普部
联系人：岳桐
联系电话：025-83001111
电子信箱：kepubu@example.invalid
邮寄地址：江宁市中山北路 30 号同德大厦 2308 室
（二）省科技厅社会发展与基础处
联系人：汤圆
联系电话：025-83002222
电子信箱：shifa@example.invalid
邮寄地址：江宁市文昌街 118 号
岭川省科学技术协会 岭川省科学技术厅
2024年4月30日""".splitlines()
)
FIELDS = read(
    """各县(市、区)科技局、各有关单位:
现将《岭川省科学技术厅关于组织申报2025年度项目的通知》(岭科函〔2024〕152号)转发给你们。有关事项通知如下:
一、申报程序及时间节点
(一)网上申报。
申报单位通过省科技平台(http://example.invalid)进行项目申报,网上申报截止时间为10月31日下午17:00。
(二)审核推荐。
请各县(市、区)科技局在11月6日17:00前,登录省科技平台对申报项目择优推荐。
(三)材料报送。
申报单位打印书面申报书一式1份,签章后送交各县(市、区)科技局;各县(市、区)科技局于11月11日下午17:00前将书面申报书分送我局相关科室。
二、推荐工作分工及联系方式
(一)创新平台领域、软科学研究领域
由办公室负责办理。
联系人:黄柏,电话:3222291。
(二)工业高新技术领域、孵化育成体系建设领域
由高新科负责办理。
联系人:陈皮,电话:3418421。
(三)农业基地领域
由服务科负责办理。
联系人:梁上,电话:2830101。
(四)国际科技合作领域
由合作科负责办理。
联系人:秦琴,电话:2830102。""".splitlines()
)
CONTEST = read(
    """关于启动第21届岭川省青少年创意大赛项目申报的通知
岭青科〔2024〕2号
各市州、直管市:
现将有关事宜通知如下:
一、原则
严格执行公示制度。同一项目不可同时通过两个或以上渠道推荐。
二、内容及申报
1.内容:科技创新成果、科学幻想绘画、优秀科技教师。
2.各市州在当地比赛的基础上,按要求选送参赛作品。
3.各市州须于2024年5月8日—31日完成大赛网上申报工作。
三、其他事项
负责部门:岭川省青少年科技中心教育部
联 系 人:周莹 熊雯
电 话:027-87838711
传 真:027-87838712
E-mail:chuangyi@example.invalid
地址:江城市洪山路2号科教大厦A1205室(430071)
岭川省青少年科技中心
2024年5月6日""".splitlines()
)
NOW = datetime(2024, 5, 9, 10, tzinfo=BEIJING)
COUNTY, SCHOOL, FIRM, BUREAU = "县（市、区）科协", "高校科协", "企业科协", "县(市、区)科技局"


def told(text, notice, unit_type, *before):
    memory = None
    for said in (*before, text):
        given = answer(said, notice, Asker(now=NOW, unit_type=unit_type, previous=memory))
        memory = given.memory
    return given.reply.text if given.reply else ""


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


TWO_DAYS = read(
    """关于开展“科普周”活动的通知
各相关单位、科普基地:
根据岭川省科学技术协会印发的《关于开展科普周活动的通知》(岭科协发〔2024〕宣字7号),请各单位组织开展活动。
一、各单位拟开展的活动信息,请于5月20日之前,报送相关信息到校科协。
二、请各有关单位认真总结活动开展情况,于6月15日前将工作总结、文字信息等(工作总结3000字以内)报送至校科协(科技处416办公室)。
校科协联系人:王荆
联系电话:38185061
电子邮箱:kjc@example.invalid
岭川中医药大学科学技术协会
2024年5月12日""".splitlines()
)
REPORTS = read(
    """各高企:
现将有关事项通知如下:
一、调查对象
我区认定有效期内的高新技术企业,包括2023年新认定高新技术企业。
二、报告期
2023年1月1日至2023年12月31日
三、填报要求
(一)年报报表通过政务服务平台登陆填报(网址:http://example.invalid/,实名认证通过后办理)。
(二)企业在填报数据时,系统中出现错误的,须修改。
(三)连续两年未报的将取消高企资格。
四、报送时间
(一)各高企于2024年6月19日前填写快报数据,并将盖章版扫描件发送至高新科邮箱:gx84891011@example.invalid。
(二)2024年7月24日前,有效期内的高企完成年报网上填报;
审核通过后,营业收入两亿以上的高企打印并上报纸质报表一式一份,截止时间:2024年7月31日""".splitlines()
)
SYSTEM = read(
    """关于组织申报科普宣教中心的通知
各县(市、区)科技管理部门,各有关单位:
一、申报程序
申报单位在线填报、提交申请材料截止至5月12日18:00,逾期不再受理。
二、联系方式
(一)业务咨询
市科技局人事科: 0372-3665501
(二)系统注册、填报、提交等问题咨询
省科学技术情报中心: 0371-65974111
2024年4月15日""".splitlines()
)
DISTRICTS = read(
    """各区工业和信息化局,各有关企业:
一、请各区工业和信息化主管部门于5月26日前将联系人及其电话反馈我局。
二、请申报企业根据所在区工业和信息化主管部门发布的申报通知要求,准备并报送相关申请材料。
三、请各区工业和信息化主管部门认真做好审核推荐工作,并于6月7日前,将推荐企业申报材料(一式两份)报我局。
滨江市工业和信息化局
2024年5月2日""".splitlines()
)


@pytest.mark.parametrize(
    ("text", "notice", "unit_type", "wanted", "unwanted"),
    [
        # two things in one message
        ("活动信息啥时候报，总结又是啥时候", TWO_DAYS, "科普基地", ("5月20日", "6月15日"), ()),
        ("通知是哪天发的，谁发的", TWO_DAYS, "科普基地", ("5月12日", "岭川中医药大学"), ("38185061",)),
        ("材料送过去还是发邮件就行", TWO_DAYS, "科普基地", ("416办公室", "kjc@example"), ()),
        ("6月15号是交给省里还是校里", TWO_DAYS, "科普基地", ("报送至校科协",), ()),
        ("快报、年报、纸质，三个时间说一下呗", REPORTS, "高企", ("6月19日", "7月24日", "7月31日"), ()),
        ("业务问题和系统问题分别找谁", SYSTEM, "有关单位", ("0372-3665501", "0371-65974111"), ()),
        ("注册不了怎么办", SYSTEM, "有关单位", ("0371-65974111",), ("未写明",)),
        # what those above want, and what others owe
        ("省里的截止是几号", TWO_DAYS, "科普基地", ("未写明省里的截止时间", "6月15日"), ()),
        ("6月7号是企业的截止吗", DISTRICTS, "企业", ("6月7日", "主管部门"), ("报送时间为6月7日",)),
        ("岭科协发宣字7号是谁发的", TWO_DAYS, "科普基地", ("宣字7号",), ("38185061",)),
        # what only seems to be asked
        ("2023年新认定的也算吗", REPORTS, "高企", ("包括2023年新认定",), ("具体数量",)),
        ("证书过期了还报不报", REPORTS, "高企", (), ("证书等奖励", "逾期是否")),
        ("填哪一年的数据", REPORTS, "高企", ("2023年",), ("6月19日",)),
        ("gx84891011是谁的邮箱", REPORTS, "高企", ("gx84891011@",), ("不是电话",)),
        ("年报是网上填还是发邮件", REPORTS, "高企", ("网上填报",), ("gx84891011",)),
        ("高企认定今年啥时候开始", REPORTS, "高企", ("不在本次通知范围内",), ("7月31日",)),
        ("账号密码忘了咋整", REPORTS, "高企", ("未写明账号和密码",), ("不在本次",)),
        ("一年没报要紧不", REPORTS, "高企", ("连续两年未报",), ()),
    ],
)
def test_what_a_group_asks_of_other_notices(text, notice, unit_type, wanted, unwanted):
    said = told(text, notice, unit_type)
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


@pytest.mark.parametrize(
    "text", ["收到，这就落实，谢谢柳工", "谢谢刘老师，明天寄出", "谢谢哈，我让会计弄", "好嘞，已加群，谢谢"]
)
def test_who_thanks_somebody_by_name_asks_nothing(text):
    assert is_chatter(text)


def test_who_only_names_somebody_is_no_chatter():
    assert not is_chatter("联系刘老师，明天去送")
    assert not is_chatter("谢谢，材料下午送过去了")


@pytest.mark.parametrize(
    ("text", "notice", "unit_type", "wanted", "unwanted"),
    [
        ("总结写好了，发学会部还是普及部呀，顺便问下照片要不要一起", CHAIN, SCHOOL, ("工作总结", "学会部"), ()),
        ("材料交拨安石阿对", CHAIN, "县（市、区）科技局", ("安石",), ()),
        ("6/9前交，9号算不算在内", CHAIN, SCHOOL, ("6月9日", "未写明具体钟点"), ()),
        ("附件打不开，重发一个", CHAIN, COUNTY, ("云科协〔2024〕18号",), ("引用文件",)),
        ("谁签发的这个文", CHAIN, COUNTY, ("云杉市科学技术协会",), ("签字",)),
        ("学会部几点下班", CHAIN, SCHOOL, ("未写明办公时间",), ("文昌街", "不在本次")),
        ("今天几号了，还有几天截止啊", CHAIN, FIRM, ("6月9日", "31天"), ()),
        ("写两页纸够不够", CHAIN, COUNTY, ("未写明", "字数"), ("纸质",)),
        ("省级学会的分会在云杉，归哪报", CHAIN, "市级学会", ("学会部", "未写明分支"), ("83001111",)),
        ("学会部", CHAIN, SCHOOL, ("柳眉", "65002222"), ()),
        ("纸质的送哪个科", FIELDS, BUREAU, ("分送我局相关科室",), ()),
        ("20届还是21届", CONTEST, "市州", ("第21届",), ("未写明",)),
        ("我通过市科协报了，学校还能推不", CONTEST, "市州", ("不可同时通过两个",), ()),
        ("通知什么时候发的", DISTRICTS, "企业", ("5月2日",), ("报送时间",)),
        ("向省厅报还是市局", FIELDS, BUREAU, ("高新科",), ()),
    ],
)
def test_what_a_group_asks_further(text, notice, unit_type, wanted, unwanted):
    said = told(text, notice, unit_type)
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


def test_a_word_alone_goes_on_with_the_office_or_the_thing():
    said = told("电话", FIELDS, BUREAU, "高新科")
    assert "3418421" in said
    assert "3222291" not in said
    assert "11月11日" in told("几号", FIELDS, BUREAU, "书面申报书交哪", "几份")
    assert "10月31日" not in told("几号", FIELDS, BUREAU, "书面申报书交哪", "几份")


@pytest.mark.parametrize("text", ["这机器人还挺好用", "谢谢周老师，明白了", "好的陈科长，我们抓紧推荐", "你好呀，忙吗"])
def test_praise_and_small_talk_ask_nothing(text):
    assert is_chatter(text)
