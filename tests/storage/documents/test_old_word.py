"""Old Word files go through LibreOffice where it is found; it is bounded, and its end is ours to bring about."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

import pytest

from storage.documents import office, read_lines, written_lines
from storage.errors import NotANotice

OLD = b"\xd0\xcf\x11\xe0 old word"
DOUBLE = """#!{python}
import pathlib, subprocess, sys, time
arguments = sys.argv[1:]
(folder,) = (each.partition("=")[2] for each in arguments if each.startswith("-env:UserInstallation="))
source, made = pathlib.Path(arguments[-1]), pathlib.Path(arguments[arguments.index("--outdir") + 1])
{does}
"""
CONVERTS = """
assert "--headless" in arguments and source.name == "notice{ending}"
profile = pathlib.Path(folder.removeprefix("file://")) / "user" / "registrymodifications.xcu"
assert "DisableMacrosExecution" in profile.read_text() and "BlockUntrustedRefererLinks" in profile.read_text()
made.mkdir()
(made / "notice.docx").write_bytes(pathlib.Path({path!r}).read_bytes())
"""
HANGS = """
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path({path!r}).write_text(str(child.pid))
time.sleep(600)
"""


@pytest.fixture
def office_double(tmp_path, monkeypatch):
    """Puts a program in LibreOffice's place."""

    def put(does):
        folder = tmp_path / "programs"
        folder.mkdir()
        program = folder / "soffice"
        program.write_text(DOUBLE.format(python=sys.executable, does=does), encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(folder))

    return put


def refused(name="通知.doc", data=OLD):
    with pytest.raises(NotANotice) as caught:
        read_lines(data, name)
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "ending"), [("通知.doc", ".doc"), ("通知.WPS", ".wps"), ("通知", ".doc"), ("通知.rtf", ".rtf")]
)
def test_an_old_file_is_read_as_what_it_becomes(office_double, word_file, tmp_path, name, ending):
    (tmp_path / "new.docx").write_bytes(word_file(["关于活动的通知", "各单位："]))
    office_double(CONVERTS.format(path=str(tmp_path / "new.docx"), ending=ending))
    data = b"{\\rtf1 x}" if ending == ".rtf" else OLD
    assert read_lines(data, name) == ("关于活动的通知", "各单位：")


def test_without_libreoffice_the_person_is_told_what_to_send(no_office):
    assert refused() == "old_format"


def test_what_libreoffice_cannot_open_is_said_to_be_so(office_double):
    office_double("sys.exit(0)")
    assert refused() == "not_opened"


def test_macros_are_not_opened_at_all(office_double):
    office_double("raise SystemExit('it was started')")
    assert refused(data=OLD + "_VBA_PROJECT".encode("utf-16-le")) == "macros"


def test_one_that_hangs_is_ended_with_all_that_it_started(office_double, tmp_path, monkeypatch):
    office_double(HANGS.format(path=str(tmp_path / "child")))
    monkeypatch.setattr(office, "SECONDS", 2.0)
    assert refused() == "not_opened"
    child = int((tmp_path / "child").read_text(encoding="ascii"))
    for _ in range(3000):
        if not _runs(child):
            return
        time.sleep(0.01)
    raise AssertionError("its child lives on")


def _runs(process):
    try:
        os.kill(process, 0)
        status = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_what_is_only_looked_at_for_marks_is_not_converted(office_double):
    office_double("raise SystemExit('it was started')")
    with pytest.raises(NotANotice) as caught:
        written_lines(OLD, "通知.doc")
    assert caught.value.code == "old_format"
