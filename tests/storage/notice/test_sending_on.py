"""What a body of the senders' own sends on, and offices as they are named in full, in short or behind an address."""

from __future__ import annotations

import pytest

from storage.notice.bodies.offices import office, own_name
from storage.notice.parts.structure import parts
from storage.notice.routes.reader import routes
from storage.notice.text.paragraphs import paragraphs
from tests.storage.notice.test_senders import led

BODIES = "各县（市、区）教育局，市直各学校"
ALL = ("县（市、区）教育局", "市直各学校")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "各校外基地将报表交所在县科技主管部门，汇总盖章后上报至市科技局高新科。",
            [("所在县科技主管部门", "校外基地"), ("市科技局高新科", "县科技主管部门")],
        ),
        (
            "申报学校须将材料交各县（市、区）教育局基教股，由其汇总报市教育局基教科。",
            [("各县（市、区）教育局基教股", "申报学校"), ("市教育局基教科", "县（市、区）教育局基教股")],
        ),
        (
            "申请人将申请书交所在单位，汇总后报市教育局基教科。",
            [("所在单位", "申请人"), ("市教育局基教科", "所在单位")],
        ),
        (
            "请各县（市、区）教育局督促辖区幼儿园填报调查表，汇总后报市教育局基教科。",
            [("市教育局基教科", "县（市、区）教育局")],
        ),
        (
            "由县级主管部门为申报主体，填写申报表，报送至各市电教馆。",
            [("各市电教馆", "县级主管部门")],
        ),
        ("民办学校的申报材料由审批机关审核盖章后报市教育局民办科。", [("市教育局民办科", "审批机关")]),
        ("其余学校的材料先报当地教育局。", [("当地教育局", "其余学校")]),
        (
            "各村（社区）情况报乡镇（街道）应急办，乡镇（街道）汇总后每周五报市电教馆。",
            [("乡镇（街道）应急办", "村（社区）"), ("市电教馆", "乡镇（街道）")],
        ),
        (
            "农户向村民委员会提出申请。村民委员会初审后报乡镇农业中心。",
            [("村民委员会", "农户"), ("乡镇农业中心", "村民委员会")],
        ),
        (
            "幼儿园向县级教育部门提出申请，经审核同意后，由县级教育部门推荐至市电教馆。",
            [("县级教育部门", "幼儿园"), ("市电教馆", "县级教育部门")],
        ),
    ],
)
def test_what_a_near_office_gathers_it_sends_on_itself(sentence, found):
    assert sorted((name, *audience) for name, audience in led(sentence, BODIES)) == sorted(found)


