"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

EXISTING_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
"""A file that must be there."""

NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)
"""A file that will be written."""

config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="BAOSONG_CONFIG",
    help="配置文件（默认当前目录的 config.toml）",
)
"""Which installation a command works on."""
