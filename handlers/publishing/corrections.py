"""The small grammar of corrections: a sentence in, a changed notice out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from re import Match
from typing import Any

from handlers.commands import plain
from handlers.dates import DAY, read_day
from handlers.publishing import changes
from handlers.wording import publishing as wording
from storage.errors import Refused
from storage.notice.model import Contact, Deadline, Doubt, Level, Notice, Route
from storage.notice.routing import binding_level, duties, fold, match_unit_type
from storage.patterns import Late

_TO = r"(?:改为|改成|改到|应为|应该是|调整为|更正为|更改为|是|为|:)"

_WEEKDAY = Late(r"(?:星期|周)[一二三四五六日天]")
_HEADS = {"no_number": "文号", "no_date": "发文日期"}
_ROUTES = ("no_route", "two_offices")
"""Doubts (`storage.notice.checks`) that a value settles."""

Correct = Callable[[Match[str], Notice, date], Notice]

_LEAST_SHORT, _LEFT_OUT = 4, 2


def corrected(sentence: str, notice: Notice, today: date) -> Notice | None:
    """Return the notice after a correction; None where the sentence is none. Raises Refused where it cannot be done.

    Codes of Refused: day, unit_type, office, number, nothing.
    """
    words = plain(sentence)
    for pattern, correct in GRAMMAR:
        found = pattern.fullmatch(words)
        if found:
            return correct(found, notice, today)
    return None


OWN_LINE = (
    r"(?:我|咱|本)们?(?:(?:这|的|手里?|名下|分?管|负责)*(?:条|个)?(?:线|口子?|边|块|处室?|部)(?:上|里)?"
    r"|手[下上里]|名下|分?管(?=的)|负责(?=的))的?(?:那|各|几|所有)*(?:单位|家)*"
)
"""All that report to the person's own office, as a part of a larger pattern: 我这条线的单位."""

LINE = r"(?<=..)(?:(?:这|那)?(?:一|条)*(?:线|口子?)(?:上)?|[这那](?:边|头|块))(?:的)?"
"""What follows the name of a type in speech, as a part of a larger pattern: 学会口, 高校那边."""


def named_types(notice: Notice, words: str) -> tuple[str, ...]:
    """Return the unit types of the binding level that words name: one, several joined by 、, or a part of several."""
    found: list[str] = []
    for word in re.split(r"[、,和及]", re.sub(r"(?:全部|所有|各|的)+", "", words)):
        exact = match_unit_type(notice, word)
        types = [duty.unit_type for duty in duties(notice)]
        found += (
            [exact]
            if exact in types and exact
            else [one for one in types if len(word) > 1 and (fold(word) in fold(one) or _is_short_for(word, one))]
        )
    return tuple(dict.fromkeys(found))


def _is_short_for(word: str, unit_type: str) -> bool:
    """It leaves out a character or two of the type's name: 县级市科协 for 县级市（区）科协."""
    short, whole = fold(word), fold(unit_type)
    rest = iter(whole)
    is_within = all(char in rest for char in short)
    return is_within and len(short) >= _LEAST_SHORT and len(whole) - len(short) <= _LEFT_OUT


def _deadline(found: Match[str], notice: Notice, today: date) -> Notice:
    """截止改为6月12日; 企业科协截止改为6月12日."""
    types = tuple(duty.unit_type for duty in duties(notice))
    if found["who"]:
        types = named_types(notice, found["who"])
        if not types:
            raise Refused("unit_type", word=found["who"])
    about = next((duty.deadline.date for duty in duties(notice) if duty.deadline and duty.deadline.date), None)
    on = read_day(found["day"], today, about)
    if on is None:
        raise Refused("day", word=found["day"])
    if not any(duty.deadline for duty in duties(notice)):
        return _with_first_deadline(notice, types, on, today)
    return changes.with_deadline(notice, types, on, today)


