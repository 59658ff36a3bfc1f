"""Qt's own words (buttons, menus of text fields, file and print dialogs) in the window's language.

Qt ships no Norwegian Bokmål, and its Finnish and Polish lack words of newer dialogs: those are ours, read from ``.ts``
files as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from smallcrm import i18n, paths

_NAME = "qtWords"


class TsTranslator(QTranslator):
    """Answers Qt from a ``.ts`` file, without a compiler for it."""

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = read_ts(file)

    def isEmpty(self) -> bool:
        return not self._words

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: ARG002, N803 — Qt's signature
        # An unknown word comes back as it is: "" would be an empty button, and None is no str.
        return self._words.get((context, sourceText), sourceText)


def read_ts(file: Path) -> dict[tuple[str, str], str]:
    """Give (context, English) -> word for each finished message of a ``.ts`` file."""
    words = {}
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314 — our own resource
        name = context.findtext("name", "")
        for message in context.iter("message"):
            words[name, message.findtext("source", "")] = message.findtext("translation", "")
    return words


def install(app: QCoreApplication, language: str) -> None:
    """Let Qt speak ``language`` from now on, and its editors write dates as i18n does (so set i18n's first)."""
    QLocale.setDefault(QLocale(str(i18n.current_locale())))
    for old in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(old)
        old.deleteLater()
    for translator in _translators(app, language):
        translator.setObjectName(_NAME)
        app.installTranslator(translator)


def _translators(app: QCoreApplication, language: str) -> Iterator[QTranslator]:
    """Give ours, then Qt's: the last installed is asked first, so ours answers only what Qt's does not know."""
    own = paths.resources() / "qt" / f"qtbase_{language}.ts"
    if own.is_file():
        yield TsTranslator(own, app)
    shipped = QTranslator(app)
    if shipped.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        yield shipped
    else:
        shipped.deleteLater()
