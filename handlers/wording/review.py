"""What is said about decisions on what came."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.phrases import joined

WHY, WHY_LIKE, RETURN = "退回原因", "如：总结缺盖章", "退回"


def why_returned(number: str, unit: str) -> str:
    """A reason is missing."""
    return f"将退回{unit}的材料（回执号{number}）。请写明原因，如“退回 {number} 总结缺盖章”，原因会告知该单位。"


def returned(number: str, unit: str, why: str, *, told: bool) -> tuple[str, ...]:
    """A hand-in was returned."""
    heard = "已发送给该单位。" if told else "该单位暂时联系不上，请电话告知。"
    return (f"已退回{unit or '待认领材料'}，回执号{number}，原因：{why}。{heard}原件保留，重发后自动替换。",)


def yours_returned(number: str, why: str) -> str:
    """Said to the unit whose hand-in was returned."""
    return f"贵单位报送的材料（回执号{number}）请补正：{why}。原件已保留，请补正后重发。"


def yours_not_returned(number: str) -> str:
    """Said to the unit whose hand-in was returned by mistake."""
    return f"贵单位报送的材料（回执号{number}）此前的退回已取消，无需重发。"


def verdict_undone(unit: str, number: str, *, told: bool) -> str:
    """A verdict was taken back."""
    return f"已撤销，{unit}的材料（回执号{number}）恢复为待审核。{'已发送给该单位。' if told else ''}"


def accepted(unit: str, numbers: Sequence[str]) -> str:
    """Hand-ins were accepted."""
    return f"已认可{unit}的材料，回执号{joined(numbers)}。"


def nothing_there(unit: str) -> str:
    """A unit has handed in nothing that could be accepted."""
    return f"{unit}还没有可认可的材料。"


def which_hand_in(unit: str, numbers: Sequence[str]) -> str:
    """A unit has several hand-ins there, or none."""
    if not numbers:
        return f"{unit}还没有报送材料，没有可退回的。"
    return (
        f"{unit}有{len(numbers)}份回执：{joined(numbers)}。请写明退回哪一份和原因，如“退回 {numbers[-1]} 总结缺盖章”。"
    )


def nothing_declared(unit: str) -> str:
    """The unit has not said that it mailed anything."""
    return f"{unit}没有待核对的邮寄记录。登记来件请发送“{unit}邮箱来了总结1份”。"


def mail_received(unit: str) -> str:
    """A mail was found."""
    return f"已记录：{unit}的来件已收到，不再提醒。请登记件数以便列入台账，如“{unit}邮箱来了总结1份、照片6张”。"


def mail_missed(unit: str, *, told: bool) -> str:
    """A mail was not found."""
    heard = "已发送给该单位。" if told else "该单位暂时联系不上，请电话告知。"
    return f"已记录：未见{unit}的来件，按未报继续提醒。{heard}"


def mail_not_seen(office: str) -> str:
    """Said to the unit whose mail was not found."""
    return f"{office}暂未见到贵单位发来的材料，请核对收件地址后重发，或直接发给本助手、打开单位页面发送。"


def no_zero_report(unit: str) -> str:
    """The unit has not said that it did nothing."""
    return f"{unit}没有待定的零报送。如需免报，请发送“免报 {unit} 原因”。"


def zero_report(unit: str, *, agreed: bool, told: bool) -> str:
    """A 零报送 was decided on."""
    heard = "已发送给该单位。" if told else "该单位暂时联系不上，请电话告知。"
    return f"已{'同意' if agreed else '不同意'}{unit}零报送，{'不再提醒' if agreed else '按未报继续提醒'}。{heard}"


def your_zero_report(*, agreed: bool) -> str:
    """Said to the unit whose 零报送 was decided on."""
    if agreed:
        return "贵单位零报送已经报送处室确认，本次无需报送，后续不再提醒。"
    return "贵单位零报送未获同意，请按通知要求报送材料。如有疑问，请与报送处室联系。"
