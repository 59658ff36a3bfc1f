"""Where scenes are played: the real window on copies of a shop, brought to rest and made calm again after each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QSize, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QToolTip, QWidget

from smallcrm.store.copy import verified_copy
from smallcrm.store.shop import Shop
from smallcrm.ui import worn
from smallcrm.ui.jobs import Jobs
from smallcrm.ui.scenes.shops import MAKERS

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

PATIENCE = 20.0
"""Seconds to wait for the jobs of a scene, such as a preview."""
SOON = 400
"""Timers of up to so many ms are waited for; longer ones (a toast, the minute) are states of their own."""

W = TypeVar("W", bound=QWidget)
Opening = Callable[[Path, Path], "MainWindow"]
"""Opens the window on a shop file, with the settings of an INI file."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A state of the window: ``play`` brings it about. ``shop``: given, used (written to), empty, calm or long."""

    name: str
    play: Callable[[Stage], object]
    shop: str = "given"
    page: str = ""
    """The page it belongs to, by its key."""


class Stage:
    """The window of one shop after the other; the given shop file is copied, never touched."""

    def __init__(self, opening: Opening, given: Path, folder: Path, size: tuple[int, int]) -> None:
        self.opening, self.given, self.folder = opening, given, folder
        self.size = QSize(*size)
        self._window: MainWindow | None = None
        self._here = ""
        self._apart: QWidget | None = None
        self._after: list[Callable[[], object]] = []
        self._waiting = True

    @property
    def window(self) -> MainWindow:
        """The window of the scene."""
        if self._window is None:
            raise LookupError("no scene is played")
        return self._window

    @property
    def shop(self) -> Shop:
        """The shop of the scene."""
        return self.window.shop

    def _open(self, name: str) -> None:
        if name == self._here:
            return
        self.close()  # one at a time: a new window dresses all that are there
        file = self.folder / name / "shop.smallcrm"
        if name in MAKERS:
            file.parent.mkdir(parents=True, exist_ok=True)
        else:
            verified_copy(self.given, file)
        new = not file.exists()
        self._here, self._window = name, self.opening(file, self.folder / f"{name}.ini")
        if new:
            MAKERS[name](self.shop)
        self.window.places.refresh(frozenset())
        self.window.resize(self.size)
        self.window.show()
        self.window.activateWindow()

    @contextmanager
    def playing(self, scene: Scene) -> Iterator[None]:
        """Bring a scene about, and make all calm again at the end."""
        self._open(scene.shop)
        try:
            scene.play(self)
            self.rest()
            yield
        finally:
            self._calm()

    def _calm(self) -> None:
        for undo in reversed(self._after):
            undo()
        self._after.clear()
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget is not self._window:
                widget.close()
        if self._apart is not None:
            self._apart.deleteLater()
        self._apart = None
        self._waiting = True
        window = self.window
        window.setVisible(True)
        window.banner.hide()
        window.toast.dismiss()
        window.quick_find.clear()
        window.quick_find.hide_results()
        QToolTip.hideText()
        self.rest()

    def close(self) -> None:
        """Close the window, if there is one."""
        if self._window is not None:
            self._window.show()  # what is hidden gets no close event
            self._window.close()
            self._window.deleteLater()
        self._window, self._here = None, ""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # -- for scenes ------------------------------------------------------------------------------------------------

    def find(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
        """Give what is on the screen under an object name; LookupError without it."""
        places = [self._apart or self.window, *QApplication.topLevelWidgets()]
        for place in places:
            if place.objectName() == name and isinstance(place, kind) and place.isVisible():
                return place
            for found in place.findChildren(kind, name):
                if found.isVisible():
                    return found
        raise LookupError(name)

    def named(self, name: str, inside: str = "pages") -> QAbstractButton:
        """Give a button on the screen by its accessible name."""
        for found in self.find(inside, QWidget).findChildren(QAbstractButton):
            if found.isVisible() and name in {found.accessibleName(), found.text()}:
                return found
        raise LookupError(name)

    def press(self, name: str) -> None:
        """Press a button by its object name."""
        self.find(name, QAbstractButton).click()
        self.rest()

    def type(self, name: str, text: str) -> None:
        """Type into a field by its object name."""
        field = self.find(name, QLineEdit)
        field.setFocus()
        field.setText(text)
        field.textEdited.emit(text)
        self.rest()

    def go(self, key: str) -> None:
        """Show a page and let it come to rest."""
        self.window.go(key)
        self.rest()

    def perform(self, key: str, command: str, value: object = None) -> None:
        """Let a page do a command and come to rest."""
        self.window.perform(key, command, value)
        self.rest()

    def apart(self, widget: QWidget) -> None:
        """Show a window of its own instead of the main window."""
        self.window.hide()
        self._apart = widget
        widget.resize(self.size)
        widget.show()
        widget.activateWindow()

    def busy(self, leave: Callable[[], object]) -> None:
        """Let the work of this scene go on until ``leave`` ends it."""
        self._waiting = False
        self._after.append(leave)

    def afterwards(self, undo: Callable[[], object]) -> None:
        """Do something once the scene is over."""
        self._after.append(undo)

    # -- looking ---------------------------------------------------------------------------------------------------

    def shown(self) -> list[QWidget]:
        """Give what is on the screen: the window first, then dialogs and popups above it."""
        base: QWidget = self._apart or self.window
        others = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not base]
        return [base, *(w for w in others if w is not self._window)]

    def rest(self) -> None:
        """Let the window work until no job runs and nothing is about to begin."""
        _let(lambda: not any(_busy(place, jobs=self._waiting) for place in (self._window, self._apart)), times=3)

    def settle(self, seen: Callable[[], bool] = lambda: True) -> None:
        """Let the window paint and lay out what has just changed, once it is seen: a worker may have to tell it."""
        _let(seen, times=2)

    def picture(self) -> QPixmap:
        """Give what is on the screen as one picture."""
        base, *others = self.shown()
        drawn = base.grab()
        painter = QPainter(drawn)
        for other in others:
            place = _place(base, other)
            painter.drawPixmap(place, other.grab())
            painter.setPen(worn.current()["control"])
            if not isinstance(other, QMenu):
                painter.drawRect(place.x() - 1, place.y() - 1, other.width() + 1, other.height() + 1)
        painter.end()
        return drawn


def _let(calm: Callable[[], bool], *, times: int) -> None:
    end, loop, found = time.monotonic() + PATIENCE, QEventLoop(), 0
    ticking = QTimer()
    ticking.setInterval(2)

    def look() -> None:
        nonlocal found
        found = found + 1 if calm() else 0
        if found >= times or time.monotonic() > end:
            loop.quit()

    ticking.timeout.connect(look)
    ticking.start()
    loop.exec()
    ticking.stop()


def _busy(place: QWidget | None, *, jobs: bool) -> bool:
    """Whether a window has work going on or about to begin."""
    if place is None:
        return False
    worker = getattr(place, "jobs", None)
    if jobs and isinstance(worker, Jobs) and worker.running:
        return True
    return any(t.isActive() and t.isSingleShot() and t.interval() <= SOON for t in place.findChildren(QTimer))


def _place(base: QWidget, other: QWidget) -> QPoint:
    if other.isModal():
        return QPoint((base.width() - other.width()) // 2, (base.height() - other.height()) // 3)
    place = base.mapFromGlobal(other.mapToGlobal(QPoint(0, 0)))
    right, low = base.width() - other.width() - 4, base.height() - other.height() - 4
    return QPoint(max(0, min(place.x(), right)), max(0, min(place.y(), low)))
