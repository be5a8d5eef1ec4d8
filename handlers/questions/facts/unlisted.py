"""What a notice only calls by a number (“六个百分之百”) or by its kind (试点城市): which they are is not written."""

from __future__ import annotations

import re

from handlers.lexicon import HANZI
from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.passages import Passage
from handlers.questions.typed.spelling import folded
from handlers.wording import questions as wording
from storage.patterns import Late

_NUMBER = r"[一二两三四五六七八九十百\d]+"
_ASKED = Late(
    rf"(?<!第)({_NUMBER})([个项大条类进不]?)(?:[^,。;?]{{0,10}}?)(?:具体|分别|到底|都)*(?:是|指|有|包括|包含)*(?:的)?"
    rf"哪(?:些|几[个项大条类]?|\1[个项大条类进不]?)"
)
_MARKS = Late(r"[“”\"「」‘’《》]")
_LISTED = Late(r"^[^,，。;；]{0,6}(?:[:：(（]|即|是指|包括|分别|——)")
_QUOTED = Late(r"[“\"「《]([^”\"」》]{2,30})[”\"」》]")
_OF_STATE = Late(rf"{_NUMBER}[项条个](?:规定|原则|纪律|禁令|制度)")
"""Names that stand in quotation marks, and what is known by its number."""

_OWN_PARTS = Late(r"活动|任务|要求|附件|材料|部分|方面|时间|日期|电话|部门|单位|文件")
"""What a notice numbers itself, and lists elsewhere."""

_SHORTEST, _LONGEST = 3, 12

_KIND = r"基地|城市|试点|服务团|宣讲团|阵地|场馆|资源|示范[县区市点]"
_WHICH = Late(
    rf"({HANZI}{{0,14}}(?:{_KIND}))(?:的?(?:成员|专家|人员))?(?:里头?|里面|中|名单)?"
    rf"(?:(?:都|到底|具体|主要|现在|一共)*(?:有|是|指|包括)?(?:哪(?:些|[几两]?[个家座处])|谁)|(?:有没有|有|含|包括)({HANZI}{{2,6}}?)(?:[吗不没么]|$))"
)
"""Which ones there are of a kind is asked, or whether one is among them: 试点城市里有云杉吗."""

_NAMED_BEFORE = Late(r"、[^,，。;；、]{1,10}(?:等|[两几\d一二三四五六七八九十]+个?)[^,，。;；、]{0,4}$")
"""Some of them, right before the kind: 云杉、白榆等试点城市."""


def unlisted(asked: Asked) -> tuple[str, ...]:
    """Say that the parts of what is called by a number are not written, with the sentence that names it; else ()."""
    if kind := _of_kind(asked):
        return kind
    found = _ASKED.search(asked.u.said) if "哪" in asked.u.said else None
    if found is None or asked.u.details or _OWN_PARTS.search(found[0]):
        return ()
    for passage in asked.index.passages:
        if (name := _name_in(passage, asked.u.said[found.start() :])) and not _is_listed(asked, name):
            return (wording.not_said(f"“{name}”的具体内容"), *asked.passages([passage], Late(re.escape(name))))
    return ()


def _of_kind(asked: Asked) -> tuple[str, ...]:
    """Say that which ones there are of a kind is not written, with the sentence that names the kind; else ()."""
    found = _WHICH.search(asked.u.said)
    if found is None:
        return ()
    for size in range(len(found[1]), _SHORTEST - 1, -1):
        name = found[1][-size:]
        held = [(p, told) for p in asked.index.passages if name in (told := _MARKS.sub("", folded(p.text)))]
        if held:
            is_listed = _is_listed(asked, name) or any(_is_named(told, name, found[2]) for _, told in held)
            best = next((p for p in asked.u.found.passages if any(p is one for one, _ in held)), held[0][0])
            return () if is_listed else (wording.not_said(f"{name}的名单"), *asked.passages([best]))
    return ()


def _is_named(told: str, name: str, one: str | None) -> bool:
    """A sentence names some of a kind, or the one that is asked for."""
    return bool(_NAMED_BEFORE.search(told[: told.find(name)])) or bool(one and one in told)


def _name_in(passage: Passage, said: str) -> str:
    """The longest beginning of what was said that stands in a sentence, marks left out; "" where it is too short."""
    told = ",".join((*_QUOTED.findall(passage.plain), *_OF_STATE.findall(passage.plain)))
    for size in range(min(_LONGEST, len(said)), _SHORTEST - 1, -1):
        if (name := said[:size]) in told and not re.search(r"[是指有哪具,?]", name):
            return name
    return ""


def _is_listed(asked: Asked, name: str) -> bool:
    """Somewhere it is said what it is: 即…, a colon, a bracket."""
    for passage in asked.index.passages:
        told = _MARKS.sub("", folded(passage.text))
        if any(_LISTED.match(told[found.end() :]) for found in re.finditer(re.escape(name), told)):
            return True
    return False
