"""The sentences that bind: by when somebody must have done what, and what goes to which office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.notice import words
from storage.notice.dates import Moment, moments
from storage.notice.layout import Paragraph, sentences
from storage.notice.model import Deadline, Route
from storage.notice.signs import NUMBERED, flatten
from storage.notice.structure import Part

_AFTER = re.compile(r"\s*(?:之?前(?!后|期|往|来|述)|以前|前后?(?=,?将|,?报)|止(?!境)|截止|为止|之内)")
_BEFORE = re.compile(
    r"(?:截止(?:时间|日期|到|至)?(?:为|是|到|至)?|截至|最迟(?:不超过|于)?|不(?:得)?(?:晚|迟)于|报送(?:时间|日期)(?:为)?|务必[于在]|(?:时间|日期)(?:为|:))\s*:?\s*$"
)
_WINDOW = re.compile(
    r"^\s*(?:期间|内|之间)?\s*,?[^。;]{0,24}?(?:登录|填报|申报|报名|提交|完成|注册|反馈|上传|报送|上报|登记|推荐)"
)
_NOT_BINDING = re.compile(r"截[止至](?:目前|至今)|办公时间|发布时间|报告期")
_VERB = r"(?:报送|上报|提交|送交|寄送|寄|发送|反馈|提交|报|交|送|发|汇总)"
_URGED = re.compile(
    r"(?:及时|尽快|按时|随时|适时)[^。;]{0,10}?(?:报送|上报|反馈|提交)|以?邮戳(?:日期)?为准|(?:报送|上报|寄送?|送交)[^。;]{0,30}(?:至|到)"
)
_RECURS = re.compile(
    r"每(?:个)?(?:年|半年|季度?|双月|单月|月|周|旬)(?:\s*\d{1,2}\s*[日号])?(?:[底末初])?(?:之?前|以前)?"
)
_TARGET = re.compile(
    rf"{_VERB}(?:[^,。;:至到给]{{0,40}}?(?:至|到|给))?(?:至|到|给|往)?\s*"
    r"(?P<office>(?:我|本)?[^,。;:、()\s“”\"]{1,26}(?:\([^()]{2,24}\))?)"
)
_HANDLED = re.compile(
    r"^(?P<who>[^。;]{0,110}?)\s*(?:请|统一)?由(?P<office>[^,。;:()]{2,16}?)负责(?:办理|受理|联系|收集|接收)"
)
_STOP_WORDS = re.compile(r"电子|邮箱|信箱|联系|纸质|时间|方式|地址")
_SUBJECT = re.compile(
    r"(?:^|[,。;:])\s*(?:\d+[.、])?(?:请|其中)?(?P<who>(?:各|申报|推荐|参赛|获|有关|相关|企业|全[省市]|营业|我[省区市县校]|本[省区市县校]|区|市|省"
    r"|学校|符合|20\d\d年)?[^,。;:]{1,36}?(?:单位|部门|局|科协|企业|学会|学校|人|者|高企|委|院|林区|候选人|会员|老师|机构|地市|各地|市州|直管市))"
    r"(?=应|须|需|请|要|务必|将|必须|可|根据|按照|结合|[于在]|认真|积极|做好|负责|组织|统筹|填写|准备|通过|登录|按|完成|对|拟|$)"
)
_ANYBODY = re.compile(r"(?:各|有关|相关|全体|所有)*(?:单位|部门|地|地区|方|人员)")
_LEAST_OFFICE = 3
_LONGEST_CLAUSE = 80


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a level: where it stands, and what it is part of."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def flat(self) -> str:
        """The folded text."""
        return self.paragraph.flat[self.start : self.end]


def binding_sentences(part: Part) -> Iterator[Sentence]:
    """Give the sentences of a level's body."""
    for paragraph in part.body:
        match = NUMBERED.match(paragraph.flat)
        for start, end in sentences(paragraph):
            yield Sentence(paragraph, max(start, match.end() if match else 0), end)


def deadlines(part: Part) -> list[Deadline]:
    """Return every date by which somebody must have done something, and the duties without a date."""
    found: list[Deadline] = []
    for sentence in binding_sentences(part):
        dated = list(_dated(part, sentence))
        recurring = list(_recurring(part, sentence))
        found += dated + recurring
        if not dated and not recurring:
            found += _undated(part, sentence)
    dates = [d for d in found if d.date or d.recurrence]
    undated = [d for d in found if not d.date and not d.recurrence]
    return dates + [d for d in undated if not dates or "邮戳" in d.text][:1]


