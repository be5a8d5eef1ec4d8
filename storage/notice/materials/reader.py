"""What is handed in: documents, pictures and films, what is worked out inside them, what is uploaded elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from storage.notice.bodies.handing import SEND, WRITE, targets
from storage.notice.materials.kinds import kind
from storage.notice.materials.lists import LIST_HEAD, LISTS, PAPER, listed_in, lists, named
from storage.notice.materials.naming import bare, is_refused, names, pieces
from storage.notice.materials.objects import things
from storage.notice.materials.repeats import is_copy, is_format, is_general, once, without_formats
from storage.notice.materials.uploads import uploads
from storage.notice.model import Deadline, Material, MaterialKind
from storage.notice.parts.attachments import attachments, resolved
from storage.notice.parts.sentences import Sentence
from storage.notice.parts.structure import Part
from storage.notice.parts.tables import rows
from storage.notice.text import addressees
from storage.notice.text.signs import flatten
from storage.patterns import Late

_CONTENT = Late(
    r"(?:梳理|总结|提炼|挖掘|形成|报送)(?:梳理|总结|提炼)?(?P<good>(?:典型|先进"
    r"|优秀|特色)?(?:经验(?:做法)?|案例|做法))(?!推荐|申报|汇总|征集|材料|报告|文本|[表书])|提出(?P<idea>(?:有关|相关|合理化)?(?:意见"
    r"|对策)?(?:和)?建议)"
)
_PURPOSE = Late(r"(?:^|[,。;:])\s*为了?[^,。;]*$")
"""What a notice is for: 为总结经验, asks for nothing."""

_HANDS_IN = Late(rf"{SEND}|{WRITE}|另填|增加|补充|带[至到]")
_TITLE = Late(r"关于(?:报送|上报|提交)(?P<what>.{2,50}?)的(?:紧急)?(?:通知|函)$")
_COUNT = r"[一二两三四五六七八九十\d]+"
_NEXT = Late(
    rf"[》\"]*\s*,?\s*(?P<said>\([^()]*\)|(?:各|纸质版?)?(?:一式)?\s*{_COUNT}\s*[份套本册张幅部篇]"
    rf"|{_COUNT}字(?:以内|以上|左右))"
)
_LENGTH = Late(r"\(?(?:限|约|不少于|不超过|不多于)?\d{2,5}字")
_DETAIL = Late(
    rf"{_COUNT}\s*[份套本册张幅部篇字页]|A4|PDF|pdf|[Ww]ord|[Ee]xcel|JPE?G|MP4|版|格式|盖章|签字|双面|装订|命名|注明|标题"
)
_SOME = Late(
    rf"[将把](?P<what>(?:有关|相关)(?:申报|推荐)?(?:材料|资料|信息|情况))(?:[^,。;]{{0,24}}前)?,?(?:汇总)?后?{SEND}"
)
"""What is sent and not called by a name: 将有关资料报送市局."""

_ROW_SENDS = Late(r"\|[^|]*(?:提交|报送|上报|递交|送交)[^|]*")
"""A cell of a timetable that says what is sent."""

_BY_NUMBER = Late(
    r"(?:(?:填报|填写)\s*附\s*件\s*\d{1,2}(?:\s*[、和及,]\s*(?:附\s*件\s*)?\d{1,2})*(?!\d)"
    r"|按照?\s*附\s*件\s*\d{1,2}的?(?:要求|格式|样式|模板)?[^,。;]{0,4}(?:填报|填写))"
)
_HEADS = Late(r"[^。;,:]{0,16}(?<![邮信]箱)(?<!地址)(?<!电话):(?!//)")
"""What is listed behind: 将申报材料报市科协:①申报书."""

_FILLS_IN = Late(r"(?<!不再)(?<!无需)(?:填报|填写|报送|上报|格式见|定期[^,。;]{0,8}报)")
_BLANK = Late(r"(?:报|登记|申报|申请|推荐|统计|调查|汇总|情况|信息|报名|备案)表$|(?:申报|申请|推荐|提名)书$|回执$")
_ATTACHED = Late(r"\s*附\s*件\s*\d{0,2}\s*[::]")
Due = Mapping[int, tuple[int, tuple[str, ...]]]
"""The first deadline of each line: its place, and whom it binds."""

_ONLINE = Late(r"(?:在线|网上|系统[中上内]?)(?:填报|填写|提交|申报|上报)")
_REMINDS = Late(rf"(?:严格按照?|如期|按时)[^,。;:]{{0,30}}?{SEND}")
"""What only reminds of papers that are asked for elsewhere: 严格按照时间节点报送申报材料."""

_DAY = Late(r"\d\s*[日号]|[月旬底末周]前|每[日天周月季年旬]")

_MOST = 40
_NUMBER_ONLY = Late(r"附[件表]\s*\d+")
_LEAST_NAME = 2
"""Characters of a paper's name; 产、销、存年报表 is one."""


