"""A person or body and the office of its own place, one office after another, kinds of work that go apart."""

from __future__ import annotations

import pytest

from tests.storage.notice.test_senders import led

SCHOOLS = "各学院，各研究院"


@pytest.mark.parametrize(
    ("sentence", "office", "audience"),
    [
        ("申请人将申请书交至所在学院。", "所在学院", ("申请人",)),
        ("申请书由申请人本人报学院教学秘书。", "学院教学秘书", ("申请人本人",)),
        ("未开户的教师将姓名报学院教学秘书。", "学院教学秘书", ("未开户的教师",)),
        ("申请人完成在线填写并提交至依托单位。", "依托单位", ("申请人",)),
        ("本人或监护人持身份证到户籍所在社区（村）残协提出申请。", "户籍所在社区（村）残协", ("本人或监护人",)),
        ("申报企业填写申请表，报所在地工信、财政部门。", "所在地工信、财政部门", ("申报企业",)),
        ("各申报集体将申请表报所属县（区）团委。", "所属县（区）团委", ("申报集体",)),
        ("申报人提交意向表至学院。", "学院", ("申报人",)),
        ("各县属单位向所在地科协提出申请。", "所在地科协", ("县属单位",)),
        ("学生本人向所在班级提出申请。", "所在班级", ("学生本人",)),
        ("有设立畜牧、渔业等局的涉农部门请报送县级农业局。", "县级农业局", ("涉农部门",)),
        ("3.通过初审的企业于12月5日前将书面材料送至市服务中心302室。", "市服务中心302室", ("通过初审的企业",)),
        ("各校将登记表报区教研室。", "区教研室", ("各校",)),
        ("各中学将统计表报当地教育局。", "当地教育局", ("中学",)),
        ("项目单位将申请表提交至所属辖区科技主管部门。", "所属辖区科技主管部门", ("项目单位",)),
        ("请企业根据所在区工信部门发布的通知要求，报送申报材料。", "所在区工信部门", ("企业",)),
    ],
)
def test_somebody_hands_in_to_the_office_of_his_own_place(sentence, office, audience):
    assert led(sentence, SCHOOLS) == [(office, audience)]


def test_a_body_that_receives_may_be_asked_to_hand_in_in_its_turn():
    found = led(
        "学校向县区主管部门提出申请。请县区主管部门于6月9日前将申请表寄送至市教育局基教科。", "各县教体局，局属学校"
    )
    assert found == [("县区主管部门", ("局属学校",)), ("市教育局基教科", ("县区主管部门",))]


def test_an_office_that_was_named_before_need_not_be_named_again():
    found = led("各研究院将总结报校科研处基金科。各学院将总结报至上述科室。", SCHOOLS)
    assert found == [("校科研处基金科", ("研究院", "学院"))]


def test_what_all_who_were_named_hand_in_goes_where_all_of_it_goes():
    found = led("各研究院报送总结；各学院报送名单。以上材料送校科研处基金科。", f"{SCHOOLS}，各附属医院")
    assert found == [("校科研处基金科", ("研究院", "学院"))]


def test_a_local_office_stays_beside_the_one_that_is_dated():
    found = led(
        "各研究院，达到要求的，填写申请书交所在地科协。各学院、各研究院于6月9日前将名单报校科研处基金科。", SCHOOLS
    )
    assert [office for office, _ in found] == ["所在地科协", "校科研处基金科"]


def test_the_office_of_a_place_and_the_one_beside_it_are_two():
    found = led("各学院于6月9日前将台账报属地乡镇（街道）及县教育局安全股。", SCHOOLS)
    assert [office for office, _ in found] == ["属地乡镇（街道）", "县教育局安全股"]


def test_how_many_each_may_name_binds_nobody_behind_it():
    found = led("各研究院推荐作品不超过5件，各学院不超过2件。请于6月9日前将名单报校科研处基金科。", SCHOOLS)
    assert found == [("校科研处基金科", ("学院", "研究院"))]


