from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handlers.publishing import reading
from storage import editions
from storage.chat import INTERNAL, ReplyKind
from storage.errors import NotANotice
from storage.notice.model import Doubt
from storage.reach import CAN_MAIL


@pytest.fixture
def read(monkeypatch, town):
    """What the parser makes of whatever it is given."""
    found = {"notice": town.notice()}
    monkeypatch.setattr(reading, "read", lambda _lines: found["notice"])
    return found


def _file(town, who="沈竹", **more):
    return town.say(who, "", files={"关于活动总结的通知.docx": "a" * 64}, **more)


def _job_result(town, **result):
    (job,) = town.work.jobs.find()
    town.work.jobs.set(job.key, state="done", result=result)
    return town.say("", "", platform=INTERNAL, quotes=f"job/{job.key}")


def test_a_notice_file_is_read_looked_at_and_published(town, read):
    town.coordinator("沈竹")
    assert "正在识别，约1分钟" in _file(town).text
    preview = _job_result(town, lines=list(town.lines))
    assert preview.kind is ReplyKind.CONFIRM
    for part in ("临科协〔2024〕18号", "6月14日（星期五）前", "沈竹", "工作总结", "共7家", "联系不上7家", "疑问：无"):
        assert part in preview.text
    assert [(one.says, bool(one.warning)) for one in preview.buttons][::2] == [("确认发布", True), ("取消", False)]
    assert "已发布" in town.hears("沈竹", "确认发布")
    (campaign,) = town.work.campaigns.running()
    assert editions.notice_of(town.work, campaign) == town.notice()
    (brief,) = town.work.announcements.find()
    assert (brief.kind, brief.edition_id, brief.ordered_by) == ("brief", campaign.edition_id, "沈竹")


def test_only_a_coordinator_publishes(town, read):
    town.liaison("李娟", "市医学会")
    _file(town, "李娟")
    assert town.work.jobs.find() == []


def test_a_notice_is_not_taken_in_a_group_of_many(town, read):
    town.coordinator("沈竹")
    assert _file(town, chat="群一").kind is ReplyKind.DECLINE


def test_a_file_that_cannot_be_read_is_said_to_be_so(town, read):
    town.coordinator("沈竹")
    _file(town)
    assert "密码" in _job_result(town, refused="locked", values={}).text


PHOTOS = {"1.jpg": "1" * 64, "2.jpg": "2" * 64}
PAGES = [{"sha256": "a" * 64, "first_line": 1, "last_line": 9}, {"sha256": "b" * 64, "first_line": 10, "last_line": 12}]


def _ordered(town):
    return [(job.kind, job.data) for job in town.work.jobs.find()]


def _pages(town):
    """The pages that the draft in this chat keeps."""
    (draft,) = town.work.drafts.find()
    return draft.pages


def test_photos_of_a_notice_in_one_message_are_read_as_one(town, read):
    town.coordinator("沈竹")
    assert "收到通知照片2张，正在识别，约1分钟" in town.hears("沈竹", "发布这份通知", files=PHOTOS)
    others = [{"sha256": "2" * 64, "name": "2.jpg"}]
    assert _ordered(town) == [("read_notice", {"sha256": "1" * 64, "name": "1.jpg", "others": others})]
    preview = _job_result(town, lines=list(town.lines), pages=PAGES)
    assert "通知照片2张" in preview.text
    assert "由图片识别，请对照原件核对" in preview.text
    assert _pages(town) == PAGES
    town.hears("沈竹", "截止改为6月21日")
    assert _pages(town) == PAGES
    assert "由图片识别" in town.hears("沈竹", "预览")


