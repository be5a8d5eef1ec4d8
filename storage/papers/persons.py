"""Lines that may not leave the house as they are: who was given psychological support, where visited people live.

Psychological support leaves as totals without names, and the addresses of those who were visited stay here (PIPL 28:
health is sensitive, and so is a home). Those who gave support or spoke about it are named as everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from storage.papers.figures import figures
from storage.papers.surnames import COMMON, DOUBLE_SURNAMES, SURNAMES
from storage.patterns import Late

_SUPPORT = Late(
    r"心理(?:健康)?(?:辅导|咨询|疏导|援助|干预|支持|治疗|测评|个案|访谈|关怀|服务|热线)|压力舒缓|减压|情绪疏导|沙盘"
)
_VISIT = Late(r"走访|慰问|看望|探望|家访|登门|上门")
_NAME = rf"(?:{DOUBLE_SURNAMES}|[{SURNAMES}])(?!某)[\u4e00-\u9fff]{{1,2}}"
_TITLE = r"同志|老师|先生|女士|小姐|教授|博士|工程师|研究员|同学|职工|院士"
_NAMED = (
    Late(rf"(?P<name>{_NAME}?)(?={_TITLE})"),
    Late(rf"(?P<name>{_NAME}?)[ （(,，|\t]{{1,2}}(?:[男女](?![\u4e00-\u9fff])|\d{{1,2}}岁)"),
    Late(
        rf"(?:姓名|来访者|来访人|咨询者|求助者|当事人|患者|(?:服务|辅导|咨询|援助)?对象)[：:为是]?\s{{0,2}}(?P<name>{_NAME}?)"
        r"(?![\u4e00-\u9fff])"
    ),
    Late(rf"[为对给与帮](?P<name>{_NAME}?)(?=进行|开展|提供|做了?|作了?|实施|的?心理)"),
    Late(rf"(?P<name>{_NAME}?)、(?={_NAME}?(?:、|等|和|共|开展|进行|提供|实施|接受|[，。；]|$))"),
)
_FRAMED = (
    Late(r"(?:姓名|来访者|来访人|咨询者|求助者|当事人)[：:]\s{0,2}(?P<name>[\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"),
    Late(r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,4})[ （(,，|\t]{1,2}(?:[男女](?![\u4e00-\u9fff])|\d{1,2}岁)"),
    Late(r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{1,3})(?=女士|小姐)"),
    Late(r"(?P<name>[\u4e00-\u9fff]{2,8}[·•][\u4e00-\u9fff]{2,8})"),
    Late(rf"[为对给与帮](?P<name>[小老阿][{SURNAMES}])(?=同学|同志|进行|开展|提供|做了?|作了?|实施|的?心理)"),
)
"""Where a name stands whatever its first sign is: beside its label, its sex or age, with a dot inside, 小李."""

_NO_NAME = Late(
    r".*(?:[某者们员生工民众友警师长]|人员|单位|企业|学校|社区|部门|家属|家长|骨干|干部|代表|对象|青年|老人|儿童|个案|匿名|保密|从略|不详)"
    r"|[各这那该两几]?[一二两三四五六七八九十]?位?|性别|年龄|职务|电话"
)
_GIVES = Late(r"邀请|特邀|聘请|专家|咨询师|讲师|主讲|授课|主持|由$")
_SENTENCE = Late(r"[^。；！？]*[。；！？]?")
_BEFORE = 12
_AND_OTHERS = Late(r"[等共](?P<number>\d{1,5})(?:名|位)?人")
_HOME = Late(
    r"(?:(?:家住|住在|现住|住址|家庭(?:住|地)址|地址)(?:为|是|在)?[：:]?[^，。；\s]{3,40}"
    r"|[\u4e00-\u9fff\d]{0,16}(?:小区|新村|花园|公寓|家园|苑|里|路|街|巷|弄|村)[\u4e00-\u9fff\d－—-]{0,12}?"
    r"\d{1,4}(?:号楼|幢|栋|单元|室)[\d\u4e00号楼幢栋单元室－—-]{0,12})"
)
_LONGEST = 2_000
WITHHELD = "姓名从略"
_HIDDEN_HOME = "（住址从略）"


def is_support(words: str) -> bool:
    """Whether words are about psychological support that was given; a lecture about health of the mind is none."""
    return _SUPPORT.search(words) is not None


def leaving(lines: Sequence[str], about: str = "") -> tuple[str, ...]:
    """Return the lines as they may leave the house; the very same where nothing in them stays here.

    A sentence that names somebody who was given support leaves as its totals; of a paper which is `about` such support
    (its title, its name), every sentence counts as one of it.
    """
    is_all = is_support(about)
    return tuple(_leaving(line, is_item=is_all) for line in lines)


def _leaving(line: str, *, is_item: bool) -> str:
    """A line, sentence by sentence: what follows on support in the same line is about it too."""
    if is_item or is_support(line):
        left, is_about = [], is_item
        for sentence in _SENTENCE.findall(line):
            is_about = is_about or is_support(sentence)
            left.append(totals(sentence) if is_about and _names(sentence[:_LONGEST]) else sentence)
        line = "".join(left)
    return _HOME.sub(_HIDDEN_HOME, line) if _VISIT.search(line) else line


def totals(words: str) -> str:
    """What words say of support in numbers: （心理支持：2场次、120人次，姓名从略）."""
    counted: Counter[str] = Counter()
    for figure in figures([words]):
        counted[figure.kind] += figure.number
    if not counted["人次"] and (named := _AND_OTHERS.search(words)):
        counted["人次"] = int(named["number"])
    said = "、".join(f"{number}{kind}" for kind, number in counted.items() if number and kind != "媒体报道")
    return f"（心理支持{f'：{said}' if said else ''}，{WITHHELD}）"


def _names(line: str) -> bool:
    """Whether somebody is named who does not give the support: by a surname, or where a name stands whatever it is."""
    framed = (found for pattern in _FRAMED for found in pattern.finditer(line) if not _NO_NAME.fullmatch(found["name"]))
    named = (found for pattern in _NAMED for found in pattern.finditer(line))
    return any(
        not COMMON.fullmatch(found["name"]) and not _GIVES.search(line[max(0, found.start() - _BEFORE) : found.start()])
        for found in chain(named, framed)
    )
