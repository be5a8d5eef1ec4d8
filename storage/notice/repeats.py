"""Which of the materials found say only again what others say: formats, general words, shorter names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from storage.notice.model import Material, MaterialKind
from storage.notice.naming import core
from storage.notice.signs import flatten
from storage.patterns import Late

_FORMAT = Late(
    r"(?:以上附件|附件(?=[电纸])|纸质|电子|jpe?g|JPE?G|png|PNG|mp4|MP4|书面|扫描|盖章|签字|签章|可编辑|[Ww]ord|WORD|PDF|pdf|Excel|EXCEL|原件|复印件|版本?|件|档|[初定终]稿(?=[电纸版])|稿件?|文[档本件]|材料|资料|格式"
    r"|表格|的|及|和|与|或|、)+"
)
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

_COPY = Late(r"(?:复印件|原件|扫描件)$")


def is_format(name: str) -> bool:
    """Whether a name is only a format of something named beside it: 盖章版扫描件, 电子版材料."""
    flat = flatten(name)
    return bool(_FORMAT.fullmatch(flat) and _SHOWN.search(flat))


def is_copy(name: str) -> bool:
    """Whether a name is that of an electronic copy of what is handed in on paper: 电子版, 以上材料电子版."""
    return is_format(name) and "电子" in name and not _ON_PAPER.search(name)


def is_general(name: str) -> bool:
    """Whether a name stands for all that is handed in: 申报材料, 拟推荐人选的电子版材料."""
    flat = flatten(name)
    return bool(_WHOLE.search(re.sub(r"的?(?:电子|纸质)[版档]$", "", flat)) and not _SPECIFIC.search(flat))


def without_formats(named: Sequence[str]) -> list[str]:
    """The names without those of formats, unless nothing else is named."""
    return [name for name in named if not is_format(name)] or list(named)


def once(found: Sequence[Material], beside: Collection[str], *, is_listed: bool) -> list[Material]:
    """Each material once; what stands for those listed one by one, or is part of an upload, is none of its own.

    `beside` has the general names that an enumeration puts beside papers: 推荐文件和申报材料 are two.
    """
    found = [one for one in found if not is_format(one.name) or _is_apart(one.name, found, beside)] or list(found)
    own = [one for one in found if not is_general(one.name)]
    if any(not _APART.search(one.name) for one in own):
        found = [one for one in found if not is_general(one.name) or (one.name in beside and not is_listed)]
    kept: dict[str, Material] = {}
    uploads = [one.name for one in found if one.kind is MaterialKind.UPLOAD]
    for material in found:
        is_again = material.kind is not MaterialKind.UPLOAD and (
            _is_shorter(material, found)
            or any(_is_same(material.name, name) for name in kept)
            or any(material.name in one for one in uploads)
        )
        if not is_again:
            kept.setdefault(material.name, material)
    return list(kept.values())


def _is_same(name: str, other: str) -> bool:
    """Whether two names are one paper's: 企业申报材料 is 纸质申报材料, and no other than 申报材料电子版 is."""
    if core(name) == core(other):
        return True
    if not (is_general(name) and is_general(other)) or ("电子" in name) != ("电子" in other):
        return False
    return _OF_ALL.sub("", core(name)) == _OF_ALL.sub("", core(other))


def _is_apart(name: str, found: Sequence[Material], beside: Collection[str]) -> bool:
    """Whether a format is sent apart from papers that are named: 电子版 beside them, 纸质材料 beside their 电子版."""
    formats = [other for other in beside if is_format(other)]
    if name not in formats:
        return False
    if is_copy(name):
        return not any("纸" in other for other in formats)
    is_paper = "纸" in name and "电子" not in name
    return is_paper and not any(map(is_copy, formats)) and any(_ELECTRONIC.search(one.name) for one in found)


def _is_shorter(material: Material, found: Sequence[Material]) -> bool:
    """Whether another has a longer name of the same thing: 总结 beside 活动总结, 书面报告 beside 工作总结."""
    if is_general(material.name):
        return any(len(one.name) < len(material.name) and _is_same(one.name, material.name) for one in found)
    if (bare := _PAPER.sub("", core(material.name))) != core(material.name):
        beside = [
            core(one.name) for one in found if set(one.source) & set(material.source) and one.name != material.name
        ]
        if any(other.endswith(bare) and other != bare for other in beside):
            return True
    name = flatten(material.name) if _COPY.search(material.name) else core(material.name)
    others = [core(one.name) for one in found if one.name != material.name and core(one.name) != name]
    if any(other.endswith(name) or other == f"{name}书" for other in others):
        return True
    return bool(_PLAIN.fullmatch(name)) and any(_REPORT.search(other) for other in others)
