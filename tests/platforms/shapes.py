"""Rules for the shapes of bodies, and the walk that holds a body to them: what is not allowed is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

KB, MB = 1024, 1024 * 1024
DAY = 86400


class Misshapen(Exception):
    """What is wrong with a body, and where; `is_empty` where something is missing or says nothing."""

    def __init__(self, where: str, why: str, *, is_empty: bool = False, is_unknown: bool = False) -> None:
        super().__init__(f"{where} {why}")
        self.where = where
        self.is_empty = is_empty
        self.is_unknown = is_unknown


@dataclass(frozen=True, slots=True)
class Text:
    chars: int = 0
    octets: int = 0
    must: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class One:
    of: tuple[Any, ...]
    must: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    least: float
    most: float
    must: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """An object: its fields, and what each value of `type` needs beside it."""

    fields: dict[str, Any]
    needs: dict[int, tuple[str, ...]] = field(default_factory=dict)
    must: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    of: Any
    most: int
    least: int = 1
    unique: str = ""
    must: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Whatever a function does not refuse; it is given the value and where it stands."""

    by: Callable[[Any, str], None]
    must: bool = False


WHATEVER = Kept(lambda _value, _where: None)


def hold(value: Any, rule: Any, where: str) -> None:
    """Hold a value to its rule. Raises Misshapen."""
    match rule:
        case Text():
            _hold_text(value, rule, where)
        case One(of=of):
            if not any(value is one or (value == one and type(value) is type(one)) for one in of):
                raise Misshapen(where, f"is {value!r}, not one of {of}")
        case Between(least=least, most=most):
            if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
                raise Misshapen(where, f"is {value!r}, not between {least} and {most}")
        case Many():
            _hold_many(value, rule, where)
        case Part():
            _hold_part(value, rule, where)
        case Kept(by=by):
            by(value, where)


def _hold_text(value: Any, rule: Text, where: str) -> None:
    if not isinstance(value, str):
        raise Misshapen(where, "is no text")
    if rule.must and not value.strip():
        raise Misshapen(where, "is empty", is_empty=True)
    if rule.chars and len(value) > rule.chars:
        raise Misshapen(where, f"exceed max length {rule.chars} characters: {len(value)}")
    if rule.octets and len(value.encode()) > rule.octets:
        raise Misshapen(where, f"exceed max length {rule.octets} bytes: {len(value.encode())}")
    if rule.form and value and not re.fullmatch(rule.form, value):
        raise Misshapen(where, f"has other characters than {rule.form}")


def _hold_many(value: Any, rule: Many, where: str) -> None:
    if not isinstance(value, list) or not rule.least <= len(value) <= rule.most:
        raise Misshapen(where, f"is no list of {rule.least} to {rule.most}")
    for place, one in enumerate(value):
        hold(one, rule.of, f"{where}[{place}]")
    if rule.unique and len({one[rule.unique] for one in value}) < len(value):
        raise Misshapen(where, f"has one {rule.unique} twice")


def _hold_part(value: Any, rule: Part, where: str) -> None:
    if not isinstance(value, dict):
        raise Misshapen(where, "is no object")
    if unknown := value.keys() - rule.fields.keys():
        raise Misshapen(where, f"has no field {sorted(unknown)}", is_unknown=True)
    for name, inner in rule.fields.items():
        if name in value:
            hold(value[name], inner, f"{where}.{name}")
        elif inner.must:
            raise Misshapen(f"{where}.{name}", "is missing", is_empty=True)
    for name in rule.needs.get(value.get("type", 0), ()):
        if not value.get(name):
            raise Misshapen(f"{where}.{name}", f"is missing for type {value['type']}")
