"""One account at two lengths: whatever has happened, the roll says of each unit what its whole account says."""

from __future__ import annotations

import io
import random
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest

from bot.playground.example import notice_lines
from scheduler.digests import Digest
from scheduler.settings import PushSettings
from scheduler.workdays import WorkCalendar
from storage import editions
from storage.database import Database
from storage.exports.ledger import write_ledger
from storage.notice.parser import read
from storage.notice.routing import binding_level, offices
from storage.schema import create_all
from storage.standing import State, days, roll, standing_of, standings, totals

NOW = datetime(2024, 10, 28, 2, tzinfo=UTC)
"""After the deadline of the example's notice, the 25th."""

TYPES = ("市级学会", "高校", "企业科协", "县（市、区）科协", "县（市、区）教育局", "学会", "", "居委会")
NAMES = ("云江市第{}学会", "云江第{}大学科协", "第{}机械有限公司科协", "第{}区科协", "第{}区教育局", "第{}居委会")
STATES = ("receipted", "receipted", "receipted", "entered", "open", "collecting", "announced", "lapsed")


class Chance:
    """Whatever may happen to units, in an order and a number that a seed decides."""

    def __init__(self, work, seed):
        self.work, self.dice = work, random.Random(seed)
        self.campaign = editions.publish(work, read(notice_lines()), by="")
        editions.publish(work, read(notice_lines()), by="")
        self.materials = ("活动总结", "影像资料", "活动总结", "典型经验", None)

    def moment(self):
        """An instant near the deadline; now and then the last and the first of a day in Beijing."""
        edge = datetime(2024, 10, 25, 16, tzinfo=UTC) - timedelta(microseconds=self.dice.choice((0, 1)))
        return edge if self.dice.random() < 0.2 else NOW - timedelta(hours=self.dice.randrange(300))

    def sometimes(self, share, value):
        return value if self.dice.random() < share else None

    def units(self, many):
        for number in range(many):
            unit_type, name = self.dice.choice(TYPES), self.dice.choice(NAMES).format(number)
            unit = self.work.units.add(name=name, unit_type=unit_type, removed_at=self.sometimes(0.1, NOW))
            for _ in range(self.dice.randrange(4)):
                self.hand_in(unit)
            if self.dice.random() < 0.6:
                self.arrange(unit)
            if self.dice.random() < 0.2:
                self.work.leaves.add(
                    unit_id=unit, absent="甲", from_on=date(2024, 10, 20), until_on=date(2024, 10, 30), arranged_at=NOW
                )

    def hand_in(self, unit):
        at, campaign = self.moment(), 2 if self.dice.random() < 0.1 else self.campaign.key
        about = {"campaign_id": campaign, "unit_id": self.sometimes(0.95, unit)}
        state, withdrawn = self.dice.choice(STATES), self.sometimes(0.1, NOW)
        hand_in = self.work.submissions.add(**about, state=state, opened_at=at, changed_at=at, withdrawn_at=withdrawn)
        last = None
        for _ in range(self.dice.randrange(4)):
            gone = {name: self.sometimes(0.15, NOW) for name in ("withdrawn_at", "returned_at")}
            gone |= {name: self.sometimes(0.15, last) for name in ("duplicate_of", "replaced_by")}
            last = self.work.pieces.add(
                **about, **gone, submission_id=hand_in, kind="file", material=self.dice.choice(self.materials),
                received_at=self.moment(), count=self.dice.choice((1, 1, 1, 0, 6)),
            )  # fmt: skip

    def join(self):
        """Some hand-ins were other units' too, who handed in something themselves or did not."""
        units = [one.key for one in self.work.units.all()]
        for row in self.work.submissions.find(self.work.submissions.c.unit_id.is_not(None)):
            other = self.dice.choice(units)
            if self.dice.random() < 0.1 and other != row.unit_id:
                theirs = self.work.submissions.having(campaign_id=row.campaign_id, unit_id=other)
                self.work.joints.add(
                    campaign_id=row.campaign_id, submission_id=row.key, unit_id=other, proposed_at=NOW,
                    other_id=theirs[0].key if theirs else None, state=self.dice.choice(("confirmed", "proposed")),
                )  # fmt: skip

    def arrange(self, unit):
        about = {"campaign_id": self.campaign.key, "unit_id": unit}
        for _ in range(self.dice.randrange(3)):
            kind = self.dice.choice(("extension", "exemption"))
            day = self.sometimes(0.9, date(2024, 10, 24) + timedelta(days=self.dice.randrange(5)))
            ended = self.sometimes(0.3, NOW)
            self.work.arrangements.add(**about, kind=kind, until_on=day, granted_at=self.moment(), ended_at=ended)
        for _ in range(self.dice.randrange(3)):
            kind = self.dice.choice(("mailed", "posted", "filed", "no_event", "quiet"))
            state = self.dice.choice(("pending", "pending", "received", "not_seen", "accepted", "refused", "recalled"))
            decided = None if state == "pending" else self.moment()
            self.work.declarations.add(**about, kind=kind, state=state, declared_at=NOW, decided_at=decided)


