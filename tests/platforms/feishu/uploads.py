"""Pictures and files that an app uploads before it sends them (multipart)."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from aiohttp import BodyPartReader
from PIL import Image, UnidentifiedImageError

from tests.platforms.double import File
from tests.platforms.feishu.limits import FILE_OCTETS, IMAGE_OCTETS, Refusal

if TYPE_CHECKING:
    from tests.platforms.feishu.rest import Call

FORMATS = frozenset({"JPEG", "PNG", "WEBP", "GIF", "BMP", "ICO", "TIFF", "HEIF", "MPO"})
HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")
SIDE, GIF_SIDE = 12000, 2000
FILE_TYPES = frozenset({"opus", "mp4", "pdf", "doc", "xls", "ppt", "stream"})


async def _form(call: Call, part_name: str) -> tuple[dict[str, str], File]:
    """The text fields and the one file of a form; Feishu's SDK gives it no filename. Raises Refusal 234001."""
    fields: dict[str, str] = {}
    file: File | None = None
    if not call.request.content_type.startswith("multipart/"):
        raise Refusal(234001, "Invalid request param: no multipart form")
    async for part in await call.request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            raise Refusal(234001, "Invalid request param: a part without a name")
        if part.name == part_name:
            file = File(part.filename or "", bytes(await part.read()))
        elif part.filename is None:
            fields[part.name] = (await part.read()).decode()
        else:
            raise Refusal(234001, f"Invalid request param: no file {part.name!r} is taken")
    if file is None:
        raise Refusal(234001, f"Invalid request param: no file {part_name!r}")
    if not call.app.has_bot:
        raise Refusal(234007, "App does not enable bot feature")
    if not file.data:
        raise Refusal(234010, "File's size can't be 0")
    return fields, file


async def upload_image(call: Call) -> dict[str, Any]:
    """POST /im/v1/images."""
    fields, file = await _form(call, "image")
    if fields.keys() != {"image_type"} or fields["image_type"] not in ("message", "avatar"):
        raise Refusal(234001, f"Invalid request param: {fields}")
    if len(file.data) > IMAGE_OCTETS:
        raise Refusal(234006, "The file size exceeds the limit")
    _judge_picture(file.data)
    return {"data": {"image_key": call.app.keep("img", "image", file)}}


def _judge_picture(data: bytes) -> None:
    if data[4:12] in HEIC:
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # its size is judged here
            picture = Image.open(io.BytesIO(data))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        raise Refusal(234011, "Can't recognize the image format") from None
    if picture.format not in FORMATS:
        raise Refusal(234011, f"Can't recognize the image format: {picture.format}")
    if max(picture.size) > (GIF_SIDE if picture.format == "GIF" else SIDE):
        raise Refusal(234039, f"Image resolution exceeds limit: {picture.size}")


async def upload_file(call: Call) -> dict[str, Any]:
    """POST /im/v1/files: people see the name in the text field, not that of the part."""
    fields, file = await _form(call, "file")
    if {"file_type", "file_name"} - fields.keys() or fields.keys() - {"file_type", "file_name", "duration"}:
        raise Refusal(234001, f"Invalid request param: {sorted(fields)}")
    kind, name = fields["file_type"], fields["file_name"]
    if kind not in FILE_TYPES or not name.strip() or not (fields.get("duration") or "0").isdigit():
        raise Refusal(234001, f"Invalid request param: {fields}")
    if len(file.data) > FILE_OCTETS:
        raise Refusal(234006, "The file size exceeds the limit")
    if not file.name.isascii():
        call.app.feishu.fault(call.way, 0, "the part's filename is not ASCII: people may see it garbled")
    return {"data": {"file_key": call.app.keep("file", kind, File(name, file.data))}}
