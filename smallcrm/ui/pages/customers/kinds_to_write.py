"""What a person writes down: the kinds as tabs above the text, those without room in a menu beside them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QWidget

from smallcrm.i18n import _, pgettext
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.widgets.buttons import IconButton
from smallcrm.ui.worn import px

FIRST = ("note", "visit", "call", "complaint")
"""Kinds that stand as tabs where there is room; the others wait in the menu."""


def looks() -> dict[str, tuple[str, str, str]]:
    """Give word, icon and tint of each kind that a person can write."""
    return {
        "note": (_("Note"), "sticky-note", "petrol"),
        "visit": (_("Visit"), "footprints", "petrol"),
        # Translators: a short word on a tab and a button: writing down a phone call (pl: Telefon)
        "call": (pgettext("tab", "Call"), "phone", "sky"),
        "complaint": (_("Complaint"), "message-square-warning", "plum"),
        "purchase": (_("Purchase"), "shopping-bag", "leaf"),
        "meeting": (_("Meeting"), "users", "leaf"),
        "sms": (_("Text message"), "smartphone", "sky"),
        "message": (_("Message"), "send", "sky"),
        "email": (_("E-mail"), "at-sign", "sky"),
        "survey": (_("Survey"), "star", "gold"),
    }


class KindTab(QAbstractButton):
    """One kind: icon and word; the one that is on has the ground of a selection."""

    def __init__(self, kind: str, word: str, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setObjectName(f"write_{kind}")
        self.setText(word)
        self.setAccessibleName(_("Write down: {kind}").format(kind=word))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(worn.font("strong")).horizontalAdvance(self.text()) + px(18 + 6 + 18), px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, on = QPainter(self), worn.current(), self.isChecked()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if on or self.underMouse():
            painting.rounded(painter, box, theme["selection" if on else "sunken"], None)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())
        ink = theme["accent" if on else "muted"]
        icons.draw(painter, QRect(px(9), (self.height() - px(18)) // 2, px(18), px(18)), self._icon, ink)
        painter.setFont(worn.font("strong" if on else "body"))
        painter.setPen(ink if on else theme["text"])
        painter.drawText(self.rect().adjusted(px(9 + 18 + 6), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())


class KindTabs(QWidget):
    """The tabs; ``chosen(kind)`` when somebody chooses another kind."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("What to write down"))
        self.kind, self._offered = "note", frozenset(looks())
        self._group = QButtonGroup(self)
        self._tabs: dict[str, KindTab] = {}
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(2))
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # tabs without room go into the menu
        for kind, (word, icon, _tint) in looks().items():
            tab = self._tabs[kind] = KindTab(kind, word, icon)
            tab.clicked.connect(lambda _on=False, kind=kind: self.choose(kind))
            self._group.addButton(tab)
            row.addWidget(tab)
        self.more = IconButton("ellipsis", _("More kinds"))
        self.more.setObjectName("moreKinds")
        self.more.clicked.connect(self._menu)
        row.addWidget(self.more)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_kind("note")

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(32))

    def choose(self, kind: str) -> None:
        """Choose a kind as somebody would, of those that are offered."""
        if kind != self.kind and kind in self._offered:
            self.show_kind(kind, self._offered.__contains__)
            self.chosen.emit(kind)

    def show_kind(self, kind: str, other: Callable[[str], bool] = lambda _kind: True) -> None:
        """Show which kind is on, beside those that it may become; one that is not to be written by hand shows none."""
        self.kind, self._offered = kind, frozenset(k for k in self._tabs if k == kind or other(k))
        self.setEnabled(kind in self._tabs)
        if kind in self._tabs:
            self._tabs[kind].setChecked(True)
        self._fit()

    def _fit(self) -> None:
        """Show the tabs there is room for: the first kinds, and in any case the one that is on."""
        gap, room = self._row.spacing(), self.width() - px(34)
        shown = [self.kind] if self.kind in self._tabs else []
        for kind in (one for one in FIRST if one in self._offered):
            wanted = {*shown, kind}
            if sum(self._tabs[k].sizeHint().width() + gap for k in wanted) <= room and kind not in shown:
                shown.append(kind)
        for kind, tab in self._tabs.items():
            tab.setVisible(kind in shown)
        self.more.setVisible(self._offered > set(shown))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("kindsMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, (word, icon, _tint) in looks().items():
            if self._tabs[kind].isHidden() and kind in self._offered:
                entry = menu.addAction(icons.icon(icon), word)
                entry.triggered.connect(lambda _on=False, kind=kind: self.choose(kind))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
