"""About: which version, whose works are in it and on what terms."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from smallcrm import __version__, paths
from smallcrm.i18n import _
from smallcrm.ui import worn
from smallcrm.ui.pages.settings.rows import Section, SettingRow
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.worn import px

_PACKAGES = (
    "PySide6_Essentials", "shiboken6", "peewee", "reportlab", "uharfbuzz", "pillow", "pypdfium2", "babel",
    "python-dateutil", "holidays", "phonenumberslite", "email-validator", "dnspython", "idna", "python-calamine",
    "platformdirs", "filelock", "charset-normalizer",
)  # fmt: skip
_OURS = ("fonts/OFL-*.txt", "icons/LICENSE", "paper/LICENSE-*.txt")
_LICENCE = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS")


def version_info() -> str:
    """Give the versions of what runs here, on one line, for somebody who helps."""
    system = f"{platform.system()} {platform.release()}"
    return f"SmallCRM {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {system}"


def licences() -> str:
    """Give the works of others and their licences, as their own files have them."""
    packed = paths.resources().parent / "licences.txt"  # a package carries no records of who is inside, but this
    if packed.is_file():
        return packed.read_text(encoding="utf-8")
    return "\n\n\n".join((*_of_resources(), *_of_packages()))


def _of_resources() -> Iterator[str]:
    for pattern in _OURS:
        for file in sorted(paths.resources().glob(pattern)):
            yield f"{file.parent.name}/{file.name}\n\n{file.read_text(encoding='utf-8').strip()}"


def _of_packages() -> Iterator[str]:
    for name in _PACKAGES:
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        terms = _field(found, "License-Expression") or _field(found, "License")
        head = f"{found.metadata['Name']} {found.version}  {terms.splitlines()[0] if terms else ''}".strip()
        texts = [
            str(file.read_text()).strip()
            for file in found.files or ()
            if Path(str(file)).name.upper().startswith(_LICENCE) and Path(str(file.locate())).is_file()
        ]
        yield "\n\n".join((head, *texts))


def _field(found: metadata.Distribution, name: str) -> str:
    return str(found.metadata[name]) if name in found.metadata else ""


class _Licences(QWidget):
    """A button, and the text it opens."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self._button = button(_("Show the licences"), icon="chevron-down", name="licences", clicked=self._turn)
        column.addWidget(flowing(self._button))
        self.text = QPlainTextEdit()
        self.text.setObjectName("licenceText")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Licences"))
        self.text.setFont(worn.font("caption"))
        self.text.setMinimumHeight(px(260))
        self.text.hide()
        column.addWidget(self.text)

    def _turn(self) -> None:
        opened = self.text.isHidden()
        if opened and not self.text.toPlainText():
            self.text.setPlainText(licences())
        self.text.setVisible(opened)
        self._button.setText(_("Hide the licences") if opened else _("Show the licences"))


def about_section() -> Section:
    """Make the section about the program and the works of others in it."""
    return Section("about", _("About"), "info", _rows)


def _rows() -> list[SettingRow]:
    copy = button(
        _("Copy"), size="small", icon="copy", name="copyVersion",
        clicked=lambda: QGuiApplication.clipboard().setText(version_info()),
    )  # fmt: skip
    copy.setAccessibleName(_("Copy the version"))
    works = (
        (_("Qt for Python"), _("GNU LGPL 3; its source is at {address}").format(address="code.qt.io")),
        (_("Typefaces"), _("Fraunces, Literata and Noto Sans, SIL Open Font License")),
        (_("Icons"), _("Lucide, ISC licence")),
        (_("Privacy"), _("The program never goes online. Your customers stay on this PC.")),
    )
    version = _both(_("Version {version}, MIT licence").format(version=__version__), copy)
    rows = [SettingRow("SmallCRM", version, wide=True)]
    rows += [SettingRow(label, Paragraph(text, "body", "muted"), wide=True) for label, text in works]
    rows.append(SettingRow(_("Works of others"), _Licences(), _("Each under its own terms"), wide=True))
    return rows


def _both(words: str, act: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(6))
    column.addWidget(Paragraph(words))
    column.addWidget(flowing(act))
    return holder
