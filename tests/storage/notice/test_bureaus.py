"""How bureaus and departments of counties and districts are named, and what they do on the way of a paper."""

from __future__ import annotations

import pytest

from storage.notice.contacts.reader import contacts
from storage.notice.deadlines.reader import deadlines
from storage.notice.materials.reader import materials
from storage.notice.parts.structure import parts
from storage.notice.text.addressees import audience
from storage.notice.text.paragraphs import paragraphs
from tests.storage.notice.test_senders import BUREAUS, led

COUNTIES = "有关县（区）农业委员会，重点龙头企业"


def part_of(text: str):
    return parts(paragraphs(text.split("\n")))[0]


def test_fields_that_share_the_ending_of_a_department_are_one():
    assert audience("各区(开发区)经信、发改部门") == ("区(开发区)经信、发改部门",)
    assert audience("各市工业和信息化、发展改革、财政主管部门,各高校") == (
        "市工业和信息化、发展改革、财政主管部门",
        "高校",
    )
    assert audience("申报的高校、科研院所、医院等单位") == ("申报的高校", "科研院所", "医院")


def test_an_economic_bureau_is_told_to_do_something():
    found = led("请各镇经发科、开发区经发局按照要求开展摸排，于6月18日前将名单报送至区工信局投资科。", "各镇服务中心")
    assert found == [("区工信局投资科", ("镇经发科", "开发区经发局"))]


def test_whose_papers_are_spoken_of_is_no_part_of_a_name():
    found = led("各区经信、发改部门对企业申报的材料初审后，于6月18日前报送市经信局。", "各区经信、发改部门")
    assert found == [("市经信局", ("区经信、发改部门",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "东湖市工信局、财政局将组织专家诊断，并向省工信厅推荐。",
        "由企业所在县（区）进行初审，市级全面审核后报省农业厅。",
        "各县（区）农业委员会于6月9日前向市科技局提出提名项目需求，市科技局汇总后报省奖励办公室。",
        "请将扫描件发送至联系人处。",
    ],
)
def test_what_the_city_sends_on_and_who_is_only_a_contact_are_no_routes(sentence):
    assert {office for office, _ in led(sentence, COUNTIES)} <= {"市科技局"}


def test_what_sort_of_body_somebody_is_says_where_he_hands_in():
    found = led(
        "申报单位为企业的，准备材料（一式一份。下同），于6月9日前提交所在县（区）科技部门；"
        "申报单位为高校、医院等单位的，将材料于6月9日前提交至市科技局人事处。"
    )
    assert found == [("所在县（区）科技部门", ("企业",)), ("市科技局人事处", ("高校", "医院"))]


def test_in_whose_name_something_is_sent_is_no_sender():
    sentence = (
        "涉及县（区）农业委员会在审查企业材料的基础上，提出意见。请于6月15日前，以县（区）农委的文件向市农委报送材料。"
    )
    assert led(sentence, COUNTIES) == [("市农委", ("涉及县（区）农业委员会",))]
    (deadline,) = deadlines(part_of(f"关于甲的通知\n{COUNTIES}：\n{sentence}\n东湖市农业委员会\n2024年3月4日"))
    assert deadline.audience == ("有关县（区）农业委员会", "重点龙头企业")


def test_social_organisations_are_bodies():
    found = led("各社会组织接到通知后，3月31日前向业务主管单位报送报告书。", "市属各社会团体")
    assert found == [("业务主管单位", ("社会组织",))]


def test_a_department_with_its_room_is_more_than_a_room():
    found = led("材料报我局。请于4月30日前将申报材料集中报送至市卫健委人事处2205室。")
    assert found[-1][0] == "市卫健委人事处2205室"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("采用县卫生局统一的申请书，填写后于3月20日前报市局科教科。", ("市局科教科", None)),
        ("请你们组织符合要求的企业按照自愿，提出推荐意见于3月20日前提交至市经信局。", ("市经信局", None)),
        ("请各区高度重视，专人负责，确保符合条件的企业参加，于6月9日前报送市经信局。", ("市经信局", ("各区",))),
        (
            "项目推荐单位进行项目的审核、汇总，签署意见后将汇总表报送市经信局。",
            ("市经信局", ("项目推荐单位",)),
        ),
        ("请各板块审核后于6月9日前将汇总表报送市经信局。", ("市经信局", ("板块",))),
        ("请各征集单位于5月4日前将征集表提交至所属辖区科技部门。", ("所属辖区科技部门", ("征集单位",))),
        ("请申报单位把材料提交到各自所属镇街（园区）经信部门。", ("各自所属镇街（园区）经信部门", ("申报单位",))),
    ],
)
def test_who_is_told_among_those_who_are_only_spoken_of(sentence, found):
    ((office, audience),) = led(sentence, "各县（区）农业局，重点龙头企业")
    everybody = ("县（区）农业局", "重点龙头企业")
    assert (office, audience) == (found[0], found[1] or everybody)


