"""What is turned away at a callback address says nothing but its status."""

from __future__ import annotations

import pytest

from bot.callbacks import Rejected


def rejected(work) -> int:
    """The status with which something is turned away; the error says nothing else."""
    with pytest.raises(Rejected) as caught:
        work()
    assert str(caught.value) == f"callback rejected: {caught.value.status}"
    assert caught.value.__cause__ is None
    return caught.value.status
