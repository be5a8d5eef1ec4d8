"""What many are told: the brief, a change, a coordinator's words, the end; composed for each room."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.wording import briefs as wording
from storage.chat import Reply, ReplyKind
from storage.notice.model import Notice
from storage.notice.routing import Duty, duties, duty
from storage.tables import Announcement


def brief(notice: Notice, unit_type: str | None) -> Reply:
    """The notice in short: a unit's own, or for all types where many read."""
    lines = _own(duty(notice, unit_type)) if unit_type else _all(duties(notice))
    return Reply(ReplyKind.ANSWER, (*lines, wording.NO_REPLY), title=wording.title(notice))


def announcement(notice: Notice, row: Announcement, unit_type: str | None) -> Reply:
    """Whatever an announcement says, in the words of its kind."""
    if row.kind == "brief":
        return brief(notice, unit_type)
    text = {
        "take_back": lambda: wording.taken_back(notice),
        "close": lambda: wording.closed(notice),
        "change": lambda: wording.changed(notice, row.text),
        "correct": lambda: row.text,
        "words": lambda: wording.words(row.text),
    }[row.kind]()
    return Reply(ReplyKind.ANSWER, tuple(text.splitlines()))


def _own(own: Duty) -> list[str]:
    return [wording.when(own), wording.what(own), wording.where(own), wording.WAY]


def _all(found: Sequence[Duty]) -> list[str]:
    """What all types share once, then one line a type."""
    if not found:
        return [wording.WAY]
    one_when = len({wording.when(own) for own in found}) == 1
    one_what = len({wording.what(own) for own in found}) == 1
    lines = [wording.when(found[0])] if one_when else []
    lines += [wording.what(found[0])] if one_what else []
    lines += [wording.for_type(own, with_when=not one_when, with_what=not one_what) for own in found]
    return [*lines, wording.WAY]
