"""What is said of hand-ins that may show one event of several units (联合开展)."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.phrases import joined

YES, NO = "是联合开展", "不是"
_SAME = {"image": "照片{}张", "video": "视频{}段", "file": "文件{}份", "text": "文字", "activity": "活动和日期"}


def same(kind: str, count: int) -> str:
    """What two hand-ins have in common."""
    return _SAME.get(kind, "材料{}份").format(count)


def says(number: int) -> str:
    """What confirms it."""
    return f"联合 {number}"


def says_not(number: int) -> str:
    """What denies it."""
    return f"不是联合 {number}"


def asked(number: int, units: tuple[str, str], receipts: Sequence[str], why: str) -> tuple[str, ...]:
    """Put to the coordinators."""
    return (
        f"【待确认 · 联合开展】{joined(units)}报送的{why}相同（回执号{joined(receipts)}）。",
        f"如系联合开展，确认后两家均按已报送计，数据只计一次。请回复“{says(number)}”或“{says_not(number)}”。",
    )


def with_neighbour(number: int, why: str, other: str) -> str:
    """On the receipt, where both units are of one place."""
    return f"其中{why}与{other}报送的相同，如系联合开展，请回复“{says(number)}”。"


def with_somebody(why: str, office: str | None) -> str:
    """On the receipt, where the other unit is not to be named."""
    return f"其中{why}与其他单位报送的相同，已请{office or '主管处室'}确认是否为联合开展。"


def waiting(rows: Sequence[tuple[int, str, str]]) -> str:
    """In the digest: what waits to be confirmed."""
    told = "；".join(f"{number}：{own}、{other}" for number, own, other in rows[:4])
    return f"联合开展待确认{len(rows)}件（{told}），请回复“联合 编号”或“不是联合 编号”"
