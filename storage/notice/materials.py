"""What is handed in: documents, pictures and films, what is worked out inside them, what is uploaded elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from storage.notice import words
from storage.notice.handing import targets
from storage.notice.model import Deadline, Material, MaterialKind
from storage.notice.objects import things
from storage.notice.sentences import Sentence, binding_sentences
from storage.notice.signs import flatten
from storage.notice.structure import Part
from storage.notice.tables import rows

_UPLOAD = re.compile(
    r"将?(?P<what>[^。;,将]{2,30}?)(?:及时)?(?:上传|发布)(?:至|到)(?P<where>[^。;,]{2,40}?(?:网页"
    r"|网站|平台|系统|专栏|客户端))"
)
_CONTENT = re.compile(
    r"(?:梳理|总结|提炼|挖掘|形成|报送)(?:梳理|总结|提炼)?(?P<good>(?:典型|先进"
    r"|优秀)?(?:经验(?:做法)?|案例|做法))(?!推荐|申报|汇总|征集|材料|报告|文本|[表书])|提出(?P<idea>(?:有关|相关|合理化)?(?:意见"
    r"|对策)?(?:和)?建议)"
)
_GOOD = re.compile(r"(?:典型|先进|优秀|好)(?:经验|案例|做法)(?:材料)?(?:\([^()]*\))?$")
_PURPOSE = re.compile(r"(?:^|[,。;:])\s*为了?[^,。;]*$")
"""What a notice is for: 为总结经验, asks for nothing."""

_MEDIA = re.compile(r"影像|照片|图片|视频|音像|录像|相片|短片")
_THING = re.compile(
    r"(?:总结|报告|信息|资料|材料|照片|图片|视频|影像|短片|名单|名册|名录|花名册|汇总表?"
    r"|(?<!代)表格?(?!扬|彰|现|示|达)|(?<![秘图])书|方案|计划|打算|思路|设想|要点|作品|数据|情况"
    r"|附[件表]\s*\d*|简历|案例|论文|[周月季年简快]报"
    r"|文稿|稿件?|草案|链接|清单|台账|统计|电话|姓名|身份证|残疾人证|联系人|联络员|证明|证书|执照|复印件"
    r"|扫描件|原件|附件|电子[版档稿件]|电子文[本档]|文本|纸质[版件稿]|[Ww]ord版|PDF版"
    r"|版|PDF|进度|进展|职务|经验|建议|意见|思考"
    r"|文件|函|(?:承诺|签字|盖章)页|回执|申请|档案|样品|海报|课件|教案|摘要|全文|正文|活页|(?<!解释)说明"
    r"|PPT|ppt|工作照|提案|议案|问卷|样本|小结|设计|合影|征文|心得|副本|正本|格式|名额|标本|录像|简介|事迹|目录|成果|协议|合同|发票|章程|素材|凭证|账号|账户|须知|单(?!位)"
    r"|卡)(?:\([^()]*\))?$"
)
_NOT_THING = re.compile(
    r"^以(?!上)|^(?:有关|相关|具体)?(?:进展|事项|规定|要求|通知|精神|工作|任务|条件|信息|材料"
    r"|资料|情况|数据|联系电话|联系人|电话|意见|文件|名额|格式)$"
    r"|管理办法|法律|政策$|根据|按照|要求|^完成|完成(?:后|$)|明确|负责的|遴选|不得|应当|通知中?$|联系人及(?:联系)?电话$"
    r"|咨询|阅读|认真|应当|登录|进行|公示$|账号$|^[^《》]+(?<!意)(?<!方)向(?!日|导|上)|(?:为|是)(?:准|单位)|逾期|如有"
    r"|^(?:修改|评审|审查|专家)意见$|^说明$|[交报发送寄][至到给]|见下[表列文]|如下|^[一二三四五六]是|以下|下列|^第.{1,3}批|^附\s+件|^留言|^(?:视情况)?对[^、]{2,}的|加盖意见|受理$|^(?:各项|各类)|^材料的|公告$|标题|方式|以上$|^现?就|的(?:材料|资料)$"
)
_LEAD = re.compile(
    r"^(?:的|各地|本人签字的|连同(?:企业)?|[^《》]{2,16}(?:填写|填报|填好)|\d{1,2}[份篇张个幅部套](?=[\u4e00-\u9fff])|请?[于在].{2,20}?前|请|将|把|通知中|提交|报送|上报|上传|填报|填写|汇总(?!表)|本单位的?|本地区的?"
    r"|本部门的?|本市的?|本校的?|以下|有关|相关|下列|如下|各自|我[市省区]|全部的?"
    r"|和|及|以及|并|与|或者?|由|同时|其中|所填写?的?|填[好写]的?|上述|一并|正式的?"
    r"|经[^的]{2,12}的|(?:签字|签名|签章)?(?:及|\(或\)|和|、)*(?:加盖|盖)[^的章]{0,4}章(?:后的?"
    r"|的)|截至[^的]{2,10}(?:的)?|[^的]{0,8}\(示范区\))(?=.{2})"
)
_TAIL = re.compile(
    r"(?:等[^、]{0,6}(?:材料|资料|内容|文件)|等|(?:逐级|统一|一并|及时|直接)?(?<=..)(?:上报"
    r"|报送(?!函)|提交|发送|寄送?|邮寄|送交).*|(?:各?一式|不超过|不少于|至少)?[一二三两四五六七八九十\d]+(?:[-~至]\d+)?[份套本册部张幅篇段组件](?:\([^()]*\))?"
    r"|\d+字(?:左右|以内|以上|以下)?|(?:胶装|装订)(?:成册后?|后)|签字盖章后?|(?:加盖|盖)[^,]{0,4}章后?|扫描后|打包后?"
    r"|汇总后?|直接|统一|一并|分别|各|以[^,]{2,8}为单位)$"
)
_DONE = re.compile(
    r"(?<=[\u4e00-\u9fff)》\"])(?:(?:加?盖|签字|签章|签名)(?:本?单位)?(?:公章|章)?|压缩|打包|扫描|汇总|审核)(?:汇总|审核|盖章)?后?"
    r"(?:[于在由]|[报送交发寄]|上报|统一|经).*$"
    r"|(?<=[\u4e00-\u9fff)])[于在]\d[^、]{2,16}前$"
)
"""What is done with a paper before it is handed in."""

_ASKED = re.compile(
    r"报送|上报|提交|寄|投送|增加|补充|提供|出具|附(?![件表录属近])|带[至到]|填报|填写|递交|反馈|发送|发至|打印|上交|送交|交至|交到"
)
_FORMAT = re.compile(
    r"(?:盖章|签字|可编辑|纸质|电子|扫描|书面|[Ww]ord|PDF|pdf|Excel|的|及|和)*(?:版本?|件|档|稿|文[档本件])+"
)
"""A format of something named beside it."""

_SAYS_MORE = re.compile(
    r"请|应当|必须|须|受理|不得|注意|如有|详见|另行|[一二三四]是|审核|审批|[初复终]审|完成|择优|向(?!日)|经(?![济营验费典])|整理|注明|[后前]$|^(?:各项|所有|全部|相关|有关)"
)
"""What a name of a material does not hold."""

_AS_FORMAT = re.compile(
    r"[《》]|[(（][^()（）]*[)）]|的?(?:电子|纸质|盖章|[Ww]ord|[Pp][Dd][Ff]|和|及|、)*(?:[版稿档]|文档|扫描件|原件|复印件)$"
)
"""What a name says of its format: 《申报书》(附件2)电子版 is the 申报书 that is asked for elsewhere."""

_TITLE = re.compile(r"关于(?:报送|上报|提交)(?P<what>.{2,50}?)的(?:紧急)?(?:通知|函)$")
_LIST_HEAD = re.compile(
    r"(?:报送|上报|提交)内容 $|(?:^| )(?:材料|资料)(?:清单|目录|要求|内容) $"
    r"|[\u4e00-\u9fff]{2,6}(?<!参考)(?:材料|资料)(?:清单|目录|要求|内容)?(?:及(?:要求|份数))? $"
)
"""申报材料, 结题材料, 报送资料清单."""

_OWNER = re.compile(
    r"^(?:各[^、《》]{1,14}?(?:单位|党委|团委|局|部门|学会|协会|企业|学院|学校|科协)|[省市县区]直单位|[^、《》]{2,8}类项目)"
    r"(?:书记|负责人)?的?(?=[\u4e00-\u9fff]{2,}$)|^[省市县区][^、《》的]{1,12}?[局委厅][^、《》的]{1,8}?[科处室股](?=[\u4e00-\u9fff]*(?:材料|资料)$)"
)
"""Whose a paper is: 各乡镇党委书记述职报告 is a 述职报告."""

_GENERAL = re.compile(
    r"(?:上述|以上|所有|全部|有关|相关|各项|申报|推荐|报送|评审|结题|申请|参评|参赛|纸质|电子|书面|及|和|与)*(?:材料|资料|电子版|纸质版|电子文档)"
)
"""What is said of things that are listed elsewhere one by one."""

_UNPACKED = re.compile(
    r"[^,。;:、()]{0,8}(?:材料|资料|文件)\((?!包括|含|纸质|电子|书面|一式|盖章|[^()]*等\))(?P<what>[^()]{2,}、[^()]{2,})\)"
)
"""Materials listed in brackets: 参赛材料(教学设计、课件)."""

_LISTS = re.compile(r"(?:材料|资料)[^。;,:]{0,6}?(?:包括|包含|如下)?:")
_ITEM = re.compile(r"\s*(?:\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、)]|[一二三四五六七八九十]、)\s*")
"""The number of an item of a list that stands in one paragraph: …;(二)…."""

_CLAUSE = re.compile(r"(?:[^,。;:(]|\([^()]*\))+")
_COUNT = r"[一二两三四五六七八九十\d]+"
_NEXT = re.compile(
    rf"[》\"]*\s*,?\s*(?P<said>\([^()]*\)|(?:各|纸质版?)?(?:一式)?\s*{_COUNT}\s*[份套本册张幅部篇]"
    rf"|{_COUNT}字(?:以内|以上|左右))"
)
_DETAIL = re.compile(
    rf"{_COUNT}\s*[份套本册张幅部篇字页]|A4|PDF|pdf|[Ww]ord|[Ee]xcel|JPE?G|MP4|版|格式|盖章|签字|双面|装订|命名|注明|标题"
)
_ENDINGS = "展算料结告息片表书频版单册件函稿案划路书见议况品明档本"
_LONGEST = 34
_MOST = 40


def materials(part: Part, deadlines: Sequence[Deadline]) -> list[Material]:
    """Return what a level asks for, once each, with whom it is asked of."""
    found: list[Material] = []
    for sentence in binding_sentences(part):
        found += _uploads(part, sentence)
        found += _things(part, sentence, deadlines)
        found += _contents(part, sentence)
    found += _tabled(part)
    found += [] if any(not _GENERAL.fullmatch(flatten(one.name)) for one in found) else _titled(part)
    return _once(found, is_listed=any(_LIST_HEAD.search(s.heading) for s in binding_sentences(part)))[:_MOST]


def _titled(part: Part) -> Iterator[Material]:
    """What the title of a notice asks for that names no paper elsewhere: 关于报送工作总结的通知."""
    title = part.record.title or ""
    asked = _TITLE.search(flatten(title))
    for name in _names(asked["what"]) if asked else ():
        at = flatten(title).find(name)
        yield Material(title[at : at + len(name)], _kind(name), part.audience, part.level, part.record.source[:1])


def _tabled(part: Part) -> Iterator[Material]:
    """The papers of a table that says in each row who hands in what."""
    for row in rows(part.body):
        for piece in words.split_outside(row.what or "", "、,;") if row.audience else ():
            name = _bare(piece)
            yield Material(row.paragraph.original(name), _kind(name), row.audience, part.level, row.paragraph.lines())


def _things(part: Part, sentence: Sentence, deadlines: Sequence[Deadline]) -> Iterator[Material]:
    """Documents and media: the objects of verbs that hand in."""
    lines = sentence.paragraph.lines(sentence.start, sentence.end)
    binding = [d for d in deadlines if set(d.source) & set(lines)]
    is_asked = binding or _ASKED.search(sentence.flat) or _LISTS.search(sentence.flat) or any(targets(sentence.flat))
    listed = list(_listed(sentence))
    if not is_asked and not listed:
        return
    audience = binding[0].audience if binding else part.audience
    spans = sorted({*things(sentence.flat), *listed})
    flat = sentence.flat
    named = [
        name
        for span in spans
        for name in _named(flat, span, is_listed=span in listed or flat[span[0] - 1 : span[0]] in ("将", "把"))
    ]
    names = list(dict.fromkeys(named))
    kept = [name for name in names if not _FORMAT.fullmatch(name)] or names
    for name in kept:
        printed = sentence.paragraph.original(name)
        yield Material(printed, _kind(name), audience, part.level, lines, _details(sentence, name))


def _named(flat: str, span: tuple[int, int], *, is_listed: bool) -> list[str]:
    """The materials that a span names; an item of a list is one whatever it is called, if it is only named."""
    names = list(_names(flat[slice(*span)]))
    whole = _bare(flat[slice(*span)])
    is_name = is_listed and not words.is_body(whole) and 2 <= len(whole) <= _LONGEST and not _SAYS_MORE.search(whole)
    return names or ([whole] if is_name else [])


def _details(sentence: Sentence, name: str) -> tuple[str, ...]:
    """What is printed directly behind a material's name of copies, formats, length or file names."""
    found: list[str] = []
    at = sentence.flat.find(name) + len(name)
    while behind := _NEXT.match(sentence.flat, at):
        at = behind.end()
        first, last = (sentence.start + place for place in behind.span("said"))
        if _DETAIL.search(behind["said"]):
            found.append(sentence.paragraph.text[first:last].strip("（）()"))
    return tuple(found)


