"""The catalogue check sees each fault that a translator or a programmer can make."""

from __future__ import annotations

import ast
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent
SOURCE = """
from smallcrm.i18n import _, ngettext, pgettext

def say(n: int, day: str) -> list[str]:
    return [
        _("Print by {day}").format(day=day),
        _("Off: 100 % {day}"),
        pgettext("button", "Print"),
        ngettext("{n} customer", "{n} customers", n).format(n=n),
    ]
"""
WORDS = {
    "fi": ("Tulosta {day}", ["{n} asiakas", "{n} asiakasta"]),
    "nb": ("Skriv ut {day}", ["{n} kunde", "{n} kunder"]),
    "pl": ("Drukuj do {day}", ["{n} klient", "{n} klientów", "{n} klientów"]),
}


def load() -> ModuleType:
    """Import packaging/catalogues.py, which is no part of the program."""
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "packaging" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["catalogues"] = module
    spec.loader.exec_module(module)
    return module


catalogues = load()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Give a small program with three whole catalogues."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "window.py").write_text(SOURCE, encoding="utf-8")
    catalogues.update(tmp_path / "source", tmp_path / "translations")
    for language, (text, plurals) in WORDS.items():
        po = catalogues.read(po_file(tmp_path, language), language)
        po.get("Print by {day}").string = text
        po.get("Off: 100 % {day}").string = "100 % {day}"
        po.get("Print", context="button").string = "Print!"
        po.get(("{n} customer", "{n} customers")).string = tuple(plurals)
        po_file(tmp_path, language).write_text(catalogues.as_text(po), encoding="utf-8")
    return tmp_path


def po_file(tree: Path, language: str) -> Path:
    return Path(catalogues.catalogue_file(tree / "translations", language))


def faults(tree: Path) -> list[str]:
    return list(catalogues.findings(tree / "source", tree / "translations"))


def test_a_whole_catalogue_has_no_fault(tree: Path) -> None:
    assert faults(tree) == []


@pytest.mark.parametrize(
    ("language", "old", "new", "told"),
    [
        ("fi", "Tulosta {day}", "Tulosta {paiva}", "fi: other fields ['day', 'paiva'] in ('', 'Print by {day}')"),
        ("pl", "{n} klientów", "wielu klientów", "pl: other fields ['n'] in ('', '{n} customer')"),
        ("nb", '"Skriv ut {day}"', '""', "nb: empty ('', 'Print by {day}')"),
        ("nb", 'msgid "Print by', '#, fuzzy\nmsgid "Print by', "nb: fuzzy ('', 'Print by {day}')"),
        ("fi", 'msgid "Print by {day}"', 'msgid "Print {day}"', "fi: missing ('', 'Print by {day}')"),
        ("fi", 'msgid "Print by {day}"', 'msgid "Print {day}"', "fi: left over ('', 'Print {day}')"),
        ("fi", "Tulosta {day}", "&Tulosta {day}", "fi: other end or mnemonic in ('', 'Print by {day}')"),
        ("pl", '{n} klient"', 'jeden klient"', "pl: other fields ['n'] in ('', '{n} customer')"),
        ("pl", '\nmsgstr[2] "{n} klientów"', '\nmsgstr[2] ""', "pl: empty ('', '{n} customer')"),
    ],
)
def test_a_planted_fault_is_told(tree: Path, language: str, old: str, new: str, told: str) -> None:
    file = po_file(tree, language)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert told in faults(tree)


def test_an_ampersand_that_says_and_marks_no_letter(tree: Path) -> None:
    file = po_file(tree, "fi")
    file.write_text(file.read_text(encoding="utf-8").replace("Tulosta {day}", "Tulosta & {day}"), encoding="utf-8")
    assert faults(tree) == []


def test_a_new_word_in_the_source_is_told(tree: Path) -> None:
    with (tree / "source" / "window.py").open("a", encoding="utf-8") as source:
        source.write('\nNEW = _("Something new")\n')
    assert "smallcrm.pot is not what the program says now: make catalogues" in faults(tree)
    assert "nb: missing ('', 'Something new')" in faults(tree)


def test_an_update_keeps_the_words_and_drops_what_is_no_longer_said(tree: Path) -> None:
    source = tree / "source" / "window.py"
    source.write_text(SOURCE.replace('pgettext("button", "Print"),', '_("Find"),'), encoding="utf-8")
    catalogues.update(tree / "source", tree / "translations")
    text = po_file(tree, "fi").read_text(encoding="utf-8")
    assert "Tulosta {day}" in text
    assert "Print!" not in text
    assert {fault for fault in faults(tree) if fault.startswith("fi")} == {"fi: empty ('', 'Find')"}


def test_an_update_without_change_changes_no_byte(tree: Path) -> None:
    before = po_file(tree, "pl").read_bytes()
    catalogues.update(tree / "source", tree / "translations")
    assert po_file(tree, "pl").read_bytes() == before
    assert b"window.py" not in before


def test_no_word_hides_where_the_extraction_does_not_look() -> None:
    """Babel reads no ``_()`` inside an f-string: each call that the parser sees must stand in the catalogue."""
    known = {str(message.id[0] if isinstance(message.id, tuple) else message.id) for message in _shipped()}
    assert [words for words in _said() if words not in known] == []


def _shipped() -> list[Message]:
    return list(catalogues.read(ROOT / "translations" / "fi" / "LC_MESSAGES" / "smallcrm.po", "fi"))


def _said() -> Iterator[str]:
    for path in sorted((ROOT / "smallcrm").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            place = {"_": 0, "ngettext": 0, "pgettext": 1}.get(node.func.id)
            if place is None or len(node.args) <= place:
                continue
            words = node.args[place]
            if isinstance(words, ast.Constant) and isinstance(words.value, str):
                yield words.value
