"""Doubts about a notice in words for the coordinator: what is odd, and what is asked."""

from __future__ import annotations

from collections import defaultdict

from storage.notice.model import Doubt

_SENTENCES = {
    "no_number": "{which}没有发文字号，请核对。",
    "no_date": "{which}没有成文日期，请核对；不会用附件的日期代替。",
    "printed_before_issued": "{which}的印发日期早于成文日期，请核对。",
    "no_deadline_date": "“{text}”没有写明日期，是否另有时限？",
    "weekday": "{date}是星期{real}，通知写的是星期{said}，以哪个为准？",
    "before_issue": "时限{date}早于成文日期{issued}，年份是否有误？",
    "far_ahead": "时限{date}距成文日期{issued}超过一年，年份是否有误？",
    "ends_before_start": "“{text}”的结束日期早于开始日期，请核对。",
    "short_phone": "电话“{phone}”位数不对，请核对。",
    "printed_after": "时限{date}早于印发日期{printed}，请核对。",
    "before_step": "时限{date}早于前一环节的{step}，先后是否有误？",
    "no_such_day": "没有“{text}”这一天，应为哪一天？",
    "no_end": "“{text}”之后没有写明截止日期，请补充。",
    "no_way": "{office}没有电话和邮箱，请补充。",
    "two_offices": "{audience}对应两个报送部门（{offices}），以哪个为准？",
    "no_route": "没有写明{audience}报送到哪个部门，请补充。",
    "after_upper": "本级时限{own}晚于上级时限{upper}，请核对。",
    "no_deadline": "没有找到报送时限，请补充。",
}
_LEVELS = ("本通知", "被转发的通知", "更上一级的通知")


def doubt(doubt: Doubt) -> str:
    """Word one doubt."""
    values = dict(doubt.values)
    level = int(values.get("level", "0"))
    which = _LEVELS[min(level, len(_LEVELS) - 1)]
    return _SENTENCES.get(doubt.code, doubt.code).format_map(defaultdict(str, values, which=which))
