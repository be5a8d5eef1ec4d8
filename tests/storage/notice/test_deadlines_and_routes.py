"""By when somebody must have done what, and what goes to which office."""

from __future__ import annotations

from datetime import date

import pytest

from storage.notice.deadlines.reader import deadlines
from storage.notice.model import Recurrence, Since, Term, Unit
from storage.notice.parts.structure import parts
from storage.notice.routes.reader import routes
from storage.notice.text.paragraphs import paragraphs


def part_of(sentence: str, addressees: str = "各区科协，各市级学会"):
    text = f"东科协〔2024〕9号\n关于甲的通知\n{addressees}：\n{sentence}\n东湖市科学技术协会\n2024年3月4日"
    return parts(paragraphs(text.split("\n")))[0]


def due(sentence: str, addressees: str = "各区科协，各市级学会"):
    return deadlines(part_of(sentence, addressees))


def led(sentence: str, addressees: str = "各区科协，各市级学会"):
    return [(route.office, route.audience) for route in routes(part_of(sentence, addressees))]


@pytest.mark.parametrize(
    ("sentence", "day", "time"),
    [
        ("请于6月9日前报送总结。", (2024, 6, 9), None),
        ("请于6月9日17:00前报送总结。", (2024, 6, 9), "17:00"),
        ("各部门应于6月9日（星期五）日前对材料进行审核。", (2024, 6, 9), None),
        ("请最迟于6月9日下班报送总结。", (2024, 6, 9), None),
        ("报送截止时间为6月9日下午5点。", (2024, 6, 9), "17:00"),
        ("材料报送截止日期：6月9日，逾期不予受理。", (2024, 6, 9), None),
        ("请在6月9日以前把材料报来。", (2024, 6, 9), None),
        ("6月3日-9日，各单位登录系统填报。", (2024, 6, 9), None),
        ("截至6月9日完成填报。", (2024, 6, 9), None),
        ("报名与投稿：5月10日至6月9日", (2024, 6, 9), None),
        ("征集时间延长至6月9日24时，原定征集时间截至5月20日。", (2024, 6, 9), "24:00"),
        ("申报截止时间由原定的5月20日延长至6月9日16:00。", (2024, 6, 9), "16:00"),
        ("6月7日-9日，工程系列报市人社局。", (2024, 6, 9), None),
        ("（二）县级复核（6月1日至6月9日）。", (2024, 6, 9), None),
        ("2.学院评审（6月1日—6月9日）：组织民主评议。", (2024, 6, 9), None),
        ("2.社区初评（6月1日—6月9日）：召开会议。", (2024, 6, 9), None),
        ("材料报市科协，截止时间均为6月9日。", (2024, 6, 9), None),
        ("请各单位告知校工会，并于6月9日上午将材料送交校工会。", (2024, 6, 9), None),
        ("纸质材料集中于6月9日（全天）报送学校科研处。", (2024, 6, 9), None),
        ("请把排查统计表于6月9日交学区办公室。", (2024, 6, 9), None),
        ("于6月9日17点发送至教研部邮箱。", (2024, 6, 9), "17:00"),
        ("于6月9前交至科技处1125。", (2024, 6, 9), None),
        ("受理时间：2024年5月12日-2024年6月9日（截止18:00）。", (2024, 6, 9), "18:00"),
        ("各团总支认真整理材料，于6月9日将申报表上报校团委。", (2024, 6, 9), None),
    ],
)
def test_a_date_that_binds(sentence, day, time):
    (found,) = due(sentence)
    assert (found.date, found.time) == (date(*day), time)


