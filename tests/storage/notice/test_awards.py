"""Whose papers go where by what they are put forward for."""

from __future__ import annotations

import pytest

from tests.storage.notice.test_senders import led

BODIES = "各区科协，各市级学会"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "各区科协先进集体填表后直接报市科协组人部，先进工作者报市科协普及部初审。市级学会先进集体、先进工作者报市科协学会部。",
            [("市科协组人部", "区科协"), ("市科协普及部", "区科协"), ("市科协学会部", "市级学会")],
        ),
        ("医疗救护先进工作者报市科协普及部。", [("市科协普及部", "医疗救护先进工作者")]),
        ("先进工作者报市科协普及部。", [("市科协普及部", "先进工作者")]),
    ],
)
def test_whoever_is_put_forward_for_an_award_is_sent_by_his_body(sentence, found):
    assert sorted((office, *audience) for office, audience in led(sentence, BODIES, "")) == sorted(found)


@pytest.mark.parametrize(
    ("sentence", "audience"),
    [
        (
            "各地由科技厅（委、局）牵头，会同当地党委宣传部，于6月30日前将总结报活动周组委会办公室。",
            ("科技厅（委、局）",),
        ),
        ("名单由推荐单位预报材料，经评审后产生。材料一式三份，于6月9日前报活动周组委会办公室。", ("推荐单位",)),
    ],
)
def test_whoever_leads_or_prepares_hands_in(sentence, audience):
    assert led(sentence, "", "") == [("活动周组委会办公室", audience)]


def test_somebody_is_to_be_told():
    assert led("审核结束后，请通过电子邮箱告知市科协组人部。", BODIES)[0][0] == "市科协组人部"
    assert led("请告知家长和学生。", BODIES) == []


def test_what_is_uploaded_at_an_office_is_not_handed_in_there():
    found = led("各区科协于6月9日前将材料报科研处。申请人将审核后的材料到科研处上传申报系统。", BODIES, "科研处")
    assert found == [("科研处", ("区科协",))]
