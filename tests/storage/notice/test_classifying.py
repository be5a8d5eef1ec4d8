"""What sort of body a unit is by its name, and its type under a notice."""

from __future__ import annotations

import pytest

from bot.playground.example import notice_lines
from storage.notice.classifying import classify_unit
from storage.notice.model import Level, Notice
from storage.notice.parser import read


@pytest.fixture(scope="module")
def notice() -> Notice:
    return read(notice_lines())


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("青溪区科学技术协会", "县（市、区）科协"),
        ("石桥科协", "县（市、区）科协"),
        ("青溪区教育局", "县（市、区）教育局"),
        ("云江市气象学会", "市级学会"),
        ("云江大学科协", "高校科协"),
        ("恒川精密制造有限公司科协", "企业科协"),
        ("云江市第一医院", None),
        ("某某", None),
    ],
)
def test_a_unit_is_classified_by_its_name(notice, unit, kind):
    assert classify_unit(notice, unit) == kind


def test_of_several_associations_a_places_own_is_meant():
    notice = Notice(lines=("",), levels=(Level(0, addressees=("区科协", "科协直属科协")),))
    assert classify_unit(notice, "青溪科协") == "区科协"
    twins = Notice(lines=("",), levels=(Level(0, addressees=("区科协", "县科协")),))
    assert classify_unit(twins, "青溪科协") is None
    assert classify_unit(twins, "青溪区体育局") is None
