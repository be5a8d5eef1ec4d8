"""The material package: a zip streamed out, folders by office, unit and material, with an index and hashes."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from typing import IO

from storage.beijing import BEIJING
from storage.blobs import PIECE_BYTES, Blobs
from storage.errors import Refused
from storage.exports import withheld
from storage.exports.choice import Choice, Item, chosen
from storage.exports.contact import contact_sheets
from storage.exports.names import Unique, csv_cell, part
from storage.notice.model import Notice
from storage.pictures import without_coordinates
from storage.repositories.findings import Papers
from storage.tables import Campaign, Picture, Piece
from storage.unit_of_work import Work

INDEX, HASHES, CAPTIONS, SHEETS = "目录.csv", "SHA256SUMS", "图片说明.csv", "缩略图"
_HEAD = (
    "序号", "路径", "处室", "单位", "材料", "回执号", "收到时间", "原文件名", "字节数", "SHA256", "说明", "原件SHA256",
)  # fmt: skip
_CAPTIONS_HEAD = ("序号", "路径", "单位", "活动条目", "图片说明", "拍摄时间")
_OTHER = "其他材料"
_STAYS = {"no_picture": "拍摄位置无法去除，未放入", "support": "心理支持活动只报总数，未放入"}
"""Why a piece is not in the package, as the index says it."""


@dataclass(slots=True)
class _Packing:
    """A package while it is written. `thumbnails` are the numbers in the index of its pictures, and their blobs.

    `papers` looks up what was read of a paper.
    """

    archive: zipfile.ZipFile
    blobs: Blobs
    choice: Choice
    pictures: dict[str, Picture]
    papers: Papers
    names: Unique = field(default_factory=Unique)
    index: list[tuple[str, ...]] = field(default_factory=list)
    captions: list[tuple[str, ...]] = field(default_factory=list)
    thumbnails: list[tuple[str, str]] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)


def write_package(
    work: Work, campaign: Campaign, notice: Notice, blobs: Blobs, sink: IO[bytes], choice: Choice | None = None
) -> None:
    """Write what is chosen (`storage.exports.choice`), contact sheets, captions, index and hashes.

    The sink need not be seekable. Photos keep their bytes, unless they bear coordinates: those are taken out (where
    the choice does not keep them), and the index says so beside the hash of the original. One from which they cannot
    be taken out stays here, and the index says that too. Who was given psychological support and where visited people
    live stays here (`storage.exports.withheld`).
    """
    choice = choice or Choice()
    items = [item for item in chosen(work, campaign, notice, choice) if item.volume == choice.volume]
    found = work.pictures.of_all({item.piece.sha256 for item in items if item.piece.sha256})
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        packing = _Packing(archive, blobs, choice, found, work.papers)
        for item in items:
            _pack(item, packing)
        at = campaign.published_at
        if choice.with_sheets:
            _add_sheets(packing, at)
        _add(packing, INDEX, io.BytesIO(_csv(_HEAD, packing.index)), at)
        archive.writestr(_info(HASHES, at, is_packed=True), "".join(packing.hashes).encode())


def _add_sheets(packing: _Packing, at: datetime) -> None:
    """Write the sheets of small pictures, and what was said of each picture."""
    drawn = [(number, packing.blobs.read(sha256)) for number, sha256 in packing.thumbnails]
    for page, sheet in enumerate(contact_sheets(drawn), 1):
        _add(packing, f"{SHEETS}/{page:03}.jpg", io.BytesIO(sheet), at)
    if packing.captions:
        _add(packing, CAPTIONS, io.BytesIO(_csv(_CAPTIONS_HEAD, packing.captions)), at)


def _pack(item: Item, packing: _Packing) -> None:
    """Write one piece into its unit's folder, and its lines in the index and among the captions."""
    piece, unit, office = item.piece, item.standing.unit.name, item.standing.office or "未定处室"
    material = piece.material or _OTHER
    folder = "/".join(part(name) for name in (office, unit, material))
    number, path, size, digest = str(len(packing.index) + 1), "", 0, ""
    name, caption = withheld.name_of(piece), withheld.words_of(piece.caption)
    try:
        source, said, known = _opened(piece, packing)
    except Refused as refused:
        said = _STAYS.get(refused.code, _STAYS["no_picture"])
    else:
        ending = ".txt" if said == withheld.TEXT_INSTEAD else _ending(piece)
        path = packing.names.path(folder, part(f"{unit}_{material}_{item.place:02}"), ending)
        with source:
            digest, size = _add(packing, path, source, piece.received_at, known=known)
    told = "；".join(filter(None, (said, piece.activity, caption)))
    received = _local(piece.received_at)
    row = (office if item.standing.office else "", unit, material, item.receipt_no, received, name)
    packing.index.append((number, path, *row, str(size), digest, told, piece.sha256 or digest))
    if path and piece.kind == "image":
        _note_picture(packing, piece, (number, path, unit))


