"""What the notice does not say outright: whose turn is meant, who may be put forward, what comes nearest to a question."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from handlers.questions.typed.speech import is_question
from scheduler.clock import BEIJING
from storage.chat import ReplyKind
from storage.notice.parser import read

NOTICE = read(
    """关于组织申报2024年度白榆市科普基地的通知
各县（市、区）科协，各有关企业：
现就有关事项通知如下：
一、申报范围
在我市注册满2年的企业。专职科普人员不足2人的不得申报。
二、受理时间
分三批受理，第一批申报材料受理截止时间为5月20日，第二批申报材料受理截止时间为6月28日，第三批申报材料受理截止时间为9月30日。
三、有关要求
（一）申报书须由本企业职工送交，一式四份，报送至市科协科普部。
（二）汇总表见附表2。
（三）专家组由市教育局选派，9月上旬逐家复核。
主办单位：市科协
联系人：陆明达，电话：7712345
白榆市科学技术协会
2024年4月2日""".splitlines()
)
NOW = datetime(2024, 4, 8, 10, tzinfo=BEIJING)


def reply_to(text):
    reply = answer(text, NOTICE, Asker(now=NOW, unit_type="有关企业")).reply
    assert reply is not None
    return reply


@pytest.mark.parametrize(
    ("text", "held", "absent"),
    [
        ("第二批什么时候截止", "6月28日", "5月20日"),
        ("最后一批几号截止", "9月30日", "5月20日"),
        ("首批什么时候截止", "5月20日", "6月28日"),
    ],
)
def test_of_several_turns_the_one_that_is_named_is_given(text, held, absent):
    told = reply_to(text).text
    assert held in told
    assert absent not in told


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("去年才开的公司能报吗", "注册满2年"),
        ("我们专职的就1个 能申报不", "不得申报"),
        ("汇总表是附件几来着", "附表2"),
        ("是谁主办的", "市科协"),
        ("复核的专家是哪个单位派的", "市教育局"),
    ],
)
def test_the_sentence_that_has_most_to_do_with_a_question_is_quoted(text, held):
    assert held in reply_to(text).text


def test_how_something_is_done_goes_to_the_office_where_the_notice_is_silent():
    for text in ("代办公司的人去行不行", "胶水粘的要几份"):
        assert reply_to(text).kind is ReplyKind.ANSWER
    for text in ("谁是李白", "你家几口人", "楼下停车几点关门"):
        assert reply_to(text).kind is ReplyKind.DECLINE


def test_which_of_two_ways_is_wanted_is_a_question_and_nothing_done():
    assert is_question("发邮箱就行还是要纸质")
    assert not is_question("我们还是要交的")


def test_a_number_for_one_purpose_is_given_for_no_other():
    notice = read(
        """关于开展2024年度村医考核的通知
各乡镇卫生院：
一、考核对象：在岗村医。
二、各乡镇卫生院于12月8日前将汇总表报县局农卫股。决赛12月20日9:30举行。
三、举报电话：7223456
联系人：农卫股 陆明达 电话：7221890
白榆县卫生健康局
2024年11月2日""".splitlines()
    )

    def told(text):
        reply = answer(text, notice, Asker(now=NOW, unit_type="乡镇卫生院")).reply
        return reply.text if reply else ""

    assert "7223456" in told("举报打哪个电话")
    assert "7221890" not in told("举报打哪个电话")
    assert "未写明投诉电话" in told("投诉电话多少")
    assert "举报电话：7223456" in told("投诉电话多少")
    assert "未写明技术支持电话" in told("技术支持电话多少")
    assert "在岗村医" in told("退休返聘的考不考")
    assert "9:30" in told("决赛几点开始")


def test_an_office_is_named_for_what_its_own_sentence_speaks_of():
    notice = read(
        """关于做好2026年食品抽检工作的通知
各区市场监管局：
1.各区局应于2月28日前将抽检实施方案报市局食品抽检处备案；
2.各区局于每月10日前向市局稽查处报送大案要案线索。
3.请于1月25日前将联络人名单发给信息科陆明达。
（联系人：食品抽检处 沈青，86533021；稽查处 江予白，86533045；信息科 陆明达，86533099）
白榆市市场监督管理局
2026年1月3日""".splitlines()
    )

    def told(text):
        reply = answer(text, notice, Asker(now=NOW, unit_type="区市场监管局")).reply
        return reply.text if reply else ""

    for text, number in (
        ("大案线索给谁 电话", "86533045"),
        ("联络人名单发给谁", "86533099"),
        ("抽检方案报哪个处 电话", "86533021"),
    ):
        assert number in told(text)
        assert not any(other in told(text) for other in {"86533045", "86533099", "86533021"} - {number})


SCHOOLS = read(
    """关于开展校园安全排查的通知