def test_all_who_name_somebody_hand_in_together():
    found = led(
        "各附属医院做好宣传，各研究院每单位推荐5户，学院推荐3户，并于6月9日前报送校科研处基金科。",
        f"{SCHOOLS}，各附属医院",
    )
    assert found == [("校科研处基金科", ("研究院", "学院"))]


def test_somebody_in_an_office_is_no_part_of_its_name():
    assert [office for office, _ in led("排查情况于今日18时前报街道应急办刘洋处（电话85667001）。")] == ["街道应急办"]
    assert [office for office, _ in led("材料报市卫健委药政处。")] == ["市卫健委药政处"]


def test_who_goes_where_may_be_told_in_brackets():
    found = led(
        "书面材料报县教育局教研科（小学交县教育局小教科，中学交县教育局中教科，其余不收交县教育局办公室）。", "各学校"
    )
    assert ("县教育局小教科", ("小学",)) in found
    assert ("县教育局中教科", ("中学",)) in found


def test_where_nobody_is_addressed_whoever_is_spoken_of_hands_in():
    assert led("各单位于6月9日前将报名表报送县文体局群体股。", "2024年")[0][1] == ("单位",)


def test_an_issuer_that_is_a_department_stays_beside_another():
    found = led("各学院先向校伦理委员会提交申请。各学院将申请书交科教科。", SCHOOLS, "科教科")
    assert {office for office, _ in found} == {"校伦理委员会", "科教科"}


def test_an_office_of_which_there_are_several_receives_from_persons():
    found = led("申报人将申报书交省级科协教育机构。各省级科协教育机构汇总后邮寄至大赛办公室。", "各省科协，教育局")
    assert found == [("省级科协教育机构", ("申报人",)), ("大赛办公室", ("省级科协教育机构",))]


def test_a_thing_that_is_handed_in_to_somebody_is_no_handing_in():
    assert led("向市级评委会申报的所有论文目录以及申报情况统计表。", SCHOOLS) == []


def test_each_school_is_not_the_school_that_issues():
    found = led("各学校组织参赛，初选后于6月9日前将作品报市邮政公司。", "各县教育局，直属中小学校")
    assert found == [("市邮政公司", ("直属中小学校",))]


def test_all_who_answer_for_their_own_hand_in_together():
    found = led("各学院负责本学院论文的征集，研究院负责本院论文的初评，于6月9日前报校科研处基金科。", SCHOOLS)
    assert found == [("校科研处基金科", ("学院", "研究院"))]


def test_offices_named_in_one_breath_receive_from_the_same():
    found = led("申报人向所在地科协、企事业科协提出申报。", SCHOOLS)
    assert found == [("所在地科协", ("申报人",)), ("企事业科协", ("申报人",))]


def test_what_papers_include_is_no_sender():
    found = led("请各学院将材料，包括单位和个人的事迹材料、汇总表的纸质版上交至校团委办公室。", SCHOOLS)
    assert found == [("校团委办公室", ("学院",))]


def test_what_follows_sentences_to_several_is_said_to_all():
    found = led(
        "各附属医院要高度重视，认真谋划；各学院填写备案表。请于5月6日前报送校科研处基金科。", f"{SCHOOLS}，各附属医院"
    )
    assert found == [("校科研处基金科", ("学院", "研究院", "附属医院"))]


def test_a_school_is_no_beginning_of_its_secretarys_name():
    found = led("各教研室将意向发至学院科研秘书邮箱。学院将材料报送至校科研院。", "各教研室")
    assert sorted(found) == [("学院科研秘书", ("教研室",)), ("校科研院", ("学院",))]


def test_where_papers_are_taken_is_told_with_the_days():
    found = led("受理时间：4月8日—4月19日（双休日除外），地点：市社科联规划办（5号楼311）。", SCHOOLS)
    assert found == [("市社科联规划办", ("学院", "研究院"))]


