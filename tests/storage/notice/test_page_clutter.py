"""A notice among what a web page puts around it, or with its lines run together."""

from __future__ import annotations

from datetime import date

import pytest

from storage.notice.parser import read
from tests.storage.notice.test_structure import BODY, levels


def test_the_way_to_a_page_is_no_part_of_its_title_or_addressees():
    (level,) = levels(
        "首页 > 信息公开 > 东湖县科技局 > 项目申报\n阅读人次：\n\n关于组织申报科技奖的通知\n\n"
        f"发表时间：2024-03-05 14:50阅读人次：\n\n各有关单位：\n{BODY}\n东湖县科技局\n2024年3月4日"
    )
    assert (level.title, level.addressees) == ("关于组织申报科技奖的通知", ("有关单位",))
    (level,) = levels(
        f"当前位置：首页 > 扶持政策 > 申报通知\n\n转发省农业农村厅关于龙头企业申报的通知\n各镇街：\n{BODY}"
    )
    assert level.title == "转发省农业农村厅关于龙头企业申报的通知"


def test_a_notice_in_one_line_has_a_head_and_a_foot():
    (level,) = levels(
        "东科发新字[2024]20号 |\n关于开展企业资格复审的通知 各盟市科技局、东湖高新区管委会: 根据有关办法,现将事项通知如下: "
        "一、复审范围 去年认定的企业。 二、材料受理 各盟市科技局将材料于8月15日以前上报至东湖市科技中心。 "
        "联系人:王岩 联系电话:0471-6200581 附件: 二〇二四年六月二十七日 |"
    )
    assert (level.title, level.doc_number) == ("关于开展企业资格复审的通知", "东科发新字[2024]20号")
    assert (level.addressees, level.issued_on) == (("盟市科技局", "东湖高新区管委会"), date(2024, 6, 27))


def test_a_foot_before_the_contacts_of_one_line_is_one():
    (level,) = levels(
        "关于组织观摩的预通知 各县区科技局:     为检查落实情况,请各县区接此通知后做好准备。观摩点附上简介,务于9月30日前上报到市科技局办公室。"
        "     特此通知。   东湖市科技局   二○一○年九月二十五日   联系人:张 莉  电 话:2813061"
    )
    assert (level.title, level.issuers, level.issued_on) == (
        "关于组织观摩的预通知",
        ("东湖市科技局",),
        date(2010, 9, 25),
    )


def test_what_is_left_of_a_pages_own_language_is_no_part_of_the_text():
    (level,) = levels(
        f'<?xml:namespace prefix="o" ns="urn:schemas"> ?xml:namespace> 各省辖市工信局(委): 根据要求,通知如下。\n{BODY}'
    )
    assert level.addressees == ("省辖市工信局(委)",)


def test_a_title_may_run_into_the_addressees():
    (level,) = levels(
        f"东湖市经信局关于做好技改项目工作的通知各县（市、区）经信局：为贯彻落实有关部署，现通知如下。\n{BODY}"
    )
    assert (level.title, level.addressees) == ("东湖市经信局关于做好技改项目工作的通知", ("县（市、区）经信局",))


def test_what_an_index_says_of_a_page_is_no_part_of_its_title():
    lines = [
        "索引号:113/2022-00317 主题分类:工业 生成日期:2022-03-04",
        "关于报送项目进展情况的通知",
        "各县工信局:",
        "请于3月25日前报送。",
    ]
    assert read([*lines, "东湖市工业和信息化局", "2022年3月4日"]).levels[0].title == "关于报送项目进展情况的通知"


def test_the_line_above_a_title_may_give_it_in_full():
    (level,) = levels(
        f"东湖市科技局关于推荐创新基地的通知\n\n关于推荐创新基地的通知\n各区科技局：\n{BODY}\n二〇二四年三月四日"
    )
    assert (level.title, level.issuers) == ("关于推荐创新基地的通知", ("东湖市科技局",))


def test_what_a_site_calls_itself_behind_a_title_is_no_part_of_it():
    (level,) = levels(f"关于推荐创新基地的通知 - 通知公告 - 东湖大学科技处\n各学院：\n{BODY}")
    assert level.title == "关于推荐创新基地的通知"


def test_a_notice_without_a_head_is_read_from_its_first_long_line():
    line = "区内各学校:大赛以各学校的选拔为基础,每所学校可推荐三项,选手务必阅读实施办法," * 6
    (found,) = read([line + "各学校10月24日前将作品报送至区科协,", "2025年10月10日"]).routes
    assert (found.audience, found.office) == (("学校",), "区科协")


def test_a_word_of_the_page_is_no_title_and_a_number_may_stand_behind_one():
    (level,) = levels(
        f"文件通知\n转发省甲厅关于开展评选工作的通知东府建[2003] 164号\n浏览次数:3207乙区建设局，丙区建设局：\n{BODY}"
    )
    assert (level.title, level.doc_number) == ("转发省甲厅关于开展评选工作的通知", "东府建[2003]164号")
    assert level.addressees == ("乙区建设局", "丙区建设局")
    (level,) = levels(f"首页>政务公开>通知公告\n各单位：\n{BODY}")
    assert level.title is None


def test_the_name_of_a_file_above_a_title_is_no_part_of_it():
    name = "东湖市2023年甲乙丙丁戊己庚辛教育论文区级初评活动"
    (level,) = levels(f"{name}\n日期：2023-04-25\n\n{name}.zip\n\n关于组织参加{name}的函\n\n各校：\n{BODY}")
    assert level.title == f"关于组织参加{name}的函"


