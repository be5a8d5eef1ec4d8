"""An installation as commands see it: its settings, its database, its files; opened for a moment, then let go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import config
from scheduler.clock import SystemClock
from scheduler.workdays import WorkCalendar
from storage import schema
from storage.blobs import Blobs
from storage.database import Database
from storage.errors import Misconfigured


@dataclass(frozen=True, slots=True)
class Installation:
    """What lies in the data folder, opened."""

    settings: config.Settings
    database: Database
    blobs: Blobs
    calendar: WorkCalendar


def database_path(settings: config.Settings) -> Path:
    """Where the database lies."""
    return settings.data.folder / "baosong.db"


def blobs_path(settings: config.Settings) -> Path:
    """Where the files lie."""
    return settings.data.folder / "blobs"


def prepare(settings: config.Settings) -> None:
    """Make the data folder and, where there is none, the database; raise Misconfigured on an older one."""
    try:
        settings.data.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Misconfigured(f"数据目录 {settings.data.folder} 无法建立：{error.strerror}。") from error
    path = database_path(settings)
    if not path.exists():
        schema.migrate(path)
    elif not schema.is_current(path):
        raise Misconfigured("数据库是旧版本的，请先停止运行，再执行 baosong migrate（会先自动复制一份）。")


@contextmanager
def opened(config_file: Path | None) -> Iterator[Installation]:
    """Open the installation of a configuration file for one command."""
    settings = config.load(config_file)
    prepare(settings)
    database = Database(database_path(settings), SystemClock().now)
    try:
        yield Installation(settings, database, Blobs(blobs_path(settings)), WorkCalendar(settings.day_overrides()))
    finally:
        database.close()
