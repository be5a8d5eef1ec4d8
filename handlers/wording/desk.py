"""What coordinators hear: figures, entries, arrangements, switches, and what is not theirs to order."""

from __future__ import annotations

NOT_YOURS = "此事由报送处室的统筹人办理，请与通知所列联系人联系。"
NOT_HERE = "此事请私聊本助手，或在统筹群办理。"
DROPPED = "已取消，未作任何改动。"
NOTHING_WAITS = "没有等待确认的事项。已答复办好的，不需要再确认。"


def not_yours(office: str | None, contact: str | None) -> str:
    """A person asks for what only a coordinator may do."""
    if not office:
        return NOT_YOURS
    return f"此事由{office}的统筹人办理" + (f"，请致电{contact}。" if contact else "。")


def other_office(office: str) -> str:
    """A coordinator acts on what belongs to another office."""
    return f"该单位报{office}，由{office}的统筹人办理。"
