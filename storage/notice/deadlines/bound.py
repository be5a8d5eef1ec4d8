"""Whom a day or a duty binds: the subject of its sentence, else everybody who is addressed."""

from __future__ import annotations

import re

from storage.notice.bodies.receivers import acting
from storage.notice.parts.sentences import Sentence
from storage.notice.parts.structure import Part
from storage.notice.parts.subjects import known, subject
from storage.notice.text.words import is_plain
from storage.patterns import Late

_IS_SET = Late(r"截[止至][^,。;]{0,6}(?:为|是|至|到|:)\s*$")
"""A day that is told as such; the clause behind it is of something else."""

_OURS = Late(r"[我本](?:[局厅委会办部院所处站社司]|中心|单位)")
"""The office that speaks."""

_OF_LEVEL = Late(r"(?:^|[,。;:])\s*各?(?P<who>[省市州县区镇乡校院]级|(?:党|团)?支部书记)(?:[于在]\s*)?$")
"""Who is called by a level or an office in short, just before the day: 县级于12月25日前完成审核."""

_THROUGH = Late(
    r"由(?P<who>[\u4e00-\u9fff]{2,16}?)(?:统一|集中|负责)?(?:(?<=统一)|(?<=集中)|(?<=负责)|(?:汇总|审核|审查|评审|收齐|初审)(?:汇总|审核|盖章|同意)?后,?)(?:[于在]\s*)?$"
)
"""Who passes on what was gathered: 由办公室汇总后于6月14日报市政府."""

_REQUESTED = Late(
    r"(?<=[\u4e00-\u9fff])(?<![申邀聘提])请(?!各|有关|相关|贵|你)(?P<who>[\u4e00-\u9fff]{2,10}[部处科室办局院会所])[于在]\s*$"
)
"""Who is asked behind what is asked for: 学生名单请学工部于1月18日前汇总后报保卫处."""

_LOOK_BACK = 160
"""So far before a sentence somebody may be named to whom it is said, where nobody is addressed."""


def bound_by(part: Part, sentence: Sentence, before: str, after: str) -> tuple[str, ...]:
    """Who is bound: the subject nearest before the date or just behind it, else everybody the level addresses."""
    if own := acting(before):
        return (sentence.paragraph.original(own),)
    if named := _OF_LEVEL.search(before) or _REQUESTED.search(before) or _THROUGH.search(before):
        return (sentence.paragraph.original(named["who"]),)
    behind = re.split(r"[,。;:]", after.lstrip("之前以,止| "))[0]
    is_elsewhere = re.match("[与同向到给往交报送寄汇缴]", behind) or (_IS_SET.search(before) and after[:1] == ",")
    who = _told(before) or (() if is_elsewhere else _told(behind))
    if not who and not part.audience:
        who = _told(sentence.paragraph.flat[max(0, sentence.start - _LOOK_BACK) : sentence.start])
    if not who:
        return part.audience
    return known(part, tuple(sentence.paragraph.original(w) for w in who))


def _told(text: str) -> tuple[str, ...]:
    """The last subject of a text that is a body, looked for from its end: whom somebody gathers is told nothing."""
    ends = [len(text), *(at for at in range(len(text) - 1, 0, -1) if text[at] in ",;:")]
    said = (subject(text[:end]) for end in ends)
    return next((who for who in said if who and all(map(is_plain, who)) and not any(map(_OURS.fullmatch, who))), ())
