"""Papers that are handed in: their parts and figures, what the notice demands of them, what a new version changed."""

from storage.papers.comparing import changes
from storage.papers.demands import Demands, demands_of, shortfalls
from storage.papers.figures import Figure, figures
from storage.papers.reading import LONG_PHONE_LIST, Reading, identities_in, read_paper
from storage.papers.sheets import sheet_lines

__all__ = [
    "LONG_PHONE_LIST",
    "Demands",
    "Figure",
    "Reading",
    "changes",
    "demands_of",
    "figures",
    "identities_in",
    "read_paper",
    "sheet_lines",
    "shortfalls",
]