def test_pages_sent_one_by_one_are_read_when_all_are_here(town, read):
    town.coordinator("沈竹")
    assert "逐页发送" in town.hears("沈竹", "通知照片")
    assert "还没有收到" in town.hears("沈竹", "完毕")
    assert "已收到1页" in town.hears("沈竹", "", files={"1.jpg": "1" * 64})
    assert "已收到2页" in town.hears("沈竹", "", files={"2.jpg": "2" * 64})
    assert _ordered(town) == []
    assert "通知照片2张，正在识别" in town.hears("沈竹", "完毕")
    assert [data["others"] for _, data in _ordered(town)] == [[{"sha256": "2" * 64, "name": "2.jpg"}]]
    assert "识别" not in town.hears("沈竹", "完毕")


def test_the_last_page_may_come_with_the_word_that_it_is_the_last(town, read):
    town.coordinator("沈竹")
    town.hears("沈竹", "以下是通知")
    assert "通知照片1张，正在识别" in town.hears("沈竹", "完毕", files={"1.jpg": "1" * 64})


def test_photos_that_are_handed_in_are_no_notice(town, read):
    town.coordinator("沈竹")
    town.hears("沈竹", "活动照片报送", files=PHOTOS)
    town.hears("沈竹", "", files=PHOTOS)
    town.liaison("李娟", "市医学会")
    town.hears("李娟", "发布通知", files=PHOTOS)
    assert _ordered(town) == []


def test_photos_of_a_notice_are_not_taken_in_a_group_of_many(town, read):
    town.coordinator("沈竹")
    assert town.say("沈竹", "发布通知", files=PHOTOS, chat="群一").kind is ReplyKind.DECLINE
    assert town.say("沈竹", "通知照片", chat="群一").kind is ReplyKind.DECLINE


def test_photos_that_did_not_arrive_are_asked_for_again(town, read):
    town.coordinator("沈竹")
    assert "没有收到文件" in town.hears("沈竹", "发布通知", files={"1.jpg": None})


def test_of_a_notice_that_turns_out_to_be_secret_nothing_is_left(town, read):
    town.coordinator("沈竹")
    town.hears("沈竹", "发布通知", files=PHOTOS)
    assert "未接收、未保存" in _job_result(town, refused="secret", values={}).text
    assert {(row.state, row.why, row.name, row.sha256) for row in town.work.files.find()} == {
        ("refused", "secret", "", None)
    }
    assert _ordered(town) == [("read_notice", {})]


def test_a_pasted_notice_is_read_at_once(town, read):
    town.coordinator("沈竹")
    assert "通知预览" in town.hears("沈竹", "\n".join(town.lines))
    assert "未发布" in town.hears("沈竹", "取消")
    assert town.work.campaigns.find() == []


def _draft(town, read, one=None):
    town.coordinator("沈竹")
    read["notice"] = one or town.notice()
    town.hears("沈竹", "\n".join(town.lines))


def _published(town):
    (campaign,) = town.work.campaigns.running()
    return editions.notice_of(town.work, campaign)


def test_a_correction_changes_what_is_published(town, read):
    _draft(town, read)
    assert "6月21日（星期五）前" in town.hears("沈竹", "截止改为6月21日")
    assert "50019999" in town.hears("沈竹", "学会部电话改为50019999")
    assert "应报材料" in town.hears("沈竹", "删除 材料2")
    assert "高校科协" in town.hears("沈竹", "高校科协报市科协组宣部")
    town.hears("沈竹", "增加材料 活动照片")
    town.hears("沈竹", "标题改为关于报送活动总结的通知")
    town.hears("沈竹", "文号改为临科协〔2024〕19号")
    town.hears("沈竹", "发文日期改为5月7日")
    town.hears("沈竹", "主题改为点亮科学")
    assert "6月21日" in town.hears("沈竹", "预览")
    town.hears("沈竹", "确认")
    one = _published(town)
    assert {d.date for d in one.deadlines} == {date(2024, 6, 21)}
    assert ["50019999"] in [list(c.phones) for c in one.contacts]
    assert [m.name for m in one.materials] == ["工作总结", "活动照片"]
    assert (one.title, one.doc_number, one.theme) == ("关于报送活动总结的通知", "临科协〔2024〕19号", "点亮科学")
    assert one.issued_on == date(2024, 5, 7)
    assert one.lines[one.deadlines[0].source[0] - 1].endswith("（5月20日调整）。")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("截止改为6月31日", "没有看懂日期"),
        ("天文台截止改为6月21日", "没有“天文台”这类单位"),
        ("财务处电话改为50019999", "指哪个处室"),
        ("科协电话改为50019999", "指哪个处室"),
        ("删除 材料9", "没有第9项"),
        ("疑问7 采纳", "没有第7项"),
        ("请改成漂亮一点", "没有看懂这处更正"),
    ],
)
def test_a_correction_that_cannot_be_made_says_why(town, read, said, answer):
    _draft(town, read)
    assert answer in town.hears("沈竹", said)


