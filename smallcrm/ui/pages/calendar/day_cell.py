"""One day of the calendar, painted: its number, holiday and chips; where each of them stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from smallcrm.domain.agenda import CalendarDay, Mark, MarkKind, MarkState
from smallcrm.i18n import current_locale, format_number
from smallcrm.messages import calendar as words
from smallcrm.messages.weeks import SUNDAY
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.pages.calendar.looks import look
from smallcrm.ui.tokens import faded
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.pages.calendar.day_table import DayTable

NUMBER, CHIP, GAP, HOLIDAY, TWO = 24, 20, 2, 20, 36
"""Heights inside a cell, px at 100 %."""
PILL, DIGIT = 28, 7
"""Width of cards to post beside the number of a day: of all but the digits, and of each digit; px at 100 %."""
LEAST = 4 + NUMBER + CHIP + 2 * GAP
"""Height of a cell in which one thing finds room."""
_ASIDE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine
FEW = 2
"""Up to so many chips, what finds no room is counted beside the number, not in their place."""
_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
_STATES = {
    MarkState.DONE: ("check", "muted", ""),
    MarkState.LATE: ("triangle-alert", "warning", "warning_tint"),
    MarkState.OVERDUE: ("clock-alert", "danger", "danger_tint"),
}
"""Icon, colour and ground of what does not look as its kind does."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell: a mark, or how many more there are."""

    rect: QRect
    mark: Mark | None = None
    more: int = 0
    aside: bool = False
    """Whether it stands beside the number of the day."""


