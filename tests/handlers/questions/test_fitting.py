"""A question is answered by the sentence that speaks of what it is about and has the kind of value that it wants."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from handlers.questions.fitting import fits
from handlers.questions.index import index_of
from handlers.questions.wants import wants_of
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
