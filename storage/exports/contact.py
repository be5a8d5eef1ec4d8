"""Contact sheets: the thumbnails of a package's pictures in rows, each with its number in the index below it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

ACROSS, DOWN = 5, 6
_CELL, _EDGE, _LINE = 240, 20, 28


def contact_sheets(numbered: Sequence[tuple[str, bytes]]) -> Iterator[bytes]:
    """Give one JPEG for every thirty pictures, from their numbers and thumbnails (JPEG) in order."""
    for start in range(0, len(numbered), ACROSS * DOWN):
        yield _sheet(numbered[start : start + ACROSS * DOWN])


def _sheet(numbered: Sequence[tuple[str, bytes]]) -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    rows = -(-len(numbered) // ACROSS)
    size = (_EDGE + ACROSS * (_CELL + _EDGE), _EDGE + rows * (_CELL + _LINE + _EDGE))
    sheet = Image.new("RGB", size, "white")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(22)
    for at, (number, thumbnail) in enumerate(numbered):
        left = _EDGE + at % ACROSS * (_CELL + _EDGE)
        top = _EDGE + at // ACROSS * (_CELL + _LINE + _EDGE)
        with Image.open(io.BytesIO(thumbnail), formats=("JPEG",)) as small:
            small.draft("RGB", (_CELL, _CELL))
            small.thumbnail((_CELL, _CELL))
            sheet.paste(small, (left + (_CELL - small.width) // 2, top + (_CELL - small.height) // 2))
        draw.text((left + _CELL // 2, top + _CELL + 4), number, "black", font, anchor="ma")
    data = io.BytesIO()
    sheet.save(data, "JPEG", quality=82)
    return data.getvalue()