@pytest.mark.parametrize(
    "sentence",
    [
        "活动于5月30日前后举行。",
        "我会定于5月30日召开大会。",
        "篇幅2000字以内，数据截至6月9日。",
        "成果应在2022年4月30日前完成应用。",
        "统计数据时间区间为2024年1月1日至12月31日，未发生的按计划数填报。",
        "走访时间：5月20日至6月9日。",
        "我会拟于6月4日至9日组织评审。",
        "我会将于6月4日至9日召开年报汇总会。",
        "材料经市局会商后将于6月9日前反馈意见。",
        "经研究，定于6月9日前举办第二届书法比赛。",
        "我校将于6月7日至9日参加科技成果交易会。",
        "第一期参展时间为6月5日-9日。",
        "参观时间定于6月5日-9日，各学院自行完成登记。",
        "1月1日-6月9日的统计表由市局汇总。",
        "结题验收工作将延期至6月上旬开展。",
        "市局于3月9日报送了总结。",
        "活动起止时间为5月中旬—6月上旬。",
        "二、女教职工春游\n1.时间：6月9日。",
        "论文发表时限为：2022年5月1日至2024年6月9日。",
        "申请人于6月9日起登录系统。",
        "举办期限不含报到时间，每天最多以8学时计算，不合要求的申报表一律不送评审。",
        "我局决定于5月27日至6月9日启动生活必需品监测日报制度。",
        "二、形式\n1、时间：6月4日至9日任意时段；",
        "工作时间：5月20日至6月9日。",
        "考核时间：5月20日至6月9日。",
        "截止目前，6月9日前收到的材料已归档。",
        "5月下旬颁发奖项。",
        "市科协每月以简报形式通报各地报送情况。",
        "4月上旬至5月中旬集中开展活动。",
    ],
)
def test_a_date_that_binds_nobody(sentence):
    assert due(sentence) == []


def test_a_window_has_its_first_day():
    (found,) = due("请于2024年8月15日至9月28日期间，登录网站填报活动信息。")
    assert (found.starts_on, found.date) == (date(2024, 8, 15), date(2024, 9, 28))


def test_what_is_due_on_the_same_day_returns_with_it():
    found = due("各县交通局每天下午4点前报市航运处,市航运处汇总后于当天17:30前报市交通局。")
    assert [(one.recurrence, one.time) for one in found] == [("每天下午4点前", "16:00"), ("当天17:30前", "17:30")]


def test_a_day_without_a_day_that_returns_is_none():
    assert due("活动当天17:30前报送人数。") == []


def test_a_day_that_only_says_whose_figures_are_sent_is_no_second_deadline():
    (found,) = due("请各单位每天16:00前报送当天数据。")
    assert (found.recurrence, found.time) == ("每天16:00前", "16:00")


def test_what_is_due_every_few_days_has_its_hour():
    (found,) = due("请各单位每十天的下午4点前将统计表报市交通局。")
    assert (found.recurrence, found.returns, found.time) == ("每十天的下午4点前", None, "16:00")


@pytest.mark.parametrize("phrase", ["每月25日前", "每双月底", "每季度末", "每年12月31日前"[:2] + "底"])
def test_a_duty_that_returns_keeps_its_phrase(phrase):
    (found,) = due(f"请各单位{phrase}报送工作情况。")
    assert (found.date, found.recurrence) == (None, phrase)


def test_this_month_returns_in_what_is_said_of_each():
    (found,) = due("经济运行月报：当月8日报送至市经委经济科。")
    assert (found.date, found.recurrence) == (None, "当月8日")


def test_the_next_month_returns_in_what_is_said_of_each():
    (found,) = due("三、月报。进度表次月5日前报市科协。")
    assert (found.date, found.recurrence) == (None, "次月5日前")
    (found,) = due("进度表次月5日前报市科协。")
    assert (found.date, found.recurrence) == (date(2024, 4, 5), None)


def test_holidays_are_due_to_nobody():
    assert due("一、放假时间：5月1日至5日放假调休，共5天。") == []


def test_what_a_term_asks_for_may_be_a_long_list():
    papers = "活动总结、统计表（附件2）、典型案例（不少于1个）及照片、短视频等影像资料"
    (found,) = due(f"活动结束后5个工作日内，将{papers}打包发送至邮箱。")
    assert (found.date, found.term) == (None, Term(5, Unit.WORKDAY, Since.EVENT, "活动结束后"))


def test_every_without_a_day_is_no_deadline():
    assert due("每年组织专家走进基层。") == []


