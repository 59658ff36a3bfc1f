"""Checks of one scene: each takes what is on the screen and gives what is wrong with it, in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import cast

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QAccessible, QImage, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QScrollBar,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from smallcrm.ui import worn
from smallcrm.ui.places import Room
from smallcrm.ui.tokens import contrast
from smallcrm.ui.widgets.plain import PlainLabel
from tests.ui.audit.seen import called, controls, covered, inside, name_of, rect_in, rows, scrolled, words_of

Check = Callable[[Sequence[QWidget]], Iterator[str]]
_SLACK = QMargins(1, 0, 1, 0)
"""What a label asks for beyond its words."""
LEAST = 24
"""Side of the smallest target, px."""
LARGE = 1.5
"""Size of text beyond which a page may be scrolled in both directions, as long as nothing is lost."""


def names(roots: Sequence[QWidget]) -> Iterator[str]:
    """1: everything to be used has a name of its own."""
    for root in roots:
        siblings: Counter[tuple[int, str, str]] = Counter()
        for widget in controls(root):
            name = name_of(widget)
            if not name or name in {type(widget).__name__, widget.objectName()}:
                yield f"no name: {called(widget)}"
            key = (id(widget.parentWidget()), type(widget).__name__, name)
            siblings[key] += 1
            if siblings[key] == 2:
                yield f"same name as its sibling: {called(widget)}"


def cells(roots: Sequence[QWidget]) -> Iterator[str]:
    """2: a list tells its rows, and each row in sight has words and a place inside the list."""
    for root in roots:
        for view in (w for w in inside(root) if isinstance(w, QAbstractItemView)):
            listed = list(rows(view))
            interface = QAccessible.queryAccessibleInterface(view)
            if listed and (interface is None or interface.childCount() == 0):
                yield f"a list without children: {called(view)}"
            sight = view.viewport().rect()
            for rect, spoken in listed:
                middle = rect.intersected(sight).center()
                cell = interface.childAt(*view.viewport().mapToGlobal(middle).toTuple()) if interface else None
                told = cell.text(QAccessible.Text.Name) if cell is not None else ""
                if rect.intersects(sight) and not (spoken.strip() and told.strip()):
                    yield f"a row without words: {called(view)} {spoken!r} {told!r}"
                if rect.left() < -1 or rect.right() > sight.right() + 1:
                    yield f"a row wider than its list: {called(view)} {spoken[:30]!r}"


def words_of_state(roots: Sequence[QWidget]) -> Iterator[str]:
    """12: what a chip or a colour says about a row is said in words, too."""
    from smallcrm.ui.widgets.rows import Row, RowRole

    for root in roots:
        for view in (w for w in inside(root) if isinstance(w, QAbstractItemView)):
            model = view.model()
            for number in range(min(60, model.rowCount() if model else 0)):
                row = model.index(number, 0).data(RowRole)
                spoken = str(model.index(number, 0).data(Qt.ItemDataRole.AccessibleTextRole) or "")
                if isinstance(row, Row) and row.chip and row.chip.text:
                    told = row.chip.text.rstrip("…") in spoken or (row.chip.full and row.chip.full in spoken)
                    if not told:
                        yield f"said by colour alone: {called(view)} {row.chip.text!r} not in {spoken!r}"


def _tells_all(widget: QWidget, words: str) -> bool:
    """Whether words that are cut short can be read elsewhere: as a tooltip and by a screen reader."""
    plain = words.replace("&", "").strip()
    hint = widget.toolTip().replace("\u200b", "").replace("&", "")
    return plain in hint and plain in f"{name_of(widget)} {widget.accessibleDescription()}".replace("&", "")


def clipping(roots: Sequence[QWidget]) -> Iterator[str]:
    """7: words have the room they need, or end in … and are told in full by tooltip and name."""
    for root in roots:
        for widget in inside(root):
            if isinstance(widget, QLabel) and widget.wordWrap():
                if widget.text() and widget.heightForWidth(widget.width()) > widget.height() + 1:
                    yield f"lines cut off: {called(widget)} {widget.heightForWidth(widget.width())} > {widget.height()}"
            elif isinstance(widget, (QLabel, QAbstractButton)) and (words := words_of(widget)):
                wanted = widget.sizeHint() if not isinstance(widget, PlainLabel) else widget.sizeHint().shrunkBy(_SLACK)
                if wanted.width() > widget.width() + 1 and not _tells_all(widget, words):
                    yield f"words cut off: {called(widget)} {wanted.width()} > {widget.width()}"
                if widget.fontMetrics().height() > widget.height() + 1:
                    yield f"too low for its words: {called(widget)}"
            elif isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text():
                room = widget.width() - widget.textMargins().left() - widget.textMargins().right() - 8
                wanted_room = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
                if wanted_room > room and not _tells_all(widget, widget.placeholderText()):
                    yield f"hint cut off: {called(widget)} {widget.placeholderText()!r} {wanted_room} > {room}"
            yield from _outside(widget)


def _outside(widget: QWidget) -> Iterator[str]:
    """A label or button that sticks out of what holds it."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or not isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
        return
    above = parent.parentWidget()
    if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
        return
    if not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()) and words_of(widget):
        yield f"sticks out of its place: {called(widget)} {widget.geometry().getRect()} of {parent.size().toTuple()}"


