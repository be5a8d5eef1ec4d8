"""What of a notice can be corrected field by field: its parts, their fields, how a value is written and read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from handlers.dates import read_day
from storage.errors import Refused
from storage.notice.model import MaterialKind, Notice
from storage.patterns import Late

_SEPARATORS = Late(r"[、,，;；]")
_HOUR = Late(r"(上午|下午|晚上?)?(\d{1,2})(?:[:：](\d{2})|[点时](?:(\d{2})分?|(半))?)")
_MOST = 200

KINDS = {
    MaterialKind.DOCUMENT: "文件",
    MaterialKind.MEDIA: "影像",
    MaterialKind.CONTENT: "写在材料中，不催交",
    MaterialKind.UPLOAD: "上传到指定网站，不在此报送",
}


class Form(StrEnum):
    """How a field is written."""

    TEXT = "text"
    DAY = "day"
    HOUR = "hour"
    NAMES = "names"
    PHONES = "phones"
    MAILS = "mails"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the model, the word for it, its form, and what it holds when nothing is said."""

    name: str
    label: str
    form: Form = Form.TEXT
    empty: Any = None
    is_needed: bool = False

    def written(self, value: Any) -> str:
        """Write a value as it is shown and can be read again."""
        if value is None:
            return ""
        if self.form is Form.DAY:
            return f"{value.year}年{value.month}月{value.day}日"
        if self.form is Form.KIND:
            return KINDS[value]
        return "、".join(value) if isinstance(value, tuple) else str(value)

    def read(self, text: str, today: date, about: date | None = None) -> Any:
        """Read what a person wrote. Raises Refused: day, hour, mail, phone, kind, empty, long."""
        words = " ".join(text.split())
        if len(words) > _MOST:
            raise Refused("long", field=self.label, most=_MOST)
        if not words:
            if self.is_needed:
                raise Refused("empty", field=self.label)
            return self.empty
        read = _READERS.get(self.form)
        return read(words, today, about) if read else words


def _day(words: str, today: date, about: date | None) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        found = read_day(words.removesuffix("前").replace(" ", ""), today, about)
    if found is None:
        raise Refused("day", word=words)
    return found


def _hour(words: str, _today: date, _about: date | None) -> str:
    found = _HOUR.fullmatch(words.replace(" ", ""))
    hour = int(found[2]) if found else 24
    if found and found[1] in ("下午", "晚", "晚上") and hour < 12:
        hour += 12
    minute = (30 if found[5] else int(found[3] or found[4] or 0)) if found else 0
    if hour > 23 or minute > 59:
        raise Refused("hour", word=words)
    return f"{hour:02}:{minute:02}"


def _names(words: str, _today: date, _about: date | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for word in _SEPARATORS.split(words) if (part := word.strip())))


def _phones(words: str, today: date, about: date | None) -> tuple[str, ...]:
    found = _names(words, today, about)
    for phone in found:
        if not re.fullmatch(r"[\d\s()（）+\-—转]*\d[\d\s()（）+\-—转]*", phone):
            raise Refused("phone", word=phone)
    return found


def _mails(words: str, today: date, about: date | None) -> tuple[str, ...]:
    found = _names(words, today, about)
    for mail in found:
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", mail):
            raise Refused("mail", word=mail)
    return found


def _kind(words: str, _today: date, _about: date | None) -> MaterialKind:
    for kind, label in KINDS.items():
        if words in (kind.value, label):
            return kind
    raise Refused("kind", word=words)


_READERS: dict[Form, Callable[[str, date, date | None], Any]] = {
    Form.DAY: _day,
    Form.HOUR: _hour,
    Form.NAMES: _names,
    Form.PHONES: _phones,
    Form.MAILS: _mails,
    Form.KIND: _kind,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A sequence of a notice, or a part that it has once: its name in the model, the word for it, its fields."""

    name: str
    label: str
    fields: tuple[Field, ...]
    may_add: bool = False
    may_strike: bool = True

    def items(self, notice: Notice) -> tuple[Any, ...]:
        """Return what there is of it."""
        if self.name == "theme":
            return (notice,)
        found = getattr(notice, self.name)
        return found if isinstance(found, tuple) else (found,) if found is not None else ()

    def put(self, notice: Notice, items: tuple[Any, ...]) -> Notice:
        """Return the notice with these in place of what there was."""
        if self.name == "theme":
            return replace(notice, theme=items[0].theme)
        values: dict[str, Any] = {self.name: items}
        if self.name == "activity_period":
            values = {self.name: items[0] if items else None}
        return replace(notice, **values)

    def source(self, item: Any) -> tuple[int, ...]:
        """Return the lines from which an item was read."""
        if self.name == "theme":
            return tuple(item.theme_source)
        if self.name == "activities":
            return (item.first_line,)
        return tuple(item.lines if self.name == "doubts" else item.source)

    def changed(self, old: Any, new: Any) -> tuple[str, ...]:
        """Return the names of the fields that differ."""
        return tuple(one.name for one in self.fields if getattr(old, one.name) != getattr(new, one.name))

    def field(self, label: str) -> Field | None:
        """Return the field of that word."""
        return next((one for one in self.fields if one.label == label), None)


_AUDIENCE = Field("audience", "适用单位", Form.NAMES, ())

PARTS: dict[str, Part] = {
    part.name: part
    for part in (
        Part(
            "levels",
            "通知",
            (
                Field("title", "标题"),
                Field("doc_number", "文号"),
                Field("issuers", "发文机关", Form.NAMES, ()),
                Field("issued_on", "成文日期", Form.DAY),
                Field("addressees", "主送单位", Form.NAMES, ()),
            ),
            may_strike=False,
        ),
        Part("theme", "主题", (Field("theme", "主题"),), may_strike=False),
        Part(
            "activity_period",
            "活动时间",
            (Field("start", "开始", Form.DAY), Field("end", "结束", Form.DAY), Field("text", "原文", empty="")),
        ),
        Part(
            "deadlines",
            "报送时间",
            (
                Field("date", "日期", Form.DAY),
                Field("time", "钟点", Form.HOUR),
                _AUDIENCE,
                Field("what", "事项", empty=""),
            ),
            may_add=True,
        ),
        Part("routes", "报送去向", (_AUDIENCE, Field("office", "处室", is_needed=True)), may_add=True),
        Part(
            "contacts",
            "联系方式",
            (
                Field("office", "处室"),
                Field("names", "联系人", Form.NAMES, ()),
                Field("phones", "电话", Form.PHONES, ()),
                Field("emails", "邮箱", Form.MAILS, ()),
                Field("address", "地址"),
            ),
            may_add=True,
        ),
        Part(
            "materials",
            "报送材料",
            (
                Field("name", "名称", is_needed=True),
                Field("kind", "类别", Form.KIND, MaterialKind.DOCUMENT),
                Field("required_for", "适用单位", Form.NAMES, ()),
            ),
            may_add=True,
        ),
        Part("activities", "主要活动", (Field("title", "名称", is_needed=True),)),
        Part("doubts", "疑问", ()),
    )
}
"""Every part that can be corrected, in the order in which it is shown."""

LABELS = {part.label: part for part in PARTS.values()}
