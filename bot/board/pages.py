"""Every page of the board, in one list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from bot.board.activities import Activities
from bot.board.answers import Answers
from bot.board.campaigns import Campaigns
from bot.board.drafts import Drafts, Rehearse
from bot.board.entrance import Entrance
from bot.board.ideas import Ideas
from bot.board.live import STATIC
from bot.board.overview import Overview
from bot.board.people import People
from bot.board.photos import Photos
from bot.board.picture import Picture
from bot.board.pieces import Files
from bot.board.plan import Plan
from bot.board.review import Review
from bot.board.tally import Tally
from bot.board.unit import UnitPage
from bot.web.conversation import Conversation
from scheduler.settings import PushSettings


def routes(
    conversation: Conversation,
    entrance: Entrance,
    blob: Callable[[str], Path],
    settings: PushSettings,
    rehearse: Rehearse,
) -> list[web.AbstractRouteDef]:
    """Return the routes of the whole board; `blob` gives where a file's bytes lie."""
    pages = (
        Overview(conversation, entrance),
        UnitPage(conversation, entrance),
        Review(conversation, entrance),
        Photos(conversation, entrance, blob),
        Activities(conversation, entrance),
        Ideas(conversation, entrance),
        Tally(conversation, entrance),
        Plan(conversation, entrance, settings),
        People(conversation, entrance),
        Campaigns(conversation, entrance),
        Answers(conversation, entrance),
        Drafts(conversation, entrance, blob, rehearse),
    )
    return [
        *entrance.routes(),
        *Files(conversation.database, entrance, blob).routes(),
        *Picture(conversation.database, entrance).routes(),
        *(route for page in pages for route in page.routes()),
        web.static("/static/board", STATIC),
    ]
