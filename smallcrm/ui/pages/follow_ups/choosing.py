"""Parts of a follow-up that are chosen, not typed: kind, whose it is, lead times, how it comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from smallcrm.domain.follow_up import Basis, FollowUp, Repeat, Unit
from smallcrm.domain.repeat import next_due
from smallcrm.i18n import _, ngettext, pgettext
from smallcrm.messages.follow_ups import KINDS, repeats
from smallcrm.messages.follow_ups import kind as kind_words
from smallcrm.store.staff import StaffMember
from smallcrm.ui import icons
from smallcrm.ui.pages.page import in_turn
from smallcrm.ui.widgets.buttons import Toggle, button
from smallcrm.ui.widgets.flow import Flow
from smallcrm.ui.widgets.kinds import look
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.popup import Popup
from smallcrm.ui.widgets.scrolling import still
from smallcrm.ui.widgets.when import plain_day, with_holiday
from smallcrm.ui.worn import px

LEADS = (14, 7, 3, 1)
"""Days before that are offered; any other number can be added."""
SHOWN = 3
"""Dates of a repetition that are told."""
Holiday = Callable[[date], bool]
Change = Callable[[Callable[[FollowUp], FollowUp]], object]


class Combo(QComboBox):
    """A list of words with values; the wheel over it scrolls the page and changes nothing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        still(self)

    def offer(self, choices: Sequence[tuple[object, str, str]], chosen: object) -> None:
        """Offer values with their words and icons, and show one as chosen."""
        held = [(self.itemData(n), self.itemText(n)) for n in range(self.count())]
        if held != [(value, words) for value, words, _icon in choices]:
            self.clear()
            for value, words, icon in choices:
                if icon:
                    self.addItem(icons.icon(icon), words, value)
                else:
                    self.addItem(words, value)
        self.setCurrentIndex(next((n for n, c in enumerate(choices) if c[0] == chosen), -1))


def kind_choices() -> list[tuple[object, str, str]]:
    """Give the kinds with words and icons."""
    return [(str(kind), kind_words(kind), look(kind)[0]) for kind in KINDS]


def staff_choices(staff: Sequence[StaffMember], chosen: int) -> list[tuple[object, str, str]]:
    """Give who may have a follow-up: nobody in particular, who works here, and whoever has it."""
    there = [one for one in staff if one.active or one.id == chosen]
    return [
        (0, _("Whoever is there"), ""),
        # Translators: somebody of the staff and their initials
        *((one.id, _("{name} ({initials})").format(name=one.name, initials=one.initials), "") for one in there),
    ]


class Leads(QWidget):
    """Chips: how many days before it shows already. ``changed(days)``."""

    changed = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Remind before"))
        self.days: tuple[int, ...] = ()
        self._flow = Flow(self, gap=6)
        self._chips: dict[int, Toggle] = {}
        self.more = button(_("Other…"), "link", icon="plus", size="small", name="otherLead", clicked=self._ask)
        self._flow.addWidget(self.more)

    def show_days(self, days: Sequence[int]) -> None:
        """Show which are on; those of one's own stand among the offered ones."""
        self.days = tuple(days)
        offered = sorted({*LEADS, *days}, reverse=True)
        if list(self._chips) != offered:
            focus = next((n for n, chip in self._chips.items() if chip.hasFocus()), 0)
            for chip in self._chips.values():
                chip.hide()
                chip.deleteLater()
            while self._flow.takeAt(0):
                pass
            self._chips = {number: self._chip(number) for number in offered}
            for chip in self._chips.values():
                self._flow.addWidget(chip)
                chip.show()
            self._flow.addWidget(self.more)
            in_turn(self, *self._chips.values(), self.more)
            if focus in self._chips:
                self._chips[focus].setFocus()
        for number, chip in self._chips.items():
            chip.setChecked(number in days)

    def _chip(self, days: int) -> Toggle:
        words = ngettext("{n} day before", "{n} days before", days).format(n=days)
        chip = Toggle(words, self)
        chip.setAccessibleName(words)
        chip.clicked.connect(lambda on: self._turn(days, on=on))
        return chip

    def _turn(self, days: int, *, on: bool) -> None:
        rest = {n for n in self.days if n != days}
        self.changed.emit(tuple(sorted(rest | {days} if on else rest, reverse=True)))

    def _ask(self) -> None:
        AskLead(self, lambda days: self._turn(days, on=True)).open_below(self.more)


