"""The clause of a notice that has the amount which is asked for, and as much of its sentence as holds for the asker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from handlers.lexicon import Topic, lexicon
from handlers.questions.facts.asked import Asked
from handlers.questions.facts.dated import DATED
from handlers.questions.lookup.fitting import coverage, unexplained
from handlers.questions.lookup.index import Index
from handlers.questions.lookup.numbered import Clause, cut, is_bare, numbered
from handlers.questions.lookup.passages import Passage
from handlers.questions.typed.amounts import Amount, amount_of
from handlers.questions.typed.details import particulars_of
from handlers.questions.typed.hearing import topics_of
from handlers.questions.typed.speech import asks
from handlers.questions.typed.spelling import blanks, folded, in_clauses
from storage.notice.routing import fold
from storage.patterns import Late

_MOST = Late(r"不(?:得)?(?:超过|多于|大于|高于|长于)|以[内下]|最多|至多|上限|限[报推选]|仅|只|之?内|控制在")
_LEAST = Late(r"不(?:得)?(?:少于|低于|小于|短于)|以上|至少|最少|起|及以上|满")
_BINDS = Late(rf"{_MOST.pattern}|{_LEAST.pattern}|每|各(?![级项类种])|推荐|提名|选派|[一1][式份](?!子)|一[份名](?!单)")
_EACH = Late(
    r"[每各](?:个|家|所)?(?:推荐|申报|二级|基层|参赛|有关|直属)?(?:单位|学院|学校|[校县区市家院所镇乡局]|企业|医院|部门|分会|机构|支部|学会|协会|基地)"
)
_ASKS_EACH = Late(r"[每各](?!种|项要求)|一[个家队名人件].{0,4}[几多]")
_OF_ALL = Late(r"(?:^|[^为给])我(?:[校会局院市县省区所]|学会|协会)|[全总][校市省县区]|名额共|共计|总[数名]|合计")
_ASKS_ALL = Late(
    r"[全总][校市省区县]|总[名数额]|你们|(?:(?<!我们)学[校会]|[市省校]里?).{0,3}(?:总共|一共|合计)|^(?:总共|一共|合计)"
)
_OF_WRITER = Late(r"(学[会校院]|[局会校院])(?=.{0,3}(?:总共|一共|合计))")
"""The body that has so many in all; where the notice calls its writer so (我校), all of it is meant."""

_MANY = Late(r"(?<![哪好十])几(?![号月点天日])|多少")
_DENIED = Late(r"(?:不[是在属]|没(?:有|评上|入选|进)?)[^,。;?吗]{2,10}")

_ANYTHING = frozenset(("any", "file", "link"))
_ANY_WORK = frozenset(("作品", "稿件"))
"""Groups of things that may be any other, and things that may be any work."""

_NAMED, _TOUCHED, _MARGIN = 0.55, 0.3, 0.15
"""Part of what an amount is of that a clause must explain; the least by which parts are reckoned; by how much a clause
that explains less must be ahead of the next sentence."""

_FREE, _STRICT = 8, 2
"""Characters of a question that such a clause may leave unexplained, where an amount is given, where one is asked."""

_HINTED, _TYPED, _ALIEN = 0.3, 0.35, 0.3
"""What it weighs that a clause explains the words beside; that it is for the asker's type; for another kind of unit."""

_LIKE, _SAME = 0.25, 0.1
"""How near in weight, and in what it explains, another clause of the sentence is that is said with it."""

_BOUND, _SHARED, _UPPER, _EXACT = 0.12, 0.2, 0.3, 0.25
"""What it weighs that a clause sets a most or least, a share of each or of all, is of a level above (less), has the
measure that was said."""

_ACTS = Late(r"推|派|选|拍|搞|办|放|写|打|录|带|出|收|要|够|名额|报")
_TO_OFFICES = Late(r"请?各[^,，。;；]{1,24}?(?:主管部门|局|委|厅)(?=[^,，。;；]{1,6})")
_IS_OFFICE = Late(r"部门|[局委厅处]|单位$")
"""Offices that a sentence begins with; and how a type of them, or one that may be any, is called."""

_SITUATION = Late(
    r"[俺咱我]们?[单位院校局会司所这边里]*|学院|单位|[想派攒凑去打算准备老是已经刚才]|底下|下面|下属|算数|作数|总共|一共|合计|往上|[全总][市校省县区]|手里|手上|今年|比赛|大赛"
)


_ALSO = frozenset(
    (Topic.DEADLINE, Topic.HOUR, Topic.SUBMIT_TO, Topic.CONTACT, Topic.PHONE, Topic.MAIL, Topic.ADDRESS, Topic.THEME)
)
"""What may be asked besides; other topics are only how an amount is doubted (能传不, 要不要砍)."""

_WHAT = Late(r"什么|哪[些几样]|几样")
"""Which things are handed in is asked besides, in a clause of its own."""