def test_a_duty_without_a_date_is_one_all_the_same():
    (found,) = due("请及时报送学习情况至市科协办公室。")
    assert found.date is None
    assert "市科协办公室" in found.text


def test_beside_a_date_only_a_postmark_is_a_duty_of_its_own():
    assert len(due("请于6月9日前填报。及时报送信息。")) == 1
    assert len(due("请于6月9日前填报。纸质材料寄至市科协（以邮戳为准）。")) == 2


def test_a_window_on_a_site_or_its_client_binds():
    (found,) = due("于2024年8月14至9月26日期间，在全国科普日网站（www.x.example）或“科普”客户端注册登录。")
    assert (found.starts_on, found.date) == (date(2024, 8, 14), date(2024, 9, 26))


def test_what_is_to_come_on_another_day_is_due_then():
    found = due("请在今天下班前电话告知科普部，并于明天上午送来简介。")
    assert [one.date for one in found] == [date(2024, 3, 4), date(2024, 3, 5)]


def test_whoever_something_goes_to_is_not_bound():
    assert due("请于6月9日前与市科协科普部联系报名。")[0].audience == ("区科协", "市级学会")
    assert due("材料请于6月9日前交市科协科普部。")[0].audience == ("区科协", "市级学会")


def test_whoever_is_named_is_bound():
    assert due("请各市级学会于6月9日前报送总结。")[0].audience == ("市级学会",)
    assert due("6月9日前，申报单位完成网上填报。")[0].audience == ("申报单位",)
    assert due("请各有关单位于6月9日前报送总结。")[0].audience == ("区科协", "市级学会")
    assert due("请于6月9日前报送总结。")[0].audience == ("区科协", "市级学会")


def test_the_clause_is_the_text_of_a_deadline():
    (found,) = due("请认真总结，梳理经验，于6月9日前报送总结和照片，逾期不候。")
    assert found.text == "于6月9日前报送总结和照片"
    (found,) = due("请有关单位按照本通知第一条第二款所列各项要求逐一对照落实到位后于6月9日前，将材料报送至市科协。")
    assert found.text.startswith("于6月9日前")


def test_routes_by_unit_type():
    assert led("各区科协报市科协宣传部，各市级学会报市科协学会部。") == [
        ("市科协宣传部", ("区科协",)),
        ("市科协学会部", ("市级学会",)),
    ]


def test_one_office_for_all():
    assert led("请于6月9日前将总结报送至市科协学会部（科技大厦301室）。") == [
        ("市科协学会部（科技大厦301室）", ("区科协", "市级学会"))
    ]


def test_our_own_office_is_the_issuer():
    assert led("请将总结报我局。") == [("东湖市科学技术协会", ("区科协", "市级学会"))]


def test_offices_that_look_after_fields():
    sentence = "（一）软科学领域、科普领域\n由办公室负责办理。\n（二）农业领域由农村科负责受理。\n由办公室负责办理。"
    assert (
        led(sentence) == [("办公室", ("软科学领域", "科普领域")), ("农村科", ("农业领域",))]
        or led(sentence)[0][0] == "办公室"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "请报送工作总结。",
        "填报数据要与上报统计部门相关数据相符。",
        "请上报拟申报单位及简介。",
        "请报所在区科协。",
        "请根据通知要求报送活动信息。",
        "每月上报统计数据。",
    ],
)
def test_a_thing_is_no_office(sentence):
    assert led(sentence) == []


def test_the_subject_of_the_sentence_before_is_meant_where_anybody_is_addressed():
    found = led("各市州、直管市须完成申报。请将材料寄至省青少年科技中心。", "各有关单位")
    assert found == [("省青少年科技中心", ("市州、直管市",))]


def test_those_who_send_are_listed_before_what_they_apply_for():
    found = led("市属单位（企业）、高等院校及科研院所平台申请材料经审核后直接报送至市科技局。其他单位报所在区科技局。")
    assert found == [
        ("市科技局", ("市属单位（企业）", "高等院校", "科研院所")),
        ("所在区科技局", ("其他单位",)),
    ]