def _listed(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """An item of a list below or behind a head such as 申报材料: its first clause names what is handed in."""
    item = _ITEM.match(sentence.flat)
    before = sentence.paragraph.flat[: sentence.start].rpartition("。")[2]
    heads = sentence.heading.split() if item else [sentence.heading.rstrip()]
    is_headed = any(_LIST_HEAD.search(f"{head} ") for head in heads)
    is_inline = bool(item and _LISTS.search(before))
    begins = item.end() if item and (is_headed or is_inline) else 0
    if is_headed or is_inline:
        clause = _CLAUSE.match(sentence.flat, begins)
        if clause and clause.end() - begins <= _LONGEST:
            yield begins, clause.end()


def _kind(name: str) -> MaterialKind:
    """Pictures and films are media, good practice is content, anything else is a paper."""
    if _MEDIA.search(name):
        return MaterialKind.MEDIA
    return MaterialKind.CONTENT if _GOOD.search(name) else MaterialKind.DOCUMENT


def _names(flat: str) -> Iterator[str]:
    """The single materials of an enumeration, without quantities and leading words."""
    flat = re.sub(r"》\s*《", "》、《", flat)
    flat = _UNPACKED.sub(lambda match: match["what"], flat)
    listed = re.sub(
        rf"(?<=[{_ENDINGS})》\"\d份])(?:以及|及其?|和|与|或者?|连同|并(?:附|上传|提交|报送"
        rf"|填写))(?=[^()其]{{2}})",
        "、",
        flat,
    )
    for piece in words.split_outside(listed, "、,"):
        name = _bare(piece)
        if 2 <= len(name) <= _LONGEST and _THING.search(name) and not _NOT_THING.search(name):
            yield name


def _bare(piece: str) -> str:
    """A material's own name: without brackets, quantities, and what was done to it."""
    quoted = re.match(r'\s*"([^"]+)"', piece)
    name, before = quoted[1] if quoted and _THING.search(quoted[1]) else piece.strip(), ""
    while name != before:
        before = name
        name = _DONE.sub("", _ITEM.sub("", name, count=1) if _ITEM.match(name) else name)
        name = re.sub(r"(?<=.)\([^()]*\)$", "", name if name.startswith('"') else name.strip(' "')).strip()
        name = _OWNER.sub("", _LEAD.sub("", _TAIL.sub("", name))).strip()
    title = re.fullmatch(r"[^《》]{0,8}《([^《》]+)》", name)
    return title[1] if title else name


def _contents(part: Part, sentence: Sentence) -> Iterator[Material]:
    """What is to be worked out inside the papers: good practice, suggestions."""
    lines = sentence.paragraph.lines(sentence.start, sentence.end)
    for match in _CONTENT.finditer(sentence.flat):
        if _PURPOSE.search(sentence.flat[: match.start()]):
            continue
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


def _once(found: Sequence[Material], *, is_listed: bool) -> list[Material]:
    """Each name once; what is only part of an upload, or stands for things listed one by one, is none of its own."""
    if is_listed and any(not _GENERAL.fullmatch(flatten(material.name)) for material in found):
        found = [material for material in found if not _GENERAL.fullmatch(flatten(material.name))]
    named = [material for material in found if not _FORMAT.fullmatch(flatten(material.name))]
    found = named or found
    kept: dict[str, Material] = {}
    uploads = [m.name for m in found if m.kind is MaterialKind.UPLOAD]
    found_names = {m.name for m in found}
    for material in found:
        others = [name for name in found_names if name != material.name and name.endswith(material.name)]
        core = _AS_FORMAT.sub("", material.name)
        is_again = bool(others) or (material.name.startswith("《") and core in found_names)
        inside = material.kind is not MaterialKind.UPLOAD and (is_again or any(material.name in one for one in uploads))
        if not inside:
            kept.setdefault(material.name, material)
    return list(kept.values())
