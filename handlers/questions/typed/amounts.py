"""How much or how many is asked for, or given and doubted: 几份, 一份够不够, 四分半收不收, 岁数卡不卡, 俩都想报."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from handlers.lexicon import Lexicon, lexicon
from handlers.questions.typed.spelling import blanks
from storage.patterns import Late

_FIGURE = r"(?:\d[\d.]*|[一二两三四五六七八九十百千万]+)"
_MANY = rf"(?<!第)(?:((?<![哪好十])几|多少)(?:[十百千万]|来)?|({_FIGURE})[多来几余]?(?:{_FIGURE})?半?)\s*(?:大|小)?个?"
_UNTIMED = r"(?!之?[前后]|以[前后]|内[交报]|[底初中])"
_PAIR = Late(r"俩|仨")
_DEFINITE = Late(
    r"[\d一二两三四五六七八九十]+[个项条份]?(?:大|重点|主要)?(?:活动|任务|要求|章|联系人|邮箱|电话|地址|单位|部门|[局科处部厅](?!级)|通知|文件?|时间|日期|截止|系统|平台|渠道|问题|事)"
    r"|(?:[有就只]|一共)[\d一二两三四五六]个人(?=[,。]|$)"
)
"""Things that are spoken of and not counted, and how few somebody is."""

_PRINTED = (
    r"(?:\d[\d,]*(?:\.\d+)?|(?<![同某任一二两三四五六七八九十百千])[一二两三四五六七八九十][一二三四五六七八九十百千]*)"
)
_NO_MEASURE = (
    r"(?!个?(?:月|工作日)|月|工作日|小时|星期|[日号年]|\d|或|及以上|"
    r"渠道|方面|常务|理事|全[体国委]|会议|代表大会|部分|板块|方向|领域|等[级次]|组别|档|阶段|环节|层[次面]|[大小]?类|以上渠道|主[体题]|规定|版本|[a-z])"
)
"""What makes another word of a measure: 4个月, 两个渠道."""

_TIMES = frozenset(("天", "年", "个月", "周", "星期", "课时", "学时", "工作日", "半天"))
"""Measures of time that passes: what they count is a date's business."""

_COUNTED_LISTS = Late(
    r"几[个项条]?(?:大|重点|主要)?(?:活动|任务|要求|附件|部分|方面|板块|环节|阶段|内容|文件|材料|步骤|问题)"
)
"""How many of the notice's own parts there are is asked."""

_NOTHING = Late(r"一[个件篇份项条名家人]?(?:都|也)[不没]|0[个件篇份项条名]|零报")
_NUMERAL = Late(r"[\d几多一二两三四五六七八九十百千万半俩仨]")
_ARTICLE = Late(r"^一.{1,2}$")
_ONLY = Late(r"(?:只|就|光|仅|单|才)[^,。;?]{0,4}$")
_MIN = Late(r"至少|最少|起码|下限|保底|够[不吗么了]|不够|只(?!能|可|限)|就(?=[报交推写拍搞])|太[少短小]|低于|少了|不足")
_MAX = Late(r"最多|顶多|至多|上限|封顶|超|太[长大多久]|刷|卡|多了|大了|长了|压缩|砍")

_DOUBTING = Late(
    r"最多|顶多|至多|至少|最少|起码|上限|下限|封顶|够不够|够吗|够了|超了|超过|行不行|行不|能不能|收不收|会不会|刷下来|刷|打回|卡不卡|没戏|怎么办|意思意思|是不是|要不要"
)
"""How an amount is doubted, which says nothing of what it is of."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What is asked: `told` finds it in a printed clause, `exact` in the same measure.

    `rest` is the question without it, `beside` only its clause, `others` the other clauses.
    `is_given`: an amount is named that may do or not. `bound`: 1 where most is asked for, -1 where least is, else 0.
    `label` is the word in 「通知未写明…」; `is_nothing`: whether none at all will do. `is_counted`: it has a measure.
    """

    told: Late
    exact: Late
    rest: str
    beside: str
    others: str
    label: str = ""
    is_given: bool = False
    is_counted: bool = False
    is_nothing: bool = False
    bound: int = 0


Span = tuple[int, int]
"""Where something stands in a question."""


def amount_of(said: str) -> Amount | None:
    """Return the amount that a question asks for or doubts, None where it does neither; `said` as `normalise` gave."""
    return _amount_of(said, lexicon())


