"""Pictures: the whole pass beside Pillow's bare opening and thumbnail, one core, the same twelve megapixels."""

from __future__ import annotations

import io
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from storage.pictures import is_copy, look
from tests.bench.figures import Figure

SIZE = (4000, 3000)
RUNS, SIDE = 9, 512
SLOWEST_SHARE = 1 / 0.6
"""The pass does at least 0.6 of what bare Pillow does in the same time."""


def figures() -> Iterator[Figure]:
    """Processor time of each, taken in turns, so that both meet the same machine."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jpg"
        path.write_bytes(_photo())
        look(path, path.name)
        passes, bare = [], []
        for _ in range(RUNS):
            bare.append(_cpu(lambda: _thumbnail(path)))
            passes.append(_cpu(lambda: look(path, path.name)))
        mine, theirs = statistics.median(passes), statistics.median(bare)
        yield Figure(
            "照片整遍（1200万像素），处理器时间", mine * 1000, "ms", theirs * SLOWEST_SHARE * 1000, theirs * 1000
        )
        yield Figure("  每核每秒照片数", 1 / mine, "张", None, 1 / theirs)
        seen = look(path, path.name)
        other = seen.likeness[::-1]
        yield Figure("两张照片细比一次", _cpu(lambda: is_copy(seen.likeness, other)) * 1000, "ms", 10)


def _photo() -> bytes:
    """About five megabytes of a textured scene, as a telephone writes it."""
    chance = random.Random(1)
    made = Image.new("RGB", SIZE, (120, 130, 110))
    for scale, share in ((16, 0.5), (64, 0.4), (400, 0.3), (2000, 0.2)):
        small = (scale, scale * 3 // 4)
        noise = Image.frombytes("RGB", small, chance.randbytes(small[0] * small[1] * 3))
        made = Image.blend(made, noise.resize(SIZE, Image.Resampling.BICUBIC), share)
    data = io.BytesIO()
    made.save(data, "JPEG", quality=94)
    return data.getvalue()


def _thumbnail(path: Path) -> None:
    """What Pillow's handbook does for a thumbnail."""
    with Image.open(path) as picture:
        picture.thumbnail((SIDE, SIDE))
        picture.save(io.BytesIO(), "JPEG")


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
