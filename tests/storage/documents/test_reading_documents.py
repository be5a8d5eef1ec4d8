"""Every format gives the same notice; whatever cannot be read is refused with its reason."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.example import notice_lines
from storage.documents import MOST_BYTES, document, pdf, read_lines, text, word, written_lines
from storage.errors import NotANotice
from storage.notice.parser import read
from storage.notice.printed import as_json
from storage.notice.text.paragraphs import MOST_CHARACTERS
from storage.wording import refusal


def facts(lines):
    """What a notice says, without where: lines and blanks differ from format to format."""

    def bare(value):
        if isinstance(value, dict):
            return {k: bare(v) for k, v in value.items() if k not in ("lines", "source", "first_line", "last_line")}
        if isinstance(value, list):
            return [bare(each) for each in value]
        return "".join(value.split()) if isinstance(value, str) else value

    return bare(as_json(read(lines)))


def refused(data, name):
    with pytest.raises(NotANotice) as caught:
        read_lines(data, name)
    said = refusal(caught.value)
    assert said.endswith("。")
    assert "未能完成" not in said
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_text_reads_the_same_in_every_encoding(encoding):
    whole = "\n".join(notice_lines())
    assert read_lines(whole.encode(encoding), "通知.txt") == tuple(notice_lines())


def test_a_word_file_reads_as_the_text_it_was_made_of(word_file):
    assert facts(read_lines(word_file(notice_lines()), "通知.docx")) == facts(notice_lines())


@pytest.mark.parametrize("room", [24, 28, 33, 36, 38])
def test_a_pdf_reads_as_the_text_wherever_its_lines_are_broken(pdf_file, room):
    assert facts(read_lines(pdf_file(notice_lines(), room), "通知.pdf")) == facts(notice_lines())


def test_what_the_bytes_are_counts_and_not_the_name(pdf_file, word_file):
    lines = notice_lines()
    assert facts(read_lines(pdf_file(lines), "通知.txt")) == facts(lines)
    assert facts(read_lines(word_file(lines), "通知.pdf")) == facts(lines)


def test_radicals_and_soft_breaks_of_a_pdf_are_mended():
    assert pdf.restored("⼀、⻓期公\ufffe布ﬁle，全角：") == "一、长期公布file，全角："


def test_a_pdf_without_text_is_a_scan(without_ocr):
    from reportlab.pdfgen import canvas

    kept = io.BytesIO()
    drawn = canvas.Canvas(kept)
    drawn.rect(10, 10, 100, 100)
    drawn.showPage()
    drawn.save()
    assert refused(kept.getvalue(), "扫描.pdf") == "no_text_layer"


def test_a_locked_pdf_is_refused(pdf_file):
    assert refused(pdf_file(notice_lines(), encrypt="secret"), "通知.pdf") == "locked"


def test_a_pdf_of_too_many_pages_is_refused(pdf_file, monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    assert refused(pdf_file(notice_lines()), "通知.pdf") == "too_long"


def test_a_page_with_more_signs_than_any_notice_is_refused(pdf_file, monkeypatch):
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 100)
    assert refused(pdf_file(notice_lines()), "通知.pdf") == "not_pdf"


def test_all_pages_together_bear_no_more_than_any_notice(pdf_file, monkeypatch):
    data = pdf_file(notice_lines())
    monkeypatch.setattr(document, "MOST_CHARACTERS", 1000)
    assert refused(data, "通知.pdf") == "too_long"


def test_a_pdf_that_breaks_off_inside_is_refused(pdf_file, monkeypatch):
    import pypdfium2

    def broken(self):
        raise pypdfium2.PdfiumError("page")

    monkeypatch.setattr(pypdfium2.PdfPage, "get_textpage", broken)
    assert refused(pdf_file(notice_lines()), "通知.pdf") == "not_pdf"


def packed(**parts):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b" \r\n\t", "a.txt", "empty"),
        (b"x" * (MOST_BYTES + 1), "a.txt", "too_large"),
        (("各单位：" * MOST_CHARACTERS).encode(), "a.txt", "too_long"),
        (b"\n" * 30_000 + b"x", "a.txt", "too_long"),
        (bytes(range(128, 256)) * 80_000, "a.txt", "encoding"),
        (b"\xff\xfe\x00\xd8", "a.txt", "encoding"),
        (b"\xff\xd8\xff\xe0 photo", "a.txt", "is_picture"),
        (b"anything", "a.HEIC", "is_picture"),
        (b"\xd0\xcf\x11\xe0 word", "a.doc", "old_format"),
        (b"{\\rtf1}", "a.rtf", "old_format"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "locked"),
        (b"plain text", "a.docx", "wrong_ending"),
        (b"plain text", "a.pdf", "wrong_ending"),
        (b"%PDF-1.7 and nothing more", "a.pdf", "not_pdf"),
        (b"PK\x03\x04 and nothing more", "a.docx", "not_docx"),
        (packed(xl__workbook_xml="<a/>"), "a.xlsx", "wrong_ending"),
        (packed(word__document_xml="<broken"), "a.docx", "not_docx"),
        (packed(**{f"p{n}": b"" for n in range(word.MOST_PARTS + 1)}), "a.docx", "too_large"),
        (packed(word__document_xml=b" " * (word.MOST_OF_A_PART + 1)), "a.docx", "too_large"),
        (packed(word__document_xml="<a/>", word__media=b"\0" * 6_000_000), "a.docx", "unsafe"),
        (packed(**{"word__document_xml": "<a/>", "word__vbaProject.bin": "macro"}), "a.docm", "macros"),
        (b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le"), "a.doc", "macros"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_its_reason(data, name, code, without_ocr, no_office):
    assert refused(data, name) == code


def test_a_bomb_is_seen_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(word, "MOST_UNPACKED", 1_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("it was unpacked"))
    assert refused(packed(word__media=b"\0" * 1_000_001), "a.docx") == "too_large"


def test_a_word_file_with_entities_is_refused_and_none_is_expanded():
    bomb = '<!DOCTYPE d [<!ENTITY a "内容"><!ENTITY b "&a;&a;">]><w:document xmlns:w="x"><w:p><w:t>&b;</w:t></w:p></w:document>'
    assert refused(packed(word__document_xml=bomb), "a.docx") == "unsafe"


@settings(max_examples=80)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.jpg", "a"]))
def test_no_bytes_break_the_reader(data, name):
    try:
        lines = read_lines(data, name)
    except NotANotice as error:
        lines = (refusal(error),)
    assert all(isinstance(line, str) for line in lines)


@settings(max_examples=30)
@given(st.binary(max_size=200), st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0"]))
def test_no_bytes_behind_a_known_beginning_break_the_reader(data, beginning):
    try:
        said = "\n".join(written_lines(beginning + data, "a.bin"))
    except NotANotice as error:
        said = refusal(error)
    assert len(said) <= 400


def test_utf_16_without_a_mark_is_known_by_its_zeros():
    assert text.lines("Notice 通知\n二".encode("utf-16-be"), "a.txt") == ["Notice 通知", "二"]
