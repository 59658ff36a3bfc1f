"""Where the program begins: arguments are handed to the command line, the window, or the tour."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any


def main() -> int:
    """Run the program; its exit status."""
    from smallcrm import cli

    sys_path_guard()
    status = cli.main(sys.argv[1:], draw_tour=_tour, look=_look)
    return open_shop(sys.argv[1:]) if status is None else status


def _tour(context: Any, size: tuple[int, int]) -> list[tuple[str, Path]]:
    options = context.options
    language = options.language or context.shop().settings.read().language
    os.environ["QT_QPA_PLATFORM"] = _off_screen()
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)  # both are read when Qt is first loaded
    from smallcrm import app
    from smallcrm.ui import tour

    def opening(file: Path, settings_file: Path) -> Any:
        when = options.now or options.today
        return app.open_window(file, language=language, today=when, theme=options.theme, settings_file=settings_file)

    return tour.draw(opening, context.shop_file, options.out, size)


def _off_screen() -> str:
    """Without a screen that is large enough, menus would open beside their places."""
    from smallcrm import paths

    screen = paths.resources() / "big_screen.json"
    return "offscreen" if sys.platform == "win32" else f"offscreen:configfile={screen}"


def _look(shop_file: Path, language: str, folder: Path) -> list[Path]:
    """Save a picture of the main pages on a shop, for the self-test: off screen, and in no one's settings."""
    os.environ["QT_QPA_PLATFORM"] = _off_screen()
    os.environ["QT_LOGGING_RULES"] = "default.warning=false"  # what such a screen cannot do is no finding
    from smallcrm import app
    from smallcrm.ui import tour

    def opening(file: Path, settings_file: Path) -> Any:
        return app.open_window(file, language=language, settings_file=settings_file)

    pages = ("today", "customers", "letters", "settings")
    return [file for _name, file in tour.draw(opening, shop_file, folder, (1366, 768), pages)]


def open_shop(arguments: list[str]) -> int:
    """Open the window; without a display one sentence says so."""
    from smallcrm import messages
    from smallcrm.cli.arguments import parse
    from smallcrm.domain.errors import ShopError

    options = parse(arguments)
    from smallcrm import app

    if app.display_missing():
        print(messages.error(ShopError("no_display")), file=sys.stderr)  # noqa: T201 — there is no window to say it in
        return 1
    now = options.now or options.today
    return app.main(options.shop, language=options.language or "", now=now, minimised=options.minimised)


def sys_path_guard() -> None:
    """Never import from the folder the program happens to be started in."""
    if sys.path and sys.path[0] == "":
        sys.path.pop(0)


if __name__ == "__main__":
    raise SystemExit(main())
