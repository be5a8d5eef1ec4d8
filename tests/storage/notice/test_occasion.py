"""What a notice is about: its theme, its days and its activities."""

from __future__ import annotations

from datetime import date

import pytest

from storage.notice.occasion.activities import activities
from storage.notice.occasion.days import event_dates, period
from storage.notice.occasion.theme import theme
from storage.notice.parts.sections import requirements, sections
from storage.notice.parts.structure import parts
from storage.notice.text.paragraphs import paragraphs


def done(text: str) -> list[str]:
    """The titles of the activities that a text has."""
    found = chain(text)
    return [one.title for one in activities(found, [section for part in found for section in sections(part)])]


def chain(text: str):
    return parts(paragraphs(f"东科协〔2024〕9号\n关于甲的通知\n各区科协：\n{text}".split("\n")))


def test_activities_and_requirements_stand_under_their_heads():
    text = (
        "一、主要活动\n（一）甲活动。内容。\n（二）乙活动。内容。\n二、工作要求\n（一）安全。\n三、重点任务\n无下级。"
    )
    assert done(text) == ["甲活动", "乙活动"]
    assert [s.title for s in requirements(sections(chain(text)[0]))] == ["安全"]
    assert done("一、主要活动\n没有分项。") == []


def test_heads_of_a_level_give_way_to_what_stands_below_them():
    level = "一、活动内容\n（一）市级活动\n1.举办启动仪式。\n2.办好讲座。\n（二）县（区）活动\n1.开展家庭评选。"
    assert done(level) == ["举办启动仪式", "办好讲座", "开展家庭评选"]
    assert done("一、活动内容\n（一）市级活动。由市科协举办。\n（二）校级活动\n1.办讲座。") == ["市级活动", "校级活动"]


def test_what_a_sentence_announces_is_what_stands_numbered_below_it():
    text = "市科协定于12月16日举行会员日活动，活动内容如下：\n1、启动仪式；\n2、颁发奖励；\n3、参观科技馆\n请积极参加。"
    assert done(text) == ["启动仪式", "颁发奖励", "参观科技馆"]
    assert done("举行会员日活动，活动内容如下：\n启动仪式。") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("一、活动主题\n知行合一", "知行合一"),
        ("一、活动主题：知行合一\n二、其他", "知行合一"),
        ("一、活动主题。“知行合一”。", "知行合一"),
        ("活动主题为“知行合一”。", "知行合一"),
        ("请以“知行合一”为主题开展活动。", "知行合一"),
        ("活动主题：知行合一", "知行合一"),
        ("各单位要紧扣“知行合一”这一主题。", "知行合一"),
        ("竞赛主题：落实责任保安全，凝心聚力促发展。竞赛时间另定。", "落实责任保安全，凝心聚力促发展"),
        ("【征集主题】知行合一", "知行合一"),
        ("1、科普日主题为：决胜小康,践行科技。", "决胜小康,践行科技"),
        ("一、征文主题\n知行合一（命题写作）。", "知行合一"),
        ("现征集“知行合一”主题美术作品展作品。", "知行合一"),
        ("主题：迎国庆七十华诞 展职教时代风采。", "迎国庆七十华诞 展职教时代风采"),
        ("为唱响“知行合一”这一主题，决定开展评比。", "知行合一"),
        ("此次展览以弘扬松州精神为主题，作品须围绕主题创作。", "弘扬松州精神"),
        ("请聚焦“知行合一”主题开展宣传。", "知行合一"),
        ("以“同根同源”及“一家亲”为主题，征集美术作品。", "“同根同源”及“一家亲”"),
        ("邮件主题：支部名称+提案。", None),
        ("没有说。", None),
        ("一、活动主题", None),
        ("一、活动主题\n" + "长" * 60, None),
    ],
)
def test_the_theme(text, said):
    assert theme(chain(text))[0] == said


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("一、活动时间\n2024年5月上旬-6月上旬", ((2024, 5, 1), (2024, 6, 10))),
        ("一、行动时间\n2024年9月15日至21日", ((2024, 9, 15), (2024, 9, 21))),
        ("一、活动时间：9月15-21日", ((2024, 9, 15), (2024, 9, 21))),
        ("活动将于9月15-21日开展。", ((2024, 9, 15), (2024, 9, 21))),
        ("一、检查时间\n9月15日至21日。", ((2024, 9, 15), (2024, 9, 21))),
        ("竞赛主题：甲。竞赛时间：2024年9月15日至21日。", ((2024, 9, 15), (2024, 9, 21))),
        ("年会拟于2024年9月15-21日在鹭城召开。", ((2024, 9, 15), (2024, 9, 21))),
        ("一、会议时间：9月15日报到。\n会议于9月15日至17日召开。", ((2024, 9, 15), (2024, 9, 17))),
        ("一、评选条件\n2024年1月1日至12月31日期间举办的讲座。", None),
        ("1.我局于7月1日至8月31日开展核查。", None),
        ("请于9月15日至21日登录网站报名。", None),
        ("活动将于9月15日开展。", None),
        ("1、科普日主题为甲。活动时间定于9月15-21日。", ((2024, 9, 15), (2024, 9, 21))),
        ("我会定于9月15日召开年会。", ((2024, 9, 15), (2024, 9, 15))),
        ("县文联拟于2024年9月上旬在全县开展作品展。", ((2024, 9, 1), (2024, 9, 10))),
        ("全省大会将于2024年9月上旬在我市举行。", None),
        ("一、抽查时间\n2024年3月至11月。", ((2024, 3, 1), (2024, 11, 30))),
        ("一、活动时间\n另行通知", None),
        ("二、大赛具体时间\n2024年9月15日至21日", ((2024, 9, 15), (2024, 9, 21))),
        ("一、活动起止时间：9月15日至21日", ((2024, 9, 15), (2024, 9, 21))),
        ("一、报名具体时间\n9月15日至21日", None),
        ("二、活动时间\n5月、9月", None),
        ("二、活动时间\n重点开展时间：科技周（5月）、科普日（9月）", None),
        ("科技周与全省同步,日期定为2024年9月15日-21日。", ((2024, 9, 15), (2024, 9, 21))),
        ("2024年9月9日至15日为集中宣传周，各地可开展活动。", ((2024, 9, 9), (2024, 9, 15))),
        ("一、时 间：9月15日上午9:00", ((2024, 9, 15), (2024, 9, 15))),
        ("会议将于9月15、16日召开。", ((2024, 9, 15), (2024, 9, 16))),
        ("我会定于9月16日召开年会。\n一、会议时间\n会议报到时间：9月15日", ((2024, 9, 16), (2024, 9, 16))),
        ("我校将于2024年6月22至24日参加在鹭城举行的首届交易会。", ((2024, 6, 22), (2024, 6, 24))),
        ("一、监测时间\n2024年6月1日-20日为填报阶段，6月下旬汇总。", None),
        ("二、实践时间\n2024年7月10日—8月25日", ((2024, 7, 10), (2024, 8, 25))),
        ("二、参赛时间：\n初赛（校级）：9月1日—30日，各校自行组织；\n决赛：11月上旬。", None),
        ("请对2023年1月1日—12月31日期间资金使用情况进行全面梳理。", None),
        ("1.女教工运动会\n时间：3月8日下午2:30\n2.健康讲座\n时间：3月15日下午3:00", None),
        ("一、时间：自本指南发布起到2024年5月30日截止。", None),
    ],
)
def test_the_period(text, span):
    found = period(chain(text))
    assert (found and ((found.start, found.end))) == (span and (date(*span[0]), date(*span[1])))


