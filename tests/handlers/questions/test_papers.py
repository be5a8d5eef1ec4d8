"""What is handed in and how: attachments by number, lists of papers, ways, fields, what is not mentioned."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.chat import ReplyKind
from storage.notice.parser import read

PRIZE = read(
    """云泽市科学技术协会关于推荐2024年云泽市青年巧匠人选的通知
各县（市、区）科协，各市级学会：
现就推荐2024年云泽市青年巧匠人选有关事项通知如下：
一、推荐材料
1.推荐报告1份；
2.《青年巧匠推荐表》（附件2）一式6份；
3.代表性成果证明材料1份。
二、报送要求
（一）推荐表和证明材料电子版打包发送，邮件主题统一为“单位+姓名”，证明材料合并为一个PDF文件，不超过30M。
（二）推荐表中“主管部门意见”栏暂不填写，没有的项目填“无”。
（三）请于2024年6月14日前将纸质材料报送市科协人才部，电子版发至rcb@example.invalid。
（四）纸质材料邮寄的统一使用中国邮政EMS，材料不全的不予受理。
三、后续安排
获推人选于7月5日前登录云泽人才系统补充填报，并参加现场答辩。
联系人：柏青，电话：6120033，办公地点：市政中心2号楼415室
附件：1.青年巧匠评选办法
2.青年巧匠推荐表
3.推荐人选汇总表
云泽市科学技术协会
2024年5月6日""".splitlines()
)
SYSTEM = read(
    """云泽市科技局关于组织申报科普基地的通知
各有关单位：
此次申报统一实行网上申报，不再报送纸质材料。申报单位登录“云泽科技管理系统”（http://xt.example.invalid）填写申报书（见附件），
于2024年5月20日18:00前在线提交。
联系人：贺舟，电话：6120044
附件：科普基地申报书
云泽市科技局
2024年4月8日""".splitlines()
)
RESULTS = read(
    """云泽市科协关于做好科普日总结工作的通知
各县（市、区）科协：
请对科普日活动认真总结，写出书面总结，对图片资料和媒体报道加以收集整理，填好《活动统计表》（附后），于2024年10月11日前将活动总结
及有关资料报送市科协科普部，邮箱kpb@example.invalid。未开展活动的单位实行零报告。
联系人：温言，电话：6120055
附件：活动统计表
云泽市科协
2024年9月9日""".splitlines()
)
FORWARDED = read(
    """云泽市科协关于转发省科协、省科技厅《关于开展科技周活动的通知》的通知
各县（市、区）科协，各市级学会：
现将省科协、省科技厅《关于开展科技周活动的通知》转发给你们，请于5月31日前报送工作总结和影像资料，报市科协科普部。
联系人：尹川，电话：6120066，邮箱：kp@example.invalid
云泽市科协
2024年5月6日
附件
关于开展科技周活动的通知
各设区市科协、科技局：
现将有关事项通知如下：
一、总结报送
请于6月20日前报送文字信息。各设区市科协报省科协普及部，各设区市科技局报省科技厅人才处。
二、联系方式
（一）省科协普及部
联系人：江禾，电话：020-85550001，邮寄地址：临江市学海路9号
（二）省科技厅人才处
联系人：祁越，电话：020-85550002，邮寄地址：临江市望湖路21号
2024年4月26日""".splitlines()
)
NOW = datetime(2024, 5, 7, 10, tzinfo=BEIJING)


def reply_to(text, notice=PRIZE, unit_type=None):
    return answer(text, notice, Asker(now=NOW, unit_type=unit_type)).reply


def said(text, notice=PRIZE, unit_type=None):
    return reply_to(text, notice, unit_type).text


@pytest.mark.parametrize(
    ("text", "held", "absent"),
    [
        ("推荐表是附件几", "附件2《青年巧匠推荐表》", "汇总表"),
        ("汇总表在第几个附件里", "附件3《推荐人选汇总表》", "推荐表》"),
        ("附件1是什么", "附件1《青年巧匠评选办法》", "附件2"),
        ("附件5是哪个表", "没有附件5", ""),
        ("一共几个附件", "附件3《推荐人选汇总表》", ""),
        ("汇总表有没有现成的样子照着填", "附件3", "未写明"),
        ("推荐表是附件几，汇总表呢", "附件3《推荐人选汇总表》", "附件1"),
        ("汇总表几号交，第几个附件", "附件3《推荐人选汇总表》", "推荐表》"),
    ],
)
def test_an_attachment_is_told_by_its_number_or_its_name(text, held, absent):
    assert held in said(text)
    assert not absent or absent not in said(text)


def test_an_attachment_asked_for_next_is_of_the_same_question():
    first = answer("推荐表是附件几", PRIZE, Asker(now=NOW))
    after = answer("那汇总表呢", PRIZE, Asker(now=NOW, previous=first.memory))
    assert "附件3" in after.reply.text


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("要交么子东西，几份几份的说清楚", ("推荐报告1份", "一式6份", "证明材料1份")),
        ("除了推荐报告还要交啥", ("推荐表", "证明材料")),
        ("邮件题目咋起", ("单位+姓名",)),
        ("发邮件那个标题怎么写", ("单位+姓名",)),
        ("证明材料一个一个传还是合一块", ("合并为一个PDF",)),
        ("证明材料有40多兆行不行", ("30M",)),
        ("意见那栏空着不放心，找谁签", ("暂不填写",)),
        ("表里没有的项目空着行不行", ("填“无”",)),
        ("要是推上了后面还得干啥", ("登录云泽人才系统",)),
        ("附件2和证明材料是两个邮件发还是一起", ("打包",)),
        ("东西少交一样先报上行不", ("材料不全的不予受理",)),
        ("用顺丰寄行不行", ("中国邮政EMS",)),
        ("交上去之后还有啥步骤", ("补充填报",)),
        ("在哪个屋", ("415室",)),
        ("材料我们光交电子的行吗", ("纸质",)),
    ],
)
def test_papers_and_how_they_are_handed_in(text, held):
    assert [one for one in held if one not in said(text)] == []


@pytest.mark.parametrize(
    "text", ["签到表、发票这些要不要一起附上", "经费决算要报吗", "要不要先交个活动方案", "要附身份证复印件伐"]
)
def test_of_what_is_not_mentioned_what_is_owed_is_said(text):
    reply = reply_to(text, FORWARDED, "市级学会")
    assert reply.kind is ReplyKind.ANSWER
    assert "工作总结" in reply.text
    assert "未写明" in reply.text


def test_a_form_that_is_not_there_is_named_in_full():
    assert "科技周推荐表" in said("科技周推荐表哪里下", FORWARDED, "市级学会")


def test_a_paper_of_the_office_day_stays_another_subject():
    assert reply_to("发票怎么开", FORWARDED, "市级学会").kind is ReplyKind.DECLINE


@pytest.mark.parametrize("text", ["申请书发到哪个邮箱", "打印出来寄过去还是咋弄"])
def test_where_a_system_is_wanted_that_is_said(text):
    assert "网上申报" in said(text, SYSTEM)


def test_what_is_meant_by_the_rest_is_quoted():
    assert "媒体报道" in said("除了总结还要弄点啥材料", RESULTS)


@pytest.mark.parametrize("text", ["我们局没搞活动，是不是就不用报了", "没办活动要不要报"])
def test_a_zero_report_is_said_where_a_notice_rules_it(text):
    assert "零报告" in said(text, RESULTS)