def test_whoever_gave_the_task_is_nobody_in_particular():
    assert led("不合格报告应报送任务下达部门。", SCHOOLS) == []
    assert led("参赛选手向户籍所在区残联报名。", SCHOOLS) == [("户籍所在区残联", ("参赛选手",))]


def test_whoever_hands_in_for_its_own_is_the_sender():
    found = led("以学院为单位组队，4月18日前将名单交图书馆推广部。", "全校师生，各学院")
    assert found == [("图书馆推广部", ("学院",))]
    assert led("以单位为单位于4月18日前将名单交图书馆推广部。", "全校师生，各学院")[0][1] == ("全校师生", "学院")


def test_what_is_done_as_told_by_nobody_is_no_route():
    assert led("根据所在区工信部门发布的通知要求，报送申报材料。", SCHOOLS) == []


def test_a_body_of_a_level_hands_in_what_it_has_received():
    found = led(
        "申请单位将申报书报送省级科协科普部，省级科协科普部审核后，于8月20日前统一报送项目办信息处。",
        "各省科协，各学会",
    )
    assert ("项目办信息处", ("省级科协科普部",)) in found


def test_two_offices_in_one_breath_without_a_sign_are_two():
    found = led("请将总结和反馈表分别报至省科协科普部和学社省委社会服务部。", SCHOOLS)
    assert [office for office, _ in found] == ["省科协科普部", "学社省委社会服务部"]


def test_a_room_is_named_where_no_office_is():
    assert led("请于6月9日前报送。材料报送地址：科技处东312办公室。", SCHOOLS)[0][0] == "科技处东312办公室"
    found = led("各学院将申请书报市局促进科。报送地址：市局605室。", SCHOOLS)
    assert [office for office, _ in found] == ["市局促进科"]


def test_whoever_is_chosen_is_sent_on_by_the_office():
    assert led("推荐的候选人经审核后将择优向省科协推荐参加评选。") == []


def test_what_is_done_to_somebody_makes_him_no_sender():
    found = led("各学院要对业绩不佳的机构进行清理，对业绩突出、成果丰富的机构整理材料上报校科研处。", SCHOOLS)
    assert found == [("校科研处", ("学院",))]


def test_an_office_of_social_affairs_is_one():
    assert led("一、申报地点\n人民路18号综合楼4楼479室社会发展科。", SCHOOLS)[0][0] == "社会发展科"


def test_kinds_of_work_go_apart():
    assert led("美术作品送（寄）：市美术家协会，联系人：景老师。")[0] == ("市美术家协会", ("美术作品",))
    found = led("请作者将原件送（寄）至：美术作品送县美术家协会，书法作品送县书法家协会。")
    assert found == [("县美术家协会", ("美术作品",)), ("县书法家协会", ("书法作品",))]
    found = led("名单报市卫健委医政科，美术作品送县美术家协会，书法作品送县书法家协会。")
    assert [office for office, _ in found] == ["县美术家协会", "县书法家协会", "市卫健委医政科"]
    found = led("请将材料报市工信局对应科室：节能项目报节能科，首台（套）装备项目报装备科。")
    assert found == [("节能科", ("节能项目",)), ("装备科", ("首台（套）装备项目",))]


def test_works_of_one_kind_are_nobodys_name():
    found = led("参赛作品报市卫健委医政科，论文报市卫健委药政科。")
    assert [audience for _, audience in found] == [("县（市、区）卫生健康局", "市直各医疗机构")] * 2


