"""A notice that was read and is not published yet: kept for its coordinator in one chat, for a day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta

from handlers.context import Context
from storage.notice.model import Notice
from storage.notice.printed import from_record, to_record
from storage.unit_of_work import Work

KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was recognised: its picture in `blobs` (a JPEG, upright), and the lines read from it.

    The lines count from 1, the last one included; a page from which nothing was read has 0 and 0.
    """

    sha256: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Draft:
    """The notice as corrected so far; `amends` is None until it is said whether it changes the running campaign.

    `pages` are those that were recognised and are to be shown beside the text; a paper with text of its own has none.
    `past_is_meant` is set once somebody said that a notice is to be published though its deadlines are over.
    """

    notice: Notice
    name: str
    amends: bool | None = None
    past_is_meant: bool = False
    pages: tuple[Page, ...] = ()


def hold(context: Context, work: Work, draft: Draft) -> None:
    """Keep a draft in place of the one before."""
    data = {
        "record": to_record(draft.notice),
        "name": draft.name,
        "amends": draft.amends,
        "past_is_meant": draft.past_is_meant,
        "pages": [asdict(page) for page in draft.pages],
    }
    work.pending.hold(context.chat.key, context.member.key, "publishing", data, context.now + KEPT_FOR)


def is_held(context: Context) -> bool:
    """The person has a draft in this chat."""
    return "publishing" in context.held


def held(context: Context) -> Draft:
    """Return the person's draft."""
    data = context.held["publishing"]
    pages = tuple(Page(**page) for page in data.get("pages", ()))
    return Draft(from_record(data["record"]), data["name"], data["amends"], data["past_is_meant"], pages)


def drop(context: Context, work: Work) -> None:
    """Forget the draft."""
    work.pending.drop(context.chat.key, context.member.key, "publishing")