def test_a_department_of_the_second_rank_is_near():
    assert led("申请人将初稿交到所属二级部门。") == [("所属二级部门", ("申请人",))]


def test_a_day_before_the_verb_makes_no_daily_of_it():
    assert led("汇总表经审核盖章后，于6月15日报省农委。") == [("省农委", ("区科协", "市级学会"))]
    assert led("请阅读6月15日报纸。") == []


def test_what_follows_handing_in_is_no_office():
    assert led("所有申请须通过系统确认提交后学校予以受理。") == []
    assert led("请于6月9日前将维修单提交后勤处。") == [("后勤处", ("区科协", "市级学会"))]


def test_whoever_may_send_too_goes_his_own_way():
    found = led("各地基层图书馆也可将事迹材料直接报送学会秘书处。", "各省图书馆学会")
    assert found == [("学会秘书处", ("各地基层图书馆",))]


def test_each_names_its_share_before_its_own_office():
    text = "1.各中学报送教师组作品1个，报基础教育科。\n2.少年宫（含区协会）报送作品10个，报社会教育办。\n3.各幼儿园报作品1个，报学前教育科。"
    assert led(text, "各中学、幼儿园，市少年宫") == [
        ("基础教育科", ("中学",)),
        ("社会教育办", ("市少年宫",)),
        ("学前教育科", ("幼儿园",)),
    ]


def test_when_a_page_copied_something_is_no_deadline():
    assert due("转载时间：2024年4月24日") == []


def test_what_comes_from_a_place_is_taken_by_whom_its_line_ends_with():
    lines = "（一）东区：钱甲生 13700001102 东区文化馆\n（二）西区、南 区：孙乙平 13500003115 松州书画院（报告厅）"
    assert led(f"四、收件地点及联系人\n{lines}", "各区文化局") == [
        ("东区文化馆", ("东区",)),
        ("松州书画院（报告厅）", ("西区", "南区")),
    ]
    assert led(f"四、获奖名单\n{lines}", "各区文化局") == []


def test_when_a_page_opens_is_no_deadline():
    assert due("调查表由样本村填报，开网时间为2024年12月1日。") == []


def test_a_team_that_was_named_is_meant_by_the_sentence_behind():
    found = led("请决赛团队自备装订好的材料5份。请于6月9日14:00-17:00提交材料至团委办公室。", "各学院、全校同学")
    assert found == [("团委办公室", ("决赛团队",))]


def test_an_office_named_twice_is_one_route():
    assert led("各区科协报市科协宣传部。各市级学会报市科协宣传部。") == [("市科协宣传部", ("区科协", "市级学会"))]


def test_a_posted_paper_without_a_date_is_a_duty_beside_a_dated_one():
    found = due("请将纸质材料寄至市科协（以邮戳为准），网上申报截止时间为6月9日17:00。")
    assert [(d.date and str(d.date), d.time) for d in found] == [("2024-06-09", "17:00"), (None, None)]
    assert len(due("请于6月9日前完成网上申报，并将纸质材料寄至市科协（以邮戳为准）。")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年5月1日前成立的企业。",
        "2023年6月9日前情况汇总如下。",
        "一、申报范围\n6月9日前需要开工的项目。",
        "报表内容为截至2024年3月底各地工作进展情况。",
        "即日起至6月9日为活动时间，欢迎参加。".replace("即日起", "活动时间：即日起"),
        "6月完成。",
        "决赛时间由5月中旬调整到6月上旬。",
        "省赛时间：7月12-14日。",
        "6月9日前在岗人员。",
        "工作在5月30日前还未完成的单位。",
    ],
)
def test_a_date_of_eligibility_or_of_account_binds_nobody(sentence):
    assert due(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("申报时间：即日起至6月9日。", "2024-06-09"),
        ("一、征集时间\n即日起至6月9日。", "2024-06-09"),
        ("6月9日18:00系统关闭。", "2024-06-09"),
        ("三、截止时间\n6月9日。各推荐单位将案例发送至邮箱。", "2024-06-09"),
        ("6月9日中午12:00前在平台补录完毕。", "2024-06-09"),
        ("系统于1月4日开放，6月9日24时关闭。", "2024-06-09"),
        ("由区局审核后于6月9日前一并报送市科协。", "2024-06-09"),
        ("6月9日 | 申请书初稿送校外专家预审 | 科技处", "2024-06-09"),
        ("截至6月9日前完成填报。", "2024-06-09"),
        ("网上填报时间为6月1日至6月9日。", "2024-06-09"),
        ("请于6月9日将总结报送市科协。", "2024-06-09"),
    ],
)
def test_a_date_binds_by_its_label_its_heading_or_what_is_sent(sentence, day):
    assert [str(d.date) for d in due(sentence)] == [day]


