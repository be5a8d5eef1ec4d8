"""Where a notice begins and ends, who issued it, and when."""

from __future__ import annotations

from datetime import date

import pytest

from storage.notice.parts.structure import parts
from storage.notice.parts.years import year_of
from storage.notice.text.paragraphs import paragraphs


def levels(text: str):
    return [part.record for part in parts(paragraphs(text.strip("\n").split("\n")))]


BODY = "现将有关事项通知如下：请认真组织，按时报送材料，确保工作落到实处，取得实效，让群众满意。"


def test_signature_and_date_at_the_foot_name_the_issuer():
    (level,) = levels(f"关于做好年度工作的通知\n各有关单位：\n{BODY}\n东湖市气象学会\n东湖市科学技术局\n2024年3月4日")
    assert level.issuers == ("东湖市气象学会", "东湖市科学技术局")
    assert level.issued_on == date(2024, 3, 4)


def test_without_a_signature_the_title_names_the_issuer():
    (level,) = levels(f"东湖市气象学会关于做好年度工作的通知\n各有关单位：\n{BODY}")
    assert level.issuers == ("东湖市气象学会",)
    (level,) = levels(f"东湖市气象学会 东湖市科学技术局转发关于做好年度工作的通知\n各有关单位：\n{BODY}")
    assert level.issuers == ("东湖市气象学会", "东湖市科学技术局")
    (level,) = levels(f"转发东湖市气象学会关于做好年度工作的通知\n各有关单位：\n{BODY}")
    assert level.issuers == ()


def test_without_a_signature_a_title_may_name_several_issuers():
    (level,) = levels(f"东湖市科技局、市科协关于办好科技活动周的通知\n{BODY}")
    assert level.issuers == ("东湖市科技局", "市科协")


@pytest.mark.parametrize("seal", ["章", "公章", "代章"])
def test_a_seal_is_no_part_of_the_issuers_name(seal):
    (level,) = levels(f"关于征集成果的通知\n各有关单位：\n{BODY}\n东湖市科技局（{seal}）\n2024年3月7日")
    assert level.issuers == ("东湖市科技局",)


def test_a_signature_may_be_all_there_is():
    (level,) = levels("关于做好年度工作的通知\n各有关单位：\n东湖市气象学会\n2024年3月4日")
    assert level.issuers == ("东湖市气象学会",)
    (level,) = levels(
        "\n".join([*(f"第{n}行栏目" for n in "甲乙丙丁戊己庚辛壬癸子丑寅卯"), "东湖市气象学会", "2024年3月4日"])
    )
    assert level.issuers == ("东湖市气象学会",)


def test_signature_and_date_in_one_line():
    (level,) = levels(f"关于做好年度工作的通知\n各有关单位：\n{BODY}\n东湖市气象学会 2024年3月4日")
    assert (level.issuers, level.issued_on) == (("东湖市气象学会",), date(2024, 3, 4))


def test_a_title_broken_over_lines_is_one():
    (level,) = levels(
        f"东湖市科学技术协会文件\n东科协〔2024〕9号\n关于举办“科学之夜”\n活动的通知\n各有关单位：\n{BODY}"
    )
    assert level.title == "关于举办“科学之夜”活动的通知"
    assert level.issuers == ("东湖市科学技术协会",)


def test_the_last_title_of_a_web_page_counts():
    (level,) = levels(
        f"关于甲活动的通知（东科协〔2024〕9号）\n东科协〔2024〕9号\n关于甲活动的通知\n各有关单位：\n{BODY}"
    )
    assert level.title == "关于甲活动的通知"


def test_a_title_without_about_is_taken():
    (level,) = levels(f"科普日活动通知\n各有关单位：\n{BODY}")
    assert level.title == "科普日活动通知"
    (level,) = levels(f"首页公告栏\n东湖发布\n科普日活动通知\n各有关单位：\n{BODY}")
    assert level.title == "科普日活动通知"


