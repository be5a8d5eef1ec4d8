"""What coordinators hear when they ask how things stand, and what everybody else hears."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from scheduler.phrases import day, first_of, joined
from scheduler.wording.receipts import counted
from storage.reach import Reach

NO_CAMPAIGN = "目前没有正在进行的通知，没有报送情况可查。"
LISTED = ("单位", "情况")


def urging(who: str) -> tuple[str, ...]:
    """Reminders go by plan; with the name of whoever was to be urged."""
    named = f"“{who}”：" if who else ""
    return (
        f"{named}提醒按计划只发给有缺项的单位：截止前5个、前1个工作日和当天，每家最多3次，不另行加催，以免打扰。",
        "需要逐家联系请发送“电话名单”，需要统一告知请发送“通知大家：…”。",
    )


def missing(types: str, materials: str, counts: tuple[int, int], rows: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Who lacks something; `counts` are those found and those looked through."""
    whose, (found, among) = types or "本处室单位", counts
    what = f"缺{materials}" if materials else "有缺项"
    if not among:
        return (f"花名册中没有{types or '本处室'}的单位。",)
    if not found:
        return (f"{whose}共{among}家，没有{what}的。",)
    return (f"{whose}共{among}家，{what}的{found}家：", *_listed(rows))


def received(types: str, materials: str, counts: tuple[int, int], rows: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Who has handed in; `counts` are those found and those looked through."""
    whose, (found, among) = types or "本处室单位", counts
    what = f"已报{materials}" if materials else "已有报送"
    if not among:
        return (f"花名册中没有{types or '本处室'}的单位。",)
    if not found:
        return (f"{whose}共{among}家，还没有{what}的。",)
    return (f"{whose}共{among}家，{what}的{found}家：", *_listed(rows))


def _listed(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Names, numbered, each with its mark."""
    return [f"{place}. {name}（{mark}）" for place, (name, mark) in enumerate(rows, 1)]


def more(count: int) -> tuple[str, ...]:
    """How many are not listed."""
    return (f"其余{count}家请导出台账查看。",) if count > 0 else ()


def came(since: date, names: Sequence[str], things: Mapping[str, int]) -> str:
    """What has come since a day."""
    if not things:
        return f"{day(since)}以来没有收到材料。"
    return f"{day(since)}以来收到{len(names)}家的材料：{counted(things)}（{first_of(names, 10)}）。"


def calls(rows: Sequence[str], total: int) -> tuple[str, ...]:
    """Whom to ring."""
    if not rows:
        return ("没有需要电话联系的单位。",)
    return (f"电话名单，有缺项{total}家：", *rows, *more(total - len(rows)))


def reach(names: Mapping[Reach, Sequence[str]]) -> tuple[str, ...]:
    """How the units of an office are reached."""
    counts = joined(f"{way.value}{len(found)}家" for way, found in names.items() if found) or "花名册中没有本处室的单位"
    lost = names.get(Reach.NONE, ())
    tail = (f"联系不上：{first_of(lost, 20)}。发送“邀请 单位名称”可生成邀请码和页面链接。",) if lost else ()
    return (f"触达情况：{counts}。", *tail)


def as_of(office: str, on: date) -> str:
    """The first line of how things stand now."""
    return f"【{office} · 报送情况】{day(on)}"
