"""Under several workers each begins with some of the longest tests; none is lost by being ordered."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.longest_first import LONGEST, dealt

ROOT = Path(__file__).parents[2]


class _Named(NamedTuple):
    nodeid: str


@pytest.mark.parametrize("workers", [2, 3, 4, 7])
def test_each_worker_begins_with_one_of_the_longest_and_every_test_stays(workers):
    names = [*(f"tests/test_short.py::test_{number}" for number in range(1000)), *LONGEST]
    ordered = [item.nodeid for item in dealt([_Named(name) for name in names], workers)]
    assert sorted(ordered) == sorted(names)
    begins = 0
    for place in range(workers):
        assert ordered[begins] == LONGEST[place]
        begins += (len(names) - begins) // (workers - place)


@pytest.mark.parametrize("name", LONGEST)
def test_what_is_said_to_take_longest_is_there(name):
    file, _, test = name.partition("::")
    assert f"def {test}" in (ROOT / file).read_text(encoding="utf-8")
