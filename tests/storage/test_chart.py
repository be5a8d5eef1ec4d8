"""The digest's chart: the same figures give the same picture, every name can be drawn, and it says what it shows."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageFont

from bot.playground.example import notice_lines
from storage.exports.chart import WIDTH, png
from storage.exports.fonts import FONT, UNKNOWN, characters, drawable
from storage.figures import Figures
from storage.notice.parser import read
from storage.wording import in_words

TITLE = "【市科协学会服务中心 · 报送日报】10月18日（星期五）09:00"
SHARES = (("已齐", 31), ("部分", 5), ("未报", 8), ("待核对", 0), ("零报送待定", 0))
FIGURES = Figures("应报44家", SHARES, (28, 6, 10, 0, 0), "10月17日", (("活动总结", 36, 44), ("影像资料", 39, 44)))


def colours(figures: Figures, title: str = TITLE) -> dict[tuple[int, ...], int]:
    with Image.open(io.BytesIO(png(figures, title))) as picture:
        assert (picture.format, picture.width) == ("PNG", WIDTH)
        found = picture.convert("RGB").getcolors(1 << 16) or []
    return {colour: count for count, colour in found}


def test_the_same_figures_give_the_same_bytes():
    first = png(FIGURES, TITLE)
    png.cache_clear()
    assert png(replace(FIGURES), TITLE) == first
    assert len(first) < 100_000


@pytest.mark.parametrize(
    "changed",
    [
        replace(FIGURES, whole="应报45家"),
        replace(FIGURES, shares=(("已齐", 32), *SHARES[1:])),
        replace(FIGURES, before=(29, 6, 9, 0, 0)),
        replace(FIGURES, since="10月16日"),
        replace(FIGURES, progress=(("活动总结", 37, 44), ("影像资料", 39, 44))),
    ],
)
def test_whatever_changes_is_seen(changed):
    assert png(changed, TITLE) != png(FIGURES, TITLE)


def test_of_ten_thousand_units_one_is_seen():
    shares = (("已齐", 1), ("部分", 0), ("未报", 9_999))
    seen = colours(Figures("应报10000家", shares))
    assert seen[0x2E, 0x9E, 0x4F] > 6 * 50


@pytest.mark.parametrize("shares", [(), (("已齐", 0),), (("已齐", 0), ("未报", 0))])
def test_nothing_is_drawn_as_nothing(shares):
    assert (0x2E, 0x9E, 0x4F) not in colours(Figures("应报0家", shares), "")


def test_a_long_name_is_cut_and_its_number_is_not():
    long = replace(FIGURES, progress=(("典型经验材料" * 20, 3, 44),))
    assert png(long, TITLE) == png(replace(long, progress=(("典型经验材料" * 30, 3, 44),)), TITLE)
    assert png(long, TITLE) != png(replace(long, progress=(("典型经验材料" * 20, 4, 44),)), TITLE)


def test_the_font_draws_every_character_that_it_is_said_to():
    font = ImageFont.truetype(str(FONT), 32, layout_engine=ImageFont.Layout.BASIC)
    missing = bytes(font.getmask("\uffff"))
    assert len(characters()) > 3_755
    assert [sign for sign in characters() if bytes(font.getmask(sign)) == missing] == []


def test_what_the_font_has_not_is_replaced():
    assert drawable("镕淼 😀\n总结\x00") == f"{UNKNOWN * 2} {UNKNOWN} 总结{UNKNOWN}"


def test_every_name_of_the_example_can_be_drawn():
    notice = read(notice_lines())
    names = [material.name for material in notice.materials] + [contact.office or "" for contact in notice.contacts]
    names += [name for level in notice.levels for name in level.addressees]
    assert [name for name in names if UNKNOWN in drawable(name)] == []


def test_the_licence_lies_beside_the_font():
    text = (FONT.parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Adobe" in text
    name, _ = ImageFont.truetype(str(FONT), 32).getname()
    assert "Noto" not in (name or "")


def test_it_says_in_words_what_it_shows():
    assert in_words(FIGURES) == (
        "应报44家：已齐31（↑3）、部分5（↓1）、未报8（↓2）（箭头为较10月17日的增减）；活动总结36/44、影像资料39/44"
    )
    assert in_words(Figures("应报2家", (("已齐", 0), ("未报", 2)))) == "应报2家：未报2"
