"""The main pages look as they did when somebody last looked at them: ``make baselines`` keeps the new look.

What was seen and what differs is left in build/baselines. Compare by eye before keeping.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from smallcrm import paths
from tests.ui.baselines.draw import SCENES

ROOT = Path(__file__).resolve().parents[3]
KEPT = Path(__file__).with_name("pictures")
SEEN = ROOT / "build" / "baselines"
KEEP = os.environ.get("SMALLCRM_BASELINES") == "keep"
MOST = 0.001
"""Share of pixels that may differ."""
FAINT = 12
"""Difference of a channel, 0 to 255, that nobody sees."""


def _draw(folder: Path, language: str, theme: str) -> Path:
    """Give the folder with the pictures of today's program."""
    fonts = folder / "fonts.conf"
    fonts.write_text(f"<fontconfig><dir>{paths.resources() / 'fonts'}</dir></fontconfig>", encoding="utf-8")
    screen = paths.resources() / "big_screen.json"
    own = {f"XDG_{name}_HOME": str(folder / "home" / name) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    environment = {
        **os.environ,
        **own,
        "HOME": str(folder / "home"),
        "FONTCONFIG_FILE": str(fonts),
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        "QT_SCALE_FACTOR": "1",
    }
    shop, out = folder / "shop.smallcrm", folder / "pictures"
    demo = [sys.executable, "-m", "smallcrm", "--language", language, "--now", "2026-11-23T08:55", "demo", str(shop)]
    draw = [sys.executable, "-m", "tests.ui.baselines.draw", str(shop), str(out), language, theme]
    for command in (demo, draw):
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
    return out


def few_colours(picture: Image.Image) -> Image.Image:
    """Give the picture with 256 colours: a third of the size, and nobody sees it."""
    return picture.convert("RGB").quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def difference(one: Image.Image, other: Image.Image) -> tuple[float, Image.Image]:
    """Give the share of pixels that differ visibly, and where they are (white)."""
    if one.size != other.size:
        return 1.0, other
    bands = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    where = most.point(lambda value: 255 if value > FAINT else 0)
    return where.histogram()[255] / (where.width * where.height), where


@pytest.mark.timeout(300)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_main_pages_look_as_they_did(tmp_path: Path, language: str, theme: str) -> None:
    drawn, changed = _draw(tmp_path, language, theme), {}
    for scene in SCENES:
        name = f"{scene}-{language}-{theme}.png"
        with Image.open(drawn / f"{scene}.png") as picture:
            now = few_colours(picture)
        if KEEP:
            KEPT.mkdir(exist_ok=True)
            now.save(KEPT / name, optimize=True)
            continue
        with Image.open(KEPT / name) as kept:
            share, where = difference(kept, now)
        if share > MOST:
            SEEN.mkdir(parents=True, exist_ok=True)
            now.save(SEEN / name)
            where.save(SEEN / name.replace(".png", "-where.png"))
            changed[name] = f"{share:.2%}"
    assert changed == {}, f"see {SEEN.relative_to(ROOT)}"


def test_there_are_few_and_they_are_small() -> None:
    pictures = list(KEPT.glob("*.png"))
    assert len(pictures) == 4 * len(SCENES) <= 24
    assert sum(picture.stat().st_size for picture in pictures) < 1_500_000


def test_a_change_would_be_seen() -> None:
    plain = Image.new("RGB", (100, 100), "white")
    other = plain.copy()
    other.paste("black", (0, 0, 4, 3))
    assert difference(plain, plain.copy())[0] == 0
    assert difference(plain, other)[0] == pytest.approx(0.0012)
    assert difference(plain, Image.new("RGB", (50, 50)))[0] == 1.0
