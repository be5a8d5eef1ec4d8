"""An in-process WeCom on loopback. It keeps every rule of the documents, forgives nothing and remembers everything.

    async with WeCom() as wecom:                       # or WeCom.on(clock), in the time of a virtual clock
        robot = add_robot(wecom)                       # accounts.py: also callback robots, apps, webhooks
        group = wecom.group(robot)                     # the bot is connected to `socket_url`, `url`
        photo = await wecom.photo("wang", data, chat=group)
        await wecom.say("wang", "交这张", chat=group, quoting=photo)
        await wecom.click(wecom.cards(group)[-1], "确认", by="li")
        assert wecom.heard(group)[-1].text == "已撤回"  # also .mentions, .links, .file, .card; transcript(group)
        assert not wecom.faults                        # what WeCom refused, cut or dropped

`fail("aibot_send_msg", 846609)` plans an error, `lost="answer"` a loss; the names of ways are the commands' and the APIs'
(`message/send`), `media` for links and `callback` for deliveries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.platforms.double import Double, Refusal
from tests.platforms.wecom.mediahost import MediaHost
from tests.platforms.wecom.people import People

if TYPE_CHECKING:
    from aiohttp import web


class WeCom(Double, People):
    """The whole of WeCom for one test."""

    def __init__(self, **about: Any) -> None:
        Double.__init__(self, **about)
        People.__init__(self)
        self.media = MediaHost(self)
        self.address_of_caller = "203.0.113.9"
        self.counts_every_frame = True
        """Whether each frame of a stream counts in the rate (the documents do not say)."""
        self.silence_ends = 100.0
        """A connection on which nothing came for so many seconds (three heartbeats, and some) is closed."""

    def add_to(self, served: web.Application) -> None:
        """Serve every API, the files and the long connection."""
        from tests.platforms.wecom import appcalls, longlink, response, webhooks

        served.router.add_get("/", longlink.serve(self))
        self.media.add_to(served)
        for part in (appcalls, response, webhooks):
            part.add_to(served, self)

    def refused(self, way: str, refusal: Refusal) -> dict[str, Any]:
        """Keep a refusal and word it as an answer."""
        self.fault(way, refusal.code, refusal.why)
        return {"errcode": refusal.code, "errmsg": f"{refusal.why}, hint: [{self.number('')}]"}
