"""Whom to ask, gathered from lists, lines, labels and bare mentions."""

from __future__ import annotations

import pytest

from storage.notice.contacts.reader import contacts
from storage.notice.parts.structure import parts
from storage.notice.routes.reader import routes
from storage.notice.text.paragraphs import paragraphs


def read(text: str):
    whole = f"关于甲的通知\n各有关单位：\n{text}\n东湖市科学技术协会\n2024年3月4日"
    part = parts(paragraphs(whole.split("\n")))[0]
    return [(c.office, list(c.names), list(c.phones), list(c.emails), c.address) for c in contacts(part, routes(part))]


def test_numbered_offices_with_their_lines():
    found = read(
        "1. 市科协宣传部 联系人：方一鸣\n电话：60010001，邮箱：13900001111@example.invalid\n2. 市科协学会部\n联系人：秦朗\n电话：60010002"
    )
    assert found == [
        ("市科协宣传部", ["方一鸣"], ["60010001"], ["13900001111@example.invalid"], None),
        ("市科协学会部", ["秦朗"], ["60010002"], [], None),
    ]


def test_labels_one_below_the_other():
    found = read(
        "负责部门：市青少年科技中心\n联 系 人：周 莹 熊文\n电 话：0999-87838744\n传 真：0999-87838745\nE-mail：qk@example.invalid\n地址：山路2号大厦A1205室（430071）"
    )
    assert found == [
        (
            "市青少年科技中心",
            ["周莹", "熊文"],
            ["0999-87838744"],
            ["qk@example.invalid"],
            "山路2号大厦A1205室（430071）",
        )
    ]


def test_everything_in_one_line():
    (found,) = read("联系人：刘丹、何平老师，电话（传真）：6521 1507，65211508；QQ：148284242")
    assert found[1:3] == (["刘丹", "何平"], ["65211508"]) or found[1] == ["刘丹", "何平"]


def test_a_phone_behind_the_name_and_an_extension():
    (found,) = read("联系人：刘丹 0999-87371456转8012")
    assert found[1:3] == (["刘丹"], ["0999-87371456转8012"])


def test_an_office_before_the_label():
    (found,) = read("校科协联系人：王晶\n联系电话：38185062")
    assert found == ("校科协", ["王晶"], ["38185062"], [], None)


def test_an_office_before_a_bare_number():
    found = read("市科技局人事科（人才科）：0999-3665508\n省情报中心：0998-65974111")
    assert [(c[0], c[2]) for c in found] == [
        ("市科技局人事科（人才科）", ["0999-3665508"]),
        ("省情报中心", ["0998-65974111"]),
    ]


def test_a_mailbox_in_a_sentence():
    assert read("请报送至市科协办公室（ab-c@example.invalid）。")[0][:4] == (
        "市科协办公室",
        [],
        [],
        ["ab-c@example.invalid"],
    )
    assert read("请发送至科创局高新科邮箱：gx84891019@example.invalid。")[0][0] == "科创局高新科"


def test_a_loose_mailbox_belongs_to_the_only_contact():
    found = read("请将表格发至song@example.invalid 邮箱。\n咨询请联系科技处综合办，电话：85953559。")
    assert found == [("科技处综合办", [], ["85953559"], ["song@example.invalid"], None)]


def test_what_else_may_be_done_is_no_part_of_an_office():
    found = read("未尽事宜，可参照附件省科协通知文件或联系科技处综合办咨询，电话：85953559。")
    assert [one[0] for one in found] == ["科技处综合办"]


def test_a_mailbox_below_an_open_contact_is_its_own():
    found = read("联系人：刘丹 电话：87371456\nab@example.invalid")
    assert found[0][3] == ["ab@example.invalid"]


def test_two_persons_are_two_contacts():
    found = read("联系人：刘丹 电话：87371456\n联系人：何平 电话：87371457")
    assert [c[1] for c in found] == [["刘丹"], ["何平"]]


