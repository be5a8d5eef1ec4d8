"""The texts of a sheet (.xlsx), to be looked through and not to be shown: bounded, without its formulas."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

MOST_PARTS, MOST_OF_A_PART, MOST_RATIO = 2_000, 20_000_000, 200
_READ = re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml")
_TEXT = re.compile(r"<(?:t|v)(?:\s[^>]*)?>([^<]{1,2000})</")


def sheet_lines(data: bytes) -> tuple[str, ...]:
    """Return the texts and values of all cells, one each; none where it is no sheet, or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(_each(archive))
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return ()


def _each(archive: zipfile.ZipFile) -> Iterator[str]:
    parts = [part for part in archive.infolist() if _READ.fullmatch(part.filename)]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_OF_A_PART:
        return
    for part in parts:
        if part.file_size > max(1_000_000, part.compress_size * MOST_RATIO):
            continue
        yield from (html.unescape(found) for found in _TEXT.findall(archive.read(part).decode("utf-8", "replace")))
