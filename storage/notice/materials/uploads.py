"""What is uploaded to somebody else's page; nobody here can see whether it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.notice.model import Material, MaterialKind
from storage.notice.parts.sentences import Sentence
from storage.notice.parts.structure import Part
from storage.patterns import Late

_UPLOAD = Late(
    r"将?(?P<what>[^。;,将]{2,30}?)(?:及时)?(?:上传|发布)(?:至|到)(?P<where>[^。;,]{2,40}?(?:网页"
    r"|网站|平台|系统|专栏|客户端))"
)
_REGISTERED = Late(
    r"(?:登[录陆]|注册|进入)[^。;]{2,60}?(?:网站|平台|系统|客户端)[^。;]{0,24}?(?:登记发布|发布|登记|填报上传|填报)"
    r"(?P<what>[\u4e00-\u9fff]{2,10}信息)(?=[,。;]|$)"
)
"""What is told on a page that one logs in to: 登录活动网站,登记发布活动信息."""

_DONE_WITH = Late(r"(?:后|[再可]|即可|方可)$")
"""What stands before 上传 and is no thing: 统一加盖公章后再."""


def uploads(part: Part, sentence: Sentence) -> Iterator[Material]:
    """What is uploaded to somebody else's page; nobody here can see whether it was."""
    for match in _UPLOAD.finditer(sentence.flat):
        if _DONE_WITH.search(match["what"]):
            continue
        start = sentence.start
        what = sentence.paragraph.text[start + match.start("what") : start + match.end("what")]
        where = sentence.paragraph.text[start + match.start("where") : start + match.end("where")]
        name = f"{re.sub(r'^(?:并|要|请|须|及时|将|有关|相关)+', '', what).strip()}（上传至{where.strip()}）"
        lines = sentence.lines
        yield Material(name, MaterialKind.UPLOAD, part.audience, part.level, lines)
    for match in _REGISTERED.finditer(sentence.flat):
        at = sentence.start + match.start("what")
        what = sentence.paragraph.text[at : at + len(match["what"])]
        yield Material(what, MaterialKind.UPLOAD, part.audience, part.level, sentence.lines)
