"""A notice on the papers that offices send: a Word file, a PDF with its text, a scan of the printed page, a photo."""

from __future__ import annotations

import io
import os
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from storage.documents import recognition

A4 = (595.28, 841.89)
LEFT, TOP = 79.4, 105.0
SIZE = 16.0
LEADING = 28.0
ROWS = 22
SIGNS = 28
"""A page as GB/T 9704 wants it: 22 lines of 28 signs of 16 points."""

DPI = 200
TILT = 1.5
_FONTS = (
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
)
_WORDS = re.compile(r"[A-Za-z0-9@._+/:-]+|.", re.DOTALL)
_NEVER_LAST = "（《“‘〔"
_NEVER_FIRST = "，。、；：！？）》”’,.;:!?)]%"

Row = tuple[float, str]
"""A printed line: how many signs it is set in, and its text."""

Width = Callable[[str], float]


def font_file() -> tuple[str, int] | None:
    """A font with Chinese signs on this machine, and its face; None where there is none."""
    return next(((path, face) for path, face in _FONTS if Path(path).exists()), None)


def can_recognise() -> bool:
    """Whether scans can be printed and read here. The landing run, which skips nothing, asks for it."""
    is_able = font_file() is not None and recognition.is_installed()
    assert is_able or not os.environ.get("BAOSONG_NO_SKIP"), "needs the extra ocr and a font with Chinese signs"
    return is_able


def as_docx(lines: Sequence[str]) -> bytes:
    """A Word file, a paragraph a line."""
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def as_pdf(lines: Sequence[str]) -> bytes:
    """A PDF whose signs can be copied."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    kept = io.BytesIO()
    drawn = canvas.Canvas(kept, pagesize=A4)
    for number, rows in enumerate(pages(lines, lambda text: pdfmetrics.stringWidth(text, "STSong-Light", 1)), 1):
        drawn.setFont("STSong-Light", SIZE)
        for at, (indent, text) in enumerate(rows):
            drawn.drawString(LEFT + indent * SIZE, A4[1] - TOP - at * LEADING, text)
        drawn.setFont("STSong-Light", 14)
        drawn.drawCentredString(A4[0] / 2, 60, f"— {number} —")
        drawn.showPage()
    drawn.save()
    return kept.getvalue()


def as_scan(lines: Sequence[str], *, most_pages: int | None = None) -> bytes:
    """A PDF of pictures: 200 dpi, each page tilted and noisy."""
    kept = io.BytesIO()
    first, *others = [scanned(page, seed) for seed, page in enumerate(printed(lines)[:most_pages])]
    first.save(kept, "PDF", resolution=DPI, save_all=True, append_images=others, quality=75)
    return kept.getvalue()


def as_photo(page, *, angle: float = -2.0, quality: int = 85) -> bytes:
    """A JPEG of a printed page lying on a table."""
    from PIL import Image

    table = Image.new("RGB", (page.width + 200, page.height + 200), (94, 82, 70))
    table.paste(scanned(page, 7, tilt=0).convert("RGB"), (100, 100))
    kept = io.BytesIO()
    table.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(94, 82, 70)).save(kept, "JPEG", quality=quality)
    return kept.getvalue()


def printed(lines: Sequence[str]) -> list:
    """The pages of a notice as pictures, black on white, at 200 dpi."""
    from PIL import Image, ImageDraw, ImageFont

    path, face = font_file() or ("", 0)
    scale = DPI / 72
    font = ImageFont.truetype(path, round(SIZE * scale), index=face)
    made = []
    for number, rows in enumerate(pages(lines, lambda text: font.getlength(text) / font.size), 1):
        picture = Image.new("L", (round(A4[0] * scale), round(A4[1] * scale)), 255)
        drawn = ImageDraw.Draw(picture)
        for at, (indent, text) in enumerate(rows):
            drawn.text(((LEFT + indent * SIZE) * scale, (TOP + at * LEADING) * scale), text, 0, font, anchor="ls")
        drawn.text((A4[0] / 2 * scale, (A4[1] - 60) * scale), f"— {number} —", 0, font, anchor="ms")
        made.append(picture)
    return made


def scanned(picture, seed: int, *, tilt: float = TILT):
    """What a scanner makes of a page: tilted, speckled, a little grey."""
    import numpy as np
    from PIL import Image

    chance = np.random.default_rng(seed)
    sign = random.Random(seed).choice((-1, 1))
    turned = picture.rotate(sign * tilt, Image.Resampling.BICUBIC, fillcolor=255)
    values = np.asarray(turned, np.float32) * 0.9 + 12
    values += chance.normal(0, 14, values.shape)
    specks = chance.random(values.shape)
    values[specks < 0.002] = 0
    values[specks > 0.998] = 255
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))


def pages(lines: Sequence[str], width: Width) -> Iterator[list[Row]]:
    """Set the lines into pages; `width` tells how many signs a text is as wide as."""
    rows = [row for line in _styled(lines) for row in _set(*line, width)]
    for first in range(0, len(rows), ROWS):
        yield rows[first : first + ROWS]


def _styled(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line and how it is set: what stands above the addressees in the middle, paragraphs indented."""
    kept = [line.strip() for line in lines if line.strip()]
    opening = next((at for at, line in enumerate(kept[:12]) if line.endswith((":", "："))), 0)
    for at, line in enumerate(kept):
        yield line, "middle" if at < opening else "left" if at == opening and opening else "indented"


def _set(line: str, style: str, width: Width) -> Iterator[Row]:
    """Break a line where no further word has room; no mark of punctuation begins one, no bracket opens at its end."""
    indent = 2.0 if style == "indented" else 0.0
    text = ""
    for bound in _bound(line):
        if text and indent + width(text + bound) > SIGNS:
            yield _placed(text, indent, style, width)
            text, indent = "", 0.0
        text += bound
        while width(text) > SIGNS + 1:
            cut = next(at for at in range(len(text)) if width(text[: at + 1]) > SIGNS)
            yield _placed(text[:cut], indent, style, width)
            text, indent = text[cut:], 0.0
    if text:
        yield _placed(text, indent, style, width)


def _bound(line: str) -> Iterator[str]:
    """The pieces of a line that no break goes through."""
    piece = ""
    for word in _WORDS.findall(line):
        if piece and word not in _NEVER_FIRST and piece[-1] not in _NEVER_LAST:
            yield piece
            piece = ""
        piece += word
    yield piece


def _placed(text: str, indent: float, style: str, width: Width) -> Row:
    return ((SIGNS - width(text)) / 2 if style == "middle" else indent), text