def test_a_duty_that_returns_or_runs_keeps_its_rule():
    (found,) = due("请各单位每周五17:00前报送进展情况。")
    assert (found.recurrence, found.time, found.returns) == ("每周五17:00前", "17:00", Recurrence(weekdays=(4,)))
    (found,) = due("请于收到本通知后5个工作日内报送名单。")
    assert (found.date, found.recurrence, found.term) == (
        None,
        None,
        Term(5, Unit.WORKDAY, Since.RECEIPT, "收到本通知后"),
    )
    (found,) = due("请每周四报送一期，于当日16:00前发至邮箱。")
    assert (found.recurrence, found.time) == ("每周四", "16:00")
    (found,) = due("请每季度报送一次进展情况。")
    assert (found.recurrence, found.returns) == ("每季度", None)


def test_a_span_of_something_that_returns_is_no_deadline_of_its_own():
    (found,) = due("自9月19日起至11月7日，每周一上午10点前将进度表报市农业农村局。")
    assert (found.date, found.recurrence, found.time) == (None, "每周一上午10点前", "10:00")


def test_a_day_that_is_put_off_takes_the_place_of_the_one_before():
    found = due("根据前一通知，申报截止日期为4月20日。现截止日期延期至2023年5月10日17:00。")
    assert [(str(d.date), d.time) for d in found] == [("2023-05-10", "17:00")]


def test_a_day_put_off_before_another_one_stays():
    found = due("申报截止时间由4月30日延至5月14日。验收时间相应顺延至5月31日前。")
    assert [str(d.date) for d in found] == ["2024-05-14", "2024-05-31"]


def test_an_original_is_no_date_that_was_set_before():
    assert [str(d.date) for d in due("作品原件于6月9日前交市科协。")] == ["2024-06-09"]


def test_the_day_on_which_something_is_done_beside_one_that_is_due():
    found = due("企业填报截止4月10日，县级工商联审核截止4月17日，市工商联4月24日完成审核。")
    assert [str(d.date) for d in found] == ["2024-04-10", "2024-04-17", "2024-04-24"]
    assert due("4月24日完成审核。") == []


def test_the_days_of_a_step_and_the_day_that_ends_them_are_one_deadline():
    (found,) = due("征文阶段（6月1日—6月9日）：各单位组织参赛，初选后于6月9日前将作品报送市科协。")
    assert (str(found.date), found.starts_on) == ("2024-06-09", None)


def test_days_before_something_are_a_duty_without_a_date():
    found = due("请于6月9日前报名。报告人应于会议召开前3天提交课件。")
    assert [d.date and str(d.date) for d in found] == ["2024-06-09", None]
    assert due("会前3天天气晴好。") == []


def test_the_time_of_a_meeting_below_its_heading_is_no_deadline():
    assert due("一、会议时间\n时间：6月9日（全天报到）—12日") == []


def test_a_term_binds_whatever_must_be_done_in_it():
    (found,) = due("业务主管单位在收到报告书后10个工作日内出具初审意见。")
    assert found.term == Term(10, Unit.WORKDAY, Since.RECEIPT, "收到报告书后")


