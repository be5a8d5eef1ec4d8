"""What is no question of a notice: declined only where another subject shows; what merely says little is the notice's."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from handlers.questions.lookup.index import index_of
from handlers.questions.meant.foreign import is_alien
from scheduler.clock import BEIJING
from storage.chat import ReplyKind
from storage.notice.parser import read

_HEAD = "各县（市、区）科协，各有关企业：\n现就有关事项通知如下："
_TAIL = "联系人：陆明达，电话：7712345\n白榆市科学技术协会\n2024年4月2日"


def notice_of(title, body):
    return read(f"关于{title}的通知\n{_HEAD}\n{body}\n{_TAIL}".splitlines())


PLAIN = notice_of("报送科普月活动总结", "一、报送要求\n各单位于5月20日前将总结报送至市科协科普部。")
MEETING = notice_of(
    "召开科普工作座谈会", "一、会议时间\n5月20日9时。\n二、报到时间\n请参会人员于5月19日到白榆宾馆报到。"
)
GRADED = notice_of(
    "开展社区书屋等级评定", "一、评定标准\n书屋不小于60平方米的可报二级。\n于5月20日前报送至市科协科普部。"
)
PROJECT = notice_of("申报2024年度软科学课题", "一、申报要求\n课题负责人于5月20日前将申报书报送至市科协科普部。")
NOW = datetime(2024, 4, 8, 10, tzinfo=BEIJING)


def kind_of(text, notice=PLAIN):
    reply = answer(text, notice, Asker(now=NOW, unit_type="有关企业")).reply
    assert reply is not None
    return reply.kind


@pytest.mark.parametrize(
    "text",
    [
        "几号室啊",
        "路费谁出",
        "分哪两种",
        "我们要抽多少批次",
        "不去会怎么样",
        "场地谁来定",
        "打通了没 那个号",
        "我不知道我属于哪一类",
    ],
)
def test_a_question_that_shows_no_other_subject_is_never_declined(text):
    assert kind_of(text) is ReplyKind.ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "明天降温吗", "你知道deepseek吗", "给推荐个烧烤店", "你今年几岁了", "怎么办落户手续", "电工证什么时候复审", "会计证丢了怎么补",
        "下午的会改到几点", "共享单车上牌去哪", "谁是杜甫", "二手手机多少钱", "六级几号考试",
    ],
)  # fmt: skip
def test_another_subject_is_declined(text):
    assert kind_of(text) is ReplyKind.DECLINE


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("酒店在哪", MEETING),
        ("能开专票吗", MEETING),
        ("去不了怎么请假", MEETING),
        ("没有电梯怎么弄", GRADED),
        ("立项给多少钱", PROJECT),
        ("什么时候结题", PROJECT),
    ],
)
def test_a_word_of_the_field_that_a_notice_is_of_is_its_own_though_it_does_not_stand_there(text, notice):
    assert kind_of(text, notice) is ReplyKind.ANSWER
    assert kind_of(text) is ReplyKind.DECLINE


def test_what_somebody_is_or_lacks_is_no_subject_where_it_is_asked_whether_they_may_take_part():
    for text in ("厂里退休的老工程师能参加活动吗", "没装空调能参评吗", "户口在外地的能报吗"):
        assert kind_of(text) is ReplyKind.ANSWER
    for text in ("退休金什么时候能发", "户口几号能迁"):
        assert kind_of(text) is ReplyKind.DECLINE


def test_a_licence_that_the_notice_speaks_of_is_its_own():
    drivers = notice_of("组织电工证复审", "于5月20日前将电工证复审名单报送至市科协科普部。")
    assert kind_of("电工证什么时候复审", drivers) is ReplyKind.ANSWER


def test_a_question_of_unknown_words_is_foreign_only_where_there_are_many_of_them():
    index = index_of(PLAIN)
    assert is_alien("芭蕾舞裙怎么搭配", index)
    assert not is_alien("怎么搭", index)
    assert not is_alien("芭蕾舞裙能参加吗", index)


def said_to(text, unit_type="有关企业"):
    reply = answer(text, PLAIN, Asker(now=NOW, unit_type=unit_type)).reply
    assert reply is not None
    return reply


@pytest.mark.parametrize(
    "text", ["五一前能交上去吗", "两周后交可以吗", "今天交会不会太早", "这个活儿什么时候算完", "一个月后报行不行"]
)
def test_any_span_of_time_beside_the_handing_in_asks_for_its_last_day(text):
    assert "5月20日" in said_to(text).text


@pytest.mark.parametrize("text", ["我上次交的几号收到的", "催交名单能发我吗", "未交单位名单发一下"])
def test_what_was_handed_in_before_is_asked_of_the_ledger(text):
    assert said_to(text).kind is ReplyKind.STATE


def test_what_an_activity_is_called_asks_for_no_person():
    assert "科普月" in said_to("这次活动叫什么名字").text
    assert "陆明达" not in said_to("这个活动叫啥").text


def test_the_address_of_a_page_is_said_not_to_be_written():
    assert "网址" in said_to("系统的网址是什么").text


@pytest.mark.parametrize("text", ["领导催我呢 ddl几号", "劳驾问下截至时间", "刚接手，哪天是死线", "从几号到几号搞"])
def test_what_is_said_before_a_date_is_asked_is_another_subject_only_if_it_is_the_name_of_one(text):
    assert kind_of(text) is ReplyKind.ANSWER


@pytest.mark.parametrize("text", ["化肥补贴什么时候发", "校运会几号", "股东大会什么时候开", "税款几号交"])
def test_the_name_of_another_subject_before_a_date_is_declined(text):
    assert kind_of(text) is ReplyKind.DECLINE


def test_an_hour_of_the_meeting_that_is_held_is_asked_and_of_another_is_declined():
    award = notice_of("召开科普表彰会", "一、出席人员\n各单位分管领导于5月20日上午8:40前进入会场。")
    for text in ("表彰会几点开始", "座位随便坐吗"):
        assert kind_of(text, award) is ReplyKind.ANSWER
    assert kind_of("明天的会几点开始") is ReplyKind.DECLINE


def test_a_body_that_the_asker_has_founded_is_no_other_unit():
    notice = read(
        """关于报送科普月总结的通知
