"""Real exports of other programs, where they are at hand: nobody is lost, no letter breaks."""

from __future__ import annotations

import dataclasses
import os
import re
from datetime import date
from pathlib import Path

import pytest

from smallcrm.domain.incoming import ReadFile
from smallcrm.exchange.vcard import reader, writer
from smallcrm.exchange.vcard.charsets import Charsets
from smallcrm.exchange.vcard.content_lines import logical_lines, read_lines

CORPUS = Path(os.environ.get("SMALLCRM_CORPUS", Path(__file__).parents[4] / "shared" / "corpus")) / "vcard"
FILES = sorted(CORPUS.glob("*/*.vcf"))
TODAY = date(2026, 11, 21)

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus of real files is not here")


def everything(result: ReadFile) -> str:
    """All that came in, and all that was told, as one text."""
    people = [dataclasses.replace(record.customer, photo=b"") for record in result.records]
    notes = [entry.text for record in result.records for entry in record.entries]
    values = [value for person in people for value in dataclasses.astuple(person)]
    return "\n".join([str(value) for value in _flat(values)] + notes + [p.raw for p in result.problems])


def _flat(values: object) -> list[object]:
    if isinstance(values, (list, tuple)):
        return [inner for value in values for inner in _flat(value)]
    return [values]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_card_comes_in_or_is_told(path: Path) -> None:
    data = path.read_bytes()
    result = reader.read(data, path.name, TODAY)
    assert result.read == len(re.findall(rb"(?im)^BEGIN:VCARD", data))
    assert [p.reason.code for p in result.problems if p.rejected] in ([], ["no_name"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_letters_are_whole(path: Path) -> None:
    text = everything(reader.read(path.read_bytes(), path.name, TODAY))
    assert "\ufffd" not in text
    assert not re.search("[ÃÂ][\u0080-\u00bf€‘’“”]", text)
    assert "=C3" not in text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_numbers_addresses_and_names_are_all_there(path: Path) -> None:
    data = path.read_bytes()
    text = everything(reader.read(data, path.name, TODAY))
    charsets = Charsets(data)
    for line in read_lines(logical_lines(charsets.text), charsets):
        value = line.text.strip().removeprefix("tel:").removeprefix("mailto:")
        if line.head.name in {"TEL", "EMAIL"}:
            assert value in text
        elif line.head.name == "FN":
            assert all(word.strip(",") in text for word in value.split())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_our_export_of_it_comes_back_equal(path: Path) -> None:
    records = reader.read(path.read_bytes(), path.name, TODAY).records
    data = writer.write((record.customer, record.entries) for record in records)
    again = reader.read(data, "again.vcf", TODAY)
    assert [record.customer for record in again.records] == [record.customer for record in records]
    assert [record.entries for record in again.records] == [record.entries for record in records]