def overlaps(roots: Sequence[QWidget]) -> Iterator[str]:
    """7b: nothing lies upon something else of the same place."""
    for root in roots:
        families: dict[int, list[QWidget]] = defaultdict(list)
        for widget in inside(root):
            parent = widget.parentWidget()
            if parent is None or isinstance(parent, (QLineEdit, QStackedWidget)) or not words_of(widget):
                continue
            if isinstance(widget, (QLabel, QAbstractButton)):
                families[id(parent)].append(widget)
        for family in families.values():
            for at, one in enumerate(family):
                for other in family[at + 1 :]:
                    shared = one.geometry().intersected(other.geometry())
                    if shared.width() > 2 and shared.height() > 2:
                        yield f"{called(one)} lies upon {called(other)}"


def fit(roots: Sequence[QWidget]) -> Iterator[str]:
    """8: no sideways scrolling, dialogs fit the smallest window, the page's first action is in sight."""
    for root in roots:
        if isinstance(root, QDialog) and _exceeds(root):
            yield f"a dialog larger than the smallest window: {called(root)} {root.size().toTuple()}"
        for bar in (w for w in inside(root) if isinstance(w, QScrollBar)):
            if worn.scale() > LARGE:
                break
            if bar.orientation() == Qt.Orientation.Horizontal and bar.maximum() > bar.minimum():
                yield f"scrolls sideways: {called(bar.parentWidget() or bar)}"
        if isinstance(root, QMainWindow):
            yield from _fits(root)


def _exceeds(dialog: QDialog) -> bool:
    """Whether it has no room in the smallest window; in large type: on a screen of 1366 x 768."""
    if worn.scale() > LARGE:
        least = dialog.minimumSizeHint()
        return least.width() > 1366 or least.height() > 697
    return dialog.width() > 880 or dialog.height() > 440


def _fits(window: QWidget) -> Iterator[str]:
    pages = window.findChild(QStackedWidget, "pages")
    room = pages.currentWidget() if pages is not None else None
    page = room.page if isinstance(room, Room) else room
    if pages is None or page is None:
        return
    if page.minimumSizeHint().width() > pages.width() and worn.scale() <= LARGE:
        yield f"wider than the window: {called(page)} {page.minimumSizeHint().width()} > {pages.width()}"
    for widget in inside(window):
        if isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QAbstractItemView):
            content = widget.widget() if hasattr(widget, "widget") else None
            reached = widget.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if worn.scale() > LARGE and reached:
                continue
            if content is not None and content.minimumSizeHint().width() > widget.viewport().width() + 1:
                need, have = content.minimumSizeHint().width(), widget.viewport().width()
                yield f"wider than its area: {called(widget)} {need} > {have}"
    used = [w for w in inside(window) if isinstance(w, QAbstractButton) and page.isAncestorOf(w)]
    first = [w for w in used if w.property("look") == "primary"]
    if first and worn.scale() > LARGE and all(scrolled(w) for w in first):
        return
    if first and not any(w.visibleRegion().boundingRect().size() == w.size() for w in first):
        yield f"the first action is out of sight: {called(first[0])}"


