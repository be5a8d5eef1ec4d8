"""What is handed in: documents, pictures and films, what is worked out inside them, what is uploaded elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from storage.notice import words
from storage.notice.duties import Sentence, binding_sentences
from storage.notice.model import Deadline, Material, MaterialKind
from storage.notice.structure import Part

_VERB = r"(?:报送|上报|提交|送交|寄送|寄至|发送|反馈|填报|填写|上传|报至|报到|发至|交至|报(?!名|告|表|到|送|考|批))"
_OBJECT = re.compile(
    rf"{_VERB}(?!时间|日期|方式|单位|渠道|要求|内容|至|到|给|我)\s*(?:以下|相关|下列)?(?P<what>[^。;,]{{2,60}}?)(?=$|[。;,]|(?:报送|上报|提交|发送|寄)?(?:至|到|给)(?!少|多))"
)
_TAKEN = re.compile(
    r"将(?!在|于|会|对|由|按|以|继续|适时|通过)(?P<what>[^。;]{2,120}?)\s*(?:分类[^。;]{0,12})?(?:在线|统一|一并|分别|按要求|汇总后?|签字盖章后?|打包)*\s*(?:发送|报送|上报|提交|寄|送|反馈|报|分送|交)(?:至|到|给|我|市|省|各|。|,|$|送|于)"
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
    r"总结|报告|信息|资料|材料|照片|图片|视频|影像|名单|名额|汇总|表(?!扬|彰|现|示|达)|书|方案|计划|作品|数据|情况|附件|简历|案例|论文|稿|链接|清单|台账|统计|登记|电话|联系人|证明|复印件|原件|电子版|回执"
)
_NOT_THING = re.compile(r"^(?:有关|相关)?(?:事项|规定|要求|通知|精神|工作|任务|条件)$|管理办法|法律|政策$")
_LEAD = re.compile(
    r"^(?:本单位的?|本地区的?|本部门的?|以下|有关|相关|下列|如下|各自|我[市省区]|全部的?|和|及|以及|并|经审核的|由)(?=.{2})"
)
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
    for match in [*_TAKEN.finditer(sentence.flat), *_OBJECT.finditer(sentence.flat)]:
        text = sentence.paragraph.text[sentence.start + match.start("what") : sentence.start + match.end("what")]
        for name in _names(text):
            kind = MaterialKind.MEDIA if _MEDIA.search(name) else MaterialKind.DOCUMENT
            yield Material(name, MaterialKind.CONTENT if _GOOD.search(name) else kind, audience, part.level, lines)


def _names(text: str) -> Iterator[str]:
    """The single materials of an enumeration, without quantities and leading words."""
    from storage.notice.layout import flatten

    flat = flatten(text)
    for piece in words.split_outside(
        re.sub(r"(?<=[料结告息片表书频])(?:以及|及|和|与)(?=[^()]{2})", "、", flat), "、,"
    ):
        name = re.sub(
            r"(?:等(?:材料|资料|内容|相关材料)?|各?一式?[一二两三四五六七八九十\d]+份?|[一二三两\d]+份)$", "", piece
        ).strip(' “”"')
        name = re.sub(r"\([^()]*\)$", "", name).strip()
        name = _LEAD.sub("", name).strip("《》 ")
        if 2 <= len(name) <= 40 and _THING.search(name) and not _NOT_THING.search(name):
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
    for material in found:
        inside = material.kind is not MaterialKind.UPLOAD and any(material.name in name for name in uploads)
        if not inside:
            kept.setdefault(material.name, material)
    return list(kept.values())
