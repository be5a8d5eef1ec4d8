"""A choice of pictures as one zip: named by unit and number, without places, with a list of their captions."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO

from storage.exports.names import Unique, csv_cell, part
from storage.pictures import without_coordinates

CAPTIONS = "说明.csv"
_ENDINGS = {f"image/{kind}": f".{kind}" for kind in ("png", "webp", "gif", "heic")} | {"image/jpeg": ".jpg"}
_HEAD = ("文件", "单位", "原文件名", "说明")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: whose it is, the name it came under, where its bytes lie, and what was said of it."""

    unit: str
    name: str
    path: Path
    media_type: str
    said: str


def write_album(pictures: Sequence[Picture], sink: IO[bytes]) -> None:
    """Write pictures to a zip; the place where one was taken is left out, everything else of it is as it came."""
    names, rows = Unique(), [list(_HEAD)]
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for number, picture in enumerate(pictures, 1):
            path = names.path("", part(f"{picture.unit}_{number:03}"), _ending(picture))
            archive.writestr(path, without_coordinates(picture.path.read_bytes(), picture.media_type))
            rows.append([csv_cell(cell) for cell in (path, picture.unit, picture.name, picture.said)])
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        archive.writestr(CAPTIONS, text.getvalue().encode("utf-8-sig"))


def _ending(picture: Picture) -> str:
    """The ending that its bytes call for, else the sender's own if it is a plain one."""
    own = PurePath(picture.name).suffix.lower()
    is_plain = 1 < len(own) <= 6 and own[1:].isalnum() and own.isascii()
    return _ENDINGS.get(picture.media_type) or (own if is_plain else ".bin")
