"""The window speaks the language of its shop, also when it is taken back or chosen by another program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from smallcrm import i18n
from smallcrm.store.shop import Shop
from smallcrm.ui.window import MainWindow


@pytest.fixture
def window(opened: Callable[..., MainWindow]) -> MainWindow:
    return opened()


def say(window: MainWindow) -> str:
    return window.actions_by_id["undo"].text()


def choose(window: MainWindow, qtbot: QtBot, code: str) -> None:
    window.go("settings")
    window.perform("settings", "focus", "setting_language")
    combo = window.places.page("settings").findChild(QComboBox, "setting_language")
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData(code))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: i18n.language() == code and not window.jobs.running)
    qtbot.wait(50)


def test_a_language_taken_back_and_done_again_is_spoken_by_the_whole_window(window: MainWindow, qtbot: QtBot) -> None:
    english = say(window)
    choose(window, qtbot, "fi")
    finnish = say(window)
    assert finnish != english
    window.actions_by_id["undo"].trigger()
    assert window.shop.settings.read().language == "en"
    assert (i18n.language(), say(window)) == ("en", english)
    assert window.toast.isVisible()
    window.actions_by_id["redo"].trigger()
    assert (i18n.language(), say(window)) == ("fi", finnish)
    assert window.places.here == "settings"


def test_a_choice_builds_the_window_once(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[int] = []
    build = window.build

    def counted() -> None:
        built.append(1)
        build()

    monkeypatch.setattr(window, "build", counted)
    choose(window, qtbot, "nb")
    assert len(built) == 1


def test_a_language_chosen_by_another_program_is_spoken(window: MainWindow) -> None:
    other = Shop.open(window.shop.file)
    other.settings.save(replace(other.settings.read(), language="pl"))
    other.close()
    window.watch.look()
    assert i18n.language() == "pl"


def test_a_window_asked_to_speak_another_language_stays_with_it(opened: Callable[..., MainWindow]) -> None:
    window = opened(language="en")
    file = window.shop.file
    window.close()
    again = opened(file, language="fi")
    assert again.shop.settings.read().language == "en"
    again.shop.settings.save(replace(again.shop.settings.read(), name="Kampaamo Helmi"))
    assert i18n.language() == "fi"
    assert again.windowTitle().startswith("Kampaamo Helmi")
