"""A customer's cards in other programmes: a line each with its name and a row of dots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smallcrm.domain.loyalty_terms import takes_stamps
from smallcrm.i18n import _
from smallcrm.ui import painting, worn
from smallcrm.ui.pages.page import emptied, in_turn
from smallcrm.ui.widgets.buttons import IconButton
from smallcrm.ui.widgets.card_face import standing_face
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.widgets.punch_card import dots_width, paint_dots
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.store.loyalty.views import CardView


class CardLineButton(QAbstractButton):
    """Name, dots and count of a card; pressing it opens its book."""

    def __init__(self, view: CardView) -> None:
        super().__init__()
        self.view = view
        self._face = standing_face(view.programme, view.standing, "", remainder=view.remainder)
        self.setText(view.programme.name)
        self.setAccessibleName(f"{view.programme.name}: {self._face.spoken}")
        self.setToolTip(plain_tip(self.accessibleName()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        lines = QFontMetrics(worn.font("strong")).height() + max(px(12), QFontMetrics(worn.font("caption")).height())
        return QSize(px(200), lines + px(12))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, face = QPainter(self), worn.current(), self._face
        if self.underMouse():
            painting.rounded(painter, self.rect(), theme["sunken"], None)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())
        strong, small = QFontMetrics(worn.font("strong")), QFontMetrics(worn.font("caption"))
        left, room = px(6), self.width() - px(12)
        painter.setFont(worn.font("strong"))
        painter.setPen(theme["text"])
        name = strong.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, px(6), room, strong.height()), Qt.AlignmentFlag.AlignVCenter, name)
        low = QRect(left, px(6) + strong.height(), room, max(px(12), small.height()))
        painter.setFont(worn.font("caption"))
        painter.setPen(theme["muted"])
        size, gap = (7, 3) if dots_width(face.goal) + small.horizontalAdvance(face.count) + px(8) <= room else (5, 2)
        wide = dots_width(face.goal, size=size, gap=gap)
        if wide + small.horizontalAdvance(face.count) + px(8) <= room:
            paint_dots(painter, QRectF(low), len(face.filled), face.goal, face.ink, size=size, gap=gap)
            low = low.adjusted(wide + px(8), 0, 0, 0)
        painter.drawText(low, Qt.AlignmentFlag.AlignVCenter, face.count)


class OtherCards(QWidget):
    """Lines of cards. ``open_book`` and ``stamp`` take the programme."""

    def __init__(self, open_book: Callable[[int], object], stamp: Callable[[int], object]) -> None:
        super().__init__()
        self.setObjectName("otherCards")
        self.setAccessibleName(_("Other cards"))
        self._open, self._stamp = open_book, stamp
        self._shown: tuple[object, ...] = ()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(px(2))
        self.hide()

    def show_views(self, views: Sequence[CardView], today: date) -> None:
        """Show these cards; a line that had the keys has them again."""
        shown = (today, *views)
        if shown == self._shown:
            return
        self._shown = shown
        focus = self.window().focusWidget()
        held = focus.property("programme") if focus is not None and self.isAncestorOf(focus) else None
        kind = type(focus)
        emptied(self._lines)
        parts: list[QWidget] = []
        for view in views:
            parts += self._line(view, takes=takes_stamps(view.programme, today))
        in_turn(self, *parts)
        self.setVisible(bool(views))
        for part in parts:
            if held is not None and part.property("programme") == held and type(part) is kind:
                part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, view: CardView, *, takes: bool) -> list[QWidget]:
        row = QHBoxLayout()
        row.setSpacing(px(4))
        programme = view.programme
        parts: list[QWidget] = []
        line = CardLineButton(view)
        line.clicked.connect(partial(self._pressed, self._open, programme.id))
        parts.append(line)
        row.addWidget(line, 1)
        if takes:
            stamp = IconButton("stamp", _("Stamp: {programme}").format(programme=programme.name))
            stamp.clicked.connect(partial(self._pressed, self._stamp, programme.id))
            parts.append(stamp)
            row.addWidget(stamp, 0, Qt.AlignmentFlag.AlignVCenter)
        for part in parts:
            part.setProperty("programme", programme.id)
        self._lines.addLayout(row)
        return parts

    @staticmethod
    def _pressed(run: Callable[[int], object], programme_id: int, _on: bool = False) -> None:
        run(programme_id)
