"""What is asked for, by its kind."""

from __future__ import annotations

import pytest

from storage.notice.deadlines import deadlines
from storage.notice.layout import paragraphs
from storage.notice.materials import materials
from storage.notice.structure import parts


def every(sentence: str):
    whole = f"东科协〔2024〕9号\n关于甲的通知\n各区科协：\n{sentence}\n东湖市科学技术协会\n2024年3月4日"
    part = parts(paragraphs(whole.split("\n")))[0]
    return materials(part, deadlines(part))


def asked(sentence: str):
    return [(m.name, m.kind.value) for m in every(sentence)]


def first(sentence: str):
    return every(sentence)[0]


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
        (
            "现将通知转发给你们，请梳理典型经验，提出意见建议，于6月9日前报送工作总结。",
            [("工作总结", "document"), ("典型经验", "content"), ("意见建议", "content")],
        ),
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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("请于6月9日前填写附表1和附表2，报市科协。", ["附表1", "附表2"]),
        (
            "请于6月9日前将“甲审批表（附件3）”、“乙汇总表”和“主要事迹材料”电子版报送市科协。",
            ["甲审批表", "乙汇总表", "主要事迹材料"],
        ),
        ("请打印《甲申请书》（附件1）、佐证材料（附件2）等申报材料，于6月9日前逐级上报。", ["甲申请书", "佐证材料"]),
        ("甲推荐表和乙推荐表，请于6月9日前报送市科协。", ["甲推荐表", "乙推荐表"]),
        (
            "一、结题材料\n1.结题报告书，一式二份；\n2.经费决算表（盖章）。\n请于6月9日前将上述材料报市科协。",
            ["结题报告书", "经费决算表"],
        ),
        ("申报材料包括：申报书、自评价报告、营业执照副本。", ["申报书", "自评价报告", "营业执照副本"]),
        ("各单位填写《登记表》《推荐表》，于6月9日前报送。", ["登记表", "推荐表"]),
        ("请于4月20日前填写竞赛报名表报市科协普及部。", ["竞赛报名表"]),
        ("请于6月9日前提交1篇教学设计。", ["教学设计"]),
        ("请于6月9日前报送总结及“敬老月”活动统计表。", ["总结", "“敬老月”活动统计表"]),
        ("请于6月9日前将报名表（附件）及作品PPT发送到邮箱。", ["报名表", "作品PPT"]),
        ("纸质材料一式两份（胶装，加盖骑缝章）由孵化器统一收取后，于6月9日前交至市科协。", ["纸质材料"]),
        ("各乡镇党委书记述职报告于6月9日前报市科协。", ["述职报告"]),
        ("人文社科类项目材料于6月9日前报市科协。", []),
        ("现就信息报送有关要求通知如下：请于6月9日前报送小结。", ["小结"]),
        ("请于6月9日前补充完善活动信息，包括活动图片、报道链接等。", ["活动图片", "报道链接"]),
        ("1. 论文摘要提交截止日期：6月9日。", ["论文摘要"]),
        ("6月9日前，报送提名书（可不装订）、《项目表》（见附件）。", ["提名书", "项目表"]),
        ("请于6月9日前报送材料。材料包括提名函1份，提名书原件2份。", ["提名函", "提名书原件"]),
        ("请于6月9日前将盖章扫描件发送至市科协。", ["盖章扫描件"]),
        ("我局拟于6月9日前反馈入选名单。", []),
        (
            "一、申报材料\n1. 甲申报表一式3份；\n2. 身份证复印件；\n3. 与项目有关而未曾在其他各类申报中以任何方式使用过的全部其他各种必要的证明材料；\n4. 请注意安全。\n二、时间\n请于6月9日前申报。",
            ["甲申报表", "身份证复印件"],
        ),
    ],
)
def test_what_is_handed_in_is_named_however_it_is_put(text, names):
    assert [name for name, _ in asked(text)] == names


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("请于6月9日前报送工作总结（3000字以内，盖章PDF版和word版）。", ("3000字以内，盖章PDF版和word版",)),
        ("请于6月9日前报送《推荐表》（附件1）一式两份。", ("一式两份",)),
        ("请于6月9日前将照片5张报送市科协。", ("5张",)),
        ("请于6月9日前将申报书（A4纸双面打印）一式3份报送市科协。", ("A4纸双面打印", "一式3份")),
        ("请于6月9日前报送工作总结（见附件）。", ()),
    ],
)
def test_copies_formats_and_length_are_kept_as_printed(text, details):
    assert first(text).details == details


def test_a_name_that_was_put_together_has_no_details():
    assert all(isinstance(m.details, tuple) for m in every("请将材料和《附件材料》电子版于6月9日前报送市科协。"))
