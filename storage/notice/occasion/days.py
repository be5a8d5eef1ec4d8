"""The days of what takes place, and other days that bind nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from storage.notice.dates import Moment, Precision, moments
from storage.notice.deadlines.binding import binds
from storage.notice.model import EventDate, Period
from storage.notice.parts.sections import LONGEST_TITLE
from storage.notice.parts.structure import Part
from storage.notice.text.paragraphs import Paragraph
from storage.notice.text.signs import NUMBERED
from storage.patterns import Late

_TAKES_PLACE = (
    r"(?:活动[周日月]?|(?:宣传|科普|科技)[周日月]|行动|整治|开展|举办|实施|竞赛|比赛|大赛|展览|展出|培训|会议|论坛|宣传|检查|考核|督查"
    r"|调研|评估|巡展|演练|年会|大会|讲座|研修|服务|工作|走访|慰问|检查|抽查|摸底|普查|排查|巡查|走访|监测|征文|演讲|运动会|座谈会|实践|展演|夏令营|研学|义诊|比武)"
)
_PERIOD_HEAD = Late(
    rf"(?:^|{_TAKES_PLACE})(?:的|[及和与、]?报到)?(?:具体|起止)?(?:时间|日期)(?:(?:和|及|与|、)(?:地点|方式|形式|安排|主题))?$|活动(?:时段|期限)$"
)
_ARRANGED = "时间安排"
"""A head below which a span of days alone is that of the activities; more than that is a timetable."""

_BARE_HEAD = Late(r"时间|日期")
_PERIOD_LABEL = Late(
    rf"(?:^|[。;,〔(\s\"])\s*(?:{_TAKES_PLACE}(?:的)?(?:起止)?(?:时间|日期)\s*(?:[:为〕]|定于)|日期定为)\s*$|活动期间\s*\($"
)
_PERIOD_INLINE = Late(r"(?:开展|举办|举行|进行|组织|召开|启动|实行|(?:共同|联合)主办)(?!的)")
_WEEK = Late(r"\s*(?:为|是|系)[^,。;:是]{0,12}(?:周|月|日|期)(?=[,。;]|$)")
"""What a span of days is: 6月9日至15日为集中宣传周."""

_HELD = Late(r"[定拟订]于\|[^,。;]*?(?:开展|举办|举行)(?!的)|[定订]于\|[^,。;]*?召开(?!的)")
"""What the first paragraph of a notice says of its occasion."""
_GOES_TO = Late(r"[将定拟][于在]\|\s*(?:组织|组团|前往|赴)?[^,。;:]{0,8}参加[^,。;:]{0,12}(?:举行|举办|召开)的")
"""When something takes place that those who are addressed go to: 将于6月22日至24日参加在甲市举行的交易会."""

_BEGINS = Late(r"\s*(?:正式)?(?:启动|开始|起(?![草诉点]))")
_RUNNING = Late(r"(?:活动[周月日]?|宣传[周月日]|科普[周月日]|行动)[^,。;:]{0,8}(?:将|拟)?(?:于|从|自|在)?\s*$")
"""What begins on a day."""
_BEGUN = Late(r"\s*(?:正式)?(?:启动|开始|起)[^,。;:]{0,16}?(?:展开|开展|举办|举行)")
_OF_OCCASION = Late(r"活动(?:以|将|于|从|自)")
"""What begins on a day, said behind it: 活动以……为主题,从5月下旬起在全省展开."""

_IS_MONTH = Late(
    r"是(?:我[省市县区国]|全[国省市县区])?(?:第[一二三四五六七八九十百\d]{1,4}个)?[^,。;:]{0,16}月(?=[,。;]|$)"
)
"""A month that is dedicated to something: 今年4月是第36个爱国卫生月."""

_STAGED = Late(r"\d[日号旬]为[^,。;]{0,8}阶段|[初预复]赛(?:阶段)?(?:\([^()]{1,8}\))?:")
"""Days that are told stage by stage, in which something is filled in and looked at."""

_STEP = Late(r"\s*(?:\d{1,2}[、.)]|\(\d{1,2}\))")
"""A step of a procedure has days of its own, which are not those of the activity."""
_NOT_PERIOD = Late(r"收稿|征稿|交稿|报送|上报|登记|申报|提交|填报|报名|截止|之?前|推荐|寄|反馈")
_EVENT = Late(
    r"第[一二三四五六七八九十百\d]{1,4}(?:个|届|次)|前后|颁发|表彰|颁奖|举行|举办"
    r"|召开|开幕|“[^”]{2,20}日”|\"[^\"]{2,20}日\""
)


def period(chain: Sequence[Part]) -> Period | None:
    """Return the days of the activities, from the outermost level that gives them."""
    for part in chain:
        found = [*_periods_headed(part), *_periods_inline(part)]
        for paragraph, moment in _spans_first(found):
            text = paragraph.text[moment.first : moment.last].strip()
            lines = paragraph.lines(moment.first, moment.last)
            return Period(moment.start, moment.end, text, moment.approximate, lines)
    return next((begun for part in chain for begun in (*_begun(part), *_dedicated(part))), None)


def _begun(part: Part) -> Iterator[Period]:
    """The day from which the activities run, of a notice that says of them only when they begin: 将于5月20日启动."""
    for sentence in part.sentences:
        for moment in moments(sentence.flat, part.base):
            behind = _BEGINS.match(sentence.flat, moment.last)
            before = sentence.flat[: moment.first]
            is_of_occasion = _OF_OCCASION.search(before) and _BEGUN.match(sentence.flat, moment.last)
            is_named = (_RUNNING.search(before) or is_of_occasion) and not _NOT_PERIOD.search(before[-LONGEST_TITLE:])
            if behind and is_named and not moment.is_span and not binds(part, sentence, moment):
                first, last = sentence.start + moment.first, sentence.start + behind.end()
                lines = sentence.paragraph.lines(first, last)
                text = sentence.paragraph.text[first:last].strip()
                yield Period(moment.start, None, text, moment.approximate, lines)


def _dedicated(part: Part) -> Iterator[Period]:
    """The month that is dedicated to what the notice is about, where it opens with it."""
    for paragraph in part.body[:1]:
        for moment in moments(paragraph.flat, part.base):
            if moment.precision is Precision.MONTH and _IS_MONTH.match(paragraph.flat, moment.last):
                lines = paragraph.lines(moment.first, moment.last)
                text = paragraph.text[moment.first : moment.last].strip()
                yield Period(moment.start, moment.end, text, moment.approximate, lines)


def _spans_first(found: Sequence[tuple[Paragraph, Moment]]) -> Sequence[tuple[Paragraph, Moment]]:
    """A span goes before a day with which it begins: 10月16日报到, of a meeting from 10月16日 to 18日."""
    first = found[0][1].start if found else None
    return sorted(found, key=lambda one: not (one[1].is_span and one[1].start == first))


def _periods_headed(part: Part) -> Iterator[tuple[Paragraph, Moment]]:
    """二、活动时间 and the span in the same paragraph or the one below; 时间 alone counts where only one says it."""
    above = ""
    bare: list[list[tuple[Paragraph, Moment]]] = []
    for index, paragraph in enumerate(part.body):
        match = NUMBERED.match(paragraph.flat)
        above = paragraph.flat if match else above
        head = paragraph.flat[match.end() if match else 0 :].partition(":")[0].partition("。")[0]
        head = re.sub(r"\s+", "", head)
        is_bare = not match and bool(_BARE_HEAD.fullmatch(head))
        if is_bare and _NOT_PERIOD.search(above[:LONGEST_TITLE]):
            continue
        if head == _ARRANGED:
            yield from _alone(part, part.body[index + 1 : index + 2])
        if len(head) > LONGEST_TITLE or not _PERIOD_HEAD.search(head) or not (match or ":" in paragraph.flat):
            continue
        found = list(_days_under(part, index))
        if is_bare:
            bare.append(found)
        else:
            yield from found
    yield from bare[0] if len(bare) == 1 else ()


def _days_under(part: Part, index: int) -> Iterator[tuple[Paragraph, Moment]]:
    """The days of a paragraph with a head and of the one below, without those of coming and going.

    Months that are told apart are no one period.
    """
    for below in (one for one in part.body[index : index + 2] if not _STAGED.search(one.flat)):
        told = list(moments(below.flat, part.base))
        if len(told) > 1 and all(one.precision is Precision.MONTH and not one.is_span for one in told):
            continue
        for moment in told:
            is_arrival = re.search("(?<![及和与、])报到时间", below.flat[: moment.first])
            if not is_arrival and not re.match(r"\s*(?:截止|止|(?:全天)?报到|离会|返程)", below.flat[moment.last :]):
                yield below, moment


def _alone(part: Part, below: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, Moment]]:
    """A span of days that is all that a paragraph says."""
    for paragraph in below:
        for moment in moments(paragraph.flat, part.base):
            rest = paragraph.flat[: moment.first] + paragraph.flat[moment.last :]
            if moment.is_span and not rest.strip(" 。"):
                yield paragraph, moment


def _periods_inline(part: Part) -> Iterator[tuple[Paragraph, Moment]]:
    """A span of days in a sentence that says what takes place in it and hands nothing in."""
    for sentence in part.sentences:
        for moment in moments(sentence.flat, part.base):
            after = re.split(r"[,。;]", sentence.flat[moment.last : moment.last + 30].lstrip("期间内, "))[0]
            before = sentence.flat[max(0, moment.first - 12) : moment.first]
            takes_place = _PERIOD_INLINE.search(after) or _GOES_TO.search(f"{before}|{after}")
            is_named = takes_place and not _NOT_PERIOD.search(before + after)
            is_week = _WEEK.match(sentence.flat, moment.last)
            is_labelled = is_week or _PERIOD_LABEL.search(sentence.flat[: moment.first])
            is_row = sentence.flat[moment.last :].lstrip().startswith("|")
            is_named = is_named and not (
                is_row or _STEP.match(sentence.paragraph.flat) or _STAGED.search(sentence.flat)
            )
            is_opening = sentence.paragraph is part.body[0] and _HELD.search(f"{before}|{after}")
            is_over = moment.end is not None and part.base.is_over(moment.end)
            is_long = (moment.is_span and not is_over) or (moment.precision is not Precision.MONTH and is_opening)
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