def test_doubts_are_asked_and_settled(town, read):
    doubt, other = Doubt("weekday", lines=(4,), proposal="2024-06-13"), Doubt("no_issue_date")
    one = town.notice()
    deadline = replace(one.deadlines[0], doubts=(doubt,))
    _draft(town, read, replace(one, deadlines=(deadline,), doubts=(doubt, other)))
    assert "2. " in town.hears("沈竹", "预览").split("疑问：")[1]
    assert "没有建议" in town.hears("沈竹", "疑问2 采纳")
    assert "请直接更正" in town.hears("沈竹", "疑问2 改为5月")
    assert "还有1处疑问" in town.hears("沈竹", "疑问1 采纳")
    assert "还有" not in town.hears("沈竹", "疑问1 忽略")
    town.hears("沈竹", "确认发布")
    assert _published(town).deadlines[0].date == date(2024, 6, 13)
    assert _published(town).doubts == ()


def test_a_doubt_is_settled_by_what_should_stand_there(town, read):
    undated, unnumbered = Doubt("no_date", (("level", "0"),), (8,)), Doubt("no_number", (("level", "0"),), (1,))
    unrouted = Doubt("no_route", (("audience", "高校科协"),), (3,))
    one = town.notice()
    level = replace(one.levels[0], issued_on=None, doc_number=None, doubts=(undated, unnumbered))
    routes = (one.routes[0], replace(one.routes[1], audience=("市级学会", "企业科协")), one.routes[2])
    doubts = (undated, unnumbered, unrouted)
    _draft(town, read, replace(one, levels=(level,), routes=routes, doubts=doubts))
    assert "没有看懂日期“某天”" in town.hears("沈竹", "疑问1 改为某天")
    assert "发文日期改为5月8日（星期三）" in town.hears("沈竹", "疑问1 改为2024年5月8日")
    assert "文号改为临科协〔2024〕19号" in town.hears("沈竹", "文号改为临科协[2024]19号")
    assert "高校科协：材料改报市科协学会部" in town.hears("沈竹", "疑问1 改为市科协学会部")
    town.hears("沈竹", "确认发布")
    assert _published(town).levels[0].issued_on == date(2024, 5, 8)
    assert _published(town).levels[0].doubts == _published(town).doubts == ()


def test_what_is_changed_in_a_draft_is_said_even_where_no_unit_is_told(town, read):
    one = town.notice()
    extra = replace(one.materials[0], name="典型经验", kind=one.materials[0].kind.CONTENT)
    _draft(town, read, replace(one, materials=(*one.materials, extra), doubts=(Doubt("no_deadline"),)))
    assert "已更正：删去“典型经验”。" in town.hears("沈竹", "删除 材料3")
    assert "已更正：主题改为点亮科学。" in town.hears("沈竹", "主题改为：点亮科学")
    assert "已更正：1处疑问按所说处理。" in town.hears("沈竹", "疑问1 忽略")
    assert "没有需要改动的地方" in town.hears("沈竹", "截止改为6月14日")


def test_while_a_draft_waits_other_words_are_answered_with_how_it_goes_on(town, read):
    _draft(town, read)
    assert "有一份通知尚未发布" in town.hears("沈竹", "随便说说")