@pytest.mark.parametrize("sentence", ["申报单位须提交设立科研工作站的申请报告。", "不可同时兼报部级和省厅计划。"])
def test_what_is_applied_for_and_what_is_refused_is_no_office(sentence):
    assert led(sentence) == []


def test_a_body_does_not_hand_in_to_itself_by_another_name():
    found = led("纸质材料装订后报送县区科技主管部门审核。", "各县区科技局，各有关企业")
    assert found == [("县区科技主管部门", ("有关企业",))]
    found = led(
        "各县区林业主管部门将信息上报市局造林处。各地要在11月30日前将总结报市局造林处。",
        "各县区林业局",
    )
    assert found == [("市局造林处", ("县区林业主管部门",))]


def test_schools_and_others_are_all_meant_by_each_school():
    found = led("请各校于9月30日之前，将材料上交至区教师中心。", "各中小学、幼儿园及有关单位", "东湖区教育局")
    assert found == [("区教师中心", ("中小学", "幼儿园", "有关单位"))]


def test_a_year_by_which_something_is_wanted_is_later_than_that_of_a_number():
    found = deadlines(
        part_of(
            "各镇招商中心：\n根据《办法》（东政发〔2019〕37号）精神，支持项目执行期间为2021年1月1日至2021年12月31日，"
            "资金申报要求另附。网上申报截止时间为2022年10月28日。请各镇于11月10日前将汇总表报送至区商务局。"
        )
    )
    assert [str(one.date) for one in found] == ["2022-10-28", "2022-11-10"]


def test_copies_are_counted_behind_a_date():
    (deadline,) = deadlines(part_of("各区科协：\n纸质材料于2024年5月16日前一式2份统一报送市科协普及部。"))
    assert str(deadline.date) == "2024-05-16"


def test_whom_to_ask_is_told_once():
    found = contacts(
        part_of(
            "各区科技局：\n请于6月9日前报送至区科技局，电子版发至邮箱dh659667@example.invalid。\n"
            "东湖区科学技术局产学研合作科\n联系人：方亮 联系电话：86310511\n(联系人：方亮，联系电话：86310511)\n"
            "版权所有：东湖市科学技术协会 京ICP备16016202号-20"
        ),
        [],
    )
    assert [(one.names, one.phones, one.emails) for one in found] == [
        (("方亮",), ("86310511",), ("dh659667@example.invalid",))
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("请及时组织辖区内企业开展申报，于6月9日前将文件报市工信局规划科。", "县（区）工信部门"),
        (
            "请各县（区）工信部门通知并督促辖区有关企业填报，于6月9日前报送至市工信局规划科，以便市局复核汇总，按时上报省厅。",
            "县（区）工信部门",
        ),
        ("请通知意向企业于6月9日前将材料报送市工信局规划科。", "意向企业"),
    ],
)
def test_who_is_gathered_is_told_nothing_and_who_is_notified_is(sentence, found):
    assert led(sentence, "各县（区）工信部门", "东湖市工信局") == [("市工信局规划科", (found,))]


def test_what_is_done_only_if_another_way_fails_is_no_way():
    found = led("各医院将统计表通过系统上报市卫健委。如不能直接报送，可先上报省局。", BUREAUS)
    assert [office for office, _ in found] == ["市卫健委"]


def test_two_bureaus_share_the_place_of_the_first():
    assert [office for office, _ in led("请各县（区）分别报市工信局和财政局、教育局和市造价总站，以便汇总。")] == [
        "市工信局",
        "市财政局",
        "市教育局",
        "市造价总站",
    ]


def test_a_window_of_a_body_stands_for_the_body():
    found = led("材料报市工信局，材料交市服务中心市工信局窗口。")
    assert [office for office, _ in found] == ["市服务中心市工信局窗口"]


def test_the_year_of_a_standing_rule_is_not_that_of_a_notice():
    found = deadlines(
        part_of(
            "各镇（街）：\n根据《资助办法》（东府办〔2016〕82号）的规定，现将2018年度项目通知如下：\n截止时间：10月15日。"
        )
    )
    assert [str(one.date) for one in found] == ["2018-10-15"]


def test_an_addressee_that_receives_does_not_hand_in_to_itself():
    found = led("3月31日前向业务主管单位报送报告书。", "市各业务主管单位，市属社会团体")
    assert found == [("业务主管单位", ("市属社会团体",))]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("各医院将复审材料（要求见附件2）进行汇总，于8月15日以前上报市卫健委。", ["复审材料"]),
        ("请将申请表、营业执照（复印件）胶装后，一式四份报送至市卫健委。", ["申请表", "营业执照"]),
        ("上报市卫健委财务科纸质材料一式2份。", ["纸质材料"]),
        ("请将汇总的统计表上报市卫健委。", ["统计表"]),
    ],
)
def test_what_is_handed_in_bears_no_more_than_its_name(sentence, names):
    part = part_of(f"关于甲的通知\n{BUREAUS}：\n{sentence}\n东湖市卫生健康委员会\n2024年3月4日")
    assert [one.name for one in materials(part, deadlines(part))] == names