def test_other_kinds_of_paper_have_titles_too():
    for title in ("东湖市学会2024年学术年会征文通知（第一轮）", "第十届东湖市青少年创新大赛活动方案"):
        (level,) = levels(f"{title}\n各有关单位：\n{BODY}")
        assert level.title == title


def test_what_a_web_page_shows_above_the_title_is_no_part_of_it():
    (level,) = levels(f"信息来源：市科协 发布时间：2024-01-15 15:32:10 点击数：98\n关于甲的通知\n各有关单位：\n{BODY}")
    assert level.title == "关于甲的通知"


def test_several_issuers_in_the_line_above_belong_to_the_title():
    (level,) = levels(f"东湖市统计局 东湖市科技局\n关于甲工作的通知\n各有关单位：\n{BODY}")
    assert level.title == "东湖市统计局 东湖市科技局关于甲工作的通知"


def test_no_title_is_none():
    (level,) = levels(f"各有关单位：\n{BODY}")
    assert level.title is None
    (level,) = levels(f"第一批名单公告\n二\n各有关单位：\n{BODY}")
    assert level.title is None


def test_a_notice_that_addresses_nobody_has_a_head_all_the_same():
    (level,) = levels(f"关于年检的通知\n一、总体要求\n{BODY}")
    assert (level.title, level.addressees) == ("关于年检的通知", ())
    (level,) = levels(f"关于年检的通知\n{BODY}")
    assert level.title == "关于年检的通知"
    (level,) = levels("关于年检的通知")
    assert level.title == "关于年检的通知"


def test_a_list_of_attachments_is_no_level():
    found = levels(
        f"关于甲的通知\n各有关单位：\n{BODY}\n附件：\n1.关于乙的通知（东科〔2024〕3号）\n2.汇总表\n2024年3月4日"
    )
    assert len(found) == 1
    assert found[0].issued_on == date(2024, 3, 4)


def test_an_attached_form_is_no_level():
    assert len(levels(f"关于甲的通知\n各有关单位：\n{BODY}\n附件1\n报名表\n姓名\n单位\n电话")) == 1


def test_three_notices_deep():
    text = f"关于转发乙的通知\n各学会：\n{BODY}\n2024年3月9日\n附件\n关于转发丙的通知\n各市科协：\n{BODY}\n2024年3月5日\n附件1：\n关于丙的通知\n国科〔2024〕1号\n{BODY}"
    found = levels(text)
    assert [level.title for level in found] == ["关于转发乙的通知", "关于转发丙的通知", "关于丙的通知"]
    assert [level.issued_on for level in found] == [date(2024, 3, 9), date(2024, 3, 5), None]


def test_printed_without_an_office_is_still_a_date():
    (level,) = levels(f"关于甲的通知\n各有关单位：\n{BODY}\n2024年3月4日\n2024年3月5日印发")
    assert (level.printed_on, level.printed_by, level.issued_on) == (date(2024, 3, 5), None, date(2024, 3, 4))
    (level,) = levels(f"关于甲的通知\n各有关单位：\n{BODY}\n东湖市科协办公室 2024年3月5日印发")
    assert (level.printed_on, level.printed_by, level.issuers) == (date(2024, 3, 5), "东湖市科协办公室", ())
    (level,) = levels(f"关于甲的通知\n各有关单位：\n{BODY}\n2024年3月4日\n东湖市气象学会 2024年3月5日印发")
    assert level.issuers == ("东湖市气象学会",)


def test_a_date_in_one_line_with_all_else_stands_before_who_prints_it():
    said = f"各区水利局：{BODY}附件：1、数量统计表 二○二四年三月四日 主题词：水利 安全 通知 东湖市水利局办公室 2024年3月5日印发"
    (level,) = levels(f"东水管[2024]6号\n{said}\n扫一扫")
    assert level.issued_on == date(2024, 3, 4)


