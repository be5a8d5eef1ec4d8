"""The sentences of a notice, each with its heading and lines: what can be quoted, and what may not leave."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from handlers.lexicon import HANZI, lexicon
from handlers.questions.typed.characters import SIMPLIFIED
from handlers.questions.typed.spelling import folded
from scheduler.phrases import clauses
from storage.notice.model import Notice, Section
from storage.patterns import Late

LONGEST_QUOTE = 110
URL = Late(r"https?:|www[.]")
_FILLS = Late(r"填|登[录陆]|申报|提交|上传|注册|报名")
"""An address of a page, and what is done there."""

_SHORT = 24
"""A sentence under 活动主题 and the like that is no longer is read already, and answered as what it is."""

_SENTENCE = Late(r"[^。！？!?；;\n]+[。！？!?；;]?")
_STOP = Late(r"[,，;；。]")
_REACH = Late(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\d〔a-z])(?!(?:19|20)\d\d-\d{1,2}-\d{1,2}(?!\d))\d[\d-]{5,}\d(?![\d〕])"
)
_DAY = Late(r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]")
_MUTE = Late(
    r"^(?:各.{2,60}[：:]$|附件|联系方式|\d{4}年\d{1,2}月\d{1,2}日$)|^(?![一二三四五六七八九十\d]).{0,40}关于.{4,90}的.{0,2}(?:通知|公告|函)(?:各.{2,80}[:：]|[^，,。；;]{2,12}[〔\[]\d{4}[〕\]]\d+号|(?:新闻)?(?:来源|发布|日期|时间).{0,40})?$"
)
"""A salutation, a list of attachments, a title by itself or before a salutation: nothing of them answers a question."""
_END = Late(r"[。！？!?；;:：]$")
_OPEN = Late(r"[，,、（(“《—-]$")
_GOES_ON = Late(r"//|\d\d(?!\d)|[日月年]")
"""How a body begins that is no body: what stands before it ended inside https:// or 18:00."""

_STATES = Late(r"[（(].{2,}[)）]$|须|应|请|不得|将|于\s*\d|[（(“《][^）)”》]*$")
"""What a title says that is a sentence, or ends within brackets: 各市州须于1月8日至31日完成网上申报."""

_OF_SITE = Late(r"ICP备|公网安备|网站标识码|浏览(?:次数|人次|量)|^(?:来源|發布時間|发布时间)[:：]")
_LEAST_LINE = 18
_LEAST_QUOTED = 8
_NO_BODY = Late(r"附件|联\s*系\s*(?:人|电话|方式)|[（(]?此件")
_PART = Late(r"[^，,。；;、！？!?]+[，,。；;、！？!?]?")
_SALUTES = Late(r"(?!.*(?:如下|通知|要求|事项))[^。；;\d]{4,120}[:：]")
"""Those to whom a notice is addressed: 各县（市、区）科协："""

_HANZI = Late(rf"{HANZI}+")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: the number and title of its section, its text, its level and 1-based lines.

    `plain` is its text in simplified characters, each at its place.
    """

    number: str
    title: str
    text: str
    level: int
    source: tuple[int, ...]
    pairs: frozenset[str]
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as it is held against a question: `text` is it under its headings, `clauses` each alone and so."""

    text: str
    clauses: tuple[tuple[str, str], ...]


def told_under(passage: Passage, above: str) -> Told:
    """Make a sentence ready to be held against questions, under the headings `above` it."""
    return Told(f"{above}:{passage.plain}", tuple((one, f"{above}:{one}") for one in _STOP.split(passage.plain)))


def pairs(text: str) -> frozenset[str]:
    """Every two neighbouring characters, and every Latin word or number: the units of search."""
    out = {run[i : i + 2] for run in _HANZI.findall(text) for i in range(len(run) - 1)}
    return frozenset(out | set(re.findall(r"[a-z0-9][a-z0-9.]*", text)))


def passages_of(notice: Notice) -> tuple[Passage, ...]:
    """Cut what is headed into its sentences, and what stands before the first heading of a level by its lines."""
    out: list[Passage] = []
    for section in notice.sections:
        parts = [other for other in notice.sections if _is_within(other, section)]
        own = replace(section, body=_before(section, parts, notice)) if parts else _whole(section, notice)
        out += _cut(own, _path(notice, section)) if own.body or not parts else ()  # its parts are there themselves
    headed = {line for s in notice.sections for line in range(s.first_line, s.last_line + 1)}
    for level in notice.levels:
        loose = [n for n in range(level.first_line, level.last_line + 1) if n not in headed and n <= len(notice.lines)]
        for numbers in _runs(loose, notice):
            joined = _joined(notice.lines[n - 1] for n in numbers)
            out += [_passage("", "", sentence, level.level, tuple(numbers)) for sentence in sentences(joined)]
    return tuple(out)


def _whole(section: Section, notice: Notice) -> Section:
    """A section whose title is only its first sentence, or ends at a mark inside an address or an hour, in one."""
    if not section.title or not (_GOES_ON.match(section.body) or (section.body and _STATES.search(section.title))):
        return section
    said = _joined(notice.lines[section.first_line - 1 : section.last_line])
    return replace(section, title="", body=said.removeprefix(section.number).lstrip("、.．。 "))


def _before(section: Section, parts: Sequence[Section], notice: Notice) -> str:
    """What a section says itself, before its first part."""
    end = min(part.first_line for part in parts)
    said = _joined(notice.lines[section.first_line - 1 : end - 1])
    return said.removeprefix(section.number).removeprefix(section.title).lstrip("。.:： ")


