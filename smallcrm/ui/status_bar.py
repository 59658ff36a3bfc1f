"""The line at the bottom: what is saved; and above it the work that goes on, with Cancel."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QStatusBar, QToolButton, QWidget

from smallcrm.i18n import _, format_number, ngettext
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.jobs import Job, Jobs
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.plain import PlainLabel, plain_tip
from smallcrm.ui.widgets.surface import Surface
from smallcrm.ui.worn import px

SHOWN_AFTER = 1.0
"""Seconds before a job shows its bar."""
TOLD_AFTER = 5.0
"""Seconds before the time left is told."""


class StatusButton(QToolButton):
    """A state that does something when it is pressed: icon and words, 24 px high, the whole told as its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._role = "check", "muted"
        self.setFont(worn.font("caption"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, icon: str, role: str, tip: str) -> None:
        """Show another state; ``tip`` says what pressing does."""
        self._icon, self._role = icon, role
        self.setText(text)
        self.setToolTip(plain_tip(tip))
        self.setAccessibleName(text)
        self.setAccessibleDescription(tip)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + px(36), px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(36), px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn.current()
        if self.underMouse() or self.isDown():
            painting.rounded(painter, self.rect(), theme["sunken"], None)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())
        side = px(16)
        icons.draw(painter, QRect(px(6), (self.height() - side) // 2, side, side), self._icon, theme[self._role])
        painter.setFont(self.font())
        painter.setPen(theme["muted" if self._role in {"muted", "success"} else "text"])
        room = self.rect().adjusted(px(28), 0, -px(6), 0)
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


class StatusBar(QStatusBar):
    """28 px: icon and words for each state; a state with an act is a button. At the right stands who is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setAccessibleName(_("Status bar"))
        self.setSizeGripEnabled(False)
        self.setFixedHeight(px(28) + 2)  # Qt keeps five of it for itself: buttons have 24 and more
        self.setContentsMargins(px(12), 0, px(12), 0)
        self.acts: dict[str, tuple[Callable[[], object], str]] = {}
        self._items: dict[str, StatusButton | _State] = {}
        self._right: list[QWidget] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, worn.current()["hairline"])

    def set_item(self, key: str, text: str, icon: str = "check", role: str = "success") -> None:
        """Show or change one state; an empty text takes it away. Its act, if any, is in ``acts``: what and a tip."""
        if key not in self._items:
            self._items[key] = self._pressed(key) if key in self.acts else _State()
            self.addWidget(self._items[key])
            for right in self._right:  # made earlier, but their turn comes where they stand
                self.setTabOrder(self._items[key], right)
        self._items[key].show_state(text, icon, role, self.acts[key][1] if key in self.acts else "")
        self._items[key].setVisible(bool(text))
        self._fit()

    def _pressed(self, key: str) -> StatusButton:
        made = StatusButton()
        made.setObjectName(f"{key}Status")
        made.clicked.connect(lambda _checked=False: self.acts[key][0]())
        return made

    def text(self, key: str) -> str:
        """Give the words of a state, or an empty text."""
        return self._items[key].text() if key in self._items else ""

    def add_right(self, widget: QWidget) -> None:
        """Put a widget at the right end, such as who is at the counter."""
        self.addPermanentWidget(widget)
        self._right.append(widget)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._fit()
        return done

    def _fit(self) -> None:
        """Let states that only say that all is well stand as their icon where the words of the others need the room."""
        states = [item for item in self._items.values() if isinstance(item, _State) and not item.isHidden()]
        buttons = [item for item in self._items.values() if isinstance(item, StatusButton)]
        others: list[QWidget] = [widget for widget in (*buttons, *self._right) if not widget.isHidden()]
        needed = sum(widget.sizeHint().width() for widget in others) + sum(state.whole() for state in states)
        over = needed + px(12) * (len(others) + len(states)) + px(24) - self.width()
        for state in states:
            over -= state.whole() - state.squeeze(over > 0 and state.is_well())


class _State(QWidget):
    """A state that only tells."""

    def __init__(self) -> None:
        super().__init__()
        self._role = "success"
        row = QHBoxLayout(self)
        row.setContentsMargins(px(6), 0, px(6), 0)
        row.setSpacing(px(6))
        self._mark, self._words = IconMark("check", "success"), PlainLabel("", "caption", "muted")
        row.addWidget(self._mark)
        row.addWidget(self._words)

    def show_state(self, text: str, icon: str, role: str, _tip: str) -> None:
        self._mark.set_icon(icon, role)
        self._role = role
        self._words.setText(text)
        self._words.set_colour("muted" if self.is_well() else "text")
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._words.text()

    def is_well(self) -> bool:
        """Whether nobody needs to be told in words."""
        return self._role in {"muted", "success"}

    def whole(self) -> int:
        """Give the width with words, in pixels."""
        return self._mark.sizeHint().width() + self._words.sizeHint().width() + px(18)

    def squeeze(self, on: bool) -> int:
        """Show the icon alone, its words as a tip, or both. Gives the width, in pixels."""
        self._words.setVisible(not on)
        self.setToolTip(plain_tip(self.text()) if on else "")
        return self._mark.sizeHint().width() + px(12) if on else self.whole()


def show_saved(status: StatusBar, trouble: str = "") -> None:
    """Tell whether what was done is saved; ``trouble`` is the code of what kept the last change from it."""
    if trouble == "read_only":
        status.set_item("saved", _("Read only: nothing is saved"), "lock", "warning")
    elif trouble:
        status.set_item("saved", _("The last change is not saved"), "circle-alert", "danger")
    else:
        status.set_item("saved", _("All changes saved"))


class JobStrip(Surface):
    """What is being worked on: words, count, time left, bar, Cancel. Shows itself only for work over a second."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self._jobs = jobs
        jobs.started.connect(self._started)
        jobs.ended.connect(self._ended)
        self.hide()
        self._next()

    def _next(self) -> None:
        for job in self._jobs.running:
            self._started(job)

    def _started(self, job: Job) -> None:
        if self._job is not None or not job.title:
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
            self._next()
