"""What changed in the shop: by this window at once, by another program within a second or when the window wakes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from smallcrm.domain.errors import FileTrouble
from smallcrm.store.shop import Shop

EVERYTHING: frozenset[str] = frozenset()
"""No area named: read everything again."""


class Watch(QObject):
    """Signals in the window's thread, whoever wrote and on whichever thread.

    ``changed(areas)`` after a change was saved, ``troubled(code)`` when one could not be.
    """

    changed, troubled = Signal(object), Signal(str)

    def __init__(self, shop: Shop, window: QWidget) -> None:
        super().__init__(window)
        self._shop = shop
        self._tell = self.changed.emit
        shop.on_change(self._tell)
        shop.on_trouble = self.troubled.emit
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        window.installEventFilter(self)

    def look(self) -> None:
        """Ask whether another program wrote; while it is still writing, the next second asks again."""
        try:
            if not self._shop.file.exists():  # a stick pulled out, a network drive gone
                raise FileTrouble("missing", file=str(self._shop.file))
            changed = self._shop.changed_outside()
        except FileTrouble as trouble:
            if trouble.code != "locked":
                raise
            return
        if changed:
            self.changed.emit(EVERYTHING)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._timer.isActive():
            self.look()
        return super().eventFilter(watched, event)

    def close(self) -> None:
        """Stop watching."""
        self._timer.stop()
        self._shop.off_change(self._tell)
        self._shop.on_trouble = lambda _code: None
