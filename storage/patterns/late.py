"""A pattern that is compiled late: when a text has what it cannot do without, or once there is time for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Protocol
from weakref import WeakSet

from storage.patterns.needs import Needs, needs_of

_WAYS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


_ENOUGH = 500
"""Texts after which looking for what a pattern needs has cost what compiling it does."""


class _Waits(Protocol):
    """What is made ready late."""

    def compile(self) -> None:
        """Make it ready."""


waiting: WeakSet[_Waits] = WeakSet()
"""What nothing was sought with yet."""


class Late:
    """A pattern that is compiled when a text has what it cannot do without, or once `compile_waiting` comes to it."""

    __slots__ = ("__weakref__", "_needs", "_spared", "flags", "pattern", *_WAYS)

    pattern: str
    flags: int
    findall: Callable[..., list[Any]]
    finditer: Callable[..., Iterator[re.Match[str]]]
    fullmatch: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    split: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags
        self._needs: Needs | None = () if flags else None
        self._spared = 0
        waiting.add(self)

    def __getattr__(self, name: str) -> Any:
        """Until it is compiled: what looks first whether it need be."""
        if name not in _WAYS:
            raise AttributeError(name)
        if self._needs is None:
            self._needs = needs_of(self.pattern, {})
        if self._needs:
            return partial(self._seek, name, self._needs)
        self.compile()
        return getattr(self, name)

    def _seek(self, way: str, needs: Needs, *given: Any, **more: int) -> Any:
        """What is found, where a text can hold a match at all."""
        text = given[1] if way == "sub" else given[0]
        if self._spared < _ENOUGH and not any(need in text for need in needs):
            self._spared += 1
            return _NOTHING[way](text)
        self.compile()
        return getattr(self, way)(*given, **more)

    def compile(self) -> None:
        """Make it ready: all that the compiled pattern can do becomes this one's own. Raises re.error."""
        compiled = re.compile(self.pattern, self.flags)
        for way in _WAYS:
            setattr(self, way, getattr(compiled, way))
        self._needs = ()  # no longer asked for, and long
        waiting.discard(self)


_NOTHING: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("fullmatch", "match", "search"), lambda _: None),
    "findall": lambda _: [],
    "finditer": lambda _: iter(()),
    "split": lambda text: [text],
    "sub": lambda text: text,
}
"""What a pattern gives that is not found in a text."""


def compile_waiting() -> None:
    """Make every pattern ready that waits for it, about a second's work; for a thread of its own.

    A server does so once it has started: else the first who asks in some words would wait for them.
    """
    while waiting:
        try:
            waiting.pop().compile()
        except KeyError:  # somebody who asks was faster
            return
