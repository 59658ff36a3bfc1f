"""The day that the words make, as a chip before anything is saved: one key takes it away, Enter changes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from smallcrm.domain.quick_dates import Asking, Found
from smallcrm.i18n import _, format_date
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.pages.page import emptied
from smallcrm.ui.widgets.flow import Flow
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.widgets.when import clock_words, plain_day, with_holiday
from smallcrm.ui.worn import px

HIGH = 28


class DueChip(QAbstractButton):
    """One day on the tint of information (or of a warning) with a bell; pressed, it asks for another day.

    ``refused``: Backspace, Delete, Esc or the cross.
    """

    refused = Signal()

    def __init__(
        self, words: str, *, warn: bool = False, closable: bool = True, name: str = "dueChip", icon: str = "bell"
    ) -> None:
        super().__init__()
        self._icon = "triangle-alert" if warn else icon
        self.setObjectName(name)
        self._closable, self._warn = closable, warn
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: str) -> None:
        """Tell in full what it stands for, and which keys it takes."""
        closable = self._closable
        help_text = _("Esc or Backspace: no date. Enter: another day.") if closable else _("Enter: this day is meant.")
        self.setAccessibleName(words)
        self.setAccessibleDescription(help_text)
        self.setToolTip(plain_tip(f"{words}\n{help_text}"))

    def sizeHint(self) -> QSize:
        width = QFontMetrics(worn.font("caption")).horizontalAdvance(self.text()) + px(9 + 14 + 6 + 10)
        return QSize(width + (px(20) if self._closable else 0) + 2, px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), px(HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._closable and key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Escape}:
            if not event.isAutoRepeat():
                self.refused.emit()
            return
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._closable and self.rect().contains(event.position().toPoint()) and self._cross(event.position().x()):
            self.setDown(False)
            self.refused.emit()
            return
        super().mouseReleaseEvent(event)

    def _cross(self, x: float) -> bool:
        return x > self.width() - px(28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn.current()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground, role = ("warning_tint", "warning") if self._warn else ("info_tint", "link")
        edge = theme[role] if self.underMouse() and not self._closable else None
        painting.rounded(painter, box, theme[ground], edge, box.height() / 2)
        if self.hasFocus():
            painting.rounded(painter, self.rect(), None, theme["accent"], self.height() / 2, 2)
        side, middle = px(14), self.height() / 2
        icons.draw(painter, QRectF(px(9), middle - side / 2, side, side), self._icon, theme[role])
        painter.setFont(worn.font("caption"))
        painter.setPen(theme[role])
        left = px(9 + 14 + 6)
        room = self.width() - left - px(10) - (px(18) if self._closable else 0)
        words = QFontMetrics(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(QRectF(left, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        if self._closable:
            cross = QRectF(self.width() - px(10) - side, middle - side / 2, side, side)
            icons.draw(painter, cross, "x", theme[role])


class DueRow(QWidget):
    """The chip, or where words can mean two days one for each: ``taken(Found)``, ``refused``, ``change_wanted``."""

    taken = Signal(object)
    refused = Signal()
    change_wanted = Signal()

    def __init__(self, after: QWidget | None = None) -> None:
        super().__init__()
        self.after = after
        """From where Tab leads to the first chip: it is made anew with the words."""
        self.setObjectName("dueRow")
        self.setAccessibleName(_("What it makes"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = Flow(self, gap=6)
        self.setContentsMargins(0, px(4), 0, 0)  # in the middle of the button beside it
        self._shown: object = None
        self.chips: list[DueChip] = []
        self.hide()

    def show_day(self, words: str, *, warn: bool, icon: str = "bell") -> None:
        """Show one day."""
        if self._again((words, warn, icon)):
            chip = DueChip(words, warn=warn, icon=icon)
            chip.clicked.connect(self.change_wanted)
            self._put(chip)

    def ask(self, asking: Asking, today: date, holiday: Callable[[date], bool] = lambda _day: False) -> None:
        """Show the readings of words that mean more than one day, in short; a tooltip has them in full."""
        if self._again((asking, today)):
            for number, choice in enumerate(asking.choices):
                short = plain_day(choice.day, today)
                if choice.time is not None:
                    short = _("{day} at {time}").format(day=short, time=clock_words(choice.time))
                chip = DueChip(short, closable=False, warn=choice.closed, name=f"dueChoice{number}")
                chip.say(chip_words(choice, holiday=holiday(choice.day)))
                chip.clicked.connect(lambda _on=False, choice=choice: self.taken.emit(choice))
                self._put(chip)
            self._put(DueChip(_("No date"), closable=False, name="noDate", icon="x"))
            self.chips[-1].clicked.connect(self.refused)

    def show_nothing(self) -> None:
        """Show that no day is meant."""
        self._again(None)
        self.hide()

    def begin(self) -> None:
        """Put the focus on the first chip."""
        if self.chips:
            self.chips[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _again(self, shown: object) -> bool:
        """Empty the row for something else; False where it shows this already."""
        if shown == self._shown and (self.chips or shown is None):
            return False
        self._shown, self.chips = shown, []
        emptied(self._row)
        return True

    def _put(self, chip: DueChip) -> None:
        chip.refused.connect(self.refused)
        before = self.chips[-1] if self.chips else self.after
        self.chips.append(chip)
        self._row.addWidget(chip)
        chip.show()
        if before is not None:
            QWidget.setTabOrder(before, chip)
        self.show()
        self.updateGeometry()


def chip_words(found: Found, *, with_year: bool | None = None, holiday: bool = False) -> str:
    """Give a day as the chip says it: "Tuesday 5 January, 10:00"; the year where it is not plain."""
    year = found.show_year if with_year is None else with_year
    weekday = format_date(found.day, "weekday")
    day = format_date(found.day, "long" if year else "day_month")
    if found.time is None:
        # Translators: a weekday and a date
        words = _("{weekday} {day}").format(weekday=weekday, day=day)
    else:
        # Translators: a weekday, a date and the time
        words = _("{weekday} {day}, {time}").format(weekday=weekday, day=day, time=clock_words(found.time))
    if holiday:  # in short: there is more to say
        words = plain_day(found.day, date.min if year else found.day)
        if found.time is not None:
            words = _("{day} at {time}").format(day=words, time=clock_words(found.time))
        words = with_holiday(words, holiday=True)
    elif found.closed:
        words = _("{day} · closed").format(day=words)
    return _("{day} · another date too").format(day=words) if found.more else words