def test_without_an_office_it_is_the_only_routes_else_the_issuers():
    assert read("请将总结报送至市科协学会部。\n联系人：刘丹，电话：87371456")[0][0] == "市科协学会部"
    assert read("联系人：刘丹，电话：87371456")[0][0] == "东湖市科学技术协会"


@pytest.mark.parametrize("text", ["2024年度工作安排20240101", "办文编号12345678901234", "账号622202123456789012"])
def test_long_numbers_are_no_phones(text):
    assert read(f"联系人：刘丹，{text}")[0][2] == []


def test_an_address_ends_where_something_else_begins():
    assert read("联系人：刘丹\n邮寄地址：山路2号，邮编：430071，电话：87371456")[0][4] == "山路2号"
    assert read("联系人：刘丹\n地址：")[0][4] is None


def test_numbered_headings_that_are_no_office_begin_a_new_contact():
    found = read("（一）业务咨询\n联系人：刘丹，电话：87371456\n（二）技术咨询\n联系人：何平，电话：87371457")
    assert [c[1] for c in found] == [["刘丹"], ["何平"]]


def test_an_office_alone_has_its_phone_in_the_next_line():
    assert read("市科协学会部\n87371456") == [("市科协学会部", [], ["87371456"], [], None)]


def test_the_phone_of_a_meeting_place_is_no_contact():
    assert read("请到云安宾馆报到（电话：0999-62315522）。") == []


def test_a_value_in_the_line_below_its_label():
    (found,) = read("联系人：\n方一鸣\n联系电话：\n0999-62315522")
    assert found[1:3] == (["方一鸣"], ["0999-62315522"])


@pytest.mark.parametrize("sign", [" | ", "\u3000", "\t", "   "])
def test_a_table_is_read_row_by_row_and_its_head_is_nobody(sign):
    rows = (
        ("科室", "联系人", "电话"),
        ("综合科", "方一鸣、秦朗", "0999-62315522"),
        ("人事科", "温 言", "0999-62315523"),
    )
    found = read("\n".join(sign.join(row) for row in rows))
    assert [(office, names, phones) for office, names, phones, *_ in found] == [
        ("综合科", ["方一鸣", "秦朗"], ["0999-62315522"]),
        ("人事科", ["温言"], ["0999-62315523"]),
    ]


def test_several_offices_with_their_phones_in_one_line():
    found = read("业务咨询：社会发展科0999-87869532，农村科技科0999-87863281")
    assert [(office, phones) for office, _, phones, *_ in found] == [
        ("社会发展科", ["0999-87869532"]),
        ("农村科技科", ["0999-87863281"]),
    ]


def test_lines_that_say_whom_to_ask_about_what_stay_apart():
    found = read("政策咨询：0999-67195691（省人力资源和社会保障厅就业促进处）\n考务咨询：0999-63635678")
    assert [(office, phones) for office, _, phones, *_ in found] == [
        ("省人力资源和社会保障厅就业促进处", ["0999-67195691"]),
        ("考务咨询", ["0999-63635678"]),
    ]


def test_persons_of_one_line_who_are_of_no_other_office_are_one_contact():
    (found,) = read("联系人及电话：张伟 0999-66223344；李娜 0999-66223355")
    assert found[1:3] == (["张伟", "李娜"], ["0999-66223344", "0999-66223355"])
    (found,) = read("张伟13900000001  李娜13900000002")
    assert found[1:3] == (["张伟", "李娜"], ["13900000001", "13900000002"])
    several = read("电话：张伟 0999-66223344 李娜 0999-66223355 王强 0999-66223366（奖励处）")
    assert [one[1] for one in several] == [["张伟", "李娜"], ["王强"]]
    apart = read("本科生交至姚金：13036100440研究生交至童钟：15972900505")
    assert [one[1] for one in apart] == [["姚金"], ["童钟"]]
    (found,) = read("联系人：张伟、李娜，电话：66223344、66223355。")
    assert found[1:3] == (["张伟", "李娜"], ["66223344", "66223355"])


