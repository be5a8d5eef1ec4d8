"""A notice that tells sorts of units apart: each hears its own sentence, and not that of another sort."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.notice.parser import read

SCHOOLS = read(
    """关于开展校园安全排查的通知
各乡镇中心学校，县直各学校，各校外培训机构：
现将有关事项通知如下：
一、自查自纠（8月25日至9月10日）。各校填写《排查表》。
二、报送要求
各乡镇中心学校汇总本辖区小学、幼儿园排查情况，于9月12日前报送；县直各学校、幼儿园，各校外培训机构直接报送，截止时间为9月11日。
联系人：陶立，电话：7712001。
青溪县教育局
2024年8月2日""".splitlines()
)
AWARD = read(
    """关于申报科技奖的通知
各县（市）区科技主管部门、市属高校科研处、在榆企业：
现将有关事项通知如下：
一、申报单位为企业的，于2024年10月31日前提交所在县（市）区科技管理部门审核把关；申报单位为高校、科研院所、医院等单位的，于2024年10月31日前将申报材料提交至市科技局人事处。
二、预赛时间：2024年11月11日至12日。
三、决赛时间：2024年11月26日。
白榆市科学技术局
2024年8月2日""".splitlines()
)
NOW = datetime(2024, 8, 5, 10, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("notice", "unit_type", "text", "held", "absent"),
    [
        (SCHOOLS, "县直各学校", "我们幼儿园几号报", "9月11日", "9月12日"),
        (SCHOOLS, "乡镇中心学校", "村小直接报县里吗", "各乡镇中心学校汇总本辖区小学", "警"),
        (AWARD, "在榆企业", "我们企业材料交给谁", "所在县（市）区科技管理部门", "人事处"),
        (AWARD, "市属高校科研处", "我们高校交到哪", "市科技局人事处", "所在县"),
        (AWARD, "市属高校科研处", "医院交哪里", "市科技局人事处", "所在县"),
        (AWARD, "在榆企业", "决赛哪天", "11月26日", "11月11"),
    ],
)
def test_each_sort_hears_its_own_sentence(notice, unit_type, text, held, absent):
    reply = answer(text, notice, Asker(now=NOW, unit_type=unit_type)).reply
    assert reply is not None
    assert held in reply.text
    assert absent not in reply.text


def test_an_office_without_a_contact_is_not_given_another_s_number():
    notice = read(
        """关于申报科技奖的通知
各有关单位：
书面材料于9月4日前送市科技局审核。
如有问题可咨询省科技厅。
业务咨询：020-87003709；
网络支持：020-83163338；
白榆市科学技术局
2024年8月2日""".splitlines()
    )
    reply = answer("市科技局电话多少", notice, Asker(now=NOW, unit_type="有关单位")).reply
    assert reply is not None
    assert reply.lines == ("通知未写明市科技局的电话。",)


ADVICE = read(
    """关于推荐青年科技奖候选人的通知
各县区科协、高校科协：
请于4月7日前将推荐表报送至省科协组织人事部（科技大楼405室）。
咨询请联系省科协组织人事部（高校科协咨询学会学术部）。
组织人事部：严格 7230001
学会学术部：安静 7230009
投诉/咨询邮箱：jubao@example.invalid
江岭省科协
2023年3月1日""".splitlines()
)


@pytest.mark.parametrize(
    ("unit_type", "held", "absent"), [("高校科协", "7230009", "7230001"), ("县区科协", "7230001", "7230009")]
)
def test_a_type_that_is_told_whom_to_ask_asks_there(unit_type, held, absent):
    reply = answer("有问题打哪个电话", ADVICE, Asker(now=NOW, unit_type=unit_type)).reply
    assert reply is not None
    assert held in reply.text
    assert absent not in reply.text


def test_where_something_goes_is_said_with_its_room():
    reply = answer("推荐表交哪", ADVICE, Asker(now=NOW, unit_type="县区科协")).reply
    assert reply is not None
    assert "405室" in reply.text


def test_a_mailbox_for_complaints_takes_no_papers():
    reply = answer("推荐表发哪个邮箱", ADVICE, Asker(now=NOW, unit_type="县区科协")).reply
    assert reply is not None
    assert "jubao" not in reply.text
