"""Lines of all dialects, taken apart and put together."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.exchange.vcard.charsets import Charsets
from smallcrm.exchange.vcard.content_lines import (
    escape,
    fold,
    logical_lines,
    param_value,
    parse_head,
    read_lines,
    split,
    unescape,
)
from smallcrm.exchange.vcard.cutting import cut
from smallcrm.exchange.vcard.days import Day, parse_day, write_day

_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))


@pytest.mark.parametrize(
    ("head", "name", "group", "types", "pref"),
    [
        ("TEL", "TEL", "", (), 0),
        ("tel;home;cell", "TEL", "", ("home", "cell"), 0),
        ("item1.TEL;type=CELL;type=VOICE;type=pref", "TEL", "item1", ("cell", "voice"), 1),
        ('TEL;TYPE="work,voice";PREF=3', "TEL", "", ("work", "voice"), 3),
        ("TEL;TYPE=HOME,PREF", "TEL", "", ("home",), 1),
        ("EMAIL;PREF;INTERNET", "EMAIL", "", ("internet",), 1),
        ("TEL;PREF=x", "TEL", "", (), 1),
        ("X-messaging/irc-All", "X-MESSAGING/IRC-ALL", "", (), 0),
    ],
)
def test_heads(head: str, name: str, group: str, types: tuple[str, ...], pref: int) -> None:
    parsed = parse_head(head)
    assert (parsed.name, parsed.group, parsed.types, parsed.pref) == (name, group, types, pref)


def test_encodings_and_charsets_of_old_and_new_dialects() -> None:
    assert parse_head("NOTE;QUOTED-PRINTABLE;CHARSET=UTF-8").encoding == "q"
    assert parse_head("NOTE;CHARSET=UTF-8;ENCODING=quoted-printable").charset == "UTF-8"
    assert parse_head("PHOTO;BASE64").encoding == "b"
    assert parse_head("PHOTO;ENCODING=b;TYPE=JPEG").encoding == "b"
    assert parse_head("PHOTO;JPEG;ENCODING=BASE64").types == ("jpeg",)


@given(_TEXT)
def test_parameters_come_back_whole(text: str) -> None:
    (line,) = read_lines([f"NOTE;X-A={param_value(text)};X-B=1:value: x"], Charsets(b""))
    assert (line.head.param("X-A"), line.head.param("X-B"), line.value) == (text, "1", "value: x")


@given(st.lists(_TEXT, min_size=1))
def test_structured_values_come_back_whole(parts: list[str]) -> None:
    assert split(";".join(escape(part) for part in parts)) == parts
    assert unescape(escape(parts[0])) == parts[0]


@given(_TEXT.map(lambda text: text.replace("\n", "")))
def test_folded_lines_come_back_whole(text: str) -> None:
    folded = fold("NOTE:" + text)
    assert all(len(row.encode()) <= 75 for row in folded.split("\r\n"))
    assert logical_lines(folded.replace("\r\n", "\n")) == ["NOTE:" + text]


@pytest.mark.parametrize(
    ("card", "lines"),
    [
        ("FN:A\n B\nN:C", ["FN:AB", "N:C"]),
        ("NOTE;QUOTED-PRINTABLE:a=\nb=\n c\nFN:x", ["NOTE;QUOTED-PRINTABLE:ab c", "FN:x"]),
        ("NOTE:1=\nFN:x", ["NOTE:1=", "FN:x"]),
        ("NOTE:one\ntwo three\nFN:x", ["NOTE:one\ntwo three", "FN:x"]),
        ("PHOTO;ENCODING=b:AA\nBB==\n\nFN:x", ["PHOTO;ENCODING=b:AABB==", "FN:x"]),
        ("NOTE;QUOTED-PRINTABLE:a\n=C3=A4", ["NOTE;QUOTED-PRINTABLE:a=C3=A4"]),
        ("lost\nFN:x\nORG", ["FN:x"]),
    ],
)
def test_careless_lines(card: str, lines: list[str]) -> None:
    assert logical_lines(card) == lines


@pytest.mark.parametrize(
    ("octets", "declared", "text"),
    [
        ("Ä".encode(), "iso-8859-1", "Ä"),
        (b"\xc4", "iso-8859-1", "Ä"),
        ("Łódź".encode("iso-8859-2"), "iso-8859-2", "Łódź"),
        (b"\xc4", "rot13", "Ä"),
        (b"\xc4", "utf-8", "Ä"),
        ("Häme".encode() + b"\xc3", "utf-8", "HämeÃ"),
    ],
)
def test_declared_charsets_are_believed_after_utf_8(octets: bytes, declared: str, text: str) -> None:
    assert Charsets("Häntä, Mäki, Yö".encode("cp1252")).octets(octets, declared) == text


def test_letters_split_by_a_fold_are_whole_again() -> None:
    data = b"FN:Bo\xc3\n \xb8rge"
    charsets = Charsets(data)
    (line,) = read_lines(logical_lines(charsets.text), charsets)
    assert (line.value, charsets.encoding) == ("Bo" + b"\xc3\xb8".decode() + "rge", "utf-8")


def test_cards_are_cut_with_their_lines() -> None:
    result = cut(
        "junk\n\nBEGIN:VCARD\nFN:A\nBEGIN:vcard\nFN:B\nAGENT:\nBEGIN:VCARD\nFN:C\nEND:VCARD\nTEL:1\nEND:VCARD\nx\n"
    )
    assert [(card.line, card.body) for card in result.cards] == [(3, "FN:A"), (5, "FN:B\nAGENT:\n\nTEL:1")]
    assert result.cards[1].nested == ["BEGIN:VCARD\nFN:C\nEND:VCARD"]
    assert result.strays == [(1, "junk"), (13, "x")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("19800503", Day(5, 3, 1980)),
        ("1980-05-03", Day(5, 3, 1980)),
        ("1980-05-03T00:00:00Z", Day(5, 3, 1980)),
        ("19800503T231000+0200", Day(5, 3, 1980)),
        ("1980-5-3 00:00:00", Day(5, 3, 1980)),
        ("--0503", Day(5, 3)),
        ("--05-03", Day(5, 3)),
        ("--0229", Day(2, 29)),
        ("1604-02-29", Day(2, 29)),
        ("0000-05-03", Day(5, 3)),
        ("3.5.1980", Day(5, 3, 1980)),
        ("3. 5.", Day(5, 3)),
        ("---03", None),
        ("1980-05", None),
        ("1980", None),
        ("1979-02-29", None),
        ("1980-13-01", None),
        ("05/03/1980", None),
        ("circa 1950", None),
        ("", None),
    ],
)
def test_days(text: str, day: Day | None) -> None:
    assert parse_day(text) == day


@given(st.dates(min_value=date(1000, 1, 1)), st.booleans())
def test_days_come_back(day: date, with_year: bool) -> None:
    expected = Day(day.month, day.day, day.year if with_year else None)
    assert parse_day(write_day(expected.month, expected.day, expected.year), verbatim=True) == expected
