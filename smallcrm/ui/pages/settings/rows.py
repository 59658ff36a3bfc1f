"""A settings row: label with a caption at the left, the control at the right, what is wrong with it below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from smallcrm.domain.errors import FileTrouble, ShopError
from smallcrm.domain.text import fold
from smallcrm.i18n import _, pgettext
from smallcrm.ui.pages.page import sentence
from smallcrm.ui.widgets.card import Card, Hairline
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.scrolling import still
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

LABEL = 236
"""Width of the words at the left, px at 100 %."""
_STACKED_BELOW = 520
"""Width, px at 100 %, below which the control stands under its words."""


class Told(QWidget):
    """What is wrong, with an icon, below what it is about."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._words = Paragraph("", "caption", "danger")
        row.addWidget(IconMark("circle-alert", "danger"))
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Show a sentence, or nothing."""
        self._words.setText(words)
        self.setVisible(bool(words))


class SettingRow(QWidget):
    """One row; ``keep`` runs a change and shows what is wrong with it below the control."""

    def __init__(self, label: str, control: QWidget, caption: str = "", *, wide: bool = False) -> None:
        super().__init__()
        self.searched = fold(f"{label} {caption}")
        self.control = control
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, px(10), 0, px(10))
        self._row.setSpacing(px(24))
        self._words = self._worded(label, caption)
        self._row.addWidget(self._words)
        right = QVBoxLayout()
        right.setSpacing(px(6))
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(control, int(wide))
        if not (wide or isinstance(control, QLineEdit)):
            line.addStretch(1)
        right.addLayout(line)
        self._right = right
        self._told: Told | None = None
        self._strip: Strip | None = None
        self._row.addLayout(right, 1)
        self.setMinimumHeight(px(56))
        if not control.accessibleName():
            control.setAccessibleName(label)
        control.setAccessibleDescription(caption)

    @staticmethod
    def _worded(label: str, caption: str) -> QWidget:
        holder = QWidget()
        words = QVBoxLayout(holder)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Paragraph(label))
        if caption:
            words.addWidget(Paragraph(caption, "caption", "muted"))
        words.addStretch(1)
        holder.setFixedWidth(px(LABEL))
        return holder

    def minimumSizeHint(self) -> QSize:
        beside = max(self._words.width(), self.control.minimumSizeHint().width())
        return QSize(beside, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = px(LABEL + 24) + self.control.minimumSizeHint().width()
        stacked = self.width() < max(needed, px(_STACKED_BELOW))
        wanted = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self._row.setSpacing(px(6 if stacked else 24))
        self._measure()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._measure()
        return done

    def _measure(self) -> None:
        """Ask for the height that the words take at this width: rows in a scroll area are not asked again by Qt."""
        wanted = max(px(56), self._row.totalHeightForWidth(self.width()))
        if wanted != self.minimumHeight():
            self.setMinimumHeight(wanted)

    @property
    def strip(self) -> Strip:
        """The strip for a file that fails, made when first needed: there are many rows."""
        if self._strip is None:
            self._strip = Strip(closable=False)
            self._right.addWidget(self._strip)
        return self._strip

    def _say(self, words: str) -> None:
        if self._told is None and words:
            self._told = Told()
            self._right.addWidget(self._told)
        if self._told is not None:
            self._told.say(words)
        self.control.setProperty("wrong", bool(words))
        self.control.update()

    def keep(self, change: Callable[[], object]) -> bool:
        """Run a change; what cannot be stays in the control with the reason below. Whether it was kept."""
        try:
            change()
        except ShopError as error:
            self.trouble(error, change)
            return False
        self._say("")
        if self._strip is not None:
            self._strip.hide()
        return True

    def trouble(self, error: ShopError, change: Callable[[], object]) -> None:
        """Tell why a change was not kept: a wrong value in words, a file that fails with the repair as a button."""
        if isinstance(error, FileTrouble):
            self.strip.say(sentence(error), repairs=[(_("Try again"), lambda: self.keep(change))])
        else:
            self._say(sentence(error))


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that belong together, under one heading."""

    key: str
    title: str
    icon: str
    make: Callable[[], Sequence[QWidget]]
    asks: bool = False
    """Whether what a change would do is shown before it is kept."""