def test_those_of_the_issuers_own_level_report_to_no_authority_of_a_county():
    found = led("各学校将台账报所在县（市、区）教育局。", BODIES)
    assert found == [("所在县（市、区）教育局", ("学校",))]
    assert led("各学校将台账报属地乡镇。", "各乡镇，县直各学校") == [("属地乡镇", ("县直各学校",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "请于6月9日前完成初评。修改意见反馈至各县（市、区）教育局。",
        "各县教育局完成初评。评审意见报各县教育局。",
        "学校再根据推荐情况择优推荐2人报送省教育厅。",
        "本次限报3个重点实验室。",
        "企业自主申报，县级推荐，市级审核，择优报省教育厅。",
        "同时将名单抄送达州市教育局。",
    ],
)
def test_what_goes_down_to_all_or_is_no_office_is_no_route(sentence):
    assert led(sentence, "各系，各班级", "松州市教育局") == []


@pytest.mark.parametrize(
    ("sentence", "audience"),
    [
        ("请各县（市、区）教育局推荐优秀教师，连同学校申报材料于6月9日前报送市教育局基教科。", ("县（市、区）教育局",)),
        ("优秀教师候选人推荐名单于6月9日前送市教育局基教科。", ALL),
        ("候选教师名单于6月9日前送市教育局基教科。", ALL),
        ("各幼儿园根据选题，提供一篇幼儿园改革论文，于6月9日前交市教育局基教科。", ("幼儿园",)),
        ("教育部拟建立专家库。请填写推荐表，于6月9日前报送市教育局基教科。", ALL),
        ("请符合条件的各位专家按照通知要求填写推荐表，报送市教育局基教科。", ("符合条件的各位专家",)),
        (
            "请东川区教育局、高新区科经局6月9日前，以正式文件推荐报送至市教育局基教科。",
            ("东川区教育局", "高新区科经局"),
        ),
        ("由于工作变动，请于6月9日前将名单报市教育局基教科。", ALL),
    ],
)
def test_whoever_hands_in_is_told_from_papers_persons_and_those_above(sentence, audience):
    ((name, found),) = led(sentence, BODIES)
    assert (name, set(found)) == ("市教育局基教科", set(audience))


def test_stages_of_schools_and_works_of_people_are_named_by_what_they_are():
    found = led("初中学段的材料报市教研室，高中学段的材料报市电教馆。", BODIES)
    assert found == [("市教研室", ("初中学段",)), ("市电教馆", ("高中学段",))]
    found = led("研究生的作品交研究生处，本科生的作品交教务处。", "各学院")
    assert found == [("研究生处", ("研究生",)), ("教务处", ("本科生",))]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("请于6月9日前将材料通过邮政特快专递（EMS）至市教育局基教科。", "市教育局基教科"),
        ("请将灾情归口报告到市教育局安全办。", "市教育局安全办"),
        ("请于6月9日前将推荐材料送市信息协会。", "市信息协会"),
        ("请于6月9日前将提案送市政协。", "市政协"),
        ("请于6月9日前将名单报市工信局中小企业（民营经济）科。", "市工信局中小企业（民营经济）科"),
        ("材料寄至松州市东湖区政务路8号市政府大院3号楼市教育局基教科（502室）。", "市教育局基教科（502室）"),
        ("请将材料送至松州市人民路市机关办公楼3号市教育局505室。", "市教育局505室"),
    ],
)
def test_an_office_is_found_however_something_reaches_it(sentence, name):
    assert led(sentence, BODIES) == [(name, ALL)]


def test_an_office_in_short_is_one_with_its_whole_name_where_the_same_hand_in():
    found = led("请于6月9日前报材料到学生工作部。\n电子版需发至学工部邮箱。", "各学院", "")
    assert found == [("学生工作部", ("学院",))]
    found = led("请于6月9日前将名单报区经委。\n总结报松州市东湖区经济委员会。", "各街镇", "")
    assert found == [("松州市东湖区经济委员会", ("街镇",))]
    found = led("请于6月9日前将名单报省医学会。\n总结报省护理学会。", "各街镇", "")
    assert [name for name, _ in found] == ["省医学会", "省护理学会"]
    found = led("请于6月9日前将名单报团委。\n总结报团市委。", "各街镇", "")
    assert [name for name, _ in found] == ["团委", "团市委"]


def test_an_office_that_is_only_called_by_its_level_gives_way_to_one_that_is_named():
    found = led("县教育部门初评后推荐至市级教育部门。\n县教育部门于6月9日前将材料寄送至市教育局基教科。", "各学校")
    assert found == [("市教育局基教科", ("县教育部门",))]
    found = led("县教育部门初评后推荐至市级教育部门。\n各学校于6月9日前将材料寄送至区教研室。", "各学校")
    assert set(found) == {("市级教育部门", ("县教育部门",)), ("区教研室", ("学校",))}


def test_a_near_body_without_its_place_keeps_a_name():
    assert own_name("所在县科技局") == "县科技局"
    assert own_name("所在单位") == "所在单位"
    assert own_name("市科技局") == "市科技局"
    assert office("2个重点学科") is None


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("企业将申报书报所在地主管部门。", [("所在地主管部门", "企业")]),
        ("企业将申报书报所在地政府文化主管部门。", [("所在地政府文化主管部门", "企业")]),
        ("学生于6月9日前将申请书交至各系部。", [("各系部", "学生")]),
        ("报名地点：市教育局体育科（206室）。", [("市教育局体育科（206室）", *ALL)]),
        ("收稿地址：市教育局体育科。", [("市教育局体育科", *ALL)]),
        ("对报送不积极或全年零报送单位予以通报。", []),
        (
            "各县（市、区）教育局举办初赛，选拔出参赛的选手，于6月9日前报市教育局体育科。",
            [("市教育局体育科", "县（市、区）教育局")],
        ),
        ("所有申报单位于6月9日前将材料报市教育局。", [("市教育局", *ALL)]),
        ("各校将情况（小学以中心小学为单位汇总）报市教育局。", [("市教育局", "各校")]),
        (
            "凡申报德育项目的，申请人于6月9日前交至学生处，凡申报思政项目的，申请人于6月9日前交至思政部。",
            [("学生处", "申报德育项目"), ("思政部", "申报思政项目")],
        ),
    ],
)
def test_who_sends_where_by_one_sentence(sentence, found):
    assert sorted((name, *audience) for name, audience in led(sentence, BODIES, "")) == sorted(found)


