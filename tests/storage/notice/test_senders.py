"""Who hands in to which office: owners, fields, exceptions, what only seems to be a route."""

from __future__ import annotations

import pytest

from storage.notice.parts.structure import parts
from storage.notice.routes.reader import routes
from storage.notice.text.paragraphs import paragraphs

BUREAUS = "各县（市、区）卫生健康局，市直各医疗机构"
ALL = ("县（市、区）卫生健康局", "市直各医疗机构")


def led(sentence: str, addressees: str = BUREAUS, issuer: str = "东湖市卫生健康委员会"):
    text = f"东卫〔2024〕9号\n关于甲的通知\n{addressees}：\n{sentence}\n{issuer}\n2024年3月4日"
    part = parts(paragraphs(text.split("\n")))[0]
    return [(route.office, route.audience) for route in routes(part)]


@pytest.mark.parametrize(
    ("sentence", "audience"),
    [
        ("工程系列报市人社局职称科。", ("工程系列",)),
        ("人文社科类项目材料交到市人社局职称科（行政楼415）。", ("人文社科类项目",)),
        ("理工类、医学类论文送市人社局职称科。", ("理工类", "医学类")),
        ("小学组作品请寄至市人社局职称科。", ("小学组",)),
        ("自然科学类项目材料由单位秘书收齐后，于6月18日前交到市人社局职称科。", ("自然科学类项目",)),
    ],
)
def test_papers_of_a_field_go_where_the_field_goes(sentence, audience):
    assert led(sentence)[0][1] == audience


@pytest.mark.parametrize(
    ("sentence", "audience"),
    [
        ("市直各医疗机构的材料报送至市卫健委医政科。", ("市直各医疗机构",)),
        ("各乡镇党委书记述职报告报县委组织部组织一科。", ("乡镇党委",)),
        ("县直各党委、各国有企业党委述职报告报县委组织部组织二科。", ("县直各党委", "国有企业党委")),
    ],
)
def test_whose_the_paper_is_hands_it_in(sentence, audience):
    assert led(sentence)[0][1] == audience


def test_whoever_is_sent_elsewhere_is_taken_out_of_what_holds_for_all():
    found = led("请各单位于6月9日前报送至市卫健委医政科。其中，市直各医疗机构的材料报送至市卫健委药政科。")
    assert found == [
        ("市卫健委药政科", ("市直各医疗机构",)),
        ("市卫健委医政科", ("县（市、区）卫生健康局",)),
    ]


def test_an_office_for_all_stays_beside_those_for_some_where_it_has_a_date():
    found = led(
        "各地各单位于4月12日前将名单报市卫健委医政科。各县（市、区）卫生健康局将总结报市质控中心，"
        "市直各医疗机构将总结报市卫健委医政科。"
    )
    assert found == [
        ("市质控中心", ("县（市、区）卫生健康局",)),
        ("市卫健委医政科", ("市直各医疗机构", "县（市、区）卫生健康局")),
    ]


def test_a_place_where_things_are_only_brought_is_no_route_beside_those_of_all():
    found = led("由志愿者送到乡村学校。各县（市、区）卫生健康局报市卫健委医政科，市直各医疗机构报市卫健委药政科。")
    assert [office for office, _ in found] == ["市卫健委医政科", "市卫健委药政科"]


def test_the_department_goes_before_the_body_that_it_is_part_of():
    found = led("各单位将名单报市卫健委。各单位将总结报市卫健委医政科。请将图片报我委。")
    assert found == [("市卫健委医政科", ("县（市、区）卫生健康局", "市直各医疗机构"))]


def test_a_department_is_the_same_with_or_without_its_body():
    found = led("各单位将名单报市卫健委医政科。各单位将总结报医政科。")
    assert found == [("市卫健委医政科", ("县（市、区）卫生健康局", "市直各医疗机构"))]


def test_all_bodies_of_a_kind_of_place_are_meant_by_the_place():
    assert led("各乡镇将名单报县委办公室。", "各乡镇人民政府，县直各单位")[0][1] == ("乡镇人民政府",)
    assert led("各镇（街道）要配齐人员，并将名册报区统计局。", "各镇（街道）统计办，各企业")[0][1] == (
        "镇（街道）统计办",
    )


