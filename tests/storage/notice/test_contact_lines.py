"""Whom to ask, in the lines that pages break, fill with forms, or run together."""

from __future__ import annotations

import pytest

from storage.notice.contacts.reader import contacts
from storage.notice.parts.structure import parts
from storage.notice.text.paragraphs import paragraphs
from tests.storage.notice.test_contacts import read


def test_the_phones_of_day_and_night_are_one_offices():
    (found,) = read("松州市厅春运办值班电话：白天 0999-4425098\n夜间电话：0999-2222087\n传真：0999-4428003")
    assert found[:3] == ("松州市厅春运办", [], ["0999-4425098", "0999-2222087"])


def test_two_persons_below_the_name_of_their_body_are_one_contact():
    found = read(
        "标准文本和意见征求表请登录网站“通知公告”栏查阅，有不明之处请与下列人员联系，并请说明单位名称。\n"
        "联系方式：\n松州市创新研究院\n张碧 0999-67147626 zhangbi@e.cn\n"
        "松州市标准化协会\n陈彤 0999-67147627 chen@e.cn\n冯莉 0999-67147628 feng@e.cn"
    )
    assert [one[:4] for one in found] == [
        ("松州市创新研究院", ["张碧"], ["0999-67147626"], ["zhangbi@e.cn"]),
        ("松州市标准化协会", ["陈彤", "冯莉"], ["0999-67147627", "0999-67147628"], ["chen@e.cn", "feng@e.cn"]),
    ]


def test_the_blanks_of_a_form_are_nobody():
    assert read("单位（盖章）：           联系人：         电话：活动名称") == []


def test_bodies_whose_lines_run_together_stay_apart():
    found = read(
        "松州市信鸽协会 地 址：体育馆路9号 邮 编：100700 联系人：刘 蔚 电 话：0999-67147626 传 真：0999-67133577 "
        "柏川市信鸽协会 地 址：通锦路3号"
    )
    assert [(one[0], one[1], one[4]) for one in found] == [
        ("松州市信鸽协会", ["刘蔚"], "体育馆路9号"),
        ("柏川市信鸽协会", [], "通锦路3号"),
    ]


def test_behind_the_last_fax_of_a_line_stands_no_office():
    (found,) = read("联系人：刘蔚，电话：0999-67147626，传真：0999-67133577 松州市农机总站")
    assert found[0] == "东湖市科学技术协会"


def test_a_fax_number_is_no_phone_whatever_its_label_is():
    (found,) = read("传真电话：0999-6304718\n市发改委价格处联系人：\n冯莉 0999-6303162")
    assert found[:3] == ("市发改委价格处", ["冯莉"], ["0999-6303162"])


def test_a_person_above_the_phone_may_be_told_by_what_is_asked():
    found = read("财务开票：张碧（QQ13774470）\n电话：0999-68011450\n会员部：陈彤（QQ8168420）\n电话：0999-68012773")
    assert [one[:3] for one in found] == [
        ("财务开票", ["张碧"], ["0999-68011450"]),
        ("会员部", ["陈彤"], ["0999-68012773"]),
    ]


@pytest.mark.parametrize("line", ["会费标准 三千 五千", "户名与开户银行名称：张碧", "财务开票 张碧"])
def test_above_a_phone_stands_not_always_somebody(line):
    (found,) = read(f"{line}\n电话：0999-68011450")
    assert found[1:3] == ([], ["0999-68011450"])


def test_an_office_behind_an_address_and_a_blank():
    (found,) = read("收稿地址：文德北路170号文联大院 松州市书法家协会办公室\n联系电话：0999-83340000")
    assert (found[0], found[4]) == ("松州市书法家协会办公室", "文德北路170号文联大院")
    (found,) = read("联系电话：0999-83340000\n地址：节能大厦 17 层 1713 室")
    assert found[4] == "节能大厦 17 层 1713 室"


def test_an_address_ends_where_the_annexes_begin():
    (found,) = read("联系人：陈菊 0999-8310706 地址：花园北路133号 附件：1、推荐表")
    assert found[4] == "花园北路133号"


def test_an_office_that_is_named_with_each_of_its_labels_is_one():
    (found,) = read(
        "请将申请书交到行政楼315，电子版发送至电子邮箱nz@example.invalid。\n"
        "科研处计划科联系人：高钊\n科研处计划科联系电话：0999-86526656"
    )
    assert found == ("科研处计划科", ["高钊"], ["0999-86526656"], ["nz@example.invalid"], "行政楼315")


