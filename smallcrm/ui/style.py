"""The style of all widgets: Fusion's behaviour with our own flat looks, and a focus ring that always shows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionHeader,
    QStyleOptionMenuItem,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QTextEdit,
    QWidget,
)

from smallcrm.ui import painting, worn
from smallcrm.ui import painting_menus as menus
from smallcrm.ui.tokens import COUNTER, FIELD
from smallcrm.ui.worn import px

_P = QStyle.PrimitiveElement
_C = QStyle.ControlElement
_CC = QStyle.ComplexControl
_SC = QStyle.SubControl
_M = QStyle.PixelMetric
_T = QStyle.ContentsType
_H = QStyle.StyleHint

HEIGHTS = {"counter": COUNTER, "small": 32}
"""Heights of the property ``extent`` of a button; otherwise ``FIELD``."""
_STEPPER = 30
"""Width of the two arrows of a number, px at 100 %."""

_METRICS = {
    _M.PM_IndicatorWidth: 18, _M.PM_IndicatorHeight: 18, _M.PM_ExclusiveIndicatorWidth: 18,
    _M.PM_ExclusiveIndicatorHeight: 18, _M.PM_CheckBoxLabelSpacing: 10, _M.PM_RadioButtonLabelSpacing: 10,
    _M.PM_ScrollBarExtent: 12, _M.PM_SliderLength: 22, _M.PM_SliderThickness: 26,
    _M.PM_SliderControlThickness: 22,
    _M.PM_ButtonIconSize: 18, _M.PM_SmallIconSize: 16, _M.PM_ScrollBarSliderMin: 32,
    _M.PM_MenuVMargin: 4, _M.PM_MenuHMargin: 0, _M.PM_ToolTipLabelFrameWidth: 7,
    _M.PM_MenuBarItemSpacing: 0, _M.PM_MenuBarHMargin: 8, _M.PM_MenuBarVMargin: 0,
}  # fmt: skip
"""Measures of our own, px at 100 %."""


def _look(widget: QWidget | None) -> str:
    return str((widget.property("look") if widget is not None else "") or "secondary")


class ShopStyle(QProxyStyle):
    """Paints by ``painting``; buttons read the dynamic properties ``look``, ``extent`` and ``badge``."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self.setObjectName("shop")

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element == _P.PE_PanelLineEdit:
            self._line_edit(option, painter, widget)
        elif element == _P.PE_FrameLineEdit or (element == _P.PE_Frame and _is_text(widget)):
            self._text_frame(option, painter, widget)
        elif element in {_P.PE_IndicatorCheckBox, _P.PE_IndicatorItemViewItemCheck}:
            painting.tick(painter, option.rect, option.state)
        elif element == _P.PE_IndicatorRadioButton:
            painting.dot(painter, option.rect, option.state)
        elif element == _P.PE_FrameFocusRect:
            if menus.in_popup(widget):
                return  # the row chosen is filled
            painting.focus_ring(painter, option.rect.adjusted(-1, -1, 1, 1))
        elif element == _P.PE_PanelButtonCommand:
            fill, line, _ = painting.button_role(_look(widget), option.state)
            painting.rounded(painter, option.rect, fill, line)
        elif element in {_P.PE_PanelItemViewRow, _P.PE_PanelScrollAreaCorner}:
            return  # rows are painted by their delegate, and between two scroll bars there is nothing
        elif element == _P.PE_PanelItemViewItem and menus.in_popup(widget):
            menus.popup_item(painter, option)
        elif element == _P.PE_PanelMenu:
            painter.fillRect(option.rect, worn.current()["surface"])
        elif element == _P.PE_PanelTipLabel:
            menus.tip(painter, option.rect)
        elif element == _P.PE_Frame and menus.in_popup(widget):
            painting.rounded(painter, option.rect, worn.current()["surface"], worn.current()["control"], 0)
        elif element in {_P.PE_FrameMenu, _P.PE_FrameStatusBarItem, _P.PE_PanelStatusBar}:
            if element == _P.PE_FrameMenu:
                painting.rounded(painter, option.rect, None, worn.current()["hairline"], 0)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def _line_edit(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        parent = widget.parentWidget() if widget is not None else None
        bare = isinstance(parent, (QAbstractSpinBox, QComboBox)) or (
            isinstance(widget, QLineEdit) and not widget.hasFrame()
        )
        if not bare:
            painting.field(painter, option.rect, option.state, wrong=bool(widget and widget.property("wrong")))

    def _text_frame(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        if not isinstance(widget, QAbstractScrollArea):
            return
        state = option.state
        if widget.hasFocus():
            state |= QStyle.StateFlag.State_HasFocus
        painting.field(painter, option.rect, state, wrong=bool(widget.property("wrong")))

    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element == _C.CE_PushButton and isinstance(option, QStyleOptionButton):
            painting.button(option, painter, _look(widget), str((widget and widget.property("badge")) or ""))
        elif element in {_C.CE_ProgressBarGroove, _C.CE_ProgressBarContents, _C.CE_ProgressBarLabel}:
            if element == _C.CE_ProgressBarGroove and isinstance(option, QStyleOptionProgressBar):
                painting.progress(painter, option)
        elif element == _C.CE_ComboBoxLabel and isinstance(option, QStyleOptionComboBox):
            super().drawControl(element, self._whole(option, widget), painter, widget)
        elif element == _C.CE_MenuItem and isinstance(option, QStyleOptionMenuItem):
            underline = bool(self.proxy().styleHint(_H.SH_UnderlineShortcut, option, widget))
            menus.menu_item(painter, option, underline=underline)
        elif element in {_C.CE_MenuBarItem, _C.CE_MenuBarEmptyArea}:
            self._menu_bar(option, painter, widget)
        elif element == _C.CE_HeaderSection and isinstance(option, QStyleOptionHeader):
            painter.fillRect(option.rect, worn.current()["alternate"])
            painter.fillRect(option.rect.adjusted(0, option.rect.height() - 1, 0, 0), worn.current()["hairline"])
        elif element == _C.CE_Splitter:
            painter.fillRect(option.rect, worn.current()["hairline"])
        else:
            super().drawControl(element, option, painter, widget)

    def _whole(self, option: QStyleOptionComboBox, widget: QWidget | None) -> QStyleOptionComboBox:
        """Give what a closed list shows, ended in dots where it is too long: Qt cuts through a letter."""
        room = self.subControlRect(_CC.CC_ComboBox, option, _SC.SC_ComboBoxEditField, widget).width() - px(4)
        if not option.currentIcon.isNull():
            room -= option.iconSize.width() + px(4)
        made = QStyleOptionComboBox(option)
        made.currentText = option.fontMetrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        return made

    def _menu_bar(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        theme, state, rect = worn.current(), option.state, option.rect
        painter.fillRect(rect, theme["window"])
        if not isinstance(option, QStyleOptionMenuItem) or not option.text:
            return
        if state & QStyle.StateFlag.State_Selected:
            painting.rounded(painter, rect.adjusted(1, 2, -1, -3), theme["selection"], None)
        painter.setPen(theme["text" if state & QStyle.StateFlag.State_Enabled else "disabled"])
        mnemonic = (
            Qt.TextFlag.TextShowMnemonic
            if self.proxy().styleHint(_H.SH_UnderlineShortcut, option, widget)
            else Qt.TextFlag.TextHideMnemonic
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | mnemonic | Qt.TextFlag.TextSingleLine, option.text)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control == _CC.CC_ComboBox and isinstance(option, QStyleOptionComboBox):
            painting.field(painter, option.rect, option.state)
            arrow = self.subControlRect(control, option, _SC.SC_ComboBoxArrow, widget)
            painting.chevron(
                painter, arrow, role="text" if option.state & QStyle.StateFlag.State_Enabled else "disabled"
            )
        elif control == _CC.CC_SpinBox and isinstance(option, QStyleOptionSpinBox):
            self._spin_box(option, painter, widget)
        elif control == _CC.CC_Slider and isinstance(option, QStyleOptionSlider):
            painting.slider(painter, option, self.subControlRect(control, option, _SC.SC_SliderHandle, widget))
        elif control == _CC.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            handle = self.subControlRect(control, option, _SC.SC_ScrollBarSlider, widget)
            area = widget.parentWidget() if widget is not None else None
            while area is not None and not isinstance(area, QAbstractScrollArea):
                area = area.parentWidget()
            painting.scroll_bar(painter, option, handle, area.viewport() if area is not None else widget)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def _spin_box(self, option: QStyleOptionSpinBox, painter: QPainter, widget: QWidget | None) -> None:
        painting.field(painter, option.rect, option.state, wrong=bool(widget and widget.property("wrong")))
        if option.buttonSymbols == QAbstractSpinBox.ButtonSymbols.NoButtons:
            return
        for part, name, can in (
            (_SC.SC_SpinBoxUp, "chevron-up", QAbstractSpinBox.StepEnabledFlag.StepUpEnabled),
            (_SC.SC_SpinBoxDown, "chevron-down", QAbstractSpinBox.StepEnabledFlag.StepDownEnabled),
        ):
            rect = self.subControlRect(_CC.CC_SpinBox, option, part, widget)
            painting.chevron(painter, rect, name, "text" if option.stepEnabled & can else "disabled")

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        whole = option.rect
        if control == _CC.CC_ComboBox and part == _SC.SC_ComboBoxArrow:
            return QRect(whole.right() - px(34), whole.y(), px(32), whole.height())
        if control == _CC.CC_ComboBox and part == _SC.SC_ComboBoxEditField:
            return whole.adjusted(px(9), 2, -px(34), -2)
        if control == _CC.CC_SpinBox and part in {_SC.SC_SpinBoxUp, _SC.SC_SpinBoxDown, _SC.SC_SpinBoxEditField}:
            return _spin_part(option, part)
        if control == _CC.CC_ScrollBar:
            return self._scroll_part(option, part)
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]

    def _scroll_part(self, option: QStyleOptionComplex, part: QStyle.SubControl) -> QRect:
        whole = option.rect
        if not isinstance(option, QStyleOptionSlider) or part in {_SC.SC_ScrollBarAddLine, _SC.SC_ScrollBarSubLine}:
            return QRect()
        flat = option.orientation == Qt.Orientation.Horizontal
        length = whole.width() if flat else whole.height()
        span = option.maximum - option.minimum
        size = length if span <= 0 else max(px(32), length * option.pageStep // (span + option.pageStep))
        size = min(size, length)
        start = self.sliderPositionFromValue(
            option.minimum, option.maximum, option.sliderPosition, length - size, option.upsideDown
        )
        low, high = {
            _SC.SC_ScrollBarSlider: (start, size),
            _SC.SC_ScrollBarSubPage: (0, start),
            _SC.SC_ScrollBarAddPage: (start + size, length - start - size),
        }.get(part, (0, length))
        return QRect(low, 0, high, whole.height()) if flat else QRect(0, low, whole.width(), high)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in _METRICS:
            return px(_METRICS[metric])
        if metric in {_M.PM_ButtonShiftHorizontal, _M.PM_ButtonShiftVertical, _M.PM_MenuBarPanelWidth}:
            return 0
        if metric in {_M.PM_SplitterWidth, _M.PM_MenuPanelWidth}:
            return 1
        if metric == _M.PM_FocusFrameHMargin and menus.in_popup(widget):
            return px(10)
        if metric == _M.PM_DefaultFrameWidth and (isinstance(widget, QLineEdit) or _is_text(widget)):
            return px(6)
        return super().pixelMetric(metric, option, widget)

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        made = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        if kind == _T.CT_PushButton and isinstance(option, QStyleOptionButton) and isinstance(widget, QPushButton):
            return _button_size(option, widget)
        if kind == _T.CT_SpinBox:  # its words, with what ``_spin_part`` keeps at both sides of them
            return QSize(size.width() + px(_STEPPER + 12), max(size.height(), px(FIELD)))
        if kind in {_T.CT_LineEdit, _T.CT_ComboBox}:
            extra = px(24) if kind == _T.CT_ComboBox else 0
            return QSize(made.width() + extra, max(made.height(), px(FIELD)))
        if kind in {_T.CT_CheckBox, _T.CT_RadioButton}:
            return QSize(made.width() + 2, max(made.height(), px(32)))
        if kind == _T.CT_MenuBarItem:
            return QSize(made.width() + px(8), px(27))
        if kind == _T.CT_MenuItem and isinstance(option, QStyleOptionMenuItem):
            return menus.menu_size(option, size)
        if kind == _T.CT_ItemViewItem and menus.in_popup(widget):
            return QSize(made.width() + px(16), max(made.height(), px(32)))
        return made

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: Any = None,
    ) -> int:
        if hint in {_H.SH_EtchDisabledText, _H.SH_ComboBox_Popup, _H.SH_DitherDisabledText}:
            return 0
        if hint == _H.SH_UnderlineShortcut:
            alt = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier
            return int(bool(alt) or (isinstance(widget, QMenuBar) and widget.hasFocus()))
        if hint == _H.SH_Widget_Animation_Duration:
            return worn.milliseconds()
        if hint == _H.SH_ToolTipLabel_Opacity:
            return 255
        if hint == _H.SH_ScrollBar_LeftClickAbsolutePosition:
            return 1
        return super().styleHint(hint, option, widget, data)


def _spin_part(option: QStyleOptionComplex, part: QStyle.SubControl) -> QRect:
    whole, wide = option.rect, px(_STEPPER)
    if isinstance(option, QStyleOptionSpinBox) and option.buttonSymbols == QAbstractSpinBox.ButtonSymbols.NoButtons:
        wide = 0
    if part == _SC.SC_SpinBoxEditField:
        return whole.adjusted(px(8), 2, -wide - 2, -2)
    half = (whole.height() - 8) // 2
    top = whole.y() + 4 + (half if part == _SC.SC_SpinBoxDown else 0)
    return QRect(whole.right() - wide - 1, top, wide, half)


def _is_text(widget: QWidget | None) -> bool:
    return isinstance(widget, (QPlainTextEdit, QTextEdit))


def _button_size(option: QStyleOptionButton, widget: QPushButton) -> QSize:
    """Height by ``size``; width from icon, text, badge and padding."""
    size = str(widget.property("extent") or "")
    height = px(HEIGHTS.get(size, FIELD))
    text = option.fontMetrics.size(Qt.TextFlag.TextShowMnemonic, option.text).width() if option.text else 0
    icon = 0 if option.icon.isNull() else px(18) + (px(8) if option.text else 0)
    badge = str(widget.property("badge") or "")
    extra = painting.badge_size(badge).width() + px(8) if badge else 0
    if not option.text:
        return QSize(max(height, icon + px(14)), height)
    padding = {"counter": 20, "small": 12}.get(size, 14)
    return QSize(text + icon + extra + px(padding * 2), height)
