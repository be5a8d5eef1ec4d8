"""Plain questions in a few words: the paper itself, how many of something, which number, whose date."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from handlers.submissions.saying import announced
from scheduler.clock import BEIJING
from storage.chat import ReplyKind
from storage.notice.parser import read

SIGNED = read(
    """关于开展河道巡查情况报送工作的通知
各县（市、区）水利局：
现将有关事项通知如下：
一、请各单位于2024年6月20日前将工作总结报送至市水利局河道科（邮箱：hedao@example.cn）。
联系人：鲁川，电话：6655443
附件：河道巡查统计表
松陵市水利局
2024年5月6日""".splitlines()
)
BARE = read(
    """各有关单位：
有关要求详见附件，现就有关事宜说明如下：
一、材料填报
1.申报人填写推荐表，将推荐表电子版（word版）发至tuijian@example.cn邮箱；
2.上述纸质版材料一式一份，报送至行政楼207，截止日期：2024年9月3日。
未尽事宜，可参照附件或联系科研处，电话：5566778。
附：
关于组织推荐青年人才的通知 http://www.example.org/art/28.html""".splitlines()
)


def said(notice, text, unit_type=None):
    now = datetime(2024, 6, 3, 10, tzinfo=BEIJING)
    reply = answer(text, notice, Asker(now=now, unit_type=unit_type)).reply
    assert reply is not None
    assert reply.kind is ReplyKind.ANSWER
    return reply.text


@pytest.mark.parametrize("text", ["什么时候发的文", "什么时候发布的", "哪天印发的", "通知几号出的", "几号下的"])
def test_when_it_was_issued_is_told_by_its_day(text):
    assert "成文日期为5月6日" in said(SIGNED, text)
    assert said(BARE, text) == "通知未写明成文日期。"


@pytest.mark.parametrize("text", ["谁发的", "谁发的文", "哪个单位发的", "是哪个部门发的通知"])
def test_who_issued_it_is_no_route(text):
    assert "由松陵市水利局印发" in said(SIGNED, text)
    assert said(BARE, text) == "通知未写明发文单位。"


@pytest.mark.parametrize("text", ["附件在哪", "附件在哪下载", "附件在哪里看"])
def test_attachments_are_told_with_the_page_that_has_them_and_without_what_is_not_written(text):
    told = said(BARE, text)
    assert "http://www.example.org/art/28.html" in told
    assert "附件《关于组织推荐青年人才的通知》" in told
    assert "未写明" not in told
    assert "河道巡查统计表" in said(SIGNED, text)


@pytest.mark.parametrize("text", ["交几篇论文", "发几篇报道", "照片传几幅", "总结报几篇", "附几件作品", "报几批材料"])
def test_how_many_are_handed_in_is_a_question(text):
    assert not announced(text)
    assert "未写明" in said(SIGNED, text)


@pytest.mark.parametrize("text", ["网址多少", "邮箱多少", "邮箱是多少", "电话号码多少"])
def test_a_mailbox_or_a_number_is_asked_for_and_no_amount(text):
    for notice in (SIGNED, BARE):
        assert "数量" not in said(notice, text)


HANDED_ON = read(
    """松陵市水利局关于开展2024年度水情教育统计的通知
松水发〔2024〕16号
各县（市、区）水利局：
根据《水利部关于开展2024年度水情教育统计的通知》（水教发〔2024〕121号）要求，请于2024年6月22日前将统计数据报送至市水利局。
联系人：鲁川，电话：6655443
附件：1.水利部关于开展2024年度水情教育统计的通知
松陵市水利局
2024年6月2日
附件1：
水利部关于开展2024年度水情教育统计的通知
水教发〔2024〕121号
各省、自治区、直辖市水利厅（局）：
水利部决定开展2024年度水情教育统计。
2024年7月15日前，各省、自治区、直辖市水利厅（局）将统计数据报送至水利部。
水利部
2024年5月20日""".splitlines()
)


@pytest.mark.parametrize("text", ["水利部要求几号", "部里什么时候截止", "国家什么时候截止"])
def test_the_day_of_those_who_issued_what_is_handed_on_is_told_as_theirs(text):
    told = said(HANDED_ON, text, "县（市、区）水利局")
    assert "上级要求报送的时间为7月15日" in told
    assert "国里" not in told + said(HANDED_ON, "7月15号是什么", "县（市、区）水利局")


@pytest.mark.parametrize("text", ["省里什么时候截止", "省水利厅要求几号", "省厅几号截止"])
def test_a_level_that_the_notice_does_not_have_is_told_first(text):
    told = said(HANDED_ON, text, "县（市、区）水利局").splitlines()
    assert "未写明省" in told[0]
    assert "6月22日" in told[1]


def test_the_day_that_those_above_have_set_is_quoted():
    notice = read(
        """关于组织申报科技项目的通知
各县（市、区）科技局：
省科技厅规定各地市网上推荐截止时间为11月7日，请各县（市、区）科技局于2024年11月6日前完成推荐，将材料报送至市科技局。
白榆市科学技术局
2024年10月1日""".splitlines()
    )
    told = said(notice, "省里什么时候截止")
    assert "11月7日" in told
    assert "未写明" not in told


