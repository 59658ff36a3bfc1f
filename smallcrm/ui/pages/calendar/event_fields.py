"""The fields of one event: what, when, how long, and a note; what was typed, as an event or as texts."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from smallcrm.domain.errors import BadInput
from smallcrm.i18n import _, format_date
from smallcrm.store.events import Event
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.calendar.jump import EveryDay
from smallcrm.ui.pages.follow_ups.values import read_clock
from smallcrm.ui.pages.page import sentence
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.when import DayField, clock_words
from smallcrm.ui.worn import px

TITLE, TEXT = 120, 2000
"""Letters of a title and of the words at most."""


class EventFields(QWidget):
    """Fields of one event, with the sentences about what cannot be read below them."""

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        days = EveryDay(lambda: shop.now, shop.calendar.open_on, shop.calendar.holiday)
        self.title = QLineEdit()
        self.title.setObjectName("eventTitle")
        self.title.setMaxLength(TITLE)
        self.title.setPlaceholderText(_("Evening for regulars, stocktaking, fair…"))
        self.day, self.until = DayField(days, _("Day"), "eventDay"), DayField(days, _("Until"), "eventUntil")
        self.until.line.setPlaceholderText(_("if several days"))
        self.time = QLineEdit()
        self.time.setObjectName("eventTime")
        self.time.setMaxLength(20)
        self.text = QPlainTextEdit()
        self.text.setObjectName("eventText")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(px(64))
        self.what = Field(_("Name of the event"), self.title)
        self.when, self.last = Field(_("Day"), self.day), Field(_("Until"), self.until)
        self.hour, self.more = Field(_("Time"), self.time), Field(_("Note"), self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.what)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        for field, share in ((self.when, 3), (self.last, 3), (self.hour, 2)):
            row.addWidget(field, share)
        column.addLayout(row)
        column.addWidget(self.more)

    def lines(self) -> dict[str, QLineEdit]:
        """Give the fields of one line by their names among the drafts."""
        return {"title": self.title, "day": self.day.line, "until": self.until.line, "time": self.time}

    def keep_by(self, wait: QTimer) -> None:
        """Start a timer anew with each key."""
        for line in self.lines().values():
            line.textEdited.connect(wait.start)
        self.text.textChanged.connect(wait.start)

    def show_event(self, event: Event) -> None:
        """Show an event."""
        self.write(
            {
                "title": event.title,
                "day": format_date(event.on),
                "until": format_date(event.until) if event.until else "",
                "time": clock_words(event.at) if event.at else "",
                "text": event.text,
            }
        )
        for field in (self.what, self.hour, self.last):
            field.set_error("")

    def write(self, texts: dict[str, str]) -> None:
        """Put texts into the fields, as they were typed."""
        for name, line in self.lines().items():
            if name in texts:
                line.setText(texts[name])
        if "text" in texts:
            self.text.setPlainText(texts["text"])

    def typed(self) -> dict[str, str]:
        """Give what stands in the fields."""
        return {name: line.text() for name, line in self.lines().items()} | {"text": self.text.toPlainText()}

    def read(self, number: int) -> Event | None:
        """Give what was typed, as the event of that number; None, with the reason said, where that cannot be."""
        title = " ".join(self.title.text().split())
        self.what.set_error("" if title else _("Say what it is called."))
        self.last.set_error("")
        if not title:
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        first, last = self.day.found, self.until.found
        if first is None:
            self.day.refuse()
            return None
        if self.until.line.text().strip() and last is None:
            self.until.refuse()
            return None
        if last is not None and last.day < first.day:
            return self._wrong(self.last, self.until.line, _("The last day comes before the first one."))
        try:
            at = read_clock(self.time.text()) or first.time
        except BadInput as error:
            return self._wrong(self.hour, self.time, sentence(error))
        self.hour.set_error("")
        until = last.day if last is not None and last.day != first.day else None
        return Event(title, first.day, until, at, self.text.toPlainText().strip()[:TEXT], number)

    @staticmethod
    def _wrong(field: Field[QLineEdit] | Field[DayField], line: QWidget, words: str) -> None:
        field.set_error(words)
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: BadInput) -> None:
        """Say beside its field what the store refused."""
        if error.code == "no_title":
            self._wrong(self.what, self.title, sentence(error))
        else:
            self._wrong(self.last, self.until.line, sentence(error))
