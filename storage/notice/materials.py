"""What is handed in: documents, pictures and films, what is worked out inside them, what is uploaded elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from storage.notice import words
from storage.notice.handing import targets
from storage.notice.model import Deadline, Material, MaterialKind
from storage.notice.naming import ITEM, LONGEST, bare, core, names
from storage.notice.objects import things
from storage.notice.sentences import Sentence, binding_sentences
from storage.notice.signs import flatten
from storage.notice.structure import Part
from storage.notice.tables import rows

_UPLOAD = re.compile(
    r"将?(?P<what>[^。;,将]{2,30}?)(?:及时)?(?:上传|发布)(?:至|到)(?P<where>[^。;,]{2,40}?(?:网页"
    r"|网站|平台|系统|专栏|客户端))"
)
_CONTENT = re.compile(
    r"(?:梳理|总结|提炼|挖掘|形成|报送)(?:梳理|总结|提炼)?(?P<good>(?:典型|先进"
    r"|优秀)?(?:经验(?:做法)?|案例|做法))(?!推荐|申报|汇总|征集|材料|报告|文本|[表书])|提出(?P<idea>(?:有关|相关|合理化)?(?:意见"
    r"|对策)?(?:和)?建议)"
)
_GOOD = re.compile(r"(?:典型|先进|优秀|好)(?:经验|案例|做法)(?:材料)?(?:\([^()]*\))?$")
_PURPOSE = re.compile(r"(?:^|[,。;:])\s*为了?[^,。;]*$")
"""What a notice is for: 为总结经验, asks for nothing."""

_MEDIA = re.compile(r"影像|照片|图片|视频|音像|录像|相片|短片")
_ASKED = re.compile(
    r"报送|上报|提交|寄|投送|增加|补充|提供|出具|附(?![件表录属近])|带[至到]|填报|填写|递交|反馈|发送|发至|打印|上交|送交|交至|交到"
)
_FORMAT = re.compile(
    r"(?:盖章|签字|可编辑|纸质|电子|扫描|书面|[Ww]ord|PDF|pdf|Excel|的|及|和)*(?:版本?|件|档|稿|文[档本件])+"
)
"""A format of something named beside it."""

_SAYS_MORE = re.compile(
    r"请|应当|必须|须|受理|不得|注意|如有|详见|另行|[一二三四]是|审核|审批|[初复终]审|完成|择优|向(?!日)|经(?![济营验费典])|整理|注明|[后前]$|^(?:各项|所有|全部|相关|有关)"
)
"""What a name of a material does not hold."""

_TITLE = re.compile(r"关于(?:报送|上报|提交)(?P<what>.{2,50}?)的(?:紧急)?(?:通知|函)$")
_LIST_HEAD = re.compile(
    r"(?:报送|上报|提交)内容 $|(?:^| )(?:材料|资料)(?:清单|目录|要求|内容) $"
    r"|[\u4e00-\u9fff]{2,6}(?<!参考)(?:材料|资料)(?:清单|目录|要求|内容)?(?:及(?:要求|份数))? $"
)
"""申报材料, 结题材料, 报送资料清单."""

_GENERAL = re.compile(
    r"(?:上述|以上|所有|全部|有关|相关|各项|申报|推荐|报送|评审|结题|申请|参评|参赛|纸质|电子|书面|及|和|与)*(?:材料|资料|电子版|纸质版|电子文档)"
)
"""What is said of things that are listed elsewhere one by one."""

_LISTS = re.compile(r"(?:材料|资料)[^。;,:]{0,6}?(?:包括|包含|如下)?:")
_CLAUSE = re.compile(r"(?:[^,。;:(]|\([^()]*\))+")
_COUNT = r"[一二两三四五六七八九十\d]+"
_NEXT = re.compile(
    rf"[》\"]*\s*,?\s*(?P<said>\([^()]*\)|(?:各|纸质版?)?(?:一式)?\s*{_COUNT}\s*[份套本册张幅部篇]"
    rf"|{_COUNT}字(?:以内|以上|左右))"
)
_DETAIL = re.compile(
    rf"{_COUNT}\s*[份套本册张幅部篇字页]|A4|PDF|pdf|[Ww]ord|[Ee]xcel|JPE?G|MP4|版|格式|盖章|签字|双面|装订|命名|注明|标题"
)
_NEVER = re.compile(
    r"^(?:其中|逾期|根据|按照|附\s*件$|联\s*系\s*(?:人|方式|电话)|电\s*话|留言|地\s*址|时间|地点|遴选)|务必|不正确"
)
_MOST = 40


def materials(part: Part, deadlines: Sequence[Deadline]) -> list[Material]:
    """Return what a level asks for, once each, with whom it is asked of."""
    found: list[Material] = []
    for sentence in binding_sentences(part):
        found += _uploads(part, sentence)
        found += _things(part, sentence, deadlines)
        found += _contents(part, sentence)
    found += _tabled(part)
    found += [] if any(not _GENERAL.fullmatch(flatten(one.name)) for one in found) else _titled(part)
    return _once(found, is_listed=any(_LIST_HEAD.search(s.heading) for s in binding_sentences(part)))[:_MOST]


def _titled(part: Part) -> Iterator[Material]:
    """What the title of a notice asks for that names no paper elsewhere: 关于报送工作总结的通知."""
    title = part.record.title or ""
    asked = _TITLE.search(flatten(title))
    for name in names(asked["what"]) if asked else ():
        at = flatten(title).find(name)
        yield Material(title[at : at + len(name)], _kind(name), part.audience, part.level, part.record.source[:1])


def _tabled(part: Part) -> Iterator[Material]:
    """The papers of a table that says in each row who hands in what."""
    for row in rows(part.body):
        for piece in words.split_outside(row.what or "", "、,;") if row.audience else ():
            name = bare(piece)
            yield Material(row.paragraph.original(name), _kind(name), row.audience, part.level, row.paragraph.lines())


def _things(part: Part, sentence: Sentence, deadlines: Sequence[Deadline]) -> Iterator[Material]:
    """Documents and media: the objects of verbs that hand in."""
    lines = sentence.paragraph.lines(sentence.start, sentence.end)
    binding = [d for d in deadlines if set(d.source) & set(lines)]
    is_asked = binding or _ASKED.search(sentence.flat) or _LISTS.search(sentence.flat) or any(targets(sentence.flat))
    listed = list(_listed(sentence))
    if not is_asked and not listed:
        return
    audience = binding[0].audience if binding else part.audience
    spans = sorted({*things(sentence.flat), *listed})
    flat = sentence.flat
    named = [
        name
        for span in spans
        for name in _named(flat, span, is_listed=span in listed or flat[span[0] - 1 : span[0]] in ("将", "把"))
    ]
    told = list(dict.fromkeys(named))
    kept = [name for name in told if not _FORMAT.fullmatch(name)] or told
    for name in kept:
        printed = sentence.paragraph.original(name)
        yield Material(printed, _kind(name), audience, part.level, lines, _details(sentence, name))


def _named(flat: str, span: tuple[int, int], *, is_listed: bool) -> list[str]:
    """The materials that a span names; an item of a list is one whatever it is called, if it is only named."""
    found = list(names(flat[slice(*span)]))
    whole = bare(flat[slice(*span)])
    is_name = is_listed and not words.is_body(whole) and 2 <= len(whole) <= LONGEST
    is_name = is_name and not _NEVER.search(whole) and not _SAYS_MORE.search(whole)
    return found or ([whole] if is_name else [])


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
    heads = sentence.heading.split() if item else [sentence.heading.rstrip()]
    is_headed = any(_LIST_HEAD.search(f"{head} ") for head in heads)
    is_inline = bool(item and _LISTS.search(before))
    begins = item.end() if item and (is_headed or is_inline) else 0
    if is_headed or is_inline:
        clause = _CLAUSE.match(sentence.flat, begins)
        if clause and clause.end() - begins <= LONGEST:
            yield begins, clause.end()


def _kind(name: str) -> MaterialKind:
    """Pictures and films are media, good practice is content, anything else is a paper."""
    if _MEDIA.search(name):
        return MaterialKind.MEDIA
    return MaterialKind.CONTENT if _GOOD.search(name) else MaterialKind.DOCUMENT


def _contents(part: Part, sentence: Sentence) -> Iterator[Material]:
    """What is to be worked out inside the papers: good practice, suggestions."""
    lines = sentence.paragraph.lines(sentence.start, sentence.end)
    for match in _CONTENT.finditer(sentence.flat):
        if _PURPOSE.search(sentence.flat[: match.start()]):
            continue
        yield Material(match["good"] or match["idea"], MaterialKind.CONTENT, part.audience, part.level, lines)


def _uploads(part: Part, sentence: Sentence) -> Iterator[Material]:
    """What is uploaded to somebody else's page; nobody here can see whether it was."""
    for match in _UPLOAD.finditer(sentence.flat):
        start = sentence.start
        what = sentence.paragraph.text[start + match.start("what") : start + match.end("what")]
        where = sentence.paragraph.text[start + match.start("where") : start + match.end("where")]
        name = f"{re.sub(r'^(?:并|要|请|须|及时|将|有关|相关)+', '', what).strip()}（上传至{where.strip()}）"
        lines = sentence.paragraph.lines(start, sentence.end)
        yield Material(name, MaterialKind.UPLOAD, part.audience, part.level, lines)


def _once(found: Sequence[Material], *, is_listed: bool) -> list[Material]:
    """Each name once; what is only part of an upload, or stands for things listed one by one, is none of its own."""
    if is_listed and any(not _GENERAL.fullmatch(flatten(material.name)) for material in found):
        found = [material for material in found if not _GENERAL.fullmatch(flatten(material.name))]
    named = [material for material in found if not _FORMAT.fullmatch(flatten(material.name))]
    found = named or found
    kept: dict[str, Material] = {}
    uploads = [m.name for m in found if m.kind is MaterialKind.UPLOAD]
    found_names = {m.name for m in found}
    for material in found:
        others = [name for name in found_names if name != material.name and name.endswith(material.name)]
        is_again = bool(others) or any(core(material.name) == core(name) for name in kept)
        inside = material.kind is not MaterialKind.UPLOAD and (is_again or any(material.name in one for one in uploads))
        if not inside:
            kept.setdefault(material.name, material)
    return list(kept.values())
