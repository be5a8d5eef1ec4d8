"""By when somebody must have done what: dates that bind, days that return, terms, and duties without a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from storage.notice.dates import Moment, Precision, Rule, moments, rules
from storage.notice.dates.hours import CLOCK, clock
from storage.notice.dates.numbers import NUMBER
from storage.notice.model import Deadline, Recurrence, Term
from storage.notice.sentences import Sentence, binding_sentences, known, subject
from storage.notice.signs import flatten
from storage.notice.structure import Part

_AFTER = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:之?前(?!后|期|往|来|述|三|两|一(?!并|起|次性)|[二三四五六七八九十\d])"
    r"|以前|前后?(?=,?将|,?报)|(?:自动)?关闭|止(?!境)|截止|为止|之内|,?\s*(?:系统|平台|通道|网站)[^,。;]{0,8}(?:关闭|停止))"
)
_PUT_OFF = r"(?:延长|延期|顺延|推迟|延迟|延后|延|调整|变更|提前)(?:到|至|为)"
_BEFORE = re.compile(
    rf"(?:截[止至]?(?:时间|日期|期限|日)?(?:为|是|到|至)?|{_PUT_OFF}|截[止至](?:到|至)?|(?:最迟"
    r"|最晚)(?:不超过|[于在])?|不(?:得)?(?:晚|迟)于"
    r"|(?:报送|上报|提交|反馈|申报|报名|交稿|征稿|受理)(?:时间|日期|期限)(?:为"
    r"|是)?|务必?[于在]|(?:时间|日期|期限)(?:为|是|:))\s*:?\s*$"
)
_ONCE_SET = re.compile(r"原(?![件则创文因理料始作稿籍单])(?:定|计划|来|先|通知)?[^,。;:新现]{0,24}$")
"""What a later notice says of the date that it changes."""

_STEP = re.compile(
    r"(?:自查|自评|申报|报名|推荐|填报|审核|初审|复核|复审|评审|征集|受理|报送|提交|核查|整改|考核|测评)(?:工作)?(?:阶段)?[^,。;()]{0,2}\($"
)
"""A step with its days in brackets: 县级复核(1月17日至1月21日)."""

_BARE_LABEL = re.compile(r"\s*(?:\d[.、])?\s*(?:时间|日期)\s*:\s*")
_LATER_ONES = re.compile(r"(?:第.{1,3}[批轮次期](?:次)?)\s*(?:为|是|:)?\s*$")
_ASKED = (
    r"登录|登陆|填报|申报|报名|提交|完成|注册|反馈|上传|报送|上报|登记|推荐|审核"
    r"|评审|初审|复审|复核|投稿|缴费|缴纳|自查|自评|受理|征集|递交|邮寄|寄送|送交|送达|领取"
    r"|报(?![名告表到刊社纸考销道酬价])|交(?![流通])"
)
_WINDOW = re.compile(rf"^\s*(?:期间|内|之间)?\s*,?[^。;]{{0,24}}?(?:{_ASKED})")
_ASKING_HEAD = re.compile(
    r"(?:申报|报名|征集|征稿|投稿|受理|提交|报送|填报|推荐|登记|注册|缴费|审核"
    r"|初审|自查|提名|征文|报备|交稿|作品)[^ ]{0,6}?(?:时间|期限|日期|截止|阶段"
    r"|安排)|截止"
)
_DUE_HEAD = re.compile(r"截止(?:时间|日期)? $|(?:报送|提交|申报|报名|投稿|交稿|送稿)(?:截止)?(?:时间|日期|期限) $")
_ACTIVITY_HEAD = re.compile(
    r"(?:[初复决校省国预]赛|演出|开幕|活动|举办|开展|笔试|面试|考试|开班|报到|召开|举行|答辩|路演|领取|发布|公布|颁奖|竞赛|比赛|会议|培训|展览|展出|公示|评审|实施|调查|统计)(?:开展)?(?:时间"
    r"|日期|周期|期间)|报告期"
)
_TO_SEND = re.compile(r"报送|上报|提交|递交|送交|交送|寄|送至|送到|交至|交到|反馈|发送|发至|填报|返回|上交|完成")
_MUST = re.compile(r"(?:请|须|应|需|务)[^,。;]{0,24}?[于在]\s*$")
_NOT_BINDING = re.compile(r"截[止至](?:目前|至今)|办公时间|发布时间|报告期|浏览|点击|来源:")
_ELIGIBLE = re.compile(
    r"^\s*(?:\([^()]*\)\s*)?(?:(?:之?前|以前|以后|后)\s*(?:出生|取得|获得|注册(?!缴费|并|报名)"
    r"|成立|竣工|投产|毕业|参加工作|入职|立项|结题|发表|授权|具有|满|的|已|还未|尚未|仍未|未完成|建成"
    r"|设立|认定|备案|签订|在(?=[册岗职校读编建省市我本]))"
    r"|,?\s*(?:已|未满|年满|仍|尚|累计|共有?|达到|全[国省市])|出生|以?后)"
)
_ABOUT = re.compile(r"范围|对象|条件|资格|标准")
_AS_OF = re.compile(r"截[止至]到?至?\s*$")
_SOON = re.compile(r"[^,。;]{0,6}?(?:完成|提交|报送|上报|填报)")
_ENDS = re.compile(r"\s*(?:前|止|[,。;)]|$)")
_REPORTS = re.compile(
    r"报送|上报|提交|反馈|总结|填报|上传|登录|完成|报告|通报|汇总|报(?!名|刊|纸)|寄|交(?!流|通)|发至|发送|更新"
)
_RETURNS_AT = re.compile(r"[底末日号前内周]|每[日天个旬]|下班")
_DONE = re.compile(
    r"出具|制定|形成|整改|完善|召开|公示|报送|上报|提交|完成|反馈|报|填报|寄|返回|缴|上传|送|交(?!流|通)|办理|备案"
)
_NOT_DUTY = re.compile(r"异议|举报|申诉|投诉|复议|提起|答复|有效")
_URGED = re.compile(
    r"(?:及时|尽快|按时|随时|适时)[^。;]{0,10}?(?:报送|上报|反馈|提交)|以?(?:当地)?邮戳(?:日期)?为准"
    r"|(?:报送|上报|寄送?|送交)[^。;]{0,30}(?:至|到)"
)
_BEFORE_EVENT = re.compile(
    rf"(?:会议?|大会|活动|开班|开幕|报到|比赛|竞赛|培训|演出|发[布表]会|论坛)(?:召开|举办|开始)?前(?:{NUMBER}|两)个?(?:工作)?[日天]"
)
"""A term before something whose day is said elsewhere: 会前3天."""

_POSTED = re.compile(r"以?(?:当地)?邮戳(?:日期)?为准")
_LONGEST_CLAUSE = 80
_LABEL = 24
_NEAR = 12


def deadlines(part: Part) -> list[Deadline]:
    """Return every date by which somebody must have done something, and the duties without a date."""
    found: list[Deadline] = []
    before_events: list[Deadline] = []
    for sentence in binding_sentences(part):
        ruled = list(rules(sentence.flat))
        dated = _told_once(list(_dated(part, sentence, ruled)))
        returning = [d for rule in ruled if (d := _ruled(part, sentence, rule))]
        if re.search(_PUT_OFF, sentence.flat) and dated:
            found = [d for d in found if not _is_changed(d, dated[0])]
        found += dated + returning
        if event := _BEFORE_EVENT.search(sentence.flat):
            before_events += _undated(part, sentence, _BEFORE_EVENT) if _DONE.search(sentence.flat, event.end()) else []
        if not (dated or returning):
            found += _undated(part, sentence, _URGED)
        elif _is_posted_apart(sentence.flat, dated):
            found += _undated(part, sentence, _POSTED)
    dates = [d for d in found if d.date or d.recurrence or d.term]
    undated = [d for d in found if d not in dates]
    return dates + before_events + [d for d in undated if not dates or "邮戳" in d.text][:1]


def _told_once(found: Sequence[Deadline]) -> list[Deadline]:
    """The deadlines of a sentence without a span at whose end another is due: 征文(11月5日-25日):…于11月25日前报."""
    ends = [(deadline.date, deadline.time) for deadline in found if deadline.starts_on is None]
    return [one for one in found if one.starts_on is None or (one.date, one.time) not in ends]


def _is_changed(before: Deadline, by: Deadline) -> bool:
    """Whether a date that was set before, in the same lines, is the one that is put off."""
    is_new = re.search(_PUT_OFF, flatten(before.text))
    return "截" in before.text and not is_new and bool(set(before.source) & set(by.source))


def _dated(part: Part, sentence: Sentence, ruled: Sequence[Rule]) -> Iterator[Deadline]:
    """The deadlines with a date in one sentence."""
    flat = sentence.flat
    if _NOT_BINDING.search(flat):
        return
    every = [m for m in moments(flat, part.base) if not any(r.first < m.last and m.first < r.last for r in ruled)]
    for place, moment in enumerate(every):
        if not binds(part, sentence, moment) or (moment.is_span and _returns_within(moment, ruled)):
            continue
        until = every[place + 1].first if place + 1 < len(every) else len(flat)
        begins, ends = _clause(flat, moment)
        first, last = sentence.start + begins, sentence.start + ends
        yield Deadline(
            text=sentence.paragraph.text[first:last].strip(),
            date=moment.end,
            time=moment.time or (None if moment.is_closing else _hour_behind(flat[moment.last : until])),
            starts_on=moment.start if moment.is_span else None,
            audience=_audience(part, sentence, flat[: moment.first], flat[moment.last :]),
            what=sentence.paragraph.text[sentence.start + moment.last : sentence.end]
            .lstrip("之前以,， ")
            .rstrip("。；;, "),
            level=part.level,
            source=sentence.paragraph.lines(first, last),
        )


def _returns_within(moment: Moment, ruled: Sequence[Rule]) -> bool:
    """Whether a span only says how long something returns: 自9月19日起至11月7日,每周一报送."""
    return any(not rule.is_term and moment.last <= rule.first <= moment.last + _NEAR for rule in ruled)


def _hour_behind(flat: str) -> str | None:
    """An hour that stands apart from its date: 2月24日上午,各部门在11:00前交."""
    found = re.search(CLOCK + r"\s*(?:之?前|以前)", re.split("[。;]", flat)[0])
    return clock(found) if found else None


def binds(part: Part, sentence: Sentence, moment: Moment) -> bool:
    """Whether a date is one by which something must be done."""
    flat = sentence.flat
    after, before = flat[moment.last :], flat[: moment.first]
    if moment.precision is Precision.MONTH or re.match(r"\s*前后", after) or _ELIGIBLE.match(after):
        return False
    is_put_off = re.search(rf"{_PUT_OFF}\s*$", before)
    is_past = moment.end and part.base.issued_on and moment.end < part.base.issued_on
    if is_past and not is_put_off and not _TO_SEND.search(flat):
        return False
    if _ABOUT.search(sentence.heading) and not _TO_SEND.search(flat):
        return False
    if _AS_OF.search(before) and not _ENDS.match(after) and not _SOON.match(after):
        return False
    if _ONCE_SET.search(before):
        return False
    is_held = _ACTIVITY_HEAD.search(before[-_LABEL:]) or (
        _BARE_LABEL.fullmatch(before) and _ACTIVITY_HEAD.search(sentence.heading)
    )
    if _AFTER.match(after) or (_BEFORE.search(before) and not is_held):
        return True
    if _LATER_ONES.search(before) and "截止" in before:
        return True
    label = f"{sentence.heading}{before[-12:]}"
    if moment.since_issue:
        return not _ACTIVITY_HEAD.search(label)
    if moment.is_span and not moment.approximate:
        return bool(_WINDOW.match(after) or _STEP.search(before)) or (
            bool(_ASKING_HEAD.search(label)) and not _ACTIVITY_HEAD.search(label)
        )
    return _is_day_to_send(sentence.heading, flat, moment)


def _is_day_to_send(heading: str, flat: str, moment: Moment) -> bool:
    """A single day without 前: 请于2月22日将申请书报送科研处, or a line of a timetable that says what is sent."""
    after, before = flat[moment.last :], flat[: moment.first]
    if moment.approximate or moment.is_span:
        return False
    if re.match(r"\s*(?:全部|全面)?完成", after) and re.search(r"截止|前", before):
        return True
    if _MUST.search(before):
        return bool(_TO_SEND.search(after))
    if not before.strip() and re.match(r"\s*[。;,(]|\s*$", after) and _DUE_HEAD.search(heading):
        return True
    return not before.strip(" \t0123456789、.()") and bool(
        re.match(
            r"[^,。;]{0,40}?(?:提交|报送|上报|递交|交至|送至|交送|送交|上交|寄|送(?![达审检医]))", after.lstrip(" ,:|")
        )
    )


def _clause(flat: str, moment: Moment) -> tuple[int, int]:
    """The clause around a date: back to the comma before it, on to the end of what must be done."""
    begins = max(flat.rfind(",", 0, moment.first), flat.rfind(":", 0, moment.first)) + 1
    if moment.first - begins > 30:
        begins = moment.first - (1 if flat[moment.first - 1 : moment.first] in ("于", "在") else 0)
    stop = re.search(r"[,。;!?]", flat[moment.last :])
    ends = moment.last + stop.start() if stop else len(flat)
    if ends - moment.last < 4:
        more = re.search(r"[,。;!?]", flat[ends + 1 :])
        ends = ends + 1 + more.start() if more else len(flat)
    return begins, max(moment.last, min(ends, begins + _LONGEST_CLAUSE))


def _audience(part: Part, sentence: Sentence, before: str, after: str) -> tuple[str, ...]:
    """Who is bound: the subject nearest before the date or just behind it, else everybody the level addresses."""
    behind = re.split(r"[,。;:]", after.lstrip("之前以,止 "))[0]
    who = subject(before) or subject(behind)
    if not who:
        return part.audience
    return known(part, tuple(sentence.paragraph.original(w) for w in who))


def _ruled(part: Part, sentence: Sentence, rule: Rule) -> Deadline | None:
    """A duty that returns (每月25日前, 每双月底) or runs from something (收到通知后5个工作日内)."""
    flat = sentence.flat
    rest = re.split(r"[。;]", flat[rule.last :])[0]
    phrase = flat[rule.first : rule.last]
    if rule.is_term:
        if not _DONE.search(re.split(r",", rest.lstrip(","))[0][:40]) or _NOT_DUTY.search(flat):
            return None
    elif rule.value is None:
        if not re.match(r"[^,]{0,6}?(?:报送|上报|提交|报(?!名|刊))", rest):
            return None
    elif not _RETURNS_AT.search(phrase) or not _REPORTS.search(rest[:60]):
        return None
    clause = re.split(r",", rest)[0]
    first, last = sentence.start + rule.first, sentence.start + rule.last + len(clause)
    text = sentence.paragraph.text
    return Deadline(
        text=text[first:last].strip(),
        date=None,
        time=rule.time,
        audience=_audience(part, sentence, flat[: rule.first], rest),
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


def _undated(part: Part, sentence: Sentence, urged: re.Pattern[str]) -> list[Deadline]:
    """A duty to send something to an office for which no date is printed."""
    match = urged.search(sentence.flat)
    if not match:
        return []
    begins = max(sentence.flat.rfind(",", 0, match.start()), -1) + 1
    stop = re.search(r"[,。;]", sentence.flat[match.end() :])
    ends = match.end() + (stop.start() if stop else len(sentence.flat) - match.end())
    first, last = sentence.start + begins, sentence.start + ends
    text = sentence.paragraph.text[first:last].strip()
    return [
        Deadline(
            text,
            None,
            audience=part.audience,
            what=text,
            level=part.level,
            source=sentence.paragraph.lines(first, last),
        )
    ]
