"""A settings file edited by hand into nonsense, or torn by a power cut, never stops the start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings

from smallcrm import paths
from smallcrm.ui import machine, worn
from smallcrm.ui.counter import Counter
from smallcrm.ui.following import seen_key
from smallcrm.ui.pages.registry import pages
from smallcrm.ui.window import MainWindow


@pytest.mark.parametrize("nonsense", ["big", "", "nan", "inf", "-1e400", "1,25", "@ByteArray(x)", "{}"])
def test_the_window_opens_whatever_the_settings_say(
    opened: Callable[..., MainWindow], tmp_path: Path, nonsense: str
) -> None:
    shop = tmp_path / "shop.smallcrm"
    first = opened(shop)
    remembered = {*first.settings.allKeys(), seen_key(shop), Counter(first)._key(), "window/scale", "window/compact"}
    first.close()
    settings = QSettings(str(paths.settings_file()), QSettings.Format.IniFormat)
    for key in remembered:
        settings.setValue(key, nonsense)
    settings.sync()
    window = opened(shop)
    for info in pages():
        window.go(info.key)
    assert window.isVisible()
    assert 0.9 <= worn.scale() <= 2.0


@given(st.text())
def test_a_number_is_always_within_its_limits(text: str) -> None:
    settings = QSettings("", QSettings.Format.IniFormat)
    settings.setValue("n", text)
    assert 0.9 <= machine.number(settings, "n", 1.0, 0.9, 2.0) <= 2.0
    assert isinstance(machine.whole(settings, "n"), int)
