"""What is said of the attachments of a notice, and of a list of what is handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NONE = "通知没有列出附件。"


def listed(named: Iterable[tuple[str, str]]) -> str:
    """Attachments, each with what it is called beside its name: 附件2《汇总表》."""
    return "；".join(f"{called}{_in_marks(name)}" for called, name in named) + "。"


def only(count: int, asked: int) -> str:
    """An attachment is asked for that there is not."""
    return f"通知所列附件共{count}个，没有附件{asked}。"


def _in_marks(name: str) -> str:
    return f"：{name}" if "《" in name or "》" in name else f"《{name}》"


def owed(items: Sequence[str]) -> str:
    """What is handed in, as a list of the notice says it."""
    return f"需报送：{'；'.join(item.rstrip('；;。，, ') for item in items)}。"
