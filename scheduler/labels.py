"""What is due on one of several dates, in few words: 将工作总结报送至市科协, 网上申报."""

from __future__ import annotations

from scheduler.phrases import by_when, clauses, clipped
from storage.notice.model import Deadline
from storage.notice.routing import Duty
from storage.notice.text.traditional import SIMPLIFY
from storage.patterns import Late

SIGNS = "，,。；;：: "
"""What stands at the ends of a clause."""

MOST, _LONGEST = 4, 40
"""Days of one type that are told at once, and characters of what is due on each."""

_LEAST = 3
"""Characters of what is due that tell something."""

_BRACKETS = Late(r"[(（][^()（）]*[)）]")
_DAY = Late(r"(?:20\d\d\s*年)?\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]?")
_ASIDE = Late(r"[(（][^()（）]*\d{1,2}\s*月\s*\d{1,2}")
"""A day that is told in brackets: 请上传作品（截止时间为6月30日）."""

_OPENS = Late(r"^(?:[,，、;；：: ]|期间|并且?|且|请(?!示)|务必|于|同时|在此日期前)+")
"""What joins it to what stands before, and asks for it."""

_NO_DUTY = Late(
    r"(?:届时|逾期|过[期时]|超期|未(?:按时|完成|报)|以[^,，]{0,6}邮戳|遇?节假日|联系(?:人|电话)|电话|(?:电子)?邮箱|地址|传真|进行(?:$|[,，]))"
)
"""What follows a day and is not what is due on it: what becomes of who is late, whom to call."""

_HANDED_IN = Late(r"报送|上报|提交|递交|送达|反馈|上传|[报送交寄发](?:至|到|给|往|我|市|省|区|县|州|校)")
"""The clause that says what is done in the end; what follows is another matter."""

_LACKS_OBJECT = Late(
    r"^(?:报送?|提交|递交|送达?|交|寄送?|反馈|上报|发[送布]?|上传|邮寄)"
    r"(?:$|[至到给往在于我市省区县州校]|[^,，。；;]{2,14}?(?:局|会|办|厅|委|科|室|处|院|部|中心)(?:$|[,，。；;]))"
)
"""Only to whom it goes: what goes stands before the day."""

_BEFORE_DAY = Late(r"(?:[将把][^,，;；]{2,40}?|[^,，;；:：将把]{2,24}?)(?=(?:请|须|应|务必)?[于在]?$)")
_OF_DAY = Late(
    r"(?P<what>[^,，:：;；。]{2,40}?)(?<!截止)的?(?:截[止至])?(?:时间|日期|期限|截[止至])(?:截[止至])?(?:分别|[为是到至]|[:：])*$"
)
"""What heads a day: 网上申报截止时间为."""

_ENDS = Late(r"(?:截[止至]|时间|日期|期限|[为是到至于在]|[:：]|[,，;；])+$")
"""What leads over to a day."""


def label(deadline: Deadline, sentence: str = "", heading: str = "") -> str:
    """What is due on a date: what is said of it, what it is said to be of; else what its sentence or heading says.

    In simplified characters, without brackets and marks at its ends; "" where nothing tells it.
    """
    behind, sentence = _behind(deadline), _bare(sentence)
    headed = _headed(deadline.text) or _headed(sentence)
    said = headed if headed and not _HANDED_IN.search(behind) else behind
    return (said or _beside(sentence) or heading or sentence).strip(SIGNS)


def due(duty: Duty) -> str:
    """By when a type owes what: its only day, or each of its days with what is due on it; "" where none is known."""
    days = [one for one in duty.deadlines if one.date or one.recurrence or one.term]
    if len(days) < 2:
        return by_when(duty.deadline) if duty.deadline else ""
    told = dict.fromkeys(f"{by_when(one)}{_in_short(label(one))}" for one in days)
    return "；".join([*list(told)[:MOST], *(("其余见通知原文",) if len(told) > MOST else ())])


def _in_short(said: str) -> str:
    """Its first clauses, as many as there is room for."""
    kept = ""
    for clause in clauses(said):
        if kept and len(kept) + len(clause) > _LONGEST:
            break
        kept += clause
    return clipped(kept.strip(SIGNS), _LONGEST)


def _bare(text: str) -> str:
    """The text in simplified characters, without brackets and what joins it to others."""
    return _OPENS.sub("", _BRACKETS.sub("", text.translate(SIMPLIFY)).strip())


def _behind(deadline: Deadline) -> str:
    """What stands behind the day, as far as it is what is due, with what stands before where it lacks that; or ""."""
    kept: list[str] = []
    for clause in clauses(_bare(deadline.what)):
        if _DAY.search(clause) or _NO_DUTY.match(clause):
            break
        kept.append(clause)
        if _HANDED_IN.search(clause):
            break
    said = "".join(kept).strip(SIGNS)
    if not said or not _LACKS_OBJECT.search(said):
        return said if len(said) > _LEAST else ""
    found = _BEFORE_DAY.search(_before_day(_BRACKETS.sub("", deadline.text.translate(SIMPLIFY))))
    return (_OPENS.sub("", found[0]) if found else "") + said


def _before_day(text: str) -> str:
    """What stands before the first day of a text; "" where it names none."""
    day = _DAY.search(text)
    return text[: day.start()].strip() if day else ""


def _headed(text: str) -> str:
    """What a day is said to be of: 网上申报; of one in brackets what stands before them; or ""."""
    text = text.translate(SIMPLIFY)
    if aside := _ASIDE.search(text):
        return _bare(text[: aside.start()])
    found = _OF_DAY.search(_before_day(_BRACKETS.sub("", text)))
    return _bare(found["what"]) if found else ""


def _beside(clause: str) -> str:
    """What the other clauses of its sentence say is handed in, or what stands before the day there; or ""."""
    told = [one for one in clauses(clause) if not _DAY.search(one)]
    if any(_HANDED_IN.search(one) for one in told):
        return "".join(told).strip(SIGNS)
    before = _ENDS.sub("", _before_day(clause))
    return before if len(before) > _LEAST else ""