def test_a_word_in_brackets_says_whose_a_value_is():
    found = read("联系人：张伟（综合科），66223344；李娜（业务科），66223355。")
    assert [(office, names) for office, names, *_ in found] == [("综合科", ["张伟"]), ("业务科", ["李娜"])]
    (found,) = read("张倩：0999-3352207（公共服务科）")
    assert found[:3] == ("公共服务科", ["张倩"], ["0999-3352207"])
    (found,) = read("政策咨询电话：0999-57712340（林工）")
    assert found[1] == ["林工"]
    (found,) = read("吴老师（材料报送）62778899")
    assert found[:3] == ("材料报送", ["吴老师"], ["62778899"])
    assert read("联系电话：66223344（工作日8:30-17:00）")[0][0] == "东湖市科学技术协会"


def test_values_told_apart_by_brackets_go_to_the_card_of_each():
    found = read(
        "联系人：建设部 陶然 学校部 蒋文静\n联系电话：0999-58309912（建设部） 0999-58309915（学校部）\n"
        "邮箱：js@example.invalid（建设部） xx@example.invalid（学校部）"
    )
    assert [one[:4] for one in found] == [
        ("建设部", ["陶然"], ["0999-58309912"], ["js@example.invalid"]),
        ("学校部", ["蒋文静"], ["0999-58309915"], ["xx@example.invalid"]),
    ]
    found = read("邮箱：zk@example.invalid（自然科学类）、sk@example.invalid（人文社科类）")
    assert [(one[0], one[3]) for one in found] == [
        ("自然科学类", ["zk@example.invalid"]),
        ("人文社科类", ["sk@example.invalid"]),
    ]


def test_what_is_named_by_the_same_purpose_is_one_contact():
    found = read("邮箱：zk@example.invalid（自然科学类）、sk@example.invalid（人文社科类）\n自然科学类 冯老师 87651203")
    assert found[-1][:4] == ("自然科学类", ["冯老师"], ["87651203"], ["zk@example.invalid"])


def test_a_mailbox_before_the_labels_is_not_lost():
    (found,) = read("请将电子版发至 ab_2023@example.invalid，联系人：冷霜，联系电话：7766554")
    assert found[1:4] == (["冷霜"], ["7766554"], ["ab_2023@example.invalid"])


def test_a_mailbox_that_all_send_to_is_nobodys_own_where_there_are_several():
    found = read(
        "综合科联系人：鲁一帆，电话：3310286。\n监管科联系人：龚雪，电话：3310299。\n材料统一发送至邮箱：yj@example.invalid。"
    )
    assert [one[2:4] for one in found] == [(["3310286"], []), (["3310299"], []), ([], ["yj@example.invalid"])]


@pytest.mark.parametrize(
    ("text", "office", "names"),
    [
        ("未尽事宜请与办公室吴主任联系，电话88990011。", "办公室", ["吴主任"]),
        ("如有疑问，请联系：市科技局资源管理处 何平 88990011", "市科技局资源管理处", ["何平"]),
        ("基础教育科 汪洋 电话：88990011", "基础教育科", ["汪洋"]),
        ("学会秘书处：张晨（电话：88990011）", "学会秘书处", ["张晨"]),
        ("联系人：生产保护部 段小军\n联系电话：内线6327，外线88990011", "生产保护部", ["段小军"]),
        ("联系人：翁同，教务处实践科，电话88990011", "教务处实践科", ["翁同"]),
        ("市科技局人事科（人才科）联系人：王晶 电话：88990011", "市科技局人事科（人才科）", ["王晶"]),
    ],
)
def test_an_office_and_its_people_however_they_stand(text, office, names):
    (found,) = read(text)
    assert found[:2] == (office, names)


