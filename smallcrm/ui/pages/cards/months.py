"""Stamps and rewards month by month: bars with their numbers, each row of them named, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from smallcrm.i18n import _, current_locale, format_number, ngettext
from smallcrm.store.loyalty.report import Month
from smallcrm.ui import painting, worn
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.worn import px

_BARS = 120
"""Height of the highest bar, px at 100 %."""


def month_name(first: date, *, wide: bool = False) -> str:
    """Give the name of a month, short or whole with its year."""
    forms = current_locale().months["stand-alone"]
    if not wide:
        return str(forms["abbreviated"][first.month]).rstrip(".")
    # Translators: a month and its year
    return _("{month} {year}").format(month=forms["wide"][first.month], year=first.year)


class Months(QWidget):
    """Bars of stamps, below each month how many rewards were earned and collected."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("programmeMonths")
        self.months: tuple[Month, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_months(self, months: Sequence[Month]) -> None:
        """Show these months, the oldest first."""
        self.months = tuple(months)
        self.setAccessibleName(_("Stamps and rewards by month"))
        self.setAccessibleDescription(". ".join(_spoken(month) for month in self.months))
        self.setToolTip(plain_tip("\n".join(_spoken(month) for month in self.months)))
        self.updateGeometry()
        self.update()

    def _line(self) -> int:
        return QFontMetrics(worn.font("caption")).height()

    def sizeHint(self) -> QSize:
        return QSize(px(320), px(_BARS) + 4 * self._line() + px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), self.sizeHint().height())

    def _names(self) -> tuple[str, str, str]:
        """What the numbers above the bars, and the two rows below them, count."""
        return _("Stamps"), _("Rewards earned"), _("Rewards collected")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn.current()
        font, strong = worn.font("caption"), worn.font("strong")
        strong.setPointSizeF(font.pointSizeF())
        wide = QFontMetrics(font).horizontalAdvance("0000")
        left = max(QFontMetrics(font).horizontalAdvance(name) for name in self._names()) + px(12)
        shown = self.months[-max(1, (self.width() - left) // max(wide, px(26))) :]
        if not shown:
            return
        step = (self.width() - left) / len(shown)
        most = max(*(m.stamps for m in shown), 1)
        high, line = px(_BARS), self._line()
        base = line + px(4) + high
        for number, month in enumerate(shown):
            x, now = left + number * step, number == len(shown) - 1
            tall = high * month.stamps / most
            bar = QRectF(x + step * 0.22, base - tall, step * 0.56, tall)
            if month.stamps:
                painter.setOpacity(0.55 if now else 0.85)  # the month that still runs
                painting.rounded(painter, bar, theme["accent"], None, 2)
                painter.setOpacity(1)
            self._say(painter, QRectF(x, base - tall - line - px(2), step, line), month.stamps, font, "text")
            painter.setFont(strong if now else font)
            painter.setPen(theme["text" if now else "muted"])
            place = QRectF(x, base + px(6), step, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, month_name(month.first))
            for row, count in enumerate((month.earned, month.redeemed)):
                place = QRectF(x, base + px(10) + line * (row + 1), step, line)
                self._say(painter, place, count, font, "muted")
        painter.setFont(font)
        painter.setPen(theme["muted"])
        for name, y in zip(self._names(), (base - line, base + px(10) + line, base + px(10) + 2 * line), strict=True):
            painter.drawText(QRectF(0, y, left, line), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(theme["hairline"])
        painter.drawLine(0, base + px(2), self.width(), base + px(2))

    @staticmethod
    def _say(painter: QPainter, place: QRectF, count: int, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(worn.current()[colour])
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, format_number(count) if count else "·")


def _spoken(month: Month) -> str:
    """Say a month in words."""
    stamps = ngettext("{n} stamp", "{n} stamps", month.stamps).format(n=format_number(month.stamps))
    earned = ngettext("{n} reward earned", "{n} rewards earned", month.earned).format(n=format_number(month.earned))
    collected = _("{n} collected").format(n=format_number(month.redeemed))
    # Translators: a month, then how many stamps, rewards earned and collected
    told = _("{month}: {stamps}, {earned}, {collected}")
    name = month_name(month.first, wide=True)
    return told.format(month=name, stamps=stamps, earned=earned, collected=collected)
