"""Qt's own words come in the window's language, Bokmål too, which Qt does not ship."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QLibraryInfo, QLocale, QTranslator
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QDialog,
    QErrorMessage,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QWizard,
)
from pytestqt.qtbot import QtBot

from smallcrm import i18n, paths
from smallcrm.ui import qt_words

SHIPPED = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))


def own(language: str) -> Path:
    return paths.resources() / "qt" / f"qtbase_{language}.ts"


@pytest.fixture(autouse=True)
def _english_after(qapp: QApplication) -> Iterator[None]:
    yield
    i18n.set_language("en")
    qt_words.install(qapp, "en")


def keys_of_qm(file: Path) -> set[tuple[str, str]]:
    """Read (context, source) of each message of a compiled catalogue (format of QTranslator)."""
    data, at = file.read_bytes(), 16
    blocks = {}
    while at < len(data):
        tag, size = data[at], struct.unpack(">I", data[at + 1 : at + 5])[0]
        blocks[tag] = data[at + 5 : at + 5 + size]
        at += 5 + size
    hashes, messages = blocks[0x42], blocks[0x69]
    return {_key(messages, struct.unpack(">I", hashes[i : i + 4])[0]) for i in range(4, len(hashes), 8)}


def _key(messages: bytes, at: int) -> tuple[str, str]:
    found: dict[int, str] = {}
    while (tag := messages[at]) != 1:
        size = struct.unpack(">I", messages[at + 1 : at + 5])[0]
        if tag in {6, 7}:
            found[tag] = messages[at + 5 : at + 5 + size].decode()
        at += 5 + size
    return found.get(7, ""), found.get(6, "")


class Spy(QTranslator):
    """Writes down what Qt asks for, and answers nothing new."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[tuple[str, str]] = set()

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: N803
        self.asked.add((context, sourceText))
        return sourceText


def asked_by_dialogs(app: QApplication, qtbot: QtBot) -> set[tuple[str, str]]:
    """Open what a person meets and give the words that this very Qt asks for: its own catalogues lag behind."""
    spy = Spy()
    app.installTranslator(spy)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    files = QFileDialog()
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    fields = [QLineEdit(), QTextEdit(), QCalendarWidget(), QSpinBox(), QComboBox(), QProgressDialog(), QInputDialog()]
    for widget in [files, QPrintDialog(printer), QMessageBox(), QWizard(), QErrorMessage(), *fields]:
        qtbot.addWidget(widget)
        if isinstance(widget, QMessageBox):
            widget.setStandardButtons(QMessageBox.StandardButton(0x7FFFC00))
            widget.setDetailedText("details")
        if isinstance(widget, QLineEdit | QTextEdit):
            menu_words(widget)
        widget.ensurePolished()
    app.removeTranslator(spy)
    return {key for key in spy.asked if key[0] != "QShortcut" and key[1] not in NO_WORDS}


NO_WORDS = {"A4", "Alt+Left", "Alt+Right", "Alt+Up", "Form", "%p%", "QT_LAYOUT_DIRECTION"}


@pytest.mark.parametrize("language", ["fi", "nb", "pl"])
def test_all_that_this_qt_asks_for_is_there(qapp: QApplication, qtbot: QtBot, language: str) -> None:
    shipped = SHIPPED / f"qtbase_{language}.qm"
    there = set(qt_words.read_ts(own(language))) | (keys_of_qm(shipped) if shipped.is_file() else set())
    asked = asked_by_dialogs(qapp, qtbot)
    assert ("QFileDialog", "&Look in:") in asked
    assert ("QPrintSettingsOutput", "Double Sided Printing") in asked
    assert asked - there == set()


@pytest.mark.parametrize("language", ["fi", "nb", "pl"])
def test_each_of_our_words_is_one_that_qt_asks_for(qapp: QApplication, qtbot: QtBot, language: str) -> None:
    known = keys_of_qm(SHIPPED / "qtbase_nn.qm") | keys_of_qm(SHIPPED / "qtbase_pl.qm") | asked_by_dialogs(qapp, qtbot)
    ours = {key for key in qt_words.read_ts(own(language)) if key[0] != "QAbstractFileIconProvider"}
    assert ours - known == set()


