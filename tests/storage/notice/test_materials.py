"""What is asked for, by its kind."""

from __future__ import annotations

import pytest

from storage.notice.deadlines import deadlines
from storage.notice.layout import paragraphs
from storage.notice.materials import materials
from storage.notice.structure import parts


def asked(sentence: str):
    whole = f"东科协〔2024〕9号\n关于甲的通知\n各区科协：\n{sentence}\n东湖市科学技术协会\n2024年3月4日"
    part = parts(paragraphs(whole.split("\n")))[0]
    return [(m.name, m.kind.value) for m in materials(part, deadlines(part))]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("请于6月9日前报送工作总结和影像资料等。", [("工作总结", "document"), ("影像资料", "media")]),
        (
            "请于6月9日前将活动总结、照片（5张以上）及汇总表一式两份报送至市科协。",
            [("活动总结", "document"), ("照片", "media"), ("汇总表", "document")],
        ),
        ("请于6月9日前将书面申报书分送我局相关科室。", [("书面申报书", "document")]),
        ("请认真填写《青年人才推荐表》，于6月9日前提交。", [("青年人才推荐表", "document")]),
        ("请梳理典型经验，提出意见建议。", [("典型经验", "content"), ("意见建议", "content")]),
        ("请及时将活动信息上传至科普云平台。", [("活动信息（上传至科普云平台）", "upload")]),
        ("此次申报不再报送纸质材料。", []),
        ("请报送相关信息。", []),
        ("请按照有关要求报名。", []),
        ("认真组织实施，确保安全。", []),
        ("提交的报告将在6月9日前完成审核。", []),
    ],
)
def test_what_is_asked_for(sentence, found):
    assert asked(sentence) == found


def test_good_practice_that_is_handed_in_is_content():
    assert ("先进案例", "content") in asked("请于6月9日前报送先进案例。")


def test_a_shorter_name_of_the_same_thing_is_not_named_twice():
    assert asked("请于6月9日前报送活动总结。请将总结报送至市科协。") == [("活动总结", "document")]
