"""Notices of other issuers and layouts: health, staff, emergencies, universities, societies, tables, forwarded twice."""

from __future__ import annotations

import pytest

from storage.notice.model import Notice
from storage.notice.parser import read
from tests.storage.notice.conftest import lines

HEALTH = """
青禾市卫生健康委员会
青禾市财政局
青卫基层〔2023〕14号
关于开展2023年培训项目自评工作的通知
各县（区）卫生健康委、财政局，市直各医疗卫生单位：
现就有关事项通知如下：
一、时间安排
（一）各项目单位于10月20日前完成自评。
（二）各县（区）卫生健康委会同财政局于10月31日前完成复核，并将复核报告、《项目自评表》（附件1）报市卫生健康委。
（三）11月中旬，市级组织抽查。
二、联系人
| 科室 | 联系人 | 联系电话 | 邮箱 |
| 基层卫生科 | 何 莉 | 0999-2025119 | heli@example.invalid |
| 社会保障科 | 郑宇 | 0999-2025220转8012 | zy@example.invalid |
青禾市卫生健康委员会 青禾市财政局
2023年9月28日
"""
STAFF = """
岭东省人力资源和社会保障厅办公室关于开展2024年度工作站申报工作的通知
岭人社办函〔2024〕77号
各地级以上市人力资源和社会保障局，省直有关部门人事处，各有关单位：
根据统一部署，现将有关事项通知如下：
一、申报条件
（一）近三年（2021年1月1日至2023年12月31日）研发投入占比不低于3%。
（二）2020年12月31日前注册成立的企业。
二、申报材料
1．《工作站申报表》一式3份；
2．营业执照复印件1份；
3．双方签订的合作协议；
4．如有疑问，请来电。
三、申报程序
（一）网上申报。申报单位于2024年5月6日至5月31日登录系统填报信息并上传材料，5月31日18:00系统关闭。
（二）审核推荐。各地级以上市人力资源和社会保障局于6月14日前完成审核，并将推荐函报送我厅专业技术人员管理处。
四、联系方式
政策咨询：省人社厅专业技术人员管理处 刘颖 0999-83134567
技术支持：0999-83134999（工作日9:00-17:00）
岭东省人力资源和社会保障厅办公室
2024年4月26日
"""
FLOOD = """
关于进一步加强汛期安全防范工作的紧急通知
各乡镇人民政府、街道办事处，县防指各成员单位：
现就有关事项紧急通知如下：
一、各成员单位要立即排查，排查情况于7月17日18时前报县防办。
二、自7月18日起，各乡镇（街道）每日16时前将雨情、灾情报县防办。汛情结束后3个工作日内报送总结。
三、群众对结果有异议的，可在公布后5日内提出申诉。
县防办值班电话：0999-3512119，传真：0999-3512120，邮箱：fb@example.invalid。
丰溪县防汛抗旱指挥部
2024年7月16日
"""
CAMPUS = """
各学院：为做好项目申报工作，现将有关事项通知如下：
1、各学院请于2月22日上午9-12时，将项目申请书一式3份报送至科研处社会科学管理科。
2、2月22日下午，专家评审。
3、2月24日上午，各学院请将申报材料在上午11:00前统一交送至社会科学管理科。
4、学校拟于2月28日前将名单报送省教育厅。
5、第一批截止日期为3月10日，第二批为4月20日。
6、截至2023年12月31日已退休的人员不再申报。
科研处
2024.2.10
"""


def facts(notice: Notice):
    return [
        (str(d.date) if d.date else d.recurrence or "term" if d.term or d.recurrence else None, d.time)
        for d in notice.deadlines
    ]


def test_a_health_commissions_notice_with_a_table_of_contacts():
    notice = read(lines(HEALTH))
    assert notice.issuers == ("青禾市卫生健康委员会", "青禾市财政局")
    assert facts(notice) == [("2023-10-20", None), ("2023-10-31", None)]
    assert [(c.office, c.names, c.phones, c.emails) for c in notice.contacts] == [
        ("基层卫生科", ("何莉",), ("0999-2025119",), ("heli@example.invalid",)),
        ("社会保障科", ("郑宇",), ("0999-2025220转8012",), ("zy@example.invalid",)),
    ]
    assert [(r.audience, r.office) for r in notice.routes] == [(("县（区）卫生健康委",), "市卫生健康委")]
    assert [m.name for m in notice.materials] == ["复核报告", "项目自评表"]


