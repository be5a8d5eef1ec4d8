"""What a rehearsal shows before a campaign is what the running bot then says, word for word and minute by minute."""

from __future__ import annotations

from scheduler.clock import BEIJING
from scheduler.rehearsal import rehearse
from storage.chat_json import reply_from_json
from storage.editions import notice_of


async def test_everything_rehearsed_is_said_and_nothing_else(town):
    def look(work):
        notice = notice_of(work, work.campaigns.last())
        return rehearse(work, notice, town.app.push_settings)

    def said(work):
        return {
            (row.created_at.astimezone(BEIJING).isoformat()[:16], *reply_from_json(row.reply).lines)
            for row in work.deliveries.find()
        }

    found = await town.look(look)
    await town.until(10, 28)
    assert {(one.at[:16], *one.lines) for one in found.told} == await town.look(said)
