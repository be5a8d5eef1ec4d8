"""Wrong use of the command line in words: what was wrong with which word, and where to look it up."""

from __future__ import annotations

import re

import click

_SAID = (
    (r"(?:File|Path|Directory|文件) '(.*)' does not exist\.", "{0} 不存在，请检查路径"),
    (r"(?:File|Path) '(.*)' is a directory\.", "{0} 是目录，应为文件"),
    (r"Directory '(.*)' is a file\.", "{0} 是文件，应为目录"),
    (r".*'(.*)' is not readable\.", "{0} 没有读取权限"),
    (r".*'(.*)' is not writable\.", "{0} 没有写入权限"),
    (r"(.+) is not in the range (.+)<=x<=(.+)\.", "{0} 超出范围，应在 {1} 到 {2} 之间"),
    (r"'(.*)' is not a valid integer.*\.", "{0} 不是整数"),
    (r"'(.*)' does not match the formats? .*", "{0} 不是带时区的时刻，应如 2024-09-10T09:00:00+08:00"),
    (r"No such command '(.*)'\..*", "没有命令 {0}"),
    (r"Got unexpected extra arguments? \((.*)\)", "多出了 {0}"),
    (r"Missing command\.", "缺少命令"),
    (r"Option '(.*)' requires an argument\.", "{0} 后面缺少内容"),
)
"""Sentences of click and what they say; what is not among them is passed on as it is."""


def worded(error: click.UsageError) -> str:
    """Word wrong use in one sentence, with the command that explains the right one."""
    return f"{_what(error)}。用法见 {error.ctx.command_path if error.ctx else 'baosong'} --help。"


def _what(error: click.UsageError) -> str:
    """What was wrong."""
    if isinstance(error, click.NoSuchOption):
        near = f"，是否想用 {'、'.join(error.possibilities)}" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}"
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_name(error)}"
    said = _said(error.message)
    return f"{_name(error)}：{said}" if isinstance(error, click.BadParameter) and _name(error) else said


def _name(error: click.BadParameter) -> str:
    """The option or argument that is meant."""
    if error.param is None or error.ctx is None:
        return ""
    return error.param.get_error_hint(error.ctx).strip("'")


def _said(message: str) -> str:
    """The sentence behind one of click's."""
    for pattern, words in _SAID:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return words.format(*found.groups())
    return message.rstrip("。.")