各县（市、区）科协，企业科协：
请于5月20日前报送总结。各县（市、区）科协报市科协组宣部，企业科协报市科协学会部。
联系方式：
1. 市科协组宣部 联系人：吴帆 电话：7712345
2. 市科协学会部 联系人：梁岸 电话：7754321
白榆市科学技术协会
2024年4月2日""".splitlines()
    )
    for text in ("我们是外企，成立了科协，报哪儿", "组宣部是不是我们的对口部门"):
        reply = answer(text, notice, Asker(now=NOW, unit_type="企业科协")).reply
        assert reply is not None
        assert "学会部" in reply.text
        assert "7712345" not in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "学会星级评定什么时候", "高新技术产品认定怎么弄", "导师遴选在哪报名", "花灯巡展申请表几份", "青苗学者今年啥时候推荐",
        "蚕桑补助几时打过来", "单项冠军几号截止", "副教授评审材料要装订吗", "科小入库截止没",
        "白榆市科技社团评估几号前报", "工会疗休养还有名额没", "编程NOIP报名几时开始", "社科奖材料要装订成册吗",
    ],
)  # fmt: skip
def test_a_procedure_of_which_the_notice_does_not_speak_is_declined(text):
    assert kind_of(text) is ReplyKind.DECLINE


@pytest.mark.parametrize("text", ["网上申报哪几天", "个人申报怎么弄", "课题申报什么时候", "项目评审什么时候"])
def test_a_procedure_of_the_notice_is_not(text):
    assert kind_of(text, PROJECT) is ReplyKind.ANSWER


@pytest.mark.parametrize(
    "text", ["评过先进的还能报不", "活动计划几号截止", "总结评选什么时候", "科普月评选还能报不", "入选过优青还能报吗"]
)
def test_what_somebody_was_given_and_what_is_done_with_a_paper_is_no_other_procedure(text):
    assert kind_of(text) is ReplyKind.ANSWER


def test_a_day_on_which_something_is_received_asks_for_the_last_day():
    assert "5月20日" in said_to("礼拜六能收材料不").text


def test_a_body_of_those_who_are_asked_is_no_unit():
    assert "陆明达" in said_to("你们科协谁负责收这个").text


def test_what_may_be_counted_in_is_of_the_campaign_whatever_it_is():
    assert kind_of("我们校庆活动并进来行不行") is ReplyKind.ANSWER
    assert kind_of("校庆几号") is ReplyKind.DECLINE
    assert kind_of("数控机床培训班在哪报名") is ReplyKind.DECLINE


def test_whether_it_is_handed_in_at_once_asks_for_the_last_day():
    assert "5月20日" in said_to("是不是活动搞完就得马上交").text


@pytest.mark.parametrize("text", ["放电影算科普吗", "体检义诊算服务吗", "考试周没空搞怎么办", "工人三班倒怎么组织"])
def test_what_sounds_of_another_subject_is_of_the_campaign_where_it_counts_or_stands_in_the_way(text):
    assert kind_of(text) is ReplyKind.ANSWER


@pytest.mark.parametrize("text", ["自来水什么时候通", "附近哪家打印店近", "今天农历几号", "加薪名单出来没"])
def test_daily_life_is_declined(text):
    assert kind_of(text) is ReplyKind.DECLINE


def test_a_programme_that_the_notice_names_is_its_own_whatever_is_done_about_it():
    named = notice_of("推荐青苗人才托举工程候选人", "请于5月10日前将青苗人才托举工程推荐材料报送至市科协科普部。")
    question = "青苗人才托举工程申报找谁"
    assert kind_of(question, named) is ReplyKind.ANSWER
    assert kind_of(question, PLAIN) is ReplyKind.DECLINE


@pytest.mark.parametrize(
    "text", ["名师工作站今年哪天截止申报", "技术创新基地几号截止报名", "不动产过户要几个工作日", "食品经营证办理要多久"]
)
def test_the_day_or_the_days_of_another_procedure_are_declined_in_whatever_order_they_are_asked(text):
    assert kind_of(text) is ReplyKind.DECLINE


@pytest.mark.parametrize("text", ["科普月总结哪天截止申报", "离截止还有几个工作日", "我们单位几号截止报名"])
def test_the_day_of_what_is_handed_in_here_is_told_in_whatever_order_it_is_asked(text):
    assert "5月20日" in said_to(text).text


def test_how_long_an_office_takes_is_no_question_of_the_days_that_are_left():
    assert "5月20日" not in said_to("你们回复要几个工作日").text


def test_how_long_an_account_takes_is_no_procedure_of_another():
    assert kind_of("系统注册审核要多久") is ReplyKind.ANSWER
    assert kind_of("人才入户指标今年怎么分") is ReplyKind.DECLINE
