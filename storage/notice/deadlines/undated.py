"""Duties for which no day is printed: what is sent at once, whenever there is something to tell, or some day."""

from __future__ import annotations

import re

from storage.notice.bodies.handing import targets
from storage.notice.dates import moments, rules
from storage.notice.deadlines.binding import ABOUT
from storage.notice.deadlines.bound import bound_by
from storage.notice.deadlines.clauses import outside_brackets
from storage.notice.model import Deadline
from storage.notice.parts.sentences import Sentence
from storage.notice.parts.structure import Part
from storage.notice.text.signs import flatten
from storage.patterns import Late

URGED = Late(
    r"(?:及时|尽快|按时|随时|适时)(?:[^。;]{0,10}?|[将把][^,。;]{2,30})(?:报送|上报|反馈|提交)|以?(?:当地)?邮戳(?:日期)?为准"
    r"|(?:报送|上报|寄送?|送交)[^。;]{0,30}(?:至|到)"
)
_KEPT_INFORMED = Late(
    r"(?<!督促)(?:及时|随时|适时)(?:向[^,。;]{2,24}|[将把][^,。;]{2,30})?(?:报送|上报|反馈|报告)(?!了)"
)
"""That an office is told whenever there is something to tell."""

_NEWS = r"(?:情况|信息|动态|问题|线索|案例|经验|做法|成效|报道|稿件|图片|总结)"
_OF_NEWS = Late(
    rf"(?:报送|上报)(?!(?:有关|相关)?(?:信息|情况|问题)(?:[,。;]|$))[^,。;]{{2,30}}{_NEWS}(?:[,。;]|$)"
    rf"|{_NEWS}(?:要|应|须|请)?(?:及时|随时)(?:上报|报送)"
)
"""What somebody is kept informed of, where it is not said who is: 及时报送活动进展情况."""

_SEEN_TO = Late(r"(?:[^,。;]{0,6}(?:确保|保证|督促))")
"""That somebody only sees to it that another does something: 确保复审企业按时报送材料."""

_WHO_ACTS = Late(
    r"(?:联络员|联系人|信息员|工作人员)[^。;]{0,4}[将把][^,。;]{0,6}名单|[将把][^,。;]{0,14}[员人][^,。;]{0,2}(?:名单|姓名|信息)"
)
"""That whoever does the work is named to an office, beside what it is sent in the end: 明确联络员,并将名单报我局."""

_SENT_TO = Late(r"(?:报送|上报|提交|递交|交送|送交|反馈|寄|报|送|交)(?=[我本省市县区校学所])")
"""What says to whom something goes: 审查后报送我会."""

_OBJECT = Late(r"[\u4e00-\u9fff]")
"""Words before the verb of a clause: in 上报情况报告,送市科协 what is sent stands in the clause before."""


_HAS_OBJECT = Late(
    r"(?:及时|尽快|按时|随时|适时)(?:报送|上报|反馈|提交)(?![至到给往我省市县区]|本[局会市省县区校院所])[\u4e00-\u9fff]"
)
"""What is sent stands behind the verb, and not in the clause before: 及时报送本单位学习情况."""


def without_day(part: Part, sentence: Sentence, urged: Late) -> list[Deadline]:
    """A duty to send something to an office for which no date is printed."""
    match = None if ABOUT.search(sentence.heading) else urged.search(sentence.flat)
    if match is None:
        return []
    begins = sentence.flat.rfind(",", 0, match.start()) + 1
    has_object = _OBJECT.search(sentence.flat, begins, match.start()) or _HAS_OBJECT.match(sentence.flat, begins)
    if begins and not has_object:
        begins = sentence.flat.rfind(",", 0, begins - 1) + 1
    if _SEEN_TO.match(sentence.flat, begins):
        return []
    stop = re.search(r"[,。;]", outside_brackets(sentence.flat)[match.end() :])
    ends = match.end() + (stop.start() if stop else len(sentence.flat) - match.end())
    first, last = sentence.start + begins, sentence.start + ends
    text = sentence.paragraph.text[first:last].strip()
    return [
        Deadline(
            text,
            None,
            audience=bound_by(part, sentence, sentence.flat[: match.start()], ""),
            what=text,
            level=part.level,
            source=sentence.paragraph.lines(first, last),
        )
    ]


def told_beside(part: Part, sentence: Sentence) -> list[Deadline]:
    """A duty to keep an office informed, or to name it somebody, beside others with their days."""
    kept = without_day(part, sentence, _KEPT_INFORMED)
    kept = [due for due in kept if _OF_NEWS.search(text := flatten(due.text)) or targets(text)]
    kept = kept or (without_day(part, sentence, _WHO_ACTS) if targets(sentence.flat) else [])
    if not kept or "如下" in sentence.flat:
        return []
    rest = sentence.paragraph.flat[sentence.end :] if sentence.is_head else ""
    return [] if moments(rest, part.base) or any(rules(rest)) else kept


def sent_someday(part: Part) -> list[Deadline]:
    """The first duty to send something to an office, of a notice that says nowhere by when."""
    duties = (without_day(part, sentence, _SENT_TO) for sentence in part.sentences if targets(sentence.flat))
    return next((duty for duty in duties if duty), [])