def test_a_body_is_named_as_the_sentence_names_it():
    found = led("各县（市、区）工信部门将推荐文件报市工信局企业科。", "各县（市、区）工业和信息化局，高新区经济发展局")
    assert found == [("市工信局企业科", ("县（市、区）工信部门",))]
    assert led("归口管理部门将推荐函报市科技局。")[0][1] == ("归口管理部门",)
    assert led("申报企业将申请书报市科技局。", "各区科技局，各有关企业")[0][1] == ("申报企业",)


def test_a_bracket_that_explains_is_no_part_of_the_name():
    found = led("请各区（含新区，下同）工信主管部门将名单报市工信局。", "各区工信局，各企业")
    assert found == [("市工信局", ("区工信主管部门",))]


def test_all_levels_of_a_body_are_everybody():
    assert led("请各级医院认真总结，将总结报市卫健委医政科。")[0][1] == ("县（市、区）卫生健康局", "市直各医疗机构")


def test_a_shorter_name_for_one_addressed_adds_nobody():
    ((office, audience),) = led("市直机构自评材料直接报市卫健委医政科。各单位将总结报市卫健委医政科。")
    assert (office, sorted(audience)) == ("市卫健委医政科", ["县（市、区）卫生健康局", "市直各医疗机构"])


def test_an_office_of_the_senders_own_place_is_one_where_somebody_is_named():
    sentence = "申报企业于8月5日前向所在地县（市、区）卫健部门提出申请。"
    assert led(sentence) == [("所在地县（市、区）卫健部门", ("申报企业",))]
    assert led("请将申请书送所在区卫生健康局。") == []


def test_the_name_of_a_step_does_nothing():
    found = led("3.学校审定：学院团委于4月18日前将名单报送校团委组织部。", "各学院团委，直属团总支", "东湖大学团委")
    assert found == [("校团委组织部", ("学院团委",))]


