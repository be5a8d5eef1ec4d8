"""A notice that was read and is not published yet: one row that every coordinator works on, for a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

from handlers import jobs
from handlers.context import Context
from handlers.publishing.fields import PARTS
from handlers.wording import drafts as wording
from scheduler.clock import BEIJING
from storage import revising
from storage.notice.model import Doubt, Notice
from storage.notice.printed import from_record, part_from_record, part_to_record, to_record
from storage.tables import Member, NoticeDraft
from storage.unit_of_work import Work

KEPT_FOR = timedelta(hours=24)
FORGOTTEN_AFTER = timedelta(days=90)
"""How long a draft that nobody touches is kept to be looked up; the next one that is made clears it away."""

_MOST_EDITS = 300
_KIND = "publishing"
TO_PUBLISH = "确认发布"
"""What the button of a preview says."""


Keys = Mapping[str, tuple[int, ...]]
"""The number of each item of each part, in the notice's own order."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was recognised: its picture in `blobs` (a JPEG, upright), and the lines read from it.

    The lines count from 1, the last one included; a page from which nothing was read has 0 and 0.
    """

    sha256: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Struck:
    """An item that was taken out and can be put back."""

    part: str
    key: int
    item: Any


@dataclass(frozen=True, slots=True)
class Edit:
    """What one version touched: `targets` are `part/key` or `part/key/field`."""

    version: int
    targets: tuple[str, ...]
    member: int
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The notice as corrected so far; `amends` is None until it is said whether it changes the running campaign.

    `pages` are those that were recognised and are to be shown beside the text; a paper with text of its own has none.
    `past_is_meant` is set once somebody said that a notice is to be published though its deadlines are over;
    `doubts_seen` are those that were listed to somebody who wanted to publish. `origins` are the lines from which an
    item (`part/key`) was read first, whatever it was corrected to since.
    """

    notice: Notice
    name: str
    amends: bool | None = None
    past_is_meant: bool = False
    pages: tuple[Page, ...] = ()
    number: int = 0
    version: int = 1
    state: str = "open"
    keys: Keys = field(default_factory=dict)
    origins: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    struck: tuple[Struck, ...] = ()
    edits: tuple[Edit, ...] = ()
    doubts_seen: tuple[str, ...] = ()

    def place(self, part: str, key: int) -> int | None:
        """Where an item stands in its part now; None where it does not."""
        keys = self.keys.get(part, ())
        return keys.index(key) if key in keys else None

    def struck_out(self, part: str, key: int) -> Struck | None:
        """The item, where it was taken out."""
        return next((one for one in self.struck if (one.part, one.key) == (part, key)), None)

    def later(self, version: int, target: str, member: int = 0) -> Edit | None:
        """The last edit after a version that touched the same, a part or the whole of it; a member's own left out."""
        for edit in reversed(self.edits):
            if edit.version <= version:
                return None
            if edit.member != member and any(
                f"{target}/".startswith(f"{one}/") or f"{one}/".startswith(f"{target}/") for one in edit.targets
            ):
                return edit
        return None


def hold(context: Context, work: Work, draft: Draft) -> Draft:
    """Keep a draft, and that this person is in the middle of it in this chat; return it with its number."""
    if not draft.keys:
        draft = _numbered(draft)
    values = _values(draft, work.now)
    if draft.number:
        work.drafts.set(draft.number, **values)
    else:
        work.drafts.forget_before(work.now - FORGOTTEN_AFTER)
        brought_by = jobs.ordered_by(context.job) if context.job else context.inbox.key
        draft = replace(draft, number=work.drafts.add(**values, inbox_id=brought_by))
    take_up(context, work, draft.number)
    return draft


def take_up(context: Context, work: Work, number: int) -> None:
    """Let a person be in the middle of a draft in this chat."""
    data = {"draft": number}
    work.pending.hold(context.chat.key, context.member.key, _KIND, data, context.now + KEPT_FOR)


def is_held(context: Context) -> bool:
    """The person has a draft in this chat."""
    return _KIND in context.held


def held(context: Context, work: Work) -> Draft:
    """Return the person's draft."""
    return of_row(work.drafts.get(int(context.held[_KIND]["draft"])))


def found(work: Work, number: int) -> Draft | None:
    """Return the draft of a number, whatever became of it."""
    row = work.drafts.first_having(id=number)
    return of_row(row) if row else None


def newest(work: Work) -> Draft | None:
    """Return the draft that somebody worked on last."""
    row = work.drafts.newest_open(work.now - KEPT_FOR)
    return of_row(row) if row else None


def unseen_doubts(draft: Draft) -> list[Doubt]:
    """Return the doubts that nobody was shown."""
    return [one for one in draft.notice.doubts if _mark(one) not in draft.doubts_seen]


def see_doubts(work: Work, draft: Draft) -> None:
    """Note that somebody was shown every doubt of a draft."""
    work.drafts.set(draft.number, doubts_seen=[*draft.doubts_seen, *map(_mark, unseen_doubts(draft))])


def _mark(doubt: Doubt) -> str:
    """By what a doubt is known again."""
    return f"{doubt.code}/{doubt.values}/{doubt.lines}"


