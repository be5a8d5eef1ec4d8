"""By when a type owes what: one day, or each of several with what is due on it."""

from __future__ import annotations

from scheduler.briefs import brief
from scheduler.labels import due
from storage.notice.model import Notice
from storage.notice.parser import read
from storage.notice.routing import duties


def _read(*said: str) -> Notice:
    lines = ("关于推荐科普示范社区的通知", "各县（市、区）科协：", *said, "白榆市科学技术协会", "2024年3月2日")
    return read(list(lines))


def test_the_only_day_stands_alone() -> None:
    (own,) = duties(_read("请于5月20日前将推荐表报送至市科协科普部。"))
    assert due(own) == "5月20日（星期一）前"


def test_of_several_days_each_is_told_with_what_is_due() -> None:
    (own,) = duties(
        _read(
            "一、请各县（市、区）科协于3月20日前将联络员名单报送至市科协科普部。",
            "二、网上申报截止时间为4月30日17:00，逾期不再受理。",
            "三、请于5月10日前将推荐材料（一式两份）报送至市科协科普部，以便汇总。",
        )
    )
    assert due(own) == (
        "3月20日（星期三）前将联络员名单报送至市科协科普部；4月30日（星期二）17:00前网上申报；"
        "5月10日（星期五）前将推荐材料报送至市科协科普部"
    )


def test_where_there_are_many_days_the_rest_is_left_to_the_notice() -> None:
    said = [f"{n}、请于{n + 3}月10日前将第{n}季度报表报送至市科协科普部。" for n in range(1, 7)]
    (own,) = duties(_read(*said))
    assert due(own).count("前将第") == 4
    assert due(own).endswith("；其余见通知原文")


def test_without_a_day_nothing_is_told() -> None:
    (own,) = duties(_read("请认真组织推荐。"))
    assert due(own) == ""
    assert "报送时间：通知未写明" in brief(_read("请认真组织推荐。"), "县（市、区）科协").lines


def test_a_brief_tells_all_days_and_says_nothing_twice() -> None:
    notice = _read("请于3月20日前报送联络员名单，于5月10日前报送推荐表。")
    first = brief(notice, None).lines[0]
    assert first == "报送时间：3月20日（星期三）前报送联络员名单；5月10日（星期五）前报送推荐表"
    assert not any("见通知原文，见通知原文" in line for line in brief(_read("请认真组织推荐。"), None).lines)


def test_a_notice_without_a_title_is_called_what_it_is_for() -> None:
    bare = read(["各县（市、区）科协：", "请于5月20日前将推荐表报送至市科协科普部。", "2024年3月2日"])
    assert brief(bare, None).title == "【报送要点】本次报送"
