"""What is handed in: documents, pictures and films, what is worked out inside them, what is uploaded elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from storage.notice.bodies.handing import SEND, WRITE, targets
from storage.notice.materials.kinds import kind
from storage.notice.materials.naming import ITEM, LONGEST, bare, is_refused, names, pieces
from storage.notice.materials.objects import things
from storage.notice.materials.repeats import is_copy, is_format, is_general, once, without_formats
from storage.notice.materials.uploads import uploads
from storage.notice.model import Deadline, Material, MaterialKind
from storage.notice.parts.attachments import attachments, resolved
from storage.notice.parts.sentences import ASPECTS, Sentence
from storage.notice.parts.structure import Part
from storage.notice.parts.tables import rows
from storage.notice.text import words
from storage.notice.text.signs import NUMBERED, flatten
from storage.patterns import Late

_CONTENT = Late(
    r"(?:梳理|总结|提炼|挖掘|形成|报送)(?:梳理|总结|提炼)?(?P<good>(?:典型|先进"
    r"|优秀|特色)?(?:经验(?:做法)?|案例|做法))(?!推荐|申报|汇总|征集|材料|报告|文本|[表书])|提出(?P<idea>(?:有关|相关|合理化)?(?:意见"
    r"|对策)?(?:和)?建议)"
)
_PURPOSE = Late(r"(?:^|[,。;:])\s*为了?[^,。;]*$")
"""What a notice is for: 为总结经验, asks for nothing."""

_HANDS_IN = Late(rf"{SEND}|{WRITE}|另填|增加|补充|带[至到]")
_SAYS_MORE = Late(
    r"请|(?<![重主摘概纪需])要(?![求点素闻案])|均[需须应]|见附|[报送交][省市县区州我](?![级直属])|应当|必须|须|受理|不得|注意|如有|详见|另行|[一二三四]是|审核|审批|[初复终]审|完成|择优|(?<!意)向(?!日)|经(?![济营验费典])|整理|注明|[后前]$|^(?:各项|所有|全部|相关|有关)"
)
"""What a name of a material does not hold."""

_TITLE = Late(r"关于(?:报送|上报|提交)(?P<what>.{2,50}?)的(?:紧急)?(?:通知|函)$")
_LIST_HEAD = Late(
    r"(?:报送|上报|提交|填报)(?:的?(?:具体|主要)?内容|报表)(?:\([^()]*\))? $|(?:材料|资料)如下 $"
    r"|(?:^| )(?:材料|资料)(?:报送|提交|申报)?(?:清单|目录|要求|内容) $"
    r"|[\u4e00-\u9fff]{2,6}(?<!参考)(?<![及和与、])(?:材料|资料)(?:报送|提交|申报)?(?:清单|目录|要求|内容)?"
    r"(?:及(?:要求|份数))? $"
)
"""申报材料, 结题材料, 报送资料清单."""

_LISTS = Late(
    r"(?:报送|提交|上报|提供):"
    r"|(?:材料|资料|(?:以下|下列)附件)(?:(?:[^。;,:]{0,6}?|[^。;:]{0,20}?(?:包括|包含|如下)):|包[括含])"
)
_CONTAINS = Late(r"(?:包[括含]|如下|有[^,。;:]{0,2}[项种类]):")
_CLAUSE = Late(r"(?:[^,。;:(]|\([^()]*\))+")
_COUNT = r"[一二两三四五六七八九十\d]+"
_BRACKETS = Late(r"\([^()]*\)")
_NEXT = Late(
    rf"[》\"]*\s*,?\s*(?P<said>\([^()]*\)|(?:各|纸质版?)?(?:一式)?\s*{_COUNT}\s*[份套本册张幅部篇]"
    rf"|{_COUNT}字(?:以内|以上|左右))"
)
_LENGTH = Late(r"\(?(?:限|约|不少于|不超过|不多于)?\d{2,5}字")
_DETAIL = Late(
    rf"{_COUNT}\s*[份套本册张幅部篇字页]|A4|PDF|pdf|[Ww]ord|[Ee]xcel|JPE?G|MP4|版|格式|盖章|签字|双面|装订|命名|注明|标题"
)
_NEVER = Late(
    r"^(?:其中|未尽|逾期|.*(?:的通知|如下)$|根据|按照|附\s*件$|联\s*系\s*(?:人|方式|电话)|电\s*话|留言|地\s*址|时间|地点|遴选)|务必|不正确"
)
_BY_NUMBER = Late(
    r"(?:(?:填报|填写)\s*附\s*件\s*\d{1,2}(?:\s*[、和及,]\s*(?:附\s*件\s*)?\d{1,2})*(?!\d)"
    r"|按照?\s*附\s*件\s*\d{1,2}的?(?:要求|格式|样式|模板)?[^,。;]{0,4}(?:填报|填写))"
)
_ASKS_OF = Late(r"要求 $")
_HEADS = Late(r"[^。;,:]{0,16}(?<![邮信]箱)(?<!地址)(?<!电话):(?!//)")
"""What is listed behind: 将申报材料报市科协:①申报书."""

_FILLS_IN = Late(r"(?<!不再)(?<!无需)(?:填报|填写|报送|上报|格式见|定期[^,。;]{0,8}报)")
_BLANK = Late(r"(?:报|登记|申报|申请|推荐|统计|调查|汇总|情况|信息|报名|备案)表$|(?:申报|申请|推荐|提名)书$|回执$")
_ATTACHED = Late(r"\s*附\s*件\s*\d{0,2}\s*[::]")
_PAPER = Late(r"(?:总结|报告|[^代]表|[^秘图]书|名单|清单|台账|简报|[周月季年]报|方案|函|作品|论文|视频|照片|证明)$")
"""What a head names if it names what is handed in."""

Due = Mapping[int, tuple[int, tuple[str, ...]]]
"""The first deadline of each line: its place, and whom it binds."""

_ONLINE = Late(r"(?:在线|网上|系统[中上内]?)(?:填报|填写|提交|申报|上报)")
_OF_SEVERAL = Late(r"^[^,;]*[、和及与][^,;]*(?:情况|状况|问题|建议)$")
"""A report on several things is one: 生产经营、用工情况."""

_REMINDS = Late(rf"(?:严格按照?|如期|按时)[^,。;:]{{0,30}}?{SEND}")
"""What only reminds of papers that are asked for elsewhere: 严格按照时间节点报送申报材料."""

_DAY = Late(r"\d\s*[日号]|[月旬底末周]前|每[日天周月季年旬]")

_MOST = 40
_SHORT = 12
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
    is_online = any(_ONLINE.search(sentence.flat) for sentence in every)
    return once(found + titled, () if titled else beside, is_listed=any(map(_lists, every)), is_online=is_online)[
        :_MOST
    ]


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
    if bound is not None and _PAPER.search(name) and not is_general(name) and not _LIST_HEAD.search(f"{name} "):
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


def _tabled(part: Part) -> Iterator[Material]:
    """The papers of a table that names one in each row."""
    for row in rows(part.body):
        pieces = words.split_outside(row.what or "", "、,;")
        for piece in pieces if all(len(one) >= _LEAST_NAME for one in pieces) else [row.what or ""]:
            name = bare(piece)
            who = row.audience or part.audience
            yield Material(row.paragraph.original(name), kind(name), who, part.level, row.paragraph.lines())


def _things(part: Part, sentence: Sentence, due: Due, beside: set[str]) -> Iterator[Material]:
    """Documents and media: the objects of verbs that hand in; general names beside papers are added to a set."""
    if sentence.paragraph.flat.count("|") > 1:
        return
    lines = sentence.lines
    bound = _bound(due, lines)
    flat = sentence.flat
    is_asked = bound is not None or _HANDS_IN.search(flat) or _LISTS.search(flat) or targets(flat)
    listed = list(_listed(sentence))
    if not (is_asked or listed or _LIST_HEAD.search(sentence.heading)):
        return
    audience = part.audience if bound is None else bound
    spans = sorted({*things(flat), *listed})
    of_spans = [_named(flat, span, is_listed=span in listed) for span in spans]
    told = list(dict.fromkeys(name for names_of in of_spans for name in names_of))
    goes_to_office = bool(targets(flat))
    for span, names_of in zip(spans, of_spans, strict=True):
        before = sentence.paragraph.flat[: sentence.start + span[0]]
        is_alone = len(pieces(flat[slice(*span)])) == 1 and not (any(map(is_copy, names_of)) and not targets(before))
        is_sent = bool(_LENGTH.match(flat, span[1])) or (goes_to_office and not _HEADS.match(flat, span[1]))
        own = _beside(names_of, is_alone=is_alone, is_sent=is_sent)
        beside.update(map(sentence.paragraph.original, own))
    is_sent = bound is not None or goes_to_office
    named = [one for one in told if is_sent or not _NUMBER_ONLY.fullmatch(one)]
    apart = [name for name in named if is_format(name) and sentence.paragraph.original(name) in beside]
    for name in dict.fromkeys([*without_formats(named), *apart]):
        printed = sentence.paragraph.original(name)
        yield Material(printed, kind(name), audience, part.level, lines, _details(sentence, name))


def _beside(names_of: list[str], *, is_alone: bool, is_sent: bool) -> list[str]:
    """The names of a span that name no paper and are still none of another's: beside papers, or sent by themselves."""
    if not all(is_general(name) or is_format(name) for name in names_of):
        return [name for name in names_of if is_general(name) and not is_format(name)]
    is_both = len(names_of) > 1 and any("纸" in name for name in names_of)
    apart = [name for name in names_of if name != "表格" and (is_general(name) or is_alone or is_both)]
    return apart if is_sent else []


