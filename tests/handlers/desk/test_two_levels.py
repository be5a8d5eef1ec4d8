"""A notice that forwards another: corrections and extensions touch the level that binds, and nothing above it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import bot.playground
from handlers import commands, naming
from handlers.enrolment import Capacity, bind
from handlers.publishing import changes
from storage import editions
from storage.chat import Role
from storage.notice.parser import read
from storage.notice.routing import duties, duty

EXAMPLE = Path(bot.playground.__file__).parent / "example" / "notice.txt"


@pytest.fixture
def forwarded():
    return read(EXAMPLE.read_text(encoding="utf-8").splitlines())


def test_the_preview_tells_the_levels_apart(town, forwarded):
    town.coordinator("沈竹")
    town.hears("沈竹", EXAMPLE.read_text(encoding="utf-8"))
    shown = town.hears("沈竹", "预览")
    assert "所转发：" in shown
    assert "（所转发通知）11月8日（星期五）前" in shown
    assert "活动时间：" in shown
    assert "主要活动：" in shown
    town.hears("沈竹", "确认发布")
    (campaign,) = town.work.campaigns.running()
    assert editions.notice_of(town.work, campaign) == forwarded


def test_an_extension_leaves_the_level_above_alone(forwarded):
    types = tuple(one.unit_type for one in duties(forwarded))
    later = changes.with_deadline(forwarded, types[:1], date(2024, 10, 30), date(2024, 10, 8))
    assert duty(later, types[0]).deadline.date == date(2024, 10, 30)
    assert duty(later, types[1]).deadline.date == date(2024, 10, 25)
    assert [d.date for d in later.deadlines if d.level == 1] == [d.date for d in forwarded.deadlines if d.level == 1]
    assert changes.differences(forwarded, later)[0].unit_types == types[:1]


def test_a_type_that_was_not_there_before_is_told_nothing_as_a_change(town, forwarded):
    before = {one.unit_type for one in duties(town.notice())}
    named = {unit_type for one in changes.differences(town.notice(), forwarded) for unit_type in one.unit_types}
    assert named
    assert named <= before


def test_one_binding_is_enough(town):
    town.hears("李娟", "您好")
    member, unit = town.chat("p-李娟").member_id, town.unit("市医学会").key
    assert bind(town.work, member, Capacity(Role.LIAISON, unit_id=unit), by="测试")
    assert not bind(town.work, member, Capacity(Role.LIAISON, unit_id=unit), by="测试")


def test_one_sign_names_nobody(town):
    assert naming.find(town.work, "会") == ()


@pytest.mark.parametrize(
    ("said", "folded"), [("　延期　６月１９日。", "延期 6月19日"), ("苏〔2024〕1号!", "苏[2024]1号")]
)
def test_width_blanks_and_closing_signs_make_no_difference(said, folded):
    assert commands.plain(said) == folded
