"""What each kind of job does, in a worker process: its data and the data folder in, its result out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from bot.jobs import Kind
from scheduler.settings import PushSettings
from storage.blobs import Blobs
from storage.errors import Refused

if TYPE_CHECKING:
    from storage.unit_of_work import Work


def read_notice(data: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Read a document, or the photos of its pages, into lines; a page that was recognised is kept as a picture.

    Data {sha256, name, others: [{sha256, name}]}, result {lines, pages: [{sha256, first_line, last_line}]}. What turns
    out to bear a mark of secrecy is not kept. Raises Refused.
    """
    from storage.documents import read_document, read_photos
    from storage.inspection import refuse_secret

    blobs = Blobs(folder / "blobs")
    files = [data, *data.get("others", ())]
    taken = [(blobs.read(str(file["sha256"])), str(file["name"])) for file in files]
    found = read_photos(taken) if len(taken) > 1 else read_document(*taken[0])
    try:
        refuse_secret(found.lines)
    except Refused:
        for file in files:
            blobs.forget(str(file["sha256"]))
        raise
    pages = [
        {"sha256": blobs.write(page.picture).sha256, "first_line": page.first_line, "last_line": page.last_line}
        for page in found.pages
    ]
    return {"lines": list(found.lines), "pages": pages}


def export(data: dict[str, Any], folder: Path, *, with_coordinates: bool = False) -> dict[str, Any]:
    """Make the ledger or the package of an office, the package in volumes where `most_bytes` splits it.

    Data {what, office, campaign, accepted?, most_bytes?}, result {files: [{sha256, name}]}.
    """
    from storage.database import Database

    blobs = Blobs(folder / "blobs")
    database = Database(folder / "baosong.db", lambda: datetime.now(UTC))
    make = _ledger if data["what"] == "ledger" else partial(_volumes, with_coordinates=with_coordinates)
    try:
        return {"files": database.look(lambda work: make(data, work, blobs))}
    finally:
        database.close()


def _ledger(data: dict[str, Any], work: Work, blobs: Blobs) -> list[dict[str, str]]:
    """Write the ledger."""
    from storage.editions import notice_of
    from storage.exports.ledger import write_ledger

    campaign, office = work.campaigns.get(int(data["campaign"])), str(data["office"])
    with tempfile.TemporaryFile() as file:
        write_ledger(work, campaign, notice_of(work, campaign), file, office=office)
        return [_kept(blobs, file, f"{office}台账.xlsx")]


def _volumes(data: dict[str, Any], work: Work, blobs: Blobs, *, with_coordinates: bool) -> list[dict[str, str]]:
    """Write the package, volume by volume."""
    from storage.editions import notice_of
    from storage.exports.choice import Choice, plan
    from storage.exports.package import write_package

    campaign, office = work.campaigns.get(int(data["campaign"])), str(data["office"])
    notice, is_accepted = notice_of(work, campaign), bool(data.get("accepted"))
    choice = Choice(office, with_coordinates, accepted=is_accepted, most_bytes=data.get("most_bytes"))
    volumes, made = plan(work, campaign, notice, choice).volumes, []
    for number in range(1, volumes + 1):
        with tempfile.TemporaryFile() as file:
            write_package(work, campaign, notice, blobs, file, replace(choice, volume=number))
            made.append(_kept(blobs, file, f"{office}材料包{f'-{number}' if volumes > 1 else ''}.zip"))
    return made


def _kept(blobs: Blobs, file: IO[bytes], name: str) -> dict[str, str]:
    """Keep what was written under its hash."""
    file.seek(0)
    return {"sha256": blobs.write_file(cast("BinaryIO", file)).sha256, "name": name}


def read_arrivals(data: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Read a sheet of what came by mail; data {sha256, name}, result {rows}. Raises Refused."""
    from storage import arrivals

    return {"rows": arrivals.read_arrivals(Blobs(folder / "blobs").read(str(data["sha256"])))}


def rehearse(data: dict[str, Any], folder: Path, *, settings: PushSettings) -> dict[str, Any]:
    """Rehearse the campaign of a draft from an instant on; data {draft, at}, result `scheduler.rehearsal.Rehearsal`."""
    from dataclasses import asdict

    from scheduler.rehearsal import Rehearsal
    from scheduler.rehearsal import rehearse as run_through
    from storage.database import Database
    from storage.notice.printed import from_record

    at = datetime.fromisoformat(str(data["at"]))
    database = Database(folder / "baosong.db", lambda: at)

    def rehearsed(work: Work) -> Rehearsal:
        return run_through(work, from_record(work.drafts.get(int(data["draft"])).record), settings)

    try:
        return asdict(database.look(rehearsed))
    finally:
        database.close()


def rehearsing(settings: PushSettings) -> Callable[[dict[str, Any], Path], dict[str, Any]]:
    """Return what rehearses by these settings; links are made for those who are written to, not for a rehearsal."""
    return partial(rehearse, settings=replace(settings, page_url=None, keep=None))


def kinds(settings: PushSettings, *, with_coordinates: bool) -> dict[str, Kind]:
    """Return every kind of job by the name its rows bear; exported photos may keep where they were taken."""
    return {
        "read_notice": Kind(read_notice, is_heavy=True),
        "read_arrivals": Kind(read_arrivals),
        "rehearse": Kind(rehearsing(settings)),
        "export": Kind(partial(export, with_coordinates=with_coordinates)),
    }
