"""Scenes of Import: nothing chosen, the look, problems, what came in, a file that cannot be read, waiting."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSemaphore

from smallcrm.i18n import _
from smallcrm.ui.scenes.stage import Scene, Stage

ROWS = """Ashworth;Hilary;07700 900911;4 Corve Street;Ludlow;14.6.1958
Bevan;Rhys;07700 900912;The Mill House;Ludlow;3.11.
Meredith;Roy;0121 496 0449;;;
Tanner;Sylvia;01632 960913;9 Linney;Ludlow;31.2.1971
;;;;Ludlow;
"""
CARDS = """BEGIN:VCARD
VERSION:3.0
N:Ødegård;Åse;;;
FN:Åse Ødegård
TEL;TYPE=CELL:+47 900 12 345
ADR;TYPE=HOME:;;Storgata 5;Bergen;;5015;Norge
BDAY:1985-05-17
END:VCARD
"""


def _file(stage: Stage, name: str, text: str) -> Path:
    file = stage.folder / name
    file.write_text(text, encoding="utf-8")
    return file


def _sheet(stage: Stage) -> Path:
    """A sheet with headings in the language of the window."""
    heads = (_("Last name"), _("First name"), _("Mobile"), _("Street"), _("City"), _("Birthday"))
    return _file(stage, "my customers.csv", ";".join(heads) + "\n" + ROWS)


def _choosing(stage: Stage) -> None:
    stage.go("import")


def _look(stage: Stage) -> None:
    stage.perform("import", "import", [_sheet(stage)])


def _cards(stage: Stage) -> None:
    stage.perform("import", "import", [_file(stage, "phone.vcf", CARDS)])


def _unreadable(stage: Stage) -> None:
    stage.perform("import", "import", [_file(stage, "letter.docx", "")])


def _waiting(stage: Stage) -> None:
    """Another long piece of work is in front of this one."""
    end = QSemaphore()
    stage.go("import")
    stage.window.jobs.start("", lambda _report: end.tryAcquire(1, 60_000))
    stage.busy(end.release)
    stage.window.perform("import", "import", [_sheet(stage)])


def _done(stage: Stage) -> None:
    _look(stage)
    stage.press("importButton")


SCENES = (
    Scene("import", _choosing, page="import"),
    Scene("import-look", _look, page="import"),
    Scene("import-look-cards", _cards, page="import"),
    Scene("import-unreadable", _unreadable, page="import"),
    Scene("import-waiting", _waiting, page="import"),
    Scene("import-first", _look, "empty", page="import"),
    Scene("import-done", _done, "used", page="import"),
)
