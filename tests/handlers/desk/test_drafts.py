"""Several coordinators work on one draft by small operations: nothing of anybody's is lost without being shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handlers.publishing import drafts, fields, reading
from storage import editions
from storage.chat import ReplyKind
from storage.notice.model import Doubt, MaterialKind


@pytest.fixture
def draft(town, monkeypatch):
    """A draft on which 沈竹 and 何明月 work; gives it as it is now."""
    town.entry_url = lambda token: f"https://bs.example.cn/in/{token}"
    found = {"notice": town.notice()}
    monkeypatch.setattr(reading, "read", lambda _lines: found["notice"])
    town.coordinator("沈竹")
    town.coordinator("何明月", "市科协组宣部")

    def now(notice=None):
        if notice is not None:
            found["notice"] = notice
        if not town.work.drafts.find() or notice is not None:
            town.hears("沈竹", "\n".join(town.lines))
        (row,) = town.work.drafts.find(order=town.work.drafts.c.id.desc(), limit=1)
        return drafts.of_row(row)

    return now


def _operate(town, draft, act, who="沈竹", version=None):
    return town.say(who, f"草稿{draft.number}第{version or draft.version}版：{act}")


def test_each_field_is_corrected_in_its_place_and_rests_on_a_line_that_says_so(town, draft):
    for act in (
        "报送时间1的日期改为：2024-06-12",
        "报送时间1的钟点改为：下午5点半",
        "联系方式2的电话改为：50019999、50018888",
        "联系方式2的邮箱改为：new@xh.example.cn",
        "报送去向1的处室改为：市科协办公室",
        "报送材料2的类别改为：文件",
        "报送材料2的名称改为：影像资料（U盘）",
        "通知1的文号改为：临科协〔2024〕20号",
        "主题1的主题改为：点亮科学",
    ):
        assert _operate(town, draft(), act).kind is ReplyKind.CONFIRM, act
    now = draft().notice
    assert (now.deadlines[0].date, now.deadlines[0].time) == (date(2024, 6, 12), "17:30")
    assert now.contacts[1].phones == ("50019999", "50018888")
    assert now.contacts[1].emails == ("new@xh.example.cn",)
    assert now.routes[0].office == "市科协办公室"
    assert (now.materials[1].name, now.materials[1].kind) == ("影像资料（U盘）", MaterialKind.DOCUMENT)
    assert (now.doc_number, now.theme) == ("临科协〔2024〕20号", "点亮科学")
    (number,) = now.contacts[1].source
    assert "50019999、50018888" in now.lines[number - 1]
    assert "new@xh.example.cn" in now.lines[number - 1]
    assert draft().origins["contacts/2"] == (7,)


def test_an_item_is_struck_out_put_back_in_its_place_and_added(town, draft):
    first = draft()
    _operate(town, first, "删去联系方式1")
    _operate(town, draft(), "增加联系方式：处室：市科协办公室；联系人：田禾；电话：50010009")
    after = draft()
    assert [one.office for one in after.notice.contacts] == ["市科协学会部", "市科技局政策法规处", "市科协办公室"]
    assert after.keys["contacts"] == (2, 3, 4)
    _operate(town, after, "恢复联系方式1")
    assert draft().notice.contacts[0] == first.notice.contacts[0]
    assert draft().keys["contacts"] == (1, 2, 3, 4)
    assert draft().struck == ()
    _operate(town, draft(), "增加报送时间：日期：2024-06-20；适用单位：企业科协；事项：报送照片")
    assert draft().notice.deadlines[-1].text == "6月20日前"


def test_two_who_change_different_fields_at_once_lose_nothing(town, draft):
    seen = draft()
    _operate(town, seen, "联系方式2的电话改为：50019999")
    late = _operate(town, seen, "联系方式2的邮箱改为：new@xh.example.cn", who="何明月")
    assert late.kind is ReplyKind.CONFIRM
    assert draft().notice.contacts[1].phones == ("50019999",)
    assert draft().notice.contacts[1].emails == ("new@xh.example.cn",)
    assert draft().version == seen.version + 2


def test_two_who_change_the_same_field_see_both_and_one_of_them_decides(town, draft):
    seen = draft()
    _operate(town, seen, "联系方式2的电话改为：50019999")
    asked = _operate(town, seen, "联系方式2的电话改为：50018888", who="何明月")
    assert asked.table.head[0].startswith("现在的（沈竹，")
    assert asked.table.rows == (("50019999", "50018888"),)
    assert draft().notice.contacts[1].phones == ("50019999",)
    mine, theirs = asked.buttons
    assert "已保留" in town.hears("何明月", theirs.says)
    assert draft().notice.contacts[1].phones == ("50019999",)
    assert town.say("何明月", mine.says).kind is ReplyKind.CONFIRM
    assert draft().notice.contacts[1].phones == ("50018888",)


def test_nobody_is_shown_their_own_edit_as_somebody_elses(town, draft):
    seen = draft()
    _operate(town, seen, "联系方式2的电话改为：50019999")
    assert _operate(town, seen, "联系方式2的电话改为：50018888").kind is ReplyKind.CONFIRM
    assert draft().notice.contacts[1].phones == ("50018888",)


def test_what_a_colleague_struck_out_is_not_changed_in_silence(town, draft):
    seen = draft()
    _operate(town, seen, "删去联系方式2")
    asked = _operate(town, seen, "联系方式2的电话改为：50018888", who="何明月")
    assert "已由沈竹于" in asked.text
    town.say("何明月", asked.buttons[0].says)
    assert _operate(town, draft(), "联系方式2的电话改为：50018888", who="何明月").kind is ReplyKind.CONFIRM


def test_what_a_colleague_changed_is_not_struck_out_in_silence(town, draft):
    seen = draft()
    _operate(town, seen, "联系方式2的电话改为：50019999")
    asked = _operate(town, seen, "删去联系方式2", who="何明月")
    assert asked.table.rows[0][1] == "删去这一项"
    assert "50019999" in asked.table.rows[0][0]
    assert len(draft().notice.contacts) == 3


def test_a_correction_said_in_the_chat_counts_as_an_edit_too(town, draft):
    seen = draft()
    town.hears("沈竹", "学会部电话改为50019999")
    asked = _operate(town, seen, "联系方式2的电话改为：50018888", who="何明月")
    assert asked.table.rows == (("50019999", "50018888"),)
    town.hears("沈竹", "删除 材料1")
    assert [one.item.name for one in draft().struck] == ["工作总结"]
    assert draft().keys["materials"] == (2,)


@pytest.mark.parametrize(
    ("act", "answer"),
    [
        ("报送时间1的日期改为：6月31日", "没有看懂日期"),
        ("报送时间1的钟点改为：25点", "没有看懂钟点"),
        ("联系方式1的邮箱改为：不是邮箱", "不像邮箱"),
        ("联系方式1的电话改为：没有", "不像电话"),
        ("报送去向1的处室改为：", "请填写处室"),
        ("报送材料1的类别改为：口信", "没有“口信”这个类别"),
        ("报送材料1的颜色改为：红", "没有“颜色”这一栏"),
        ("报送材料1的名称改为：" + "长" * 201, "太长"),
        ("报送材料9的名称改为：照片", "没有第9项"),
        ("删去通知1", "不能删去"),
        ("增加主要活动：名称：科普", "不能增加"),
        ("增加报送材料：类别：文件", "请填写名称"),
        ("增加报送材料：颜色：红", "没有“颜色”这一栏"),
        ("恢复报送材料1", "已经是这样"),
        ("报送材料1的名称改为：工作总结", "已经是这样"),
        ("唱一首歌", "没有看懂这处更正"),
    ],
)
def test_an_operation_that_cannot_be_done_says_why_and_changes_nothing(town, draft, act, answer):
    before = draft()
    assert answer in _operate(town, before, act).text
    assert draft() == before


def test_every_field_is_written_so_that_it_can_be_read_again(draft):
    notice = draft().notice
    for part in fields.PARTS.values():
        for item in part.items(notice):
            for field in part.fields:
                value = getattr(item, field.name)
                assert field.read(field.written(value), date(2024, 5, 20)) == (value or field.empty)


def test_a_doubt_is_accepted_left_or_settled_by_the_field_it_is_about(town, draft):
    weekday = Doubt("before_issue", lines=(4,), proposal="2024-06-13")
    one = town.notice()
    short = replace(one.contacts[1], phones=("5001",))
    notice = replace(
        one,
        deadlines=(replace(one.deadlines[0], doubts=(weekday,)),),
        contacts=(one.contacts[0], short, one.contacts[2]),
        doubts=(weekday, Doubt("short_phone", (("phone", "5001"),), (7,)), Doubt("odd")),
    )
    _operate(town, draft(notice), "采纳疑问1")
    assert draft().notice.deadlines[0].date == date(2024, 6, 13)
    _operate(town, draft(), "联系方式2的电话改为：50019999")
    assert [doubt.code for doubt in draft().notice.doubts] == ["odd"]
    assert "没有建议" in _operate(town, draft(), "采纳疑问3").text
    _operate(town, draft(), "疑问3不改")
    assert draft().notice.doubts == ()
    assert "已经处理过" in _operate(town, draft(), "疑问3不改").text
    _operate(town, draft(), "报送时间1的日期改为：2023-06-13")
    assert [doubt.code for doubt in draft().notice.doubts] == ["before_issue"]


def test_the_right_weekday_is_accepted_and_the_day_of_the_month_holds(town, draft):
    doubt = Doubt("weekday", (("date", "2024-06-14"), ("said", "四"), ("real", "五")), (4,), "星期五")
    one = town.notice()
    _operate(
        town, draft(replace(one, deadlines=(replace(one.deadlines[0], doubts=(doubt,)),), doubts=(doubt,))), "采纳疑问1"
    )
    assert draft().notice.deadlines[0].date == date(2024, 6, 14)
    assert draft().notice.doubts == ()


def test_doubts_are_shown_once_more_to_who_publishes_on_the_page(town, draft):
    now = draft(replace(town.notice(), doubts=(Doubt("odd"),)))
    asked = _operate(town, now, "确认发布")
    assert "还有1处疑问" in asked.text
    assert town.work.campaigns.find() == []
    assert "已发布" in town.hears("沈竹", asked.buttons[0].says)
    assert draft().state == "published"


def test_a_doubt_that_came_up_since_the_preview_is_shown_before_publishing_in_the_chat(town, draft):
    _operate(town, draft(), "报送时间1的日期改为：2024-05-01", who="何明月")
    assert "早于成文日期" in town.hears("沈竹", "确认发布")
    assert town.work.campaigns.find() == []


def test_what_a_colleague_changed_is_looked_at_before_it_is_published(town, draft):
    seen = draft()
    _operate(town, seen, "联系方式2的电话改为：50019999", who="何明月")
    assert "何明月又有改动" in _operate(town, seen, "确认发布").text
    assert "已发布" in _operate(town, draft(), "确认发布").text
    (campaign,) = town.work.campaigns.running()
    assert editions.notice_of(town.work, campaign).contacts[1].phones == ("50019999",)


def test_a_draft_that_is_published_or_dropped_is_worked_on_no_more(town, draft):
    seen = draft()
    town.hears("何明月", "看预览")
    town.hears("沈竹", "取消")
    assert "已取消" in _operate(town, seen, "删去联系方式1", who="何明月").text
    assert "没有待发布的通知" in town.hears("何明月", "看预览")
    assert "没有这份待发布的通知" in town.hears("沈竹", "草稿99第1版：删去联系方式1")


def test_only_coordinators_work_on_a_draft(town, draft):
    town.liaison("李娟", "市医学会")
    assert _operate(town, draft(), "删去联系方式1", who="李娟").kind is ReplyKind.DECLINE
    assert len(draft().notice.contacts) == 3


def test_a_colleague_takes_up_the_draft_and_gets_a_link_of_their_own_in_private_only(town, draft):
    draft()
    mine = town.hears("沈竹", "看预览")
    theirs = town.hears("何明月", "看预览")
    assert "https://bs.example.cn/in/" in mine
    assert "https://bs.example.cn/in/" in theirs
    assert mine.split("/in/")[1] != theirs.split("/in/")[1]
    town.work.chats.set(town.chat("p-何明月").key, room="coordinators", office="市科协组宣部")
    among_coordinators = town.hears("何明月", "看预览")
    assert "/in/" not in among_coordinators
    assert "请私聊本助手" in among_coordinators
    assert "已更正" in town.hears("何明月", "学会部电话改为50019999")


def test_what_will_be_said_is_rehearsed_by_a_job_and_told_in_short(town, draft):
    draft()
    assert "正在推演" in town.hears("沈竹", "将发哪些消息")
    (job,) = town.work.jobs.find()
    told = [
        {"at": "2024-05-21T09:00+08:00", "kind": "报送要点", "to": ["联络员群", "市医学会（单位群）"]},
        {"at": "2024-05-22T09:00+08:00", "kind": "日报", "to": ["市科协学会部统筹人"]},
    ]
    budget = {"in_group": 1, "per_unit": 3, "by_kind": {"报送要点": 2, "日报": 1}}
    town.work.jobs.set(job.key, state="done", result={"told": told, "budget": budget})
    said = town.hears("", "", platform="internal", quotes=f"job/{job.key}")
    assert "群内1条（变更、结束另计，全程至多3条），每单位至多3次提醒" in said
    assert "5月21日（星期二）09:00　报送要点：联络员群等2处" in said
    assert "日报：自5月22日（星期三）起" in said
    town.work.jobs.set(job.key, result={"refused": "job_failed"})
    assert "没有完成" in town.hears("", "", platform="internal", quotes=f"job/{job.key}")