def materials(part: Part, deadlines: Sequence[Deadline]) -> list[Material]:
    """Return what a level asks for, once each, with whom it is asked of."""
    found: list[Material] = []
    again: list[Material] = []
    beside: set[str] = set()
    attached = attachments(part)
    due: dict[int, tuple[int, tuple[str, ...]]] = {}
    for place, deadline in enumerate(deadlines):
        for line in deadline.source:
            due.setdefault(line, (place, deadline.audience))
    every = list(takewhile(lambda sentence: not _ATTACHED.match(sentence.flat), part.sentences))
    for place, sentence in enumerate(every):
        found += uploads(part, sentence)
        below = every[place + 1] if place + 1 < len(every) else None
        if below and _is_head(sentence, below):
            found += _headed(part, sentence, below, due)
            if below.start:
                continue
        is_again = bool(_REMINDS.search(sentence.flat)) and not _DAY.search(sentence.flat)
        (again if is_again else found).extend(_things(part, sentence, due, beside))
        found += _contents(part, sentence)
        found += _forms(part, sentence, attached)
    found += _tabled(part)
    found += [] if any(not is_general(one.name) for one in found) else again
    found = [replace(one, name=resolved(one.name, attached)) for one in found]
    is_named = any(not (is_general(one.name) or is_format(one.name)) for one in found)
    titled = [] if is_named else [*_titled(part)] or ([] if found else [*_attached(part, every, attached)])
    found = found + titled or list(_general(part, every))
    is_online = any(_ONLINE.search(sentence.flat) for sentence in every)
    return once(found, () if titled else beside, is_listed=any(map(lists, every)), is_online=is_online)[:_MOST]


def _bound(due: Due, lines: Sequence[int]) -> tuple[str, ...] | None:
    """Whom the first deadline of some lines binds; None where they have none."""
    here = [due[line] for line in lines if line in due]
    return min(here)[1] if here else None


def _is_head(sentence: Sentence, below: Sentence) -> bool:
    """Whether a sentence is the head that the next one stands directly under."""
    said = sentence.flat.strip("。 :")
    return bool(said) and below.paragraph is not sentence.paragraph and below.heading.endswith(f"{said} ")


def _headed(part: Part, head: Sentence, below: Sentence, due: Due) -> Iterator[Material]:
    """The paper that a head names, of which the first sentence below says by when: (一)工作总结, 于6月9日前报……."""
    name = bare(head.flat.strip("。 :"))
    bound = _bound(due, below.lines)
    if bound is not None and PAPER.search(name) and not is_general(name) and not LIST_HEAD.search(f"{name} "):
        yield Material(head.paragraph.original(name), kind(name), bound, part.level, head.lines)


def _titled(part: Part) -> Iterator[Material]:
    """What the title of a notice asks for that names no paper elsewhere: 关于报送工作总结的通知."""
    title = part.record.title or ""
    asked = _TITLE.search(flatten(title))
    for name in names(asked["what"]) if asked else ():
        at = flatten(title).find(name)
        yield Material(title[at : at + len(name)], kind(name), part.audience, part.level, part.record.source[:1])


def _attached(part: Part, every: Sequence[Sentence], attached: Mapping[int, str]) -> Iterator[Material]:
    """The forms that are attached to a notice that has something filled in or reported and names no paper."""
    if not any(_FILLS_IN.search(sentence.flat) for sentence in every):
        return
    for name in filter(_BLANK.search, attached.values()):
        lines = next(paragraph.lines() for paragraph in part.paragraphs if name in paragraph.text)
        yield Material(name, kind(name), part.audience, part.level, lines)


def _general(part: Part, every: Sequence[Sentence]) -> Iterator[Material]:
    """What a notice calls 有关资料 that has something sent and names no paper at all."""
    for sentence in every:
        if asked := _SOME.search(sentence.flat):
            yield Material(
                sentence.paragraph.original(asked["what"]),
                kind(asked["what"]),
                part.audience,
                part.level,
                sentence.lines,
            )