def test_a_notice_that_is_over_is_asked_about_once_more(town, read):
    one = town.notice()
    _draft(town, read, replace(one, deadlines=(replace(one.deadlines[0], date=date(2023, 6, 14)),)))
    assert "都已过" in town.hears("沈竹", "确认发布")
    assert town.work.campaigns.find() == []
    assert "已发布" in town.hears("沈竹", "确认发布")


def test_a_second_notice_is_asked_whether_it_is_a_change(town, read):
    town.publish()
    one = town.notice()
    later = replace(
        one,
        lines=town.lines[:5],
        contacts=(),
        materials=(),
        routes=(),
        deadlines=(replace(one.deadlines[0], date=date(2024, 6, 19), source=(4,)),),
    )
    _draft(town, read, later)
    town.coordinator("沈竹", "市科协组宣部")
    town.coordinator("沈竹", "市科技局政策法规处")
    assert "修改，还是另一项新活动" in town.hears("沈竹", "确认发布")
    asked = town.hears("沈竹", "修改")
    assert "由6月14日（星期五）调整为6月19日（星期三）前" in asked
    assert "已办理" in town.hears("沈竹", "确认")
    (campaign,) = town.work.campaigns.find()
    assert town.work.editions.count() == 2
    now = _published(town)
    assert (now.deadlines[0].date, now.deadlines[0].source) == (date(2024, 6, 19), (len(town.lines) + 4,))
    assert [row.kind for row in town.work.announcements.find()] == ["change"]
    assert now.contacts == one.contacts
    assert campaign.closed_at is None


def test_a_second_notice_may_be_a_campaign_of_its_own(town, read):
    town.publish()
    _draft(town, read)
    town.hears("沈竹", "确认发布")
    assert "已发布" in town.hears("沈竹", "新活动")
    assert len(town.work.campaigns.running()) == 2


def test_a_campaign_is_taken_back_after_a_yes(town):
    town.coordinator("沈竹")
    assert "目前没有" in town.hears("沈竹", "收回通知")
    town.publish()
    assert town.say("路人", "收回通知").kind is ReplyKind.DECLINE
    assert "请勿据此办理" in town.hears("沈竹", "收回通知")
    assert town.work.campaigns.running()
    assert "已收回" in town.hears("沈竹", "确认")
    assert town.work.campaigns.running() == []
    assert [row.kind for row in town.work.announcements.find()] == ["take_back"]


def test_a_campaign_is_closed_after_a_yes(town):
    town.publish()
    town.coordinator("沈竹")
    town.hears("沈竹", "结束活动")
    assert "已结束" in town.hears("沈竹", "确认")
    assert town.work.campaigns.last().closed_at == town.work.now
    assert [row.kind for row in town.work.announcements.find()] == ["close"]


@pytest.mark.parametrize("said", ["确认发布", "截止改为6月21日", "预览", "修改"])
def test_a_draft_is_not_worked_on_where_others_read(town, read, said):
    town.coordinator("沈竹")
    town.hears("沈竹", "\n".join(town.lines), "统筹")
    town.work.chats.set(town.chat("p-沈竹").key, room="coordinators", office="市科协学会部")
    town.hears("沈竹", "\n".join(town.lines))
    town.work.chats.set(town.chat("p-沈竹").key, room="shared_group", office=None)
    assert town.say("沈竹", said).kind is ReplyKind.DECLINE
    assert town.work.campaigns.find() == []


def test_a_file_that_did_not_arrive_is_asked_for_again(town, read):
    town.coordinator("沈竹")
    said = town.hears("沈竹", "", files={"通知.pdf": None})
    assert "没有收到文件" in said


def test_who_also_hands_in_says_which_file_is_a_notice(town, read):
    town.coordinator("沈竹")
    town.liaison("沈竹", "物理学会")
    town.say("沈竹", "", files={"物理学会总结.docx": "a" * 64})
    assert town.work.jobs.find() == []
    town.say("沈竹", "这是通知", files={"a.docx": "a" * 64})
    assert len(town.work.jobs.find()) == 1


