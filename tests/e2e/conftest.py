"""The desk for tests with a real window; pictures of what was seen are kept where SMALLCRM_PICTURES says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desk import Desk, missing


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A screen, a window manager and a keyboard of this test alone."""
    if lacking := missing():
        pytest.skip(f"a real window needs {', '.join(lacking)}, which this computer lacks")
    home = tmp_path / "home"
    home.mkdir()
    made = Desk(home, Path(os.environ.get("SMALLCRM_PICTURES", str(tmp_path / "pictures"))))
    yield made
    made.picture("at-the-end")
    made.clear()