def test_days_that_bind_nobody():
    (part,) = chain(
        "在5月30日第七个“科普日”前后，开展活动。\n奖项安排在5月下旬颁发。\n请于6月9日前举办活动。\n会议于6月1日召开"
    )
    assert [(d.start, d.text) for d in event_dates(part)] == [
        (date(2024, 5, 30), "5月30日第七个“科普日”前后"),
        (date(2024, 5, 21), "5月下旬颁发"),
        (date(2024, 6, 1), "6月1日召开"),
    ]


def test_a_sentence_may_enumerate_the_activities():
    listed = "2、请积极开展科普日系列行动，包括校园科普行动、节水科普行动等科普活动内容。"
    assert done(listed) == ["校园科普行动", "节水科普行动"]
    assert done("请开展科普活动，包括宣传方案、节水科普行动等活动。") == []


def test_main_contents_are_activities():
    assert done("一、主题与内容\n（一）主要内容\n1.宣传科普法。\n2.举办作品展。") == ["宣传科普法", "举办作品展"]


def test_an_activity_without_a_heading_is_named_by_its_sentence():
    text = (
        "一、活动周主要内容\n1、区科协举办讲座（下午3:00，二楼）；\n2、学校要结合实际，开展科技制作比赛。\n3、办好展览。"
        "\n4、各单位要结合本部门职能" + "，认真组织" * 20
    )
    assert done(text) == [
        "区科协举办讲座（下午3:00，二楼）",
        "学校要结合实际，开展科技制作比赛",
        "办好展览",
        "各单位要结合本部门职能",
    ]