def test_what_a_unit_gathers_is_handed_in_by_the_unit():
    found = led("材料由科室统一汇总、初审后，于12月20日前报科研处。", "各科室", "东湖大学科研处")
    assert found == [("科研处", ("科室",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "请将名单报市卫健委医政科，医政科审核后报省卫健委医政处。",
        "请将名单报市卫健委医政科。市卫健委将于6月完成审查，报省卫健委医政处审批。",
        "请将名单报市卫健委医政科，以便市卫健委汇总后提交给省卫健委医政处。",
        "请将名单报市卫健委医政科。为向政府部门提出政策建议做好准备。",
        "请将名单报市卫健委医政科。主要负责同志离开本地的，须提前向市委办公室报备。",
        "请将名单报市卫健委医政科。评审结果公示无异议后报市委组织部备案。",
        "请将名单报市卫健委医政科。违反规定的，移交市纪委监委处理。",
        "请将名单报市卫健委医政科。对符合条件的企业，由市工信局推荐上报省工信厅。",
        "请将名单报市卫健委医政科。证书由学会秘书处统一寄送获奖单位。",
        "请将名单报市卫健委医政科。经学术委员会审议通过后报院长办公会批准。",
        "请将名单报市卫健委医政科，书面材料会议报到时交会务组。",
        "请将名单报市卫健委医政科。交由市政府系统办理的提案共86件。",
        "请将名单报市卫健委医政科。如遇突发情况，须向市应急办报送信息。",
    ],
)
def test_what_is_sent_on_advised_or_only_due_in_some_case_is_no_route(sentence):
    assert [office for office, _ in led(sentence)] == ["市卫健委医政科"]


def test_what_is_due_in_some_case_is_a_route_where_there_is_no_other():
    assert [office for office, _ in led("主要负责同志离开本地的，须提前向市委办公室报备。")] == ["市委办公室"]


def test_since_when_something_goes_on_is_no_office():
    assert led("请于12月25日前报送第一次党代会以来本单位及所属部门发展成就。") == []
    assert [office for office, _ in led("申请表交市卫健委医政科——市卫健委医政科复核。")] == ["市卫健委医政科"]


def test_as_many_senders_as_offices_go_each_to_its_own_where_the_sentence_says_so():
    found = led("各乡镇（街道）、县直各学校将总结分别报县应急局危化股、县教育局安全股。", "各乡镇（街道），县直各学校")
    assert found == [("县应急局危化股", ("乡镇（街道）",)), ("县教育局安全股", ("县直各学校",))]


def test_a_school_that_is_addressed_is_not_the_issuer():
    found = led("各学校于4月12日前将台账报属地乡镇。", "各乡镇，县直各学校")
    assert found == [("属地乡镇", ("县直各学校",))]


@pytest.mark.parametrize(
    ("sentence", "audience"),
    [
        ("明确责任人，并于8月26日前将名单报市卫健委医政科。", ("县（市、区）卫生健康局", "市直各医疗机构")),
        ("由所在单位审核盖章后，9月30日前报市卫健委医政科。", ("县（市、区）卫生健康局", "市直各医疗机构")),
        ("请参会代表填写回执，于9月20日前发送至市卫健委医政科。", ("县（市、区）卫生健康局", "市直各医疗机构")),
        (
            "宣传小组要充分准备、精心策划、高效务实做好本单位宣传，将名单报市卫健委医政科。",
            ("宣传小组",),
        ),
        ("按系统分两批次提交，于9月20日前报市卫健委医政科。", ("县（市、区）卫生健康局", "市直各医疗机构")),
        ("在雁高校将名单报市卫健委医政科。", ("在雁高校",)),
        (
            "各推荐单位主要负责人为第一责任人，于3月15日前将名单报市卫健委医政科。",
            ("推荐单位",),
        ),
    ],
)
def test_what_only_looks_like_a_sender_is_none(sentence, audience):
    assert led(sentence) == [("市卫健委医政科", audience)]


def test_where_somebody_applies_in_person():
    sentence = "残疾人本人或监护人持证件到所在社区提出申请。街道残联审核后报区残联康复部。"
    assert led(sentence, "各街道残联、社区残协", "湖滨区残疾人联合会") == [
        ("所在社区", ("残疾人本人或监护人",)),
        ("区残联康复部", ("街道残联",)),
    ]


@pytest.mark.parametrize(
    ("sentence", "audience"),
    [
        ("纸质材料由孵化器、众创空间统一收取后，于5月17日前交至区科技局307室。", ("孵化器", "众创空间")),
        ("科技小发明由各系部汇总后于10月27日前交区科技局高新科。", ("系部",)),
        ("县（市、区）属单位经主管部门同意后，直接报市科技局。", ("县（市、区）属单位",)),
        ("各镇街（园区）、市有关部门于7月5日前将情况报市安委办综合组。", ("镇街（园区）", "市有关部门")),
        ("各在建项目部立即开展自查，6月18日前报项目所在地镇街安监所。", ("在建项目部",)),
        ("参赛队伍所需清单由指导教师于5月15日前交化学实验中心。", ("指导教师",)),
        ("高校图书馆案例直接报送高校图工委秘书处。", ("高校图书馆",)),
        ("项目完成人于9月6日起填写提名书，9月30日前提交至提名单位。", ("项目完成人",)),
    ],
)
def test_by_whom_something_is_sent(sentence, audience):
    assert led(sentence, "各提名单位，市级有关部门")[0][1] == audience


def test_what_a_receiving_office_gathers_by_a_day_is_sent_on():
    sentences = "请将总结报区住建局安监站。区住建局安监站于7月3日前汇总上报市安委办。由区住建局统一报送市住建局。"
    found = led(sentences, issuer="东湖区住房和城乡建设局")
    assert [office for office, _ in found] == ["区住建局安监站"]


def test_the_office_at_the_end_of_an_address_behind_its_label():
    found = led("材料寄送：丹江市人民路18号丹江市医学会秘书处（邮编442700）。")
    assert [office for office, _ in found] == ["丹江市医学会秘书处"]
    assert led("邮寄地址：成都市浣花路1号中国电建成都院。") == []


def test_half_a_name_is_one_with_the_next():
    assert led("请将名单传真至科教科。", "各临床、医技科室", "科教科")[0][1] == ("临床、医技科室",)


def test_a_sender_is_not_sought_far_before_its_verb():
    far = "各县（市、区）卫生健康局组织人员开展活动" + "，活动内容由单位商定" * 60
    assert led(f"{far}，名单报市卫健委医政科。")[0][1] == ("县（市、区）卫生健康局", "市直各医疗机构")


def test_one_who_takes_part_hands_in_to_those_addressed_under_its_own_name():
    assert led("申报单位将申请书送交县卫生健康局。", "各县卫生健康局，各医院")[0] == ("县卫生健康局", ("申报单位",))


def test_the_rows_of_a_timetable_are_read_cell_by_cell():
    found = led("2025年1月10日前 | 学院汇总意向表报科技处基金科 | 科研秘书", "各学院，各研究院", "东湖大学科技处")
    assert found == [("科技处基金科", ("学院",))]


def test_one_office_after_another():
    found = led(
        "申报单位将申报书报所在县（市、区）局，由县（市、区）局出具意见后于5月12日前报送市局促进科。",
        "各市（州）市场监管局，各企业",
        "东湖市市场监管局",
    )
    assert found == [("所在县（市、区）局", ("申报单位",)), ("市局促进科", ("县（市、区）局",))]


def test_the_street_before_an_office_is_no_part_of_its_name():
    found = led("请将材料邮寄至：东湖市人民路1号市科协学会部（收）。")
    assert [office for office, _ in found] == ["市科协学会部"]


def test_a_society_that_names_itself_is_the_issuer():
    found = led("各推荐单位将案例发送至学会邮箱。", "各市图书馆学会，各会员馆", "湖东省图书馆学会")
    assert found == [("湖东省图书馆学会", ("推荐单位",))]


def test_whom_a_paragraph_speaks_of_is_not_carried_into_the_next():
    found = led("县直各单位推荐1名。\n推荐时间：10月20日前报送至县文明办服务股。", "各乡镇，县直各单位")
    assert found == [("县文明办服务股", ("乡镇", "县直各单位"))]


@pytest.mark.parametrize(
    ("sentence", "audience"),
    [
        ("材料由各二级医院统一报送，不接受个人报送，务必于6月9日前交到市卫健委医政科。", ("二级医院",)),
        ("书面材料由第一完成单位盖章后送至市卫健委医政科。", ("第一完成单位",)),
        ("合同一式3份，由各县卫生院填写，负责人签名、所在单位盖章后，送一份至市卫健委医政科。", ("县卫生院",)),
        ("市卫健委于6月1日前完成论证。各地将方案盖章后，于6月9日前报市卫健委医政科。", ALL[:1]),
        ("请于6月9日前送达市卫健委医政科。", ALL),
        ("推荐单位自留一份，其余两份在规定时间内统一报到市卫健委医政科。", ("推荐单位",)),
        ("各县（市、区）卫生健康局、市直各医疗机构比照去年的办法审查，汇总后报市卫健委医政科。", ALL),
    ],
)
def test_who_signs_or_is_refused_hands_in_nothing(sentence, audience):
    assert led(sentence) == [("市卫健委医政科", audience)]


def test_whoever_applies_is_another_than_an_authority_that_is_told():
    sentence = "请申报单位于6月9日前将纸质材料报送市卫健委医政科。"
    assert led(sentence) == [("市卫健委医政科", ("申报单位",))]
    assert led(sentence, "各县卫生健康局，各会员单位") == [("市卫健委医政科", ("县卫生健康局", "会员单位"))]
    assert led("申报单位填写申报书。材料请于6月9日前报送市卫健委医政科。") == [("市卫健委医政科", ALL)]


def test_the_department_of_one_addressed_gathers_and_hands_in():
    found = led(
        "申报人将申报书交县卫生健康局医政部。县卫生健康局医政部统一邮寄至市质控中心。", "各县卫生健康局，各医院"
    )
    assert found == [("县卫生健康局医政部", ("申报人",)), ("市质控中心", ("县卫生健康局医政部",))]


@pytest.mark.parametrize(
    ("sentence", "audience"),
    [
        ("请及时组织辖区内企业申报，并于6月9日前报市卫健委医政科。", ALL),
        ("请有意申报的单位（以科室为主）于6月9日前将材料报市卫健委医政科。", ALL),
        ("部门负责人签字后交市卫健委医政科。", ALL),
        ("由所在单位审核盖章后于6月9日前送市卫健委医政科。", ALL),
        ("请将回执于6月9日前传真或发电子邮件至市卫健委医政科。", ALL),
        ("稿件请寄：东湖市人民路1号市卫健委医政科。", ALL),
        ("各承办单位于6月9日前将总结报市卫健委医政科备案。", ("承办单位",)),
        ("各承办单位做好准备。\n二、各承办单位于6月9日前将总结报市卫健委医政科。", ALL),
    ],
)
def test_who_is_only_told_to_call_on_others_hands_in_for_them(sentence, audience):
    assert led(sentence) == [("市卫健委医政科", audience)]


def test_what_is_set_up_is_no_office():
    assert led("各县卫生院向我委提交设立急救中心的申请报告。") == [("东湖市卫生健康委员会", ("县卫生院",))]


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("请于6月9日前发至邮箱a@b.example，由我委统一推荐。", "东湖市卫生健康委员会"),
        ("请在今天下班前电话告知市质控中心，并于6月9日送来简介。", "市质控中心"),
        ("请于6月9日前送来简介。", "东湖市卫生健康委员会"),
    ],
)
def test_without_an_office_what_the_issuer_gathers_goes_to_the_issuer(sentence, office):
    assert led(sentence) == [(office, ALL)]


