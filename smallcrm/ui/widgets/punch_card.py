"""The punch card on the screen, drawn as the shop's own: fields, stamps, rewards; and a row of dots for lists."""

from __future__ import annotations

import math
import random
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from smallcrm.domain.loyalty_terms import grid
from smallcrm.ui import icons, worn
from smallcrm.ui.tokens import LIGHT, faded
from smallcrm.ui.typefaces import family
from smallcrm.ui.widgets.card_face import Face
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.worn import px

WIDTH, HEIGHT = 320.0, 198.0
"""The box that a card is drawn in; it is scaled as a whole."""
FULL = 20.5
"""Radius of a field where two rows of five stand; stamps and seals are drawn for it."""
_SIDE = 18.0
_HEAD = 45.5
_PITCH = 60.75


def places(goal: int) -> tuple[tuple[QPointF, ...], float]:
    """Give the middle of each field of a card and their radius, in the box."""
    rows = grid(goal)
    most = max(rows)
    if len(rows) == 1:
        radius, top, step = 24.0, 102.5, 0.0
    elif len(rows) == 2:
        radius, top, step = (FULL if most <= 5 else 17.0), 77.5, 50.0
    else:
        radius, top, step = 15.5, 65.0, 34.5
    room = WIDTH - 2 * _SIDE - 2 * radius
    pitch = min(max(_PITCH, 2 * radius + 26), room / (most - 1))
    middles = [
        QPointF(WIDTH / 2 + (column - (count - 1) / 2) * pitch, top + row * step)
        for row, count in enumerate(rows)
        for column in range(count)
    ]
    return tuple(middles), radius


def paint_card(painter: QPainter, face: Face, width: float, newest: float = 1.0, *, brief: bool = False) -> None:
    """Paint a card that wide, its corner at the origin; ``newest`` is how far the last stamp has come down, 0 to 1.

    ``brief``: the name and the fields alone, for a picture too small for words.
    """
    unit = width / WIDTH
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    ink = worn.current()[f"ink_{face.ink}"]
    painter.save()
    painter.scale(unit, unit)
    _paper(painter, ink)
    painter.restore()
    if brief:
        _brief_head(painter, face, unit, ink)
        painter.translate(0, 14 * unit)
    else:
        _head(painter, face, unit, ink)
        _foot(painter, face, unit)
    _fields(painter, face, unit, ink, newest)
    painter.restore()


def _paper(painter: QPainter, ink: QColor) -> None:
    theme = worn.current()
    painter.setPen(QPen(theme["paper_line"], 1))
    painter.setBrush(theme["paper"])
    painter.drawRoundedRect(QRectF(0.5, 0.5, WIDTH - 1, HEIGHT - 1), 10, 10)
    painter.setPen(QPen(faded(ink, 0.28), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(5.5, 5.5, WIDTH - 11, HEIGHT - 11), 6, 6)


def _script(size: float) -> QFont:
    font = QFont(family("HeadingItalic"))
    font.setPixelSize(max(1, round(size)))
    return font


def _words(size: float, *, strong: bool = False) -> QFont:
    font = worn.font("strong" if strong else "body")
    font.setPixelSize(max(1, round(size)))
    return font


def _shortened(words: str, font: QFont, room: float) -> str:
    return QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, room))


def _fitting(words: str, room: float, unit: float, sizes: tuple[int, ...]) -> QFont:
    """Give the largest of the sizes in which the words fit, or the smallest."""
    fonts = [_script(size * unit) for size in sizes]
    return next((font for font in fonts if QFontMetricsF(font).horizontalAdvance(words) <= room), fonts[-1])


def _head(painter: QPainter, face: Face, unit: float, ink: QColor) -> None:
    """The shop's name left, the promise right: where they meet the name shrinks, then the promise becomes shorter."""
    room, gap = (WIDTH - 2 * _SIDE) * unit, 12 * unit
    names = [_script(size * unit) for size in (22, 20, 18, 16)]
    promises = [(words, _words(size * unit, strong=True)) for words, size in _promises(face)]
    tries = ((name, *promise) for promise in promises for name in names)
    fitting = (one for one in tries if _wide(face.shop_name, one[0]) + gap + _wide(*one[1:]) <= room)
    name, words, small = next(fitting, (names[-1], *promises[-1]))
    left = min(_wide(face.shop_name, name), max(room * 0.6, room - gap - _wide(words, small)))
    words = _shortened(words, small, room - gap - left + 1)
    painter.setPen(ink)
    painter.setFont(name)
    painter.drawText(QPointF(_SIDE * unit, 35 * unit), _shortened(face.shop_name, name, left + 1))
    painter.setFont(small)
    painter.drawText(QPointF((WIDTH - _SIDE) * unit - _wide(words, small), 34 * unit), words)
    painter.setPen(QPen(faded(ink, 0.28), max(1.0, unit)))
    painter.drawLine(QPointF(_SIDE * unit, _HEAD * unit), QPointF((WIDTH - _SIDE) * unit, _HEAD * unit))