class AskLead(Popup):
    """Asks how many days before."""

    def __init__(self, parent: QWidget, chosen: Callable[[int], object]) -> None:
        super().__init__(parent, "askLead", _("Remind before"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._chosen = chosen
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.number = QSpinBox()
        self.number.setObjectName("askLeadDays")
        self.number.setRange(1, 366)
        self.number.setValue(30)
        self.number.setAccessibleName(_("Days before"))
        row.addWidget(Paragraph(_("Days before")))
        row.addWidget(self.number)
        row.addWidget(button(_("Add"), "primary", size="small", clicked=self._take))
        self.column.addLayout(row)

    def _take(self) -> None:
        self.close()
        self._chosen(self.number.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
            return
        super().keyPressEvent(event)


class Repeating(QWidget):
    """How often it comes back, from when it is counted, and the next dates in words. ``changed(repeat or None)``."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        row = Flow()  # each as wide as its words, below each other where they would be cut
        self.unit, self.every, self.basis = Combo("repeatUnit"), QSpinBox(), Combo("repeatBasis")
        self.unit.setAccessibleName(_("Repeat"))
        self.every.setObjectName("repeatEvery")
        self.every.setRange(1, 999)
        self.every.setAccessibleName(_("How often"))
        still(self.every)
        self.basis.setAccessibleName(_("Counted from"))
        for combo in (self.unit, self.basis):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            combo.setMinimumWidth(px(120))
        for widget in (self.unit, self.every, self.basis):
            row.addWidget(widget)
        column.addLayout(row)
        self.told = Paragraph("", "caption", "muted")
        column.addWidget(self.told)
        self._due, self._repeat = date.min, Repeat(1, Unit.WEEK)
        self.unit.activated.connect(lambda _n: self._chosen())
        self.basis.activated.connect(lambda _n: self._chosen())
        self.every.editingFinished.connect(self._counted)
        self.every.valueChanged.connect(self._word)

    def show_repeat(self, follow_up: FollowUp, today: date, holiday: Holiday = lambda _day: False) -> None:
        """Show the repetition of a follow-up; ``holiday`` says which of its days are public ones."""
        repeat, self._due = follow_up.repeat, follow_up.due
        self._repeat = repeat or Repeat(1, Unit.WEEK, weekday=follow_up.due.weekday())
        self.every.blockSignals(True)
        self.every.setValue(self._repeat.every)
        self.every.blockSignals(False)
        self._word(self._repeat.every)
        self.unit.setCurrentIndex(self.unit.findData(str(repeat.unit)) if repeat else 0)
        bases: list[tuple[object, str, str]] = [
            # Translators: a repetition counts from there
            (str(Basis.ORIGINAL), _("from the first date"), ""),
            (str(Basis.CONTACT), _("from the last contact"), ""),
        ]
        self.basis.offer(bases, str(self._repeat.basis))
        self.every.setVisible(repeat is not None)
        self.basis.setVisible(repeat is not None)
        self.told.setText(_next(follow_up, today, holiday) if repeat else "")
        self.told.setVisible(repeat is not None)

    def _word(self, every: int) -> None:
        """Say each unit with the number chosen: "every 3 weeks"."""
        chosen, weekday = self.unit.currentData(), self._repeat.weekday
        if self._repeat.unit != Unit.LAST_WEEKDAY:
            weekday = self._due.weekday()
        choices: list[tuple[object, str, str]] = [("", pgettext("repeat", "Never"), "")]
        choices += [(str(unit), repeats(Repeat(every, unit, weekday=weekday)), "") for unit in Unit]
        self.unit.offer(choices, chosen if chosen is not None else "")

    def _counted(self) -> None:
        if self.every.value() != self._repeat.every and self.every.isVisible():
            self._chosen()

    def _chosen(self) -> None:
        unit = self.unit.currentData()
        if not unit:
            self.changed.emit(None)
            return
        weekday = self._repeat.weekday if self._repeat.unit == Unit.LAST_WEEKDAY else self._due.weekday()
        basis = Basis(self.basis.currentData() or Basis.ORIGINAL)
        self.changed.emit(
            replace(self._repeat, every=self.every.value(), unit=Unit(unit), basis=basis, weekday=weekday)
        )


def _next(follow_up: FollowUp, today: date, holiday: Holiday) -> str:
    """Say which dates follow this one; from a contact only the next can be known."""
    repeat, days = follow_up.repeat, list[str]()
    if repeat is None:
        return ""
    first, after = follow_up.first_due or follow_up.due, max(today, follow_up.due)
    if repeat.basis == Basis.CONTACT:
        day = next_due(repeat, first, after, today)
        words = with_holiday(plain_day(day, today), holiday=holiday(day))
        return _("Next: {date}, if it is done today").format(date=words)
    for _turn in range(SHOWN):
        after = next_due(repeat, first, after)
        days.append(with_holiday(plain_day(after, today), holiday=holiday(after)))
    return _("Next: {dates}").format(dates=" · ".join(days))
