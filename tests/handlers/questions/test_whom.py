"""Whom to ask and to report to, told from what people name: a street, a mailbox, half of a chain, a sort of unit."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.notice.parser import read
from tests.invented import CHAIN

WEEK = read(
    """关于做好科普周活动的通知
各街道办事处、区属各单位：
根据《岭川省科协关于办好科普周的通知》（岭科普〔2024〕14号），现将有关事项通知如下：
一、区教育局要组织各中、小学校开展科技制作比赛。
二、各街道要组织社区开展科普宣传活动。
三、参展作品须经本单位业务部门审核。
四、各单位于6月4日前将总结报区科协。
联系人：苗老师
联系电话：2271 640
办公地点：行政楼B417
白榆区科学技术协会
2024年5月14日""".splitlines()
)
MEETING = read(
    """关于报送科技周方案的通知
各地各部门：
请各地各部门于4月18日前将方案报省科技周组委会办公室备案。
省科技周组委会办公室联系方式：
省科技厅政策法规处 窦青 阎白
联系电话：0931-8005017
省委宣传部宣教处 庞墨
联系电话：0931-8008325
省科协科普部 郝朱 缑紫
联系电话：0931-8009387
岭川省科学技术厅
2024年3月31日""".splitlines()
)
NOW = datetime(2024, 5, 9, 10, tzinfo=BEIJING)
COUNTY, BUREAU, FIRM = "县（市、区）科协", "县（市、区）科技局", "企业科协"


def told(text, notice, unit_type):
    reply = answer(text, notice, Asker(now=NOW, unit_type=unit_type)).reply
    return reply.text if reply else ""


@pytest.mark.parametrize(
    ("text", "notice", "unit_type", "wanted", "unwanted"),
    [
        # half of a chain goes up on one way
        ("设区市科协往省里报哪个部门", CHAIN, COUNTY, ("省科协科普部", "83001111"), ("83002222",)),
        ("厅里的通信地址", CHAIN, BUREAU, ("文昌街 118 号",), ("中山北路",)),
        ("市局给厅里最晚几号报", CHAIN, BUREAU, ("6月20日",), ()),
        ("省协的电话", CHAIN, FIRM, ("025-83001111",), ("83002222",)),
        # a street names whose it is; it is nobody's day
        ("我们是寄到文昌街118号吗", CHAIN, BUREAU, ("省科技厅", "未写明", "65003333"), ("中山北路", "65001111")),
        ("中山北路30号是哪家单位", CHAIN, COUNTY, ("省科协科普部",), ("报送时间", "65001111")),
        # one's own office beside another's; a body by a short name
        ("我们局找谁，隔壁区科协又找谁", CHAIN, BUREAU, ("安石", "贺竹"), ("65002222", "83001111")),
        ("云杉大科协的，总结报哪个部门", CHAIN, None, ("学会部",), ("65001111", "65003333")),
        # a mailbox that is only taken to be one's own
        ("发到shefachu对不对", CHAIN, FIRM, ("xuehuibu@example.invalid",), ("shefachu",)),
        ("是pujibu@example.com吧,退信退了三回了", CHAIN, COUNTY, ("pujibu@example.invalid",), ("xuehuibu",)),
        # whether somebody is meant at all
        ("我们公司还没成立科协，要报不", CHAIN, FIRM, ("企业科协", "未写明还没成立科协"), ("65001111",)),
        ("个人能不能直接报给你们", CHAIN, FIRM, ("通知发至", "未写明个人"), ("65001111",)),
        ("外省的公司可以参加吗", CHAIN, None, ("未写明外省",), ()),
        ("企业能不能报", CHAIN, None, ("企业科协报送至市科协学会部",), ("65003333",)),
        ("我是实验小学的，我们学校个人也要报总结吗", CHAIN, None, ("未写明个人",), ()),
        ("这个通知主送哪些单位", CHAIN, FIRM, ("市级学会", "高校科协", "企业科协"), ("65002222",)),
        ("下面各类单位分别往哪报", CHAIN, COUNTY, ("普及部", "学会部", "社会发展处"), ("83001111",)),
        ("附件里省里的两个联系人叫啥", CHAIN, FIRM, ("岳桐", "汤圆"), ("贺竹",)),
        ("shefachu@example.invalid 发过去被退信了咋办", CHAIN, BUREAU, ("65003333",), ("65001111",)),
        # whose paper it is
        ("这文是哪两家联合下的", CHAIN, FIRM, ("云杉市科学技术协会", "云杉市科学技术局"), ()),
        ("云科协18号文是不是省里的文号", CHAIN, FIRM, ("云科协〔2024〕18号（云杉市科学技术协会",), ()),
        ("岭科普〔2024〕14号就是咱区的文号吧", WEEK, "街道办事处", ("岭川省科协",), ()),
        ("这通知哪个单位印发的,哪天", CHAIN, FIRM, ("云杉市科学技术局",), ("报送时间",)),
        # from where somebody is, and no more
        ("青陶", CHAIN, None, ("贺竹", "安石", "6月9日"), ("柳眉",)),
        ("我们是青陶的,找谁", CHAIN, None, ("贺竹", "安石"), ("柳眉",)),
        ("我是新来的,找谁", CHAIN, None, ("贺竹", "安石", "柳眉"), ()),
        # 政策法规 is an office's name, and no purpose
        ("政策上有疑问问谁", CHAIN, "市级学会", ("柳眉",), ("安石",)),
        ("分机号转多少", CHAIN, "市级学会", ("65002222",), ("具体数量",)),
        # who does it
        ("学校那块是不是也归我们街道去组织,校长都问到我这来了", WEEK, "街道办事处", ("区教育局",), ()),
        # how somebody is reached, where it is only printed
        ("苗老师在哪个屋", WEEK, "街道办事处", ("行政楼B417",), ()),
        ("宣传部那边电话多少", MEETING, None, ("0931-8008325",), ("8005017", "8009387")),
        ("缑紫电话", MEETING, None, ("0931-8009387",), ("8008325",)),
    ],
)
def test_whom(text, notice, unit_type, wanted, unwanted):
    said = told(text, notice, unit_type)
    assert all(part in said for part in wanted), said
    assert not any(part in said for part in unwanted), said


@pytest.mark.parametrize(
    ("text", "unit_type", "told"),
    [
        ("周六打电话有人接吗", "高校科协", ("65002222", "通知未写明办公时间")),
        ("伊妹儿发一个过来", "高校科协", ("xuehuibu@example.invalid",)),
        ("要给省科技厅寄东西，地址怎么写", "企业科协", ("文昌街 118 号",)),
        ("省里的通知落款是哪天", "高校科协", ("4月30日",)),
        ("省里要求的是几号", "高校科协", ("6月20日",)),
        ("学会部跟普及部的座机都发我", "县（市、区）科协", ("65002222", "65001111")),
        ("贺竹跟安石，哪位管我们这条线", "县（市、区）科技局", ("安石", "65003333")),
        ("反正都是市科协，我发学会部信箱也一样吧", "县（市、区）科协", ("市科协普及部", "pujibu@example.invalid")),
        ("省厅收材料的是谁，省里头又是要求几号", "县（市、区）科技局", ("汤圆", "6月20日")),
        ("送省厅那份是区局自己送，还是市局送", "县（市、区）科技局", ("设区市科技局报送至省科技厅社会发展与基础处",)),
        ("安石是啥职务，称呼主任合适不", "县（市、区）科技局", ("安石", "未写明联系人的职务")),
        ("我这边一家药企，公司里设了科协，该跟哪位联系", None, ("柳眉",)),
        ("“总结等”那个等字还包括啥", "企业科协", ("未写明“等”还包括哪些",)),
        ("市里这份的落款是几号", "企业科协", ("5月8日",)),
        ("普及部和学会部，我该报哪个", "企业科协", ("报送至市科协学会部", "65002222")),
        ("周末能收邮件吗", "企业科协", ("xuehuibu@example.invalid", "未写明办公时间")),
        ("是不是明天到期", "市级学会", ("6月9日",)),
        ("晚五天交行不", "市级学会", ("6月9日", "能否延后")),
        ("要不要正式行文", "市级学会", ("未写明行文要求",)),
        ("云科协哪年第几号", "市级学会", ("云科协〔2024〕18号",)),
        ("省里6月20是给谁定的", "市级学会", ("市里向省里报送", "6月20日")),
    ],
)
def test_what_is_asked_in_passing_has_its_own_answer(text, unit_type, told):
    reply = answer(text, CHAIN, Asker(now=datetime(2024, 5, 10, 10, tzinfo=BEIJING), unit_type=unit_type)).reply
    assert reply
    assert all(one in reply.text for one in told), reply.text


@pytest.mark.parametrize(("day", "is_over"), [(10, True), (13, False)])
def test_the_day_that_is_said_to_be_holds_where_the_clock_has_another(day, is_over):
    now = datetime(2024, 5, day, 10, tzinfo=BEIJING)
    reply = answer("忘记交了，今天都13号了怎么办", CHAIN, Asker(now=now, unit_type="高校科协")).reply
    assert reply
    assert ("已过" in reply.text) is is_over


FIELDS = read(
    """关于征集学术年会论文的通知
