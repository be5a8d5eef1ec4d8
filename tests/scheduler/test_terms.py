"""The days behind rules, with the holidays and make-up days of the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scheduler.phrases import by_when
from scheduler.terms import end_of, next_day, settled
from scheduler.workdays import WorkCalendar
from storage.notice.dates import rules
from storage.notice.model import Recurrence, Since, Term, Unit
from storage.notice.parser import read
from storage.notice.text.signs import flatten

CALENDAR = WorkCalendar()


def rule_of(phrase: str):
    (found,) = rules(flatten(phrase))
    return found.value


@pytest.mark.parametrize(
    ("phrase", "today", "day"),
    [
        ("每月25日前", "2024-09-04", "2024-09-25"),
        ("每月25日前", "2024-09-25", "2024-09-25"),
        ("每月25日前", "2024-09-26", "2024-10-25"),
        ("每月31日前", "2024-09-04", "2024-09-30"),
        ("每月底前", "2024-02-01", "2024-02-29"),
        ("每月9日、19日、28日前", "2024-09-10", "2024-09-19"),
        ("每双月底", "2024-09-04", "2024-10-31"),
        ("每单月10日前", "2024-09-11", "2024-11-10"),
        ("每季度末", "2024-10-01", "2024-12-31"),
        ("每季度末月25日前", "2024-09-26", "2024-12-25"),
        ("每季度首月10日前", "2024-09-04", "2024-10-10"),
        ("每季度结束后10日内", "2024-10-03", "2024-10-10"),
        # 1–7 October are days off, the 8th to 11th and the 12th (made up) are worked
        ("每季度结束后5个工作日内", "2024-10-03", "2024-10-12"),
        ("每季度结束后5个工作日内", "2024-10-13", "2025-01-08"),
        ("每半年末", "2024-09-04", "2024-12-31"),
        ("每年12月31日前", "2025-01-01", "2025-12-31"),
        ("每年2月29日前", "2024-03-01", "2025-02-28"),
        ("每周五17:00前", "2024-09-04", "2024-09-06"),
        ("每周一、周四", "2024-09-06", "2024-09-09"),
        ("每日16时前", "2024-09-07", "2024-09-07"),
        ("每个工作日17:00前", "2024-09-07", "2024-09-09"),
    ],
)
def test_the_next_day_of_what_returns(phrase, today, day):
    assert next_day(rule_of(phrase), date.fromisoformat(today), CALENDAR) == date.fromisoformat(day)


def test_what_never_comes_has_no_day():
    assert next_day(Recurrence(days=(0,)), date(2024, 9, 4), CALENDAR) is None


@pytest.mark.parametrize(
    ("term", "begins", "day"),
    [
        (Term(5, Unit.WORKDAY, Since.RECEIPT, ""), "2024-09-29", "2024-10-11"),
        (Term(10, Unit.WORKDAY, Since.ISSUE, ""), "2024-09-04", "2024-09-19"),
        (Term(30, Unit.DAY, Since.ISSUE, ""), "2024-09-04", "2024-10-04"),
        (Term(2, Unit.WEEK, Since.RECEIPT, ""), "2024-09-04", "2024-09-18"),
        (Term(1, Unit.MONTH, Since.RECEIPT, ""), "2024-01-31", "2024-02-29"),
        (Term(3, Unit.MONTH, Since.RECEIPT, ""), "2024-10-15", "2025-01-15"),
    ],
)
def test_the_end_of_a_term(term, begins, day):
    assert end_of(term, date.fromisoformat(begins), CALENDAR) == date.fromisoformat(day)


def notice_of(sentence: str, issued: str = "2024年9月2日"):
    text = f"云科协〔2024〕18号\n关于甲的通知\n各区科协：\n{sentence}\n云安市科学技术协会\n{issued}"
    return read(text.split("\n"))


@pytest.mark.parametrize(
    ("sentence", "day", "said"),
    [
        ("请每月25日前报送进展情况。", "2024-09-25", "每月25日前（本次为9月25日（星期三））"),
        (
            "请于收到本通知后5个工作日内报送名单。",
            "2024-09-11",
            "收到本通知后5个工作日内（本次为9月11日（星期三））",
        ),
        ("请于通知印发后10日内报送名单。", "2024-09-12", "通知印发后10日内（本次为9月12日（星期四））"),
        ("请于活动结束后一周内报送总结。", None, "活动结束后1周内"),
        ("请每季度报送一次总结。", None, "每季度"),
        ("请于9月30日前报送总结。", "2024-09-30", "9月30日（星期一）前"),
    ],
)
def test_a_notice_is_settled_for_a_day(sentence, day, said):
    (deadline,) = settled(notice_of(sentence), date(2024, 9, 4), date(2024, 9, 5), CALENDAR).deadlines
    assert (deadline.date and deadline.date.isoformat(), by_when(deadline)) == (day, said)


def test_a_term_from_an_undated_notice_runs_from_its_publication():
    notice = notice_of("请于通知印发后10日内报送名单。", issued="")
    (deadline,) = settled(notice, date(2024, 9, 4), date(2024, 9, 5), CALENDAR).deadlines
    assert deadline.date == date(2024, 9, 14)


def test_a_day_that_was_set_by_hand_goes_before_the_rule():
    notice = notice_of("请于收到本通知后5个工作日内报送名单。")
    fixed = replace(notice, deadlines=tuple(replace(d, date=date(2024, 9, 30)) for d in notice.deadlines))
    assert settled(fixed, date(2024, 9, 4), date(2024, 9, 5), CALENDAR) == fixed


def test_a_rule_is_said_as_printed_before_it_is_settled():
    assert [by_when(d) for d in notice_of("请每月25日前报送进展情况。").deadlines] == ["每月25日前"]
