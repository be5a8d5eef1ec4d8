"""Every conversation in one ordered table: the first route whose `when` holds answers.

To add a conversation: write `when(context) -> bool` and `then(context, work) -> Reply | None` in the module
of its subject, and put one line here, above everything that would take the same words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handlers.context import Context
from storage.chat import Reply
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Route:
    """One conversation: its name (for the log and the record), when it is meant, what it does."""

    name: str
    when: Callable[[Context], bool]
    then: Callable[[Context, Work], Reply | None]


ROUTES: tuple[Route, ...] = ()


def converse(context: Context, work: Work) -> Reply | None:
    """Answer one message; None is silence."""
    for route in ROUTES:
        if route.when(context):
            return route.then(context, work)
    return None
