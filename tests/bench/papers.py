"""Files: what a notice of twenty pages costs as a Word file and as a PDF, and how long a scanned page takes."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.resources import files

from storage.documents import read_document
from storage.notice.parser import read
from tests import papers
from tests.bench.figures import Figure

RUNS = 5
PAGES = 4
FIRST_SCAN = """
import sys, time
from storage.documents import read_document
began = time.perf_counter()
read_document(sys.stdin.buffer.read(), "scan.pdf")
print(time.perf_counter() - began)
"""
"""One page in a process that has loaded nothing yet, as the bot reads each notice."""


def figures() -> Iterator[Figure]:
    """Processor time of the exact formats, parsing included; time on the clock of the scans."""
    lines = _twenty_pages()
    for name, data, limit in (("docx", papers.as_docx(lines), 200), ("pdf", papers.as_pdf(lines), 200)):
        took = [_cpu(data, f"通知.{name}") for _ in range(RUNS)]
        yield Figure(f"读20页的通知（{name}），处理器时间", statistics.median(took) * 1000, "ms", limit)
    if not papers.can_recognise():
        return
    scan = papers.as_scan(lines, most_pages=PAGES)
    read_document(papers.as_scan(lines, most_pages=1), "a.pdf")
    began = time.perf_counter()
    read_document(scan, "a.pdf")
    yield Figure("识别扫描件，每页", (time.perf_counter() - began) / PAGES, "s", 3)
    first = subprocess.run(
        [sys.executable, "-c", FIRST_SCAN], input=papers.as_scan(lines, most_pages=1), capture_output=True, check=True
    )
    yield Figure("  只有1页的扫描件，含装入模型", float(first.stdout), "s")


def _twenty_pages() -> list[str]:
    """The shipped notices one after the other, until they fill twenty pages."""
    folder = files("bot.evaluation") / "examples"
    once = [
        line for path in folder.iterdir() if path.name.endswith(".txt") for line in path.read_text("utf-8").splitlines()
    ]
    lines: list[str] = []
    while len(list(papers.pages(lines, lambda text: sum(1.0 if ord(sign) > 255 else 0.5 for sign in text)))) < 20:
        lines += once[:40] if lines else once
    return lines


def _cpu(data: bytes, name: str) -> float:
    """Seconds of processor time from the bytes to what they say."""
    began = time.process_time()
    read(read_document(data, name).lines)
    return time.process_time() - began
