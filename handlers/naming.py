"""Which units of the roster a person means: full names, aliases, and parts of names that fit only one."""

from __future__ import annotations

from handlers.lexicon import HANZI, lexicon
from storage.notice.routing import fold
from storage.tables import Unit
from storage.unit_of_work import Work

_SPOKEN = (
    r"(?:请|麻烦|帮[我忙]?|去|再|也|给|跟|和|同|向|叫|让|把|将|催(?:一?[下哈催])?|提醒(?:一?[下哈])?|喊(?:一声)?|敲打(?:敲打)?"
    r"|私下|单独|悄悄|通知|登记|刚才?|收到|今[天朝]|昨天|[上下]午|[: ])*"
    r"(?!大家|所有|各|全|[没未冇还谁哪我你他她它这那一两几再今昨每有看审核已都就先]|<thing>|[省市]里|上级|活动|通知|文件|系统|时间|截止|周|星期|礼拜|[上下]周)"
    rf"(?P<who>(?:{HANZI}|、){{2,16}}?)(?:[两三四五六几]家|[那这]?[边头])?"
    r"(?=的|那|这|嗰|说|讲|话[迟晚要想]|打(?:[声个]|电话|来|招呼)|嘅|来[电信]|反映|多[给放宽缓]|再[给放宽缓延]|要|想|还|没|冇|未|都(?!江)|晚|迟|缓|拖|宽|延|推|往|人手|今|昨|刚|[上下]午|寄|捎|送|来|交(?!通)|报(?!社)|邮|快递"
    r"|下?(?:周|星期|礼拜)|[,:; ]|提个?醒|打[声个]|发个|弄|挂|登|记(?!者)|搞|看|申请|$)"
)
"""The unit that an order in everyday words begins with, after courtesies and verbs."""


def spoken(order: str) -> str:
    """Return what an order in everyday words calls the unit that it is about; empty where it begins with none."""
    found = lexicon().pattern(_SPOKEN).match(order)
    return found["who"] if found else ""


def find(work: Work, words: str) -> tuple[Unit, ...]:
    """Return the units that words may mean: one where that is clear, several where it is not.

    First a spelling that is all the words, then the longest spellings within the words (several units may be
    named in one sentence: see `within`), then the spellings of which the words are a part.
    """
    exact = work.units.named(words)
    if exact:
        return (exact,)
    named = within(work, words)
    return named or _containing(work, fold(words))


def within(work: Work, sentence: str) -> tuple[Unit, ...]:
    """Return the units whose spellings stand in a sentence; a spelling inside a longer one does not count."""
    folded = fold(sentence)
    hits = {spelling: unit_id for spelling, unit_id in _spellings(work) if spelling in folded}
    longest = [s for s in hits if not any(s != other and s in other for other in hits)]
    numbers = dict.fromkeys(hits[s] for s in sorted(longest, key=folded.index))
    return tuple(work.units.get(number) for number in numbers)


def _containing(work: Work, folded: str) -> tuple[Unit, ...]:
    """Return the units one of whose spellings contains the words."""
    if len(folded) < 2:
        return ()
    numbers = dict.fromkeys(unit_id for spelling, unit_id in _spellings(work) if folded in spelling)
    return tuple(work.units.get(number) for number in numbers)


def _spellings(work: Work) -> list[tuple[str, int]]:
    """Return all spellings of the units on the roster, folded."""
    present = {unit.key for unit in work.units.all()}
    return [(alias.folded, alias.unit_id) for alias in work.aliases.find() if alias.unit_id in present]