RECURRING = read(
    """关于报送河道巡查情况的通知
各县（市、区）水利局：
请各单位每双月底上报《河道巡查汇总表》，每季度末报送河道巡查工作情况，于2024年12月31日前将年度总结报送至市水利局。
联系人：鲁川，电话：6655443
松陵市水利局
2024年3月29日""".splitlines()
)
SEVERAL = read(
    """各有关企业：
根据《市水利局关于开展2023年度节水普查工作的通知》，将组织开展2023年度节水普查工作。现将有关事项通知如下：
一、普查报表
（一）快报报表
各企业于2024年7月19日前填写普查快报数据，并发送至区水利局邮箱：jieshui@example.cn。
（二）年报报表
2024年9月24日前，各企业完成网上填报；
各企业打印并上报纸质报表一式一份，截止时间：2024年9月30日。""".splitlines()
)


@pytest.mark.parametrize(
    "text", ["下一次是几号", "下次什么时候报", "这个月什么时候", "本月几号截止", "下个月呢", "这个月要报吗"]
)
def test_the_next_time_is_told_by_what_returns(text):
    told = said(RECURRING, text)
    assert "每双月底" in told
    assert "每季度末" in told
    assert "12月31日" not in told
    assert "7月19日" in said(SEVERAL, text)


def test_whether_it_can_still_be_filled_in_today_is_told_by_the_days():
    assert "9月24日" in said(SEVERAL, "今天还能填吗")


@pytest.mark.parametrize("text", ["节水普查几号前报", "节水普查什么时候"])
def test_the_name_of_all_of_it_asks_for_all_its_days(text):
    told = said(SEVERAL, text)
    assert "7月19日" in told
    assert "9月24日" in told
    assert "9月30日" in told


def test_days_under_one_heading_are_told_together():
    told = said(SEVERAL, "年报什么时候")
    assert "9月24日" in told
    assert "9月30日" in told
    assert "7月19日" not in told
    assert "9月" not in said(SEVERAL, "快报什么时候")


def test_those_who_are_not_seen_among_the_addressees_are_told_that():
    told = said(SIGNED, "我们医院算哪一类，发文对象里没看到医院")
    assert "通知发至县（市、区）水利局" in told
    assert "未写明医院是否在内" in told


def test_a_word_of_the_same_matter_alone_answers_nothing():
    notice = read(
        """各企业：
一、出现警告提示的，须提交明确的解释说明。
二、请于2024年6月20日前将普查数据报送至市水利局，各级单位要把普查作为一项重要工作。
松陵市水利局
2024年5月6日""".splitlines()
    )
    assert "警告" not in said(notice, "有培训吗")
    assert said(notice, "推荐几个人").startswith("通知未写明名额。")


@pytest.mark.parametrize("text", ["院士能报吗", "专家能报吗"])
def test_what_only_names_those_who_wrote_is_no_condition(text):
    notice = read(
        """各会员单位：
根据《中国科学院关于评选先进的通知》（以下简称《通知》），请于2024年6月20日前将推荐表报送至我会。
松陵市水利学会
2024年5月6日""".splitlines()
    )
    assert "以下简称" not in said(notice, text)


@pytest.mark.parametrize("text", ["零填报要吗", "没有问题也要报吗", "没有情况还要报吗", "零报告要吗"])
def test_whether_nothing_is_reported_as_well_is_told_alike(text):
    told = said(RECURRING, text)
    assert "未写明免报的情形" in told
    assert "未写明报告" not in told


@pytest.mark.parametrize("text", ["注销的企业怎么办", "普查是答辩吗", "什么专业可以报"])
def test_what_is_of_this_matter_and_not_written_is_not_declined(text):
    assert said(SEVERAL, text).startswith("这个问题通知未写明")


@pytest.mark.parametrize("text", ["有附件吗", "有什么附件", "附件在哪"])
def test_attachments_that_there_are_not_are_said_not_to_be(text):
    assert said(RECURRING, text).splitlines()[-1] == "通知没有列出附件。"
    assert "河道巡查统计表" in said(SIGNED, text)


def test_when_it_was_sent_out_is_no_deadline():
    assert "6月20日" not in said(SIGNED, "什么时候发的")
    assert "5月6日" in said(SIGNED, "什么时候发的")


@pytest.mark.parametrize(
    ("text", "has", "lacks"),
    [
        ("双月报什么", "每双月底", "每季度末"),
        ("季度报什么", "每季度末", "每双月底"),
        ("9月底要报什么", "每季度末：", "每双月底："),
        ("8月份要报吗", "每双月底", "12月31日"),
        ("12月底交什么", "12月31日", "未写明"),
    ],
)
def test_what_is_due_in_a_month_is_told_by_what_falls_in_it(text, has, lacks):
    told = said(RECURRING, text).split("通知中相近的一处")[0]
    assert has in told
    assert lacks not in told


@pytest.mark.parametrize("text", ["6月21号行吗", "6月25日可以吗"])
def test_whether_a_day_will_do_is_told_by_the_last_one(text):
    assert "6月20日" in said(SIGNED, text)


@pytest.mark.parametrize("text", ["没工地也要报吗", "我们没河道也要报吗"])
def test_who_has_none_of_it_is_told_of_being_let_off(text):
    assert "未写明免报的情形" in said(RECURRING, text)


@pytest.mark.parametrize("text", ["下次什么时候", "这个月要交吗", "6月份要报吗", "几号之前"])
def test_no_sentence_is_near_a_word_of_time_alone(text):
    notice = read(
        """各县（市、区）水利局：
2024年是全面推进节水工作之年，各地要多层次宣传，一式两份做好台账，下月检查。
请于2024年6月20日前将工作总结报送至市水利局河道科。
松陵市水利局
2024年5月6日""".splitlines()
    )
    assert "相近" not in said(notice, text)
