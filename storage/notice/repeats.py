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
_SHOWN = Late(r"[版件档稿]|格式|纸质|电子|书面")
_WHOLE = Late(r"(?:材料|资料)$")
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
    found = [one for one in found if not is_format(one.name)] or list(found)
    own = [one for one in found if not is_general(one.name)]
    if any(not _APART.search(one.name) for one in own):
        found = [one for one in found if one in own or (one.name in beside and not is_listed)]
    kept: dict[str, Material] = {}
    uploads = [one.name for one in found if one.kind is MaterialKind.UPLOAD]
    for material in found:
        is_again = material.kind is not MaterialKind.UPLOAD and (
            _is_shorter(material, found)
            or any(core(material.name) == core(name) for name in kept)
            or any(material.name in one for one in uploads)
        )
        if not is_again:
            kept.setdefault(material.name, material)
    return list(kept.values())


def _is_shorter(material: Material, found: Sequence[Material]) -> bool:
    """Whether another has a longer name of the same thing: 总结 beside 活动总结, 书面报告 beside 工作总结."""
    name = flatten(material.name) if _COPY.search(material.name) else core(material.name)
    others = [core(one.name) for one in found if one.name != material.name and core(one.name) != name]
    if any(other.endswith(name) for other in others):
        return True
    return bool(_PLAIN.fullmatch(name)) and any(_REPORT.search(other) for other in others)
