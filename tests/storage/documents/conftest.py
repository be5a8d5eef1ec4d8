"""Documents made in memory: Word files and PDFs of a text, as offices send them."""

from __future__ import annotations

import io
import zipfile

import pytest

from storage.documents import recognition

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def word_file():
    """Makes a .docx of lines with python-docx."""
    import docx

    def made(lines):
        document = docx.Document()
        for line in lines:
            document.add_paragraph(line)
        kept = io.BytesIO()
        document.save(kept)
        return kept.getvalue()

    return made


@pytest.fixture
def word_parts():
    """Makes a .docx of the XML inside its body, and of other parts."""

    def made(body="", body_name="word/document.xml", **parts):
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(body_name, f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
            for name, xml in parts.items():
                archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{xml}</w:{name}>')
        return kept.getvalue()

    return made


@pytest.fixture
def without_ocr(monkeypatch):
    """The extra `ocr` is not installed."""
    monkeypatch.setattr(recognition, "is_installed", lambda: False)


@pytest.fixture
def no_office(monkeypatch, tmp_path):
    """No LibreOffice is on the machine."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def pdf_file():
    """Makes a PDF whose lines are broken where no further sign has room, with numbered pages."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def broken(line, room):
        piece, used = "", 0.0
        for sign in line:
            needed = 1 if ord(sign) > 255 else 0.5
            if used + needed > room:
                yield piece
                piece, used = "", 0.0
            piece += sign
            used += needed
        yield piece

    def made(lines, room=36, *, rows=40, encrypt=None):
        kept = io.BytesIO()
        drawn = canvas.Canvas(kept, encrypt=encrypt)
        printed = [piece for line in lines if line.strip() for piece in broken(line.strip(), room)]
        for page, first in enumerate(range(0, len(printed), rows), 1):
            drawn.setFont("STSong-Light", 12)
            for row, piece in enumerate(printed[first : first + rows]):
                drawn.drawString(70, 800 - 18 * row, piece)
            drawn.drawString(290, 30, f"- {page} -")
            drawn.showPage()
        drawn.save()
        return kept.getvalue()

    return made
