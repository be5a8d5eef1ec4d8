"""Texts that would do harm if they were shown as they are written, and texts of all scripts: for every platform that shows."""

from __future__ import annotations

import random
import re

HOSTILE = (
    "<@all>", "<@zhang>", "@all", "@所有人", "＜@all＞", "<＠all>", "&lt;@all&gt;", "&#64;all", "<@\u200ball>", "< @all >",
    "[点我](https://evil.com)", "![图](http://evil.com/a.png)", "[a][b]", "[b]: https://evil.com", "[x]( javascript:alert(1) )",
    "<a href=https://evil.com>x</a>", "<img src=x>", "<https://evil.com>", '<font color="info">x</font>', "<think>x</think>",
    "https://evil.com", "HTTP://EVIL.COM/A", "ftp://evil.com", "wxwork://jump", "weixin://dl/x", "mailto:a@evil.com", "tel:110",
    "javascript:alert(1)", "data:text/html,x", "www.evil.com", "WWW.EVIL.CN", "evil.com", "a.evil.com/path", "evil.zip/x", "看evil.cn吧",
    "www.a@evil.com", "x@www.evil.com", "https://baosong.example.evil.com", "https://baosong.example@evil.com", "https:\\\\evil.com", "https:/\u200b/evil.com", "//evil.com",
    "# 标题", "> 引用", "- 项", "1. 项", "---", "===", "```\ncode\n```", "**粗**", "__粗__", "~~删~~", "`码`", "| a | b |\n| --- | --- |",
    "    code", "\tcode", "\\[x\\](y)", "\u202e<@all>", "\r[x](http://e.cn)", "\u2028# x", "\x00\x1b[31m", "\ud800", "{{x}}", "${x}", "[微笑]",
    '<at user_id="all"></at>', '<at user_id="ou_a1">张</at>', "<at id=all></at>", "<at id=ou_a1></at>", "<AT email=a@b.cn></AT>", "@_all", "@_user_1",
    "<person id='ou_a1'></person>", "<link url='https://evil.com'>x</link>", "<a href='https://evil.com'></a>", "<font color='red'>x</font>",
    "<local_datetime link='https://evil.com'></local_datetime>", "<number_tag url='https://evil.com'>1</number_tag>", "<text_tag color='red'>x</text_tag>",
    "&#60;at id=all&#62;&#60;/at&#62;", "&lt;at user_id=all&gt;", "＜at id=all＞", "[电话](tel://110)", ":DONE:", "<br>", "<hr/>", "![x](img_v3_1)", "<b>x", "</at>",
    "<audio file_key='file_1'>", "<raw>x</raw>", "<at\nid=all></at>", "<at ids=ou_a1,all></at>", "$urlVal", "[x]($urlVal)",
)  # fmt: skip
MENTION = re.compile(r"<\s*@|@\s*(?:all|所有人)\b|&#?\w+;", re.IGNORECASE)
LINK = re.compile(
    r"[\[\]<>]|[a-z][a-z0-9+.-]*:\S|://|www\.|(?<![@\w.-])[a-z0-9-]+\.(?:com|cn|net|org|zip(?=/))\b",
    re.IGNORECASE,
)
STRUCTURE = re.compile(r"^ {0,3}(?:#|[-+=]|\d+[.)]\s|(?:\t| {4})(?=.*\S))|[*_`~\\]", re.MULTILINE)


def hostile(seed: int) -> str:
    """Between one and four bad texts in a row, among words, cut somewhere."""
    chance = random.Random(seed)
    bits = [chance.choice((*HOSTILE, "总结", "，", " ", "\n")) for _ in range(chance.randint(1, 5))]
    return "".join(bits)[: chance.choice((None, None, 7, 12))]


SCRIPTS = {
    "chinese": "各县级市（区）科协、各市级学会请于6月9日前报送工作总结和影像资料。报送时间以通知原文为准，逾期由处室确定！",
    "no stops": "报送材料清单" * 9,
    "emoji": "👨‍👩‍👧‍👦🏳️‍🌈👍🏽🇨🇳🇫🇷❤️‍🔥🧑🏿‍🚀1️⃣",
    "tibetan": "བོད་ཡིག་གི་ཡིག་ཆ་འདི་རྒྱུགས་སྤྲོད་བྱེད་དགོས། རྒྱལ་ཁབ་ཀྱི་ཚན་རིག།",
    "uyghur": "خىزمەت خۇلاسىسى ۋە سۈرەتلەرنى يوللاڭ؛ ۋاقتى 6-ئاينىڭ 9-كۈنىدىن بۇرۇن.",
    "arabic": "يُرجى إرسالُ مُلخَّصِ العملِ والصُّورِ قبلَ يومِ الجمعةِ؟",
    "mongolian": "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ᠌᠎ᠦᠨ ᠠᠵᠢᠯ ᠤᠨ ᠲᠣᠶᠢᠮᠤ᠃ ᠵᠢᠷᠤᠭ᠂",
    "marks": "e\u0301\u0323a\u0308o\u0302\u0309 Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334a\u0315l\u0321g\u031bo\u0322",
    "korean": "각하한글" + "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "thai": "กรุณาส่งรายงานก่อนวันศุกร์ที่ ๙ มิถุนายน",
    "latin": "supercalifragilistic" * 5 + ". ",
}
