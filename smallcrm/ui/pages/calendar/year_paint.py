"""Paints a year: names of months, letters of weekdays, days, and dots for what stands on them."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from smallcrm.i18n import current_locale
from smallcrm.ui import painting, worn
from smallcrm.ui.pages.calendar.year_model import YearModel
from smallcrm.ui.pages.calendar.year_places import MONTHS, WEEK, YearPlaces
from smallcrm.ui.tokens import RADIUS_FIELD
from smallcrm.ui.worn import px

_SUNDAY = 6
_STEPS = ((1, 1.25), (2, 1.75), (5, 2.5), (10, 3.0))
"""From how many things on a dot has which radius, px at 100 %."""
_CENTRE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine


def radius_of(count: int) -> float:
    """Give the radius of the dot for so many things, px at 100 %; 0 for none."""
    return max((radius for least, radius in _STEPS if count >= least), default=0.0)


def paint_year(painter: QPainter, places: YearPlaces, days: YearModel, selected: date, *, focus: bool) -> None:
    """Paint everything of a year."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _heads(painter, places)
    year = [date(days.year, 1, 1) + timedelta(days=n) for n in range(days.rowCount())]
    rects = {day: places.day(day) for day in year}
    chosen = QRectF(rects[selected]) if selected in rects else None
    if chosen is not None:
        painting.rounded(painter, chosen, worn.current()["selection"], None, RADIUS_FIELD)
    _dots(painter, days, rects)
    _numbers(painter, days, rects)
    if chosen is not None and focus:
        painting.focus_ring(painter, chosen)


def _heads(painter: QPainter, places: YearPlaces) -> None:
    theme, here = worn.current(), current_locale()
    names, letters = here.months["stand-alone"]["wide"], here.days["stand-alone"]["narrow"]
    painter.setFont(worn.font("strong"))
    painter.setPen(theme["text"])
    for month in range(1, MONTHS + 1):
        name = str(names[month])
        box = places.title(month).adjusted(px(4), 0, 0, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, f"{name[:1].upper()}{name[1:]}")
    painter.setFont(worn.font("caption"))
    for column in range(WEEK):
        weekday = (places.first + column) % WEEK
        painter.setPen(theme["danger" if weekday == _SUNDAY else "muted"])
        for month in range(1, MONTHS + 1):
            painter.drawText(places.letter(month, column), _CENTRE, str(letters[weekday]))


def _dots(painter: QPainter, days: YearModel, rects: dict[date, QRect]) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(worn.current()["accent"])
    for day, count in days.counts.items():
        rect = rects.get(day)
        if rect is not None and count > 0:
            radius = px(2 * radius_of(count)) / 2
            painter.drawEllipse(QPointF(rect.center().x() + 0.5, rect.bottom() + 1 - px(3)), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _numbers(painter: QPainter, days: YearModel, rects: dict[date, QRect]) -> None:
    theme, today = worn.current(), days.today
    plain, red = worn.font("caption"), worn.font("caption")
    red.setWeight(red.Weight.DemiBold)
    low = px(6)
    painter.setFont(plain)
    painter.setPen(theme["text"])
    reds = []
    for day, rect in rects.items():
        if days.is_red(day):
            reds.append((day, rect))
        elif day != today:
            painter.drawText(rect.adjusted(0, 0, 0, -low), _CENTRE, str(day.day))
    painter.setFont(red)
    painter.setPen(theme["danger"])
    for day, rect in reds:
        if day != today:
            painter.drawText(rect.adjusted(0, 0, 0, -low), _CENTRE, str(day.day))
    if today in rects:
        _today(painter, rects[today].adjusted(0, 0, 0, -low), str(today.day))


def _today(painter: QPainter, room: QRect, number: str) -> None:
    """Paint the day of today as in the month, on the accent."""
    theme = worn.current()
    pill = QRectF(0, 0, min(room.width() - 2, px(26)), min(room.height() - px(1), px(22)))
    pill.moveCenter(QRectF(room).center() - QPointF(0, px(1)))
    painting.rounded(painter, pill, theme["accent"], None, pill.height() / 2)
    painter.setPen(theme["on_accent"])
    painter.drawText(pill, _CENTRE, number)
