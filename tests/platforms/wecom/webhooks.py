"""The group webhook (D:99110): sends into the one group that owns its key, and hears nothing."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.platforms.double import File, Refusal
from tests.platforms.wecom.judging import Rate, judge
from tests.platforms.wecom.rest import answering
from tests.platforms.wecom.uploads import Uploads, uploaded

if TYPE_CHECKING:
    from tests.platforms.wecom.server import WeCom


@dataclass(eq=False)
class Webhook:
    """One key. `state` is 93000 (deleted), 93004 (disabled), 93008 (not in the group) or 0."""

    wecom: WeCom
    key: str
    chat: str
    state: int = 0
    name: str = "群机器人"
    entered: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rate = Rate(self.wecom.now, (20, 60))
        self.uploads = Uploads(self.wecom)

    def hears(self, *, is_group: bool) -> bool:
        """Never."""
        return False


def add_to(served: web.Application, wecom: WeCom) -> None:
    """Serve both calls of every webhook."""

    def called(request: web.Request) -> Webhook:
        hook = wecom.accounts.get(request.query.get("key", ""))
        if not isinstance(hook, Webhook):
            raise Refusal(93000, "invalid webhook url")
        if hook.state:
            raise Refusal(hook.state, "the webhook is deleted, disabled or not in its group")
        return hook

    async def send(request: web.Request, body: Any) -> dict[str, Any]:
        hook = called(request)
        hook.rate.take(hook.key)
        kind = judge("webhook/send", body)
        wecom.show(hook.chat, hook, "webhook/send", body, file=_file(hook, kind, body[kind]))
        return {}

    async def upload(request: web.Request, body: Any) -> dict[str, Any]:
        hook, kind = called(request), request.query.get("type", "")
        if kind not in ("file", "voice"):
            raise Refusal(40004, f"a webhook keeps no {kind!r}")
        return hook.uploads.keep(kind, await uploaded(request))

    served.router.add_post("/cgi-bin/webhook/send", answering(wecom, "webhook/send", send))
    served.router.add_post("/cgi-bin/webhook/upload_media", answering(wecom, "webhook/upload_media", upload))


def _file(hook: Webhook, kind: str, part: dict[str, Any]) -> File | None:
    if "media_id" in part:
        return hook.uploads.find(kind, part["media_id"])
    if kind == "template_card":
        for line in part.get("horizontal_content_list", ()):
            if line.get("type") == 2:
                hook.uploads.find("file", line["media_id"])
    return File("image", base64.b64decode(part["base64"])) if kind == "image" else None
