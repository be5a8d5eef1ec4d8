"""Dates, hours, terms and days that return, as notices print them: a grammar relative to the notice's own date."""

from storage.notice.dates.base import Base
from storage.notice.dates.moments import Moment, moments
from storage.notice.dates.points import Precision
from storage.notice.dates.rules import Rule, rules
from storage.notice.dates.writing import written

__all__ = ["Base", "Moment", "Precision", "Rule", "moments", "rules", "written"]
