"""The hour and the weekday behind a date: 下午5点, 17:00, 9-12时, 下班, (星期五)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storage.notice.dates.numbers import number, weekday
from storage.patterns import Late

_HOUR = r"(?:[01]?\d|2[0-4]|[一二三四五六七八九十零]{1,3})"
_HALF = r"(?P<half>上午|下午|晚上|晚间|晚|中午|凌晨|早上|傍晚)?"
CLOCK = (
    rf"{_HALF}\s*(?:(?:[01]?\d|2[0-4])(?:\s*[点时]|:[0-5]\d)?\s*(?:-|~|至|到)\s*(?:上午"
    rf"|下午|晚上)?)?(?<!\d)(?P<hour>{_HOUR})\s*"
    r"(?::\s*(?P<minute>[0-5]\d)(?!\d)(?::[0-5]\d)?(?:时(?!间|期|段|效|限))?"
    r"|(?(half)\.(?P<dotted>[0-5]\d)(?!\d)|(?!))"
    r"|[点时](?!间|期|段|效|限|刻|代|候|长)(?:(?P<minutes>[0-5]?\d|[一二三四五]?十[一二三四五六七八九]?)(?:分|(?=\s*(?:之?前|以前)))"
    r"|(?P<thirty>半)|(?P<quarter>[一三])刻|[整钟])?)"
)
_CLOCK = Late(rf"\s*,?\s*(?:的)?\s*(?:(?:[上下]午)?\((?:当[日天])?截[止至]:?)?\s*{CLOCK}")
_CLOSING = Late(r"\s*(?:\(?[上下]午\)?)?下班(?:时间)?")
_HALF_DAY = Late(r"\s*[上下]午(?!\d)")
_WEEKDAY = Late(r"\s*\(?\s*(?:本|下)?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])\s*(?:[上下]午)?\s*\)?")


@dataclass(frozen=True, slots=True)
class Hour:
    """The hour as HH:MM; None where only the end of office hours is said. `last` is where its text ends."""

    last: int
    time: str | None
    is_closing: bool = False


def hour(flat: str, at: int) -> Hour | None:
    """Read the hour that begins there."""
    closing = _CLOSING.match(flat, at)
    if closing:
        return Hour(closing.end(), None, is_closing=True)
    match = _CLOCK.match(flat, at)
    if match:
        return Hour(match.end(), clock(match))
    half = _HALF_DAY.match(flat, at)
    return Hour(half.end(), None) if half else None


def clock(match: re.Match[str]) -> str:
    """The hour of a match of CLOCK as HH:MM, in the afternoon where the text says so."""
    found = number(match["hour"])
    minute = number(match["minute"] or match["dotted"] or match["minutes"] or "")
    if match["thirty"]:
        minute = 30
    elif match["quarter"]:
        minute = 15 * number(match["quarter"])
    if match["half"] in ("下午", "晚上", "晚间", "晚", "傍晚") and found < 12:
        found += 12
    return f"{found:02}:{minute:02}"


def day_of_week(flat: str, at: int) -> tuple[int, int] | None:
    """Read the weekday that stands there, in brackets or not: where its text ends, and which it is (0 is Monday)."""
    match = _WEEKDAY.match(flat, at)
    return (match.end(), weekday(match["weekday"])) if match else None
