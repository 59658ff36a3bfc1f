"""Language and looks: what belongs to the eyes at this PC, and the language of the shop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSlider, QWidget

from smallcrm import i18n
from smallcrm.domain.errors import ShopError
from smallcrm.domain.model import ShopSettings
from smallcrm.domain.progress import Report
from smallcrm.i18n import LANGUAGES, _, pgettext
from smallcrm.ui import worn
from smallcrm.ui.pages.page import later, while_there
from smallcrm.ui.pages.settings.rows import Section, SettingRow, choice_row
from smallcrm.ui.pages.settings.thumbs import ThemeThumb
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

SMALLEST, LARGEST = 90, 200
_PAUSE = 350
"""Milliseconds after the last step of the slider: the window is built anew then."""


def look_section(window: MainWindow, settings: ShopSettings, expect: Callable[[ShopSettings], object]) -> Section:
    """Make the section of language and looks; ``expect`` hears what is about to be saved beside the window."""
    return Section(
        "look",
        _("Look and language"),
        "palette",
        lambda: (_language(window, settings, expect), _colours(window), _size(window), _compact(window)),
    )


def _again(window: MainWindow, name: str, build: Callable[[], object]) -> None:
    """Build the window anew once the event of now is over, and give the focus back to the control that asked."""

    def run() -> None:
        build()
        window.perform("settings", "focus", name)

    later(window, run)


def _language(window: MainWindow, settings: ShopSettings, expect: Callable[[ShopSettings], object]) -> SettingRow:
    row: list[SettingRow] = []

    def speak(code: str) -> None:
        shop = window.shop
        new = replace(shop.settings.read(), language=code)
        expect(new)

        def work(_report: Report) -> None:
            with shop.database.attached():  # every name is sorted anew: a moment, in a large shop
                shop.settings.save(new)

        def spoken() -> None:
            if i18n.language() != code:  # else the window has heard it already
                window.set_language(code)

        def failed(error: Exception) -> None:
            if isinstance(error, ShopError):
                row[0].trouble(error, lambda: speak(code))

        job = window.jobs.start(_("Sorting the lists"), work)
        job.done.connect(lambda _none: _again(window, "setting_language", spoken))
        job.failed.connect(while_there(row[0], failed))

    caption = _("Each customer can have their own")
    row.append(
        choice_row(_("Language"), settings.language, list(LANGUAGES.items()), speak, caption, "setting_language")
    )
    return row[0]


def _colours(window: MainWindow) -> SettingRow:
    words = {"system": _("Follow the system"), "light": _("Light"), "dark": _("Dark")}
    thumbs = []
    for key, said in words.items():
        thumb = ThemeThumb(key, said)
        thumb.setChecked(key == window.theme_name)
        thumb.clicked.connect(lambda _on=False, key=key: _again(window, f"theme_{key}", partial(window.dress, key)))
        thumbs.append(thumb)
    holder = flowing(*thumbs)
    holder.setObjectName("setting_theme")
    return SettingRow(_("Colours"), holder, wide=True)


def _size(window: MainWindow) -> SettingRow:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(12))
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setObjectName("setting_scale")
    slider.setRange(SMALLEST // 10, LARGEST // 10)
    slider.setPageStep(1)
    slider.setValue(round(worn.scale() * 10))
    slider.setMinimumWidth(px(120))
    slider.setMaximumWidth(px(240))
    slider.setAccessibleName(_("Text size"))
    now = PlainLabel(_percent(slider.value() * 10), "strong")
    for widget in (_end(SMALLEST), slider, _end(LARGEST), now):
        line.addWidget(widget, int(widget is slider))
    line.addStretch(1)
    wait = QTimer(slider, singleShot=True, interval=_PAUSE)
    wait.timeout.connect(
        lambda: (
            _again(window, "setting_scale", lambda: window.dress(scale=slider.value() / 10))
            if not slider.isSliderDown()
            else wait.start()
        )
    )

    def moved(value: int) -> None:
        now.setText(_percent(value * 10))
        wait.start()

    slider.valueChanged.connect(moved)
    return SettingRow(_("Text size"), holder, _("Ctrl + and Ctrl − work everywhere"), wide=True)


def _percent(number: int) -> str:
    return _("{percent} %").format(percent=number)


def _end(number: int) -> PlainLabel:
    return PlainLabel(_percent(number), "caption", "muted")


def _compact(window: MainWindow) -> SettingRow:
    # Translators: whether something is switched on
    box = QCheckBox(pgettext("switch", "On"))
    box.setObjectName("setting_compact")
    box.setAccessibleName(_("Compact rows"))
    box.setChecked(worn.compact())

    def set_rows() -> None:
        window.settings.setValue("window/compact", int(box.isChecked()))
        worn.set_compact(compact=box.isChecked())
        _again(window, "setting_compact", partial(window.set_language, i18n.language()))  # built anew, rows measured

    box.clicked.connect(set_rows)
    return SettingRow(_("Compact rows"), box, _("Show more customers at a time in long lists"))