def _tabled(part: Part) -> Iterator[Material]:
    """The papers of a table that names one in each row."""
    for row in rows(part.body):
        pieces = addressees.split_outside(row.what or "", "、,;")
        for piece in pieces if all(len(one) >= _LEAST_NAME for one in pieces) else [row.what or ""]:
            name = bare(piece)
            who = row.audience or part.audience
            yield Material(row.paragraph.original(name), kind(name), who, part.level, row.paragraph.lines())


def _things(part: Part, sentence: Sentence, due: Due, beside: set[str]) -> Iterator[Material]:
    """Documents and media: the objects of verbs that hand in; general names beside papers are added to a set."""
    lines = sentence.lines
    bound = _bound(due, lines)
    flat = sentence.flat
    if flat.count("|") > 1:
        if not _ROW_SENDS.search(flat):
            return
        flat = flat.replace("|", ";")
    is_asked = bound is not None or _HANDS_IN.search(flat) or LISTS.search(flat) or targets(flat)
    listed = list(listed_in(sentence))
    if not (is_asked or listed or LIST_HEAD.search(sentence.heading)):
        return
    audience = part.audience if bound is None else bound
    spans = sorted({*things(flat), *listed})
    of_spans = [named(flat, span, is_listed=span in listed) for span in spans]
    told = list(dict.fromkeys(name for names_of in of_spans for name in names_of))
    goes_to_office = bool(targets(flat))
    for span, names_of in zip(spans, of_spans, strict=True):
        before = sentence.paragraph.flat[: sentence.start + span[0]]
        is_alone = len(pieces(flat[slice(*span)])) == 1 and not (any(map(is_copy, names_of)) and not targets(before))
        is_sent = bool(_LENGTH.match(flat, span[1])) or (goes_to_office and not _HEADS.match(flat, span[1]))
        own = _beside(names_of, is_alone=is_alone, is_sent=is_sent)
        beside.update(map(sentence.paragraph.original, own))
    is_sent = bound is not None or goes_to_office
    wanted = [one for one in told if is_sent or not _NUMBER_ONLY.fullmatch(one)]
    apart = [name for name in wanted if is_format(name) and sentence.paragraph.original(name) in beside]
    for name in dict.fromkeys([*without_formats(wanted), *apart]):
        printed = sentence.paragraph.original(name)
        yield Material(printed, kind(name), audience, part.level, lines, _details(sentence, name))


def _beside(names_of: list[str], *, is_alone: bool, is_sent: bool) -> list[str]:
    """The names of a span that name no paper and are still none of another's: beside papers, or sent by themselves."""
    if not all(is_general(name) or is_format(name) for name in names_of):
        return [name for name in names_of if is_general(name) and not is_format(name)]
    is_both = len(names_of) > 1 and any("纸" in name for name in names_of)
    apart = [name for name in names_of if name != "表格" and (is_general(name) or is_alone or is_both)]
    return apart if is_sent else []


def _details(sentence: Sentence, name: str) -> tuple[str, ...]:
    """What is printed directly behind a material's name of copies, formats, length or file names."""
    found: list[str] = []
    at = sentence.flat.find(name) + len(name)
    while behind := _NEXT.match(sentence.flat, at):
        at = behind.end()
        first, last = (sentence.start + place for place in behind.span("said"))
        if _DETAIL.search(behind["said"]):
            found.append(sentence.paragraph.text[first:last].strip("（）()"))
    return tuple(found)


def _contents(part: Part, sentence: Sentence) -> Iterator[Material]:
    """What is to be worked out inside the papers: good practice, suggestions."""
    lines = sentence.lines
    for match in _CONTENT.finditer(sentence.flat):
        if _PURPOSE.search(sentence.flat[: match.start()]):
            continue
        yield Material(match["good"] or match["idea"], MaterialKind.CONTENT, part.audience, part.level, lines)


def _forms(part: Part, sentence: Sentence, attached: Mapping[int, str]) -> Iterator[Material]:
    """The forms that are only called by their numbers: 填报附件1、2, 按附件3要求填报."""
    lines = sentence.lines
    for match in _BY_NUMBER.finditer(sentence.flat):
        for number in re.findall(r"\d+", match[0]):
            if (name := resolved(f"附件{number}", attached)) != f"附件{number}" and not is_refused(name):
                yield Material(name, kind(name), part.audience, part.level, lines)
