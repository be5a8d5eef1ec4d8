"""Figures as a chart on a card: one bar of all units, coloured by how they stand (card-json-v2-components, chart)."""

from __future__ import annotations

from collections.abc import Callable

from bot.feishu.render.elements import Element
from storage.figures import Figures

_COLOURS = ("#34C724", "#FFC60A", "#F54A45", "#3370FF", "#7F3BF5", "#8F959E")
"""Green for what is done; then what is on its way, what is missing, and what waits for somebody."""

_FEWEST, _MOST = 2, len(_COLOURS)
"""One share alone says nothing more than its number does."""


def bar(figures: Figures, escape: Callable[[str], str]) -> list[Element]:
    """Return a chart of those shares that are none of them empty; nothing where it would show nothing."""
    shares = [
        (f"{escape(name)} {number}", number, colour)
        for (name, number), colour in zip(figures.shares, _COLOURS, strict=False)
        if number > 0
    ]
    if len(shares) < _FEWEST or len(figures.shares) > _MOST:
        return []
    whole = escape(figures.whole)
    hidden = [{"orient": "left", "visible": False}, {"orient": "bottom", "visible": False}]
    spec = {
        "type": "bar",
        "direction": "horizontal",
        "stack": True,
        "data": {"values": [{"whole": whole, "state": state, "count": number} for state, number, _ in shares]},
        "xField": "count",
        "yField": "whole",
        "seriesField": "state",
        "color": [colour for _, _, colour in shares],
        "axes": hidden,
        "legends": {"visible": True, "orient": "bottom"},
        "title": {"text": whole},
    }
    return [{"tag": "chart", "chart_spec": spec, "height": "140px", "preview": False}]