def end(work: Work, draft: Draft, state: str) -> None:
    """Let nobody work on a draft any more: it was published, or dropped."""
    work.drafts.set(draft.number, state=state, changed_at=work.now)
    for row in work.pending.having(kind=_KIND):
        if row.data["draft"] == draft.number:
            work.pending.drop(row.chat_id, row.member_id, _KIND)
            if not work.pending.having(chat_id=row.chat_id, kind=_KIND):
                revising.settle_those(work, work.chats.get(row.chat_id), TO_PUBLISH, wording.ended(state))


def revised(draft: Draft, notice: Notice, by: Member, now: datetime) -> Draft:
    """Return the next version of a draft, with this notice; what it touches is found by comparison."""
    if not draft.keys:
        draft = _numbered(draft)
    targets: list[str] = []
    keys: dict[str, tuple[int, ...]] = {}
    struck = list(draft.struck)
    for name, part in PARTS.items():
        before = dict(zip(draft.keys.get(name, ()), part.items(draft.notice), strict=True))
        after = part.items(notice)
        taken = [one.key for one in draft.struck if one.part == name]
        keys[name] = _paired(before, after, max([*before, *taken], default=0))
        for key, item in zip(keys[name], after, strict=True):
            old = before.pop(key, None)
            changed = part.changed(old, item) if old is not None else ()
            targets += [f"{name}/{key}"] if old is None else [f"{name}/{key}/{one}" for one in changed]
            struck = [one for one in struck if (one.part, one.key) != (name, key)]
        targets += [f"{name}/{key}" for key in before]
        struck += [Struck(name, key, item) for key, item in before.items()]
    version = draft.version + 1
    edit = Edit(version, tuple(targets), by.key, by.name, now.astimezone(BEIJING).strftime("%H:%M"))
    edits = (*draft.edits, edit)[-_MOST_EDITS:]
    return replace(draft, notice=notice, version=version, keys=keys, struck=tuple(struck), edits=edits)


def restored(draft: Draft, one: Struck, by: Member, now: datetime) -> Draft:
    """Return the next version, with an item put back in its place."""
    part, keys = PARTS[one.part], list(draft.keys.get(one.part, ()))
    place = sum(key < one.key for key in keys)
    items = list(part.items(draft.notice))
    notice = part.put(draft.notice, (*items[:place], one.item, *items[place:]))
    again = revised(draft, notice, by, now)
    numbers = (*keys[:place], one.key, *keys[place:])
    edit = replace(again.edits[-1], targets=(f"{one.part}/{one.key}",))
    struck = tuple(other for other in draft.struck if other != one)
    edits = (*again.edits[:-1], edit)
    return replace(again, keys={**again.keys, one.part: numbers}, struck=struck, edits=edits)


def of_row(row: NoticeDraft) -> Draft:
    """Read a draft from its row."""
    return Draft(
        notice=from_record(row.record),
        name=row.name,
        amends=row.amends,
        past_is_meant=row.past_is_meant,
        pages=tuple(Page(**page) for page in row.pages),
        number=row.key,
        version=row.version,
        state=row.state,
        keys={name: tuple(keys) for name, keys in row.keys["items"].items()},
        origins={target: tuple(lines) for target, lines in row.keys["origins"].items()},
        struck=tuple(
            Struck(one["part"], one["key"], part_from_record(PARTS[one["part"]].name, one["item"]))
            for one in row.struck
        ),
        edits=tuple(Edit(**{**edit, "targets": tuple(edit["targets"])}) for edit in row.edits),
        doubts_seen=tuple(row.doubts_seen),
    )


def _values(draft: Draft, now: datetime) -> dict[str, Any]:
    """A draft as its row keeps it."""
    return {
        "name": draft.name[:255],
        "record": to_record(draft.notice),
        "keys": {"items": dict(draft.keys), "origins": dict(draft.origins)},
        "struck": [{"part": one.part, "key": one.key, "item": part_to_record(one.item)} for one in draft.struck],
        "edits": [asdict(edit) for edit in draft.edits],
        "pages": [asdict(page) for page in draft.pages],
        "version": draft.version,
        "amends": draft.amends,
        "past_is_meant": draft.past_is_meant,
        "doubts_seen": list(draft.doubts_seen),
        "changed_at": now,
    }


def _numbered(draft: Draft) -> Draft:
    """Number the items of a draft that is new, and remember from which lines they were read."""
    keys = {name: tuple(range(1, len(part.items(draft.notice)) + 1)) for name, part in PARTS.items()}
    origins = {
        f"{name}/{key}": part.source(item)
        for name, part in PARTS.items()
        for key, item in enumerate(part.items(draft.notice), 1)
    }
    return replace(draft, keys=keys, origins=origins)


def _paired(before: Mapping[int, Any], after: tuple[Any, ...], last: int) -> tuple[int, ...]:
    """Number the items of a new version: as before where an item is the same, else those that are left, in order."""
    left = dict(before)
    same: list[int | None] = []
    for item in after:
        key = next((number for number, old in left.items() if old == item), None)
        same.append(key)
        if key is not None:
            del left[key]
    others = zip_longest(left, range(sum(key is None for key in same)))
    spare = [key for key, place in others if place is not None]
    numbers = []
    for key in same:
        number = key if key is not None else spare.pop(0)
        if number is None:
            last += 1
            number = last
        numbers.append(number)
    return tuple(numbers)