@pytest.mark.parametrize(
    "sentence", ["对结果有异议的，可在公布后5日内提出申诉。", "发布之日起30日内有效。", "每月25日前召开例会。"]
)
def test_a_term_or_a_day_for_something_else_is_no_duty(sentence):
    assert due(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("请将材料送至行政楼315。", "行政楼315"),
        ("请将材料报校工会101室。", "校工会101室"),
        ("请向市科协学会部报送总结。", "市科协学会部"),
        ("报送地点：市科协学会部。", "市科协学会部"),
        ("请将总结报市局。", "市局"),
        ("请将总结报我局学会部。", "我局学会部"),
        ("请将总结发送至市大数据局信息中心。", "市大数据局信息中心"),
        ("灾情报县防办。", "县防办"),
    ],
)
def test_an_office_however_it_is_turned_to(sentence, office):
    assert [found for found, _ in led(sentence)] == [office]


@pytest.mark.parametrize(
    "sentence",
    [
        "学校将择优推荐，报送省教育厅。",
        "总结报送市科协之前须公示。",
        "由市科协汇总后报送省科协。",
        "我局将于6月底前报送省科协。",
        "我局于6月底前报送省科协。",
        "报送各有关单位审核。",
    ],
)
def test_what_the_issuer_sends_on_is_nobodys_route(sentence):
    assert led(sentence) == []


def test_two_offices_named_in_one_breath_are_two_routes():
    assert led("请将材料分别报送市科协学会部、市财政局企业科。") == [
        ("市科协学会部", ("区科协", "市级学会")),
        ("市财政局企业科", ("区科协", "市级学会")),
    ]


def test_the_same_office_with_and_without_its_room_is_one():
    found = led("请于6月1日前报送名单至市科协。请于6月9日前报送总结至市科协（科技大厦301室）。")
    assert found == [("市科协（科技大厦301室）", ("区科协", "市级学会"))]


def test_whom_a_subject_means_among_those_addressed():
    assert led("各区科协报市科协普及部。", "各区科学技术协会，各市级学会")[0][1] == ("区科协",)
    assert led("推荐单位将材料报送市科协普及部。")[0][1] == ("推荐单位",)
    assert led("首次推荐的单位准备申报表。以上材料均报送市科协普及部。")[0][1] == ("区科协", "市级学会")
    assert led("申报单位将材料报送市科协普及部。", "各有关单位")[0][1] == ("申报单位",)
    assert led("各区科协会同市级学会将材料报送市科协普及部。")[0][1] == ("区科协",)


def test_the_office_at_the_end_of_an_address_below_its_heading():
    assert led("一、受理地点\n解放路20号2号楼1层市政务服务中心窗口。") == [
        ("市政务服务中心窗口", ("区科协", "市级学会"))
    ]
    assert led("一、受理地点\n解放路20号。") == []


def test_the_day_of_an_examination_is_no_deadline():
    assert due("笔试时间为6月1日上午9:00—11:30。") == []


def test_a_term_that_runs_from_nothing_named_is_a_duty_without_a_date():
    (found,) = due("用人单位在5个工作日内完成审核。")
    assert (found.date, found.text) == (None, "用人单位在5个工作日内完成审核")
    assert due("发生事故的，须在2小时内报送书面材料。") == []
    assert due("用人单位在5个工作日内商定人选。") == []


def test_who_acts_behind_a_day_that_is_told_is_not_bound_by_it():
    first, _ = due("申报截止时间为6月4日，试点区科协需在6月9日前推荐。")
    assert first.audience == ("区科协", "市级学会")


def test_several_months_that_share_a_day_are_so_many_deadlines():
    found = due("请于6、8、10、12月5日前报送统计表。")
    assert [one.date for one in found] == [date(2024, month, 5) for month in (6, 8, 10, 12)]
    assert [one.date for one in due("2、6月9日前报送统计表。")] == [date(2024, 6, 9)]
    assert [one.date for one in due("请于6、9月9日前报送统计表。")] == [date(2024, 6, 9), date(2024, 9, 9)]


def test_days_of_a_month_that_are_told_one_by_one():
    found = due("进度表：报送起止日期为3月10日至5月10日，报送时间分别为2024年3月13、27日，4月10、24日和5月4日。")
    assert [(one.date.month, one.date.day) for one in found] == [(3, 13), (3, 27), (4, 10), (4, 24), (5, 4)]
    assert found[2].what == ""
    assert [one.date.month for one in due("请于4、5、7月31日前报送统计表。")] == [5, 7]
    (found,) = due("请于5月1、2日报名。")
    assert (found.starts_on, found.date) == (date(2024, 5, 1), date(2024, 5, 2))