def test_the_crossing_of_two_roads_is_no_handing_in():
    (found,) = led("请将材料寄送至市教育局基教科（湖南路与滨河路交会处市教育局1117室）。")
    assert found[0].startswith("市教育局基教科")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "项目主持人从网站下载申请书，填写后于4月15日前交至所在系部。",
            [("所在系部", ("项目主持人",))],
        ),
        (
            "凡申报学生管理类项目的，申请人于4月15日前将申请书交至学生处；属于思政类课题的，交至思政部。",
            [("学生处", ("申报学生管理类项目",)), ("思政部", ("属于思政类课题",))],
        ),
        (
            "申报“示范点”的社区请将申请书于4月15日前报所在地街道。",
            [("所在地街道", ("申报“示范点”的社区",))],
        ),
        (
            "教学项目的申请书交学生处。学生处初审后于4月20日前统一报科研处。",
            [("科研处", ("学生处",)), ("学生处", ("学院", "研究院"))],
        ),
        (
            "节目由各学院统一推荐，附属中学直接报送。视频于9月10日前送校科研处。",
            [("校科研处", ("学院", "附属中学"))],
        ),
        (
            "请于5月9日前将台账报校科研处。街道纪工委将会同有关部门抽查，结果报街道党工委。",
            [("校科研处", ("学院", "研究院"))],
        ),
        (
            "2025年继续举办者，需填报《备案表》报送校科研处。",
            [("校科研处", ("2025年继续举办者",))],
        ),
        (
            "项目负责人注册登录系统，于3月20日前提交至申报单位。",
            [("申报单位", ("项目负责人",))],
        ),
        (
            "内科系统各病区案例交大内科护士长；门急诊、手术室直接交校护理部。",
            [("大内科护士长", ("内科系统各病区",)), ("校护理部", ("门急诊", "手术室"))],
        ),
        (
            "困难职工本人向所在单位工会提出申请，单位工会入户核查后，将材料报送上级工会。",
            [("所在单位工会", ("困难职工本人",)), ("上级工会", ("单位工会",))],
        ),
        (
            "用人单位审核后报主管部门或所在地县科技局。",
            [("主管部门", ("用人单位",)), ("所在地县科技局", ("用人单位",))],
        ),
        (
            "图书馆、文化馆、博物馆的汇总表分别报市局服务科、艺术科、文物科。",
            [("市局服务科", ("图书馆",)), ("艺术科", ("文化馆",)), ("文物科", ("博物馆",))],
        ),
        (
            "各学院的意见建议报校科研处，附属中学的心得体会报校团委（北山校区交北山校区学工办）。",
            [("校科研处", ("学院",)), ("校团委", ("附属中学",)), ("北山校区学工办", ("北山校区",))],
        ),
        ("本科生交至姚小肖：13036100440。研究生交至童大钟。", [("姚小肖", ("本科生",)), ("童大钟", ("研究生",))]),
        ("各学院将名单交至校科研处，电子版发给柏老师。", [("校科研处", ("学院",))]),
        (
            "各学院将名单报送评委会办公室。土建专业报送校土建评委会办公室，水利专业报送校水利评委会办公室。",
            [("校土建评委会办公室", ("土建专业",)), ("校水利评委会办公室", ("水利专业",))],
        ),
        (
            "甲学院承办的，由甲学院报校科研处。市属单位由市科技局推荐；省属单位由省有关部门推荐；按要求由院办推荐。",
            [("校科研处", ("甲学院",)), ("市科技局", ("市属单位",)), ("省有关部门", ("省属单位",))],
        ),
        (
            "申请人将初稿发至所在学院科研秘书。申请人修改后，将申请书交至校科研处。",
            [("所在学院科研秘书", ("申请人",)), ("校科研处", ("申请人",))],
        ),
        (
            "各学院的走访情况由本单位办公室汇总，于8月5日前送校科研处。",
            [("校科研处", ("学院",))],
        ),
        (
            "经济发展局、科技创新局另附完成情况表，于7月3日前报校科研处。",
            [("校科研处", ("经济发展局", "科技创新局"))],
        ),
        (
            "拟参评的社会组织于7月20日前填写申请书，经主管单位签署意见后，报送校科研处。",
            [("校科研处", ("拟参评的社会组织",))],
        ),
        (
            "请有意向申报的单位（以课题组、教学团队等机构为申报单位）于7月13日将材料送交校科研处。",
            [("校科研处", ("学院", "研究院"))],
        ),
        ("各研究院根据意见修改，并向学院正式报送评审书。", [("学院", ("研究院",))]),
        (
            "县教育局负责提供甲名录，县税务局负责提供乙名录，均于8月10日前送县经普办数据组。",
            [("县经普办数据组", ("县教育局", "县税务局"))],
        ),
        (
            "由楼栋长填写申报表，经物业公司签字后交所在社区居委会。",
            [("所在社区居委会", ("楼栋长",))],
        ),
        (
            "申报人将申请书送项目建设单位。项目建设单位将评价结果报项目所在地区科技局。",
            [("项目建设单位", ("申报人",)), ("项目所在地区科技局", ("项目建设单位",))],
        ),
        (
            "附属中学将结果报校公路中心（公路项目）或校港航处（水运项目）。",
            [("校公路中心", ("附属中学",)), ("校港航处", ("附属中学",))],
        ),
        (
            "各学院于6月9日前将名单报校科研处。专业委员会推荐的，材料报挂靠单位。",
            [("校科研处", ("学院",)), ("挂靠单位", ("专业委员会",))],
        ),
        (
            "各学院将花名册报送主管部门：甲学院报校人事处，乙学院报校团委。",
            [("校人事处", ("甲学院",)), ("校团委", ("乙学院",))],
        ),
        (
            "各学院、各研究院于6月9日前将名单报校科研处。附属中学将结果报甲研究院。",
            [("甲研究院", ("附属中学",)), ("校科研处", ("学院", "研究院"))],
        ),
        (
            "各单位于5月9日前将活动方案报校科研处。各学院的活动方案报校团委。",
            [("校团委", ("学院",)), ("校科研处", ("研究院",))],
        ),
        (
            "各单位打印报表，于1月20日前报校科研处。各研究院的报表直接报市档案局。",
            [("市档案局", ("研究院",)), ("校科研处", ("学院",))],
        ),
        (
            "教师填写申报书，于11月10日前提交所在教学单位。",
            [("所在教学单位", ("教师",))],
        ),
        (
            "思政专项由甲学院汇总推荐，劳育专项由校学工处汇总推荐，11月20日前报校科研处。",
            [("校科研处", ("甲学院", "校学工处"))],
        ),
        (
            "申报人填写计划书，由所在学院审核盖章后报校科研处；会员将登记表交所在单位。",
            [("校科研处", ("学院",)), ("所在单位", ("会员",))],
        ),
        (
            "各学院将总结报校科研处，二级企业的材料由集团公司汇总，不单独报送。",
            [("集团公司", ("二级企业",)), ("校科研处", ("学院",))],
        ),
        (
            "农业农村领域项目报校农业处，社会管理、公共服务领域项目报校标准化院。",
            [("校农业处", ("农业农村领域项目",)), ("校标准化院", ("社会管理", "公共服务领域项目"))],
        ),
        (
            "各单位指定专人，于6月5日前将报名表发至校科研处；应急管理站汇总后报校安全处危化科。",
            [("校安全处危化科", ("应急管理站",)), ("校科研处", ("学院", "研究院"))],
        ),
        (
            "论文作者填写推荐表，经导师同意后提交所在培养单位；市属单位的项目由设区市文物部门汇总审核后上报。",
            [("所在培养单位", ("论文作者",)), ("设区市文物部门", ("市属单位",))],
        ),
        (
            "非会员单位通过所在省食品协会申报。",
            [("所在省食品协会", ("非会员单位",))],
        ),
        (
            "各学院于3月10日前将名单报学生处资助中心。学生将申请表（一式两份，武装部盖章）于3月20日前交学院辅导员。",
            [("学生处资助中心", ("学院",)), ("学院辅导员", ("学生",))],
        ),
        (
            "每个学院至少报送1篇，6月20日前发校团委；各学院将方案报校科研处，检查中发现的重大险情随时报市防汛办。",
            [("校团委", ("学院",)), ("校科研处", ("学院",))],
        ),
    ],
)
def test_who_is_told_apart_hands_in_for_itself(sentence, found):
    assert led(sentence, SCHOOLS, "东湖大学科研处") == found


