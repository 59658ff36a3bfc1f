"""The page of the settings, for tests that begin there: import ``page``."""

from __future__ import annotations

import pytest

from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    """The settings with all their rows."""
    window.go("settings")
    made = window.places.page("settings")
    assert isinstance(made, SettingsPage)
    made.finish()
    return made
