"""The line at the bottom: what is saved; and above it the work that goes on, with Cancel."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QStatusBar, QWidget

from smallcrm.i18n import _, format_number, ngettext
from smallcrm.ui import worn
from smallcrm.ui.jobs import Job, Jobs
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px

SHOWN_AFTER = 1.0
"""Seconds before a job shows its bar."""
TOLD_AFTER = 5.0
"""Seconds before the time left is told."""


class StatusBar(QStatusBar):
    """28 px: icon and words for each state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setAccessibleName(_("Status bar"))
        self.setSizeGripEnabled(False)
        self.setFixedHeight(px(28))
        self.setContentsMargins(px(12), 0, px(12), 0)
        self._items: dict[str, tuple[IconMark, PlainLabel]] = {}

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, worn.current()["hairline"])

    def set_item(self, key: str, text: str, icon: str = "check", role: str = "success") -> None:
        """Show or change one state; an empty text takes it away."""
        if key not in self._items:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(px(4), 0, px(12), 0)
            row.setSpacing(px(6))
            mark, words = IconMark(icon, role), PlainLabel("", "caption", "muted")
            row.addWidget(mark)
            row.addWidget(words)
            self.addWidget(holder)
            self._items[key] = (mark, words)
        mark, words = self._items[key]
        mark.set_icon(icon, role)
        words.setText(text)
        for part in (mark, words):
            part.setVisible(bool(text))


class JobStrip(QFrame):
    """What is being worked on: words, count, time left, bar, Cancel. Shows itself only for work over a second."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._job: Job | None = None
        self._since = 0.0
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(6), px(8), px(6))
        row.setSpacing(px(12))
        self._title, self._count = PlainLabel("", "strong"), PlainLabel("", "body", "muted")
        self.bar = QProgressBar()
        self.bar.setObjectName("progress")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel = button(_("Cancel"), size="small", name="cancelButton", clicked=self._stop)
        for widget in (self._title, self._count):
            row.addWidget(widget)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self._wait = QTimer(self, singleShot=True, interval=int(SHOWN_AFTER * 1000))
        self._wait.timeout.connect(self.show)
        jobs.started.connect(self._started)
        jobs.ended.connect(self._ended)
        self.hide()
        for job in jobs.running[:1]:
            self._started(job)

    def _started(self, job: Job) -> None:
        if self._job is not None:
            return
        self._job, self._since = job, monotonic()
        self._title.setText(job.title)
        self._count.setText("")
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        job.progress.connect(self._progress)
        self._wait.start()

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        spent = monotonic() - self._since
        told = _("{done} of {total}").format(done=format_number(done), total=format_number(total))
        if spent > TOLD_AFTER and 0 < done < total:
            left = max(1, round(spent * (total - done) / done))
            told = ngettext("{done} of {total}, about {n} second", "{done} of {total}, about {n} seconds", left).format(
                done=format_number(done), total=format_number(total), n=left
            )
        self._count.setText(told)

    def _stop(self) -> None:
        if self._job is not None:
            self.cancel.setEnabled(False)
            self._job.cancel()

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._wait.stop()
            self.hide()
