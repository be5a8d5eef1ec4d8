"""Whether what is handed in is a paper, pictures and films, or good practice that is worked out in one."""

from __future__ import annotations

from storage.notice.model import MaterialKind
from storage.patterns import Late

_MEDIA = Late(r"影像|声像|照(?:片|$)|图片|视频|音像|录像|相片|短片")
_WRITTEN = Late(r"(?:(?<!代)表|(?<![秘图])书|[函单]|总结|报告|说明|目录|台账|方案|链接)$")
"""How papers about pictures and films are called: 微视频推荐表."""

_GOOD = Late(r"(?:典型|先进|优秀|特色|好)(?:经验|案例|做法)(?:材料)?(?:\([^()]*\))?$")


def kind(name: str) -> MaterialKind:
    """Pictures and films are media, good practice is content, anything else is a paper."""
    if _MEDIA.search(name) and not _WRITTEN.search(name):
        return MaterialKind.MEDIA
    return MaterialKind.CONTENT if _GOOD.search(name) else MaterialKind.DOCUMENT
