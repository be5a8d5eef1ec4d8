"""What each of several dates is said to be of, in few words."""

from __future__ import annotations

import pytest

from handlers.questions.facts.dated import label_of
from handlers.questions.lookup.index import index_of
from storage.notice.parser import read


def _labels(body: str) -> list[str]:
    notice = read(
        f"""关于推荐科普示范社区的通知
各县（市、区）科协，有关学会：
{body}
联系人：陆明达，电话：7712345
白榆市科学技术协会
2024年3月2日""".splitlines()
    )
    return [label_of(index_of(notice), one) for one in notice.deadlines]


@pytest.mark.parametrize(
    ("body", "label"),
    [
        ("请于5月20日前报送活动信息到市科协，市科协可联系媒体报道。", "报送活动信息到市科协"),
        (
            "请于6月15日前将工作总结、影像资料等（总结3000字以内，盖章PDF版）报送至市科协（二楼205室）。",
            "将工作总结、影像资料等报送至市科协",
        ),
        ("各单位将总结材料于10月14日前提交给市科协秘书处，以便汇总。", "将总结材料提交给市科协秘书处"),
        ("请各县科协于5月10日前将推荐表报送至市科协，纸质材料于5月15日前送达市科协普及部。", "将推荐表报送至市科协"),
        ("网上申报截止时间为5月31日17点，届时未完成的不再受理。", "网上申报"),
        ("请各单位及时上传参选作品（截止时间为6月30日）。", "各单位及时上传参选作品"),
        ("各单位须于5月8日—31日期间，登录市科协网站填报活动信息。", "登录市科协网站填报活动信息"),
        (
            "审核通过后，各单位打印并上报纸质报表（带水印）一式一份，截止时间：5月31日。",
            "审核通过后，各单位打印并上报纸质报表一式一份",
        ),
        ("電子和紙質材料報送截止日期：5月31日。", "电子和纸质材料报送"),
        ("一、材料报送\n截止时间为2024年5月31日。", "材料报送"),
        ("请及时将活动情况报送至市科协办公室（byskx@163.com）。", "及时将活动情况报送至市科协办公室"),
    ],
)
def test_what_is_due_is_told_in_few_words(body: str, label: str) -> None:
    assert _labels(body)[0] == label


def test_what_goes_later_has_words_of_its_own() -> None:
    assert (
        _labels("请各县科协于5月10日前将推荐表报送至市科协，纸质材料于5月15日前送达市科协普及部。")[1]
        == "纸质材料送达市科协普及部"
    )
