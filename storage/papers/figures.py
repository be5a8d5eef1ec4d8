"""The figures that a summary names: events held, people reached, reports in the media; each with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NUMBER = (
    r"(?P<number>\d[\d,，]*(?:\.\d+)?|[一二两三四五六七八九十百千]{1,6})"
    r"\s*(?P<scale>[万千百])?\s*(?:余|多|来)?\s*(?P<after>万)?"
)
_PEOPLE = "群众|市民|居民|师生|学生|观众|科技工作者|人"
_KINDS = (
    ("场次", re.compile(rf"{_NUMBER}场(?!地|馆|所|景|面|合)次?")),
    ("人次", re.compile(rf"{_NUMBER}(?:名|位)?(?:人次|(?:{_PEOPLE})(?=[^\u4e00-\u9fff]|参|到场|受益|次))")),
    ("媒体报道", re.compile(rf"{_NUMBER}(?:家|篇|次|条)(?:[^，。；\d]{{0,8}})?(?:媒体|报道|新闻)")),
    ("媒体报道", re.compile(rf"(?:刊发|发布|媒体)[^，。；\d]{{0,6}}(?:报道|新闻){_NUMBER}(?:篇|次|条)")),
)
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
MOST_FIGURES = 60
LONGEST_SENTENCE = 200


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: 场次, 人次 or 媒体报道, its number, and the sentence in which it stands."""

    kind: str
    number: int
    sentence: str


def figures(lines: Sequence[str]) -> tuple[Figure, ...]:
    """Return the figures of a paper in the order in which they stand; a person ticks them off."""
    return tuple(_each(lines))[:MOST_FIGURES]


def _each(lines: Sequence[str]) -> Iterator[Figure]:
    for line in lines:
        for sentence in _SENTENCE.findall(line):
            for kind, pattern in _KINDS:
                for found in pattern.finditer(sentence):
                    number = _value(found["number"], found["scale"] or found["after"] or "")
                    if number:
                        yield Figure(kind, number, sentence.strip()[:LONGEST_SENTENCE])


def _value(written: str, scale: str) -> int:
    """The number that is written: 1.2 (万), 1,200, 三十二."""
    number = float(re.sub("[,，]", "", written)) if written[0].isdigit() else _chinese(written)
    return round(number * _SCALES.get(scale, 1))


def _chinese(written: str) -> float:
    """A number in Chinese below ten thousand."""
    total, digit = 0, 0
    for sign in written:
        if sign in _SCALES:
            total, digit = total + (digit or 1) * _SCALES[sign], 0
        else:
            digit = _DIGITS[sign]
    return total + digit
