"""What is due on one of several dates, in few words: 将工作总结报送至市科协, 网上申报."""

from __future__ import annotations

from functools import lru_cache

from handlers.questions.facts.dated import clause_of, heading_of
from handlers.questions.lookup.index import Index
from handlers.questions.lookup.passages import clauses, shortened, without
from handlers.questions.typed.characters import SIMPLIFIED
from storage.notice.model import Deadline
from storage.patterns import Late

_LONGEST = 48
_LEAST = 3
"""Characters of what is due that tell something."""

_BRACKETS = Late(r"[(（][^()（）]*[)）]")
_SIGNS = "，,。；;：: "
_DAY = Late(r"(?:20\d\d\s*年)?\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]?")
_ASIDE = Late(r"[(（][^()（）]*\d{1,2}\s*月\s*\d{1,2}")
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


@lru_cache(maxsize=64)
def label_of(index: Index, deadline: Deadline) -> str:
    """What is due on a date, short: what is said of it, what it is said to be of, its heading, else its sentence."""
    behind, clause = _behind(deadline), _bare(clause_of(index, deadline))
    headed = _headed(deadline.text) or _headed(clause)
    said = headed if headed and not _HANDED_IN.search(behind) else behind
    said = said or _beside(clause) or heading_of(index, deadline) or clause
    bare = without(said, frozenset()).strip(_SIGNS)
    return shortened(bare or said, _LONGEST).strip(_SIGNS)


def _bare(text: str) -> str:
    """The text in simplified characters, without brackets and what joins it to others."""
    return _OPENS.sub("", _BRACKETS.sub("", text.translate(SIMPLIFIED)).strip())


def _behind(deadline: Deadline) -> str:
    """What stands behind the day, as far as it is what is due, with what stands before where it lacks that; or ""."""
    kept: list[str] = []
    for clause in clauses(_bare(deadline.what)):
        if _DAY.search(clause) or _NO_DUTY.match(clause):
            break
        kept.append(clause)
        if _HANDED_IN.search(clause):
            break
    said = "".join(kept).strip(_SIGNS)
    if not said or not _LACKS_OBJECT.search(said):
        return said if len(said) > _LEAST else ""
    found = _BEFORE_DAY.search(_before_day(_BRACKETS.sub("", deadline.text.translate(SIMPLIFIED))))
    return (_OPENS.sub("", found[0]) if found else "") + said


def _before_day(text: str) -> str:
    """What stands before the first day of a text; "" where it names none."""
    day = _DAY.search(text)
    return text[: day.start()].strip() if day else ""


def _headed(text: str) -> str:
    """What a day is said to be of: 网上申报; of one in brackets what stands before them; or ""."""
    text = text.translate(SIMPLIFIED)
    if aside := _ASIDE.search(text):
        return _bare(text[: aside.start()])
    found = _OF_DAY.search(_before_day(_BRACKETS.sub("", text)))
    return _bare(found["what"]) if found else ""


def _beside(clause: str) -> str:
    """What the other clauses of its sentence say is handed in, or what stands before the day there; or ""."""
    told = [one for one in clauses(clause) if not _DAY.search(one)]
    if any(_HANDED_IN.search(one) for one in told):
        return "".join(told).strip(_SIGNS)
    before = _ENDS.sub("", _before_day(clause))
    return before if len(before) > _LEAST else ""
