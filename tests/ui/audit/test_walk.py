"""Checks 1 to 9, 11, 12 and 14 over every scene: four languages, both themes, two scales, and the largest text."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import polib
import pytest

from smallcrm.ui.pages.registry import pages
from smallcrm.ui.scenes.registry import scenes
from tests.ui.audit.allowed import ALLOWED, SAME_IN_ENGLISH
from tests.ui.audit.checks import EVERYWHERE, ONCE
from tests.ui.audit.conftest import Walked

BY_TAB = ("tab order", "focus seen", "focus in sight")
TRANSLATIONS = Path(__file__).resolve().parents[3] / "translations"
pytestmark = pytest.mark.timeout(1500)


def _allowed(check: str, what: str) -> bool:
    return any(check == name and piece in what for name, piece, _why in ALLOWED)


@pytest.mark.parametrize("check", [*EVERYWHERE, *ONCE, *BY_TAB])
def test_every_scene_passes(walked: list[Walked], check: str) -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for one in walked:
        for row in one.findings:
            if row["check"] == check and not _allowed(check, row["what"]):
                place = (row["scene"], row["language"], row["theme"], row["size"], row["text"], one.scale)
                found[row["what"]].append("/".join(place))
    assert {what: [len(places), *places[:3]] for what, places in found.items()} == {}


def test_every_scene_was_played_at_every_scale(walked: list[Walked]) -> None:
    for one in walked:
        assert one.lost == []
        assert set(one.played) == {scene.name for scene in scenes()}


def test_every_page_has_a_scene() -> None:
    assert {info.key for info in pages()} <= {scene.page for scene in scenes()}


@lru_cache
def _catalogue(language: str) -> dict[str, str]:
    file = polib.pofile(str(TRANSLATIONS / language / "LC_MESSAGES" / "smallcrm.po"))
    return {entry.msgid: entry.msgstr for entry in file if not entry.msgid_plural}


def left_in_english(seen: set[str], known: dict[str, str], language: str) -> set[str]:
    """14: give the words that are seen as they stand in the program, though the catalogue has others."""
    english = {word for word in seen if word in known and known[word] != word}
    return {word for word in english if language not in SAME_IN_ENGLISH.get(word, "")}


def test_a_word_left_in_english_is_found() -> None:
    known = {"Save": "Tallenna", "Delete": "Poista", "SmallCRM": "SmallCRM"}
    assert left_in_english({"Save", "Poista", "SmallCRM", "Anna"}, known, "fi") == {"Save"}
    assert left_in_english({"Tallenna"}, known, "fi") == set()
    assert left_in_english({"Delete"}, known, "nb") == set()  # the key is called so there


@pytest.mark.parametrize("language", ["fi", "nb", "pl"])
def test_no_english_word_is_left(walked: list[Walked], language: str) -> None:
    """Whoever translates a word by itself says so in the catalogue; everything else on the screen is a leak."""
    known = _catalogue(language)
    seen = {word for one in walked for word in one.words[language]}
    assert left_in_english(seen, known, language) == set()