@pytest.mark.parametrize("title", ["关于2023年度实验室安全检查工作安排", "转发市协会“关于开会的通知”和参会要求"])
def test_a_title_may_end_in_what_is_told(title):
    (level,) = levels(f"{title}\n各有关单位：\n{BODY}\n东湖市气象局\n2024年3月4日")
    assert level.title == title


def test_a_branch_of_the_party_signs():
    (level,) = levels(f"关于甲的通知\n各位党员：\n{BODY}\n信息学院党总支\n2024年3月4日")
    assert level.issuers == ("信息学院党总支",)


def test_a_title_stands_behind_what_a_page_calls_it():
    (level,) = levels(f"【活动公告】“我心中的东湖”主题作品征集启事\n{BODY}\n东湖市气象局\n2024年3月4日")
    assert level.title == "“我心中的东湖”主题作品征集启事"


def test_an_impossible_date_at_the_foot_is_none():
    (level,) = levels(f"关于甲的通知\n各有关单位：\n{BODY}\n东湖市气象学会\n2024年2月31日")
    assert level.issued_on is None


def test_the_year_comes_from_whatever_bears_one():
    for head, year in (("东科〔2022〕1号\n", 2022), ("", 2021)):
        body = BODY + ("2021年度工作继续推进。" if not head else "")
        (part,) = parts(paragraphs(f"{head}关于甲的通知\n各有关单位：\n{body}".split("\n")))
        assert part.base.year == year
    (part,) = parts(paragraphs(f"关于甲的通知\n各有关单位：\n{BODY}".split("\n")))
    assert part.base.year is None


def test_an_announcement_has_a_title_without_guanyu():
    text = "2023年云岭省高校毕业生基层服务计划招募公告\n现就有关事项公告如下。\n一、报名时间\n5月31日前。\n云岭省人力资源和社会保障厅\n2023年5月18日"
    assert parts(paragraphs(text.split("\n")))[0].record.title == "2023年云岭省高校毕业生基层服务计划招募公告"


def test_a_number_in_brackets_is_one():
    (level,) = levels(f"关于做好年度工作的通知\n（东科发综字[2007]57号）\n各有关单位：\n{BODY}")
    assert level.doc_number == "东科发综字[2007]57号"


def test_addressees_without_their_colon():
    (level,) = levels(f"关于做好年度工作的通知\n各地市学会、各会员及其他有关单位\n{BODY}\n东湖市气象学会\n2024年3月4日")
    assert (level.addressees, level.issuers) == (("地市学会", "会员", "其他有关单位"), ("东湖市气象学会",))


def test_a_date_above_the_addressees_beside_the_issuer():
    (level,) = levels(f"2024年3月4日\n东湖市科学技术局\n各有关单位：\n{BODY}")
    assert (level.issued_on, level.issuers) == (date(2024, 3, 4), ("东湖市科学技术局",))


def test_how_often_a_page_was_read_is_no_part_of_its_addressees():
    (level,) = levels(
        f"关于召开会议的通知\n被阅读2382次，日期：2011-05-18 08:00:00\n县市区科协主席，各学会负责人：\n{BODY}"
    )
    assert level.addressees == ("县市区科协主席", "学会负责人")


def test_a_seal_that_stands_for_the_issuers_is_no_issuer():
    (level,) = levels(f"关于做好排查的通知\n各乡镇：\n{BODY}\n丰江县整治领导小组办公室\n（县住建局代章）\n2024年3月7日")
    assert level.issuers == ("丰江县整治领导小组办公室",)


def test_bodies_between_which_a_sign_is_missing_are_two():
    (level,) = levels(f"各单位各部门：\n{BODY}")
    assert level.addressees == ("单位", "部门")


