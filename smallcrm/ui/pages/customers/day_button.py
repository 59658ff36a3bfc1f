"""Of which day something is written: today, unless somebody sets it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from smallcrm.domain.errors import BadInput
from smallcrm.domain.past_days import past_day as in_words
from smallcrm.i18n import _, format_date, language
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.customers.typed import day_of
from smallcrm.ui.pages.page import sentence
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.popup import Asking
from smallcrm.ui.widgets.when import day_words
from smallcrm.ui.worn import px


def past_day(text: str, today: date) -> date:
    """Read a day that has been: yesterday, last Friday, 3 days ago, a date without its year (the last one).

    Raises BadInput ``bad_date``, and ``future_entry`` for a day with a year that is still to come.
    """
    said = in_words(text, language(), today)
    if said is not None:
        return said
    found = day_of(text, today)
    if found is None:
        return today
    month, day, year = found
    years = [year] if year else [today.year - n for n in range(9)]
    for one in years:
        try:
            made = date(one, month, day)
        except ValueError:  # 29 February of a common year
            continue
        if made <= today:
            return made
    raise BadInput("bad_date", value=text.strip(), example=format_date(today, "short"))


class DayButton(QPushButton):
    """Says the day; pressed, it asks for another. ``changed`` when somebody chose one."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._day: date | None = None
        self.setObjectName("dayButton")
        self.setProperty("look", "link")
        self.setProperty("extent", "small")
        self.setProperty("badge", "")
        self.setAutoDefault(False)
        self.setIcon(icon("calendar-days"))
        self.clicked.connect(lambda _on=False: AskPast(self, self._today()).open_below(self))
        self.show_day(None)

    @property
    def day(self) -> date | None:
        """The day chosen; None = today."""
        return self._day

    def show_day(self, day: date | None) -> None:
        """Show a day; None = today."""
        today = self._today()
        self._day = None if day in {None, today} else day
        words = day_words(self._day or today, today)
        self.setText(words[:1].upper() + words[1:])
        self.setAccessibleName(_("Day: {day}").format(day=words))
        self.setToolTip(_("Write it down for an earlier day"))
        self.updateGeometry()

    def take(self, day: date) -> None:
        """Take a day that somebody chose."""
        self.show_day(day)
        self.changed.emit()


class AskPast(Asking):
    """Today, yesterday, or a day as people write it."""

    def __init__(self, parent: DayButton, today: date) -> None:
        super().__init__(parent, "askPast", _("Day"))
        self._button, self._today = parent, today
        self.line = QLineEdit()
        self.line.setObjectName("askPastField")
        self.line.setMaxLength(60)
        self.line.setFixedWidth(px(240))
        example = format_date(today - timedelta(days=9), "day_month")
        self.field = Field(_("On which day was it?"), self.line, hint=_("For example: {day}").format(day=example))
        self.column.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for words, day in ((_("Today"), today), (_("Yesterday"), today - timedelta(days=1))):
            row.addWidget(button(words, size="small", clicked=partial(self._take, day)))
        row.addStretch(1)
        row.addWidget(button(_("Set"), "primary", size="small", clicked=self.commit))
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(holder)

    def commit(self) -> None:
        """Take what was typed; what is not a day stays, with a sentence."""
        try:
            day = past_day(self.line.text(), self._today)
        except BadInput as error:
            self.field.set_error(sentence(error))
            self.adjustSize()
            return
        self._take(day)

    def _take(self, day: date) -> None:
        self.close()
        self._button.take(day)
