"""Particulars that are asked for: quoted where the notice settles them, else said to be left open, with whom to ask."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.lexicon import Topic, lexicon
from handlers.questions.facts.asked import Asked
from handlers.questions.facts.coverage import settled_by
from handlers.questions.facts.particulars import specially
from handlers.questions.lookup.fitting import weights_among
from handlers.questions.lookup.passages import Passage
from handlers.questions.lookup.search import terms_of
from handlers.questions.typed.amounts import amount_of
from handlers.questions.typed.details import Particular, in_full, thing_of
from handlers.wording import questions as wording
from storage.notice.routing import fold
from storage.patterns import Late

_ANYTHING = frozenset(("any", "file", "link"))
"""Groups of things that may be any other."""

_OF_OWED = (Topic.MATERIALS, Topic.OBLIGATION)
"""Topics to which what is owed is said anyway."""

_LISTS = Late(r"附件[\d一二三]{0,2}[:：]")
_ATTACHED = frozenset(("template", "criteria", "fill_in", "blank", "opinion"))
"""Particulars that a list of attachments may settle."""

_FITS = 1.0
"""What it weighs that a sentence fits the question in full."""

_RULES = Late(r"只|仅|一律|不再|不[收接]|均")
"""What is ruled, and not only spoken of."""

_UNSAID = frozenset(("chain",))
"""Particulars of which nothing is said where the notice leaves them open: where to is said anyway."""

_NUMBERED = Late(r"附件[\d一二三四五六]{1,2}")
_ROOM, _OPEN, _HELD, _SIGNER = "room", "and_so_on", "each_held", "signer"
_SEALED = Late(r"签[字名章]|盖章|公章|加盖")
_NEVER_NEAR = frozenset(("office_hours", "fax", "place", "and_so_on", "postmark", "approval", "exempt"))
"""Particulars to which no sentence is near that does not have them."""

_BY_TYPE = frozenset(("quota", "chain"))
_WHOLE = Late(
    r"[全总][校市省区县部共]|一共|合计|你们|(?:^|[,;。]|请问)(?:学校|学会|[校市县区省]里)(?:一共|总共|能|有|给)*(?:推|报|选)?(?:送|荐)?(?:几|多少)"
)
_OF_PARTS = Late(r"每|各[^位]")
_OTHERS = Late(r"其[他它余](?!人)[^,，;；。]{0,10}[\d一二两三]")
"""What is settled for each type of unit; and for those that are not named."""

_OF_EACH = 4
"""What it weighs that a sentence is headed with a place, or names the asker's own type."""


def details(asked: Asked) -> Iterator[str]:
    """Particulars: quoted where the notice settles them, else said to be left open, with whom to ask."""
    left: dict[str, list[str]] = {}
    for one in asked.u.details:
        settled = None if one.detail.key == "copies" and amount_of(asked.u.said) else _settling(asked, one)
        if told := specially(asked, one, settled):
            yield from told
        elif settled is None and _is_unsaid(asked, one):
            continue
        elif settled:
            yield from asked.passages([settled], one.detail.said)
        else:
            thing, label = _as_left(asked, one)
            left.setdefault(thing, []).append(label)
    if not left:
        return
    if better := settled_by(asked):
        yield from better
        return
    is_of_owed = _is_unknown(asked, thing_of(asked.u.said)) or any(one.detail.key == _OPEN for one in asked.u.details)
    if is_of_owed and asked.targets and not asked.u.has(*_OF_OWED):
        yield wording.materials(asked.targets[0])
    is_bare = not any(one.is_named for one in asked.u.details if one.detail.is_of_thing)
    if is_bare and not _NEVER_NEAR & {one.detail.key for one in asked.u.details} and asked.u.found.is_near:
        yield from asked.passages(
            [p for p in asked.u.found.passages if set(left) == {""} or p.level == asked.index.binding][:1]
        )
    yield wording.not_said(*(wording.of(thing, labels) for thing, labels in left.items()))
    named = next((o for name in asked.u.scope.offices if (o := asked.index.office(name)) and o.contact), None)
    office = (named.name, named.contact) if named else (asked.who_tells, asked.contact)
    if office[0] and not asked.u.has(Topic.CONTACT, Topic.PHONE):
        yield wording.ask_office(*office)