def test_short_names_of_issuers_in_one_line():
    (level,) = levels(f"关于做好年度工作的通知\n各学校：\n{BODY}\n区教育局 区科协 区青少年宫\n2024年3月4日")
    assert level.issuers == ("区教育局", "区科协", "区青少年宫")
    (level,) = levels(f"关于做好年度工作的通知\n各学院：\n{BODY}\n东湖大学学生工作部（处）\n2024年3月4日")
    assert level.issuers == ("东湖大学学生工作部（处）",)


def test_a_list_of_attachments_does_not_begin_the_notice_that_is_attached():
    text = f"各系部：\n{BODY}\n附件：\n1省气象学会关于推荐观测员的通知.doc\n东湖市气象学会\n2024年3月4日\n附件1\n省气象学会关于推荐观测员的通知\n省气字〔2024〕6号\n各市气象学会：\n{BODY}"
    outer, inner = levels(text)
    assert (outer.issuers, outer.issued_on) == (("东湖市气象学会",), date(2024, 3, 4))
    assert inner.doc_number == "省气字〔2024〕6号"


def test_a_signature_may_stand_above_a_plan_that_is_printed_below():
    plan = "\n".join(f"第{n}条按规定办理。" for n in "甲乙丙丁戊己庚辛壬癸子丑寅卯")
    (level,) = levels(f"关于印发方案的通知\n各区气象局：\n{BODY}\n东湖市气象局\n2024年3月4日\n调查方案\n{plan}")
    assert (level.issuers, level.issued_on) == (("东湖市气象局",), date(2024, 3, 4))


def test_a_number_may_name_its_department_in_brackets():
    (level,) = levels(f"关于甲的通知\n东建（科）发〔2024〕15号\n各有关单位：\n{BODY}\n2024年3月4日")
    assert level.doc_number == "东建（科）发〔2024〕15号"


def test_the_year_of_a_number_may_stand_without_brackets():
    (level,) = levels(f"东湖气象字2024[47]号\n关于甲的通知\n各区气象局：\n{BODY}")
    assert level.doc_number == "东湖气象字2024[47]号"


def test_what_a_page_says_behind_a_title_is_no_part_of_it():
    (level,) = levels(f"关于转发《乙的通知》的通知 来源：东湖市气象局\n各区气象局：\n{BODY}")
    assert level.title == "关于转发《乙的通知》的通知"


def test_a_notice_may_be_printed_directly_below_the_one_that_forwards_it():
    inner = f"关于课题结项的通知\n各有关单位：\n{BODY}\n东湖市社科联合会\n2024年3月1日"
    found = levels(f"关于转发结项通知的通知\n各系部：\n{BODY}\n科技处\n2024.3.4\n{inner}")
    assert [one.issued_on for one in found] == [date(2024, 3, 4), date(2024, 3, 1)]


def test_a_date_over_the_title_of_what_is_issued_is_the_notices():
    plan = "\n".join(f"第{n}条按规定办理。" for n in "甲乙丙丁戊己庚辛壬癸子丑寅卯")
    (level,) = levels(f"关于印发方案的通知\n各乡镇人民政府：\n{BODY}\n2024年3月4日\n防灾工作方案\n{plan}")
    assert level.issued_on == date(2024, 3, 4)


def test_a_page_may_label_the_number_and_the_title():
    (level,) = levels(f"- 文号: 东气函〔2024〕8号\n- 标题: 关于做好年度工作的通知\n各区气象局：\n{BODY}")
    assert (level.doc_number, level.title) == ("东气函〔2024〕8号", "关于做好年度工作的通知")


def test_a_contact_in_brackets_below_the_signature_is_of_the_notice_above_it():
    text = "关于甲的通知\n各区科协：\n请报送。\n东湖市科协\n2024年3月4日\n（联系人：甄翠；电话：3289836）\n关于乙的通知\n各市科协：\n请报送。"
    assert any("甄翠" in paragraph.flat for paragraph in parts(paragraphs(text.split("\n")))[0].body)