def _note_picture(packing: _Packing, piece: Piece, shown: tuple[str, str, str]) -> None:
    """Note a picture's captions, and its thumbnail where the pass over it has made one."""
    picture = packing.pictures.get(piece.sha256 or "")
    taken = _local(picture.taken_at) if picture and picture.taken_at else ""
    packing.captions.append((*shown, piece.activity, withheld.words_of(piece.caption), taken))
    if picture and picture.thumbnail and packing.blobs.exists(picture.thumbnail):
        packing.thumbnails.append((shown[0], picture.thumbnail))


def _local(at: datetime) -> str:
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")


def _opened(piece: Piece, packing: _Packing) -> tuple[IO[bytes], str, str]:
    """A piece's bytes as they leave the office, what was done to them, and their hash where they are as they came.

    Raises Refused: no_picture, support.
    """
    if not piece.sha256:
        return io.BytesIO(withheld.words_of(piece.text).encode("utf-8-sig")), "消息文字", ""
    paper = packing.papers.first_having(sha256=piece.sha256) if piece.kind == "file" else None
    if (text := withheld.text_instead(piece, paper)) is not None:
        return io.BytesIO(text.encode("utf-8-sig")), withheld.TEXT_INSTEAD, ""
    file = packing.blobs.open(piece.sha256)
    if packing.choice.with_coordinates or not piece.media_type.startswith("image/"):
        return file, "", piece.sha256
    with file:
        data = file.read()
    clean = without_coordinates(data, piece.media_type)
    if clean == data:
        return io.BytesIO(data), "", piece.sha256
    return io.BytesIO(clean), "已去除拍摄位置", ""


def _ending(piece: Piece) -> str:
    """The ending of a piece's name: the sender's own, if it is a plain one."""
    if not piece.sha256:
        return ".txt"
    ending = PurePath(piece.name).suffix.lower()
    return ending if 1 < len(ending) <= 6 and ending[1:].isalnum() and ending.isascii() else ".bin"


def _add(packing: _Packing, path: str, source: IO[bytes], at: datetime, *, known: str = "") -> tuple[str, int]:
    """Write one file piece by piece; return its hash, which may be known already, and how many bytes it has.

    Only texts are packed: everything else is packed by nature.
    """
    digest, size, is_packed = hashlib.sha256(), 0, path.endswith((".txt", ".csv"))
    with packing.archive.open(_info(path, at, is_packed=is_packed), "w", force_zip64=True) as entry:
        while piece := source.read(PIECE_BYTES):
            if not known:
                digest.update(piece)
            size += len(piece)
            entry.write(piece)
    hashed = known or digest.hexdigest()
    packing.hashes.append(f"{hashed}  {path}\n")
    return hashed, size


def _info(path: str, at: datetime, *, is_packed: bool) -> zipfile.ZipInfo:
    """An entry with the moment at which the piece came, so that the same input gives the same bytes."""
    local = at.astimezone(BEIJING)
    info = zipfile.ZipInfo(path, (max(local.year, 1980), *local.timetuple()[1:6]))
    info.compress_type = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
    info.external_attr = 0o644 << 16
    return info


def _csv(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    """A csv that a sheet opens as it is and takes nothing in it for a formula."""
    text = io.StringIO()
    csv.writer(text).writerows([csv_cell(value) for value in row] for row in [head, *rows])
    return text.getvalue().encode("utf-8-sig")
