"""Words that make dates: "call on Thursday after four", in the four languages of the program."""

from __future__ import annotations

from smallcrm.domain.quick_dates.answer import Asking, Found
from smallcrm.domain.quick_dates.field import read_date, read_days
from smallcrm.domain.quick_dates.reading import read

__all__ = ["Asking", "Found", "read", "read_date", "read_days"]
