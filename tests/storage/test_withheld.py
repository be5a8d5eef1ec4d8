"""A package and a ledger of what names people: totals of support without names, nothing of where the visited live."""

from __future__ import annotations

import csv
import hashlib
import io

from storage.blobs import Blobs
from storage.database import Database
from tests.storage.pictures.test_opening_pictures import picture
from tests.storage.test_exports import NOW, folder, ledger, package

__all__ = ["folder"]

PERSONAL = ("张伟", "李娜", "3幢502室", "孙丽")
HANDED_IN = (
    {
        "kind": "text",
        "text": "开展心理咨询。\n为张伟、李娜等2人进行心理辅导2场。\n走访老专家，家住平江路新村3幢502室。",
    },
    {
        "kind": "file",
        "name": "服务总结.docx",
        "lines": ["服务总结", "为张伟、李娜开展心理疏导1场，40人次。", "办讲座3场。"],
    },
    {"kind": "file", "name": "科普总结.docx", "lines": ["科普总结", "举办心理健康讲座3场，张伟同志主持。"]},
    {"kind": "file", "name": "孙丽女士心理咨询记录.pdf"},
    {"kind": "image", "name": "沙盘.jpg", "caption": "孙丽女士心理沙盘辅导", "media_type": "image/jpeg"},
    {"kind": "image", "name": "慰问.jpg", "caption": "慰问院士，住址：平江路新村3幢502室", "media_type": "image/jpeg"},
)


def _handed_in(folder):
    """Hand in what names people."""
    database, blobs = Database(folder / "baosong.db", lambda: NOW), Blobs(folder / "blobs")
    with database.transaction() as work:
        (campaign,) = work.campaigns.running()
        unit = work.units.all()[0].key
        about = {"submission_id": 1, "campaign_id": campaign.key, "unit_id": unit, "received_at": NOW}
        for number, values in enumerate(HANDED_IN):
            piece = {**about, **{name: value for name, value in values.items() if name != "lines"}}
            if values["kind"] != "text":
                data = picture(size=(40 + number, 30)) if values["kind"] == "image" else b"PK" + bytes([number])
                blob = blobs.write(data)
                piece |= {"sha256": blob.sha256, "size": blob.size}
                if "lines" in values:
                    work.papers.add(sha256=blob.sha256, title=values["lines"][0], lines=values["lines"])
            work.pieces.add(**piece)
    database.close()


def test_who_was_given_support_and_where_visited_people_live_stays_here(folder):
    _handed_in(folder)
    archive = package(folder)
    held = {name: archive.read(name) for name in archive.namelist()}
    texts = {name: data.decode("utf-8-sig") for name, data in held.items() if name.endswith((".txt", ".csv"))}
    assert not any(words in name for name in held for words in PERSONAL)
    for words in PERSONAL:
        assert [name for name, text in texts.items() if words in f"{name}{text}"] == []
    (said,) = [text for text in texts.values() if text.startswith("开展心理咨询。")]
    assert said == "开展心理咨询。\n（心理支持：2场次、2人次，姓名从略）\n走访老专家，（住址从略）。"
    (summary,) = [text for text in texts.values() if text.startswith("服务总结")]
    assert summary == "服务总结\n（心理支持：1场次、40人次，姓名从略）\n办讲座3场。"
    rows = {row["原文件名"]: row for row in csv.DictReader(io.StringIO(texts["目录.csv"]))}
    assert rows["服务总结.docx"]["说明"] == "含不宜外传的个人信息，已隐去，以文字代替原件"
    assert rows["服务总结.docx"]["原件SHA256"] == hashlib.sha256(b"PK\x01").hexdigest()
    assert held[rows["科普总结.docx"]["路径"]] == b"PK\x02"
    stayed = [row for row in rows.values() if not row["路径"]]
    assert [row["说明"].split("；")[0] for row in stayed] == ["心理支持活动只报总数，未放入"] * 2
    assert "（住址从略）" in rows["慰问.jpg"]["说明"]


def test_a_ledger_names_nobody_who_was_given_support(folder):
    database = Database(folder / "baosong.db", lambda: NOW)
    with database.transaction() as work:
        work.arrangements.change(work.arrangements.c.kind == "exemption", reason="负责人张伟同志接受心理辅导，今年免报")
    database.close()
    cells = [str(cell.value) for row in ledger(folder)["台账"].iter_rows() for cell in row]
    assert not any("张伟" in one for one in cells)
    assert any("免报：（心理支持，姓名从略）" in one for one in cells)
