"""What comes in parts: put together in whatever order, given up in time, never more than can be held."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from bot.feishu.frames import Frame
from bot.feishu.socket.fragments import KEPT_FOR, MOST_BYTES, MOST_PARTS, Fragments

NOW = datetime(2024, 9, 4, 1, tzinfo=UTC)


def part(place, count, data=b"", name="m1"):
    return Frame(headers=(("message_id", name), ("sum", str(count)), ("seq", str(place))), payload=data)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_three_parts_are_one_whole_in_any_order(order):
    fragments = Fragments()
    pieces = [b"ab", b"cd", b"e"]
    *first, last = (fragments.joined(part(place, 3, pieces[place]), NOW) for place in order)
    assert (first, last) == ([None, None], b"abcde")


def test_a_part_that_comes_twice_counts_once_and_two_wholes_do_not_mix():
    fragments = Fragments()
    assert fragments.joined(part(0, 2, b"a"), NOW) is None
    assert fragments.joined(part(0, 2, b"a"), NOW) is None
    assert fragments.joined(part(0, 2, b"x", "m2"), NOW) is None
    assert fragments.joined(part(1, 2, b"b"), NOW) == b"ab"
    assert fragments.joined(part(1, 2, b"y", "m2"), NOW) == b"xy"


def test_what_is_told_again_in_another_number_of_parts_begins_anew():
    fragments = Fragments()
    assert fragments.joined(part(0, 2, b"a"), NOW) is None
    assert [fragments.joined(part(place, 3, b"x"), NOW) for place in range(3)] == [None, None, b"xxx"]


def test_a_part_whose_others_do_not_come_is_let_go_in_time():
    fragments = Fragments()
    assert fragments.joined(part(0, 2, b"a"), NOW) is None
    later = NOW + KEPT_FOR + timedelta(seconds=1)
    assert fragments.joined(part(0, 2, b"x", "m2"), later) is None
    assert fragments.joined(part(1, 2, b"b"), later) is None
    assert len(fragments._begun) == 2


def test_however_much_comes_in_parts_no_more_is_held_than_is_allowed():
    fragments = Fragments()
    for number in range(500):
        assert fragments.joined(part(0, 2, b"x" * 100_000, f"m{number}"), NOW) is None
    held = sum(len(one) for begun in fragments._begun.values() for one in begun.parts.values())
    assert MOST_BYTES / 2 < held <= MOST_BYTES
    assert fragments.joined(part(1, 2, b"y", "m499"), NOW) == b"x" * 100_000 + b"y"


@pytest.mark.parametrize(
    ("place", "count", "whole"),
    [
        (0, 1, b"a"),
        (9, 0, b"a"),
        ("x", "y", b"a"),
        ("", "", b"a"),
        ("-1", "-2", b"a"),
        ("٣", "٣", b"a"),
        (2, 2, None),
        (0, MOST_PARTS + 1, None),
        (0, 10**8, None),
    ],
)
def test_what_can_be_no_part_is_whole_or_nothing(place, count, whole):
    fragments = Fragments()
    assert fragments.joined(part(place, count, b"a"), NOW) == whole
    assert not fragments._begun
