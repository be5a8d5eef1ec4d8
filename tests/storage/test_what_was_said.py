"""What was said in a chat is found by its index: an open page must not read what others said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from storage.tables import Chat
from storage.unit_of_work import Work

NOW = datetime(2023, 6, 5, 1, tzinfo=UTC)
HERE = Chat(id=1, platform="page", account="", external="one", room="private", seen_at=NOW)


def say(work: Work, chat: str, text: str) -> None:
    payload = {"text": text}
    work.inbox.add(
        platform="page", account="", message_id=text, external_chat=chat, payload=payload, admitted_at=work.now
    )


def plans(work: Work, look) -> list[str]:
    """How SQLite goes about the statements that looking runs."""
    raw = work.connection.connection.driver_connection
    ran: list[str] = []
    raw.set_trace_callback(ran.append)
    look()
    raw.set_trace_callback(None)
    return [row[3] for statement in ran for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}")]


def test_the_newest_of_a_chat_come_first_and_no_others(work):
    for chat, text in (("one", "a"), ("two", "b"), ("one", "c"), ("one", "d")):
        say(work, chat, text)
    assert [row.payload["text"] for row in work.inbox.said_in(HERE, 2)] == ["d", "c"]


@pytest.mark.parametrize("before", [None, NOW])
def test_what_was_said_in_a_chat_is_found_without_reading_other_chats(work, before):
    handled, *others = plans(work, lambda: work.inbox.said_in(HERE, 12, before))
    assert "INDEX ix_inbox_chat_id (chat_id=?)" in handled
    assert any("INDEX ix_inbox_state (state=?)" in step for step in others)
    assert not any(step.startswith("SCAN") for step in (handled, *others))


def test_what_waits_still_comes_before_what_was_handled_earlier(work):
    chat = work.chats.get(work.chats.add(**HERE.model_dump(exclude={"id"})))
    for text in "abc":
        say(work, chat.external, text)
    for row, state in zip(work.inbox.waiting(), ("done", "failed"), strict=False):
        work.inbox.set(row.key, state=state, chat_id=chat.key if state == "done" else None)
    assert [row.payload["text"] for row in work.inbox.said_in(chat, 3)] == ["c", "b", "a"]
    assert [row.payload["text"] for row in work.inbox.said_in(chat, 2)] == ["c", "b"]
