"""The numbers that Word counts by itself and does not write into its paragraphs (ECMA-376 part 1, §17.9)."""

from __future__ import annotations

import re
from typing import Any

_DIGITS = "〇一二三四五六七八九"
_CHINESE = re.compile(r"chinese|japaneseCounting|ideograph|taiwanese", re.IGNORECASE)
_MOST_LEVELS = 9


class Numbering:
    """Counts the automatic numbers of one document, paragraph by paragraph, in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._read(numbering)
        for style in styles if styles is not None else ():
            found = _reference(style)
            if found:
                self._styles[_value(style, "styleId")] = found

    def _read(self, numbering: Any) -> None:
        """Take what each list looks like at each level."""
        drawn = {_value(e, "abstractNumId"): e for e in numbering if e.tag.endswith("}abstractNum")}
        for entry in (e for e in numbering if e.tag.endswith("}num")):
            abstract = drawn.get(_value(entry.find("{*}abstractNumId"), "val"))
            if abstract is not None:
                self._levels[_value(entry, "numId")] = {
                    _number(_value(level, "ilvl")): (
                        _value(level.find("{*}numFmt"), "val"),
                        _value(level.find("{*}lvlText"), "val"),
                        _number(_value(level.find("{*}start"), "val") or "1"),
                    )
                    for level in abstract.iterfind("{*}lvl")
                }

    def mark(self, paragraph: Any) -> str:
        """Return a paragraph's number as Word prints it; empty where it has none, or only a bullet."""
        found = _reference(paragraph) or self._styles.get(_value(paragraph.find("{*}pPr/{*}pStyle"), "val"))
        levels = self._levels.get(found[0]) if found else None
        if not found or not levels or found[1] not in levels:
            return ""
        name, depth = found
        counts = self._counts.setdefault(name, {})
        counts[depth] = counts.get(depth, levels[depth][2] - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        shape, text, _ = levels[depth]
        if shape in ("bullet", "none"):
            return ""
        return re.sub(r"%([1-9])", lambda digit: self._counted(name, int(digit[1]) - 1), text)

    def _counted(self, name: str, depth: int) -> str:
        """The count of one level in its own way of counting."""
        shape, _, start = self._levels[name].get(depth, ("decimal", "", 1))
        count = self._counts[name].get(depth, start)
        return chinese(count) if _CHINESE.search(shape) else str(count)


def chinese(count: int) -> str:
    """A number below a hundred in Chinese: 十, 十二, 二十一; a larger one in digits."""
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    lead = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens]}十")
    return lead + (_DIGITS[ones] if ones else "")


def _reference(element: Any) -> tuple[str, int] | None:
    """The list and level that a paragraph or a style names; list 0 is none."""
    named = element.find("{*}pPr/{*}numPr/{*}numId")
    name = _value(named, "val")
    if not name or name == "0":
        return None
    depth = _number(_value(element.find("{*}pPr/{*}numPr/{*}ilvl"), "val"))
    return name, min(depth, _MOST_LEVELS - 1)


def _value(element: Any, name: str) -> str:
    """An attribute by its local name; empty where there is no such element or attribute."""
    if element is None:
        return ""
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def _number(text: str) -> int:
    """A small number; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
