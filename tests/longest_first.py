"""The order of tests in several workers: each begins with some of the longest, so that none ends with one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

LONGEST = (
    "tests/torture/test_torture.py::test_forty_kills",
    "tests/torture/test_torture.py::test_an_orderly_end",
    "tests/board/test_a_whole_campaign_in_a_browser.py",
    "tests/board/test_every_page_looked_at.py",
    "tests/bot/test_preview_in_a_browser.py",
    "tests/storage/pictures/test_copies.py",
    "tests/storage/documents/test_scans.py",
    "tests/torture/test_torture.py",
    "tests/scenarios/test_a_month_of_two_hundred.py",
    "tests/storage/documents/test_examples_on_paper.py",
    "tests/board/test_in_a_browser.py",
    "tests/bot/test_pages_looked_at.py",
    "tests/platforms/feishu/test_render_campaign.py",
    "tests/platforms/wecom/test_render_campaign.py",
    "tests/scenarios/test_a_whole_campaign.py",
)
"""What takes several seconds, from the longest on: the beginning of a test's name, or a file that shares a fixture."""


def dealt(items: Sequence[pytest.Item], workers: int) -> list[pytest.Item]:
    """Order tests so that the longest are dealt to the workers, to be begun first; the others follow as they were.

    pytest-xdist gives each worker one run of the tests, all as long, and later lets the idle take from a run's end.
    """
    hands: list[list[pytest.Item]] = [[] for _ in range(workers)]
    rank = {item: next((at for at, name in enumerate(LONGEST) if item.nodeid.startswith(name)), None) for item in items}
    met = sorted({at for at in rank.values() if at is not None})
    for place, at in enumerate(met):
        hands[place % workers] += [item for item in items if rank[item] == at]
    others = [item for item in items if rank[item] is None]
    ordered: list[pytest.Item] = []
    for place, hand in enumerate(hands):
        most = (len(items) - len(ordered)) // (workers - place) - len(hand)
        ordered += [*hand, *others[: max(most, 0)]]
        del others[: max(most, 0)]
    return ordered + others
