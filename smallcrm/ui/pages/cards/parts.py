"""Parts of the form of a programme: counts, amounts, pictures and colours, how long stamps are good."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit
from smallcrm.i18n import _, format_date, ngettext
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.pages.follow_ups.choosing import Combo
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.widgets.scrolling import still
from smallcrm.ui.widgets.when import DayField, Days
from smallcrm.ui.worn import px

_COUNTED = (ExpiryBasis.EACH, ExpiryBasis.FIRST, ExpiryBasis.LAST)
_LONGEST = 3650


def count(name: str, limits: tuple[int, int], said: Callable[[int], str] | None = None, none: str = "") -> QSpinBox:
    """Make a field for a number; ``said`` gives the word after it, ``none`` what its smallest value means."""
    spin = QSpinBox()
    spin.setObjectName(name)
    spin.setRange(*limits)
    spin.setMinimumWidth(px(120))
    spin.setSpecialValueText(none)
    if said is not None:
        spin.valueChanged.connect(lambda number: spin.setSuffix(f" {said(number)}"))
        spin.setSuffix(f" {said(spin.value())}")
    still(spin)
    return spin


def line(name: str, longest: int = 80, hint: str = "") -> QLineEdit:
    """Make a field for a line of text."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setMaxLength(longest)
    made.setPlaceholderText(hint)
    return made


