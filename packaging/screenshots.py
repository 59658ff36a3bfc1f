"""The pictures of README and guide, taken from the real program on the sample shop: ``make screenshots``.

Everything is fixed (date, sample, size of the window), so that a picture changes only when the program does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

NOW = "2027-05-10T10:00"
SIZE = (1366, 768)
OUT = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SCENES = {
    "first-start": "start-3",
    "today": "today",
    "calendar": "calendar",
    "customer": "customer",
    "letters": "letters",
    "import": "import-look",
    "settings": "settings",
    "history": "history",
    "quick-find": "quick-find",
    "note": "customer-words-make-a-date",
    "follow-ups": "follow-up-complaint",
    "cards": "cards",
    "punch-card": "customer-card",
}
"""Picture of the guide: the scene of the tour that it shows."""
MORNING = (
    ("09:05", "add", "--name", "Hattie Bell", "--phone", "07700 900921", "--birthday", "06-02"),
    ("09:12", "note", "1", "Ring when the new garden catalogue is here."),
    ("09:20", "note", "2", "Written to the wrong person."),
    ("09:21", "undo"),
    ("09:30", "backup"),
)


def main() -> int:
    """Take every picture; 0 when all are written."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        _be_alone(Path(folder))
        shop = Path(folder) / "sample.smallcrm"
        _run("demo", str(shop), "--now", "2027-05-10T08:55")
        _be_real(shop)
        for time, *words in MORNING:
            _run("--shop", str(shop), *words, "--now", f"2027-05-10T{time}")
        _run("--shop", str(shop), "tour", "--out", folder, "--size", f"{SIZE[0]}x{SIZE[1]}", "--now", NOW)
        for name, scene in SCENES.items():
            _keep(Path(folder) / f"{scene}.png", name)
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


def _be_real(shop: Path) -> None:
    """Take away what marks a sample shop, which no reader has on the second day."""
    from smallcrm.store.clock import FixedClock
    from smallcrm.store.shop import Shop

    opened = Shop.open(shop, clock=FixedClock(datetime.fromisoformat(NOW).replace(hour=8, minute=58)))
    opened.settings.save(replace(opened.settings.read(), sample=False))
    opened.close()


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
