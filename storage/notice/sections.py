"""The headed parts of a level, and what their heads name: theme, period, activities, requirements, other days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from storage.notice.dates import Moment, Precision, moments
from storage.notice.deadlines.binding import binds
from storage.notice.model import EventDate, Period, Section
from storage.notice.parts.sentences import binding_sentences
from storage.notice.parts.structure import Part
from storage.notice.text.paragraphs import Paragraph
from storage.notice.text.signs import NUMBERED, flatten, numbered_depth
from storage.patterns import Late

_ACTIVITIES = Late(
    r"(?:主要|重点|系列|特色)活动|活动(?:内容|安排|项目)|(?:主要|重点|工作)任务|活动形式|(?:^|活动[周日月]?|行动)主要内容$"
)
_NAMED = Late(
    r"(?:开展|举办|组织)[^。;]{0,24}?(?:活动|行动),?(?:主要)?包括(?P<what>[^。;:,]{6,120}?)等[^,。;]{0,8}(?:活动|行动|内容)"
)
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

_ABOUT = Late(r"(?:主题|时间|要求|对象|方式|地点|范围|条件|名额|篇幅|格式)$")
"""What is told of an activity and is none: 征文主题, 报名时间."""

_REQUIREMENTS = Late(r"(?:工作|活动|有关|相关|组织|具体|报送)?要求$|保障措施|组织保障")
_THEME_HEAD = Late(r"(?<![与和及、])(?:活动|年度|宣传)?主题$")
_TAKES_PLACE = (
    r"(?:活动[周日月]?|(?:宣传|科普|科技)[周日月]|行动|整治|开展|举办|实施|竞赛|比赛|大赛|展览|展出|培训|会议|论坛|宣传|检查|考核|督查"
    r"|调研|评估|巡展|演练|年会|大会|讲座|研修|服务|工作|走访|慰问|检查|抽查|摸底|普查|排查|巡查|走访|监测|征文|演讲|运动会|座谈会)"
)
_PERIOD_HEAD = Late(
    rf"(?:^|{_TAKES_PLACE})(?:的|[及和与、]?报到)?(?:时间|日期)(?:(?:和|及|与|、)(?:地点|方式|形式|安排|主题))?$|活动(?:时段|期限)$"
)
_BARE_HEAD = Late(r"时间|日期")
_PERIOD_LABEL = Late(
    rf"(?:^|[。;,〔(\s\"])\s*(?:{_TAKES_PLACE}(?:的)?(?:起止)?(?:时间|日期)\s*(?:[:为〕]|定于)|日期定为)\s*$|活动期间\s*\($"
)
_THEME_INLINE = (
    Late(r"主题\s*(?:是|为|:)\s*[“\"《]([^”\"》]{2,40})[”\"》]"),
    Late(r"(?:以|围绕|紧扣|根据|按照?)\s*[“\"]([^”\"]{2,90})[”\"]\s*(?:为|的|这一|这个)?(?:活动)?主题"),
    Late(r"[“\"]([^”\"]{2,40})[”\"]主题(?:系列)?[^,。;:]{0,12}?(?:活动|竞赛|大赛|展|征文|演讲|行动)"),
    Late(r"围绕([^,。;“\"《》()]{4,30}?)(?:这一|的)?主题(?:开展|举行|展开|进行|组织)"),
    Late(r"(?<!邮件)(?<!标题)(?<!名称)主题(?:是|为)?\s*[:〕]\s*([^\s。;:\"“”]{2,40})(?=[。;]|$)"),
)
_PERIOD_INLINE = Late(r"(?:开展|举办|举行|进行|组织|召开|启动|实行|(?:共同|联合)主办)(?!的)")
_HELD = Late(r"[定拟订]于\|[^,。;]*?(?:开展|举办|举行)(?!的)|[定订]于\|[^,。;]*?召开(?!的)")
"""What the first paragraph of a notice says of its occasion."""

_BEGINS = Late(r"\s*(?:正式)?(?:启动|开始|起(?![草诉点]))")
_RUNNING = Late(r"(?:活动[周月日]?|宣传[周月日]|科普[周月日]|行动)[^,。;:]{0,8}(?:将|拟)?(?:于|从|自|在)?\s*$")
"""What begins on a day."""

_STEP = Late(r"\s*(?:\d{1,2}[、.)]|\(\d{1,2}\))")
"""A step of a procedure has days of its own, which are not those of the activity."""

_NOT_PERIOD = Late(r"报送|上报|登记|申报|提交|填报|报名|截止|之?前|推荐|寄|反馈")
_EVENT = Late(
    r"第[一二三四五六七八九十百\d]{1,4}(?:个|届|次)|前后|颁发|表彰|颁奖|举行|举办"
    r"|召开|开幕|“[^”]{2,20}日”|\"[^\"]{2,20}日\""
)
_LONGEST_TITLE = 40
_LONGEST_SAID = 80


def sections(part: Part) -> list[Section]:
    """Return every numbered part of a level with the text that belongs to it."""
    found: list[Section] = []
    heads = [(i, m) for i, p in enumerate(part.body) if (m := NUMBERED.match(p.flat))]
    for position, (index, match) in enumerate(heads):
        depth = numbered_depth(match)
        end = next((i for i, m in heads[position + 1 :] if numbered_depth(m) <= depth), len(part.body))
        title, rest = _head(part.body[index], match)
        body = "\n".join([rest, *(p.text for p in part.body[index + 1 : end])]).strip()
        number = part.body[index].text[: match.end()].strip()
        last = part.body[end - 1].last
        found.append(Section(number, title, body, depth, part.level, part.body[index].first, last))
    return found


def _head(paragraph: Paragraph, match: re.Match[str]) -> tuple[str, str]:
    """A numbered paragraph's heading and the text after it; a paragraph that is one long sentence has no heading."""
    text, flat = paragraph.text[match.end() :], paragraph.flat[match.end() :]
    stop = re.search(r"[。;]|:(?!\d\d)", flat)
    if stop is None:
        return (text.strip(), "") if len(text) <= _LONGEST_TITLE else ("", text.strip())
    title = text[: stop.start()].strip()
    if len(title) <= _LONGEST_TITLE and "," not in flat[: stop.start()]:
        return title, text[stop.end() :].strip()
    return "", text.strip()