def test_phones_however_they_are_printed():
    assert read("联系人：刘丹，电话：8603-5521")[0][2] == ["8603-5521"]
    assert read("联系人：刘丹 电话/微信：13900000002")[0][2] == ["13900000002"]
    assert read("联系电话：0999-7722019（传真）")[0][2] == ["0999-7722019"]
    assert read("联系电话：66223344、66223355（传真）")[0][2] == ["66223344"]
    assert read("联系人：郁青，校内电话：86338203")[0][1:3] == (["郁青"], ["86338203"])
    assert read("电话：0999-59957819 59957604（传）")[0][2] == ["0999-59957819"]
    assert read("联系人：刘丹，电话：0999-2280 915")[0][2] == ["0999-2280 915"]
    assert read("为做好2023-2024学年评优工作，现通知如下。") == []


@pytest.mark.parametrize("text", ["监督电话：86011508", "举报投诉电话：86011508", "传真：86011508"])
def test_a_number_for_complaints_or_of_a_fax_is_no_contact(text):
    assert read(text) == []


def test_offices_in_a_line_behind_one_label_and_phones_below_one_another_are_several():
    assert [one[2] for one in read("业务咨询电话：66223344\n技术支持电话：66223355")] == [["66223344"], ["66223355"]]
    found = read("业务科室：商贸科，65432100；财务科，65432111。")
    assert [(one[0], one[2]) for one in found] == [("商贸科", ["65432100"]), ("财务科", ["65432111"])]


def test_a_label_without_an_office_behind_it_gives_none():
    assert read("联系部门：66223344") == [("东湖市科学技术协会", [], ["66223344"], [], None)]
    assert read("联系部门：\n联系电话：20240304") == []


def test_a_longer_name_behind_its_label_is_a_name():
    (found,) = read("联系人：乌兰其其格 0999-4632155，那仁 0999-4632158")
    assert found[1:3] == (["乌兰其其格", "那仁"], ["0999-4632155", "0999-4632158"])


def test_a_mark_may_be_a_part_of_the_offices_name():
    found = read(
        "联系人：县应急局危化股 骆驰 5523119；县教育局安全股 温煦 5523446\n"
        "邮箱：yj@example.invalid（应急） jy@example.invalid（教育）"
    )
    assert [one[:4] for one in found] == [
        ("县应急局危化股", ["骆驰"], ["5523119"], ["yj@example.invalid"]),
        ("县教育局安全股", ["温煦"], ["5523446"], ["jy@example.invalid"]),
    ]


def test_each_mailbox_of_a_sentence_has_the_office_before_it():
    found = read(
        "其中：市科协报省科协组织人事部，邮箱zz@example.invalid；学会报省科协学会学术部，邮箱xh@example.invalid。\n"
        "组织人事部：彭程，84586611\n学会学术部：阳光明，84586622"
    )
    assert [(one[0], one[2], one[3]) for one in found] == [
        ("组织人事部", ["84586611"], ["zz@example.invalid"]),
        ("学会学术部", ["84586622"], ["xh@example.invalid"]),
    ]


def test_a_mailbox_in_a_later_sentence_has_the_office_of_that_sentence():
    found = read(
        "报名表发送到邮箱kx@example.invalid，命名为单位作品。选手报区教育局基教科（邮箱jj@example.invalid），由区教育局报送。\n"
        "联系人：区科协科普部 杭琴 86211188，区教育局基教科 蒋威 86885510"
    )
    assert [(one[0], one[2], one[3]) for one in found] == [
        ("区科协科普部", ["86211188"], ["kx@example.invalid"]),
        ("区教育局基教科", ["86885510"], ["jj@example.invalid"]),
    ]


def test_what_is_said_behind_a_mailbox_is_no_contact():
    (found,) = read(
        "请发送到市委会参政处邮箱：cz@example.invalid，邮件主题：支部（专委会）名称+提案。\n联系人：水清 电话：86211188"
    )
    assert found[:4] == ("市委会参政处", ["水清"], ["86211188"], ["cz@example.invalid"])


