"""Scans and photos are recognised on this machine, upright and with their tables; the page is kept to be shown."""

from __future__ import annotations

import io
import socket

import pytest

from bot.playground.example import notice_lines
from storage.documents import document, photos, read_document, read_photos, recognition
from storage.documents.ink import Ink
from storage.documents.sheets import Piece
from storage.errors import NotANotice
from storage.wording import refusal
from tests import papers

TABLE = (
    ("报送单位", "受理部门", "联系人", "电话"),
    ("各县（市、区）科协", "市科协普及部", "沈知远", "57310246"),
    ("", "市科协学会服务中心", "顾清和 纪云舟", "57310318转8012"),
)


@pytest.fixture(scope="module", autouse=True)
def needed():
    if not papers.can_recognise():
        pytest.skip("needs the extra ocr and a font with Chinese signs")


@pytest.fixture(scope="module")
def page():
    """The lower part of the first printed page of the invented notice, wider than high."""
    return papers.printed(notice_lines())[0].crop((180, 1000, 1654, 1960))


@pytest.fixture(scope="module")
def table():
    """A printed page with a table, one of whose cells spans two rows."""
    from PIL import Image, ImageDraw, ImageFont

    path, face = papers.font_file()
    font = ImageFont.truetype(path, 36, index=face)
    picture = Image.new("L", (1654, 1100), 255)
    drawn = ImageDraw.Draw(picture)
    drawn.text((160, 180), "各单位按下表报送：", 0, font, anchor="ls")
    xs, ys = (150, 550, 960, 1240, 1560), (250, 330, 410, 490)
    for x in xs:
        drawn.line((x, ys[0], x, ys[-1]), 0, 3)
    for y in ys:
        drawn.line((xs[1] if y == ys[2] else xs[0], y, xs[-1], y), 0, 3)
    for row, cells in enumerate(TABLE):
        for column, text in enumerate(cells):
            drawn.text((xs[column] + 14, ys[row] + (95 if not column and row else 53)), text, 0, font, anchor="ls")
    return picture


def bare(lines):
    """Lines without blanks."""
    return ["".join(line.split()) for line in lines]


def jpeg(picture):
    kept = io.BytesIO()
    picture.convert("RGB").save(kept, "JPEG", quality=85)
    return kept.getvalue()


def refused(data, name="通知.jpg"):
    with pytest.raises(NotANotice) as caught:
        read_document(data, name)
    assert "未能完成" not in refusal(caught.value)
    return caught.value.code


def test_a_scan_is_read_and_its_pages_are_kept_with_their_lines(monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("it went to the network"))
    seen = read_document(papers.as_scan(notice_lines(), most_pages=2), "扫描.pdf")
    whole = "".join(bare(notice_lines()))
    assert [line for line in bare(seen.lines) if line not in whole] == []
    assert {"云科协〔2024〕18号", "1.市科协普及部联系人：沈知远"} <= set(bare(seen.lines))
    first, second = seen.pages
    assert (first.first_line, second.last_line) == (1, len(seen.lines))
    assert second.first_line == first.last_line + 1
    assert first.picture.startswith(b"\xff\xd8\xff")


def test_a_photo_is_read_whichever_way_up_it_was_taken(page):
    from PIL import Image

    upright = read_document(papers.as_photo(page), "通知.jpg")
    on_its_side = read_document(papers.as_photo(page.transpose(Image.Transpose.ROTATE_90)), "通知.jpg")
    assert "电话：57310318，邮箱：xhfw@example.invalid" in upright.lines
    assert bare(on_its_side.lines) == bare(upright.lines)
    with Image.open(io.BytesIO(on_its_side.pages[0].picture)) as kept:
        assert kept.width > 1.1 * kept.height


def test_a_table_on_photos_is_read_row_by_row(table):
    from PIL import Image

    other = Image.new("L", (600, 200), 255)
    seen = read_photos([(papers.as_photo(table), "1.jpg"), (jpeg(other), "2.jpg")])
    assert seen.lines == (
        "各单位按下表报送：",
        "报送单位　受理部门　联系人　电话",
        "各县（市、区）科协　市科协普及部　沈知远　57310246",
        "各县（市、区）科协　市科协学会服务中心　顾清和 纪云舟　57310318转8012",
    )
    assert [(page.first_line, page.last_line) for page in seen.pages] == [(1, 4), (0, 0)]


def test_a_picture_without_words_is_said_to_be_so(page):
    from PIL import Image

    assert refused(jpeg(Image.new("L", (400, 400), 255))) == "nothing_seen"
    assert refused(jpeg(Image.new("L", (2, 9000), 255))) == "nothing_seen"


def test_what_is_no_picture_or_too_large_is_refused():
    from PIL import Image

    assert refused(b"\xff\xd8\xff\xe0 photo") == "no_picture"
    assert refused(jpeg(Image.new("L", (300, 300), 0))[:400]) == "no_picture"
    bomb = io.BytesIO()
    Image.new("1", (9000, 9000)).save(bomb, "PNG")
    assert refused(bomb.getvalue(), "通知.png") == "picture_too_large"
    assert refused(b"II*\x00" + b"0" * 90, "通知.tif") == "no_picture"


def test_more_pages_than_a_notice_has_are_refused(monkeypatch, page):
    monkeypatch.setattr(document, "MOST_SCANNED", 0)
    assert refused(papers.as_scan(notice_lines(), most_pages=1), "扫描.pdf") == "scan_too_long"
    with pytest.raises(NotANotice) as caught:
        read_photos([(b"", "1.jpg")])
    assert caught.value.code == "scan_too_long"


def test_a_picture_with_transparent_parts_lies_on_white_paper():
    from PIL import Image

    kept = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(kept, "PNG")
    assert photos.opened(kept.getvalue(), "a.png").getpixel((5, 5)) == (255, 255, 255)


def test_a_large_photo_is_read_no_finer_than_it_needs_to_be():
    from PIL import Image

    assert max(photos.opened(jpeg(Image.new("L", (6000, 4000), 200)), "a.jpg").size) <= photos.LONGEST_SIDE


@pytest.mark.parametrize(
    ("seen", "printed"),
    [
        ("云科协[2024]18号", "云科协〔2024〕18号"),
        ("云科协[〔2024]18号", "云科协〔2024〕18号"),
        ("云科协（2024)第18号", "云科协〔2024〕第18号"),
        ("各县(市、区)科协:", "各县（市、区）科协："),
        ("电话:(0512)57310246;", "电话：(0512)57310246;"),
        ("A1205室（430071)", "A1205室（430071）"),
        ("17:00,请", "17:00，请"),
    ],
)
def test_marks_get_back_the_width_they_have_beside_chinese_signs(seen, printed):
    assert recognition.printed(seen) == printed


def test_a_strip_outside_the_picture_has_no_gaps():
    from PIL import Image

    ink = Ink(Image.new("L", (50, 50), 255))
    assert list(ink.parted(Piece("甲乙", 60, 60, 80, 70), [65, 75], 10)) == [Piece("甲乙", 60, 60, 80, 70)]