def _named(flat: str, span: tuple[int, int], *, is_listed: bool) -> list[str]:
    """The materials that a span names; an item of a list is one whatever it is called, if it is only named."""
    said = flat[slice(*span)]
    found = list(names(said))
    if is_listed and found:
        if _OF_SEVERAL.search(whole := _BRACKETS.sub("", bare(said))) and not any(map(_PAPER.search, found)):
            return [whole if len(whole) <= LONGEST else found[-1]]
        every = [bare(piece) for piece in pieces(said)]
        return [piece for piece in every if piece in found or _is_name(piece)]
    is_taken = flat[span[0] - 1 : span[0]] in ("将", "把")
    if is_taken and found:
        every = [bare(piece) for piece in pieces(said)]
        behind = every[every.index(found[0]) :] if found[0] in every else []
        return found + [name for name in behind if name not in found and _is_name(name) and _is_short(name)]
    whole = bare(said)
    return found or ([whole] if is_listed or (is_taken and _is_short(whole)) else [])[: _is_name(whole)]


def _is_short(name: str) -> bool:
    """Whether a name is that of one thing and tells nothing of it: 申报意向, 重点活动项目."""
    return len(name) <= _SHORT and "的" not in name


def _is_name(whole: str) -> bool:
    """Whether a piece only names something."""
    if "," in whole or words.is_body(whole) or not 2 <= len(whole) <= LONGEST or whole in ("材料", "资料"):
        return False
    return not _NEVER.search(whole) and not is_refused(whole) and not _SAYS_MORE.search(whole)


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


