"""Whose a mailbox is that stands apart, and who stands together behind one label."""

from __future__ import annotations

from tests.storage.notice.test_contacts import read


def test_a_mailbox_below_a_list_of_contacts_is_nobodys_own():
    found = read("市工信局规划科 沙志强 5555018\n市财政局企业科 胡杨 6888342\n邮箱：xc@example.invalid")
    assert [(one[2], one[3]) for one in found] == [
        (["5555018"], []),
        (["6888342"], []),
        ([], ["xc@example.invalid"]),
    ]


def test_the_address_of_the_last_contact_stands_between_it_and_their_mailbox():
    found = read(
        "组织部：严格 0999-86230001\n学会部：安静 0999-86230009\n通信地址：省政府大院南二路405室\n邮箱：zz@example.invalid"
    )
    assert [(one[2], one[3]) for one in found][-1] == ([], ["zz@example.invalid"])


def test_who_is_on_watch_answers_for_no_one_office():
    found = read("台账发街道民政办邮箱mz@example.invalid。\n排查情况报街道应急办 刘洋 85667001。\n值班电话：85667000")
    assert ("值班", [], ["85667000"], [], None) in found


def test_a_phone_with_blanks_around_its_dash():
    (found,) = read("联系人：刘贵 联系电话：0999- 62661700")
    assert found[2] == ["0999- 62661700"]


def test_the_labels_of_an_empty_form_are_nobody():
    assert read("填报单位名称：\n联系人： 联系电话：\n区分") == []


def test_labels_may_be_ended_by_the_wrong_sign():
    (found,) = read("联系人；吴伟；email； wu@example.invalid")
    assert (found[1], found[3]) == (["吴伟"], ["wu@example.invalid"])


def test_a_mobile_and_a_phone_in_two_lines_are_one_contact():
    found = read("省科协科普部\n联系人：王强 手机：13974800001\n电话：0999-4444001\n电子信箱：kp@example.invalid")
    assert [one[:4] for one in found] == [
        ("省科协科普部", ["王强"], ["13974800001", "0999-4444001"], ["kp@example.invalid"])
    ]


def test_a_phone_behind_a_name_is_that_persons_wherever_people_meet():
    (found,) = read("与会人员要按时报到，不能到会者电话回复市科协办公室，联系人：杨立，联系电话：4319001 8255001。")
    assert found[2] == ["4319001", "8255001"]


def test_a_mailbox_named_twice_is_one_contact():
    found = read("意向发至学院科研秘书邮箱fm@example.invalid。\n电子版发至学院科研秘书邮箱fm@example.invalid。")
    assert [one[3] for one in found] == [["fm@example.invalid"]]


def test_a_service_number_in_three_parts():
    (found,) = read("技术支持：4006-123-789")
    assert found[2] == ["4006-123-789"]


def test_persons_behind_one_label_stay_together_below_a_mailbox():
    (found,) = read("电子版打包发送至邮箱qn@example.invalid。\n联系人：施雨、唐一凡\n联系电话：0999-2856614")
    assert found[1:4] == (["施雨", "唐一凡"], ["0999-2856614"], ["qn@example.invalid"])


def test_each_person_behind_one_label_has_what_he_is_asked_about_before_him():
    found = read("作品图片投送到指定邮箱：yz@example.invalid。\n收件人：美术 魏航 13900010001；书法 莫池 13900010002。")
    assert [(one[0], one[1], one[2]) for one in found if one[2]] == [
        ("美术", ["魏航"], ["13900010001"]),
        ("书法", ["莫池"], ["13900010002"]),
    ]


def test_a_phone_with_an_area_of_two_digits_and_an_extension():
    (found,) = read("聯絡人：林怡君 電話：(02)2363-5500 轉 214")
    assert found[2] == ["(02)2363-5500 转 214"]


def test_an_office_of_the_party_and_the_masses_is_no_group_of_a_chat():
    assert read("党群工作部：龙飞 0851-8880034") == [("党群工作部", ["龙飞"], ["0851-8880034"], [], None)]
    assert read("工作群：12345678") == []


def test_who_is_told_by_phone_in_a_sentence():
    (found,) = read("遇有险情，要立即组织转移，并电话报告街道值班室（85331119），2小时内书面报告。")
    assert (found[0], found[2]) == ("街道值班室", ["85331119"])


def test_where_people_meet_is_nobody_to_ask():
    assert read("会议地点：锦江饭店三楼会议厅（滨江路88号，总机0271-6655000）") == []


def test_who_gets_a_copy_is_named_without_what_is_sent():
    found = read("请发送至医政科邮箱yz@example.invalid；护理案例同时抄送市护理学会（hl@example.invalid）。")
    assert [(one[0], one[3]) for one in found] == [
        ("医政科", ["yz@example.invalid"]),
        ("市护理学会", ["hl@example.invalid"]),
    ]


def test_a_mailbox_belongs_to_the_office_that_is_named_in_short_elsewhere():
    found = read(
        "请报送市农业农村局种业管理科，邮箱zy@example.invalid。\n市种业管理科 于晚霞 0358-3380017\n市繁育科 高远 3380010"
    )
    assert [one[:4] for one in found] == [
        ("市种业管理科", ["于晚霞"], ["0358-3380017"], ["zy@example.invalid"]),
        ("市繁育科", ["高远"], ["3380010"], []),
    ]


def test_whom_a_paper_goes_to_in_person_is_a_contact():
    assert [one[1:3] for one in read("本科生交至姚小肖：13036100440")] == [(["姚小肖"], ["13036100440"])]


