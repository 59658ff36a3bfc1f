"""What somebody was about to write outlives a window that is built anew for another text size or language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, cast, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from smallcrm.ui.pages.registry import PageLike
from smallcrm.ui.places import Places
from smallcrm.ui.widgets.popup import Popup

Field = QLineEdit | QPlainTextEdit
Name = tuple[str, int]
"""Object name of a field (or its class) and its number among those of that name."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What one page held: how to come back to it, what was typed where, and the field with the focus."""

    key: str
    state: tuple[str, object] | None
    typed: dict[Name, str]
    focus: Name | None
    unsaved: object = None
    """What a page keeps of its own: words begun for people who are not shown just now."""


@runtime_checkable
class Keeping(Protocol):
    """A page that knows itself what was begun on it."""

    def unsaved(self) -> Any:
        """Give what was begun and is not saved."""

    def take_up(self, unsaved: Any) -> None:
        """Have what was begun on the page that stood here before."""

    def leave(self) -> None:
        """Save what leaving a field saves."""


def keep(places: Places) -> list[Draft]:
    """Give what the pages hold that the shop does not know yet; the page shown is always among them."""
    drafts = []
    for key, page in places.built.items():
        fields = dict(_fields(page))
        typed = {name: _text(field) for name, field in fields.items() if _modified(field)}
        focus = next((name for name, field in fields.items() if field.hasFocus()), None)
        state = cast("PageLike", page).state() if typed or key == places.here else None
        unsaved = page.unsaved() if isinstance(page, Keeping) else None
        if typed or state or unsaved:
            drafts.append(Draft(key, state, typed, focus, unsaved))
    return drafts


def bring_back(places: Places, drafts: list[Draft]) -> None:
    """Put everything back into pages made anew."""
    for draft in drafts:
        page = places.page(draft.key)
        if draft.state is not None:
            cast("PageLike", page).perform(*draft.state)
        if isinstance(page, Keeping) and draft.unsaved:
            page.take_up(draft.unsaved)
        fields = dict(_fields(page))
        for name, text in draft.typed.items():
            if name in fields:
                _write(fields[name], text)
        if draft.focus in fields and draft.key == places.here:
            fields[draft.focus].setFocus(Qt.FocusReason.OtherFocusReason)


@runtime_checkable
class Leaving(Protocol):
    """A panel in which somebody writes."""

    def leave(self) -> None:
        """Keep what is typed and not saved."""


def leave(places: Places) -> None:
    """Save what leaving a field saves, and keep what is typed in a panel: the window closes, no key comes any more."""
    for page in places.built.values():
        if isinstance(page, Keeping):
            page.leave()
    for panel in places.window().findChildren(Popup):
        if isinstance(panel, Leaving):
            panel.leave()


def _fields(page: QWidget) -> Iterator[tuple[Name, Field]]:
    seen: dict[str, int] = {}
    for widget in page.findChildren(QWidget):
        if isinstance(widget, (QLineEdit, QPlainTextEdit)) and not widget.isReadOnly():
            name = widget.objectName() or type(widget).__name__
            seen[name] = seen.get(name, 0) + 1
            yield (name, seen[name]), widget


def _modified(field: Field) -> bool:
    changed = field.isModified() if isinstance(field, QLineEdit) else field.document().isModified()
    return changed and bool(_text(field))


def _text(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _write(field: Field, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.setModified(True)
    else:
        field.setPlainText(text)
        field.document().setModified(True)
        cursor = field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        field.setTextCursor(cursor)
