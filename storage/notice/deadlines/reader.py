"""By when somebody must have done what: dates that bind, days that return, terms, and duties without a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from storage.notice.bodies.audiences import asked
from storage.notice.dates import Moment, Rule, moments, rules
from storage.notice.dates.hours import CLOCK, clock
from storage.notice.dates.numbers import NUMBER
from storage.notice.deadlines.binding import PUT_OFF, binds
from storage.notice.deadlines.bound import bound_by
from storage.notice.deadlines.clauses import LONGEST, clause, what_by
from storage.notice.deadlines.recurring import each_year, is_yearly, reported, without_open
from storage.notice.deadlines.undated import URGED, sent_someday, told_beside, without_day
from storage.notice.deadlines.windows import told_once, without_bare
from storage.notice.model import Deadline, Recurrence, Term
from storage.notice.parts.sentences import Sentence
from storage.notice.parts.structure import Part
from storage.notice.parts.subjects import known
from storage.notice.parts.tables import rows
from storage.notice.text.signs import flatten
from storage.patterns import Late

_NOT_BINDING = Late(
    r"截[止至](?:目前|至今)|办公时间|开网时间|(?:发布|转载|更新|发表|录入|编辑|印发)(?:时间|日期)|报告期|(?:浏览|点击)(?:数|量|率|次|:|\s*\d)|来源:"
)
_REPORTS = Late(
    r"报送|上报|提交|反馈|总结|填报|上传|登录|完成|报告|通报(?!各)|汇总|声明|自查|(?<!通)报(?!名|刊|纸)|寄|交(?!流|通)|发至|发送|更新"
    r"|(?<![移转呈护选])送(?=[省市县区州我本校至到交])"
)
_MONTHLY = Late(r"月度?报|每月|按月|逐月|当月")
_RETURNS_AT = Late(r"[底末日号前内周旬]|每[日天个旬]|下班")
_DONE = Late(
    r"出具|制定|形成|整改|完善|召开|公示|下达|拨付|报送|上报|提交|完成|反馈|报|填报|寄|返回|缴|上传|送|交(?!流|通)|办理|备案"
    r"|发(?=[至到往给]|.{1,20}(?:邮箱|信箱))"
)
_TERM_HEAD = Late(r"(?:缴费|报送|提交|上报|报名|寄送|申报|反馈)(?:时间|期限)(?:为|是|:)\s*$")
_NOT_DUTY = Late(r"异议|举报|申诉|投诉|复议|提起|答复|有效")
_BEFORE_EVENT = Late(
    rf"(?:会议?|大会|活动|开班|开幕|报到|比赛|竞赛|培训|演出|发[布表]会|论坛|截[止至](?:时间|日期|日)?)"
    rf"(?:召开|举办|开始)?之?前,?(?:提前)?(?:{NUMBER}|两)个?(?:工作)?[日天]"
)
"""A term before something whose day is said elsewhere: 会前3天, 截止日期前2个工作日."""

_WITHIN = Late(
    rf"(?:^|(?<!的),)[^,。;]{{0,24}}?[在于](?:{NUMBER}|两)\s*个?(?:工作日|小时)之?内(?P<what>[^,。;]{{2,20}})"
)
"""A term that does not say what it runs from: 用人单位在5个工作日内完成审核."""

_POSTED = Late(r"以?(?:当地)?邮戳(?:日期)?为准")
_THAT_DAY = Late(r"(?:当|上报|报送)[日天]\s*" + CLOCK + r"\s*(?:之?前|以前)")
_OPENING_HOURS = Late(r"\d\s*(?:-{1,2}|~|至)\s*\d{1,2}\s*[:点时]")
"""Hours at which something is open: 每天8:30-16:30."""

_TOLD_BELOW = Late(r"具体[^。;]*时间[^。;]*如下")
"""That the days on which something returns are told one by one: 每季度填报一次。具体填报时间如下."""

_IN_ROW = Late(r"[、和及与](?:第.{1,2}[批次期轮])?|,")
_IS_TOLD = Late(r"(?:截[止至]至?|时点[为是:])\s*$")
"""What stands between the days of a row, and before a day up to which something is counted."""

_NOT_EACH = Late(r"\s*(?:最多|至少|不|只|限|仅|可)")
"""What limits a day is no duty of each: 每天最多8学时."""

_CHANGED = Late(r"[^,]{0,6}(?:调整|改|变更)为")
"""What says that another time holds from now on: 每季度报送调整为每周报送."""

_NEAR = 12
_HEADED = 30
"""Characters before a day at the end of a line that say what is handed in by then: 月报表 企业填报 月后12日前."""


def deadlines(part: Part) -> list[Deadline]:
    """Return every date by which somebody must have done something, and the duties without a date."""
    part = asked(part)
    found: list[Deadline] = []
    before_events: list[Deadline] = []
    beside: list[Deadline] = []
    goes_on, place = False, 0
    told = {row.paragraph.first: row.audience for row in rows(part.body) if row.audience}
    covered = reported(part.body)
    for sentence in part.sentences:
        flat, is_monthly = sentence.flat, bool(_MONTHLY.search(sentence.heading + sentence.flat))
        ruled = [r for r in rules(flat, is_monthly=is_monthly) if not _OPENING_HOURS.search(flat, r.first, r.last)]
        dated = [] if sentence.paragraph.first in covered else told_once(list(_dated(part, sentence, ruled)))
        returning = [d for rule in ruled if (d := _ruled(part, sentence, rule))]
        if whom := told.get(sentence.paragraph.first):
            dated, returning = ([replace(one, audience=known(part, whom)) for one in due] for due in (dated, returning))
        if goes_on := goes_on and sentence.paragraph.first == place:
            dated, returning = [], [*returning, *map(each_year, dated)]
        goes_on, place = goes_on or any(map(is_yearly, returning)), sentence.paragraph.first
        if re.search(PUT_OFF, sentence.flat) and dated:
            found = [d for d in found if not _is_changed(d, dated[0])]
        found += dated + returning
        if (within := _WITHIN.search(sentence.flat)) and not _NOT_DUTY.search(sentence.flat) and not returning:
            before_events += without_day(part, sentence, _WITHIN) if _DONE.match(within["what"]) else []
        if event := _BEFORE_EVENT.search(sentence.flat):
            before_events += (
                without_day(part, sentence, _BEFORE_EVENT) if _DONE.search(sentence.flat, event.end()) else []
            )
        if not (dated or returning):
            found += without_day(part, sentence, URGED)
            beside += told_beside(part, sentence)
        elif _is_posted_apart(sentence.flat, dated):
            found += without_day(part, sentence, _POSTED)
    found = without_open(without_bare(found, part.body))
    dates = [d for d in found if d.date or d.recurrence or d.term]
    undated = [d for d in found if not (d.date or d.recurrence or d.term)] or ([] if dates else sent_someday(part))
    return dates + before_events + (beside or [d for d in undated if "邮戳" in d.text][:1] if dates else undated[:1])


def _is_changed(before: Deadline, by: Deadline) -> bool:
    """Whether a date that was set before, in the same lines, is the one that is put off."""
    is_new = re.search(PUT_OFF, flatten(before.text))
    return "截" in before.text and not is_new and bool(set(before.source) & set(by.source))


def _dated(part: Part, sentence: Sentence, ruled: Sequence[Rule]) -> Iterator[Deadline]:
    """The deadlines with a date in one sentence."""
    flat = sentence.flat
    if _NOT_BINDING.search(flat):
        return
    every = [m for m in moments(flat, part.base) if not any(r.first < m.last and m.first < r.last for r in ruled)]
    bound = _bound(part, sentence, every)
    for place, moment in enumerate(every):
        if not bound[place] or (moment.is_span and _returns_within(moment, ruled)):
            continue
        until = every[place + 1].first if place + 1 < len(every) else len(flat)
        begins, ends = clause(flat, moment)
        first, last = sentence.start + begins, sentence.start + ends
        yield Deadline(
            text=sentence.paragraph.text[first:last].strip(),
            date=moment.end,
            time=moment.time or (None if moment.is_closing else _hour_behind(flat[moment.last : until])),
            starts_on=moment.start if moment.is_span else None,
            audience=bound_by(part, sentence, flat[: moment.first], flat[moment.last :]),
            what=what_by(sentence.paragraph.text[sentence.start + moment.last : sentence.end]),
            level=part.level,
            source=sentence.paragraph.lines(first, last),
        )


def _bound(part: Part, sentence: Sentence, every: Sequence[Moment]) -> list[bool]:
    """Which days of a sentence bind: one of several in a row as the others do (1月29日、2月26日、3月29日前报)."""
    bound = [binds(part, sentence, moment) for moment in every]
    rows = [_is_row(sentence.flat, one, other) for one, other in pairwise(every)]
    for place in range(len(rows) - 1, -1, -1):
        bound[place] |= rows[place] and bound[place + 1]
    for place, is_row in enumerate(rows):
        bound[place + 1] |= is_row and bound[place]
    return bound


def _is_row(flat: str, one: Moment, other: Moment) -> bool:
    """Whether two days are told as one thing; not one up to which something counts: 数据截至5月31日,6月9日前报."""
    between = flat[one.last : other.first].strip()
    return bool(_IN_ROW.fullmatch(between)) and not (between == "," and _IS_TOLD.search(flat, 0, one.first))


def _returns_within(moment: Moment, ruled: Sequence[Rule]) -> bool:
    """Whether a span only says how long something returns: 自9月19日起至11月7日,每周一报送."""
    return any(not rule.is_term and moment.last <= rule.first <= moment.last + _NEAR for rule in ruled)


def _hour_behind(flat: str) -> str | None:
    """An hour that stands apart from its date: 2月24日上午,各部门在11:00前交."""
    found = re.search(CLOCK + r"\s*(?:之?前|以前)", re.split("[。;]", flat)[0])
    return clock(found) if found else None


def _hour_of_that_day(rest: str) -> str | None:
    """The hour by which something is due on each day on which it returns: 每周四报送一期,于当日16:00前发到……."""
    found = _THAT_DAY.search(rest)
    return clock(found) if found else None


def _ruled(part: Part, sentence: Sentence, rule: Rule) -> Deadline | None:
    """A duty that returns (每月25日前, 每双月底) or runs from something (收到通知后5个工作日内)."""
    flat = sentence.flat
    rest = re.split(r"[。;]", flat[rule.last :])[0]
    phrase = flat[rule.first : rule.last]
    if _CHANGED.match(rest):
        return None
    if rule.is_term:
        is_done = _DONE.search(re.split(r",", rest.lstrip(","))[0][:LONGEST]) or _TERM_HEAD.search(flat[: rule.first])
        if not is_done or _NOT_DUTY.search(flat):
            return None
    elif rule.value is None and rule.time is None:
        if _TOLD_BELOW.search(sentence.paragraph.flat, sentence.end, sentence.end + LONGEST):
            return None
        if not re.match(r"[^,预]{0,6}?(?:报送|上报|提交|(?<![简通汇])报(?!名|刊))", rest):
            return None
    elif (
        not _RETURNS_AT.search(phrase)
        or _NOT_EACH.match(rest)
        or not _REPORTS.search(rest[:60] or flat[: rule.first][-_HEADED:])
    ):
        return None
    first, last = sentence.start + rule.first, sentence.start + rule.last + len(re.split(r",", rest)[0])
    text = sentence.paragraph.text
    return Deadline(
        text=text[first:last].strip(),
        date=None,
        time=rule.time or _hour_of_that_day(rest),
        audience=bound_by(part, sentence, flat[: rule.first], rest),
        what=text[sentence.start + rule.last : last].strip(),
        level=part.level,
        recurrence=None if rule.is_term else text[first : sentence.start + rule.last].strip(),
        source=sentence.paragraph.lines(first, last),
        returns=rule.value if isinstance(rule.value, Recurrence) else None,
        term=rule.value if isinstance(rule.value, Term) else None,
    )


def _is_posted_apart(flat: str, dated: Sequence[Deadline]) -> bool:
    """Whether the postmark counts for what is posted, before the sentence names a date for something else."""
    match = _POSTED.search(flat)
    if match is None or not dated:
        return False
    before = flat[: match.start()]
    return "寄" in before[before.rfind(",") + 1 :] and not re.search(r"\d\s*[日号]", before)
