"""What is said about an event of several units (联合开展)."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.phrases import joined
from scheduler.wording.joint import says, says_not

NO_SUCH_EVENT = "没有这个编号的联合开展，请核对。"
IN_PRIVATE = "请私聊本助手办理。"
WHICH_HAND_IN = "请引用回执，或写明回执号，如“与某某单位联合开展，回执号0904-001”。"


def refused(own: str, other: str) -> str:
    """It was not one event."""
    return f"已记录：{own}与{other}不是联合开展，各自计算。"


def confirmed(number: int, own: str, other: str) -> tuple[str, str]:
    """It was one event."""
    return (
        f"已确认：{own}与{other}联合开展，两家均按已报送计，数据只计一次。",
        f"如有误，请回复“{says_not(number)}”。",
    )


def you_are_joined(other: str) -> str:
    """Said to a unit whose event is another's too."""
    return f"已确认：贵单位与{other}联合开展的活动，两家均按已报送计，数据只计一次。"


def joined_already(own: str, other: str) -> str:
    """Nothing is left to be done."""
    return f"{own}与{other}联合开展已确认，无需再办。"


def which_partner(who: str, names: Sequence[str]) -> str:
    """The other unit is not clear."""
    if not names:
        return f"花名册中没有“{who}”，或不在本次报送范围，请写单位全称。"
    return f"“{who}”指哪一家：{joined(names[:8])}？请用全称再说一次。"


def waits_for(partner: str) -> str:
    """The other has not answered yet."""
    return f"已记录，待{partner}或报送处室确认。"


def asks_partner(number: int, unit: str, receipt_no: str | None) -> tuple[str, ...]:
    """Said to the other unit."""
    what = f"报送的材料（回执号{receipt_no}）" if receipt_no else "报送的材料"
    return (
        f"{unit}称其{what}系与贵单位联合开展。",
        f"属实请回复“{says(number)}”，两家均按已报送计，数据只计一次；不属实请回复“{says_not(number)}”。",
    )


def asked_partner(partner: str, office: str | None, *, told: bool) -> str:
    """Said to the unit that says so; nothing is claimed that nobody may have heard."""
    if told:
        return f"已记录，并请{partner}确认；确认后两家均按已报送计，数据只计一次。"
    return f"已记录。{partner}暂时联系不上，由{office or '主管处室'}确认。"


def decided(number: int, who: str, *, is_joint: bool) -> str:
    """Shown where it could still be decided."""
    return f"联合开展{number}：{who}已确认{'是' if is_joint else '不是'}联合开展。"
