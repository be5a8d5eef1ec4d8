"""What a rehearsed campaign leaves behind: two records for programs, a transcript for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from scheduler.clock import BEIJING
from storage.chat import Role
from storage.chat_json import message_from_json, reply_from_json
from storage.reach import MAIL
from storage.tables import Chat, Delivery, Inbox, Member
from storage.unit_of_work import Work


class Records:
    """Reads everything that was admitted and said, in order of time."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._chats = {chat.key: chat for chat in work.chats.find()}
        self._members = {member.key: member for member in work.members.find()}
        self._units = {unit.key: unit.name for unit in work.units.find()}
        self._coordinators = {b.member_id for b in work.bindings.find() if b.role == Role.COORDINATOR}
        self._receipted = {s.key for s in work.submissions.find() if s.receipt_no}

    def incoming(self) -> Iterator[dict[str, Any]]:
        """Everything that was admitted; what bore a mark of secrecy has neither text nor files."""
        for row in self.work.inbox.in_order():
            if row.platform != "internal":
                yield self._incoming(row)

    def deliveries(self) -> Iterator[dict[str, Any]]:
        """Everything that was said."""
        for row in self.work.deliveries.sent():
            yield self._delivery(row)

    def _incoming(self, row: Inbox) -> dict[str, Any]:
        message = message_from_json(row.payload)
        chat = self._chats[row.chat_id] if row.chat_id else None
        files = [f for f in self.work.files.of_message(row.key) if f.sha256]
        return {
            "id": row.key,
            "at": instant(row.admitted_at),
            "chat": row.external_chat,
            "room": chat.room if chat else message.room,
            "member": self._name(row.member_id) or message.sender_name,
            "unit": self._units.get(row.unit_id or 0),
            "role": Role.COORDINATOR if row.member_id in self._coordinators else Role.LIAISON,
            "text": message.text,
            "files": [{"name": file.name, "sha256": file.sha256} for file in files],
            "burst": row.submission_id if row.submission_id in self._receipted else None,
        }

    def _delivery(self, row: Delivery) -> dict[str, Any]:
        chat: Chat = self._chats[row.chat_id]
        unit = self._units.get(row.unit_id or 0)
        return {
            "key": row.unique_key,
            "kind": row.kind,
            "chat": f"mail:{unit}" if chat.platform == MAIL else chat.external,
            "room": chat.room,
            "unit": unit,
            "office": row.office,
            "in_reply_to": row.in_reply_to,
            "burst": row.submission_id if row.submission_id in self._receipted else None,
            "at": instant(row.settled_at or row.created_at),
            "text": reply_from_json(row.reply).text,
        }

    def _name(self, member_id: int | None) -> str:
        member: Member | None = self._members.get(member_id or 0)
        return member.name if member else ""


def instant(moment: datetime) -> str:
    """An instant as the records write it: Beijing time, to the second."""
    return moment.astimezone(BEIJING).isoformat(timespec="seconds")


def write(work: Work, folder: Path) -> None:
    """Write incoming.jsonl, deliveries.jsonl and transcript.md into a folder."""
    records = Records(work)
    incoming, deliveries = list(records.incoming()), list(records.deliveries())
    for name, rows in (("incoming.jsonl", incoming), ("deliveries.jsonl", deliveries)):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    (folder / "transcript.md").write_text(_transcript(incoming, deliveries), encoding="utf-8", newline="\n")


def _transcript(incoming: list[dict[str, Any]], deliveries: list[dict[str, Any]]) -> str:
    """The campaign as people would have read it, day by day."""
    said = [(row["at"], 0, row["id"], _said(row)) for row in incoming]
    said += [(row["at"], 1, number, _answered(row)) for number, row in enumerate(deliveries)]
    lines, day = ["# 报送演练记录", ""], ""
    for at, _, _, text in sorted(said):
        if at[:10] != day:
            day = at[:10]
            lines += [f"## {day}", ""]
        lines += [f"**{at[11:19]}** {text}", ""]
    return "\n".join(lines)


def _said(row: dict[str, Any]) -> str:
    files = "".join(f"［{file['name']}］" for file in row["files"])
    unit = f"（{row['unit']}）" if row["unit"] else ""
    return f"{row['chat']} · {row['member']}{unit}：{_quoted(row['text'])}{files}"


def _answered(row: dict[str, Any]) -> str:
    return f"→ {row['chat']} · 报送助手（{row['kind']}）\n{_quoted(row['text'], always=True)}"


def _quoted(text: str, *, always: bool = False) -> str:
    """Several lines as a block quotation, so that nothing said becomes a heading."""
    if not always and "\n" not in text:
        return text.replace("#", "＃")
    return "\n" + "\n".join(f"> {line}" for line in text.splitlines())
