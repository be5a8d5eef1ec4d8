from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from scheduler import briefs
from storage import editions
from storage.addressees import addressees
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.notice.routing import duty


@pytest.fixture
def desk(town):
    """A running campaign, its coordinator, a liaison in private and a unit's group."""
    town.publish()
    town.coordinator("沈竹")
    town.liaison("李娟", "市医学会")
    return town


def _due(town, unit_type):
    (campaign,) = town.work.campaigns.running()
    return duty(editions.notice_of(town.work, campaign), unit_type).deadline.date


def test_one_type_gets_more_time_after_a_yes(desk):
    asked = desk.say("沈竹", "企业科协延到6月19日")
    assert asked.kind is ReplyKind.CONFIRM
    assert "企业科协：报送时间由6月14日（星期五）调整为6月19日（星期三）前" in asked.text
    assert _due(desk, "企业科协") == date(2024, 6, 14)
    assert "已办理" in desk.hears("沈竹", "确认")
    assert _due(desk, "企业科协") == date(2024, 6, 19)
    assert _due(desk, "市级学会") == date(2024, 6, 14)
    (change,) = desk.work.announcements.find()
    assert (change.kind, change.unit_types) == ("change", ["企业科协"])
    assert "6月19日（星期三）前" in change.text


@pytest.mark.parametrize(
    "said", ["延期6月19日", "全部延到6月19日", "截止时间统一延期到6月19日", "延期5天", "所有单位延后到19号"]
)
def test_everybody_of_the_office_gets_more_time(desk, said):
    assert "市级学会、高校科协、企业科协" in desk.hears("沈竹", said)
    desk.hears("沈竹", "确认")
    assert _due(desk, "高校科协") == date(2024, 6, 19)
    assert _due(desk, "县区科技局") == date(2024, 6, 14)


def test_another_offices_types_are_not_moved(desk):
    assert desk.say("沈竹", "县区科技局延到6月19日").kind is ReplyKind.DECLINE


def test_more_time_is_not_for_members_to_give(desk):
    answer = desk.say("李娟", "企业科协延到6月19日")
    assert answer.kind is ReplyKind.DECLINE
    assert "市科协学会部" in answer.text
    assert "50010002" in answer.text
    assert desk.say("沈竹", "企业科协延到6月19日", "大群").kind is ReplyKind.DECLINE


def test_one_unit_gets_more_time_at_once_and_hears_so(desk):
    answer = desk.say("沈竹", "市医学会延到6月19日")
    assert answer.kind is ReplyKind.CONFIRM
    assert "已发送给该单位" in answer.text
    assert "延至6月19日（星期三）前" in desk.told("p-李娟")[-1]
    (row,) = desk.work.arrangements.find()
    assert (row.kind, row.until_on, row.granted_by) == ("extension", date(2024, 6, 19), "沈竹")
    assert _due(desk, "市级学会") == date(2024, 6, 14)
    assert "不需要再确认" in desk.hears("沈竹", "确认")


def test_a_unit_whose_name_bears_a_unit_type_is_moved_alone(desk):
    unit_id = desk.work.units.add(name="东岭企业科协", unit_type="企业科协")
    desk.work.aliases.add(unit_id=unit_id, alias="东岭企业科协", folded="东岭企业科协")
    assert "东岭企业科协" in desk.hears("沈竹", "东岭企业科协延到6月19日")
    (row,) = desk.work.arrangements.find()
    assert (row.unit_id, row.until_on) == (unit_id, date(2024, 6, 19))
    assert _due(desk, "企业科协") == date(2024, 6, 14)
    assert desk.work.announcements.find() == []


def test_a_second_extension_takes_the_place_of_the_first_and_can_be_taken_back(desk):
    desk.hears("沈竹", "把市医学会的截止延到6月19日")
    desk.hears("沈竹", "市医学会延期2天")
    first, second = desk.work.arrangements.find()
    assert (first.ended_at is not None, second.until_on) == (True, date(2024, 6, 21))
    assert "已取消" in desk.hears("沈竹", "取消延期 市医学会")
    assert "报送时间为6月14日（星期五）前" in desk.told("p-李娟")[-1]
    assert "没有延期记录" in desk.hears("沈竹", "取消市医学会的延期")


@pytest.mark.parametrize(
    "said", ["市医学会延到6月10日", "市医学会延到5月1日", "企业科协延到6月10日", "市医学会延到6月31日"]
)
def test_a_day_that_gives_no_more_time_is_asked_about(desk, said):
    assert desk.say("沈竹", said).kind is ReplyKind.CLARIFY
    assert desk.work.arrangements.find() == []


def test_an_unknown_unit_is_asked_for(desk):
    answer = desk.say("沈竹", "天文学会延到6月19日")
    assert answer.kind is ReplyKind.CONFIRM
    assert "花名册中没有“天文学会”" in answer.text


def test_another_offices_unit_is_not_given_time(desk):
    answer = desk.say("沈竹", "青浦区科技局延到6月19日")
    assert answer.kind is ReplyKind.DECLINE
    assert "市科技局政策法规处" in answer.text


def test_a_unit_nobody_can_reach_is_said_to_be_so(desk):
    assert "电话告知" in desk.hears("沈竹", "物理学会延到6月19日")


