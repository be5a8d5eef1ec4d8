"""Messages and Replies as JSON values and back: the form in which rows keep them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from json.encoder import encode_basestring as _quoted
from typing import Any

from storage.chat import (
    Attachment,
    Button,
    ChatAddress,
    FieldKind,
    FileRef,
    Form,
    FormField,
    Intake,
    MediaKind,
    Message,
    Reply,
    ReplyKind,
    Room,
    Table,
)
from storage.figures import Figures

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Written:
    """JSON that is written already: a column of JSON takes it as it is."""

    text: str


def message_written(message: Message) -> Written:
    """Write a Message, leaving out what few have; instants become ISO strings.

    Done field by field: this is done for every message that comes.
    """
    at, files = message.address, [_attachment_to_json(one) for one in message.attachments]
    quotes = "" if message.quotes is None else f',"quotes":{_quoted(message.quotes)}'
    quoted = f',"quoted":{_quoted(message.quoted)}' if message.quoted else ""
    takes_back = f',"takes_back":{_quoted(message.takes_back)}' if message.takes_back else ""
    return Written(
        f'{{"address":{{"platform":{_quoted(at.platform)},"account":{_quoted(at.account)},"chat":{_quoted(at.chat)}}},'
        f'"message_id":{_quoted(message.message_id)},'
        f'"sender":{_quoted(message.sender)},"sender_name":{_quoted(message.sender_name)},'
        f'"text":{_quoted(message.text)},"sent_at":"{message.sent_at.isoformat()}",'
        f'"room":"{message.room}","addressed":{"true" if message.addressed else "false"},'
        f'"attachments":{to_text(files) if files else "[]"},'
        f'"intake":"{message.intake}","handle":{_quoted(message.handle)},'
        f'"replies_to":{_quoted(message.replies_to)}{quotes}{quoted}{takes_back}}}'
    )


def to_text(value: Any) -> str:
    """Return a value as the text that a column of JSON keeps."""
    return value.text if isinstance(value, Written) else _ENCODE(value)


def _attachment_to_json(one: Attachment) -> dict[str, Any]:
    return {"name": one.name, "kind": one.kind, "locator": one.locator, "quoted": one.quoted}


def message_from_json(value: dict[str, Any]) -> Message:
    """Read what `message_written` wrote."""
    return Message(
        address=ChatAddress(**value["address"]),
        message_id=value["message_id"],
        sender=value["sender"],
        sender_name=value["sender_name"],
        text=value["text"],
        sent_at=datetime.fromisoformat(value["sent_at"]),
        room=Room(value["room"]),
        addressed=value["addressed"],
        attachments=tuple(Attachment(**{**a, "kind": MediaKind(a["kind"])}) for a in value["attachments"]),
        quotes=value.get("quotes"),
        quoted=value.get("quoted", ""),
        intake=Intake(value.get("intake", Intake.ALL)),
        handle=value.get("handle", ""),
        replies_to=value.get("replies_to", ""),
        takes_back=value.get("takes_back", ""),
    )


def reply_to_json(reply: Reply) -> dict[str, Any]:
    """Write a Reply, leaving out what is empty."""
    return {name: part for name, part in asdict(reply).items() if part}


def reply_from_json(value: dict[str, Any]) -> Reply:
    """Read what `reply_to_json` wrote."""
    table, figures = value.get("table"), value.get("figures")
    return Reply(
        kind=ReplyKind(value["kind"]),
        lines=tuple(value.get("lines", ())),
        title=value.get("title", ""),
        table=_table(table) if table else None,
        buttons=tuple(Button(**b) for b in value.get("buttons", ())),
        files=tuple(FileRef(**f) for f in value.get("files", ())),
        quote=value.get("quote", ""),
        source=tuple(value.get("source", ())),
        mentions=tuple(value.get("mentions", ())),
        qr=value.get("qr", ""),
        form=_form(value["form"]) if value.get("form") else None,
        figures=_figures(figures) if figures else None,
    )


def _figures(value: dict[str, Any]) -> Figures:
    """Read numbers that are drawn."""
    return Figures(
        whole=value["whole"],
        shares=tuple((name, number) for name, number in value["shares"]),
        before=tuple(value.get("before", ())),
        since=value.get("since", ""),
        progress=tuple((name, count, of) for name, count, of in value.get("progress", ())),
    )


def _table(value: dict[str, Any]) -> Table:
    """Read a table."""
    return Table(tuple(value["head"]), tuple(tuple(row) for row in value["rows"]), value.get("said_by", 0))


def _form(value: dict[str, Any]) -> Form:
    """Read a form."""
    fields = (
        FormField(**{**one, "kind": FieldKind(one["kind"]), "options": tuple(one["options"])})
        for one in value["fields"]
    )
    return Form(**{**value, "fields": tuple(fields)})
