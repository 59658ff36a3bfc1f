"""Build hook: compiles each catalogue beside its source, so that no binary lies in git."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(folder: Path) -> list[Path]:
    """Write the ``.mo`` of each ``.po`` under ``folder``; fuzzy entries are left out."""
    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        compiled = source.with_suffix(".mo")
        with compiled.open("wb") as out:
            write_mo(out, catalogue)
        made.append(compiled)
    return made


class CatalogueHook(BuildHookInterface[Any]):
    """Runs before a wheel, an editable install or a source archive is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 — the hook's signature
        compile_catalogues(Path(self.root) / "translations")
