"""German dates, times and durations, resolved against the day of publication."""

from newsdesk.nlp.languages.de.dates.calendar import MONTHS, WEEKDAYS
from newsdesk.nlp.languages.de.dates.finding import find_dates

__all__ = ["MONTHS", "WEEKDAYS", "find_dates"]
