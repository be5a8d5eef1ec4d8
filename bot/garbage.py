"""The garbage collector: it looks seldom, and never through what lives to the end."""

from __future__ import annotations

import gc

LOOKED_THROUGH_AFTER = 50_000
"""Objects more than before after which the garbage collector looks through the young: a few MB."""


def look_seldom() -> None:
    """Let the garbage collector look less often than by default.

    What a start makes is no garbage, nor are hundreds of calls that wait for one commit: to look through them again and
    again costs more than to store them.
    """
    gc.set_threshold(LOOKED_THROUGH_AFTER, *gc.get_threshold()[1:])


def spare_what_lives() -> None:
    """Once all is started: what lives now lives to the end, and the garbage collector need not look through it again.

    Each full collection would else hold up whatever is being answered for as long as it takes.
    """
    gc.collect()
    gc.freeze()
    look_seldom()
