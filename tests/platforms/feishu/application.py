"""A self-built app: its credentials, what it was granted, whom it reaches, what it keeps on Feishu."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.platforms.double import File
from tests.platforms.feishu.limits import PER_API, PER_CHAT, SCOPES, TOKEN_LASTS, TOKEN_STAYS, Refusal
from tests.platforms.feishu.rates import Rate

if TYPE_CHECKING:
    from tests.platforms.feishu.delivery import Push
    from tests.platforms.feishu.longlink import Connection
    from tests.platforms.feishu.record import Chat, Heard
    from tests.platforms.feishu.server import Feishu

PREFIXES = {"open_id": "ou_", "union_id": "on_", "user_id": "", "email": "", "chat_id": "oc_"}


def made_id(before: str, *of: str) -> str:
    """An id that is always the same for the same things."""
    return before + hashlib.sha256("/".join(of).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was uploaded: a picture, or a file of a type."""

    kind: str
    file: File


@dataclass(eq=False)
class App:
    """One app, with its bot. It is told by a long connection, or at `url` where that is set."""

    feishu: Feishu
    id: str
    secret: str
    name: str = "小报"
    scopes: set[str] = field(default_factory=lambda: set(SCOPES))
    url: str = ""
    encrypt_key: str = ""
    verification_token: str = ""
    visible: set[str] | None = None
    """The persons in its availability range; everybody where it is None (230013)."""
    is_trusted: bool = True
    """Whether the caller's address is in the app's list (99991401)."""
    is_installed: bool = True
    """Whether it is enabled in the tenant (99991662)."""
    has_bot: bool = True
    """Whether its bot ability is on (230006, 234007)."""
    is_shared_outside: bool = False
    """对外共享: whether it may be in external groups (230027, 232033)."""
    quota: int | None = None
    """How many calls are left this month (99991403)."""
    waiting_version: str = ""
    """The version that waits to be approved, where one does."""
    events: set[str] | None = None
    """The events and callbacks it has subscribed to; all where it is None."""
    is_ordered: bool = False
    """Whether an event that is not taken holds back later ones of its chat."""

    # Of the long connection.
    config: dict[str, int] = field(default_factory=dict)
    """What its ClientConfig has instead of the usual."""
    tells_config: bool = False
    """Whether pongs bring the ClientConfig along."""
    pong: Callable[[int], float | None] | None = None
    """For the so-manieth ping the seconds until its pong, None for never; at once without it."""
    fragments: int = 1
    """Into how many frames each push is cut."""
    shuffles: bool = False
    """Whether they come in any order."""
    click_frames: str = "event"
    """The type of the frames that bring clicks: `event` or `card`."""
    closes_every: float = 0.0
    """After how many seconds each connection is closed from this side."""

    def __post_init__(self) -> None:
        self.connections: list[Connection] = []
        self.streams: dict[str, Push] = {}
        self.sent: list[tuple[bytes, dict[str, str]]] = []
        """Every callback as it went over the wire: body and headers."""
        self.open_id = made_id("ou_", self.id, "bot")
        self.tokens: dict[str, float] = {}
        self.token_fetches: list[float] = []
        self.kept: dict[str, Kept] = {}
        self.per_api = Rate(self.feishu.now, *PER_API)
        self.per_user = Rate(self.feishu.now, *PER_CHAT)
        self.uuids: dict[str, tuple[float, str, Heard]] = {}
        """When a uuid came, with which content, and the message that became of it."""

    # Its long connections.

    @property
    def held(self) -> list[Connection]:
        """The connections on which the app has not hung up."""
        return [one for one in self.connections if not one.is_gone]

    async def close_all(self, code: int = 1000) -> None:
        """Close every connection from this side."""
        for connection in list(self.connections):
            await connection.close(code)

    def reset_all(self) -> None:
        """Break every line as a network does."""
        for connection in list(self.connections):
            connection.reset()

    def freeze_all(self) -> None:
        """Make every connection half-open: nothing is read or answered on it any more, and nothing closed."""
        for connection in self.connections:
            connection.is_frozen = True

    # Its token.

    def fetch_token(self) -> dict[str, Any]:
        """Give the token of which enough is left, or a new one beside it; every fetch is counted."""
        now = self.feishu.now()
        self.token_fetches.append(now)
        token = next((token for token, until in self.tokens.items() if until - now >= TOKEN_STAYS), "")
        if not token:
            token = "t-" + secrets.token_urlsafe(30)
            self.tokens[token] = now + TOKEN_LASTS
        return {"tenant_access_token": token, "expire": int(self.tokens[token] - now)}

    def has_token(self, token: str) -> bool:
        return self.feishu.now() < self.tokens.get(token, 0)

    def revoke(self) -> None:
        """Make every token invalid before its time."""
        self.tokens.clear()

    # Whom it knows.

    def open_id_of(self, user: str) -> str:
        """A person, as this app knows them."""
        return made_id("ou_", self.id, user)

    def person(self, given: str, kind: str = "open_id") -> str:
        """The person of an id. Raises Refusal: 230034 for another kind, 99992351 unknown, 99992361 another app's."""
        if not given.startswith(PREFIXES[kind]) or (kind == "email") != ("@" in given):
            raise Refusal(230034, f"The receive_id {given!r} does not match the receive_id_type {kind}")
        ids = {
            "open_id": self.open_id_of,
            "union_id": self.feishu.union_id_of,
            "user_id": str,
            "email": lambda user: f"{user}@example.invalid",
        }
        for user in self.feishu.persons:
            if ids[kind](user) == given:
                return user
        others = [one for one in self.feishu.apps.values() if one is not self]
        if kind == "open_id" and any(given == one.open_id_of(user) for one in others for user in self.feishu.persons):
            raise Refusal(99992361, f"open_id cross app: {given}")
        raise Refusal(99992351, f"not a valid {kind}: {given}")

    def knows(self, given: str) -> bool:
        """Whether an id is one of somebody that this app could call by it."""
        ids = (self.open_id_of, self.feishu.union_id_of, str)
        return any(given == one.open_id for one in self.feishu.apps.values()) or any(
            make(user) == given for user in self.feishu.persons for make in ids
        )

    def check_reach(self, user: str) -> None:
        """Whether it may write to somebody alone. Raises Refusal: 230013, 230029, 230053."""
        person = self.feishu.persons[user]
        if person.is_resigned:
            raise Refusal(230029, "User has resigned")
        if self.visible is not None and user not in self.visible:
            raise Refusal(230013, "Bot has NO availability to this user")
        if self.id in person.turned_off:
            raise Refusal(230053, "The user has stopped the bot from sending messages")

    def check_chat(self, chat: Chat) -> None:
        """Whether it may speak in a chat. Raises Refusal."""
        if not self.has_bot:
            raise Refusal(230006, "Bot ability is not activated")
        if chat.refuses:
            raise Refusal(chat.refuses, f"the chat {chat.id} does not allow it")
        if self not in chat.apps:
            raise Refusal(230002, "Bot/User can NOT be out of the chat")
        if chat.is_external and not self.is_shared_outside:
            raise Refusal(230027, "Lack of necessary permissions: the app is not shared outside")
        if not chat.is_group:
            self.check_reach(next(iter(chat.people)))

    def keep(self, before: str, kind: str, file: File) -> str:
        """Keep what was uploaded; its key."""
        key = f"{before}_v3_{self.feishu.number('')}_{secrets.token_hex(8)}"
        self.kept[key] = Kept(kind, file)
        return key

    def find(self, key: Any, *kinds: str) -> Kept:
        """What was uploaded by this app. Raises Refusal: 230001, 230017 not its own, 230055 another type."""
        if not isinstance(key, str) or not key:
            raise Refusal(230001, "Your request contains an invalid request parameter: no key")
        if key not in self.kept:
            raise Refusal(230017, f"Bot is NOT the owner of the resource {key}")
        if kinds and self.kept[key].kind not in kinds:
            raise Refusal(230055, f"the file is {self.kept[key].kind}, not {' or '.join(kinds)}")
        return self.kept[key]
