"""The preview of a notice: what was read, what is doubtful, whom it reaches, what each unit type will be told."""

from __future__ import annotations

from collections import Counter

from handlers.context import Context
from handlers.enrolment.logins import LINK_LASTS, link_to
from handlers.publishing import drafts
from handlers.publishing.drafts import Draft
from handlers.wording import drafts as draft_wording
from handlers.wording import publishing as wording
from storage.chat import Button, Reply, ReplyKind
from storage.notice.model import Notice
from storage.notice.routing import duties
from storage.reach import Reach, reach_of_units
from storage.standing import type_of
from storage.unit_of_work import Work

PUBLISH = Button("确认发布", "确认发布", warning=wording.CANNOT_BE_UNSAID)


def show(context: Context, work: Work, draft: Draft) -> Reply:
    """Show the whole preview and wait for corrections or the word to publish."""
    drafts.see_doubts(work, draft)
    buttons = (PUBLISH, Button("将发哪些消息", "将发哪些消息"), Button("取消", "取消"))
    recognised = (wording.RECOGNISED,) if draft.pages else ()
    lines = (*recognised, *read(work, draft.notice), wording.HOW_TO_CORRECT, *_entrance(context, work, draft))
    return Reply(ReplyKind.CONFIRM, lines, title=wording.title(draft.name), buttons=buttons)


def _entrance(context: Context, work: Work, draft: Draft) -> tuple[str, ...]:
    """The way to the page, in private; where others read, how to get there."""
    if context.urls.entry is None:
        return ()
    link = link_to(context, work, f"/drafts/{draft.number}")
    minutes = int(LINK_LASTS.total_seconds() // 60)
    return (draft_wording.entrance(link, minutes) if link else draft_wording.ENTRANCE_IN_PRIVATE,)


def read(work: Work, notice: Notice) -> tuple[str, ...]:
    """Say what was read, what each unit type will be told, whom it reaches, and what is doubtful."""
    return (
        *wording.heading(notice),
        *wording.deadlines(notice),
        *wording.offices(notice),
        *wording.materials(notice),
        *wording.by_type(duties(notice)),
        *reach(work, notice),
        *wording.doubts(notice),
    )


def reach(work: Work, notice: Notice) -> list[str]:
    """Say how the units of the roster are reached, and which of them the notice does not address."""
    ways = reach_of_units(work)
    strangers = [unit.name for unit in work.units.all() if type_of(notice, unit) is None]
    unreached = [unit.name for unit in work.units.all() if ways.get(unit.key) is Reach.NONE]
    return wording.reach(Counter(ways.values()), unreached, strangers)
