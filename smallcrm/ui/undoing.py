"""Ctrl+Z and Ctrl+Y: the text field's own undo first, then the shop's last step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
from smallcrm.ui.widgets.buttons import counted
from smallcrm.ui.widgets.question import Question
from smallcrm.ui.widgets.toast import Toast

_NAMED = 5
"""How many of those who stay are named."""
_AT_ONCE = 200
"""Rows that are turned while one waits: a few milliseconds."""
_CHANGES = ("_changed", "_edited", "_renamed")
_DELETIONS = ("_removed", "_binned")
_APART = frozenset({"stamped", "reward_redeemed", "reward_voided", "entry_reversed", "stamp_moved", "card_settled"})
"""What is done to one person's card: told by itself, or Undo would take a stamp from somebody else too."""


class Undoing(QObject):
    """Turns the shop's steps back and forth and tells about it; lets a field with nothing to undo give up Ctrl+Z."""

    def __init__(self, shop: Shop, jobs: Jobs, window: QWidget, toast: Callable[[], Toast]) -> None:
        super().__init__(window)
        self._shop, self._jobs, self._window, self._toast = shop, jobs, window, toast
        self._job: Job | None = None
        self.claimed: Callable[[], bool] = lambda: False
        """Whether Ctrl+Z is the shop's just now, though a field has something to take back."""
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def undo(self) -> None:
        """Take the last step back."""
        self._take_back(next_undo(self._shop, schema_number()))

    def undo_step(self, step: Step) -> None:
        """Take one step back; of a bulk step, those changed later stay, and that is asked first."""
        self._take_back(step.id)

    def undo_number(self, step_id: int) -> None:
        """Take one step back, by its number."""
        self._take_back(step_id)

    def tell_done(self, step: Step, text: str = "") -> None:
        """Tell in the toast what was done, with its Undo; several of a kind in a row are told and taken back as one."""
        from smallcrm import messages

        toast = self._toast()
        before = tuple(toast.about) if isinstance(toast.about, tuple) else ()
        if step not in before:
            before = (*before, step) if before and self._alike(before[-1], step) else (step,)
        steps = before
        toast.say(
            several(text or messages.label(step), len(steps)),
            lambda: self._take_all_back(steps),
            verb=counted(_("Undo"), len(steps), beyond=1),
            about=steps,
        )

    def _alike(self, before: Step, step: Step) -> bool:
        """Whether two steps are of a kind: not the same once more, which is a slip, and of which the last goes back."""
        if before.label != step.label or step.label.endswith(_CHANGES) or step.label in _APART:
            return False
        if before.values == step.values and not step.label.endswith(_DELETIONS):
            return False
        return all(extent(self._shop, one.id) <= (False, _AT_ONCE) for one in (before, step))

    def _take_all_back(self, steps: Sequence[Step]) -> None:
        """Take steps back, the newest first, all or none."""
        if len(steps) == 1:
            self.undo_step(steps[0])
            return
        self._shop.journal.turn_all([step.id for step in reversed(steps)], redo=False)
        self._tell(steps[-1], redo=False, all_of=steps)

    def redo_step(self, step: Step) -> None:
        """Do one step again, whatever else was done since, as long as that touched nothing of it."""
        self._turn(step.id, extent(self._shop, step.id)[1], redo=True)

    def _do_all_again(self, steps: Sequence[Step]) -> None:
        """Do steps again, the oldest first, all or none."""
        if len(steps) == 1:
            self.redo_step(steps[0])
            return
        self._shop.journal.turn_all([step.id for step in steps], redo=True)
        self._tell(steps[-1], redo=True, all_of=steps)

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
        """Do again what was taken back last, unless something new was done since."""
        step_id = next_redo(self._shop)
        self._turn(step_id, extent(self._shop, step_id)[1], redo=True)

    def _turn(self, step_id: int, rows: int, *, redo: bool) -> None:
        """Turn a step: a small one at once, a large one in the worker, for it takes seconds."""
        turn = self._shop.journal.redo_step if redo else self._shop.journal.undo_step
        if rows <= _AT_ONCE:
            self._tell(turn(step_id).step, redo=redo)
            return

        def work(report: Report) -> Undone:
            with self._shop.database.attached():
                return turn(step_id, report)

        if self._job not in self._jobs.running:  # Ctrl+Z pressed again meanwhile would take it twice
            self._job = self._jobs.start(_("Doing it again") if redo else _("Taking it back"), work)
            self._job.done.connect(lambda turned: self._tell(turned.step, redo=redo))

    def _tell(self, step: Step, *, redo: bool, all_of: Sequence[Step] = ()) -> None:
        from smallcrm import messages

        steps = all_of or (step,)
        words = _("“{step}” done again") if redo else _("“{step}” undone")
        what = words.format(step=several(messages.label(step), len(steps)))
        again = None if redo else lambda: self._do_all_again(steps)
        self._toast().say(what, again, verb=counted(_("Redo"), len(steps), beyond=1), icon="redo-2")

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        focus = QApplication.focusWidget()
        undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
        if not (undo or redo) or focus is None or focus.window() is not self._window:
            return False
        own = _has_own(focus, undo=undo)
        if own is False or (own and undo and self.claimed()):
            # A field keeps Ctrl+Z for itself even where it has nothing to take back: then it is the shop's.
            event.ignore()
            return True
        return False

    def close(self) -> None:
        """Stop listening to keys."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]


def several(what: str, count: int) -> str:
    """Name a thing that was done, and how many more of its kind."""
    more = ngettext("and {n} more", "and {n} more", count - 1).format(n=count - 1) if count > 1 else ""
    return " · ".join(part for part in (what, more) if part)


def _has_own(focus: QWidget, *, undo: bool) -> bool | None:
    """Whether a text field has something to take back of its own; None for anything but a text field."""
    if isinstance(focus, QLineEdit):
        return focus.isUndoAvailable() if undo else focus.isRedoAvailable()
    if isinstance(focus, (QPlainTextEdit, QTextEdit)):
        text = focus.document()
        return text.isUndoAvailable() if undo else text.isRedoAvailable()
    return None