def amounts(asked: Asked, amount: Amount) -> tuple[str, ...]:
    """Return the sentence that has the amount which is asked for; () where none surely has."""
    held = _holding(asked.index, amount.told, is_least=amount.is_nothing)
    about = dict.fromkeys((amount.beside, amount.rest))
    chosen = next(
        (found for rest in about if held and (found := _chosen(asked, amount, held, _about(asked, rest)))), None
    )
    is_dated = asked.u.entities.days or asked.u.has(Topic.DEADLINE)  # 八份是3号交吧: its own day is shown with it
    whole = asked if not is_dated else replace(asked, set_aside=frozenset())
    shown = (one.passage if is_dated and DATED.search(one.passage.plain) else cut(one, amount) for one in chosen or ())
    return tuple(whole.passages(list(shown), amount.told))


def amounts_apart(asked: Asked) -> tuple[str, ...]:
    """Return the sentences that have several amounts, where each clause asks for one: 学院几人,全校几人; else ()."""
    clauses = [clause for clause in in_clauses(asked.u.said) if _MANY.search(clause)]
    if len(clauses) < 2:
        return ()
    apart = [(replace(asked, u=replace(asked.u, said=clause)), amount_of(clause)) for clause in clauses]
    told = [amounts(one, amount) if amount else () for one, amount in apart]
    return tuple(dict.fromkeys(line for lines in told for line in lines)) if all(told) else ()


def besides(asked: Asked, amount: Amount) -> Asked | None:
    """Return what is asked in the clauses beside the amount, None where that is nothing else."""
    others = amount.others if asks(amount.others) else ""
    also = {*_ALSO, Topic.MATERIALS} if _WHAT.search(others) else _ALSO
    topics = tuple(topic for topic in topics_of(others) if topic in also) if others else ()
    details = tuple(one for one in particulars_of(others) if one.detail.key not in COUNTED) if others else ()
    if not (topics or details):
        return None
    return replace(asked, u=replace(asked.u, topics=topics, details=details))


COUNTED = frozenset(("length", "count", "copies", "size", "quota", "age", "team", "scale"))
"""Particulars that are amounts themselves."""


@lru_cache(maxsize=64)  # of an edition few kinds of amounts are asked for
def _holding(index: Index, told: Late, *, is_least: bool) -> tuple[Clause, ...]:
    """The clauses that have such an amount; 一 counts only where something is bound. `is_least`: that say the least."""
    held = ((one, told.search(one.text)) for one in numbered(index) if not is_least or _LEAST.search(one.text))
    return tuple(one for one, met in held if met and (not met[0].startswith("一") or _BINDS.search(one.text)))


def _chosen(asked: Asked, amount: Amount, held: Sequence[Clause], about: str) -> Sequence[Clause]:
    """The clause that fits what the amount is of, and one beside it that fits as well; () where none surely does."""
    whole = max(coverage(about, asked.index.plain, asked.index), _TOUCHED)
    shares = [_share(asked, about, one, amount) / whole for one in held]
    own, hint = _own(asked), _about(asked, amount.rest) if len(held) > 1 else ""
    kinds = [_sorted(asked.index, own, one) for one in held]
    weights = [
        share
        + (_TYPED if kind > 0 else 1) * kind
        + _beside(asked, amount, one)
        + (_HINTED * coverage(hint, one.text, asked.index) if hint else 0.0)
        for share, kind, one in zip(shares, kinds, held, strict=True)
    ]
    order = sorted(range(len(held)), key=lambda at: -weights[at])
    best = order[0]
    if kinds[best] <= -1 or _is_told_to_others(own, held[best]):
        return ()
    others = [at for at in order[1:] if held[at].passage is not held[best].passage]
    is_alone = not others or weights[best] >= weights[others[0]] + _MARGIN
    loose = unexplained(about, f"{held[best].above}:{held[best].passage.plain}", asked.index)
    is_free = loose <= (_FREE if amount.is_given else _STRICT) and not _is_of_other(about, held[best])
    is_free = is_free and (not amount.is_counted or _is_of_campaign(asked.u.said))
    is_free = is_free and (amount.is_given or shares[best] > 0 or loose == 0)
    if shares[best] < _NAMED and not (is_alone and is_free):
        return ()
    if not own and _tells_types_apart(asked, held[best].passage, held):
        return [one for one in held if one.passage is held[best].passage]
    second = next((at for at in order[1:] if held[at].passage is held[best].passage), best)
    is_like = (
        weights[second] >= weights[best] - _LIKE
        and abs(shares[second] - shares[best]) < _SAME
        and kinds[second] == kinds[best]
        and _is_apart(held[second], amount)
    )
    return [held[at] for at in sorted({best, second})] if is_like else [held[best]]


def _is_apart(one: Clause, amount: Amount) -> bool:
    """A clause says itself of what its amount is, and gives it in the measure that was said."""
    return bool(amount.exact.search(one.text)) and not is_bare(one.text, amount)