def test_a_name_may_end_as_a_group_is_called_and_a_support_line_is_its_own():
    found = read(
        "市科协科普部 乔立群 6001307 kp@example.cn\n大赛办公室 咨询电话：6001316 联系人：卢月\n技术支持：13900000318（工作日）"
    )
    assert [(office, names, phones) for office, names, phones, *_ in found] == [
        ("市科协科普部", ["乔立群"], ["6001307"]),
        ("大赛办公室", ["卢月"], ["6001316"]),
        ("技术支持", [], ["13900000318"]),
    ]
    assert read("人事处人才办 联系人：卢月，电话：86540021（内线6021）")[0][2] == ["86540021"]
    assert read("1.市科协学会部 季 敏 电话：6001319")[0][:2] == ("市科协学会部", ["季敏"])
    assert [phones for _, _, phones, *_ in read("大赛办公室 联系人：卢月 交流群：283640917 电话：6001316")] == [
        ["6001316"]
    ]


def test_an_office_with_its_persons_stands_above_their_phones():
    found = read(
        "联系方式：\n市科协科普部 夏竹 王松\n联系电话：65238932 65238933\n市教育局基教处 曾禾\n联系电话：65238934"
    )
    assert [c[:2] for c in found] == [("市科协科普部", ["夏竹", "王松"]), ("市教育局基教处", ["曾禾"])]
    (only,) = read("市科协 科普部\n联系电话：65238932")
    assert only[1] == []


def test_a_name_is_given_as_it_is_printed():
    (found,) = read("聯 系 人：吳 松\n聯系電話：65238932")
    assert found[1] == ["吳松"]


def test_somebody_below_what_goes_to_one_office_is_of_that_office():
    found = read(
        "1.请各区科协于6月9日前报送至市科协组宣部。\n联系人：夏竹\n电话：65238932\n"
        "2.请各学会于6月9日前报送至市科协学会部。\n联系人：王松\n电话：65238933"
    )
    assert [c[:2] for c in found] == [("市科协组宣部", ["夏竹"]), ("市科协学会部", ["王松"])]


def test_an_office_and_its_person_may_stand_in_one_piece():
    assert read("联系人：科普处吴松 65238932")[0][:3] == ("科普处", ["吴松"], ["65238932"])


def test_a_day_printed_without_its_signs_is_no_phone():
    assert read("报名时间：即日起至2021330日，逾期不再接受。") == []


def test_what_a_site_says_of_itself_is_no_contact():
    found = read("联系人：夏竹，电话：65238932\n免责声明：本站部分内容转载自政府网站，如有侵权请联系客服400-018-3326")
    assert [c[2] for c in found] == [["65238932"]]


def test_behind_a_label_of_names_a_name_is_one_whatever_it_ends_in():
    assert read("联系人：王明科，联系电话：82801830。")[0][1] == ["王明科"]
    assert read("联系人：成果科 王明科，联系电话：82801830。") == [("成果科", ["王明科"], ["82801830"], [], None)]


@pytest.mark.parametrize(
    ("sentence", "office", "names"),
    [
        ("请于每周五将进度报局建管科娄宇炯处，联系电话：86022723。", "局建管科", ["娄宇炯"]),
        ("请将报名表送交校工会孟秋霞、谢建淮老师。", "校工会", ["孟秋霞", "谢建淮"]),
        ("请将报名表报到图书馆马琴馆长处，邮箱：mq@example.invalid。", "图书馆", ["马琴"]),
        ("请与科技处王小明老师联系，电话：82801830。", "科技处", ["王小明"]),
        ("纸质版交科研处（行政楼305室）张小丰老师处。", "科研处", ["张小丰"]),
        ("请送至科技处315房间李小平处，电子版发送到邮箱ab@example.invalid。", "科技处", ["李小平"]),
        ("请送交校团委学生会办公室（中心203）张小丽同学处，联系电话15800000898。", "校团委学生会办公室", ["张小丽"]),
        ("请于4月8日前汇总后OA至校区工会苏晶晶处，逾期无效。", "校区工会", ["苏晶晶"]),
        ("请发送至督导办李霞老师办公平台邮箱，纸质版送至办公楼二楼护理教研室李霞老师处。", "护理教研室", ["李霞"]),
    ],
)
def test_who_takes_something_at_an_office(sentence, office, names):
    (found,) = read(sentence)
    assert (found[0].endswith(office), found[1]) == (True, names)


