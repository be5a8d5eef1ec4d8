"""What members of other chats type: quotations that answer, nothing beside the point, each told of their own way."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.notice.parser import read
from storage.notice.routing import match_unit_type

CONTEST = read(
    """关于举办第三届松州市校园机器人比赛的通知
各区、县科协，市直学校：
现将有关事项通知如下：
一、参赛对象
全市小学、初中在校生。
二、参赛项目
1.表演类：机器人舞蹈、机器人剧；
2.竞速类：巡线、迷宫；
3.创意类：发明作品。
三、报名
1.各学校可推荐2人参赛，如有多名候选人，建议其他人选参加区级比赛。
2.“指导教师意见”栏暂时无需填写
3.作品须为原创，未曾公开发表。
4.连续两年无故不参加的，取消参赛资格。
四、报送
（一）报名表（附件1）一式两份，于2024年5月10日前送市科技馆活动部，逾期不再受理。
（二）市科技馆活动部于5月20日前出具初审意见。
（三）5月25日至26日反馈入围名单。
（四）承办单位工作人员如有变动，及时告知。
联系人：周禾，电话：7301122
地址：松州市湖滨路9号科技馆2楼活动部
附件：1.松州市校园机器人比赛报名表
松州市科学技术协会
2024年4月8日""".splitlines()
)
PLANS = read(
    """关于报送2024年活动计划的通知
各全省学会，各省辖市科协：
现将有关事项通知如下：
一、各全省学会填写《2024年度全省学会活动计划表》（附件1）。
二、各省辖市科协填写《2024年度省辖市科协重要活动计划表》（附件2）。
三、活动要突出几个重点：一是讲好科学家故事；二是服务基层；三是推动数字阅读。
四、各单位于5月21日前将表格发至省科协学术部邮箱xsb@example.invalid。
联系人：丁芷，电话：7709911
附件：1.2024年度全省学会活动计划表
2.2024年度省辖市科协重要活动计划表
松江省科学技术协会
2024年4月8日""".splitlines()
)
RETURNS = read(
    """关于报送扬尘治理情况的通知
各区住建局：
请各区每双月底上报《工地扬尘检查汇总表》，每季度末报送治理工作情况，于2024年12月31日前将年度总结以政务通方式报市住建局。
联系人：柳荷，电话：7301133
松州市住房和城乡建设局
2024年3月8日""".splitlines()
)
YEARS = read(
    """关于报送统计报表的通知
各区住建局：
各年度统计报表报送截止时间分别为2024年5月25日、2025年5月25日，报市住建局科技科。
联系人：柳荷，电话：7301133
松州市住房和城乡建设局
2024年3月8日""".splitlines()
)
FIELDS = read(
    """关于组织申报科技项目的通知
各有关单位：
一、申报
申报单位于10月31日前登录科技平台（http://kj.example.invalid）申报。
二、工作分工
（一）软科学领域
由办公室负责办理。
联系人：黄荻，电话：3222201。
（二）孵化器建设领域
由高新科负责办理。
联系人：陈荞，电话：3222202。
（三）农业领域
由农村科负责办理。
联系人：梁芸，电话：3222203。
松州市科学技术局
2024年9月8日""".splitlines()
)
TIERS = read(
    """关于申报科普基地的通知
各区科协，各有关单位：
一、请各申报单位于8月15日前将申报材料报送至所在区科协。
二、各区科协审核后，于8月30日前将推荐汇总表报送市科协。
联系人：吴蓼，电话：7301144
松州市科学技术协会
2024年7月8日""".splitlines()
)
SOCIETY = read(
    """关于推荐最美科技工作者的通知
