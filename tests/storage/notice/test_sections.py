"""The headed parts of a level."""

from __future__ import annotations

from storage.notice.parts.sections import children, sections
from storage.notice.parts.structure import parts
from storage.notice.text.paragraphs import paragraphs


def chain(text: str):
    return parts(paragraphs(f"东科协〔2024〕9号\n关于甲的通知\n各区科协：\n{text}".split("\n")))


def test_parts_at_every_depth():
    (part,) = chain("一、总则\n（一）目的。为了科普。\n1.走进社区：讲解科普\n（1）定点\n二、安排\n说明文字。")
    found = sections(part)
    assert [(s.depth, s.title) for s in found] == [(1, "总则"), (2, "目的"), (3, "走进社区"), (4, "定点"), (1, "安排")]
    assert found[1].body.startswith("为了科普。")
    assert [s.title for s in children(found[0], found)] == ["目的"]
    assert children(found[3], found) == ()


def test_parts_numbered_by_decimals():
    (part,) = chain("3 申报材料\n3.1 申报书\n3.2 实施方案\n2.5 万元以上")
    assert [(s.depth, s.title) for s in sections(part)] == [(3, "申报材料"), (5, "申报书"), (5, "实施方案")]


def test_one_long_sentence_has_no_heading():
    (part,) = chain(
        "一、请各单位根据通知要求，在活动期间围绕主题开展特色活动，弘扬科学家精神，展现风采。\n二、" + "长" * 50
    )
    assert [s.title for s in sections(part)] == ["", ""]