@lru_cache(maxsize=32)  # one question is looked at from several sides
def _amount_of(said: str, words: Lexicon) -> Amount | None:
    """The work of `amount_of`."""
    named = words.amounted.search(said)
    if not (named or _NUMERAL.search(said)):
        return None
    if nothing := _NOTHING.search(said):
        return _made(said, [nothing.span()], words.amounts[_place(words, "名额")].measures, is_nothing=True)
    found = [one for one in _counts(words).finditer(said) if one[3].lower() not in _TIMES and _is_meant(one, said)]
    if found and _DEFINITE.search(said):
        found = [one for one in found if one[1]]
    pair = None if found else _PAIR.search(said)
    doubted = (found or pair) and words.doubts.found_in(said)
    asked = [one for one in found if one[1]]
    spans = [one.span() for one in found]
    if asked and not _COUNTED_LISTS.search(said):
        met = [*(one.span() for one in asked), *named.values()]
        return _made(said, met, _alike(asked, words), own=_measures(asked), label="数量", is_counted=True)
    if named:
        at, met_first = next(iter(named.items()))
        kind = words.amounts[at]
        met = [met_first, *spans]
        own = _measures(found)
        return _made(said, met, kind.measures, own=own, label=kind.label, is_given=bool(found))
    if found and doubted:
        own = _measures(found)
        return _made(said, spans, _alike(found, words), own=own, label="数量", is_given=True, is_counted=True)
    if pair and doubted:
        return _made(said, [pair.span()], words.amounts[_place(words, "名额")].measures, is_given=True)
    return None


def _measures(found: Iterable[re.Match[str]]) -> tuple[str, ...]:
    """The measures that were said."""
    return tuple(dict.fromkeys(one[3].lower() for one in found))


def _place(words: Lexicon, label: str) -> int:
    return next(at for at, one in enumerate(words.amounts) if one.label == label)


def _is_meant(found: re.Match[str], said: str) -> bool:
    """It is no article (给一个模板, 报一份), unless just that much is doubted."""
    return (
        not _ARTICLE.match(found[0]) or bool(_ONLY.search(said[: found.start()])) or said[found.end() :][:1] in "够就行"
    )


def _alike(found: Iterable[re.Match[str]], words: Lexicon) -> tuple[str, ...]:
    """The measures that count like those that were said."""
    known = {one.lower(): alike for one, alike in words.measures.items()}
    return tuple(dict.fromkeys(other for one in found for other in known[one[3].lower()]))


@lru_cache(maxsize=1)
def _counts(words: Lexicon) -> Late:
    """How many of what can be counted, or so many."""
    measures = "|".join(sorted((one for one in words.measures), key=len, reverse=True))
    return Late(f"{_MANY}({measures}){_UNTIMED}{_NO_MEASURE}", re.IGNORECASE)


@lru_cache(maxsize=64)
def _told(measures: tuple[str, ...]) -> Late:
    """A printed number of these; whole words, so that 4个 is not 4个月."""
    words = "|".join(sorted(map(re.escape, measures), key=len, reverse=True))
    number = rf"(?<![\d年月第.])(?!(?:19|20)\d\d\s*年){_PRINTED}\s*[多余]?\s*[万亿]?\s*个?\s*"
    share = r"|百分之[一二三四五六七八九十]+" if "%" in measures else ""
    return Late(f"{number}(?:{words}){_NO_MEASURE}{share}", re.IGNORECASE)


def _made(
    said: str, spans: Sequence[Span], measures: tuple[str, ...], *, own: tuple[str, ...] = (), **how: Any
) -> Amount:
    """An amount with the question without what asks for it; `own` are the measures that were said."""
    rest, at = said, min(start for start, _ in spans)
    for start, end in spans:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    rest = _DOUBTING.sub(blanks, rest)
    start = max(rest.rfind(mark, 0, at) for mark in ",。;?!:") + 1
    beside = re.split(r"[,。;?!]", rest[start:])[0]
    others = f"{said[: max(start - 1, 0)]},{said[start + len(beside) + 1 :]}".strip(",")
    bound = -1 if how.get("is_nothing") or _MIN.search(said) else 1 if _MAX.search(said) else 0
    return Amount(_told(measures), _told(own or measures), rest, beside, others, bound=bound, **how)
