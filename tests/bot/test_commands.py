"""The command line: what it does, and one clear sentence for what cannot be done."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot.cli import run
from bot.playground.example import notice_lines

EXAMPLE = "\n".join(notice_lines())


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def office(home) -> Path:
    """An installation as `baosong init` makes it."""
    assert run(["init", "--yes"]) == 0
    return home


@pytest.fixture
def notice(home) -> str:
    (home / "通知.txt").write_text(EXAMPLE, encoding="utf-8")
    return "通知.txt"


def failed(capsys, *arguments: str) -> str:
    """Run what must fail; return what was said."""
    assert run(arguments) in (1, 2)
    told = capsys.readouterr()
    assert "Traceback" not in told.err + told.out
    return told.err + told.out


def test_a_notice_is_read_for_people_and_for_programs(notice, capsys):
    assert run(["notice", "parse", notice]) == 0
    told = capsys.readouterr().out
    assert "云科协〔2024〕18号" in told
    assert "2024-10-25" in told
    assert "需要核对的有" in told
    assert run(["notice", "parse", notice, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["doc_number"] == "云科协〔2024〕18号"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n "),
        ("noise.txt", bytes(range(256)) * 40_000),
        ("broken.docx", b"PK\x03\x04 no archive"),
        ("broken.pdf", b"%PDF-1.7 nothing"),
        ("picture.png", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_what_is_no_notice_is_said_so(home, capsys, name, data):
    (home / name).write_bytes(data)
    assert failed(capsys, "notice", "parse", name).strip()


def test_a_file_that_is_not_there_is_said_so(home, capsys):
    assert "nowhere.txt" in failed(capsys, "notice", "parse", "nowhere.txt")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_notice_in_any_usual_encoding_reads_the_same(home, capsys, encoding):
    (home / "n.txt").write_text(EXAMPLE, encoding=encoding)
    assert run(["notice", "parse", "n.txt", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["contacts"][0]["phones"] == ["57310246"]


def test_a_question_is_answered_without_an_installation(notice, capsys):
    assert run(["ask", "--notice", notice, "--unit-type", "市级学会", "什么时候交，交到哪里"]) == 0
    told = capsys.readouterr().out
    assert "10月25日" in told
    assert "市科协学会服务中心" in told
    assert run(["ask", "--notice", notice, "--json", "--at", "2024-10-30T09:00+08:00", "还能交吗"]) == 0
    assert "text" in json.loads(capsys.readouterr().out)


def test_questions_of_a_file_are_answered_line_by_line(home, notice, capsys):
    rows = [
        {"id": "1", "text": "什么时候交", "asker": {"unit_type": "市级学会"}},
        {"id": "2", "text": "谢谢"},
        {
            "id": "3",
            "text": "谁还没交",
            "asker": {"role": "coordinator", "office": "市科协普及部"},
            "room": "coordinators",
        },
        {"id": "4", "text": "总结见附件", "attachments": [{"name": "总结.docx", "kind": "file"}]},
    ]
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n"
    (home / "q.jsonl").write_text(text, encoding="utf-8")
    assert run(["ask", "--notice", notice, "--questions", "q.jsonl"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in told] == ["1", "2", "3", "4"]
    assert "10月25日" in told[0]["text"]
    assert told[1]["kind"] == "silent"


@pytest.mark.parametrize("row", ["{", "[]", "5"])
def test_a_line_that_is_no_question_is_named(home, notice, capsys, row):
    (home / "q.jsonl").write_text(row, encoding="utf-8")
    assert "第1行" in failed(capsys, "ask", "--notice", notice, "--questions", "q.jsonl")


def test_one_question_or_a_file_not_both(notice, capsys):
    assert "二者取其一" in failed(capsys, "ask", "--notice", notice)


def test_an_installation_is_made_once_and_checked(office, capsys):
    assert (office / "config.toml").read_text("utf-8").startswith("#")
    assert "不覆盖" in failed(capsys, "init", "--yes")
    assert run(["check"]) == 0
    assert "配置文件读取正常" in capsys.readouterr().out
    assert run(["migrate"]) == 0
    assert run(["pause"]) == 0
    assert run(["resume"]) == 0
    assert "已恢复" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[server]\nprot = 1\n", "prot"),
        ("[server]\nport = 'x'\n", "port"),
        ("[reminders]\nat = '25:00'\n", "at"),
        ("[server\n", "config.toml"),
        ("[data]\nfolder = 5\n", "folder"),
    ],
)
def test_a_wrong_configuration_is_named_where_it_is_wrong(home, capsys, text, word):
    (home / "config.toml").write_text(text, encoding="utf-8")
    assert word in failed(capsys, "pause")
    assert word in failed(capsys, "check")
    assert not (home / "data").exists()


def test_a_configuration_that_is_not_there_is_said_so(home, capsys):
    assert "config.toml" in failed(capsys, "invite", "--coordinator", "市科协普及部")


def test_an_invite_is_a_code_that_nobody_guesses(office, capsys):
    assert run(["invite", "--coordinator", "市科协普及部"]) == 0
    assert capsys.readouterr().out.startswith("BS-")


def test_a_roster_goes_in_whole_or_not_at_all(office, capsys):
    assert run(["roster", "template"]) == 0
    assert (office / "花名册模板.xlsx").stat().st_size > 1000
    head = "单位名称,单位类型,别名,联络员,电话,邮箱,备注\n"
    (office / "twice.csv").write_text(head + "甲县科协,县（市、区）科协,,,,,\n" * 2, encoding="utf-8")
    assert "甲县科协" in failed(capsys, "roster", "import", "twice.csv")
    (office / "good.csv").write_text(head + "甲县科协,县（市、区）科协,,,,,\n", encoding="utf-8")
    assert run(["roster", "import", "good.csv"]) == 0
    assert "新增1家" in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"", b"a,b,c\n1,2,3\n", b"\xff\xfe\x00", b"PK\x03\x04"])
def test_a_file_that_is_no_roster_changes_nothing(office, capsys, data):
    for name in ("r.csv", "r.xlsx"):
        (office / name).write_bytes(data)
        assert failed(capsys, "roster", "import", name).strip()


def test_a_notice_is_published_after_a_look_and_a_yes(office, notice, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert run(["notice", "publish", notice]) == 1
    told = capsys.readouterr()
    assert "市级学会、高校科协、企业科协：10月25日（星期五）前" in told.out
    assert "本通知没有成文日期" in told.out
    assert "已取消" in told.err
    assert "还没有发布通知" in failed(capsys, "export", "ledger", "--out", "x.xlsx")
    assert run(["notice", "publish", notice, "--yes", "--past"]) == 0
    assert "已发布" in capsys.readouterr().err
    assert run(["export", "ledger", "--out", "台账.xlsx"]) == 0
    assert run(["export", "package", "--out", "材料包.zip"]) == 0
    assert zipfile.is_zipfile(office / "台账.xlsx")
    assert zipfile.is_zipfile(office / "材料包.zip")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\nn\n"))
    assert run(["notice", "publish", notice]) == 1
    assert "另有通知正在进行" in capsys.readouterr().err


def test_what_is_no_notice_is_not_published(office, capsys):
    (office / "n.txt").write_text("买菜清单", encoding="utf-8")
    assert "不像一份通知" in failed(capsys, "notice", "publish", "n.txt", "--yes")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "没有命令 nothing"),
        (["notice", "parse"], "缺少 FILE"),
        (["notice", "parse", "没有.txt"], "没有.txt 不存在，请检查路径"),
        (["notice", "parse", "."], ". 是目录，应为文件"),
        (["notice", "parse", "通知.txt", "多余"], "多出了"),
        (["notice", "parse", "通知.txt", "--jsn"], "没有选项 --jsn，是否想用 --json"),
        (["ask", "--notice"], "--notice 后面缺少内容"),
        (["ask", "--notice", "通知.txt", "--at", "明天", "几号交"], "不是带时区的时刻"),
        (["demo", "--port", "99999"], "99999 超出范围，应在 1 到 65535 之间"),
        (["demo", "--port", "八千"], "八千 不是整数"),
        (["demo", "--headless", "--out", "通知.txt"], "通知.txt 是文件，应为目录"),
        (["demo", "--headless"], "--headless 与 --out 一起使用"),
    ],
)
def test_wrong_use_is_said_in_one_sentence(notice, capsys, arguments, said):
    assert run(arguments) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert "--help" in told.err
    assert told.out == ""


def test_where_nothing_can_be_written_is_said_and_nothing_is_half_done(home, capsys):
    (home / "file").touch()
    assert "无法读写" in failed(capsys, "demo", "--headless", "--out", "file/record")


def test_ctrl_c_ends_a_command_without_a_traceback(notice, capsys, monkeypatch):
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("storage.documents.read_lines", interrupted)
    assert "已取消" in failed(capsys, "notice", "parse", notice)


def test_a_reader_that_goes_away_is_no_failure_of_ours(notice, tmp_path):
    command = [sys.executable, "-m", "bot", "notice", "parse", notice, "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert "Traceback" not in process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=30) in (0, 1)


@pytest.mark.parametrize("what", ["ledger", "package"])
def test_before_a_notice_is_published_there_is_nothing_to_export(office, capsys, what):
    assert "还没有发布通知" in failed(capsys, "export", what, "--out", "x.bin")
    assert list(office.glob("x.bin*")) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["demo", "--headless"],
        ["demo", "--out", "x", "--port", "9000", "--headless"],
        ["demo", "--script", "config.toml"],
        ["nothing"],
        ["demo", "--port", "0"],
        ["invite"],
    ],
)
def test_options_that_do_not_go_together_are_said_so(office, capsys, arguments):
    assert failed(capsys, *arguments).strip()


def test_a_rehearsal_leaves_its_record(home, capsys):
    assert run(["demo", "--headless", "--out", "record"]) == 0
    assert "record" in capsys.readouterr().err
    assert {path.name for path in (home / "record").iterdir()} >= {"ledger.xlsx", "package.zip"}


@pytest.mark.parametrize(
    "command", ["", "ask", "check", "demo", "export", "init", "migrate", "notice", "roster", "run"]
)
def test_every_command_explains_itself(home, capsys, command):
    assert run([*([command] if command else []), "--help"]) == 0
    assert capsys.readouterr().out.strip()