@pytest.fixture(params=range(5))
def story(request):
    """A campaign in which much has happened; another has the same units."""
    database = Database(None, lambda: NOW)
    create_all(database.engine)
    with database.transaction() as work:
        chance = Chance(work, request.param)
        chance.units(100)
        chance.join()
        yield work, chance.campaign, editions.notice_of(work, chance.campaign)
    database.close()


def test_the_roll_is_the_account_of_every_unit_in_short(story):
    work, campaign, notice = story
    listed, whole = roll(work, campaign, notice), standings(work, campaign, notice)
    assert len({one.state for one in listed}) >= 5
    assert [(one.number, one.name, one.case) for one in listed] == [(one.number, one.name, one.case) for one in whole]
    assert days(listed) == days(whole)
    assert any(one.is_late for one in listed)
    assert any(one.partners for one in whole)


def test_some_accounts_are_what_they_are_among_all(story):
    work, campaign, notice = story
    whole = standings(work, campaign, notice, with_receipts=True)
    some = [one.number for one in whole[::7]]
    assert standings(work, campaign, notice, some, with_receipts=True) == whole[::7]
    assert standing_of(work, campaign, notice, some[-1]) == whole[::7][-1]
    assert standing_of(work, campaign, notice, 10_000) is None
    assert standings(work, campaign, notice, []) == []


def test_an_account_agrees_with_itself(story):
    work, campaign, notice = story
    for one in standings(work, campaign, notice):
        owed = [material.name for material in one.duty.owed]
        assert one.missing == tuple(name for name in owed if name not in one.received)
        assert (one.state is State.COMPLETE) == (not one.missing)
        assert one.case.has_any == bool(one.received)
        assert all(count > 0 for count in one.received.values())


def test_digest_and_ledger_give_the_same_figures_at_the_same_moment(story):
    work, campaign, notice = story
    file = io.BytesIO()
    write_ledger(work, campaign, notice, file)
    sheet = openpyxl.load_workbook(file)["汇总"]
    figures = {row[0]: row[1:] for row in sheet.iter_rows(min_row=2, values_only=True)}
    listed, settings = roll(work, campaign, notice), PushSettings(calendar=WorkCalendar())
    for office in offices(notice, binding_level(notice, None)):
        own = [one for one in listed if one.office == office]
        due, complete, partial, missing, mailed, no_event, exempt = figures[office]
        told = Digest(work, campaign, notice, office, own, settings).whole().text
        said = f"应报{due}家：已齐{complete}，部分{partial}，未报{missing}，待核对{mailed}，零报送待定{no_event}"
        assert said in told
        assert (f"另免报{exempt}家" in told) == bool(exempt)
    assert figures["合计"][0] == totals(listed).due


def test_the_roll_reads_a_few_rows_of_each_unit_however_much_it_handed_in(work):
    campaign = editions.publish(work, read(notice_lines()), by="")
    notice = editions.notice_of(work, campaign)
    unit = work.units.add(name="云江市气象学会", unit_type="市级学会")
    steps = []
    for _ in range(2):
        about = {"campaign_id": campaign.key, "unit_id": unit}
        for _ in range(400):
            hand_in = work.submissions.add(**about, state="receipted", opened_at=NOW, changed_at=NOW)
            work.pieces.add(**about, submission_id=hand_in, kind="file", material="活动总结", received_at=NOW)
        driver, counted = work.connection.connection.driver_connection, []
        driver.set_progress_handler(lambda counted=counted: counted.append(1), 50)
        assert [one.state for one in roll(work, campaign, notice)] == [State.PARTIAL]
        driver.set_progress_handler(None, 0)
        steps.append(len(counted))
    assert steps[1] <= steps[0] + 1
