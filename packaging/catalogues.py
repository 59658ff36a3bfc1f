"""The translators' files: extract what the program says, bring the catalogues up to date, check them.

python packaging/catalogues.py           update translations/ after the source changed
python packaging/catalogues.py --check   say what is missing, fuzzy, left over or has other {fields}
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fi", "nb", "pl")  # English is the source
KEYWORDS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
FIELD = re.compile(r"\{([^{}]*)\}")
MNEMONIC = re.compile(r"&(?=\w)")
HINT = "Translators:"


def extract(source: Path) -> Catalog:
    """Give the catalogue of all that the program under ``source`` says, without line numbers (small diffs)."""
    catalogue = Catalog(project="SmallCRM", copyright_holder="The SmallCRM founders", charset="utf-8")
    found = extract_from_dir(source, [("**.py", "python")], keywords=KEYWORDS, comment_tags=(HINT,))
    for _, _, said, comments, context in found:
        catalogue.add(said, None, auto_comments=comments, context=context)
    for message in catalogue:
        message.flags.discard("python-format")  # our fields are {braces}; "100 %" is no field
        message.flags.discard("python-brace-format")
    return catalogue


def read(file: Path, language: str | None = None) -> Catalog:
    """Give the catalogue in ``file``; an empty one of that language if there is none yet."""
    if not file.is_file():
        return Catalog(locale=language, project="SmallCRM", charset="utf-8", fuzzy=False)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def as_text(catalogue: Catalog) -> str:
    """Give the catalogue as it is kept: sorted, no line numbers, no dates."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, no_location=True, sort_output=True, ignore_obsolete=True, omit_header=False)
    dated = re.compile(
        r'^"(Project-Id|Report-Msgid|POT-Creation|PO-Revision|Generated-By|Last-Translator|Language-Team)[^:]*: .*\n',
        re.MULTILINE,
    )
    text = dated.sub("", out.getvalue().decode())
    head, _, body = text.partition("msgid ")
    return re.sub(r"^#.*\n", "", head, flags=re.MULTILINE) + "msgid " + body.rstrip("\n") + "\n"


def catalogue_file(translations: Path, language: str) -> Path:
    """Give the place of a language's catalogue."""
    return translations / language / "LC_MESSAGES" / "smallcrm.po"


def update(source: Path, translations: Path) -> None:
    """Bring the template and every catalogue up to the source; what is new stays empty, never guessed."""
    template = extract(source)
    translations.mkdir(exist_ok=True)
    (translations / "smallcrm.pot").write_text(as_text(template), encoding="utf-8")
    for language in LANGUAGES:
        file = catalogue_file(translations, language)
        catalogue = read(file, language)
        catalogue.update(template, no_fuzzy_matching=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(as_text(catalogue), encoding="utf-8")


def findings(source: Path, translations: Path) -> Iterator[str]:
    """Say each fault, one line for a person: template stale, entry missing, fuzzy, empty, left over, other fields."""
    template = extract(source)
    kept = translations / "smallcrm.pot"
    if not kept.is_file() or kept.read_text(encoding="utf-8") != as_text(template):
        yield "smallcrm.pot is not what the program says now: make catalogues"
    wanted = {_key(message): message for message in template if message.id}
    for language in LANGUAGES:
        yield from (f"{language}: {fault}" for fault in _faults(read(catalogue_file(translations, language)), wanted))


def _faults(catalogue: Catalog, wanted: dict[tuple[str, str], Message]) -> Iterator[str]:
    there = {_key(message): message for message in catalogue if message.id}
    yield from (f"missing {name}" for name in wanted.keys() - there.keys())
    yield from (f"left over {name}" for name in there.keys() - wanted.keys())
    yield from (f"left over {name!r}" for name in catalogue.obsolete)
    for name in sorted(wanted.keys() & there.keys()):
        yield from _faults_of(there[name], name, catalogue.num_plurals)


def _faults_of(message: Message, name: tuple[str, str], forms: int) -> Iterator[str]:
    english, ours = _texts(message.id), _texts(message.string)
    if message.fuzzy:
        yield f"fuzzy {name}"
    if not all(ours):
        yield f"empty {name}"
        return
    if len(english) > 1 and len(ours) != forms:
        yield f"{len(ours)} plural forms, not {forms}: {name}"
    for place, text in enumerate(ours):
        allowed = [_fields(english[-1]), *([_fields(english[0])] if place == 0 else [])]  # "one customer" needs no {n}
        if _fields(text) not in allowed:
            yield f"other fields {sorted(_fields(text) ^ allowed[0])} in {name}"
        if text[-1:].isspace() != english[-1][-1:].isspace() or _mnemonics(text) != _mnemonics(english[-1]):
            yield f"other end or mnemonic in {name}"


def _mnemonics(text: str) -> int:
    """How many letters a menu would underline: an ampersand before a letter marks it, one by itself says "and"."""
    return len(MNEMONIC.findall(text))


def _fields(text: str) -> set[str]:
    return set(FIELD.findall(text))


def _texts(value: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return list(value) if isinstance(value, tuple | list) else [value or ""]


def _key(message: Message) -> tuple[str, str]:
    return message.context or "", _texts(message.id)[0]


def main() -> int:
    """Update, or check and say what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, say what is wrong")
    source, translations = ROOT / "smallcrm", ROOT / "translations"
    if not parser.parse_args().check:
        update(source, translations)
        return 0
    faults = sorted(set(findings(source, translations)))
    for fault in faults:
        print(fault)
    print(f"catalogues: {len(faults)} faults in {', '.join(LANGUAGES)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
