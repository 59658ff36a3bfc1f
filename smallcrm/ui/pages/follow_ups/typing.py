"""Fields that are saved when they are left: each is one step; what cannot be saved stays typed, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from smallcrm.domain.errors import BadInput, NotFound, ShopError
from smallcrm.domain.follow_up import FollowUp
from smallcrm.i18n import _
from smallcrm.ui.pages.follow_ups.values import FIELDS
from smallcrm.ui.pages.page import sentence, tell
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.scrolling import into_sight
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.widgets.when import Days
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

Writing = QLineEdit | QPlainTextEdit
Held = dict[int, dict[str, str]]
"""What was typed and is not saved, by follow-up and field."""
_PASSING = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}


class Typing(QObject):
    """Holds the typed fields of the follow-up shown."""

    def __init__(self, window: MainWindow, trouble: Strip, days: Days) -> None:
        super().__init__(trouble)  # goes with the page when the window is built anew
        self.main, self.trouble, self.days = window, trouble, days
        self.fields: dict[str, Field[QLineEdit] | Field[QPlainTextEdit]] = {}
        self._follow_up: FollowUp | None = None
        self._base: dict[str, str] = {}
        self._held: Held = {}

    def add(self, key: str, label: str, *, lines: int = 1, hint: str = "") -> Field[QLineEdit] | Field[QPlainTextEdit]:
        """Make the field of one part of a follow-up."""
        made: Field[QLineEdit] | Field[QPlainTextEdit]
        if lines == 1:
            line = QLineEdit()
            line.setMaxLength(2000)
            line.setPlaceholderText(hint)
            made = Field(label, line)
        else:
            text = QPlainTextEdit()
            text.setTabChangesFocus(True)
            text.setPlaceholderText(hint)
            text.setFixedHeight(text.fontMetrics().lineSpacing() * lines + px(18))
            made = Field(label, text)
        made.widget.setObjectName(f"followUp_{key}")
        made.widget.installEventFilter(self)
        self.fields[key] = made
        return made

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self, follow_up: FollowUp) -> None:
        """Show another follow-up, or the same again: what is being typed stays."""
        before = self._follow_up
        same = before is not None and before.id == follow_up.id
        if before is not None and not same:
            self._hold(before.id)
        self._follow_up = follow_up
        for key, made in self.fields.items():
            if same and modified(made.widget):
                continue
            self._put(key, FIELDS[key].shown(follow_up))
        for key, text in self._held.pop(follow_up.id, {}).items() if not same else ():
            write(self.fields[key].widget, text)
            self._judge(key, follow_up)

    def _judge(self, key: str, follow_up: FollowUp) -> None:
        """Say of what was typed before and could not be saved why not."""
        try:
            FIELDS[key].made(follow_up, read(self.fields[key].widget), self.days)
        except BadInput as error:
            self.fields[key].set_error(sentence(error))

    def _put(self, key: str, text: str) -> None:
        made = self.fields[key]
        self._base[key] = text
        made.set_error("")
        if read(made.widget) != text or modified(made.widget):
            write(made.widget, text, changed=False)

    def _hold(self, follow_up_id: int) -> None:
        typed = {key: read(made.widget) for key, made in self.fields.items() if modified(made.widget)}
        typed = {key: text for key, text in typed.items() if text != self._base.get(key, "")}
        if typed:
            self._held[follow_up_id] = typed

    def unsaved(self) -> Held:
        """Give what was typed for any follow-up and is not saved."""
        if self._follow_up is not None:
            self._hold(self._follow_up.id)
        return dict(self._held)

    def take_up(self, held: Held) -> None:
        """Have what was typed before these fields were made."""
        self._held = dict(held)
        if self._follow_up is not None:
            for key, text in self._held.pop(self._follow_up.id, {}).items():
                write(self.fields[key].widget, text)

    def text(self, key: str) -> str:
        """Give what stands in a field now."""
        return read(self.fields[key].widget).strip()

    # -- saving ------------------------------------------------------------------------------------------------------

    def keep_all(self) -> bool:
        """Save every field that was changed; whether all could be."""
        kept = [self.keep(key) for key in self.fields]
        return all(kept)

    def go_to_wrong(self) -> None:
        """Go where something stands that could not be saved, if it is a field."""
        for made in self.fields.values():
            if made.error:
                made.widget.setFocus(Qt.FocusReason.OtherFocusReason)
                QTimer.singleShot(0, made, lambda made=made: into_sight(made))  # once its sentence has its room
                return

    def keep(self, key: str) -> bool:
        """Save one field if it was changed; whether nothing is left to save."""
        made, shown = self.fields[key], self._follow_up
        if shown is None or not modified(made.widget) or not made.isVisibleTo(made.window()):
            return True
        typed = read(made.widget)
        if typed == self._base[key]:
            write(made.widget, typed, changed=False)
            made.set_error("")
            return True
        try:
            fresh = self.main.shop.follow_ups.get(shown.id)
            theirs = FIELDS[key].shown(fresh)
            if theirs not in {self._base[key], typed}:
                self._differ(key, theirs)
                return False
            self._save(key, fresh, FIELDS[key].made(fresh, typed, self.days))
        except BadInput as error:
            made.set_error(sentence(error))
            return False
        except ShopError as error:
            again = () if isinstance(error, NotFound) else ((_("Try again"), lambda: self.keep(key)),)
            self.trouble.say(sentence(error), repairs=again)
            return False
        return True

    def _save(self, key: str, fresh: FollowUp, changed: FollowUp) -> None:
        if changed != fresh:
            self.main.shop.follow_ups.save(changed)
        self._put(key, FIELDS[key].shown(changed))
        self.trouble.hide()
        if changed != fresh:
            tell(self.main)

    def _differ(self, key: str, theirs: str) -> None:
        """Somebody else changed the same field meanwhile: a person says which words hold."""

        def mine() -> None:
            self._base[key] = theirs
            self.keep(key)

        self.trouble.say(
            _("“{field}” was changed meanwhile: {value}").format(
                field=self.fields[key].label.text(), value=theirs or "–"
            ),
            "warn",
            repairs=((_("Keep mine"), mine), (_("Take that"), lambda: self._take(key, theirs))),
        )

    def _take(self, key: str, theirs: str) -> None:
        self.trouble.hide()
        self._put(key, theirs)

    def restore(self, key: str) -> bool:
        """Show again what is saved; whether something else was typed."""
        made = self.fields[key]
        if not modified(made.widget) or read(made.widget) == self._base[key]:
            return False
        self._put(key, self._base[key])
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = next((k for k, made in self.fields.items() if made.widget is watched), "")
        if key and isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() not in _PASSING:
                self.keep(key)
        elif key and isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            _go_on(self.fields[key].widget, event.reason())
        elif key and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(key, event)
        return False

    def _pressed(self, key: str, event: QKeyEvent) -> bool:
        """Enter saves (in long texts with Ctrl), Esc brings back what was saved."""
        if event.key() == Qt.Key.Key_Escape:
            return self.restore(key)
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or event.isAutoRepeat():
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control or isinstance(self.fields[key].widget, QLineEdit):
            if not self.keep(key):
                self.go_to_wrong()
            return True
        return False


def _go_on(field: Writing, reason: Qt.FocusReason) -> None:
    """Whoever comes by keys to words that stand there goes on behind them, not before."""
    by_keys = reason in {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
    if by_keys and isinstance(field, QPlainTextEdit) and field.textCursor().position() == 0:
        field.moveCursor(QTextCursor.MoveOperation.End)


def read(field: Writing) -> str:
    """Give what stands in a field."""
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def modified(field: Writing) -> bool:
    """Whether somebody typed into a field since it was filled."""
    return field.isModified() if isinstance(field, QLineEdit) else field.document().isModified()


def write(field: Writing, text: str, *, changed: bool = True) -> None:
    """Fill a field; ``changed``: as if somebody had typed it."""
    if read(field) != text:
        if isinstance(field, QLineEdit):
            field.setText(text)
            field.setCursorPosition(0)
        else:
            field.setPlainText(text)
    if isinstance(field, QLineEdit):
        field.setModified(changed)
    else:
        field.document().setModified(changed)