def lines_of(day: CalendarDay, cell: QRect, *, tall: bool = False) -> list[Line]:
    """Give the lines that find room in a cell; what does not is counted in the last one.

    ``tall``: of two lines each, where all find room so. Where not all find room, cards to post are an icon with a
    number beside the number of the day, and what is done comes last: the room is for people and what is still to do;
    where there is room for one thing it is a person's day.
    """
    top = cell.top() + px(4 + NUMBER + 1) + (px(HOLIDAY) if day.holiday else 0)
    there = len(day.marks) + day.more
    if not there:
        return []
    space = cell.bottom() - px(1) - top + px(GAP)
    tall = tall and not day.more and there * (px(TWO) + px(GAP)) <= space
    high = px(TWO) if tall else px(CHIP)
    step = high + px(GAP)
    room = max(0, space // step)
    aside = QRect(cell.left() + px(4 + NUMBER + 4), cell.top() + px(6), cell.width() - px(4 + NUMBER + 8), px(CHIP))
    marks, made = list(day.marks), []
    if there > room:
        marks.sort(key=lambda m: (m.state is MarkState.DONE, room < FEW and m.kind is not MarkKind.OCCASION))
        for post in [mark for mark in marks if mark.kind is MarkKind.POST]:
            marks.remove(post)
            there -= 1
            wide = px(PILL + DIGIT * len(format_number(post.count)))
            made.append(Line(QRect(aside.left(), aside.top(), wide, px(CHIP)), post, aside=True))
            aside.setLeft(aside.left() + wide + px(GAP))
    few = there > room and room <= FEW
    left, width = cell.left() + px(4), cell.width() - px(8)
    shown = min(len(marks), room if few or there <= room else max(0, room - 1))
    rects = [QRect(left, top + n * step, width, high) for n in range(shown + 1)]
    made += [Line(rect, mark) for rect, mark in zip(rects, marks[:shown], strict=False)]
    if shown == there:
        return made
    small = few or not room
    return [*made, Line(aside if small else rects[shown], more=there - shown, aside=small)]


def beside(day: CalendarDay) -> str:
    """Give what stands beside the number: that the shop is closed, where neither holiday nor Sunday says so."""
    told = day.closed and not day.holiday and (day.closed_by_shop or day.day.weekday() != SUNDAY)
    return words.closed_words(day) if told else ""


def fitting(height: int) -> int:
    """Give how many chips a cell of that height has room for."""
    return max(1, (height - px(4 + NUMBER + 2) + px(GAP)) // (px(CHIP) + px(GAP)))


def _further(count: int) -> str:
    return f"+{format_number(count)}"


def month_name(day: date) -> str:
    """Give the name of a day's month as it stands alone, in short: a cell has little room."""
    return str(current_locale().months["stand-alone"]["abbreviated"][day.month])


class DayDelegate(QStyledItemDelegate):
    """Paints the days of one grid; keeps what was measured and drawn for as long as it looks the same."""

    def __init__(self, grid: DayTable) -> None:
        super().__init__(grid)
        self._grid = grid
        self._short: dict[tuple[str, int, str], str] = {}
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}
        self._counted: dict[tuple[int, bool], str] = {}
        self._worn: object = None
        self._font, self._strong = QFont(), QFont()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        day = self._grid.days.at(index)
        if day is None:
            return
        self._dress()
        cell: QRect = option.rect
        painter.save()
        lines = lines_of(day, cell, tall=self._grid.TALL)
        self._ground(painter, cell, day)
        self._number(painter, cell, day, [line for line in lines if line.aside])
        if day.holiday:
            box = QRect(cell.left() + px(9), cell.top() + px(4 + NUMBER), cell.width() - px(12), px(HOLIDAY - 2))
            self._write(painter, box, day.holiday, "disabled" if self._other(day) else "danger" if day.red else "muted")
        for line in lines:
            if line.mark is not None:
                self._chip(painter, line, line.mark)
            else:
                self._more(painter, line)
        self._frame(painter, cell, day.day)
        painter.restore()

    def _dress(self) -> None:
        now = (worn.current(), worn.scale())
        if now != self._worn:
            self._worn, self._font, self._strong = now, worn.font("caption"), worn.font("caption")
            self._strong.setWeight(QFont.Weight.DemiBold)
            self._short.clear()
            self._drawn.clear()
            self._counted.clear()

    def _other(self, day: CalendarDay) -> bool:
        month = self._grid.month
        return month is not None and (day.day.year, day.day.month) != (month.year, month.month)

    def _ground(self, painter: QPainter, cell: QRect, day: CalendarDay) -> None:
        theme, grid = worn.current(), self._grid
        inner = cell.adjusted(1, 1, 0, 0)
        if grid.in_span(day.day):
            painter.fillRect(inner, theme["selection"])
        elif self._other(day):
            painter.fillRect(inner, theme["alternate"])
        if day.closed:
            painter.fillRect(inner, QBrush(faded(theme["hairline"], 0.55), Qt.BrushStyle.BDiagPattern))
        painter.fillRect(cell.left(), cell.top(), cell.width(), 1, theme["hairline"])
        painter.fillRect(cell.left(), cell.top(), 1, cell.height(), theme["hairline"])

    def _number(self, painter: QPainter, cell: QRect, day: CalendarDay, aside: Sequence[Line]) -> None:
        theme, other = worn.current(), self._other(day)
        box = QRect(cell.left() + px(4), cell.top() + px(4), px(NUMBER), px(NUMBER))
        today = day.day == self._grid.days.today
        red = day.red
        role = "on_accent" if today else "disabled" if other else "danger" if red else "text"
        if today:
            painting.rounded(painter, box, theme["accent"], None, box.width() / 2)
        painter.setFont(worn.font("strong" if today or (red and not other) else "body"))
        painter.setPen(theme[role])
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day.day))
        month = month_name(day.day) if day.day.day == 1 and other else ""
        left, end = box.right() + px(5), cell.right() - px(4)
        for line in aside:
            if line.mark is not None:
                left = line.rect.right() + px(5)
            else:
                end -= px(34)
        self._write(painter, QRect(left, box.top(), end - left, box.height()), beside(day) or month, "muted")

    def _chip(self, painter: QPainter, shown: Line, mark: Mark) -> None:
        theme, rect = worn.current(), shown.rect
        icon, colour = look(mark)
        ground, text = f"{colour}_tint", "text"
        if mark.state in _STATES:
            told, colour, ground = _STATES[mark.state]
            done = mark.state is MarkState.DONE
            icon, text = (icon if done and shown.aside else told), ("muted" if done else "text")
        if ground:
            painting.rounded(painter, rect, theme[ground], None)
            if theme[ground] == theme["surface"]:  # a system in high contrast has no tints
                painting.rounded(painter, rect, None, theme["hairline"])
        side, line = px(13), rect.adjusted(px(22), 0, -px(3), 0)
        facts = words.what(mark, self._grid.days.today) if rect.height() > px(CHIP) else ""
        said = words.title(mark) if facts else self._label(mark, line.width(), alone=shown.aside)
        if facts:  # of two lines: who, and below it what
            self._write(painter, QRect(line.left(), line.top() + px(18), line.width(), px(16)), facts, "muted")
        line.setHeight(px(CHIP) if facts else rect.height())
        at = QPoint(rect.left() + px(5), line.center().y() - side // 2 + 1)
        self._icon(painter, at, icon, colour, side)
        self._write(painter, line, said, text)

    def _label(self, mark: Mark, width: int, *, alone: bool) -> str:
        """The words of a chip; without room for all of them, whose it is or how many: the icon says the rest.

        ``alone``: a number and nothing else.
        """
        full = " ".join(words.chip(mark).split())
        if mark.kind is MarkKind.POST:
            number = format_number(mark.count)
            wanted = () if alone else (full, words.post_in_short(mark.count))
            return next((said for said in wanted if self._cut(said, width, "") == said), number)
        if mark.occasion is None or self._cut(full, width, "") == full:
            return full
        return words.title(mark)

    def _more(self, painter: QPainter, line: Line) -> None:
        painter.setFont(self._strong)
        painter.setPen(worn.current()["muted"])
        if line.aside:
            painter.drawText(line.rect, _ASIDE, self._told(line.more, _further))
            return
        told = self._cut(self._told(line.more, words.more_words), line.rect.width() - px(5), "s")
        painter.drawText(line.rect.adjusted(px(5), 0, 0, 0), _FLAGS, told)

    def _frame(self, painter: QPainter, cell: QRect, day: date) -> None:
        grid, theme = self._grid, worn.current()
        if day == grid.dropping_on:
            painting.rounded(painter, cell.adjusted(2, 2, -1, -1), None, theme["accent"], 3, 2)
        elif day == grid.selected:
            focus = grid.hasFocus()
            box = QRectF(cell.adjusted(1, 1, 0, 0))
            painting.rounded(painter, box, None, theme["accent" if focus else "control"], 1, 2 if focus else 1)

    def _told(self, count: int, say: Callable[[int], str]) -> str:
        """Say a number as was said before: to write one as a country does takes as long as to paint a cell."""
        key = (count, say is _further)
        if key not in self._counted:
            self._counted[key] = say(count)
        return self._counted[key]

    # -- what was measured before ------------------------------------------------------------------------------------

    def _write(self, painter: QPainter, box: QRect, text: str, role: str) -> None:
        painter.setFont(self._font)
        painter.setPen(worn.current()[role])
        painter.drawText(box, _FLAGS, self._cut(text, box.width(), ""))

    def _cut(self, text: str, width: int, weight: str) -> str:
        key = (text, width, weight)
        if key not in self._short:
            if len(self._short) > 4000:
                self._short.clear()
            metrics = QFontMetrics(self._strong if weight else self._font)
            self._short[key] = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, width)
        return self._short[key]

    def _icon(self, painter: QPainter, at: QPoint, name: str, role: str, side: int) -> None:
        ratio = painter.device().devicePixelRatio()
        key = (name, role, side, ratio)
        if key not in self._drawn:
            made = QPixmap(round(side * ratio), round(side * ratio))
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            inner = QPainter(made)
            icons.draw(inner, QRectF(0, 0, side, side), name, worn.current()[role])
            inner.end()
            self._drawn[key] = made
        painter.drawPixmap(at, self._drawn[key])