def _dated(part: Part, sentence: Sentence) -> Iterator[Deadline]:
    """The deadlines with a date in one sentence."""
    flat = sentence.flat
    if _NOT_BINDING.search(flat):
        return
    for moment in moments(flat, part.base):
        if not _binds(flat, moment):
            continue
        begins, ends = _clause(flat, moment)
        first, last = sentence.start + begins, sentence.start + ends
        yield Deadline(
            text=sentence.paragraph.text[first:last].strip(),
            date=moment.end,
            time=moment.time,
            starts_on=moment.start if moment.is_span else None,
            audience=_audience(part, sentence, flat[: moment.first], flat[moment.last :]),
            what=sentence.paragraph.text[sentence.start + moment.last : sentence.end]
            .lstrip("之前以,， ")
            .rstrip("。；;, "),
            level=part.level,
            source=sentence.paragraph.lines(first, last),
        )


def _binds(flat: str, moment: Moment) -> bool:
    """Whether a date is one by which something must be done."""
    after, before = flat[moment.last :], flat[: moment.first]
    if re.match(r"\s*前后", after):
        return False
    if _AFTER.match(after) or _BEFORE.search(before):
        return True
    return moment.is_span and not moment.approximate and bool(_WINDOW.match(after))


def _clause(flat: str, moment: Moment) -> tuple[int, int]:
    """The clause around a date: back to the comma before it, on to the end of what must be done."""
    begins = max(flat.rfind(",", 0, moment.first), flat.rfind(":", 0, moment.first)) + 1
    if moment.first - begins > 30:
        begins = moment.first - (1 if flat[moment.first - 1 : moment.first] in ("于", "在") else 0)
    stop = re.search(r"[,。;!?]", flat[moment.last :])
    ends = moment.last + stop.start() if stop else len(flat)
    if ends - moment.last < 4:
        more = re.search(r"[,。;!?]", flat[ends + 1 :])
        ends = ends + 1 + more.start() if more else len(flat)
    return begins, min(ends, begins + _LONGEST_CLAUSE)


def _audience(part: Part, sentence: Sentence, before: str, after: str) -> tuple[str, ...]:
    """Who is bound: the subject nearest before the date or just behind it, else everybody the level addresses."""
    behind = re.split(r"[,。;:]", after.lstrip("之前以,止 "))[0]
    who = _subject(before) or _subject(behind)
    if not who:
        return part.audience
    return _known(part, tuple(sentence.paragraph.original(w) for w in who))


def _known(part: Part, who: tuple[str, ...]) -> tuple[str, ...]:
    """The level's own words for bodies that it addresses; everybody where only 各单位 or the like is said."""
    if all(_ANYBODY.fullmatch(w) for w in who):
        return part.audience
    known = tuple(a for a in part.audience if any(_same(a, w) for w in who))
    return known if len(known) == len(who) else who


def _subject(flat: str) -> tuple[str, ...]:
    """The last body that a text makes its subject."""
    found = list(_SUBJECT.finditer(re.sub(r"\([^()]*\)", "", flat)))
    if not found or len(found[-1]["who"]) < 3:
        return ()
    who = words.audience(found[-1]["who"])
    return who if all(not re.search(r"有关事项|结合|全面|现将|通知|《|联系", w) for w in who) else ()


def _same(one: str, other: str) -> bool:
    one, other = (re.sub(r"^(?:各|有关|相关)+|\W", "", flatten(name)) for name in (one, other))
    return one == other or one.endswith(other) or other.endswith(one)


def _recurring(part: Part, sentence: Sentence) -> Iterator[Deadline]:
    """每月25日前, 每双月底, 每季度末: a phrase that the scheduler resolves later."""
    for match in _RECURS.finditer(sentence.flat):
        rest = re.split(r"[,。;]", sentence.flat[match.end() :])[0]
        if not re.search(r"[底末日号前]", match.group()) or not re.search(r"报送|上报|报|提交|反馈|总结", rest):
            continue
        first, last = sentence.start + match.start(), sentence.start + match.end() + len(rest)
        yield Deadline(
            text=sentence.paragraph.text[first:last].strip(),
            date=None,
            audience=part.audience,
            what=sentence.paragraph.text[sentence.start + match.end() : last].strip(),
            level=part.level,
            recurrence=sentence.paragraph.text[first : sentence.start + match.end()].strip(),
            source=sentence.paragraph.lines(first, last),
        )


def _undated(part: Part, sentence: Sentence) -> list[Deadline]:
    """A duty to send something to an office for which no date is printed."""
    match = _URGED.search(sentence.flat)
    if not match:
        return []
    begins = max(sentence.flat.rfind(",", 0, match.start()), -1) + 1
    stop = re.search(r"[,。;]", sentence.flat[match.end() :])
    ends = match.end() + (stop.start() if stop else len(sentence.flat) - match.end())
    first, last = sentence.start + begins, sentence.start + ends
    text = sentence.paragraph.text[first:last].strip()
    return [
        Deadline(
            text,
            None,
            audience=part.audience,
            what=text,
            level=part.level,
            source=sentence.paragraph.lines(first, last),
        )
    ]