def _listed(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """An item of a list below or behind a head such as 申报材料: its first clause names what is handed in."""
    item = ITEM.match(sentence.flat)
    before = sentence.paragraph.flat[: sentence.start].rpartition("。")[2]
    number = NUMBERED.match(sentence.paragraph.flat)
    is_first = sentence.start == (number.end() if number else 0)
    heads = sentence.heading.split() if item or number else [sentence.heading.rstrip()]
    is_headed = (is_first or bool(item)) and any(_LIST_HEAD.search(f"{head} ") for head in heads)
    is_inline = bool(_LISTS.search(before) and (item or (before.endswith(";") and _CONTAINS.search(before))))
    begins = item.end() if item and (is_headed or is_inline) else 0
    if (is_headed or is_inline) and not sentence.heading.endswith(ASPECTS):
        clause = _CLAUSE.match(sentence.flat, begins)
        is_named = not _ASKS_OF.search(sentence.heading) or (clause and list(names(clause[0])))
        if clause and is_named and max(map(len, _BRACKETS.sub("", clause[0]).split("、"))) <= LONGEST:
            yield begins, clause.end()


def _lists(sentence: Sentence) -> bool:
    """Whether a sentence is an item of a list and names a paper that does not stand for all of them."""
    spans = list(_listed(sentence))
    return any(not is_general(name) for span in spans for name in _named(sentence.flat, span, is_listed=True))


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
            if (name := resolved(f"附件{number}", attached)) != f"附件{number}":
                yield Material(name, kind(name), part.audience, part.level, lines)