def test_what_the_office_does_with_others_is_no_route():
    found = led("申报材料请于9月11日下班前报送至我委。我委会同市科技局审查后，联合向省发展改革委报送材料。", BUREAUS)
    assert [office for office, _ in found] == ["东湖市卫生健康委员会"]


def test_the_day_on_which_a_page_was_looked_at_is_not_that_of_a_notice():
    found = deadlines(
        part_of("今天是：2025年12月06日\n截止：2019-06-20\n各乡镇：\n请于6月18日前将修改意见报送县防汛办。")
    )
    assert [str(one.date) for one in found if one.source == (4,)] == ["2019-06-18"]


def test_who_is_told_a_day_of_a_year_and_where_papers_must_arrive():
    found = led("请各医院2024年7月25日下班前发材料，纸质材料于2024年7月30日前送达我委大数据产业推进处。")
    assert found == [("我委大数据产业推进处", ("医院",))]


def test_whoever_checks_sends_on():
    found = led(
        "中心依托单位将材料报送至所在县卫生局。各县卫生局审查并盖章后，报送至市卫健委。", "各县卫生局、各有关单位"
    )
    assert found == [("所在县卫生局", ("中心依托单位",)), ("市卫健委", ("县卫生局",))]


def test_each_of_several_days_in_a_row_binds():
    found = deadlines(
        part_of(
            "各县水利局：\\n请各县分别于2024年1月29日、2月26日、3月29日将附件报市水利局；"
            "市局分别在1月30日、2月27日前将数据报省水利厅。"
        )
    )
    assert [str(one.date)[5:] for one in found] == ["01-29", "02-26", "03-29", "01-30", "02-27"]


def test_what_was_considered_is_nobodys_name():
    assert contacts(
        part_of("各区科技局：\\n中心是创新体系的组成部分，经研究，决定核查。联系人：李纪 0717-6756051"), []
    )[0].names == ("李纪",)


def test_a_latin_full_stop_ends_a_sentence():
    found = led("请于6月17日前将汇总表上报市农业委和市财政局.对不同意推荐的项目,需写明理由.", BUREAUS)
    assert [office for office, _ in found] == ["市农业委", "市财政局"]


def test_a_field_of_a_department_is_nobody_of_its_body():
    found = led("请你们抓紧组织，及时与市科技局农社处联系，并将材料于6月9日前报送至市科技局农社处。", "各县科技局")
    assert found == [("市科技局农社处", ("县科技局",))]


def test_whoever_is_told_in_one_line_hands_in():
    found = led(
        "市局拟于国庆节后组织观摩。请各县区接此通知后做好准备。观摩点附上简介，务于9月30日前上报到市局办公室。",
        "各县区科技局",
    )
    assert found == [("市局办公室", ("县区科技局",))]


def test_what_is_told_to_the_public_each_year_returns():
    (deadline,) = deadlines(part_of("各市经信局：\n督促有关单位，每年4月底前对上年度指标进行自我声明。"))
    assert deadline.recurrence == "每年4月底前"


def test_contacts_at_the_end_of_one_line():
    line = (
        "各市工信局: 为做好工作,现通知如下: 一、要求 按时报送。 二、联系方式 邮寄地址:设计园A座2023室,邮编250002。 "
        "省工信厅科技处 0531-51700610 省创新促进会 毕壹 0531-86900744"
    )
    assert [(one.office, one.phones) for one in contacts(part_of(line), [])][-2:] == [
        ("省工信厅科技处", ("0531-51700610",)),
        ("省创新促进会", ("0531-86900744",)),
    ]


def test_an_office_to_ask_has_its_phone_in_brackets():
    (asked,) = contacts(
        part_of(
            "各区科技局：\n现开展申报，我市共有2个名额。有意申报单位请于11月23日前联系市科技局成果科（6780622），逾期不予提名。"
        ),
        [],
    )
    assert (asked.office, asked.phones) == ("市科技局成果科", ("6780622",))


def test_the_third_of_each_month_returns():
    found = deadlines(
        part_of("各市工信局：\n每月上旬将运行情况报送消费品处；每月下旬将数据报送信息处；每季度末月中旬报送总结。")
    )
    assert [(one.recurrence, one.returns.days) for one in found if one.returns] == [
        ("每月上旬", (10,)),
        ("每月下旬", (-1,)),
        ("每季度末月中旬", (20,)),
    ]


def test_whoever_applies_is_anybody_whom_a_notice_addresses():
    found = led(
        "申报单位和个人于3月31日前将申报表报送市社科联（单位另附汇总表一份），逾期不再受理。",
        "各县区宣传部，各市级学会",
    )
    assert found == [("市社科联", ("县区宣传部", "市级学会"))]


def test_what_stands_in_a_list_and_is_no_item_of_it_is_not_handed_in():
    part = part_of(
        f"关于甲的通知\n{BUREAUS}：\n一、申报材料\n推荐表（见附件）。\n联系人：王东\n附 件：1.推荐表\n留言与评论（0条）"
    )
    assert [one.name for one in materials(part, [])] == ["推荐表"]
