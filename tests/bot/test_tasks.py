"""The job that reads a notice: lines out of files, the pages that were recognised kept, nothing kept of a secret."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.tasks import read_notice
from storage.blobs import Blobs
from storage.documents import recognition
from storage.documents.recognition import Seen
from storage.documents.sheets import Piece, Sheet
from storage.errors import Refused

WORDS = ["关于活动的通知", "各单位："]


@pytest.fixture
def seen(monkeypatch):
    """What is recognised in one picture after the other."""
    pages = []

    def recognise(picture):
        words = pages.pop(0)
        pieces = [Piece(text, 10, 20 * at, 10 + 10 * len(text), 20 * at + 10) for at, text in enumerate(words)]
        return Seen(Sheet(pieces), f"page of {picture.width}".encode())

    monkeypatch.setattr(recognition, "is_installed", lambda: True)
    monkeypatch.setattr(recognition, "recognise", recognise)
    return pages


def photo(blobs, width):
    kept = io.BytesIO()
    Image.new("L", (width, 30), 255).save(kept, "PNG")
    return {"sha256": blobs.write(kept.getvalue()).sha256, "name": f"{width}.png"}


def test_a_text_is_read_and_no_page_kept(tmp_path):
    blobs = Blobs(tmp_path / "blobs")
    data = {"sha256": blobs.write("\n".join(WORDS).encode()).sha256, "name": "通知.txt"}
    assert read_notice(data, tmp_path) == {"lines": WORDS, "pages": []}


def test_photos_are_read_in_their_order_and_each_page_is_kept(tmp_path, seen):
    blobs = Blobs(tmp_path / "blobs")
    seen += [WORDS, ["附件"]]
    result = read_notice({**photo(blobs, 40), "others": [photo(blobs, 50)]}, tmp_path)
    assert result["lines"] == [*WORDS, "附件"]
    assert [(page["first_line"], page["last_line"]) for page in result["pages"]] == [(1, 2), (3, 3)]
    assert [blobs.read(page["sha256"]) for page in result["pages"]] == [b"page of 40", b"page of 50"]


def test_a_photo_of_a_secret_paper_is_refused_and_gone(tmp_path, seen):
    blobs = Blobs(tmp_path / "blobs")
    seen += [["机密★1年", *WORDS]]
    one = photo(blobs, 40)
    with pytest.raises(Refused) as caught:
        read_notice(one, tmp_path)
    assert caught.value.code == "secret"
    assert not blobs.exists(one["sha256"])
    assert [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()] == []
