"""Ctrl+Z and Ctrl+Y: the text field's own undo first, then the shop's last step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from smallcrm.i18n import _, ngettext
from smallcrm.store.journal import Step
from smallcrm.store.shop import Shop
from smallcrm.store.undoing import kept_by
from smallcrm.ui.widgets.question import Question
from smallcrm.ui.widgets.toast import Toast

_NAMED = 5
"""How many of those who stay are named."""


class Undoing(QObject):
    """Turns the shop's steps back and forth and tells about it; lets a field with nothing to undo give up Ctrl+Z."""

    def __init__(self, shop: Shop, window: QWidget, toast: Callable[[], Toast]) -> None:
        super().__init__(window)
        self._shop, self._window, self._toast = shop, window, toast
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def undo(self) -> None:
        """Take the last step back."""
        step = next((s for s in self._shop.journal.steps(500) if s.undoable and not s.undone), None)
        if step is not None and step.bulk:
            self.undo_step(step)
        else:
            self._turn(self._shop.journal.undo, redo=False)

    def undo_step(self, step: Step) -> None:
        """Take one step back; of a bulk step, those changed later stay, and that is asked first."""
        journal = self._shop.journal
        kept = kept_by(self._shop, step.id) if step.bulk else []
        if not kept:
            self._turn(lambda: journal.undo_step(step.id), redo=False)
            return
        names = [self._shop.customers.name_of(i) for i in kept[:_NAMED]]
        more = ngettext("and {n} more", "and {n} more", len(kept) - _NAMED) if len(kept) > _NAMED else ""
        listed = ", ".join([*names, *([more.format(n=len(kept) - _NAMED)] if more else [])])
        Question(
            _("Take back the others?"),
            _("These were changed since and stay as they are: {names}").format(names=listed),
            do=_("Take back the others"),
            keep=_("Leave all as it is"),
            done=lambda: self._turn(lambda: journal.undo_step(step.id), redo=False),
            parent=self._window,
        ).open()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._turn(self._shop.journal.redo, redo=True)

    def _turn(self, work: Callable[[], Any], *, redo: bool) -> None:
        from smallcrm import messages

        turned = work()
        words = _("Done again: {step}") if redo else _("Undone: {step}")
        step = messages.label(turned.step)
        self._toast().say(words.format(step=step), None if redo else self.redo, verb=_("Redo"))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        focus = QApplication.focusWidget()
        undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
        if not (undo or redo) or focus is None or focus.window() is not self._window:
            return False
        own = _has_own(focus, undo=undo)
        if own is False:
            # A field keeps Ctrl+Z for itself even where it has nothing to take back: then it is the shop's.
            event.ignore()
            return True
        return False

    def close(self) -> None:
        """Stop listening to keys."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]


def _has_own(focus: QWidget, *, undo: bool) -> bool | None:
    """Whether a text field has something to take back of its own; None for anything but a text field."""
    if isinstance(focus, QLineEdit):
        return focus.isUndoAvailable() if undo else focus.isRedoAvailable()
    if isinstance(focus, (QPlainTextEdit, QTextEdit)):
        text = focus.document()
        return text.isUndoAvailable() if undo else text.isRedoAvailable()
    return None