各乡镇中心学校，县直各学校：
一、工作安排
（一）自查自纠（4月10日至4月30日）。各校填写排查表。
（二）交叉检查（5月15日至5月26日）。由县教育局组成6个检查组。
（三）食材留样时间不少于48小时。
二、名额
每个乡镇中心学校可推荐不超过3名安全员；其他学校可推荐1名。
三、报送要求
各乡镇中心学校、县直各学校于6月12日前将总结报送县教育局安全股（行政中心2号楼1103），统一由学校汇总后报送。
表彰结果另行通知。
联系人：陶立，电话：63700112
白榆县教育局
2024年4月2日""".splitlines()
)


@pytest.mark.parametrize(
    ("text", "unit_type", "held", "absent"),
    [
        ("交叉检查什么时候到", "县直各学校", "5月15日", "6月12日"),
        ("总结几号交", "县直各学校", "6月12日", "4月30日"),
        ("表彰什么时候发", "县直各学校", "另行通知", "6月12日"),
        ("留样多久", "县直各学校", "48小时", "6月12日"),
        ("我们能推几个", "乡镇中心学校", "3名", "只能"),
        ("我们能推几个", "县直各学校", "1名", "报送时间"),
        ("送到哪个房间", "县直各学校", "1103", "未写明"),
        ("老师直接报可以吗", "县直各学校", "汇总后报送", "未写明"),
    ],
)
def test_a_day_a_share_or_a_room_is_that_of_what_is_asked(text, unit_type, held, absent):
    reply = answer(text, SCHOOLS, Asker(now=NOW, unit_type=unit_type)).reply
    assert reply is not None
    assert held in reply.text
    assert absent not in reply.text


def test_a_person_who_is_named_is_given_their_own_number_and_nobody_elses():
    notice = read(
        """关于召开县市区科协工作会议的通知
各县（市、区）科协：
一、会议时间和地点
时间：2024年5月24日上午8:30，会期半天。
地点：国税宾馆三楼会议室。
二、报到
5月23日下午报到。每个县（市、区）科协各2名。
各县（市、区）科协请于5月12日前将回执报市科协办公室。
联系人：市科协办公室 陆明达 7712345；市科协普及部 沈青 7712399
白榆市科学技术协会
2024年5月2日""".splitlines()
    )

    def told(text, previous=None):
        said = answer(text, notice, Asker(now=NOW, unit_type="县（市、区）科协", previous=previous))
        return said.memory, said.reply.text if said.reply else ""

    memory, first = told("沈老师电话多少")
    assert "7712399" in first
    _, second = told("陆老师呢", memory)
    assert "7712345" in second
    assert "7712399" not in second
    assert "8:30" in told("会几点开")[1]
    assert "5月23日" in told("几号去报到")[1]
    assert "5月12日" not in told("几号去报到")[1]
    assert "国税宾馆" in told("在哪开会")[1]


def test_how_long_something_goes_on_and_gifts_are_no_date_of_handing_in_and_no_list_of_rules():
    notice = read(
        """关于开展群众文化需求征集工作的通知
各县（市、区）文化局：
一、征集时间
2024年9月1日至9月30日
二、走访对象：社区居民、驻区单位。
三、结果报送
各县（市、区）文化局于10月10日前将汇总表报市局公共服务科。
四、工作要求
（一）加强领导。各地要高度重视，精心组织实施。
（二）注重实效。各地要结合实际，务求实效。
联系人：陆明达 电话：7712345
白榆市文化局
2024年8月22日""".splitlines()
    )

    def told(text):
        reply = answer(text, notice, Asker(now=NOW, unit_type="县（市、区）文化局")).reply
        return reply.text if reply else ""

    assert "9月30日" in told("征集几号到几号")
    assert "9月30日" in told("征集到几号结束")
    assert "社区居民" in told("要走访哪些人")
    assert "加强领导" not in told("发不发礼品")
    assert "未写明" in told("发不发礼品")
