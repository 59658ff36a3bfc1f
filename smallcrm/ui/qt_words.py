"""Qt's own words (buttons, menus of text fields, file and print dialogs) in the window's language.

Qt ships Finnish and Polish, but no Norwegian Bokmål: that one is ours, read from its ``.ts`` as it is.
"""

from __future__ import annotations

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
    translator = _translator(app, language)
    if translator is not None:
        translator.setObjectName(_NAME)
        app.installTranslator(translator)


def _translator(app: QCoreApplication, language: str) -> QTranslator | None:
    own = paths.resources() / "qt" / f"qtbase_{language}.ts"
    if own.is_file():
        return TsTranslator(own, app)
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        return translator
    translator.deleteLater()
    return None
