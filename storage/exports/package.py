"""The material package: a zip streamed out, folders by office, unit and material, with an index and hashes."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from typing import IO

from storage.blobs import PIECE_BYTES, Blobs
from storage.exports.names import Unique, csv_cell, part
from storage.notice.model import Notice
from storage.pictures import without_coordinates
from storage.standing import BEIJING, Standing, standings
from storage.tables import Campaign, Piece
from storage.unit_of_work import Work

INDEX, HASHES = "目录.csv", "SHA256SUMS"
_HEAD = ("序号", "路径", "处室", "单位", "材料", "回执号", "收到时间", "原文件名", "字节数", "SHA256", "说明")
_OTHER = "其他材料"
_STORED = ("image", "video", "audio")


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes into a package: of one office only, where it is named; photos with the place where they were taken."""

    office: str | None = None
    with_coordinates: bool = False


@dataclass(slots=True)
class _Packing:
    """A package while it is written."""

    archive: zipfile.ZipFile
    blobs: Blobs
    choice: Choice
    names: Unique = field(default_factory=Unique)
    index: list[tuple[str, ...]] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)


def write_package(
    work: Work, campaign: Campaign, notice: Notice, blobs: Blobs, sink: IO[bytes], choice: Choice | None = None
) -> None:
    """Write everything that counts: no duplicates, nothing withdrawn, of several versions the last.

    The sink need not be seekable. Photos keep their bytes, unless they bear coordinates: those are taken out (where
    the choice does not keep them), and the index says so.
    """
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        packing = _Packing(archive, blobs, choice or Choice())
        for standing in standings(work, campaign, notice):
            if packing.choice.office in (None, standing.office):
                _pack_unit(work, campaign, standing, packing)
        _add(packing, INDEX, io.BytesIO(_index(packing.index)), campaign.published_at)
        hashes = "".join(packing.hashes).encode()
        archive.writestr(_info(HASHES, campaign.published_at, is_packed=True), hashes)


def _pack_unit(work: Work, campaign: Campaign, standing: Standing, packing: _Packing) -> None:
    """Write one unit's pieces into its folder."""
    numbers = {row.key: row.receipt_no or "" for row in work.submissions.of_unit(campaign.key, standing.unit.key)}
    pieces = [p for p in work.pieces.counting(campaign.key, standing.unit.key) if p.submission_id in numbers]
    for place, piece in enumerate((p for p in pieces if p.sha256 or p.text), 1):
        material = piece.material or _OTHER
        folder = "/".join(part(name) for name in (standing.office or "未定处室", standing.unit.name, material))
        path = packing.names.path(folder, part(f"{standing.unit.name}_{material}_{place:02}"), _ending(piece))
        source, said = _opened(piece, packing)
        with source:
            is_packed = piece.media_type.split("/")[0] not in _STORED
            digest, size = _add(packing, path, source, piece.received_at, is_packed=is_packed)
        packing.index.append(
            (
                str(len(packing.index) + 1),
                path,
                standing.office or "",
                standing.unit.name,
                material,
                numbers[piece.submission_id],
                piece.received_at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
                piece.name,
                str(size),
                digest,
                "；".join(filter(None, (said, piece.activity, piece.caption))),
            )
        )


def _opened(piece: Piece, packing: _Packing) -> tuple[IO[bytes], str]:
    """A piece's bytes as they leave the office, and what was done to them."""
    if not piece.sha256:
        return io.BytesIO(piece.text.encode("utf-8-sig")), "消息文字"
    file = packing.blobs.open(piece.sha256)
    if packing.choice.with_coordinates or not piece.media_type.startswith("image/"):
        return file, ""
    with file:
        data = file.read()
    clean = without_coordinates(data, piece.media_type)
    return io.BytesIO(clean), "" if clean == data else "已去除拍摄位置"


def _ending(piece: Piece) -> str:
    """The ending of a piece's name: the sender's own, if it is a plain one."""
    if not piece.sha256:
        return ".txt"
    ending = PurePath(piece.name).suffix.lower()
    return ending if 1 < len(ending) <= 6 and ending[1:].isalnum() and ending.isascii() else ".bin"


def _add(packing: _Packing, path: str, source: IO[bytes], at: datetime, *, is_packed: bool = True) -> tuple[str, int]:
    """Write one file piece by piece; return its hash and how many bytes it has."""
    digest, size = hashlib.sha256(), 0
    with packing.archive.open(_info(path, at, is_packed=is_packed), "w", force_zip64=True) as entry:
        while piece := source.read(PIECE_BYTES):
            digest.update(piece)
            size += len(piece)
            entry.write(piece)
    packing.hashes.append(f"{digest.hexdigest()}  {path}\n")
    return digest.hexdigest(), size


def _info(path: str, at: datetime, *, is_packed: bool) -> zipfile.ZipInfo:
    """An entry with the moment at which the piece came, so that the same input gives the same bytes."""
    local = at.astimezone(BEIJING)
    info = zipfile.ZipInfo(path, (max(local.year, 1980), *local.timetuple()[1:6]))
    info.compress_type = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
    info.external_attr = 0o644 << 16
    return info


def _index(rows: list[tuple[str, ...]]) -> bytes:
    """The index as csv that a sheet opens as it is and takes nothing in it for a formula."""
    text = io.StringIO()
    csv.writer(text).writerows(_safe([_HEAD, *rows]))
    return text.getvalue().encode("utf-8-sig")


def _safe(rows: list[tuple[str, ...]]) -> Iterator[list[str]]:
    for row in rows:
        yield [csv_cell(value) for value in row]
