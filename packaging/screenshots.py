"""The pictures of README and guide, taken from the real program on the sample shop: ``make screenshots``.

Everything is fixed (date, sample, size of the window), so that a picture changes only when the program does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QTableView, QWidget

NOW = "2027-05-10T10:00"
SIZE = (1366, 768)
CARDS = "Cards to print"
OUT = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PAGES = ("customer", "letters", "settings", "history", "quick-find")
MORNING = (
    ("09:05", "add", "--name", "Hattie Bell", "--phone", "07700 900921", "--birthday", "06-02"),
    ("09:12", "note", "1", "Ring when the new garden catalogue is here."),
    ("09:20", "note", "2", "Written to the wrong person."),
    ("09:21", "undo"),
    ("09:30", "backup"),
)
SHEET = """Surname;First name;Mobile;Street;Postcode;Town;Birthday;Remarks
Ashworth;Hilary;07700 900911;4 Corve Street;SY8 1DB;Ludlow;14.6.1958;Orders gardening books
Bevan;Rhys;07700 900912;The Mill House;SY8 2PG;Ludlow;3.11.;
Meredith;Roy;0121 496 0449;;;;;
Tanner;Sylvia;01632 960913;9 Linney;SY8 1EE;Ludlow;31.2.1971;Large print
"""


def main() -> int:
    """Take every picture; 0 when all are written."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        _be_alone(Path(folder))
        shop = Path(folder) / "sample.smallcrm"
        _run("demo", str(shop), "--now", "2027-05-10T08:55")
        for time, *words in MORNING:
            _run("--shop", str(shop), *words, "--now", f"2027-05-10T{time}")
        _run("--shop", str(shop), "tour", "--out", folder, "--size", f"{SIZE[0]}x{SIZE[1]}", "--now", NOW)
        for name in PAGES:
            _keep(Path(folder) / f"{name}.png", name)
        for name, picture in _window(shop, Path(folder)).items():
            _keep(picture, name)
        _keep(_cards(shop, Path(folder)), "card")
    for picture in sorted(OUT.glob("*.png")):
        print(f"{picture.name}: {picture.stat().st_size // 1000} kB")
    return 0


def _be_alone(folder: Path) -> None:
    """Keep clear of the settings and shops of whoever runs this."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(folder / name.lower())
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _run(*arguments: str) -> None:
    command = [sys.executable, "-m", "smallcrm", "--language", "en", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _window(shop: Path, folder: Path) -> dict[str, Path]:
    """Today where occasions end and cards begin, and the look at a file before anything is written."""
    from smallcrm.app import open_window

    sheet, pictures = folder / "my customers.csv", {n: folder / f"{n}.png" for n in ("today", "import")}
    sheet.write_text(SHEET, encoding="utf-8")
    window = open_window(shop, today=datetime.fromisoformat(NOW))
    window.resize(*SIZE)
    window.show()
    window.go("today")
    _until(lambda: not window.jobs.running)
    due = next(iter(window.findChildren(QTableView, "todayList")))
    heads = [i for i in range(due.model().rowCount()) if due.model().headerData(i, Qt.Orientation.Vertical) == CARDS]
    due.verticalScrollBar().setValue(due.rowViewportPosition(heads[0]) - due.viewport().height() // 3)
    _until(lambda: not window.jobs.running)
    window.grab().save(str(pictures["today"]))
    window.perform("import", "import", [str(sheet)])
    _until(lambda: _shown(window, "importButton") and not window.jobs.running)
    window.grab().save(str(pictures["import"]))
    window.close()
    return pictures


def _shown(window: QWidget, name: str) -> bool:
    found = window.findChild(QWidget, name)
    return found is not None and found.isVisible()


def _until(ready: Callable[[], bool]) -> None:
    """Let the window work until it is ready."""
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if ready() else None)
    timer.start(300)
    loop.exec()


def _cards(shop: Path, folder: Path) -> Path:
    """One sheet of each design, side by side, as the printer gives them."""
    import pypdfium2
    from PIL import Image

    paper = []
    for design, name in (("candles", "Emma Preece"), ("wreath", "Agnieszka Wiśniewska")):
        pdf = folder / f"{design}.pdf"
        who = ("print", "birthday", "--find", name, "--design", design, "--out", str(pdf))
        _run("--shop", str(shop), "--now", NOW, *who)
        document = pypdfium2.PdfDocument(pdf)
        paper.append(document[0].render(scale=0.95).to_pil())
        document.close()
    width, height, gap = paper[0].width, paper[0].height, 28
    both = Image.new("RGB", (2 * width + 3 * gap, height + 2 * gap), "#dfe4e8")
    for number, page in enumerate(paper):
        both.paste(page, (gap + number * (width + gap), gap))
    picture = folder / "card.png"
    both.save(picture)
    return picture


def _keep(picture: Path, name: str) -> None:
    """Save as a palette PNG: a quarter of the size, and nobody sees it."""
    from PIL import Image

    few = Image.open(picture).convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