def test_a_mailbox_is_of_the_office_in_the_bracket_behind_it():
    found = read("安稳办 万全 3221199；民办教育股 成才 3221188；邮箱：aw@example.invalid（安稳办）")
    assert [(one[0], one[3]) for one in found] == [("安稳办", ["aw@example.invalid"]), ("民办教育股", [])]


def test_a_mailbox_that_something_is_sent_to_has_the_office_directly_before_it():
    found = read(
        "请将报名表发大赛组委会办公室（js@example.invalid）。\n大赛组委会办公室：鲁迅 010-88770011\n鉴定部：墨竹 010-88770022"
    )
    assert [(one[0], one[3]) for one in found] == [("大赛组委会办公室", ["js@example.invalid"]), ("鉴定部", [])]


def test_a_phone_may_be_a_fax_as_well():
    assert [one[2] for one in read("联系人：市消安委办公室 秦关，电话及传真：2119119")] == [["2119119"]]


def test_each_mailbox_of_a_sentence_may_have_an_office_of_its_own():
    found = read(
        "乡镇发wm@example.invalid，学校发县教体局德育股邮箱jt@example.invalid。\n"
        "联系电话：县文明办6221100（小吴）；县教体局德育股6223300（小郑）"
    )
    assert [one[:4] for one in found] == [
        ("县文明办", ["小吴"], ["6221100"], ["wm@example.invalid"]),
        ("县教体局德育股", ["小郑"], ["6223300"], ["jt@example.invalid"]),
    ]


def test_a_mailbox_of_a_department_is_that_of_the_only_one_to_ask_of_its_body():
    (found,) = read("市直中学直接发市化学会竞赛部邮箱sh@example.invalid。\n联系人：市化学会 钱元素 13955550011")
    assert found[:4] == ("市化学会", ["钱元素"], ["13955550011"], ["sh@example.invalid"])


def test_a_number_of_words_is_no_phone_and_one_for_messages_may_be():
    assert read("论文字数4000—8000字，附摘要。") == []
    assert read("市筛查中心，电话0533-2990011，微信同号13800112233")[0][2] == ["0533-2990011", "13800112233"]


def test_a_day_of_the_week_is_nobody():
    assert read("请于9月26日（周五）前报送县委值班室（电话：6220011）。")[0][:3] == ("县委值班室", [], ["6220011"])


def test_a_mailbox_printed_with_a_chinese_stop_is_one():
    (found,) = read("请将总结发至科普部邮箱（kpb@163。com）。联系人：王小明；电话：62661706")
    assert (found[1], found[3]) == (["王小明"], ["kpb@163.com"])


def test_a_name_and_a_phone_with_blanks_in_them():
    (found,) = read("联 系 人：符 少 梅\n联系电话：8331 7062")
    assert found[1:3] == (["符少梅"], ["8331 7062"])
    (found,) = read("联系人：周 莹 熊 文 电话：83317062")
    assert found[1] == ["周莹", "熊文"]


def test_whom_a_sentence_tells_to_call():
    assert read("请认真组织。如有疑问，请致电市科协学会部60010001咨询。")[0][::2] == (
        "市科协学会部",
        ["60010001"],
        None,
    )
    assert read("材料须真实有效。咨询请拨60010001（方老师）。")[0][2] == ["60010001"]
    assert read("如有疑问请拨打内线6031。")[0][2] == ["6031"]


def test_extensions_of_a_house_are_phones_behind_their_label():
    found = read("联系人：薛老师（教研科），电话8012；陶老师（系统操作），电话8015。")
    assert [(one[0], one[1], one[2]) for one in found] == [
        ("教研科", ["薛老师"], ["8012"]),
        ("系统操作", ["陶老师"], ["8015"]),
    ]


def test_a_label_without_a_sign_and_somebody_behind_an_address():
    assert read("科普部设在四楼，联系人吴逸群，联系电话：60010001。")[0][1] == ["吴逸群"]
    (found,) = read("材料寄送地址：人民路1号市科协（方一鸣，60010001，430000）")
    assert found == ("市科协", ["方一鸣"], ["60010001"], [], "人民路1号市科协")


def test_persons_between_an_office_and_the_line_of_its_phone():
    found = read("1.报表咨询\n省信息研究所 赵旋、刘娅\n电话：0999-58882042\n2.材料报送\n基地办公室 王妍0999-66557467")
    assert [one[:3] for one in found] == [
        ("省信息研究所", ["赵旋", "刘娅"], ["0999-58882042"]),
        ("基地办公室", ["王妍"], ["0999-66557467"]),
    ]


def test_who_runs_something_is_asked_about_it():
    (found,) = read("四、征订工作由东湖镇医院公共卫生科具体负责，咨询电话：85775522、85776316，联系人：黄棋。")
    assert found[:2] == ("东湖镇医院公共卫生科", ["黄棋"])


def test_an_office_with_what_it_is_asked_about_behind_it():
    found = read("情况报商务局运行科邮箱（cx@example.invalid）。\n省商务厅数据报送联系电话：13900000907")
    assert [(one[0], one[2], one[3]) for one in found] == [
        ("商务局运行科", [], ["cx@example.invalid"]),
        ("省商务厅", ["13900000907"], []),
    ]


def test_an_address_ends_where_the_postal_code_is_told():
    found = read("邮寄地址：东湖市复兴路3号C座215室，邮政编码：100038。\n电话：60010001")
    assert found[0][4] == "东湖市复兴路3号C座215室"


def test_a_number_to_ask_at_is_no_persons_name():
    (found,) = read("查询电话：0999-68598100")
    assert (found[1], found[2]) == ([], ["0999-68598100"])