def test_a_pasted_text_that_is_no_notice_is_said_to_be_none(town, monkeypatch):
    town.coordinator("沈竹")
    text = "\n".join(["各位老师：今天的通知如下。", *["哈哈哈哈哈" * 10] * 4])

    def refuse(_lines):
        raise NotANotice("no_notice")

    monkeypatch.setattr(reading, "read", refuse)
    assert "没有在其中找到通知" in town.hears("沈竹", text)


def test_a_notice_without_a_date_is_given_one(town, read):
    _draft(town, read, replace(town.notice(), deadlines=(), doubts=(Doubt("no_deadline"),), materials=()))
    shown = town.hears("沈竹", "预览")
    assert "报送时间：通知未写明" in shown
    assert "报送材料：通知未写明" in shown
    assert "报送时间为6月21日（星期五）前" in town.hears("沈竹", "截止改为6月21日")
    town.hears("沈竹", "确认发布")
    assert _published(town).deadlines[0].date == date(2024, 6, 21)


def test_one_type_of_several_is_corrected_and_the_others_keep_their_day(town, read):
    _draft(town, read)
    town.hears("沈竹", "企业科协、高校科协截止改为6月21日")
    town.hears("沈竹", "新城学会部报到市科协办公室")
    assert "没有“新城学会部”" in town.hears("沈竹", "新城学会部报市科协办公室")
    assert "改报市科协办公室" in town.hears("沈竹", "高校科协报市科协办公室")
    town.hears("沈竹", "市科协办公室地址改为临江路1号")
    town.hears("沈竹", "确认发布")
    one = _published(town)
    assert [(d.date.day, len(d.audience)) for d in one.deadlines] == [(14, 3), (21, 2)]
    assert one.contacts[-1].address == "临江路1号"


def test_a_doubtful_contact_is_put_right(town, read):
    doubt = Doubt("mail_like_phone", lines=(7,), proposal="xh@kexie.example.cn")
    one = town.notice()
    contact = replace(one.contacts[1], doubts=(doubt,))
    _draft(town, read, replace(one, contacts=(one.contacts[0], contact, one.contacts[2]), doubts=(doubt,)))
    assert "xh@kexie.example.cn" in town.hears("沈竹", "疑问1采纳")
    town.hears("沈竹", "确认发布")
    assert _published(town).contacts[1].emails == ("xh@kexie.example.cn",)


def test_a_doubtful_day_is_corrected_in_words(town, read):
    doubt = Doubt("weekday", lines=(4,))
    one = town.notice()
    _draft(town, read, replace(one, deadlines=(replace(one.deadlines[0], doubts=(doubt,)),), doubts=(doubt,)))
    assert "没有看懂日期" in town.hears("沈竹", "疑问1 改为某一天")
    assert "6月13日" in town.hears("沈竹", "疑问1 改为6月13日")


def test_the_preview_says_whom_the_notice_does_not_reach(town, read):
    number = town.work.units.add(name="临江图书馆", unit_type="场馆")
    town.work.units.set(town.unit("市医学会").key, email="yx@xh.example.cn")
    town.work.settings.turn(CAN_MAIL, "yes")
    _draft(town, read)
    shown = town.hears("沈竹", "预览")
    assert "单位页面+邮件1家" in shown
    assert "不在通知范围内：临江图书馆" in shown
    assert number


def test_an_empty_roster_is_said_to_be_one(town, read):
    town.work.units.change(removed_at=town.work.now)
    _draft(town, read)
    assert "花名册为空" in town.hears("沈竹", "预览")


def test_nothing_is_ended_twice(town):
    town.publish()
    town.coordinator("沈竹")
    town.hears("沈竹", "结束活动")
    town.work.campaigns.set(1, closed_at=town.work.now)
    assert "没有正在进行" in town.hears("沈竹", "确认")
    assert town.say("沈竹", "结束活动", "大群").kind is ReplyKind.DECLINE
