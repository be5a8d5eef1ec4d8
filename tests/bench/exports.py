"""Exports: a ledger of ten thousand rows, its time and its memory; a package beside `cp` of the same bytes."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.playground.example import notice_lines
from handlers.publishing import publish
from storage.blobs import Blobs
from storage.database import Database
from storage.editions import notice_of
from storage.exports.package import write_package
from storage.notice.parser import read
from storage.roster import Entry, import_roster
from storage.schema import create_all
from storage.unit_of_work import Work
from tests.bench.figures import Figure

NOW = datetime(2024, 9, 10, 1, tzinfo=UTC)
UNITS = 5000
PHOTOS, PHOTO_BYTES = 120, 5_000_000
RUNS = 5
LEDGER = """
import json, sys, time
from pathlib import Path
from datetime import UTC, datetime
from storage.database import Database
from storage.editions import notice_of
from storage.exports.ledger import write_ledger
import xlsxwriter

folder = Path(sys.argv[1])
database = Database(folder / "baosong.db", lambda: datetime(2024, 9, 10, 1, tzinfo=UTC))
def peak():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])

def write(work):
    (campaign,) = work.campaigns.running()
    notice = notice_of(work, campaign)
    before, began = peak(), time.perf_counter()
    with (folder / "ledger.xlsx").open("wb") as file:
        write_ledger(work, campaign, notice, file)
    print(json.dumps([time.perf_counter() - began, (peak() - before) / 1024]))
database.look(write)
"""
"""In a process of its own, whose memory is the ledger's alone."""


def figures() -> Iterator[Figure]:
    """One installation of five thousand units that owe two materials each, one of fewer with a photo each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _prepare(folder, UNITS)
        told = [json.loads(_run(folder)) for _ in range(RUNS)]
        yield Figure("台账，1万行", statistics.median(seconds for seconds, _ in told), "s", 2)
        yield Figure("  另占内存", statistics.median(grown for _, grown in told), "MB", 60)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _prepare(folder, PHOTOS, photos=PHOTOS)
        packed, copied = zip(*[(_pack(folder), _copy(folder)) for _ in range(RUNS)], strict=True)
        base = statistics.median(copied)
        yield Figure("材料包，600MB照片，与cp相比", statistics.median(packed), "s", base * 2, base)


def _run(folder: Path) -> str:
    command = [sys.executable, "-c", LEDGER, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _prepare(folder: Path, units: int, photos: int = 0) -> None:
    database = Database(folder / "baosong.db", lambda: NOW)
    create_all(database.engine)
    blobs = Blobs(folder / "blobs", durable=False)
    with database.transaction() as work:
        import_roster(work, [Entry(f"云江市第{number}学会", "市级学会") for number in range(units)])
        publish(work, read(notice_lines()), by="基准")
        (campaign,) = work.campaigns.running()
        for number, unit in enumerate(work.units.all()):
            about = {"campaign_id": campaign.key, "unit_id": unit.key}
            hand_in = work.submissions.add(
                **about, state="receipted", opened_at=NOW, changed_at=NOW, receipt_no=f"0910-{number:03}"
            )
            about |= {"submission_id": hand_in, "received_at": NOW}
            work.pieces.add(**about, kind="file", material="活动总结", name="总结.docx", count=1)
            if number < photos:
                blob = blobs.write(number.to_bytes(4, "big") * (PHOTO_BYTES // 4))
                work.pieces.add(
                    **about, kind="image", material="影像资料", name="a.jpg", sha256=blob.sha256, size=blob.size,
                    media_type="image/jpeg",
                )  # fmt: skip
    database.close()


def _pack(folder: Path) -> float:
    """Seconds to write the package to a file."""
    database = Database(folder / "baosong.db", lambda: NOW)

    def write(work: Work) -> float:
        (campaign,) = work.campaigns.running()
        notice = notice_of(work, campaign)
        began = time.perf_counter()
        with (folder / "package.zip").open("wb") as file:
            write_package(work, campaign, notice, Blobs(folder / "blobs"), file)
        return time.perf_counter() - began

    (folder / "package.zip").unlink(missing_ok=True)
    took = database.look(write)
    database.close()
    return took


def _copy(folder: Path) -> float:
    """Seconds that `cp -r` takes for the same bytes."""
    target = folder / "copied"
    began = time.perf_counter()
    subprocess.run(["cp", "-r", str(folder / "blobs"), str(target)], check=True)
    took = time.perf_counter() - began
    shutil.rmtree(target)
    return took
