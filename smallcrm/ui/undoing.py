"""Ctrl+Z and Ctrl+Y: the text field's own undo first, then the shop's last step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from smallcrm.domain.progress import Report
from smallcrm.i18n import _, ngettext
from smallcrm.store.database import schema_number
from smallcrm.store.journal import Step, Undone
from smallcrm.store.shop import Shop
from smallcrm.store.undoing import extent, kept_by, next_redo, next_undo
from smallcrm.ui.jobs import Job, Jobs
from smallcrm.ui.widgets.question import Question
from smallcrm.ui.widgets.toast import Toast

_NAMED = 5
"""How many of those who stay are named."""
_AT_ONCE = 200
"""Rows that are turned while one waits: a few milliseconds."""


class Undoing(QObject):
    """Turns the shop's steps back and forth and tells about it; lets a field with nothing to undo give up Ctrl+Z."""

    def __init__(self, shop: Shop, jobs: Jobs, window: QWidget, toast: Callable[[], Toast]) -> None:
        super().__init__(window)
        self._shop, self._jobs, self._window, self._toast = shop, jobs, window, toast
        self._job: Job | None = None
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def undo(self) -> None:
        """Take the last step back."""
        self._take_back(next_undo(self._shop, schema_number()))

    def undo_step(self, step: Step) -> None:
        """Take one step back; of a bulk step, those changed later stay, and that is asked first."""
        self._take_back(step.id)

    def _take_back(self, step_id: int) -> None:
        bulk, rows = extent(self._shop, step_id)
        kept = kept_by(self._shop, step_id) if bulk else []
        if not kept:
            self._turn(step_id, rows, redo=False)
            return
        names = [self._shop.customers.name_of(i) for i in kept[:_NAMED]]
        more = ngettext("and {n} more", "and {n} more", len(kept) - _NAMED) if len(kept) > _NAMED else ""
        listed = ", ".join([*names, *([more.format(n=len(kept) - _NAMED)] if more else [])])
        Question(
            _("Take back the others?"),
            _("These were changed since and stay as they are: {names}").format(names=listed),
            do=_("Take back the others"),
            keep=_("Leave all as it is"),
            done=lambda: self._turn(step_id, rows, redo=False),
            parent=self._window,
        ).open()

    def redo(self) -> None:
        """Do again what was taken back."""
        step_id = next_redo(self._shop)
        self._turn(step_id, extent(self._shop, step_id)[1], redo=True)

    def _turn(self, step_id: int, rows: int, *, redo: bool) -> None:
        """Turn a step: a small one at once, a large one in the worker, for it takes seconds."""
        turn = self._shop.journal.redo_step if redo else self._shop.journal.undo_step
        if rows <= _AT_ONCE:
            self._tell(turn(step_id), redo=redo)
            return

        def work(report: Report) -> Undone:
            with self._shop.database.attached():
                return turn(step_id, report)

        if self._job not in self._jobs.running:  # Ctrl+Z pressed again meanwhile would take it twice
            self._job = self._jobs.start(_("Doing it again") if redo else _("Taking it back"), work)
            self._job.done.connect(lambda turned: self._tell(turned, redo=redo))

    def _tell(self, turned: Undone, *, redo: bool) -> None:
        from smallcrm import messages

        words = _("“{step}” done again") if redo else _("“{step}” undone")
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