def _promises(face: Face) -> list[tuple[str, int]]:
    """Words and their size, the fullest first."""
    return [(face.promise, 11), *((face.prize, size) for size in (11, 10, 9) if face.prize)]


def _wide(words: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(words)


def _brief_head(painter: QPainter, face: Face, unit: float, ink: QColor) -> None:
    room = (WIDTH - 2 * _SIDE) * unit
    font = _fitting(face.shop_name, room, unit, (33, 30, 27, 24, 21))
    painter.setFont(font)
    painter.setPen(ink)
    box = QRectF(_SIDE * unit, 14 * unit, room, 48 * unit)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _shortened(face.shop_name, font, room))


def _foot(painter: QPainter, face: Face, unit: float) -> None:
    """What is still lacking, how many there are, and below them how long it is good."""
    theme, room = worn.current(), (WIDTH - 2 * _SIDE) * unit
    base = HEIGHT - (27 if face.note else 18)
    count, small = _words(11 * unit), _words(11 * unit)
    right = QFontMetricsF(count).horizontalAdvance(face.count)
    painter.setFont(count)
    painter.setPen(theme["paper_muted"])
    painter.drawText(QPointF((WIDTH - _SIDE) * unit - right, base * unit), face.count)
    if face.note:
        painter.setFont(small)
        painter.drawText(QPointF(_SIDE * unit, (HEIGHT - 12.5) * unit), _shortened(face.note, small, room))
    room -= right + 12 * unit
    sizes = [_words(size * unit, strong=True) for size in (12.6, 12, 11)]
    strong = next((font for font in sizes if _wide(face.foot, font) <= room), sizes[-1])
    painter.setFont(strong)
    painter.setPen(theme["paper_ink"])
    painter.drawText(QPointF(_SIDE * unit, base * unit), _shortened(face.foot, strong, room))


def _fields(painter: QPainter, face: Face, unit: float, ink: QColor, newest: float) -> None:
    middles, radius = places(face.goal)
    last = len(face.filled)
    for number, middle in enumerate(middles, start=1):
        painter.save()
        painter.translate(middle * unit)
        painter.scale(unit * radius / FULL, unit * radius / FULL)
        grow = newest if number == last else 1.0
        filled = number <= last
        if number in face.rewards:
            _coming(painter, grow if filled else 1.0)
            paint_seal(painter, earned=filled and number in face.earned, given=number in face.given)
        elif filled:
            painter.setOpacity((1.0 if number == last else 0.9) * (0.55 if face.over else 1.0))
            _coming(painter, grow)
            paint_stamp(painter, face.icon, ink, f"{face.filled[number - 1]} {number}")
        else:
            _empty(painter, number, ink)
        painter.restore()


def _coming(painter: QPainter, share: float) -> None:
    """A new stamp comes down: from a quarter larger, and out of nothing."""
    painter.setOpacity(painter.opacity() * share)
    size = 1.25 - 0.25 * share
    painter.scale(size, size)


