"""A judge of a campaign's record: reads only the two records, the ledger and the package, never the program's rows."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections import Counter, defaultdict
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import chinese_calendar
import openpyxl

PROMPTED = {"reply", "receipt"}
OFFICE_HOURS = ((time(9), time(11, 30)), (time(14), time(17, 30)))
SHAMING = re.compile(r"尚缺|未报|退回|逾期")


class Record:
    """What a headless campaign left in its folder."""

    def __init__(self, folder: Path) -> None:
        self.incoming = _rows(folder / "incoming.jsonl")
        self.deliveries = _rows(folder / "deliveries.jsonl")
        book = openpyxl.load_workbook(folder / "ledger.xlsx", read_only=True)
        self.ledger = [list(row) for row in book["台账"].iter_rows(values_only=True)]
        self.totals = [list(row) for row in book["汇总"].iter_rows(values_only=True)]
        book.close()
        self.package = zipfile.ZipFile(io.BytesIO((folder / "package.zip").read_bytes()))

    def of_kind(self, *kinds: str) -> list[dict[str, Any]]:
        return [row for row in self.deliveries if row["kind"] in kinds]

    def faults(self) -> list[str]:
        """Everything in the record that breaks a promise; empty where all are kept."""
        return [
            *self._keys_twice(),
            *self._unprompted_out_of_hours(),
            *self._reminders(),
            *self._digests(),
            *self._receipts(),
            *self._shaming(),
            *self._noise(),
            *self._figures(),
            *self._photos(),
        ]

    def _keys_twice(self) -> list[str]:
        counted = Counter(row["key"] for row in self.deliveries)
        return [f"said twice: {key}" for key, count in counted.items() if count > 1]

    def _unprompted_out_of_hours(self) -> list[str]:
        faults = []
        for row in self.deliveries:
            at = datetime.fromisoformat(row["at"])
            is_in = chinese_calendar.is_workday(at.date()) and any(a <= at.time() <= b for a, b in OFFICE_HOURS)
            if row["kind"] not in PROMPTED and not is_in:
                faults.append(f"{row['kind']} at {row['at']}: {row['key']}")
        return faults

    def _reminders(self) -> list[str]:
        faults = [f"reminder without a unit: {row['key']}" for row in self.of_kind("reminder") if not row["unit"]]
        counted = Counter(row["unit"] for row in self.of_kind("reminder"))
        faults += [f"{unit} reminded {count} times" for unit, count in counted.items() if count > 3]
        mailed: dict[str, str] = {}
        for row in self.incoming:
            if "已发邮箱" in row["text"] and row["unit"]:
                mailed.setdefault(row["unit"], row["at"])
        complete = {
            row["unit"]: row["at"] for row in reversed(self.deliveries) if row["unit"] and "应报材料已齐" in row["text"]
        }
        for row in self.of_kind("reminder"):
            for since, why in ((mailed, "mailed"), (complete, "complete")):
                if row["unit"] in since and row["at"] > since[row["unit"]]:
                    faults.append(f"{row['unit']} reminded at {row['at']} after {why} at {since[row['unit']]}")
        return faults

    def _digests(self) -> list[str]:
        counted: dict[str, Counter[date]] = defaultdict(Counter)
        for row in self.of_kind("digest"):
            counted[row["office"]][datetime.fromisoformat(row["at"]).date()] += 1
        days = sorted({datetime.fromisoformat(row["at"]).date() for row in self.deliveries})
        faults = []
        workdays = [day for day in chinese_calendar.get_workdays(days[0], days[-1]) if day > days[0]]
        for office, by_day in counted.items():
            faults += [f"{office}: {by_day[day]} digests on {day}" for day in workdays if not 1 <= by_day[day] <= 2]
        return faults if counted else ["no digest at all"]

    def _receipts(self) -> list[str]:
        bursts = {row["burst"] for row in self.incoming if row["burst"] is not None}
        counted = Counter(row["burst"] for row in self.of_kind("receipt"))
        faults = [f"burst {burst} has {counted[burst]} receipts" for burst in bursts if counted[burst] != 1]
        return faults + [f"receipt for no burst: {burst}" for burst in counted if burst not in bursts]

    def _shaming(self) -> list[str]:
        units = {row["unit"] for row in self.deliveries if row["unit"]} | {row[0] for row in self.ledger[1:]}
        return [
            f"a group of many read of a unit's gap: {row['key']}"
            for row in self.deliveries
            if row["room"] == "shared_group"
            and SHAMING.search(row["text"])
            and any(u in row["text"] for u in units if u)
        ]

    def _noise(self) -> list[str]:
        faults = []
        groups = {row["chat"] for row in self.deliveries if row["room"] in ("shared_group", "unit_group")}
        for chat in groups:
            said = [row for row in self.deliveries if row["chat"] == chat and row["kind"] != "reminder"]
            heard = [row for row in self.incoming if row["chat"] == chat]
            if len(said) > len(heard) + 3:
                faults.append(f"{chat}: {len(said)} said, {len(heard)} heard")
        return faults

    def _figures(self) -> list[str]:
        last = {row["office"]: row["text"] for row in self.of_kind("digest")}
        faults = []
        for office, due, complete, partial, missing, *_ in self.totals[1:]:
            if office in last:
                told = f"应报{due}家：已齐{complete}，部分{partial}，未报{missing}"
                if told not in last[office]:
                    faults.append(f"{office}: ledger says {told}, the last digest does not")
        return faults

    def _photos(self) -> list[str]:
        sent = {file["sha256"] for row in self.incoming for file in row["files"]}
        faults = []
        packed = set()
        for name in self.package.namelist():
            digest = hashlib.sha256(self.package.read(name)).hexdigest()
            packed.add(digest)
            if name.lower().endswith((".jpg", ".png", ".jpeg")) and digest not in sent:
                faults.append(f"a photo nobody sent: {name}")
        withdrawn = {file["sha256"] for row in self.incoming for file in row["files"] if "错发" in file["name"]}
        wanted = sent - withdrawn
        if len(wanted & packed) < 0.9 * len(wanted):
            faults.append(f"{len(wanted & packed)} of {len(wanted)} files are in the package")
        return faults


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
