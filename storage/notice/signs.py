"""Signs folded one for one, the numbers that begin a paragraph, and the room that a text takes on a line."""

from __future__ import annotations

import re
import unicodedata

_TRADITIONAL = str.maketrans(
    "報電話郵縣區協會學術們關開與於單點時間為將請據導並聯繫係辦廳處長負責號請發給後從內無對應門務領題動結總項類體實現據項層級審"
    "閱製製證書選薦團來優業產廣傳視頻圖資錄經驗見議條讓邊這個員專屬財險統計劃設備參與軟國華東環農醫藥護衛紀檢監蘇眾歡",
    "报电话邮县区协会学术们关开与于单点时间为将请据导并联系系办厅处长负责号请发给后从内无对应门务领题动结总项类体实现据项层级审"
    "阅制制证书选荐团来优业产广传视频图资录经验见议条让边这个员专属财险统计划设备参与软国华东环农医药护卫纪检监苏众欢",
)
_SIGNS = str.maketrans(
    "﹝﹞〔〕［］【】—–－‐−～〜：；，．！？（）“”‘’　\u00a0", "〔〕〔〕〔〕〔〕-----~~:;,.!?()\"\"''  "
)
NUMBERED = re.compile(
    r"\s*(?:(?P<one>第?[一二三四五六七八九十]{1,3})[、.](?!\d)"
    r"|\((?P<two>[一二三四五六七八九十]{1,3})\)"
    r"|(?P<three>\d{1,2})(?:[、.](?!\d)|\)|\s+(?=[\u4e00-\u9fff])(?![年月日号时点分个名份项条次届家人位万元周天楼室层幅篇张至到]))"
    r"|\((?P<four>\d{1,2})\))"
)
"""A paragraph's number at any depth, in flat text; 9 日 and 10 家 are no numbers of paragraphs."""

_DEPTHS = ("one", "two", "three", "four")
_LAST_NARROW = "\u024f"


def numbered_depth(match: re.Match[str]) -> int:
    """How deep a paragraph's number stands: 一、 is 1, (一) 2, 1. 3, (1) 4."""
    return next(depth for depth, name in enumerate(_DEPTHS, 1) if match[name])


def flatten(text: str) -> str:
    """Fold width, brackets, dashes and common traditional characters, one character for one."""
    narrow = "".join(folded if len(folded := unicodedata.normalize("NFKC", c)) == 1 else c for c in text)
    return narrow.translate(_SIGNS).translate(_TRADITIONAL)


def width(text: str) -> int:
    """The room a text takes on a line, in half characters: a Chinese sign takes two, a latin letter one."""
    return sum(2 if character > _LAST_NARROW else 1 for character in text)