def test_a_bare_number_below_a_phone_goes_on_with_it():
    (found,) = read("报名联系电话：0999-5697266（传真）\n13700000035（李先生）\n邮箱：bm@example.invalid")
    assert found[1:4] == (["李先生"], ["0999-5697266", "13700000035"], ["bm@example.invalid"])


def test_what_brackets_ask_for_is_no_office():
    (found,) = read("电子版发送邮箱sp@example.invalid（无需盖章，文件命名“项目简称”）。\n联系人：任工 83193958")
    assert found[0] == "东湖市科学技术协会"


def test_a_mailbox_is_the_same_however_its_letters_are_printed():
    (found,) = read("打包发送至邮箱 wang@EXAMPLE.invalid。\n联系人：王琳 0999-86195388\n邮箱：wang@example.invalid")
    assert found[3] == ["wang@EXAMPLE.invalid"]


def test_a_department_of_regions_or_markets_is_an_office():
    found = read("市科技厅成果与区域处：0999-88988819\n市农业局加工与市场科：0999-88988820")
    assert [one[0] for one in found] == ["市科技厅成果与区域处", "市农业局加工与市场科"]


def test_items_of_a_line_have_each_their_own_mailbox():
    found = read(
        "八、联系人 （一）省海员工会公路部 电话：0999-68591459，传真：0999-68591443 电子邮箱：hy@example.invalid "
        "联系地址：复兴路10号，邮编：100800 （二）省交通厅客运处 电话：0999-65292723 电子邮箱：ky@example.invalid"
    )
    assert [(one[0], one[2], one[3]) for one in found] == [
        ("省海员工会公路部", ["0999-68591459"], ["hy@example.invalid"]),
        ("省交通厅客运处", ["0999-65292723"], ["ky@example.invalid"]),
    ]


def test_whose_account_bears_the_same_name_is_no_office():
    (found,) = read("（联系人：侯杰（政务通同名），联系电话：2242410）")
    assert found[:3] == ("东湖市科学技术协会", ["侯杰"], ["2242410"])


def test_places_with_their_phones_are_no_persons():
    found = read(
        "1．各市\n柏川：0999-83961216； 临湖：0999-2945503；\n龙岩：0999-3219802；宁德：0999-2093099；\n平潭：0999-23163108。"
    )
    assert [(one[0], one[1]) for one in found] == [("柏川", []), ("临湖", []), ("龙岩", []), ("宁德", []), ("平潭", [])]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("张伟：0999-83961216；李娜：0999-2945503", ["张伟", "李娜"]),
        ("办公室：0999-83961216；宣传部：0999-2945503", []),
        ("临湖：0999-83961216，详见网站", []),
    ],
)
def test_what_looks_like_a_list_of_places(line, names):
    assert read(line)[0][1] == names


def test_numbers_of_items_glued_to_the_phones_before_them():
    found = read(
        "1.工业领域高新科联系人：关木电话：21221722.农业领域农社科联系人：杨橙电话：21243373.综合规划科联系人：夏文电话：2125821"
    )
    assert [(one[1], one[2]) for one in found] == [
        (["关木"], ["2122172"]),
        (["杨橙"], ["2124337"]),
        (["夏文"], ["2125821"]),
    ]


def test_a_number_behind_a_phone_that_continues_no_list_stays():
    (found,) = read("综合科联系人：夏文 电话：21258213.农业领域不受理")
    assert found[2] == ["21258213"]


def test_where_people_meet_is_nobody_to_ask():
    found = read("二、地点\n云山宾馆多功能厅，地址：云山东路6号。\n联系人：徐芳，联系电话：87014804。")
    assert [(one[1], one[2], one[4]) for one in found] == [(["徐芳"], ["87014804"], None)]


def test_a_stop_in_a_mailbox_ends_no_sentence():
    (found,) = read("请将回执报市科协学会部，邮箱地址：xh@163。com。\n联系人：徐芳，联系电话：87014804。")
    assert found[3] == ["xh@163.com"]


def test_a_phone_that_the_end_of_the_text_cuts_off_is_none():
    lines = ["关于甲的通知", "各区科协：", "请报送总结。", "联系人：徐芳，联系电话：87014804", "李方，联系电话：13075"]
    part = parts(paragraphs(lines))[0]
    assert [one.phones for one in contacts(part, [])] == [("87014804",), ()]


