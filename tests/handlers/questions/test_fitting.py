"""A question is answered by the sentence that speaks of what it is about and has the kind of value that it wants."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from handlers.questions.lookup.fitting import fits
from handlers.questions.lookup.index import index_of
from handlers.questions.typed.wants import wants_of
from scheduler.clock import BEIJING
from storage.chat import ReplyKind
from storage.notice.parser import read

NOTICE = read(
    """关于举办白榆市科普讲解员培训班的通知
各县（市、区）科协：
现就有关事项通知如下：
一、培训安排
（一）5月20日报到，5月21日授课，5月22日离会，课程共12课时。
（二）授课地点：市科技馆三楼报告厅。
（三）由省级讲解员主讲，结业考核不合格者，两个月后方可再次参加。
二、有关费用
往返交通费自理，其他费用由市科协承担。
三、其他要求
（一）参加人员应认真做好学习记录，无故缺席的予以通报。
（二）讲稿须为本人原创，体裁以散文、说明文为主。
（三）请于5月10日前将回执报市科协科普部。
联系人：陆明达，电话：7712345
白榆市科学技术协会
2024年4月2日""".splitlines()
)
NOW = datetime(2024, 4, 8, 10, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("什么时候能走", "5月22日离会"),
        ("在哪上课", "三楼报告厅"),
        ("上几天课", "12课时"),
        ("路费谁出", "交通费自理"),
        ("没考过多久能再考", "两个月后"),
        ("要做笔记吗", "学习记录"),
        ("不去会怎样", "予以通报"),
        ("抄的可以吗", "原创"),
        ("能写小说吗", "散文"),
    ],
)
def test_other_words_for_the_same_find_the_sentence_that_has_what_is_wanted(text, held):
    reply = answer(text, NOTICE, Asker(now=NOW, unit_type="县（市、区）科协")).reply
    assert reply is not None
    assert reply.kind is ReplyKind.ANSWER
    assert held in reply.text


def test_what_a_question_asks_with_is_not_what_it_is_about():
    wants = wants_of("酒店一晚多少钱")
    assert wants.kinds[0].key == "money"
    assert "钱" not in wants.content
    assert "酒店" in wants.content
    counted = wants_of("每个县去几个人").measured
    assert counted is not None
    assert counted.search("各县限报3名")
    assert not counted.search("各县报3天")


def test_the_clause_that_speaks_of_the_question_must_have_the_value_itself():
    best = fits("几号报到", index_of(NOTICE))[0]
    assert best.is_sure
    assert "5月20日报到" in best.passage.text
    assert not any(fit.is_sure for fit in fits("停车场几号楼收费多少", index_of(NOTICE)))


COACHES = read(
    """关于组织赴外地学习考察的通知
各区科协：
一、考察分组
第一组考察白榆科技馆，第二组考察云杉科技馆。
二、出发时间
第一组于4月19日出发，第二组的出发时间另行通知。
三、参加人员
每区去一名主要负责人。考察结束后由市科协表彰优秀领队。
四、请各区科协于4月15日下班前将人员名单报市科协办公室。公示期间接受监督。
联系人：陆明达，电话：7712345
白榆市科学技术协会
2024年4月2日""".splitlines()
)


def told_of_coaches(text):
    reply = answer(text, COACHES, Asker(now=NOW, unit_type="区科协")).reply
    assert reply is not None
    return reply.text


@pytest.mark.parametrize(
    ("text", "held", "absent"),
    [
        ("二组哪天出发", "另行通知", "4月15日"),
        ("第一组几号走", "4月19日", "4月15日"),
        ("名单什么时候报", "4月15日", "4月19日"),
        ("名单几点前报", "下班前", "未写明具体钟点"),
        ("公示几天", "未写明", "4月15日"),
    ],
)
def test_the_date_of_handing_in_is_no_answer_to_a_question_about_something_else(text, held, absent):
    told = told_of_coaches(text)
    assert held in told
    assert absent not in told


def test_where_the_notice_speaks_of_a_matter_and_not_of_its_time_that_is_said():
    told = told_of_coaches("领队什么时候评优")
    assert "4月15日" not in told
    assert "未写明" in told


MATCH = read(
    """关于举办职工拔河比赛的通知
各分工会：
一、比赛时间和地点
时间：2024年5月21日14:00
地点：北院篮球场
二、参赛要求
每个分工会最多组织两支队伍，每支队伍人数为10人，其中女职工至少3名。参赛人员请着运动鞋。不接收以快递方式送达的报名表。
三、报名办法
请于5月15日中午11:00前将报名表送交工会办公室。
联系人：陆明达，电话：7712345
白榆市总工会
2024年4月2日""".splitlines()
)


@pytest.mark.parametrize(
    ("text", "held", "absent"),
    [
        ("几点开始比", "14:00", "11:00"),
        ("在哪个场地", "篮球场", "未写明"),
        ("一队多少人", "10人", "未写明场次"),
        ("女的至少几个", "3名", "未写明"),
        ("能寄快递吗", "不接收", "未写明邮寄地址"),
    ],
)
def test_what_a_topic_says_gives_way_to_the_sentence_that_has_what_is_wanted(text, held, absent):
    reply = answer(text, MATCH, Asker(now=NOW, unit_type="分工会")).reply
    assert reply is not None
    assert reply.kind is ReplyKind.ANSWER
    assert held in reply.text
    assert absent not in reply.text


PRIZES = read(
    """关于开展征文活动的通知
各乡镇文化站：
一、征文对象：关心本县发展的社会各界人士均可参加。
二、征文要求：须为未公开发表的作品，1000字以内。县文化馆拥有入围作品的使用权。
三、奖项设置：一等奖1名，奖金500元；二等奖2名，奖金200元。奖金由白榆书店提供。
四、请于10月30日前将作品报县文化馆，账号有误的后果由报送单位承担。
联系人：陆明达，电话：7712345
白榆县文化和旅游局
2024年4月2日""".splitlines()
)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("最后几号交", "10月30日"),
        ("奖金谁出", "白榆书店"),
        ("一等奖多少钱", "500元"),
        ("版权归谁", "使用权"),
        ("账号错了谁负责", "报送单位承担"),
        ("退休干部能投吗", "社会各界"),
    ],
)
def test_who_pays_is_not_how_much_and_whose_it_is_not_to_whom_it_is_sent(text, held):
    reply = answer(text, PRIZES, Asker(now=NOW, unit_type="乡镇文化站")).reply
    assert reply is not None
    assert held in reply.text


def test_the_day_on_which_a_notice_is_signed_is_no_answer():
    wants = wants_of("6月2号截止吗")
    assert "6" not in wants.content
    notice = read(
        [
            "关于征集职工故事的通知",
            "各基层工会：",
            "请及时将职工故事报送至市总工会宣教部。",
            "白榆市总工会",
            "2021年6月2日",
        ]
    )
    reply = answer("6月2号截止吗", notice, Asker(now=NOW, unit_type="基层工会")).reply
    assert reply is not None
    assert "2021年6月2日" not in reply.text
    assert "未写明" in reply.text