def test_a_mailbox_of_nobody_in_particular_is_that_of_the_department_that_issues():
    assert led("请于6月9日前发至邮箱a@b.example。", issuer="科研处") == [("科研处", ALL)]
    assert led("请于6月9日前发至邮箱a@b.example。") == []
    assert led("请于6月9日前发至邮箱a@b.example。", issuer="") == []
    assert led("请于6月9日前发至邮箱a@b.example。安全股：陶立，电话：7712001。", issuer="科研处") == []
    assert led("请于6月9日前发至邮箱a@b.example，由我委统一推荐。", issuer="") == []


@pytest.mark.parametrize(
    ("sentence", "audience"),
    [
        ("推荐单位报市卫健委医政科。", ("推荐单位",)),
        ("先进个人填表后直接报市卫健委医政科。", ("先进个人",)),
        ("由课题组将结题材料交市卫健委医政科。", ("课题组",)),
        ("各县卫生院审查并盖章后，报送至市卫健委医政科。", ("县卫生院",)),
    ],
)
def test_who_recommends_examines_or_works_together_hands_in(sentence, audience):
    assert led(sentence) == [("市卫健委医政科", audience)]


@pytest.mark.parametrize(
    "sentence",
    [
        "材料请交至指定接收单位。",
        "成果须有市级以上党委政府批示，请交至市级以上党委政府。",
        "工业和信息化部将以各省主管部门推荐的方式征集，向市卫健委推荐。教育部将名单报市卫健委。",
    ],
)
def test_nobody_in_particular_and_one_above_make_no_route(sentence):
    assert led(sentence) == []


