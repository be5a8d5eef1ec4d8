"""What is attached to a notice: each attachment with its number, found by number or by what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from handlers.lexicon import HANZI, lexicon
from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.index import Index
from handlers.questions.lookup.passages import pairs
from handlers.questions.lookup.search import terms_of
from handlers.questions.typed.characters import SIMPLIFIED
from handlers.questions.typed.details import thing_of
from handlers.questions.typed.spelling import folded, in_clauses
from handlers.wording import attachments as wording
from storage.patterns import Late

_LIST = Late(r"附\s*[件表]\s*\d{0,2}\s*[:：]|^附\s*[:：]\s*$")
_TITLED = Late(r"(?:《|.{0,30}关于).{4,80}?(?:通知|函|意见|办法|方案)》?")
_ITEM = (
    r"附\s*[件表]\s*{n}\s*[:：.、．]?\s*|(?:^|\n)\s*{n}\s*[.、．,，)）:：]?\s*(?=[^\W\d]|《|“|20\d\d)"
    r"|(?<![\d.]){n}\s*[.、．]\s*(?!\d{{1,3}}\D)"
)
"""How the item of a number begins: 附件2：, 2. at the beginning of a line, or 2. within one."""

_GOES_ON = Late(
    r"\s*(?:附\s*[件表]\s*)?\d{1,2}\s*[.、．,，)）:：]?\s*(?:[^\W\d年月]|[《“])|\s*\d{1,2}[.、．]\s*20\d\d|\s*$"
)
_NAME_ENDS = Late(r"\n|联\s*系\s*(?:人|电话|方式)|\.(?:docx?|xlsx?|pdf|zip|rar|wps|pptx?)\b|[;；。]", re.IGNORECASE)
_INLINE = Late(
    rf"(《[^《》]{{2,40}}》|{HANZI}{{2,16}}?)(?:[（(](?:[见見详詳]|格式|模板|样表){{0,3}}|[详詳]?[见見])(附\s*[件表])\s*(\d{{0,2}})"
)
"""What a sentence says is an attachment: 《推荐表》（附件2）, 汇总表见附表2."""

_BEFORE = Late(r".*(?:填写|填报|填好|提交|報送|报送|阅读|有关|按照|根据|详见|详情|的)")
_ASKED = Late(r"附[件表](\d{1,2}|[一二三四五六七八九十])")
_NUMBERS = "一二三四五六七八九十"
_MOST_LINES, _LONGEST, _AS_GOOD = 14, 70, 0.9


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment by its number, 0 where it is the only one, and by its printed name; `word` is 附件 or 附表."""

    number: int
    name: str
    word: str = "附件"

    @property
    def plain(self) -> str:
        """Its name as it is compared with what was said."""
        return folded(self.name).translate(SIMPLIFIED)


@lru_cache(maxsize=16)  # an edition's own never change
def attachments_of(index: Index) -> tuple[Attachment, ...]:
    """Return what is attached to the binding level, by number; of one without a list what its sentences say is."""
    levels = index.notice.levels
    first = levels[index.binding].first_line
    last = next((one.first_line - 1 for one in levels[index.binding + 1 :] if one.title), len(index.notice.lines))
    lines = index.notice.lines[first - 1 : max(first, last)]
    listed = list(_listed(lines))
    numbers = {one.number for one in listed}
    named = (Attachment(int(found[3] or 0), _bare(found[1]), found[2]) for found in _INLINE.finditer("".join(lines)))
    told = sorted((one for one in named if one.number not in numbers and one.name), key=lambda one: one.number)
    return (*listed, *told)


def _bare(name: str) -> str:
    """A name without its marks, and without the words that stand before it: 请填写申请书."""
    return name.strip("《》") if "《" in name else _BEFORE.sub("", name)


def _listed(lines: Sequence[str]) -> Iterator[Attachment]:
    """The list of attachments, which goes on as long as its lines are numbered."""
    for at, line in enumerate(lines):
        begins = _LIST.search(line)
        if begins is None:
            continue
        rest = [line[begins.start() :]]
        for other in lines[at + 1 : at + _MOST_LINES]:
            if not _GOES_ON.match(other):
                break
            rest.append(other)
        text = "\n".join(rest)
        found = list(_items(text))
        alone = _NAME_ENDS.split(text[begins.end() - begins.start() :].strip())[0].strip(" 《》")
        below = _TITLED.match(lines[at + 1].strip()) if not (alone or found) and at + 1 < len(lines) else None
        alone = below[0].strip("《》") if below else alone
        yield from found or ([Attachment(0, alone)] if 1 < len(alone) <= _LONGEST else [])
        return


def _items(text: str) -> Iterator[Attachment]:
    """The numbered items one after the other: a number that is not the next begins none."""
    marks: list[re.Match[str]] = []
    while mark := Late(_ITEM.format(n=len(marks) + 1)).search(text, marks[-1].end() if marks else 0):
        marks.append(mark)
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    for number, (mark, end) in enumerate(zip(marks, ends, strict=True), 1):
        name = _NAME_ENDS.split(text[mark.end() : end])[0].strip(" 　,，、《》")
        if name:
            yield Attachment(number, name)


def attachments(asked: Asked) -> Iterator[str]:
    """The attachment that is asked for, by its number or by what it is; all of them where none in particular is."""
    here = attachments_of(asked.index)
    numbered = _ASKED.search(asked.u.said)
    if numbered and here:
        number = _NUMBERS.find(numbered[1]) + 1 or int(numbered[1])
        meant = [one for one in here if one.number == number]
        yield listed(meant) if meant else wording.only(len(here), number)
        return
    if not here and (told := [p for p in asked.index.here if _ASKED.search(p.plain)]):
        yield from asked.passages(told[:1], _ASKED)
        return
    clauses = [clause for clause in in_clauses(asked.u.said) if thing_of(clause) not in ("", "附件")]
    named = (one for clause in clauses or [asked.u.said] for one in named_among(asked, here, clause))
    meant = list(dict.fromkeys(named)) or list(here)
    yield listed(meant) if meant else wording.NONE


def listed(which: Sequence[Attachment]) -> str:
    """Return what is said of these attachments."""
    return wording.listed((f"{one.word}{one.number or ''}", one.name) for one in which)


def named_among(asked: Asked, here: Sequence[Attachment], said: str) -> list[Attachment]:
    """Those of some attachments that are named: by the thing they are, and by most of what was said."""
    thing = thing_of(said)
    group = lexicon().groups.get(thing)
    is_thing = group not in (None, "any", "file")
    fitting = [one for one in here if not is_thing or thing in one.plain or (group == "list" and _is_form(one))]
    exact = [one for one in fitting if is_thing and thing in one.plain] or fitting
    terms, weigh = terms_of(said), asked.index.ranking.weight
    shares = [sum(weigh(pair) * terms[pair] for pair in pairs(one.plain) & terms.keys()) for one in exact]
    best = max(shares, default=0.0)
    return [one for one, share in zip(exact, shares, strict=True) if best and share >= best * _AS_GOOD]


def _is_form(one: Attachment) -> bool:
    return one.plain.endswith(("表", "单", "表格"))