def _with_first_deadline(notice: Notice, types: tuple[str, ...], on: date, today: date) -> Notice:
    """Give a date to a notice in which none was found."""
    changed, source = changes.with_line(notice, wording.deadline_line(types, on, today))
    level = binding_level(notice, None)
    new = Deadline(text=wording.deadline_text(on), date=on, audience=types, level=level, source=source)
    return replace(changed, deadlines=(*changed.deadlines, new))


def _contact(found: Match[str], notice: Notice, _today: date) -> Notice:
    """学会部电话改为65220000."""
    return changes.with_contact(
        notice, _office(notice, found["office"]), wording.FIELDS[found["field"]], found["value"].strip()
    )


def _route(found: Match[str], notice: Notice, _today: date) -> Notice:
    """市级学会报市科协学会部."""
    types = named_types(notice, found["who"])
    if not types:
        raise Refused("unit_type", word=found["who"])
    office = _office(notice, found["office"], may_be_new=True)
    for unit_type in types:
        notice = changes.with_route(notice, unit_type, office)
    return notice


def _delete(found: Match[str], notice: Notice, _today: date) -> Notice:
    """删除 材料2."""
    field = {
        "材料": "materials",
        "截止": "deadlines",
        "报送时间": "deadlines",
        "处室": "contacts",
        "联系人": "contacts",
    }
    name = field[found["what"]]
    rows = getattr(notice, name)
    place = int(found["n"])
    if not 1 <= place <= len(rows):
        raise Refused("number", number=place, most=len(rows))
    rest: dict[str, Any] = {name: (*rows[: place - 1], *rows[place:])}
    return replace(notice, **rest)


def _add(found: Match[str], notice: Notice, _today: date) -> Notice:
    """增加材料 照片."""
    return changes.with_material(notice, found["name"].strip())


def _head(found: Match[str], notice: Notice, today: date) -> Notice:
    """标题改为…, 文号改为…, 发文日期改为…, 主题改为…."""
    value = found["value"].strip()
    if found["field"] == "主题":
        return replace(notice, theme=value, theme_source=())
    return _with_head(notice, 0, found["field"], value, today)


def _with_head(notice: Notice, number: int, field: str, value: str, today: date) -> Notice:
    """Put a level's title, number or date of issue right; the doubt whether it has one is settled with it."""
    level, settled = notice.levels[number], ""
    if field == "标题":
        level = replace(level, title=value)
    elif field == "文号":
        level, settled = replace(level, doc_number=value.replace("[", "〔").replace("]", "〕")), "no_number"
    else:
        on = read_day(value, today)
        if on is None:
            raise Refused("day", word=value)
        level, settled = replace(level, issued_on=on), "no_date"
    levels = (*notice.levels[:number], level, *notice.levels[number + 1 :])
    doubt = next((one for one in level.doubts if one.code == settled), None)
    changed = replace(notice, levels=levels)
    return _without(changed, doubt) if doubt else changed


def _settle(found: Match[str], notice: Notice, today: date) -> Notice:
    """疑问1 采纳, 疑问2 忽略, 疑问3 改为6月9日."""
    place = int(found["n"])
    if not 1 <= place <= len(notice.doubts):
        raise Refused("number", number=place, most=len(notice.doubts))
    doubt = notice.doubts[place - 1]
    value = found["value"] or (doubt.proposal if found["verb"] in ("采纳", "同意", "接受") else None)
    if found["verb"] in ("采纳", "同意", "接受") and not doubt.proposal:
        raise Refused("no_proposal", number=place)
    return settled(notice, doubt, value, today)


def settled(notice: Notice, doubt: Doubt, value: str | None, today: date) -> Notice:
    """Return the notice without a doubt: as it stands, or with the value that should stand there. Raises Refused."""
    return _without(_with_value(notice, doubt, value, today) if value else notice, doubt)