def mnemonics(roots: Sequence[QWidget]) -> Iterator[str]:
    """9: no two equal mnemonics in a menu or a window, one on each entry of the menu bar."""
    for root in roots:
        for widget in inside(root):
            if isinstance(widget, (QMenu, QMenuBar)):
                marks = [QKeySequence.mnemonic(a.text()).toString() for a in widget.actions() if not a.isSeparator()]
                yield from (f"twice in {called(widget)}: {m}" for m, n in Counter(marks).items() if m and n > 1)
            if isinstance(widget, QMenuBar):
                yield from (f"no mnemonic: {a.text()}" for a in widget.actions() if not a.text().count("&"))
        if not isinstance(root, QMenu):
            marks = [m for w in inside(root) for m in _marks(w)]
            yield from (f"twice in the window: {m}" for m, n in Counter(marks).items() if n > 1)


def _marks(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QMenuBar):
        yield from (m for a in widget.actions() if (m := QKeySequence.mnemonic(a.text()).toString()))
        return
    if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None):
        mark = QKeySequence.mnemonic(words_of(widget)).toString()
        yield from [mark] if mark else []


def targets(roots: Sequence[QWidget]) -> Iterator[str]:
    """11: what is clicked is 24 px wide and high at least."""
    for root in roots:
        for widget in controls(root):
            if not isinstance(widget, (QAbstractButton, QLineEdit)) or not widget.isEnabled():
                continue
            if widget.width() < LEAST or widget.height() < LEAST:
                yield f"a small target: {called(widget)} {widget.size().toTuple()}"


def readable(roots: Sequence[QWidget]) -> Iterator[str]:
    """6: words as painted stand out from their ground by 4.5 : 1 (large and bold ones by 3 : 1)."""
    for root in roots:
        picture = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        ratio = picture.devicePixelRatio()
        for widget in inside(root):
            if not isinstance(widget, (QLabel, QAbstractButton)) or not words_of(widget).strip():
                continue
            if not widget.isEnabled() or widget.visibleRegion().boundingRect().size() != widget.size():
                continue
            if covered(widget, root):
                continue
            box = rect_in(widget, root)
            found = _contrast(picture, [round(v * ratio) for v in box.getRect()])  # type: ignore[attr-defined]
            large = widget.font().pointSizeF() >= 14 * worn.scale()
            if found < (3.0 if large else 4.5) - 0.1:
                yield f"hard to read, {found:.1f} : 1: {called(widget)}"


def _contrast(picture: QImage, box: Sequence[int]) -> float:
    """The ground is the colour seen most; the ink that which differs most from it."""
    from PIL import Image

    part = picture.copy(*box)
    if part.isNull():
        return 21.0
    size = (part.width(), part.height())
    raw = Image.frombuffer("RGB", size, bytes(part.constBits()), "raw", "BGRX", part.bytesPerLine(), 1)
    counted = raw.getcolors(8192) or raw.quantize(64).convert("RGB").getcolors(64) or []
    colours = [_hex(cast("Sequence[int]", colour)) for _count, colour in sorted(counted, reverse=True)[:200]]
    return max((_against(colour, colours[0]) for colour in colours), default=21.0)


_against = lru_cache(maxsize=100_000)(contrast)


def _hex(colour: Sequence[int]) -> str:
    return "#{:02X}{:02X}{:02X}".format(*colour)


def hidden_words(roots: Sequence[QWidget]) -> Iterator[str]:
    """7c: what should be in sight at once is: nothing but a scrolled area hides a button or a label."""
    for root in roots:
        for widget in inside(root):
            if not isinstance(widget, (QAbstractButton, QLabel)) or not words_of(widget) or scrolled(widget):
                continue
            box = rect_in(widget, root)
            if not root.rect().adjusted(-1, -1, 1, 1).contains(box):
                yield f"out of the window: {called(widget)} {box.getRect()}"


def tooltips(roots: Sequence[QWidget]) -> Iterator[str]:
    """A button that shows only an icon says its word when the pointer rests on it."""
    for root in roots:
        for widget in controls(root):
            if isinstance(widget, QToolButton) and not widget.text() and not widget.toolTip():
                yield f"an icon without a tooltip: {called(widget)}"


EVERYWHERE: Mapping[str, Check] = {
    "names": names,
    "clipping": clipping,
    "overlaps": overlaps,
    "hidden words": hidden_words,
    "fit": fit,
    "mnemonics": mnemonics,
    "readable": readable,
}
"""In four languages, both themes, scales 1.0 and 1.5."""
ONCE: Mapping[str, Check] = {
    "cells": cells,
    "words of state": words_of_state,
    "targets": targets,
    "tooltips": tooltips,
}
"""In one language."""
