"""No bytes stop the reader: hostile, damaged, random."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.domain.errors import Cancelled
from smallcrm.domain.incoming import ReadFile
from smallcrm.exchange.vcard import reader, writer
from tests.exchange.vcard.test_corpus import FILES as CORPUS

TODAY = date(2026, 11, 21)
FILES = sorted((Path(__file__).parents[2] / "data" / "vcard").glob("*.vcf")) + CORPUS
_BITS = [
    b"BEGIN:VCARD\n", b"END:VCARD\n", b"\nAGENT:\n", b"\r", b"\n", b" ", b"=", b"=\n", b";", b":", b"\\", b'"', b",",
    b"\x00", b"\xff", b"\xc3", b"\xe5", b"\xff\xfe", b"BDAY:", b"N:", b";ENCODING=QUOTED-PRINTABLE", b";ENCODING=b",
    b";CHARSET=utf-7", b";CHARSET=rot13", b";CHARSET=\x00", b";PREF=\xd9\xa3", b"X-SMALLCRM-ENTRY:a;b",
    b"PHOTO:data:,%",
    b"PRODID:-//SmallCRM//", b"X-SMALLCRM-OCCASION:birthday;19800230;;;yes", b"ADR:;;a\\nb;;;;", b"LABEL:x", b"LANG:",
]  # fmt: skip


def check(result: ReadFile) -> None:
    """Whatever came in can be stored, written and read again."""
    assert all(record.customer.name for record in result.records)
    for record in result.records:
        repr(record.customer).encode("utf-8")
        record.raw.encode("utf-8")
    for problem in result.problems:
        problem.raw.encode("utf-8")
    again = reader.read(writer.write((r.customer, r.entries) for r in result.records), "again.vcf", TODAY)
    assert len(again.records) == len(result.records)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_BITS) | st.binary(max_size=12), max_size=30).map(b"".join))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    check(reader.read(data, "x.vcf", TODAY))
    check(reader.read(b"BEGIN:VCARD\nFN:A\n" + data, "x.vcf", TODAY))


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Give the file with a few bytes changed, lost, doubled or put in."""
    start = dice.randrange(max(1, len(data) - 3000))
    changed = bytearray(data[start : start + 3000] if len(data) > 6000 else data)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(changed) + 1)
        match dice.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del changed[at : at + dice.randint(1, 60)]
            case 2:
                changed[at:at] = dice.choice(_BITS)
            case _:
                changed[at:at] = changed[at : at + dice.randint(1, 200)]
    return bytes(changed)


def test_five_hundred_damaged_files_are_read_or_told() -> None:
    for seed in range(500):
        dice = random.Random(seed)
        path = FILES[seed % len(FILES)]
        check(reader.read(damaged(path.read_bytes(), dice), f"{path.name} {seed}", TODAY))


def test_one_bad_card_does_not_stop_the_others() -> None:
    good = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEND:VCARD\n"
    bad = "BEGIN:VCARD\nVERSION:3.0\nBDAY:x\nPHOTO;ENCODING=b:!!\n\x00\n;;;\n:\nEND:VCARD\n"
    result = reader.read((good.format("A") + bad + good.format("B")).encode(), "x.vcf", TODAY)
    assert [record.customer.name for record in result.records] == ["A", "B"]
    assert [(p.line, p.reason.code) for p in result.problems if p.rejected] == [(5, "no_name")]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00" * 50, b"name;phone\nAnna;1\n", b"\xff\xfe"])
def test_a_file_without_cards_says_so(data: bytes) -> None:
    result = reader.read(data, "x.vcf", TODAY)
    assert result.records == ()
    assert result.read == 0
    assert "no_cards" in {problem.reason.code for problem in result.problems}


@pytest.mark.timeout(90)
def test_long_files_take_time_in_proportion() -> None:
    picture = "PHOTO;ENCODING=b:" + "\n".join(["iVBORw0KGgo" * 7] * 60_000)
    note = "NOTE;QUOTED-PRINTABLE:" + "=C3=A4=\n" * 60_000
    quotes = 'X-A;B="' + '";"' * 60_000 + ":x\nFN" + ";A" * 60_000 + ":y\nORG:" + "\\;" * 60_000
    nested = "AGENT:\nBEGIN:VCARD\n" * 5_000
    data = f"BEGIN:VCARD\nFN:A\n{picture}\n{note}\n{quotes}\n{nested}\nEND:VCARD\n" + "END:VCARD\n" * 20_000
    check(reader.read(data.encode(), "x.vcf", TODAY))
    check(reader.read(data.encode("utf-16"), "x.vcf", TODAY))
    check(reader.read(data.encode() + b"\xe4" * 60_000, "x.vcf", TODAY))


def test_progress_is_told_and_stop_is_heard() -> None:
    data = b"BEGIN:VCARD\nFN:A\nEND:VCARD\n" * 450
    seen: list[tuple[int, int]] = []
    reader.read(data, "x.vcf", TODAY, lambda done, total: seen.append((done, total)))
    assert seen == [(0, 450), (200, 450), (400, 450), (450, 450)]

    def stop(done: int, total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        reader.read(data, "x.vcf", TODAY, stop)