def test_a_notice_on_staff_with_conditions_a_list_of_papers_and_a_system_that_shuts():
    notice = read(lines(STAFF))
    assert facts(notice) == [("2024-05-31", None), ("2024-05-31", "18:00"), ("2024-06-14", None)]
    assert {"工作站申报表", "营业执照复印件", "推荐函"} <= {m.name for m in notice.materials}
    assert "如有疑问" not in "".join(m.name for m in notice.materials)
    assert [(r.audience, r.office) for r in notice.routes] == [
        (("地级以上市人力资源和社会保障局",), "我厅专业技术人员管理处")
    ]
    assert [(c.office, c.names, c.phones) for c in notice.contacts] == [
        ("省人社厅专业技术人员管理处", ("刘颖",), ("0999-83134567",)),
        ("技术支持", (), ("0999-83134999",)),
    ]


def test_an_urgent_notice_with_a_daily_duty_and_a_term():
    notice = read(lines(FLOOD))
    assert facts(notice) == [("2024-07-17", "18:00"), ("每日16时前", "16:00"), ("term", None)]
    (contact,) = notice.contacts
    assert (contact.office, contact.phones, contact.emails) == ("县防办", ("0999-3512119",), ("fb@example.invalid",))
    assert ("县防办", ("乡镇（街道）",)) in [(r.office, r.audience) for r in notice.routes] or (
        "乡镇（街道）" in next(r.audience for r in notice.routes if r.office == "县防办")
    )


def test_a_timetable_of_a_university_in_one_line_with_its_addressees():
    notice = read(lines(CAMPUS))
    assert notice.levels[0].addressees == ("学院",)
    assert str(notice.issued_on) == "2024-02-10"
    assert notice.issuers == ("科研处",)
    assert facts(notice) == [
        ("2024-02-22", "12:00"),
        ("2024-02-24", "11:00"),
        ("2024-02-28", None),
        ("2024-03-10", None),
        ("2024-04-20", None),
    ]
    assert [r.office for r in notice.routes] == ["科研处社会科学管理科"]


def test_a_notice_forwarded_twice_keeps_three_levels_apart():
    inner = "附件\n{number}\n关于开展甲工作的通知\n{to}：\n请于{day}前将{what}报送{office}。\n联系人：{name} 电话：{phone}\n{who}\n2024年3月{day0}日"
    city = inner.format(
        number="池卫发〔2024〕52号", to="各县卫生健康委", day="5月10日", what="申报书", office="市卫生健康委规划科",
        name="吴桐", phone="60010002", who="池溪市卫生健康委员会", day0=20,
    )  # fmt: skip
    province = inner.format(
        number="皖卫函〔2024〕8号", to="各市卫生健康委", day="5月20日", what="推荐函", office="省卫生健康委规划处",
        name="何川", phone="60010003", who="澜川省卫生健康委员会", day0=1,
    )  # fmt: skip
    own = "青卫函〔2024〕31号\n关于转发《池溪市卫生健康委员会关于转发〈澜川省卫生健康委员会关于开展甲工作的通知〉的通知》的通知\n各乡镇卫生院：\n请于4月26日下班前将自评报告报县卫生健康局基层卫生股。\n联系人：陶源 电话：60010001\n青阳县卫生健康局\n2024年4月1日"
    notice = read([*own.split("\n"), *city.split("\n"), *province.split("\n")])
    assert [level.doc_number for level in notice.levels] == [
        "青卫函〔2024〕31号",
        "池卫发〔2024〕52号",
        "皖卫函〔2024〕8号",
    ]
    assert [(d.level, str(d.date)) for d in notice.deadlines] == [
        (0, "2024-04-26"),
        (1, "2024-05-10"),
        (2, "2024-05-20"),
    ]
    assert [(r.level, r.office) for r in notice.routes] == [
        (0, "县卫生健康局基层卫生股"),
        (1, "市卫生健康委规划科"),
        (2, "省卫生健康委规划处"),
    ]
    assert [(c.level, c.names, c.phones) for c in notice.contacts] == [
        (0, ("陶源",), ("60010001",)),
        (1, ("吴桐",), ("60010002",)),
        (2, ("何川",), ("60010003",)),
    ]


@pytest.mark.parametrize(
    ("plain", "traditional"),
    [("请于5月20日前报送活动总结和影像资料等。", "請於5月20日前報送活動總結和影像資料等。")],
)
def test_traditional_characters_are_read_alike_and_given_back_as_printed(bent, plain, traditional):
    simple, other = bent(), bent((plain, traditional), ("各市级学会，企业科协：", "各市級學會，企業科協："))
    assert [d.date for d in other.deadlines] == [d.date for d in simple.deadlines]
    assert "市級學會" in other.levels[0].addressees
    assert [m.name for m in other.materials] == ["活動總結", "影像資料"]
