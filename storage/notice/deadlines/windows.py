"""A span of days and the day at its end, which are told twice: 征文(11月5日-25日):……于11月25日前报送."""

from __future__ import annotations

from collections.abc import Sequence

from storage.notice.model import Deadline
from storage.notice.text.paragraphs import Paragraph
from storage.notice.text.signs import flatten

_FROM_NOW = "即日起"


def told_once(found: Sequence[Deadline]) -> list[Deadline]:
    """The deadlines of a sentence without a span at whose end another is due."""
    ends = [(deadline.date, deadline.time) for deadline in found if not _is_span(deadline)]
    return [one for one in found if not _is_span(one) or (one.date, one.time) not in ends]


def without_bare(found: Sequence[Deadline], body: Sequence[Paragraph]) -> list[Deadline]:
    """The deadlines without a span that says nothing more, at whose end another of the same paragraph is due."""
    place = {line: paragraph.first for paragraph in body for line in paragraph.lines()}
    ends = {(place[one.source[0]], one.date) for one in found if not _is_span(one)}
    return [one for one in found if one.what or not _is_span(one) or (place[one.source[0]], one.date) not in ends]


def _is_span(one: Deadline) -> bool:
    """Whether a deadline is the end of a span that is told."""
    return one.starts_on is not None or flatten(one.text).startswith(_FROM_NOW)