各分支机构：
我学会可推荐最美科技工作者2名。
每个分支机构推荐人员不超过1名。
请于5月10日前将推荐表报至我学会（逾期视为没有推荐对象）。
E-mail：xh@example.invalid
松江省食品学会
2024年4月8日""".splitlines()
)


def said(text, notice, unit_type=None):
    reply = answer(text, notice, Asker(now=datetime(2024, 4, 9, 10, tzinfo=BEIJING), unit_type=unit_type)).reply
    return "" if reply is None else reply.text


SCHOOL, COUNTY, SOCIETIES, CITIES = "市直学校", "区住建局", "全省学会", "省辖市科协"


@pytest.mark.parametrize(
    ("text", "notice", "unit_type", "held", "absent"),
    [
        ("有哪些项目", CONTEST, SCHOOL, ("表演类", "竞速类", "创意类"), ("推荐2人",)),
        ("初中生能参加不", CONTEST, SCHOOL, ("小学、初中",), ("未写明",)),
        ("学校有两个人以上想报咋办", CONTEST, SCHOOL, ("建议其他人选参加区级比赛",), ()),
        ("指导教师意见要填吗", CONTEST, SCHOOL, ("三2：““指导教师意见”栏",), ("无需填写：“",)),
        ("发表过的行不行", CONTEST, SCHOOL, ("未曾公开发表",), ("未写明",)),
        ("几号出结果", CONTEST, SCHOOL, ("5月25日至26日",), ("未写明",)),
        ("初审意见啥时候拿", CONTEST, SCHOOL, ("5月20日",), ("报送时间为",)),
        ("过期了还收不", CONTEST, SCHOOL, ("不再受理",), ("逾期是否接收",)),
        ("报名表送哪个办公室", CONTEST, SCHOOL, ("湖滨路9号",), ("未写明纸质",)),
        ("第几届了", CONTEST, SCHOOL, ("第三届",), ("未写明",)),
        ("报名表在哪下", CONTEST, SCHOOL, ("附件1",), ("未写明",)),
        ("换人了要告诉你们吗", CONTEST, SCHOOL, ("如有变动，及时告知",), ()),
        ("这个要报教务处吗", CONTEST, SCHOOL, ("报送至市科技馆活动部",), ("未写明",)),
        ("没赶上5月10号咋办", CONTEST, SCHOOL, ("5月10日", "不再受理"), ()),
        ("表在哪下载", PLANS, CITIES, ("附件2",), ("附件1",)),
        ("表在哪下载", PLANS, SOCIETIES, ("附件1",), ("附件2",)),
        ("重点是哪几个", PLANS, CITIES, ("讲好科学家故事", "服务基层", "数字阅读"), ()),
        ("汇总表啥时候报", RETURNS, COUNTY, ("每双月底",), ("12月31日", "季度")),
        ("怎么报", RETURNS, COUNTY, ("政务通方式",), ()),
        ("第一次报是几月", RETURNS, COUNTY, ("每双月底",), ("单位页面",)),
        ("几号报", YEARS, COUNTY, ("2024年5月25日", "2025年5月25日"), ()),
        ("孵化器项目联系人", FIELDS, "有关单位", ("陈荞",), ("10月31日",)),
        ("项目书交到哪", FIELDS, "有关单位", ("黄荻", "陈荞", "梁芸"), ()),
        ("邮箱有没有", FIELDS, "有关单位", ("未写明办公室、高新科、农村科的邮箱。",), ("未写明农村科",)),
        ("交给谁", TIERS, "申报单位", ("报送至所在区科协",), ("报送至市科协",)),
        ("咱们学会总共推几名", SOCIETY, "分支机构", ("2名",), ("1名",)),
        ("一个分支机构推几名", SOCIETY, "分支机构", ("1名",), ("2名",)),
        ("活动信息那栏哪天报", SOCIETY, "分支机构", ("5月10日",), ("不便答复",)),
    ],
)
def test_a_member_is_told_what_the_notice_says_and_nothing_beside_it(text, notice, unit_type, held, absent):
    told = said(text, notice, unit_type)
    assert all(one in told for one in held), told
    assert not any(one in told for one in absent), told


@pytest.mark.parametrize(
    ("text", "notice"),
    [("年龄要求", CONTEST), ("评上给多少钱", SOCIETY), ("年龄要求", SOCIETY), ("写多少字", PLANS)],
)
def test_what_is_left_open_is_said_without_a_sentence_that_does_not_answer(text, notice):
    told = said(text, notice)
    assert "未写明" in told
    assert "“" not in told


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("活动主题叫啥", "印发"),
        ("客户端叫啥名字", "联系人"),
        ("这周末高速堵不堵", "已转"),
        ("两个时间各是交啥的", "多渠道"),
    ],
)
def test_words_that_only_look_like_another_question_are_not_taken_for_it(text, absent):
    assert absent not in said(text, CONTEST, SCHOOL)


def test_what_and_so_on_means_is_left_open_beside_what_is_owed():
    told = said("推荐表等，那个等字还包括啥", SOCIETY, "分支机构")
    assert "需报送推荐表等" in told
    assert "未写明“等”还包括哪些" in told


def test_who_reports_to_a_body_of_their_own_place_is_known_by_their_whole_name():
    assert match_unit_type(TIERS, "申报单位") == "申报单位"
    assert match_unit_type(TIERS, "申报") is None


def test_the_address_of_the_only_contact_is_given_as_its_own():
    assert "所在区科协电话" not in said("我们是申报单位，电话多少", TIERS)
