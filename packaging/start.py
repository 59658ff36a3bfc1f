"""Where the packaged program begins: PyInstaller wants a file of its own, outside the package."""

from __future__ import annotations

import os
import sys

from smallcrm.__main__ import main


def give_back_the_library_path() -> None:
    """Let what we start (a file manager, a browser) load its own libraries: the starter has put ours before them."""
    ours = "LD_LIBRARY_PATH"
    before = os.environ.pop(f"{ours}_ORIG", None)
    os.environ.pop(ours, None)
    if before is not None:
        os.environ[ours] = before


if __name__ == "__main__":
    give_back_the_library_path()
    sys.exit(main())
