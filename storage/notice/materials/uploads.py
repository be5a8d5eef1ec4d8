"""What is uploaded to somebody else's page; nobody here can see whether it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.notice.materials.naming import names
from storage.notice.model import Material, MaterialKind
from storage.notice.parts.sentences import Sentence
from storage.notice.parts.structure import Part
from storage.patterns import Late

_UPLOAD = Late(
    r"将?(?P<what>[^。;,将]{2,30}?)(?:统一)?(?:打包|压缩|扫描|及时)?后?(?:上传|发布)(?:至|到)(?P<where>[^。;,]{2,40}?(?:网页"
    r"|网站|平台|系统|专栏|客户端))"
)
_ON_A_PAGE = Late("(?:上传|发布)[至到]")
"""What makes it worth while to look for it: what it looks back upon is long."""

_REGISTERED = Late(
    r"(?:登[录陆]|注册|进入)[^。;]{2,60}?(?:网站|平台|系统|客户端)[^。;]{0,24}?(?:登记发布|发布|登记|填报上传|填报)"
    r"(?P<what>[\u4e00-\u9fff]{2,10}信息)(?=[,。;]|$)"
)
"""What is told on a page that one logs in to: 登录活动网站,登记发布活动信息."""

_POSTED = Late(
    r"(?:把|请[^。;]{0,40}?将)(?P<what>[^。;,将把]{2,30}?)(?:[于在]\d[^,。;]{2,12}?)?(?:发布|公布|刊登)(?:在|到|至)"
    r"(?P<where>[^。;,]{2,40}?(?:网页|网站|平台|系统|专栏|客户端))"
)
"""What is shown on somebody's page: 把活动情况于9月20日发布在区科协网站."""

_THROUGH = Late(
    r"(?:^|[,。;:)\s])(?P<what>[^,。;:()将把\s]{2,24}?)(?:[须应请均]|直接|统一|一律){0,3}(?:通过|经由?|在)"
    r"(?P<where>[^,。;:()]{2,24}?(?:系统|平台|网站))(?:中|上|内)?(?:[于在]\d[^,。;]{2,12}前)?(?:直接|在线|统一|进行)?"
    r"(?:提交|填报|报送|上报|上传|录入)"
)
"""What is handed in through a page: 提名材料直接通过管理信息系统提交."""

_CHOSEN = Late(
    r"登[录陆][^。;]{2,60}?选择\"(?P<what>[^\"]{4,40})\"(?:栏目?|模块|项目?|专栏|板块)?[^,。;]{0,6}?(?:进行|在线)?(?:填报|申报|填写)"
)
"""What is chosen on a page and filled in there."""

_KEYED = Late(
    r"(?P<what>(?:同步|同时)(?:录入|填入|填报)\s*\"[^\"]{4,30}(?:系统|平台)\")|做好(?P<work>\"[^\"]{2,30}(?:系统|平台)\"[^,。;]{0,4}?"
    r"(?:报送|填报|申报|录入|上报))工作|在(?:[^,。;:()]{2,30}?(?:系统|平台|网站))(?:中|上|内)?(?:[于在]\d[^,。;]{2,12}前)?完成(?P<step>审核提交|审核上报|在线[填申]报|网[上络][填申]报)"
)
"""What is entered on a page beside what is handed in: 同步录入"灌溉管理信息系统"."""

_ONLINE = Late(
    r"(?P<what>(?:网上|网络|在线)(?:申报|填报|提交|报送)(?:材料|资料)?)(?:的?截止|期(?=为|限|:)|时间为)"
    r"|(?:采[取用]|实行)(?P<way>网[上络](?:申报|填报))(?:的?方式)|(?:[由请][^,。;:]{2,30}在|自行进行)(?P<done>网[上络](?:申报|填报))(?=工作|[,。;])"
)
"""That all is filled in on a page: 网上申报截止时间为."""

_NAMED = (_CHOSEN, _KEYED, _ONLINE)
_DONE_WITH = Late(r"(?:后|[再可]|即可|方可)$")
"""What stands before 上传 and is no thing: 统一加盖公章后再."""


def uploads(part: Part, sentence: Sentence) -> Iterator[Material]:
    """What is uploaded to somebody else's page; nobody here can see whether it was."""
    for match in _UPLOAD.finditer(sentence.flat) if _ON_A_PAGE.search(sentence.flat) else ():
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
    for name in dict.fromkeys(_named(sentence)):
        yield Material(name, MaterialKind.UPLOAD, part.audience, part.level, sentence.lines)


def _named(sentence: Sentence) -> Iterator[str]:
    """What is filled in or shown on a page, as it is printed."""
    flat, shown = sentence.flat, sentence.paragraph.original
    for match in _POSTED.finditer(flat):
        yield f"{shown(match['what'])}（发布在{shown(match['where'])}）"
    for match in _THROUGH.finditer(flat):
        for name in names(match["what"]):
            yield f"{shown(name)}（通过{shown(match['where'])}提交）"
    for pattern in _NAMED:
        for match in pattern.finditer(flat):
            yield from (shown(said) for said in match.groups() if said)
