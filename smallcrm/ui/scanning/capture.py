"""Listening for scanners: every key of the program on its way to a window, and the rhythm in which it came."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from time import monotonic
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from smallcrm.domain.scanning import ENTER, GAP_MS, QUIET_MS, TAB, Burst, Recogniser
from smallcrm.ui.scanning.giving_back import Before, give_back_all, remember_focus

Now = Callable[[QKeyEvent | QInputMethodEvent], float]
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
    }
)
"""Keys that type nothing by themselves: they stand between the characters of some scanners."""
_UNPLAIN = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
    | Qt.KeyboardModifier.GroupSwitchModifier
)
_ENDS = {Qt.Key.Key_Return: ENTER, Qt.Key.Key_Enter: ENTER, Qt.Key.Key_Tab: TAB}
_LATE_MS = 40
"""A timer that comes later than this waited behind other work, and so may keys."""
_ANOTHER_CLOCK_MS = 10_000
"""No key waits as long: the system's clock has begun anew."""
_MOST = 40
"""Characters looked back at: no code of ours is longer."""


class Stamps:
    """Gives the moment of an event in ms, by the clock of the system: what waited in the queue is not made quicker."""

    def __init__(self) -> None:
        self._ahead: float | None = None
        """How much later than the system's our own clock is, at least; None until a key has told."""

    def __call__(self, event: QKeyEvent | QInputMethodEvent) -> float:
        here = monotonic() * 1000
        stamp = 0.0 if isinstance(event, QInputMethodEvent) else float(event.timestamp())
        if not stamp:  # input methods tell none
            return here - (self._ahead or 0.0)
        late = here - stamp
        if self._ahead is None or late < self._ahead or late > self._ahead + _ANOTHER_CLOCK_MS:
            self._ahead = late
        return stamp


class Capture(QObject):
    """Finds scans among the keys: ``scanned(Burst)`` once the digits are taken back and what ended them is swallowed.

    Everything else passes untouched. While ``paused`` nothing is a scan.
    """

    scanned = Signal(object)

    def __init__(self, window: QWidget, now: Now | None = None) -> None:
        super().__init__(window)
        self.now: Now = now or Stamps()
        self.paused = False
        self.giving_back = False
        self.typed_since = False
        """Whether somebody typed since the last scan."""
        self._recogniser = Recogniser()
        self._found: list[Before | None] = []
        """How each character of the run found its field, the newest last."""
        self._last = self._first = 0.0
        """When the last character came, and the first of this run of digits."""
        self._tabbed: tuple[float, QWidget | None] = (-1.0, None)
        """When Tab was pressed last, and where: some scanners send it first."""
        self._swallowed: set[int] = set()
        self._began = 0.0
        self._takes: dict[QEvent.Type, Callable[[QKeyEvent], bool]] = {
            QEvent.Type.KeyPress: self.press,
            QEvent.Type.KeyRelease: self._release,
            QEvent.Type.ShortcutOverride: self._claim,
        }
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._look_again)
        cast("QApplication", QApplication.instance()).installEventFilter(self)

    def close(self) -> None:
        """Stop listening."""
        self._quiet.stop()
        cast("QApplication", QApplication.instance()).removeEventFilter(self)

    @property
    def hurried(self) -> bool:
        """Whether what is typed just now may be a scan: two digits and more, one right after the other."""
        return self.giving_back or (not self.paused and self._recogniser.length > 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self.commit(watched, event)
        elif isinstance(event, QKeyEvent) and isinstance(watched, QWindow):
            return self._takes[event.type()](event) if event.type() in self._takes else False
        return False

    def press(self, event: QKeyEvent) -> bool:
        """Take a key on its way to a window; whether it is swallowed."""
        if event.key() in _MODIFIERS or self.paused:
            return False
        ms, text = self.now(event), _text(event)
        if self._recogniser.trails(text, ms):
            self._swallowed.add(event.key())
            return True
        plain = not event.modifiers() & _UNPLAIN
        if text == TAB:
            self._tabbed = (ms, QApplication.focusWidget())
        found = self._feed(text, ms, repeat=event.isAutoRepeat(), plain=plain)
        if found is None:
            self.typed_since = self.typed_since or plain
            return False
        self._swallowed.add(event.key())
        self._scan(found)
        return True

    def commit(self, watched: QObject, event: QInputMethodEvent) -> None:
        """Take what an input method gives to the widget with the focus, character by character."""
        if self.paused or watched is not QGuiApplication.focusObject():
            return
        ms = self.now(event)
        if event.preeditString() or event.replacementLength():  # words are being made, or changed
            self._feed("", ms)
            return
        for character in event.commitString():
            self._feed(character, ms)

    def _claim(self, event: QKeyEvent) -> bool:
        """Keep what ends a scan from shortcuts, and from open lists, which take Enter before it is a key press."""
        text = _text(event)
        if self.paused or text not in {ENTER, TAB} or event.modifiers() & _UNPLAIN:
            return False
        ms, asked = self.now(event), deepcopy(self._recogniser)
        if not asked.trails(text, ms) and asked.key(text, ms, repeat=event.isAutoRepeat()) is None:
            return False
        event.accept()
        return True

    def _release(self, event: QKeyEvent) -> bool:
        if event.key() not in self._swallowed:
            return False
        if not event.isAutoRepeat():
            self._swallowed.discard(event.key())
        return True

    def _feed(self, text: str, ms: float, *, repeat: bool = False, plain: bool = True) -> Burst | None:
        before = remember_focus() if len(text) == 1 else None
        if not 0 <= ms - self._last <= GAP_MS:
            self._found.clear()
            self._first = ms
        self._last = ms
        found = self._recogniser.key(text, ms, repeat=repeat, plain=plain)
        if found is not None:
            return found
        if len(text) == 1 and plain and not repeat:
            self._found = [*self._found[1 - _MOST :], before]
        else:
            self._found.clear()
        if self._recogniser.length:
            self._began = monotonic() * 1000
            self._quiet.start()
        else:
            self._quiet.stop()
        return None

    def _look_again(self) -> None:
        """Ask for a scan that nothing ended, unless keys may still wait behind whatever kept the window busy."""
        if monotonic() * 1000 - self._began > QUIET_MS + _LATE_MS:
            self._began = monotonic() * 1000
            self._quiet.start()
            return
        # Asked of a copy: if there is none, the rest of it may still wait in a window that was busy.
        found = deepcopy(self._recogniser).quiet(self._last + GAP_MS + 1)
        if found is not None and not self.paused:
            self._recogniser.clear()
            self._scan(found)

    def _scan(self, burst: Burst) -> None:
        self._quiet.stop()
        count = len(burst.before) + len(burst.digits)
        found = self._found[-count:] if count <= len(self._found) else []
        self._found.clear()
        self.giving_back = True
        try:
            give_back_all(found)
            self._tab_back()
        finally:
            self.giving_back = False
        self.typed_since = False
        self.scanned.emit(burst)

    def _tab_back(self) -> None:
        """Give the keys back to where a Tab in front of the scan took them from."""
        ms, place = self._tabbed
        self._tabbed = (-1.0, None)
        if place is not None and 0 <= self._first - ms <= GAP_MS and isValid(place) and place.isVisible():
            place.setFocus(Qt.FocusReason.OtherFocusReason)


def _text(event: QKeyEvent) -> str:
    """Give what the recogniser calls a key: a character, ``enter``, ``tab`` or nothing."""
    key, text = event.key(), event.text()
    if key in _ENDS:
        return _ENDS[Qt.Key(key)]
    if text in {"\r", "\n"}:
        return ENTER
    return text if len(text) == 1 and text.isprintable() else ""
