"""One hook for everything a slot raises: an expected error becomes a sentence, a bug one dialog with Copy."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QThread, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from smallcrm import __version__
from smallcrm.domain.errors import Cancelled, ShopError
from smallcrm.i18n import _
from smallcrm.ui import bug_log, worn
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.strip import Repair, Strip
from smallcrm.ui.worn import px

_PASSING = frozenset({"locked", "nothing_to_undo", "nothing_to_redo", "already_undone"})
"""Errors that pass by themselves or harm nothing: told in amber."""


def sentence(error: ShopError) -> str:
    """Give the translated sentence of an expected error."""
    from smallcrm import messages

    return str(messages.error(error))


def report(error: BaseException) -> str:
    """Describe a bug for its makers: kinds and places only. Texts of errors may hold customers' data and stay out."""
    system = f"{platform.system()} {platform.release()}"
    lines = [f"SmallCRM {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {system}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        frames = traceback.extract_tb(seen.__traceback__)
        lines += [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def _short(file: str) -> str:
    parts = Path(file).parts
    start = len(parts) - 1 - parts[::-1].index("smallcrm") if "smallcrm" in parts else len(parts) - 1
    return "/".join(parts[start:])


class BugDialog(QDialog):
    """Something went wrong that should not: what is safe, and the report to copy."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bugDialog")
        self.setWindowTitle(_("Something went wrong"))
        self.setMinimumWidth(px(520))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(Paragraph(_("That should not have happened"), "section"))
        column.addWidget(Paragraph(_("What was saved before is safe. You can go on working.")))
        told = _("The lines below tell the makers where it happened; they hold nothing about your customers.")
        column.addWidget(Paragraph(told, "body", "muted"))
        self.details = QPlainTextEdit(text)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setMinimumHeight(px(72))
        self.details.setAccessibleName(_("Report"))
        column.addWidget(self.details)
        row = QHBoxLayout()
        row.addStretch(1)
        copy = button(_("Copy"), icon="copy", clicked=lambda: QGuiApplication.clipboard().setText(text))
        go_on = button(_("Go on"), "primary", clicked=self.accept)
        go_on.setDefault(True)
        row.addWidget(copy)
        row.addWidget(go_on)
        column.addLayout(row)
        self.details.setFont(worn.font("caption"))
        go_on.setFocus()


class ErrorHook:
    """Takes every exception that no one caught; ``install`` makes it the hook of the process.

    ``repairs`` gives what may help against an expected error: verbs for the banner.
    """

    def __init__(
        self,
        banner: Callable[[], Strip],
        window: QWidget,
        repairs: Callable[[ShopError], Sequence[Repair]] = lambda _error: (),
    ) -> None:
        self._banner, self._window, self._repairs = banner, window, repairs
        self.dialog: BugDialog | None = None

    def install(self) -> None:
        """Become the hook of this process."""
        sys.excepthook = self._hook

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        app = QCoreApplication.instance()
        here = app is not None and QThread.currentThread() is app.thread()
        if not here or not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        self.handle(error)

    def handle(self, error: Exception) -> None:
        """Tell about an error in the window: a sentence in the banner, silence for a cancel, the dialog for a bug."""
        if isinstance(error, Cancelled):
            return
        if isinstance(error, ShopError):
            banner, words = self._banner(), sentence(error)
            if banner.isHidden() or words not in banner.text():  # a file that is gone is noticed each second
                tone = "warn" if error.code in _PASSING else "bad"
                banner.say(words, tone, repairs=self._repairs(error))
            return
        told = report(error)
        bug_log.keep(told)
        if self.dialog is not None and self.dialog.isVisible():
            return
        self.dialog = BugDialog(told, self._window)
        self.dialog.open()
