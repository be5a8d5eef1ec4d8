"""What a text says about handing in: it reports, it announces something, it begins or ends a collection."""

from __future__ import annotations

import re

from handlers.questions.speech import asks
from handlers.questions.spelling import normalise
from handlers.questions.understanding import is_chatter

_THING = (
    r"工作总结|总结|小结|报告|影像资料|影像|照片|相片|图片|合影|视频|录像"
    r"|材料|资料|文件|附件|压缩包|文档|案例|名单|表格|word|ppt|pdf|链接"
)
_BEGINS = re.compile(r"(?:现在)?开始(?:报送|提交|上传|交材料|发材料|收集)[了吧]?")
_ENDS = re.compile(
    r"(?:报送|提交|上传|发送?|交|传|全部|都)?(?:已)?(?:完毕|结束|完了|完成|好了)|就这些(?:了|吧)?|没有?了|齐了|全部发完了?"
)
_ANNOUNCES = re.compile(
    rf"(?:{_THING}).{{0,16}}?(?:已?发|发了|附后|附上|见附|已按|打包|稍后|随后|马上|已?传|已?交|已?上传|如下|奉上)"
    rf"|(?:已|刚)?(?:发|传|交|上传|打包|附上|附)(?:了|过来|给你们?)?.{{0,8}}?(?:{_THING})"
    rf"|^(?:这是|这个是|以下是|附|上传|提交|补充|补交|更新|更新版|最新版?|新版|修改版|重发).{{0,10}}?(?:{_THING})"
    rf"|(?:{_THING}).{{0,6}}(?:共|一共|总共)?\d+[张份个段]|见(?:上一条|上面|附件|前面)|详见(?:{_THING})|(?:{_THING})\.?(?:docx?|pdf|zip|rar)"
)
_NAMED_THING = re.compile(rf"(?:{_THING})")
_LINK = re.compile(r"https?://|pan\.|网盘|提取码|百度云|云盘")
_FIGURES = re.compile(r"\d+(?:余|多)?(?:人次?|场次?|家|项|名|张|份|条|篇|位|件|册|万|个|次)")
_EVENT = re.compile(
    r"\d{1,2}月\d{1,2}[日号]?|举行|举办|开展|组织|召开|走进|走访|慰问|参加|参与|服务|惠及|培训|讲座|座谈|宣讲|报道|邀请|解决"
)
_PROPOSES = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,16}[:,])?(?:我们?|我会|我校|本单位)?(?:的)?(?:意见)?(?:和)?建议(?:是|如下)?[:,]?.{4,}",
    re.DOTALL,
)
_LATER = re.compile(r"稍后|随后|马上|待会|晚点|明天|回头|过会")
_LONG = 120


def begins(text: str) -> bool:
    """开始报送: what follows is one hand-in until 完毕."""
    return bool(_BEGINS.fullmatch(normalise(text)))


def ends(text: str) -> bool:
    """完毕."""
    return bool(_ENDS.fullmatch(normalise(text).strip(",.!~ ")))


def is_report(text: str) -> bool:
    """The text itself hands something in: it tells of an event with figures, proposes something, or is long."""
    said = normalise(text)
    if _PROPOSES.match(said):
        return True
    if asks(said) or is_chatter(text):
        return False
    figures, events = len(_FIGURES.findall(said)), len(set(_EVENT.findall(said)))
    if figures + events >= 3 and events >= 1 and len(said) >= 14:
        return True
    return len(said) >= _LONG and events >= 1


def announced(text: str) -> tuple[str, ...]:
    """What a text says is there, or will be: the things it names, in its words; () where it announces nothing."""
    said = normalise(text)
    if asks(said) or is_chatter(text):
        return ()
    if _LINK.search(said):
        return tuple(dict.fromkeys(_NAMED_THING.findall(said))) or ("网盘中的材料",)
    if not _ANNOUNCES.search(said):
        return ()
    return tuple(dict.fromkeys(_NAMED_THING.findall(said))) or ("附件",)


def is_for_later(text: str) -> bool:
    """Everything announced is to come later."""
    return bool(_LATER.search(normalise(text)))
