"""Fifty dialogues, each played by a running bot in virtual time; `transcripts` says how they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.transcripts import dialogues, play

ALL = tuple(dialogues(Path(__file__).parent / "dialogues"))


@pytest.mark.parametrize("dialogue", ALL, ids=lambda one: one.title)
async def test_a_dialogue_goes_as_it_is_written(town, dialogue):
    await play(town, dialogue)


def test_there_are_fifty_of_at_least_four_turns():
    assert len(ALL) >= 50
    assert not [one.title for one in ALL if one.turns < 4]
