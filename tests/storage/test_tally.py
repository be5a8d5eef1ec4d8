"""What units' figures come to is kept as it changes: whatever happens, it is what counting anew would find."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.example import notice_lines
from handlers.desk import moves
from handlers.submissions import withdrawing
from storage import editions, tally
from storage.notice.parser import read

NOW = datetime(2024, 10, 10, 2, tzinfo=UTC)
NOTICE = read(notice_lines()[:20])
STEPS = 60
DECISIONS = (
    {"state": "ticked"},
    {"state": "struck"},
    {"state": "found", "value": None},
    {"state": "ticked", "value": 0},
    {"value": 7},
)


class Campaigning:
    """Units that hand in what names figures, and whatever happens to it, in an order that a seed decides."""

    def __init__(self, work, seed):
        self.work, self.dice = work, random.Random(seed)
        self.campaigns = [editions.publish(work, NOTICE, by="") for _ in range(2)]
        self.units = [
            work.units.get(work.units.add(name=f"第{number}学会", unit_type="市级学会")) for number in range(5)
        ]

    def step(self):
        """Let one thing happen."""
        things = (self.hand_in, self.hand_in, self.replace, self.withdraw, self.give_back, self.copy, self.decide)
        self.dice.choice((*things, self.decide, self.move, self.move_on, self.join))()

    def hand_in(self):
        at, unit = NOW + timedelta(minutes=self.dice.randrange(999)), self.dice.choice([*self.units, None])
        about = {"campaign_id": self.dice.choice(self.campaigns).key, "unit_id": unit.key if unit else None}
        number = self.work.submissions.add(**about, state="receipted", opened_at=at, changed_at=at)
        for _ in range(self.dice.randrange(1, 4)):
            told = f"共开展讲座{self.dice.randrange(1, 4)}场，参加{self.dice.randrange(1, 4)}00人次。"
            text = self.dice.choice((told, "谢谢", f"{told}媒体报道{self.dice.randrange(1, 3)}篇。"))
            self.work.pieces.add(**about, submission_id=number, kind="text", text=text, received_at=at)
        tally.note(self.work, self.work.submissions.get(number))

    def replace(self):
        if pieces := self.work.pieces.find():
            p, (old, new) = self.work.pieces.c, self.dice.choices(pieces, k=2)
            self.work.pieces.change(p.id == old.key, p.id != new.key, replaced_by=new.key)

    def withdraw(self):
        for submission in self.any_of(self.work.submissions):
            self.work.submissions.set(submission.key, withdrawn_at=self.dice.choice((NOW, None)))
            for piece in self.work.pieces.of_submission(submission.key)[: self.dice.randrange(4)]:
                withdrawing.drop(self.work, piece)

    def give_back(self):
        for piece in self.any_of(self.work.pieces):
            at = self.dice.choice((NOW, None))
            self.work.pieces.change(self.work.pieces.c.submission_id == piece.submission_id, returned_at=at)
            self.work.pieces.set(piece.key, returned_at=None)

    def copy(self):
        for piece in self.any_of(self.work.pieces):
            twin = self.dice.choice(self.work.pieces.find())
            self.work.pieces.set(piece.key, duplicate_of=self.dice.choice((twin.key, None)))

    def move(self):
        for submission in self.any_of(self.work.submissions):
            moves.assign(self.work, submission, self.dice.choice(self.units))

    def move_on(self):
        for submission in self.any_of(self.work.submissions):
            campaign = self.dice.choice(self.campaigns).key
            self.work.submissions.set(submission.key, campaign_id=campaign)
            for piece in self.work.pieces.of_submission(submission.key)[:1]:
                self.work.pieces.set(piece.key, campaign_id=campaign)
            self.work.pieces.change(self.work.pieces.c.submission_id == submission.key, campaign_id=campaign)

    def decide(self):
        for figure in self.any_of(self.work.figures):
            more = self.work.figures.having(piece_id=figure.piece_id)
            values = self.dice.choice(DECISIONS)
            self.work.figures.change(self.work.figures.c.id.in_([one.key for one in more]), **values)

    def join(self):
        for submission in self.any_of(self.work.submissions):
            other = self.dice.choice(self.units)
            if submission.unit_id not in (None, other.key):
                theirs = self.work.submissions.having(campaign_id=submission.campaign_id, unit_id=other.key)
                self.work.joints.add_once(
                    campaign_id=submission.campaign_id, submission_id=submission.key, unit_id=other.key,
                    other_id=theirs[0].key if theirs else None, proposed_at=NOW, state="confirmed",
                )  # fmt: skip

    def any_of(self, rows):
        found = rows.find()
        return self.dice.choices(found) if found else []


def counted_anew(work):
    """Add up, by campaign, unit and kind, every figure whose piece counts: one look at each row, in plain Python."""
    pieces = {piece.key: piece for piece in work.pieces.find()}
    gone = {row.key for row in work.submissions.find() if row.withdrawn_at}
    added = defaultdict(lambda: [0, 0, 0])
    for figure in work.figures.find():
        piece = pieces[figure.piece_id]
        unset = (piece.duplicate_of, piece.replaced_by, piece.withdrawn_at, piece.returned_at)
        if any(unset) or piece.submission_id in gone or piece.unit_id is None or figure.state == "struck":
            continue
        value = figure.number if figure.value is None else figure.value
        ticked, waiting = value * (figure.state == "ticked"), figure.state == "found"
        of = added[piece.campaign_id, piece.unit_id, figure.kind]
        of[:] = (of[0] + value, of[1] + ticked, of[2] + waiting)
    return dict(added)


def kept(work):
    return {
        (one.campaign_id, one.unit_id, one.kind): [one.every, one.ticked, one.waiting] for one in work.tallies.find()
    }


def counted_alone(work, campaign, units):
    """The sums, counted anew, over the units of these that are nobody's partners; and who of them are partners."""
    joints = work.joints.confirmed(campaign.key)
    partners = {unit for row in joints for unit in (row.unit_id, row.other_unit_id)}
    added = Counter()
    for (number, unit, kind), found in counted_anew(work).items():
        if number == campaign.key and unit in units - partners:
            added.update({(kind, place): one for place, one in enumerate(found)})
    return added, units & partners


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_of_figures_is_what_counting_anew_finds_whatever_happens(work, seed):
    told = Campaigning(work, seed)
    for _ in range(STEPS):
        told.step()
        assert kept(work) == counted_anew(work)
    assert kept(work)


