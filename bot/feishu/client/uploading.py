"""Pictures and files as Feishu takes them: how large, of which type, under which name.

Source: open.feishu.cn, im.image.create and im.file.create. People see the name in the text field, in UTF-8 as it is;
the name of the part itself is shown to nobody and stays ASCII, for else it is garbled on the way.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import PurePath

import aiohttp

from bot.calls import Call
from storage.errors import PlatformError, Remedy

MOST_IMAGE_BYTES = 10 << 20
MOST_FILE_BYTES = 30 << 20

_TYPES = {
    ".pdf": "pdf",
    ".doc": "doc",
    ".docx": "doc",
    ".xls": "xls",
    ".xlsx": "xls",
    ".ppt": "ppt",
    ".pptx": "ppt",
}


def image(data: bytes) -> Call:
    """Return the call that uploads a picture. Raises PlatformError where Feishu takes none of this size."""
    _check("picture", data, MOST_IMAGE_BYTES)

    def form() -> aiohttp.FormData:
        made = aiohttp.FormData()
        made.add_field("image_type", "message")
        made.add_field("image", BytesIO(data), filename="image", content_type="application/octet-stream")
        return made

    return Call("images.create", "/open-apis/im/v1/images", form=form)


def file(name: str, data: bytes) -> Call:
    """Return the call that uploads a file. Raises PlatformError where Feishu takes none of this size."""
    _check("file", data, MOST_FILE_BYTES)
    shown = re.sub(r"[\x00-\x1f\x7f/\\]", "", name)[-200:].strip() or "file"

    def form() -> aiohttp.FormData:
        made = aiohttp.FormData()
        made.add_field("file_type", _TYPES.get(PurePath(shown).suffix.lower(), "stream"))
        made.add_field("file_name", shown)
        made.add_field("file", BytesIO(data), filename="file", content_type="application/octet-stream")
        return made

    return Call("files.create", "/open-apis/im/v1/files", form=form)


def _check(kind: str, data: bytes, most: int) -> None:
    if not 1 <= len(data) <= most:
        raise PlatformError(f"a {kind} of {len(data)} bytes cannot be uploaded", Remedy.GIVE_UP)
