"""What is said to a unit that says something of itself."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.phrases import clipped, joined

NO_CAMPAIGN = "目前没有正在进行的报送，无需核对。"
RECALLED = "已按您的撤回取消该说明，提醒照常。"


EVENT_AFTER_ALL = "已取消此前“未开展活动”的登记，请按时报送，提醒照常。"
BEGUN_DROPPED = "已结束，本次没有登记材料。需要时可随时再发。"


def giving_up(office: str) -> tuple[str, ...]:
    """Nothing will be handed in: how that is said so that it counts, and how something is taken back."""
    return (
        f"如今年未开展活动，请回复“我们今年没搞活动”，由{office}确定是否免报，确定前不再提醒。",
        "如要撤回已报的材料，请回复“撤回”和回执号；其他情况报送要求不变。",
    )


def nobody_put_forward(office: str) -> tuple[str, ...]:
    """Nobody or nothing will be put forward: how that is said so that it counts."""
    return (f"如本次没有要推荐或报送的，请回复“零报送”，由{office}确定是否免报，确定前不再提醒。",)


def mailed(office: str) -> str:
    """Sent by mail."""
    return f"已记录：贵单位告知已发邮箱。{office}核对前不再提醒。"


def posted(office: str) -> str:
    """Sent by post."""
    return f"已记录：贵单位告知已寄送。{office}核对前不再提醒。"


def filed(office: str) -> str:
    """Filed on a page of the office's."""
    return f"已记录：贵单位告知已在网上填报。{office}核对前不再提醒。"


SENT = {"mailed": "已发邮箱", "posted": "已寄送", "filed": "已在网上填报"}
"""Ways in which things go to an office past the bot."""


def heard(told: str, office: str) -> str:
    """Somebody whose unit is not known says how it was sent."""
    return f"已知悉材料{told}，由{office}核对。请告知贵单位全称，以便登记。"


def no_event(office: str) -> str:
    """Nothing to report."""
    return f"已记录贵单位今年未开展活动，由{office}确定是否免报，确定前不再提醒。"


def quiet(office: str) -> str:
    """No more reminders."""
    return f"已关闭对贵单位的提醒，报送要求不变；{office}的日报中会注明。如需恢复，请随时告知。"


def substitute(office: str, told: str) -> str:
    """Somebody else looks after it, in the words in which that was told."""
    return f"已记下“{clipped(told, 60)}”，并转{office}登记联络员。在此之前您仍可在这里查询和报送。"


def which_unit(names: Sequence[str]) -> str:
    """The unit is not known, or several are."""
    if names:
        return f"请说明是哪家单位：{joined(names)}。"
    return "请先告知贵单位全称，以便登记。"
