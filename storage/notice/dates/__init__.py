"""Dates, hours, periods and days that return, as notices print them: an own grammar, relative to the notice's own date."""

from storage.notice.dates.base import Base
from storage.notice.dates.moments import Moment, Precision, moments
from storage.notice.dates.numbers import number
from storage.notice.dates.rules import Rule, rules
from storage.notice.dates.writing import written

__all__ = ["Base", "Moment", "Precision", "Rule", "moments", "number", "rules", "written"]