def test_a_call_for_works_that_addresses_nobody_has_a_route_for_each_kind():
    found = led("文学类作品发至市作家协会邮箱；书法类作品原件于8月20日前寄送市文联组联部。", "")
    assert found == [("市作家协会", ("文学类",)), ("市文联组联部", ("书法类",))]


def test_who_is_named_beside_one_addressed_is_told_as_well():
    found = led("各研究院、省医学会汇总后将申报表报省继教办公室。", SCHOOLS)
    assert found == [("省继教办公室", ("研究院", "省医学会"))]


def test_what_follows_who_checks_is_said_to_all():
    found = led("请申报单位填写申请表。各研究院出具意见。请务于1月17日前将申报书报送校科研处。", SCHOOLS)
    assert found == [("校科研处", ("学院", "研究院"))]


def test_each_school_is_all_of_them_where_schools_are_addressed():
    assert led("各校将登记表报区教育局体卫站。", "各中小学校、幼儿园") == [("区教育局体卫站", ("中小学校", "幼儿园"))]


def test_all_that_is_reported_of_villages_comes_from_whoever_is_addressed_there():
    found = led("各村（社区）每日17时前向镇环保所报告巡查情况。", "各村（社区）党组织，镇直各部门")
    assert found == [("镇环保所", ("村（社区）党组织",))]


