"""Small numbers in Arabic or Chinese digits, and the words for weekdays."""

from __future__ import annotations

NUMBER = r"(?:\d\s?\d|\d|[一二三四五六七八九十廿卅]{1,3})(?!\d)"
"""A number of one or two digits, also where a page has broken it apart, or a Chinese one up to 三十一."""

WEEKDAYS = "一二三四五六日"
_DIGIT = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "0": 0,
    "O": 0,
    "o": 0,
    "两": 2,
    "元": 1,
}
_TENS = {"廿": "二十", "卅": "三十"}


def number(text: str) -> int:
    """Read a small number in Arabic or Chinese digits, blanks inside it aside."""
    text = "".join(_TENS.get(c, c) for c in text if not c.isspace())
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return _DIGIT.get(tens, 1) * 10 + _DIGIT.get(ones, 0)
    return int("".join(str(_DIGIT.get(c, 0)) for c in text) or 0)


def weekday(text: str) -> int:
    """Read the last character of 星期五 or 周日: 0 is Monday."""
    return WEEKDAYS.index(text[-1].replace("天", "日"))
