"""What is heavy is loaded when it is first needed: a bot that only answers questions never loads it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import bot.evaluation

HEAVY = (
    "PIL", "pi_heif", "docx", "openpyxl", "xlsxwriter", "pypdfium2", "alembic", "wechatpy", "aiosmtplib", "rapidocr", "numpy",
    "sqlalchemy.dialects.postgresql",
)  # fmt: skip

ANSWERS_ONE = """
import asyncio, sys, tempfile
from datetime import UTC, datetime
from pathlib import Path
import bot.serving, bot.commands.run
from bot.app import App
from bot.config import Settings
from bot.playground.example import notice_lines, roster_entries
from handlers.publishing import publish
from scheduler.clock import SystemClock
from storage.notice.parser import read
from storage.roster import import_roster
from tests.platforms.memory import MemoryPlatform

async def answer():
    platform = MemoryPlatform()
    with tempfile.TemporaryDirectory() as folder:
        async with App(Settings(), SystemClock(), [platform], folder=Path(folder), durable=False) as app:
            await app.database.write(lambda work: (import_roster(work, roster_entries()), publish(work, read(notice_lines()), by="t")))
            await platform.say("p", "几号交", at=datetime.now(UTC))
            await app.settle()
    assert "10月25日" in platform.texts("p")[0]

asyncio.run(answer())
print(" ".join(name for name in sys.argv[1].split(",") if name in sys.modules))
"""


def loaded(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, ",".join(HEAVY)], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def test_a_bot_that_answers_a_question_has_loaded_nothing_heavy():
    assert loaded(ANSWERS_ONE) == ""


def test_the_command_line_says_what_it_can_do_without_loading_the_bot():
    program = "import sys, bot.cli\nprint(' '.join(n for n in ('sqlalchemy', 'aiohttp', *sys.argv[1].split(',')) if n in sys.modules))"
    assert loaded(program) == ""


def test_the_command_line_reads_a_notice_without_loading_the_database():
    notice = Path(bot.evaluation.__file__).parent / "examples" / "01-labour-month.txt"
    program = "import sys\nfrom bot.cli import run\n"
    program += f"assert run(['notice', 'parse', {str(notice)!r}, '--json']) == 0\n"
    program += "print(*[n for n in ('asyncio', *sys.argv[1].split(',')) if n in sys.modules], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program, ",".join(("sqlalchemy", *HEAVY))],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert json.loads(done.stdout)["title"]
    assert done.stderr.strip() == ""


def test_the_check_finds_what_is_loaded():
    assert (
        loaded("import sys, PIL.Image\nprint(' '.join(n for n in sys.argv[1].split(',') if n in sys.modules))") == "PIL"
    )
