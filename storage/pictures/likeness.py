"""Whether one picture is a copy of another: made smaller, compressed again, or cut by a few percent at its edges.

An outline of 64 bits (dHash) tells in no time which pictures may be copies at all. Whether one is, the likenesses
decide, 64 × 64 shades of grey each: the window of the one that shows most of what the other shows is looked for, and
then every eighth of the sides must agree as well as its own texture lets it. So a copy that lost an edge is known
again, and the same hall with another speaker, or the same form with another name, is not taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 64
MOST_UNLIKE = 24
"""Bits in which the outlines of a picture and its copy may differ; two unlike pictures differ in 32 or so."""

_CUT = 0.07
"""The share of a side that may be missing at each end."""

_STEPS = (0.0125, 0.00625)
_ENDS = ((0.0, 0.05), (0.025, 0.025), (0.05, 0.0), (0.0, 0.025), (0.025, 0.0), (0.0, 0.0))
_WHOLE = (0.0, 0.0, 0.0, 0.0)
_AGREES, _AGREES_CUT = 0.6, 1.6
"""How far the worst eighth may be off, beside what its texture excuses: of two whole pictures, of one that was cut.

In the tests' pictures copies stay below 0.45 and 1.2; different ones begin at 0.85 whole and 2.0 cut.
"""

_GAIN = 3.0
"""Cutting must explain the difference: what is left of it is at most a third. Copies have 3.9 at least, others 2.4."""

_FLAT = 6.0
"""Shades by which a picture must vary to have a likeness: empty pages and fields of one colour all look alike."""

_EIGHTHS = 8

Window = tuple[float, float, float, float]
"""What is left away of a picture at its left, top, right and bottom, as shares of its sides."""

_LIKELY = [(left, top, right, bottom) for left, right in _ENDS for top, bottom in _ENDS]


def likeness_of(picture: Image) -> tuple[str, bytes]:
    """Return the outline (16 hexadecimal signs) and the likeness of an upright picture; empty where it is flat."""
    from PIL import Image

    gray = picture.convert("L").resize((SIDE, SIDE), Image.Resampling.BILINEAR, reducing_gap=3.0)
    if _varies(gray) < _FLAT:
        return "", b""
    shades = gray.resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = "".join("1" if shades[at] < shades[at + 1] else "0" for at in range(71) if at % 9 != 8)
    return f"{int(bits, 2):016x}", gray.tobytes()


def unlikeness(one: str, other: str) -> int:
    """Return in how many bits two outlines differ; more than any copy's where one is of a flat picture."""
    if not one or not other:
        return 64
    return (int(one, 16) ^ int(other, 16)).bit_count()


def is_copy(one: bytes, other: bytes) -> bool:
    """Whether two likenesses are of one picture. Takes up to five milliseconds."""
    from PIL import Image

    if not one or not other:
        return False
    left, right = (Image.frombytes("L", (SIDE, SIDE), shades) for shades in (one, other))
    apart = _apart(left, right)
    if _worst(left, right) <= _AGREES:
        return True
    for whole, cut in ((left, right), (right, left)):
        found, window = _best_window(whole, cut, apart)
        if found * _GAIN <= apart and _worst(_seen_through(whole, window), cut) <= _AGREES_CUT:
            return True
    return False


def _best_window(whole: Image, cut: Image, apart: float) -> tuple[float, Window]:
    """The window of `whole` that differs least from `cut`, and by how much: from the likeliest on in small steps."""
    tried = {window: _apart(_seen_through(whole, window), cut) for window in _LIKELY}
    window = min(tried, key=lambda one: tried[one])
    best = tried[window]
    if best * 1.2 > apart:
        return apart, _WHOLE  # nothing that was cut away explains the difference
    for step in _STEPS:
        has_moved = True
        while has_moved:
            has_moved = False
            for beside in _beside(window, step):
                found = _apart(_seen_through(whole, beside), cut)
                if found < best:
                    best, window, has_moved = found, beside, True
    return best, window


def _beside(window: Window, step: float) -> Iterator[Window]:
    """The windows that have one edge a step further in or out."""
    for edge in range(4):
        for by in (step, -step):
            moved = min(max(window[edge] + by, 0.0), _CUT)
            if moved != window[edge]:
                yield (*window[:edge], moved, *window[edge + 1 :])  # type: ignore[misc]


def _seen_through(picture: Image, window: Window) -> Image:
    """What a window shows, as large as the picture."""
    from PIL import Image

    left, top, right, bottom = window
    box = (left * SIDE, top * SIDE, (1 - right) * SIDE, (1 - bottom) * SIDE)
    return picture.resize((SIDE, SIDE), Image.Resampling.BILINEAR, box=box)


def _apart(one: Image, other: Image) -> float:
    """The mean square of the difference of two pictures, in shades."""
    from PIL import ImageChops

    counts = ImageChops.difference(one, other).histogram()
    return sum(shade * shade * count for shade, count in enumerate(counts) if count) / SIDE / SIDE


def _worst(one: Image, other: Image) -> float:
    """How far the worst of 8 × 8 fields is off, beside what the texture there excuses."""
    from PIL import Image, ImageChops

    across = ImageChops.difference(other, ImageChops.offset(other, 1, 0))
    down = ImageChops.difference(other, ImageChops.offset(other, 0, 1))
    fields = [
        shades.resize((_EIGHTHS, _EIGHTHS), Image.Resampling.BOX).tobytes()
        for shades in (ImageChops.difference(one, other), ImageChops.lighter(across, down))
    ]
    return max(float(off / (texture * 0.35 + 2.0)) for off, texture in zip(*fields, strict=True))


def _varies(gray: Image) -> float:
    """The standard deviation of a picture's shades."""
    counts = gray.histogram()
    size = sum(counts)
    mean = sum(shade * count for shade, count in enumerate(counts)) / size
    return float((sum((shade - mean) ** 2 * count for shade, count in enumerate(counts)) / size) ** 0.5)
