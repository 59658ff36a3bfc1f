"""What all pages share: margins by the window's size, reading again only when seen, and the toast for what was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from smallcrm.domain.errors import FileTrouble
from smallcrm.ui.patience import patient
from smallcrm.ui.shortcuts import sequence
from smallcrm.ui.tokens import NARROW_HEIGHT, NARROW_WIDTH
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.scrolling import Scrolling
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class Page(QWidget):
    """A page of the window: subclasses fill ``column``, read in ``load`` and name the areas that concern them."""

    AREAS: frozenset[str] = frozenset()
    BELOW_FIND = False
    """Whether the large quick-find stands above, with its own distance."""
    SCROLLS = False
    """Whether all of it scrolls by itself, so that it may be low."""

    def __init__(self, window: MainWindow, name: str, accessible: str) -> None:
        super().__init__()
        self.main = window
        self.shop = window.shop
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(px(12))
        self.narrow = False
        self.begins_at: QWidget | None = None
        self.answer_place: QWidget | None = None
        """Where scans are answered on this page; None: where they are on all others."""
        self.kept_clear: QWidget | None = None
        """What no answer to a scan stands over."""
        self._stale = True

    def load(self) -> None:
        """Read the shop and show it."""

    def refresh(self, areas: frozenset[str]) -> None:
        """Read again what changed: now if the page is seen, else when it is."""
        if areas and not areas & self.AREAS:
            return
        self._stale = True
        if self.isVisible():
            self._load_once()

    def perform(self, _command: str, _value: object = None) -> bool:
        """Do a command of the menus; whether it could."""
        return False

    def state(self) -> tuple[str, object] | None:
        """Give the command and value that lead a page made anew back to what this one shows."""
        return None

    @patient
    def _load_once(self) -> None:
        if not self._stale or not self.shop.is_open:  # read already, or closed while another program wrote
            return
        self._stale = False
        try:
            self.load()
        except FileTrouble as trouble:
            self._stale = trouble.code == "locked"
            raise

    def setVisible(self, visible: bool) -> None:
        # Read before the first paint: what is put into a page already shown is laid out one frame too late.
        if visible and self._stale:
            self._load_once()
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._load_once()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What nothing on the page wanted: Esc leads back to an empty quick-find.
        if event.key() == Qt.Key.Key_Escape:
            self.main.find_customer()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        window = self.window()
        self.narrow = window.width() < px(NARROW_WIDTH) or window.height() < px(NARROW_HEIGHT)
        self.fit()

    def fit(self) -> None:
        """Take the margins of a narrow or a wide window."""
        side = px(16 if self.narrow else 24)
        top = 0 if self.BELOW_FIND else px(16 if self.narrow else 20)
        self.column.setContentsMargins(side, top, side, px(12 if self.narrow else 20))


def tell(window: MainWindow, text: str = "") -> None:
    """Show the toast for the newest step made in this window, with its Undo; nobody takes back a colleague's."""
    journal = window.shop.journal
    if steps := journal.steps(1, before=journal.newest + 1):
        window.undoing.tell_done(steps[0], text)


def tell_of(window: MainWindow, work: Callable[[], object], words: str | Callable[[], str] = "") -> bool:
    """Do something and show the toast of the step it made; whether it made one.

    What was so already makes none, and the Undo of the step before would take back something else.
    """
    before = window.shop.journal.newest
    work()
    if window.shop.journal.newest == before:
        return False
    tell(window, words if isinstance(words, str) else words())
    return True


def later(window: MainWindow, run: Callable[[], object]) -> None:
    """Run something once the event of now is over: it may take the page that asked for it away.

    Nothing where the window was closed meanwhile, and its shop with it.
    """
    QTimer.singleShot(0, window, lambda: run() if window.shop.is_open else None)


def sentence(error: Exception) -> str:
    """Give the sentence of an expected error."""
    from smallcrm import messages
    from smallcrm.domain.errors import ShopError

    return messages.error(error) if isinstance(error, ShopError) else str(error)


def header(title: str, *actions: QWidget, context: QWidget | None = None) -> QHBoxLayout:
    """Make a header row of 40 px: title, muted context, actions at the right, the primary last."""
    row = QHBoxLayout()
    row.setSpacing(px(12))
    words = PlainLabel(title, "page")
    words.setMinimumHeight(px(40))
    row.addWidget(words)
    if context is not None:
        row.addWidget(context)
    row.addStretch(1)
    for action in actions:
        row.addWidget(action)
    return row


def scrolling(content: QWidget, name: str = "") -> QScrollArea:
    """Put a widget into an area that scrolls up and down, without a frame."""
    return Scrolling(content, name)


def while_there(owner: QObject, run: Callable[..., object]) -> Callable[..., None]:
    """Give a slot for the end of a job that does nothing once its page was built anew."""

    def slot(*values: Any) -> None:
        if isValid(owner):
            run(*values)

    return slot


def emptied(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            emptied(inner)
            inner.deleteLater()


def in_turn(holder: QWidget, *parts: QWidget) -> None:
    """Let Tab reach parts that were made late where their holder stands, one after the other."""
    before = _behind(holder)
    for part in parts:
        QWidget.setTabOrder(before, part)
        before = part


def _behind(holder: QWidget) -> QWidget:
    """Give the widget after which Tab would come to this one: Qt puts nothing behind what takes no keys."""
    before = holder.previousInFocusChain()
    while before is not None and before is not holder and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
        before = before.previousInFocusChain()
    return before or holder


def wide(widget: QWidget) -> QWidget:
    """Let a label take all the width there is."""
    widget.setSizePolicy(QSizePolicy.Policy.Ignored, widget.sizePolicy().verticalPolicy())
    return widget


def shortcut(parent: QWidget, keys: str, run: Callable[[], object]) -> None:
    """Bind keys while the focus is inside the widget; a held key runs it once."""
    from PySide6.QtGui import QShortcut

    made = QShortcut(sequence(keys), parent)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.setAutoRepeat(False)
    made.activated.connect(run)
