"""What is answered from notices of other forms: addresses inside sentences, several dates, shares, attachments, rules."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.chat import ReplyKind
from storage.notice.parser import read

NOTICE = read(
    """关于组织申报2024年度青溪市技术革新奖的通知
各有关企业、各行业协会：
为鼓励一线职工革新，现组织2024年度技术革新奖申报，有关事项通知如下：
一、申报名额
1.全市名额共20个。
2.每个行业协会可推荐2个，每家企业限报1个。
二、申报程序
（一）申报单位登录青溪市职工创新系统（http://cx.example.invalid/）填写申报书（见附件1），并上传佐证材料。
（二）网上填报截止时间为2024年9月12日18:00，逾期不再受理。
（三）纸质申报书一式三份，加盖公章后于2024年9月20日前报市总工会经济部。
三、未申报单位
未申报的企业请书面写明原因。
联系人：江予白，电话：7712345。
附件：1.申报书 2.汇总表
青溪市总工会
2024年8月1日""".splitlines()
)
RULES = read(
    """关于报送安全生产月报的通知
各镇（街道）：
请于本通知印发后10个工作日内报送联络员名单，每月25日前报送隐患排查月报表至市应急管理局办公室。
联系人：沈青，电话：7700001。
青溪市应急管理局
2024年8月1日""".splitlines()
)
WORKS = read(
    """白榆市教育局关于征集学生作品的通知
各县（市、区）教育局，市直各学校：
现将作品征集有关事项通知如下：
一、作品类别
（一）调查报告类。不少于800字。
（二）微视频类。时长3-5分钟。
二、报送要求
（一）各县（市、区）教育局于10月17日下班前，市直各学校于10月13日前，将作品报送至市教育局基教科，邮箱zpzj@example.invalid。
（二）参加单位须有2亩以上劳动场地，由市教育局于11月底前组织核实。
三、联系方式
联系人：陆明达，电话：0271-6880123
四、决赛
10月30日19:30在市剧院举行。
附件：1.报名表
2.评选细则
白榆市教育局
2024年8月2日""".splitlines()
)
NOW = datetime(2024, 8, 5, 10, tzinfo=BEIJING)


def said(text, unit_type="有关企业", notice=NOTICE):
    reply = answer(text, notice, Asker(now=NOW, unit_type=unit_type)).reply
    return "" if reply is None else reply.text


@pytest.mark.parametrize(
    ("text", "unit_type", "held", "absent"),
    [
        ("在哪个系统填", "有关企业", "http://cx.example.invalid/", "未写明"),
        ("系统几点关", "有关企业", "18:00", "9月20日"),
        ("网上填报到哪天", "有关企业", "9月12日", "9月20日"),
        ("纸质的哪天交", "有关企业", "9月20日", "9月12日"),
        ("能推几个", "行业协会", "每个行业协会可推荐2个", "共20个"),
        ("全市一共几个名额", "行业协会", "20个", ""),
        ("申报书在哪下载", "有关企业", "附件1", ""),
        ("过了时间还收吗", "有关企业", "不再受理", ""),
        ("没报的企业要怎么说明", "有关企业", "书面写明原因", ""),
    ],
)
def test_what_was_asked_is_found_among_much_of_its_kind(text, unit_type, held, absent):
    told = said(text, unit_type)
    assert held in told
    assert not absent or absent not in told


@pytest.mark.parametrize(
    ("text", "held"),
    [("联络员名单什么时候报", "10个工作日内"), ("月报表多久报一次", "每月25日前"), ("几号交月报表", "每月25日前")],
)
def test_a_rule_in_place_of_a_day_is_said_in_the_notices_own_words(text, held):
    told = said(text, "镇（街道）", RULES)
    assert held in told
    assert "未写明具体日期" not in told


@pytest.mark.parametrize(
    ("text", "unit_type", "held", "absent"),
    [
        ("作品有哪些类型", "市直各学校", "调查报告类", "未写明"),
        ("场地要多少亩", "市直各学校", "2亩以上", "未写明"),
        ("几号交", "县（市、区）教育局", "10月17日（星期四）下班前", "10月13日"),
        ("几点前交", "县（市、区）教育局", "下班前", "未写明具体钟点"),
        ("几号交", "市直各学校", "10月13日", "10月17日"),
        ("邮箱和联系人", "市直各学校", "zpzj@example.invalid", "未写明"),
        ("什么时候核实场地", "市直各学校", "11月底前", "11月30日"),
        ("照片要不要", "市直各学校", "未写明照片", ""),
        ("决赛几点开始", "市直各学校", "19:30", "报送时间"),
        ("评选细则在哪看", "市直各学校", "见通知附件", "未写明"),
    ],
)
def test_parts_amounts_and_hours_are_the_notices_own(text, unit_type, held, absent):
    told = said(text, unit_type, WORKS)
    assert held in told
    assert not absent or absent not in told


def test_a_question_of_something_else_gets_no_date():
    for text in ("驾照几号换", "四六级什么时候报名", "车位怎么申请", "单位食堂几点开门"):
        reply = answer(text, NOTICE, Asker(now=NOW, unit_type="有关企业")).reply
        assert reply is not None
        assert reply.kind is ReplyKind.DECLINE
        assert "9月" not in reply.text


def test_of_two_offices_on_one_line_each_type_is_given_its_own():
    notice = read(
        """关于报送服务月信息的通知
各乡镇（街道）团委，市直各单位团组织，各高校团委：
请于4月8日前报送总结。乡镇（街道）团委报团市委基层部，邮箱：jcb@example.invalid；市直单位团组织、高校团委报团市委学校部，邮箱：xxb@example.invalid。
联系人：基层部 魏然 6170215；学校部 纪青 6170216。
团市委办公室
2024年3月1日""".splitlines()
    )
    told = said("发哪个邮箱，电话多少", "高校团委", notice)
    assert "xxb@example.invalid" in told
    assert "6170216" in told
    assert "jcb@example.invalid" not in told
    assert "6170215" not in told