def test_what_returns_every_year_returns_on_all_its_days():
    found = due("每年5月25日前，报送春耕情况；8月10日前，报送夏季情况；11月1日至12月10日报送总结。")
    assert [(one.date, one.recurrence) for one in found] == [
        (None, "每年5月25日前"),
        (None, "8月10日前"),
        (date(2024, 12, 10), None),
    ]
    assert found[1].returns.months == (8,)


def test_what_must_be_done_is_told_without_the_end_of_the_day():
    (found, _) = due("请于每月28日（本次报送于5月29日）之前将进度表报送市科协。")
    assert found.what == "将进度表报送市科协"


def test_months_that_share_their_end_return_on_both():
    (found,) = due("每年5月和11月底前将审核情况报市经信委。")
    assert (found.date, found.returns) == (None, Recurrence((5, 11), (-1,)))


def test_what_returns_on_a_day_is_not_told_again_without_it():
    found = due("（二）每月报送工作进展情况。各单位需于每月25日前向市局报送当月工作进展情况。每周报送信息。")
    assert [one.recurrence for one in found] == ["每月25日前", "每周"]


@pytest.mark.parametrize("who", ["孵化载体", "项目组"])
def test_whoever_stands_before_what_he_sends_is_bound(who):
    (found,) = due(f"各{who}将2024年活动（含线上）情况，于6月9日前将资料报送市科协。")
    assert found.audience == (who,)


def test_what_an_office_is_told_whenever_there_is_something_is_a_duty_beside_dated_ones():
    found = due("请于6月9日前报送总结。活动期间各区科协要及时将新闻稿件报送市委宣传部。")
    assert [(d.date and str(d.date), d.audience) for d in found] == [
        ("2024-06-09", ("区科协", "市级学会")),
        (None, ("区科协",)),
    ]
    assert len(due("请于6月9日前报送总结。并督促及时向市科协报送材料。")) == 1
    assert len(due("请于6月9日前报送总结。加强宣传，及时报送情况。")) == 1


def test_days_before_a_closing_day_are_a_duty_without_a_date():
    (found,) = due("市级学会须在申报截止日期前，提前5个工作日将汇总表交到市科协学会部。")
    assert (found.date, found.audience) == (None, ("市级学会",))
    assert due("截止日期前3天天气晴好。") == []


def test_each_of_several_things_has_its_day_behind_one_head():
    found = due("论文初稿的截止日期：甲类论文为5月26日，乙类论文为5月12日；届时请交区科协。")
    assert [str(d.date) for d in found if d.date] == ["2024-05-26", "2024-05-12"]
    assert due("报名截止日期：另行通知，比赛时间为5月12日。") == []


def test_what_is_sent_every_month_has_its_hour():
    (found,) = due("纸质材料盖章后在每月28日15点前送县林业局413室。")
    assert (found.recurrence, found.time) == ("每月28日15点前", "15:00")


def test_numbers_in_brackets_within_a_line_begin_whom_a_day_binds():
    first, second = due("时间要求如下: (1)各区科协推荐截止日期为6月2日. (2)市级学会,推荐截止日期为6月9日.", "各单位")
    assert (first.audience, second.audience) == (("区科协",), ("市级学会",))


def test_the_office_that_speaks_is_not_bound_by_what_it_says_before():
    assert due("我办按单位确定报送时间,报送截止日期为6月9日。")[0].audience == ("区科协", "市级学会")
    assert due("然后打印（或套印）文本一式二份送学校科技处自科办，受理截止时间为6月9日。")[0].audience == (
        "区科协",
        "市级学会",
    )


def test_what_takes_place_later_than_was_meant_is_no_deadline():
    (found,) = due("选手报名时间推迟到6月9日。决赛（电视录像）时间推迟到6月20日。")
    assert found.date == date(2024, 6, 9)