def test_years_that_run_into_one_another_are_no_phone():
    (found,) = read("竣工后1年至2年内（20082009年验收）的工程均可申报。\n联系人：徐芳，联系电话：87014804")
    assert found[2] == ["87014804"]


@pytest.mark.parametrize(
    ("printed", "phones"),
    [
        ("0999-856981338569804685698047", ["0999-85698133", "85698046", "85698047"]),
        ("0999-6969973813900000003", ["0999-69699738", "13900000003"]),
        ("139000000030999-69699738", ["13900000003", "0999-69699738"]),
    ],
)
def test_phones_without_a_sign_between_them(printed, phones):
    (found,) = read(f"联系人：自然保护处 黄思 尹青\n电话：{printed}\n邮箱：zr@example.invalid")
    assert found[2] == phones


def test_persons_below_the_head_of_their_office_are_one_contact_with_its_mailbox():
    found = read(
        "请将文本报至会员发展部，发至会员部邮箱hy@example.invalid。\n联系人信息：\n会员发展部：\n谢秋 0999-63377055\n"
        "信息统计部：\n谷花 0999-63377950\n段洁 0999-63345264"
    )
    assert [one[:4] for one in found] == [
        ("会员发展部", ["谢秋"], ["0999-63377055"], ["hy@example.invalid"]),
        ("信息统计部", ["谷花", "段洁"], ["0999-63377950", "0999-63345264"], []),
    ]


def test_two_offices_share_the_phone_below_their_line():
    found = read("联系人：市环保局 王姣 市教育局 马慧\n联系电话：61388113\n电子邮箱：hb@example.invalid")
    assert [(one[0], one[1], one[2]) for one in found] == [
        ("市环保局", ["王姣"], ["61388113"]),
        ("市教育局", ["马慧"], ["61388113"]),
    ]


def test_a_password_is_no_phone():
    (found,) = read("（下载邮箱：zz@example.invalid，密码：67170822）\n联系人：邹媛，联系电话：0999-67170822。")
    assert found[1:3] == (["邹媛"], ["0999-67170822"])


def test_a_body_whose_name_begins_as_a_title_is_nobody():
    found = read("再择优选送教育部关工委。推荐表发送市科协，邮箱：gg@example.invalid。联系人：张志 0999-83335504")
    assert [one[1] for one in found] == [["张志"]]


def test_phones_that_end_in_the_number_of_an_item_are_whole():
    found = read("业务咨询：高新科65110001、农社科65110002、成果科65110003")
    assert [(one[0], one[2]) for one in found] == [
        ("高新科", ["65110001"]),
        ("农社科", ["65110002"]),
        ("成果科", ["65110003"]),
    ]


def test_the_number_of_an_account_is_no_phone():
    assert read("此项资金列2023年政府收支分类科目“2130305水利工程建设”。") == []


def test_an_address_ends_before_the_bracket_of_a_postcode():
    text = "报送地址：松岭市观象路1号市气象学会秘书处（邮编：500002）\n联系人：夏至，电话：0999-83330011"
    assert read(text)[0][4] == "松岭市观象路1号市气象学会秘书处"


def test_those_whom_a_line_begins_to_name_are_of_the_office_that_takes_the_papers():
    (found,) = read(
        "请将建议表报送开发区科技服务部，电子邮箱为kjfw0001@example.com。\n联系方式：钱蕾82190000\n孙宝82160000"
    )
    assert found[1:3] == (["钱蕾", "孙宝"], ["82190000", "82160000"])


def test_a_centre_with_another_name_in_brackets_heads_its_contacts():
    found = read(
        "市科技局规划科：林红，22830001；\n甲市计算中心（甲市科技发展研究中心）：\n韩玲、李平，23320001，23070001；\n邮箱：a1@example.com。"
    )
    assert (found[-1][0], found[-1][3]) == ("甲市计算中心（甲市科技发展研究中心）", ["a1@example.com"])


def test_a_short_number_before_a_full_one_is_a_phone():
    (found,) = read("联系人：盛洋\n联系电话：34500、5210000")
    assert found[2] == ["34500", "5210000"]


def test_a_number_of_a_document_whose_bracket_is_lost_is_no_phone():
    assert read("市妇联关于推荐五好家庭的通知（甲妇〔2015101") == []
