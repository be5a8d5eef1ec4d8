"""Signs folded one for one, the numbers that begin a paragraph, and the room that a text takes on a line."""

from __future__ import annotations

import re
import unicodedata

from storage.notice.text.traditional import SIMPLIFY
from storage.patterns import Late

_SIGNS = str.maketrans(
    "﹝﹞〔〕［］【】—–－‐−～〜：；，．！？（）“”‘’　\u00a0", "〔〕〔〕〔〕〔〕-----~~:;,.!?()\"\"''  "
)
_STOP = Late(r"\.(?<=[\u4e00-\u9fff]\.)(?<![一二三四五六七八九十]\.)(?=[\u4e00-\u9fff]|\s*$|\s*\(\d{1,2}\))")
"""A full stop typed as a latin one: 上报市局.逾期不予受理."""

_LETTER_O = Late(r"(?<![A-Za-z\d])[12](?=[\dOo]{3}\s*年)\d?[\dOo]{2,3}")
"""A year in which the letter stands for nought: 2O2O年."""

NUMBERED = Late(
    r"\s*(?:(?P<one>第?[一二三四五六七八九十]{1,3})(?:、|\.(?!\d))"
    r"|\((?P<two>[一二三四五六七八九十]{1,3})\)"
    r"|(?P<three>\d{1,2})(?:[、.](?:(?!\d)|(?=\d{1,2}月\d|20\d\d年\d))|\)|\s+(?=[\u4e00-\u9fff])(?![年月日号时点分个名份项条次届家人位万元周天楼室层幅篇张至到]))"
    r"|\((?P<four>\d{1,2})\)"
    r"|(?P<five>\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[\u4e00-\u9fff])(?![年月日号时点分个名份项万亿元倍米吨升]))"
)
"""A paragraph's number at any depth, in flat text; 9 日 and 10 家 are no numbers of paragraphs."""

_DEPTHS = ("one", "two", "three", "four", "five")
_LAST_NARROW = "\u024f"


class _Folding(dict[int, str]):
    """What each character is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        narrow = unicodedata.normalize("NFKC", chr(code))
        folded = (narrow if len(narrow) == 1 else chr(code)).translate(_SIGNS).translate(SIMPLIFY)
        return self.setdefault(code, folded) if len(self) < _MOST_FOLDED else folded


_MOST_FOLDED = 20_000
"""More characters than all notices have; what a hostile text has beyond them is not kept."""

_FOLDED = _Folding()


def numbered_depth(match: re.Match[str]) -> int:
    """How deep a paragraph's number stands: 一、 is 1, (一) 2, 1. 3, (1) 4, 4.1 5."""
    return next(depth for depth, name in enumerate(_DEPTHS, 1) if match[name])


def flatten(text: str) -> str:
    """Fold width, brackets, dashes and common traditional characters, one character for one."""
    folded = _STOP.sub("。", text.translate(_FOLDED))
    return _LETTER_O.sub(lambda year: re.sub("[Oo]", "0", year[0]), folded) if "年" in folded else folded


def width(text: str) -> int:
    """The room a text takes on a line, in half characters: a Chinese sign takes two, a latin letter one."""
    return sum(2 if character > _LAST_NARROW else 1 for character in text)
