"""Whatever people call their files and write in their texts: names are safe on every system, no cell is a formula."""

from __future__ import annotations

import csv
import io
import random
import re
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import PurePosixPath, PureWindowsPath

import openpyxl
import pytest

from bot.playground.example import notice_lines
from handlers.publishing import publish
from storage import editions
from storage.blobs import Blobs
from storage.database import Database
from storage.exports.ledger import write_ledger
from storage.exports.names import Unique, cell, csv_cell, part
from storage.exports.package import write_package
from storage.notice.parser import read
from storage.roster import Entry, import_roster
from storage.schema import create_all

NOW = datetime(2024, 9, 10, 1, 2, 3, tzinfo=UTC)
NAMES, TEXTS = 10_000, 5_000
FORMULAS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    " =",
    "＝",
    "＋",
    "－",
    "＠",
    "\u3000=",
    "\n=",
    "\xa0=",
    "\u200b=",
    "\ufeff=",
)
CALLS = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x","y")', "SUM(A1:A9)", "2+5+cmd|'/C calc'!A0", "DDE()")
DEVICES = ("con", "PRN", "aux.txt", "NUL", "com1", "COM¹", "lpt9.docx", "CONIN$", "con .txt")
TURNS = (
    "../",
    "..\\",
    "/etc/",
    "C:\\",
    "\\\\host\\",
    "./",
    "~/",
    "%2e%2e/",
    "a:b",
    "..",
    ".",
    " ",
    "。",
    "\x00",
    "\u202e",
    "\n",
    "*?",
)
ENDINGS = (".docx", ".jpg", ".exe", ".", "", " .", ".jpg ", ".tar.gz", ".學", ".x" * 20)
UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')


def names(count: int) -> list[str]:
    """File names made of everything that has ever led out of a folder, and of any sign of Unicode."""
    chance = random.Random(2024)
    made = []
    for _ in range(count):
        signs = "".join(chr(chance.randrange(sys.maxunicode + 1)) for _ in range(chance.randrange(0, 80)))
        pieces = [
            chance.choice(TURNS),
            chance.choice(DEVICES),
            signs,
            "总结" * chance.randrange(60),
            chance.choice(ENDINGS),
        ]
        made.append("".join(chance.sample(pieces, chance.randrange(1, 6))))
    return made


def holds_on_windows(name: str) -> bool:
    """Whether Windows takes a name as one file in its folder, as it is written."""
    stem = name.split(".", maxsplit=1)[0].rstrip()
    is_device = PureWindowsPath(stem).is_reserved() or PureWindowsPath(name).is_reserved()
    return not (UNSAFE.search(name) or is_device or name != name.strip(" .") or name in ("", ".", ".."))


def test_ten_thousand_names_stay_in_their_folder_and_hold_on_windows():
    unique, given = Unique(), set()
    for name in names(NAMES):
        path = unique.path(part(name), part(name), ".bin")
        folder, _, file = path.partition("/")
        assert holds_on_windows(folder), name
        assert holds_on_windows(file), name
        assert len(folder.encode()) <= 128 >= len(file.encode())
        assert ".." not in PurePosixPath(path).parts
        assert len(PurePosixPath(path).parts) == 2
        assert path.casefold() not in given
        given.add(path.casefold())
    assert len(given) == NAMES


def texts(count: int) -> list[str]:
    chance = random.Random(9)
    return [chance.choice(FORMULAS) * chance.randrange(1, 3) + chance.choice(CALLS) + str(at) for at in range(count)]


def every_sign() -> list[str]:
    """All of Unicode, surrogates included, a thousand signs a text."""
    return [
        "".join(map(chr, range(at, min(at + 1000, sys.maxunicode + 1)))) for at in range(0, sys.maxunicode + 1, 1000)
    ]


def test_five_thousand_formulas_and_all_of_unicode_are_texts_in_a_csv():
    for text in [*texts(TEXTS), *every_sign()]:
        written = csv_cell(text)
        assert not written.lstrip("\u3000\xa0 \r\n\t\u200b\ufeff").startswith(tuple("=+-@＝＋－＠")), text[:20]
        line = io.StringIO()
        csv.writer(line).writerow([written])
        line.getvalue().encode("utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """An installation whose units and files are called by such texts: five thousand formulas, all of Unicode."""
    folder = tmp_path_factory.mktemp("hostile")
    database = Database(None, lambda: NOW)
    create_all(database.engine)
    blobs = Blobs(folder / "blobs", durable=False)
    blob = blobs.write(b"bytes")
    said = [*texts(TEXTS), *(text.encode(errors="replace").decode() for text in every_sign())]
    with database.transaction() as work:
        import_roster(work, [Entry(f"{text[:60]}学会", "市级学会", remarks=text) for text in said[:40]])
        publish(work, read(notice_lines()), by="测试")
        (campaign,) = work.campaigns.running()
        units = work.units.all()
        for number, text in enumerate(said):
            about = {"campaign_id": campaign.key, "unit_id": units[number % len(units)].key}
            hand_in = work.submissions.add(
                **about, state="receipted", opened_at=NOW, changed_at=NOW, receipt_no=f"0910-{number:03}"
            )
            material = text[:60] if number % 50 == 0 else "活动总结"
            work.pieces.add(
                **about, submission_id=hand_in, received_at=NOW, kind="file", name=text[:200], sha256=blob.sha256,
                size=blob.size, material=material, caption=text[:200],
            )  # fmt: skip
    yield database, blobs
    database.close()


def test_every_export_of_hostile_texts_completes_and_no_cell_is_a_formula(hostile):
    database, blobs = hostile
    ledger, package = io.BytesIO(), io.BytesIO()

    def write(work):
        (campaign,) = work.campaigns.running()
        notice = editions.notice_of(work, campaign)
        write_ledger(work, campaign, notice, ledger)
        write_package(work, campaign, notice, blobs, package)

    database.look(write)
    book = openpyxl.load_workbook(ledger)
    cells = [one for sheet in book for row in sheet.iter_rows() for one in row]
    assert len(cells) > 1000
    assert {one.data_type for one in cells} <= {"s", "n", "d"}
    assert not any(one.hyperlink for one in cells)
    with zipfile.ZipFile(package) as archive:
        assert archive.testzip() is None
        paths = archive.namelist()
        assert len(paths) == TEXTS + len(every_sign()) + 2
        assert all(holds_on_windows(name) for path in paths for name in path.split("/"))
        assert len({path.casefold() for path in paths}) == len(paths)
        index = list(csv.reader(io.StringIO(archive.read("目录.csv").decode("utf-8-sig"))))
    assert len(index) == len(paths) - 1
    assert not [one for row in index for one in row if one[:1] in tuple("=+-@\t\r＝＋－＠")]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a/b\\c:d", "a_b_c_d"),
        ("..", "_"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        (" . ", "_"),
        ("\u202ecod.exe", "_cod.exe"),
        ("学" * 60, "学" * 40),
    ],
)
def test_a_part_of_a_path_is_safe_on_every_system(text, safe):
    assert part(text) == safe


def test_a_path_is_given_once_whatever_the_case():
    names = Unique()
    assert [names.path("a", stem, ".jpg") for stem in ("X", "x", "x")] == ["a/X.jpg", "a/x_2.jpg", "a/x_3.jpg"]
    assert names.path("", "x", "") == "x"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "＝1", "　=1"])
def test_no_cell_becomes_a_formula(text):
    assert csv_cell(text).startswith("'")
    assert cell(text) == text


def test_a_cell_holds_what_a_sheet_can_hold():
    assert cell("a\x00b") == "a␀b"
    assert len(cell("x" * 40_000)) == 32_767
