"""Every page, state and dialog of the real window as a picture, off screen: for the docs, and for eyes."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from pathlib import Path

from smallcrm.domain.errors import ShopError
from smallcrm.ui.scenes.registry import scenes
from smallcrm.ui.scenes.stage import Opening, Stage


def draw(
    opening: Opening, shop_file: Path, out: Path, size: tuple[int, int], names: Collection[str] = ()
) -> list[tuple[str, Path]]:
    """Save a PNG of each scene in ``out``, at a size in px; (name, file) of each. The shop file stays as it is.

    ``names``: these scenes alone. A scene is left out when the shop has nobody to show in it.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ShopError("cannot_write", file=str(out)) from error
    drawn: list[tuple[str, Path]] = []
    with tempfile.TemporaryDirectory(prefix="smallcrm-tour-") as folder:
        stage = Stage(opening, shop_file, Path(folder), size)
        try:
            for scene in scenes():
                if names and scene.name not in names:
                    continue
                try:
                    with stage.playing(scene):
                        drawn.append((scene.name, _save(stage, out / f"{scene.name}.png")))
                except LookupError:
                    continue
        finally:
            stage.close()
    return drawn


def _save(stage: Stage, file: Path) -> Path:
    if not stage.picture().save(str(file)):
        raise ShopError("cannot_write", file=str(file))
    return file
