"""How it looks and on what: designs as pictures, the layout, the first label, and a correction for the printer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from smallcrm.i18n import _
from smallcrm.ui import painting, worn
from smallcrm.ui.pages.letters import layouts
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px


def design_names() -> dict[str, str]:
    """Give the designs in words."""
    return {"candles": _("Candles"), "wreath": _("Wreath")}


class DesignButton(QAbstractButton):
    """A design as a picture of 88 x 124 with its name below."""

    def __init__(self, key: str, name: str) -> None:
        super().__init__()
        self.key = key
        self.setText(name)
        self.setAccessibleName(_("Design: {name}").format(name=name))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._image: QImage | None = None

    def set_image(self, image: QImage) -> None:
        """Show the picture."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(96), px(156))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn.current()
        box = QRectF(px(4), px(4), px(88), px(124))
        if self._image is not None:
            size = (box.size() * self.devicePixelRatioF()).toSize()
            mode = Qt.TransformationMode.SmoothTransformation
            painter.drawImage(box, self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode))
        painting.rounded(painter, box, None, theme["paper_line"], 2)
        if self.isChecked() or self.hasFocus():
            painting.rounded(painter, box.adjusted(-px(4), -px(4), px(4), px(4)), None, theme["accent"], 4, 2)
        if self.hasFocus() and not self.isChecked():
            painting.rounded(painter, box.adjusted(-px(2), -px(2), px(2), px(2)), None, theme["accent"], 3, 1)
        painter.setFont(worn.font("strong" if self.isChecked() else "body"))
        painter.setPen(theme["accent" if self.isChecked() else "muted"])
        painter.drawText(QRectF(0, px(132), self.width(), px(22)), Qt.AlignmentFlag.AlignHCenter, self.text())


class OptionsPane(QWidget):
    """The right pane; ``changed`` when anything that is printed changes."""

    changed = Signal()

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self._kind = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(10))
        self._title = PlainLabel(_("Design"), "strong")
        column.addWidget(self._title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(4))
        grid.setVerticalSpacing(px(8))
        self.designs = QButtonGroup(self)
        self.buttons: dict[str, DesignButton] = {}
        for number, (key, name) in enumerate(design_names().items()):
            made = DesignButton(key, name)
            self.buttons[key] = made
            self.designs.addButton(made)
            grid.addWidget(made, number // 2, number % 2)
        self.designs.buttonClicked.connect(lambda _button: self.changed.emit())
        column.addLayout(grid)
        self.layout_box = QComboBox()
        self.layout_box.setObjectName("layoutBox")
        self.layout_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.layout_box.currentIndexChanged.connect(self._chosen)
        column.addWidget(Field(_("Paper"), self.layout_box))
        self.start = QSpinBox()
        self.start.setObjectName("startLabel")
        self.start.setMinimum(1)
        self.start.valueChanged.connect(lambda _n: self.changed.emit())
        self._start_field = Field(_("Start at label"), self.start)
        column.addWidget(self._start_field)
        self.right, self.down = self._correction(), self._correction()
        self._right_field = Field(_("Move right, mm"), self.right)
        self._down_field = Field(_("Move down, mm"), self.down)
        column.addWidget(self._right_field)
        column.addWidget(self._down_field)
        column.addStretch(1)

    def _correction(self) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setRange(-10, 10)
        box.setSingleStep(0.5)
        box.setDecimals(1)
        box.valueChanged.connect(self._nudged)
        return box

    def show_kind(self, kind: str, country: str, layout: str, design: str) -> None:
        """Offer the layouts of a kind."""
        self._kind = kind
        self.layout_box.blockSignals(True)
        self.layout_box.clear()
        for code, words in layouts.layouts(kind, country):
            self.layout_box.addItem(words, code)
        self.layout_box.setCurrentIndex(max(0, self.layout_box.findData(layout)))
        self.layout_box.blockSignals(False)
        self.buttons.get(design, self.buttons["candles"]).setChecked(True)
        self._show_fields()

    def _show_fields(self) -> None:
        cards, count = self._kind == layouts.CARDS, layouts.labels_on(self.code)
        self._title.setVisible(cards)
        for made in self.buttons.values():
            made.setVisible(cards)
        self.start.setMaximum(max(1, count))
        self._start_field.setVisible(count > 0)
        for box, key in ((self.right, "right"), (self.down, "down")):
            box.blockSignals(True)
            box.setValue(float(str(self._settings.value(f"print/{self.code}/{key}", 0.0))))
            box.blockSignals(False)

    def _chosen(self) -> None:
        self._show_fields()
        self.changed.emit()

    def _nudged(self) -> None:
        self._settings.setValue(f"print/{self.code}/right", self.right.value())
        self._settings.setValue(f"print/{self.code}/down", self.down.value())
        self.changed.emit()

    @property
    def code(self) -> str:
        """The layout chosen."""
        return str(self.layout_box.currentData() or "a6-quarter")

    @property
    def design(self) -> str:
        """The design chosen."""
        return next((key for key, made in self.buttons.items() if made.isChecked()), "candles")

    @property
    def nudge(self) -> tuple[float, float]:
        """How far the print is moved right and down, mm."""
        return self.right.value(), self.down.value()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), worn.current()["surface"])