def _joined(lines: Iterable[str]) -> str:
    """Lines as one text, without blanks between characters."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", "".join(lines))


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text that say something, and are not the site's that it was printed on."""
    said = (found[0].strip() for found in _SENTENCE.finditer(text))
    return (one for one in said if len(one) > 3 and not _OF_SITE.search(one))


def _passage(number: str, title: str, text: str, level: int, source: tuple[int, ...]) -> Passage:
    return Passage(number, title, text, level, source, pairs(folded(text + title)), text.translate(SIMPLIFIED))


def _cut(section: Section, number: str) -> list[Passage]:
    """The sentences of one section without parts; a section of a title alone is its title."""
    source = tuple(range(section.first_line, section.last_line + 1))
    texts = list(sentences(section.body))
    if section.title and _NO_BODY.match(section.body.strip()):
        texts.insert(0, section.title)  # the list of attachments, or the contact, that follows is none of it
    if not texts:
        texts = [f"{section.title}：{section.body}" if section.body.strip() else section.title]
    return [_passage(number, section.title, text, section.level, source) for text in texts]


def _is_within(inner: Section, outer: Section) -> bool:
    """A section that is part of another."""
    return (
        inner.level == outer.level
        and inner.depth > outer.depth
        and outer.first_line <= inner.first_line <= inner.last_line <= outer.last_line
    )


def _path(notice: Notice, section: Section) -> str:
    """四（二）: the numbers of the sections it is part of, and its own."""
    above = [s for s in notice.sections if _is_within(section, s)]
    return "".join(s.number.rstrip("、.．") for s in (*above, section))


def _runs(lines: Sequence[int], notice: Notice) -> Iterator[list[int]]:
    """Neighbouring lines that make one paragraph: an empty line ends it, and one that ends as a paragraph does."""
    run: list[int] = []
    for number in lines:
        line = notice.lines[number - 1].strip()
        if line:
            run.append(number)
        if run and (not line or number + 1 not in lines or _ends(line, notice.lines[number].strip())):
            yield run
            run = []


def _ends(line: str, following: str) -> bool:
    """A paragraph ends with this line: at a mark, or because it is much shorter than what follows could be."""
    return bool(_END.search(line)) or (bool(following) and len(line) < _LEAST_LINE and not _OPEN.search(line))


def holds_reach(text: str) -> bool:
    """A mailbox or a phone stands in it."""
    return bool(_REACH.search(re.sub(r"(?<=\d) +(?=\d)", "", text)))


def fills_in(passage: Passage) -> bool:
    """Whether a sentence names the page on which something is filled in."""
    return bool(URL.search(passage.plain) and _FILLS.search(passage.plain))


def without(text: str, days: frozenset[str], about: Late | None = None, others: Iterable[str] = ()) -> str:
    """Leave out the clauses that name one of `days` (6月20日) or hold a phone or a mailbox; …… marks the place.

    A clause that `about` is about stays, and a number in it (a QQ group's) unless it is one of `others`.
    """
    kept: list[str] = []
    for clause in clauses(text):
        named = {re.sub(r"\s|号", "", day).removesuffix("日") + "日" for day in _DAY.findall(clause)}
        is_meant = about and about.search(clause.translate(SIMPLIFIED))
        if is_meant:
            for other in others:
                clause = clause.replace(other, "……")  # noqa: PLW2901 - what is meant stays, the number goes
        if (holds_reach(clause) and not is_meant) or named & days:
            if kept and kept[-1] != "……":
                kept.append("……")
            continue
        kept.append(clause)
    return re.sub(r"[，,]$", "", "".join(kept).removesuffix("……"))


def focused(text: str, weigh: Callable[[str], float], longest: int = LONGEST_QUOTE) -> str:
    """Cut to the neighbouring parts that say most of what was asked; `weigh` is what one part says of it."""
    said = _PART.findall(text) if len(text) > longest else []
    weights = [weigh(part) for part in said]
    if not any(weights):
        return shortened(text, longest)
    best = max(range(len(said)), key=lambda first: (sum(weights[first : _end(said, first, longest)]), -first))
    end = _end(said, best, longest)
    kept = shortened("".join(said[best:end]).rstrip("，,；;、"), longest)
    return f"{'……' if best else ''}{kept}{'' if end == len(said) or kept.endswith('……') else '……'}"


def _end(said: Sequence[str], first: int, longest: int) -> int:
    """How far the clauses from one on go before they are too long; that one at least."""
    end, length = first + 1, len(said[first])
    while end < len(said) and length + len(said[end]) <= longest:
        length += len(said[end])
        end += 1
    return end


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Cut at a clause so that a quotation stays readable in a chat."""
    if len(text) <= longest:
        return text
    out = ""
    for clause in clauses(text):
        if out and len(out) + len(clause) > longest:
            return out.rstrip("，,；;") + "……"
        out += clause
    return out[:longest] + "……" if len(out) > longest else out


def searchable(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Without letterheads, salutations and what holds phones or mailboxes."""
    return tuple(
        p
        for p in passages
        if (not holds_reach(p.text) or len(without(p.text, frozenset())) > _LEAST_QUOTED)
        and (p.number or len(p.text) > 14)
        and not _MUTE.match(p.plain)
        and not (not p.number and _SALUTES.fullmatch(p.text))
        and not (folded(p.title) in lexicon().headings and len(p.text) <= _SHORT)
    )


def telling(passages: tuple[Passage, ...], names: Collection[Passage]) -> tuple[Passage, ...]:
    """Without titles, salutations and the `names` of attachments: what may tell something, however short."""
    return tuple(
        p
        for p in passages
        if p not in names
        and not _NO_BODY.match(p.text)
        and not _MUTE.match(p.plain)
        and not (not p.number and _SALUTES.fullmatch(p.text))
        and not (p.text == p.title and len(p.text) <= _LEAST_QUOTED)
    )