def _empty(painter: QPainter, number: int, ink: QColor) -> None:
    pen = QPen(faded(ink, 0.62), 1.2)
    pen.setDashPattern([3.2 / 1.2, 3.4 / 1.2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(0, 0), 19, 19)
    painter.setFont(_script(16))
    painter.setPen(faded(ink, 0.92))
    painter.drawText(QRectF(-19, -20, 38, 38), Qt.AlignmentFlag.AlignCenter, str(number))


def paint_stamp(painter: QPainter, icon: str, ink: QColor, seed: str) -> None:
    """Paint a stamp around the origin, as it came out by hand: the same one for the same seed."""
    dice = random.Random(seed)  # noqa: S311 — the same stamp looks the same every time
    paper = worn.current()["paper"]
    painter.translate(dice.uniform(-1.3, 1.3), dice.uniform(-1.3, 1.3))
    painter.rotate(dice.uniform(-14, 14))
    edge = QPolygonF()
    for point in range(40):
        reach, angle = 17.5 + dice.uniform(-0.35, 0.35), point * math.tau / 40
        edge.append(QPointF(reach * math.cos(angle), reach * math.sin(angle)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(edge)
    painter.setPen(QPen(ink, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(0, 0), 19.9, 19.9)
    icons.draw(painter, QRectF(-10.85, -10.85, 21.7, 21.7), icon, paper)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(paper)
    for _speck in range(9):  # where the rubber missed the paper
        reach, angle = 17.5 * dice.uniform(0.3, 0.92), dice.uniform(0, math.tau)
        spot = QPointF(reach * math.cos(angle), reach * math.sin(angle))
        painter.drawEllipse(spot, dice.uniform(0.35, 1.15) / 2, dice.uniform(0.3, 0.75) / 2)


@cache
def scallops(radius: float = 17.9, count: int = 14) -> QPainterPath:
    """Give the outline of a seal around the origin."""
    bump = 1.02 * math.pi * radius / count
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0), radius, radius)
    for number in range(count):
        angle, reach = (number + 0.5) * math.tau / count, radius - bump / 2
        one = QPainterPath()
        one.addEllipse(QPointF(reach * math.cos(angle), reach * math.sin(angle)), bump, bump)
        path = path.united(one)
    return path.simplified()


def paint_seal(painter: QPainter, *, earned: bool, given: bool = False) -> None:
    """Paint the mark of a reward around the origin: gold once it is earned, ticked once it was collected."""
    theme, line = worn.current(), LIGHT["gold_line"]  # on paper always that of the day
    painter.setPen(QPen(line, 1.4))
    painter.setBrush(theme["gold"] if earned else Qt.BrushStyle.NoBrush)
    painter.drawPath(scallops())
    icons.draw(painter, QRectF(-10, -10, 20, 20), "check" if given else "gift", theme["gold_ink"] if earned else line)


def paint_dots(
    painter: QPainter, rect: QRectF, filled: int, goal: int, ink: str = "", *, size: int = 7, gap: int = 3
) -> None:
    """Paint a card as a row of dots, px at 100 %: filled ones in ``ink``, the last with a ring of gold."""
    theme = worn.current()
    colour = theme[f"ink_{ink}"] if ink and not theme.dark else theme["accent"]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side, x = px(size), rect.x()
    for number in range(1, goal + 1):
        middle, full = QPointF(x + side / 2, rect.center().y()), number <= filled
        last = number == goal
        pen = QPen(theme["gold_line"], 1.5) if last else QPen(theme["control"], 1)
        inset = pen.widthF() / 2
        painter.setPen(Qt.PenStyle.NoPen if full and not last else pen)
        painter.setBrush(theme["gold"] if full and last else colour if full else Qt.BrushStyle.NoBrush)
        reach = side / 2 - (0 if full and not last else inset)
        painter.drawEllipse(middle, reach, reach)
        x += side + px(gap)
    painter.restore()


def dots_width(goal: int, *, size: int = 7, gap: int = 3) -> int:
    """Give the width of a row of dots, px."""
    return goal * px(size) + (goal - 1) * px(gap)


class PunchCardWidget(QWidget):
    """A customer's card; a new stamp comes down on it in 120 ms where things may move."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("punchCard")
        self.face: Face | None = None
        self._share, self._kept, self._kept_of = 1.0, QPixmap(), ("", 0, 0.0)
        self._wide = px(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._coming = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._coming.valueChanged.connect(self._come)

    def fit(self, width: int) -> None:
        """Be drawn that wide, px."""
        if width != self._wide:
            self._wide = width
            self.updateGeometry()
            self.update()

    def show_face(self, face: Face, *, animate: bool = False) -> None:
        """Show a card; ``animate`` lets its newest stamp come down."""
        if face == self.face and not animate:
            return  # read again while the stamp comes down
        self.face = face
        self.setAccessibleName(face.spoken)
        self.setToolTip(plain_tip(f"{face.shop_name} · {face.spoken}"))
        self._coming.stop()
        self._share = 1.0
        if animate and worn.milliseconds():
            self._coming.setDuration(worn.milliseconds())
            self._coming.start()
        self.update()

    @property
    def moving(self) -> bool:
        """Whether a stamp is coming down."""
        return self._coming.state() == QVariantAnimation.State.Running

    def _come(self, share: float) -> None:
        self._share = float(share)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._wide, math.ceil(self._wide * HEIGHT / WIDTH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.face is None:
            return
        if self._share < 1:
            paint_card(QPainter(self), self.face, self._wide, self._share)
            return
        ratio = self.devicePixelRatioF()
        about = (repr((self.face, worn.current().name)), self._wide, ratio)
        if about != self._kept_of:
            self._kept = QPixmap(self.sizeHint() * ratio)
            self._kept.setDevicePixelRatio(ratio)
            self._kept.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._kept)
            paint_card(painter, self.face, self._wide)
            painter.end()
            self._kept_of = about
        QPainter(self).drawPixmap(0, 0, self._kept)