@pytest.mark.parametrize("seed", range(4))
def test_sums_over_any_units_are_those_of_the_figures_joint_ones_once(work, seed):
    told = Campaigning(work, seed)
    some_are_partners = set()
    for _ in range(STEPS // 4):
        for _ in range(4):
            told.step()
        for campaign in told.campaigns:
            units = {unit.key for unit in told.dice.sample(told.units, told.dice.randrange(1, 6))}
            expected, partners = counted_alone(work, campaign, units)
            expected += summed(work, campaign, partners)
            assert summed(work, campaign, units) == expected
            some_are_partners.add(bool(partners) and partners != units)
    assert some_are_partners == {True, False}


def summed(work, campaign, units):
    """The sums as they are told; those of partners are always counted from the figures."""
    sums = tally.sums(work, campaign, units)
    return +Counter({(one.kind, at): n for one in sums for at, n in enumerate((one.every, one.ticked, one.waiting))})


def test_sums_read_what_is_kept_and_not_the_figures(work):
    told = Campaigning(work, 0)
    units = {unit.key for unit in told.units}
    steps = []
    for _ in range(2):
        for _ in range(120):
            told.hand_in()
        driver, counted = work.connection.connection.driver_connection, []
        driver.set_progress_handler(lambda counted=counted: counted.append(1), 50)
        assert tally.sums(work, told.campaigns[0], units)
        driver.set_progress_handler(None, 0)
        steps.append(len(counted))
    assert steps[1] <= steps[0] + 1
