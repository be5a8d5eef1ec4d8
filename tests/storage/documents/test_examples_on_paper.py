"""The shipped notices read the same from a Word file and a PDF as from their text, and nearly so from a scan."""

from __future__ import annotations

from importlib.resources import files

import pytest

from storage.documents import read_lines, recognition
from tests import eval_files, papers

EXAMPLES = sorted(
    (path for path in (files("bot.evaluation") / "examples").iterdir() if path.name.endswith(".txt")),
    key=lambda path: path.name,
)
SCANNED = ("04-monthly-hazards.txt", "08-torn-digits.txt")
"""Scans of two, a page each: `tests/eval_files.py` renders and reads them all."""


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.name)
def example(request):
    return request.param


def test_a_word_file_and_a_pdf_read_as_the_text(example):
    data = example.read_bytes()
    lines = read_lines(data, example.name)
    text = eval_files.bare(eval_files.reading(data, example.name))
    assert eval_files.bare(eval_files.reading(papers.as_docx(lines), "通知.docx")) == text
    assert eval_files.bare(eval_files.reading(papers.as_pdf(lines), "通知.pdf")) == text


def test_a_scan_reads_nearly_as_the_text():
    if not papers.can_recognise():
        pytest.skip("needs the extra ocr and a font with Chinese signs")
    texts, scans = eval_files.Score(None), eval_files.Score(None)
    for example in (path for path in EXAMPLES if path.name in SCANNED):
        text = eval_files.reading(example.read_bytes(), example.name)
        scan = papers.as_scan(read_lines(example.read_bytes(), example.name))
        texts.add(text, text)
        scans.add(text, eval_files.reading(scan, "扫描.pdf"))
    assert texts.mean == 1.0
    assert scans.mean >= eval_files.LEAST


def test_the_script_says_what_differs_and_ends_accordingly(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.txt").write_bytes(EXAMPLES[4].read_bytes())
    monkeypatch.setattr("sys.argv", ["eval_files.py", str(tmp_path), "--keep", str(tmp_path / "kept")])
    assert eval_files.main() in (0, 2)
    assert "share 1.000" in capsys.readouterr().out or not recognition.is_installed()
    monkeypatch.setattr(papers, "as_pdf", lambda lines: papers.as_docx(lines[:3]))
    monkeypatch.setattr(papers, "as_scan", lambda lines: papers.as_docx(lines[:3]))
    assert eval_files.main() in (1, 2)
