"""How people type: width, traditional characters, dialect, homophones, names called; brought to one spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from handlers.lexicon import HANZI, lexicon
from handlers.lexicon.sound import respelt
from handlers.questions.typed.characters import SIMPLIFIED
from storage.patterns import Late

LONGEST = 600
"""Characters of a message that are read for a question: more is a paper, not a question."""

_CALLED = Late(
    r"@(?<![A-Za-z0-9._-]@)(?!我)(?:所有人|全体成员|all\b|(?:报送)?小?(?:助手|机器人)|[^\s@,，。:：?？!！]{1,20}(?=\s|$|[,，。:：?？!！]))",
    re.IGNORECASE,
)
_UNSEEN = Late(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060\ufe0e\ufe0f\ufeff]"
)
_PICTURED = Late(rf"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]|\[(?:{HANZI}{{1,3}}|[A-Za-z]{{1,6}})\]")

_NUMERAL = Late(r"([一二三四五六七八九十]{1,3})(?=月|[日号](?!线|楼|厅|馆|会议|文件))")
_DAY_ALONE = Late(r"(?<=\d月)[一二三四五六七八九十]{1,3}(?=$|[,。?!吗吧么嘛])")
_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", start=1)}
_CLAUSE = Late(r"[,;。?]")
_PAUSE = Late(rf"[ \u3000\n](?<={HANZI}{{2}}[ \u3000\n])[ \u3000\n]*(?={HANZI}{{2}})")
"""A blank between words, typed where a comma would stand."""

_ADDED = Late(rf"[+＋](?<={HANZI}.)(?={HANZI})")
"""What is wanted, written as a sum: 时间+人+电话."""

_CIRCLED = Late(r"[\u2460-\u249b\u2776-\u2793]")
"""A figure that only counts what is asked: ①主题②时间."""

_BLANK = Late(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])")


def digits(number: str) -> str:
    """Return the digits of a phone number, however it is written."""
    return re.sub(r"\D", "", number)


def normalise(text: str) -> str:
    """Bring what somebody typed to one spelling: half width, small letters, simplified, plain words, slips mended.

    Names called with @ and pictures are taken out; at most `LONGEST` characters are read.
    """
    return _spell(text[: LONGEST * 2])


def is_picture(text: str) -> bool:
    """Nothing but pictures: 😂, [捂脸]."""
    return bool(_PICTURED.search(text)) and not re.search(r"\w|\?|？", _PICTURED.sub("", _CALLED.sub(" ", text)))


def in_clauses(said: str) -> list[str]:
    """The clauses of what `clauses_of` gave, one by one."""
    return _CLAUSE.split(said)


def clauses_of(text: str) -> str:
    """The same of a question, with a comma where a blank stands for one: 「我刚接手 要干啥」.

    Commands have blanks of their own, and are read by `normalise`.
    """
    return normalise(_PAUSE.sub(",", _ADDED.sub("、", _CALLED.sub(" ", text[: LONGEST * 2]).strip())))


@lru_cache(maxsize=512)  # the same sentences are said in answer again and again
def folded(text: str) -> str:
    """Bring a printed text to the same spelling; nothing in it is taken for a slip."""
    return _counted(_bare(text))


@lru_cache(maxsize=32)  # a dozen conversations look at the same message, one after the other
def _spell(text: str) -> str:
    """The work of `normalise`."""
    parted = _CIRCLED.sub("\uff0c", text).lstrip("\uff0c")
    shown = _bare(_PICTURED.sub("", _CALLED.sub(" ", unicodedata.normalize("NFKC", parted)[:LONGEST])))
    words = lexicon()
    mended = words.slipped.sub(lambda found: words.slips[found[0]], words.plainly(shown))
    return _counted(_BLANK.sub("", respelt(mended)))


def _bare(text: str) -> str:
    """Half width, small letters, simplified characters, no blanks but between Latin words."""
    shown = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).lower().translate(SIMPLIFIED)
    return _BLANK.sub("", shown.strip())


def _counted(text: str) -> str:
    """With the days and months in figures."""
    counted = _NUMERAL.sub(lambda found: str(_number(found[1])), text)
    return _DAY_ALONE.sub(lambda found: f"{_number(found[0])}日", counted)


def _number(numeral: str) -> int:
    """三 is 3, 十 is 10, 二十一 is 21."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS[ones[-1]]
    return 10 * (_DIGITS.get(tens[-1:], 1)) + _DIGITS.get(ones[:1], 0)


def blanks(found: re.Match[str]) -> str:
    """What takes the place of what was found, so that everything else keeps its own."""
    return " " * len(found[0])
