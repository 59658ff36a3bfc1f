"""Where the packaged program begins: PyInstaller wants a file of its own, outside the package."""

from __future__ import annotations

import sys

from smallcrm.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
