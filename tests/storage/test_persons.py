"""What stays in the house: names of those who were given psychological support, and where visited people live."""

from __future__ import annotations

import pytest

from storage.papers.persons import is_support, leaving, totals


@pytest.mark.parametrize(
    "line",
    [
        "为张伟、李娜、王强等3人进行心理辅导。",
        "来访者：陈静，女，35岁，因工作压力大接受心理咨询。",
        "5月20日，对刘洋同志开展心理疏导1次。",
        "心理咨询登记 姓名：欧阳倩 单位：市农科所",
        "心理援助：赵敏（女，28岁）反映失眠。",
        "给周明老师提供压力舒缓服务2场。",
        "张伟、李娜接受心理疏导1场。",
        "孙丽女士 心理热线来电3人次",
        "来访者：阿依古丽，接受心理咨询2次。",
        "心理援助：麦合木提（男，41岁）反映失眠。",
        "为古丽·买买提开展心理疏导1次。",
        "张女士，心理热线来电，反映焦虑。",
        "对小李开展心理疏导，情绪好转。",
        "为曾敏、岳华等2人进行心理辅导。",
    ],
)
def test_a_line_that_names_whom_it_supported_leaves_as_totals(line):
    (left,) = leaving([line])
    assert left == totals(line)
    assert left.endswith("姓名从略）")


@pytest.mark.parametrize(
    "line",
    [
        "组织心理专家深入高校、科研院所和科技企业，重点对中青年科研人员进行心理辅导和压力舒缓。",
        "开展心理咨询12场，服务350人次，媒体报道3篇。",
        "邀请东湖大学心理专家方静教授为科研人员开展心理辅导。",
        "特邀国家二级心理咨询师王磊老师主讲，参加120人。",
        "为高校、企业科技工作者提供心理咨询服务。",
        "在江苏、安徽等地设立心理服务站。",
        "心理援助热线全年接听60人次，来访者满意。",
        "张伟同志带队检查实验室安全。",
        "以习近平同志为核心的党中央高度重视科技工作，我单位为科研人员开展心理辅导12场。",
        "王强同志主持会议。会后安排心理咨询2场。",
        "以广场、公园、集市为场所，安排心理咨询。",
        "对王某同志进行心理疏导。",
        "来访者，女，35岁，因焦虑接受心理咨询。",
        "某企业员工，男，42岁，接受心理咨询。",
        "求助者：匿名，心理热线来电。",
        "两位女士、一位先生接受心理咨询。",
        "",
    ],
)
def test_totals_those_who_give_it_and_everything_else_leave_as_they_are(line):
    assert leaving([line]) == (line,)


def test_only_the_sentence_that_names_somebody_is_replaced_and_what_follows_on_it():
    line = "王强同志主持。为张伟开展心理辅导1场。李娜，女，35岁，失眠。活动共3场。"
    assert leaving([line]) == ("王强同志主持。（心理支持：1场次，姓名从略）（心理支持，姓名从略）活动共3场。",)


def test_totals_are_counted():
    assert totals("为张伟、李娜开展心理辅导3场，服务20人次。") == "（心理支持：3场次、20人次，姓名从略）"
    assert totals("对刘洋同志开展心理疏导。") == "（心理支持，姓名从略）"


def test_every_line_of_a_paper_about_support_is_one_of_it():
    lines = ["心理咨询登记表", "张伟，男，35岁，失眠", "合计2场，8人次"]
    assert leaving(lines, "心理咨询登记表.xlsx") == ("心理咨询登记表", "（心理支持，姓名从略）", "合计2场，8人次")
    assert leaving(lines[1:2], "志愿者名单.xlsx") == tuple(lines[1:2])


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("走访慰问老科学家李建国，家住平江路新村3幢502室。", "走访慰问老科学家李建国，（住址从略）。"),
        ("慰问钱学敏院士（住址：观前街12号2单元301室）", "慰问钱学敏院士（（住址从略）"),
        ("看望离退休专家，地点为湖滨花园8栋1单元602室，送上慰问品。", "看望离退休专家，（住址从略），送上慰问品。"),
        ("走访慰问科技工作者20人，座谈3场。", "走访慰问科技工作者20人，座谈3场。"),
        ("科普活动在人民路12号市科技馆举行。", "科普活动在人民路12号市科技馆举行。"),
    ],
)
def test_where_visited_people_live_stays_here(line, left):
    assert leaving([line]) == (left,)


@pytest.mark.parametrize(
    "line", ["张" * 5000, "心理辅导" + "张伟、" * 3000, "走访" + "路1" * 5000, "慰问" + "里" * 9000]
)
def test_long_lines_of_the_same_take_no_time_to_speak_of(line):
    assert leaving([line])


def test_a_lecture_is_no_support():
    assert not is_support("举办心理健康讲座")
    assert is_support("开展心理疏导")
