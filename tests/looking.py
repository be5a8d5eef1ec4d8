"""A page looked at in headless Chromium: on a desk, on a phone, by a judge of pages, and as a picture."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PIL import Image

from tests.bot.test_journey_in_a_browser import browser
from tests.bot.test_journey_in_a_browser import pytestmark as needs_browser

DESK, PHONE = (1440, 900), (390, 844)
AXE = Path(sys.prefix) / "node" / "node_modules" / "axe-core" / "axe.min.js"
_JUDGED = "axe.run({resultTypes: ['violations']}).then((found) => found.violations)"
_LEAST_INK = 0.0004
"""Of a picture's dots, how many stand out from its ground at least: a page with a single sentence on it has more."""
_STANDS_OUT = 40


@dataclass
class Eye:
    """Looks at pages, and keeps what is wrong with them in `faults`: (page, width, what)."""

    context: Any
    page: Any
    faults: list[tuple[str, int, object]] = field(default_factory=list)

    needs: ClassVar[list[pytest.MarkDecorator]] = needs_browser

    async def look(self, address: str, name: str, *, is_long: bool = False, is_anew: bool = False) -> None:
        """Look at a page at both widths; the judge sees a long one, which takes it a second, at one of them.

        `is_anew` opens it for each: a page whose script looks at the width when it begins.
        """
        for width, height in (DESK, PHONE):
            await self.page.set_viewport_size({"width": width, "height": height})
            if is_anew or width == DESK[0]:
                await self.page.goto(address)
                if AXE.is_file():
                    await self.page.evaluate(AXE.read_text(encoding="utf-8"))
            found = await self._found(is_judged=not is_long or width == DESK[0])
            self.faults += [(name, width, one) for one in found]
            await self._keep(f"{name}-{width}")

    async def _found(self, *, is_judged: bool) -> list[object]:
        """What is wrong with the page as it stands."""
        width = self.page.viewport_size["width"]
        found: list[object] = []
        reaches = await self.page.evaluate("document.documentElement.scrollWidth")
        if reaches > width:
            found.append(f"reaches to {reaches}")
        if ink(await self.page.screenshot()) < _LEAST_INK:
            found.append("blank")
        judged = await self.page.evaluate(_JUDGED) if is_judged and AXE.is_file() else ()
        found += [
            (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
            for one in judged
            if one["impact"] in ("serious", "critical")
        ]
        return found

    async def _keep(self, name: str) -> None:
        """Leave a picture for whoever asks for some."""
        if folder := os.environ.get("BAOSONG_PICTURES"):
            await self.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def ink(picture: bytes) -> float:
    """Return how much of a picture below its head, which is dark by itself, stands out from the ground."""
    grey = Image.open(io.BytesIO(picture)).convert("L")
    counts = grey.crop((0, 130, *grey.size)).histogram()
    ground = max(range(256), key=counts.__getitem__)
    return sum(count for shade, count in enumerate(counts) if abs(shade - ground) > _STANDS_OUT) / sum(counts)


@asynccontextmanager
async def watched() -> AsyncIterator[Eye]:
    """A browser with one page in it, whose errors count as faults."""
    async with browser() as context:
        page = await context.new_page()
        eye = Eye(context, page)

        def note(what: object) -> None:
            eye.faults.append((page.url, 0, what))

        page.on("pageerror", lambda error: note(str(error)))
        page.on("console", lambda message: note(message.text) if message.type == "error" else None)
        yield eye
