"""What somebody wrote, shown so that it mentions nobody, leads nowhere and formats nothing.

Nothing is left out: a sign that could do harm is shown by its full-width form, which people hardly notice and no
client of a chat understands. Mailboxes stay as they are, since people copy them; so do the addresses that may be links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_ADDRESS = 500
"""Bytes of an address that may be a link: one that is longer than a part could not be split."""

_FILES = (
    "doc docx wps pdf ofd xls xlsx et csv ppt pptx dps txt jpg jpeg png gif bmp heic webp tif tiff mp4 mov avi zip rar"
)
"""Endings that no client takes for a domain's."""

_KEPT = re.compile(
    r"(?P<address>https?://[\w\-.~:/?#@!$&*+,;=%]+)"
    r"|(?P<mail>(?<![\w.%+/-])[A-Z0-9][A-Z0-9._%+-]{0,63}@(?:[A-Z0-9-]{1,63}\.){1,4}[A-Z]{2,24}"
    r"(?![A-Z0-9/:@-]|\.[A-Z0-9]))",
    re.ASCII | re.IGNORECASE,
)
_SCHEME = re.compile(r":(?=//)|(?<=[A-Za-z0-9+.\-]):(?!\s)")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*$")
_WORD_WITH_STOPS = re.compile(r"[\w.-]+")
_HOST = re.compile(r"(?<=[\w-])\.(?:[a-z]{2}|xn--)|www\.", re.IGNORECASE)
_FILE_NAME = re.compile(rf"[^.]+\.(?:{'|'.join(_FILES.split())})(?![A-Za-z0-9_-])[^.]*", re.IGNORECASE)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?:[ \t]*(?P<sign>[#=+-])|[ \t]*\d{1,9}(?P<number>[.)])(?=\s|$)|(?P<indent>\t| {4}))")
_UNPRINTABLE = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: "␡"}
_WIDE = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in "<>[]@"}
_WIDE_IN_MARKDOWN = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in "*_`~|\\"}
_BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Escaping:
    """How one message is escaped: whether its format is markdown, and which addresses may be links in it."""

    is_markdown: bool
    links: Sequence[str] = ()

    def text(self, written: str) -> str:
        """Return one line; where a line of markdown begins, `line_start` is still to be applied."""
        cleaned = clean(written)
        parts, last = [], 0
        for start, end in self._kept(cleaned):
            kept = cleaned[start:end]
            parts.append(self._plain(cleaned[last:start]))
            parts.append(f"[{kept}]({kept})" if self.is_markdown and "://" in kept else kept)
            last = end
        return "".join([*parts, self._plain(cleaned[last:])])

    def line_start(self, escaped: str) -> str:
        """Let a line of markdown begin no heading, list, rule or block of code."""
        return _LINE_START.sub(_wide_start, escaped) if self.is_markdown else escaped

    def allows(self, address: str) -> bool:
        """Whether an address may be a link: it goes on where an allowed one ends, on the same host."""
        return len(address) <= LONGEST_ADDRESS and any(_goes_on(link, address) for link in self.links)

    def _kept(self, text: str) -> Iterator[tuple[int, int]]:
        """Where that stands which is shown as it is written: addresses that may be links, and mailboxes."""
        for found in _KEPT.finditer(text):
            shown = found["mail"] or found["address"].rstrip(".,;:!?")
            is_kept = self.allows(shown) if found["address"] else "www." not in shown.lower()
            if is_kept:
                yield found.start(), found.start() + len(shown)

    def _plain(self, text: str) -> str:
        unlinked = _WORD_WITH_STOPS.sub(_without_host, _SCHEME.sub(_without_scheme, text))
        safe = _ENTITY.sub("＆", unlinked).translate(_WIDE)
        return safe.translate(_WIDE_IN_MARKDOWN) if self.is_markdown else safe


def clean(text: str) -> str:
    """Write every line break as one sign, and what no wire carries by a sign that stands for it."""
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub("\n", text)).translate(_UNPRINTABLE)


def links_in(escaped: str) -> list[tuple[int, int]]:
    """Return where the links of an escaped line stand: nothing else in it has a scheme's colon."""
    return [found.span() for found in re.finditer(r"\[https?://[^\]\s]+\]\([^)\s]+\)|https?://[!-~]+", escaped)]


def _goes_on(link: str, address: str) -> bool:
    """Whether an address is an allowed one, or begins with it and stays on its host."""
    if not link or not address.startswith(link):
        return False
    has_path = "/" in link.partition("://")[2]
    return has_path or address == link or address[len(link)] in "/?#"


def _without_scheme(found: re.Match[str]) -> str:
    """A colon makes a scheme of the word before it, which begins with a letter."""
    text, at = found.string, found.start()
    return "：" if text.startswith("//", at + 1) or _WORD.search(text, max(0, at - 40), at) else ":"


def _without_host(found: re.Match[str]) -> str:
    """Names of hosts become links by themselves; names of files and numbers do not."""
    word, after = found[0], found.string[found.end() : found.end() + 1]
    is_file = _FILE_NAME.fullmatch(word) and after not in (":", "/", "?", "#")
    return word.replace(".", "．") if _HOST.search(word) and not is_file else word


def _wide_start(found: re.Match[str]) -> str:
    sign = found["sign"] or found["number"]
    if sign:
        return f"{found[0][:-1]}{chr(ord(sign) + 0xFEE0)}"
    return f"\N{IDEOGRAPHIC SPACE}{found[0][1:]}"