def test_of_the_years_of_several_numbers_the_latest_is_the_notices():
    text = f"关于甲的通知\n各有关单位：\n根据国家通知（国科〔2022〕41号）和省里通知（东科〔2023〕2号），{BODY}"
    assert parts(paragraphs(text.split("\n")))[0].base.year == 2023


def test_a_date_that_is_cut_off_has_its_issuer_above_it():
    (level,) = levels(f"关于甲的通知\n各单位：\n{BODY}\n东湖县妇女联合会\n2024年3月")
    assert level.issuers == ("东湖县妇女联合会",)
    (level,) = levels(f"关于甲的通知\n各单位：\n{BODY}\n东湖县妇女联合会\n2024年3月1")
    assert (level.issuers, level.issued_on) == (("东湖县妇女联合会",), date(2024, 3, 1))
    (level,) = levels(f"关于甲的通知\n各单位：\n{BODY}\n东湖县妇女联合会\n2024年")
    assert (level.issuers, level.issued_on) == (("东湖县妇女联合会",), None)


def test_a_date_may_be_told_to_be_public_and_bear_the_old_sign_for_twenty():
    (level,) = levels(f"关于甲的通知\n各单位：\n{BODY}\n东湖县妇女联合会\n二〇二四年三月廿九日")
    assert level.issued_on == date(2024, 3, 29)
    (level,) = levels(f"关于甲的通知\n各单位：\n{BODY}\n? ? ? ?东湖县妇女联合会 ? ? ? 2024年3月5日（此件主动公开）")
    assert (level.issuers, level.issued_on) == (("东湖县妇女联合会",), date(2024, 3, 5))


def test_the_name_of_a_notice_in_a_line_of_the_page_is_no_part_of_its_title():
    title = "东湖县卫生健康委员会办公室关于开展健康知识主题宣传活动的通知"
    (level,) = levels(f"东卫办函〔2024〕7号《{title}》\n{title}\n东卫办函〔2024〕7号\n各单位：\n{BODY}")
    assert level.title == title


def test_a_title_that_is_broken_within_whom_it_passes_on_is_one():
    (level,) = levels(
        f"东湖市农业农村局转发省农业\n农村厅关于申报农业产业强镇\n建设项目的通知\n各县农业农村局：\n{BODY}"
    )
    assert level.title == "东湖市农业农村局转发省农业农村厅关于申报农业产业强镇建设项目的通知"


def test_quotes_are_part_of_an_issuers_name():
    (level,) = levels(f"关于甲的公告\n{BODY}\n“周明青年科学奖”办公室\n2024年3月4日")
    assert level.issuers == ("“周明青年科学奖”办公室",)


def test_a_date_without_its_last_sign_at_the_end():
    (level,) = levels(
        f"关于做好年度工作的通知\n各有关单位：\n{BODY}\n附件：\n甲乙条例；各类申请表\n甲乙学院分团委\n二〇一二年三月二十二"
    )
    assert (level.issuers, level.issued_on) == (("甲乙学院分团委",), date(2012, 3, 22))
    (level,) = levels(f"关于做好年度工作的通知\n各有关单位：\n{BODY}\n甲乙学院分团委\n二〇一六年三月廿九日")
    assert level.issued_on == date(2016, 3, 29)
    (level,) = levels(f"关于做好年度工作的通知\n各有关单位：\n{BODY}\n（一）截止时间\n2024年6月9日")
    assert level.issued_on is None


def test_a_signature_in_two_columns():
    (level,) = levels(
        f"关于做好年度工作的通知\n各有关单位：\n{BODY}\n共青团甲乙学院 丙丁学院\n委员会 学生会\n2022年3月17日"
    )
    assert level.issuers == ("共青团甲乙学院委员会", "丙丁学院学生会")


def test_a_body_of_a_school_signs_without_a_name():
    for printed in ("工会", "工 会"):
        (level,) = levels(f"各分工会：\n{BODY}\n{printed}\n2019年2月27日")
        assert (level.issuers, level.issued_on) == (("工会",), date(2019, 2, 27))