@pytest.mark.parametrize(
    "sentence",
    [
        "请将总结送市科技局成果处。",
        "请将总结送市科协和文化处备案。",
        "请将总结送各自学院王小明老师。",
        "请将总结送材料科王小明老师。",
    ],
)
def test_nobody_takes_it_where_only_an_office_is_named(sentence):
    assert not any(found[1] for found in read(sentence))


def test_who_takes_something_and_is_named_with_a_phone_below():
    assert read("请将总结送科技处综合科王小明老师处。\n联系人：王小明，联系电话：82801830") == [
        ("科技处综合科", ["王小明"], ["82801830"], [], None)
    ]
    found = read("请将总结送科技处综合科王小明老师处。\n联系人：李小红，联系电话：82801830")
    assert [(one[1], one[2]) for one in found] == [(["王小明"], []), (["李小红"], ["82801830"])]


def test_somebody_alone_whom_a_sentence_sends_to():
    (found,) = read("请将总结发给王小明，邮箱：wxm@example.invalid。")
    assert found[1:4] == (["王小明"], [], ["wxm@example.invalid"])


def test_persons_behind_their_office_above_their_phones():
    (found,) = read("省甲厅乙处：  包小庆   罗小英\n联系电话：0999-87863498 87882877")
    assert found[:3] == ("省甲厅乙处", ["包小庆", "罗小英"], ["0999-87863498", "87882877"])


def test_what_each_is_asked_about_before_the_name():
    found = read("联系人：窗口刘女士，83699167；业务孙老师，15800000898；叶先生，83557693。")
    assert [one[:3] for one in found][:2] == [("窗口", ["刘女士"], ["83699167"]), ("业务", ["孙老师"], ["15800000898"])]
    assert found[2][1:3] == (["叶先生"], ["83557693"])


def test_persons_in_brackets_behind_their_phones():
    (found,) = read("联系电话：82801830（王老师）、82801831（李老师）")
    assert found[1:3] == (["王老师", "李老师"], ["82801830", "82801831"])


def test_all_of_those_addressed_are_no_person():
    assert not any(found[1] for found in read("请转告校团委全体同学。\n请交至校团委全体老师处。"))


def test_a_blank_that_was_broken():
    found = read("联系人：市甲局乙处 李小叶?85316921\n市丙委丁处  ?82796012")
    assert [one[:3] for one in found] == [("市甲局乙处", ["李小叶"], ["85316921"]), ("市丙委丁处", [], ["82796012"])]


def test_no_phone_in_an_address_of_the_web():
    found = read("联系人：刘丹 87371456\n来自甲乙中心：\nhttp://www.example.invalid/zx/2018/02/1518310517298212.htm")
    assert [one[2] for one in found] == [["87371456"]]


def test_an_address_in_brackets_behind_its_office():
    (found,) = read("联系方式：\n东湖市继续教育办公室（东湖市北街1401号）\n联系人：顾小慧\n电话：(0999)2762802")
    assert found == ("东湖市继续教育办公室", ["顾小慧"], ["(0999)2762802"], [], "东湖市北街1401号")


