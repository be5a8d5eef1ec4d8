"""Particulars of a hand-in that people ask after, and the things of which they ask them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from handlers.lexicon import Detail, lexicon

_ANY = ("东西", "资料")
"""Words for whatever is handed in."""

_OF_FORM = ("红头", "正式")
"""Before 文件 it says in which form something comes, and names no thing."""


@dataclass(frozen=True, slots=True)
class Particular:
    """A detail that is asked for, and the thing of which it is asked, as people name it; "" where it is of none.

    `is_named`: the thing was said, and not only taken for granted.
    """

    detail: Detail
    thing: str = ""
    is_named: bool = False


def particulars_of(said: str, thing: str = "") -> tuple[Particular, ...]:
    """Return what is asked for in detail, each with the thing named last before it, else `thing`."""
    found_of = lexicon().asked.search(said)
    if not found_of:
        return ()
    things = [found for found in lexicon().things.finditer(said) if not said.endswith(_OF_FORM, 0, found.start())]
    first = things[0][0] if things else thing or "材料"
    out = []
    for detail in lexicon().details:
        asked = found_of.get(detail.key)
        if asked:
            named = [first, *(found[0] for found in things if found.start() <= asked[1])]
            of_thing = "材料" if named[-1] in _ANY else named[-1]
            out.append(Particular(detail, of_thing if detail.is_of_thing else "", bool(things or thing)))
    return tuple(out)


def thing_of(said: str) -> str:
    """The first thing that is named, as people name it; "" where none is."""
    found = lexicon().things.search(said)
    return found[0] if found else ""


def in_full(thing: str, said: str, known: Collection[str]) -> str:
    """A thing with the words before it that a notice knows, by their pairs of characters: 最美工匠推荐表."""
    at = said.find(thing)
    start = at
    while start > 1 and said[start - 2 : start] in known:
        start -= 1
    return said[start - 1 : at] + thing if 0 < start < at else thing


def again_of(said: str, keys: Iterable[str]) -> tuple[Particular, ...]:
    """Return the details asked before, now of another thing: 「那视频呢」; () where no thing is named."""
    thing = thing_of(said)
    known = (detail for key in keys if (detail := lexicon().detail(key)))
    return tuple(Particular(detail, thing, is_named=True) for detail in known if detail.is_of_thing) if thing else ()