def test_a_signature_in_the_running_text():
    (level,) = levels(
        "各有关单位：请报送材料。附件：《关于征集项目的通知》东湖市乙区科学技术局2022年4月12日联系人：周小丹联系电话：0999-83915565"
    )
    assert (level.issuers, level.issued_on) == (("东湖市乙区科学技术局",), date(2022, 4, 12))
    (level,) = levels(
        "各部门： 一、请报送材料。 附件1： 甲通知 附件2：省甲厅关于做好乙工作的通知 科技处 2020年5月29日\n|\n分享到： |"
    )
    assert (level.issuers, level.issued_on) == (("科技处",), date(2020, 5, 29))
    (level,) = levels("各有关单位：请报送材料。附件：《关于征集项目的通知》各有关单位2022年4月12日")
    assert level.issuers == ()


def test_a_signature_behind_which_it_is_said_who_may_read_it():
    (level,) = levels(f"各有关单位：\n{BODY}\n\n?\n ? ? ? ?东湖市甲局 ? ? ? ? ? ?2022年5月6日(此件主动公开)")
    assert (level.issuers, level.issued_on) == (("东湖市甲局",), date(2022, 5, 6))


def test_no_body_of_those_addressed_signs():
    (level,) = levels(f"关于做好年度工作的通知\n有关单位\n{BODY}")
    assert level.issuers == ()


def test_what_the_page_of_a_site_says_below_the_signature_is_none_of_the_notices():
    (level,) = levels(
        f"各分会：\n{BODY}\n甲工会乙大学委员会\n地址：丙市丁楼\n邮编：550025\n邮箱：a@example.invalid\n电话：0999-88292601\n（官方微信公众号）"
    )
    assert level.issuers == ("甲工会乙大学委员会",)
    (level,) = levels(
        f"各分会：\n{BODY}\n请按时报送。\n地址：丙市丁楼\n邮编：550025\n邮箱：a@example.invalid\n官方微信"
    )
    assert level.last_line == 7
    (level,) = levels(f"各分会：\n{BODY}\n原文链接：\n免责声明：\n本站（甲乙）部")
    assert level.issuers == ()


def test_what_a_page_says_of_a_notice_in_lines():
    (level,) = levels(
        "信息名称：关于开展甲乙活动的通知\n索 引 号：014109488/2022-00042\n法定主动公开分类：参与渠道 公开方式：主动公开\n"
        "文件编号：甲教工〔2022〕4号 发布机构：市教育局\n生成日期：2022-03-16 公开日期：2022-03-18 废止日期：有效\n"
        f"内容概述：开展甲乙活动\n关于开展甲乙活动的通知\n各学校：\n{BODY}"
    )
    assert (level.title, level.doc_number) == ("关于开展甲乙活动的通知", "甲教工〔2022〕4号")
    assert (level.issuers, level.issued_on) == (("市教育局",), date(2022, 3, 16))


def test_what_a_page_says_of_a_notice_in_a_table():
    (level,) = levels(
        "索引号： | 1115210/202209-00022 | 组配分类： | 质量 |\n发布机构： | 市甲局 | 主题分类： | 监管 |\n"
        "名称： | 东湖市甲局关于印发“甲月”活动方案的通知 | 文号： | 东甲字〔2022〕5号 |\n成文日期： | 2022-09-02 | 发布日期： | 2022-09-05 |\n"
        f"{BODY}"
    )
    assert (level.title, level.doc_number) == ("东湖市甲局关于印发“甲月”活动方案的通知", "东甲字〔2022〕5号")
    assert (level.issuers, level.issued_on) == (("东湖市甲局",), date(2022, 9, 2))
    (level,) = levels(
        "关于开展第32届教育周活动的通知 ( 2022-03-22)\n发布时间：2022-03-25作者：佚名\n索取号 | 发布时间 | 发布机构 | 文件编号 | 备注 |\n"
        f"076478684Q/2022-00043 | 东湖市甲委员会 | 东甲〔2022〕2号 |\n各学校：\n{BODY}"
    )
    assert (level.title, level.doc_number) == ("关于开展第32届教育周活动的通知", "东甲〔2022〕2号")
    assert (level.issuers, level.issued_on) == (("东湖市甲委员会",), date(2022, 3, 22))


