"""Files at WeCom: fetched from the link that a message brought, decrypted as they come, named as their headers say."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

import aiohttp

from bot.network import exact
from bot.platform import Heading
from bot.wecom.crypto import decrypted, media_key
from storage.errors import PlatformError, Remedy

PIECE_BYTES = 1 << 18
_MOST_PADDING = 32
_KNOWN_BY = 8192
"""How many bytes say what a file is, where nothing says whether it is encrypted."""

_EXTENDED = re.compile(r"""(?:^|;)\s*filename\*\s*=\s*"?([\w-]*)'[^']*'([^;"]*)""", re.IGNORECASE)
_PLAIN = re.compile(r"""(?:^|;)\s*filename\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)""", re.IGNORECASE)
_CHARSETS = {"", "utf-8", "utf8", "gbk", "gb2312", "gb18030", "iso-8859-1"}


@dataclass(frozen=True, slots=True)
class FileLink:
    """Where a file lies for five minutes, and the key that opens it; both are secrets of the message."""

    url: str = field(repr=False)
    aes_key: str = field(default="", repr=False)

    @classmethod
    def of(cls, locator: str) -> FileLink | None:
        """Read a locator `{"url", "aeskey"}`; None where a file is not found by a link."""
        about = _about(locator)
        return cls(about["url"], about.get("aeskey", "")) if about.get("url") else None


def media_id_of(locator: str) -> str:
    """Read a locator `{"media_id"}`; empty where a file is not found by one."""
    return _about(locator).get("media_id", "")


def _about(locator: str) -> dict[str, str]:
    try:
        about = json.loads(locator)
    except ValueError:
        return {}
    return {key: value for key, value in about.items() if isinstance(value, str)} if isinstance(about, dict) else {}


async def fetch(session: aiohttp.ClientSession, link: FileLink) -> AsyncIterator[Heading | bytes]:
    """Give a file's heading and its bytes. `session` is one that goes only where it may (Network.file_session).

    Raises PlatformError: retry on timeouts, breaks and 5xx; give up where the link has died (403, 404).
    """
    key = media_key(link.aes_key) if link.aes_key else None
    url = exact(link.url)
    if url is None:
        raise PlatformError("a file's address is none", Remedy.GIVE_UP)
    try:
        async with session.get(url) as response:
            _check(response)
            yield heading(response.headers, padding=_MOST_PADDING if key else 0)
            chunks = response.content.iter_chunked(PIECE_BYTES)
            async for piece in decrypted(chunks, key) if key else _recognised(chunks):
                yield piece
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        is_inner = isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, PermissionError)
        remedy = Remedy.GIVE_UP if is_inner else Remedy.RETRY
        raise PlatformError(f"fetching a file: {type(error).__name__}", remedy) from None


def _check(response: aiohttp.ClientResponse) -> None:
    """Whether the file is there; an error's body is never taken for one."""
    if response.status != 200:
        may_return = response.status >= 500 or response.status in (408, 429)
        text = f"fetching a file: HTTP {response.status}"
        raise PlatformError(text, Remedy.RETRY if may_return else Remedy.GIVE_UP)


async def _recognised(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """A file without a key is taken as it is only where its first bytes are those of a known kind."""
    import filetype

    first = b""
    async for chunk in chunks:
        first += chunk
        if len(first) >= _KNOWN_BY:
            break
    if filetype.guess(first) is None:
        raise PlatformError("a file without its key", Remedy.GIVE_UP)
    yield first
    async for chunk in chunks:
        yield chunk


def heading(headers: Mapping[str, str], padding: int = 0) -> Heading:
    """Return what the headers of a response tell of its file: its name, and how many bytes it has at least."""
    length = headers.get("Content-Length", "")
    size = max(0, int(length) - padding) if re.fullmatch(r"\d{1,15}", length) else 0
    return Heading(name_in(headers.get("Content-Disposition", "")), size)


def name_in(disposition: str) -> str:
    """Return the file name that a Content-Disposition tells, `filename*` before `filename`; empty where it tells none.

    Nothing of a path stays, nor a control character.
    """
    name = ""
    if found := _EXTENDED.search(disposition):
        charset = found[1].lower()
        name = unquote(found[2].strip(), charset if charset in _CHARSETS and charset else "utf-8", "replace")
    if not name and (found := _PLAIN.search(disposition)):
        name = found[1].strip()
        if name.startswith('"'):
            name = re.sub(r"\\(.)", r"\1", name.removeprefix('"').removesuffix('"'))
        name = unquote(_readable(name), errors="strict") if _is_quoted(name) else _readable(name)
    name = re.sub(r"[\x00-\x1f\x7f]", "", re.split(r"[/\\]", name)[-1]).strip()
    return "" if set(name) <= {"."} else name[-200:]


def _is_quoted(name: str) -> bool:
    """Whether a name is percent-encoded UTF-8, and not one that merely has a % in it."""
    try:
        return unquote(name, errors="strict") != name
    except UnicodeDecodeError:
        return False


def _readable(name: str) -> str:
    """Raw bytes in a header are UTF-8 or, from old servers, GB18030; aiohttp leaves the latter as surrogates."""
    if not re.search("[\ud800-\udfff]", name):
        return name
    return name.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