class Mark(QRadioButton):
    """A picture or a colour to choose, 36 px; its word is tooltip and name."""

    def __init__(self, words: str, name: str, *, icon: str = "", ink: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.icon_name, self.ink = icon, ink
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(px(40), px(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, on = QPainter(self), worn.current(), self.isChecked()
        box = QRectF(self.rect())
        if self.hasFocus():
            painting.rounded(painter, box, None, theme["accent"], px(6), 2)
        body = box.adjusted(px(4), px(4), -px(4), -px(4))
        chosen = theme["accent"] if on else theme["soft"]
        fill = theme[f"ink_{self.ink}"] if self.ink else theme["selection" if on else "surface"]
        painting.rounded(painter, body, fill, chosen, px(4), 2 if on else 1)
        side = px(18)
        place = QRectF(0, 0, side, side)
        place.moveCenter(body.center())
        if self.icon_name:
            icons.draw(painter, place, self.icon_name, theme["accent" if on else "text"])
        elif on:
            icons.draw(painter, place, "check", theme["on_ink"])


class Marks(QWidget):
    """Pictures or colours of which one is chosen; ``chosen`` when another one is."""

    chosen = Signal()

    def __init__(self, name: str, said: str, choices: Mapping[str, str], *, inks: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(said)
        self.parts = {
            key: Mark(words, f"{name}_{key}", ink=key) if inks else Mark(words, f"{name}_{key}", icon=key)
            for key, words in choices.items()
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flowing(*self.parts.values(), gap=2))
        for part in self.parts.values():
            part.toggled.connect(lambda on: self.chosen.emit() if on else None)

    @property
    def value(self) -> str:
        """The key of what is chosen."""
        return next((key for key, part in self.parts.items() if part.isChecked()), next(iter(self.parts)))

    def choose(self, key: str) -> None:
        """Show another one as chosen; an unknown key is the first."""
        self.parts.get(key, next(iter(self.parts.values()))).setChecked(True)


class ExpiryPart(QWidget):
    """How long stamps are good: for ever, for a time from a stamp, or to a day."""

    changed = Signal()

    def __init__(self, days: Days) -> None:
        super().__init__()
        self.basis, self.unit = Combo("expiryBasis"), Combo("expiryUnit")
        self.count = count("expiryCount", (0, _LONGEST))
        self.day = DayField(days, _("Last day of the stamps"), "expiryDay")
        self.basis.setAccessibleName(_("How long stamps are good"))
        self.unit.setAccessibleName(_("Unit of time"))
        self.count.setAccessibleName(_("How many"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self.span = flowing(self.count, self.unit)
        for widget in (self.basis, self.span, self.day):
            column.addWidget(widget)
        self.basis.offer(_bases(), str(ExpiryBasis.NEVER))
        self._say_units()
        self.basis.currentIndexChanged.connect(self._turned)
        self.unit.currentIndexChanged.connect(self.changed)
        self.count.valueChanged.connect(self._counted)
        self.day.changed.connect(self.changed)
        self.setFocusProxy(self.basis)
        self._turned()

    def show_expiry(self, expiry: Expiry) -> None:
        """Show an expiry."""
        with QSignalBlocker(self):
            self.basis.offer(_bases(), str(expiry.basis))
            self.count.setValue(expiry.count or 12)
            self.unit.setCurrentIndex(max(0, self.unit.findData(str(expiry.unit))))
            self.day.line.setText(format_date(expiry.on) if expiry.on else "")
            self._turned()

    def value(self) -> Expiry:
        """Give the expiry as it is chosen; a day that cannot be read is none."""
        basis = ExpiryBasis(self.basis.currentData() or ExpiryBasis.NEVER)
        if basis is ExpiryBasis.NEVER:
            return Expiry()
        if basis is ExpiryBasis.DATE:
            return Expiry(basis, on=self._day())
        return Expiry(basis, self.count.value(), ExpiryUnit(self.unit.currentData() or ExpiryUnit.MONTH))

    def _day(self) -> date | None:
        found = self.day.found
        return found.day if found else None

    def _turned(self) -> None:
        basis = ExpiryBasis(self.basis.currentData() or ExpiryBasis.NEVER)
        self.span.setVisible(basis in _COUNTED)
        self.day.setVisible(basis is ExpiryBasis.DATE)
        self.changed.emit()

    def _counted(self) -> None:
        self._say_units()
        self.changed.emit()

    def _say_units(self) -> None:
        with QSignalBlocker(self.unit):
            self.unit.offer(_units(self.count.value()), self.unit.currentData() or str(ExpiryUnit.MONTH))


def _bases() -> list[tuple[object, str, str]]:
    return [
        (str(ExpiryBasis.NEVER), _("For ever"), ""),
        (str(ExpiryBasis.EACH), _("Each stamp, counted from its day"), ""),
        (str(ExpiryBasis.FIRST), _("The whole card, from its first stamp"), ""),
        (str(ExpiryBasis.LAST), _("The whole card, from its last stamp"), ""),
        (str(ExpiryBasis.DATE), _("To one day, for all"), ""),
    ]


def _units(number: int) -> list[tuple[object, str, str]]:
    """Units after their number."""
    return [
        (str(ExpiryUnit.DAY), ngettext("day", "days", number), ""),
        (str(ExpiryUnit.MONTH), ngettext("month", "months", number), ""),
        (str(ExpiryUnit.MONTH_END), ngettext("month, to its end", "months, to the end of the last", number), ""),
        (str(ExpiryUnit.YEAR_END), ngettext("year, to its end", "years, to the end of the last", number), ""),
    ]


_Control = QLineEdit | QPlainTextEdit | QSpinBox | QComboBox | QCheckBox | QRadioButton


def typed(form: QWidget) -> dict[str, str]:
    """Give what stands in each control of a form, by its object name."""
    return {control.objectName(): _text(control) for control in _controls(form)}


def retype(form: QWidget, texts: Mapping[str, str]) -> None:
    """Put back what stood in the controls of a form made anew."""
    for control in _controls(form):
        if control.objectName() in texts:
            _put(control, texts[control.objectName()])


def _controls(form: QWidget) -> Sequence[_Control]:
    found = [w for w in form.findChildren(QWidget) if isinstance(w, _Control) and w.objectName()]
    return [w for w in found if not isinstance(w.parentWidget(), QSpinBox | QComboBox)]


def _text(control: _Control) -> str:
    if isinstance(control, QLineEdit):
        return control.text()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    if isinstance(control, QSpinBox):
        return str(control.value())
    if isinstance(control, QComboBox):
        return str(control.currentData())
    return "1" if control.isChecked() else ""


def _put(control: _Control, text: str) -> None:
    if isinstance(control, QLineEdit):
        control.setText(text)
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(text)
    elif isinstance(control, QSpinBox):
        control.setValue(int(text))
    elif isinstance(control, QComboBox):
        control.setCurrentIndex(max(0, control.findData(text)))
    else:
        control.setChecked(bool(text))
