"""Which of the materials found say only again what others say: formats, general words, shorter names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from storage.notice.materials.naming import LONGEST, core
from storage.notice.model import Material, MaterialKind
from storage.notice.text.signs import flatten
from storage.patterns import Late

_FORMAT = Late(
    r"(?:以上附件|附件(?=[电纸])|(?:电脑)?打印(?=[件稿])|纸质|电子|jpe?g|JPE?G|png|PNG|mp4|MP4|书面|扫描|盖章|签字|签章|可编辑|[Ww]ord|WORD|PDF|pdf|Excel|EXCEL|原件|复印件|版本?|件|档|[初定终]稿(?=[电纸版])|稿件?|文[档本件]|材料|资料|格式"
    r"|表格|的|及|和|与|或|、)+"
)
_OF_THEM_ALL = Late(
    r"(?:^(?:以上|上述|前述)(?:全部|所有)?|(?:及|和)(?:其[他它]|相关|有关))(?:各项)?(?:材料|资料|附件|文件|表格)的?电子(?:版本?|文[档本件]|稿|档|材料)$"
)
"""The electronic copy of all that is handed in, asked for by itself: 以上材料的电子版, 总结及相关材料的电子版."""

_PAPER = Late(r"^(?:纸质版?|电子版?|盖章版)的?(?=..)")
_OF_ALL = Late(r"^(?:全部|所有|纸质|企业|项目|单位|推荐)+")
_ELECTRONIC = Late(r"电子[版稿档]$")
_ON_PAPER = Late(r"纸|盖章|扫描|表格|[初定终]稿")
_SHOWN = Late(r"[版件档稿]|格式|纸质|电子|书面")
_WHOLE = Late(r"(?:材料|资料)$|^表格$")
_SPECIFIC = Late(
    r"证明|佐证|支撑|印证|事迹|[影声音录]像|文字|宣传|汇报|发言|交流|总结|辅助|补充|其[他它]|附件|图片|照片|视频|说明|新闻"
    r"|案例|基础|活动|技术|学习|报道|培训|会议|原始|背景|成果|业绩|获奖|荣誉|身份|资质"
)
"""What tells one sort of papers from what is handed in altogether: 佐证材料, against 申报材料."""

_PLAIN = Late(r"书面(?:总结|报告|材料|意见)")
_REPORT = Late(r"(?:总结|报告)$")
_APART = Late(r"(?:名单|意愿|意向|回执|联[系络][人员][^的]*|作品|信息)$")
"""What is handed in apart from all other papers and is none of them."""

_COPY = Late(r"(?:复印件|(?<!版)原件|扫描件)$")


@lru_cache(maxsize=1024)  # each name is asked for its kind again and again
def is_format(name: str) -> bool:
    """Whether a name is only a format of something named beside it: 盖章版扫描件, 电子版材料."""
    flat = flatten(name)
    return bool(_FORMAT.fullmatch(flat) and _SHOWN.search(flat) and not _OF_THEM_ALL.search(flat))


def is_copy(name: str) -> bool:
    """Whether a name is that of an electronic copy of what is handed in on paper: 电子版, 以上材料电子版."""
    return is_format(name) and "电子" in name and not _ON_PAPER.search(name)


@lru_cache(maxsize=1024)
def is_general(name: str) -> bool:
    """Whether a name stands for all that is handed in: 申报材料, 拟推荐人选的电子版材料."""
    flat = flatten(name)
    is_whole = bool(_WHOLE.search(re.sub(r"的?(?:电子|纸质)(?:版本?|文?档|稿)$", "", flat)))
    return is_whole and not (_SPECIFIC.search(flat) or _OF_THEM_ALL.search(flat))


def without_formats(named: Sequence[str]) -> list[str]:
    """The names without those of formats, unless nothing else is named."""
    return [name for name in named if not is_format(name)] or list(named)


def once(found: Sequence[Material], beside: Collection[str], *, is_listed: bool, is_online: bool) -> list[Material]:
    """Each material once; what stands for those listed one by one, or is part of an upload, is none of its own.

    `beside` has the general names that an enumeration puts beside papers: 推荐文件和申报材料 are two. Where all is
    filled in online, what comes on paper is apart.
    """
    apart = _apart(beside, has_copy=is_online or any(_ELECTRONIC.search(one.name) for one in found))
    found = [one for one in found if not is_format(one.name) or one.name in apart] or list(found)
    own = [one for one in found if not is_general(one.name)]
    if any(not _APART.search(one.name) for one in own):
        found = [one for one in found if not is_general(one.name) or (one.name in beside and not is_listed)]
    names = _Names(found)
    uploads = "\n".join(one.name for one in found if one.kind is MaterialKind.UPLOAD)
    kept: dict[str, Material] = {}
    known: set[object] = set()
    for material in found:
        meant = _meant(material.name)
        is_again = names.has_longer(material) or not known.isdisjoint(meant) or material.name in uploads
        if material.kind is MaterialKind.UPLOAD or not is_again:
            kept.setdefault(material.name, material)
            known.update(meant)
    return list(kept.values())


def _meant(name: str) -> list[object]:
    """What a name shares with every other of one paper: 企业申报材料 is 纸质申报材料, and no 申报材料电子版."""
    said = core(name)
    return [(_OF_ALL.sub("", said), "电子" in name)] if is_general(name) else [said]


def _apart(beside: Collection[str], *, has_copy: bool) -> set[str]:
    """The formats sent apart from papers that are named: 电子版 beside them, 纸质材料 beside their 电子版."""
    formats = set(filter(is_format, beside))
    copies = set(filter(is_copy, formats))
    if copies:
        return set() if any("纸" in name for name in formats) else copies
    return {name for name in formats if has_copy and "纸" in name and "电子" not in name}


class _Names:
    """What all that was found is called, to tell who has a longer name of the same thing."""

    def __init__(self, found: Sequence[Material]) -> None:
        self._shortest: dict[object, int] = {}
        self._endings: set[str] = set()
        self._reports: set[str] = set()
        self._beside: set[tuple[int, str]] = set()
        for one in found:
            self._take(one, core(one.name))

    def _take(self, one: Material, said: str) -> None:
        for meant in _meant(one.name):
            self._shortest[meant] = min(len(one.name), self._shortest.get(meant, len(one.name)))
        self._endings.update(_endings(said))
        if said.endswith("书"):
            self._endings.add(said[:-1])
        if _REPORT.search(said):
            self._reports.add(said)
        self._beside.update((line, ending) for line in one.source for ending in _endings(_PAPER.sub("", said)))

    def has_longer(self, material: Material) -> bool:
        """Whether another says more of the same thing: 活动总结 than 总结, 工作总结 than 书面报告."""
        if is_general(material.name):
            return any(self._shortest[meant] < len(material.name) for meant in _meant(material.name))
        said = core(material.name)
        bare = _PAPER.sub("", said)
        if bare != said and any((line, bare) in self._beside for line in material.source):
            return True
        name = flatten(material.name) if _COPY.search(material.name) else said
        is_other = len(self._reports) > (name in self._reports)
        return name in self._endings or (is_other and bool(_PLAIN.fullmatch(name)))


def _endings(name: str) -> Iterator[str]:
    """How a name ends, at most as long as names are."""
    return (name[at:] for at in range(max(1, len(name) - LONGEST), len(name)))
