"""Names said in short, spelt out as the notice has them: 科幻画 (科学幻想绘画), 最美那个 (“最美志愿者”)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.lexicon import HANZI, lexicon
from handlers.questions.lookup.index import Index
from storage.patterns import Late

_THAT = Late(rf"({HANZI}{{2,4}})[那这](?:个|项|一?块|档子?|摊子?)(?:事儿?|活动)?(?!人|月|时|地|月|星)")
_RUN = Late(rf"{HANZI}{{3,}}")
_HANZI = Late(rf"{HANZI}+")


def spelt_out(said: str, index: Index) -> str:
    """A question with such names in full; one that may be short for several names, or for none, stays as it is."""
    if "那" in said or "这" in said:
        said = _THAT.sub(lambda found: _quoted(found, index), said)
    for short in _strange(said, index):
        names = set(_long_of(short, index.plain))
        if len(names) == 1:
            said = said.replace(short, names.pop())
    return said


def _quoted(found: re.Match[str], index: Index) -> str:
    """The name in quotation marks that begins with the words; else the words as they were said."""
    for start in range(len(found[1]) - 1):
        head = found[1][start:]
        names = set(re.findall(rf'[“"《「]({head}{HANZI}{{2,12}})[”"》」]', index.plain))
        if len(names) == 1:
            return f"{found[1][:start]}{names.pop()}"
    return found[0]


def _strange(said: str, index: Index) -> Iterator[str]:
    """Three characters that neither the notice nor people who ask have side by side."""
    printed, spoken = index.vocabulary, lexicon().spoken
    for run in _RUN.findall(said):
        pairs = [run[at : at + 2] for at in range(len(run) - 1)]
        strange = [pair not in printed and pair not in spoken for pair in pairs]
        for at in range(len(run) - 2):
            if strange[at] and strange[at + 1]:
                yield run[at : at + 3]


def _long_of(short: str, plain: str) -> Iterator[str]:
    """What three characters may be short for, at the end of a name: up to two more after each of the first two."""
    at = plain.find(short[0])
    while at >= 0:
        second = plain.find(short[1], at + 2, at + 4)
        third = plain.find(short[2], second + 2, second + 4) if second > 0 else -1
        name = plain[at : third + 1] if third > 0 else ""
        if name and _HANZI.fullmatch(name) and not _HANZI.match(plain, third + 1):
            yield name
        at = plain.find(short[0], at + 1)