各分会、各单位会员：
一、征文专题
专题一 湿地恢复与水鸟监测
专题二 林火预警
二、投稿
专题一由湿地分会受理，联系人：乔一禾，电话：6001127，邮箱：shidi@example.invalid
专题二由防火分会受理，联系人：卢月，电话：6001145，邮箱：fanghuo@example.invalid
机械、电子领域论文由装备分会受理，联系人：贺竹，电话：6001163
请于2024年6月9日前投稿。
岭川省林学会
2024年4月2日""".splitlines()
)


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        ("我写水鸟监测的，稿子投哪个邮箱", "shidi@example.invalid", "fanghuo"),
        ("专题二找谁", "卢月", "乔一禾"),
        ("电子领域的打哪个电话", "6001163", "6001127"),
    ],
)
def test_a_field_is_told_by_what_it_is_of(text, told, untold):
    reply = answer(text, FIELDS, Asker(now=datetime(2024, 4, 10, 10, tzinfo=BEIJING), unit_type="单位会员")).reply
    assert reply
    assert told in reply.text
    assert untold not in reply.text


def test_who_is_asked_is_no_room():
    notice = read(
        """关于推荐青年科技人才的通知
各学院：
推荐表一式一份，于5月20日前报送至行政楼131。
未尽事宜，可参照附件或联系科技处综合办咨询，电话：2271640。
白榆学院科技处
2024年5月2日""".splitlines()
    )
    assert "行政楼131" in told("材料交到哪里", notice, "学院")
    assert told("有问题打哪个电话", notice, "学院") == "科技处综合办电话：2271640。"
