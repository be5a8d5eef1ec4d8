"""A process that has imported everything, knows its words and has opened nothing: each life is forked from it.

Reads one pickled (port, Plan) after the other; answers each with the life's number, and again when it has ended, most
often killed. What a life needs is imported by `main`: a life's workers begin with this module, too, and need little of
it. No server forks workers for them: one would end with the first life that is killed while it asks for a worker.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.torture.life import Plan

NEEDED = (
    "bot.app",
    "bot.tasks",
    "storage.documents",
    "storage.inspection",
    "PIL.Image",
    "chinese_calendar",
    "tests.torture.life",
)


def main() -> None:
    """Bear lives as long as somebody asks for them."""
    for name in NEEDED:
        import_module(name)
    import_module("handlers.lexicon").use()
    while True:
        try:
            port, plan = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the test that started it
        except EOFError:
            return
        number = os.fork()
        if number == 0:
            _live(port, plan)
        print(number, flush=True)
        _, status = os.waitpid(number, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _live(port: int, plan: Plan) -> None:
    """Be a life: end with 0 where it was told to stop, with 1 where it fell over; complain into a file."""
    from tests.torture.life import live

    os.close(sys.stdin.fileno())
    logging.basicConfig(filename=plan.folder / "life.log", level=logging.ERROR)
    try:
        asyncio.run(live(port, plan))
    except BaseException:
        logging.getLogger(__name__).exception("the life fell over")
        os._exit(1)  # it must not go on as another nursery
    os._exit(0)


if __name__ == "__main__":
    main()
