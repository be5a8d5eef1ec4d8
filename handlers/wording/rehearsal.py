"""What a rehearsal came to, in short and as a budget of noise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from scheduler.phrases import day

TITLE = "【将发消息】"
REHEARSING = "正在推演全程，请稍候。"
NOT_REHEARSED = "推演没有完成，请稍后再试。"
TAKEN = "按各单位均未报送推演；报送后，相应提醒自动取消。"
MOST_IN_GROUP = 3
"""Messages in a group that a campaign may bring at the most (PRODUCT: noise budget)."""


def budget(found: Mapping[str, Any]) -> tuple[str, ...]:
    """The budget, and how much there is of each kind."""
    in_group, per_unit, kinds = found["in_group"], found["per_unit"], found["by_kind"]
    counts = "，".join(f"{kind}{count}条" for kind, count in kinds.items())
    return (
        f"群内{in_group}条（变更、结束另计，全程至多{MOST_IN_GROUP}条），每单位至多{per_unit}次提醒。",
        f"合计：{counts or '无'}。{TAKEN}",
    )


def by_day(told: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """What is said by days, each under its date; `minute` is the time of day."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in told:
        moment = datetime.fromisoformat(one["at"])
        found.setdefault(day(moment.date()), []).append({**one, "minute": f"{moment:%H:%M}"})
    return list(found.items())


def days(told: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What is said to units and groups, a line each; digests are many and alike, and said once."""
    digests = [one for one in told if one["kind"] == "日报"]
    together: dict[tuple[str, str], list[str]] = {}
    for one in told:
        if one["kind"] != "日报":
            together.setdefault((one["at"], one["kind"]), []).extend(one["to"])
    for (at, kind), to in together.items():
        moment = datetime.fromisoformat(at)
        yield f"{day(moment.date())}{moment:%H:%M}　{kind}：{to[0]}{f'等{len(to)}处' if len(to) > 1 else ''}"
    if digests:
        yield f"日报：自{day(datetime.fromisoformat(digests[0]['at']).date())}起，每个工作日发各处室统筹人。"