def test_a_web_site_issues_nothing():
    (level,) = levels(
        "东湖市政府门户网站\n长者助手 无障碍 网站支持IPv6\n东湖市农业农村局\n关于开展调研的通知\n东农通〔2024〕46号\n各区农业局：\n"
        f"{BODY}\n东湖市农业局\n2024年10日11日"
    )
    assert (level.issuers, level.issued_on) == (("东湖市农业农村局",), date(2024, 10, 11))


def test_a_signature_glued_to_a_phone():
    notice = read(
        [
            "为推进技术攻关，决定开展科技创新需求征集，申报单位登录平台填报。联系人：关木联系电话：0999-23983158东湖市科技局2023年12月20日。"
        ]
    )
    (level,) = notice.levels
    assert (level.issuers, level.issued_on) == (("东湖市科技局",), date(2023, 12, 20))


def test_a_number_without_its_last_sign():
    (level,) = levels(f"东园协[2024]03\n关于开展评选活动的通知\n各有关单位：\n{BODY}")
    assert level.doc_number == "东园协[2024]03"


def test_a_school_signs_above_what_it_passes_on():
    outer, inner = levels(
        f"关于开展排查的通知\n各小学：\n{BODY}\n九都中心小学\n2024年9月5日\n东 湖 市 教 育 局\n东教综[2024]224号\n"
        f"关于转发省教育厅《关于开展排查的通知》的通知\n各中学、市直学校：\n{BODY}\n东湖市教育局\n2024年8月29日"
    )
    assert (outer.issuers, outer.issued_on) == (("九都中心小学",), date(2024, 9, 5))
    assert inner.addressees == ("中学", "市直学校")


@pytest.mark.parametrize(("printed", "day"), [("2024326", (2024, 3, 26)), ("2024年57", (2024, 5, 7))])
def test_a_date_whose_signs_are_lost(printed, day):
    (level,) = levels(f"关于甲的通知\n各区科协：\n{BODY}\n东湖市科学技术协会\n{printed}")
    assert (level.issuers, level.issued_on) == (("东湖市科学技术协会",), date(*day))


def test_what_a_page_says_in_short_is_no_line_of_the_notice():
    (level,) = levels(
        f"关于报送情况的通知\n核心提示：  各市农业局：  为了解春播夏收生产的各项进展情况\n\n各市农业局：\n{BODY}"
    )
    assert level.addressees == ("市农业局",)


def test_whom_to_ask_in_brackets_below_the_signature():
    (level,) = levels(f"东机函[2024]9号\n各市机电办：\n{BODY}\n东湖省机电办公室\n（联系人及电话：曾璐，0999-38819849）")
    assert level.issuers == ("东湖省机电办公室",)


def test_a_number_in_brackets_before_the_title():
    (level,) = levels(f"【东环文〔2024〕160号】关于开展推荐工作的通知\n各区环保局：\n{BODY}")
    assert (level.title, level.doc_number) == ("关于开展推荐工作的通知", "东环文〔2024〕160号")


def test_what_stands_below_who_made_a_site_is_no_contact():
    text = (
        "关于开展推荐工作的通知\n各区环保局：\n请于6月9日前报送总结。\n联系人：王姣 61388113\n东湖市环保局\n2024年3月4日\n"
        "东湖市环保局 版权所有\n办公室电话：61388088 维护单位：东湖网络公司 维护电话：0999-63877111"
    )
    notice = read(text.split("\n"))
    assert [one.phones for one in notice.contacts] == [("61388113",)]


def test_how_a_character_is_read_is_no_part_of_the_text():
    notice = read(
        [
            "東湖市工業(yè)和信息化廳關(guān)于組織開展第三批企業(yè)申報(bào)工作的通知",
            "各區(qū)工業(yè)和信息化局:",
            "請于2024年5月14日前將推薦文件報(bào)送東湖市工業(yè)和信息化局(一式三份)。",
        ]
    )
    (level,) = notice.levels
    assert (level.title, level.addressees) == (
        "東湖市工業和信息化廳關于組織開展第三批企業申報工作的通知",
        ("區工業和信息化局",),
    )
    assert [one.date for one in notice.deadlines] == [date(2024, 5, 14)]
    assert [route.audience for route in notice.routes] == [("區工業和信息化局",)]


def test_schools_are_addressed_without_a_word_before_them():
    (level,) = levels(f"关于甲的通知\n中小学、幼儿园：\n{BODY}")
    assert level.addressees == ("中小学", "幼儿园")


@pytest.mark.parametrize("column", ["【科研】", "[教务处]", "【重要通知】", ""])
def test_the_column_of_a_site_is_no_part_of_a_title(column):
    (level,) = levels(f"{column}关于开展推荐工作的通知\n各区环保局：\n{BODY}")
    assert level.title == "关于开展推荐工作的通知"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("来源：省科技厅 发布日期：2024-03-04 查看：东科函字〔2024〕9号", "东科函字〔2024〕9号"),
        ("发布时间：2024-03-04 15:20 下载：东科函〔2024〕9号", "东科函〔2024〕9号"),
        ("来源：省科技厅 发布日期：2024-03-04", None),
    ],
)
def test_a_number_may_be_the_last_that_a_page_says_of_a_text(line, number):
    (level,) = levels(f"关于开展推荐工作的通知\n{line}\n各区环保局：\n{BODY}")
    assert (level.title, level.doc_number) == ("关于开展推荐工作的通知", number)
