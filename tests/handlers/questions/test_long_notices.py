"""What is answered from notices of long sentences: the part that was asked for, days of several kinds, several persons."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.chat import ReplyKind
from storage.notice.parser import read

NOTICE = read(
    """关于申报2024年度青溪市科普项目的通知
各有关学院：
根据市科协通知，现就科普项目申报通知如下：
1.申报书一式4份及电子版，诚信承诺书一式2份，装订成册的证明材料（含目录）一式2套，工作单位盖骑缝章，非涉密证明一式3份，专家审议意见表一式1份，连同参加过的科普活动照片、新闻报道、获奖证书复印件等其他能够说明本单位科普工作基础的佐证材料，统一装入档案袋，送交科技处416办公室。
2.重点开展科普联合行动，包括校园科普行动、农村科普行动、健康科普行动、节水科普行动。
3.曾获得过市级资助的项目不再申报，各级国家机关工作人员不作为负责人。
4.申报截止日期为2024年9月20日，所有项目应于2024年12月20日前完成。
5.优秀项目由市科协授予优秀组织奖。
学术类项目联系人：徐知白 电话：87600127
软科学类项目联系人：霍青 电话：87600128
附件：1.申报书
2.特色学院名单
3.青溪市科普项目资助管理办法
青溪大学科技处
2024年8月1日""".splitlines()
)
NOBODY = read(
    """关于征集科普讲解作品的通知
为做好征集工作，现将有关事项通知如下：
一、比赛时间
11月27日至29日
二、比赛地点
青溪剧院
请于10月31日前将作品报送至科技处。
联系人：杜若，电话：82120184。
青溪研究所
2024年9月9日""".splitlines()
)
NOW = datetime(2024, 8, 5, 10, tzinfo=BEIJING)


def ask(text, notice=NOTICE, unit_type="有关学院", now=NOW):
    return answer(text, notice, Asker(now=now, unit_type=unit_type)).reply


def said(text, notice=NOTICE, unit_type="有关学院", now=NOW):
    reply = ask(text, notice, unit_type, now)
    return "" if reply is None else reply.text


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("非涉密证明要几份", "非涉密证明一式3份"),
        ("骑缝章要盖吗", "盖骑缝章"),
        ("联合行动有哪些", "节水科普行动"),
        ("材料送到哪个办公室", "416办公室"),
        ("以前拿过资助的还能报不", "不再申报"),
        ("干部能当负责人吗", "国家机关工作人员"),
    ],
)
def test_a_long_sentence_is_quoted_where_it_says_what_was_asked(text, held):
    assert held in said(text)


def test_the_day_by_which_a_project_is_done_is_no_day_of_handing_in():
    told = said("什么时候截止")
    assert "9月20日" in told
    assert "12月20日" not in told
    assert "12月20日" in said("项目什么时候要完成")


def test_of_several_persons_of_one_office_the_one_whose_line_fits_is_named():
    told = said("软科学的找谁")
    assert "87600128" in told
    assert "87600127" not in told


def test_a_list_of_attachments_settles_no_amount_but_is_where_a_list_is_found():
    assert "通知未写明经费" in said("给多少钱")
    assert "特色学院名单" in said("特色学院有哪些")


def test_a_number_that_no_sentence_has_is_said_to_be_left_open():
    assert "未写明" in said("项目组要几个人以上")


def test_what_a_notice_wants_of_nobody_in_particular_is_owed_by_whoever_asks():
    assert "10月31日" in said("几号截止", NOBODY, None)
    assert "科技处" in said("交给谁", NOBODY, None)


def test_a_section_is_found_by_its_title_alone():
    assert "青溪剧院" in said("在哪比", NOBODY, None)


@pytest.mark.parametrize(
    "text", ["国庆后交可以么", "财务上有问题问谁", "老师有指导奖吗", "老师 我刚接手 麻烦说下要干啥"]
)
def test_what_is_asked_of_the_campaign_in_everyday_words_is_not_turned_away(text):
    reply = ask(text)
    assert reply is not None
    assert reply.kind is ReplyKind.ANSWER


@pytest.mark.parametrize("text", ["居住证怎么办", "社区低保怎么申请", "驾驶员学时去哪登记", "厂区停电到几点"])
def test_what_is_done_about_something_of_another_office_is_turned_away(text):
    reply = ask(text)
    assert reply is not None
    assert reply.kind is ReplyKind.DECLINE
    assert "9月20日" not in reply.text


@pytest.mark.parametrize("text", ["有牌子发吗", "写不写存在问题", "要网上填吗"])
def test_whether_there_is_something_is_passed_on_and_not_turned_away(text):
    reply = ask(text)
    assert reply is not None
    assert reply.kind is ReplyKind.ANSWER


@pytest.mark.parametrize("text", ["工会活动几点开始", "专利资助申报还有几天", "会员缴费标准"])
def test_no_day_is_given_for_something_that_the_notice_does_not_name(text):
    told = ask(text, NOBODY, None)
    assert told is not None
    assert "10月31日" not in told.text


@pytest.mark.parametrize("text", ["😂", "[捂脸]", "好的呢", "谢谢啦 我先去忙"])
def test_pictures_and_words_of_parting_are_left_without_an_answer(text):
    assert ask(text) is None


TWO = read(
    """关于做好专精特新企业遴选推荐工作的通知
各区工业和信息化局，各有关企业：
为做好遴选推荐工作，现就有关事项通知如下：
一、请各区工业和信息化主管部门及时发布申报通知，积极组织辖区内符合条件的中小企业申报，并于3月26日前将联系人反馈我局。
二、请申报企业根据所在区工业和信息化主管部门的通知要求准备申请材料。
三、请各区工业和信息化主管部门认真审核，并于5月7日前将推荐企业申报材料（一式两份）报我局。
青溪市工业和信息化局
2024年3月1日""".splitlines()
)


def test_firms_are_not_told_the_dates_of_the_offices_that_propose_them():
    in_march = datetime(2024, 3, 5, 10, tzinfo=BEIJING)
    for text in ("我们什么时候交", "企业哪天截止"):
        told = said(text, TWO, "有关企业", in_march)
        assert "3月26日" not in told
        assert "5月7日" not in told
    told = said("要报哪两次材料，分别什么时候", TWO, "区工业和信息化局", in_march)
    assert "3月26日" in told
    assert "5月7日" in told


SYSTEM = read(
    """关于填报科普统计的通知
各有关单位：
请各单位于6月20日前登录科普统计平台（http://tj.example.invalid）填报，并将汇总表报市科协普及部。
市科协普及部：陆明，电话：7701001
平台技术支持：何青，电话：7701002
青溪市科学技术协会
2024年6月3日""".splitlines()
)


def test_who_helps_with_a_system_is_named_to_whom_it_fails():
    for text in ("平台登录不上打哪个电话", "系统注册不了找谁"):
        assert "7701002" in said(text, SYSTEM, "有关单位")
    assert "7701001" in said("汇总表的事打哪个电话", SYSTEM, "有关单位")


@pytest.mark.parametrize(
    "text", ["创新大赛什么时候报名", "安全检查台账什么时候上报", "博士后进站材料什么时候交", "考核表哪天交"]
)
def test_what_has_a_date_of_its_own_is_not_given_the_campaigns(text):
    told = ask(text, SYSTEM, "有关单位")
    assert told is not None
    assert "6月20日" not in told.text
