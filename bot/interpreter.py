"""How the interpreter works for a server: threads take turns at once, and the garbage collector looks seldom."""

from __future__ import annotations

import gc
import sys

LOOKED_THROUGH_AFTER = 50_000
"""Objects more than before after which the garbage collector looks through the young: a few MB."""

TURN = 20e-6
"""Seconds after which a thread lets another have the interpreter that waits for it.

By default it is five milliseconds: the writing thread would wait for the event loop that long between any two of
SQLite's calls, and all who wait for its commit with it.
"""


def look_seldom() -> None:
    """Let the garbage collector look less often than by default.

    What a start makes is no garbage, nor are hundreds of calls that wait for one commit: to look through them again and
    again costs more than to store them.
    """
    gc.set_threshold(LOOKED_THROUGH_AFTER, *gc.get_threshold()[1:])


def spare_what_lives() -> None:
    """Once all is started: what lives now lives to the end, and the garbage collector need not look through it again.

    Each full collection would else hold up whatever is being answered for as long as it takes. So would one now, for a
    tenth of a second: a start leaves a few hundred objects of a hundred thousand to be collected, which stay.
    """
    gc.freeze()
    look_seldom()


def settle_down() -> None:
    """Once all is started: serve from now on."""
    sys.setswitchinterval(TURN)
    spare_what_lives()