def children(of: Section, among: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections of the next depth inside one, those with a heading."""
    return tuple(section for section in _inside(of, among) if section.title)


def _inside(of: Section, among: Sequence[Section]) -> list[Section]:
    inside = [s for s in among if s.level == of.level and of.first_line < s.first_line <= of.last_line]
    nearest = min((s.depth for s in inside), default=0)
    return [section for section in inside if section.depth == nearest]


def activities(among: Sequence[Section]) -> tuple[Section, ...]:
    """Return the activity lines: what stands under the head of main activities, at the outermost level that has it.

    An item that is one sentence and has no heading is named by it.
    """
    for section in among:
        found = children(section, among)
        if not _ACTIVITIES.search(flatten(section.title)) or all(
            _STEPS.fullmatch(_DATED.sub("", one.title)) for one in found
        ):
            continue
        if section.title == _CONTENTS and any("会议" in one.title for one in among):
            continue
        named = [one for one in _inside(section, among) if not _ABOUT.search(flatten(one.title))]
        if named or not found:
            return tuple(one if one.title else replace(one, title=_said(one.body)) for one in named)
    return _undertaken(among)


def _undertaken(among: Sequence[Section]) -> tuple[Section, ...]:
    """The main parts of a level that are one thing to do each: 一、开展应急科普宣传 二、开展巡诊义诊."""
    first = min((section.level for section in among), default=0)
    parts = [section for section in among if section.level == first]
    outermost = min((section.depth for section in parts), default=0)
    found = tuple(one for one in parts if one.depth == outermost and _UNDERTAKES.match(flatten(one.title)))
    return found if len(found) >= _LEAST_UNDERTAKEN else ()


def _said(body: str) -> str:
    """The first sentence of a text, its first clause where it is long."""
    sentence = re.split(r"[。；;\n]", body)[0].strip()
    return sentence if len(sentence) <= _LONGEST_SAID else re.split(r"[，,]", sentence)[0]


def activities_named(chain: Sequence[Part]) -> tuple[Section, ...]:
    """The activities that a sentence enumerates, of the outermost level that has one: 开展……, 包括甲行动、乙行动等."""
    for part in chain:
        for sentence in binding_sentences(part):
            match = _NAMED.search(sentence.flat)
            items = match["what"].split("、") if match else []
            if len(items) > 1 and all(map(_ACTIVITY.search, items)):
                line = sentence.paragraph.lines(sentence.start, sentence.end)[0]
                return tuple(Section("", sentence.paragraph.original(i), "", 1, part.level, line, line) for i in items)
    return ()


def requirements(among: Sequence[Section]) -> tuple[Section, ...]:
    """Return what stands under the head of requirements, at the outermost level that has it."""
    for section in among:
        if section.title and _REQUIREMENTS.search(flatten(section.title)) and (found := children(section, among)):
            return found
    return ()


def theme(chain: Sequence[Part]) -> tuple[str | None, tuple[int, ...]]:
    """Return the theme and its lines, from the outermost level that has one."""
    for part in chain:
        for index, paragraph in enumerate(part.body):
            found = _theme_below(part.body, index) or _theme_inline(paragraph)
            if found:
                return found
    return None, ()


def _theme_below(body: Sequence[Paragraph], index: int) -> tuple[str, tuple[int, ...]] | None:
    """一、活动主题, and the theme in the line below or behind the colon."""
    match = NUMBERED.match(body[index].flat)
    if not match:
        return None
    title, rest = _head(body[index], match)
    if not _THEME_HEAD.search(flatten(title)):
        return None
    at, text = (index, rest) if rest else (index + 1, body[index + 1].text if index + 1 < len(body) else "")
    if text and (said := _theme_inline(body[at])):
        return said
    clean = text.strip().strip('“”"。 ')
    clean = re.sub(r"[(（][^()（）]*[)）]$", "", clean)
    return (clean, body[at].lines()) if 2 <= len(clean) <= _LONGEST_TITLE else None


def _theme_inline(paragraph: Paragraph) -> tuple[str, tuple[int, ...]] | None:
    for pattern in _THEME_INLINE:
        match = pattern.search(paragraph.flat)
        if match:
            return paragraph.text[match.start(1) : match.end(1)], paragraph.lines(*match.span(1))
    return None


def period(chain: Sequence[Part]) -> Period | None:
    """Return the days of the activities, from the outermost level that gives them."""
    for part in chain:
        found = [*_periods_headed(part), *_periods_inline(part)]
        for paragraph, moment in _spans_first(found):
            text = paragraph.text[moment.first : moment.last].strip()
            lines = paragraph.lines(moment.first, moment.last)
            return Period(moment.start, moment.end, text, moment.approximate, lines)
    return next((begun for part in chain for begun in _begun(part)), None)


def _begun(part: Part) -> Iterator[Period]:
    """The day from which the activities run, of a notice that says of them only when they begin: 将于5月20日启动."""
    for sentence in binding_sentences(part):
        for moment in moments(sentence.flat, part.base):
            behind = _BEGINS.match(sentence.flat, moment.last)
            before = sentence.flat[: moment.first]
            is_named = _RUNNING.search(before) and not _NOT_PERIOD.search(before[-_LONGEST_TITLE:])
            if behind and is_named and not moment.is_span and not binds(part, sentence, moment):
                first, last = sentence.start + moment.first, sentence.start + behind.end()
                lines = sentence.paragraph.lines(first, last)
                text = sentence.paragraph.text[first:last].strip()
                yield Period(moment.start, None, text, moment.approximate, lines)


def _spans_first(found: Sequence[tuple[Paragraph, Moment]]) -> Sequence[tuple[Paragraph, Moment]]:
    """A span goes before a day with which it begins: 10月16日报到, of a meeting from 10月16日 to 18日."""
    first = found[0][1].start if found else None
    return sorted(found, key=lambda one: not (one[1].is_span and one[1].start == first))


def _periods_headed(part: Part) -> Iterator[tuple[Paragraph, Moment]]:
    """二、活动时间 and the span in the same paragraph or the one below."""
    above = ""
    for index, paragraph in enumerate(part.body):
        match = NUMBERED.match(paragraph.flat)
        above = paragraph.flat if match else above
        head = paragraph.flat[match.end() if match else 0 :].partition(":")[0].partition("。")[0]
        head = re.sub(r"\s+", "", head)
        if not match and _BARE_HEAD.fullmatch(head) and _NOT_PERIOD.search(above[:_LONGEST_TITLE]):
            continue
        if len(head) > _LONGEST_TITLE or not _PERIOD_HEAD.search(head) or not (match or ":" in paragraph.flat):
            continue
        for below in part.body[index : index + 2]:
            for moment in moments(below.flat, part.base):
                is_arrival = re.search("(?<![及和与、])报到时间", below.flat[: moment.first])
                if not is_arrival and not re.match(
                    r"\s*(?:截止|止|(?:全天)?报到|离会|返程)", below.flat[moment.last :]
                ):
                    yield below, moment


def _periods_inline(part: Part) -> Iterator[tuple[Paragraph, Moment]]:
    """A span of days in a sentence that says what takes place in it and hands nothing in."""
    for sentence in binding_sentences(part):
        for moment in moments(sentence.flat, part.base):
            after = re.split(r"[,。;]", sentence.flat[moment.last : moment.last + 30].lstrip("期间内, "))[0]
            before = sentence.flat[max(0, moment.first - 12) : moment.first]
            is_named = _PERIOD_INLINE.search(after) and not _NOT_PERIOD.search(before + after)
            is_labelled = _PERIOD_LABEL.search(sentence.flat[: moment.first])
            is_row = sentence.flat[moment.last :].lstrip().startswith("|")
            is_named = is_named and not _STEP.match(sentence.paragraph.flat) and not is_row
            is_opening = sentence.paragraph is part.body[0] and _HELD.search(f"{before}|{after}")
            is_long = moment.is_span or (moment.precision is not Precision.MONTH and is_opening)
            if is_long and (is_named or is_labelled) and not binds(part, sentence, moment):
                yield (
                    sentence.paragraph,
                    replace(moment, first=sentence.start + moment.first, last=sentence.start + moment.last),
                )


def event_dates(part: Part) -> list[EventDate]:
    """Return the days that are named but bind nobody: the day celebrated, the weeks of an award."""
    found = []
    for paragraph in part.body:
        for moment in moments(paragraph.flat, part.base):
            around = paragraph.flat[moment.first : moment.last + 24]
            if (
                moment.precision is not Precision.MONTH
                and _EVENT.search(around)
                and not re.match(r"\s*(?:之?前(?!后)|以前|止|截止)", paragraph.flat[moment.last :])
            ):
                stop = re.search(r"[,。;]", paragraph.flat[moment.last :])
                end = moment.last + (stop.start() if stop else len(paragraph.flat) - moment.last)
                text = paragraph.text[moment.first : min(end, moment.last + 40)].strip()
                lines = paragraph.lines(moment.first, end)
                found.append(EventDate(text, moment.start, moment.end, part.level, lines))
    return found
