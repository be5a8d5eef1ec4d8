"""What each unit owes, has and lacks: the one account behind receipts, reminders, digests, ledger and pages.

It is read at two lengths. `roll` gives of every unit only where it stands, fast enough for thousands; `standings` and
`standing_of` give with it what came of what, when and under which number. The rules of both are those of
`storage.standing.cases`.
"""

from storage.beijing import BEIJING
from storage.standing.account import Case, Listed, Standing, State, Totals, days, totals
from storage.standing.cases import EXEMPTION, EXTENSION, MAILED, Duties, type_of
from storage.standing.roll import by_case, roll
from storage.standing.units import standing_of, standings, unclaimed

__all__ = [
    "BEIJING",
    "EXEMPTION",
    "EXTENSION",
    "MAILED",
    "Case",
    "Duties",
    "Listed",
    "Standing",
    "State",
    "Totals",
    "by_case",
    "days",
    "roll",
    "standing_of",
    "standings",
    "totals",
    "type_of",
    "unclaimed",
]