@pytest.mark.parametrize(
    ("printed", "title", "number"),
    [
        ("《东湖市甲局关于做好年度工作的通知》", "东湖市甲局关于做好年度工作的通知", None),
        ("甲教研【2021年】123号：关于举办“甲乙大赛”的通知", "关于举办“甲乙大赛”的通知", "甲教研【2021年】123号"),
        (
            "甲函〔2021〕487号《东湖市甲局关于做好年度工作的通知》\n东湖市甲局关于做好年度工作的通知",
            "东湖市甲局关于做好年度工作的通知",
            "甲函〔2021〕487号",
        ),
        (
            "关于转发《甲协会 乙部关于开展丙日活动的通知》 的通知\n甲协会 乙部关于开展丙日活动的通知（点击下载）",
            "关于转发《甲协会 乙部关于开展丙日活动的通知》 的通知",
            None,
        ),
        (
            "东湖市甲局 东湖市乙局转发省丙业\n丁厅 省戊厅关于申报2020年\n己项目的通知",
            "东湖市甲局 东湖市乙局转发省丙业丁厅 省戊厅关于申报2020年己项目的通知",
            None,
        ),
    ],
)
def test_a_title_without_what_stands_around_it(printed, title, number):
    (level,) = levels(f"{printed}\n各学校：\n{BODY}")
    assert (level.title, level.doc_number) == (title, number)
    assert level.issuers != ("甲协会", "乙部")


def test_the_year_of_a_notice_without_a_date():
    (part,) = parts(
        paragraphs(
            f"• 东湖市民政局\n• 2023-03-09\n关于开展年度检查的通知\n各单位：\n2022年12月31日前登记的均应参加。{BODY}".split(
                "\n"
            )
        )
    )
    assert part.base.year == 2023
    assert year_of("积极参与2006年活动周的宣传。形成2007年活动周总结报告,于5月30日前报送市甲局。") == 2007


def test_a_body_in_the_first_line_belongs_to_the_title_below_it():
    title = "关于开展自制教具\n展评活动的通知"
    (level,) = levels(f"东湖市教育局\n{title}\n各学校：\n{BODY}\n东湖市教育局\n2019年4月10日")
    assert level.title == "东湖市教育局关于开展自制教具展评活动的通知"
    (level,) = levels(f"教务处\n{title}\n各学院：\n{BODY}\n教务处\n2019年4月10日")
    assert level.title == "关于开展自制教具展评活动的通知"


def test_bodies_that_take_nothing_in_sign_too():
    (level,) = levels(f"各单位：\n{BODY}\n东湖省供销合作社\n2019年5月27日")
    assert level.issuers == ("东湖省供销合作社",)


def test_a_date_alone_behind_the_last_attachment():
    (level,) = levels("各单位：请报送材料。附件：1. 甲乙的通知.pdf 2. 丙丁名单.docx 2021年6月4日\n|")
    assert (level.issuers, level.issued_on) == ((), date(2021, 6, 4))


def test_a_day_of_the_page_is_not_the_notices():
    (level,) = levels(
        "发文机关\n东湖市甲局\n文 号\n东甲〔2023〕7号\n发布日期\n2023-05-08\n成文日期\n2023-05-06\n"
        f"关于做好乙工作的通知\n各单位：\n{BODY}"
    )
    assert (level.issuers, level.issued_on) == (("东湖市甲局",), date(2023, 5, 6))
    (level,) = levels(f"[通知]关于做好乙工作的通知 2023-05-06 12:30\n各单位：\n{BODY}")
    assert (level.title, level.issued_on) == ("关于做好乙工作的通知", None)


