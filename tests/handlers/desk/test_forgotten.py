"""What nobody needs any more is cleared away by the next of its kind: old drafts, links and sessions that are over."""

from __future__ import annotations

from datetime import timedelta

from handlers.enrolment.logins import KEPT_FOR, enter, make_login
from handlers.publishing.drafts import FORGOTTEN_AFTER


def test_an_old_draft_is_cleared_away_by_the_next_one(town):
    town.coordinator("沈竹")
    town.hears("沈竹", "\n".join(town.lines))
    town.work.now += FORGOTTEN_AFTER - timedelta(days=1)
    town.hears("沈竹", "\n".join(town.lines))
    assert town.work.drafts.count() == 2
    town.work.now += timedelta(days=2)
    town.hears("沈竹", "\n".join(town.lines))
    assert town.work.drafts.count() == 2


def test_a_link_that_is_long_over_is_cleared_away_and_a_session_is_not(town):
    town.coordinator("沈竹")
    member = town.work.members.find()[0].key
    make_login(town.work, member, "")
    entered = enter(town.work, make_login(town.work, member, ""))
    assert entered is not None
    town.work.now += timedelta(hours=6)
    make_login(town.work, member, "")
    assert town.work.logins.count() == 3
    town.work.now += KEPT_FOR + timedelta(hours=1)
    make_login(town.work, member, "")
    assert town.work.logins.count() == 2  # the session ended later than the first link