def test_an_office_named_again_hides_no_department_named_behind_it():
    found = led("请各单位向市卫健委报送需求。\n公示结果交市卫健委备查。\n材料请于6月9日前送达市卫健委医政科。")
    assert found == [("市卫健委医政科", ALL)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "专题一由林学分会受理，联系人：乔一禾；专题二由草学分会受理，联系人：卢月。",
            [("林学分会", ("专题一",)), ("草学分会", ("专题二",))],
        ),
        (
            "区属学校的申报项目由所在区科协受理，市直学校的申报项目由市少年宫受理。",
            [("所在区科协", ("区属学校",)), ("市少年宫", ("市直学校",))],
        ),
        (
            "材料统一发至市科技局邮箱。\n1.机械、电子领域项目：由高新科受理。\n2.种业、畜牧领域项目：由农村科受理。",
            [("高新科", ("机械、电子领域项目",)), ("农村科", ("种业、畜牧领域项目",))],
        ),
        ("市级实训基地报市科技馆展教部。", [("市科技馆展教部", ("市级实训基地",))]),
        ("农民合作社自愿申报，于6月9日前向登记地县农业农村局提出申请。", [("登记地县农业农村局", ("农民合作社",))]),
        ("创新训练项目的立项、结题材料报教务处实践科。", [("教务处实践科", ("创新训练项目",))]),
        ("各镇卫生院收齐辖区诊所的材料，于6月9日前报县卫健局医政科。", [("县卫健局医政科", ("镇卫生院",))]),
        ("每季度末将报表向市工信局投资科报送。", [("市工信局投资科", ("县（市、区）卫生健康局", "市直各医疗机构"))]),
        ("论文按专题发送至下列受理单位邮箱。", []),
        ("逾期送达的由市科协受理。", []),
        (
            "请于6月9日前将总结报市级主管部门，其中县（市、区）卫生健康局报市卫健委宣传科，市直各医疗机构报市卫健委医政科。",
            [("市卫健委宣传科", ("县（市、区）卫生健康局",)), ("市卫健委医政科", ("市直各医疗机构",))],
        ),
        ("各镇经发办于每月8日前将企业未报原因报区工信局运行科。", [("区工信局运行科", ("镇经发办",))]),
        (
            "申报先进企业的，申报表报会员服务部；申报先进个人的，材料报教育培训部。",
            [("会员服务部", ("申报先进企业",)), ("教育培训部", ("申报先进个人",))],
        ),
        (
            "（1）理学类项目：科研院成果科，明德楼307，联系人：乔一禾\n（2）医学类项目：医学部科研办，联系人：卢月",
            [("科研院成果科", ("理学类项目",)), ("医学部科研办", ("医学类项目",))],
        ),
        ("（1）其他事项：科研院成果科，联系人：乔一禾", []),
        (
            "以上材料按领域分别报送：\n1.房屋建筑，报市质监站。联系人：乔一禾。\n2.道路桥梁，报城建科。",
            [("市质监站", ("房屋建筑",)), ("城建科", ("道路桥梁",))],
        ),
        ("市直各医疗机构不登录平台，于1月16日前将报表发至规划科。", [("规划科", ("市直各医疗机构",))]),
    ],
)
def test_who_takes_what_of_whom(text, found):
    assert led(text) == found