def test_nothing_that_a_person_meets_is_missing() -> None:
    whole = {
        "QPlatformTheme",
        "QMessageBox",
        "QLineEdit",
        "QWidgetTextControl",
        "QWizard",
        "QDialogButtonBox",
        "QPrintDialog",
    }
    whole |= {"QFileSystemModel", "QScrollBar", "QProgressDialog", "QInputDialog", "QPrintPreviewDialog"}
    left_alone = {text for _, text in qt_words.read_ts(own("nb"))}
    asked = {key for key in keys_of_qm(SHIPPED / "qtbase_nn.qm") if key[0] in whole}
    missing = {key for key in asked if key not in qt_words.read_ts(own("nb"))}
    assert left_alone
    assert {text[:30] for _, text in missing} == {"<p>Qt is a C++ toolkit for cro"}


@pytest.mark.parametrize("language", ["fi", "nb", "pl"])
def test_mnemonics_and_fields_are_kept(language: str) -> None:
    for (context, english), ours in qt_words.read_ts(own(language)).items():
        assert ours, (context, english)
        assert english.count("%1") == ours.count("%1"), (context, english)
        assert english.count("&") == ours.count("&"), (context, english)
        assert ours.count("&") < 2, (context, english)
        assert english.count("\n") == ours.count("\n"), (context, english)


def buttons(box: QDialog) -> set[str]:
    return {button.text() for button in box.findChildren(QPushButton)}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", {"&Ja", "Avbryt", "Vis detaljer\u00a0…"}),
        ("fi", {"&Kyllä", "Peru"}),
        ("pl", {"&Tak", "Anuluj"}),
        ("en", {"&Yes", "Cancel", "Show Details..."}),
    ],
)
def test_a_message_box_speaks(qapp: QApplication, qtbot: QtBot, language: str, words: set[str]) -> None:
    qt_words.install(qapp, language)
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
    box.setDetailedText("details")
    assert words <= buttons(box)


def menu_words(field: QLineEdit | QTextEdit) -> list[str]:
    menu = field.createStandardContextMenu()
    try:
        return [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
    finally:
        menu.deleteLater()


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit])
def test_the_menu_of_a_text_field_is_norwegian(
    qapp: QApplication, qtbot: QtBot, kind: type[QLineEdit | QTextEdit]
) -> None:
    qt_words.install(qapp, "nb")
    field = kind()
    qtbot.addWidget(field)
    assert menu_words(field) == ["&Angre", "&Gjør om", "Klipp &ut", "&Kopier", "&Lim inn", "Slett", "Merk alt"]


def test_a_wizard_and_the_print_dialog_are_norwegian(qapp: QApplication, qtbot: QtBot) -> None:
    qt_words.install(qapp, "nb")
    wizard = QWizard()
    qtbot.addWidget(wizard)
    wizard.restart()
    assert any("Neste" in text for text in buttons(wizard))
    dialog = QPrintDialog(QPrinter())
    qtbot.addWidget(dialog)
    texts = {label.text() for label in dialog.findChildren(QLabel)} | {
        b.text() for b in dialog.findChildren(QPushButton)
    }
    assert {"Eksemplarer:", "&Skriv ut", "&Navn:", "&Valg >>"} <= texts


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", {"&Søk i:", "Fil&type:", "&Åpne", "Avbryt"}),
        ("fi", {"&Lähde:", "&Avaa", "Peru"}),
        ("pl", {"&Szukaj w:", "&Otwórz", "Anuluj"}),
    ],
)
def test_choosing_a_file(qapp: QApplication, qtbot: QtBot, language: str, words: set[str]) -> None:
    qt_words.install(qapp, language)
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    assert words <= {label.text() for label in dialog.findChildren(QLabel)} | buttons(dialog)


def test_a_word_that_we_do_not_have_stays_english(qapp: QApplication) -> None:
    qt_words.install(qapp, "nb")
    assert QCoreApplication.translate("QPlatformTheme", "Nobody says this") == "Nobody says this"


def test_the_language_can_change_and_change_back(qapp: QApplication) -> None:
    for language, word in [("nb", "Avbryt"), ("pl", "Anuluj"), ("nb", "Avbryt"), ("en", "Cancel")]:
        qt_words.install(qapp, language)
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == word


@pytest.mark.parametrize(
    ("language", "locale", "month"), [("nb", "nb_NO", "mai"), ("fi", "fi_FI", "toukokuuta"), ("pl", "pl_PL", "maja")]
)
def test_qt_writes_dates_as_we_do(qapp: QApplication, qtbot: QtBot, language: str, locale: str, month: str) -> None:
    i18n.set_language(language)
    qt_words.install(qapp, language)
    field = QDateEdit(QDate(2027, 5, 6))
    qtbot.addWidget(field)
    field.setDisplayFormat("d MMMM")
    assert QLocale().name() == locale
    assert month in field.text()
