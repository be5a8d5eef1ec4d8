"""The ledger and the package: dates are dates, text is text, names are safe, hashes are right, places stay here."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from dataclasses import asdict, replace
from datetime import UTC, date, datetime

import openpyxl
import pytest
from PIL import Image

from bot import tasks
from bot.playground.example import notice_lines
from bot.tasks import kinds
from handlers.publishing import publish
from scheduler.settings import PushSettings
from scheduler.workdays import WorkCalendar
from storage import editions
from storage.blobs import Blobs
from storage.database import Database
from storage.errors import Refused
from storage.exports.choice import Choice, plan
from storage.exports.contact import contact_sheets
from storage.exports.ledger import write_ledger
from storage.exports.package import write_package
from storage.notice.parser import read
from storage.pictures import look
from storage.roster import Entry, import_roster
from storage.schema import create_all
from storage.wording import planned as in_words
from tests.storage.pictures.test_opening_pictures import picture, place_of

NAME = "=云江市/气象?学会"
OFFICE = "市科协学会服务中心"
NOW = datetime(2024, 9, 10, 1, 2, 3, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    """An installation with one unit that handed in a photo with a place, a paper twice, a text, and a unit exempt."""
    database = Database(tmp_path / "baosong.db", lambda: NOW)
    create_all(database.engine)
    blobs = Blobs(tmp_path / "blobs", durable=False)
    with database.transaction() as work:
        entries = [
            Entry(NAME, "市级学会", remarks="=1+1\x01"),
            Entry("云江市护理学会", "市级学会"),
            Entry("某局", "县（市、区）教育局"),
        ]
        import_roster(work, entries)
        publish(work, read(notice_lines()), by="测试")
        (campaign,) = work.campaigns.running()
        unit, other, _ = work.units.all()
        number = work.submissions.add(
            campaign_id=campaign.key, unit_id=unit.key, state="receipted", opened_at=NOW, changed_at=NOW,
            receipt_no="0910-001",
        )  # fmt: skip
        loose = {"campaign_id": campaign.key, "state": "receipted", "opened_at": NOW, "changed_at": NOW}
        work.submissions.add(**loose, receipt_no="0910-002")
        about = {"submission_id": number, "campaign_id": campaign.key, "unit_id": unit.key, "received_at": NOW}
        photo = blobs.write(picture(with_place=True))
        old, new = blobs.write(b"old"), blobs.write(b"new")
        work.pieces.add(
            **about,
            kind="image",
            material="影像资料",
            name="con.JPG",
            sha256=photo.sha256,
            media_type="image/jpeg",
            size=photo.size,
        )
        first = work.pieces.add(**about, kind="file", material="活动总结", name="总结.docx", sha256=old.sha256)
        second = work.pieces.add(**about, kind="file", material="活动总结", name="总结.<x>", sha256=new.sha256)
        work.pieces.set(first, replaced_by=second)
        work.pieces.add(**about, kind="text", text="=建议：多办")
        work.arrangements.add(
            campaign_id=campaign.key, unit_id=unit.key, kind="extension", until_on=date(2024, 11, 1), granted_at=NOW
        )
        work.arrangements.add(
            campaign_id=campaign.key, unit_id=other.key, kind="exemption", reason="换届", granted_at=NOW
        )
    database.close()
    return tmp_path


def look_into(folder, function):
    database = Database(folder / "baosong.db", lambda: NOW)
    try:
        return database.look(function)
    finally:
        database.close()


def ledger(folder, office=None):
    data = io.BytesIO()

    def write(work):
        (campaign,) = work.campaigns.running()
        write_ledger(work, campaign, editions.notice_of(work, campaign), data, office)

    look_into(folder, write)
    return openpyxl.load_workbook(data)


def package(folder, choice=None):
    data = io.BytesIO()

    def write(work):
        (campaign,) = work.campaigns.running()
        write_package(work, campaign, editions.notice_of(work, campaign), Blobs(folder / "blobs"), data, choice)

    look_into(folder, write)
    return zipfile.ZipFile(data)


def test_the_ledger_is_a_sheet_that_sorts_and_counts(folder):
    book = ledger(folder)
    assert book.sheetnames == ["台账", "汇总", "数据合计", "数据"]
    sheet = book["台账"]
    assert [head.value for head in sheet[1]] == [
        "单位",
        "单位类型",
        "处室",
        "材料",
        "状态",
        "首次收到",
        "最近收到",
        "回执号",
        "版本数",
        "备注",
    ]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:J{sheet.max_row}"
    rows = {(row[0].value, row[3].value): row for row in sheet.iter_rows(min_row=2)}
    summary = rows[NAME, "活动总结"]
    assert summary[0].data_type == "s"
    assert summary[5].value.isoformat() == "2024-09-10T09:02:03"
    assert summary[5].is_date
    assert (summary[4].value, summary[7].value, summary[8].value) == ("已收", "0910-001", 2)
    assert summary[9].value.startswith("延期至11月1日；=1+1")
    assert rows["云江市护理学会", "活动总结"][4].value == "免报"
    assert rows["云江市护理学会", "活动总结"][9].value == "免报：换届"
    assert rows[NAME, "其他材料"][4].value == "已收"
    assert rows["（待认领）", "其他材料"][7].value == "0910-002"
    totals = {row[0]: row[1:] for row in book["汇总"].iter_rows(min_row=2, values_only=True)}
    assert totals[OFFICE] == (1, 1, 0, 0, 0, 0, 1)
    assert totals["合计"] == (2, 1, 0, 1, 0, 0, 1)


def test_an_offices_ledger_holds_its_units_alone(folder):
    book = ledger(folder, OFFICE)
    assert {row[0] for row in book["台账"].iter_rows(min_row=2, values_only=True)} == {NAME, "云江市护理学会"}
    assert [row[0] for row in book["汇总"].iter_rows(min_row=2, values_only=True)] == [OFFICE]


def test_the_package_has_safe_names_right_hashes_and_an_index(folder):
    archive = package(folder)
    names = [name for name in archive.namelist() if "/" in name]
    unit = f"{OFFICE}/=云江市_气象_学会"
    assert names == [
        f"{unit}/影像资料/=云江市_气象_学会_影像资料_01.jpg",
        f"{unit}/活动总结/=云江市_气象_学会_活动总结_02.bin",
        f"{unit}/其他材料/=云江市_气象_学会_其他材料_03.txt",
    ]
    for line in archive.read("SHA256SUMS").decode().splitlines():
        digest, _, path = line.partition("  ")
        assert hashlib.sha256(archive.read(path)).hexdigest() == digest
    text = archive.read("目录.csv")
    assert text.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(text.decode("utf-8-sig")))
    assert head[1] == "路径"
    assert [row[3] for row in rows] == [f"'{NAME}"] * 3
    assert [row[10] for row in rows] == ["已去除拍摄位置", "", "消息文字"]
    assert archive.read(names[1]) == b"new"


def test_coordinates_stay_here_unless_they_are_asked_for(folder):
    photo = next(name for name in package(folder).namelist() if name.endswith(".jpg"))
    assert not any(place_of(package(folder).read(photo)).values())
    assert place_of(package(folder, Choice(with_coordinates=True)).read(photo))


def test_the_index_names_the_original_beside_what_left_the_office(folder):
    archive = package(folder)
    _, *rows = csv.reader(io.StringIO(archive.read("目录.csv").decode("utf-8-sig")))
    photo, paper, text = rows
    assert photo[9] != photo[11] == hashlib.sha256(picture(with_place=True)).hexdigest()
    assert hashlib.sha256(archive.read(photo[1])).hexdigest() == photo[9]
    assert (paper[9], text[9]) == (paper[11], text[11])


def _looked_at(folder, *, accepted: bool = False) -> None:
    """What the pass over the photo finds; the photo is described, its hand-in accepted."""
    database = Database(folder / "baosong.db", lambda: NOW)
    blobs = Blobs(folder / "blobs", durable=False)
    with database.transaction() as work:
        photo = work.pieces.first_having(kind="image")
        found = asdict(look(blobs.path(photo.sha256), "a.jpg"))
        work.pictures.add_once(sha256=photo.sha256, **found | {"thumbnail": blobs.write(found["thumbnail"]).sha256})
        work.pieces.set(photo.key, caption="=志愿者", activity="科普进校园")
        if accepted:
            work.submissions.set(photo.submission_id, verdict="accepted")
    database.close()


def test_a_contact_sheet_and_the_captions_go_with_the_pictures(folder):
    _looked_at(folder)
    archive = package(folder)
    with Image.open(io.BytesIO(archive.read("缩略图/001.jpg"))) as sheet:
        assert sheet.size == (1320, 308)
    head, row = csv.reader(io.StringIO(archive.read("图片说明.csv").decode("utf-8-sig")))
    assert head == ["序号", "路径", "单位", "活动条目", "图片说明", "拍摄时间"]
    assert row[:1] + row[2:] == ["1", f"'{NAME}", "科普进校园", "'=志愿者", ""]


def test_of_many_pictures_every_page_holds_thirty(folder):
    small = io.BytesIO()
    Image.new("RGB", (512, 300), "red").save(small, "JPEG")
    pages = list(contact_sheets([(str(number), small.getvalue()) for number in range(1, 62)]))
    assert len(pages) == 3


def planned(folder, choice):
    def read_plan(work):
        (campaign,) = work.campaigns.running()
        return plan(work, campaign, editions.notice_of(work, campaign), choice)

    return look_into(folder, read_plan)


def test_the_plan_says_beforehand_what_the_package_will_hold(folder):
    before = planned(folder, Choice())
    assert (before.units, before.papers, before.media, before.volumes, before.not_accepted) == (1, 2, 1, 1, 3)
    assert planned(folder, Choice(accepted=True)).units == 0
    assert package(folder, Choice(accepted=True)).namelist() == ["目录.csv", "SHA256SUMS"]
    _looked_at(folder, accepted=True)
    assert planned(folder, Choice(accepted=True)).media == 1
    assert in_words(planned(folder, Choice())) == "材料包：1家单位，文件2份、照片和视频1份，不到1MB。"


def test_a_package_is_split_for_mail_and_nothing_is_lost_or_doubled(folder):
    choice = Choice(most_bytes=700)
    volumes = planned(folder, choice).volumes
    assert volumes > 1
    parts = [package(folder, replace(choice, volume=number)) for number in range(1, volumes + 1)]
    within = sorted(name for archive in parts for name in archive.namelist() if name.endswith((".jpg", ".bin", ".txt")))
    assert within == sorted(name for name in package(folder).namelist() if name.endswith((".jpg", ".bin", ".txt")))


def test_the_same_campaign_gives_the_same_package(folder):
    assert package(folder).fp.getvalue() == package(folder).fp.getvalue()


def test_another_offices_package_is_empty_but_for_its_index(folder):
    assert package(folder, Choice(office="市科协普及部")).namelist() == ["目录.csv", "SHA256SUMS"]


def test_the_jobs_of_the_bot_do_their_work_in_the_data_folder(folder):
    done = kinds(PushSettings(WorkCalendar()), with_coordinates=False)
    blobs = Blobs(folder / "blobs")
    notice = blobs.write("\n".join(notice_lines()).encode())
    lines = done["read_notice"].do({"sha256": notice.sha256, "name": "通知.txt"}, folder)["lines"]
    assert lines == list(notice_lines())
    (made,) = done["export"].do({"what": "ledger", "office": OFFICE, "campaign": 1}, folder)["files"]
    assert made["name"] == f"{OFFICE}台账.xlsx"
    assert openpyxl.load_workbook(io.BytesIO(blobs.read(made["sha256"]))).sheetnames == [
        "台账",
        "汇总",
        "数据合计",
        "数据",
    ]
    (made,) = done["export"].do({"what": "package", "office": OFFICE, "campaign": 1}, folder)["files"]
    assert made["name"] == f"{OFFICE}材料包.zip"
    assert "目录.csv" in zipfile.ZipFile(io.BytesIO(blobs.read(made["sha256"]))).namelist()
    split = {"what": "package", "office": OFFICE, "campaign": 1, "most_bytes": 700}
    volumes = done["export"].do(split, folder)["files"]
    assert [one["name"] for one in volumes] == [f"{OFFICE}材料包-{number + 1}.zip" for number in range(len(volumes))]
    assert len(volumes) == planned(folder, Choice(OFFICE, most_bytes=700)).volumes > 1
    with pytest.raises(Refused):
        tasks.read_arrivals({"sha256": notice.sha256, "name": "登记.xlsx"}, folder)
