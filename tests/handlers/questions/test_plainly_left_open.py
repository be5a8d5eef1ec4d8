"""What a notice leaves open is said plainly, and every ask of a message is answered."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.playground.example import notice_lines
from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.notice.parser import read
from tests.invented import CONTEST, DISTRICTS, FIELDS, SYSTEM, TWO_DAYS, told

EXAMPLE = read(notice_lines())
RETURNING = read(
    """各市、区住建局:
请各地每双月底上报《工地检查汇总表》,每季度末报送专项治理工作情况,于2024年12月31日前将年度总结上报市住建局。
联系人:林木;电话:65005555。
云杉市住房和城乡建设局
2024年3月29日""".splitlines()
)
UNDATED = read(
    """各学会,各区科协,各企事业科协:
认真学习大会精神,是各级组织的一项重要工作。请结合实际,认真组织学习,及时报送学习贯彻情况至市科协办公室(bgs@example.invalid)。
云杉市科学技术协会
2024年7月3日""".splitlines()
)
WINDOW = read(
    """关于转发省科协2024年科普月活动的通知
各理事单位:
2024年科普月将于2024年9月15-21日开展,活动主题为“科普向前”。现通知如下:
一、做好活动登记发布等工作。
(1)登记发布:请有意推荐重点活动的单位,于2024年8月15日-9月28日期间,注册并登录科普月网站(www.kepuyue.invalid),按要求填报上传活动相关信息。
(2)活动总结:各完成单位将总结材料于10月14日前提交给岭川省地质学会秘书处。
联系人:刘禾 028-87371400
岭川省地质学会
2024年8月1日""".splitlines()
)
CITIES = read(
    """各县(市、区)科技局、各有关单位:
现将《岭川省科学技术厅关于组织申报项目的通知》(岭科函〔2024〕152号)转发给你们。有关事项通知如下:
一、申报程序
(一)网上申报。
申报单位通过省科技平台(http://example.invalid)进行项目申报,网上申报截止时间为10月31日下午17:00。
(二)审核推荐。
省科技厅规定各地市网上推荐截止时间为11月7日下午17:00,请各县(市、区)科技局在11月6日17:00前,登录省科技平台对申报项目择优推荐。
二、联系方式
由高新科负责办理。联系人:陈皮,电话:3418421。""".splitlines()
)
COUNTY, SOCIETY, SCHOOL, FIRM = "县（市、区）科协", "市级学会", "高校科协", "企业科协"


@pytest.mark.parametrize(
    "text",
    [
        "寄出去那天算还是你们签收那天算",
        "以发邮件的时间为准还是以你们收到为准",
        "25号是按我们发出的时间算，还是按收到的时间算",
        "按投递的日子算还是按签收的日子算呀",
    ],
)
def test_which_day_counts_is_left_open(text):
    said = told(text, EXAMPLE, SCHOOL)
    assert "未写明以寄出还是收到" in said
    assert "通知原文" not in said


@pytest.mark.parametrize(
    "text",
    [
        "才翻到这个通知，现在补给谁，还要不要",
        "现在才看见通知 还补得上吗",
        "刚刚看到文，已经过了，还收伐",
        "今日先睇到份通知，仲交得唔得",
        "25号交不了怎么办",
    ],
)
def test_who_found_the_notice_late_is_told_who_decides(text):
    reply = answer(text, EXAMPLE, Asker(now=datetime(2024, 10, 30, 10, tzinfo=BEIJING), unit_type=FIRM)).reply
    assert reply is not None
    assert "10月25日已过" in reply.text
    assert "57310318" in reply.text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("請問聯絡電話係幾多 要交啲咩", ("57310318", "活动总结")),
        ("電話幾多 交咩嘢", ("57310318", "活动总结")),
        ("几时交 交乜野 交畀边个", ("10月25日", "活动总结", "学会服务中心")),
    ],
)
def test_every_ask_of_one_message_is_answered(text, wanted):
    said = told(text, EXAMPLE, SCHOOL)
    assert all(one in said for one in wanted), said


@pytest.mark.parametrize(
    ("text", "notice", "wanted", "unwanted"),
    [
        ("省厅电话多少", SYSTEM, ("未写明省厅的电话",), ("0371",)),
        ("中国科协的地址在哪", EXAMPLE, ("未写明中国科协的地址",), ("望江路",)),
        ("省科技厅邮箱多少", FIELDS, ("未写明省科技厅的邮箱",), ("2830101", "3418421")),
        ("省情报中心的电话", SYSTEM, ("0371-65974111",), ("未写明",)),
        ("省科协邮箱给我一下", TWO_DAYS, ("未写明省科协的邮箱", "38185061"), ("kjc@",)),
        ("科协邮箱给我一下", TWO_DAYS, ("kjc@",), ("未写明",)),
        ("我们企业几号前交", DISTRICTS, ("未写明报送时间",), ("5月26日", "6月7日")),
        ("省科协电话多少", EXAMPLE, ("0999-66120835",), ("未写明",)),
        ("办公室电话多少", UNDATED, ("未写明市科协办公室的电话",), ("重要工作",)),
        ("办公室地址", UNDATED, ("未写明市科协办公室的邮寄地址",), ("认真组织学习",)),
    ],
)
def test_no_other_number_is_told_for_that_of_a_body_which_is_named(text, notice, wanted, unwanted):
    said = told(text, notice, {EXAMPLE: SCHOOL, DISTRICTS: "有关企业"}.get(notice, "有关单位"))
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("农业的找陈皮对不对", "2830101", "3418421"),
        ("软科学找秦琴对吧", "3222291", "2830102"),
        ("国际合作的找梁上，对不对", "2830102", "2830101"),
        ("孵化器找陈皮对吧", "3418421", "2830101"),
    ],
)
def test_a_field_that_is_taken_to_be_somebody_elses_is_told_with_whom_it_is(text, wanted, unwanted):
    said = told(text, FIELDS, "有关单位")
    assert wanted in said
    assert unwanted not in said


@pytest.mark.parametrize(
    ("text", "notice", "unit_type", "is_told"),
    [
        ("7月3号截止？那不是收到文就过了", UNDATED, "各企事业科协", True),
        ("3号就要交啊", UNDATED, "各企事业科协", True),
        ("最迟是7月3号吗", UNDATED, "各企事业科协", True),
        ("7月3号发的通知，几号交", UNDATED, "各企事业科协", False),
        ("5月12号之前报活动信息吗", TWO_DAYS, "各相关单位", True),
        ("12号交总结？", TWO_DAYS, "各相关单位", False),
        ("5月20号之前报活动信息吗", TWO_DAYS, "各相关单位", False),
    ],
)
def test_the_day_of_the_paper_is_none_by_which_anything_is_due(text, notice, unit_type, is_told):
    assert ("成文日期，不是报送时间" in told(text, notice, unit_type)) is is_told


@pytest.mark.parametrize(
    ("text", "notice", "wanted", "unwanted"),
    [
        ("双月底报什么", RETURNING, ("检查汇总表",), ("年度总结", "专项治理")),
        ("12月31号要交啥", RETURNING, ("年度总结",), ("检查汇总表",)),
        ("季度末交什么 几份", RETURNING, ("专项治理", "未写明材料的份数"), ("年度总结", "检查汇总表")),
        ("6月那次要报边几样，一样几份", DISTRICTS, ("6月7日", "两份"), ("5月26日",)),
        ("6月那趟交啥 几份", DISTRICTS, ("6月7日", "两份"), ("5月26日",)),
    ],
)
def test_what_is_due_on_one_of_several_days_is_told_with_how_many(text, notice, wanted, unwanted):
    said = told(text, notice, "各市、区住建局" if notice is RETURNING else "各区工业和信息化主管部门")
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("网上登记那个窗口几号开几号关", ("8月15日", "9月28日"), ("10月14日",)),
        ("网上登记开放时间", ("8月15日", "9月28日"), ("10月14日",)),
        ("登记从几号开始 到几号结束", ("8月15日", "9月28日"), ("10月14日",)),
        ("科普月从好久到好久 主题哪几个字", ("9月15-21日", "科普向前"), ("10月14日",)),
        ("活动好久开始好久完", ("9月15-21日",), ()),
    ],
)
def test_a_window_is_told_from_its_first_day_to_its_last(text, wanted, unwanted):
    said = told(text, WINDOW, "各理事单位")
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


@pytest.mark.parametrize(
    ("text", "unit_type", "wanted", "unwanted"),
    [
        ("网上几号关 5点定12点", "有关单位", "10月31日", "11月7日"),
        ("网上哪天关门", "有关单位", "10月31日", "11月7日"),
        ("网上推荐几号截", "县(市、区)科技局", "11月6日", "11月7日"),
    ],
)
def test_the_day_that_is_set_for_all_cities_is_that_of_the_city_which_writes(text, unit_type, wanted, unwanted):
    said = told(text, CITIES, unit_type)
    assert wanted in said
    assert unwanted not in said


@pytest.mark.parametrize(
    ("text", "unit_type", "wanted"),
    [
        ("优秀组织单位要不要我们自己另外打申请", SOCIETY, ("通报表扬", "未写明评选条件和办法", "57310318")),
        ("评优秀组织单位走啥程序", SCHOOL, ("通报表扬", "未写明评选条件和办法")),
        ("专题网页传到哪个目录下面", SOCIETY, ("“服务月”专栏",)),
        ("“影像资料等” 这个等还等啥", COUNTY, ("影像资料", "未写明“等”")),
        ("等字后面还有啥", FIRM, ("未写明“等”",)),
        ("减压辅导这项我们请不到专家，不做要紧伐", SCHOOL, ("结合各自实际", "未写明各项活动是否均须开展")),
        ("科学课我们组不起来，可以不做吗", FIRM, ("未写明各项活动是否均须开展", "57310318")),
        ("总结要不要领导先过一道", FIRM, ("未写明报送前的审批手续",)),
        ("附件2要盖章吗", FIRM, ("未写明附件2的盖章",)),
    ],
)
def test_what_is_not_ruled_is_said_beside_what_is(text, unit_type, wanted):
    said = told(text, EXAMPLE, unit_type)
    assert all(one in said for one in wanted), said


@pytest.mark.parametrize("text", ["平台哪个板块上传", "智慧平台里头点哪个菜单传", "往哪个栏目传啊，找半天"])
def test_the_column_of_a_page_is_left_open(text):
    said = told(text, CITIES, "有关单位")
    assert "未写明上传的栏目" in said
    assert "可以问我" not in said


@pytest.mark.parametrize(
    "text", ["转发件全称打给我 我复制", "标题全名给我打一遍", "这个通知大名叫啥", "题目复制一份给我", "文件全称是什么"]
)
def test_the_notices_own_name_is_told(text):
    said = told(text, EXAMPLE, SOCIETY)
    assert "关于转发省科协和省教育厅" in said
    assert "电话" not in said
    assert "需报送" not in said


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("这个文主送哪几家 镇上的科协在不在里头", True),
        ("主送单位有没有医院", True),
        ("街道算不算主送单位", True),
        ("社区科协在不在发文范围里", True),
        ("主送有没有高校科协", False),
        ("主送哪些单位", False),
    ],
)
def test_who_is_no_addressee_is_said_not_to_be_named(text, is_open):
    said = told(text, EXAMPLE, COUNTY)
    assert "通知发至县（市、区）科协" in said
    assert ("是否在内" in said) is is_open


@pytest.mark.parametrize(
    ("text", "unit_type", "wanted"),
    [
        ("省学会市学会两块牌子我们都挂着，省里那份也要另外交伐", SOCIETY, ("学会服务中心", "11月8日", "科普工作部")),
        ("省里那份我们也要单独报吗", SCHOOL, ("10月25日", "11月8日", "科普工作部")),
        ("省里要不要再报一份", FIRM, ("10月25日", "通知发至设区市科协")),
    ],
)
def test_who_stands_in_both_lists_is_told_of_both(text, unit_type, wanted):
    said = told(text, EXAMPLE, unit_type)
    assert all(one in said for one in wanted), said


@pytest.mark.parametrize(
    ("text", "notice", "wanted"),
    [
        ("kepuyue.invalid打不开 是不是掉了啥子", WINDOW, ("www.kepuyue.invalid", "028-87371400")),
        ("网站打不开咋整", WINDOW, ("www.kepuyue.invalid", "028-87371400")),
        ("系统打不开", SYSTEM, ("0371-65974111",)),
        ("平台登不上 打边个电话", FIELDS, ("未写明技术支持电话",)),
        ("高新科传真几多", FIELDS, ("未写明传真", "3418421")),
        ("合作科邮箱几多", FIELDS, ("未写明合作科的邮箱", "2830102")),
    ],
)
def test_where_a_page_or_a_way_fails_it_is_told_whom_to_ask(text, notice, wanted):
    said = told(text, notice, "有关单位")
    assert all(one in said for one in wanted), said
    assert "在群里" not in said


@pytest.mark.parametrize(
    "text", ["全国最美教师哪个月评 也从你们这报么", "院士候选人也走你们推荐吗", "今年劳模啥时候评"]
)
def test_the_honours_of_others_are_none_of_the_notices(text):
    assert "不在本次通知范围" in told(text, CONTEST, "各市州")


@pytest.mark.parametrize("text", ["志愿者名单哪里有", "证明材料给我一份", "预案在哪里领"])
def test_a_paper_that_nobody_wrote_of_is_said_not_to_be_there(text):
    assert "通知未写明" in told(text, EXAMPLE, SOCIETY)


def test_how_many_is_asked_in_the_words_of_the_west():
    assert "3000字" in told("总结最多写好多字", TWO_DAYS, "各相关单位")


@pytest.mark.parametrize("text", ["学会服务中心几点关门", "顾老师几点下班", "你们几点开门"])
def test_the_hours_of_an_office_are_left_open(text):
    said = told(text, EXAMPLE, SOCIETY)
    assert "未写明办公时间" in said
    assert "10月25日" not in said


def test_who_was_put_forward_on_another_way_is_told_the_rule():
    assert "不可同时通过两个" in told("我走省级学会报了 还能从市里报吗", CONTEST, "各市州")


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("视频不做可以吗", "均须开展"),
        ("zj.docx打不开", "云平台"),
        ("照片文件名标题写什么", "关于转发"),
    ],
)
def test_papers_are_no_activities_and_files_no_pages(text, unwanted):
    assert unwanted not in told(text, EXAMPLE, FIRM)