def test_parts_that_are_something_to_do_each_are_the_activities():
    heads = "一、开展应急科普宣传\n各学会要组织专家。\n二、开展巡诊义诊\n各医院要派人。\n三、组织开展设施排查\n各企业要协助。"
    assert done(f"{heads}\n四、有关要求\n及时报送。") == ["开展应急科普宣传", "开展巡诊义诊", "组织开展设施排查"]
    assert done("一、开展时间\n6月。\n二、开展应急科普宣传\n各学会。\n三、有关要求\n报送。") == []
    two = "一、举办无烟日宣传活动\n各地要宣传。\n二、开展戒烟先行活动\n各地要带头。\n三、强化无烟单位建设\n各地要推进。"
    assert done(two) == ["举办无烟日宣传活动", "开展戒烟先行活动"]
    assert done(two.replace("戒烟先行活动", "戒烟先行")) == []


def test_the_steps_of_a_procedure_are_no_activities():
    text = "一、活动安排\n1、推荐\n各学会推荐1名。\n2、评选\n专家评选。\n二、活动内容\n1、举办展览。"
    assert done(text) == ["举办展览"]


@pytest.mark.parametrize(
    "text", ["一、活动周时间\n2024年5月25日-6月1日", "一、培训及报到时间：5月24日报到，5月25日-6月1日培训，6月2日离会"]
)
def test_the_days_of_a_week_or_a_training_are_its_period(text):
    found = period(chain(text))
    assert found is not None
    assert (found.start, found.end) == (date(2024, 5, 25), date(2024, 6, 1))


def test_what_a_meeting_is_about_is_no_activity():
    assert done("一、会议时间\n9月24日\n二、主要内容\n（一）审议报告；\n（二）选举委员会。") == []


def test_what_is_told_of_an_activity_is_none():
    head = "四、活动内容\n（一）征文主题：防灾减灾。\n（二）报名时间：另行通知。\n"
    assert done(head) == []
    assert done(head + "（三）科普讲座：进社区。") == ["科普讲座"]


def test_when_something_takes_place_however_it_is_said():
    def held(text: str):
        return period(parts(paragraphs(["关于甲的通知", "各单位：", *text.split("\n"), "东湖市科协", "2024年3月4日"])))

    assert held("寻找“最美家庭” 活动起止时间为4月中旬—5月上旬。").start == date(2024, 4, 11)
    assert held("将活动期间（2024年7月至11月）的比赛报市体育局。").end == date(2024, 11, 30)
    assert held("拟定于4月中下旬举办趣味运动会。").start == date(2024, 4, 11)
    assert held("（一）推荐时间、方式\n时间：7月20日至7月31日\n（二）比赛\n时间：8月5日上午").start == date(2024, 8, 5)
    spread = held("今年的活动以“弘扬精神”为主题，从5月下旬起在全省陆续展开。请各单位准备。")
    assert (spread.start, spread.end, spread.text) == (date(2024, 5, 21), None, "5月下旬起")
    assert held("今年4月是第36个爱国卫生月。现就有关事项通知如下。").end == date(2024, 4, 30)
    assert held("今年4月是春耕的关键时期。") is None
    assert held("一、时间安排\n2024年9月中旬至10月上旬").start == date(2024, 9, 11)
    assert held("一、时间安排\n2024年9月中旬至10月上旬各单位自查。\n2024年10月完成。") is None
    assert held("一、时间安排") is None
    begun = held("科技活动周暨活动月将于5月20日启动，活动围绕携手建设创新型东湖主题开展。")
    assert (begun.start, begun.end, begun.text) == (date(2024, 5, 20), None, "5月20日启动")
    assert held("一、安排\n1月16日-19日 | 召开会议修改申请书。") is None


def test_a_theme_is_what_is_quoted_below_its_head():
    part = parts(
        paragraphs(["关于甲的通知", "各单位：", "一、活动主题", "环境日主题为“美丽东湖我先行”，另一日主题为“无”。"])
    )
    assert theme(part)[0] == "美丽东湖我先行"
    part = parts(paragraphs(["关于甲的通知", "各单位：", "活动围绕携手建设创新型东湖主题开展。"]))
    assert theme(part)[0] == "携手建设创新型东湖"
    long = "深入学习贯彻会议精神，弘扬科学家精神，争做新时代创新先锋，为建设科技强国再立新功，为家乡添彩"
    part = parts(paragraphs(["关于甲的通知", "各单位：", f"活动以“{long}”为主题。"]))
    assert theme(part)[0] == long


def test_the_stages_of_a_choice_are_no_activities():
    assert done("一、活动安排\n（一）推选阶段（8月20日前）\n各单位推选。\n（二）评审阶段（9月1日前）\n专家评选。") == []


def test_what_others_named_for_their_activity_is_no_theme():
    assert theme(chain("在年会当天，围绕科协活动主题组织开展科普展。")) == (None, ())
    assert theme(chain("围绕绿色低碳生活主题组织开展科普展。"))[0] == "绿色低碳生活"


def test_until_when_works_are_taken_in_is_no_day_of_the_activities():
    assert period(chain("四、收稿时间：\n时间：2024年12月5日")) is None
