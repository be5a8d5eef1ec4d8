"""An in-process Feishu on loopback. It keeps every rule of the documents, forgives nothing and remembers everything.

    async with Feishu() as feishu:                     # or Feishu.on(clock), in the time of a virtual clock
        app = add_app(feishu)                          # accounts.py; with `url` its events go there
        group = feishu.group(app)                      # the bot is given `feishu.url`, `app.id`, `app.secret`
        photo = await feishu.photo("wang", data, chat=group)
        await feishu.say("wang", "交这张", chat=group, quoting=photo)
        await feishu.click(feishu.cards(group)[-1], "确认", by="li")
        assert feishu.heard(group)[-1].text == "已撤回"  # also .mentions, .links, .file, .card; transcript(group)
        assert not feishu.faults                       # what Feishu refused

A private chat goes by the person's name: `say("wang", "你好")`, `heard("wang")`. `fail("messages.create", 230020)` plans an
error, `fail(way, status=502)` a page of HTML, `lost="answer"` a loss; the names of ways are in `apis.py`, `token`, `endpoint`
for the bootstrap of long connections and `push` for what is told to an app.
"""

from __future__ import annotations

import random
import re
import secrets
from typing import TYPE_CHECKING, Any

from tests.platforms.double import Double
from tests.platforms.feishu.acts import Acts
from tests.platforms.feishu.application import App, made_id
from tests.platforms.feishu.delivery import Deliveries
from tests.platforms.feishu.limits import RESOURCE_OCTETS, Refusal
from tests.platforms.feishu.people import People
from tests.platforms.feishu.rest import said

if TYPE_CHECKING:
    from aiohttp import web

    from tests.platforms.feishu.managing import Hook

PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)")
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


class Feishu(Double, People, Acts, Deliveries):
    """The whole of Feishu for one test: one tenant, its persons, its apps."""

    maximum_body = 128 * 1024 * 1024

    def __init__(self, **about: Any) -> None:
        Double.__init__(self, **about)
        People.__init__(self)
        Deliveries.__init__(self)
        self.apps: dict[str, App] = {}
        self.hooks: dict[str, Hook] = {}
        """The custom bots of groups, by what stands behind `hook/` in their addresses."""
        self.tenant_key = "736588c9260f175d"
        self.address_of_caller = "203.0.113.9"
        self.outbound = ["203.0.113.17", "203.0.113.18"]
        self.slow: dict[str, float] = {}
        """How many seconds a call of a way takes."""
        self.duplicates = "shown"
        """What a second call with the same uuid gets: `shown` the first message, `refused` 230049. Both are read into the
        documents. While the first is under way it is always 230049."""
        self.forbidden: dict[int, re.Pattern[str]] = {}
        """What the tenant's policy lets nobody send: 230022 and 230028 with their patterns."""
        self.edit_window: float | None = None
        """For how many seconds an administrator lets messages be edited (230075)."""
        self.resource_octets = RESOURCE_OCTETS
        self.all_reaches = False
        """Whether a call of everybody is brought to apps that hear only what calls them (the documents do not say)."""
        self.tells_edits = False
        """Whether there is an event for what was edited (the documents know none)."""
        self.is_black_hole = False
        """Whether whoever asks for a connection is never answered."""
        self.silence_ends = 0.0
        """After how many seconds without a frame a connection is closed; 0 for never."""
        self.tickets: dict[str, App] = {}
        self.chance = random.Random(1)

    def add_to(self, served: web.Application) -> None:
        """Serve every API and the long connection."""
        from tests.platforms.feishu import apis, longlink

        apis.add_to(served, self)
        longlink.add_to(served, self)

    def forbid_phones(self, code: int = 230028) -> None:
        """Let the tenant's policy refuse telephone numbers and mailboxes in plain text."""
        self.forbidden[code] = re.compile(f"{PHONE.pattern}|{MAILBOX.pattern}")

    def union_id_of(self, user: str) -> str:
        """A person, as all apps of the tenant know them."""
        return made_id("on_", user)

    def refused(self, way: str, refusal: Refusal, status: int = 0) -> web.Response:
        """Keep a refusal and word it as an answer."""
        self.fault(way, refusal.code, refusal.why)
        about = {"log_id": secrets.token_hex(16), **refusal.more}
        body = {"code": refusal.code, "msg": refusal.why, "error": about}
        is_own = refusal.status == 400 and status and not 99990000 <= refusal.code < 100000000
        return said(body, status if is_own else refusal.status, refusal.headers)
