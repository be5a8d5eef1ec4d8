"""Particulars that no one sentence answers: a form by its attachment, the copies of all that is owed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers.questions.facts.asked import Asked
from handlers.questions.facts.attachments import Attachment, attachments_of, listed, named_among
from handlers.questions.facts.limits import named_in
from handlers.questions.lookup.passages import Passage
from handlers.questions.typed.details import Particular, thing_of
from handlers.questions.typed.spelling import folded
from handlers.wording import questions as wording
from storage.notice.routing import fold
from storage.patterns import Late

_CALLED = 3
"""Characters of a type's name by which a form is known for theirs."""

_HOURS = Late(r"(?:办公|上班|工作|接待|对外办公)时间\s*[:：]?[^。;；]{0,6}\d[^。;；]{0,50}")
_ITEM = Late(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十])[）)]?$")
"""The last part of an item's number: 三1, 二（三）."""


def owed_items(asked: Asked) -> list[Passage]:
    """The items of the list in which a notice says what is handed in; [] where it has none."""
    index = asked.index
    own = (p for p in index.passages if p.level == index.binding and not index.is_attached(p))
    here = [p for p in own if _ITEM.search(p.number)]
    names = [folded(m.name) for target in asked.targets[:1] for m in target.owed]
    held = [p for p in here if p.text == p.title and any(name in p.plain or p.plain in name for name in names)]
    heads = {_ITEM.sub("", p.number) for p in held}
    return [p for p in here if _ITEM.sub("", p.number) in heads] if len(held) > 1 and len(heads) == 1 else []


def specially(asked: Asked, one: Particular, settled: Passage | None) -> Sequence[str]:
    """Return what is said of a particular instead of the sentence that settles it; () where that is enough."""
    if one.detail.key == "other_mail":
        return (wording.ONLY_MAIL,)
    if one.detail.key == "template" and not (
        settled and "附" in settled.plain and (thing := thing_of(asked.u.said)) and thing in settled.plain
    ):
        return _form(asked)
    if one.detail.key == "office_hours" and settled is None:
        return tuple(wording.quoted("", "", line) for line in _hours(asked))[:1]
    if one.detail.key == "copies" and not one.is_named:
        each = _each(asked, one)
        return tuple(line for p in each for line in asked.passages([p], one.detail.said))
    return ()


def _hours(asked: Asked) -> Iterator[str]:
    """What is printed of office hours anywhere in a notice, though it be no sentence of it: 办公时间:9:00-12:00."""
    return (found[0].strip() for line in asked.index.notice.lines if (found := _HOURS.search(line)))


def _form(asked: Asked) -> Sequence[str]:
    """The attachment that is the form which is asked for."""
    said, here = asked.u.said, attachments_of(asked.index)
    if thing_of(said):
        named: Sequence[Attachment] = named_among(asked, here, said)
    else:
        named = _of_type(asked, [one for one in here if one.plain.endswith("表")]) if "表" in said else []
    return (listed(named),) if named else ()


def _of_type(asked: Asked, forms: Sequence[Attachment]) -> Sequence[Attachment]:
    """Of several forms the one that is called by the asker's type: 省辖市科协活动计划表."""
    own = asked.own.unit_type if asked.own else ""
    called = [len(named_in(fold(folded(own)), one.plain)) for one in forms]
    most = max(called, default=0)
    return [forms[called.index(most)]] if most >= _CALLED and called.count(most) == 1 else forms


def _each(asked: Asked, one: Particular) -> list[Passage]:
    """The items of one list, each with its number of copies."""
    counted = set(asked.index.saying(one.detail.said, titled=True))
    items = [p for p in owed_items(asked) if p in counted]
    return items if len(items) > 1 else []
