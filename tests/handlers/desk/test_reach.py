from __future__ import annotations

from handlers import enrolment
from storage.reach import CAN_MAIL, Reach, chats_of_office, chats_of_unit, reach_of_units, ways_to_unit


def test_a_unit_is_reached_by_the_highest_rung_it_has(town):
    unit = town.unit("市医学会").key
    work = town.work
    assert reach_of_units(work)[unit] is Reach.NONE
    assert chats_of_unit(work, unit) == []
    enrolment.make_page_link(work, unit, "李娟")
    assert reach_of_units(work)[unit] is Reach.PAGE
    assert [chat.platform for chat in chats_of_unit(work, unit)] == ["page"]
    town.coordinator("沈竹")
    town.hears("沈竹", "绑定 市医学会", "群一")
    assert reach_of_units(work)[unit] is Reach.GROUP
    assert [chat.external for chat in chats_of_unit(work, unit)] == ["群一"]
    town.liaison("王医生", "市医学会")
    assert reach_of_units(work)[unit] is Reach.PRIVATE
    assert [chat.external for chat in chats_of_unit(work, unit)] == ["p-王医生"]


def test_a_mailbox_is_a_way_where_mail_is_sent(town):
    unit = town.unit("物理学会").key
    town.work.units.set(unit, email="wl@xh.example.cn")
    assert reach_of_units(town.work)[unit] is Reach.NONE
    assert ways_to_unit(town.work, town.unit("物理学会")) == []
    town.work.settings.turn(CAN_MAIL, "yes")
    assert reach_of_units(town.work)[unit] is Reach.PAGE
    enrolment.make_page_link(town.work, unit, "李娟")
    ways = ways_to_unit(town.work, town.unit("物理学会"))
    assert [way.platform for way in ways] == ["mail", "page"]
    assert ways[0].external == "wl@xh.example.cn"
    assert ways_to_unit(town.work, town.unit("物理学会"))[0].key == ways[0].key
    town.liaison("王医生", "物理学会")
    assert [way.external for way in ways_to_unit(town.work, town.unit("物理学会"))] == ["p-王医生"]


def test_an_office_is_spoken_to_in_its_room_else_in_private(town):
    town.coordinator("沈竹")
    assert [chat.external for chat in chats_of_office(town.work, "市科协学会部")] == ["p-沈竹"]
    town.hears("沈竹", "绑定统筹群", "统筹")
    town.hears("沈竹", "确认", "统筹")
    assert [chat.external for chat in chats_of_office(town.work, "市科协学会部")] == ["统筹"]
