"""What each kind of job does, in a worker process: its data and the data folder in, its result out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from bot.jobs import Kind
from scheduler.settings import PushSettings
from storage.blobs import Blobs
from storage.errors import Refused


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
    """Make the ledger or the package of an office; data {what, office, campaign, accepted?}, result {sha256, name}."""
    import tempfile

    from storage.database import Database
    from storage.editions import notice_of
    from storage.exports.choice import Choice
    from storage.exports.ledger import write_ledger
    from storage.exports.package import write_package
    from storage.unit_of_work import Work

    blobs = Blobs(folder / "blobs")
    database = Database(folder / "baosong.db", lambda: datetime.now(UTC))
    is_ledger = data["what"] == "ledger"
    with tempfile.TemporaryFile() as file:

        def write(work: Work) -> None:
            campaign = work.campaigns.get(int(data["campaign"]))
            notice = notice_of(work, campaign)
            if is_ledger:
                write_ledger(work, campaign, notice, file, office=str(data["office"]))
            else:
                choice = Choice(str(data["office"]), with_coordinates, accepted=bool(data.get("accepted")))
                write_package(work, campaign, notice, blobs, file, choice)

        try:
            database.look(write)
        finally:
            database.close()
        file.seek(0)
        blob = blobs.write_file(file)
    return {"sha256": blob.sha256, "name": f"{data['office']}{'台账.xlsx' if is_ledger else '材料包.zip'}"}


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
    from storage.unit_of_work import Work

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
    return partial(rehearse, settings=replace(settings, page_url=None))


def kinds(settings: PushSettings, *, with_coordinates: bool) -> dict[str, Kind]:
    """Return every kind of job by the name its rows bear; exported photos may keep where they were taken."""
    return {
        "read_notice": Kind(read_notice, is_heavy=True),
        "read_arrivals": Kind(read_arrivals),
        "rehearse": Kind(rehearsing(settings)),
        "export": Kind(partial(export, with_coordinates=with_coordinates)),
    }
