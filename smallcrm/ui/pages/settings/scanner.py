"""The scanner at this PC: tried out without stamping anything, and whether an answer sounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from smallcrm.domain.card_numbers import CodeKind, grouped, read_code
from smallcrm.domain.scanning import AVERAGE_MS, LEAST, Burst
from smallcrm.i18n import _, format_number, pgettext
from smallcrm.ui.pages.settings.rows import Section, SettingRow
from smallcrm.ui.scanning import sound
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


def scanner_section(window: MainWindow) -> Section:
    """Make the section of the scanner."""
    return Section("scanner", _("Scanner"), "scan-barcode", lambda: (_try(window), _sound(window)))


def _try(window: MainWindow) -> SettingRow:
    caption = _("Click into the field and scan a card. Nothing is stamped.")
    return SettingRow(_("Test your scanner"), Trying(window), caption, wide=True)


def _sound(window: MainWindow) -> SettingRow:
    box = QCheckBox(pgettext("switch", "On"))
    box.setObjectName("setting_sound")
    box.setAccessibleName(_("Sound after a scan"))
    box.setChecked(sound.wanted(window.settings))

    def clicked() -> None:
        window.settings.setValue(sound.KEY, int(box.isChecked()))
        if box.isChecked():
            sound.play(good=True)

    box.clicked.connect(clicked)
    caption = _("One for a stamp, another where you are asked to look")
    return SettingRow(_("Sound after a scan"), box, caption)


class Trying(QWidget):
    """A field that takes scans while it has the keys, and below it what came: code, speed, end, verdict."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self.line = _Line(window, self)
        column.addWidget(self.line)
        self.told = QWidget()
        grid = QGridLayout(self.told)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(2))
        grid.setColumnStretch(1, 1)
        self._mark, self.verdict = IconMark("circle-check", "success"), Paragraph("", "strong")
        verdict, beside = QHBoxLayout(), QVBoxLayout()
        verdict.setContentsMargins(0, 0, 0, px(4))
        verdict.setSpacing(px(8))
        beside.addSpacing(max(0, (self.verdict.fontMetrics().height() - self._mark.height()) // 2))
        beside.addWidget(self._mark)
        beside.addStretch(1)
        verdict.addLayout(beside)
        verdict.addWidget(self.verdict, 1)
        grid.addLayout(verdict, 0, 0, 1, 2)
        self.figures = [PlainLabel("") for _what in range(3)]
        words = (_("Code"), pgettext("scanner", "Speed"), pgettext("scanner", "Ends with"))
        for row, (what, label) in enumerate(zip(words, self.figures, strict=True), start=1):
            grid.addWidget(PlainLabel(what, "body", "muted"), row, 0)
            grid.addWidget(label, row, 1)
        column.addWidget(self.told)
        self.told.hide()

    def show_scan(self, burst: Burst) -> None:
        """Show what a scan was."""
        code = read_code(burst.digits)
        verdicts = {
            CodeKind.CARD: ("circle-check", "success", _("A card of this shop. The scanner works.")),
            CodeKind.PRODUCT: ("circle-check", "success", _("A product. The scanner works.")),
            CodeKind.BAD: ("triangle-alert", "warning", _("The scanner works, but this is no card of this shop.")),
        }
        icon, role, words = verdicts[code.kind]
        self._tell(icon, role, words, grouped(code.number) if code.kind is CodeKind.CARD else code.number, burst.ms)
        ends = {"enter": pgettext("key", "Enter"), "tab": pgettext("key", "Tab")}
        self.figures[2].setText(ends.get(burst.suffix, _("nothing: a scanner is a little quicker that sends Enter")))

    def show_typed(self, text: str, ms: float) -> None:
        """Say why what came was taken for typing."""
        words = _("This was taken for typing. Set the scanner to send its characters without a pause.")
        if ms <= AVERAGE_MS:
            words = _("This was taken for typing: it is too short, or not only digits.")
            if not any(one.isdigit() for one in text):
                words = _("As quick as a scan, but no digits came. Set the scanner to the keyboard of this computer.")
        self._tell("triangle-alert", "warning", words, text, ms)
        self.figures[2].setText(pgettext("key", "Enter"))

    def _tell(self, icon: str, role: str, words: str, code: str, ms: float) -> None:
        self._mark.set_icon(icon, role)
        self.verdict.setText(words)
        self.figures[0].setText(code)
        self.figures[1].setText(_("{n} ms a character").format(n=format_number(round(ms))))
        self.told.show()
        QTimer.singleShot(0, self, self._come_into_sight)  # once it has its height
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, words))

    def _come_into_sight(self) -> None:
        """Scroll to the verdict, and to the field above it where both have room: it may stand at the very bottom."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self.told, 0, px(24))
            if self.height() + px(48) <= above.viewport().height():
                above.ensureWidgetVisible(self.line, 0, px(24))  # Qt reckons from the cursor in it


class _Line(QLineEdit):
    """Takes the scans of the window while it has the keys."""

    def __init__(self, window: MainWindow, trying: Trying) -> None:
        super().__init__()
        self._main, self._trying = window, trying
        self._moments: list[float] = []
        self.setObjectName("scannerTest")
        self.setPlaceholderText(_("Scan here"))
        self.setAccessibleName(_("Test your scanner"))
        self.setMaxLength(80)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._main.scanning.tester = self._trying.show_scan

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._main.scanning.tester = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._typed(self._main.scanning.capture.now(event))
            return
        if event.text().isprintable() and event.text():
            self._moments.append(self._main.scanning.capture.now(event))
        super().keyPressEvent(event)

    def _typed(self, end: float) -> None:
        """What came was no scan: show how quick it was."""
        text, moments = self.text(), self._moments
        self.clear()
        self._moments = []
        if len(text) >= LEAST and moments:
            self._trying.show_typed(text, (end - moments[0]) / max(1, len(moments)))
