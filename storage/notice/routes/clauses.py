"""What one sentence says of who hands in where: clause by clause, without what the office itself sends on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from storage.notice.bodies.audiences import receiving
from storage.notice.bodies.gathering import DEPARTMENT, is_addressed
from storage.notice.bodies.handing import Target, targets
from storage.notice.bodies.offices import is_near, own_name
from storage.notice.bodies.receivers import is_asked, is_authority, is_own, is_quota, is_sent_on
from storage.notice.bodies.senders import LOOK_BACK, sender, sender_again
from storage.notice.bodies.sorts import is_sorted
from storage.notice.dates import moments
from storage.notice.model import Route
from storage.notice.parts.sentences import Sentence
from storage.notice.parts.structure import Part
from storage.notice.text import words
from storage.notice.text.signs import flatten
from storage.notice.text.ways import is_person
from storage.patterns import Late

_EXCEPTION, _STRAIGHT = Late(r"其中,?:?$"), Late(r"直接$")
_THEIRS = Late(r"的(?P<paper>[^,。;:的]{2,10}?)(?:统一|分别|请|应|须)?$")
"""What paper it is that some hand in elsewhere: 各学校的活动方案报……."""

_IN_CASE = Late(
    r"(?:^|[,。;:])(?:如|若|凡|对)?[^,。;:]{2,40}的,(?!请)|(?:如|若)(?:有(?!意|条件|符合)|遇|因|发生|确|不能|无法)|(?:突发|重大|紧急)[^,。;:]{2,10}后,|离[开岗]|请假|发现的[^,。;]{2,12}(?:随时|立即|及时)?$"
)
"""A duty only of those to whom something happens."""

_OURS = Late(r"[我本][厅局委会办院校所][\u4e00-\u9fff]{2}")
"""A department as its own body calls it."""

_SIGNED = Late(r"由(?:其|本人)?所[在属]单位[^,。;:]{0,16}$")
"""Through whom somebody sends to a body of his place: 个人自荐,由所在单位盖章后报所在地科协."""

_BRANCH = Late(r"[省市县区州]?(?:直属|所属|下属|基层)(?:组织|支部|总支|机构)")
"""Who belongs to the body that is addressed before it."""

_MOST_OFFICES, _MOST_ADDRESSED = 6, 40
"""Offices and bodies that are matched one to another: no notice parts more."""

_BY = Late(r"\s*由")
"""What names its sender beside the case is one for all of them: 地市学会承办的,由地市学会报组织部."""


@dataclass(frozen=True, slots=True)
class Found:
    """A route as one clause says it: whether for all, only in some case, or as the exception to one before.

    `who` are its senders as they are named, `is_own` where the clause itself names them; `place` is its paragraph.
    """

    route: Route
    is_general: bool
    is_dated: bool = True
    is_in_case: bool = False
    is_exception: bool = False
    who: tuple[str, ...] = ()
    paper: str = ""
    text: str = ""
    place: int = 0
    is_own: bool = False


def said(
    part: Part, sentence: Sentence, meant: tuple[str, ...], offices: Sequence[str], received: Sequence[str]
) -> Iterator[Found]:
    """各A、B报C, or 将…报送至C; what the office itself sends on is nobody's route."""
    flat = sentence.flat
    for first, last in _clauses(flat):
        turned_to = list(targets(flat[first:last]))
        for place, target in enumerate(turned_to):
            at = first + target.first
            before = flat[max(0, at - LOOK_BACK) : at]
            is_to_issuer = _is_issuing(part, target)
            known = () if is_to_issuer or is_addressed(part, target.office) else offices
            is_one_more = place + 1 < len(turned_to) and not is_person(target.office)
            is_head = is_one_more and flat[first + target.last : first + target.last + 1] == ":"
            own_sender = sender_again(flat, at, received) or sender(flat, _says(flat, at, target.office), ())
            if is_head or is_sent_on(part, before, known, is_named=bool(own_sender)):
                continue
            who = _each(own_sender or meant, flat[first:last], place, len(turned_to))
            is_nobodys = not (own_sender if target.office.startswith("各") else who)
            if (who and all(_is_apart(part, n, flat, known, is_to_issuer=is_to_issuer) for n in who)) or (
                is_near(target.office) and is_nobodys and not is_addressed(part, target.office)
            ):
                continue
            named = tuple(sentence.paragraph.original(name) for name in who)
            audience = receiving(part, named, _receiver(turned_to, place), is_carried=who == meant and not own_sender)
            audience = _own_of(part, audience, turned_to if "分别" in flat[first:last] else (), place)
            if is_quota(part, before, flat[at:], audience):
                continue
            yield Found(
                Route(audience, _printed(part, sentence, target), part.level, _lines(sentence, first, last)),
                is_general=audience == part.audience,
                is_dated=any(moments(flat, part.base)),
                is_in_case=_is_in_case(flat, first, at) and not {own_name(name) for name in received} & {*who},
                is_exception=bool(_EXCEPTION.search(flat[:first]) or _STRAIGHT.search(flat[first:at])),
                who=who,
                paper=_own_paper(flat[first:at]),
                text=flat,
                place=sentence.paragraph.first,
                is_own=bool(own_sender),
            )


