"""A coordinator finds a sentence in any notice."""

from __future__ import annotations

from handlers.questions.lookup.passages import pairs
from handlers.questions.lookup.ranking import Ranking
from storage.chat import ReplyKind


def test_the_best_sentence_is_quoted_with_its_notice(town):
    town.publish()
    town.coordinator("沈竹")
    assert "请于6月14日前报送工作总结和影像资料" in town.hears("沈竹", "查通知 工作总结")
    assert "没有找到" in town.hears("沈竹", "查通知 量子计算")


def test_nobody_searches_in_a_group(town):
    town.publish()
    town.coordinator("沈竹")
    assert town.say("沈竹", "查通知 工作总结", "大群").kind is ReplyKind.DECLINE


def test_rare_pairs_weigh_more_and_what_is_added_later_is_found():
    ranking = Ranking([pairs("报送工作总结"), pairs("报送影像资料"), pairs("工作要求")])
    assert ranking.best({"影像": 1.0, "报送": 1.0})[0][1] == 1
    ranking.add([pairs("心理健康讲座")])
    assert ranking.best({"心理": 1.0})[0][1] == 3
    assert ranking.best({"天气": 1.0}) == []
    assert Ranking().best({"天气": 1.0}) == []
    assert ranking.weight("天气") > ranking.weight("报送")