def test_all_schools_are_meant_whatever_is_in_brackets_behind_them():
    found = led("各校于6月9日前将情况报市教育局。", "各中学、小学，市直学校（幼儿园）")
    assert found == [("市教育局", ("中学", "小学", "市直学校（幼儿园）"))]


def test_what_all_send_to_the_body_of_departments_adds_nothing_to_what_goes_to_each():
    found = led("A类项目报市教育局体育科，B类项目报市教育局基教科。\n所有申报单位于6月9日前将材料报市教育局。", BODIES)
    assert found == [("市教育局体育科", ("A类项目",)), ("市教育局基教科", ("B类项目",))]


@pytest.mark.parametrize("first", ["所在系部", "德育处"])
def test_who_examines_what_came_by_sorts_is_no_sort(first):
    found = led(f"凡申报德育项目的，申请人交至{first}，学生处审核后报市教育局。", "各系部，各处室")
    assert found == [(first, ("申报德育项目",)), ("市教育局", ("学生处",))]


@pytest.mark.parametrize(
    ("sentence", "addressees", "issuer", "found"),
    [
        (
            "各申报单位应于6月9日前将申报书报送至市科技局窗口。",
            "各县科技局，各有关企业",
            "东湖市科学技术局",
            [("市科技局窗口", "申报单位")],
        ),
        (
            "各学院审查同意后，经负责人签字和盖章后，由科研秘书统一报送至科研处。",
            "各学院，各部门",
            "科研处",
            [("科研处", "学院")],
        ),
        (
            "请分别于6月9日前将附件报市水利局汇总；市水利局在6月12日前将汇总的数据报省水利厅。",
            "各市、有关县（市、区）水利局",
            "澜川省水利厅办公室",
            [("市水利局", "有关县（市、区）水利局"), ("省水利厅", "市水利局")],
        ),
        (
            "推荐案例报送省教育系统关工委秘书处。推荐表请于6月9日前发送我委秘书处。",
            "各市关工委",
            "澜川省教育系统关工委秘书处",
            [("澜川省教育系统关工委秘书处", "市关工委")],
        ),
        ("请各市明确一名填报人，3月9日前将名单报省住建厅。", "各市住建局", "澜川省住建厅", [("省住建厅", "市住建局")]),
        (
            "请指导企业按要求备齐材料，汇总后于6月9日前报送我办。",
            "各市机电办",
            "澜川省机电办",
            [("澜川省机电办", "市机电办")],
        ),
        (
            "申报课题由区教研室初评后上报到市教科所。",
            "各中小学",
            "澜川省教育厅",
            [("市教科所", "区教研室")],
        ),
        (
            "推薦單位填寫匯總表。材料請于6月9日前報送至市科協辦公室。",
            "各區科協",
            "東湖市科協",
            [("市科協辦公室", "區科協")],
        ),
        (
            "请采取由图书馆打印表格，盖章提交图工委审核的方式。",
            "各市图工委",
            "澜川省教育厅",
            [("图工委", "图书馆")],
        ),
    ],
)
def test_who_hands_in_at_which_level(sentence, addressees, issuer, found):
    assert sorted((name, *audience) for name, audience in led(sentence, addressees, issuer)) == sorted(found)


@pytest.mark.parametrize(
    ("begins", "audience"),
    [("请各单位认真填写统计表。", ("单位",)), ("请各区科协、市级学会认真填写。", ()), ("现开展统计调查。", ())],
)
def test_where_nobody_is_addressed_whoever_is_asked_first_hands_in(begins, audience):
    text = f"关于甲的通知\n{begins}\n6月9日前将数据报送市科技局统计科。\n东湖市科学技术局\n2024年3月4日"
    (route,) = routes(parts(paragraphs(text.split("\n")))[0])
    assert (route.office, route.audience) == ("市科技局统计科", audience)
