"""Links to the unit page: given to those who speak for a unit, taken back where they went astray."""

from __future__ import annotations

import re

import pytest

from bot.page.links import holder
from handlers.enrolment import make_invite
from storage.chat import Role
from storage.reach import PAGE

GROUP = "群一"


def link_of(text: str) -> str:
    return re.search(r"/u/([\w-]+)", text)[1]


def opens(town, token: str) -> bool:
    return holder(town.work, token) is not None


@pytest.mark.parametrize("words", ["链接", "页面", "我的链接", "单位页面", "页面在哪里", "请发链接", "网址发我"])
def test_somebody_alone_is_pointed_to_their_page(town, words):
    town.liaison("李娟", "市医学会")
    assert opens(town, link_of(town.hears("李娟", words)))


@pytest.mark.parametrize("words", ["停用我的链接", "把我的链接作废", "收回页面链接", "链接作废"])
def test_a_person_takes_their_own_links_back_and_gets_a_new_one(town, words):
    town.liaison("李娟", "市医学会")
    first, second = (link_of(town.hears("李娟", "页面")) for _ in range(2))
    assert "已全部停用" in town.hears("李娟", words)
    assert not opens(town, first)
    assert not opens(town, second)
    assert opens(town, link_of(town.hears("李娟", "页面")))


def test_taking_back_what_was_never_given_harms_nothing(town):
    town.liaison("李娟", "市医学会")
    assert "已全部停用" in town.hears("李娟", "停用我的链接")


@pytest.mark.parametrize(
    "words", ["停用 市医学会 的链接", "收回市医学会的页面链接", "市医学会的链接作废", "把市医学会链接停用"]
)
def test_an_office_takes_back_what_was_forwarded_to_a_unit_and_no_other(town, words):
    town.coordinator("沈竹")
    medical, physical = (link_of(town.hears("沈竹", f"邀请 {unit}")) for unit in ("市医学会", "物理学会"))
    assert "链接1个" in town.hears("沈竹", words)
    assert (opens(town, medical), opens(town, physical)) == (False, True)
    assert "没有可用的" in town.hears("沈竹", words)


def test_nobody_else_takes_a_units_links_back(town):
    town.coordinator("沈竹")
    medical = link_of(town.hears("沈竹", "邀请 市医学会"))
    town.liaison("周舟", "物理学会")
    for who, chat in (("周舟", None), ("路人", None), ("沈竹", GROUP)):
        town.hears(who, "停用 市医学会 的链接", chat)
    assert opens(town, medical)


def test_a_unit_that_is_not_known_is_asked_for(town):
    town.coordinator("沈竹")
    assert "没有“天文学会”" in town.hears("沈竹", "停用 天文学会 的链接")


def test_a_link_is_not_taken_back_in_a_group(town):
    town.liaison("李娟", "市医学会")
    first = link_of(town.hears("李娟", "页面"))
    assert "私聊" in town.hears("李娟", "停用我的链接", GROUP)
    assert opens(town, first)


def test_the_page_itself_points_to_the_office(town):
    code = make_invite(town.work, Role.LIAISON, unit_id=town.unit("市医学会").key)
    assert "联络员" in town.hears("李娟", code, platform=PAGE)
    assert "请联系处室" in town.hears("李娟", "停用我的链接", platform=PAGE)
