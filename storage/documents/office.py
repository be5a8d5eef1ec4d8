"""Old Word files, WPS and RTF made into .docx by LibreOffice where it is on the machine: bounded, without macros."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path, PurePath

from storage.errors import NotANotice

SECONDS = 90.0
MOST_CPU_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")
_MACROS = tuple(mark.encode("utf-16-le") for mark in ("_VBA_PROJECT", "VBA"))
_ENDINGS = (".doc", ".wps", ".rtf")
_CAREFUL = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
</item>
</oor:items>
"""
"""The profile it starts with: no macro runs, nothing that a document points to is fetched."""


def converted(data: bytes, name: str) -> bytes:
    """Return an old file as .docx. Raises NotANotice: old_format (no LibreOffice), macros, not_opened."""
    if any(mark in data for mark in _MACROS):
        raise NotANotice("macros", name=name)
    program = next((found for found in map(shutil.which, _PROGRAMS) if found), None)
    if program is None:
        raise NotANotice("old_format", name=name)
    ending = PurePath(name).suffix.lower()
    with tempfile.TemporaryDirectory(prefix="baosong-office-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        source = place / f"notice{ending if ending in _ENDINGS else '.doc'}"
        source.write_bytes(data)
        _convert(program, place, source)
        made = place / "made" / "notice.docx"
        if not made.exists():
            raise NotANotice("not_opened", name=name)
        return made.read_bytes()


def _convert(program: str, place: Path, source: Path) -> None:
    """Run LibreOffice with a profile of its own; end it, and what it started, where it takes too long."""
    profile = place / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_CAREFUL, encoding="utf-8")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", "docx", "--outdir", str(place / "made"), str(source)]
    process = subprocess.Popen(  # noqa: S603 - a program found on PATH, and file names of our own making
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _bound(process.pid)
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        pass
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _bound(process: int) -> None:
    """Bound the time it computes, also for the case that nobody is left to end it."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import resource

        resource.prlimit(process, resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
