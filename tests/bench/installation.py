"""An installation to measure: the shipped notice in force, units with page links, served as `baosong run` serves."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.playground.example import notice_lines, roster_entries
from handlers.enrolment import make_page_link
from handlers.publishing import publish
from storage.database import Database
from storage.notice.parser import read
from storage.roster import import_roster
from storage.schema import migrate
from storage.unit_of_work import Work

EMPTY_SERVER = """
import asyncio, sys
from aiohttp import web

async def answer(request):
    await request.read()
    return web.json_response({"stored": True})

app = web.Application()
app.add_routes([web.get("/u/{link}/news", answer), web.post("/u/{link}/messages", answer)])
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
"""
"""The baseline: the same server library, the same requests, nothing behind them."""


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs: its process, where it listens, when it was started (`time.perf_counter`)."""

    process: subprocess.Popen[bytes]
    port: int
    started: float

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def megabytes(self) -> float:
        """Resident memory of the process and its children, in MB."""
        found = [self.process.pid, *_children(self.process.pid)]
        return sum(_resident(pid) for pid in found) / 1e6


def prepare(folder: Path, links: int) -> list[str]:
    """Fill a data folder; return the tokens of that many page links, spread over the roster's units."""
    path = folder / "data" / "baosong.db"
    path.parent.mkdir(parents=True)
    migrate(path)
    database = Database(path, lambda: datetime.now(UTC))

    def fill(work: Work) -> list[str]:
        import_roster(work, roster_entries())
        publish(work, read(notice_lines()), by="bench")
        units = work.units.all()
        return [make_page_link(work, units[at % len(units)].key, f"联络员{at}") for at in range(links)]

    try:
        with database.transaction() as work:
            return fill(work)
    finally:
        database.close()


@contextmanager
def bot(links: int) -> Iterator[tuple[Served, list[str]]]:
    """Serve the bot from an installation of its own until the block is left."""
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as name:
        folder, port = Path(name), free_port()
        tokens = prepare(folder, links)
        config = folder / "config.toml"
        config.write_text(f'[data]\nfolder = "data"\n[server]\nport = {port}\n', encoding="utf-8")
        with _running([sys.executable, "-m", "bot", "run", "--config", str(config)], port) as served:
            yield served, tokens


@contextmanager
def empty() -> Iterator[Served]:
    """Serve the baseline until the block is left."""
    port = free_port()
    with _running([sys.executable, "-c", EMPTY_SERVER, str(port)], port) as served:
        yield served


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int) -> Iterator[Served]:
    """Start a server; end it, and nothing else, afterwards."""
    started = time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BAOSONG_")}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    try:
        yield Served(process, port, started)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _children(pid: int) -> list[int]:
    """The processes a process has started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _resident(pid: int) -> int:
    """Resident bytes of one process."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