def routes(part: Part) -> list[Route]:
    """Return who hands in to which office."""
    named: list[Route] = []
    general: list[Route] = []
    heading: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    place = 0
    for sentence in binding_sentences(part):
        lines = sentence.paragraph.lines(sentence.start, sentence.end)
        if sentence.paragraph.first != place and NUMBERED.match(sentence.paragraph.flat):
            subject = ()
        place = sentence.paragraph.first
        handled = _HANDLED.match(sentence.flat)
        if handled and "领域" in handled["who"]:
            heading = tuple(sentence.paragraph.original(a) for a in words.audience(handled["who"]))
        if handled and heading:
            named.append(Route(heading, handled["office"], part.level, lines))
            continue
        if _is_heading(sentence):
            heading = tuple(sentence.paragraph.original(a) for a in words.audience(sentence.flat.strip("。 ")))
        subject = _subject(sentence.flat) or subject
        for clause, start in _clauses(sentence.flat):
            route = _route(part, sentence, clause, start, subject)
            if route:
                (named if route.audience and route.audience != part.audience else general).append(route)
    return _merged(named or general[:1])


def _is_heading(sentence: Sentence) -> bool:
    """A line that only names fields, below which an office says that it looks after them."""
    return "领域" in sentence.flat and len(sentence.flat) < 90 and "由" not in sentence.flat[:6]


def _clauses(flat: str) -> Iterator[tuple[str, int]]:
    """The clauses of a sentence between commas outside brackets, with where they begin."""
    start = depth = 0
    for offset, character in enumerate(flat + ","):
        depth += (character == "(") - (character == ")")
        if character in ",。;" and depth <= 0:
            if offset > start:
                yield flat[start:offset], start
            start = offset + 1


def _route(part: Part, sentence: Sentence, clause: str, start: int, subject: tuple[str, ...]) -> Route | None:
    """各A、B报C, or 将…报送至C."""
    found = ((match, _office(match["office"], part)) for match in _TARGET.finditer(clause))
    match, office = next(((m, o) for m, o in found if o), (None, None))
    if match is None or office is None:
        return None
    before = clause[: match.start()]
    who = (
        words.audience(before) if re.match(r"\s*(?:请|其中)?(?:各|有关|相关|市级|省级|高校|企业|全市)", before) else ()
    )
    is_said = bool(who) and not any(re.search(r"[于在]\s*\d|将|根据|按照|《", w) for w in who)
    if not is_said:
        who = subject
    named = tuple(sentence.paragraph.original(w) for w in who)
    if not is_said and not all(_ANYBODY.fullmatch(known) for known in part.audience):
        named = tuple(known for known in part.audience if any(_same(known, w) for w in named))
    place = sentence.paragraph.original(office)
    first = sentence.start + start
    return Route(named or part.audience, place, part.level, sentence.paragraph.lines(first, first + len(clause)))


def _office(raw: str, part: Part) -> str | None:
    """The office in what follows a verb of handing in; None where it is a thing and no office."""
    raw = _STOP_WORDS.split(raw)[0].strip()
    inner = re.sub(r"\([^()]*\)$", "", raw)
    match = re.fullmatch(
        rf"(?P<own>我|本)?(?P<name>[\u4e00-\u9fffA-Za-z]{{0,24}}?(?:{words.OFFICE_ENDS}))(?P<tail>相关科室)?", inner
    )
    if not match or re.search(
        r"材料|信息|资料|总结|情况|名单|报告|报表|表格|作品|文件|照片|意见|数据|建议", match["name"]
    ):
        return None
    if not match["own"] and len(match["name"]) < _LEAST_OFFICE:
        return None
    if re.match(r"(?:所在|上级|下级|各|相关|有关|对应)", match["name"]):
        return None
    if match["own"]:
        return next(iter(part.record.issuers), None) or inner
    return raw if re.search(r"(?:室|楼|号|处|科|办|部)\)$", raw) else inner


def _merged(found: Sequence[Route]) -> list[Route]:
    """One route an office; the same audience is not named twice."""
    offices: dict[str, Route] = {}
    for route in found:
        known = offices.get(route.office)
        if known is None:
            offices[route.office] = route
        else:
            audience = tuple(dict.fromkeys((*known.audience, *route.audience)))
            offices[route.office] = Route(
                audience, route.office, route.level, tuple(sorted({*known.source, *route.source}))
            )
    return list(offices.values())