def test_two_bodies_sign_in_the_running_text():
    (level,) = levels(f"各单位：\n{BODY}东湖市甲局 东湖市乙局 2023年5月6日")
    assert (level.issuers, level.issued_on) == (("东湖市甲局", "东湖市乙局"), date(2023, 5, 6))


def test_a_signature_may_stand_directly_behind_the_last_attachment():
    for attached in ("参评汇总表和项目情况表", "3.推荐表.docx"):
        (level,) = levels(f"各单位：\n{BODY}附件：{attached}东湖市科技局2023年4月7日。")
        assert (level.issuers, level.issued_on) == (("东湖市科技局",), date(2023, 4, 7))
    (level,) = levels(f"各单位：\n{BODY}附件：方案.docx2023年4月7日。")
    assert (level.issuers, level.issued_on) == ((), date(2023, 4, 7))
    (level,) = levels(f"各单位：\n{BODY}附件：推荐表东湖甲区科创局东湖甲区教体局2023年4月7日")
    assert level.issuers == ("东湖甲区科创局", "东湖甲区教体局")


def test_who_a_signature_also_is_stands_below_it_in_brackets():
    (level,) = levels(f"各单位：\n{BODY}\n党委学生工作部\n（党委武装部、学生工作处）\n2023年10月12日")
    assert level.issuers == ("党委学生工作部",)


def test_whose_page_it_is_does_not_sign_and_a_group_that_prepares_does():
    (level,) = levels(f"东湖市传媒中心 主办\n关于开展甲活动的通知\n各单位：\n{BODY}\n甲舞台筹备小组\n2023年10月12日")
    assert level.issuers == ("甲舞台筹备小组",)
    (level,) = levels(f"东湖市传媒中心 主办\n关于开展甲活动的通知\n各单位：\n{BODY}")
    assert level.issuers == ()


def test_a_year_typed_with_letters_is_one():
    (level,) = levels(f"各单位：\n{BODY}\n东湖市甲局\n2O2O年4月17日")
    assert level.issued_on == date(2020, 4, 17)


def test_a_date_over_the_list_of_attachments_is_the_notices_and_a_blank_stands_in_no_number():
    form = "\n".join(f"第{n}项\n数值" for n in range(9))
    (level,) = levels(
        f"关于报送数据的通知\n（东卫字〔2012〕80号 ）\n各县卫生局：\n{BODY}\n二○一二年二月一日\n附件：数据表\n{form}"
    )
    assert (level.issued_on, level.doc_number) == (date(2012, 2, 1), "东卫字〔2012〕80号")


def test_a_date_that_is_cut_off_may_be_in_chinese_signs():
    (level,) = levels(f"关于征稿的通知\n各镇文化站：\n{BODY}\n东湖市文化局\n二〇二四")
    assert level.issuers == ("东湖市文化局",)


def test_the_column_of_a_page_before_a_title_is_no_part_of_it():
    (level,) = levels(f"【美育教育活动信息】关于开展送戏进校活动的通知\n各学校：\n{BODY}")
    assert level.title == "关于开展送戏进校活动的通知"


def test_bodies_directly_under_a_city_may_stand_before_the_text():
    (level,) = levels(f"关于征求意见的函\n市直有关部门: 为切实做好防汛工作，{BODY}")
    assert level.addressees == ("市直有关部门",)


def test_bodies_of_one_place_that_run_together_in_a_signature_are_two():
    (level,) = levels(f"关于征稿的通知\n各镇文化站：\n{BODY}\n东湖市文化局东湖市精神文明建设委员会办公室\n2024年3月4日")
    assert level.issuers == ("东湖市文化局", "东湖市精神文明建设委员会办公室")