def test_who_acts_for_those_addressed_is_they():
    assert led("各学院教学秘书将汇总表报教务处。", "各学院，各研究院") == [("教务处", ("学院",))]


def test_whoever_gets_others_to_write_hands_in_what_they_wrote():
    found = led("请各学校组织教师认真撰写论文，并于11月30日前将论文材料统一报送至市教育局教研室。")
    assert [audience for _, audience in found] == [("学校",)]


def test_the_editors_of_a_journal_are_an_office_behind_their_address():
    (found,) = led("征文用挂号信寄至：云江市草场门大街133号（B楼）《云江教育》编辑部，邮编：210036。")
    assert found[0] == "《云江教育》编辑部"


@pytest.mark.parametrize(
    "sentence",
    [
        "各单位可以申报，先进工作者每个单位限报1名。请于6月9日前将申报表报市卫健委医政科。",
        "省卫健委正在组织优秀工作者人选的推荐。请于6月9日前将推荐表报市卫健委医政科。",
        "请于2024年6月9日前（以邮戳时间为准）将推荐表送市卫健委医政科。",
        "请于6月9日前将数据报市卫健委医政科，6月19日前，上报本地乡（镇、街道）统计机构现状分析报告。",
        "各单位须于6月9日前报送市卫健委。县（市、区）卫生健康局报医政科，市直各医疗机构报医政科。",
    ],
)
def test_what_is_named_beside_the_duty_is_no_sender_and_no_office(sentence):
    assert {audience for _, audience in led(sentence)} == {ALL}
    assert len(led(sentence)) == 1


def test_a_body_in_short_is_the_only_one_addressed_that_it_can_be():
    found = led("各市州局于6月9日前将汇总表报送至厅资源处。", "各市州农业农村局，县市区农业农村局")
    assert [audience for _, audience in found] == [("市州农业农村局",)]


def test_a_department_with_a_place_in_its_name_is_no_part_of_another_body():
    found = led("1.征文于4月26日前发送至县教研室。\n2.推荐表于5月6日前送县教育工会。", "各乡镇中心学校，县直各学校")
    assert [office for office, _ in found] == ["县教研室", "县教育工会"]


@pytest.mark.parametrize(
    "sentence",
    [
        "请各单位认真回顾本单位活动，写出书面总结，于6月9日前一并报送市卫健委医政科。",
        "填报后打印报告书一式三份，法定代表人签名、加盖公章，于6月9日前送市卫健委医政科。",
        "各县（区）、各单位于6月9日前将总结报送市卫健委医政科。",
        "现将通知（东科协发厅字〔2024〕13号）转发给你们，请于6月9日前将总结报送市卫健委医政科。",
    ],
)
def test_all_who_are_addressed_hand_in_however_the_sentence_goes_on(sentence):
    assert led(sentence) == [("市卫健委医政科", ALL)]


def test_papers_that_are_parted_are_told_apart_by_their_own_names():
    text = "按以下分工报送：\n（一）音乐作品报市文化馆音舞部；\n（二）理论文章报市群众文化学会秘书处。"
    assert led(text) == [("市文化馆音舞部", ("音乐作品",)), ("市群众文化学会秘书处", ("理论文章",))]