def _is_unsaid(asked: Asked, one: Particular) -> bool:
    """Nothing is said of a particular that is left open: of a room beside an address; who signs where nobody does."""
    if one.detail.key == _ROOM:
        return bool(asked.contact and asked.contact.address)
    if one.detail.key == _SIGNER:
        return not _SEALED.search(asked.index.plain)
    return one.detail.key in _UNSAID or (one.detail.key == _HELD and bool(thing_of(asked.u.said)))


def _as_left(asked: Asked, one: Particular) -> tuple[str, str]:
    """Of what a particular is left open: a kind of file is of the materials; a form that nothing names is itself."""
    thing = thing_of(asked.u.said)
    if one.is_named and one.detail.is_of_thing and (numbered := _NUMBERED.search(asked.u.said)):
        return numbered[0], one.detail.label
    if one.detail.key == "fill_in" and _is_unknown(asked, thing):
        return "", thing
    if lexicon().groups.get(one.thing) == "file":
        return "材料", one.detail.label
    return in_full(one.thing, asked.u.said, asked.index.vocabulary) if one.is_named else one.thing, one.detail.label


def _is_unknown(asked: Asked, thing: str) -> bool:
    """A thing is named to be handed in of which the notice has no word: a form, slides."""
    group = lexicon().groups.get(thing)
    return group in ("list", "file", "plan", "news", "paper") and thing not in asked.index.plain


def _settling(asked: Asked, one: Particular) -> Passage | None:
    """The sentence that settles a particular: of several the one that has most to do with what was asked."""
    said = asked.index.saying(one.detail.said, titled=not one.detail.is_of_thing)
    held = [p for p in said if _fits_thing(asked, one, p)]
    terms, weigh = terms_of(asked.u.said), asked.index.ranking.weight
    is_told_apart = len(held) > 1 and one.detail.key not in _BY_TYPE
    fitted = weights_among(asked.u.said, asked.index, held) if is_told_apart else {}
    own = fold(asked.own.unit_type) if asked.own else ""
    is_named = any(own in fold(p.text) for p in held) if own and one.detail.key in _BY_TYPE else False

    def weight(p: Passage) -> float:
        rules = _OF_EACH * one.detail.is_settled_by(f"{p.title}{p.plain}")
        rules += bool(_RULES.search(p.plain))
        rules += bool(one.detail.said.search(p.plain))
        if one.detail.key in _BY_TYPE and _WHOLE.search(asked.u.said):
            rules -= _OF_EACH * bool(_OF_PARTS.search(p.plain))
        elif one.detail.key in _BY_TYPE and own:
            rules += _OF_EACH * (own in fold(p.text) if is_named else bool(_OTHERS.search(p.plain)))
        return sum(weigh(pair) for pair in p.pairs if pair in terms) + rules + _FITS * fitted.get(p, 0.0)

    return max(held, key=weight, default=None)


def _fits_thing(asked: Asked, one: Particular, p: Passage) -> bool:
    """A sentence of the particular speaks of the thing where one was named; other levels only where it does."""
    if one.detail.key not in _ATTACHED and (asked.index.is_attached(p) or _LISTS.match(p.plain)):
        return False
    group = lexicon().groups.get(one.thing if one.is_named else "")
    if not one.detail.is_of_thing or group in (None, *_ANYTHING):
        return p.level == asked.index.binding
    spoken = {lexicon().groups[found] for found in lexicon().things.findall(p.plain + p.title)}
    return group in spoken or (p.level == asked.index.binding and not spoken - _ANYTHING)
