"""What a notice leaves open is said plainly, and every ask of a message is answered."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.playground.example import notice_lines
from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.notice.parser import read
from tests.invented import DISTRICTS, FIELDS, SYSTEM, TWO_DAYS, told

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
        ("省科协电话多少", EXAMPLE, ("0999-66120835",), ("未写明",)),
        ("办公室电话多少", UNDATED, ("未写明市科协办公室的电话",), ("重要工作",)),
        ("办公室地址", UNDATED, ("未写明市科协办公室的邮寄地址",), ("认真组织学习",)),
    ],
)
def test_no_other_number_is_told_for_that_of_a_body_which_is_named(text, notice, wanted, unwanted):
    said = told(text, notice, "有关单位" if notice is not EXAMPLE else SCHOOL)
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
