"""How another account says what a robot cannot: the group's webhook, the tenant's app."""

from __future__ import annotations

from dataclasses import replace

from bot.newest import Newest
from bot.platform import Outgoing, Platform
from bot.wecom.render import Part
from storage.chat import Reply

MOST_REMEMBERED = 2000


class Carrier:
    """Hands a delivery's parts to a partner: with the first all words and the address; each file by itself."""

    def __init__(self) -> None:
        self._carried: Newest[str, int] = Newest(MOST_REMEMBERED)

    async def carry(self, partner: Platform, outgoing: Outgoing, part: Part) -> None:
        """Have a partner say a part; what it has said of it in an earlier attempt it does not say again.

        Raises PlatformError.
        """
        reply = outgoing.reply
        alone = Reply(reply.kind, ("",), files=(part.file,) if part.file else ())
        if part.image:
            alone = replace(alone, title=reply.title, qr=reply.qr, figures=reply.figures)
        if part.file or (part.image and outgoing.key not in self._carried):
            said = replace(outgoing, reply=alone)
            await partner.send(replace(said, part=partner.parts(said) - 1))
            return
        said = replace(outgoing, reply=replace(reply, files=()))
        for done in range(self._carried.get(outgoing.key, 0), partner.parts(said)):
            await partner.send(replace(said, part=done))
            self._carried[outgoing.key] = done + 1