class SectionCard(QWidget):
    """The heading of a section above a card; ``fill`` makes its rows, with hairlines between those that are shown."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.section = section
        self.setAccessibleName(section.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addWidget(PlainLabel(section.title, "section"))
        head.addStretch(1)
        said = _("You see first what a change does") if section.asks else _("Changes apply at once")
        self._mark = [IconMark("eye" if section.asks else "check", "muted"), PlainLabel(said, "caption", "muted")]
        for widget in self._mark:
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
            head.addWidget(widget)
        column.addLayout(head)
        self.card = Card().pad(20, 3, 20, 3)
        self.card.setMinimumHeight(px(120))
        self._lines: list[Hairline] = []
        self.rows: Sequence[QWidget] = ()
        column.addWidget(self.card)
        self.setMaximumWidth(px(760))

    def fill(self) -> None:
        """Make the rows, once; all at one time would keep the window waiting."""
        if self.rows:
            return
        self.rows = self.section.make()
        self.card.setMinimumHeight(0)
        for number, row in enumerate(self.rows):
            if number:
                self._lines.append(Hairline())
                self.card.body.addWidget(self._lines[-1])
            self.card.body.addWidget(row)

    def mark(self, *, here: bool) -> None:
        """Show that this is the section one is at."""
        for widget in self._mark:
            widget.setVisible(here)

    def show_only(self, words: Sequence[str]) -> bool:
        """Show only the rows in which all the words stand (folded); whether any is left."""
        title = fold(self.section.title)
        seen = []
        for row in self.rows:
            text = f"{title} {getattr(row, 'searched', '')}"
            row.setVisible(all(word in text for word in words))
            seen.append(not row.isHidden())
        for number, line in enumerate(self._lines):
            line.setVisible(seen[number + 1] and any(seen[: number + 1]))
        self.setVisible(any(seen))
        return any(seen)


def text_row(label: str, value: str, save: Callable[[str], object], caption: str = "", name: str = "") -> SettingRow:
    """Make a row with a line of text, saved when it is left."""
    line = QLineEdit(value)
    line.setObjectName(name)
    line.setMaxLength(500)
    made = SettingRow(label, line, caption)
    kept = [value]

    def finish() -> None:
        text = line.text().strip()
        if text != kept[0] and made.keep(lambda: save(text)):
            kept[0] = text

    line.editingFinished.connect(finish)
    return made


def choice_row(
    label: str,
    value: str,
    choices: Sequence[tuple[str, str]],
    save: Callable[[str], object],
    caption: str = "",
    name: str = "",
) -> SettingRow:
    """Make a row with a list to choose from (value, words), saved when chosen."""
    combo = QComboBox()
    combo.setObjectName(name)
    for code, words in choices:
        combo.addItem(words, code)
    combo.setCurrentIndex(max(0, combo.findData(value)))
    widest = max((combo.fontMetrics().horizontalAdvance(words) for _code, words in choices), default=0)
    combo.setMinimumWidth(max(px(220), min(widest + px(54), px(320))))  # a paper's name is read whole
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    still(combo)
    made = SettingRow(label, combo, caption)
    combo.activated.connect(lambda _n: made.keep(lambda: save(str(combo.currentData()))))
    return made


def number_row(
    label: str,
    value: int,
    limits: tuple[int, int],
    words: Callable[[int], str],
    save: Callable[[int], object],
    caption: str = "",
    name: str = "",
) -> SettingRow:
    """Make a row with a number amid its ``words``, saved a moment after the last step, or when it is left."""
    spin = QSpinBox()
    spin.setObjectName(name)
    spin.setRange(*limits)
    spin.setValue(value)
    say_amid(spin, words(value))
    spin.setMinimumWidth(px(140))
    still(spin)
    made = SettingRow(label, spin, caption)
    wait = QTimer(made, singleShot=True, interval=600)

    def finish() -> None:
        wait.stop()
        made.keep(lambda: save(spin.value()))

    def leave() -> None:
        if wait.isActive():  # a window that closes now waits for nothing
            finish()

    wait.timeout.connect(finish)
    spin.editingFinished.connect(leave)

    def stepped(number: int) -> None:
        say_amid(spin, words(number))
        wait.start()

    spin.valueChanged.connect(stepped)
    return made


def say_amid(spin: QSpinBox, sentence: str) -> None:
    """Let the number of a field stand where ``{n}`` is in a sentence."""
    before, _number, behind = sentence.partition("{n}")
    spin.setPrefix(before)
    spin.setSuffix(behind)


def switch_row(label: str, caption: str, save: Callable[[bool], object], on: bool, name: str) -> SettingRow:
    """Make a row with a switch, saved when it is clicked; what cannot be saved leaves it as it was."""
    # Translators: whether something is switched on
    box = QCheckBox(pgettext("switch", "On"))
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setChecked(on)
    row = SettingRow(label, box, caption)

    def clicked() -> None:
        if not row.keep(lambda: save(box.isChecked())):
            box.setChecked(not box.isChecked())  # as it still is

    box.clicked.connect(clicked)
    return row