def _lines(sentence: Sentence, first: int, last: int) -> tuple[int, ...]:
    """The lines of a span of a sentence."""
    return sentence.paragraph.lines(sentence.start + first, sentence.start + last)


def _says(flat: str, at: int, office: str) -> int:
    """Where a sentence has named who sends: before the verb, or before his own body that signs it for him."""
    begins = max(0, at - LOOK_BACK)
    signed = _SIGNED.search(flat[begins:at]) if is_near(office) else None
    return begins + signed.start() if signed else at


def _is_in_case(flat: str, first: int, at: int) -> bool:
    """Whether a duty is only that of those to whom something happens, and not of one sort of papers or bodies."""
    before = flat[max(0, at - LOOK_BACK) : at]
    return bool(_IN_CASE.search(before)) and not is_sorted(before) and not _BY.match(flat, first)


def _receiver(turned_to: Sequence[Target], place: int) -> str:
    """The office that one of several targets is, or the sender's own that is named with it in one breath."""
    target, beside = turned_to[place], turned_to[max(0, place - 1)]
    if target.is_own:
        return ""
    return beside.office if beside.first == target.first and is_near(beside.office) else target.office


def _printed(part: Part, sentence: Sentence, target: Target) -> str:
    """An office as it is printed, or the issuer where it speaks of its own: 我局, 我委秘书处."""
    issuers, name = part.record.issuers, target.office
    named = [issuer for issuer in issuers if _OURS.match(name) and flatten(issuer).endswith(name[1:])]
    own = next(iter([*named, *(issuers if target.is_own else ())]), None)
    return own or sentence.paragraph.original(target.office)


def _is_apart(part: Part, name: str, flat: str, offices: Sequence[str], *, is_to_issuer: bool) -> bool:
    """Whether a sender is none of those who are told: the office itself, one that gathers for it, one above."""
    is_office = f"各{name}" not in flat and is_own(part, name, () if is_asked(name, flat) else offices)
    return is_office or (not is_to_issuer and is_authority(part, name, flat))


def _own_paper(clause: str) -> str:
    """The paper that a clause says goes elsewhere, for those whose it is; "" where it says none."""
    found = _THEIRS.search(clause)
    return found["paper"] if found else ""


def _is_issuing(part: Part, target: Target) -> bool:
    """Whether something goes to the department that issues the notice: whoever gathers for it is asked by it."""
    issuers = [name for issuer in part.record.issuers if DEPARTMENT.search(name := flatten(issuer))]
    return any(words.is_same(target.office, one) or words.is_short_for(target.office, one) for one in issuers)


def _each(who: tuple[str, ...], clause: str, place: int, offices: int) -> tuple[str, ...]:
    """Of as many senders as offices each goes to its own: 各乡镇、各学校分别报应急局、教育局."""
    return who[place : place + 1] if "分别" in clause and len(who) == offices > 1 else who


def _own_of(part: Part, audience: tuple[str, ...], turned_to: Sequence[Target], place: int) -> tuple[str, ...]:
    """Those addressed whose own body an office is of, where each of them has one among several: 各县科协, 各县团委."""
    if not 1 < len(turned_to) <= _MOST_OFFICES or len(audience) > _MOST_ADDRESSED or audience != part.audience:
        return audience
    owners = _owners(audience, tuple(target.office for target in turned_to))
    return tuple(name for name, office in owners.items() if office == place) if owners else audience


@lru_cache(maxsize=8)
def _owners(audience: tuple[str, ...], offices: tuple[str, ...]) -> dict[str, int | None]:
    """Which office each of those addressed is of; empty where one of either has none."""
    own: dict[str, int | None] = {}
    for name in audience:
        last = next(reversed(own.values()), None)
        own[name] = last if _BRANCH.fullmatch(name) else _alike(name, offices)
    return own if set(own.values()) == {*range(len(offices))} else {}


def _alike(name: str, offices: Sequence[str]) -> int | None:
    """Which office has most pairs of characters in common with a name; None where no one has."""
    flat = flatten(name)
    own = {*pairwise(flat)}
    shared = [len(own & {*pairwise(one)}) for one in offices]
    most = max(shared)
    return shared.index(most) if most and shared.count(most) == 1 else None


def _clauses(flat: str) -> Iterator[tuple[int, int]]:
    """The spans of the clauses of a sentence between commas outside brackets, or anywhere where one is not closed."""
    start = depth = 0
    is_closed = flat.count("(") == flat.count(")")
    for offset, character in enumerate(flat + ","):
        depth += (character == "(") - (character == ")")
        if character in ",。;|" and (depth <= 0 or not is_closed):
            if offset > start:
                yield start, offset
            start = offset + 1
