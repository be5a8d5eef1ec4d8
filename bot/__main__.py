"""`python -m bot` and the console script `baosong`."""

from __future__ import annotations

import sys

from bot import interpreter
from bot.cli import run


def main() -> None:
    """Run the command line and end the process with its status."""
    interpreter.look_seldom()
    sys.exit(run())


if __name__ == "__main__":
    main()
