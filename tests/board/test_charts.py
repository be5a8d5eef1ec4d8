"""The picture of how a campaign has come on: a column a day, within its frame whatever came when."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import cast

from bot.board.charts import HEIGHT, MOST_DAYS, WIDTH, progress
from scheduler.clock import BEIJING
from storage.notice.routing import Duty
from storage.standing import Case, Listed, State

PUBLISHED, DEADLINE = date(2024, 9, 4), date(2024, 10, 25)


def unit(*days: date, missing: tuple[str, ...] = (), state: State = State.PARTIAL) -> Listed:
    """A unit on the roll of which something came on these days, early in the morning."""
    case = Case(cast("Duty", SimpleNamespace(owed=("活动总结",))), state, DEADLINE, missing)
    return Listed(1, "青溪区科学技术协会", "", "", case, [datetime.combine(day, time(1), BEIJING) for day in days])


def days_on(*days: int) -> list[date]:
    return [PUBLISHED + timedelta(days=day) for day in days]


def test_each_day_counts_what_had_come_by_its_end():
    units = [unit(*days_on(1, 3)), unit(*days_on(2), missing=("影像资料",)), unit(missing=("活动总结",))]
    drawn = progress(units, PUBLISHED + timedelta(days=4), PUBLISHED, DEADLINE)
    assert [(one.complete, one.partial) for one in drawn.columns] == [(0, 0), (0, 1), (0, 2), (1, 1), (1, 1)]
    assert (drawn.first, drawn.last, drawn.due) == (PUBLISHED, DEADLINE, 3)


def test_nothing_is_drawn_where_nobody_owes_anything():
    assert progress([], DEADLINE, PUBLISHED, DEADLINE) is None
    assert progress([unit(state=State.EXEMPT)], DEADLINE, PUBLISHED, DEADLINE) is None


def test_a_campaign_of_half_a_year_keeps_its_last_three_months_within_the_frame():
    today = PUBLISHED + timedelta(days=200)
    drawn = progress([unit(*days_on(5, 150)) for _ in range(7)], today, PUBLISHED, DEADLINE)
    assert len(drawn.columns) == MOST_DAYS
    assert drawn.last == drawn.columns[-1].on == today
    assert drawn.deadline_x is None
    assert all(0 <= one.x <= one.x + one.width <= WIDTH for one in drawn.columns)
    assert max(one.complete_height + one.partial_height for one in drawn.columns) <= HEIGHT + 0.01
    assert (drawn.columns[0].partial, drawn.columns[-1].complete) == (7, 7)


def test_the_last_day_is_marked_after_it_is_over_and_where_none_is_named_there_is_no_mark():
    after = progress([unit(*days_on(1))], DEADLINE + timedelta(days=3), PUBLISHED, DEADLINE)
    assert 0 < after.deadline_x < WIDTH
    assert progress([unit(*days_on(1))], DEADLINE, PUBLISHED, DEADLINE).deadline_x == WIDTH
    assert progress([unit(*days_on(1))], DEADLINE, PUBLISHED, None).deadline_x is None


def test_what_came_before_the_notice_was_published_begins_the_picture():
    early = PUBLISHED - timedelta(days=2)
    drawn = progress([unit(early)], PUBLISHED, PUBLISHED, DEADLINE)
    assert (drawn.first, drawn.columns[0].complete) == (early, 1)
