"""What is done: the activities under their head, or the main parts that are one thing to do each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from storage.notice.model import Section
from storage.notice.parts.sections import children, inside
from storage.notice.parts.structure import Part
from storage.notice.text.signs import NUMBERED, flatten
from storage.patterns import Late

_ACTIVITIES = Late(
    r"(?:主要|重点|系列|特色)活动|活动(?:内容|安排|项目)|(?:主要|重点|工作)任务|活动形式|(?:^|活动[周日月]?|行动)主要内容$"
)
_NAMED = Late(
    r"(?:开展|举办|组织)[^。;]{0,24}?(?:活动|行动),?(?:主要)?包括(?P<what>[^。;:,]{6,120}?)等[^,。;]{0,8}(?:活动|行动|内容)"
)
_FOLLOWS = Late(r"活动(?:的?(?:主要)?(?:内容|安排|项目))?(?:如下|包括|有):$")
_ACTIVITY = Late(r"^[^,。;:]{2,20}(?:行动|活动|讲座|展览?|竞赛|[比大]赛|论坛|咨询|巡展|体验|开放日|沙龙)$")
_CONTENTS = "主要内容"
"""What is done at something; at a meeting these are no activities."""
_UNDERTAKES = Late(r"(?:组织|集中|广泛|深入)?(?:开展|举办|举行)(?!时间|方式|范围|单位|对象|情况)[^,。;:]{3,}$")
_LEAST_UNDERTAKEN = 3
"""How the parts of a notice begin each of which is an activity, and how many of them make it one of activities."""
_DATED = Late(r"[(（][^()（）]*[)）]$")
_STEPS = Late(
    r"(?:(?:组织|宣传|启动|动员|部署|申报|报名|推荐|推选|评选|评审|初[评审赛]|[复决预]赛|终评|公示|公布|表彰|颁奖|宣传|展示|总结|实施|征集|准备)"
    r"(?:发动)?(?:阶段|环节|工作)?[、和与及]?)+"
)
"""The steps of a procedure are no activities."""
_OF_LEVEL = Late(r"(?:全|各)?[省市县区州校院级基层()、]{1,8}(?:单位|学会|学校)?(?:的)?(?:重点|主要)?活动")
"""What heads the activities of one level of bodies: 县(区)活动."""

_ABOUT = Late(r"(?:主题|时间|要求|对象|方式|地点|范围|条件|名额|篇幅|格式)$")
"""What is told of an activity and is none: 征文主题, 报名时间."""
_LONGEST_SAID = 80


def activities(chain: Sequence[Part], among: Sequence[Section]) -> tuple[Section, ...]:
    """Return the activity lines of the outermost level that has some; `among` are the headed parts of all levels."""
    return _headed(among) or _announced(chain, among) or _undertaken(among) or _enumerated(chain)


def _headed(among: Sequence[Section]) -> tuple[Section, ...]:
    """What stands under the head of main activities.

    An item that is one sentence and has no heading is named by it; items that are heads of others (市级活动) give way
    to these.
    """
    for section in among:
        found = children(section, among)
        if not _ACTIVITIES.search(flatten(section.title)) or all(
            _STEPS.fullmatch(_DATED.sub("", one.title)) for one in found
        ):
            continue
        if section.title == _CONTENTS and any("会议" in one.title for one in among):
            continue
        named = [one for one in inside(section, among) if not _ABOUT.search(flatten(one.title))]
        if named or not found:
            apart = [inside(one, among) if _OF_LEVEL.fullmatch(flatten(one.title)) else [] for one in named]
            return _titled([one for below in apart for one in below] if named and all(apart) else named)
    return ()


def _titled(found: Sequence[Section]) -> tuple[Section, ...]:
    """The same, each with a name: its first sentence where it has no heading."""
    return tuple(one if one.title else replace(one, title=_said(one.body)) for one in found)


def _announced(chain: Sequence[Part], among: Sequence[Section]) -> tuple[Section, ...]:
    """The numbered paragraphs below a sentence that announces them: ……举行会员日活动,活动内容如下:."""
    for part in chain:
        for paragraph, below in pairwise(part.body):
            if _FOLLOWS.search(paragraph.flat) and NUMBERED.match(below.flat):
                headed = [one for one in among if one.level == part.level and one.first_line >= below.first]
                return _titled([one for one in headed if one.depth == headed[0].depth])
    return ()


def _undertaken(among: Sequence[Section]) -> tuple[Section, ...]:
    """The main parts of a level that are one thing to do each: 一、开展应急科普宣传 二、开展巡诊义诊."""
    first = min((section.level for section in among), default=0)
    parts = [section for section in among if section.level == first]
    outermost = min((section.depth for section in parts), default=0)
    found = tuple(one for one in parts if one.depth == outermost and _UNDERTAKES.match(flatten(one.title)))
    are_named = len(found) > 1 and all(_ACTIVITY.search(flatten(one.title)) for one in found)
    return found if are_named or len(found) >= _LEAST_UNDERTAKEN else ()


def _said(body: str) -> str:
    """The first sentence of a text, its first clause where it is long."""
    sentence = re.split(r"[。；;\n]", body)[0].strip()
    return sentence if len(sentence) <= _LONGEST_SAID else re.split(r"[，,]", sentence)[0]


def _enumerated(chain: Sequence[Part]) -> tuple[Section, ...]:
    """The activities that a sentence enumerates, of the outermost level that has one: 开展……, 包括甲行动、乙行动等."""
    for part in chain:
        for sentence in part.sentences:
            match = _NAMED.search(sentence.flat)
            items = match["what"].split("、") if match else []
            if len(items) > 1 and all(map(_ACTIVITY.search, items)):
                line = sentence.paragraph.lines(sentence.start, sentence.end)[0]
                return tuple(Section("", sentence.paragraph.original(i), "", 1, part.level, line, line) for i in items)
    return ()
