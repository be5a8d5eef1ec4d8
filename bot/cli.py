"""The command line: one visible table of commands, each imported only when it is called.

Exit status: 0 done, 1 failed, 2 wrong use. Data goes to standard output, talk to standard error.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click
from click.exceptions import NoArgsIsHelpError

from storage.errors import BaosongError

COMMANDS = {
    "ask": "bot.commands.ask:ask",
    "check": "bot.commands.check:check",
    "demo": "bot.commands.demo:demo",
    "evaluate": "bot.commands.evaluate:evaluate",
    "export": "bot.commands.export:export",
    "init": "bot.commands.init:init",
    "invite": "bot.commands.invite:invite",
    "migrate": "bot.commands.migrate:migrate",
    "notice": "bot.commands.notice:notice",
    "pause": "bot.commands.pause:pause",
    "resume": "bot.commands.pause:resume",
    "roster": "bot.commands.roster:roster",
    "run": "bot.commands.run:run",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports them when they are wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="baosong", message="%(prog)s %(version)s")
def baosong() -> None:
    """报送：读懂通知、逐家答复、收齐材料、只提醒欠交者的群聊机器人。"""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what goes wrong on purpose becomes one sentence and status 1 or 2, never a traceback."""
    try:
        given = None if arguments is None else list(arguments)
        status = baosong.main(args=given, prog_name="baosong", standalone_mode=False)
    except click.Abort:
        click.echo("已取消。", err=True)
        return 1
    except NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.UsageError as error:
        from bot.commands.usage import worded

        click.echo(worded(error), err=True)
        return error.exit_code
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except BaosongError as error:
        click.echo(explain(error), err=True)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        click.echo(
            f"{error.filename or '文件'} 无法读写：{error.strerror or error}。请检查路径、权限和磁盘空间。", err=True
        )
        return 1
    return status if isinstance(status, int) else 0  # click returns the status of its own Exit


def explain(error: BaosongError) -> str:
    """Word an error for the person at the terminal."""
    from storage.errors import Refused

    if isinstance(error, Refused):
        from storage.wording import refusal

        return refusal(error)
    return str(error)
