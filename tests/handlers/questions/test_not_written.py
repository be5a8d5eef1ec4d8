"""What a notice only touches on is said not to be written: who belongs to a kind, who signs, a share of others."""

from __future__ import annotations

import pytest

from handlers.questions.answers import answer
from storage.notice.parser import read
from tests.invented import NOW, Asker

BASES = read(
    """关于开展科普月活动的通知
各县(市、区)科协,市级学会:
一、活动主题
科普向前
二、活动内容
(一)各单位依托“星火计划”试点城市开展服务,组织讲解员到科学家精神教育基地宣讲,在云杉、白榆等示范县区巡展。
三、材料报送
请将纸质材料按要求签字盖章后,于5月20日前报送至市科协普及部。
联系人:陆明,电话:65001111。
云杉市科学技术协会
2024年4月2日""".splitlines()
)
TWO_STEPS = read(
    """关于推荐2024年示范企业的通知
各区科学技术局,各有关企业:
一、请申报企业根据所在区科学技术局的申报通知要求准备材料,报送至所在区科学技术局。
二、请各区科学技术局做好审核推荐工作,于5月7日前将推荐企业申报材料(按顺序装订成册,一式两份)报我局。
云杉市科学技术局
2024年3月2日""".splitlines()
)

TWO_OFFICES = read(
    """关于开展科普月活动的通知
各县(市、区)科协,高校科协:
请于5月20日前报送工作总结。各县(市、区)科协报市科协组宣部,各高校科协报市科协学会部。
市科协组宣部,联系人:陆明,电话:65001111。
市科协学会部,联系人:陶源,电话:65002222。
云杉市科学技术协会
2024年4月2日""".splitlines()
)


def told(text, notice=BASES, unit_type="市级学会"):
    reply = answer(text, notice, Asker(now=NOW, unit_type=unit_type)).reply
    assert reply is not None
    return reply.text


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("云杉的科学家精神教育基地有哪几个", "科学家精神教育基地的名单"),
        ("星火计划试点城市里有苍梧吗", "试点城市的名单"),
        ("教育基地是哪些", "教育基地的名单"),
        ("教育基地的专家有哪些", "教育基地的名单"),
        ("主题英文怎么翻，海报要双语", "外文译法"),
        ("主题曲有没有", "主题曲"),
        ("盖市科协的章还是学会的章", "由谁签字盖章"),
        ("哪个领导签字", "由谁签字盖章"),
        ("三楼几号窗口收材料啊", "办理窗口"),
    ],
)
def test_what_is_only_named_is_said_not_to_be_written(text, label):
    assert f"未写明{label}" in told(text) or label in told(text).split("未写明")[-1]


def test_a_kind_whose_members_stand_beside_it_is_no_open_question():
    assert "名单" not in told("示范县区有哪些")


def test_the_theme_is_told_beside_what_is_not_written_of_it():
    assert "科普向前" in told("主题英文怎么翻，海报要双语")


def test_an_amount_that_offices_are_told_is_none_of_a_firms():
    said = told("企业交给区里交几套", TWO_STEPS, "有关企业")
    assert "未写明" in said
    assert "两份" not in said
    assert "两份" in told("材料报几套", TWO_STEPS, "区科学技术局")


@pytest.mark.parametrize("text", ["慰问老专家标准多少一个人", "推荐信要几封", "营业收入要多少才能报"])
def test_what_merely_sounds_like_a_particular_of_handing_in_is_not_answered_with_it(text):
    assert not any(word in told(text) for word in ("分次", "打包", "延后"))


@pytest.mark.parametrize("text", ["总结盖校章还是科协章", "科协的公章没有，盖学校章行不", "落款写科协名义还是学校名义"])
def test_a_seal_of_a_body_is_no_question_of_that_body(text):
    said = told(text, TWO_OFFICES, "高校科协")
    assert "65002222" in said
    assert "65001111" not in said


def test_when_something_else_takes_place_is_not_answered_with_the_day_by_which_papers_are_due():
    said = told("白榆食品论坛几月开")
    assert "5月20日" not in said


def test_the_body_of_those_for_whom_somebody_asks_is_theirs():
    said = told("帮一所高校问，他们科协刚成立，往哪报", TWO_OFFICES, "县(市、区)科协")
    assert "65002222" in said
    assert "65001111" not in said
