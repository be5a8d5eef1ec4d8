"""What is handed in: documents, pictures and films, what is worked out inside them, what is uploaded elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from storage.notice import words
from storage.notice.duties import Sentence, binding_sentences
from storage.notice.model import Deadline, Material, MaterialKind
from storage.notice.signs import flatten
from storage.notice.structure import Part

_BARE = r"(?<![申填预简汇通登海公年快电情周月推呈])报(?![名告表到送考批刊社纸销道酬价])"
_VERB = (
    r"(?<!不再)(?<!无需)(?<!不需)(?<!无须)(?:报送|上报|提交|递交|送交|寄送|发送|反馈|填报|填写|提供|打印"
    rf"|{_BARE})"
)
_SENT = rf"(?:发送|报送|上报|提交|递交|分送|寄送?|送(?!审)|反馈|{_BARE}|(?<!提)交(?!流|通)|发(?!展|布|现))"
_MANNER = r"(?:在线|统一|一并|分别|按要求|汇总后?|(?:签字|签章)?盖章后?|打包|及时|书面|按时)"
_OBJECT = re.compile(
    rf"{_VERB}(?!时间|日期|方式|单位|渠道|要求|内容|至|到|给|我)\s*(?:以下|下列)?"
    r"(?P<what>[^。;,:]{2,60}?)(?=$|[。;,:]|\s*截[止至]|(?:报送|上报|提交|发送|寄)?(?:至|到|给)(?!少|多))"
)
_TAKEN = re.compile(
    rf"将(?!在|会|对|由|以|继续|适时|通过|组织|开展)(?P<what>[^。;将]{{2,110}}?)\s*{_MANNER}*\s*{_SENT}(?![和及、])"
)
_LEADING = re.compile(
    r"(?:^|[。;,])\s*(?:各?单位|上述|以上)?(?P<what>[^。;,]{{2,40}}?),?\s*(?:请?[于在].{{2,16}}前,?)?\s*(?:报送|寄送?|送|交)(?:至|到|相关|有关)"
)
_FORM = re.compile(
    r"(?:填写|填报|提交|报送|上报|填好|附)[^。;《]{0,12}《(?P<what>[^《》]{2,60}(?:表|书|报告|清单|名单|函))》"
)
_UPLOAD = re.compile(
    r"将?(?P<what>[^。;,将]{2,30}?)(?:及时)?(?:上传|发布)(?:至|到)(?P<where>[^。;,]{2,40}?(?:网页|网站|平台|系统|专栏|客户端))"
)
_CONTENT = re.compile(
    r"(?:梳理|总结|提炼|挖掘|形成|报送)(?:梳理|总结|提炼)?(?P<good>(?:典型|先进|优秀)?(?:经验(?:做法)?|案例|做法))|提出(?P<idea>(?:有关|相关|合理化)?(?:意见|对策)?(?:和)?建议)"
)
_GOOD = re.compile(r"(?:典型|先进|优秀|好)(?:经验|案例|做法)")
_MEDIA = re.compile(r"影像|照片|图片|视频|音像|录像|相片|短片")
_THING = re.compile(
    r"(?:总结|报告|信息|资料|材料|照片|图片|视频|影像|名单|汇总表?|(?<!代)表(?!扬|彰|现|示|达)|书|方案|计划|作品|数据|情况|附件\d*|简历|案例|论文"
    r"|文稿|链接|清单|台账|统计|电话|联系人|证明|复印件|原件|电子版|扫描件|职务|经验|建议)(?:\([^()]*\))?(?:一式.{1,2}份)?$"
)
_NOT_THING = re.compile(
    r"^(?:有关|相关)?(?:事项|规定|要求|通知|精神|工作|任务|条件|信息|材料|资料|情况|数据)$"
    r"|管理办法|法律|政策$|根据|按照|要求|完成|遴选|不得|应当|通知中?$"
)
_LEAD = re.compile(
    r"^(?:本单位的?|本地区的?|本部门的?|以下|有关|相关|下列|如下|各自|我[市省区]|全部的?|和|及|以及|并|经审核的|由)(?=.{2})"
)
_QUANTITY = re.compile(r"(?:等(?:相关)?(?:材料|资料|内容)?|(?:各?一式)?[一二三两四五六\d]+份)$")
_MOST = 40


def materials(part: Part, deadlines: Sequence[Deadline]) -> list[Material]:
    """Return what a level asks for, once each, with whom it is asked of."""
    found: list[Material] = []
    for sentence in binding_sentences(part):
        if not re.search(r"报|交|寄|送|填|传|反馈|梳理|提出|总结", sentence.flat):
            continue
        found += _uploads(part, sentence)
        found += _things(part, sentence, deadlines)
        found += _contents(part, sentence)
    return _once(found)[:_MOST]


def _things(part: Part, sentence: Sentence, deadlines: Sequence[Deadline]) -> Iterator[Material]:
    """Documents and media: the objects of verbs that hand in."""
    lines = sentence.paragraph.lines(sentence.start, sentence.end)
    if not any(set(d.source) & set(lines) for d in deadlines) and not re.search(
        r"报送|上报|提交|寄|填报", sentence.flat
    ):
        return
    audience = next((d.audience for d in deadlines if set(d.source) & set(lines)), part.audience)
    for pattern in (_TAKEN, _OBJECT, _LEADING, _FORM):
        for match in pattern.finditer(sentence.flat):
            start, end = (sentence.start + at for at in match.span("what"))
            for name in _names(sentence.paragraph.text[start:end]):
                yield Material(name, _kind(name), audience, part.level, lines)


def _kind(name: str) -> MaterialKind:
    """Pictures and films are media, good practice is content, anything else is a paper."""
    if _MEDIA.search(name):
        return MaterialKind.MEDIA
    return MaterialKind.CONTENT if _GOOD.search(name) else MaterialKind.DOCUMENT


def _names(text: str) -> Iterator[str]:
    """The single materials of an enumeration, without quantities and leading words."""
    listed = re.sub(r"(?<=[料结告息片表书频版)》])(?:以及|及|和|与)(?=[^()其]{2})", "、", flatten(text))
    for piece in words.split_outside(listed, "、,"):
        bare = re.sub(r"\([^()]*\)$", "", piece.strip(' “”"'))
        name = _QUANTITY.sub("", bare).strip()
        while (shorter := _LEAD.sub("", name)) != name:
            name = shorter
        name = name.strip("《》 ")
        if 2 <= len(name) <= 30 and _THING.search(name) and not _NOT_THING.search(name):
            yield name


def _contents(part: Part, sentence: Sentence) -> Iterator[Material]:
    """What is to be worked out inside the papers: good practice, suggestions."""
    lines = sentence.paragraph.lines(sentence.start, sentence.end)
    for match in _CONTENT.finditer(sentence.flat):
        yield Material(match["good"] or match["idea"], MaterialKind.CONTENT, part.audience, part.level, lines)


def _uploads(part: Part, sentence: Sentence) -> Iterator[Material]:
    """What is uploaded to somebody else's page; nobody here can see whether it was."""
    for match in _UPLOAD.finditer(sentence.flat):
        start = sentence.start
        what = sentence.paragraph.text[start + match.start("what") : start + match.end("what")]
        where = sentence.paragraph.text[start + match.start("where") : start + match.end("where")]
        name = f"{re.sub(r'^(?:并|要|请|须|及时|将|有关|相关)+', '', what).strip()}（上传至{where.strip()}）"
        lines = sentence.paragraph.lines(start, sentence.end)
        yield Material(name, MaterialKind.UPLOAD, part.audience, part.level, lines)


def _once(found: Sequence[Material]) -> list[Material]:
    """Each name once; what is only part of an upload is no material of its own."""
    kept: dict[str, Material] = {}
    uploads = [m.name for m in found if m.kind is MaterialKind.UPLOAD]
    found_names = {m.name for m in found}
    for material in found:
        others = [name for name in found_names if name != material.name and name.endswith(material.name)]
        inside = material.kind is not MaterialKind.UPLOAD and (others or any(material.name in name for name in uploads))
        if not inside:
            kept.setdefault(material.name, material)
    return list(kept.values())
