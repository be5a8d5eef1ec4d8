"""`demo --headless`: a whole campaign in virtual time, judged by its record alone."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.playground.example import notice_lines, roster_entries
from bot.playground.rehearsal import Plan, rehearse
from storage.errors import Refused
from storage.notice.parser import read
from tests.scenarios.record import Record


async def play(folder: Path, script: list[dict[str, object]] | None = None, *, invented: bool = False) -> Record:
    plan = Plan(read(notice_lines()), None if invented else roster_entries())
    if script is not None:
        path = folder / "script.jsonl"
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in script), encoding="utf-8")
        plan = Plan(plan.notice, plan.roster, path)
    await rehearse(plan, folder / "out")
    return Record(folder / "out")


async def test_the_built_in_story_keeps_every_promise(tmp_path):
    record = await play(tmp_path)
    assert record.faults() == []
    assert {"brief", "digest", "reminder", "receipt", "reply", "announcement"} <= {r["kind"] for r in record.deliveries}
    assert {"目录.csv", "SHA256SUMS"} <= set(record.package.namelist())
    assert "报送要点" in (tmp_path / "out" / "transcript.md").read_text(encoding="utf-8")
    assert len(record.of_kind("receipt")) >= 8


async def test_the_same_input_gives_the_same_record(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        await play(tmp_path / name, invented=True)
    for file in ("incoming.jsonl", "deliveries.jsonl", "transcript.md", "ledger.xlsx", "package.zip"):
        assert (tmp_path / "one/out" / file).read_bytes() == (tmp_path / "two/out" / file).read_bytes()


def test_the_judge_finds_what_breaks_a_promise(tmp_path):
    """A judge that never finds anything proves nothing."""
    record = Record.__new__(Record)
    at = "2024-09-07T10:00:00+08:00"
    said = {"chat": "g", "room": "shared_group", "unit": "甲学会", "office": "处", "burst": None, "in_reply_to": None}
    record.incoming = [
        {"id": 1, "at": at, "chat": "p", "unit": "甲学会", "text": "已发邮箱", "files": [], "burst": 9},
        {
            "id": 2,
            "at": at,
            "chat": "p",
            "unit": "甲学会",
            "text": "",
            "files": [{"name": "a.jpg", "sha256": "0"}],
            "burst": 9,
        },
    ]
    late = (datetime.fromisoformat(at) + timedelta(days=3)).isoformat()
    record.deliveries = [
        {**said, "key": "k", "kind": "brief", "at": at, "text": "甲学会尚缺总结"},
        *({**said, "key": "k", "kind": "reminder", "at": late, "text": ""} for _ in range(4)),
        {**said, "key": "d", "kind": "digest", "at": late, "text": "应报9家"},
    ]
    record.ledger, record.totals = [["单位"], ["甲学会"]], [["处室"], ["处", 1, 0, 0, 1]]
    record.package = type("Empty", (), {"namelist": lambda _: []})()
    found = "\n".join(record.faults())
    for part in ("said twice", "brief at", "reminded 4 times", "after mailed", "digests on", "has 0 receipts"):
        assert part in found
    for part in ("a unit's gap", "the last digest does not", "0 of 1 files"):
        assert part in found


ZHOU = {"chat": "p-zhou", "room": "private", "member": "周舟", "unit": "云江市气象学会"}


async def test_a_script_is_played_and_its_people_are_known(tmp_path):
    (tmp_path / "beside.jpg").write_bytes(b"")
    record = await play(
        tmp_path,
        [
            {"at": "2024-10-08T14:00:00+08:00", **ZHOU, "text": "", "files": ["a.jpg", "b.jpg"]},
            {"after": "8s", "files": ["c.jpg"]},
            {"after": "6s", "text": "完毕"},
            {
                "after": "1h",
                "chat": "c-x",
                "room": "coordinators",
                "member": "顾",
                "role": "coordinator",
                "office": "市科协学会服务中心",
                "unit": None,
                "text": "进度",
            },
            {
                "after": "1d",
                "chat": "g",
                "room": "shared_group",
                "member": "路人",
                "unit": None,
                "text": "大家好",
                "at_bot": False,
            },
            {"after": "2h", **ZHOU, "text": "已发邮箱", "quotes": "reminder"},
            {"after": "2h", **ZHOU, "text": "我交了什么", "quotes": "receipt"},
        ],
    )
    (receipt,) = record.of_kind("receipt")
    assert receipt["text"].startswith("已收到照片3张，回执号1008-001。")
    assert receipt["unit"] == "云江市气象学会"
    assert [row["burst"] for row in record.incoming[:3]] == [receipt["burst"]] * 3
    assert not any(row["text"] == "大家好" for row in record.incoming)
    assert not [row for row in record.of_kind("reminder") if row["unit"] == "云江市气象学会"]


async def test_a_story_without_a_deadline_has_nothing_to_tell(tmp_path):
    lines = [
        "关于甲的通知",
        "各学会：",
        "请认真组织，及时报送活动情况至市科协学会部，确保工作取得实效，让群众满意。",
        "2024年3月4日",
    ]
    await rehearse(Plan(read(lines)), tmp_path / "out")
    assert Record(tmp_path / "out").incoming == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "第1行"),
        ('{"at": "2024-10-08T14:00:00", "chat": "p"}', "时区"),
        ('{"after": "soon", "chat": "p", "room": "private", "member": "周"}', "35s"),
        ('{"chat": "p", "room": "private"}', "member"),
        ('{"chat": "p", "room": "nowhere", "member": "周"}', "nowhere"),
        ('["p"]', "第1行"),
    ],
)
async def test_a_wrong_line_of_a_script_is_named(tmp_path, line, why):
    from storage.wording import refusal

    path = tmp_path / "script.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(Refused) as caught:
        await rehearse(Plan(read(notice_lines()), roster_entries(), path), tmp_path / "out")
    assert why in refusal(caught.value)
    assert not (tmp_path / "out").exists()
