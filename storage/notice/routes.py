"""What goes to which office, by unit type, by field, by person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from storage.notice import words
from storage.notice.handing import Target, placed, targets
from storage.notice.model import Route
from storage.notice.sentences import OWN, Sentence, binding_sentences, receiving, subject
from storage.notice.signs import NUMBERED, flatten
from storage.notice.structure import Part

_HANDLED = re.compile(
    r"^(?P<who>[^。;]{0,110}?)\s*(?:请|统一)?由(?P<office>[^,。;:()]{2,16}?)负责(?:办理|受理|联系|收集|接收)"
)
_NAMES_WHOM = re.compile(
    r"\s*(?:请|其中)?(?:各|有关|相关|市级|省级|高校|企业|全市|直属|[^,。;:报送交]{0,6}(?:各"
    r"|直))"
)
_NOT_WHOM = re.compile(r"[于在]\s*\d|将|根据|按照|《|材料|前")
_PLACE_HEAD = re.compile(r"(?:受理|报送|提交|申报|送达|交件|寄送|接收)(?:材料)?(?:地点|地址|单位|部门|窗口) $")
_GOES_ON = re.compile(r"\s*(?:上述|以上|同时|前述)")
_OWN_ACT = re.compile(
    r"(?:以便|由|经)[^,。;]{2,20}(?:汇总|审核|初审|遴选|评审|推荐|统一)"
    r"|(?:^|[,。;:])\s*(?:学校|学会|协会|秘书处|组委会|我[局校厅会委办院处]|本[局校会]"
    r"|(?:自治区|[省市县区州校])[\u4e00-\u9fff]{0,8}?(?:局|厅|委|办|科协|处))(?:将|拟)(?![^请]*请)"
)


def routes(part: Part) -> list[Route]:
    """Return who hands in to which office."""
    named: list[Route] = []
    general: list[Route] = []
    fields: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    place = 0
    for sentence in binding_sentences(part):
        is_new = sentence.paragraph.first != place and NUMBERED.match(sentence.paragraph.flat)
        if is_new and not _GOES_ON.match(sentence.flat):
            who = ()
        place = sentence.paragraph.first
        fields = _fields(sentence) or fields
        handled = _HANDLED.match(sentence.flat)
        if handled and fields:
            lines = sentence.paragraph.lines(sentence.start, sentence.end)
            named.append(Route(fields, sentence.paragraph.original(handled["office"]), part.level, lines))
            continue
        room = placed(sentence.flat) if _PLACE_HEAD.search(sentence.heading) else None
        if room:
            lines = sentence.paragraph.lines(sentence.start, sentence.end)
            general.append(Route(part.audience, sentence.paragraph.original(room), part.level, lines))
        for clause, start in _clauses(sentence.flat):
            for target in targets(clause):
                route = _route(part, sentence, (clause, start), target, who)
                if route:
                    (named if route.audience != part.audience else general).append(route)
        who = subject(sentence.flat) or who
    return _merged(named if _names_addressees(part, named) else [*named, *general[:2]])


def _names_addressees(part: Part, named: Sequence[Route]) -> bool:
    """Whether the routes that name somebody name whom the level addresses, so that a general one adds nothing."""
    audience = [name for route in named for name in route.audience]
    return any(words.is_same(name, one) for one in audience for name in part.audience)


def _fields(sentence: Sentence) -> tuple[str, ...]:
    """The fields that a line names, below which or in which an office says that it looks after them."""
    handled = _HANDLED.match(sentence.flat)
    said = handled["who"] if handled else sentence.flat.strip("。 ")
    if "领域" not in said or (not handled and (len(sentence.flat) >= 90 or "由" in sentence.flat[:6])):
        return ()
    return tuple(sentence.paragraph.original(field) for field in words.audience(said))


def _clauses(flat: str) -> Iterator[tuple[str, int]]:
    """The clauses of a sentence between commas outside brackets, with where they begin."""
    start = depth = 0
    for offset, character in enumerate(flat + ","):
        depth += (character == "(") - (character == ")")
        if character in ",。;" and depth <= 0:
            if offset > start:
                yield flat[start:offset], start
            start = offset + 1


def _route(
    part: Part, sentence: Sentence, clause: tuple[str, int], target: Target, carried: tuple[str, ...]
) -> Route | None:
    """各A、B报C, or 将…报送至C; what the issuer itself sends on is nobody's route."""
    text, start = clause
    before = text[: target.first]
    if _OWN_ACT.search(sentence.flat[: start + target.first]):
        return None
    who = words.audience(before) if _NAMES_WHOM.match(before) else ()
    if not who or any(_NOT_WHOM.search(name) for name in who):
        who = subject(sentence.flat[: start + target.first]) or carried
    if any(OWN.search(name) for name in who):
        return None
    printed = tuple(sentence.paragraph.original(name) for name in who)
    audience = receiving(part, printed)
    office = sentence.paragraph.original(target.office)
    if target.is_own:
        office = next(iter(part.record.issuers), None) or office
    first = sentence.start + start
    return Route(audience, office, part.level, sentence.paragraph.lines(first, first + len(text)))


def _merged(found: Sequence[Route]) -> list[Route]:
    """One route an office, with its room where that is said anywhere; the same audience is not named twice."""
    offices: dict[str, Route] = {}
    for route in found:
        name = re.sub(r"\([^()]*\)$", "", flatten(route.office))
        before = offices.get(name)
        if before is None:
            offices[name] = route
        else:
            audience = tuple(dict.fromkeys((*before.audience, *route.audience)))
            source = tuple(sorted({*before.source, *route.source}))
            offices[name] = Route(audience, max(before.office, route.office, key=len), route.level, source)
    return list(offices.values())