def test_an_office_behind_its_address():
    (found,) = read(
        "材料寄送。邮寄地址：东湖市海棠路3号会堂C座215室，第27届创新大赛组委会办公室，邮政编码：100038。\n电话：0999-62180521"
    )
    assert (found[0], found[2], found[4]) == (
        "第27届创新大赛组委会办公室",
        ["0999-62180521"],
        "东湖市海棠路3号会堂C座215室",
    )


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("请有意申报的团队及时联系科技处成果科，并准备材料。\n联系人：杨小瑞\n88302279", "科技处成果科"),
        ("遇到问题，请径与市甲局（市乙局）联系，联系人：谢小华，电话：2210354", "市甲局（市乙局）"),
        ("请将材料交所在镇经信部门，由镇经信部门报送至市甲局乙科（联系人：丁小颖，电话：2210354）。", "市甲局乙科"),
        (
            "请填报后发送至邮箱ab@example.invalid，由我局汇总后报送至市甲局，联系人：丁小颖，电话：2210354",
            "东湖市科学技术协会",
        ),
        ("第三轮校内评审会\n联系人：丁小颖，电话：2210354", "东湖市科学技术协会"),
        ("方向符合所对接街道的需求。\n联系人：丁小颖，电话：2210354", "东湖市科学技术协会"),
        ("有疑问请与所在学校联系。\n联系人：丁小颖，电话：2210354", "东湖市科学技术协会"),
        ("请与市甲局联系，或与市乙局联系。\n联系人：丁小颖，电话：2210354", "东湖市科学技术协会"),
    ],
)
def test_whose_contact_it_is_where_one_office_alone_is_named(text, office):
    assert read(text)[0][0] == office


def test_whose_contacts_they_are_where_several_have_no_office():
    found = read("联系人：丁小颖，电话：2210354\n省乙厅丙处联系人：谢小华，电话：87299128")
    assert [one[0] for one in found] == ["东湖市科学技术协会", "省乙厅丙处"]


def test_where_all_meet_is_asked_where_nobody_signs():
    text = "关于甲的通知\n各有关单位：\n报到时间：2月20日。\n地 点：省农经站。\n联系人：张小婧，电话：0999-5280734。"
    part = parts(paragraphs(text.split("\n")))[0]
    assert [one.office for one in contacts(part, ())] == ["省农经站"]
    part = parts(paragraphs(text.replace("省农经站", "第三轮评审会").split("\n")))[0]
    assert [one.office for one in contacts(part, ())] == [None]


def test_a_second_person_in_the_line_below():
    found = read(
        "请发送至校团委邮箱gw@example.invalid。\n联系人：李老师 联系电话：0999-22245802\n范小悦 联系电话：15700000037"
    )
    assert [(one[0], one[1]) for one in found] == [("校团委", ["李老师", "范小悦"])]


def test_a_room_of_a_body_is_of_its_only_contact():
    found = read(
        "请将推荐书报送至省甲厅6012室（南海市北街96号），同时将电子版发送至电子邮箱ab@example.invalid。\n"
        "省甲厅乙处，杨小燕，0999-5041320\n省丙中心，唐小婷，0999-5155762"
    )
    assert [(one[0], one[1], one[3]) for one in found] == [
        ("省甲厅乙处", ["杨小燕"], ["ab@example.invalid"]),
        ("省丙中心", ["唐小婷"], []),
    ]


def test_what_a_site_says_of_texts_it_took_from_elsewhere_is_no_contact():
    found = read("联系人：刘丹 87371456\n文章内容来自网络，如有侵权，联系删除、联系电话：0999-85230916")
    assert [one[2] for one in found] == [["87371456"]]


def test_an_address_ends_with_the_bracket_that_is_around_it():
    (found,) = read("请于6月9日前交市甲局乙股（地址：甲县乙路76号）。联系人：邓生，电话：6626009")
    assert found[-1] == "甲县乙路76号"
    (found,) = read("联系人：邓生，电话：6626009，地址：甲县乙路76号（东门）")
    assert found[-1] == "甲县乙路76号（东门）"


def test_half_a_bracket_is_no_part_of_a_phone():
    (found,) = read("联系人：王伟（电话：0999-86275608）；朱从文（0999-86275612），李老师（0999）86275613")
    assert found[2] == ["0999-86275608", "0999-86275612", "(0999)86275613"]


def test_a_day_whose_signs_were_lost_is_no_phone():
    assert read("5.本次征文截止时间为2012720") == []


def test_a_room_in_brackets_is_where_somebody_sits():
    (found,) = read("联系人：方一鸣（行政楼602室）\n联系电话：3315812")
    assert found == ("东湖市科学技术协会", ["方一鸣"], ["3315812"], [], "行政楼602室")