def _with_value(notice: Notice, doubt: Doubt, value: str, today: date) -> Notice:
    """Put what was doubtful right: a number or date of issue, the day of a deadline, a way to an office, a route."""
    about = dict(doubt.values)
    if doubt.code == "weekday" and _WEEKDAY.fullmatch(value):
        return notice  # the day of the month holds, and its weekday is what the calendar says
    if doubt.code in _HEADS:
        return _with_head(notice, int(about["level"]), _HEADS[doubt.code], value, today)
    if doubt.code in _ROUTES:
        return changes.with_route(notice, about["audience"], _office(notice, value, may_be_new=True))
    for deadline in notice.deadlines:
        if doubt in deadline.doubts:
            on = read_day(value, today, deadline.date) or _iso(value)
            if on is None:
                raise Refused("day", word=value)
            new = replace(deadline, date=on)
            return replace(notice, deadlines=tuple(new if one is deadline else one for one in notice.deadlines))
    for contact in notice.contacts:
        if doubt in contact.doubts and contact.office:
            field = "emails" if "@" in value else "phones"
            return changes.with_contact(notice, contact.office, field, value)
    raise Refused("by_sentence")


def _without(notice: Notice, doubt: Doubt) -> Notice:
    """Take a settled doubt out everywhere."""

    def less(rows: tuple[Deadline | Contact | Route | Level, ...]) -> tuple[object, ...]:
        return tuple(replace(row, doubts=tuple(one for one in row.doubts if one != doubt)) for row in rows)

    parts: dict[str, Any] = {
        name: less(getattr(notice, name)) for name in ("deadlines", "contacts", "routes", "levels")
    }
    return replace(notice, doubts=tuple(one for one in notice.doubts if one != doubt), **parts)


def _office(notice: Notice, words: str, *, may_be_new: bool = False) -> str:
    """The office that words mean."""
    known = [*(route.office for route in notice.routes), *(one.office for one in notice.contacts if one.office)]
    found = list(dict.fromkeys(office for office in known if fold(words) in fold(office)))
    exact = [office for office in found if fold(office) == fold(words)]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if may_be_new and not found:
        return words
    raise Refused("office", word=words, offices="、".join(found or dict.fromkeys(known)))


def _iso(value: str) -> date | None:
    """A date as proposals may print it."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


GRAMMAR: tuple[tuple[Late, Correct], ...] = (
    (
        Late(
            rf"(?:(?P<who>.{{2,40}}?)的?)?(?:截止|报送)(?:时间|日期|期限|截止)?"
            rf"(?:{_TO}|延(?:期|长|后)?(?:到|至)|到|至) ?(?P<day>{DAY})(?:前|止)?"
        ),
        _deadline,
    ),
    (Late(rf"(?P<who>.{{0,40}}?)(?:延(?:期|长|后)?|推迟|顺延)(?:到|至|为)? ?(?P<day>{DAY})(?:前)?"), _deadline),
    (
        Late(rf"(?P<office>.{{2,30}}?)的?(?P<field>电话|邮箱|联系人|地址) ?{_TO}[: ]*(?P<value>\S.{{1,80}})"),
        _contact,
    ),
    (
        Late(
            r"疑问 ?(?P<n>\d{1,2})[: ]*"
            r"(?:(?P<verb>采纳|同意|接受|忽略|不改|无误|没问题|保留)|(?:改为|应为|是) ?(?P<value>.{1,40}))"
        ),
        _settle,
    ),
    (Late(r"(?:删除|删掉|去掉) ?(?P<what>材料|截止|报送时间|处室|联系人) ?(?P<n>\d{1,2})"), _delete),
    (Late(r"(?:增加|添加|加上?) ?材料[: ]*(?P<name>.{2,40})"), _add),
    (Late(rf"(?P<field>标题|文号|主题|发文日期|成文日期) ?{_TO}[: ]*(?P<value>\S.{{1,160}})"), _head),
    (
        Late(r"(?P<who>.{2,40}?)(?:改为|改)?报(?:送)?(?:到|给|至)? ?(?P<office>.{1,30}(?:部|处|科|室|办|局|会|中心))"),
        _route,
    ),
)
"""Sentences in the order in which they are tried; the loosest is last."""
