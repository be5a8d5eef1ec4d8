"""What the command line says of a notice it has read: one fact a line, each with the lines it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def notice_read(value: Mapping[str, Any]) -> str:
    """Word a printed notice (`storage.notice.printed.as_json`) for people."""
    return "\n".join(_lines(value))


def _lines(value: Mapping[str, Any]) -> Iterator[str]:
    yield f"标题：{value['title'] or '未读到'}"
    yield f"文号：{value['doc_number'] or '未读到'}"
    yield f"发文单位：{_joined(value['issuers'])}"
    if value["theme"]:
        yield f"活动主题：{value['theme']}"
    if value["activity_period"]["text"]:
        yield f"活动时间：{value['activity_period']['text']}"
    for name, known in (("主要活动", value["activities"]), ("工作要求", value["requirements"])):
        if known:
            yield f"{name}：{len(known)}项"
    for level in value["levels"]:
        yield from _level(level, value)
    yield from _doubts(value["doubts"])


def _level(level: Mapping[str, Any], value: Mapping[str, Any]) -> Iterator[str]:
    """What one level asks of those it is sent to."""
    number = level["level"]
    yield ""
    yield f"第{number + 1}层　{level['doc_number'] or level['title'] or '无文号'}　发至：{_joined(level['addressees'])}"
    for one in _of(value["deadlines"], number):
        yield f"　报送时间：{one['date'] or one['text']}（{_joined(one['audience']) or '全部'}）{_source(one)}"
    for one in _of(value["routes"], number):
        yield f"　报送至：{one['office'] or '未写明'}（{_joined(one['audience']) or '全部'}）{_source(one)}"
    for one in _of(value["materials"], number):
        yield f"　材料：{one['name']}{_source(one)}"
    for one in _of(value["contacts"], number):
        ways = _joined([*one["names"], *one["phones"], *one["emails"]])
        yield f"　联系：{one['office'] or '未写明处室'}　{ways}{_source(one)}"


def _doubts(doubts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What a person must look at."""
    if doubts:
        yield ""
        yield f"需要核对的有{len(doubts)}处："
        for number, doubt in enumerate(doubts, 1):
            yield f"　{number}. {doubt['text']}{_source({'source': doubt['lines']})}"


def _of(values: Sequence[Mapping[str, Any]], level: int) -> list[Mapping[str, Any]]:
    return [one for one in values if one["level"] == level]


def _source(one: Mapping[str, Any]) -> str:
    """The lines of the file, as an editor counts them."""
    lines = one.get("source") or ()
    return f"　[第{'、'.join(str(line) for line in lines)}行]" if lines else ""


def _joined(values: Sequence[str]) -> str:
    return "、".join(values)
