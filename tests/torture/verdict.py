"""The judge: compares what the world outside said and saw with what the bot has kept, once all is at rest."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.torture import census
from tests.torture.census import Census
from tests.torture.exchange import Account
from tests.torture.stream import KEYED, Said

_NUMBER = re.compile(r"回执号(\d{4}-\d{3,})")


def faults(folder: Path, account: Account, kills: Sequence[Census], left: Census) -> list[str]:
    """Everything that breaks a promise; empty where all are kept. `left` is what is in hand at rest."""
    with closing(census.opened(folder)) as database:
        database.row_factory = sqlite3.Row
        judge = _Judge(folder, database, account, kills)
        return [
            *judge.messages(),
            *judge.pieces(),
            *judge.files(),
            *judge.deliveries(),
            *judge.receipts(),
            *judge.rest(left),
        ]


class _Judge:
    def __init__(self, folder: Path, database: sqlite3.Connection, account: Account, kills: Sequence[Census]) -> None:
        self.folder = folder
        self.database = database
        self.account = account
        self.kills = kills
        self.was_sending = Counter(key for kill in kills for key in kill.sending)
        self.inbox = {row["message_id"]: row for row in self.rows("inbox WHERE platform != 'internal'")}
        self.delivered = self.rows("delivery")
        self.platform = {row["id"]: row["platform"] for row in self.rows("chat")}

    def rows(self, what: str) -> list[Any]:
        return self.database.execute(f"SELECT * FROM {what}").fetchall()  # noqa: S608 - from this file

    def messages(self) -> Iterator[str]:
        """Every acknowledged message is handled, once; what was not meant for the bot has left nothing."""
        keys = [row["unique_key"].split("/") for row in self.delivered]
        replies = Counter(parts[1] for parts in keys if parts[0] == "reply")
        for number, said in self.account.said.items():
            row = self.inbox.get(number)
            if number not in self.account.acknowledged:
                yield f"{number} was never acknowledged"
            elif not said.is_meant and row is not None:
                yield f"{number} was kept, though it was not meant for the bot"
            elif said.is_meant and row is None:
                yield f"{number} was acknowledged and is lost"
            elif row is not None:
                yield from self._handled(row, said, replies)

    def _handled(self, row: Any, said: Said, replies: Counter[str]) -> Iterator[str]:
        number, (least, most) = row["message_id"], said.answers
        if row["state"] != "done":
            yield f"{number} is {row['state']}"
        if not least <= replies[str(row["id"])] <= most:
            yield f"{number} 「{said.message.text}」 has {replies[str(row['id'])]} replies"

    def pieces(self) -> Iterator[str]:
        """What was handed in or entered is there exactly as often as it was said."""
        by_message: dict[str, list[Any]] = defaultdict(list)
        joined = "SELECT piece.*, inbox.message_id FROM piece JOIN inbox ON inbox.id = piece.inbox_id"
        for row in self.database.execute(joined):
            by_message[row["message_id"]].append(row)
        for number, said in self.account.said.items():
            found = by_message[number]
            kept = Counter(row["sha256"] or row["text"] for row in found if row["duplicate_of"] is None)
            doubled = Counter(row["sha256"] for row in found if row["duplicate_of"] is not None)
            if said.entered:
                entered = [(row["count"], row["kind"]) for row in found]
                if entered != [(said.entered, "image")]:
                    yield f"{number} entered {said.entered} photos, and there are {entered}"
            elif (kept, doubled) != (Counter(said.pieces), Counter(said.doubled)):
                yield f"{number} handed in {said.pieces} and again {said.doubled}; there are {kept} and again {doubled}"

    def files(self) -> Iterator[str]:
        """Every file has its outcome, and what is called stored lies there with the bytes that were sent."""
        joined = "SELECT inboxfile.*, inbox.message_id FROM inboxfile JOIN inbox ON inbox.id = inboxfile.inbox_id"
        for row in self.database.execute(joined):
            refused = self.account.said[row["message_id"]].refused
            if row["state"] != ("refused" if row["name"] in refused else "stored"):
                yield f"{row['name']} is {row['state']} ({row['why']})"
        for path in (self.folder / "blobs" / "sha256").glob("??/*"):
            if hashlib.sha256(path.read_bytes()).hexdigest() != path.name:
                yield f"{path.name} is not what its name says"
        named = {row["sha256"] for table in ("inboxfile", "piece") for row in self.rows(table) if row["sha256"]}
        named |= {row["thumbnail"] for row in self.rows("picture")}
        for sha256 in named:
            if not (self.folder / "blobs" / "sha256" / sha256[:2] / sha256).exists():
                yield f"{sha256} has a row and no bytes"

    def deliveries(self) -> Iterator[str]:
        """Each delivery has left once; twice only under a key, and only where a kill fell between."""
        asked = self.account.requests
        for row in self.delivered:
            key, state = row["unique_key"], row["state"]
            is_keyed, was_cut = self.platform[row["chat_id"]] == KEYED, key in self.was_sending
            allowed = {"sent"} if is_keyed or not was_cut else {"unknown"}
            if state not in allowed:
                yield f"{key} is {state}"
            most = 1 + self.was_sending[key] if is_keyed else 1
            if not (state == "sent") <= asked[key] <= most:
                yield f"{key} ({state}) came over the wire {asked[key]} times"
        chat_of = {row["unique_key"]: row["chat_id"] for row in self.delivered}
        for kill in self.kills:
            on_their_way = Counter(chat_of.get(key) for key in kill.sending)
            yield from (
                f"{count} were on their way in chat {chat}" for chat, count in on_their_way.items() if count > 1
            )
        strangers = asked.keys() - {row["unique_key"] for row in self.delivered}
        yield from (f"{key} was sent and nobody knows of it" for key in strangers)

    def receipts(self) -> Iterator[str]:
        """Each hand-in has one receipt with a number that nobody else has, in the rows and before the people."""
        given = Counter(row["submission_id"] for row in self.delivered if row["kind"] == "receipt")
        for row in self.rows("submission WHERE id IN (SELECT submission_id FROM piece)"):
            if given[row["id"]] != (row["state"] != "entered") or not row["receipt_no"]:
                yield f"hand-in {row['id']} ({row['state']}, {row['receipt_no']}) has {given[row['id']]} receipts"
        shown: dict[str, set[str]] = defaultdict(set)
        for key, (text, _) in self.account.shown.items():
            if key.startswith("receipt/"):
                for number in _NUMBER.findall(text)[:1]:
                    shown[number].add(key.split("/")[1])
        yield from (f"{number} was given to hand-ins {ids}" for number, ids in shown.items() if len(ids) > 1)

    def rest(self, left: Census) -> Iterator[str]:
        """Nothing is in hand any more, nothing is broken, and no life has complained."""
        if left.in_hand:
            yield f"{left.in_hand} rows are still in hand at rest"
        for check in ("integrity_check", "foreign_key_check"):
            yield from (f"{check}: {tuple(row)}" for row in self.database.execute(f"PRAGMA {check}") if row[0] != "ok")
        complaints = (self.folder / "life.log").read_text(encoding="utf-8").strip()
        if complaints:
            yield f"a life complained: {complaints[-2000:]}"
