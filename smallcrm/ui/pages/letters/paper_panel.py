"""Printer and paper: which printer, and how far the print is moved on this form with this printer; remembered."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QWidget

from smallcrm.i18n import _
from smallcrm.paper import forms
from smallcrm.ui import machine
from smallcrm.ui.pages.letters import layouts
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.popup import Popup
from smallcrm.ui.worn import px


class PaperPanel(Popup):
    """The panel; ``changed`` when the print moves or another printer is chosen."""

    changed = Signal()
    test_wanted = Signal()

    def __init__(self, parent: QWidget, settings: QSettings) -> None:
        super().__init__(parent, "paperPanel", _("Printer and paper"))
        self._settings, self._code, self._made = settings, "", False

    @cached_property
    def printers(self) -> QComboBox:
        """The printers of this PC."""
        box = QComboBox()
        box.setObjectName("printerBox")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.activated.connect(self._choose)
        return box

    @cached_property
    def right(self) -> QDoubleSpinBox:
        """How far the print is moved right, mm."""
        return self._correction("moveRight")

    @cached_property
    def down(self) -> QDoubleSpinBox:
        """How far the print is moved down, mm."""
        return self._correction("moveDown")

    def _fill(self) -> None:
        """Make what the panel shows; when it is first opened, so that the page opens sooner."""
        self._made = True
        self.setFixedWidth(px(320))
        self._paper, self._how = PlainLabel("", "strong"), Paragraph("", "body", "muted")
        self._printer_field = Field(_("Printer"), self.printers)
        for widget in (self._paper, self._how, self._printer_field):
            self.column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(Field(_("Move right, mm"), self.right), 1)
        row.addWidget(Field(_("Move down, mm"), self.down), 1)
        self.column.addLayout(row)
        hint = _("If the print sits beside its place. Kept for this form and printer.")
        self.column.addWidget(Paragraph(hint, "caption", "muted"))
        self._test = button(_("Print a test page"), "link", size="small", icon="printer", name="testPage")
        self._test.clicked.connect(self._wish)
        self.column.addWidget(self._test, 0, Qt.AlignmentFlag.AlignLeft)

    def _wish(self) -> None:
        self.hide()
        self.test_wanted.emit()

    def _correction(self, name: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setObjectName(name)
        box.setRange(-10, 10)
        box.setSingleStep(0.5)
        box.setDecimals(1)
        box.valueChanged.connect(self._nudged)
        return box

    @property
    def printer(self) -> str:
        """The name of the printer used last; empty before the first print."""
        return str(self._settings.value("print/printer", ""))

    def use(self, printer: str) -> None:
        """Remember a printer."""
        if printer and printer != self.printer:
            self._settings.setValue("print/printer", printer)
            self.show_form(self._code)
            self.changed.emit()

    def _choose(self, _index: int) -> None:
        self.use(self.printers.currentText())

    def _key(self, way: str) -> str:
        return "/".join(part for part in ("print", self._code, self.printer.replace("/", "_"), way) if part)

    def show_form(self, code: str) -> None:
        """Show what is remembered of a form with the printer of now; a sheet of labels is one, whatever they bear."""
        self._code = code.replace(forms.NOTE, forms.LABEL)
        if self._made:
            for box, moved in zip((self.right, self.down), self.nudge, strict=True):
                box.blockSignals(True)
                box.setValue(moved)
                box.blockSignals(False)

    def _nudged(self) -> None:
        self._settings.setValue(self._key("right"), self.right.value())
        self._settings.setValue(self._key("down"), self.down.value())
        self.changed.emit()

    @property
    def nudge(self) -> tuple[float, float]:
        """How far the print is moved right and down, mm."""
        right, down = (machine.number(self._settings, self._key(way), 0.0, -10.0, 10.0) for way in ("right", "down"))
        return right, down

    def open_at(self, opener: QWidget, paper: str, how: str, *, tests: bool | None = None) -> None:
        """Open below a button, with the paper in words and the printers of this PC; ``tests``: a test page is offered.

        Unless somebody says, it is for letters and labels.
        """
        if not self._made:
            self._fill()
        self.show_form(self._code)
        self._paper.setText(paper)
        self._how.setText(how)
        usual = layouts.kind_of(self._code) != layouts.CARDS and not self._code.startswith("envelope:")
        self._test.setVisible(usual if tests is None else tests)
        names = QPrinterInfo.availablePrinterNames()
        self.printers.clear()
        self.printers.addItems(names)
        self.printers.setCurrentText(self.printer or QPrinterInfo.defaultPrinterName())
        self._printer_field.setVisible(bool(names))
        self.open_below(opener)
