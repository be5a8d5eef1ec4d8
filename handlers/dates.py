"""Days as people write them in a message: 6月12日, 6.12, 十二号, 下周五, 三天."""

from __future__ import annotations

from datetime import date, timedelta

from storage.patterns import Late

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十两]{1,3})"

DAY = (
    rf"(?:(?:20\d\d[年.\-/])?{_NUMBER}月 ?{_NUMBER}[日号]?|(?:20\d\d[.\-/])?\d{{1,2}}[./\-]\d{{1,2}}"
    rf"|(?<![路街巷弄])(?<!大道){_NUMBER}[日号]"
    r"|今天|明天|后天|大后天|(?:本|这|下)?(?:周|星期)[一二三四五六日天])"
)
"""A day, as a part of a larger pattern."""

_FULL = Late(rf"(?:(20\d\d)[年.\-/])?({_NUMBER})[月./\-] ?({_NUMBER})[日号]?")
_BARE = Late(rf"({_NUMBER})[日号]")
_WEEKDAY = Late(r"(本|这|下)?(?:周|星期)([一二三四五六日天])")
_NEAR = {"今天": 0, "明天": 1, "后天": 2, "大后天": 3}
_SPAN = Late(rf"({_NUMBER})(?:个)?(天|日|周|星期|礼拜)")

SPAN = rf"{_NUMBER}个?(?:天|日|周|星期|礼拜)"
"""A number of days or weeks, as a part of a larger pattern."""


def read_day(text: str, today: date, about: date | None = None) -> date | None:
    """Read a day; where no year is said it is the one nearest to `about` (default: today). None: no such day.

    A bare 「15日」 is in the month of `about`.
    """
    near = about or today
    if text in _NEAR:
        return today + timedelta(days=_NEAR[text])
    full, bare, weekday = _FULL.fullmatch(text), _BARE.fullmatch(text), _WEEKDAY.fullmatch(text)
    if full:
        year, month, on = full.groups()
        years = (int(year),) if year else (near.year - 1, near.year, near.year + 1)
        days = [found for one in years if (found := _day(one, number(month), number(on)))]
        return min(days, key=lambda found: abs(found - near), default=None)
    if bare:
        return _day(near.year, near.month, number(bare[1]))
    if weekday:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weekday[1] == "下")
        return monday + timedelta(days="一二三四五六日".index(weekday[2].replace("天", "日")))
    return None


def read_span(text: str) -> timedelta | None:
    """Read 三天, 2周."""
    found = _SPAN.fullmatch(text)
    if not found:
        return None
    return timedelta(days=number(found[1])) * (1 if found[2] in "天日" else 7)


def number(text: str) -> int:
    """Read a small number in digits or Chinese numerals (up to 99)."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(_DIGITS[sign]) for sign in text))
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _day(year: int, month: int, on: int) -> date | None:
    """The day, unless the calendar has none of that name."""
    try:
        return date(year, month, on)
    except ValueError:
        return None