def test_a_correction_is_told_to_those_it_concerns(desk):
    asked = desk.hears("沈竹", "更正：学会部电话改为50019999")
    assert "市级学会、高校科协、企业科协" in asked
    desk.hears("沈竹", "确认")
    (row,) = desk.work.announcements.find()
    assert row.text.startswith("更正：")
    assert "50019999" in row.text
    (edition,) = desk.work.editions.find(desk.work.editions.c.number == 2)
    assert edition.reason == "更正"


def test_a_correction_without_a_difference_is_not_published(desk):
    assert "没有需要改动" in desk.hears("沈竹", "更正 截止改为6月14日")
    assert "没有看懂" in desk.hears("沈竹", "更正 一下吧")
    assert "没有“天文台”" in desk.hears("沈竹", "更正 天文台截止改为6月14日")


def test_a_unit_is_exempted_and_owes_again(desk):
    answer = desk.say("沈竹", "免报 市医学会 今年换届")
    assert "（今年换届）" in answer.text
    (row,) = desk.work.arrangements.find()
    assert (row.kind, row.reason) == ("exemption", "今年换届")
    assert "本次免报" in desk.told("p-李娟")[-1]
    assert "已取消" in desk.hears("沈竹", "恢复市医学会的免报")
    assert "市医学会" in desk.hears("沈竹", "把市医学会免了")


def test_a_grant_is_not_made_for_a_unit_unknown_or_anothers(desk):
    assert "花名册中没有" in desk.hears("沈竹", "免报 天文学会")
    assert "花名册中没有" in desk.hears("沈竹", "取消延期 天文学会")
    assert desk.say("沈竹", "免报 青浦区科技局").kind is ReplyKind.DECLINE
    assert desk.say("沈竹", "免报 市医学会", "大群").kind is ReplyKind.DECLINE


def test_a_correction_is_not_for_members(desk):
    assert desk.say("李娟", "更正：学会部电话改为50019999").kind is ReplyKind.DECLINE


def test_an_amendment_finds_its_campaign_gone(desk):
    desk.hears("沈竹", "企业科协延到6月19日")
    desk.work.campaigns.set(1, taken_back_at=desk.work.now)
    assert "没有正在进行" in desk.hears("沈竹", "确认")


def _answered(town, who, kind="answer"):
    """Somebody was answered in private while the first edition was in force."""
    town.hears(who, "您好")
    said = Reply(ReplyKind(kind), ("6月14日（星期五）前",))
    key = f"reply/{who}/{kind}"
    town.work.say(town.chat(f"p-{who}").key, key, said, DeliveryKind.REPLY, campaign_id=1, edition_id=1)


def test_a_correction_reaches_everybody_who_heard_it_wrong(desk):
    desk.liaison("赵敏", "物理学会")
    desk.liaison("陈晨", "青浦区科技局")
    desk.hears("路人甲", "您好", "大群")
    for who in ("李娟", "陈晨", "路人甲"):
        _answered(desk, who)
    _answered(desk, "赵敏", "courtesy")
    desk.hears("沈竹", "更正：市级学会截止改为6月12日")
    desk.hears("沈竹", "确认")
    (row,) = desk.work.announcements.find()
    (campaign,) = desk.work.campaigns.running()
    told = {chat.external for chat, _, _ in addressees(desk.work, editions.notice_of(desk.work, campaign), row)}
    assert told == {"大群", "p-李娟", "p-路人甲"}
    said = briefs.announcement(editions.notice_of(desk.work, campaign), row, None).text
    assert said.startswith("更正：此前答复的报送时间有误，应为6月12日（星期三）前（适用于市级学会）。")
    assert (
        said
        == "更正：此前答复的报送时间有误，应为6月12日（星期三）前（适用于市级学会）。以通知原文为准，给您带来不便，敬请谅解。"
    )


def test_what_is_decided_in_the_evening_is_told_in_the_morning(desk):
    desk.hears("沈竹", "市医学会延到6月19日", minutes=11 * 60)
    (row,) = desk.work.deliveries.find(desk.work.deliveries.c.kind == "announcement")
    assert row.created_at == datetime(2024, 5, 20, 13, 2, tzinfo=UTC)
    assert row.due_at == datetime(2024, 5, 21, 1, 0, tzinfo=UTC)


def test_an_office_without_a_phone_is_named_without_one(town):
    one = town.notice()
    town.publish(replace(one, contacts=tuple(replace(contact, phones=()) for contact in one.contacts)))
    town.liaison("李娟", "市医学会")
    said = town.hears("李娟", "企业科协延到6月19日")
    assert "由市科协学会部的统筹人办理" in said
    assert "致电" not in said
    assert "报送处室的统筹人" in town.hears("路人", "企业科协延到6月19日")


def test_an_answer_after_a_change_rests_on_what_was_changed(desk):
    assert "依据：临科协〔2024〕18号“" in desk.hears("李娟", "几号交")
    desk.hears("沈竹", "市级学会延到6月19日")
    desk.hears("沈竹", "确认")
    answer = desk.hears("李娟", "几号交")
    assert "报送时间为6月19日（星期三）前" in answer
    assert "依据：“市级学会报送时间调整为6月19日前（5月20日调整）。”" in answer
