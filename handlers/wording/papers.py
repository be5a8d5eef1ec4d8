"""Sentences about papers: which one the notice is, those that it hands on or names, and their numbers."""

from __future__ import annotations

from handlers.lexicon import HANZI
from scheduler.phrases import day, joined
from storage.notice.model import Level, Notice
from storage.patterns import Late

_NUMBER = Late(rf"{HANZI}{{2,8}}[〔\[(（﹝【]\d{{4}}[〕\])）﹞】](?:{HANZI}{{0,2}}字)?(?:第)?\d+[号號]?")
"""A document number, however its brackets are printed."""
_MARKS = Late(r"[^\w]|第|[号號]")
PARTS = ("标题", "发文单位", "成文日期")
"""What a paper has, as it is called where it has it not."""


def notice_itself(notice: Notice) -> str:
    """Which paper it is, by what is written of it; nothing where nothing is."""
    number = f"（{notice.doc_number}）" if notice.doc_number else ""
    named = f"通知文号为{notice.doc_number}" if number else ""
    called = f"通知为《{notice.title}》{number}" if notice.title else named
    by = f"{'' if called else '通知'}由{joined(notice.issuers)}印发" if notice.issuers else ""
    when = f"成文日期为{day(notice.issued_on)}" if notice.issued_on else ""
    told = "，".join(filter(None, (called, by, when)))
    return f"{told}。" if told else ""


def level_itself(level: Level) -> str:
    """Which paper was forwarded, and from which day it is."""
    on = level.issued_on or level.printed_on
    number = f"（{level.doc_number}）" if level.doc_number else ""
    return f"所转发的通知为《{level.title}》{number}，{f'日期为{day(on)}' if on else '未写明成文日期'}。"


def forwarded(level: Level) -> str:
    """The notice inside the notice."""
    number = f"（{level.doc_number}）" if level.doc_number else ""
    return f"附件为《{level.title}》{number}。"


def numbers(notice: Notice, *, is_own: bool = False, is_whose: bool = False) -> str:
    """The document numbers of the chain, or only that of the notice itself; with who gave them where that is asked."""
    whose = [f"（{joined(level.issuers)}）" if is_whose and level.issuers else "" for level in notice.levels]
    own = f"通知文号为{notice.doc_number}{whose[0]}。" if notice.doc_number else "通知没有写明文号。"
    above = zip(notice.levels[1:], whose[1:], strict=True)
    upper = [f"{level.doc_number}{by}" for level, by in above if level.doc_number and not is_own]
    if upper:
        return f"{own}所转发的通知文号为{joined(upper)}。"
    named = [found for found in named_numbers(notice) if not is_own]
    return f"{own}文中提到的文号有{joined(named[:3])}。" if named else own


def core(number: str) -> str:
    """A document number without its brackets, however they are printed or typed."""
    return _MARKS.sub("", number)


def named_numbers(notice: Notice) -> list[str]:
    """The numbers of other papers that the notice names."""
    found = dict.fromkeys(_NUMBER.findall("\n".join(notice.lines)))
    told = {core(one): one for one in reversed(found)}
    return [one for one in reversed(told.values()) if not (notice.doc_number and one.endswith(notice.doc_number))]