def test_what_follows_sentences_of_forms_is_said_to_those_who_fill_them_in():
    found = led(
        "各学院填写《甲一览表》；各附属医院填报《乙备案表》。请于5月6日前报送校科研处基金科。", f"{SCHOOLS}，各附属医院"
    )
    assert found == [("校科研处基金科", ("学院", "附属医院"))]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "申报单位将材料报送至申报场馆（场所、场地等）所在区（新区）科协进行推荐。",
            [("所在区科协", ("申报单位",))],
        ),
        ("申报贷款的养殖场要于6月9日前将材料报所在县农业部门。", [("所在县农业部门", ("申报贷款的养殖场",))]),
        ("各学院核实学生申报材料，汇总后报送校科研处。", [("校科研处", ("学院",))]),
        ("各学院将材料报校科研处。经校科研处成果科审核通过后，上报省科技厅。", [("校科研处", ("学院",))]),
        ("材料由各学院盖章后送达东湖大学科研处。", [("东湖大学科研处", ("学院",))]),
        (
            "请于6月9日前报送至校科研处综合科、成果科和基金科。",
            [(name, ("学院", "研究院")) for name in ("校科研处综合科", "成果科", "基金科")],
        ),
        ("每月上旬将运行情况及时报送综合处。另将名单于7月22日前报送我处。", [("综合处", ("学院", "研究院"))]),
    ],
)
def test_an_office_and_its_senders_as_pages_name_them(sentence, found):
    assert led(sentence, SCHOOLS, issuer="") == found


def test_societies_of_every_sort_are_told_where_the_first_is():
    found = led("各单位将电子版报送校科协。各院级学会报校科协学会部。", "各院级学会、协会、研究会")
    assert found == [("校科协学会部", ("院级学会", "院级协会", "院级研究会"))]


def test_what_the_school_does_itself_is_said_of_nobody_who_hands_in():
    found = led("学校汇总后推荐一名候选人。推荐材料于5月22日前报送到科研处244办公室。", SCHOOLS, issuer="科研处")
    assert found == [("科研处244办公室", ("学院", "研究院"))]


def test_fields_with_their_offices_behind_a_head():
    found = led(
        "（三）受理地址： 工业类项目：高新科，方山路80号301室，联系人：王瑾，电话：84121513； 农业类项目：成果科，方山路80号302室，电话：84121514。",
        SCHOOLS,
    )
    assert found == [("高新科", ("工业类项目",)), ("成果科", ("农业类项目",))]
