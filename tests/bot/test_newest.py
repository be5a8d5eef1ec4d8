"""What is remembered for a while has an end."""

from __future__ import annotations

from bot.newest import Newest


def test_what_was_set_longest_ago_is_forgotten_first():
    kept: Newest[str, int] = Newest(2)
    for name in ("a", "b", "a", "c"):
        kept[name] = len(name)
    assert list(kept) == ["a", "c"]
    del kept["a"]
    assert (list(kept), kept.get("b")) == (["c"], None)