def _about(asked: Asked, rest: str) -> str:
    """What the amount is of: the question without who asks and what is done with anything."""
    rest = _DENIED.sub(blanks, rest)
    for word in asked.index.unit_words.likely_in(rest):
        rest = word.said.sub(blanks, rest)
    return _SITUATION.sub(blanks, lexicon().pattern("<send>").sub(blanks, rest))


def _is_of_campaign(said: str) -> bool:
    """Something is put forward, handed in or held; else so many of anything may be meant: 你家几口人."""
    words = lexicon()
    return any(one.search(said) for one in (_ACTS, words.pattern("<send>"), words.things, words.campaign))


def _is_of_other(about: str, one: Clause) -> bool:
    """A thing is named that the clause does not speak of, while it speaks of another one."""
    words = lexicon()
    named = [found for found in words.things.findall(about) if words.groups[found] not in _ANYTHING]
    told = f"{one.above}{one.before}{one.text}"
    spoken = {words.groups[found] for found in words.things.findall(told) if found not in _ANY_WORK} - _ANYTHING
    return bool(named and spoken) and not any(found in told or words.groups[found] in spoken for found in named)


def _share(asked: Asked, about: str, one: Clause, amount: Amount) -> float:
    """How much of a question a clause explains; what stands before explains half, of a bare one all."""
    own = coverage(about, f"{one.above}:{one.text}", asked.index)
    with_it = max(own, coverage(about, f"{one.above}:{one.before}:{one.text}", asked.index))
    return with_it if is_bare(one.text, amount) else (own + with_it) / 2


def _beside(asked: Asked, amount: Amount, one: Clause) -> float:
    """What else tells clauses apart: most or least, each one's share or that of all, the level."""
    said = asked.u.said
    out = -_UPPER * (one.passage.level != asked.index.binding)
    if amount.bound:
        out += _BOUND * bool((_MOST if amount.bound > 0 else _LEAST).search(one.text))
    out += _EXACT * bool(amount.exact.search(one.text))
    is_each = bool(_EACH.search(one.text))
    is_of_all = bool(_OF_ALL.search(one.text))
    if _ASKS_EACH.search(said) or not _asks_all(asked):
        return out + _SHARED * (is_each - is_of_all)
    return out - _SHARED * (is_each - is_of_all)


def _own(asked: Asked) -> str:
    """The type that is asked for, "" where it is not known or all together are asked for."""
    own = asked.own.unit_type if asked.own else asked.asker.unit_type
    return "" if _asks_all(asked) else folded(own or "")


def _asks_all(asked: Asked) -> bool:
    """How many there are in all is asked, and not how many of each."""
    if _ASKS_ALL.search(asked.u.said):
        return True
    writer = _OF_WRITER.search(asked.u.said)
    return writer is not None and f"我{writer[1]}" in asked.index.plain


def _tells_types_apart(asked: Asked, passage: Passage, held: Sequence[Clause]) -> bool:
    """A sentence gives several types their shares."""
    types = [fold(folded(duty.unit_type)) for duty in asked.index.duties if duty.unit_type]
    here = [one.text for one in held if one.passage is passage]
    return len({part for one in here if (part := max((named_in(t, one) for t in types), key=len, default=""))}) > 1


@lru_cache(maxsize=1024)  # the same clauses are asked about by the same types again and again
def _sorted(index: Index, own: str, one: Clause) -> float:
    """What it weighs that a clause is for the asker's type (1), for another's (-1), or for another kind of unit."""
    if not own:
        return 0.0
    types = [fold(folded(duty.unit_type)) for duty in index.duties if duty.unit_type]
    kinds = lexicon().kinds
    for said in (one.text, f"{one.before}{one.text}"):
        mine, others = named_in(fold(own), said), [named_in(other, said) for other in types if other != fold(own)]
        if mine and not any(mine in other and len(other) > len(mine) for other in others):
            return 1.0
        if any(others):
            return -1.0
        named = [kind for kind in kinds if kind.shows.search(said)]
        if named:
            return 0.0 if any(kind.shows.search(own) for kind in named) else -_ALIEN
    return 0.0


def _is_told_to_others(own: str, one: Clause) -> bool:
    """A sentence begins with the offices that it tells what to do; the asker is none, nor named in the clause."""
    is_told = own and _TO_OFFICES.match(one.passage.plain) and not _IS_OFFICE.search(own)
    return bool(is_told) and not named_in(fold(own), one.text)


def named_in(unit_type: str, text: str) -> str:
    """The longest part of a type's name that stands in a text."""
    bare = re.sub(r"\W", "", text)
    parts = (
        unit_type[at : at + size] for size in range(len(unit_type), 1, -1) for at in range(len(unit_type) - size + 1)
    )
    return next((part for part in parts if part in bare), "")
